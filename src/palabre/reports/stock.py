"""The state of play in plain sentences: each section says what is there first, then how we know."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from statistics import median
from typing import TYPE_CHECKING

from palabre import words
from palabre.reports import naming
from palabre.words import N_, _, ngettext, number
from palabre.words.messages import MESSAGES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from palabre.listen.taking_stock import (
        Answered,
        Compared,
        Hours,
        Missing,
        People,
        Rise,
        Share,
        Speaker,
        StateOfPlay,
        Thread,
        Threads,
        Volume,
    )

# A day stands out when it holds so many times what an ordinary day does; hours are a habit after two weeks.
STANDS_OUT, HABIT_DAYS = 2, 14
SUGGESTED = 3


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the state of play: what it says, and how that is known."""

    code: str
    title: str
    sentences: tuple[str, ...]
    method: tuple[str, ...]


TITLES = {
    "volume": N_("How much, and since when"),
    "where": N_("Where"),
    "languages": N_("In which languages"),
    "speakers": N_("Who speaks most"),
    "answered": N_("Who is most answered"),
    "hours": N_("When people speak"),
    "terms": N_("What rises"),
    "threads": N_("Threads that matter"),
    "missing": N_("What is missing"),
}


def told(state: StateOfPlay) -> tuple[Section, ...]:
    """Every section in the language of the current context; only what is missing when there is nothing at all."""
    if state.volume.posts == 0:
        return (_section("volume", (_("There is no post here."),), ()), _missing(state))
    return (
        _section("volume", _volume(state), _VOLUME_METHOD),
        _section("where", _where(state.volume), _WHERE_METHOD),
        _section("languages", _languages(state.volume), _LANGUAGE_METHOD),
        _section("speakers", _speakers(state.people, state.volume), _SPEAKERS_METHOD),
        _section("answered", _answered(state.people), _ANSWERED_METHOD),
        _section("hours", _hours(state.hours), _HOURS_METHOD),
        _section("terms", _terms(state), _TERMS_METHOD),
        _section("threads", _threads(state.threads), _THREADS_METHOD),
        _missing(state),
    )


def subject(state: StateOfPlay) -> str:
    """What it is about, in a sentence."""
    asked = state.asked.filters
    about = (
        _("The mentions of the radar {name}").format(name=state.radar)
        if state.radar
        else _("Everything in this workspace")
    )
    if asked.network:
        about = _("{about}, on {network}").format(about=about, network=asked.network)
    if asked.since and asked.until:
        about = _("{about}, {span}").format(about=about, span=naming.span(asked.since, asked.until))
    elif asked.since:
        about = _("{about}, from {day} on").format(about=about, day=words.day(asked.since))
    elif asked.until:
        about = _("{about}, up to {day}").format(about=about, day=words.day(asked.until))
    return about


def _section(code: str, sentences: Sequence[str], method: Sequence[str]) -> Section:
    return Section(code, _(TITLES[code]), tuple(sentences), tuple(_(one) for one in method))


_VOLUME_METHOD = (
    N_(
        "A post is anything said in public: post, reply, repost, comment, review. Each is counted once, on its UTC day."
    ),
    N_("An ordinary day is the median of all days from the first to the last, days without a post included."),
)
_WHERE_METHOD = (
    N_("Places are the servers, forums, feeds and sites within a network, as far as the files name them."),
)
_LANGUAGE_METHOD = (N_("The language is that of the text when it could be told, else the one the network declares."),)
_SPEAKERS_METHOD = (N_("Posts of every kind are counted, reposts too. One person with two accounts counts as two."),)
_ANSWERED_METHOD = (
    N_(
        "Ranked by how many different accounts reposted, quoted, answered or called on them, and not by how often: "
        "one insistent account counts once. What people do to themselves is left out."
    ),
)
_HOURS_METHOD = (N_("Each post is counted in the hour at which it was said, summer time followed."),)
_TERMS_METHOD = (
    N_(
        "Each word, tag or link is counted once a post. Reposts are left out: they repeat the words of another. "
        "Capitals and accents do not count; French and English words that say nothing by themselves are left out."
    ),
    N_(
        "What is compared is its share of the posts, lately and before. “At least × 3” is the cautious end of what the "
        "two counts allow to say; the more words are compared, the more cautious, so that one at most is expected to "
        "be there by chance alone."
    ),
    N_("Listed from 5 posts of 3 different people on, none of whom wrote more than half of them; the surest first."),
)
_THREADS_METHOD = (
    N_(
        "A thread is a post with all that answers it. Ranked by how many different people speak in it, then by its "
        "size. Where a network names only the post answered, a thread is that post with its direct answers."
    ),
)
_MISSING_METHOD = (N_("What was never exported, or was deleted before we heard of it, cannot be seen from here."),)


