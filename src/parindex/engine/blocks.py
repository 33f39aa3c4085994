"""What a block of units looks like: means, the gap between first and last, counts, ranks by domain, plan targets.

Every one is a :class:`~parindex.engine.figures.Figure` whose inputs are keys of unit figures
(``ha-noi/index.percent``).
A comparison group (centrally run cities, a region) is a block like any other: the results of its units. Units without
the figure (not known, or own maximum 0) are left out and counted in the step.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise

from parindex.engine.figures import Figure, Parameter, Status, Step
from parindex.engine.index.unit import UnitResult
from parindex.engine.quantities import Measure, number_text

INDEX_PERCENT = "index.percent"


@dataclass(frozen=True, slots=True)
class Reading:
    """A unit's percent as far as it is known.

    Attributes:
        decimals: How many decimals were printed, the last one rounded half up; ``None`` for an exact percent.
    """

    unit: str
    percent: Fraction
    decimals: int | None = None

    @property
    def half_step(self) -> Fraction:
        """By how much the true percent may differ from the printed one."""
        return Fraction(0) if self.decimals is None else Fraction(1, 2 * 10**self.decimals)


@dataclass(frozen=True, slots=True)
class Distance:
    """How far two units that follow each other in a ranking lie apart.

    Attributes:
        apart: In percentage points, 0 or more.
        is_open: Whether the rounding of the printed percents leaves open which of the two stands higher.
    """

    above: Reading
    below: Reading
    apart: Fraction
    is_open: bool


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


@dataclass(frozen=True, slots=True)
class _Known:
    """Values of a figure in a block.

    Attributes:
        of: Key of the figure.
        values: Unit → value, where there is one.
        left_out: How many units have none.
    """

    of: str
    values: Mapping[str, Fraction]
    left_out: int

    def figure(self, name: str, value: Fraction | None, measure: Measure, **said: Parameter) -> Figure:
        """A figure of the block, made from the values."""
        parameters: dict[str, Parameter] = {
            "of": self.of,
            "units": str(len(self.values)),
            "left_out": str(self.left_out),
        }
        return Figure(
            key=name + "/" + self.of,
            value=value,
            measure=measure,
            status=Status.WHOLE,
            step=Step(name.rpartition("/")[2], parameters | said),
            inputs=tuple(f"{unit}/{self.of}" for unit in sorted(self.values)),
        )


def mean(block: str, results: Iterable[UnitResult], key: str = INDEX_PERCENT) -> Figure:
    """The plain mean of a figure over the units of a block: ``<block>/mean/<key>``, not rounded."""
    known = _known(results, key)
    values = known.values.values()
    value = sum(values, Fraction(0)) / len(values) if values else None
    return known.figure(f"{block}/mean", value, Measure.PERCENT if _is_percent(key) else Measure.POINTS)


def gap(block: str, results: Iterable[UnitResult], key: str = INDEX_PERCENT) -> Figure:
    """The distance between the highest and the lowest unit, in percentage points or points."""
    known = _known(results, key)
    values = known.values.values()
    value = max(values) - min(values) if values else None
    return known.figure(f"{block}/gap", value, Measure.PERCENTAGE_POINTS if _is_percent(key) else Measure.POINTS)


def count_reaching(block: str, results: Iterable[UnitResult], target: PlanTarget) -> Figure:
    """How many units reach a threshold, at least or strictly above it."""
    known = _known(results, target.key)
    reached = [value for value in known.values.values() if target.judge(value) is not Reached.MISSED]
    threshold = number_text(target.threshold)
    said: dict[str, Parameter] = {"threshold": threshold, "is_strict": target.is_strict}
    return known.figure(f"{block}/count_reaching", Fraction(len(reached)), Measure.COUNT, **said)


def count_risen(
    block: str, results: Iterable[UnitResult], earlier: Iterable[UnitResult], key: str = INDEX_PERCENT
) -> Figure:
    """How many units stand higher than in an earlier cycle; only units with both figures are looked at."""
    now, then = _known(results, key), _known(earlier, key).values
    both = {unit: value for unit, value in now.values.items() if unit in then}
    risen = [unit for unit, value in both.items() if value > then[unit]]
    known = _Known(key, both, now.left_out + len(now.values) - len(both))
    return known.figure(f"{block}/count_risen", Fraction(len(risen)), Measure.COUNT)


def distances(readings: Iterable[Reading]) -> tuple[Distance, ...]:
    """How far each unit of a ranking lies from the next one, highest first.

    A percent printed as 90,59 stands for any from 90,585 to just under 90,595. The order of two units is open where
    such spans overlap: where both print 90,59, not where one prints 90,59 and the other 90,58.

    Example:
        >>> [told] = distances([Reading("a", Fraction("90.59"), 2), Reading("b", Fraction("90.59"), 2)])
        >>> told.apart, told.is_open
        (Fraction(0, 1), True)
    """
    ordered = sorted(readings, key=lambda reading: (-reading.percent, reading.unit))
    return tuple(
        Distance(above, below, apart, is_open=apart < above.half_step + below.half_step)
        for above, below in pairwise(ordered)
        for apart in [above.percent - below.percent]
    )


def ranks_by(results: Iterable[UnitResult], key: str) -> tuple[NodeRank, ...]:
    """The places of units by one figure, highest first; equal values share a place and the next are left out."""
    ordered = sorted(_known(results, key).values.items(), key=lambda item: (-item[1], item[0]))
    places: list[NodeRank] = []
    numbers = Counter(value for _, value in ordered)
    for position, (unit, value) in enumerate(ordered):
        place = places[-1].rank if places and places[-1].value == value else position + 1
        places.append(NodeRank(unit, value, place, numbers[value] > 1))
    return tuple(places)


def _known(results: Iterable[UnitResult], key: str) -> _Known:
    values = {result.unit.id: result.value(key) for result in results}
    known = {unit: value for unit, value in values.items() if value is not None}
    return _Known(key, known, len(values) - len(known))


def _is_percent(key: str) -> bool:
    return key.endswith(".percent")
