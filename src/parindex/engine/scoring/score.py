"""The walk over the tree: points, own maxima and status of every leaf of one unit, and the sums over any node.

Leaves are held in the order of the file, so a node is a span of them. Sums are kept as whole numbers over one common
denominator, running from leaf to leaf: the sum of any node is one subtraction, exact, and nothing is added twice.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate
from math import lcm
from operator import mul

from parindex.engine.answers.model import AnswerSheet, Grant, Round, last_entry
from parindex.engine.criteria.model import CriteriaSet, Entry, Leaf, MissingPolicy, Node, Part, WhenNotRun
from parindex.engine.criteria.rules import Rule, Survey
from parindex.engine.figures import Parameter, Status
from parindex.engine.quantities import ZERO
from parindex.engine.scoring.rules import Gap, Setting, points_of


@dataclass(frozen=True, slots=True)
class JudgedLeaf:
    """A leaf made ready for scoring: its node, how it is judged, and what its rule needs."""

    node: Node
    leaf: Leaf
    setting: Setting
    part: Part


@dataclass(frozen=True, slots=True)
class Span:
    """The leaves of a node: positions ``start`` up to, not including, ``end``."""

    start: int
    end: int


class RunningSums:
    """Sums of consecutive leaves, exact: all of them, and those of the appraised part alone.

    A value of ``None`` makes every sum that holds it ``None``.
    """

    __slots__ = ("_all", "_appraised", "_denominator", "_unknown", "_unknown_appraised", "_values")

    def __init__(self, values: Sequence[Fraction | None], is_appraised: Sequence[bool]) -> None:
        self._values = values
        ratios = [(0, 1) if value is None else value.as_integer_ratio() for value in values]
        denominator = lcm(*{below for _, below in ratios})
        whole = [above * (denominator // below) for above, below in ratios]
        self._denominator = denominator
        self._all = list(accumulate(whole, initial=0))
        self._appraised = list(accumulate(map(mul, whole, is_appraised), initial=0))
        unknown = [value is None for value in values]
        has_unknown = any(unknown)
        self._unknown = list(accumulate(unknown, initial=0)) if has_unknown else None
        self._unknown_appraised = list(accumulate(map(mul, unknown, is_appraised), initial=0)) if has_unknown else None

    def over(self, span: Span, part: Part | None = None) -> Fraction | None:
        """Sum over a span, of one part or of both; ``None`` where a value in it is not known."""
        if part is None and span.end - span.start == 1:
            return self._values[span.start]
        if _over(self._unknown, self._unknown_appraised, span, part):
            return None
        return Fraction(_over(self._all, self._appraised, span, part), self._denominator)


def _over(both: Sequence[int] | None, appraised: Sequence[int] | None, span: Span, part: Part | None) -> int:
    """The running sums over a span: of both parts, of the appraised one, or of what is left for the surveyed one."""
    if both is None or appraised is None:
        return 0
    start, end = span.start, span.end
    if part is None:
        return both[end] - both[start]
    own = appraised[end] - appraised[start]
    return own if part is Part.APPRAISAL else both[end] - both[start] - own


class ScoringPlan:
    """A criteria set made ready for scoring many units by it."""

    def __init__(self, criteria_set: CriteriaSet) -> None:
        self.criteria_set = criteria_set
        self.leaves: list[JudgedLeaf] = []
        self.spans: dict[str, Span] = {}
        self.nodes: dict[str, Node] = {}
        for node in criteria_set.nodes:
            self._place(node)
        self.positions = {judged.node.code: position for position, judged in enumerate(self.leaves)}
        self.whole = Span(0, len(self.leaves))
        self.is_appraised = [judged.part is Part.APPRAISAL for judged in self.leaves]
        self.maxima = [judged.node.maximum for judged in self.leaves]
        self.nominal = RunningSums(self.maxima, self.is_appraised)
        self._rule_parameters: dict[int, Mapping[str, Parameter]] = {}

    def _place(self, node: Node) -> None:
        start = len(self.leaves)
        self.nodes[node.code] = node
        if node.leaf is not None:
            self.leaves.append(JudgedLeaf(node, node.leaf, self._setting(node, node.leaf), node.leaf.part))
        for child in node.children:
            self._place(child)
        self.spans[node.code] = Span(start, len(self.leaves))

    def _setting(self, node: Node, leaf: Leaf) -> Setting:
        survey = self.criteria_set.survey
        if not isinstance(leaf.rule, Survey):
            return Setting(node.maximum)
        return Setting(node.maximum, survey.scales.get(leaf.rule.scale), survey.group_weights.get(node.code, {}))

    def rule_parameters(
        self, position: int, document: Callable[[Rule], Mapping[str, Parameter]]
    ) -> Mapping[str, Parameter]:
        """What the rule of a leaf says, as ``document`` writes it; written once for all units."""
        found = self._rule_parameters.get(position)
        if found is None:
            found = self._rule_parameters[position] = document(self.leaves[position].leaf.rule)
        return found

    def has_part(self, code: str, part: Part) -> bool:
        """Whether some leaf below the node belongs to the part."""
        span = self.spans[code]
        return (part is Part.APPRAISAL) in self.is_appraised[span.start : span.end]


@dataclass(slots=True)
class UnitScore:
    """Points of one unit, leaf by leaf in the order of the plan, and their sums.

    Attributes:
        values: Points of each leaf, ``None`` where they are not known.
        maxima: Own maximum of each leaf: 0 where it does not apply or its part was not run.
        statuses: How each leaf came about.
        grants: Position of a leaf → the grant that makes it not apply, with the node it was granted for.
    """

    plan: ScoringPlan
    sheet: AnswerSheet
    upto: Round
    values: list[Fraction | None]
    maxima: list[Fraction]
    statuses: list[Status]
    grants: dict[int, tuple[str, Grant]]
    points: RunningSums
    own: RunningSums

    def entry(self, position: int) -> tuple[Round, Entry] | None:
        """The round and entry that count for a leaf."""
        return last_entry(self.sheet.answers.get(self.plan.leaves[position].node.code), self.upto)

    def status(self, span: Span) -> Status:
        """The common status of the leaves of a span, else mixed."""
        found = set(self.statuses[span.start : span.end])
        if len(found) == 1:
            return found.pop()
        return Status.MIXED


def score_unit(plan: ScoringPlan, sheet: AnswerSheet, upto: Round = Round.SURVEY) -> UnitScore:
    """Points, own maximum and status of every leaf of a unit, from the last round no later than ``upto``.

    A grant goes before everything; then a survey part that was not run; then the entry; then the policy for a
    missing answer. Missing is never zero unless the set says so, and then the status says ``missing``.

    Raises:
        BadData: A value lies outside what its rule covers.
    """
    grants = _granted(plan, sheet)
    keeps_maximum = plan.criteria_set.survey.when_not_run is WhenNotRun.ZERO
    values: list[Fraction | None] = []
    maxima = list(plan.maxima)
    statuses: list[Status] = []
    is_own = True
    answers = sheet.answers
    for position, judged in enumerate(plan.leaves):
        value: Fraction | None = ZERO
        if position in grants:
            status = Status.NOT_APPLICABLE
        elif not sheet.survey_run and judged.part is Part.SURVEY:
            status = Status.NOT_RUN
        else:
            value, status = _leaf(judged, last_entry(answers.get(judged.node.code), upto))
        if status is Status.NOT_APPLICABLE or (status is Status.NOT_RUN and not keeps_maximum):
            maxima[position] = ZERO
            is_own = False
        values.append(value)
        statuses.append(status)
    own = plan.nominal if is_own else RunningSums(maxima, plan.is_appraised)
    points = RunningSums(values, plan.is_appraised)
    return UnitScore(plan, sheet, upto, values, maxima, statuses, grants, points, own)


def _leaf(judged: JudgedLeaf, answered: tuple[Round, Entry] | None) -> tuple[Fraction | None, Status]:
    outcome = Gap.MISSING if answered is None else points_of(judged.leaf.rule, judged.setting, answered[1])
    if isinstance(outcome, Fraction):
        return outcome, Status.SCORED
    if outcome is Gap.NOT_APPLICABLE or judged.leaf.missing is MissingPolicy.NOT_APPLICABLE:
        return ZERO, Status.NOT_APPLICABLE
    return (ZERO if judged.leaf.missing is MissingPolicy.ZERO else None), Status.MISSING


def _granted(plan: ScoringPlan, sheet: AnswerSheet) -> dict[int, tuple[str, Grant]]:
    """Every leaf under a grant, with the innermost node it was granted for."""
    found: dict[int, tuple[str, Grant]] = {}
    for code in sorted(sheet.not_applicable, key=lambda code: (code.count("."), code)):
        span = plan.spans[code]
        found.update(dict.fromkeys(range(span.start, span.end), (code, sheet.not_applicable[code])))
    return found
