"""Who writes: asked once, then remembered by the browser as the language is."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from palabre.errors import UsageError
from palabre.store.strategies import LONGEST_NAME, named
from palabre.web.forms import form_of
from palabre.web.preferences import YEAR_SECONDS
from palabre.words.messages import told

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

COOKIE = "palabre_name"
# Who is said to have written what was found in the file: it says so in every language.
FILE = "strategy.yaml"


def author_of(request: Request) -> str:
    """The name the reader gave now or before, empty when none."""
    said = form_of(request).get("by", "") if request.method == "POST" else ""
    said = said if said.strip() else unquote(request.cookies.get(COOKIE, ""), errors="replace")
    tidy = " ".join(said.split())
    return tidy if tidy.isprintable() else ""


def author_fault(request: Request) -> str:
    """What is wrong with the name, empty when it is one."""
    try:
        named(author_of(request))
    except UsageError as error:
        return told(error)
    return ""


def remember(request: Request, response: Response) -> Response:
    """The same answer, keeping the name for next time."""
    if name := author_of(request)[:LONGEST_NAME]:
        response.set_cookie(
            COOKIE,
            quote(name),
            max_age=YEAR_SECONDS,
            samesite="lax",
            httponly=True,
            secure=request.url.scheme == "https",
        )
    return response
