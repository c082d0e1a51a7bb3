"""A mapping written as a file is the same mapping when it is read back, whatever its columns are called."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from palabre.imports import columns_seen, load_mapping, mapping_text
from palabre.imports.mapping import Mapping, is_template

NAMES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)
COLUMNS = st.one_of(
    NAMES.filter(lambda name: not is_template(name)),
    st.lists(NAMES, min_size=1, max_size=3).map(tuple),
    st.just("comment-{Id}"),
)


@settings(max_examples=150, deadline=None)
@given(text=COLUMNS, created_at=COLUMNS, author=COLUMNS, word=NAMES)
def test_a_mapping_survives_its_file(tmp_path_factory, text, created_at, author, word) -> None:
    path = tmp_path_factory.getbasetemp() / "mapping.yaml"
    mapping = Mapping(
        columns={"text": text, "created_at": created_at, "author": author},
        network="forum",
        timezone="Europe/Paris",
        dates="%d/%m/%y %H:%M",
        encoding="cp1252",
        constants={"lang": word},
        values={"kind": {"avis": word}},
    )
    path.write_text(mapping_text(mapping), encoding="utf-8")

    assert load_mapping(path) == mapping


def test_columns_are_seen_with_their_cells_and_a_guess_by_what_stands_in_them(tmp_path: Path) -> None:
    path = tmp_path / "avis.csv"
    path.write_text("Quand;Membre;Avis\n03/04/2026;lea;Très bon\n;tom;\n05/04/2026;zoé;Trop salé pour moi\n")

    seen = columns_seen(path)

    assert seen is not None
    assert seen.names == ("Quand", "Membre", "Avis")
    assert seen.examples == (("03/04/2026", "05/04/2026"), ("lea", "tom", "zoé"), ("Très bon", "Trop salé pour moi"))
    assert seen.guess.columns == {"author": "Membre", "created_at": "Quand", "text": "Avis"}


def test_a_format_that_is_no_table_has_no_columns_to_choose() -> None:
    assert columns_seen(Path(__file__).parent / "x-api-v2" / "sample.jsonl") is None
