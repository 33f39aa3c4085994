"""A unit over the years, under all its names; and the list of all units."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from parindex.web.publications.pages.agreement import as_printed
from parindex.web.publications.pages.opened import Addresses, reversed_or_empty
from parindex.web.publications.pages.unit_charts import KnownYear, YearChart, year_chart
from parindex.web.publications.queries import YearOfUnit, results_of_unit, visible_units
from parindex.web.publications.words import KINDS, unranked_reason
from parindex.web.units.queries import LineageEvent, NamedUnit, latest_names, lineage_of, parents_of, successors
from parindex.wording.numbers import NO_DATA, printed
from parindex.wording.orthography import sort_key

KIND_ORDER = tuple(KINDS)
LISTED_WITH = {"city": "province", "ward": "commune", "special_zone": "commune"}


@dataclass(frozen=True, slots=True)
class YearRow:
    """One published result of a unit.

    Attributes:
        shown: The index, as printed or as computed; ``address`` is where it opens, empty for a printed one.
        page: The page of the unit in this year, or the ranking that a printed result stands in.
        rank: With the number of units, or why there is none.
        is_printed: Taken from a printed table, not computed here.
    """

    year: int
    title: str
    shown: str
    address: str
    page: str
    rank: str
    ranked_units: str
    is_printed: bool
    is_demonstration: bool


@dataclass(frozen=True, slots=True)
class UnitPage:
    """What the page of a unit over the years shows.

    Attributes:
        now: Units to which it belongs now, if a reform ended it.
        parent: The unit above it.
        years: Its published results, newest first.
        other: Results of another index that is printed beside it.
    """

    unit: NamedUnit
    now: tuple[NamedUnit, ...]
    parent: NamedUnit | None
    events: tuple[LineageEvent, ...]
    years: tuple[YearRow, ...]
    other: tuple[YearRow, ...]
    chart: YearChart | None


@dataclass(frozen=True, slots=True)
class ListedUnit:
    """A unit of the list, with the unit above it and where it belongs now."""

    unit: NamedUnit
    parent: NamedUnit | None
    now: tuple[NamedUnit, ...]


@dataclass(frozen=True, slots=True)
class UnitList:
    """Units of one kind; ``kinds`` are those that have any, with their number; ``former`` went into others."""

    kind: str
    kinds: tuple[tuple[str, int], ...]
    units: tuple[ListedUnit, ...]
    former: tuple[ListedUnit, ...]


def unit_page(unit: NamedUnit, language: str, now: dt.datetime) -> UnitPage:
    """Everything that the page of a unit over the years shows."""
    results = results_of_unit(unit.id, now)
    par = [found for found in results if found.block.index == "par"]
    parent_id = parents_of([unit.id]).get(unit.id)
    return UnitPage(
        unit=unit,
        now=successors([unit.id]).get(unit.id, ()),
        parent=None if parent_id is None else latest_names([parent_id]).get(parent_id),
        events=lineage_of(unit.id),
        years=tuple(_row(unit, found, language) for found in par),
        other=tuple(_row(unit, found, language) for found in results if found.block.index != "par"),
        chart=year_chart(tuple(_known_years(par, language)), 0),
    )


def _row(unit: NamedUnit, found: YearOfUnit, language: str) -> YearRow:
    addresses = Addresses(unit.key, found.year, found.set_id)
    ranking = reversed_or_empty("publications:ranking", found.publication.slug, found.block.slug)
    number = found.ranked_units or found.block.units_known or 0
    rank = unranked_reason("", "") if found.rank is None else str(found.rank)
    return YearRow(
        year=found.year,
        title=(found.block.title_en if language == "en" else "") or found.block.title_vi,
        shown=_shown(found, language),
        address="" if found.is_printed else addresses.figure("index"),
        page=ranking if found.is_printed else addresses.result(),
        rank=rank,
        ranked_units=str(number) if found.rank is not None and number else "",
        is_printed=found.is_printed,
        is_demonstration=found.publication.is_demonstration,
    )


def _shown(found: YearOfUnit, language: str) -> str:
    if found.is_printed:
        return as_printed(found.printed, language) or NO_DATA
    return printed(found.percent, 2, language=language)


def _known_years(results: Sequence[YearOfUnit], language: str) -> Iterator[KnownYear]:
    """One figure a year: a printed one where there is one, since it is the published one."""
    for year in sorted({found.year for found in results}):
        same = [found for found in results if found.year == year]
        best = min(same, key=lambda found: (found.percent is None, not (found.is_printed and found.printed)))
        rank = next((str(found.rank) for found in same if found.rank is not None), "")
        yield KnownYear(year, best.percent, _shown(best, language), rank, is_printed=best.is_printed)


def unit_list(asked: str | None, now: dt.datetime) -> UnitList:
    """All units that the public may see, of one kind."""
    names = latest_names(visible_units(now))
    kinds: dict[str, list[NamedUnit]] = {}
    for unit in names.values():
        kinds.setdefault(LISTED_WITH.get(unit.kind, unit.kind), []).append(unit)
    ordered = sorted(kinds, key=lambda kind: (KIND_ORDER.index(kind) if kind in KIND_ORDER else len(KIND_ORDER), kind))
    kind = next((kind for kind in (asked, "province", *ordered) if kind in kinds), "")
    shown = sorted(kinds.get(str(kind), ()), key=lambda unit: sort_key(unit.name))
    ids = [unit.id for unit in shown]
    parents = parents_of(ids)
    above = latest_names(set(parents.values()))
    after = successors(ids)
    listed = [ListedUnit(unit, above.get(parents.get(unit.id, 0)), after.get(unit.id, ())) for unit in shown]
    return UnitList(
        kind=str(kind),
        kinds=tuple((name, len(kinds[name])) for name in ordered),
        units=tuple(unit for unit in listed if not unit.now),
        former=tuple(unit for unit in listed if unit.now),
    )
