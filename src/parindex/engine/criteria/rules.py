"""The rule kinds of a criteria set, as typed parameters.

One record per kind, the list is closed. Points are computed in :mod:`parindex.engine.scoring.rules`; here stands only
what the set says. M is the maximum of the leaf.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import ClassVar

from parindex.engine.criteria.formula import Expression
from parindex.engine.quantities import is_less


@dataclass(frozen=True, slots=True)
class Words:
    """A name in Vietnamese, and in English where the set has it."""

    vi: str
    en: str | None = None

    def in_language(self, language: str) -> str:
        """The words in ``language``, in Vietnamese where they are not there."""
        return self.en if language == "en" and self.en else self.vi


class ZeroDenominator(StrEnum):
    """What a total of zero means: looked at before any floor or cap."""

    FULL = "full"  # M points
    ZERO = "zero"  # 0 points
    NOT_APPLICABLE = "not_applicable"  # as if a grant stood for the leaf
    MISSING = "missing"  # as if unanswered: the leaf's own policy decides


@dataclass(frozen=True, slots=True)
class Given:
    """Points 0 to M as the council gives them, a multiple of ``step`` where one is set."""

    kind: ClassVar[str] = "given"
    step: Fraction | None = None


@dataclass(frozen=True, slots=True)
class PassFail:
    """M or nothing: by a yes/no ``input``, or by a ``condition`` that is not 0."""

    kind: ClassVar[str] = "pass_fail"
    input: str | None = None
    condition: Expression | None = None
    zero_denominator: ZeroDenominator = ZeroDenominator.MISSING


@dataclass(frozen=True, slots=True)
class Level:
    """A named level and its points."""

    id: str
    title: Words
    points: Fraction


@dataclass(frozen=True, slots=True)
class Levels:
    """The points of the level that the entry names."""

    kind: ClassVar[str] = "levels"
    levels: tuple[Level, ...]


@dataclass(frozen=True, slots=True)
class Band:
    """An interval of the scored value, in percent or in the input's own measure, and its points.

    ``from_`` and ``to`` of ``None`` are open; the other ends belong to the band only where ``…_included``.
    """

    from_: Fraction | None
    from_included: bool
    to: Fraction | None
    to_included: bool
    points: Fraction

    def holds(self, value: Fraction) -> bool:
        """Whether ``value`` lies in this band."""
        if self.from_ is not None and (is_less(value, self.from_) or (value == self.from_ and not self.from_included)):
            return False
        return self.to is None or is_less(value, self.to) or (value == self.to and self.to_included)


@dataclass(frozen=True, slots=True)
class Domain:
    """The values that bands must cover without gap or overlap; ends are closed, ``None`` is open."""

    from_: Fraction | None
    to: Fraction | None


@dataclass(frozen=True, slots=True)
class Bands:
    """The points of the one band that holds the exact value.

    The value is ``input`` or ``percent`` as it is, or ``numerator`` ÷ ``denominator`` × 100.
    """

    kind: ClassVar[str] = "bands"
    domain: Domain
    bands: tuple[Band, ...]
    input: str | None = None
    percent: str | None = None
    numerator: str | None = None
    denominator: str | None = None
    zero_denominator: ZeroDenominator = ZeroDenominator.MISSING
    part_of_whole: bool = False


@dataclass(frozen=True, slots=True)
class Floor:
    """A share (0 to 1) under which fixed points are given."""

    below: Fraction
    points: Fraction


@dataclass(frozen=True, slots=True)
class Ratio:
    """min(share, cap) × M; below the floor its points. Share is ``percent`` ÷ 100 or numerator ÷ denominator."""

    kind: ClassVar[str] = "ratio"
    cap: Fraction
    percent: str | None = None
    numerator: str | None = None
    denominator: str | None = None
    floor: Floor | None = None
    zero_denominator: ZeroDenominator = ZeroDenominator.MISSING
    part_of_whole: bool = False


@dataclass(frozen=True, slots=True)
class WeightedTerm:
    """A count and the weight of one of it."""

    input: str
    weight: Fraction


@dataclass(frozen=True, slots=True)
class WeightedRatio:
    """min(Σ count × weight ÷ total, cap) × M."""

    kind: ClassVar[str] = "weighted_ratio"
    terms: tuple[WeightedTerm, ...]
    denominator: str
    cap: Fraction
    zero_denominator: ZeroDenominator = ZeroDenominator.MISSING
    part_of_whole: bool = False


class ZeroLevel(StrEnum):
    """What a level of government with a total of zero means in a mean of ratios."""

    SKIP = "skip"
    FULL = "full"
    ZERO = "zero"


@dataclass(frozen=True, slots=True)
class RatioLevel:
    """One level of government: its share (``percent`` ÷ 100, or numerator ÷ denominator) and weight."""

    id: str
    weight: Fraction
    percent: str | None = None
    numerator: str | None = None
    denominator: str | None = None


@dataclass(frozen=True, slots=True)
class MeanOfRatios:
    """Σ weight × min(share, 1) ÷ Σ weight × M, over the levels that are not skipped."""

    kind: ClassVar[str] = "mean_of_ratios"
    levels: tuple[RatioLevel, ...]
    zero_level: ZeroLevel = ZeroLevel.SKIP
    zero_denominator: ZeroDenominator = ZeroDenominator.MISSING
    part_of_whole: bool = False


@dataclass(frozen=True, slots=True)
class CountedItem:
    """Points for each of a counted thing, up to ``cap`` points where one is set."""

    input: str
    each: Fraction
    cap: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Deduction:
    """max(floor, M − Σ min(count × each, cap))."""

    kind: ClassVar[str] = "deduction"
    faults: tuple[CountedItem, ...]
    floor: Fraction = Fraction(0)


@dataclass(frozen=True, slots=True)
class Count:
    """min(M, Σ min(count × each, cap))."""

    kind: ClassVar[str] = "count"
    items: tuple[CountedItem, ...]


@dataclass(frozen=True, slots=True)
class TargetClasses:
    """One value for each of the three outcomes of a target."""

    missed: str
    met: str
    exceeded: str


@dataclass(frozen=True, slots=True)
class TargetShares:
    """The share of full points that a missed, met or exceeded target earns."""

    missed: Fraction
    met: Fraction
    exceeded: Fraction


@dataclass(frozen=True, slots=True)
class Targets:
    """Σ count × share ÷ Σ count × M over missed, met and exceeded targets."""

    kind: ClassVar[str] = "targets"
    inputs: TargetClasses
    shares: TargetShares
    zero_denominator: ZeroDenominator = ZeroDenominator.MISSING


class EmptyGroup(StrEnum):
    """What a respondent group without a valid answer means."""

    RENORMALISE = "renormalise"  # the others carry its weight
    ZERO = "zero"  # its score is 0
    MISSING = "missing"  # the leaf is missing


@dataclass(frozen=True, slots=True)
class Survey:
    """Σ_g W_g·s_g ÷ Σ W_g × M, where s_g = Σ answers × answer weight ÷ valid answers of the group.

    Answer weights stand in the scale, group weights in the set's survey section.
    """

    kind: ClassVar[str] = "survey"
    scale: str
    empty_group: EmptyGroup = EmptyGroup.RENORMALISE


@dataclass(frozen=True, slots=True)
class Satisfaction:
    """An external index in percent ÷ 100 × M, unless its points are given separately."""

    kind: ClassVar[str] = "satisfaction"
    percent: str


@dataclass(frozen=True, slots=True)
class NamedFormula:
    """One of several formulas that an entry may choose."""

    id: str
    expression: Expression


@dataclass(frozen=True, slots=True)
class Formulas:
    """The value of the chosen formula (the first where none is named), clipped to 0..M."""

    kind: ClassVar[str] = "formula"
    formulas: tuple[NamedFormula, ...]
    zero_denominator: ZeroDenominator = ZeroDenominator.MISSING


Rule = (
    Given
    | PassFail
    | Levels
    | Bands
    | Ratio
    | WeightedRatio
    | MeanOfRatios
    | Deduction
    | Count
    | Targets
    | Survey
    | Satisfaction
    | Formulas
)
