"""Drawings of the front page: places of marks, worked out from figures; templates only write them down.

Coordinates are whole tenths of a pixel as text; no figure is made here. Each drawing is made twice, for wide pages and
for phones, so that its letters keep their size.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from parindex.engine.quantities import scaled

STEP = 5


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark with its figure: where it stands, and where its label does."""

    x: str
    y: str
    label_y: str
    value: Fraction
    words: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the scale and its number."""

    at: str
    value: int


@dataclass(frozen=True, slots=True)
class Turn:
    """Where the criteria set changed: words beside a line, on the side (``start`` or ``end``) that has room."""

    at: str
    words: str
    anchor: str
    away: int


@dataclass(frozen=True, slots=True)
class Lines:
    """Means over the years: one line per run of years without a gap and without a change of the criteria set.

    Attributes:
        runs: Points of each line, as SVG wants them.
        years: The axis below.
        changes: Where the criteria set changed.
    """

    width: int
    height: int
    left: int
    right: int
    bottom: str
    marks: tuple[Mark, ...]
    runs: tuple[str, ...]
    years: tuple[Tick, ...]
    ticks: tuple[Tick, ...]
    changes: tuple[Turn, ...]


@dataclass(frozen=True, slots=True)
class Dumbbell:
    """One row: an earlier figure (hollow) and a later one (full) on one scale."""

    words: str
    y: str
    label_y: str
    old_x: str | None
    new_x: str
    new: Fraction


@dataclass(frozen=True, slots=True)
class Dumbbells:
    """Rows on one scale."""

    width: int
    height: int
    left: int
    right: int
    rows: tuple[Dumbbell, ...]
    ticks: tuple[Tick, ...]


@dataclass(frozen=True, slots=True)
class Scale:
    """From figures to pixels."""

    least: int
    most: int
    start: int
    end: int

    def at(self, value: Fraction | int) -> Fraction:
        """Where a figure stands."""
        return self.start + (Fraction(value) - self.least) * (self.end - self.start) / (self.most - self.least)


def pixels(value: Fraction | int) -> str:
    """A place in pixels, to a tenth."""
    tenths = scaled(Fraction(value), 1)
    return f"{'-' if tenths < 0 else ''}{abs(tenths) // 10}.{abs(tenths) % 10}"


def bounds(values: Sequence[Fraction], step: int = STEP) -> tuple[int, int]:
    """The steps below and above all values."""
    least = int(min(values) // step) * step
    most = -int(-max(values) // step) * step
    return least, max(most, least + step)


def lines(means: Sequence[tuple[int, Fraction]], changes: dict[int, str], *, width: int, height: int = 270) -> Lines:
    """The drawing of means over the years.

    Args:
        means: Year and mean, oldest first; at least one.
        changes: First year of a criteria set → what to write there.
        width: At which it is shown.
        height: As width.
    """
    years = range(means[0][0], means[-1][0] + 1)
    least, most = bounds([value for _, value in means])
    left, right, bottom = 46, width - 30, height - 48
    up = Scale(least, most, bottom, 22)
    along = Scale(years[0], max(years[-1], years[0] + 1), left, right)
    marks = tuple(
        Mark(pixels(along.at(year)), pixels(up.at(value)), pixels(up.at(value) - 13), value, str(year))
        for year, value in means
    )
    runs: list[list[Mark]] = []
    for (year, _), mark in zip(means, marks, strict=True):
        if not runs or runs[-1][-1].words != str(year - 1) or year in changes:
            runs.append([])
        runs[-1].append(mark)
    return Lines(
        width=width,
        height=height,
        left=left,
        right=right,
        bottom=pixels(bottom),
        marks=marks,
        runs=tuple(" ".join(f"{mark.x},{mark.y}" for mark in run) for run in runs if len(run) > 1),
        years=tuple(Tick(pixels(along.at(year)), year) for year in years),
        ticks=tuple(Tick(pixels(up.at(value)), value) for value in range(least, most + 1, STEP)),
        changes=tuple(
            _turn(along.at(Fraction(2 * year - 1, 2)), words, width)
            for year, words in changes.items()
            if years[0] < year <= years[-1]
        ),
    )


def _turn(at: Fraction, words: str, width: int) -> Turn:
    is_right = 2 * at > width
    return Turn(pixels(at), words, "end" if is_right else "start", -6 if is_right else 6)


def dumbbells(rows: Sequence[tuple[str, Fraction | None, Fraction]], *, width: int, left: int) -> Dumbbells:
    """The drawing of rows with an earlier and a later figure, in the order given.

    Args:
        rows: Words, earlier figure or ``None``, later figure; at least one.
        width: At which it is shown.
        left: Where the scale begins; the words stand before it, or above it where it is 0.
    """
    values = [value for _, old, new in rows for value in (old, new) if value is not None]
    step = 2
    least, most = bounds(values, step)
    row_height = 37 if left else 52
    along = Scale(least, most, left + 8, width - 72)
    height = 36 + row_height * len(rows)
    drawn = []
    for position, (words, old, new) in enumerate(rows):
        y = 26 + row_height * position + (0 if left else 22)
        drawn.append(
            Dumbbell(
                words=words,
                y=pixels(y),
                label_y=pixels(y + 5 if left else y - 16),
                old_x=None if old is None else pixels(along.at(old)),
                new_x=pixels(along.at(new)),
                new=new,
            )
        )
    ticks = tuple(Tick(pixels(along.at(value)), value) for value in range(least, most + 1, step))
    return Dumbbells(width, height, left + 8, width - 72, tuple(drawn), ticks)
