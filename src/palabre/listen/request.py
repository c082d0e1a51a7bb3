"""What to import and how, as a person asked for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from palabre.errors import UsageError
from palabre.imports import load_mapping, open_import

if TYPE_CHECKING:
    from datetime import datetime

    from palabre.imports._opened import Opened
    from palabre.imports.mapping import Mapping as Rules


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What to import and how, as a job keeps it."""

    path: Path
    format: str = "auto"
    mapping: Path | None = None
    timezone: str | None = None
    account: str | None = None

    def payload(self) -> dict[str, Any]:
        """The request as the jobs table keeps it."""
        mapping = str(self.mapping.absolute()) if self.mapping else None
        return {
            "path": str(self.path.absolute()),
            "format": self.format,
            "mapping": mapping,
            "timezone": self.timezone,
            "account": self.account,
        }

    @classmethod
    def of(cls, payload: Mapping[str, Any]) -> Self:
        """The request a job holds."""
        mapping = Path(payload["mapping"]) if payload["mapping"] else None
        return cls(
            path=Path(payload["path"]),
            format=payload["format"],
            mapping=mapping,
            timezone=payload["timezone"],
            # A job queued by an earlier version does not say it.
            account=payload.get("account"),
        )

    def rules(self) -> Rules | None:
        """The mapping asked for, read from its file; raises `ImportRefused` when it cannot be."""
        return load_mapping(self.mapping) if self.mapping else None

    def opened(self, *, observed_at: datetime) -> Opened:
        """The file, ready to give its records as it was asked to be read; raises what `open_import` does."""
        return open_import(
            self.path,
            format=self.format,
            mapping=self.rules(),
            timezone=self.zone(),
            account=self.account,
            observed_at=observed_at,
        )

    def zone(self) -> ZoneInfo | None:
        """The time zone asked for; raises `UsageError` when there is no such zone."""
        if self.timezone is None:
            return None
        try:
            return ZoneInfo(self.timezone)
        except (ZoneInfoNotFoundError, ValueError, OSError) as problem:
            raise UsageError("no-such-timezone", name=self.timezone) from problem
