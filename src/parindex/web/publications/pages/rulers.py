"""Bands as a ruler with the reported value on it, and as a list that says to whom each boundary belongs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from parindex.engine.criteria.rules import Band, Bands
from parindex.engine.quantities import HUNDRED, ONE, ZERO
from parindex.web.publications.pages.opened import Opened
from parindex.web.ui.drawing import Scale, place, scale
from parindex.wording.clauses import bands_are_percent
from parindex.wording.intervals import band_interval
from parindex.wording.names import upper_first

LEAST_ROOM = 26  # for the points inside a band
ROOM_FOR_NUMBER = 52  # between two numbers below the ruler


@dataclass(frozen=True, slots=True)
class Mark:
    """A boundary of a ruler and its number; ``anchor`` keeps the number inside the drawing."""

    x: str
    shown: str
    anchor: str = "middle"


@dataclass(frozen=True, slots=True)
class RulerBand:
    """A band of a ruler: where it lies, its points, its words, and whether the fact lies in it."""

    x: str
    middle: str
    width: str
    points: str
    says: str
    is_here: bool
    has_room: bool


@dataclass(frozen=True, slots=True)
class Ruler:
    """Bands along an axis with the fact marked, drawn for one width."""

    view: str
    bands: tuple[RulerBand, ...]
    marks: tuple[Mark, ...]
    fact_x: str
    fact_anchor: str


@dataclass(frozen=True, slots=True)
class BandDrawing:
    """Bands as a ruler and as a list, the band of the fact marked; boundaries say to which band they belong."""

    says: str
    fact: str
    wide: Ruler
    narrow: Ruler
    bands: tuple[RulerBand, ...]


def bands(opened: Opened) -> BandDrawing | None:
    """The bands of a rule with the reported value."""
    rule = opened.told.rule
    one = next((one for one in opened.told.operations() if one.name == "band"), None)
    if one is None or not isinstance(rule, Bands):
        return None
    is_percent = bands_are_percent(opened.told, rule)
    value = one.number("value")
    least, most = _ends(rule, value)
    fact = opened.told.share(value / HUNDRED) if is_percent else opened.plain(value)
    chosen = int(one.number("band")) - 1
    ordered = sorted(enumerate(rule.bands), key=lambda item: (item[1].from_ is not None, item[1].from_ or ZERO))

    def drawn(width: int) -> Ruler:
        axis = scale(least, most, 8, width - 8)
        bands = tuple(
            _ruler_band(opened, band, axis, (least, most), is_here=position == chosen) for position, band in ordered
        )
        return Ruler(
            view=f"0 0 {width} 96",
            bands=bands,
            marks=tuple(_boundaries(opened, rule, axis, is_percent=is_percent)),
            fact_x=place(axis.at(value)),
            fact_anchor=_anchor(axis, value),
        )

    wide = drawn(704)
    says = "; ".join(f"{band.says}: {band.points}" for band in wide.bands)
    return BandDrawing(says=says, fact=fact, wide=wide, narrow=drawn(350), bands=tuple(reversed(wide.bands)))


def _ends(rule: Bands, value: Fraction) -> tuple[Fraction, Fraction]:
    """From where to where the ruler goes: the domain where it is closed, else a little beyond the last boundary."""
    bounds = [end for band in rule.bands for end in (band.from_, band.to) if end is not None]
    known = [*bounds, value]
    margin = (max(known) - min(known)) / 5 or ONE
    least = rule.domain.from_ if rule.domain.from_ is not None else min(known) - margin
    most = rule.domain.to if rule.domain.to is not None else max(known) + margin
    return least, most


def _ruler_band(
    opened: Opened, band: Band, axis: Scale, ends: tuple[Fraction, Fraction], *, is_here: bool
) -> RulerBand:
    rule = opened.told.rule
    is_percent = isinstance(rule, Bands) and bands_are_percent(opened.told, rule)
    start = axis.at(ends[0] if band.from_ is None else band.from_)
    end = axis.at(ends[1] if band.to is None else band.to)
    return RulerBand(
        x=place(start),
        middle=place((start + end) / 2),
        width=place(max(end - start, Fraction(3))),
        points=opened.plain(band.points),
        says=upper_first(band_interval(band, opened.language, is_percent=is_percent)),
        is_here=is_here,
        has_room=end - start >= LEAST_ROOM,
    )


def _boundaries(opened: Opened, rule: Bands, axis: Scale, *, is_percent: bool) -> Iterator[Mark]:
    """Marks at the boundaries that leave room for their numbers: the ends first, then those around the value."""
    bounds = sorted({end for band in rule.bands for end in (band.from_, band.to) if end is not None})
    one = next(one for one in opened.told.operations() if one.name == "band")
    chosen = rule.bands[int(one.number("band")) - 1]
    first = [end for end in (chosen.from_, chosen.to, bounds[0], bounds[-1]) if end is not None]
    kept: list[Fraction] = []
    for bound in dict.fromkeys((*first, *bounds)):
        if all(abs(axis.at(bound) - axis.at(other)) >= ROOM_FOR_NUMBER for other in kept):
            kept.append(bound)
    for bound in sorted(kept):
        shown = opened.told.share(bound / HUNDRED) if is_percent else opened.plain(bound)
        yield Mark(place(axis.at(bound)), shown, _anchor(axis, bound))


def _anchor(axis: Scale, value: Fraction) -> str:
    """How a number at this place is aligned, so that it stays inside the drawing."""
    at = axis.at(value)
    if at - axis.start < 2 * LEAST_ROOM:
        return "start"
    return "end" if axis.end - at < 2 * LEAST_ROOM else "middle"
