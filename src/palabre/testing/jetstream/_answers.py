"""What is answered to those who are not served a stream."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from websockets.asyncio.server import ServerConnection
    from websockets.http11 import Response

    from palabre.testing.jetstream._line import Connection
    from palabre.testing.jetstream._subscription import BadRequest


def refused(
    connection: ServerConnection, came: Connection, status: int, text: str, retry_after: str | None = None
) -> Response:
    """No, and when to try again."""
    came.status = status
    response = connection.respond(status, text + "\n")
    if retry_after is not None:
        response.headers["Retry-After"] = retry_after
    return response


def bad(connection: ServerConnection, came: Connection, error: BadRequest) -> Response:
    """What is asked means nothing: said in words, or by its name where the second protocol has one."""
    if error.name is None:
        return refused(connection, came, 400, str(error))
    said = msgspec.json.encode({"error": error.name, "message": str(error)}).decode()
    response = refused(connection, came, 400, said)
    del response.headers["Content-Type"]
    response.headers["Content-Type"] = "application/json"
    return response


def dictionary_given(connection: ServerConnection, came: Connection, dictionary: bytes | None) -> Response:
    """The dictionary of the script, for those who want compressed messages."""
    if dictionary is None:
        return refused(connection, came, 404, "no dictionary")
    response = refused(connection, came, 200, "")
    for name, value in (("Content-Type", "application/octet-stream"), ("Content-Length", str(len(dictionary)))):
        del response.headers[name]
        response.headers[name] = value
    response.body = dictionary
    return response
