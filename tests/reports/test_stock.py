"""Sentences say figures rightly in both languages, for none, one and many; files need nothing but themselves."""

from __future__ import annotations

import builtins
import re
import zlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import pytest

from palabre import words
from palabre.errors import UsageError
from palabre.listen.shown import GapRow
from palabre.listen.taking_stock import Compared, Rise, Share, StateOfPlay, state_of_play
from palabre.reports import charts, naming, stock
from palabre.reports.pdf import pdf_of, refuse_to_fetch
from palabre.reports.rendering import Links, body, document
from palabre.reports.volume import volume_of
from tests.building import NOW, a_post, an_actor, store

if TYPE_CHECKING:
    from palabre.store import Workspace

HOSTILE = '<script>alert(1)</script> "\u202e https://ailleurs.example/x.png <img src=x>'


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    yield
    words.use("en")


@pytest.fixture
def state(workspace: Workspace) -> StateOfPlay:
    """A month of three people, one of whom tries to break pages."""
    people = [an_actor("ana"), an_actor("bob"), an_actor("eve", handle="eve", display_name=HOSTILE)]
    posts = [a_post(9 * n, HOSTILE if n % 3 == 2 else "bonjour", actor=people[n % 3]) for n in range(1, 80)]
    store(workspace, *posts, a_post(800, "et toi ?", reply_to="n9", actor=people[2], callouts=("ana",)))
    return state_of_play(workspace)


def said(state: StateOfPlay, code: str) -> list[str]:
    return list(next(one for one in stock.told(state) if one.code == code).sentences)


def counting(state: StateOfPlay, n: int) -> StateOfPlay:
    """The same where everything that can be counted is so many."""
    day = date(2026, 11, 1)
    gap = GapRow(source="x", from_at=NOW, to_at=NOW, why="", estimated_loss=None)
    return replace(
        state,
        volume=replace(state.volume, posts=n, first=day, last=day, per_day=((day, n),)),
        people=replace(state.people, accounts=n, once=n, signed=n),
        missing=replace(state.missing, gaps=(gap,) * n, no_author=n, no_text=n, elsewhere=n),
        threads=replace(state.threads, total=n, answers=n),
    )


def test_nothing_is_said_to_be_nothing(workspace: Workspace) -> None:
    empty = state_of_play(workspace)

    assert [one.code for one in stock.told(empty)] == ["volume", "missing"]
    assert said(empty, "volume") == ["There is no post here."]
    assert said(empty, "missing") == ["Nothing that we know of."]
    assert "<svg" not in body(empty)


@pytest.mark.parametrize(
    ("n", "volume", "missing", "threads"),
    [
        (
            1,
            "1 post by 1 account, on 1 Nov 2026.",
            ["1 listening gap is known.", "1 post does not say who wrote it.", "1 post has no words."],
            "1 thread, with 1 answer.",
        ),
        (
            1200,
            "1,200 posts by 1,200 accounts, on 1 Nov 2026.",
            [
                "1,200 listening gaps are known.",
                "1,200 posts do not say who wrote them.",
                "1,200 posts have no words.",
            ],
            "1,200 threads, with 1,200 answers.",
        ),
    ],
)
def test_one_and_many(state: StateOfPlay, n: int, volume: str, missing: list[str], threads: str) -> None:
    counted = counting(state, n)

    assert said(counted, "volume")[0] == volume
    assert set(missing) <= set(said(counted, "missing"))
    assert said(counted, "threads")[0] == threads


def test_french_agrees_with_its_numbers_and_spaces_its_signs(state: StateOfPlay) -> None:
    words.use("fr")
    one, many = counting(state, 1), counting(state, 1200)

    assert plain(said(one, "volume")[0]) == "1 publication de 1 compte, le 1 nov. 2026."
    assert plain(said(many, "volume")[0]) == "1 200 publications de 1 200 comptes, le 1 nov. 2026."
    assert "1 publication ne dit pas qui l’a écrite." in map(plain, said(one, "missing"))
    assert "1 200 publications ne disent pas qui les a écrites." in map(plain, said(many, "missing"))
    assert plain(said(one, "threads")[0]) == "1 fil de discussion, avec 1 réponse."
    assert said(many, "threads")[1].startswith("Celui qui réunit le plus de monde\u00a0: ")
    assert plain(naming.share(1, 1000)) == "moins de 1 %"


def plain(sentence: str) -> str:
    return sentence.replace("\u00a0", " ").replace("\u202f", " ")


def test_what_rises_is_told_with_both_counts_and_never_surer_than_it_is(state: StateOfPlay) -> None:
    days = {"recent_first": date(2026, 11, 8), "recent_last": date(2026, 11, 21)}
    days |= {"before_first": date(2026, 9, 27), "before_last": date(2026, 11, 7)}
    compared = Compared(**days, recent_posts=89, before_posts=274)
    rise = Rise(name="greve", written="grève", recent=22, before=1, people=7, ratio=4.3)
    state = replace(state, compared=compared, words=replace(state.words, rising=(rise,)))

    assert said(state, "terms") == [
        "“grève” rises most: 22 posts by 7 people lately, 1 before.",
        "“Lately” is 14 days, from 8 Nov 2026 to 21 Nov 2026; “before” is 42 days, from 27 Sep 2026 to 7 Nov 2026.",
    ]
    assert (stock.at_least(rise), stock.at_least(replace(rise, ratio=1.26))) == ("× 4", "× 1.3")
    unsure = replace(state, words=replace(state.words, rising=(replace(rise, ratio=1.1),)))
    assert "chance alone may have done it" in said(unsure, "terms")[0]
    assert stock.suggested(state) == (("grève", "grève"),)


