"""Every page, found in the modules of this package; routes and menu come from `@page`, nothing lists them by hand."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING, Literal

from starlette.concurrency import run_in_threadpool
from starlette.routing import Route

from palabre.web.forms import values_of
from palabre.web.receiving import receive
from palabre.words import N_

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.requests import Request
    from starlette.responses import Response

    from palabre.store import Workspace

    Answer = Callable[[Request, Workspace], Response]

Method = Literal["GET", "POST"]
SECTIONS = {
    "listen": N_("Listening"),
    "people": N_("People"),
    "strategy": N_("Strategy"),
    "animate": N_("Engage"),
    "fires": N_("Crises"),
    "measure": N_("Results"),
    "audit": N_("Vetting"),
}


# The turn of a page that asks for none: those come by their addresses.
LAST = 100


@dataclass(frozen=True, slots=True)
class Page:
    """One address of the site, looked at or sent a form. Without a title it stands in no menu."""

    path: str
    method: Method
    section: str | None
    title: str | None
    answer: Answer
    takes_files: bool = False
    # Its turn among the pages of its section, after the landing page.
    turn: int = LAST

    @property
    def paths_above(self) -> tuple[str, ...]:
        """The addresses it stands under: `/strategy` and `/strategy/reviews` for a review."""
        parts = self.path.split("/")
        return tuple("/".join(parts[:length]) for length in range(2, len(parts)))

    @property
    def is_in_menu(self) -> bool:
        """Whether a menu can lead there: it has a name, and its address needs nothing more."""
        return self.title is not None and "{" not in self.path and self.method == "GET"


_found: dict[tuple[str, Method], Page] = {}


def page(
    path: str, *, method: Method = "GET", section: str | None = None, title: str | None = None, turn: int = LAST
) -> Callable[[Answer], Answer]:
    """Registers a function of a request and a workspace as the page at this path, a plain function run in a thread.

    One that answers `POST` finds what the form sent in `form_of(request)`.
    """

    def registered(answer: Answer) -> Answer:
        _found[path, method] = Page(path=path, method=method, section=section, title=title, answer=answer, turn=turn)
        return answer

    return registered


def page_for_files(path: str, *, section: str | None = None) -> Callable[[Answer], Answer]:
    """The same for a page whose form sends files: it finds them, already in the workspace, in `files_of(request)`."""

    def registered(answer: Answer) -> Answer:
        _found[path, "POST"] = Page(
            path=path, method="POST", section=section, title=None, answer=answer, takes_files=True
        )
        return answer

    return registered


@lru_cache(maxsize=1)
def every_page() -> tuple[Page, ...]:
    """All pages, in the order of their addresses."""
    for module in iter_modules(__path__):
        import_module(f"{__name__}.{module.name}")
    return tuple(sorted(_found.values(), key=lambda one: (one.path, one.method)))


def menu() -> tuple[tuple[str, Page], ...]:
    """The name and landing page of each section that has one, in the order of the seven jobs."""
    landing = {one.path: one for one in every_page() if one.is_in_menu}
    return tuple((name, landing[f"/{section}"]) for section, name in SECTIONS.items() if f"/{section}" in landing)


def neighbours(current: Page | None) -> tuple[Page, ...]:
    """The pages of the same section, its landing page first."""
    if current is None or current.section is None:
        return ()
    same = [one for one in every_page() if one.section == current.section and one.is_in_menu]
    return tuple(sorted(same, key=lambda one: (one.path != f"/{one.section}", one.turn)))


def routes() -> list[Route]:
    """The routes of every page."""
    return [Route(one.path, _endpoint(one), methods=[one.method]) for one in every_page()]


def _endpoint(one: Page) -> Callable[[Request], Response] | Callable[[Request], Awaitable[Response]]:
    def answer(request: Request) -> Response:
        request.scope["palabre_page"] = one
        return one.answer(request, request.app.state.workspace)

    async def answer_form(request: Request) -> Response:
        request.state.form = values_of(request.headers, await request.body())
        return await run_in_threadpool(answer, request)

    async def answer_files(request: Request) -> Response:
        request.state.files = await receive(request, request.app.state.workspace)
        return await run_in_threadpool(answer, request)

    if one.takes_files:
        return answer_files
    return answer if one.method == "GET" else answer_form
