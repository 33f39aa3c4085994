"""The composite index: tree × factor + bonus − penalty, within its bounds; its percent of the own maximum.

Source: forms of the criteria set (``survey.when_not_run``, ``adjustments``, ``adjustment_ceilings``,
``index_bounds``); Chỉ số CCHC (%) = điểm đạt được ÷ điểm tối đa × 100 (Quyết định số 876/QĐ-BNV ngày 10/11/2022).
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from parindex.engine.criteria.model import AdjustmentKind, Part, WhenNotRun
from parindex.engine.quantities import HUNDRED, ONE
from parindex.engine.scoring.adjustments import AdjustmentTotal, total_adjustments
from parindex.engine.scoring.score import UnitScore


@dataclass(frozen=True, slots=True)
class Composite:
    """The index of one unit and what it is made of, all exact, in points unless said.

    Attributes:
        tree: Points of the whole tree, before adjustments; ``None`` where a leaf's value is not known.
        tree_maximum: The unit's own maximum of the tree.
        factor: What a survey part that was not run scales the tree by; 1 otherwise.
        bonus: Points added, capped.
        penalty: Points taken, capped, as a positive number.
        unbounded: The index before its bounds.
        value: The index.
        maximum: Own maximum × factor.
        percent: value ÷ maximum × 100, not rounded; ``None`` where the maximum is 0 or the value is not known.
    """

    tree: Fraction | None
    tree_maximum: Fraction
    factor: Fraction
    bonus: AdjustmentTotal
    penalty: AdjustmentTotal
    unbounded: Fraction | None
    value: Fraction | None
    maximum: Fraction
    percent: Fraction | None


def compose(score: UnitScore) -> Composite:
    """The composite index of a scored unit."""
    plan = score.plan
    tree = score.points.over(plan.whole)
    tree_maximum = own_maximum(score)
    factor = _factor(score)
    bonus = total_adjustments(plan.criteria_set, score.sheet, AdjustmentKind.BONUS)
    penalty = total_adjustments(plan.criteria_set, score.sheet, AdjustmentKind.PENALTY)
    maximum = tree_maximum * factor
    unbounded = None if tree is None else tree * factor + bonus.points - penalty.points
    value = _bounded(score, unbounded, maximum)
    percent = None if value is None or not maximum else value / maximum * HUNDRED
    return Composite(tree, tree_maximum, factor, bonus, penalty, unbounded, value, maximum, percent)


def own_maximum(score: UnitScore) -> Fraction:
    """The unit's own maximum of the tree: without what does not apply or was not run."""
    maximum = score.own.over(score.plan.whole)
    return maximum if maximum is not None else Fraction(0)


def _factor(score: UnitScore) -> Fraction:
    """The set's maximum ÷ its nominal appraised maximum, where a survey part that was not run rescales."""
    criteria_set = score.plan.criteria_set
    if score.sheet.survey_run or criteria_set.survey.when_not_run is not WhenNotRun.RESCALE:
        return ONE
    appraised = score.plan.nominal.over(score.plan.whole, Part.APPRAISAL)
    return criteria_set.maximum / appraised if appraised else ONE


def _bounded(score: UnitScore, value: Fraction | None, maximum: Fraction) -> Fraction | None:
    if value is None:
        return None
    bounds = score.plan.criteria_set.bounds
    upper = maximum if bounds.upper_is_own_maximum else bounds.upper
    if upper is not None and value > upper:
        value = upper
    if bounds.lower is not None and value < bounds.lower:
        value = bounds.lower
    return value
