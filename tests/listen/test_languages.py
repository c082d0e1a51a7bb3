"""The language of each post as it is stored: found in its words, and what searches, filters and radars go by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from palabre.listen.columns import Columns
from palabre.listen.rows import batch_of
from palabre.model import Post
from tests.building import NOW, a_post, rows_of, store

if TYPE_CHECKING:
    from palabre.store import Workspace

FRENCH, ENGLISH = "Ce fromage est le meilleur que j’aie goûté", "This is the best cheese I have ever had"
POLISH = "Sklep jest dzisiaj zamknięty, proszę przyjść jutro"


def told(*posts: Post, languages: tuple[str, ...] = ()) -> list[str]:
    columns = Columns()
    columns.add(posts)
    rows = batch_of(columns.take(), run_id=None, observed_at=NOW, languages=languages).posts
    return [str(language) for language in rows["lang"].to_pylist()]


def test_a_title_counts_as_much_as_the_words_under_it() -> None:
    bare, titled = a_post(1, "ok"), a_post(2, "ok", title=FRENCH)

    assert told(bare, titled) == ["und", "fr"]
    assert told(bare) == ["und"]
    assert told(a_post(3, "", title=ENGLISH, lang_declared="fr")) == ["en"]


def test_the_languages_of_the_workspace_are_looked_for() -> None:
    assert told(a_post(1, POLISH), languages=("pl",)) == ["pl"]
    assert told(a_post(1, POLISH)) != ["pl"]


def test_a_repost_without_words_has_the_language_its_network_says_or_none() -> None:
    said = a_post(1, "", kind="repost", repost_of="9", lang_declared="es-MX")
    unsaid = a_post(2, "", kind="repost", repost_of="9")

    assert told(said, unsaid) == ["es", "und"]


def test_what_the_network_said_is_kept_beside_what_was_found(workspace: Workspace) -> None:
    store(workspace, a_post(1, FRENCH, lang_declared="en-GB"))

    row = rows_of(workspace, "posts")[0]
    assert (row["lang"], row["lang_declared"]) == ("fr", "en-GB")


def test_a_radar_goes_by_the_language_that_was_found(workspace: Workspace) -> None:
    workspace.radars.add("fromage", "(fromage OR cheese) lang:fr", subject="ours")
    store(workspace, a_post(1, FRENCH, lang_declared="en"), a_post(2, ENGLISH, lang_declared="fr"))

    assert [row["lang"] for row in rows_of(workspace, "mentions")] == ["fr"]
