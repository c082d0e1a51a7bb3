"""From HTML to what a reader sees."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from palabre.text.html import plain_text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>Un</p><p>Deux<br>trois</p>", "Un\n\nDeux\ntrois"),
        ("Prix&nbsp;: 3&#8239;&euro; &lt;3 &amp; merci", "Prix\u00a0: 3\u202f€ <3 & merci"),
        ("<ul><li>lait</li><li>sel</li></ul>après", "- lait\n- sel\n\naprès"),
        ("<blockquote><p>Vrai ?</p><p>Non</p></blockquote><p>Si</p>", "> Vrai ?\n>\n> Non\n\nSi"),
        ("<pre><code>a\n  b</code></pre>", "a\nb"),
        ("avant<script>alert(1)</script><style>p{}</style> après", "avant après"),
        ("<p>coucou\n   toi</p>", "coucou toi"),
        ("un <img class='emoji' alt=':vache:'> et <img alt='photo' src='x.png'>", "un :vache: et"),
        ("<p>Cité</p><p class='quote-inline'>RE: <a href='https://a.example/1'>a</a></p>", "Cité"),
        ("<div><b>ouvert <i>sans fin", "ouvert sans fin"),
        ("a < b et c > d", "a < b et c > d"),
        ("un<!-- rien <b> -->deux <a title='1 > 0' href=x>trois</a>", "undeux trois"),
        ("avant<script>if (a < b) '<p>'</script> <b>après</b>", "avant après"),
    ],
)
def test_what_is_seen_is_kept(html: str, text: str) -> None:
    assert plain_text(html).text == text


def test_a_shortened_address_is_made_whole() -> None:
    html = (
        '<p><a href="https://exemple.org/lait-cru/2025"><span class="invisible">https://</span>'
        '<span class="ellipsis">exemple.org/lait</span><span class="invisible">-cru/2025</span></a> à lire</p>'
    )

    assert plain_text(html) == ("https://exemple.org/lait-cru/2025 à lire", ("https://exemple.org/lait-cru/2025",))
    assert (
        plain_text('<a href="https://exemple.org/lait-cru">exemple.org/la...</a>').text
        == "https://exemple.org/lait-cru"
    )


def test_named_people_and_tags_stay_as_written_and_are_no_links() -> None:
    html = (
        '<span class="h-card"><a href="https://pouet.example/@ana" class="u-url mention">@<span>ana</span></a></span> '
        '<a href="https://pouet.example/tags/lait" class="mention hashtag" rel="tag">#<span>Lait</span></a> '
        '<a href="https://exemple.org/page">la page</a> <a href="javascript:alert(1)">ici</a>'
    )

    assert plain_text(html) == ("@ana #Lait la page ici", ("https://exemple.org/page",))


def test_quotes_within_quotes_without_end_stay_small() -> None:
    assert len(plain_text("<blockquote>" * 5_000 + "a").text) < 100


@pytest.mark.parametrize(
    "mark",
    ["<", "<a ", "<a href='", '<a href="', "<!--", "<b>", "</b>", "<script>", "&", "<pre>\t", "<pre> \t", "<a b=\"'>"],
)
def test_hostile_marks_are_read_at_once(mark: str) -> None:
    assert len(plain_text(mark * 100_000).text) <= 100_000 * len(mark)


@given(st.text(alphabet="<>/&;=\"' abp!-[]#\n", max_size=80))
def test_any_text_gives_a_clean_text(html: str) -> None:
    text = plain_text(html).text

    assert text == text.strip()
    # A text without marks is no HTML: its lines are its own.
    assert "\n\n\n" not in text or not {"<", "&"} & set(html)


@pytest.mark.parametrize("mark", ["<", "<!--", "<a href='", "<a b=", "<![CDATA[", "&#", "<p>", "</", "<script>", "\n "])
def test_hostile_marks_end(mark: str) -> None:
    """In a time that grows with their number, not with its square: else this test never ends."""
    assert len(plain_text(mark * 300_000).text) <= len(mark) * 300_000
