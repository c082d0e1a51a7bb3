"""What codes are called on a page: kinds, languages, jobs and their states, in the reader's language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from palabre import words
from palabre.reports.naming import language_name
from palabre.words import N_, _, ngettext
from palabre.words.messages import MESSAGES

if TYPE_CHECKING:
    from palabre.listen.shown import MetricsRow, PostRow
    from palabre.model import Subject
    from palabre.store import Job

KINDS = {
    "post": N_("Post"),
    "question": N_("Question"),
    "reply": N_("Reply"),
    "repost": N_("Repost"),
    "quote": N_("Quote"),
    "article": N_("Article"),
    "comment": N_("Comment"),
    "review": N_("Review"),
}
STATES = {
    "waiting": N_("waiting"),
    "running": N_("running"),
    "done": N_("done"),
    "failed": N_("failed"),
    "uncertain": N_("uncertain: look at it and decide"),
}
JOBS = {
    "import": N_("Import"),
    "import-here": N_("Import by command"),
    "radar": N_("Reading of history"),
    "overview": N_("State of play"),
    "overview-file": N_("PDF of the state of play"),
    "strategy-file": N_("PDF of the strategy"),
    "strategy-evidence": N_("Evidence for the strategy"),
    "compact": N_("Compaction"),
    "rollup": N_("Daily counts"),
    "erase": N_("Erasure"),
    "retention": N_("Retention"),
}
OUTCOMES = {
    "read": N_("{n} read"),
    "stored": N_("{n} stored"),
    "updated": N_("{n} updated"),
    "unchanged": N_("{n} unchanged"),
    "rejected": N_("{n} refused"),
    "interactions": N_("likes and follows: {n}"),
    "account_metrics": N_("daily figures of accounts: {n}"),
    "mentions": N_("mentions found: {n}"),
}
# Most files bring none of these: they are told of when there are some.
RARE_OUTCOMES = frozenset(("interactions", "account_metrics"))


SUBJECTS: Mapping[Subject, tuple[str, str]] = {
    "ours": (N_("Ours"), N_("What is said about us: our name, our people, what we make, under every spelling.")),
    "competitor": (N_("Competitor"), N_("What is said about somebody we are compared with.")),
    "topic": (N_("Topic"), N_("A theme of our trade, whether or not we are named.")),
    "audience": (N_("Audience"), N_("What the people we want to meet talk about when they do not talk about us.")),
    "sensitive": (N_("Sensitive"), N_("What could catch fire: a risk, an accusation, a name we must not miss.")),
}


class _Blanks(dict[str, object]):
    def __missing__(self, name: str) -> str:
        return "…"


def number(value: int) -> str:
    """A number as the reader writes it; a page holds hundreds of them, most of them small and seen before."""
    return _number(value, words.language())


@lru_cache(maxsize=8192)
def _number(value: int, language: str) -> str:
    del language
    return words.number(value)


def kind_name(kind: str) -> str:
    """The kind of a post in words."""
    return _(KINDS[kind]) if kind in KINDS else kind


def job_name(kind: str) -> str:
    """The kind of a job in words."""
    return _(JOBS[kind]) if kind in JOBS else kind


def state_name(status: str) -> str:
    """How a job stands, in words."""
    return _(STATES[status]) if status in STATES else status


def message(message_id: str, fields: Mapping[str, object] | None = None) -> str:
    """The sentence of a message id whose fields may be lost, or the words themselves when they are no id of ours."""
    if message_id not in MESSAGES:
        return message_id
    return _(MESSAGES[message_id]).format_map(_Blanks(fields or {}))


def advance(job: Job) -> str:
    """How far a job is: 45 %, or how much was read when nobody knows the total."""
    from babel.numbers import format_percent

    if job.total:
        return str(format_percent(min(job.done / job.total, 1), locale=words.language()))
    if job.unit == "bytes":
        return _("{n} kB").format(n=number(job.done // 1000))
    return ngettext("{n} row", "{n} rows", job.done).format(n=number(job.done))


def outcome(result: Mapping[str, object]) -> str:
    """What a job did, as counts in words; what is not a count we name is left to the job's own report."""
    counts = ((name, words_of, result.get(name)) for name, words_of in OUTCOMES.items())
    return " · ".join(
        _(words_of).format(n=number(n))
        for name, words_of, n in counts
        if isinstance(n, int) and (n or name not in RARE_OUTCOMES)
    )


def counters(measured: PostRow | MetricsRow) -> str:
    """The counters of a post that are known, in words; empty when none is. Unknown is never shown as zero."""
    told = (
        (measured.likes, ngettext("{n} like", "{n} likes", measured.likes or 0)),
        (measured.reposts, ngettext("{n} repost", "{n} reposts", measured.reposts or 0)),
        (measured.replies, ngettext("{n} reply", "{n} replies", measured.replies or 0)),
        (measured.quotes, ngettext("{n} quote", "{n} quotes", measured.quotes or 0)),
        (measured.views, ngettext("{n} view", "{n} views", measured.views or 0)),
    )
    return " · ".join(words_of.format(n=number(n)) for n, words_of in told if n is not None)


def counted_posts(n: int) -> str:
    """A number of posts in words."""
    return ngettext("{n} post", "{n} posts", n).format(n=number(n))


def counted_mentions(n: int) -> str:
    """A number of mentions in words."""
    return ngettext("{n} mention", "{n} mentions", n).format(n=number(n))


def subject_name(subject: Subject) -> str:
    """What a radar is about, in a word or two."""
    return _(SUBJECTS[subject][0])


def share(part: float) -> str:
    """A part of a whole: 12.3 %; what is not nothing is never shown as 0 %."""
    from babel.numbers import format_percent

    smallest = 0.001
    rounded = max(round(part, 3), smallest if part else 0)
    told = str(format_percent(rounded, locale=words.language(), decimal_quantization=False))
    return _("less than {share}").format(share=told) if 0 < part < smallest else told


def counted_accounts(n: int) -> str:
    """A number of accounts in words."""
    return ngettext("{n} account", "{n} accounts", n).format(n=number(n))


def size(n: int) -> str:
    """A size of file in words: 4.2 MB."""
    for unit, words_of in ((10**9, N_("{n} GB")), (10**6, N_("{n} MB")), (10**3, N_("{n} kB"))):
        if n >= unit:
            return _(words_of).format(n=words.number(round(n / unit, 1 if n < 100 * unit else None)))
    return ngettext("{n} byte", "{n} bytes", n).format(n=number(n))


TEMPLATE_WORDS: Mapping[str, Callable[..., str]] = {
    "advance": advance,
    "counted_accounts": counted_accounts,
    "counted_mentions": counted_mentions,
    "counted_posts": counted_posts,
    "counters": counters,
    "job_name": job_name,
    "kind_name": kind_name,
    "language_name": language_name,
    "message": message,
    "outcome": outcome,
    "share": share,
    "size": size,
    "state_name": state_name,
    "subject_name": subject_name,
}
