"""What the tables of X have in common with its interface, so that one post from both is the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from msgspec.structs import replace

from palabre.imports._x_api_v2_posts import LANGUAGES, VIEWS_SINCE, said_at
from palabre.text.extract import folded_handle, folded_tag

if TYPE_CHECKING:
    from collections.abc import Mapping

    from palabre.model import Post

NO_LANGUAGE = {str(word): known or "" for word, known in LANGUAGES.items()}


def without_false_views(post: Post) -> Post:
    """The post; zero views from before X counted them are unknown."""
    if post.metrics is not None and post.metrics.views == 0 and post.created_at < VIEWS_SINCE:
        return replace(post, metrics=replace(post.metrics, views=None))
    return post


def first_version(post: Post, history: str) -> Post:
    """The post under the id and moment of its first version. `history` lists the ids of all of them, as JSON."""
    ids = [str(one) for one in _listed(history)]
    first = min(ids, key=lambda one: (len(one), one), default=post.native_id)
    if post.native_id not in ids or first == post.native_id:
        return post
    root = first if post.root in ids else post.root
    return replace(
        post, native_id=first, created_at=said_at(first) or post.created_at, edited_at=post.created_at, root=root
    )


def with_entities(post: Post, asked: Mapping[str, str]) -> Post:
    """The post with the links, tags and callouts that X found in it, when its columns of JSON hold them."""
    urls, tags, named = (_records(asked[name]) for name in ("urls", "hashtags", "mentions"))
    links = [url.get("unwound_url") or url.get("expanded_url") for url in urls if not url.get("media_key")]
    found = {
        "links": [link for link in links if isinstance(link, str) and link],
        "tags": [folded_tag(tag["tag"]) for tag in tags if isinstance(tag.get("tag"), str)],
        "callouts": [folded_handle(one["username"]) for one in named if isinstance(one.get("username"), str)],
    }
    fields: dict[str, Any] = {name: tuple(dict.fromkeys(words)) for name, words in found.items() if words}
    return replace(post, **fields) if fields else post


def _records(cell: str) -> list[dict[str, Any]]:
    return [one for one in _listed(cell) if isinstance(one, dict)]


def _listed(cell: str) -> list[Any]:
    if not cell.startswith("["):
        return []
    try:
        return msgspec.json.decode(cell, type=list[Any])
    except (msgspec.DecodeError, UnicodeError):
        return []
