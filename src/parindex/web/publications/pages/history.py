"""The same figure in other years of the unit, in percent of its maximum; a year without it stays a gap."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby, pairwise

from django.utils.translation import gettext as _

from parindex.engine.criteria.keys import INDEX
from parindex.engine.quantities import parse_number
from parindex.engine.scoring.derivation import percent_of
from parindex.web.publications.pages.facts import UnitFacts
from parindex.web.publications.pages.opened import PERCENT_ENDING, Opened
from parindex.web.results.changes import StoredChange, StoredDifference
from parindex.web.ui.drawing import place, scale
from parindex.wording.numbers import printed

HEIGHT_TOP, HEIGHT_BOTTOM = 34, 108
LEAST_SPAN = 90  # percent at the bottom of the drawing, unless something lies below


@dataclass(frozen=True, slots=True)
class Past:
    """A figure in one year.

    Attributes:
        percent: Of its maximum; ``None`` in a year of which nothing is known.
        is_printed: Taken from a report as printed, not computed here.
        address: Page of the figure of that year, or empty.
    """

    year: int
    percent: Fraction | None
    is_printed: bool = False
    is_here: bool = False


@dataclass(frozen=True, slots=True)
class Dot:
    """A year of the drawing."""

    x: str
    y: str
    shown_y: str
    year: int
    shown: str
    is_here: bool
    is_known: bool
    is_printed: bool


@dataclass(frozen=True, slots=True)
class History:
    """The drawing of several years, for wide and narrow pages."""

    wide: tuple[Dot, ...]
    narrow: tuple[Dot, ...]
    wide_lines: tuple[str, ...]
    narrow_lines: tuple[str, ...]
    says: str
    has_printed: bool


def history(opened: Opened, changes: Sequence[StoredChange], facts: UnitFacts | None) -> History | None:
    """The figure over the years, ``None`` where it is known of one year only."""
    years = {past.year: past for past in _printed(opened, facts)}
    years |= {past.year: past for past in _computed(opened, changes)}
    known = [year for year, past in years.items() if past.percent is not None]
    if len(known) < 2:  # noqa: PLR2004  one year is no history
        return None
    pasts = [years.get(year, Past(year, None)) for year in range(min(known), max(known) + 1)]
    wide, narrow = _dots(opened, pasts, 560), _dots(opened, pasts, 350)
    said = "; ".join(f"{dot.year}: {dot.shown}" for dot in wide)
    return History(
        wide=wide,
        narrow=narrow,
        wide_lines=_lines(wide),
        narrow_lines=_lines(narrow),
        says=_("Percent of the maximum. %(years)s.") % {"years": said},
        has_printed=any(dot.is_printed for dot in wide),
    )


def _computed(opened: Opened, changes: Sequence[StoredChange]) -> Iterator[Past]:
    """This year and, along what was compared, the years before and after it."""
    figure, result = opened.figure, opened.result
    percent = figure.value if opened.key.endswith(PERCENT_ENDING) else figure.percent
    yield Past(result.year, percent, is_here=True)
    key = opened.key.removesuffix(PERCENT_ENDING)
    earlier = {change.new_id: change for change in changes}
    at, code = result.id, key
    while (change := earlier.get(at)) is not None:
        found = _line(change, code, is_new=True)
        if found is None or found[0].old.percent is None:
            break
        difference, code = found
        yield Past(change.old_year, difference.old.percent)
        at = change.old_id
    later = {change.old_id: change for change in changes}
    at, code = result.id, key
    while (change := later.get(at)) is not None:
        found = _line(change, code, is_new=False)
        if found is None or found[0].new.percent is None:
            break
        difference, code = found
        yield Past(change.new_year, difference.new.percent)
        at = change.new_id


def _line(change: StoredChange, code: str, *, is_new: bool) -> tuple[StoredDifference, str] | None:
    """What a change tells of a figure that may be compared, and its code on the other side."""
    if code == INDEX:
        return change.index, INDEX
    for line in (*change.nodes, *change.links):
        own, other = (line.new_codes, line.old_codes) if is_new else (line.old_codes, line.new_codes)
        if own == (code,) and len(other) == 1 and line.difference.comparability != "not_comparable":
            return line.difference, other[0]
    return None


def _printed(opened: Opened, facts: UnitFacts | None) -> Iterator[Past]:
    """What the report prints of earlier years of the same criterion."""
    if facts is None or opened.result.criteria_set.id == "published-percent":
        return
    code = opened.key.removesuffix(PERCENT_ENDING)
    row = facts.items.get(code)
    if row is not None:
        for name, text in row.values.items():
            kind, _dot, year = name.partition("_")
            if kind == "percent" and year:
                yield Past(int(year), parse_number(text), is_printed=True)
    survey = facts.survey_items
    for item in () if survey is None else survey.rows:
        if item.code == code:
            for name, text in item.values.items():
                kind, _dot, year = name.partition("_")
                maximum = item.values.get(f"maximum_{year}")
                if kind == "points" and maximum is not None:
                    yield Past(int(year), percent_of(parse_number(text), parse_number(maximum)), is_printed=True)


def _dots(opened: Opened, pasts: Sequence[Past], width: int) -> tuple[Dot, ...]:
    known = [past.percent for past in pasts if past.percent is not None]
    least = min(known)
    axis = scale(0, max(len(pasts) - 1, 1), 34, width - 34)
    height = scale(min(least, Fraction(LEAST_SPAN)), 100, HEIGHT_BOTTOM, HEIGHT_TOP)
    dots = []
    for position, past in enumerate(pasts):
        y = height.at(past.percent) if past.percent is not None else height.at(least)
        dots.append(
            Dot(
                x=place(axis.at(position)),
                y=place(y),
                shown_y=place(y - 13 if y - 24 > HEIGHT_TOP else y + 24),  # clear of the line of the maximum
                year=past.year,
                shown=printed(past.percent, 2, language=opened.language),
                is_here=past.is_here,
                is_known=past.percent is not None,
                is_printed=past.is_printed,
            )
        )
    return tuple(dots)


def _lines(dots: Sequence[Dot]) -> tuple[str, ...]:
    """Lines through years that follow each other; none across a gap."""
    runs = (list(run) for is_known, run in groupby(dots, key=lambda dot: dot.is_known) if is_known)
    return tuple(" ".join(f"{dot.x},{dot.y}" for dot in run) for run in runs if len(list(pairwise(run))) > 0)
