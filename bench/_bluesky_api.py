"""Answers who the authors of a made-up stream are, as Bluesky's API does: a child of the bench of live listening."""

from __future__ import annotations

import json
import socket

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route


async def profiles(request: Request) -> Response:
    """Everybody has a name; one in fifty asks to be shown to those who are signed in alone."""
    found = []
    for did in request.query_params.getlist("actors"):
        shy = hash(did) % 50 == 0
        labels = [{"val": "!no-unauthenticated", "src": did, "uri": did}] if shy else []
        found.append({"did": did, "handle": f"{did[-12:]}.example", "followersCount": 12, "labels": labels})
    return Response(json.dumps({"profiles": found}), media_type="application/json")


async def thread(request: Request) -> Response:
    """No thread is told: what is measured is the stream."""
    del request
    return Response(json.dumps({"error": "NotFound", "message": "Post not found"}), 400, media_type="application/json")


def main() -> None:
    """Serves on a free port, and says where."""
    listener = socket.create_server(("127.0.0.1", 0))
    print(f"http://127.0.0.1:{listener.getsockname()[1]}", flush=True)
    app = Starlette(
        routes=[Route("/xrpc/app.bsky.actor.getProfiles", profiles), Route("/xrpc/app.bsky.feed.getPostThread", thread)]
    )
    uvicorn.Server(uvicorn.Config(app, log_level="error")).run(sockets=[listener])


if __name__ == "__main__":
    main()
