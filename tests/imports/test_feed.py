"""Feeds saved in files: RSS, Atom and JSON Feed."""

from __future__ import annotations

import io
import tarfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from palabre.errors import ImportRefused, SourceError
from palabre.model import Media
from palabre.sources._feed_entries import Place, posts_of, read_feed
from palabre.sources._feed_json import json_feed
from palabre.sources._feed_xml import xml_feed

from .reading import NOW, ids, posts, read, reasons, written

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).parent / "feed"


def test_an_entry_of_rss_has_its_words_its_links_and_its_pictures() -> None:
    post = posts(read(HERE / "sample_rss.xml"))[0]

    assert (post.native_id, post.title) == ("cave.example/?p=12", "L’affinage & le sel")
    assert post.text == "Un comté de dix-huit mois, goûté avec des amis. #comté"
    assert (post.links, post.tags) == (("https://cave.example/amis",), ("fromage", "comté"))
    assert post.media == (Media(kind="image", url="https://cave.example/photos/cave.jpg", alt="La cave"),)
    assert (post.lang_declared, post.metrics.replies if post.metrics else None) == ("fr-FR", 3)


def test_no_date_and_a_date_to_come_are_that_of_reading_and_say_so() -> None:
    found = {post.title: post for post in posts(read(HERE / "sample_rss.xml"))}

    assert {found[title].created_at for title in ("Portes ouvertes", "Sans date ni numéro")} == {NOW}
    assert found["Sans date ni numéro"].extra == '{"date":"missing"}'
    assert "2038-01-01" in (found["Portes ouvertes"].extra or "")


def test_comments_are_below_what_they_answer() -> None:
    first, second = posts(read(HERE / "sample_atom.xml"))

    assert [(one.kind, one.title, one.lang_declared) for one in (first, second)] == [("comment", None, "fr")] * 2
    assert (first.reply_to, first.root) == ("cave.example/?p=12", "cave.example/?p=12")
    assert (second.reply_to, second.root, second.text) == (first.native_id, first.root, "Dix-huit mois.")
    assert (first.edited_at, second.edited_at is not None) == (None, True)


def test_json_feeds_have_ids_that_are_numbers_and_entries_that_are_not() -> None:
    found = read(HERE / "sample.json")

    assert ids(found) == ["cave.example/notes/5", "cave.example/notes/4"]
    assert reasons(found) == [(3, "no-text"), (4, "bad-record")]
    assert [post.actor.handle for post in posts(found) if post.actor] == ["Ali", "Ana Cave"]


BOMB = (
    '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbbbbbbbb">'
    + "".join(f'<!ENTITY c{number} "{f"&c{number - 1};" * 10 if number else "&b;" * 10}">' for number in range(9))
    + "]><rss><channel><item><title>&c8;</title></item></channel></rss>"
)
OUTSIDE = (
    '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]>'
    "<rss><channel><item><title>Avant &b; après</title></item></channel></rss>"
)


def test_a_feed_made_to_fill_machines_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ImportRefused, match="feed-unsafe"):
        read(written(tmp_path, BOMB, "feed.xml"))


def test_what_a_feed_declares_neither_expands_nor_is_fetched(tmp_path: Path) -> None:
    inside = OUTSIDE.replace('SYSTEM "file:///etc/hostname"', '"dedans"')

    for text in (OUTSIDE, inside):
        (post,) = posts(read(written(tmp_path, text, "feed.xml")))
        assert post.title == "Avant &b; après"


def test_a_name_of_a_million_letters_does_not_stop_the_reading() -> None:
    feed = f"<rss><channel><item><title>Oui</title><author>{'a' * 1_000_000}</author></item></channel></rss>"

    assert [one.title for one in read_feed(feed.encode(), address="").entries] == ["Oui"]


@pytest.mark.parametrize("name", [b"ut\x00f-8", b"iso\xe9-8859", b"no-such-code"])
def test_an_encoding_that_is_none_does_not_hide_the_entries(name: bytes) -> None:
    feed = (
        b'<?xml version="1.0" encoding="' + name + b'"?><rss><channel><item><title>Oui</title></item></channel></rss>'
    )

    assert [one.title for one in read_feed(feed, address="").entries] == ["Oui"]


@pytest.mark.parametrize("body", [b"", b"\x00" * 99, b"<html><p>non</html>", b'{"version": 3}', b"{", b"\xff\xfe<"])
def test_what_is_no_feed_is_said_so(body: bytes) -> None:
    with pytest.raises(SourceError, match="feed-unreadable"):
        read_feed(body, address="https://cave.example/")


@pytest.mark.data
def test_what_feedparser_accepts_is_accepted(shared_data: Path) -> None:
    """Every file of its own tests, the entries that have anything to be told by counted alike."""
    import feedparser

    def has_identity(entry: Any) -> bool:
        contents = dict.get(entry, "content") or []
        return any(dict.get(entry, key) for key in ("id", "link", "title", "summary")) or any(
            one.get("value") for one in contents
        )

    count = 0
    for name, body in _suite(shared_data):
        count += 1
        if name.endswith(".json"):
            feed, wanted = json_feed(body, address="https://cave.example/feed"), 2
        else:
            feed = xml_feed(body, address="https://cave.example/feed", headers={})
            wanted = sum(map(has_identity, feedparser.parse(io.BytesIO(body)).entries))
        assert len(feed.entries) == wanted, name
        made = posts_of(feed, Place(address="https://cave.example/feed", now=NOW))
        assert len({one.known.native_id for one in made}) == len(made), name
    assert count == 1_263


def _suite(shared_data: Path) -> Iterator[tuple[str, bytes]]:
    with tarfile.open(shared_data / "feeds" / "feedparser_suite.tar.gz") as archive:
        for member in archive:
            if member.isfile() and (file := archive.extractfile(member)):
                yield member.name, file.read()
