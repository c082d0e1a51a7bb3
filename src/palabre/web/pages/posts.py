"""One post at its own address: what it says, its thread, its counters through time, what it said before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from palabre.errors import NotFound
from palabre.listen import views
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
    return render(request, "posts/index.html", detail=views.one_post(workspace, post_id))
