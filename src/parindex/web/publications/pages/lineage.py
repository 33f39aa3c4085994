"""The drawing of a reform: every former unit on the left, those of today on the right, a curve for what became of each.

The table says the same; the drawing shows at a glance how many were merged and how many stayed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from parindex.web.publications.charts import pixels
from parindex.web.publications.pages.compare import Group

LINE = 17  # between two lines of text
TOP = 14
CHOSEN, SAME, OTHER = "chon", "giu", "gop"


@dataclass(frozen=True, slots=True)
class Curve:
    """From a former unit to the one of today; ``kind``: chosen, unchanged, or merged."""

    path: str
    kind: str


@dataclass(frozen=True, slots=True)
class Dot:
    """A unit on either side."""

    x: str
    y: str
    kind: str


@dataclass(frozen=True, slots=True)
class Label:
    """Words beside a dot; ``side`` is ``end`` on the left and ``start`` on the right."""

    x: str
    y: str
    words: str
    side: str
    is_strong: bool


@dataclass(frozen=True, slots=True)
class Drawing:
    """The whole drawing at the width at which it is shown."""

    width: int
    height: int
    curves: tuple[Curve, ...]
    before: tuple[Dot, ...]
    after: tuple[Dot, ...]
    labels: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class _Place:
    """A group with the heights of its former units and of the unit of today."""

    group: Group
    before: tuple[Fraction, ...]
    after: Fraction
    kind: str


def drawing(groups: Sequence[Group], chosen: Sequence[Group], *, width: int, height: int = 560) -> Drawing:
    """The drawing of all groups, some of them chosen.

    Args:
        groups: Every unit of today.
        chosen: Those that a search found; names are written where there is one.
        width: At which it is shown; a third of it on each side is for names.
        height: As width.
    """
    left, right = width * 35 // 100, width * 66 // 100
    ordered = sorted(groups, key=lambda group: not group.predecessors)
    places = tuple(_places(ordered, {group.unit.id for group in chosen}, height))
    return Drawing(
        width=width,
        height=height,
        curves=tuple(
            Curve(_curve(left, right, y, place.after), place.kind)
            for place in sorted(places, key=lambda place: place.kind == CHOSEN)
            for y in place.before
        ),
        before=tuple(Dot(str(left), pixels(y), place.kind) for place in places for y in place.before),
        after=tuple(Dot(str(right), pixels(place.after), place.kind) for place in places),
        labels=tuple(_labels(places, chosen, left, right)),
    )


def _places(groups: Sequence[Group], chosen: set[int], height: int) -> Iterator[_Place]:
    number = sum(max(1, len(group.predecessors)) for group in groups)
    step_before = Fraction(height - 2 * TOP, max(1, number - 1))
    step_after = Fraction(height - 2 * TOP, max(1, len(groups) - 1))
    position = 0
    for place, group in enumerate(groups):
        count = max(1, len(group.predecessors))
        kind = CHOSEN if group.unit.id in chosen else OTHER if group.predecessors else SAME
        heights = tuple(TOP + step_before * (position + one) for one in range(count))
        yield _Place(group, heights, TOP + step_after * place, kind)
        position += count


def _curve(left: int, right: int, start: Fraction, end: Fraction) -> str:
    bend = (right - left) * 2 // 5
    from_, to = pixels(start), pixels(end)
    return f"M{left} {from_}C{left + bend} {from_} {right - bend} {to} {right} {to}"


def _labels(places: Sequence[_Place], chosen: Sequence[Group], left: int, right: int) -> Iterator[Label]:
    if len(chosen) == 1:
        place = next(place for place in places if place.kind == CHOSEN)
        names = [line.unit.name for line in place.group.predecessors] or [place.group.unit.name]
        middle = (place.before[0] + place.before[-1]) / 2
        first = max(Fraction(TOP), middle - Fraction(LINE * (len(names) - 1), 2))
        for position, name in enumerate(names):
            yield Label(str(left - 10), pixels(first + LINE * position + 5), name, "end", is_strong=True)
        yield Label(str(right + 12), pixels(place.after + 5), place.group.unit.name, "start", is_strong=True)
    same = [place for place in places if not place.group.predecessors]
    if same and not any(place.kind == CHOSEN for place in same):
        y = (same[0].after + same[-1].after) / 2
        number = len(same)
        words = ngettext("%(number)s unit", "%(number)s units", number) % {"number": number}
        yield Label(str(right + 12), pixels(y), words, "start", is_strong=False)
        yield Label(str(right + 12), pixels(y + LINE), _("as they were"), "start", is_strong=False)