def _volume(state: StateOfPlay) -> list[str]:
    volume, people = state.volume, state.people
    said = {"posts": naming.posts(volume.posts), "accounts": naming.accounts(people.accounts)}
    if volume.first is None or volume.last is None:
        return [_("{posts}, none with a usable date.").format(**said)]
    said["span"] = naming.span(volume.first, volume.last)
    found = [(_("{posts} by {accounts}, {span}.") if people.accounts else _("{posts}, {span}.")).format(**said)]
    found += _busiest(volume)
    if volume.reposts:
        part = naming.share(volume.reposts, volume.posts)
        found.append(_("{share} of them are reposts of another post.").format(share=part))
    gaps = len(state.missing.gaps)
    if gaps:
        found.append(
            ngettext(
                "Not everything was heard: {n} listening gap, so these counts are a minimum.",
                "Not everything was heard: {n} listening gaps, so these counts are a minimum.",
                gaps,
            ).format(n=number(gaps))
        )
    return found


def _busiest(volume: Volume) -> list[str]:
    if volume.first is None or volume.last is None:
        return []
    total_days = (volume.last - volume.first).days + 1
    if total_days < 7:
        return []
    counts = [n for _day, n in volume.per_day]
    ordinary = median([*counts, *[0] * (total_days - len(counts))])
    day, most = max(volume.per_day, key=lambda one: (one[1], one[0]))
    found = []
    if ordinary >= 1:
        found.append(_("An ordinary day brings {posts}.").format(posts=naming.posts(round(ordinary))))
    if most >= STANDS_OUT * max(1, ordinary):
        found.append(_("The busiest day is {day}, with {posts}.").format(day=words.day(day), posts=naming.posts(most)))
    return found


def _where(volume: Volume) -> list[str]:
    first = volume.networks[0]
    if len(volume.networks) == 1:
        found = [_("All of it comes from {network}.").format(network=first.name)]
    else:
        said = {
            "n": number(len(volume.networks)),
            "network": first.name,
            "share": naming.share(first.posts, volume.posts),
        }
        found = [_("It comes from {n} networks, most often from {network} ({share}).").format(**said)]
    return found


def _languages(volume: Volume) -> list[str]:
    known = [one for one in volume.langs if one.name not in naming.UNDETERMINED]
    unknown = sum(one.posts for one in volume.langs if one.name in naming.UNDETERMINED)
    if not known:
        return [_("No post says in which language it is.")]
    shares = [
        _("{language} ({share})").format(
            language=naming.language_name(one.name), share=naming.share(one.posts, volume.posts)
        )
        for one in known[:3]
    ]
    found = [_("Mostly: {languages}.").format(languages=naming.listed(shares))]
    if len(known) == 1 and not unknown:
        found = [_("All of it is in one language: {language}.").format(language=naming.language_name(known[0].name))]
    if len(known) > 3:
        rest = len(known) - 3
        found.append(ngettext("And {n} other language.", "And {n} other languages.", rest).format(n=number(rest)))
    if unknown:
        found.append(
            ngettext(
                "The language of {n} post is not known.", "The language of {n} posts is not known.", unknown
            ).format(n=number(unknown))
        )
    return found


