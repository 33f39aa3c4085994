"""Points of one leaf, one function per rule kind.

Every function says its points exactly, or a :class:`Gap` where there are none. With a ``trace`` it also writes down
each operation: the explanation is the calculation itself, so the two cannot drift apart. No points are rounded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from fractions import Fraction
from typing import TypeVar, cast

from parindex.engine.criteria.formula import MAXIMUM, DividedByZero, Expression
from parindex.engine.criteria.model import Entry, Scale
from parindex.engine.criteria.rules import (
    Bands,
    Count,
    CountedItem,
    Deduction,
    EmptyGroup,
    Formulas,
    Given,
    Levels,
    MeanOfRatios,
    NamedFormula,
    PassFail,
    Ratio,
    RatioLevel,
    Rule,
    Satisfaction,
    Survey,
    Targets,
    WeightedRatio,
    ZeroDenominator,
    ZeroLevel,
)
from parindex.engine.figures import Working
from parindex.engine.quantities import HUNDRED, ONE, ZERO, is_less, number_text
from parindex.errors import BadData, Problem


class Gap(Enum):
    """Why a leaf has no points of its own."""

    MISSING = "missing"
    NOT_APPLICABLE = "not_applicable"


Outcome = Fraction | Gap
Trace = list[Working]
Details = Mapping[str, Fraction | str]


@dataclass(frozen=True, slots=True)
class Setting:
    """What a rule needs beside its own parameters.

    Attributes:
        maximum: M, the maximum of the leaf, in points.
        scale: The answers of a survey leaf and their weights.
        group_weights: Weight of each respondent group for this leaf, on any scale.
    """

    maximum: Fraction
    scale: Scale | None = None
    group_weights: Mapping[str, Fraction] = field(default_factory=dict)


def points_of(rule: Rule, setting: Setting, entry: Entry, trace: Trace | None = None) -> Outcome:
    """Points of a leaf for an answer, exact, between 0 and M.

    Points given outright stand before the rule. An absent input makes the leaf missing before any denominator is
    looked at.

    Raises:
        BadData: A value lies outside the domain that the bands cover.

    Example:
        >>> from parindex.engine.criteria.rules import WeightedTerm
        >>> rule = WeightedRatio((WeightedTerm("on_time", ONE), WeightedTerm("late", Fraction(3, 5))), "total", ONE)
        >>> inputs = {"on_time": Fraction(203), "late": Fraction(11), "total": Fraction(214)}
        >>> points_of(rule, Setting(Fraction(3, 2)), Entry(inputs=inputs))
        Fraction(786, 535)
    """
    if entry.points is not None:
        return entry.points
    return _POINTS[type(rule)](rule, setting, entry, trace)


def names_of(rule: Rule, entry: Entry) -> tuple[str, ...]:  # noqa: C901  # one case for each kind
    """The inputs that a rule needs for this answer, in the order of the rule."""
    names: Iterable[str | None] = ()
    match rule:
        case PassFail():
            names = (rule.input, *_expression_names(rule.condition))
        case Bands():
            names = (rule.input, rule.percent, rule.numerator, rule.denominator)
        case Ratio():
            names = (rule.percent, rule.numerator, rule.denominator)
        case WeightedRatio():
            names = (*(term.input for term in rule.terms), rule.denominator)
        case MeanOfRatios():
            names = (name for level in rule.levels for name in (level.percent, level.numerator, level.denominator))
        case Deduction():
            names = (fault.input for fault in rule.faults)
        case Count():
            names = (item.input for item in rule.items)
        case Targets():
            names = (rule.inputs.missed, rule.inputs.met, rule.inputs.exceeded)
        case Satisfaction():
            names = (rule.percent,)
        case Formulas():
            names = _expression_names(_formula(rule, entry).expression)
        case Given() | Levels() | Survey():
            pass
    return tuple(dict.fromkeys(name for name in names if name))


def _expression_names(expression: Expression | None) -> tuple[str, ...]:
    return tuple(sorted(expression.names - {MAXIMUM})) if expression else ()


def _when_zero(policy: ZeroDenominator, maximum: Fraction, trace: Trace | None) -> Outcome:
    """What a total of zero means."""
    if policy is ZeroDenominator.MISSING:
        return Gap.MISSING
    if policy is ZeroDenominator.NOT_APPLICABLE:
        return Gap.NOT_APPLICABLE
    points = maximum if policy is ZeroDenominator.FULL else ZERO
    if trace is not None:
        trace.append(Working("zero_denominator", points, {"policy": policy.value}))
    return points


def _scale_up(share: Fraction, maximum: Fraction, trace: Trace | None) -> Fraction:
    points = share * maximum
    if trace is not None:
        trace.append(Working("multiply", points, {"by": maximum}))
    return points


def _capped(share: Fraction, cap: Fraction, trace: Trace | None) -> Fraction:
    if not is_less(cap, share):
        return share
    if trace is not None:
        trace.append(Working("cap", cap, {"at": cap}))
    return cap


def _given(_rule: Given, _setting: Setting, _entry: Entry, _trace: Trace | None) -> Outcome:
    return Gap.MISSING


def _pass_fail(rule: PassFail, setting: Setting, entry: Entry, trace: Trace | None) -> Outcome:
    if rule.input is not None:
        passed = entry.inputs.get(rule.input)
        if passed is None:
            return Gap.MISSING
    else:
        condition = rule.condition
        if condition is None or not _has_all(condition, entry):
            return Gap.MISSING
        try:
            passed = condition.value({**entry.inputs, MAXIMUM: setting.maximum})
        except DividedByZero:
            return _when_zero(rule.zero_denominator, setting.maximum, trace)
    points = setting.maximum if passed else ZERO
    if trace is not None:
        trace.append(Working("condition", points, {"holds": "true" if passed else "false"}))
    return points


def _has_all(expression: Expression, entry: Entry) -> bool:
    return all(name in entry.inputs for name in expression.names if name != MAXIMUM)


def _levels(rule: Levels, _setting: Setting, entry: Entry, trace: Trace | None) -> Outcome:
    for level in rule.levels:
        if level.id == entry.level:
            if trace is not None:
                trace.append(Working("level", level.points, {"level": level.id}))
            return level.points
    return Gap.MISSING


def _share(rule: Ratio | RatioLevel | Bands, entry: Entry) -> Fraction | ZeroDenominator | None:
    """The share that a rule measures; ``None`` where an input is absent, a policy marker for a zero denominator."""
    if rule.percent is not None:
        percent = entry.inputs.get(rule.percent)
        return None if percent is None else percent / HUNDRED
    numerator = entry.inputs.get(rule.numerator or "")
    denominator = entry.inputs.get(rule.denominator or "")
    if numerator is None or denominator is None:
        return None
    if not denominator:
        return ZeroDenominator.ZERO
    return numerator / denominator


def _trace_share(rule: Ratio | RatioLevel | Bands, entry: Entry, share: Fraction, trace: Trace) -> None:
    if rule.percent is not None:
        trace.append(Working("share_of_percent", share, {"input": rule.percent, "percent": entry.inputs[rule.percent]}))
        return
    numerator, denominator = rule.numerator or "", rule.denominator or ""
    trace.append(
        Working(
            "divide",
            share,
            {
                "input": numerator,
                "value": entry.inputs[numerator],
                "by_input": denominator,
                "by": entry.inputs[denominator],
            },
        )
    )


def _bands(rule: Bands, setting: Setting, entry: Entry, trace: Trace | None) -> Outcome:
    if rule.input is not None:
        value = entry.inputs.get(rule.input)
        if value is None:
            return Gap.MISSING
    else:
        share = _share(rule, entry)
        if share is None:
            return Gap.MISSING
        if isinstance(share, ZeroDenominator):
            return _when_zero(rule.zero_denominator, setting.maximum, trace)
        value = share * HUNDRED
        if trace is not None:
            _trace_share(rule, entry, share, trace)
    for position, band in enumerate(rule.bands):
        if band.holds(value):
            if trace is not None:
                trace.append(Working("band", band.points, {"value": value, "band": str(position + 1)}))
            return band.points
    raise BadData([_no_band(rule, entry, value)])


def _no_band(rule: Bands, entry: Entry, value: Fraction) -> Problem:
    """A value that lies outside of all bands, at the input that gave it."""
    name = rule.input or rule.percent or rule.numerator or ""
    least, most = ("" if end is None else number_text(end) for end in (rule.domain.from_, rule.domain.to))
    place = entry.place.at(f"{entry.place.path}/inputs/{name}")
    return Problem("out_of_bounds", place, parameters={"found": number_text(value), "least": least, "most": most})


def _ratio(rule: Ratio, setting: Setting, entry: Entry, trace: Trace | None) -> Outcome:
    share = _share(rule, entry)
    if share is None:
        return Gap.MISSING
    if isinstance(share, ZeroDenominator):
        return _when_zero(rule.zero_denominator, setting.maximum, trace)
    if trace is not None:
        _trace_share(rule, entry, share, trace)
    if rule.floor is not None and is_less(share, rule.floor.below):
        if trace is not None:
            trace.append(Working("floor", rule.floor.points, {"below": rule.floor.below}))
        return rule.floor.points
    return _scale_up(_capped(share, rule.cap, trace), setting.maximum, trace)


def _total(values: list[Fraction]) -> Fraction:
    """The sum; the first value is not added to a zero, which costs as much as any other sum of fractions."""
    return sum(values[1:], values[0]) if values else ZERO


def _weighted_ratio(rule: WeightedRatio, setting: Setting, entry: Entry, trace: Trace | None) -> Outcome:
    inputs = entry.inputs
    total = inputs.get(rule.denominator)
    if total is None or any(term.input not in inputs for term in rule.terms):
        return Gap.MISSING
    if not total:
        return _when_zero(rule.zero_denominator, setting.maximum, trace)
    products = [inputs[term.input] * term.weight for term in rule.terms]
    weighed = _total(products)
    if trace is not None:
        for term, product in zip(rule.terms, products, strict=True):
            said: Details = {"input": term.input, "value": inputs[term.input], "weight": term.weight}
            trace.append(Working("weigh", product, said))
    share = weighed / total
    if trace is not None:
        trace.append(Working("add", weighed, {}))
        trace.append(Working("divide_sum", share, {"by_input": rule.denominator, "by": total}))
    return _scale_up(_capped(share, rule.cap, trace), setting.maximum, trace)


def _mean_of_ratios(rule: MeanOfRatios, setting: Setting, entry: Entry, trace: Trace | None) -> Outcome:
    shares = [_share(level, entry) for level in rule.levels]
    if any(share is None for share in shares):
        return Gap.MISSING
    weighed = weights = ZERO
    for level, share in zip(rule.levels, shares, strict=True):
        counted = _level_share(share, rule.zero_level)
        if counted is None:
            if trace is not None:
                trace.append(Working("skip_level", ZERO, {"level": level.id}))
            continue
        weighed += level.weight * counted
        weights += level.weight
        if trace is not None:
            said: Details = {"level": level.id, "share": counted, "weight": level.weight}
            trace.append(Working("level_share", level.weight * counted, said))
    if not weights:
        return _when_zero(rule.zero_denominator, setting.maximum, trace)
    mean = weighed / weights
    if trace is not None:
        trace.append(Working("add", weighed, {}))
        trace.append(Working("divide_weights", mean, {"by": weights}))
    return _scale_up(mean, setting.maximum, trace)


def _level_share(share: Fraction | ZeroDenominator | None, zero_level: ZeroLevel) -> Fraction | None:
    """The share of a level of government, at most 1; ``None`` where the level is skipped."""
    if isinstance(share, Fraction):
        return min(share, ONE)
    if zero_level is ZeroLevel.SKIP:
        return None
    return ONE if zero_level is ZeroLevel.FULL else ZERO


def _counted(items: Iterable[CountedItem], entry: Entry, operation: str, trace: Trace | None) -> Fraction | None:
    """Σ min(count × each, cap); ``None`` where an input is absent."""
    counted: list[Fraction] = []
    for item in items:
        number = entry.inputs.get(item.input)
        if number is None:
            return None
        points = number * item.each
        capped = item.cap is not None and points > item.cap
        if item.cap is not None and capped:
            points = item.cap
        counted.append(points)
        if trace is not None:
            details: Details = {"input": item.input, "value": number, "each": item.each}
            if item.cap is not None and capped:
                details = {**details, "capped_at": item.cap}
            trace.append(Working(operation, points, details))
    total = _total(counted)
    if trace is not None:
        trace.append(Working("add", total, {}))
    return total


def _deduction(rule: Deduction, setting: Setting, entry: Entry, trace: Trace | None) -> Outcome:
    lost = _counted(rule.faults, entry, "fault", trace)
    if lost is None:
        return Gap.MISSING
    points = setting.maximum - lost
    if trace is not None:
        trace.append(Working("subtract", points, {"from": setting.maximum}))
    if points >= rule.floor:
        return points
    if trace is not None:
        trace.append(Working("raise_to_floor", rule.floor, {"floor": rule.floor}))
    return rule.floor


def _count(rule: Count, setting: Setting, entry: Entry, trace: Trace | None) -> Outcome:
    points = _counted(rule.items, entry, "item", trace)
    if points is None:
        return Gap.MISSING
    return _capped(points, setting.maximum, trace)


def _targets(rule: Targets, setting: Setting, entry: Entry, trace: Trace | None) -> Outcome:
    classes = (
        (rule.inputs.missed, rule.shares.missed),
        (rule.inputs.met, rule.shares.met),
        (rule.inputs.exceeded, rule.shares.exceeded),
    )
    if any(name not in entry.inputs for name, _ in classes):
        return Gap.MISSING
    total = sum((entry.inputs[name] for name, _ in classes), ZERO)
    if not total:
        return _when_zero(rule.zero_denominator, setting.maximum, trace)
    earned = sum((entry.inputs[name] * share for name, share in classes), ZERO)
    if trace is not None:
        for name, share in classes:
            number = entry.inputs[name]
            trace.append(Working("weigh", number * share, {"input": name, "value": number, "weight": share}))
        trace.append(Working("add", earned, {}))
        trace.append(Working("divide_total", earned / total, {"by": total}))
    return _scale_up(earned / total, setting.maximum, trace)


def _survey(rule: Survey, setting: Setting, entry: Entry, trace: Trace | None) -> Outcome:
    if entry.counts is None or setting.scale is None:
        return Gap.MISSING
    weighed = weights = ZERO
    for group, weight in setting.group_weights.items():
        if not weight:
            continue
        answers = entry.counts.get(group, {})
        score = _group_score(setting.scale, answers)
        if score is None and rule.empty_group is EmptyGroup.MISSING:
            return Gap.MISSING
        if score is None and rule.empty_group is EmptyGroup.RENORMALISE:
            _trace_skipped(group, weight, trace)
            continue
        counted = ZERO if score is None else score
        weighed += weight * counted
        weights += weight
        if trace is not None:
            valid = Fraction(_valid_answers(setting.scale, answers))
            said: Details = {"group": group, "valid": valid, "score": counted, "weight": weight}
            trace.append(Working("group", weight * counted, said))
    if not weights:
        return Gap.MISSING
    if trace is not None:
        trace.append(Working("add", weighed, {}))
        trace.append(Working("divide_weights", weighed / weights, {"by": weights}))
    return _scale_up(weighed / weights, setting.maximum, trace)


def _trace_skipped(group: str, weight: Fraction, trace: Trace | None) -> None:
    if trace is not None:
        trace.append(Working("skip_group", ZERO, {"group": group, "weight": weight}))


def _valid_answers(scale: Scale, counts: Mapping[str, int]) -> int:
    return sum(number for option, number in counts.items() if option in scale.options)


def _group_score(scale: Scale, counts: Mapping[str, int]) -> Fraction | None:
    """Σ answers × answer weight ÷ valid answers, 0 to 1; ``None`` without a valid answer."""
    valid = _valid_answers(scale, counts)
    if not valid:
        return None
    weighed = (scale.options[option] * number for option, number in counts.items() if option in scale.options)
    return sum(weighed, ZERO) / valid


def _satisfaction(rule: Satisfaction, setting: Setting, entry: Entry, trace: Trace | None) -> Outcome:
    percent = entry.inputs.get(rule.percent)
    if percent is None:
        return Gap.MISSING
    if trace is not None:
        trace.append(Working("share_of_percent", percent / HUNDRED, {"input": rule.percent, "percent": percent}))
    return _scale_up(percent / HUNDRED, setting.maximum, trace)


def _formula(rule: Formulas, entry: Entry) -> NamedFormula:
    chosen = entry.formula
    return next((formula for formula in rule.formulas if formula.id == chosen), rule.formulas[0])


def _formulas(rule: Formulas, setting: Setting, entry: Entry, trace: Trace | None) -> Outcome:
    formula = _formula(rule, entry)
    if not _has_all(formula.expression, entry):
        return Gap.MISSING
    try:
        value = formula.expression.value({**entry.inputs, MAXIMUM: setting.maximum})
    except DividedByZero:
        return _when_zero(rule.zero_denominator, setting.maximum, trace)
    points = min(max(value, ZERO), setting.maximum)
    if trace is not None:
        trace.append(Working("formula", value, {"formula": formula.id, "expression": formula.expression.text}))
        if points != value:
            trace.append(Working("clip", points, {"from": ZERO, "to": setting.maximum}))
    return points


R = TypeVar("R", bound=Rule)
_Points = Callable[[Rule, Setting, Entry, Trace | None], Outcome]


def _of(kind: type[R], function: Callable[[R, Setting, Entry, Trace | None], Outcome]) -> tuple[type, _Points]:
    """The pair of a kind and its function: it is only ever called with a rule of that kind."""
    return kind, cast("_Points", function)


_POINTS: Mapping[type, _Points] = dict(
    (
        _of(Given, _given),
        _of(PassFail, _pass_fail),
        _of(Levels, _levels),
        _of(Bands, _bands),
        _of(Ratio, _ratio),
        _of(WeightedRatio, _weighted_ratio),
        _of(MeanOfRatios, _mean_of_ratios),
        _of(Deduction, _deduction),
        _of(Count, _count),
        _of(Targets, _targets),
        _of(Survey, _survey),
        _of(Satisfaction, _satisfaction),
        _of(Formulas, _formulas),
    )
)
