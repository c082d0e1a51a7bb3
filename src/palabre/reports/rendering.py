"""The state of play as HTML: the body that a page shows, and the same in a file that needs nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment
from markupsafe import Markup

from palabre import words
from palabre.reports import charts, naming, stock
from palabre.reports.volume import volume_of
from palabre.words.templates import environment_of

if TYPE_CHECKING:
    from palabre.listen.taking_stock import StateOfPlay

STYLE = Path(__file__).parent / "templates" / "document.css"
SHOWN_REFUSALS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """Where a page leads from a figure: to a post, to the posts of a search, to a new radar, to gaps and imports."""

    post: Callable[[int], str]
    search: Callable[[str], str]
    radar: Callable[[str, str], str]
    gaps: str


def body(state: StateOfPlay, links: Links | None = None) -> Markup:
    """The sections as HTML; they lead further when told where to."""
    template = environment().get_template("state_of_play.html")
    return Markup(template.render(**_shown(state), links=links))  # noqa: S704 - escaped by the template


def document(state: StateOfPlay, *, organisation: str, fictional: bool) -> str:
    """A whole page of a state of play that asks for nothing else."""
    about = words._("%(subject)s. Made on %(when)s (UTC).") % {
        "subject": stock.subject(state),
        "when": words.moment(state.made_at),
    }
    return stand_alone(
        body(state),
        title=words._("State of play"),
        about=about,
        footer=words._("Made with Palabre, for use inside the organisation: it names accounts and quotes their posts."),
        organisation=organisation,
        fictional=fictional,
    )


def stand_alone(
    body: Markup, *, title: str, about: str, footer: str, organisation: str, fictional: bool, look: str = ""
) -> str:
    """A whole page that asks for nothing else: no script, no picture, no address of anywhere.

    `look` names how it is laid out in document.css: `sheet` prints on its side, `sheet whole` only what is a sheet.
    """
    return (
        environment()
        .get_template("document.html")
        .render(
            body=body,
            style=Markup(STYLE.read_text(encoding="utf-8")),  # noqa: S704 - a file of ours
            lang=words.language(),
            title=title,
            about=about,
            footer=footer,
            organisation=organisation,
            fictional=fictional,
            look=look,
        )
    )


def _shown(state: StateOfPlay) -> dict[str, object]:
    return {
        "state": state,
        "sections": stock.told(state),
        "subject": stock.subject(state),
        "chart": volume_of(
            state.volume.per_day, state.missing.gaps, language=words.language(), until=state.asked.filters.until
        ),
        "levels": charts.heat_levels(state.hours.posts),
        "refusals": state.missing.refusals[:SHOWN_REFUSALS],
    }


@lru_cache(maxsize=1)
def environment() -> Environment:
    """What reads the templates of reports."""
    made = environment_of("palabre.reports")
    made.filters.update(one_line=one_line)
    made.globals.update(charts=charts, naming=naming, stock=stock, one_name=one_name)
    return made


# Controls, and what makes a line read in another order: a name or an excerpt has no business with them.
_UNTRUSTED = {*range(0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF}
_BLANKS = dict.fromkeys(_UNTRUSTED, " ")


def one_line(text: str | None) -> str:
    """Words of a stranger as they may stand within a sentence."""
    return " ".join((text or "").translate(_BLANKS).split())


def one_name(name: str | None) -> str:
    """The name of a network or a place, or that nobody named it."""
    return name or words._("not named")
