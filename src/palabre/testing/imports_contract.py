"""What every import format promises, checked on a sample of it: ours and those of other packages alike.

>>> check_import(MyFormat(), Path("sample.json"), observed_at=datetime(2026, 1, 1, tzinfo=UTC))
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from palabre.errors import PalabreError
from palabre.imports import REASONS, Import, formats, open_import
from palabre.model import POST_KINDS, AccountMetric, Actor, Deletion, Interaction, Post, Record, Reject

if TYPE_CHECKING:
    from datetime import datetime, tzinfo
    from zoneinfo import ZoneInfo

CUTS = 12


def check_import(
    kind: Import, sample: Path, *, observed_at: datetime, timezone: ZoneInfo | None = None
) -> tuple[Record, ...]:
    """The records of the sample; raises `AssertionError` saying which promise the format breaks."""
    _expect(kind.name == kind.name.lower() and " " not in kind.name, f"{kind.name!r} is no name to type in a command")
    _expect(bool(kind.title), "the format has no title")
    with open_import(sample, observed_at=observed_at, timezone=timezone) as opened:
        _expect(opened.format == kind.name, f"the content was taken for {opened.format}")
        _expect(0 <= opened.position() <= opened.size_bytes, "the position is outside the file")
        records = tuple(opened)
        _expect(opened.position() == opened.size_bytes, "the position does not reach the end")
    _expect(any(isinstance(record, (Post, Actor)) for record in records), "the sample gives no post and no actor")
    for record in records:
        check_record(record, observed_at=observed_at)
    again = read_all(sample, observed_at=observed_at, timezone=timezone)
    _expect(again == records, "reading twice does not give the same records")
    _check_cuts(sample, observed_at, timezone)
    return records


def check_record(record: Record, *, observed_at: datetime) -> None:
    """Raises `AssertionError` when a record lacks what every record has."""
    if isinstance(record, Reject):
        _expect(record.reason in REASONS, f"{record.reason!r} is no known reason")
        _expect(record.line >= 0 and len(record.detail) <= 200, f"{record} has no line, or tells too much")
    elif isinstance(record, Deletion):
        _expect(bool(record.native_id), f"{record} names nothing")
    elif isinstance(record, Actor):
        _check_actor(record)
    elif isinstance(record, Interaction):
        _check_interaction(record)
    elif isinstance(record, AccountMetric):
        _check_figure(record, observed_at)
    else:
        _check_post(record, observed_at)


def read_all(path: Path, *, observed_at: datetime, timezone: ZoneInfo | None = None) -> tuple[Record, ...]:
    """Every record of a file; none when the whole of it is refused."""
    try:
        with open_import(path, observed_at=observed_at, timezone=timezone) as opened:
            return tuple(opened)
    except PalabreError:
        return ()


def _check_post(post: Post, observed_at: datetime) -> None:
    _expect(bool(post.native_id and post.network), f"{post} has no id or no network")
    _expect(post.kind in POST_KINDS, f"{post.kind!r} is no kind of post")
    _expect(_is_aware(post.created_at.tzinfo), f"{post.native_id}: a date without time zone")
    _expect(post.created_at.timestamp() <= observed_at.timestamp() + 86_400, f"{post.native_id}: made in the future")
    _expect(post.observed_at is not None, f"{post.native_id} does not say when it was observed")
    _expect(bool(post.text or post.title or post.kind == "repost"), f"{post.native_id} says nothing")
    if post.metrics is not None:
        _check_counts(post.native_id, [getattr(post.metrics, name) for name in post.metrics.__struct_fields__])
    _expect("\0" not in post.text and post.text == post.text.strip(), f"{post.native_id}: the text is not clean")
    if post.actor is not None:
        _check_actor(post.actor)


def _check_actor(actor: Actor) -> None:
    _check_counts(actor.native_id, [actor.followers, actor.following, actor.posts])
    _expect(bool(actor.native_id and actor.network and actor.handle), f"{actor} has no id, network or handle")
    _expect(not actor.native_id.startswith("@"), f"{actor.native_id}: the id keeps its @")


def _check_interaction(act: Interaction) -> None:
    _expect(bool(act.network and act.actor), f"{act} does not say who acts, or where")
    _expect(bool(act.target_actor or act.target_post), f"{act} has no target")
    _expect(_is_aware(act.created_at.tzinfo), f"{act}: a date without time zone")


def _check_figure(figure: AccountMetric, observed_at: datetime) -> None:
    _expect(bool(figure.network and figure.account and figure.metric), f"{figure} does not say what it counts")
    _expect(figure.metric == figure.metric.lower(), f"{figure.metric!r} is not in lower case")
    _expect(_is_aware(figure.day.tzinfo), f"{figure}: a day without time zone")
    _expect(figure.day.timestamp() <= observed_at.timestamp() + 86_400, f"{figure}: a day in the future")
    _expect(figure.value == figure.value, f"{figure} has no value")


def _check_cuts(sample: Path, observed_at: datetime, timezone: ZoneInfo | None) -> None:
    """A file cut anywhere is refused or read up to there; it never ends in an error of another kind."""
    whole = sample.read_bytes()
    with tempfile.TemporaryDirectory() as folder:
        cut = Path(folder) / sample.name
        for part in range(CUTS):
            cut.write_bytes(whole[: len(whole) * part // CUTS])
            for record in read_all(cut, observed_at=observed_at, timezone=timezone):
                check_record(record, observed_at=observed_at)


def every_format_with_sample(folder: Path) -> list[tuple[Import, Path]]:
    """Each format with each of its samples, in `folder/NAME/sample*`; a format without sample breaks its promise."""
    found: list[tuple[Import, Path]] = []
    for kind in formats():
        samples = sorted((folder / kind.name).glob("sample*"))
        _expect(bool(samples), f"the format {kind.name} has no sample in {folder / kind.name}")
        found += [(kind, sample) for sample in samples]
    return found


def _check_counts(native_id: str, counts: list[int | None]) -> None:
    for count in counts:
        _expect(count is None or abs(count) < 2**63, f"{native_id}: {count} cannot be stored")


def _is_aware(zone: tzinfo | None) -> bool:
    return zone is not None


def _expect(holds: bool, otherwise: str) -> None:
    if not holds:
        raise AssertionError(otherwise)
