"""The archive a Mastodon server gives: what everybody may read becomes posts, the rest is counted."""

from __future__ import annotations

import io
import json
import tarfile
import zipfile
from typing import TYPE_CHECKING, Any

import pytest

from palabre.errors import ImportRefused
from palabre.imports import open_import

from .reading import NOW, actors, ids, notes_of, posts, read, reasons, written

if TYPE_CHECKING:
    from pathlib import Path

    from palabre.model import Post

ANA = "https://pouet.example/users/ana"
PUBLIC = "https://www.w3.org/ns/activitystreams#Public"
PERSON = {
    "type": "Person",
    "id": ANA,
    "preferredUsername": "Ana",
    "name": "Ana Laitière",
    "summary": "<p>Du lait, <a href='https://exemple.fr'>à vélo</a></p>",
    "published": "2022-11-05T00:00:00Z",
    "url": "https://pouet.example/@Ana",
}


def a_note(number: int = 1, content: str = "<p>Du lait à vélo</p>", **changed: Any) -> dict[str, Any]:
    told: dict[str, Any] = {
        "id": f"{ANA}/statuses/{number}",
        "type": "Note",
        "published": "2026-03-04T09:15:00Z",
        "url": f"https://pouet.example/@Ana/{number}",
        "attributedTo": ANA,
        "to": [PUBLIC],
        "cc": [f"{ANA}/followers"],
        "sensitive": False,
        "content": content,
        "contentMap": {"fr": content},
        "attachment": [],
        "tag": [],
    }
    return {
        "id": f"{ANA}/statuses/{number}/activity",
        "type": "Create",
        "actor": ANA,
        "published": "2026-03-04T09:15:00Z",
        "to": [PUBLIC],
        "cc": [],
        "object": told | changed,
    }


def an_announce(address: Any, **changed: Any) -> dict[str, Any]:
    told = {
        "id": f"{ANA}/statuses/900/activity",
        "type": "Announce",
        "actor": ANA,
        "published": "2026-03-05T10:00:00Z",
        "to": [PUBLIC],
        "object": address,
    }
    return told | changed


def outbox(*activities: dict[str, Any]) -> str:
    told = {"@context": "https://www.w3.org/ns/activitystreams", "id": "outbox.json", "type": "OrderedCollection"}
    return json.dumps(told | {"totalItems": len(activities), "orderedItems": activities})


LIKES = json.dumps(
    {"@context": "https://www.w3.org/ns/activitystreams", "id": "likes.json", "type": "OrderedCollection"}
    | {"orderedItems": ["https://a.example/1", "https://a.example/2"]}
)


def tarred(folder: Path, files: dict[str, str], name: str = "archive.tar.gz") -> Path:
    with tarfile.open(folder / name, "w:gz") as archive:
        for member, content in files.items():
            entry = tarfile.TarInfo(member)
            entry.size = len(content.encode())
            archive.addfile(entry, io.BytesIO(content.encode()))
    return folder / name


def archive_of(tmp_path: Path, *activities: dict[str, Any]) -> Path:
    """As the server makes it: the account comes last."""
    pictures = {"media_attachments/1.jpg": "\x89", "avatar.png": "\x89"}
    return tarred(
        tmp_path,
        {"outbox.json": outbox(*activities)} | pictures | {"likes.json": LIKES, "actor.json": json.dumps(PERSON)},
    )


def one(tmp_path: Path, **changed: Any) -> Post:
    (post,) = posts(read(archive_of(tmp_path, a_note(**changed))))
    return post


def test_a_post_keeps_its_links_its_tags_and_who_is_named(tmp_path: Path) -> None:
    content = (
        '<p><a href="https://autre.example/users/Bob" class="u-url mention">@<span>Bob</span></a> '
        '<a href="https://pouet.example/tags/LaitCru" class="mention hashtag">#<span>LaitCru</span></a><br>'
        '<a href="https://exemple.fr/lait"><span class="invisible">https://</span>exemple.fr/lait</a></p>'
    )
    tags = [
        {"type": "Mention", "href": "https://autre.example/users/Bob", "name": "@Bob@autre.example"},
        {"type": "Mention", "href": "https://pouet.example/users/zoe", "name": "@zoe"},
        {"type": "Hashtag", "href": "https://pouet.example/tags/laitcru", "name": "#LaitCru"},
    ]
    reply_to = "https://autre.example/users/Bob/statuses/77"
    post = one(tmp_path, content=content, tag=tags, inReplyTo=reply_to, contentMap={"en": "x", "fr": content})

    assert post.text == "@Bob #LaitCru\nhttps://exemple.fr/lait"
    assert (post.links, post.tags) == (("https://exemple.fr/lait",), ("laitcru",))
    assert post.callouts == ("bob@autre.example", "zoe@pouet.example")
    assert (post.kind, post.reply_to, post.reply_to_actor) == ("reply", reply_to, "bob@autre.example")
    assert (post.lang_declared, post.instance, post.visibility) == ("fr", "pouet.example", "public")
    assert post.actor and (post.actor.native_id, post.actor.handle) == ("ana@pouet.example", "Ana@pouet.example")
    assert (post.actor.bio, post.actor.display_name) == ("Du lait, à vélo", "Ana Laitière")


