"""Grades (xếp loại): the first row whose threshold and component floor both hold, on unrounded percents."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from parindex.engine.criteria.model import CriteriaSet, Grade

EVERY_BLOCK = "*"


@dataclass(frozen=True, slots=True)
class Graded:
    """The grade of a unit, and the rows above it that its percent reached but a component's floor denied.

    ``grade`` is ``None`` without a table, a fitting row or a percent.
    """

    grade: Grade | None
    denied: tuple[Grade, ...] = ()


def grade_of(criteria_set: CriteriaSet, block: str, percent: Fraction | None, components: Iterable[Fraction]) -> Graded:
    """The grade of a unit; a block's own table replaces the table of every block.

    Args:
        criteria_set: Holds the tables.
        block: Block of the unit.
        percent: Its index in percent, not rounded.
        components: Percents of its top nodes with an own maximum above 0.
    """
    table = criteria_set.grades.get(block, criteria_set.grades.get(EVERY_BLOCK, ()))
    if percent is None:
        return Graded(None)
    least = min(components, default=None)
    denied: list[Grade] = []
    for row in table:
        if not _reaches(row, percent):
            continue
        if row.no_component_below is None or least is None or least >= row.no_component_below:
            return Graded(row, tuple(denied))
        denied.append(row)
    return Graded(None, tuple(denied))


def _reaches(row: Grade, percent: Fraction) -> bool:
    return row.from_ is None or percent > row.from_ or (row.from_included and percent == row.from_)
