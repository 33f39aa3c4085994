"""Years compared, by the units of today: what was printed of them and of the units that they were made of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from parindex.web.criteria.crosswalks import crosswalk
from parindex.web.publications import queries
from parindex.web.publications.pages.compare import (
    Belonging,
    CriterionRow,
    Group,
    belongings,
    criterion_rows,
    groups,
    row_finder,
)
from parindex.web.publications.pages.lineage import Drawing, drawing
from parindex.web.publications.pages.opened import Addresses
from parindex.web.publications.queries import NATIONAL_AUTHORITY
from parindex.web.results.queries import StoredResult, stored_results
from parindex.web.ui.context import Link
from parindex.web.ui.nearness import near_names
from parindex.web.ui.templatetags.parindex import page_language
from parindex.web.units import queries as units
from parindex.wording.orthography import folded

if TYPE_CHECKING:
    from parindex.web.publications.models import PrintedRow

KIND = "province"
LONGEST_SEARCH = 100
DIGITS_OF_A_YEAR = 4
WIDE, NARROW = 470, 335


@dataclass(frozen=True, slots=True)
class Reform:
    """What the reform made: when, by which decision, how many units before and after."""

    date: dt.date
    decision: str
    before: int
    after: int
    continued: int

    @property
    def started(self) -> int:
        """How many units begin anew."""
        return self.after - self.continued


@dataclass(frozen=True, slots=True)
class Criteria:
    """Criteria of one unit in two years.

    Attributes:
        years: Years of which its results are known by criterion.
        old: The older year; ``new`` the newer one.
        difference_address: Page of the two sets side by side, empty where it was one set.
    """

    unit: str
    years: tuple[int, ...]
    old: int
    new: int
    rows: tuple[CriterionRow, ...]
    difference_address: str


@dataclass(frozen=True, slots=True)
class ComparePage:
    """What the page shows.

    Attributes:
        reform: ``None`` before any reform is recorded.
        years: Years of which figures were printed.
        shown: The groups asked for: those found, else those whose two years are public, or all.
        hidden: Names of the groups that are left out, since no line of theirs has both years.
        next_year: The first year of the new units, where nothing of it is published yet.
    """

    reform: Reform | None
    years: tuple[int, ...]
    old: int
    new: int
    text: str
    is_whole: bool
    shown: tuple[Group, ...]
    hidden: tuple[str, ...]
    near: tuple[str, ...]
    belongings: tuple[Belonging, ...]
    next_year: int | None
    wide: Drawing
    narrow: Drawing
    criteria: Criteria | None


@require_safe
def compare_page(request: HttpRequest) -> HttpResponse:
    """Two years of all provinces, and of the criteria of one of them."""
    now = timezone.now()
    tables, ranked = _tables(now)
    years = tuple(sorted(tables))
    old, new = _years(request, years)
    events = units.lineage(KIND)
    rows = row_finder(tables)
    everything = groups(events, _unchanged(events), rows, (old, new))
    text = request.GET.get("q", "").strip()[:LONGEST_SEARCH]
    found = _found(everything, text)
    is_whole = "all" in request.GET
    shown = found if text else everything if is_whole else tuple(group for group in everything if group.is_compared)
    page = ComparePage(
        reform=_reform(everything),
        years=years,
        old=old,
        new=new,
        text=text,
        is_whole=is_whole,
        shown=shown,
        hidden=() if text or is_whole else tuple(group.unit.name for group in everything if not group.is_compared),
        near=() if found or not text else _near(everything, text),
        belongings=tuple(belongings(everything, text, rows, ranked)),
        next_year=_next_year(everything, years),
        wide=drawing(everything, found, width=WIDE),
        narrow=drawing(everything, found, width=NARROW),
        criteria=_criteria(request, found, now),
    )
    crumbs = [Link(_("Publications"), reverse("publications:list")), Link(_("Years compared"))]
    return render(request, "publications/compare.html", {"page": page, "crumbs": crumbs})


def _tables(now: dt.datetime) -> tuple[dict[int, dict[int, PrintedRow]], dict[int, int]]:
    """Year → unit id → what the national table printed; and year → how many units were ranked."""
    tables: dict[int, dict[int, PrintedRow]] = {}
    ranked: dict[int, int] = {}
    for block in queries.printed_blocks(now, KIND, authority=NATIONAL_AUTHORITY):
        rows = {row.unit_id: row for row in block.rows.all()}
        if rows:
            tables[block.publication.year] = rows
            ranked[block.publication.year] = block.units_known or len(rows)
    return tables, ranked


def _years(request: HttpRequest, years: Sequence[int]) -> tuple[int, int]:
    """The two years asked for, the older first; the last two where the address says nothing that can be."""
    asked = {year for name in ("from", "to") if (year := _year(request, name)) is not None}
    known = sorted(asked & set(years))
    old, new = known if len(known) == 2 else (0, *years)[-2:] if years else (0, 0)  # noqa: PLR2004  two years
    return old, new


def _unchanged(events: Sequence[units.LineageEvent]) -> list[units.NamedUnit]:
    """Registered provinces that no event touched."""
    touched = {unit.id for event in events for unit in (*event.before, *event.after)}
    return [unit for unit in units.registered_units(KIND) if unit.id not in touched]


def _found(everything: Sequence[Group], text: str) -> tuple[Group, ...]:
    words = folded(text).split()
    return tuple(group for group in everything if words and all(word in group.names for word in words))


def _near(everything: Sequence[Group], text: str) -> tuple[str, ...]:
    names = [unit.name for group in everything for unit in (group.unit, *(line.unit for line in group.predecessors))]
    return near_names(text, names)


def _reform(everything: Sequence[Group]) -> Reform | None:
    events = [group.event for group in everything if group.event is not None]
    if not events:
        return None
    before = sum(max(1, len(group.predecessors)) for group in everything)
    continued = sum(not group.predecessors for group in everything)
    return Reform(events[0].date, events[0].decision, before, len(everything), continued)


def _next_year(everything: Sequence[Group], years: Sequence[int]) -> int | None:
    starts = [group.event.date.year for group in everything if group.event is not None]
    return starts[0] if starts and all(year < starts[0] for year in years) else None


# Criteria


def _criteria(request: HttpRequest, found: Sequence[Group], now: dt.datetime) -> Criteria | None:
    """The criteria of the unit that was found, else of the one that the settings show as an example."""
    example = settings.SHOWCASE[0].partition("/")[0]
    ids = [line.unit.id for group in found for line in (group.own, *group.predecessors)] if len(found) == 1 else []
    for unit_id in (*ids, *units.unit_ids([example]).values()):
        years = _by_criterion(unit_id, now)
        if len(years) > 1:
            return _compared(request, years)
    return None


def _by_criterion(unit_id: int, now: dt.datetime) -> dict[int, StoredResult]:
    """Year → the result with most criteria, of the years of which results were computed."""
    computed = [one for one in queries.results_of_unit(unit_id, now) if one.figures_id is not None]
    stored = stored_results([one.figures_id for one in computed if one.figures_id is not None])
    years: dict[int, StoredResult] = {}
    for one in computed:
        result = stored[one.figures_id or 0]
        if one.year not in years or _criteria_of(result) > _criteria_of(years[one.year]):
            years[one.year] = result
    return years


def _criteria_of(result: StoredResult) -> int:
    return sum(1 for _leaf in result.criteria_set.leaves())


def _compared(request: HttpRequest, results: Mapping[int, StoredResult]) -> Criteria | None:
    years = tuple(sorted(results))
    new = _asked_year(request, "new", years[1:], years[-1])
    earlier = [year for year in years if year < new]
    other_set = [year for year in earlier if _set_of(results[year]) != _set_of(results[new])]
    old = _asked_year(request, "old", earlier, (other_set or earlier)[-1])
    before, after = results[old], results[new]
    walked = crosswalk(before.result_set.criteria_set.sha256, after.result_set.criteria_set.sha256)
    if walked is None:
        return None
    sets = _set_of(before), _set_of(after)
    addresses = (Addresses(before.unit.id, old, sets[0]), Addresses(after.unit.id, new, sets[1]))
    return Criteria(
        unit=after.unit.name,
        years=years,
        old=old,
        new=new,
        rows=tuple(criterion_rows(before, after, walked, addresses, page_language())),
        difference_address=reverse("criteria:difference", args=sets) if sets[0] != sets[1] else "",
    )


def _set_of(result: StoredResult) -> str:
    return result.result_set.criteria_set.set_id


def _asked_year(request: HttpRequest, name: str, years: Sequence[int], default: int) -> int:
    year = _year(request, name)
    return year if year is not None and year in years else default


def _year(request: HttpRequest, name: str) -> int | None:
    """A year of four digits in the address."""
    text = request.GET.get(name, "")
    return int(text) if len(text) == DIGITS_OF_A_YEAR and text.isdecimal() else None
