"""The strategy as one document: the sheet first, then all that it says, in the order in which it was decided."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from palabre import words
from palabre.model.strategy.kinds import references_of
from palabre.reports.glance import duration, glance_of
from palabre.reports.pdf import pages_of, pdf_of
from palabre.reports.rendering import environment, stand_alone
from palabre.strategy.adopting import drafted
from palabre.strategy.evidence import evidence_of
from palabre.strategy.hearing import heard_in
from palabre.strategy.wording import WORDS, choice_name, choices_of, section_words, words_of
from palabre.words import _

if TYPE_CHECKING:
    from palabre.model.strategy import Strategy
    from palabre.reports.glance import Glance
    from palabre.store import Workspace
    from palabre.strategy.evidence import EvidenceAtAGlance
    from palabre.strategy.judging import Judgement

    Link = Callable[[str, int], str]
    Names = dict[tuple[str, str], str]

# What holds others to their place: the reader sees names, never these.
RADARS = "radars"
_HIDDEN = frozenset({"id", "version", "language"})
# In points, the one that reads best first.
SIZES = (11.0, 10.0, 9.2, 8.4, 7.6, 6.8, 6.0)
LONGEST_LINE, LONGEST_WORD = 150, 45
_NAMING = ("name", "subject", "message", "what", "about", "point", "goal", "platform", "trigger", "handle", "question")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A value with all that it says: its title, its fields with their labels, the values inside it."""

    title: str
    facts: tuple[tuple[str, tuple[str, ...]], ...] = ()
    parts: tuple[tuple[str, tuple[Said, ...]], ...] = ()

    @property
    def line(self) -> str:
        """All of it in one line, when it is that short; else nothing."""
        told = ((label, ", ".join(values)) for label, values in self.facts)
        line = " · ".join(f"{label}: {value}" for label, value in told)
        whole = f"{self.title} · {line}" if self.title and line else self.title or line
        return whole if not self.parts and len(whole) <= LONGEST_LINE else ""


def sheet(glance: Glance, link: Link | None = None) -> Markup:
    """The sheet as HTML; its names lead further when told where to."""
    template = environment().get_template("glance.html")
    return Markup(template.render(glance=glance, link=link))  # noqa: S704 - escaped by the template


def strategy_document(
    strategy: Strategy,
    judgement: Judgement,
    *,
    about: str,
    fictional: bool,
    evidence: EvidenceAtAGlance | None = None,
    whole: bool = True,
) -> str:
    """A page that asks for nothing else: the sheet, and unless told otherwise all that the strategy says."""
    glance = glance_of(strategy, judgement, evidence)
    made = sheet(glance)
    if whole:
        template = environment().get_template("strategy.html")
        made += Markup(template.render(sections=tuple(sections_of(strategy))))  # noqa: S704 - escaped by the template
    return stand_alone(
        made,
        title=_("Our strategy"),
        about=about,
        footer=_("Made with Palabre, for use inside the organisation: it names the people who answer."),
        organisation=strategy.context.organisation,
        fictional=fictional,
        look="sheet whole" if whole else "sheet",
    )


def file_of(workspace: Workspace, *, ending: str, whole: bool = True) -> bytes:
    """The strategy of a workspace as its file says it now, as `html` or `pdf`; raises `StrategyRefused` without one."""
    draft = drafted(workspace)
    evidence = evidence_of(draft.written.strategy, heard_in(workspace, draft.written.strategy))

    def made(whole: bool) -> str:
        return strategy_document(
            draft.written.strategy,
            draft.judgement,
            about=standing_told(workspace, draft.written.text),
            fictional=workspace.settings.fictional,
            evidence=evidence,
            whole=whole,
        )

    return strategy_pdf(made(whole), made(whole=False)) if ending == "pdf" else made(whole).encode()


