"""The form that says how a file is read: what it shows, and the mapping that comes of what is chosen."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest

from palabre.imports import load_mapping
from palabre.imports.mapping import Mapping
from palabre.listen.checking import Look, Rules
from palabre.listen.uploads import About
from palabre.web.mapping_form import Written, decided, filled, written_in
from tests.building import NOW

NAMES = ("Numéro", "Jour", "Heure", "Propos", "{Note}")
ABOUT = About(name="avis.csv", size_bytes=1, received_at=NOW, digest="d")


def a_look(**changed: Any) -> Look:
    """A table whose columns were guessed; whatever matters to the test is given."""
    columns = {"text": "Propos", "created_at": ("Jour", "Heure"), "native_id": "avis-{Numéro}"}
    rules: dict[str, Any] = {"columns": columns, "network": "other", "rows": "posts", "constants": {}, "values": {}}
    rules |= {"timezone": None, "dates": None, "encoding": None}
    told: dict[str, Any] = {
        "is_table": True,
        "names": NAMES,
        "examples": ((),) * len(NAMES),
        "rules": Rules(**(rules | changed.pop("rules", {}))),
        "known": (("csv", "Table"),),
    }
    return Look(**(told | changed))


def mapping_of(tmp_path: Path, text: str | None) -> Mapping:
    assert text is not None
    (tmp_path / "mapping.yaml").write_text(text, encoding="utf-8")
    return load_mapping(tmp_path / "mapping.yaml")


def as_sent(written: Written) -> dict[str, str]:
    """What a browser sends of a form that nobody touched."""
    names = ("network", "timezone", "dates", "pattern", "encoding", "account", "format")
    fields = {name: getattr(written, name) for name in names}
    return fields | {f"c-{name}": place for name, place in written.columns.items()}


def test_the_form_shows_what_is_in_use() -> None:
    written = filled(a_look(rules={"network": "forum", "timezone": "UTC", "dates": "%d.%m.%y"}), ABOUT)

    assert written.columns == {"text": "3", "created_at": "1", "created_at-hour": "2", "native_id": "="}
    assert (written.network, written.timezone, written.dates, written.pattern) == (
        "forum",
        "UTC",
        "pattern",
        "%d.%m.%y",
    )


def test_a_form_nobody_touched_leaves_the_file_to_speak_for_itself() -> None:
    look = a_look()
    said = decided(written_in(as_sent(filled(look, ABOUT))), look, ABOUT)

    assert (said.mapping, said.timezone, said.account, said.format, said.wrong) == (None, None, None, "auto", {})


@pytest.mark.parametrize(
    "look",
    [
        a_look(rules={"rows": "actors", "columns": {"author": "Propos"}}),
        a_look(
            rules={"columns": {"created_at": "Jour", "likes": "Numéro", "odd": "Heure"}, "values": {"odd": {"a": "b"}}}
        ),
        msgspec.structs.replace(a_look(), rules=None),
        Look(),
    ],
    ids=["accounts", "columns-of-a-tool", "no-mapping", "no-table"],
)
def test_a_file_read_in_its_own_way_is_left_to_it(look: Look) -> None:
    said = decided(written_in(as_sent(filled(look, ABOUT))), look, ABOUT)

    assert (said.mapping, said.wrong) == (None, {})


def test_a_time_zone_alone_makes_no_mapping() -> None:
    look = a_look(refusal=("timezone-needed", {}))
    said = decided(written_in({**as_sent(filled(look, ABOUT)), "timezone": "Europe/Paris"}), look, ABOUT)

    assert (said.mapping, said.timezone) == (None, "Europe/Paris")


def test_what_is_chosen_is_the_mapping(tmp_path: Path) -> None:
    look = a_look(rules={"values": {"kind": {"avis": "review"}}, "constants": {"lang": "fr"}})
    sent = {**as_sent(filled(look, ABOUT)), "c-title": "4", "c-created_at-hour": "", "network": " Forum "}
    said = decided(written_in(sent | {"dates": "day-first", "timezone": "UTC", "c-kind": "0"}), look, ABOUT)

    assert mapping_of(tmp_path, said.mapping) == Mapping(
        columns={
            "text": "Propos",
            "created_at": "Jour",
            "native_id": "avis-{Numéro}",
            "kind": "Numéro",
            # A column whose own name looks like a template is named in a list, where it is none.
            "title": ("{Note}",),
        },
        network="forum",
        timezone="UTC",
        dates="day-first",
        constants={"lang": "fr"},
        values={"kind": {"avis": "review"}},
    )


def test_a_day_and_an_hour_apart_make_one_date(tmp_path: Path) -> None:
    look = a_look(rules={"columns": {}}, refusal=("columns-unknown", {}))
    said = decided(written_in({"c-text": "3", "c-created_at": "1", "c-created_at-hour": "2"}), look, ABOUT)

    assert mapping_of(tmp_path, said.mapping).columns == {"text": "Propos", "created_at": ("Jour", "Heure")}


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"c-text": ""}, "c-text"),
        ({"c-created_at": ""}, "c-created_at"),
        ({"c-text": "99"}, "c-text"),
        ({"c-text": "-1"}, "c-text"),
        ({"timezone": "Europe/Paname"}, "timezone"),
        ({"timezone": "../../etc/passwd"}, "timezone"),
        ({"dates": "pattern", "pattern": "jour/mois"}, "pattern"),
    ],
)
def test_what_cannot_be_is_told_beside_its_field(changed: dict[str, str], field: str) -> None:
    look = a_look()
    said = decided(written_in({**as_sent(filled(look, ABOUT)), **changed}), look, ABOUT)

    assert list(said.wrong) == [field]
    assert said.mapping is None


def test_what_is_not_a_choice_of_the_form_is_left_out() -> None:
    written = written_in({"c-nonsense": "1", "dates": "by-moon", "encoding": "punycode", "format": "exe"})

    assert (written.columns, written.dates, written.encoding) == ({}, "", "")
    assert decided(written, Look(), ABOUT).format == "auto"