def test_shares_are_never_quite_nothing_nor_quite_all() -> None:
    told = [naming.share(part, 1000) for part in (0, 1, 9, 10, 500, 990, 999, 1000)]

    assert told == ["0%", "less than 1%", "less than 1%", "1%", "50%", "99%", "more than 99%", "100%"]
    assert naming.share(0, 0) == "0%"


def test_few_days_are_no_habit_and_a_few_voices_are_told(state: StateOfPlay) -> None:
    few = replace(state, hours=replace(state.hours, days=3))
    loud = replace(state, people=replace(state.people, accounts=500, signed=80, by_most=80))

    assert "too few to speak of habits" in " ".join(said(few, "hours"))
    assert "A few voices make most of the talk" in " ".join(said(loud, "speakers"))
    assert naming.length(timedelta(hours=3)) == "3 hours"


class Reader(HTMLParser):
    """Every tag of a document with its attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_the_file_asks_for_nothing_and_runs_nothing(state: StateOfPlay, lang: str) -> None:
    words.use(lang)
    html = document(state, organisation=HOSTILE, fictional=True)
    reader = Reader()
    reader.feed(html)

    tags = {tag for tag, _ in reader.tags}
    named = {name for _, attributes in reader.tags for name in attributes}
    assert not tags & {"script", "img", "link", "iframe", "object", "embed", "base", "form", "image", "use", "a"}
    assert not named & {"src", "href", "srcset", "style", "xlink:href", "action", "poster"}
    assert not any(name.startswith("on") for name in named)
    assert not re.search(r"@import|url\(", html)
    assert f'<html lang="{lang}">' in html
    assert "&lt;script&gt;" in html
    assert "\u202e" not in html
    tables, charts_drawn = html.count("<table"), html.count('role="img"')
    assert tables > charts_drawn == 2


def test_a_page_leads_further_and_a_file_does_not(state: StateOfPlay) -> None:
    links = Links(post=lambda n: f"/p/{n}", search=lambda q: f"/s/{q}", radar=lambda n, q: f"/r/{q}", gaps="/g")

    assert "/p/" in body(state, links)
    assert "/r/" in body(state, links)
    assert "href" not in body(state)


def test_gaps_are_hatched_where_they_are(state: StateOfPlay) -> None:
    gap = GapRow(source="x", from_at=NOW - timedelta(days=3), to_at=NOW, why="", estimated_loss=None)
    drawn, without = (volume_of(state.volume.per_day, gaps, language="en") for gaps in ((gap,), ()))

    assert drawn is not None
    assert without is not None
    assert charts.volume_chart(drawn).count('class="hatch"') == sum(bar.has_gap for bar in drawn.bars) > 0
    assert 'class="hatch"' not in charts.volume_chart(without)


def test_the_heat_goes_from_nothing_to_the_most() -> None:
    assert charts.heat_levels([[0, 1, 50, 100]]) == ((0, 1, 3, 6),)
    assert charts.heat_levels([[0, 0]]) == ((0, 0),)


@pytest.mark.slow
def test_the_pdf_has_pages_and_words_and_fetched_nothing(state: StateOfPlay) -> None:
    pytest.importorskip("weasyprint")
    made = pdf_of(document(state, organisation="Halle & Cie", fictional=False))

    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", made, re.DOTALL)
    drawn = b"".join(_inflated(one) for one in streams)
    assert made.startswith(b"%PDF-")
    assert made.rstrip().endswith(b"%%EOF")
    assert len(re.findall(rb"\bTJ\b|\bTj\b", drawn)) > 50
    assert b"http" not in drawn
    with pytest.raises(ValueError, match="nothing is fetched"):
        refuse_to_fetch("https://ailleurs.example/")


def _inflated(stream: bytes) -> bytes:
    try:
        return zlib.decompress(stream)
    except zlib.error:
        return b""


def test_without_the_extra_the_error_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = builtins.__import__

    def lacking(name: str, *given: Any, **named: Any) -> Any:
        if name == "weasyprint":
            raise ImportError("No module named 'weasyprint'")
        return whole(name, *given, **named)

    monkeypatch.setattr(builtins, "__import__", lacking)
    with pytest.raises(UsageError) as refused:
        pdf_of("<p>bonjour</p>")

    assert refused.value.fields["extra"] == "reports"


def test_shares_of_places_add_up_to_the_whole(state: StateOfPlay) -> None:
    assert [stock.share_of(one, state.volume) for one in state.volume.networks] == ["100%"]
    assert stock.share_of(Share(name="x", posts=40), state.volume) == "50%"
