"""From a template to an answer: the whole page, or the part of it that htmx asked for, from the same file."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from jinja2 import Environment
from starlette.datastructures import QueryParams
from starlette.responses import HTMLResponse

from palabre.errors import PalabreError
from palabre.web.naming import TEMPLATE_WORDS, number
from palabre.web.post_text import excerpt, harmless, marked, one_line, shortened, web_address
from palabre.web.strategy.counting import STRATEGY_WORDS
from palabre.words import LANGUAGES, language
from palabre.words.messages import told
from palabre.words.templates import environment_of

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

STATIC = Path(__file__).parent / "static"
LONGEST_KEPT = 8000
LANGUAGE_NAMES = {"en": "English", "fr": "Français"}


def render(
    request: Request, template: str, *, parts: tuple[str, ...] = (), status: int = 200, **shown: object
) -> Response:
    """The page, or only the named blocks of its template when htmx asked for a part."""
    environment = _environment()
    page = environment.get_template(template)
    is_part = bool(parts) and wants_part(request)
    context = page.new_context({**_surroundings(request), "is_part": is_part, **shown})
    blocks = [page.blocks[part] for part in parts] if is_part else [page.root_render_func]
    try:
        html = "".join(piece for block in blocks for piece in block(context))
    except Exception:
        environment.handle_exception()
    return HTMLResponse(html, status_code=status)


def html_of(template: str, **shown: object) -> str:
    """A template of a part by itself, for what is told to a page that is open."""
    return _environment().get_template(template).render(lang=language(), **shown)


def wants_part(request: Request) -> bool:
    """Whether htmx asked, and will put the answer within the page it has."""
    return request.headers.get("hx-request-type") == "partial"


def refuse(request: Request, error: PalabreError, *, status: int) -> Response:
    """The page, or the part, that says why something was refused and what to do."""
    return render(request, "errors/refused.html", parts=("sentence",), status=status, sentence=told(error))


def refuse_barely(error: PalabreError, *, status: int) -> Response:
    """The same without a word about the workspace, for those who may not be its readers."""
    html = _environment().get_template("errors/bare.html").render(lang=language(), sentence=told(error))
    return HTMLResponse(html, status_code=status)


def static_address(name: str) -> str:
    """The address of a file of ours, changed whenever the file does, so that browsers may keep it for a year."""
    return f"/static/{name}?v={_fingerprint(name, (STATIC / name).stat().st_mtime_ns)}"


def address(path: str, **asked: object) -> str:
    """A path with what is asked of it; what is empty is left out, what there are several of is said several times.

    >>> address("/listen", q="blé", kind=None, radar=("1", "2"))
    '/listen?q=bl%C3%A9&radar=1&radar=2'
    """
    every = ((name, one) for name, value in asked.items() for one in (value if isinstance(value, tuple) else (value,)))
    query = urlencode([(name, str(value)) for name, value in every if value not in (None, "")])
    return f"{path}?{query}" if query else path


def _surroundings(request: Request) -> dict[str, object]:
    """What every page shows around its own words."""
    from palabre.web.pages import menu, neighbours

    app = request.app.state if "app" in request.scope else None
    workspace = getattr(app, "workspace", None)
    # Repeated in five links, an address of no sane length would make a page of hundreds of kilobytes.
    asked = request.query_params if len(request.url.query) <= LONGEST_KEPT else QueryParams()
    kept = {name: tuple(asked.getlist(name)) for name in asked if name not in {"lang", "theme"}}
    path = request.url.path
    current = request.scope.get("palabre_page")
    return {
        "workspace": workspace,
        "page": current,
        "menu": menu(),
        "neighbours": neighbours(current),
        "lang": language(),
        "languages": [(code, LANGUAGE_NAMES[code], address(path, **kept, lang=code)) for code in LANGUAGES],
        "theme": getattr(request.state, "theme", "auto"),
        "theme_address": lambda theme: address(path, **kept, theme=theme),
    }


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = environment_of("palabre.web")
    environment.filters.update(number=number, one_line=one_line, web_address=web_address)
    environment.filters.update(harmless=harmless, shortened=shortened)
    environment.globals.update(static=static_address, address=address, marked=marked, excerpt=excerpt)
    environment.globals.update(TEMPLATE_WORDS)
    environment.globals.update(STRATEGY_WORDS)
    return environment


@lru_cache(maxsize=64)
def _fingerprint(name: str, changed_ns: int) -> str:
    del changed_ns
    return hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:12]
