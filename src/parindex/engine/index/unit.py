"""The result of one unit: every figure of it by its key, built when asked from the one score."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import cached_property

from parindex.engine.answers.model import APPRAISED_ROUNDS, AnswerSheet, Round, UnitName
from parindex.engine.criteria.keys import local_keys
from parindex.engine.criteria.model import AdjustmentKind, CriteriaSet, Node, Part
from parindex.engine.figures import Citation, Figure, InputValue, Parameter, Status, Step, text_or_none
from parindex.engine.index.composite import Composite, compose
from parindex.engine.index.grades import Graded, grade_of
from parindex.engine.quantities import Measure, number_text
from parindex.engine.scoring.adjustments import AdjustmentTotal
from parindex.engine.scoring.derivation import citation, leaf_figure, percent_of
from parindex.engine.scoring.score import ScoringPlan, Span, UnitScore, score_unit

INDEX = "index"
TREE = "tree"
PERCENT = ".percent"
_WHOLE_PARTS = {part.value: part for part in Part}


class UnknownKey(KeyError):
    """A key that this criteria set has no figure for."""


class UnitResult:
    """Everything computed of one unit; figures by key, exact, each with its derivation.

    Attributes:
        sheet: What it was computed from.
        score: Points, own maxima and status, leaf by leaf.
        composite: The index and its percent.
    """

    def __init__(self, plan: ScoringPlan, sheet: AnswerSheet) -> None:
        self._plan = plan
        self.sheet = sheet
        self.score: UnitScore = score_unit(plan, sheet)
        self.composite: Composite = compose(self.score)

    @property
    def criteria_set(self) -> CriteriaSet:
        """The set it was scored by."""
        return self._plan.criteria_set

    @property
    def unit(self) -> UnitName:
        """The unit as its sheet names it."""
        return self.sheet.unit

    @property
    def percent(self) -> Fraction | None:
        """The index in percent of the own maximum, not rounded."""
        return self.composite.percent

    @cached_property
    def graded(self) -> Graded:
        """The grade of the unit, with the rows that a component's floor denied."""
        return grade_of(self.criteria_set, self.unit.block, self.percent, self._components())

    def keys(self) -> tuple[str, ...]:
        """All local keys, in the order of the document."""
        return local_keys(self.criteria_set)

    def figures(self) -> Iterator[Figure]:
        """All figures, in the order of their keys."""
        return (self.figure(key) for key in self.keys())

    def figure(self, key: str) -> Figure:
        """The figure of a local key.

        Raises:
            UnknownKey: The set has no such figure.
        """
        if key in {INDEX, INDEX + PERCENT, TREE, *_WHOLE_PARTS, *AdjustmentKind}:
            return self._whole(key)
        base = key.removesuffix(PERCENT)
        if base in _WHOLE_PARTS:
            return self._percent(self._whole(base))
        code, _, part_name = base.rpartition(".")
        if part_name in _WHOLE_PARTS and code in self._plan.spans:
            found = self._part_of_node(code, _WHOLE_PARTS[part_name])
        elif base in self._plan.spans:
            found = self._node(base)
        else:
            raise UnknownKey(key)
        return self._percent(found) if key != base else found

    def value(self, key: str) -> Fraction | None:
        """The exact value of a local key."""
        return self.figure(key).value

    def rounds(self) -> Mapping[Round, Fraction | None]:
        """For each round with any entry: points of the appraised part using rounds up to it."""
        present = {
            round_ for code, rounds in self.sheet.answers.items() for round_ in rounds if code in self._plan.positions
        }
        return {
            round_: score_unit(self._plan, self.sheet, round_).points.over(self._plan.whole, Part.APPRAISAL)
            for round_ in APPRAISED_ROUNDS
            if round_ in present
        }

    def _components(self) -> Iterator[Fraction]:
        for node in self.criteria_set.nodes:
            percent = self._node(node.code).percent
            if percent is not None:
                yield percent

    def _node(self, code: str) -> Figure:
        node = self._plan.nodes[code]
        span = self._plan.spans[code]
        if node.leaf is not None:
            return leaf_figure(self.score, span.start)
        children = tuple(child.code for child in node.children)
        return self._sum(code, span, None, children, self._cited(node), self.score.status(span))

    def _part_of_node(self, code: str, part: Part) -> Figure:
        node = self._plan.nodes[code]
        if node.leaf is not None or not self._plan.has_part(code, part):
            raise UnknownKey(f"{code}.{part.value}")
        span = self._plan.spans[code]
        inputs = tuple(self._parts_below(node, part))
        return self._sum(f"{code}.{part.value}", span, part, inputs, self._cited(node), self.score.status(span))

    def _parts_below(self, node: Node, part: Part) -> Iterator[str]:
        for child in node.children:
            if not self._plan.has_part(child.code, part):
                continue
            is_leaf = child.leaf is not None
            yield child.code if is_leaf else f"{child.code}.{part.value}"

    def _cited(self, node: Node) -> Citation:
        return citation(self.criteria_set.file, node)

    def _sum(
        self, key: str, span: Span, part: Part | None, inputs: tuple[str, ...], cited: Citation, status: Status
    ) -> Figure:
        value, maximum = self.score.points.over(span, part), self.score.own.over(span, part)
        return Figure(
            key=key,
            value=value,
            measure=Measure.POINTS,
            status=status,
            step=Step("sum", {"maximum": text_or_none(self._plan.nominal.over(span, part))}, cited),
            inputs=inputs,
            maximum=maximum,
            percent=percent_of(value, maximum),
        )

    def _percent(self, of: Figure) -> Figure:
        parameters: dict[str, Parameter] = {"value": text_or_none(of.value), "maximum": text_or_none(of.maximum)}
        return Figure(
            key=of.key + PERCENT,
            value=of.percent,
            measure=Measure.PERCENT,
            status=of.status,
            step=Step("percent", parameters, of.step.citation),
            inputs=(of.key,),
        )

    def _whole(self, key: str) -> Figure:
        cited = Citation(self.criteria_set.file or None)
        if key in _WHOLE_PARTS:
            part = _WHOLE_PARTS[key]
            inputs = tuple(self._parts_of_tree(part))
            return self._sum(key, self._plan.whole, part, inputs, cited, Status.WHOLE)
        if key == TREE:
            inputs = tuple(node.code for node in self.criteria_set.nodes)
            return self._sum(key, self._plan.whole, None, inputs, cited, Status.WHOLE)
        if key == AdjustmentKind.BONUS:
            return _adjustment_figure(self.composite.bonus, cited)
        if key == AdjustmentKind.PENALTY:
            return _adjustment_figure(self.composite.penalty, cited)
        figure = self._index(cited)
        return figure if key == INDEX else self._percent(figure)

    def _parts_of_tree(self, part: Part) -> Iterator[str]:
        for node in self.criteria_set.nodes:
            if self._plan.has_part(node.code, part):
                yield node.code if node.leaf is not None else f"{node.code}.{part.value}"

    def _index(self, cited: Citation) -> Figure:
        composite = self.composite
        parameters: dict[str, Parameter] = {
            "factor": number_text(composite.factor),
            "unbounded": text_or_none(composite.unbounded),
        }
        bounds = self.criteria_set.bounds
        if bounds.lower is not None:
            parameters["lower"] = number_text(bounds.lower)
        if bounds.upper_is_own_maximum or bounds.upper is not None:
            upper = composite.maximum if bounds.upper_is_own_maximum else bounds.upper
            parameters["upper"] = text_or_none(upper)
        return Figure(
            key=INDEX,
            value=composite.value,
            measure=Measure.POINTS,
            status=Status.WHOLE,
            step=Step(INDEX, parameters, cited),
            inputs=(TREE, AdjustmentKind.BONUS.value, AdjustmentKind.PENALTY.value),
            maximum=composite.maximum,
            percent=composite.percent,
            notes=("bounded",) if composite.value != composite.unbounded else (),
        )


def _adjustment_figure(total: AdjustmentTotal, cited: Citation) -> Figure:
    workings: list[Parameter] = []
    inputs = []
    for part in total.parts:
        working: dict[str, Parameter] = {"operation": total.kind.value, "code": part.adjustment.code}
        working["each"] = number_text(part.adjustment.each)
        if part.entry is not None:
            source = "; ".join(part.entry.sources) or None
            answered = part.entry.count if part.entry.points is None else part.entry.points
            inputs.append(InputValue(part.adjustment.code, text_or_none(answered) or "0", source))
            working["given_outright"] = part.entry.points is not None
        if part.is_capped:
            working["capped_at"] = text_or_none(part.adjustment.cap)
        workings.append(working | {"result": number_text(part.points)})
    parameters: dict[str, Parameter] = {"ceiling": text_or_none(total.ceiling), "workings": workings}
    return Figure(
        key=total.kind.value,
        value=total.points,
        measure=Measure.POINTS,
        status=Status.WHOLE,
        step=Step(total.kind.value, parameters, cited),
        inputs=tuple(inputs),
    )