def _speakers(people: People, volume: Volume) -> list[str]:
    if not people.speakers:
        return [_("No post says who wrote it.")]
    found = [
        _("Heard here: {accounts}; {once} of them a single time.").format(
            accounts=naming.accounts(people.accounts), once=naming.share(people.once, people.accounts)
        )
    ]
    shown = len(people.speakers)
    if people.accounts > shown:
        part = naming.share(people.by_most, people.signed)
        found.append(
            ngettext(
                "The most talkative account wrote {share} of the posts.",
                "The {n} most talkative accounts wrote {share} of the posts.",
                shown,
            ).format(n=number(shown), share=part)
        )
        if 2 * people.by_most > people.signed:
            found.append(_("A few voices make most of the talk: a count of posts is not a count of people."))
    return found


def _answered(people: People) -> list[str]:
    if not people.answered:
        return [_("Nobody answers anybody here, or the files do not say so.")]
    first = people.answered[0]
    return [
        ngettext(
            "{n} person reposted, quoted, answered or called on {name}: nobody has more.",
            "{n} different people reposted, quoted, answered or called on {name}: nobody has more.",
            first.people,
        ).format(n=number(first.people), name=called(first))
    ]


def called(one: Speaker | Answered) -> str:
    """Somebody's name with the handle behind it, as far as they are known."""
    handle = f"@{one.handle.lstrip('@')}" if one.handle else None
    if one.name and handle:
        return _("{name} ({handle})").format(name=one.name, handle=handle)
    return one.name or handle or _("an account whose name is not known")


def _hours(hours: Hours) -> list[str]:
    total = sum(map(sum, hours.posts))
    if not total:
        return [_("No post says when.")]
    day, hour = max(((d, h) for d in range(7) for h in range(24)), key=lambda at: (hours.posts[at[0]][at[1]], -at[0]))
    by_hour = [sum(row[h] for row in hours.posts) for h in range(24)]
    by_day = [sum(row) for row in hours.posts]
    first, last = _densest(by_hour)
    names = naming.weekdays()
    said = {"day": names[day], "from": naming.hour(hour), "to": naming.hour(hour + 1)}
    found = [
        _("The busiest hour of the week is {day} between {from} and {to}.").format(**said),
        _("Half of the posts are said between {from} and {to}.").format(
            **{"from": naming.hour(first), "to": naming.hour(last)}
        ),
        _("{busy} is the busiest day, {quiet} the quietest.").format(
            busy=names[by_day.index(max(by_day))].capitalize(), quiet=names[by_day.index(min(by_day))]
        ),
        _("Hours are those of {zone}.").format(zone=zone_name(hours.zone)),
    ]
    if hours.days < HABIT_DAYS:
        few = _("That is {days} only: too few to speak of habits.").format(days=naming.days(hours.days))
        return [found[0], few, found[3]]
    return found


def zone_name(zone: str) -> str:
    """A time zone by its place."""
    return zone.rpartition("/")[2].replace("_", " ")


def _densest(by_hour: Sequence[int]) -> tuple[int, int]:
    """The shortest run of hours, midnight crossed if need be, that holds half of the posts: its first and its end."""
    total, best = sum(by_hour), (24, 0)
    for first in range(24):
        held = 0
        for size in range(1, 25):
            held += by_hour[(first + size - 1) % 24]
            if 2 * held >= total:
                best = min(best, (size, first))
                break
    return best[1], best[1] + best[0]


def _terms(state: StateOfPlay) -> list[str]:
    compared = state.compared
    if compared is None:
        return [
            _("Too little to compare: it takes two days at least, and 20 posts of people's own words on each side.")
        ]
    when = stretches(compared)
    every = (*state.words.rising[:1], *state.tags.rising[:1], *state.links.rising[:1])
    best = sorted(every, key=lambda one: not one.is_sure)
    if not best:
        return [_("Nothing surely rises: what changes is no more than chance would do."), when]
    if not best[0].is_sure:
        return [_("Nothing surely rises: what is listed seems to, and chance alone may have done it."), when]
    return [_rise(best[0]), when]


def stretches(compared: Compared) -> str:
    """Which days are compared with which."""
    return _("“Lately” is {days}, {span}; “before” is {before}, {earlier}.").format(
        days=naming.days(compared.recent_days),
        span=naming.span(compared.recent_first, compared.recent_last),
        before=naming.days(compared.before_days),
        earlier=naming.span(compared.before_first, compared.before_last),
    )