def test_what_not_everybody_may_read_is_left_out_and_counted(tmp_path: Path) -> None:
    followers = f"{ANA}/followers"
    path = archive_of(
        tmp_path,
        a_note(1, "secret un", to=[followers], cc=[]),
        a_note(2, "secret deux", to="https://autre.example/users/bob", cc=None),
        a_note(3, "discret", to=[followers], cc=[PUBLIC]),
        an_announce("https://a.example/1", to=[followers]),
    )
    records = read(path)

    assert [(post.text, post.visibility) for post in posts(records)] == [("discret", "unlisted")]
    assert "secret" not in repr(records)
    assert [str(note) for note in _notes(path) if "3" in str(note)]
    assert sorted(notes_of(path)) == ["list-undated", "members-unread", "private-left-out"]


def _notes(path: Path) -> list[str]:
    with open_import(path, observed_at=NOW) as opened:
        list(opened)
        return [str(note) for note in opened.notes]


def test_a_repost_names_the_post_and_its_author(tmp_path: Path) -> None:
    address = "https://autre.example/users/Bob/statuses/77"
    own = a_note(5)["object"]
    records = read(archive_of(tmp_path, an_announce(address), an_announce(own, id=f"{ANA}/statuses/901/activity")))
    told = [(post.kind, post.repost_of, post.repost_of_actor, post.text) for post in posts(records)]

    assert told == [
        ("repost", address, "bob@autre.example", ""),
        ("repost", f"{ANA}/statuses/5", "ana@pouet.example", ""),
    ]


def test_a_poll_a_warning_pictures_and_an_edit(tmp_path: Path) -> None:
    answers = [{"name": "Cru", "replies": {"totalItems": 3}}, {"name": "Cuit", "replies": {"totalItems": 1}}]
    picture = {"type": "Document", "mediaType": "image/jpeg", "url": "/media/1.jpg", "name": "Une vache"}
    post = one(
        tmp_path, type="Question", oneOf=answers, votersCount=4, summary="Lait", sensitive=True, attachment=[picture],
        updated="2026-03-05T00:00:00Z",
    )  # fmt: skip

    assert json.loads(post.extra or "")["poll"] == {
        "answers": [{"text": "Cru", "votes": 3}, {"text": "Cuit", "votes": 1}],
        "voters": 4,
        "several": False,
    }
    assert (post.title, post.sensitive, post.edited_at is not None) == ("Lait", True, True)
    assert [(one.kind, one.url, one.alt) for one in post.media] == [("image", None, "Une vache")]
    silent = one(tmp_path, content="", attachment=[picture])
    assert (silent.text, silent.title) == ("", "Une vache")


def test_the_same_archive_as_zip_folder_or_single_file(tmp_path: Path) -> None:
    files = {"outbox.json": outbox(a_note(1), a_note(2)), "actor.json": json.dumps(PERSON)}
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        for name, content in files.items():
            archive.writestr(f"export/{name}", content)
    (tmp_path / "folder").mkdir()
    for name, content in files.items():
        written(tmp_path / "folder", content, name)
    wanted = read(tarred(tmp_path, files))

    assert ids(wanted) == [f"{ANA}/statuses/1", f"{ANA}/statuses/2"]
    assert [actor.handle for actor in actors(wanted)] == ["Ana@pouet.example"]
    assert read(tmp_path / "a.zip") == wanted
    assert posts(read(tmp_path / "folder")) == posts(read(tmp_path / "folder" / "outbox.json")) == posts(wanted)


def test_without_the_account_its_address_says_who_it_is(tmp_path: Path) -> None:
    (post,) = posts(read(written(tmp_path, outbox(a_note(1)), "outbox.json")))

    assert post.actor and post.actor.native_id == "ana@pouet.example"


def test_an_address_without_a_name_needs_to_be_told_whose_it_is(tmp_path: Path) -> None:
    numbered = "https://pouet.example/ap/users/42"
    note = a_note(1, attributedTo=numbered) | {"actor": numbered}
    path = written(tmp_path, outbox(note), "outbox.json")

    assert [reason for _, reason in reasons(read(path))] == ["no-actor"]
    with open_import(path, observed_at=NOW, account="@Ana@pouet.example") as opened:
        (post,) = posts(list(opened))
    assert post.actor and post.actor.native_id == "ana@pouet.example"


def test_a_bad_activity_costs_itself_alone_on_one_long_line(tmp_path: Path) -> None:
    many = [a_note(n, f"<p>{'mot ' * 4_000}</p>") for n in range(10, 400)]
    bad = [a_note(2, published="hier"), a_note(3, content=""), a_note(4, tag=7), {"type": "Move"}, an_announce({})]
    records = read(archive_of(tmp_path, a_note(1), *bad, *many))

    assert len(posts(records)) == 1 + len(many)
    wanted = ["bad-date", "no-text", "bad-record", "not-posts", "bad-record"]
    assert [reason for _, reason in reasons(records)] == wanted


def test_an_outbox_that_is_something_else_is_refused(tmp_path: Path) -> None:
    with (
        pytest.raises(ImportRefused, match="field-missing"),
        open_import(written(tmp_path, "id,text\n1,a\n", "outbox.json"), format="mastodon-archive", observed_at=NOW),
    ):
        pass
    records = read(tarred(tmp_path, {"outbox.json": "id,text\n1,a\n", "actor.json": json.dumps(PERSON)}))
    assert reasons(records) == [(0, "not-recognised")]


def test_an_archive_cut_anywhere_says_so(tmp_path: Path) -> None:
    whole = archive_of(tmp_path, *(a_note(n, f"<p>mot {n * n}</p>") for n in range(500))).read_bytes()
    for share in (0.3, 0.8):
        records = read(written(tmp_path, whole[: int(len(whole) * share)], "cut.tar.gz"))
        assert [reason for _, reason in reasons(records)] == ["truncated"]
        assert len(posts(records)) > 10
