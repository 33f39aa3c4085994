"""The one way in: a criteria set and answer sheets, out come exact scores, grades and ranks with their derivations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

from parindex.engine.answers.model import AnswerSheet
from parindex.engine.criteria.model import CriteriaSet
from parindex.engine.index.unit import UnitResult
from parindex.engine.ranking import BlockRanking, Ranked, Unranked, rank
from parindex.engine.scoring.score import ScoringPlan


class CycleResult:
    """Results of all units that were scored by one criteria set in one cycle.

    Attributes:
        criteria_set: The set, with the hash of its file.
        units: One result per sheet, in the order of the sheets.
    """

    def __init__(self, criteria_set: CriteriaSet, units: Iterable[UnitResult]) -> None:
        self.criteria_set = criteria_set
        self.units = tuple(units)

    @cached_property
    def ranking(self) -> tuple[BlockRanking, ...]:
        """The ranking of each block."""
        return rank(self.criteria_set, self.units)

    def unit(self, unit_id: str) -> UnitResult:
        """The result of one unit.

        Raises:
            KeyError: No sheet was of this unit.
        """
        return self._by_id[unit_id]

    @cached_property
    def _by_id(self) -> Mapping[str, UnitResult]:
        return {result.unit.id: result for result in self.units}

    def place(self, unit_id: str) -> Ranked | Unranked:
        """The rank of a unit in its block, or why it has none.

        Raises:
            KeyError: No sheet was of this unit.
        """
        return self._places[unit_id]

    @cached_property
    def _places(self) -> Mapping[str, Ranked | Unranked]:
        ranked = {place.unit: place for block in self.ranking for place in block.ranked}
        return ranked | {place.unit: place for block in self.ranking for place in block.unranked}


def evaluate(criteria_set: CriteriaSet, sheets: Iterable[AnswerSheet]) -> CycleResult:
    """Scores of all units by one criteria set.

    Sheets must be of this set and free of problems (see ``answers.load``). The same set and sheets give the same
    figures, whatever their order.

    Raises:
        BadData: A value lies outside what its rule covers.
    """
    plan = ScoringPlan(criteria_set)
    return CycleResult(criteria_set, (UnitResult(plan, sheet) for sheet in sheets))
