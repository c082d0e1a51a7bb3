"""First what for and with whom, then where."""

from __future__ import annotations

from tests.strategy.building import found


def test_a_place_is_asked_what_for_at_its_own_line() -> None:
    text = """
        version: 1
        places:
          - id: pintagram
            network: other
            why: everyone is there
    """

    (finding,) = found("place-without-objective", text)

    assert (finding.severity, finding.line, finding.column) == ("error", 4, 5)
    assert finding.path == ("places", 0)
