"""The operations of a rule as the clauses of one sentence: ``203 đúng hạn × 1 + 11 trễ × 0,6 = 209,6; ÷ 214``."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

from parindex.engine.criteria.formula import MAXIMUM, Expression
from parindex.engine.criteria.rules import Bands, Count, Deduction, Formulas, PassFail, RatioLevel
from parindex.engine.quantities import HUNDRED, ONE
from parindex.wording.derivations import Derivation, Operation
from parindex.wording.expressions import written
from parindex.wording.intervals import band_interval
from parindex.wording.names import lower_first, upper_first
from parindex.wording.numbers import MINUS

TERMS = frozenset({"weigh", "level_share", "group", "fault", "item"})
LEFT_OUT = frozenset({"skip_level", "skip_group"})
_TOLD_APART = frozenset({"add", "subtract", "condition"})
_IN_SHARES = frozenset({"level_share", "group"})
_CALCULATED = frozenset({"multiply", "add", "subtract", "formula"})


def chain(told: Derivation) -> str:
    """The whole calculation of a leaf in one line, ending in its points."""
    operations = [one for one in told.operations() if one.name in {*_CLAUSES, *TERMS, *_TOLD_APART}]
    points = told.points(told.figure.value)
    if not operations:
        return told.gettext("{points} of {maximum} points").format(points=points, maximum=told.plain(told.nominal))
    if operations[-1].name == "condition":
        return told.gettext("{condition}; {points} of {maximum} points").format(
            condition=upper_first(condition_words(told, operations[-1])),
            points=points,
            maximum=told.plain(told.nominal),
        )
    calculation = upper_first("; ".join(_clauses(told, operations)))
    if operations[-1].name in _CALCULATED and not _is_without_fault(told):
        return told.gettext("{calculation} = {points} points").format(calculation=calculation, points=points)
    return told.gettext("{calculation}: {points} points").format(calculation=calculation, points=points)


def _clauses(told: Derivation, operations: Sequence[Operation]) -> list[str]:
    clauses: list[str] = []
    terms: list[Operation] = []
    left_out: list[str] = []
    for position, one in enumerate(operations, start=1):
        is_last = position == len(operations)
        if one.name in TERMS:
            terms.append(one)
        elif one.name in LEFT_OUT:
            left_out.append(_CLAUSES[one.name](told, one))
        elif one.name == "add":
            clauses += [_closed_sum(told, terms, one, is_last=is_last), *left_out]
        elif one.name == "subtract":
            if not is_last:
                clauses[-1] += f" = {told.plain(one.result)}"
        elif not (one.name == "divide_weights" and one.number("by") == ONE):
            clauses.append(_CLAUSES[one.name](told, one))
            if one.name == "formula" and not is_last:
                clauses[-1] += f" = {told.plain(one.result)}"
    return clauses


def _is_without_fault(told: Derivation) -> bool:
    return isinstance(told.rule, Deduction) and not any(one.result for one in told.operations() if one.name == "fault")


def _closed_sum(told: Derivation, terms: list[Operation], total: Operation, *, is_last: bool) -> str:
    """The terms of a sum and, unless it is told elsewhere, the sum."""
    if isinstance(told.rule, Deduction):
        return _subtracted(told, terms)
    counted = ([one for one in terms if one.result] or terms) if isinstance(told.rule, Count) else terms
    text = " + ".join(term(told, one) for one in counted)
    is_alone = len(counted) == 1 and counted[0].number("weight") == ONE
    if is_last or is_alone:
        return text
    in_shares = bool(terms) and terms[0].name in _IN_SHARES
    return f"{text} = {told.share(total.result) if in_shares else told.plain(total.result)}"


def _subtracted(told: Derivation, faults: list[Operation]) -> str:
    """The maximum less what each fault takes; a fault that did not occur is not told."""
    happened = [one for one in faults if one.result]
    if not happened:
        return told.gettext("nothing to deduct")
    return f" {MINUS} ".join([told.plain(told.nominal), *(term(told, one) for one in happened)])


# Terms of a sum


def term(told: Derivation, one: Operation, *, whole_name: bool = False) -> str:
    """One term of a sum: a reported number, what it is, and the weight that the rule gives to it.

    With ``whole_name`` a counted thing is named with its measure: ``203 nhiệm vụ đúng hạn``.
    """
    match one.name:
        case "weigh":
            return f"{_valued(told, one, whole_name=whole_name)} × {told.plain(one.number('weight'))}"
        case "level_share":
            return f"{_level_share(told, one)} × {told.plain(one.number('weight'))}"
        case "group":
            return f"{_group(told, one)} × {told.plain(one.number('weight'))}"
    product = f"{_valued(told, one, whole_name=whole_name)} × {told.plain(one.number('each'))}"
    if "capped_at" not in one.details:
        return product
    capped = told.gettext("({product}, at most {cap})")
    return capped.format(product=product, cap=told.plain(one.number("capped_at")))


def _valued(told: Derivation, one: Operation, *, whole_name: bool) -> str:
    name, value = one.text("input"), one.number("value")
    if whole_name:
        return told.names.whole_value(told.code, name, value)
    return told.names.value(told.code, name, value)


def _level_share(told: Derivation, one: Operation) -> str:
    level = told.ratio_level(one.text("level"))
    inputs = told.inputs()
    if level is None:
        return f"{told.share(one.number('share'))} {one.text('level')}"
    if level.percent is not None:
        text = labelled_percent(told, level.percent, inputs.get(level.percent, one.number("share") * HUNDRED))
        is_capped = inputs.get(level.percent, HUNDRED) > HUNDRED
    else:
        text, is_capped = _level_ratio(told, level, inputs)
    if not is_capped:
        return text
    return told.gettext("({product}, at most {cap})").format(product=text, cap=told.share(ONE))


def _level_ratio(told: Derivation, level: RatioLevel, inputs: Mapping[str, Fraction]) -> tuple[str, bool]:
    """Numerator ÷ denominator of a level of government, in brackets unless it is above 1, and whether it is."""
    numerator, denominator = level.numerator or "", level.denominator or ""
    part, whole = inputs.get(numerator, Fraction(0)), inputs.get(denominator, Fraction(0))
    first = told.names.value(told.code, numerator, part)
    second = told.names.value(told.code, denominator, whole)
    is_above = bool(whole) and part > whole
    return (f"{first} ÷ {second}" if is_above else f"({first} ÷ {second})"), is_above


def _group(told: Derivation, one: Operation) -> str:
    ballots = int(one.number("valid"))
    text = told.ngettext("{group} {percent} ({number} ballot)", "{group} {percent} ({number} ballots)", ballots)
    return text.format(
        percent=told.share(one.number("score")),
        group=lower_first(told.names.group(one.text("group"))),
        number=told.plain(Fraction(ballots)),
    )


# Clauses


def clause(told: Derivation, one: Operation) -> str:
    """One operation that is no term of a sum, as a clause of the sentence."""
    return _CLAUSES[one.name](told, one)


def _divide(told: Derivation, one: Operation) -> str:
    part = told.names.value(told.code, one.text("input"), one.number("value"))
    whole = told.names.value(told.code, one.text("by_input"), one.number("by"))
    return f"{part} ÷ {whole} = {told.share(one.result)}"


def _share_of_percent(told: Derivation, one: Operation) -> str:
    return labelled_percent(told, one.text("input"), one.number("percent"))


def labelled_percent(told: Derivation, name: str, value: Fraction) -> str:
    """An input in percent: label first, then the number."""
    label = told.names.short(told.code, name)
    return told.gettext("{label} {percent}").format(label=label, percent=told.share(value / HUNDRED))


def _divided_by(told: Derivation, one: Operation) -> str:
    return f"÷ {told.plain(one.number('by'))}"


def _multiply(told: Derivation, one: Operation) -> str:
    return f"× {told.plain(one.number('by'))}"


def _cap(told: Derivation, one: Operation) -> str:
    at = one.number("at")
    return told.gettext("counted at most {cap}").format(
        cap=told.plain(at) if isinstance(told.rule, Count) else told.share(at)
    )


def _floor(told: Derivation, one: Operation) -> str:
    return told.gettext("under {percent}").format(percent=told.share(one.number("below")))


def _raise_to_floor(told: Derivation, one: Operation) -> str:
    return told.gettext("not below {floor}").format(floor=told.plain(one.number("floor")))


def _clip(told: Derivation, one: Operation) -> str:
    least, most = told.plain(one.number("from")), told.plain(one.number("to"))
    return told.gettext("kept between {least} and {most}").format(least=least, most=most)


def _level(told: Derivation, one: Operation) -> str:
    return told.gettext("level “{level}”").format(level=told.names.level(told.code, one.text("level")))


def band_words(told: Derivation, one: Operation) -> str:
    """The band that holds the value; before it the value, where that is an input as it was reported."""
    rule = told.rule
    if not isinstance(rule, Bands):
        return told.plain(one.number("value"))
    is_percent = bands_are_percent(told, rule)
    interval = band_interval(rule.bands[int(one.number("band")) - 1], told.language, is_percent=is_percent)
    if rule.input is None:
        return interval
    value = one.number("value")
    if is_percent:
        return f"{labelled_percent(told, rule.input, value)}; {interval}"
    return f"{told.names.value(told.code, rule.input, value)}; {interval}"


def bands_are_percent(told: Derivation, rule: Bands) -> bool:
    """Whether the scored value of bands is a percent."""
    return rule.input is None or told.names.is_percent(told.code, rule.input)


def condition_words(told: Derivation, one: Operation) -> str:
    """Whether the condition of a rule of all or nothing holds."""
    rule = told.rule
    holds = one.text("holds") == "true"
    if isinstance(rule, PassFail) and rule.condition is not None:
        condition = with_values(told, rule.condition)
        said = told.gettext("{condition}: true") if holds else told.gettext("{condition}: not true")
        return said.format(condition=condition)
    label = told.names.label(told.code, rule.input if isinstance(rule, PassFail) and rule.input else "")
    said = told.gettext("{label}: met") if holds else told.gettext("{label}: not met")
    return said.format(label=label)


def chosen_formula(told: Derivation, one: Operation) -> str:
    """The formula that was chosen, with the reported values."""
    rule = told.rule
    if isinstance(rule, Formulas):
        for formula in rule.formulas:
            if formula.id == one.text("formula"):
                return with_values(told, formula.expression)
    return one.text("expression")


def with_values(told: Derivation, expression: Expression) -> str:
    """A formula with the reported values and their labels in place of the names."""
    inputs = told.inputs()

    def said(name: str) -> str:
        if name == MAXIMUM:
            return told.plain(told.nominal)
        value = inputs.get(name)
        return told.names.short(told.code, name) if value is None else told.names.value(told.code, name, value)

    return written(expression.term, said, told.language)


def _zero_denominator(told: Derivation, _one: Operation) -> str:
    return zero_total(told)


def zero_total(told: Derivation) -> str:
    """That the total by which the rule divides is 0."""
    name = told.denominator()
    if name is None:
        return told.gettext("the total is 0")
    return told.gettext("{label} is 0").format(label=told.names.quantity(told.code, name))


def skipped_level(told: Derivation, one: Operation) -> str:
    """That a level of government is left out, since its total is 0."""
    level = told.ratio_level(one.text("level"))
    name = level.denominator if level is not None and level.denominator else None
    label = one.text("level") if name is None else told.names.quantity(told.code, name)
    return told.gettext("{label} is 0 and is left out").format(label=label)


def skipped_group(told: Derivation, one: Operation) -> str:
    """That a group of respondents is left out, since it gave no valid ballot."""
    group = lower_first(told.names.group(one.text("group")))
    return told.gettext("{group}: no valid ballot, left out").format(group=group)


_CLAUSES: Mapping[str, Callable[[Derivation, Operation], str]] = {
    "band": band_words,
    "cap": _cap,
    "clip": _clip,
    "divide": _divide,
    "divide_sum": _divided_by,
    "divide_total": _divided_by,
    "divide_weights": _divided_by,
    "floor": _floor,
    "formula": chosen_formula,
    "level": _level,
    "multiply": _multiply,
    "raise_to_floor": _raise_to_floor,
    "share_of_percent": _share_of_percent,
    "skip_group": skipped_group,
    "skip_level": skipped_level,
    "zero_denominator": _zero_denominator,
}