def standing_told(workspace: Workspace, text: str) -> str:
    """Whether a text is the strategy that holds, in a sentence: who adopted it and when."""
    kept = workspace.strategies
    adoption, adopted = kept.adoption(), kept.adopted()
    if adoption is None or adopted is None:
        return _("A draft of %(day)s: nobody has adopted it.") % {"day": words.day(workspace.clock())}
    told = {"version": adoption.version, "by": adoption.by, "day": words.day(adoption.at)}
    if adopted.text == text:
        return _("Version %(version)s, adopted by %(by)s on %(day)s.") % told
    return _("A draft: version %(version)s, adopted by %(by)s on %(day)s, still holds.") % told


def strategy_pdf(html: str, sheet_alone: str) -> bytes:
    """The PDF of a strategy document; its letters are made smaller until the sheet holds on one page.

    `sheet_alone` is the same document without what follows the sheet: it is what is tried.
    """
    for size in SIZES:
        look = f"<style>@media print {{ .sheet {{ font-size: {size}pt }} }}</style></head>"
        if size == SIZES[-1] or pages_of(sheet_alone.replace("</head>", look, 1)) == 1:
            return pdf_of(html.replace("</head>", look, 1))
    raise AssertionError("the last size is always taken")


def sections_of(strategy: Strategy) -> Iterator[Said]:
    """Every section that says something, in the order of the file."""
    names = _names_in(strategy)
    for field in dataclasses.fields(strategy):
        value = getattr(strategy, field.name)
        if field.name in _HIDDEN or not _says(value):
            continue
        title = _(section_words(field.name).title)
        if isinstance(value, tuple):
            yield Said(title=title, parts=(("", tuple(_said(one, names) for one in value)),))
        else:
            yield dataclasses.replace(_said(value, names), title=title)


def _said(value: Any, names: Names) -> Said:  # noqa: ANN401 - any value of a strategy
    facts: list[tuple[str, tuple[str, ...]]] = []
    parts: list[tuple[str, tuple[Said, ...]]] = []
    title = _title(value)
    for field in dataclasses.fields(value):
        inside = getattr(value, field.name)
        if field.name in _HIDDEN or not _says(inside) or inside == title or (field.name == "level" and title):
            continue
        label = _(words_of(type(value), field.name).label)
        if dataclasses.is_dataclass(inside):
            parts.append((label, (_said(inside, names),)))
        elif isinstance(inside, tuple) and dataclasses.is_dataclass(inside[0]):
            parts.append((label, tuple(_said(one, names) for one in inside)))
        else:
            many = inside if isinstance(inside, tuple) else (inside,)
            facts.append((label, _together([_shown(type(value), field.name, one, names) for one in many])))
    return Said(title=title, facts=tuple(facts), parts=tuple(parts))


def _together(shown: list[str]) -> tuple[str, ...]:
    """Short words stand on one line, sentences each on theirs."""
    joined = ", ".join(shown)
    return (joined,) if len(joined) <= LONGEST_LINE and max(map(len, shown)) <= LONGEST_WORD else tuple(shown)


def _says(value: object) -> bool:
    """Whether a value says anything: an empty one is left out of the document."""
    if dataclasses.is_dataclass(value):
        return any(_says(getattr(value, field.name)) for field in dataclasses.fields(value))
    return value not in (None, "", ())


def _title(value: object) -> str:
    level = getattr(value, "level", None)
    if isinstance(level, int) and not hasattr(value, "id"):
        return _("Level %(n)s") % {"n": level}
    return next((said for name in _NAMING if (said := str(getattr(value, name, "") or ""))), "")


def _shown(kind: type, field: str, value: object, names: Names) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        return words.moment(value)
    if isinstance(value, date):
        return words.day(value)
    if isinstance(value, (int, float)):
        return duration(int(value)) if field == "within_minutes" else words.number(value)
    text = str(value)
    if text in choices_of(kind, field):
        return choice_name(kind, field, text)
    return names.get((references_of(kind).get(field, ""), text), text)


def _names_in(strategy: Strategy) -> Names:
    """What short names stand for, by the section where they are listed: the name of a person, of a place."""
    found: dict[tuple[str, str], str] = {}
    for section in sorted({section for kind in WORDS for section in references_of(kind).values()} - {RADARS}):
        listed: Any = strategy
        for step in section.split("."):
            listed = getattr(listed, step)
        found |= {(section, one.id): _title(one) or one.id for one in listed if one.id}
    return found
