"""Sources: tried before they are saved, opened with their keys, and listed with how they are doing."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from palabre.errors import PalabreError, RateLimited, SourceError, SourceRefused, UsageError
from palabre.listen import _trying, attendance, sources
from palabre.sources._budget import Budgets
from palabre.store import Heard, Workspace, read_secret
from tests.building import NOW, Clock
from tests.listen.village import Network, Town, Village, network

if TYPE_CHECKING:
    from palabre.sources import Tested

__all__ = ["network"]
HOME = "https://ambert.example"
SECRET = "hush-hush-0123"


def add(workspace: Workspace, address: str = HOME, **changed: Any) -> sources.Added:
    told = {"by": "ana", "contact": "ana@example.org"} | changed
    given = told.pop("given", {"address": address})
    return sources.add_source(workspace, told.pop("kind", "village"), given, **told)


def everything_written(workspace: Workspace) -> str:
    workspace.state.dispose()
    return "".join(
        path.read_bytes().decode("utf-8", "replace") for path in sorted(workspace.path.rglob("*")) if path.is_file()
    )


def test_a_source_is_saved_once_it_answered(workspace: Workspace, network: Network) -> None:
    network.boards["ambert.example"] = "https://board.ambert.example"
    added = add(workspace, given={"address": f" {HOME} ", "tag": "lait\n\nfoin\nlait"}, is_ours=True)

    kept = workspace.sources.one("village board.ambert.example")
    assert added.kept == kept
    assert (kept.title, kept.is_ours, kept.health) == ("Board of the village", True, "starting")
    assert kept.settings == {
        "address": "https://board.ambert.example",
        "tag": "lait\nfoin",
        "depth": "titles",
        "hear": "posts\nlikes",
        "pace": "slow",
    }
    assert [where for where, _headers in network.asked] == ["ambert.example/home", "board.ambert.example/board"]
    assert all("ana@example.org" in headers["user-agent"] for _where, headers in network.asked)
    (entry,) = workspace.sources.register()
    assert (entry["what"], entry["by"], entry["purpose"]) == ("added", "ana", "les tests")
    assert sources.contact_of(workspace) == "ana@example.org"
    sources.add_source(workspace, "village", {"address": "https://other.example"}, by="ana")


@pytest.mark.parametrize(
    ("changed", "message_id", "setting"),
    [
        ({"given": {"address": "  "}}, "source-needs", "address"),
        ({"given": {"address": HOME, "depth": "deep"}}, "source-bad-choice", "depth"),
        ({"given": {"address": HOME, "colour": "red"}}, "source-no-such-setting", "colour"),
        ({"contact": None}, "source-needs-contact", "contact"),
        ({"contact": "ana"}, "source-bad-contact", "contact"),
        ({"contact": "ana@example.org\r\nx: y"}, "source-bad-contact", "contact"),
        ({"kind": "town"}, "source-needs-secret", "key"),
        ({"kind": "hamlet"}, "no-such-source-kind", None),
    ],
)
def test_what_lacks_is_asked_for_before_anybody_is_asked(
    workspace: Workspace, network: Network, changed: dict[str, Any], message_id: str, setting: str | None
) -> None:
    with pytest.raises(UsageError) as refused:
        add(workspace, **changed)

    assert (refused.value.message_id, refused.value.fields.get("setting")) == (message_id, setting)
    assert network.asked == []
    assert workspace.sources.all() == ()


def test_a_refused_trial_leaves_everything_as_it_was(workspace: Workspace, network: Network) -> None:
    before = (workspace.path / "secrets.toml").read_text()
    network.status = 403
    with pytest.raises(SourceRefused, match="source-says-no"):
        add(workspace, secrets={"token": SECRET})

    assert (workspace.sources.all(), workspace.sources.register()) == ((), ())
    assert sources.contact_of(workspace) == ""
    assert (workspace.path / "secrets.toml").read_text() == before


def test_a_key_is_kept_for_its_host_in_one_file_alone(workspace: Workspace, network: Network) -> None:
    kept = add(workspace, secrets={"token": SECRET}).kept

    assert read_secret(workspace.path, "village_token_ambert_example", {}) == SECRET
    assert network.asked[-1][1]["authorization"] == SECRET
    assert everything_written(workspace).count(SECRET) == 1
    assert sources.opened(workspace, kept, sources.http_of(workspace, Budgets())).given["token"] == SECRET
    assert add(workspace, "https://thiers.example").kept.settings["address"] == "https://thiers.example"
    assert "authorization" not in network.asked[-1][1], "another host has its own key"
    assert sources.kept_secrets(workspace, "village", {"address": HOME}) == {"token"}


def test_a_key_never_goes_to_a_host_that_was_not_named(workspace: Workspace, network: Network) -> None:
    network.boards["ambert.example"] = "https://elsewhere.example"
    kept = add(workspace, secrets={"token": SECRET}, allows_private=True).kept

    assert [headers.get("authorization") for _where, headers in network.asked] == [None, None]
    assert SECRET not in everything_written(workspace)
    assert not kept.allows_private
    assert sources.private_of(workspace, kept) == frozenset()


def test_the_key_of_a_kind_is_asked_for_once(
    workspace: Workspace, network: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(workspace, kind="town", secrets={"key": SECRET})
    add(workspace, "https://thiers.example", kind="town")
    monkeypatch.setenv("PALABRE_SECRET_TOWN_KEY", "of the environment")
    add(workspace, "https://olby.example", kind="town", secrets={"key": "typed"})

    assert Town.heard_keys == [SECRET, SECRET, "of the environment"]
    assert read_secret(workspace.path, "town_key", {}) == SECRET


def test_a_private_machine_is_reached_only_where_it_was_allowed(workspace: Workspace, network: Network) -> None:
    open_to_it = add(workspace, "http://127.0.0.1:8000", allows_private=True).kept
    closed = add(workspace, "http://localhost:8000").kept

    assert sources.private_of(workspace, open_to_it) == {"127.0.0.1"}
    assert sources.private_of(workspace, closed) == frozenset()


def test_the_same_source_is_refused_before_it_is_tried_again(workspace: Workspace, network: Network) -> None:
    add(workspace)
    with pytest.raises(UsageError, match="source-there-already"):
        add(workspace)

    assert [where for where, _headers in network.asked].count("ambert.example/board") == 1


@pytest.mark.parametrize(
    ("problem", "message_id"),
    [
        (RateLimited("ambert.example", seconds=30), "source-rate-limited"),
        (
            ExceptionGroup("several", [ValueError(SECRET), SourceError("source-not-found", what="x")]),
            "source-not-found",
        ),
        (ValueError(SECRET), "source-test-fault"),
    ],
)
def test_whatever_breaks_in_a_trial_is_a_sentence(
    workspace: Workspace,
    network: Network,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    problem: Exception,
    message_id: str,
) -> None:
    async def broken(_self: Village) -> Tested:
        raise problem

    kept = add(workspace).kept
    monkeypatch.setattr(Village, "test", broken)
    with pytest.raises(PalabreError) as refused:
        sources.test_source(workspace, kept)

    assert refused.value.message_id == message_id
    assert SECRET not in str(refused.value) + caplog.text


def test_a_trial_ends_in_time_also_within_a_loop(
    workspace: Workspace, network: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def hanging(_self: Village) -> Tested:
        await asyncio.Event().wait()
        raise AssertionError

    async def in_a_notebook() -> Tested:
        return sources.test_source(workspace, kept)

    kept = add(workspace).kept
    assert asyncio.run(in_a_notebook()).posts == 3
    monkeypatch.setattr(Village, "test", hanging)
    monkeypatch.setattr(_trying, "LONGEST_SECONDS", 0.1)
    with pytest.raises(SourceError, match="source-too-slow-to-try"):
        sources.test_source(workspace, kept)


def test_the_list_says_how_each_is_doing(workspace: Workspace, network: Network, clock: Clock) -> None:
    kept = add(workspace, kind="town", secrets={"key": SECRET}).kept
    (row,) = sources.listed(workspace, clock())
    assert (row.health, row.posts_per_minute, row.lag, row.is_unattended) == ("starting", 0, None, False)
    assert sources.listed(workspace, clock.forward(minutes=3))[0].is_unattended

    workspace.sources.set_health(kept.source_id, "rate-limited", RateLimited("ambert.example", seconds=30))
    counts = {"heard": 90, "posts": 60, "errors": 2, "left-out no-bots": 4, "passed-over private": 5}
    late = clock() - timedelta(seconds=12)
    workspace.sources.heard(kept.source_id, Heard(cursor="9", counts=counts, at=clock(), last_event_at=late))
    clock.forward(minutes=1)
    (row,) = sources.listed(workspace, clock())

    assert row.why == "ambert.example asks us to wait 30 s before the next question."
    assert (row.posts_per_minute, row.lag, row.errors) == (15, timedelta(seconds=12), 2)
    assert (row.left_out, row.passed_over) == ((("no-bots", 4),), (("private", 5),))
    (row,) = sources.listed(workspace, clock.forward(hours=2))
    assert (row.posts_per_minute, row.lag, row.counts["heard"]) == (0, None, 90)


def test_a_list_never_shows_as_heard_what_nobody_listens_to(
    workspace: Workspace, network: Network, clock: Clock
) -> None:
    kept = add(workspace, kind="town", secrets={"key": SECRET}).kept
    workspace.sources.set_health(kept.source_id, "listening")
    clock.forward(minutes=5)
    attendance.say_listening(workspace)
    assert sources.listed(workspace, clock())[0].state == "listening"
    assert sources.listed(workspace, clock.forward(minutes=2))[0].state == "unattended"
    attendance.say_listening(workspace)
    attendance.say_stopped(workspace)
    assert sources.listed(workspace, clock())[0].state == "unattended"
    sources.pause(workspace, kept, by="ana")
    assert sources.listed(workspace, clock.forward(hours=1))[0].state == "paused"


def test_paused_resumed_and_removed_are_in_the_register(workspace: Workspace, network: Network) -> None:
    kept = add(workspace).kept
    sources.pause(workspace, kept, by="bob")
    assert sources.listed(workspace, NOW)[0].health == "paused"
    sources.resume(workspace, kept, by="bob")
    sources.remove(workspace, kept, by="bob")

    entries = workspace.sources.register()
    assert [(one["what"], one["by"]) for one in entries] == [
        ("added", "ana"),
        ("paused", "bob"),
        ("resumed", "bob"),
        ("removed", "bob"),
    ]
    assert sources.listed(workspace, NOW) == ()
    lines = sources.register_csv(entries).decode("utf-8-sig").splitlines()
    assert lines[-1] == "2026-11-21T09:00:00+00:00,removed,1,village,ambert.example,les tests,bob"
