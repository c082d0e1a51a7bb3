"""What the reader chose for every page: the language and light or dark, kept in cookies that say nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from starlette.datastructures import MutableHeaders
from starlette.requests import Request

from palabre.words import LANGUAGES, use

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

THEMES = ("auto", "light", "dark")
CHOICES: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "lang": ("palabre_lang", LANGUAGES),
    "theme": ("palabre_theme", THEMES),
}
YEAR_SECONDS = 365 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Preferences:
    """Middleware that speaks the reader's language: `?lang=`, the cookie, the browser's or the workspace's.

    `?theme=` works alike. Either is remembered for a year.
    """

    app: ASGIApp
    workspace_language: str

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request in the language and colours its reader wants."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        use(language_of(request, self.workspace_language))
        scope.setdefault("state", {})["theme"] = chosen(request, "theme") or "auto"
        cookies = tuple(cookie_of(request, choice) for choice in CHOICES if asked(request, choice))

        async def remembering(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for cookie in cookies:
                    headers.append("set-cookie", cookie)
                headers.add_vary_header("cookie")
                headers.add_vary_header("accept-language")
            await send(message)

        await self.app(scope, receive, remembering)


def language_of(request: Request, fallback: str) -> str:
    """The language to answer in."""
    return chosen(request, "lang") or preferred(request.headers.get("accept-language", "")) or fallback


def chosen(request: Request, choice: str) -> str | None:
    """What the reader chose now or before, None when nothing we know."""
    name, known = CHOICES[choice]
    kept = request.cookies.get(name, "")
    return asked(request, choice) or (kept if kept in known else None)


def asked(request: Request, choice: str) -> str | None:
    """What the address asks for, None when nothing we know."""
    wanted = request.query_params.get(choice, "")
    return wanted if wanted in CHOICES[choice][1] else None


def preferred(accept_language: str) -> str | None:
    """The language a browser prefers among ours, None when it names neither.

    >>> preferred("de, fr-CH;q=0.9, en;q=0.8")
    'fr'
    """
    weighed = []
    for rank, part in enumerate(accept_language.split(",")[:20]):
        tag, _, parameter = part.strip().partition(";")
        language = tag.strip().lower().partition("-")[0]
        weight = _weight(parameter)
        if language in LANGUAGES and weight > 0:
            weighed.append((-weight, rank, language))
    return min(weighed)[2] if weighed else None


def cookie_of(request: Request, choice: str) -> str:
    """The header that keeps a choice."""
    secure = "; Secure" if request.url.scheme == "https" else ""
    name = CHOICES[choice][0]
    return f"{name}={asked(request, choice)}; Max-Age={YEAR_SECONDS}; Path=/; SameSite=Lax; HttpOnly{secure}"


def _weight(parameter: str) -> float:
    try:
        return float(parameter.strip().removeprefix("q=") or 1)
    except ValueError:
        return 0.0
