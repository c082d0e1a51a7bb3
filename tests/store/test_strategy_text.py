"""Reading the text of a strategy: every fault has its place and its name, and nothing is raised."""

from __future__ import annotations

import random
import re
from inspect import getsource

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from palabre.store import _strategy_faults, _strategy_nodes, _strategy_shape, strategy_text
from palabre.store.strategy_text import read_strategy
from palabre.words.findings import _shape, every_finding, told
from tests.store.strategy_texts import drawn

HEAD = "version: 1\ncontext:\n"
SLIPS = (
    "\t", ":", '"', "'", "[", "]", "{", "}", "- ", "&a ", "*a", "!x", "#", "\n", "\r", "  ", "%", "|", ">", "\0",
    "\u2028", "---\n", "? ", "\ufeff", ",", "\\",
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("  organisation: l'or\n  about\n  names: a\n", "strategy-no-colon", 4, 3),
        ("  organisation: \"l'or\n  about: x\n", "strategy-open-quote", 3, 17),
        ("  organisation: 'l'or'\n", "strategy-after-quote", 3, 20),
        ("  about: Note: x\n", "strategy-two-colons", 3, 14),
        ("  organisation: x\n   about: y\n", "strategy-indent", 4, 4),
        ("    organisation: x\n  about: y\n", "strategy-indent", 4, 3),
        ("\torganisation: x\n", "strategy-tab", 3, 1),
        ("  names: [a, b\n  about: y\n", "strategy-open-bracket", 3, 10),
        ("  about: & co\n", "strategy-odd-sign", 3, 10),
        ("  about: @home\n", "strategy-odd-sign", 3, 10),
        ('  about: "C:\\dir"\n', "strategy-backslash", 3, 14),
        ('  about: "\\U99999999"\n', "strategy-not-yaml", 3, 1),
        ("  about: > x\n", "strategy-text-mark", 3, 12),
        ("  about: x\n---\nversion: 1\n", "strategy-several-documents", 4, 1),
        ("  about: a\x07\n", "strategy-control-character", 3, 11),
        ("  about: " + "[" * 60 + "]" * 60, "strategy-too-deep", 3, 20),
        ("".join("  " * depth + "a:\n" for depth in range(1, 300)), "strategy-too-deep", 14, 25),
        ("  names:\n" + "  - a\n" * 100_000, "strategy-too-many-parts", 19_997, 5),
    ],
)
def test_what_is_not_yaml_is_told_by_its_cause_where_one_would_look(
    text: str, code: str, line: int, column: int
) -> None:
    written = read_strategy(HEAD + text)

    (fault,) = written.faults
    assert (fault.code, fault.line) == (code, line)
    assert code == "strategy-too-many-parts" or fault.column == column
    assert not written.is_readable


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("  organization: x\n", "strategy-key-near", 3, 3),
        ("  🧀: x\n", "strategy-key-unknown", 3, 3),
        ("  ? [a]\n  : b\n", "strategy-key-not-word", 3, 5),
        ("  12: x\n", "strategy-key-unknown", 3, 3),
        ("  about: x\n  about: y\n", "strategy-key-twice", 4, 3),
        ("  <<: {about: x}\n", "strategy-anchor", 3, 3),
        ("  about: *a\n", "strategy-anchor", 3, 10),
        ("  about: !!python/object:os.system x\n", "strategy-tag", 3, 10),
        ("  about: [x]\n", "strategy-needs-word", 3, 10),
        ("  listening: x\n", "strategy-needs-fields", 3, 14),
        ("  competitors: x\n", "strategy-needs-list", 3, 16),
        ("  sector: Food\n", "strategy-choice-near", 3, 11),
        ("  sector: cheese\n", "strategy-choice-unknown", 3, 11),
        ('  about: "a\\0"\n', "strategy-control-character", 3, 10),
        ("  about: " + "a " * 20_000, "strategy-text-too-long", 3, 10),
        ("objectives:\n  - due: 24/12/2026\n", "strategy-day-near", 4, 10),
        ("objectives:\n  - due: 2026-02-30\n", "strategy-no-such-day", 4, 10),
        ("objectives:\n  - due: soon\n", "strategy-needs-day", 4, 10),
        ("objectives:\n  - due: 9999-12-31\n", "strategy-far-day", 4, 10),
        ("objectives:\n  - now: .nan\n", "strategy-needs-number", 4, 10),
        ("indicators:\n  - version: " + "9" * 5000, "strategy-needs-whole-number", 4, 14),
        ("accounts:\n  - two_factor: perhaps\n", "strategy-needs-yes-or-no", 4, 17),
        ("organisation: {on_call: {shifts: [{since: 2026-01-01T09:00}]}}\n", "strategy-moment-without-zone", 3, 43),
        ("organisation: {on_call: {shifts: [{since: now}]}}\n", "strategy-needs-moment", 3, 43),
    ],
)
def test_what_has_not_its_shape_is_left_out_and_the_rest_is_read(text: str, code: str, line: int, column: int) -> None:
    written = read_strategy(HEAD + text)

    (fault,) = written.faults
    assert (fault.code, fault.line, fault.column) == (code, line, column)
    assert written.is_readable
    assert written.strategy.version == 1


