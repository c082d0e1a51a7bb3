"""robots.txt, as RFC 9309 has it: read once a day per host, obeyed by whoever acts as a robot."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from palabre import __version__
from palabre.errors import SourceRefused

if TYPE_CHECKING:
    from palabre.sources.http import Http

NAME = "Palabre"
AGENT = f"{NAME}/{__version__}"
_KEPT = timedelta(hours=24)
_MOST = 512 * 1024
_LONGEST_DELAY = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What a host lets robots read, until when we believe it, and the pause it asks for between two requests."""

    parsed: Any
    host: str
    until: datetime
    delay_seconds: float = 0.0

    def check(self, address: str) -> None:
        """Raises `SourceRefused` when robots must not read this address."""
        if self.parsed is not None and not self.parsed.can_fetch(address, NAME):
            raise SourceRefused("source-robots-say-no", host=self.host)


async def rules_of(http: Http, address: str) -> Rules:
    """The rules of the host of an address. No file: everything may be read; a host that breaks raises `SourceError`."""
    from protego import Protego

    from palabre.sources.http import host_of

    try:
        answer = await http.get(urljoin(address, "/robots.txt"), most=_MOST)
        body = b"" if answer.is_gone else answer.body
    except SourceRefused as refusal:
        # Forbidden, as RFC 9309 2.3.1.3 has it, means that there are no rules; a private machine stays refused.
        if refusal.message_id != "source-says-no":
            raise
        body = b""
    parsed = Protego.parse(body.decode("utf-8", "replace"))
    delay = min(float(parsed.crawl_delay(NAME) or 0.0), _LONGEST_DELAY)
    return Rules(parsed=parsed, host=host_of(address), until=http.now() + _KEPT, delay_seconds=delay)
