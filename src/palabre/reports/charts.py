"""Charts as SVG of our own: no script, no style, nothing fetched. Beside each stands a table with the same figures.

Colours are attributes for a file read anywhere; the classes let the style sheet of a page choose others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

if TYPE_CHECKING:
    from collections.abc import Sequence

    from palabre.reports.volume import Volume

WIDTH, HEIGHT = 960, 170
BAR, GAP, HATCH, LINE = "#2f7d5f", "#f3ead0", "#b99a4a", "#d9dcd3"
CURVES = {"curve-1": "#b5482a", "curve-2": "#1f6f8b"}
LEVELS = 6


def volume_chart(volume: Volume) -> Markup:
    """Bars through time, the times not fully heard hatched; nothing in it is read aloud, the table beside is."""
    bars = volume.bars
    top, step = max(1, *(bar.posts for bar in bars), 1), WIDTH / len(bars)
    pieces = [_line(y) for y in (0.5, HEIGHT / 2, HEIGHT - 0.5)]
    for place, bar in enumerate(bars):
        left = place * step
        if bar.has_gap:
            pieces.append(_hatched(left, step))
        if bar.posts:
            high = max(1.5, (HEIGHT - 2) * bar.posts / top)
            pieces.append(_rectangle("bar", BAR, left + 0.12 * step, HEIGHT - high, 0.76 * step, high))
    return _drawn(pieces, WIDTH, HEIGHT)


def share_bar(part: int, most: int) -> Markup:
    """One bar of a table: its length beside the longest."""
    long = 100 * part / most if most else 0
    return _drawn([_rectangle("bar", BAR, 0, 0, max(long, 0.5), 10)], 100, 10)


def curves_chart(first: Sequence[int], second: Sequence[int], missed: Sequence[bool] = ()) -> Markup:
    """Two curves through the same weeks on one scale that begins at nothing; the second is dashed.

    `missed` says which weeks were not fully heard: they are hatched.
    """
    top = max((*first, *second, 1))
    pieces = [_line(y) for y in (0.5, HEIGHT / 2, HEIGHT - 0.5)]
    step = WIDTH / max(len(missed) - 1, 1)
    for place in (place for place, is_missed in enumerate(missed) if is_missed):
        left, right = max(0.0, (place - 0.5) * step), min(WIDTH, (place + 0.5) * step)
        pieces.append(_hatched(left, right - left))
    pieces += [_curve(f"curve-{n}", row, top) for n, row in ((1, first), (2, second)) if len(row) > 1]
    return _drawn(pieces, WIDTH, HEIGHT)


def heat_levels(rows: Sequence[Sequence[int]]) -> tuple[tuple[int, ...], ...]:
    """How dark each cell is, from 0 for nothing to 6 for the most."""
    most = max((n for row in rows for n in row), default=0)
    return tuple(tuple(-(-LEVELS * n // most) if n else 0 for n in row) for row in rows)


def _drawn(pieces: Sequence[str], width: float, height: float) -> Markup:
    # A chart may be as wide as its place: no text stands in it that would be stretched too.
    opened = f'<svg viewBox="0 0 {width:g} {height:g}" preserveAspectRatio="none" aria-hidden="true" focusable="false">'
    return Markup(f"{opened}{''.join(pieces)}</svg>")  # noqa: S704 - numbers of ours alone


def _rectangle(name: str, colour: str, left: float, top: float, width: float, height: float) -> str:
    place = f'x="{left:.2f}" y="{top:.2f}" width="{width:.2f}" height="{height:.2f}"'
    return f'<rect class="{name}" fill="{colour}" {place}/>'


def _curve(name: str, row: Sequence[int], top: int) -> str:
    """A line whose thickness does not stretch with the chart."""
    step = WIDTH / (len(row) - 1)
    points = "L".join(f"{n * step:.1f} {HEIGHT - 2 - (HEIGHT - 4) * value / top:.1f}" for n, value in enumerate(row))
    dashes = ' stroke-dasharray="7 4"' if name == "curve-2" else ""
    drawn = f'fill="none" stroke="{CURVES[name]}" stroke-width="2" vector-effect="non-scaling-stroke"{dashes}'
    return f'<path class="{name}" {drawn} d="M{points}"/>'


def _line(y: float) -> str:
    return f'<path class="line" stroke="{LINE}" fill="none" d="M0 {y:g}H{WIDTH}"/>'


def _hatched(left: float, width: float) -> str:
    """A full column with strokes across it."""
    strokes = "".join(f"M{left:.2f} {y}L{left + width:.2f} {y - 8}" for y in range(8, HEIGHT + 1, 8))
    column = _rectangle("gap", GAP, left, 0, width, HEIGHT)
    return f'{column}<path class="hatch" stroke="{HATCH}" fill="none" d="{strokes}"/>'
