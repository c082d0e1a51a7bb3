"""What each part of the query language finds and what it does not, as its specification says it."""

from __future__ import annotations

import pytest

from palabre.query.tree import And, Field, Near, Node, Not, Or, Term

from .generated import heavy_posts, odd_posts, random_posts, random_trees
from .naive import Post, matches, spans

CHAT, FIN, JEAN = Term(written="chat"), Term(written="fin"), Term(written="jean")


def highlighted(node: Node, text: str) -> list[str]:
    post = Post(text=text)
    shown = [text[start:end] for start, end in spans(node, post)[1]]
    assert bool(shown) == matches(node, post)
    return shown


@pytest.mark.parametrize(
    ("written", "text", "shown"),
    [
        ("loreal", "#LOréal loréal", ["#LOréal", "loréal"]),
        ("#loreal", "#LOréal loréal", ["#LOréal"]),
        ("@loreal", "#LOréal loréal", []),
        ("l'oreal", "L’ORÉAL, #LOréal", ["L’ORÉAL", "#LOréal"]),
        ("l'oreal", "oréal l", []),
        ("lemonde", "@lemonde.fr", ["@lemonde.fr"]),
        ("@lemonde", "@LeMonde.bsky.social @lemondefr", ["@LeMonde.bsky.social"]),
        ("@lemonde.bsky", "@lemonde.bsky.social", ["@lemonde.bsky.social"]),
        ("@lemonde.bsky.social", "@lemonde.bsky", []),
        ("@gargron", "@Gargron@mastodon.social", ["@Gargron@mastodon.social"]),
        ("social", "@lemonde.bsky.social https://social.fr", []),
        ("@jean", "@jean-paul.fr", ["@jean-paul.fr"]),
        ("@jean-paul", "@jean-paul.fr", ["@jean-paul.fr"]),
        ("jean-paul", "@jean-paul.fr, Jean Paul", ["@jean-paul.fr", "Jean Paul"]),
        ("paul", "@jean-paul.fr", ["paul"]),
        ("@paul", "@jean-paul.fr", []),
        ("東京", "#東京タワー", ["#東京"]),
        ("ガ", "カ", []),
        ("👍", "bien👍🏽", ["👍"]),
        ("cat", "concatenate", []),
    ],
)
def test_a_term_finds(written: str, text: str, shown: list[str]) -> None:
    assert highlighted(Term(written=written), text) == shown


@pytest.mark.parametrize(
    ("written", "text", "shown"),
    [
        ("chat", "chats, #chaton chat échat", ["chats", "#chaton", "chat"]),
        ("#chat", "chats #chaton", ["#chaton"]),
        ("le chat", "le chaton", ["le chaton"]),
        ("le chat", "les chatons", []),
        ("@lemonde.bs", "@lemonde.bsky.social @lemonde", ["@lemonde.bsky.social"]),
        ("@jean-p", "@jean-paul, @jean", ["@jean-paul"]),
        ("東京", "東京塔", ["東京"]),
        ("l'oré", "l'oréal loréal", ["l'oréal", "loréal"]),
    ],
)
def test_a_star_finds(written: str, text: str, shown: list[str]) -> None:
    assert highlighted(Term(written=written, prefix=True), text) == shown


@pytest.mark.parametrize(
    ("written", "text", "shown"),
    [
        ("le chat", "Le, chat", ["Le, chat"]),
        ("le chat", "le https://a.fr chat", ["le https://a.fr chat"]),
        ("le chat", "le gros chat", []),
        ("chat le", "le chat", []),
        ("@jean-paul dit", "@jean-paul.fr dit", ["@jean-paul.fr dit"]),
        ("@jean dit", "@jean-paul dit", []),
        ("a a", "a a a", ["a a", "a a"]),
        ("le jean", "le @jean-paul.fr", ["le @jean-paul.fr"]),
    ],
)
def test_a_phrase_finds(written: str, text: str, shown: list[str]) -> None:
    assert highlighted(Term(written=written, quoted=True), text) == shown