@pytest.mark.parametrize(
    ("content", "code", "line", "column"),
    [
        ("langage: fr\n".encode("utf-16"), "strategy-not-utf8", 1, 1),
        ("version: 1\nlanguage: fr é\n".encode("latin-1"), "strategy-not-utf8", 2, 14),
        (b"\xef\xbb\xbflangage: fr\n", "strategy-key-near", 1, 1),
        (b"version: 1\r\nlangage: fr\r\n", "strategy-key-near", 2, 1),
        (b"version: 1\rlangage: fr\r", "strategy-key-near", 2, 1),
        ("# a\u2028b\x85c\nlangage: fr\n".encode(), "strategy-key-near", 2, 1),
        (b"a" * 1_000_001, "strategy-too-large", 1, 1),
        (b"- a", "strategy-no-sections", 1, 1),
    ],
)
def test_letters_and_line_ends_of_every_editor_have_an_answer(
    content: bytes, code: str, line: int, column: int
) -> None:
    (fault,) = read_strategy(content).faults

    assert (fault.code, fault.line, fault.column) == (code, line, column)


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "---\n", "~", "context:\nobjectives: []\nplaces:\n"])
def test_an_empty_strategy_has_no_fault(text: str) -> None:
    assert read_strategy(text).faults == ()


def test_a_bomb_of_aliases_is_told_and_never_unfolds() -> None:
    bomb = "context:\n  names: &a [x, x]\n" + "".join(f"  about{n}: [{', '.join(['*a'] * 50)}]\n" for n in range(50))

    assert {one.code for one in read_strategy(bomb).faults} <= {"strategy-anchor", "strategy-key-near"}


def test_thousands_of_faults_are_told_as_such() -> None:
    faults = read_strategy("".join(f"objectiv{number}: 1\n" for number in range(5_000))).faults

    assert len(faults) == 101
    assert faults[-1].code == "strategy-more-faults"


@given(st.integers(0, 10**9))
@settings(max_examples=150, deadline=None)
def test_a_mutated_strategy_is_always_answered_in_full_sentences(seed: int) -> None:
    rng = random.Random(seed)
    text = drawn(rng).text
    for _ in range(rng.randint(1, 6)):
        at = rng.randint(0, len(text))
        text = text[:at] + rng.choice((*SLIPS, text[at : at + 200][::-1])) + text[at + rng.choice((0, 0, 1, 40)) :]

    check_answer(text)


@given(st.text(max_size=400))
@settings(max_examples=150, deadline=None)
def test_any_text_is_answered(text: str) -> None:
    check_answer(text)
    check_answer(text.encode("utf-8", "surrogatepass"))


def check_answer(content: str | bytes) -> None:
    written = read_strategy(content)
    lines = written.text.count("\n") + written.text.count("\r") + 1
    for fault in written.faults:
        assert fault.code in every_finding()
        assert all((said := told(fault.code, fault.fields), said.what, said.why, said.what_to_do))
        assert fault.line >= 1 and fault.column >= 1
        assert fault.line <= lines or not written.text


def test_every_fault_of_writing_has_its_sentences_and_every_sentence_its_fault() -> None:
    modules = (strategy_text, _strategy_nodes, _strategy_faults, _strategy_shape)
    told_by_reader = {code for one in modules for code in re.findall(r'"(strategy-[a-z0-9-]+)"', getsource(one))}

    assert told_by_reader == set(_shape.FINDINGS)
