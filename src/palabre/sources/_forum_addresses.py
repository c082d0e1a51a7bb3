"""Which thread, and which post of it, an address of a forum leads to, for the software that French forums run on.

One post has many addresses: with the page it is on, the title of its thread, a mark of the visit. Ids are made of the
numbers the software gives, below the folder of the forum: `forum.example/t/12` is a thread, and the post that opens it;
`forum.example/p/345` is another post.
"""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import parse_qsl, urlsplit

from palabre.sources._feed_identity import id_of_guid, site_of

USUAL_FEEDS = (
    "app.php/feed",
    "feed",
    "feed.php",
    "forums/-/index.rss",
    "index.php?forums/-/index.rss",
    "external.php?type=RSS2",
    "index.php?action=.xml;type=rss2;sa=recent",
    "extern.php?action=feed&type=atom",
    "discover/all.xml",
    "syndication.php?type=atom1.0",
    "discussions/feed.rss",
    "atom/discussions",
)
# In a path: XenForo, Invision, vBulletin 5, Flarum, Vanilla, MyBB, SMF with pretty addresses, bbPress.
_PATHS = (
    re.compile(
        r"^(?P<folder>.*?)/threads/(?:[^/]*\.)?(?P<thread>\d+)(?:/(?:post-(?P<post>\d+)|page-(?P<page>\d+))?|$)"
    ),
    re.compile(r"^(?P<folder>.*?)/posts/(?P<post>\d+)/?$"),
    re.compile(r"^(?P<folder>.*?)/topic/(?P<thread>\d+)-[^/]*(?:/page/(?P<page>\d+))?"),
    re.compile(r"^(?P<folder>.*?)/d/(?P<thread>\d+)(?:-[^/]*)?(?:/(?P<page>\d+))?$"),
    re.compile(r"^(?P<folder>.*?)/discussion/(?:comment/(?P<post>\d+)|(?P<thread>\d+)(?:/[^/]*)?(?:/p(?P<page>\d+))?)"),
    re.compile(r"^(?P<folder>.*?)/thread-(?P<thread>\d+)(?:-post-(?P<post>\d+)|-page-(?P<page>\d+))?\.html$"),
    re.compile(r"^(?P<folder>.*?)/(?:index\.php[/?])?topic,(?P<thread>\d+)\.(?:msg(?P<post>\d+)|(?P<page>\d+))\.html"),
    re.compile(r"^(?P<folder>.*?)/(?:[^/]+/)*(?P<thread>\d{2,})-[^/]+(?:/page(?P<page>\d+))?$"),
)
_SCRIPTS = re.compile(r"^(?P<folder>.*?)/(?:viewtopic|showthread|showpost|topic|index)\.php(?P<more>/.*)?$")
_THREAD = ("t", "tid", "threadid", "topic", "id", "showtopic")
_POST = ("p", "pid", "postid", "comment", "post")
_PAGE = ("page", "start", "st", "pp")
_ANCHOR = re.compile(r"^(?:p|pid|post|post-|msg|comment-|findComment-|Comment_|entry|js-post-)(\d+)$")
_SHORT = re.compile(r"^(\d+)(?:\.(?:msg)?(\d+))?")


class Named(NamedTuple):
    """What an address leads to: the folder of its forum, its thread, its post, empty when it tells none; its page."""

    folder: str
    thread: str = ""
    post: str = ""
    page: int = 1


def named_by(address: str) -> Named | None:
    """The thread and the post an address leads to; None when it is not that of a forum we know."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    anchor = _ANCHOR.match(parts.fragment)
    asked = _asked(parts.query)
    found = _by_script(parts.path, asked, parts.query) or _by_path(parts.path)
    if found is None:
        return None
    # FluxBB counts pages with the letter by which others name posts.
    names = ("pid",) if "id" in asked else _POST
    post = found.post or next((asked[name] for name in names if asked.get(name, "").isdigit()), "")
    return found._replace(post=anchor[1] if anchor else post)


def _asked(query: str) -> dict[str, str]:
    return dict(parse_qsl(query.replace(";", "&"), keep_blank_values=True)[:50])


def _by_script(path: str, asked: dict[str, str], query: str) -> Named | None:
    found = _SCRIPTS.match(path)
    if found is None:
        return None
    thread = next((short for name in _THREAD if (short := _SHORT.match(asked.get(name, "")))), None)
    # XenForo and vBulletin 4 without pretty addresses: the way is the query itself.
    if thread is None and (inner := _by_path(f"{found['folder']}/{query}")):
        return inner
    if thread is None and path.endswith("showthread.php"):
        thread = _SHORT.match(query)
    if thread is None and not any(asked.get(name, "").isdigit() for name in _POST):
        return None
    names = ("p",) if "id" in asked else _PAGE
    page = next((int(asked[name]) for name in names if asked.get(name, "").isdigit() and len(asked[name]) < 8), 1)
    offset = thread[2] if thread and thread[2] else ""
    is_post = "msg" in asked.get("topic", "")
    return Named(
        found["folder"],
        thread[1] if thread else "",
        offset if is_post else "",
        int(offset) if offset and not is_post and len(offset) < 8 else page,
    )


def _by_path(path: str) -> Named | None:
    for pattern in _PATHS:
        if found := pattern.match(path):
            told = found.groupdict()
            page = int(told["page"]) if (told.get("page") or "").isdigit() and len(told["page"]) < 8 else 1
            return Named(told["folder"], told.get("thread") or "", told.get("post") or "", page)
    return None


def thread_id(address: str, site: str) -> str:
    """The id of the thread an address is in; empty when it does not tell."""
    named = named_by(address)
    return _canonical(address, named.folder, f"t/{named.thread}", site) if named and named.thread else ""


def post_id(address: str, site: str) -> str:
    """The id of the post an address leads to; empty when it leads to none."""
    named = named_by(address)
    return _canonical(address, named.folder, f"p/{named.post}", site) if named and named.post else ""


def _canonical(address: str, folder: str, end: str, site: str) -> str:
    return id_of_guid(f"https://{site_of(address)}{folder.rstrip('/')}/{end}", site)
