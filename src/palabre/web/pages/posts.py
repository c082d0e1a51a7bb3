"""One post at its own address: what it says, its thread as a conversation, its counters, what it said before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from palabre.errors import NotFound
from palabre.listen import threads, views
from palabre.web.pages import page
from palabre.web.rendering import render
from palabre.words import N_

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from palabre.store import Workspace


@page("/posts/{post_id}", section="listen", title=N_("Post"))
def one_post(request: Request, workspace: Workspace) -> Response:
    """The page of a post; a link to it lasts as long as the post."""
    asked = request.path_params["post_id"]
    try:
        post_id = int(asked)
    except ValueError:
        raise NotFound("no-such-post", post=asked[:40]) from None
    page = request.query_params.get("page", "")
    asked_page = int(page) if page.isascii() and page.isdigit() and len(page) < 6 else None
    detail = views.one_post(workspace, post_id)
    thread = threads.thread_page(workspace, detail.post, page=asked_page)
    return render(request, "posts/index.html", detail=detail, thread=thread)
