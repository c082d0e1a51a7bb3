"""A test bench can be trusted or is told what it lacks; a platform nobody heard asks for one."""

from __future__ import annotations

import pytest

from tests.strategy.building import found, found_by

BENCH = """
    version: 1
    test_benches:
      - id: pin
        platform: Pintagram+
        tester: ana
        account: ours
        points:
          - {point: moderation, strength: true}
          - {point: export, strength: false}
        verdict: yes
        verdict_on: 2026-10-01
    places:
      - {id: pin-place, network: other, name: Our Pintagram page, state: planned}
"""


def test_a_bench_with_everything_says_nothing_and_speaks_for_its_place() -> None:
    assert found_by("evidence", BENCH) == ()


@pytest.mark.parametrize(
    ("before", "after", "code", "line"),
    [
        ("        tester: ana\n", "", "bench-without-tester", 4),
        ("        account: ours\n", "", "bench-without-account", 4),
        ("strength: false", "strength: true", "bench-one-sided", 8),
        ("        verdict_on: 2026-10-01\n", "", "bench-verdict-undated", 11),
        ("        verdict: yes\n", "", "bench-without-verdict", 4),
        ("2026-10-01", "2026-05-01", "bench-verdict-old", 12),
        ("verdict: yes", "verdict: no", "place-failed-bench", 14),
        ("verdict: yes", "verdict: not_yet", "place-bench-not-yet", 14),
        ("Our Pintagram page", "Our page elsewhere", "place-never-heard", 14),
    ],
)
def test_what_a_bench_lacks_is_told_at_its_place(before: str, after: str, code: str, line: int) -> None:
    assert before in BENCH

    findings = found(code, BENCH.replace(before, after))

    assert len(findings) == 1
    assert findings[0].line == line


def test_a_place_where_no_archive_listens_needs_no_bench() -> None:
    assert found("place-never-heard", "version: 1\nplaces: [{id: fair, network: in_person, state: planned}]") == ()
