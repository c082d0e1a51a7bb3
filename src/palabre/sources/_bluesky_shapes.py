"""The shapes of Bluesky's records, as its lexicons describe them; what we don't read of them is left out."""

from __future__ import annotations

from typing import Any

from msgspec import Struct, field


class Reference(Struct, gc=False):
    """A record that another one is about. With a picture beside it, it stands one level further down."""

    uri: str | None = None
    record: Reference | None = None


class Answered(Struct, gc=False):
    """What a post answers, and the first post of the thread."""

    parent: Reference | None = None
    root: Reference | None = None


class Slice(Struct, gc=False):
    """A part of a text, in bytes of UTF-8."""

    start: int = field(name="byteStart", default=0)
    end: int = field(name="byteEnd", default=0)


class Feature(Struct, gc=False):
    """What a part of a text is: someone's account, an address, a tag."""

    did: str | None = None
    uri: str | None = None
    tag: str | None = None


class Facet(Struct, gc=False):
    """A part of a text that means more than its letters."""

    index: Slice | None = None
    features: list[Feature] = []


class Blob(Struct, gc=False):
    """A picture or a film, kept elsewhere under the name of its content: `ref` as repositories and JSON write it."""

    ref: Any = None
    cid: str | None = None


class Picture(Struct, gc=False):
    """A picture, and what it is said to show."""

    alt: str | None = None
    image: Blob | None = None


class Shown(Struct, gc=False):
    """A page shown under a text."""

    uri: str | None = None


class Embed(Struct, gc=False):
    """What goes with a text."""

    type: str | None = field(name="$type", default=None)
    images: list[Picture] | None = None
    video: Blob | None = None
    external: Shown | None = None
    record: Reference | None = None
    media: Embed | None = None
    alt: str | None = None


class Label(Struct, gc=False):
    """A warning put on a post or an account."""

    val: str | None = None


class Labels(Struct, gc=False):
    """The warnings that an author puts on a post, or on the whole account."""

    values: list[Label] = []


class Said(Struct, gc=False):
    """The record of a post."""

    text: str | None = None
    created_at: str | None = field(name="createdAt", default=None)
    langs: list[str] | None = None
    facets: list[Facet] | None = None
    reply: Answered | None = None
    embed: Embed | None = None
    labels: Labels | None = None
    tags: list[str] | None = None


class SaidBesides(Said, gc=False):
    """The record of a post with something beside it that Bluesky knows nothing of, as its lexicon allows."""

    embed: Any = None


class Act(Struct, gc=False):
    """The record of a repost or a like."""

    subject: Reference | None = None
    created_at: str | None = field(name="createdAt", default=None)


class Followed(Struct, gc=False):
    """The record of a follow."""

    subject: str | None = None
    created_at: str | None = field(name="createdAt", default=None)


class Described(Struct, gc=False):
    """What an account says of itself, in its profile and beside its posts."""

    display_name: str | None = field(name="displayName", default=None)
    description: str | None = None
    created_at: str | None = field(name="createdAt", default=None)


class Profile(Described, gc=False):
    """The record of a profile."""

    labels: Labels | None = None


class Intent(Struct, gc=False):
    """Whether a use is wanted; None when the account doesn't say."""

    allow: bool | None = None


class Intents(Struct, gc=False):
    """What an account allows others to do with all it publishes (draft 0008 of the AT Protocol)."""

    bulk_dataset: Intent | None = field(name="bulkDataset", default=None)
    public_archive: Intent | None = field(name="publicAccessArchive", default=None)
