"""How the points of one leaf came about, as a figure: built when asked, by the very rule that made the points."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from enum import Enum
from fractions import Fraction

from parindex.engine.answers.model import Grant, Round
from parindex.engine.criteria.formula import Expression
from parindex.engine.criteria.model import Entry, InputType, Leaf, Node
from parindex.engine.criteria.rules import Rule, Survey, Words
from parindex.engine.figures import Citation, Figure, InputValue, Parameter, Status, Step
from parindex.engine.quantities import Measure, number_text
from parindex.engine.scoring.rules import Trace, names_of, points_of
from parindex.engine.scoring.score import JudgedLeaf, UnitScore
from parindex.errors import Fault

_ANSWERED = frozenset({Status.SCORED, Status.MISSING})


def leaf_figure(score: UnitScore, position: int) -> Figure:
    """The points of a leaf with their derivation.

    Raises:
        Fault: The rule, run again, gives other points than the score holds.
    """
    judged = score.plan.leaves[position]
    value, maximum, status = score.values[position], score.maxima[position], score.statuses[position]
    answered = score.entry(position)
    entry = answered[1] if answered else None
    return Figure(
        key=judged.node.code,
        value=value,
        measure=Measure.POINTS,
        status=status,
        step=_step(score, position, judged, answered),
        inputs=_inputs(judged, entry) if entry and status in _ANSWERED else (),
        maximum=maximum,
        percent=percent_of(value, maximum),
        notes=("remainder",) if judged.leaf.is_remainder else (),
    )


def percent_of(value: Fraction | None, maximum: Fraction | None) -> Fraction | None:
    """``value`` ÷ ``maximum`` × 100; ``None`` where either is not there or the maximum is 0."""
    if value is None or not maximum:
        return None
    above, below = value.as_integer_ratio()
    most_above, most_below = maximum.as_integer_ratio()
    return Fraction(above * most_below * 100, below * most_above)


def citation(file: str, node: Node, leaf: Leaf | None = None) -> Citation:
    """Where a node's rule is written, and its legal sources."""
    line = leaf.rule_place.line if leaf and leaf.rule_place.line else node.place.line
    return Citation(file or None, line, node.references)


def _step(score: UnitScore, position: int, judged: JudgedLeaf, answered: tuple[Round, Entry] | None) -> Step:
    cited = citation(score.plan.criteria_set.file, judged.node, judged.leaf)
    status = score.statuses[position]
    if position in score.grants:
        return Step("not_applicable", _grant_parameters(*score.grants[position]), cited)
    if status is Status.NOT_RUN:
        when_not_run = score.plan.criteria_set.survey.when_not_run
        return Step("not_run", {"when_not_run": when_not_run.value, "maximum": number_text(judged.node.maximum)}, cited)
    if status is not Status.SCORED or answered is None:
        policy, maximum = judged.leaf.missing.value, number_text(judged.node.maximum)
        return Step(status.value, {"policy": policy, "maximum": maximum, "because": _because(judged, answered)}, cited)
    round_, entry = answered
    parameters: dict[str, Parameter] = {"maximum": number_text(judged.node.maximum), "round": round_.value}
    if entry.reason:
        parameters["reason"] = entry.reason
    if entry.points is not None:
        return Step("given", parameters | _given_parameters(judged.leaf.rule), cited)
    return Step(judged.leaf.rule.kind, parameters | _rule_parameters(score, position, judged, entry), cited)


def _because(judged: JudgedLeaf, answered: tuple[Round, Entry] | None) -> str:
    """Why a leaf has no points of its own: ``unanswered``, ``incomplete`` or ``zero_denominator``."""
    if answered is None:
        return "unanswered"
    entry = answered[1]
    names = names_of(judged.leaf.rule, entry)
    return "zero_denominator" if names and all(name in entry.inputs for name in names) else "incomplete"


def _grant_parameters(code: str, grant: Grant) -> dict[str, Parameter]:
    return {"granted_for": code, "granted_by": grant.granted_by, "reason": grant.reason}


def _given_parameters(rule: Rule) -> dict[str, Parameter]:
    return {"instead_of": rule.kind} if rule.kind != "given" else rule_document(rule)


def _rule_parameters(score: UnitScore, position: int, judged: JudgedLeaf, entry: Entry) -> dict[str, Parameter]:
    trace: Trace = []
    again = points_of(judged.leaf.rule, judged.setting, entry, trace)
    if again != score.values[position]:
        raise Fault(f"{judged.node.code}: the rule gives other points when asked again")
    parameters = dict(score.plan.rule_parameters(position, rule_document))
    if judged.setting.scale is not None:
        parameters["answer_weights"] = {
            option: number_text(weight) for option, weight in judged.setting.scale.options.items()
        }
    parameters["workings"] = [working.parameters() for working in trace]
    return parameters


def rule_document(rule: Rule) -> dict[str, Parameter]:
    """What a rule says, as parameters in the order of its fields; what it leaves open is left out."""
    document = _document(rule)
    if not isinstance(document, dict):
        raise Fault("a rule is a record")
    return document


def _document(value: object) -> Parameter:  # noqa: PLR0911  # one return for each type of parameter
    match value:
        case None | bool() | str() if not isinstance(value, Enum):
            return value
        case Enum():
            return str(value.value)
        case Fraction() | int():
            return number_text(Fraction(value))
        case Expression():
            return value.text
        case Words():
            return {"vi": value.vi} | ({"en": value.en} if value.en else {})
        case Mapping():
            return {str(name): _document(inner) for name, inner in value.items()}
        case Sequence():
            return [_document(inner) for inner in value]
    if is_dataclass(value):
        named = ((field.name.rstrip("_"), getattr(value, field.name)) for field in fields(value))
        return {name: _document(inner) for name, inner in named if inner is not None}
    raise Fault(f"no parameter: {value!r}")


def _inputs(judged: JudgedLeaf, entry: Entry) -> tuple[InputValue, ...]:
    """What was answered, in the order of the set, so that the order of an answer changes nothing."""
    source = "; ".join(entry.sources) or None
    if entry.points is not None:
        return (InputValue("points", number_text(entry.points), source),)
    if entry.level is not None:
        return (InputValue("level", entry.level, source),)
    if isinstance(judged.leaf.rule, Survey) and entry.counts is not None:
        return tuple(
            InputValue(f"{group}.{option}", str(entry.counts[group][option]), source)
            for group in _in_order(entry.counts, judged.setting.group_weights)
            for option in _in_order(entry.counts[group], judged.setting.scale.options if judged.setting.scale else ())
        )
    names = [name for name in names_of(judged.leaf.rule, entry) if name in entry.inputs]
    return tuple(InputValue(name, _input_text(judged.leaf, name, entry.inputs[name]), source) for name in names)


def _in_order(given: Collection[str], order: Iterable[str]) -> list[str]:
    """The names that are there: those of ``order`` first and in it, the others by name."""
    known = [name for name in order if name in given]
    return [*known, *sorted(set(given) - set(known))]


def _input_text(leaf: Leaf, name: str, value: Fraction) -> str:
    declared = leaf.inputs.get(name)
    if declared is not None and declared.type is InputType.BOOLEAN:
        return "true" if value else "false"
    return number_text(value)
