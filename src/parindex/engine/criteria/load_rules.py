"""From the tree of a rule to its typed parameters, judged on the way.

What can be judged from the rule, the inputs of its leaf and its maximum is judged here, at the place of the value:
points within the maximum, weights, bands, formulas, names of inputs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from parindex.engine.criteria.bands import check_bands
from parindex.engine.criteria.formula import MAXIMUM, Expression, FormulaError, parse_formula
from parindex.engine.criteria.model import Input, InputType
from parindex.engine.criteria.names import listed
from parindex.engine.criteria.reading import Reader, Record
from parindex.engine.criteria.rules import (
    Band,
    Bands,
    Count,
    CountedItem,
    Deduction,
    Domain,
    EmptyGroup,
    Floor,
    Formulas,
    Given,
    Level,
    Levels,
    MeanOfRatios,
    NamedFormula,
    PassFail,
    Ratio,
    RatioLevel,
    Rule,
    Satisfaction,
    Survey,
    TargetClasses,
    Targets,
    TargetShares,
    WeightedRatio,
    WeightedTerm,
    ZeroDenominator,
    ZeroLevel,
)
from parindex.engine.quantities import ONE, ZERO, number_text
from parindex.engine.trees import Fields, Tree


@dataclass(frozen=True, slots=True)
class RuleScope:
    """What a rule may name.

    Attributes:
        inputs: Inputs of the leaf, by name.
        unread: Names of inputs that are declared with faults; they may be named, but not judged.
        maximum: Maximum of the leaf, or ``None`` where it could not be read.
        scales: Ids of the survey scales of the set.
        named: Takes the names of the inputs that the rule uses, while it is read.
    """

    inputs: Mapping[str, Input] = field(default_factory=dict)
    unread: frozenset[str] = frozenset()
    maximum: Fraction | None = None
    scales: tuple[str, ...] = ()
    named: set[str] = field(default_factory=set)

    def declares(self, name: str) -> bool:
        """Whether the leaf has an input of this name."""
        return name in self.inputs or name in self.unread

    def declared(self) -> list[str]:
        """Names of all inputs of the leaf."""
        return [*self.inputs, *sorted(self.unread)]


def load_rule(reader: Reader, tree: Tree | None, scope: RuleScope, path: str) -> Rule | None:
    """The rule written in ``tree``; ``None`` where a fault leaves it incomplete (noted in ``reader``)."""
    if not isinstance(tree, Fields):
        reader.wrong_shape(tree, path, "mapping")
        return None
    bare = Record(reader, tree, path)
    kind = bare.text("kind")
    if kind is None:
        bare.require("kind")
        return None
    form = RULE_FORMS.get(kind)
    if form is None:
        reader.not_among(tree.get("kind") or tree, bare.path_of("kind"), RULE_FORMS, "unknown_rule_kind")
        return None
    record = reader.record(tree, path, required=("kind", *form.required), optional=form.optional)
    return None if record is None else form.load(record, scope)


# Parts that several rules share


def _input(record: Record, name: str, scope: RuleScope, *, yes_no: bool | None = False) -> str | None:
    """The name of a declared input; ``yes_no`` says of which type (``None``: of any)."""
    found = record.text(name)
    tree = record.get(name)
    if found is None or tree is None:
        return None
    if not scope.declares(found):
        record.reader.not_among(tree, record.path_of(name), scope.declared(), "unknown_input")
        return None
    scope.named.add(found)
    declared = scope.inputs.get(found)
    if declared is not None and yes_no is not None and (declared.type is InputType.BOOLEAN) != yes_no:
        expected = InputType.BOOLEAN if yes_no else InputType.NUMBER
        record.report("wrong_input_type", name, input=found, found=declared.type.value, expected=expected.value)
    return found


def _points(record: Record, name: str, scope: RuleScope) -> Fraction | None:
    """Points from 0 to the maximum of the leaf."""
    points = record.not_negative(name, "negative_points")
    if points is not None and scope.maximum is not None and points > scope.maximum:
        record.report("points_above_maximum", name, found=number_text(points), maximum=number_text(scope.maximum))
    return points


def _zero_denominator(record: Record) -> ZeroDenominator:
    found = record.choice("zero_denominator", ZeroDenominator, "unknown_policy")
    return found or ZeroDenominator.MISSING


def _cap(record: Record) -> Fraction | None:
    """Greatest share that counts: above 0, at most 1; 1 where nothing is said."""
    if not record.has("cap"):
        return ONE
    cap = record.positive("cap")
    if cap is not None and cap > 1:
        record.reader.outside(cap, record.place_of("cap"), record.path_of("cap"), ZERO, ONE)
    return cap


def _weight(record: Record, name: str = "weight") -> Fraction | None:
    """A weight of 0 or more."""
    return record.between(name, ZERO, None, "bad_weight")


def _check_weights(record: Record, name: str, weights: Iterable[Fraction]) -> None:
    """Note weights that sum to nothing."""
    if not sum(weights, ZERO):
        record.report("no_weight", name)


def _check_doubled(records: Iterable[Record], code: str) -> None:
    """Note each id of a list that stood there before."""
    seen = set()
    for record in records:
        found = record.characters("id")
        if found in seen:
            record.report(code, "id", found=found)
        if found:
            seen.add(found)


_Names = dict[str, str | None]
_NUMERATOR_AND_DENOMINATOR = ("numerator", "denominator")


def _scored_by(record: Record, scope: RuleScope, *ways: tuple[str, ...]) -> _Names | None:
    """The inputs that give the scored value, by field: exactly one of several ways, and whole.

    Returns:
        The name in every field of all ways, ``None`` in those not used; or ``None`` where a fault leaves it open.
    """
    names = {name: _input(record, name, scope) for way in ways for name in way}
    way = _one_way(record, *ways)
    return names if way and all(names[name] is not None for name in way) else None


def _one_way(record: Record, *ways: tuple[str, ...]) -> tuple[str, ...]:
    """The one of several ways that is there and whole; with none or several of them, nothing and a problem."""
    begun = [way for way in ways if any(record.has(name) for name in way)]
    if not begun:
        record.report("missing_field", ways[0][0], field=" / ".join(" + ".join(way) for way in ways))
        return ()
    if len(begun) > 1:
        names = [name for way in begun for name in way if record.has(name)]
        record.report("fields_exclude_each_other", names[-1], fields=", ".join(names))
        return ()
    lacking = [name for name in begun[0] if not record.require(name)]
    return () if lacking else begun[0]


def _items(
    record: Record, name: str, required: tuple[str, ...], optional: tuple[str, ...] = ()
) -> tuple[list[Record], bool]:
    """The mappings of a list that needs at least one, and whether all of them have the right shape."""
    items = record.items(name, needs_one=True)
    found = [record.reader.record(item.value, item.path, required=required, optional=optional) for item in items]
    records = [item for item in found if item is not None]
    return records, bool(items) and len(records) == len(items)


def _expression(record: Record, name: str, scope: RuleScope) -> Expression | None:
    """A formula over the inputs of the leaf and ``maximum``."""
    text = record.text(name)
    if text is None:
        return None
    try:
        expression = parse_formula(text)
    except FormulaError as error:
        record.report("formula_syntax", name, formula=text, position=str(error.position), expected=error.expected)
        return None
    scope.named.update(expression.names)
    unknown = [found for found in sorted(expression.names - {MAXIMUM}) if not scope.declares(found)]
    for found in unknown:
        known = [*scope.declared(), MAXIMUM]
        near = record.reader.nearest(found, known)
        record.report("unknown_input", name, found=found, expected=listed(known), near=near)
    return expression


# Kinds


def _given(record: Record, scope: RuleScope) -> Given:
    step = record.positive("step")
    if step is not None and scope.maximum is not None and scope.maximum % step:
        record.report("step_does_not_divide", "step", found=number_text(step), maximum=number_text(scope.maximum))
    return Given(step)


def _pass_fail(record: Record, scope: RuleScope) -> PassFail | None:
    condition = _expression(record, "condition", scope)
    input_ = _input(record, "input", scope, yes_no=True)
    zero_denominator = _zero_denominator(record)
    way = _one_way(record, ("input",), ("condition",))
    if not way or (condition is None and input_ is None):
        return None
    return PassFail(input_, condition, zero_denominator)


def _levels(record: Record, scope: RuleScope) -> Levels | None:
    records, is_complete = _items(record, "levels", ("id", "title", "points"))
    levels = []
    for item in records:
        id_, title, points = item.text("id"), item.words("title"), _points(item, "points", scope)
        if id_ is None or title is None or points is None:
            is_complete = False
            continue
        levels.append(Level(id_, title, points))
    _check_doubled(records, "duplicate_level")
    return Levels(tuple(levels)) if is_complete else None


def _bands(record: Record, scope: RuleScope) -> Bands | None:
    names = _scored_by(record, scope, ("input",), ("percent",), _NUMERATOR_AND_DENOMINATOR)
    domain = _domain(record)
    bands = _band_list(record, scope)
    if domain is not None and bands is not None:
        check_bands(record, domain, bands)
    zero_denominator, part_of_whole = _zero_denominator(record), record.boolean("part_of_whole")
    if domain is None or not bands or names is None:
        return None
    return Bands(domain, bands, **names, zero_denominator=zero_denominator, part_of_whole=part_of_whole)


def _domain(record: Record) -> Domain | None:
    ends = record.record("domain", optional=("from", "to"))
    if ends is None:
        return None
    from_, to = ends.number("from"), ends.number("to")
    if (from_ is None and ends.has("from")) or (to is None and ends.has("to")):
        return None
    if from_ is not None and to is not None and from_ > to:
        record.reader.outside(from_, ends.place_of("from"), ends.path_of("from"), None, to)
        return None
    return Domain(from_, to)


def _band_list(record: Record, scope: RuleScope) -> tuple[Band, ...] | None:
    """All bands in the order of the file; ``None`` where one of them could not be read."""
    records, is_complete = _items(record, "bands", ("points",), ("from", "from_included", "to", "to_included"))
    bands = []
    for item in records:
        from_, to, points = item.number("from"), item.number("to"), _points(item, "points", scope)
        from_included = item.boolean("from_included", default=True)
        to_included = item.boolean("to_included", default=False)
        if (from_ is None and item.has("from")) or (to is None and item.has("to")):
            is_complete = False
        else:
            # A band with wrong points still covers its values.
            bands.append(Band(from_, from_included, to, to_included, ZERO if points is None else points))
    return tuple(bands) if is_complete else None


def _ratio(record: Record, scope: RuleScope) -> Ratio | None:
    names = _scored_by(record, scope, ("percent",), _NUMERATOR_AND_DENOMINATOR)
    cap, floor = _cap(record), _floor(record, scope)
    zero_denominator, part_of_whole = _zero_denominator(record), record.boolean("part_of_whole")
    if cap is None or names is None:
        return None
    return Ratio(cap, **names, floor=floor, zero_denominator=zero_denominator, part_of_whole=part_of_whole)


def _floor(record: Record, scope: RuleScope) -> Floor | None:
    floor = record.record("floor", required=("below", "points"))
    if floor is None:
        return None
    below, points = floor.between("below", ZERO, ONE), _points(floor, "points", scope)
    return None if below is None or points is None else Floor(below, points)


def _weighted_ratio(record: Record, scope: RuleScope) -> WeightedRatio | None:
    records, is_complete = _items(record, "terms", ("input", "weight"))
    terms = []
    for item in records:
        input_, weight = _input(item, "input", scope), _weight(item)
        if input_ is None or weight is None:
            is_complete = False
            continue
        terms.append(WeightedTerm(input_, weight))
    if is_complete:
        _check_weights(record, "terms", [term.weight for term in terms])
    denominator, cap = _input(record, "denominator", scope), _cap(record)
    zero_denominator, part_of_whole = _zero_denominator(record), record.boolean("part_of_whole")
    if denominator is None or cap is None or not is_complete:
        return None
    return WeightedRatio(tuple(terms), denominator, cap, zero_denominator, part_of_whole)


def _mean_of_ratios(record: Record, scope: RuleScope) -> MeanOfRatios | None:
    records, is_complete = _items(record, "levels", ("id", "weight"), ("numerator", "denominator", "percent"))
    levels = []
    for item in records:
        names = _scored_by(item, scope, _NUMERATOR_AND_DENOMINATOR, ("percent",))
        id_, weight = item.text("id"), _weight(item)
        if id_ is None or weight is None or names is None:
            is_complete = False
            continue
        levels.append(RatioLevel(id_, weight, **names))
    _check_doubled(records, "duplicate_level")
    if is_complete:
        _check_weights(record, "levels", [level.weight for level in levels])
    zero_level = record.choice("zero_level", ZeroLevel, "unknown_policy") or ZeroLevel.SKIP
    zero_denominator, part_of_whole = _zero_denominator(record), record.boolean("part_of_whole")
    return MeanOfRatios(tuple(levels), zero_level, zero_denominator, part_of_whole) if is_complete else None


def _deduction(record: Record, scope: RuleScope) -> Deduction | None:
    faults = _counted(record, "faults", scope)
    floor = _points(record, "floor", scope)
    return None if faults is None else Deduction(faults, ZERO if floor is None else floor)


def _count(record: Record, scope: RuleScope) -> Count | None:
    items = _counted(record, "items", scope)
    return None if items is None else Count(items)


def _counted(record: Record, name: str, scope: RuleScope) -> tuple[CountedItem, ...] | None:
    records, is_complete = _items(record, name, ("input", "each"), ("cap",))
    items = []
    for item in records:
        input_ = _input(item, "input", scope, yes_no=None)
        each, cap = item.positive("each"), item.positive("cap")
        if input_ is None or each is None or (cap is None and item.has("cap")):
            is_complete = False
            continue
        items.append(CountedItem(input_, each, cap))
    return tuple(items) if is_complete else None


def _targets(record: Record, scope: RuleScope) -> Targets | None:
    outcomes = ("missed", "met", "exceeded")
    inputs = record.record("inputs", required=outcomes)
    shares = record.record("shares", required=outcomes)
    zero_denominator = _zero_denominator(record)
    names = [None if inputs is None else _input(inputs, outcome, scope) for outcome in outcomes]
    values = [None if shares is None else shares.between(outcome, ZERO, ONE, "bad_weight") for outcome in outcomes]
    named = [name for name in names if name is not None]
    valued = [value for value in values if value is not None]
    if len(valued) == len(outcomes) and valued != sorted(valued):
        record.report("shares_not_rising", "shares", found=", ".join(map(number_text, valued)))
    if len(named) < len(outcomes) or len(valued) < len(outcomes):
        return None
    return Targets(TargetClasses(*named), TargetShares(*valued), zero_denominator)


def _survey(record: Record, scope: RuleScope) -> Survey | None:
    empty_group = record.choice("empty_group", EmptyGroup, "unknown_policy") or EmptyGroup.RENORMALISE
    scale, tree = record.text("scale"), record.get("scale")
    if scale is None or tree is None:
        return None
    if scale not in scope.scales:
        record.reader.not_among(tree, record.path_of("scale"), scope.scales, "unknown_scale")
    return Survey(scale, empty_group)


def _satisfaction(record: Record, scope: RuleScope) -> Satisfaction | None:
    percent = _input(record, "percent", scope)
    return None if percent is None else Satisfaction(percent)


def _formula(record: Record, scope: RuleScope) -> Formulas | None:
    records, is_complete = _items(record, "formulas", ("id", "expression"))
    formulas = []
    for item in records:
        id_, expression = item.text("id"), _expression(item, "expression", scope)
        if id_ is None or expression is None:
            is_complete = False
            continue
        formulas.append(NamedFormula(id_, expression))
    _check_doubled(records, "duplicate_formula")
    zero_denominator = _zero_denominator(record)
    return Formulas(tuple(formulas), zero_denominator) if is_complete else None


@dataclass(frozen=True, slots=True)
class RuleForm:
    """How a rule kind is read, and the fields it has beside ``kind``."""

    load: Callable[[Record, RuleScope], Rule | None]
    required: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()


_SHARE = ("numerator", "denominator", "percent", "zero_denominator", "part_of_whole")
RULE_FORMS: Mapping[str, RuleForm] = {
    Given.kind: RuleForm(_given, (), ("step",)),
    PassFail.kind: RuleForm(_pass_fail, (), ("input", "condition", "zero_denominator")),
    Levels.kind: RuleForm(_levels, ("levels",)),
    Bands.kind: RuleForm(_bands, ("domain", "bands"), ("input", *_SHARE)),
    Ratio.kind: RuleForm(_ratio, (), ("cap", "floor", *_SHARE)),
    WeightedRatio.kind: RuleForm(
        _weighted_ratio, ("terms", "denominator"), ("cap", "zero_denominator", "part_of_whole")
    ),
    MeanOfRatios.kind: RuleForm(_mean_of_ratios, ("levels",), ("zero_level", "zero_denominator", "part_of_whole")),
    Deduction.kind: RuleForm(_deduction, ("faults",), ("floor",)),
    Count.kind: RuleForm(_count, ("items",)),
    Targets.kind: RuleForm(_targets, ("inputs", "shares"), ("zero_denominator",)),
    Survey.kind: RuleForm(_survey, ("scale",), ("empty_group",)),
    Satisfaction.kind: RuleForm(_satisfaction, ("percent",)),
    Formulas.kind: RuleForm(_formula, ("formulas",), ("zero_denominator",)),
}
