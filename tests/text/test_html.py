"""HTML of posts into text: paragraphs, links and emoji are kept, what could run is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from palabre.text.html import PlainText, plain_text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("du lait", "du lait"),
        ("<p>Bonjour&nbsp;!</p><p>Du lait<br>à vélo</p>", "Bonjour\xa0!\n\nDu lait\nà vélo"),
        ("<p>un\n   mot</p>", "un mot"),
        ("<ul><li>un</li><li>deux</li></ul>fin", "un\n\ndeux\n\nfin"),
        ("<pre>  a\n    b</pre>", "a\n    b"),
        ("a &lt;b&gt; &amp;amp;", "a <b> &amp;"),
        ("avant<script>alert('x')</script><style>p{}</style> après", "avant après"),
        ("avant<SVG><text>x</text></svg> après", "avant après"),
        ("a <b>et</b> 2 < 3 <3 <script>b = '<p>'; c < d", "a et 2 < 3 <3"),
        ("<p>jamais <b>fermé", "jamais fermé"),
        ('hum <img class="emoji" alt=":vache:"> et <img src="x.png" alt="une vache">', "hum :vache: et"),
        ("<!-- rien --><p>a</p><!doctype x>", "a"),
        ("", ""),
    ],
)
def test_the_text_is_what_a_reader_sees(html: str, text: str) -> None:
    assert plain_text(html).text == text


def test_links_are_kept_and_people_and_tags_are_not_links() -> None:
    html = (
        '<p><a class="u-url mention" href="https://a.example/@bob">@<span>bob</span></a> '
        '<a href="https://a.example/tags/lait" class="mention hashtag" rel="tag">#<span>lait</span></a> lisez '
        '<a href="https://exemple.fr/un?a=1&amp;b=2"><span class="invisible">https://</span>exemple.fr/un…</a>, '
        '<a href="https://exemple.fr/un?a=1&amp;b=2">ici</a> <a href="javascript:alert(1)">là</a> '
        '<a href="/x">x</a></p>'
    )
    assert plain_text(html) == PlainText(
        "@bob #lait lisez https://exemple.fr/un…, ici là x", ("https://exemple.fr/un?a=1&b=2",)
    )


@given(st.text(alphabet="<>/abp!-&;\"'= \n[]?", max_size=200))
def test_any_marks_make_a_text_without_error(html: str) -> None:
    found = plain_text(html)

    assert found.text == found.text.strip()


@pytest.mark.parametrize("mark", ["<", "<!--", "<a href='", "<a b=", "<![CDATA[", "&#", "<p>", "</", "<script>", "\n "])
def test_hostile_marks_end(mark: str) -> None:
    """In a time that grows with their number, not with its square: else this test never ends."""
    assert len(plain_text(mark * 300_000).text) <= len(mark) * 300_000