@pytest.mark.parametrize(
    ("written", "within", "text", "shown"),
    [
        ("chat fin", 0, "fin chat", ["fin", "chat"]),
        ("chat fin", 0, "fin x chat", []),
        ("chat fin", 1, "fin x chat x x fin", ["fin", "chat"]),
        ("chat fin", 1, "fin x x chat", []),
        ("chat fin jean", 1, "jean x chat fin", ["jean", "chat", "fin"]),
        ("chat fin jean", 1, "jean x chat x fin", []),
        ("chat chat", 5, "chat", []),
        ("chat chat", 1, "chat x chat", ["chat", "chat"]),
        ("chat #chat", 0, "#chat", []),
        ("chat #chat", 0, "#chat #chat", ["#chat", "#chat"]),
        ("@jean-paul fin", 0, "fin @jean-paul.fr", ["fin", "@jean-paul.fr"]),
        ("@jean-paul fin", 0, "@jean-paul.fr fin", []),
        ("@jean-paul fin", 1, "@jean-paul.fr fin", ["@jean-paul.fr", "fin"]),
        ("@jean-paul", 0, "@jean-paul.fr", ["@jean-paul.fr"]),
    ],
)
def test_words_in_any_order_are_found_inside_their_window(
    written: str, within: int, text: str, shown: list[str]
) -> None:
    assert highlighted(Term(written=written, quoted=True, within=within), text) == shown


PHRASE = Term(written="le chat", quoted=True)
EITHER = Or(nodes=(PHRASE, JEAN))
LOOSE = Term(written="chat jean", quoted=True, within=1)


@pytest.mark.parametrize(
    ("left", "right", "words", "ordered", "text", "shown"),
    [
        (CHAT, FIN, 0, False, "chat fin", ["chat", "fin"]),
        (CHAT, FIN, 0, False, "fin chat", ["fin", "chat"]),
        (CHAT, FIN, 0, True, "fin chat", []),
        (CHAT, FIN, 1, False, "chat x x fin", []),
        (CHAT, FIN, 2, True, "chat x x fin x x x chat", ["chat", "fin"]),
        (CHAT, CHAT, 5, False, "un chat", []),
        (CHAT, CHAT, 5, True, "chat x chat", ["chat", "chat"]),
        (PHRASE, CHAT, 5, False, "le chat", []),
        (PHRASE, FIN, 0, False, "le chat fin", ["le chat", "fin"]),
        (PHRASE, FIN, 1, False, "fin x le chat", ["fin", "le chat"]),
        (EITHER, FIN, 0, True, "le chat x jean fin", ["jean", "fin"]),
        (FIN, EITHER, 1, False, "le chat fin x jean", ["le chat", "fin", "jean"]),
        (LOOSE, FIN, 0, True, "jean x chat fin", ["jean", "chat", "fin"]),
        (LOOSE, FIN, 5, False, "jean fin chat", []),
        (LOOSE, FIN, 1, False, "jean chat x x fin", []),
        (Term(written="@jean-paul"), FIN, 0, False, "@jean-paul.fr fin", ["@jean-paul.fr", "fin"]),
        (Term(written="l'oréal"), FIN, 0, True, "loréal fin l'oréal x fin", ["loréal", "fin"]),
        (CHAT, FIN, 100, False, "chat " + "x " * 100 + "fin", ["chat", "fin"]),
        (CHAT, FIN, 100, False, "chat " + "x " * 101 + "fin", []),
    ],
)
def test_near_counts_the_words_between(
    left: Node, right: Node, words: int, ordered: bool, text: str, shown: list[str]
) -> None:
    assert highlighted(Near(left=left, right=right, words=words, ordered=ordered), text) == shown


def test_nothing_goes_from_a_title_to_its_text_but_both_are_read() -> None:
    post = Post(title="le chat", text="fin @jean.")

    assert not matches(Near(left=CHAT, right=FIN, words=100), post)
    assert not matches(Term(written="chat fin", quoted=True), post)
    assert not matches(Term(written="chat fin", quoted=True, within=100), post)
    assert matches(And(nodes=(CHAT, FIN)), post)
    assert spans(And(nodes=(CHAT, JEAN)), post) == (((3, 7),), ((4, 9),))


