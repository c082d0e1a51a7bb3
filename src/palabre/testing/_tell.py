"""The story told: beats become posts, once or as many times as a bench asks for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import count, islice
from random import Random

from palabre.model import Actor, Post
from palabre.testing._beats import CALLOUT, Beat, beats
from palabre.testing._cast import actor_of, people
from palabre.testing._ids import article_address, digest, instance_of, post_names
from palabre.testing._often import Chance, bursts, remarks, threads
from palabre.testing._reposts import with_reposts
from palabre.testing._script import Scene, scenes
from palabre.testing._wording import Told
from palabre.testing.scripts import life_of, scenes_of
from palabre.words import N_

FICTION = N_("A fictional company and public, written for demonstration: any resemblance is accidental.")
ORGANISATION = {"fr": "Fromagerie des Trois Vals", "en": "Three Vales Dairy"}
OBSERVED_AT = datetime(2026, 11, 1, 6, tzinfo=UTC)
DEFAULT_SIZE = 4800
MAX_SIZE = 5_000_000
_ABROAD_SHARE = 0.15
_REPOST_SHARE = 0.1
_DECLARING = ("bluesky", "fediverse", "x", "rss")
_ANSWERS = ("reply", "comment")
_OTHER = {"fr": "en", "en": "fr"}
_ROUNDS_PER_GENERATION = 8
_LATEST_SHIFT_SECONDS = 4 * 3600
_TWISTS = {
    "fr": ("(lot {})", "- carnet, page {}", "... et de {}.", "(fournée {})", "[{}e fois que je le dis]", "- n° {}"),
    "en": ("(batch {})", "- notebook, page {}", "... that makes {}.", "(take {})", "[saying it {} times]", "- no. {}"),
}


def story(seed: int = 7, *, lang: str = "fr", size: int | None = None) -> Iterator[Post]:
    """The posts of the story, six months in order of time: the same seed, language and size give the same posts.

    More than four in five speak `lang` ("fr" or "en"), the rest the other language. `size` is any number of posts up to
    5,000,000: fewer are the beginning of the story; more are further rounds of it, each with its own ids, texts and
    public, a little earlier in the day, so that time goes back at the start of a round. Whatever the size, a post that
    is answered, quoted or reposted comes before those that do so. Stories of another seed or language have other ids,
    but for the addresses of articles. Raises ValueError for another language or size.
    """
    if lang not in _OTHER:
        raise ValueError(f"the story is told in fr or en, not in {lang!r}")
    wanted = DEFAULT_SIZE if size is None else size
    if not 0 <= wanted <= MAX_SIZE:
        raise ValueError(f"size must be between 0 and {MAX_SIZE}, not {wanted}")
    return islice(_rounds(plot_of(seed, lang), lang, _first_number(seed, lang)), wanted)


@lru_cache(maxsize=8)
def plot_of(seed: int, lang: str) -> tuple[Beat, ...]:
    """One round of the story: what was written by hand, and as much daily life as makes up the size and the shares."""
    rng = Random(f"{seed}/{lang}")  # noqa: S311 - a story needs to be repeatable, not secret
    told = Told()
    wanted_abroad = round(DEFAULT_SIZE * _ABROAD_SHARE)
    home = Chance(lang, rng, told)
    away = Chance(_OTHER[lang], rng, told, is_abroad=True)
    at_home = _valley(home, scenes(scenes_of(lang), lang), DEFAULT_SIZE - wanted_abroad)
    abroad = _elsewhere(away, wanted_abroad)
    return beats((*at_home, *abroad), lang, rng)


def _valley(chance: Chance, plot: tuple[Scene, ...], lines: int) -> tuple[Scene, ...]:
    written = map(chance.with_people, (*plot, *scenes(life_of(chance.lang), chance.lang)))
    known = (*bursts(chance, tuple(written)), *threads(chance))
    reposts = round(lines * _REPOST_SHARE)
    daily = remarks(chance, lines - reposts - _lines_in(known), at_home=True)
    return with_reposts((*known, *daily), reposts, chance.crowd, chance.rng)


def _elsewhere(chance: Chance, lines: int) -> tuple[Scene, ...]:
    written = tuple(map(chance.with_people, scenes(life_of(chance.lang), chance.lang)))
    reposts = round(lines * _REPOST_SHARE)
    daily = remarks(chance, lines - reposts - _lines_in(written), at_home=False)
    return with_reposts((*written, *daily), reposts, chance.crowd, chance.rng)


def _lines_in(told: Iterable[Scene]) -> int:
    return sum(len(scene.lines) for scene in told)


@dataclass(slots=True)
class _Round:
    """One telling: which one, when, by whom, and what was said in it so far."""

    number: int
    first: int
    shift: timedelta
    twists: dict[str, str]
    account: Callable[[str, str], Actor]
    told: list[Post]


def _first_number(seed: int, lang: str) -> int:
    """Where ids begin: far enough apart that two stories can share a workspace."""
    return int.from_bytes(digest("story", seed, lang)[:2], "big") * MAX_SIZE


def _rounds(plot: tuple[Beat, ...], lang: str, first: int) -> Iterator[Post]:
    account = _accounts(lang, 0)
    for number in count():
        if number % _ROUNDS_PER_GENERATION == 0:
            account = _accounts(lang, number // _ROUNDS_PER_GENERATION)
        now = _Round(
            number=number,
            first=first + number * len(plot),
            shift=timedelta(seconds=number * 7919 % _LATEST_SHIFT_SECONDS),
            twists={spoken: _twist(spoken, number) for spoken in _TWISTS},
            account=account,
            told=[],
        )
        for place, beat in enumerate(plot):
            post = _post(beat, now.first + place, now)
            now.told.append(post)
            yield post


def _twist(lang: str, number: int) -> str:
    """What is added to every text of a further round, so that no two posts of a long story are copies by accident."""
    said = _TWISTS[lang]
    return f" {said[number % len(said)].format(number)}" if number else ""


def _accounts(lang: str, generation: int) -> Callable[[str, str], Actor]:
    """Accounts by person and network, each made once: the cast for good, the public anew in every generation."""
    cast = people(lang)
    made: dict[tuple[str, str], Actor] = {}

    def account(who: str, network: str) -> Actor:
        actor = made.get((who, network))
        if actor is None:
            person = cast[who]
            actor = actor_of(person, network, generation if person.is_public else 0, OBSERVED_AT)
            made[who, network] = actor
        return actor

    return account


def _post(beat: Beat, number: int, now: _Round) -> Post:
    actor = now.account(beat.who, beat.network)
    parent = None if beat.parent is None else now.told[beat.parent]
    parent_id = parent.native_id if parent else None
    parent_actor = parent.actor.native_id if parent and parent.actor else None
    is_answer = beat.kind in _ANSWERS
    native_id, url = _names(beat, actor, number, now)
    return Post(
        network=beat.network,
        native_id=native_id,
        created_at=beat.created_at - now.shift,
        text=_text(beat, parent, now),
        actor=actor,
        kind=beat.kind,
        title=beat.title,
        url=url,
        instance=_instance(beat, actor, parent),
        lang_declared=beat.lang if beat.network in _DECLARING else None,
        reply_to=parent_id if is_answer else None,
        reply_to_actor=parent_actor if is_answer else None,
        root=now.told[beat.root].native_id if is_answer else None,
        quote_of=parent_id if beat.kind == "quote" else None,
        quote_of_actor=parent_actor if beat.kind == "quote" else None,
        repost_of=parent_id if beat.kind == "repost" else None,
        repost_of_actor=parent_actor if beat.kind == "repost" else None,
        visibility="public" if beat.network == "fediverse" else None,
        links=beat.links,
        tags=beat.tags,
        callouts=tuple(now.account(who, beat.network).native_id for who in beat.callouts),
        media=beat.media,
        metrics=beat.metrics,
        edited_at=beat.edited_at - now.shift if beat.edited_at else None,
        observed_at=OBSERVED_AT,
    )


def _names(beat: Beat, actor: Actor, number: int, now: _Round) -> tuple[str, str | None]:
    if beat.kind == "article" and beat.title:
        address = article_address(actor.native_id, beat.title, now.number)
        return address, address
    native_id, url = post_names(actor, number, now.first + beat.root, beat.place)
    if beat.kind == "comment":
        url = f"{now.told[beat.root].url}#{native_id}"
    return native_id, url


def _instance(beat: Beat, actor: Actor, parent: Post | None) -> str | None:
    """The server of the account; a comment is where its article is."""
    if beat.kind == "comment" and parent is not None:
        return parent.instance
    if beat.network == "fediverse":
        return actor.handle.rpartition("@")[2]
    return instance_of(beat.network, actor.handle, actor.native_id if beat.kind == "article" else None)


def _text(beat: Beat, parent: Post | None, now: _Round) -> str:
    """What is said. A repost carries the words it passes on, with their author on the network where that is the use."""
    if beat.kind == "repost" and parent is not None and parent.actor is not None:
        return f"RT @{parent.actor.handle}: {parent.text}" if beat.network == "x" else parent.text
    text = beat.text
    if beat.callouts:
        text = CALLOUT.sub(lambda found: f"@{now.account(found[1], beat.network).handle}", text)
    return text + now.twists[beat.lang]