def _rise(one: Rise) -> str:
    said = {"word": one.written, "posts": naming.posts(one.recent), "people": naming.people(one.people)}
    if one.before == 0:
        return _("“{word}” rises most: {posts} by {people} lately, none before.").format(**said)
    return _("“{word}” rises most: {posts} by {people} lately, {before} before.").format(
        **said, before=number(one.before)
    )


def at_least(one: Rise) -> str:
    """How many times more of the posts hold it, cautiously: × 3, × 1.4; or that it is not sure."""
    if not one.is_sure:
        return _("not sure")
    return _("× {times}").format(times=number(int(one.ratio) if one.ratio >= 3 else round(one.ratio, 1)))


def _threads(threads: Threads) -> list[str]:
    if not threads.threads:
        return [_("No post answers another, or the files do not say so.")]
    first = threads.threads[0]
    return [
        _("{threads}, with {answers}.").format(
            threads=ngettext("{n} thread", "{n} threads", threads.total).format(n=number(threads.total)),
            answers=ngettext("{n} answer", "{n} answers", threads.answers).format(n=number(threads.answers)),
        ),
        _("The one with the most people: {size}.").format(size=thread_size(first)),
    ]


def thread_size(one: Thread) -> str:
    """How many people and posts a thread has, and how long it lasted."""
    said = {"people": naming.people(one.people), "posts": naming.posts(one.posts)}
    if one.last - one.first < timedelta(minutes=1):
        return _("{people}, {posts}").format(**said)
    return _("{people}, {posts} in {length}").format(**said, length=naming.length(one.last - one.first))


def _missing(state: StateOfPlay) -> Section:
    found = [*_lost(state.missing), *_unknown(state.missing)]
    return _section("missing", found or [_("Nothing that we know of.")], _MISSING_METHOD)


def _lost(missing: Missing) -> list[str]:
    refused, gaps = sum(one.rejected for one in missing.refusals), len(missing.gaps)
    counted = (
        (gaps, ngettext("{n} listening gap is known.", "{n} listening gaps are known.", gaps)),
        (refused, ngettext("{n} row of the files was refused.", "{n} rows of the files were refused.", refused)),
        (
            missing.hidden,
            ngettext(
                "{n} post or account was deleted or erased, and is not counted.",
                "{n} posts or accounts were deleted or erased, and are not counted.",
                missing.hidden,
            ),
        ),
    )
    return [sentence.format(n=number(n)) for n, sentence in counted if n]


def _unknown(missing: Missing) -> list[str]:
    counted = (
        (
            missing.no_author,
            ngettext("{n} post does not say who wrote it.", "{n} posts do not say who wrote them.", missing.no_author),
        ),
        (
            missing.no_lang,
            ngettext("{n} post is of no known language.", "{n} posts are of no known language.", missing.no_lang),
        ),
        (missing.no_text, ngettext("{n} post has no words.", "{n} posts have no words.", missing.no_text)),
        (
            missing.future,
            ngettext(
                "{n} post is dated in the future, and stands in no chart.",
                "{n} posts are dated in the future, and stand in no chart.",
                missing.future,
            ),
        ),
        (
            missing.elsewhere,
            ngettext(
                "{n} reply answers a post that is not here.",
                "{n} replies answer posts that are not here.",
                missing.elsewhere,
            ),
        ),
    )
    return [sentence.format(n=number(n)) for n, sentence in counted if n]


def reason(code: str) -> str:
    """Why rows were refused, in words; the code itself when it is none of ours."""
    name = f"reject-{code}"
    return _(MESSAGES[name]) if name in MESSAGES else code


def suggested(state: StateOfPlay) -> tuple[tuple[str, str], ...]:
    """Queries worth a radar: the words and tags that rise most, each with the name it could have."""
    found = [(one.written, one.written) for one in state.words.rising]
    tagged = [(f"#{one.written}", f"#{one.written}") for one in state.tags.rising]
    mixed = [one for pair in zip(found, tagged, strict=False) for one in pair]
    rest = [one for one in (*found, *tagged) if one not in mixed]
    return tuple((*mixed, *rest)[:SUGGESTED])


def share_of(one: Share, volume: Volume) -> str:
    """The share of all posts."""
    return naming.share(one.posts, volume.posts)
