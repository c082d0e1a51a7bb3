"""Tables of Meltwater, often in UTF-16 with tabs."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from msgspec.structs import replace

from palabre.imports._addresses import as_repost, placed
from palabre.imports._known import Fields, KnownTable, Replaced, Words
from palabre.text.extract import marks_of
from palabre.words import N_

if TYPE_CHECKING:
    from palabre.model import Post


_LANGUAGES = {
    "arabic": "ar",
    "bulgarian": "bg",
    "catalan": "ca",
    "chinese": "zh",
    "croatian": "hr",
    "czech": "cs",
    "danish": "da",
    "dutch": "nl",
    "english": "en",
    "finnish": "fi",
    "french": "fr",
    "german": "de",
    "greek": "el",
    "hebrew": "he",
    "hindi": "hi",
    "hungarian": "hu",
    "indonesian": "id",
    "italian": "it",
    "japanese": "ja",
    "korean": "ko",
    "norwegian": "no",
    "polish": "pl",
    "portuguese": "pt",
    "romanian": "ro",
    "russian": "ru",
    "slovak": "sk",
    "spanish": "es",
    "swedish": "sv",
    "thai": "th",
    "turkish": "tr",
    "ukrainian": "uk",
    "unknown": "",
    "vietnamese": "vi",
}


class Meltwater(KnownTable):
    """Results of any network. What is said is the longer of the opening and the sentence found."""

    name = "meltwater"
    title = N_("Meltwater, table of results")
    network = "web"
    required = (("Date", "Alternate Date Format"), ("URL",), ("Hit Sentence",), ("Opening Text",), ("Source",))
    columns: ClassVar[Fields] = {
        "native_id": ("URL",),
        "text": ("Hit Sentence",),
        "title": ("Headline", "Title"),
        "created_at": ("Date", "{Alternate Date Format} {Time}", "Alternate Date Format"),
        "author": ("Twitter Screen Name", "Influencer"),
        "author_url": ("Twitter User Profile Url",),
        "bio": ("Twitter Bio",),
        "followers": ("Twitter Followers",),
        "following": ("Twitter Following",),
        "url": ("URL",),
        "lang": ("Language",),
        "views": ("Views",),
    }
    values: ClassVar[Replaced] = {"lang": _LANGUAGES}
    extra: ClassVar[Fields] = {
        "source": ("Source",),
        "country": ("Country",),
        "reach": ("Reach",),
        "engagement": ("Engagement",),
        "tool_sentiment": ("Sentiment",),
    }
    asked: ClassVar[Fields] = {"opening": ("Opening Text",)}

    def completed(self, post: Post, asked: Words) -> Post:
        """The longer of two passages, under the id of the address."""
        if len(asked["opening"]) > len(post.text):
            links, tags, callouts = marks_of(asked["opening"])
            post = replace(post, text=asked["opening"], links=links, tags=tags, callouts=callouts)
        post = placed(post)
        return as_repost(replace(post, title=None) if post.network == "x" and post.text else post)
