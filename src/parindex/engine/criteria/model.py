"""A criteria set as the engine holds it: immutable, complete, every value with its place in the file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from parindex.engine.criteria.rules import Rule, Words
from parindex.engine.figures import Reference
from parindex.engine.quantities import Rounding
from parindex.errors import NOWHERE, Place

THE_UNIT = "@unit"


class Source(StrEnum):
    """Who judges a leaf."""

    APPRAISAL = "appraisal"
    EXTERNAL = "external"
    SURVEY = "survey"
    SATISFACTION = "satisfaction"


class Part(StrEnum):
    """The two parts of an index: appraised by the council, surveyed."""

    APPRAISAL = "appraisal"
    SURVEY = "survey"


class MissingPolicy(StrEnum):
    """How an unanswered leaf counts."""

    ZERO = "zero"  # 0 of its full maximum
    NOT_APPLICABLE = "not_applicable"  # 0 of 0
    UNKNOWN = "unknown"  # no value, and none above it; the unit is not ranked


class InputType(StrEnum):
    """What may be written as an input."""

    COUNT = "count"  # whole, 0 or more
    NUMBER = "number"
    BOOLEAN = "boolean"


@dataclass(frozen=True, slots=True)
class Input:
    """A number or yes/no that a rule needs.

    Attributes:
        name: Its code in rules and answers.
        label: Its name for people.
        type: Count, number or yes/no.
        measure: What it measures, in words (``nhiệm vụ``, ``%``), or ``None``.
        least: Least value allowed (0 unless the set says otherwise); ``None`` for yes/no.
        most: Greatest value allowed, or ``None``.
    """

    name: str
    label: Words
    type: InputType
    measure: Words | None = None
    least: Fraction | None = Fraction(0)
    most: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """What was answered for one leaf in one round.

    Yes/no inputs are 1 or 0. ``points`` given outright go before any rule. ``counts`` of ``None`` are unanswered;
    an empty mapping says that no ballot was valid. ``count`` serves adjustments alone.
    """

    inputs: Mapping[str, Fraction] = field(default_factory=dict)
    level: str | None = None
    counts: Mapping[str, Mapping[str, int]] | None = None
    formula: str | None = None
    points: Fraction | None = None
    count: Fraction | None = None
    reason: str | None = None
    evidence: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Example:
    """An answer and the points it must give; runs at import and in every test run.

    ``points`` of ``None`` means: not applicable.
    """

    entry: Entry
    points: Fraction | None
    says: Words | None = None
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Leaf:
    """What makes a node of the tree a leaf: how it is judged."""

    source: Source
    rule: Rule
    missing: MissingPolicy = MissingPolicy.UNKNOWN
    may_be_not_applicable: bool = False
    inputs: Mapping[str, Input] = field(default_factory=dict)
    examples: tuple[Example, ...] = ()
    evidence: Words | None = None
    appraiser: str | None = None
    must_justify: bool = False
    is_remainder: bool = False
    rule_place: Place = NOWHERE

    @property
    def part(self) -> Part:
        """The part of the index to which the leaf's points go."""
        return Part.APPRAISAL if self.source in {Source.APPRAISAL, Source.EXTERNAL} else Part.SURVEY


@dataclass(frozen=True, slots=True)
class Node:
    """A domain, criterion or sub-criterion; a leaf where ``leaf`` is set, else the sum of its children.

    ``agency`` is already inherited: the responsible agency, or ``None`` for the unit itself.
    """

    code: str
    title: Words
    maximum: Fraction
    agency: str | None = None
    references: tuple[Reference, ...] = ()
    children: tuple[Node, ...] = ()
    leaf: Leaf | None = None
    place: Place = NOWHERE

    def walk(self) -> Iterator[Node]:
        """The node and all below it, in the order of the file."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class Scale:
    """Answers to a survey item: each option's weight (0 to 1), and the options that say nothing."""

    id: str
    options: Mapping[str, Fraction]
    no_information: frozenset[str] = frozenset()


class WhenNotRun(StrEnum):
    """What an optional survey part means when it was not run."""

    RESCALE = "rescale"  # its maxima go, and the rest is scaled to the set's maximum in the index alone
    LOWER_MAXIMUM = "lower_maximum"  # its maxima go
    ZERO = "zero"  # its maxima stay


