"""Nothing in a post is trusted."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from palabre.web.post_text import excerpt, marked, one_line, web_address


def bare(shown: str) -> str:
    """The text a reader sees."""
    return html.unescape(re.sub(r"</?(mark|a)\b[^>]*>", "", shown))


def test_markup_in_a_post_is_text() -> None:
    assert marked("<script>alert(1)</script>&amp;") == "&lt;script&gt;alert(1)&lt;/script&gt;&amp;amp;"


def test_what_matched_is_marked_by_code_points() -> None:
    assert marked("🎄 marché", ((2, 8),)) == "🎄 <mark>marché</mark>"


def test_overlapping_matches_are_one_mark() -> None:
    assert marked("abcdef", ((3, 5), (0, 2), (1, 4))) == "<mark>abcde</mark>f"


def test_a_match_within_a_link_is_marked_within_it() -> None:
    shown = marked("voir https://a.fr/marche.", ((18, 24),))

    assert shown == (
        'voir <a href="https://a.fr/marche" rel="noopener noreferrer nofollow external" target="_blank">'
        "https://a.fr/<mark>marche</mark></a>."
    )


def test_a_match_across_the_edge_of_a_link_keeps_tags_nested() -> None:
    shown = marked("le https://a.fr/x y", ((0, 9), (14, 19)))

    assert shown.count("<mark>") == shown.count("</mark>") == 4
    assert re.sub(r"<a [^>]*>", "<a>", shown) == (
        "<mark>le </mark><a><mark>https:</mark>//a.f<mark>r/x</mark></a><mark> y</mark>"
    )


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "java\tscript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "//evil.example",
        "https://bank.example@evil.example/",
        "https://",
        "https://a.fr/\u202egnp",
        'https://a.fr/"onmouseover="x',
        "http://[",
        "",
        None,
    ],
)
def test_what_is_not_a_web_address_never_becomes_a_link(url: str | None) -> None:
    assert web_address(url) is None
    assert "href" not in marked(url or "") or "https://a.fr/" in (url or "")


def test_a_web_address_stays_as_it_is() -> None:
    address = "https://fr.wikipedia.org/wiki/Palabre_(Afrique)?a=1&b=2#c"

    assert web_address(address) == address
    assert marked("https://a.fr/?x=1&y=2") == (
        '<a href="https://a.fr/?x=1&amp;y=2" rel="noopener noreferrer nofollow external" target="_blank">'
        "https://a.fr/?x=1&amp;y=2</a>"
    )


def test_controls_are_seen_and_overrides_are_gone() -> None:
    assert marked("a\x00b\x1b[31m\u202etxt.exe\u202c\x85") == "a�b�[31mtxt.exe�"
    assert marked("une\r\nligne\rdeux\n") == "une\nligne\ndeux\n"
    assert one_line("  Léa\u202e\n Martin\u2066 ") == "Léa Martin"


@given(st.text(max_size=200), st.lists(st.tuples(st.integers(0, 200), st.integers(0, 200)), max_size=5))
def test_no_text_opens_a_tag_of_its_own(text: str, spans: list[tuple[int, int]]) -> None:
    shown = str(marked(text, [(min(span), max(span)) for span in spans]))

    assert not re.search(r"<(?!/?mark>|/a>|a href=\"https?://[^\"<>]*\" rel=\"[a-z ]*\" target=\"_blank\">)", shown)
    assert shown.count("<mark>") == shown.count("</mark>")
    assert len(bare(shown)) <= len(text)


def test_a_short_text_is_shown_whole() -> None:
    assert excerpt("bref") == excerpt("bref", ((0, 4),))
    assert not excerpt("bref").is_cut


def test_a_long_text_is_cut_between_words_around_what_matched() -> None:
    text = "mot " * 1000 + "aiguille " + "foin " * 1000
    at = text.index("aiguille")

    part = excerpt(text, ((at, at + 8),))

    assert part.is_cut
    assert "aiguille" in part.text
    assert text[part.start - 1] == " "
    assert marked(part.text, ((at, at + 8),), start=part.start).count("<mark>aiguille</mark>") == 1
