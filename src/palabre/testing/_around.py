"""What goes with the story: radars to listen with, hours that were not heard, and what became of its posts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random

from msgspec.structs import replace

from palabre.model import SUBJECTS, Deletion, Metrics, Post, Subject
from palabre.testing._script import joined
from palabre.testing._tell import OBSERVED_AT, story
from palabre.testing.scripts import text

_LATER = timedelta(days=14)
_DELETED_SHARE, _EDITED_SHARE, _GROWN_SHARE = 0.004, 0.01, 0.6
_EDITED = {"fr": "[Corrigé : une faute.]", "en": "[Edited: a typo.]"}
_COUNTERS = ("likes", "reposts", "replies", "quotes", "views")


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryRadar:
    """A radar of the demonstration."""

    name: str
    subject: Subject
    query: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryGap:
    """Hours of the story during which a source was not, or not fully, heard."""

    source: str
    from_at: datetime
    to_at: datetime
    why: str
    estimated_loss: int | None


def _radars(lang: str) -> tuple[StoryRadar, ...]:
    told = (line.split(" | ") for line in joined(text(f"{lang}/radars.txt")))
    return tuple(StoryRadar(name=name, subject=_SUBJECTS[subject], query=query) for subject, name, query in told)


_SUBJECTS: Mapping[str, Subject] = {subject: subject for subject in SUBJECTS}
RADARS: Mapping[str, tuple[StoryRadar, ...]] = {lang: _radars(lang) for lang in ("fr", "en")}


def story_gaps() -> tuple[StoryGap, ...]:
    """When the story was not fully heard: one network two days of August, another on the evening of the fire."""
    return (
        StoryGap(
            source="bluesky",
            from_at=datetime(2026, 8, 21, 3, 40, tzinfo=UTC),
            to_at=datetime(2026, 8, 22, 21, 5, tzinfo=UTC),
            why="gap-source-slowed",
            estimated_loss=14,
        ),
        StoryGap(
            source="x",
            from_at=datetime(2026, 9, 18, 19, 30, tzinfo=UTC),
            to_at=datetime(2026, 9, 18, 21, 0, tzinfo=UTC),
            why="gap-source-slowed",
            estimated_loss=None,
        ),
    )


def story_later(seed: int = 7, *, lang: str = "fr") -> Iterator[Post | Deletion]:
    """What was heard of the story a fortnight after: counters that grew, a few texts edited, a few posts taken away."""
    rng = Random(f"later/{seed}/{lang}")  # noqa: S311 - to be repeated, not secret
    observed_at = OBSERVED_AT + _LATER
    for post in story(seed, lang=lang):
        chance = rng.random()
        if chance < _DELETED_SHARE and post.kind in ("post", "reply"):
            yield Deletion(network=post.network, scope="post", native_id=post.native_id, requested_at=observed_at)
        elif chance < _DELETED_SHARE + _EDITED_SHARE and post.kind == "post":
            mended = f"{post.text} {_EDITED[post.lang_declared or lang]}"
            yield replace(post, text=mended, edited_at=observed_at - timedelta(days=2), observed_at=observed_at)
        elif chance < _GROWN_SHARE and post.metrics is not None:
            yield replace(post, metrics=_grown(post.metrics, rng), observed_at=observed_at)


def _grown(metrics: Metrics, rng: Random) -> Metrics:
    """Counters a little above those first read; what was unknown stays so."""
    grown = {name: getattr(metrics, name) for name in _COUNTERS}
    return Metrics(**{name: None if n is None else n + int(n * rng.random() / 4) for name, n in grown.items()})
