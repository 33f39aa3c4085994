"""Counted things, one square each up to 400, above that as one bar; what counts in part is filled in part."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _

from parindex.engine.figures import InputValue
from parindex.engine.quantities import ONE, ZERO
from parindex.web.publications.pages.opened import Opened
from parindex.web.publications.pages.terms import SERIES
from parindex.web.ui.drawing import place, scale
from parindex.wording.derivations import Operation

MOST_SQUARES = 400
WIDE, NARROW = 43, 22  # squares a row
SIDE, GAP = Fraction(13), Fraction(17, 5)


@dataclass(frozen=True, slots=True)
class Counted:
    """Things of one kind: how many, what one of them counts (0 to 1), and what they are."""

    number: int
    share: Fraction
    label: str
    weight: str
    series: int


@dataclass(frozen=True, slots=True)
class Square:
    """One counted thing: where it stands, how much of it is filled from below, and its colour; 0 is an empty one."""

    x: str
    y: str
    series: int
    filled_y: str
    filled: str
    is_whole: bool


@dataclass(frozen=True, slots=True)
class Squares:
    """One square for each counted thing, drawn for one width."""

    view: str
    width: str
    squares: tuple[Square, ...]


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a bar: from where, how long, its colour, and how much of its height is filled."""

    x: str
    width: str
    series: int
    filled_y: str
    filled: str


@dataclass(frozen=True, slots=True)
class CountDrawing:
    """Counted things, one by one up to 400, above that as a bar.

    Attributes:
        title: How many of what.
        remark: What the empty parts are.
        says: The numbers, for readers of the screen.
        counted: The kinds of things, for the legend.
        wide: Squares for a wide page, ``None`` for a bar.
        narrow: Squares for a narrow page.
        bar: Parts of a bar, where there are too many for squares.
    """

    title: str
    remark: str
    says: str
    counted: tuple[Counted, ...]
    wide: Squares | None
    narrow: Squares | None
    bar: tuple[Segment, ...]


def counts(opened: Opened) -> CountDrawing | None:
    """The things that a share counts; ``None`` where it counts none, or not whole ones."""
    operations = opened.told.operations()
    weighed = [one for one in operations if one.name == "weigh"]
    divided = next((one for one in operations if one.name in {"divide_sum", "divide_total", "divide"}), None)
    if divided is None:
        return None
    total = divided.number("by")
    parts = [(one.text("input"), one.number("value"), one.number("weight")) for one in weighed]
    parts = parts or [(divided.text("input"), divided.number("value"), ONE)]
    numbers = [number for _name, number, _weight in parts]
    is_counted = all(number.denominator == 1 and number >= 0 for number in (*numbers, total))
    if not is_counted or not total or sum(numbers, ZERO) > total or any(not ZERO <= part[2] <= ONE for part in parts):
        return None
    counted = [_kind(opened, *part) for part in sorted(parts, key=lambda part: -part[2])]
    rest = int(total - sum(numbers, ZERO))
    if rest:
        counted.append(Counted(rest, ZERO, _("not counted"), "0", 0))
    return _drawn(opened, divided, tuple(counted), int(total))


def _kind(opened: Opened, name: str, number: Fraction, weight: Fraction) -> Counted:
    series = {
        item.code: min(position, SERIES)
        for position, item in enumerate(opened.figure.inputs, start=1)
        if isinstance(item, InputValue)
    }
    label = opened.names.short(opened.told.code, name)
    return Counted(int(number), weight, label, opened.plain(weight), series.get(name, 1))


def _drawn(opened: Opened, divided: Operation, counted: tuple[Counted, ...], total: int) -> CountDrawing:
    shown = opened.plain(Fraction(total))
    name = divided.text("by_input")
    thing = opened.names.thing(opened.told.code, name) if name else _("all together")
    is_drawn = total <= MOST_SQUARES
    listed = "; ".join(
        _("%(number)s %(label)s, each counted %(weight)s")
        % {"number": opened.plain(Fraction(kind.number)), "label": kind.label, "weight": kind.weight}
        for kind in counted
    )
    title = _("%(number)s %(thing)s, every one drawn") if is_drawn else _("%(number)s %(thing)s, drawn as one bar")
    lost = next((loss.points for loss in opened.result.losses if loss.code == opened.key), None)
    remark = _("Each square is one.") if is_drawn else _("The bar is all of them.")
    if lost:
        missing = _("What is empty did not count: it is the %(points)s points short of the maximum.")
        remark = f"{remark} {missing % {'points': opened.shown(lost)}}"
    return CountDrawing(
        title=title % {"number": shown, "thing": thing},
        remark=remark,
        says=listed,
        counted=counted,
        wide=_squares(counted, WIDE) if is_drawn else None,
        narrow=_squares(counted, NARROW) if is_drawn else None,
        bar=() if is_drawn else tuple(_segments(counted, total)),
    )


def _squares(counted: tuple[Counted, ...], in_row: int) -> Squares:
    kinds = [kind for kind in counted for _one in range(kind.number)]
    step = SIDE + GAP
    squares = []
    for position, kind in enumerate(kinds):
        row, column = divmod(position, in_row)
        filled = SIDE * kind.share
        top = row * step
        squares.append(
            Square(
                x=place(column * step),
                y=place(top),
                series=kind.series,
                filled_y=place(top + SIDE - filled),
                filled=place(filled),
                is_whole=kind.share == ONE,
            )
        )
    columns = min(in_row, len(kinds)) if in_row == NARROW else in_row
    rows = -(-len(kinds) // in_row)
    width, height = columns * step - GAP + 2, rows * step - GAP + 2
    return Squares(f"-1 -1 {place(width)} {place(height)}", place(width), tuple(squares))


def _segments(counted: tuple[Counted, ...], total: int) -> Iterator[Segment]:
    axis = scale(0, total, 0, 704)
    before = 0
    for kind in counted:
        height = 28 * kind.share
        yield Segment(
            x=place(axis.at(before)),
            width=place(axis.length(kind.number)),
            series=kind.series,
            filled_y=place(28 - height),
            filled=place(height),
        )
        before += kind.number
