"""YouTube, played from memory in the shapes its API documents: one channel, its videos, their comments."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any, ClassVar, Literal

from palabre.sources.youtube import YouTube
from palabre.testing.sources_contract import Ability

from ..scripted import NOT_FOUND, START, Asked, ScriptedWorld, Told

CHANNEL = "UCfromagerie0000000000ab"
KEY = "clef-de-google"


def stamp(moment: datetime) -> str:
    """A moment as YouTube writes it."""
    return moment.isoformat().replace("+00:00", "Z")


class YouTubeWorld(ScriptedWorld):
    """A channel with one video at first, under which people comment."""

    kind: ClassVar[type[YouTube]] = YouTube
    abilities: ClassVar[frozenset[Ability]] = frozenset(("reply", "edit", "delete", "act", "thread", "metrics"))

    def __init__(self, now: datetime = START) -> None:
        super().__init__(now)
        self.given: Mapping[str, str] = {"what": CHANNEL, "key": KEY}
        self.videos: dict[str, dict[str, Any]] = {}
        self.comments: dict[str, dict[str, Any]] = {}
        self.are_closed = False
        self.reason = ""
        self.publish("Une cave", published=now.replace(year=now.year - 1))

    def publish(self, title: str, *, published: datetime | None = None) -> str:
        """A new video."""
        video = f"vid{len(self.videos):08}"
        said = {"title": title, "description": "Voir https://exemple.org #LaitCru", "tags": ["cave"]}
        said |= {"publishedAt": stamp(published or self.tick()), "channelId": CHANNEL, "channelTitle": "La fromagerie"}
        self.videos[video] = said | {"thumbnails": {"high": {"url": f"https://i.ytimg.com/vi/{video}/hq.jpg"}}}
        return video

    async def post(self, text: str, *, author: str = "ada", reply_to: str | None = None) -> str:
        return self.say(text, author=author, reply_to=reply_to)

    def say(self, text: str, *, author: str = "ada", reply_to: str | None = None, **more: object) -> str:
        """A comment under the newest video, or an answer to one; there are no answers to answers."""
        at = stamp(self.tick())
        first = reply_to.partition(".")[0] if reply_to else None
        number = f"Ug{len(self.comments):06}" if first is None else f"{first}.r{len(self.comments):05}"
        said: dict[str, Any] = {"videoId": next(reversed(self.videos)), "textDisplay": text, "likeCount": 0}
        if first is not None:
            said |= {"parentId": first, "videoId": self.comments[first]["videoId"]}
        said |= {"authorDisplayName": f"@{author}", "authorChannelId": {"value": f"UC{author}"}}
        self.comments[number] = said | {"publishedAt": at, "updatedAt": at} | more
        return number

    async def edit(self, native_id: str, text: str) -> None:
        self.comments[native_id] |= {"textDisplay": text, "updatedAt": stamp(self.tick())}

    async def delete(self, native_id: str) -> None:
        for one in [one for one in self.comments if one.partition(".")[0] == native_id or one == native_id]:
            del self.comments[one]

    async def act(self, kind: Literal["like", "repost", "follow"], author: str, towards: str) -> None:
        self.comments[towards]["likeCount"] += 1

    def answer(self, asked: Asked) -> Told:
        if asked.headers.get("x-goog-api-key") != KEY:
            return self.refused(400, "badRequest")
        if self.reason:
            return self.refused(403, self.reason)
        resources = {
            "commentThreads": self._threads,
            "comments": self._some_comments,
            "channels": lambda asked: self._items([self._channel()] if self._is_ours(asked) else []),
            "playlistItems": self._uploads,
            "videos": lambda asked: self._items([self._video(one) for one in self._there(asked, self.videos)]),
        }
        return resources[asked.path.removeprefix("/youtube/v3/")](asked)

    def _some_comments(self, asked: Asked) -> Told:
        if "id" in asked.query:
            return self._items([self._comment(one) for one in self._there(asked, self.comments)])
        return self._items([self._comment(one) for one in self._answers(asked.query["parentId"])][::-1], asked)

    def _uploads(self, asked: Asked) -> Told:
        videos = sorted(self.videos.items(), key=lambda one: one[1]["publishedAt"], reverse=True)
        details = [{"videoId": one, "videoPublishedAt": said["publishedAt"]} for one, said in videos]
        return self._items([{"kind": "youtube#playlistItem", "contentDetails": one} for one in details], asked)

    def refused(self, status: int, reason: str) -> Told:
        """A refusal with its reason, as every Google service writes them."""
        error = {"code": status, "message": "…", "errors": [{"message": "…", "domain": "youtube", "reason": reason}]}
        return Told(status=status, body={"error": error})

    def _is_ours(self, asked: Asked) -> bool:
        given = (asked.query.get("id"), asked.query.get("forHandle"), asked.query.get("forUsername"))
        return bool({CHANNEL, "@fromagerie", "laitiers"}.intersection(given))

    def _channel(self) -> dict[str, object]:
        details = {"relatedPlaylists": {"uploads": f"UU{CHANNEL[2:]}"}}
        said = {"title": "La fromagerie", "customUrl": "@fromagerie"}
        return {"kind": "youtube#channel", "id": CHANNEL, "snippet": said, "contentDetails": details}

    def _there(self, asked: Asked, known: Mapping[str, object]) -> list[str]:
        return [one for one in asked.query["id"].split(",") if one in known]

    def _video(self, video: str) -> dict[str, object]:
        said = [one for one in self.comments.values() if one["videoId"] == video]
        counts = {"viewCount": "120", "likeCount": "7", "commentCount": str(len(said))}
        return {"kind": "youtube#video", "id": video, "snippet": self.videos[video], "statistics": counts}

    def _answers(self, first: str) -> list[str]:
        return [one for one, said in self.comments.items() if said.get("parentId") == first]

    def _comment(self, name: str) -> dict[str, object]:
        return {"kind": "youtube#comment", "id": name, "snippet": self.comments[name]}

    def _threads(self, asked: Asked) -> Told:
        if self.are_closed and "id" not in asked.query:
            return self.refused(403, "commentsDisabled")
        video = asked.query.get("videoId")
        if video and video not in self.videos:
            return NOT_FOUND
        if not video and "id" not in asked.query and asked.query["allThreadsRelatedToChannelId"] != CHANNEL:
            return NOT_FOUND
        names = self._there(asked, self.comments) if "id" in asked.query else list(self.comments)[::-1]
        names = [one for one in names if "." not in one and video in (None, self.comments[one]["videoId"])]
        return self._items([self._thread(one) for one in names], asked)

    def _thread(self, name: str) -> dict[str, object]:
        answers = self._answers(name)
        said = {"videoId": self.comments[name]["videoId"], "topLevelComment": self._comment(name)}
        thread: dict[str, object] = {"kind": "youtube#commentThread", "id": name}
        thread["snippet"] = said | {"totalReplyCount": len(answers), "canReply": True}
        return thread | ({"replies": {"comments": [self._comment(one) for one in answers[-5:]]}} if answers else {})

    def _items(self, items: list[Any], asked: Asked | None = None) -> Told:
        most = int(asked.query.get("maxResults", 20)) if asked and "id" not in asked.query else len(items) or 1
        start = int(asked.query.get("pageToken", 0)) if asked else 0
        onward = {"nextPageToken": str(start + most)} if start + most < len(items) else {}
        return Told(body={"kind": "youtube#listResponse", "items": items[start : start + most], **onward})


@asynccontextmanager
async def world(now: datetime = START) -> AsyncIterator[YouTubeWorld]:
    """A channel where nobody has commented yet."""
    yield YouTubeWorld(now)
