"""Listening: counts, filters, posts, search; in both languages, with and without htmx."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from starlette.testclient import TestClient

from palabre.listen.shown import Filters
from palabre.reports.volume import volume_of
from tests.web.staging import NOW, Stage, a_gap, a_post

PART = {"hx-request": "true", "hx-request-type": "partial"}


def test_the_front_door_leads_to_listening(reader: TestClient) -> None:
    answer = reader.get("/", follow_redirects=False)

    assert (answer.status_code, answer.headers["location"]) == (303, "/listen")


def test_the_page_says_how_much_from_whom_and_when(reader: TestClient) -> None:
    page = reader.get("/listen").text

    assert "60 posts" in page
    assert "1 account" in page
    assert "from 18 Nov 2026 to 21 Nov 2026" in page
    assert '<html lang="en"' in page


def test_the_same_page_in_french(french: TestClient) -> None:
    page = french.get("/listen").text

    assert '<html lang="fr"' in page
    assert "60\N{NO-BREAK SPACE}publications" in page
    assert "du 18 nov. 2026 au 21 nov. 2026" in page
    assert "Trous d’écoute" in page


def test_a_language_once_asked_is_remembered(reader: TestClient) -> None:
    asked = reader.get("/listen?lang=fr")

    assert "HttpOnly" in asked.headers["set-cookie"]
    assert "SameSite=Lax" in asked.headers["set-cookie"]
    assert '<html lang="fr"' in reader.get("/listen").text
    assert '<html lang="en"' in reader.get("/listen?lang=en").text


def test_an_unknown_language_or_theme_changes_nothing(reader: TestClient) -> None:
    answer = reader.get("/listen?lang=xx&theme=pink")

    assert "set-cookie" not in answer.headers
    assert 'data-theme="auto"' in answer.text
    assert 'data-theme="dark"' in reader.get("/listen?theme=dark").text
    assert 'data-theme="dark"' in reader.get("/gaps").text


def test_an_empty_workspace_says_what_to_do(stage: Stage, reader: TestClient) -> None:
    stage.posts = []

    page = reader.get("/listen").text

    assert "Nothing has been imported yet" in page
    assert "palabre import FILE -w /srv/halle" in page


def test_fiction_is_said_on_every_page(stage: Stage) -> None:
    stage.fictional = True
    reader = TestClient(stage.app(), base_url="http://localhost")

    assert all("Everything here is fiction" in reader.get(path).text for path in ("/listen", "/activity", "/gaps"))


def test_nothing_is_said_of_fiction_when_it_is_real(reader: TestClient) -> None:
    assert "fiction" not in reader.get("/listen").text


def test_the_address_narrows_the_posts(stage: Stage, reader: TestClient) -> None:
    stage.posts.append(a_post(99, "sur le forum", network="forum"))

    page = reader.get("/listen?network=forum&since=2026-11-01&until=2026-11-21&kind=post&language=fr&q=").text

    assert stage.asked[0] == Filters(
        since=date(2026, 11, 1), until=date(2026, 11, 21), network="forum", kind="post", lang="fr"
    )
    assert "sur le forum" in page
    assert "marché de Noël" not in page
    assert re.search(r'<option value="forum" selected>', page)
    assert re.search(r'<option value="mastodon">', page)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("since=yesterday", "“yesterday” is not a day"),
        ("until=2026-02-30", "“2026-02-30” is not a day"),
        ("since=2026-11-02&until=2026-11-01", "comes before the first"),
        ("kind=shout", "“shout” is not among the choices"),
        ("since=%3Cscript%3E", "“&lt;script&gt;” is not a day"),
        ("since=" + "9" * 5000, "is not a day"),
    ],
)
def test_a_filter_that_means_nothing_is_told_not_a_crash(reader: TestClient, asked: str, told: str) -> None:
    page, part = reader.get(f"/listen?{asked}"), reader.get(f"/listen?{asked}", headers=PART)

    assert (page.status_code, part.status_code) == (400, 400)
    assert told in page.text
    assert told in part.text
    assert 'aria-invalid="true"' in page.text
    assert "<html" not in part.text


def test_a_search_too_long_is_refused_and_not_repeated_all_over_the_page(reader: TestClient) -> None:
    short, page = reader.get("/listen?q=mot"), reader.get("/listen?q=" + "z" * 60_000)
    many = reader.get("/listen?" + "&".join(f"w{n}=x" for n in range(6_000)))

    assert page.status_code == 400
    assert "This search is too long: 2000 characters at most." in page.text
    assert "z" * 2000 in page.text
    assert "z" * 2001 not in page.text
    assert len(page.text) < 40_000 > len(many.text)
    assert "/listen?q=mot&amp;lang=fr" in short.text


def test_posts_are_shown_newest_first_with_a_link_to_older_ones(reader: TestClient) -> None:
    page = reader.get("/listen").text
    older = re.search(r'<a href="(/listen\?before=50)" hx-get', page)

    assert page.index('id="p1"') < page.index('id="p2"') < page.index('id="p50"')
    assert 'id="p51"' not in page
    assert older


def test_the_link_to_older_posts_works_alone_and_as_a_part(reader: TestClient) -> None:
    page, part = reader.get("/listen?before=50").text, reader.get("/listen?before=50", headers=PART).text

    assert "<html" in page
    assert "<html" not in part
    assert part.strip().startswith("<li>")
    assert 'id="p60"' in page
    assert 'id="p60"' in part
    assert "This is the oldest post." in part


def test_filters_follow_the_reader_to_older_posts(reader: TestClient) -> None:
    assert "/listen?network=mastodon&amp;before=50" in reader.get("/listen?network=mastodon").text


def test_a_search_marks_what_it_found_and_says_how_far_it_went(stage: Stage, reader: TestClient) -> None:
    page = reader.get("/listen?q=marché").text

    assert page.count("<mark>marché</mark>") == 4
    assert "Searched back to" in page
    assert 'hx-get="/listen?q=march%C3%A9&amp;before=4&amp;found=4" hx-trigger="load"' in page


def test_a_search_pauses_at_each_page_of_posts_found(stage: Stage, reader: TestClient) -> None:
    part = reader.get("/listen?q=marché&before=8&found=48", headers=PART).text

    assert 'hx-trigger="click, revealed"' in part
    assert "before=12&amp;found=52" in part


def test_a_search_says_when_everything_was_read(stage: Stage, reader: TestClient) -> None:
    part = reader.get("/listen?q=marché&before=56&found=52", headers=PART).text

    assert "Everything was searched: 56 posts" in part
    assert "hx-get" not in part


def test_a_search_that_finds_nothing_says_so(stage: Stage, reader: TestClient) -> None:
    stage.slice_length = 100

    assert "No post matches." in reader.get("/listen?q=introuvable").text


def test_a_query_that_means_nothing_is_told_beside_its_field(reader: TestClient) -> None:
    page, part = reader.get('/listen?q=le "marché'), reader.get('/listen?q=le "marché', headers=PART)

    assert (page.status_code, part.status_code) == (400, 400)
    assert re.search(r'<span class="wrong" id="w-q">The quote opened at column 4', page.text)
    assert 'hx-swap-oob="outerMorph"' in part.text
    assert 'id="w-q"' in part.text


def test_a_query_that_breaks_further_on_is_a_part_of_its_own(reader: TestClient) -> None:
    part = reader.get('/listen?q="x&before=4', headers=PART)

    assert part.status_code == 400
    assert part.text.startswith('<p class="wrong" role="alert">')


def test_the_text_of_a_post_cannot_act(stage: Stage, reader: TestClient) -> None:
    stage.posts = [
        a_post(
            1,
            "<script>alert(1)</script><img src=x onerror=alert(1)> \u202eevil\u202c javascript:alert(1)",
            handle="<b>lea</b>\u202e",
            display_name='"><script>x</script>',
            title="<i>titre</i>",
            url="javascript:alert(1)",
            network="<u>x</u>",
            lang='fr" onclick="x',
        )
    ]

    page = reader.get("/listen").text

    assert "&lt;script&gt;alert(1)" in page
    assert not re.search(r"<(script>|img src=x|b>lea|i>titre|u>x)", page)
    assert 'href="javascript' not in page
    assert ' onclick="' not in page
    assert "\u202e" not in page


def test_what_is_known_of_a_post_is_told_and_the_unknown_is_not_zero(stage: Stage, reader: TestClient) -> None:
    stage.posts = [
        a_post(1, likes=1200, reposts=1, replies=None, views=0, edited=True, kind="reply", url="https://a.fr/1")
    ]

    page = reader.get("/listen").text

    assert "1,200 likes · 1 repost · 0 views" in page
    assert "quotes" not in page
    assert "edited" in page
    assert "Reply" in page
    assert 'href="https://a.fr/1" rel="noopener noreferrer nofollow external"' in page


def test_a_gap_is_told_where_counts_are(reader: TestClient) -> None:
    page = reader.get("/listen").text

    assert "Not everything was heard: 1 listening gap" in page
    assert "bluesky, from 12 Oct 2026, 08:00 to 14 Oct 2026, 20:00" in page


def test_silent_days_count_zero_and_gaps_are_marked() -> None:
    days = ((date(2026, 10, 10), 3), (date(2026, 10, 16), 2))

    volume = volume_of(days, [a_gap()], language="en")

    assert volume is not None
    assert [bar.posts for bar in volume.bars] == [3, 0, 0, 0, 0, 0, 2]
    assert [bar.start.day for bar in volume.bars if bar.has_gap] == [12, 13, 14]


@pytest.mark.parametrize(
    ("years", "title"), [(0.2, "Posts per day"), (2, "Posts per week"), (10, "Posts per month"), (30, "Posts per year")]
)
def test_a_long_time_is_shown_in_longer_steps_without_losing_a_post(years: float, title: str) -> None:
    first = date(1996, 11, 21)
    days = tuple((first + timedelta(days=n), 1) for n in range(0, int(years * 365), 3))

    volume = volume_of(days, (), language="en")

    assert volume is not None
    assert volume.title == title
    assert sum(bar.posts for bar in volume.bars) == len(days)
    assert len(volume.bars) <= 190


def test_no_day_no_chart() -> None:
    assert volume_of((), [a_gap()], language="en") is None


def test_a_gap_outside_the_days_shown_marks_none() -> None:
    volume = volume_of(((NOW.date(), 1),), [a_gap(to_at=datetime(2026, 10, 15, tzinfo=UTC))], language="fr")

    assert volume is not None
    assert not any(bar.has_gap for bar in volume.bars)
