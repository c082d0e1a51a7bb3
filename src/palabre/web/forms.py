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
MOST_FIELDS = 100


def fields_of(headers: Mapping[str, str], body: bytes) -> Mapping[str, str]:
    """The fields of a form, the last value of each; browsers end lines in two letters, here it is one.

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
    return {name: value.replace("\r\n", "\n").replace("\r", "\n") for name, value in pairs}


def form_of(request: Request) -> Mapping[str, str]:
    """What the form of a request sent."""
    form: Mapping[str, str] = request.state.form
    return form
