"""What sources are called in words: how they are doing, what each kind hears, what was left out of what they told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from palabre.words import N_, _, ngettext, number
from palabre.words.messages import MESSAGES

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import timedelta

# A state in a word or two, and what it means for whoever reads the list.
HEALTH: Mapping[str, tuple[str, str]] = {
    "starting": (N_("starting"), N_("It was just added or resumed, and has not answered yet.")),
    "listening": (N_("listening"), N_("All is well: what is said there is heard.")),
    "catching-up": (N_("catching up"), N_("It is reading what was said while nobody listened.")),
    "rate-limited": (N_("rate-limited"), N_("It asked us to wait. It will be asked again, and nothing is to be done.")),
    "refused": (N_("refused"), N_("It said no: somebody must change something, then test it.")),
    "down": (N_("down"), N_("It does not answer. It is tried again and again, more and more slowly.")),
    "paused": (N_("paused"), N_("Somebody stopped it. What is said meanwhile is not heard.")),
    # Never said by the listener, who is not there to say it.
    "unattended": (N_("not listened to"), N_("Nobody is listening. Start: palabre run, or palabre listen")),
}
# What each of our kinds hears; those of other packages say it in the first line of their documentation.
HEARS: Mapping[str, str] = {
    "bluesky": N_("The whole of Bluesky as it is written; what matches a radar is kept."),
    "mastodon": N_("A Mastodon server, or one that speaks like it: everything public there, a hashtag or a list."),
    "rss": N_("The news of a site: articles, and comments where it offers a feed of them."),
    "wordpress": N_("The articles of a WordPress site, and the conversations under them."),
    "discourse": N_("A forum that runs on Discourse: topics, answers, edits, likes."),
    "nodebb": N_("A forum that runs on NodeBB: topics, answers, edits, votes."),
    "forum": N_("Any other forum (phpBB, XenForo, vBulletin…): its feeds, and the pages of its threads."),
    "hackernews": N_("Hacker News: stories and their comments."),
    "reddit": N_("A community of Reddit: posts and comments."),
    "youtube": N_("The comments under the videos of a channel, or under one video."),
}
LEFT_OUT: Mapping[str, str] = {
    "not-indexable": N_("accounts that ask not to be found by search"),
    "not-discoverable": N_("accounts that ask not to be pointed out"),
    "no-index": N_("accounts that ask not to be indexed"),
    "no-bots": N_("accounts that ask robots to stay away"),
    "protected": N_("protected accounts"),
}
PASSED_OVER: Mapping[str, str] = {
    "bad-record": N_("records that cannot be read"),
    "private": N_("what is not public"),
    "other": N_("what is not a post: announcements of the network, technical events"),
}
# What a setting may be, as sources write it.
CHOICES: Mapping[str, str] = {
    "yes": N_("yes"),
    "no": N_("no"),
    "none": N_("none"),
    "local": N_("of this server alone"),
    "federated": N_("of all it knows"),
    "posts": N_("posts"),
    "reposts": N_("reposts"),
    "likes": N_("likes"),
    "follows": N_("follows"),
}
REGISTERED: Mapping[str, str] = {
    "added": N_("was added"),
    "paused": N_("was paused"),
    "resumed": N_("was resumed"),
    "removed": N_("was removed"),
}


class _Blanks(dict[str, object]):
    def __missing__(self, name: str) -> str:
        return "…"


def health_name(health: str) -> str:
    """How a source is doing, in a word or two."""
    return _(HEALTH[health][0]) if health in HEALTH else health


def health_meaning(health: str) -> str:
    """What that means, in a sentence."""
    return _(HEALTH[health][1]) if health in HEALTH else ""


def why_told(why_id: str | None, fields: Mapping[str, object]) -> str:
    """The sentence the listener left with a state; empty when it left none."""
    if why_id is None:
        return ""
    return _(MESSAGES[why_id]).format_map(_Blanks(fields)) if why_id in MESSAGES else why_id


def length_told(length: timedelta) -> str:
    """A length of time in its largest unit: 12 s, 3 min, 5 h, 2 days."""
    seconds = round(length.total_seconds())
    if seconds < 120:
        return _("{n} s").format(n=number(seconds))
    if seconds < 2 * 3600:
        return _("{n} min").format(n=number(round(seconds / 60)))
    if seconds < 48 * 3600:
        return _("{n} h").format(n=number(round(seconds / 3600)))
    days = round(seconds / 86400)
    return ngettext("{n} day", "{n} days", days).format(n=number(days))


def pace_told(per_minute: float) -> str:
    """How many posts a minute; a few are never shown as none."""
    if 0 < per_minute < 0.1:
        return _("under {n}").format(n=number(0.1))
    return number(round(per_minute, 1) if per_minute < 10 else round(per_minute))


def hears(kind: str, documentation: str | None) -> str:
    """What a kind of source hears, in a sentence."""
    if kind in HEARS:
        return _(HEARS[kind])
    return (documentation or "").strip().partition("\n")[0]


def choice_name(choice: str) -> str:
    """One of the values of a setting; those of other packages as they write them."""
    return _(CHOICES[choice]) if choice in CHOICES else _(choice)


def left_out_name(signal: str) -> str:
    """Whose posts were not kept because they ask for it."""
    return _(LEFT_OUT[signal]) if signal in LEFT_OUT else signal


def passed_over_name(word: str) -> str:
    """What was read and made no post."""
    return _(PASSED_OVER[word]) if word in PASSED_OVER else word


def registered_name(what: str) -> str:
    """What happened to a source, as the register of processing has it."""
    return _(REGISTERED[what]) if what in REGISTERED else what
