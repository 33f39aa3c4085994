"""What if: other answers for some leaves, evaluated again by the same code, and what that would bring.

Nothing here knows how points are made: a changed sheet goes the one way through :func:`~parindex.engine.evaluate`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import product

from parindex.engine.answers.model import AnswerSheet, Round, last_entry
from parindex.engine.criteria.model import CriteriaSet, Entry, Part
from parindex.engine.evaluate import CycleResult, evaluate
from parindex.engine.index.unit import UnitResult
from parindex.engine.ranking import Ranked
from parindex.engine.remediation import Loss, losses
from parindex.engine.scoring.rules import points_of


@dataclass(frozen=True, slots=True)
class WhatIf:
    """A unit before and after other answers.

    Attributes:
        points: What the index would gain, in points; ``None`` where it is not known before or after.
        percentage_points: The same in percent of the own maximum.
        rank_before: Its rank, ``None`` where it has none.
        rank_after: The rank it would have if all other units stood still.
    """

    before: UnitResult
    after: UnitResult
    points: Fraction | None
    percentage_points: Fraction | None
    rank_before: int | None
    rank_after: int | None


@dataclass(frozen=True, slots=True)
class Recoverable:
    """What mending one lost leaf wholly would bring (điểm có thể cải thiện)."""

    loss: Loss
    gain: WhatIf


@dataclass(frozen=True, slots=True)
class PrintedInterval:
    """Between which ends the index lies, when inputs are known only as they were printed.

    An end belongs to the interval as a limit: printed halves were rounded up, so the upper end itself is not reached.

    Attributes:
        low: Result with every printed value at the end that gives fewest points.
        high: Result with every printed value at the end that gives most.
    """

    low: UnitResult
    high: UnitResult

    def holds(self, value: Fraction) -> bool:
        """Whether an index in points lies between the ends."""
        low, high = self.low.composite.value, self.high.composite.value
        return low is not None and high is not None and low <= value <= high

    def ends(self, key: str) -> tuple[Fraction | None, Fraction | None]:
        """The ends of any figure: every rule rises with its inputs, so the ends of the index are ends of all.

        Raises:
            UnknownKey: The set has no such figure.
        """
        return self.low.value(key), self.high.value(key)

    def allows(self, key: str, printed: Fraction, decimals: int) -> bool:
        """Whether a figure may be what was printed with so many decimals: the two intervals meet.

        Raises:
            UnknownKey: The set has no such figure.
        """
        low, high = self.ends(key)
        half = Fraction(1, 2 * 10**decimals)
        return low is not None and high is not None and low <= printed + half and printed - half <= high


POINTS = "points"


def printed_interval(
    criteria_set: CriteriaSet, sheet: AnswerSheet, decimals: Mapping[str, Mapping[str, int]]
) -> PrintedInterval:
    """The interval of the index that rounding of the printed inputs allows.

    A value printed with d decimals stands for half a unit of its last place to either side, within 0 and the leaf's
    maximum for points. Each leaf is asked at every corner; rules are monotone in each input, so the corners are enough.

    Args:
        criteria_set: The set the sheet was written for.
        sheet: Answers, with the printed values.
        decimals: Leaf code → input name or ``points`` → decimals that were printed.

    Raises:
        KeyError: A code is no leaf of the set.
    """
    plan = evaluate(criteria_set, [sheet]).units[0].score.plan
    low: dict[str, tuple[Part, Entry]] = {}
    high: dict[str, tuple[Part, Entry]] = {}
    for code, printed in decimals.items():
        judged = plan.leaves[plan.positions[code]]
        answered = last_entry(sheet.answers.get(code))
        if answered is None:
            continue
        scored = []
        for corner in _corners(answered[1], printed, judged.node.maximum):
            points = points_of(judged.leaf.rule, judged.setting, corner)
            if isinstance(points, Fraction):
                scored.append((points, corner))
        low[code] = judged.part, min(scored, key=lambda item: item[0])[1]
        high[code] = judged.part, max(scored, key=lambda item: item[0])[1]
    ends = evaluate(criteria_set, [_with_answers(sheet, low), _with_answers(sheet, high)]).units
    return PrintedInterval(*ends)


def _corners(entry: Entry, printed: Mapping[str, int], maximum: Fraction) -> list[Entry]:
    """The entry with every printed value at either end of what it stands for."""
    ends: list[list[tuple[str, Fraction]]] = []
    for name, decimals in printed.items():
        half = Fraction(1, 2 * 10**decimals)
        value = entry.points if name == POINTS else entry.inputs.get(name)
        if value is not None:
            low, high = max(value - half, Fraction(0)), value + half
            ends.append([(name, low), (name, min(high, maximum) if name == POINTS else high)])
    corners = []
    for chosen in product(*ends):
        values = dict(chosen)
        points = values.pop(POINTS, entry.points)
        corners.append(replace(entry, inputs={**entry.inputs, **values}, points=points))
    return corners


def what_if(
    criteria_set: CriteriaSet, sheets: Sequence[AnswerSheet], unit_id: str, changes: Mapping[str, Entry]
) -> WhatIf:
    """The result of a unit if its answers for some leaves were others, all other units unchanged.

    Args:
        criteria_set: The set all sheets were written for.
        sheets: Sheets of the whole block, so that ranks can be told.
        unit_id: The unit.
        changes: Leaf code → the entry that would count.

    Raises:
        KeyError: No sheet is of this unit, or a code is no leaf of the set.
    """
    before = evaluate(criteria_set, sheets)
    return _compared(before, sheets, unit_id, changes)


def recoverable(criteria_set: CriteriaSet, sheets: Sequence[AnswerSheet], unit_id: str) -> tuple[Recoverable, ...]:
    """For each leaf that lost points: what full points there would bring, the greatest gain first."""
    before = evaluate(criteria_set, sheets)
    result = before.unit(unit_id)
    found = []
    for loss in losses(result):
        if loss.points:
            node = result.score.plan.nodes[loss.code]
            change = {loss.code: Entry(points=node.maximum)}
            found.append(Recoverable(loss, _compared(before, sheets, unit_id, change)))
    return tuple(sorted(found, key=lambda item: (-(item.gain.points or 0), item.loss.code)))


def _compared(before: CycleResult, sheets: Sequence[AnswerSheet], unit_id: str, changes: Mapping[str, Entry]) -> WhatIf:
    plan = before.unit(unit_id).score.plan
    changed = [
        _with_answers(sheet, {code: (plan.leaves[plan.positions[code]].part, entry) for code, entry in changes.items()})
        if sheet.unit.id == unit_id
        else sheet
        for sheet in sheets
    ]
    after = evaluate(before.criteria_set, changed)
    old, new = before.unit(unit_id), after.unit(unit_id)
    return WhatIf(
        before=old,
        after=new,
        points=_difference(new.composite.value, old.composite.value),
        percentage_points=_difference(new.percent, old.percent),
        rank_before=_rank(before, unit_id),
        rank_after=_rank(after, unit_id),
    )


def _with_answers(sheet: AnswerSheet, changes: Mapping[str, tuple[Part, Entry]]) -> AnswerSheet:
    answers = dict(sheet.answers)
    for code, (part, entry) in changes.items():
        answered = last_entry(answers.get(code))
        default = Round.SURVEY if part is Part.SURVEY else Round.COUNCIL
        round_ = answered[0] if answered else default
        answers[code] = {**answers.get(code, {}), round_: entry}
    return replace(sheet, answers=answers)


def _difference(new: Fraction | None, old: Fraction | None) -> Fraction | None:
    return None if new is None or old is None else new - old


def _rank(result: CycleResult, unit_id: str) -> int | None:
    place = result.place(unit_id)
    return place.rank if isinstance(place, Ranked) else None
