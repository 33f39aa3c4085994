"""What a block of units looks like: means, the gap between first and last, counts, ranks by domain, plan targets.

Every one is a :class:`~parindex.engine.figures.Figure` whose inputs are keys of unit figures (``ha-noi/index.percent``).
A comparison group (centrally run cities, a region) is a block like any other: the results of its units. Units without
the figure (not known, or own maximum 0) are left out and counted in the step.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from parindex.engine.figures import Figure, Parameter, Status, Step
from parindex.engine.index.unit import UnitResult
from parindex.engine.quantities import Measure, number_text

INDEX_PERCENT = "index.percent"


@dataclass(frozen=True, slots=True)
class NodeRank:
    """The place of a unit in its block by one figure; equal units share it."""

    unit: str
    value: Fraction
    rank: int
    is_tied: bool


class Reached(StrEnum):
    """What became of a plan target (chỉ tiêu): vượt, đạt, chưa đạt."""

    EXCEEDED = "exceeded"
    MET = "met"
    MISSED = "missed"


@dataclass(frozen=True, slots=True)
class PlanTarget:
    """A target that a plan sets for a figure.

    Attributes:
        key: The figure: ``4.survey.percent``.
        threshold: The value to reach, in the figure's measure.
        is_strict: "Trên 83 %" (above) rather than "từ 83 % trở lên" (at least).
        exceeded_from: From which value on the target counts as exceeded; for an "at least" target any value above.
    """

    key: str
    threshold: Fraction
    is_strict: bool = False
    exceeded_from: Fraction | None = None

    def judge(self, value: Fraction) -> Reached:
        """Whether an exact value exceeds, meets or misses the target; nothing is rounded.

        Example:
            >>> PlanTarget("4.survey.percent", Fraction(83), is_strict=True).judge(Fraction(83)).value
            'missed'
            >>> PlanTarget("4.survey.percent", Fraction(83)).judge(Fraction(83)).value
            'met'
        """
        is_reached = value > self.threshold or (value == self.threshold and not self.is_strict)
        if not is_reached:
            return Reached.MISSED
        if self.exceeded_from is not None:
            return Reached.EXCEEDED if value >= self.exceeded_from else Reached.MET
        return Reached.EXCEEDED if value > self.threshold and not self.is_strict else Reached.MET


def mean(block: str, results: Iterable[UnitResult], key: str = INDEX_PERCENT) -> Figure:
    """The plain mean of a figure over the units of a block: ``<block>/mean/<key>``, not rounded."""
    known, left_out = _known(results, key)
    value = sum(known.values(), Fraction(0)) / len(known) if known else None
    return _figure(block, "mean", key, value, known, left_out)


def gap(block: str, results: Iterable[UnitResult], key: str = INDEX_PERCENT) -> Figure:
    """The distance between the highest and the lowest unit, in percentage points or points."""
    known, left_out = _known(results, key)
    value = max(known.values()) - min(known.values()) if known else None
    measure = Measure.PERCENTAGE_POINTS if key.endswith(".percent") else Measure.POINTS
    return _figure(block, "gap", key, value, known, left_out, measure)


def count_reaching(block: str, results: Iterable[UnitResult], target: PlanTarget) -> Figure:
    """How many units reach a threshold, at least or strictly above it."""
    known, left_out = _known(results, target.key)
    reached = {unit: value for unit, value in known.items() if target.judge(value) is not Reached.MISSED}
    said: dict[str, Parameter] = {"threshold": number_text(target.threshold), "is_strict": target.is_strict}
    return _figure(block, "count_reaching", target.key, Fraction(len(reached)), known, left_out, Measure.COUNT, said)


def count_risen(
    block: str, results: Iterable[UnitResult], earlier: Iterable[UnitResult], key: str = INDEX_PERCENT
) -> Figure:
    """How many units stand higher than in an earlier cycle; only units with both figures are looked at."""
    now, left_out = _known(results, key)
    then, _ = _known(earlier, key)
    both = {unit: value for unit, value in now.items() if unit in then}
    risen = [unit for unit, value in both.items() if value > then[unit]]
    said: dict[str, Parameter] = {"compared": str(len(both))}
    without = left_out + len(now) - len(both)
    return _figure(block, "count_risen", key, Fraction(len(risen)), both, without, Measure.COUNT, said)


def ranks_by(results: Iterable[UnitResult], key: str) -> tuple[NodeRank, ...]:
    """The places of units by one figure, highest first; equal values share a place and the next are left out."""
    known, _ = _known(results, key)
    ordered = sorted(known.items(), key=lambda item: (-item[1], item[0]))
    values = [value for _, value in ordered]
    return tuple(
        NodeRank(unit, value, values.index(value) + 1, values.count(value) > 1) for unit, value in ordered
    )


def _known(results: Iterable[UnitResult], key: str) -> tuple[dict[str, Fraction], int]:
    """Unit → value where there is one, and how many units have none."""
    known: dict[str, Fraction] = {}
    left_out = 0
    for result in results:
        value = result.value(key)
        if value is None:
            left_out += 1
        else:
            known[result.unit.id] = value
    return known, left_out


def _figure(
    block: str,
    kind: str,
    key: str,
    value: Fraction | None,
    known: Mapping[str, Fraction] | Sequence[str],
    left_out: int,
    measure: Measure | None = None,
    said: Mapping[str, Parameter] | None = None,
) -> Figure:
    own_measure = Measure.PERCENT if key.endswith(".percent") else Measure.POINTS
    parameters: dict[str, Parameter] = {"of": key, "units": str(len(known)), "left_out": str(left_out)}
    return Figure(
        key=f"{block}/{kind}/{key}",
        value=value,
        measure=measure or own_measure,
        status=Status.WHOLE,
        step=Step(kind, parameters | dict(said or {})),
        inputs=tuple(f"{unit}/{key}" for unit in sorted(known)),
    )
