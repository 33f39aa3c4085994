"""Years compared: today's provinces with those they were made of, and criteria across editions of the criteria set."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from parindex.engine.change import Comparability, Difference, Side, difference, link_difference
from parindex.engine.criteria.compare import Crosswalk, Link, Relation
from parindex.engine.criteria.model import CriteriaSet
from parindex.engine.quantities import HUNDRED, parse_number
from parindex.web.publications.pages.opened import Addresses, reversed_or_empty
from parindex.web.publications.pages.relations import CRITERIA_CHANGES, Sign, Verdict, verdict_of
from parindex.web.results.queries import StoredResult
from parindex.web.units.queries import LineageEvent, NamedUnit
from parindex.wording.names import Names
from parindex.wording.numbers import grouped, percent, printed
from parindex.wording.orthography import folded, sort_key

if TYPE_CHECKING:
    from parindex.web.publications.models import PrintedRow

RENAMED = "rename"


@dataclass(frozen=True, slots=True)
class Line:
    """One unit in both years, as it was printed.

    Attributes:
        told: The two percents compared; nothing is compared that was not printed.
        is_namesake: Whether the unit of today took its name.
    """

    unit: NamedUnit
    page: str
    old: PrintedRow | None
    new: PrintedRow | None
    told: Difference
    is_namesake: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """A unit of today, and under it the units that it was made of.

    Attributes:
        event: What made it, ``None`` for a unit that a reform left as it was.
        own: Its own line; its years before a merger have no figure, and none is made up.
        predecessors: The units before a merger, each with its line.
        is_new_old: Whether it did not exist yet in the older year; ``is_new_new`` in the newer one.
        verdict: What may be compared; ``None`` where nothing is known of it.
    """

    unit: NamedUnit
    event: LineageEvent | None
    own: Line
    predecessors: tuple[Line, ...] = ()
    is_new_old: bool = False
    is_new_new: bool = False
    verdict: Verdict | None = None

    @property
    def is_compared(self) -> bool:
        """Whether both years of it or of a predecessor are public."""
        return any(line.told.comparability is not Comparability.UNKNOWN for line in (self.own, *self.predecessors))

    @property
    def height(self) -> int:
        """How many rows it takes."""
        return 1 + len(self.predecessors)

    @property
    def names(self) -> str:
        """What a search looks through."""
        units = [self.unit, *(line.unit for line in self.predecessors)]
        return folded(" ; ".join(f"{unit.name} {unit.name_en}" for unit in units))


@dataclass(frozen=True, slots=True)
class Belonging:
    """A former unit that a search names: where it belongs now, with which others, and its last figures.

    Attributes:
        row: Its last printed figures, of ``year``, among ``ranked`` units.
    """

    unit: NamedUnit
    now: NamedUnit
    others: tuple[str, ...]
    row: PrintedRow | None
    year: int | None
    ranked: int | None


@dataclass(frozen=True, slots=True)
class CriterionRow:
    """A criterion in two results: its points of its maximum, each with the page of the figure.

    Attributes:
        points: Change in points, as shown; empty where the maxima differ.
        percents: ``68,67 % to 86,00 %``, where only percents may be compared.
        percentage_points: Their difference, ``None`` where nothing may be compared.
    """

    code: str
    title: str
    old: str
    old_address: str
    new: str
    new_address: str
    verdict: Verdict
    told: Difference
    percents: str


def groups(
    events: Sequence[LineageEvent],
    unchanged: Sequence[NamedUnit],
    rows: Callable[[int, int], PrintedRow | None],
    years: tuple[int, int],
) -> tuple[Group, ...]:
    """Every unit of today, by name, with what it was made of.

    Args:
        events: Of the reform that made today's units.
        unchanged: Units that it left as they were.
        rows: Unit id and year → what was printed of it.
        years: The older and the newer year.
    """
    found = [_changed(event, unit, rows, years) for event in events for unit in event.after]
    found += [_unchanged(unit, rows, years) for unit in unchanged]
    return tuple(sorted(found, key=lambda group: sort_key(_bare(group.unit.name))))


def _bare(name: str) -> str:
    """A name without the kind of unit before it, for the order of the list."""
    return name.removeprefix("Tỉnh ").removeprefix("Thành phố ").removeprefix("TP. ")


def _changed(
    event: LineageEvent, unit: NamedUnit, rows: Callable[[int, int], PrintedRow | None], years: tuple[int, int]
) -> Group:
    if event.event == RENAMED:
        own = _line(unit, lambda unit_id, year: rows(unit_id, year) or rows(event.before[0].id, year), years)
        return Group(unit, event, own, verdict=_verdict(own, years, _renamed(event)))
    before = tuple(replace(_line(one, rows, years), is_namesake=is_namesake(one, unit)) for one in event.before)
    own = _line(unit, rows, years)
    begins = event.date.year
    is_new = years[0] < begins
    verdict = _merged(event) if is_new else _verdict(own, years, "")
    return Group(unit, event, own, before, is_new, years[1] < begins, verdict)


def _unchanged(unit: NamedUnit, rows: Callable[[int, int], PrintedRow | None], years: tuple[int, int]) -> Group:
    own = _line(unit, rows, years)
    return Group(unit, None, own, verdict=_verdict(own, years, _("The unit has not changed.")))


def _line(unit: NamedUnit, rows: Callable[[int, int], PrintedRow | None], years: tuple[int, int]) -> Line:
    old, new = (rows(unit.id, year) for year in years)
    told = difference(_side(old), _side(new))
    return Line(unit, reversed_or_empty("publications:unit", unit.key), old, new, told)


def _side(row: PrintedRow | None) -> Side:
    return Side(None if row is None else parse_number(row.percent), HUNDRED)


def _verdict(line: Line, years: tuple[int, int], unit_words: str) -> Verdict | None:
    """What may be compared of a unit that is the same in both years; ``None`` without both figures."""
    if line.told.comparability is Comparability.UNKNOWN:
        return None
    change = next((year for year in CRITERIA_CHANGES if years[0] < year <= years[1]), None)
    if change is None:
        return Verdict(Sign.YES, " ".join(filter(None, (unit_words, _("The criteria set is the same.")))))
    message = _("The criteria set changed in %(year)s (%(decision)s), so neither points nor places are compared.")
    said = message % {"year": change, "decision": CRITERIA_CHANGES[change]}
    return Verdict(Sign.PERCENT, " ".join(filter(None, (unit_words, said))))


def _renamed(event: LineageEvent) -> str:
    return _("Only the name changed (formerly %(name)s).") % {"name": event.before[0].name}


def _merged(event: LineageEvent) -> Verdict:
    number = len(event.before)
    message = ngettext(
        "Made of %(number)s unit.",
        "Merged from %(number)s units. Their earlier results are neither added nor averaged: each had its own survey "
        "and its own maximum.",
        number,
    )
    return Verdict(Sign.NO, message % {"number": number})


def belongings(
    shown: Sequence[Group], text: str, rows: Callable[[int, int], PrintedRow | None], ranked: Mapping[int, int]
) -> Iterator[Belonging]:
    """The former units whose name holds every word of a text.

    Args:
        shown: Every unit of today.
        text: What the reader typed.
        rows: Unit id and year → what was printed of it.
        ranked: Year → how many units were ranked.
    """
    words = folded(text).split()
    for group in shown:
        for line in group.predecessors:
            if words and all(word in folded(line.unit.name) for word in words):
                others = tuple(_former(one) for one in group.predecessors if one.unit.id != line.unit.id)
                year = next((year for year in sorted(ranked, reverse=True) if rows(line.unit.id, year)), None)
                row = None if year is None else rows(line.unit.id, year)
                yield Belonging(line.unit, group.unit, others, row, year, None if year is None else ranked[year])


def _former(line: Line) -> str:
    """The name of a predecessor, told apart where the new unit took it."""
    return _("%(name)s (former)") % {"name": line.unit.name} if line.is_namesake else line.unit.name


def is_namesake(old: NamedUnit, new: NamedUnit) -> bool:
    """Whether a new unit bears the name of one that it was made of."""
    return folded(_bare(old.name)) == folded(_bare(new.name))


# Criteria across editions


def criterion_rows(
    old: StoredResult, new: StoredResult, crosswalk: Crosswalk, addresses: tuple[Addresses, Addresses], language: str
) -> Iterator[CriterionRow]:
    """Every link of the crosswalk that tells of single criteria, in the order of the newer set.

    Args:
        old: The older result.
        new: The newer one.
        crosswalk: Between their sets.
        addresses: Of the figures of both.
        language: Of the page.
    """
    order = {node.code: place for place, node in enumerate(new.criteria_set.leaves())}
    told = [link for link in crosswalk.links if link.relation is not Relation.NOT_COMPARABLE]
    for link in sorted(told, key=lambda link: min((order.get(code, 0) for code in link.to), default=len(order))):
        yield _criterion_row(old, new, link, addresses, language)


def _criterion_row(
    old: StoredResult, new: StoredResult, link: Link, addresses: tuple[Addresses, Addresses], language: str
) -> CriterionRow:
    change = link_difference(link, old.figure, new.figure)
    verdict = verdict_of(link)
    criteria_set, codes = (new.criteria_set, link.to) if link.to else (old.criteria_set, link.from_)
    percents = ""
    if change.comparability is Comparability.PERCENT:
        shown = {
            "old": percent(change.old.percent, criteria_set.display.percent_decimals, language=language),
            "new": percent(change.new.percent, criteria_set.display.percent_decimals, language=language),
        }
        percents = _("from %(old)s to %(new)s") % shown
    return CriterionRow(
        code=", ".join(codes),
        title=_titles(criteria_set, codes, language),
        old=_points(change.old, old.criteria_set, language) if link.from_ else "",
        old_address=addresses[0].figure(link.from_[0]) if len(link.from_) == 1 else "",
        new=_points(change.new, new.criteria_set, language) if link.to else "",
        new_address=addresses[1].figure(link.to[0]) if len(link.to) == 1 else "",
        verdict=verdict,
        told=change,
        percents=percents,
    )


def _titles(criteria_set: CriteriaSet, codes: Sequence[str], language: str) -> str:
    names = Names(criteria_set, language)
    nodes = [node for code in codes if (node := criteria_set.node(code)) is not None]
    return "; ".join(names.words(node.title) for node in nodes)


def _points(side: Side, criteria_set: CriteriaSet, language: str) -> str:
    """Points of their maximum: ``1,03/1,5``."""
    display = criteria_set.display
    value = printed(side.value, display.decimals, language=language, rounding=display.rounding)
    return f"{value}/{grouped(side.maximum, language)}"


def row_finder(tables: Mapping[int, Mapping[int, PrintedRow]]) -> Callable[[int, int], PrintedRow | None]:
    """Unit id and year → what was printed of it, out of the tables of the years."""

    def find(unit_id: int, year: int) -> PrintedRow | None:
        return tables.get(year, {}).get(unit_id)

    return find
