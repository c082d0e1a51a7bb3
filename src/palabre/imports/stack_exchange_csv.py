"""Tables of Stack Exchange: its data explorer, or a dump cut at hand."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, ClassVar

from msgspec.structs import replace

from palabre.imports._known import Fields, KnownTable, Replaced, Words
from palabre.imports.mapping import is_template
from palabre.words import N_

if TYPE_CHECKING:
    from collections.abc import Sequence

    from palabre.imports.contract import Reading
    from palabre.imports.mapping import Mapping
    from palabre.model import Post


class _OfSite(KnownTable):
    """A table of one site. Sites number alike: the account given with the import, the host, stands before each id."""

    network = "stackexchange"
    timezone = "UTC"
    ids: ClassVar[tuple[str, ...]]

    def mapping_of(self, names: Sequence[str], reading: Reading) -> Mapping:
        """The columns; ids begin with the site when it is known."""
        mapping = super().mapping_of(names, dataclasses.replace(reading, account=None))
        site = (reading.account or "").strip().lower()
        if not site:
            return mapping
        columns = dict(mapping.columns)
        for field in self.ids:
            if isinstance(column := columns.get(field), str):
                columns[field] = f"{site}/{column}" if is_template(column) else f"{site}/{{{column}}}"
        constants = {**mapping.constants, "instance": site} if self.rows == "posts" else mapping.constants
        return dataclasses.replace(mapping, columns=columns, constants=constants)


class StackExchangePosts(_OfSite):
    """Questions and answers."""

    name = "stack-exchange-posts"
    title = N_("Stack Exchange, table of posts")
    required = (("Id",), ("PostTypeId",), ("CreationDate",), ("Body",), ("OwnerUserId", "OwnerDisplayName"))
    ids = ("native_id", "reply_to", "author_id")
    columns: ClassVar[Fields] = {
        "native_id": ("post-{Id}",),
        "text": ("Body",),
        "title": ("Title",),
        "created_at": ("CreationDate",),
        "edited_at": ("LastEditDate",),
        "author": ("OwnerDisplayName", "OwnerUserId"),
        "author_id": ("OwnerUserId",),
        "kind": ("PostTypeId",),
        "reply_to": ("post-{ParentId}",),
        "tags": ("Tags",),
        "likes": ("Score",),
        "replies": ("AnswerCount",),
        "views": ("ViewCount",),
    }
    values: ClassVar[Replaced] = {"kind": {"1": "question", "2": "reply", **dict.fromkeys("345678", "article")}}

    def completed(self, post: Post, asked: Words) -> Post:
        """An answer belongs to the thread of its question."""
        return replace(post, root=post.reply_to or post.native_id)


class StackExchangeComments(_OfSite):
    """Comments under questions and answers."""

    name = "stack-exchange-comments"
    title = N_("Stack Exchange, table of comments")
    required = (("Id",), ("PostId",), ("Text",), ("CreationDate",), ("UserId", "UserDisplayName"))
    ids = ("native_id", "reply_to", "author_id")
    columns: ClassVar[Fields] = {
        "native_id": ("comment-{Id}",),
        "text": ("Text",),
        "created_at": ("CreationDate",),
        "author": ("UserDisplayName", "UserId"),
        "author_id": ("UserId",),
        "reply_to": ("post-{PostId}",),
        "likes": ("Score",),
    }
    constants: ClassVar[Words] = {"kind": "comment"}


class StackExchangeUsers(_OfSite):
    """Members, who may never have written."""

    name = "stack-exchange-users"
    title = N_("Stack Exchange, table of members")
    rows = "actors"
    required = (("Id",), ("Reputation",), ("CreationDate",), ("LastAccessDate",))
    ids = ("native_id",)
    columns: ClassVar[Fields] = {
        "native_id": ("Id",),
        "author": ("DisplayName", "Id"),
        "author_name": ("DisplayName",),
        "account_created_at": ("CreationDate",),
    }
