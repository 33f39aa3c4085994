"""Bonuses and penalties (điểm cộng, điểm trừ): points outside the tree, each with its cap and a yearly ceiling."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from parindex.engine.answers.model import AnswerSheet, last_entry
from parindex.engine.criteria.model import Adjustment, AdjustmentKind, CriteriaSet, Entry
from parindex.engine.quantities import ZERO


@dataclass(frozen=True, slots=True)
class AdjustedPoints:
    """Points of one adjustment, positive for bonus and penalty alike.

    Attributes:
        adjustment: What the set says.
        entry: What was answered, or ``None``: then 0 points.
        points: min(count × each, cap), or the points given, at most the cap.
        is_capped: Whether the cap took points away.
    """

    adjustment: Adjustment
    entry: Entry | None
    points: Fraction
    is_capped: bool


@dataclass(frozen=True, slots=True)
class AdjustmentTotal:
    """All adjustments of one kind: their sum, at most the ceiling."""

    kind: AdjustmentKind
    parts: tuple[AdjustedPoints, ...]
    ceiling: Fraction | None
    points: Fraction


def total_adjustments(criteria_set: CriteriaSet, sheet: AnswerSheet, kind: AdjustmentKind) -> AdjustmentTotal:
    """Points of all bonuses or all penalties of a unit, capped each and together."""
    parts = tuple(_adjusted(adjustment, sheet) for adjustment in criteria_set.adjustments if adjustment.kind is kind)
    ceilings = criteria_set.ceilings
    ceiling = ceilings.bonus if kind is AdjustmentKind.BONUS else ceilings.penalty
    total = sum((part.points for part in parts), ZERO)
    return AdjustmentTotal(kind, parts, ceiling, total if ceiling is None else min(total, ceiling))


def _adjusted(adjustment: Adjustment, sheet: AnswerSheet) -> AdjustedPoints:
    answered = last_entry(sheet.adjustments.get(adjustment.code))
    if answered is None:
        return AdjustedPoints(adjustment, None, ZERO, is_capped=False)
    entry = answered[1]
    points = entry.points if entry.points is not None else (entry.count or ZERO) * adjustment.each
    is_capped = adjustment.cap is not None and points > adjustment.cap
    return AdjustedPoints(adjustment, entry, adjustment.cap if is_capped and adjustment.cap else points, is_capped)
