"""What a form without files sent, as text; forms with files are read by `palabre.web.receiving`."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from palabre.web.security import RequestRefused

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request

FORM = "application/x-www-form-urlencoded"
MOST_FIELDS = 3000


def values_of(headers: Mapping[str, str], body: bytes) -> Mapping[str, tuple[str, ...]]:
    """The fields of a form, every value of each; browsers end lines in two letters, here it is one.

    Raises `RequestRefused` when the body is no form. How large it may be is checked before, while it comes.
    """
    kind = headers.get("content-type", "").partition(";")[0].strip().lower()
    if body and kind != FORM:
        raise RequestRefused("form-unreadable", HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
    text = body.decode("utf-8", errors="replace")
    try:
        pairs = parse_qsl(text, keep_blank_values=True, errors="replace", max_num_fields=MOST_FIELDS)
    except ValueError:
        raise RequestRefused("form-unreadable", HTTPStatus.BAD_REQUEST) from None
    values: dict[str, list[str]] = {}
    for name, value in pairs:
        values.setdefault(name, []).append(value.replace("\r\n", "\n").replace("\r", "\n"))
    return {name: tuple(several) for name, several in values.items()}


def form_of(request: Request) -> Mapping[str, str]:
    """What the form of a request sent, the last value of each field."""
    return {name: several[-1] for name, several in every_value_of(request).items()}


def every_value_of(request: Request) -> Mapping[str, tuple[str, ...]]:
    """What the form of a request sent, every value of each field: boxes ticked beside one another share a name."""
    values: Mapping[str, tuple[str, ...]] = request.state.form
    return values
