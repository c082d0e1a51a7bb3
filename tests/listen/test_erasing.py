"""What is erased is hidden at once, gone from every file after a compaction, and never comes back."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pyarrow.parquet as pq
import pytest

from palabre.errors import NotFound, UsageError
from palabre.listen import views
from palabre.listen.erasing import erase
from palabre.listen.shown import Filters
from palabre.model import STORED, TABLES, Metrics, Record
from palabre.model.ids import actor_id, post_id
from palabre.store import reading, rewrite
from palabre.store.state import write_settings
from palabre.store.upkeep import tidy
from tests.building import LATER, NOW, a_batch, a_figure, a_like, a_post, an_actor, copied, part_files, rows_of, store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from palabre.store import Workspace
    from tests.building import Clock

BOB = an_actor("bob", display_name="Robert Dupont")
HUSH = "hush-hush"


@pytest.fixture(scope="module")
def said(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What Bob and Ana said, to be copied."""
    path = tmp_path_factory.mktemp("said") / "w"
    workspace = copied(template, path)
    store(
        workspace,
        a_post(1, f"{HUSH} un", actor=BOB, tags=(HUSH,), metrics=Metrics(likes=1)),
        a_post(2, "de Ana à Bob", callouts=("bob",), reply_to="n1", reply_to_actor="bob"),
        a_post(24 * 40, f"{HUSH} deux", actor=BOB, callouts=("ana",), url="https://exemple.fr/2"),
        a_post(3, "rien à voir", tags=("calme",)),
    )
    store(workspace, a_post(1, f"{HUSH} revu", actor=BOB), observed_at=LATER)
    store(workspace, a_figure(3, account="bob", metric=HUSH), a_like(7, actor="bob", native_id=HUSH), a_like(8))
    workspace.close()
    return path


@pytest.fixture
def told(said: Path, tmp_path: Path, clock: Clock) -> Iterator[Workspace]:
    workspace = copied(said, tmp_path / "told", clock)
    yield workspace
    workspace.close()


def visible(workspace: Workspace, words: str) -> set[str]:
    """The tables in which a reader still finds some words or an id."""
    found = set()
    for table in (*STORED, TABLES["posts_day"], TABLES["terms_day"]):
        rows = reading.query(workspace.lake, f"SELECT * FROM {table.name}").to_pylist()
        if table.name != "deletions" and any(words in str(row.values()) for row in rows):
            found.add(table.name)
    return found


def on_disk(workspace: Workspace, words: str) -> set[str]:
    """The files that still hold some words or an id, needed or not."""
    return {
        str(file.relative_to(workspace.lake.root))
        for file in part_files(workspace)
        if file.parts[-3] != "deletions" and words in str(pq.ParquetFile(file).read().to_pylist())
    }


def test_an_erased_actor_is_hidden_at_once_with_everything_it_said(told: Workspace) -> None:
    done = erase(told, "actor", "@Bob", now=NOW)

    assert (done.scope, done.network, done.native_id, done.posts) == ("actor", "x", "bob", 2)
    assert visible(told, HUSH) == set()
    assert visible(told, "Robert") == set()
    assert visible(told, str(post_id("x", "n1"))) <= {"posts", "interactions"}
    assert [post.text for post in views.newest(told, Filters()).posts] == ["de Ana à Bob", "rien à voir"]
    assert views.overview(told, Filters()).posts == 2
    assert views.overview(told, Filters()).tags == (("calme", 1),)
    with pytest.raises(NotFound):
        views.one_post(told, post_id("x", "n1"))


def test_the_files_forget_an_erased_actor_after_a_compaction(told: Workspace, clock: Clock) -> None:
    assert on_disk(told, HUSH)
    erase(told, "actor", "bob", now=NOW)
    done = tidy(told, now=clock.forward(hours=1), everything=True)

    assert done.rows_erased > 0
    assert on_disk(told, HUSH) == set()
    assert on_disk(told, "Robert") == set()
    assert on_disk(told, str(actor_id("x", "bob"))) <= {path for path in on_disk(told, "de Ana") if "posts" in path}
    assert not [row for row in rows_of(told, "metrics") if row["post_id"] == post_id("x", "n1")]
    assert [row["purged_at"] for row in rows_of(told, "deletions")] == [clock.at]
    assert sorted(row["native_id"] for row in rows_of(told, "posts")) == ["n2", "n3"]


@pytest.mark.slow
def test_an_erased_post_is_hidden_and_then_gone(told: Workspace, clock: Clock) -> None:
    done = erase(told, "post", "https://exemple.fr/2", now=NOW, ticket="T-7")
    assert (done.native_id, done.posts) == ("n960", 1)
    assert visible(told, f"{HUSH} deux") == set()

    tidy(told, now=clock.forward(hours=1), everything=True)
    assert on_disk(told, f"{HUSH} deux") == set()
    assert on_disk(told, f"{HUSH} un")
    assert rows_of(told, "deletions")[0]["ticket"] == "T-7"


@pytest.mark.slow
@pytest.mark.parametrize("tidied", [False, True])
def test_what_was_erased_does_not_come_back(told: Workspace, clock: Clock, tidied: bool) -> None:
    erase(told, "actor", "bob", now=NOW)
    if tidied:
        tidy(told, now=clock.forward(hours=1), everything=True)
    acts: list[Record] = [a_like(7, actor="bob"), a_like(8), a_figure(4, account="bob", metric=HUSH)]
    again = store(told, a_post(1, f"{HUSH} encore", actor=BOB), BOB, *acts, observed_at=LATER)

    assert (again.stored, again.acts, again.figures, again.erased) == (0, 0, 0, 5)
    assert visible(told, HUSH) == set()
    tidy(told, now=clock.forward(hours=1), everything=True)
    assert on_disk(told, HUSH) == set()


