"""The domains of a result as one table: points of both parts, component index, change, mean and printed rank."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from parindex.engine.criteria.model import Part
from parindex.engine.figures import Figure
from parindex.files.published import Row
from parindex.web.publications.pages.facts import UnitFacts
from parindex.web.publications.pages.opened import Opened
from parindex.web.results.changes import StoredChange
from parindex.wording.numbers import MINUS

APPRAISED, SURVEYED = Part.APPRAISAL.value, Part.SURVEY.value


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure of the table, which opens.

    Attributes:
        maximum: The unit's own maximum, empty where the figure has none.
        notes: Numbers of the contradictions that touch it.
    """

    shown: str
    maximum: str
    address: str
    notes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class DomainRow:
    """One domain, or the index as a whole.

    Attributes:
        code: Of the domain, empty for the whole.
        appraised: ``None`` where it has no such part.
        change: Of the component index since the year before, in percentage points.
        is_comparable: Whether a change may be told at all.
        mean: Mean of the block, computed or printed; empty where it is not known.
        rank: As printed, with that of the year before; empty where none is printed.
    """

    code: str
    title: str
    appraised: Cell | None
    surveyed: Cell | None
    total: Cell
    percent: Cell
    change: Fraction | None
    is_comparable: bool
    mean: str
    rank: str
    rank_before: str


@dataclass(frozen=True, slots=True)
class AdjustmentRow:
    """Bonus or penalty points outside the domains; ``sign`` says which way they count."""

    title: str
    sign: str
    cell: Cell


@dataclass(frozen=True, slots=True)
class DomainTable:
    """All domains and the whole; a column that nothing is known of is left out."""

    rows: tuple[DomainRow, ...]
    adjustments: tuple[AdjustmentRow, ...]
    whole: DomainRow
    has_survey: bool
    has_change: bool
    has_mean: bool
    has_rank: bool
    ranked_units: str
    year_before: int | None


def domain_table(
    opened: Opened,
    *,
    change: StoredChange | None,
    means: Mapping[str, Fraction],
    facts: UnitFacts | None,
) -> DomainTable:
    """The table of domains of the result that ``opened`` belongs to.

    Args:
        opened: Any figure of the result.
        change: What moved since the year before.
        means: Key of a percent → mean of the block.
        facts: What was printed of the unit in this year.
    """
    writer = _Writer(opened, change, means, facts)
    rows = tuple(writer.domain(node.code) for node in opened.result.criteria_set.nodes)
    whole = writer.whole()
    everything = (*rows, whole)
    return DomainTable(
        rows=rows,
        adjustments=writer.adjustments(),
        whole=whole,
        has_survey=any(row.surveyed is not None for row in everything),
        has_change=change is not None,
        has_mean=any(row.mean for row in everything),
        has_rank=any(row.rank for row in rows),
        ranked_units="" if facts is None else facts.units,
        year_before=None if change is None else change.old_year,
    )


class _Writer:
    """Writes the rows of one table."""

    def __init__(
        self,
        opened: Opened,
        change: StoredChange | None,
        means: Mapping[str, Fraction],
        facts: UnitFacts | None,
    ) -> None:
        self._opened = opened
        self._change = change
        self._means = means
        self._facts = facts

    def domain(self, code: str) -> DomainRow:
        """The row of a domain."""
        opened = self._opened
        difference = None if self._change is None else self._change.of_node(code)
        printed = {} if self._facts is None else self._facts.domains.get(code, Row({})).values
        node = opened.result.criteria_set.node(code)
        return DomainRow(
            code=code,
            title=code if node is None else opened.names.words(node.title),
            appraised=self._cell(f"{code}.{APPRAISED}", code, Part.APPRAISAL),
            surveyed=self._cell(f"{code}.{SURVEYED}", code, Part.SURVEY),
            total=self._known(code),
            percent=self._known(f"{code}.percent"),
            change=None if difference is None else difference.percentage_points,
            is_comparable=difference is not None and difference.percentage_points is not None,
            mean=self._mean(f"{code}.percent", printed),
            rank=printed.get("rank", ""),
            rank_before=printed.get(f"rank_{opened.result.year - 1}", ""),
        )

    def adjustments(self) -> tuple[AdjustmentRow, ...]:
        """Bonus and penalty points, where the set has any."""
        if not self._opened.result.criteria_set.adjustments:
            return ()
        signs = {"bonus": "+", "penalty": MINUS}
        return tuple(AdjustmentRow(self._opened.at(key).title(), sign, self._known(key)) for key, sign in signs.items())

    def whole(self) -> DomainRow:
        """The row of the index."""
        printed = {} if self._facts is None else self._facts.whole.values
        points = None if self._change is None else self._change.index.percentage_points
        survey = self._opened.result.figure(SURVEYED)
        return DomainRow(
            code="",
            title="",
            appraised=self._known(APPRAISED),
            surveyed=self._known(SURVEYED) if survey.inputs else None,
            total=self._known("index"),
            percent=self._known("index.percent"),
            change=points,
            is_comparable=points is not None,
            mean=self._mean("index.percent", printed),
            rank=printed.get("rank", ""),
            rank_before=printed.get(f"rank_{self._opened.result.year - 1}", ""),
        )

    def _cell(self, key: str, code: str, part: Part) -> Cell | None:
        """The part of a domain; a domain that is a leaf itself is its own part."""
        if key in self._opened.result:
            return self._known(key)
        node = self._opened.result.criteria_set.node(code)
        return self._known(code) if node is not None and node.leaf is not None and node.leaf.part is part else None

    def _known(self, key: str) -> Cell:
        opened = self._opened.at(key)
        figure: Figure = opened.figure
        maximum = "" if figure.maximum is None else opened.plain(figure.maximum)
        return Cell(opened.number(figure.value), maximum, opened.addresses.figure(key), self._notes(key))

    def _notes(self, key: str) -> tuple[int, ...]:
        found = () if self._facts is None else self._facts.contradictions
        return tuple(number for number, item in enumerate(found, start=1) if item.about[:1] == (key,))

    def _mean(self, key: str, printed: Mapping[str, str]) -> str:
        if self._opened.language == "vi" and "national_mean" in printed:
            return printed["national_mean"].replace(".", ",")
        if "national_mean" in printed:
            return printed["national_mean"]
        mean = self._means.get(key)
        return "" if mean is None else self._opened.at("index.percent").number(mean)


def known_means(figures: Mapping[str, Figure], block: str, codes: Sequence[str]) -> dict[str, Fraction]:
    """Key of a percent → mean over the block, out of the stored figures of the block."""
    found = {}
    for key in (*(f"{code}.percent" for code in codes), "index.percent"):
        figure = figures.get(f"{block}/mean/{key}")
        if figure is not None and figure.value is not None:
            found[key] = figure.value
    return found