@dataclass(frozen=True, slots=True)
class SurveyPart:
    """Respondent groups, scales, and the weight of each group for each leaf."""

    is_optional: bool = False
    when_not_run: WhenNotRun = WhenNotRun.LOWER_MAXIMUM
    groups: Mapping[str, Words] = field(default_factory=dict)
    scales: Mapping[str, Scale] = field(default_factory=dict)
    group_weights: Mapping[str, Mapping[str, Fraction]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Grade:
    """A class of results: from which percent, and below which percent no component may lie."""

    id: str
    title: Words
    from_: Fraction | None
    from_included: bool = True
    no_component_below: Fraction | None = None


class AdjustmentKind(StrEnum):
    """Whether an adjustment outside the tree adds or takes points."""

    BONUS = "bonus"
    PENALTY = "penalty"


@dataclass(frozen=True, slots=True)
class Adjustment:
    """Points outside the tree: ``each`` per counted thing, at most ``cap``."""

    code: str
    title: Words
    kind: AdjustmentKind
    each: Fraction
    cap: Fraction | None = None
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Ceilings:
    """Yearly ceilings on the sum of all bonuses and of all penalties; ``None`` is none."""

    bonus: Fraction | None = None
    penalty: Fraction | None = None


@dataclass(frozen=True, slots=True)
class IndexBounds:
    """Bounds of the index: ``None`` is none; the upper one may be the unit's own maximum."""

    lower: Fraction | None = Fraction(0)
    upper: Fraction | None = None
    upper_is_own_maximum: bool = False


class Prefer(StrEnum):
    """Which value of a tie-break ranks first."""

    HIGHER = "higher"
    LOWER = "lower"


@dataclass(frozen=True, slots=True)
class TieBreak:
    """A figure compared between units of equal percent."""

    key: str
    prefer: Prefer


@dataclass(frozen=True, slots=True)
class Decision:
    """The document that issued a set."""

    number: str
    date: str | None = None
    issuer: str | None = None


@dataclass(frozen=True, slots=True)
class Display:
    """How figures of this set are printed; nothing is computed from a printed figure."""

    decimals: int = 2
    percent_decimals: int = 2
    rounding: Rounding = Rounding.HALF_UP


@dataclass(frozen=True, slots=True)
class ExtensionLimits:
    """What a local set may add to a frame set.

    Attributes:
        add_under: Codes of nodes that may get new children.
        added_maximum: Greatest sum of the maxima added, or ``None``.
        split: Codes of leaves that may be split.
    """

    add_under: frozenset[str] = frozenset()
    added_maximum: Fraction | None = None
    split: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class CriteriaSet:
    """One edition of a criteria set. Immutable once issued; a correction is a new revision.

    Attributes:
        file: Name of the file it was read from, as it is cited; not a path of a machine.
        sha256: Hash of the bytes of that file.
        ties: Empty for shared ranks, else the tie-breaks in order.
        places: Path (``nodes/1.7/maximum``) → where it stands in the file; no part of what the set says.
    """

    id: str
    revision: str
    title: Words
    maximum: Fraction
    nodes: tuple[Node, ...]
    edition: str | None = None
    decision: Decision | None = None
    display: Display = field(default_factory=Display)
    ties: tuple[TieBreak, ...] = ()
    survey: SurveyPart = field(default_factory=SurveyPart)
    grades: Mapping[str, tuple[Grade, ...]] = field(default_factory=dict)
    adjustments: tuple[Adjustment, ...] = ()
    ceilings: Ceilings = field(default_factory=Ceilings)
    bounds: IndexBounds = field(default_factory=IndexBounds)
    extension: ExtensionLimits | None = None
    is_demonstration: bool = False
    sources: tuple[str, ...] = ()
    file: str = ""
    sha256: str = ""
    places: Mapping[str, Place] = field(default_factory=dict, compare=False, repr=False)
    _by_code: Mapping[str, Node] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        by_code: dict[str, Node] = {}
        for node in self.walk():
            by_code.setdefault(node.code, node)
        object.__setattr__(self, "_by_code", by_code)

    def walk(self) -> Iterator[Node]:
        """All nodes, in the order of the file."""
        for node in self.nodes:
            yield from node.walk()

    def leaves(self) -> Iterator[Node]:
        """All leaves, in the order of the file."""
        return (node for node in self.walk() if node.leaf is not None)

    def node(self, code: str) -> Node | None:
        """The node of this code; the first one where a faulty set has it twice."""
        return self._by_code.get(code)