@pytest.mark.slow
def test_a_post_stored_just_after_its_erasure_goes_with_the_next_compaction(told: Workspace, clock: Clock) -> None:
    erase(told, "post", "n3", now=NOW)
    tidy(told, now=clock.forward(hours=1), everything=True)
    # An import that had looked at the deletions before.
    told.lake.append(TABLES["posts"], a_batch(a_post(3, "revenu")).posts)
    tidy(told, now=clock.forward(hours=1), everything=True)

    assert on_disk(told, "revenu") == set()


@pytest.mark.parametrize("named", ["@BOB", "x:bob", "x:Bob", str(actor_id("x", "bob"))])
def test_an_actor_is_named_in_any_of_these_ways(told: Workspace, named: str) -> None:
    assert erase(told, "actor", named, now=NOW).native_id == "bob"


def test_an_actor_without_a_record_of_its_own_can_be_erased_by_its_handle(workspace: Workspace) -> None:
    store(workspace, a_post(1, actor=an_actor("id-7", handle="Zoé")))

    assert erase(workspace, "actor", "zoé", now=NOW).native_id == "id-7"


def test_a_name_that_several_things_bear_is_refused_with_the_choices(workspace: Workspace) -> None:
    store(workspace, a_post(1), a_post(1, network="y", actor=an_actor(network="y")))
    for scope, named, choices in (("post", "n1", "x:n1, y:n1"), ("actor", "ana", "x:ana, y:ana")):
        with pytest.raises(UsageError, match="erase-ambiguous") as refused:
            erase(workspace, scope, named, now=NOW)  # type: ignore[arg-type]
        assert refused.value.fields["choices"] == choices

    assert rows_of(workspace, "deletions") == []
    assert erase(workspace, "actor", "y:ana", now=NOW).network == "y"


@pytest.mark.parametrize("named", ["nobody", "", "%", "' OR 1=1 --", "x:"])
def test_what_names_nothing_erases_nothing(told: Workspace, named: str) -> None:
    with pytest.raises(NotFound, match="nothing-to-erase"):
        erase(told, "actor", named, now=NOW)

    assert rows_of(told, "deletions") == []


@pytest.mark.slow
def test_a_compaction_stopped_anywhere_still_forgets(told: Workspace, clock: Clock, monkeypatch) -> None:
    erase(told, "actor", "bob", now=NOW)
    purge = rewrite._purge_table

    def torn(lake, table, ids):
        done = purge(lake, table, ids)
        if table.name == "posts":
            raise KeyboardInterrupt
        return done

    with monkeypatch.context() as broken:
        broken.setattr(rewrite, "_purge_table", torn)
        with pytest.raises(KeyboardInterrupt):
            tidy(told, now=clock.forward(hours=1), everything=True)
    tidy(told, now=clock.forward(hours=1), everything=True)

    assert on_disk(told, HUSH) == set()
    assert not [row for row in rows_of(told, "metrics") if row["post_id"] == post_id("x", "n1")]


@pytest.mark.slow
def test_old_words_heard_live_are_forgotten_and_imported_ones_kept(workspace: Workspace, clock: Clock) -> None:
    old, new = NOW - timedelta(days=500), NOW - timedelta(days=5)
    heard = {"created_at": old, "title": HUSH, "url": HUSH, "links": (HUSH,), "extra": HUSH, "tags": ("t",)}
    store(workspace, a_post(1, f"{HUSH} vieux", **heard), run_id=None, observed_at=old)
    store(workspace, a_post(2, "neuf", created_at=new), run_id=None, observed_at=new)
    store(workspace, a_post(3, "importé", created_at=old), run_id=1)
    store(workspace, a_post(1, f"{HUSH} repris", **heard), run_id=None, observed_at=old + timedelta(days=1))
    assert tidy(workspace, now=clock.forward(hours=1), everything=True).texts_forgotten

    texts = reading.query(workspace.lake, "SELECT text FROM posts ORDER BY native_id")["text"].to_pylist()
    assert texts == ["", "neuf", "importé"]
    assert visible(workspace, HUSH) == set()
    assert on_disk(workspace, HUSH) == set()
    assert rows_of(workspace, "posts")[0]["created_at"] is not None
    assert sum(row["n"] for row in rows_of(workspace, "posts_day")) == 3
    assert not tidy(workspace, now=clock.forward(hours=1), everything=True).texts_forgotten


@pytest.mark.slow
def test_retention_is_what_the_settings_say(workspace: Workspace, clock: Clock) -> None:
    old = NOW - timedelta(days=100)
    store(workspace, a_post(1, HUSH, created_at=old), run_id=None, observed_at=old)
    assert not tidy(workspace, now=clock.at, everything=False).texts_forgotten

    write_settings(workspace.state, {"retention_text_months": "2"})
    assert tidy(workspace, now=clock.at, everything=False).texts_forgotten
    write_settings(workspace.state, {"retention_text_months": "a lot"})
    with pytest.raises(UsageError, match="bad-retention"):
        tidy(workspace, now=clock.at, everything=False)
