"""The query languages of other products: their fields, and what each of them means here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

Dialect = Literal["brandwatch", "talkwalker", "lucene"]

# What a field of another product asks for. Those that are not listed ask for what cannot be asked here.
Meaning = Literal[
    "lang", "author", "links", "words", "case", "tag", "callout", "kind", "media", "network", "published", "sourcetype"
]

_BRANDWATCH: Mapping[str, Meaning] = {
    "language": "lang",
    "lang": "lang",
    "author": "author",
    "links": "links",
    "title": "words",
    "raw": "case",
    "hashtags": "tag",
    "at_mentions": "callout",
    "engagementtype": "kind",
    "imagetype": "media",
    "publishersubtype": "media",
    "site": "published",
}
_TALKWALKER: Mapping[str, Meaning] = {
    "lang": "lang",
    "author": "author",
    "title": "words",
    "content": "words",
    "hashtag": "tag",
    "site": "published",
    "host_url": "published",
    "domain_url": "published",
    "root_url": "published",
    "sourcetype": "sourcetype",
}
# In Lucene fields are what each index makes of them: these are the names most often met.
_LUCENE: Mapping[str, Meaning] = {
    "lang": "lang",
    "language": "lang",
    "author": "author",
    "user": "author",
    "username": "author",
    "screen_name": "author",
    "title": "words",
    "text": "words",
    "body": "words",
    "content": "words",
    "message": "words",
    "hashtag": "tag",
    "hashtags": "tag",
    "mention": "callout",
    "mentions": "callout",
    "link": "links",
    "links": "links",
    "source": "network",
    "network": "network",
    "platform": "network",
    "site": "published",
    "domain": "published",
    "host": "published",
}
FIELDS_OF: Mapping[Dialect, Mapping[str, Meaning]] = {
    "brandwatch": _BRANDWATCH,
    "talkwalker": _TALKWALKER,
    "lucene": _LUCENE,
}
NETWORK_OF_SITE = {
    "twitter.com": "x",
    "x.com": "x",
    "reddit.com": "reddit",
    "youtube.com": "youtube",
    "facebook.com": "facebook",
    "instagram.com": "instagram",
    "linkedin.com": "linkedin",
    "tiktok.com": "tiktok",
    "bsky.app": "bluesky",
    "news.ycombinator.com": "hackernews",
}
NETWORK_OF_SOURCETYPE = {
    f"socialmedia_{name}": {"twitter": "x"}.get(name, name)
    for name in ("twitter", "facebook", "instagram", "youtube", "reddit", "linkedin", "tiktok", "bluesky")
}
KIND_OF_ENGAGEMENT = {"comment": "comment", "reply": "reply", "retweet": "repost", "quote": "quote"}