@pytest.mark.parametrize(
    ("node", "found"),
    [
        (And(nodes=(CHAT, FIN)), ["chat fin"]),
        (Or(nodes=(CHAT, FIN)), ["chat", "fin", "chat fin"]),
        (And(nodes=(CHAT, Not(node=FIN))), ["chat"]),
        (And(nodes=(Or(nodes=(CHAT, FIN)), Not(node=And(nodes=(CHAT, FIN))))), ["chat", "fin"]),
        (Or(nodes=(FIN, And(nodes=(CHAT, Not(node=Not(node=FIN)))))), ["fin", "chat fin"]),
        (Not(node=CHAT), ["fin", ""]),
    ],
)
def test_and_or_not(node: Node, found: list[str]) -> None:
    assert [text for text in ("chat", "fin", "chat fin", "") if matches(node, Post(text=text))] == found


def test_what_is_excluded_is_not_highlighted_and_a_place_is_shown_once() -> None:
    node = Or(nodes=(CHAT, And(nodes=(FIN, Not(node=JEAN))), Not(node=And(nodes=(JEAN, Not(node=CHAT)))), CHAT))

    assert highlighted(node, "jean, fin, chat") == ["fin", "chat"]


LINKS = ("https://ana:mot@www.LeMonde.fr:8080/Politique/été-2?u=https://autre.org#fin",)
POST = Post(
    text="rien",
    lang="pt-BR",
    handle="@LeMonde-Info.bsky.social",
    network="Bluesky",
    kind="reply",
    links=LINKS,
    media=("image", "other"),
    tags=(),
    callouts=None,
)


@pytest.mark.parametrize(
    ("field", "found"),
    [
        ("lang:pt", True),
        ("lang:PT-br", True),
        ("lang:br", False),
        ("lang:p", False),
        ("author:lemonde-info", True),
        ("author:@LEMONDE-info.bsky", True),
        ("author:lemonde-info.bsky.social", True),
        ("author:lemonde", False),
        ("author:bsky", False),
        ("author:lemon*", True),
        ("author:monde*", False),
        ("site:lemonde.fr", True),
        ("site:https://www.lemonde.fr/", True),
        ("site:fr", True),
        ("site:onde.fr", False),
        ("site:autre.org", False),
        ("url:politique", True),
        ("url:https://www.lemonde.fr:8080/", True),
        ("url:lemonde.fr", True),
        ("url:fr/politique", False),
        ("url:ete-2", True),
        ("url:https autre", True),
        ("url:#fin", True),
        ("url:poli", False),
        ("url:8080/poli*", True),
        ("source:bluesky", True),
        ("source:blue", False),
        ("kind:reply", True),
        ("kind:post", False),
        ("has:link", True),
        ("has:image", True),
        ("has:media", True),
        ("has:video", False),
        ("has:audio", False),
        ("has:tag", False),
        ("has:callout", False),
        ("has:title", False),
    ],
)
def test_a_field_asks_for_something_else_than_the_text(field: str, found: bool) -> None:
    name, value = field.split(":", 1)

    assert matches(Field(name=name, value=value.rstrip("*"), prefix=value.endswith("*")), POST) is found


def test_a_field_finds_nothing_where_nothing_is_known() -> None:
    empty = Post(title=" \n", links=None, tags=None, callouts=None, media=None)
    asked = ("lang:fr", "author:a", "site:a", "url:a", "source:a", "kind:post", "has:title", "has:link", "has:media")

    assert not any(matches(Field(name=one.split(":")[0], value=one.split(":")[1]), empty) for one in asked)


def test_two_links_are_two_texts_and_a_handle_goes_on_after_its_first_at_sign() -> None:
    post = Post(links=("http://a.fr/un", "http://x:y@b.fr:80?deux"), handle="gargron@mastodon.social")

    assert not matches(Field(name="url", value="un b"), post)
    assert matches(Field(name="site", value="b.fr"), post)
    assert matches(Field(name="author", value="gargron"), post)
    assert matches(Field(name="author", value="gargron@mastodon"), post)


def test_what_is_generated_is_the_same_each_time_and_meets_often_but_not_always() -> None:
    posts, trees = random_posts(1, 60), random_trees(2, 60)
    met = [sum(matches(tree, post) for post in posts) for tree in trees]

    assert (random_posts(1, 60), random_trees(2, 60)) == (posts, trees)
    assert random_posts(3, 60) != posts
    assert sum(1 for count in met if 0 < count < len(posts)) > len(trees) / 2
    assert any(spans(tree, post) != ((), ()) for tree in trees for post in [*odd_posts(), *heavy_posts()[:1]])
