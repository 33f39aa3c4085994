"""Where points were lost: per leaf, node and responsible agency, appraised and surveyed apart, and year after year.

A loss is the unit's own maximum less its points. Losses add up exactly at every level. Where a value is not known the
loss is not known either, nor is any sum that holds it. Bonus and penalty are no losses.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from parindex.engine.criteria.model import Part
from parindex.engine.index.unit import UnitResult
from parindex.engine.quantities import ZERO


@dataclass(frozen=True, slots=True)
class Loss:
    """Points lost at one leaf.

    Attributes:
        code: Leaf.
        agency: Responsible agency by name; the unit's own name where the set names none.
        part: Appraised or surveyed.
        points: Own maximum less points; 0 where the leaf does not apply, ``None`` where its value is not known.
    """

    code: str
    agency: str
    part: Part
    points: Fraction | None


@dataclass(frozen=True, slots=True)
class LossSum:
    """Points lost together, appraised and surveyed; ``None`` where one of them is not known."""

    appraisal: Fraction | None
    survey: Fraction | None

    @property
    def total(self) -> Fraction | None:
        """Both parts together."""
        return None if self.appraisal is None or self.survey is None else self.appraisal + self.survey


@dataclass(frozen=True, slots=True)
class AgencyLoss:
    """What was lost under the responsibility of one agency, and at which leaves."""

    agency: str
    lost: LossSum
    losses: tuple[Loss, ...]


@dataclass(frozen=True, slots=True)
class RepeatedLoss:
    """A leaf that lost points in every cycle looked at, oldest first."""

    code: str
    agency: str
    points: tuple[Fraction, ...]


def losses(result: UnitResult) -> tuple[Loss, ...]:
    """The loss of every leaf, in the order of the file; the whole ones too."""
    score = result.score
    return tuple(
        Loss(
            code=judged.node.code,
            agency=judged.node.agency or result.unit.name,
            part=judged.part,
            points=None if value is None else maximum - value,
        )
        for judged, value, maximum in zip(score.plan.leaves, score.values, score.maxima, strict=True)
    )


def node_loss(result: UnitResult, code: str | None = None) -> LossSum:
    """What was lost below a node, or in the whole tree.

    Raises:
        KeyError: The set has no such node.
    """
    span = result.score.plan.whole if code is None else result.score.plan.spans[code]
    return add_losses(losses(result)[span.start : span.end])


def add_losses(parts: Sequence[Loss]) -> LossSum:
    """Several losses together, part by part."""
    return LossSum(_sum(parts, Part.APPRAISAL), _sum(parts, Part.SURVEY))


def losses_by_agency(result: UnitResult) -> tuple[AgencyLoss, ...]:
    """The losses of each responsible agency, the greatest known sum first, equal ones by name.

    The sums of all agencies together are the loss of the whole tree.
    """
    found: dict[str, list[Loss]] = {}
    for loss in losses(result):
        found.setdefault(loss.agency, []).append(loss)
    agencies = [AgencyLoss(agency, add_losses(parts), tuple(parts)) for agency, parts in found.items()]
    return tuple(sorted(agencies, key=_greatest_first))


def repeated_losses(results: Sequence[UnitResult]) -> tuple[RepeatedLoss, ...]:
    """Leaves of the last cycle that lost points in every one of the cycles, oldest cycle first.

    Cycles are told apart by their results; a leaf is the same where its code is (see the crosswalk for others).
    """
    return repeated_among([losses(result) for result in results])


def repeated_among(cycles: Sequence[Sequence[Loss]]) -> tuple[RepeatedLoss, ...]:
    """Leaves of the last cycle that lost points in every one of the cycles, from the losses of each, oldest first."""
    if len(cycles) < 2:  # noqa: PLR2004  one cycle repeats nothing
        return ()
    by_code = [{loss.code: loss for loss in cycle} for cycle in cycles]
    found = []
    for code, last in by_code[-1].items():
        points = tuple(cycle[code].points or ZERO for cycle in by_code if code in cycle)
        if len(points) == len(cycles) and all(points):
            found.append(RepeatedLoss(code, last.agency, points))
    return tuple(found)


def _sum(parts: Sequence[Loss], part: Part) -> Fraction | None:
    total = ZERO
    for loss in parts:
        if loss.part is not part:
            continue
        if loss.points is None:
            return None
        total += loss.points
    return total


def _greatest_first(loss: AgencyLoss) -> tuple[bool, Fraction, str]:
    total = loss.lost.total
    return total is None, -(total or ZERO), loss.agency
