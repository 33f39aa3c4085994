"""The calculation of a figure as one equation, term by term, each with a plain word for under the number."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from parindex.engine.criteria import formula
from parindex.engine.criteria.model import CriteriaSet
from parindex.engine.criteria.rules import Formulas
from parindex.engine.figures import Figure
from parindex.engine.quantities import ZERO, Measure
from parindex.wording.catalogue import N_, VIETNAMESE, gettext_in
from parindex.wording.clauses import TERMS, band_words, condition_words, zero_total
from parindex.wording.derivations import Derivation, Operation
from parindex.wording.expressions import written
from parindex.wording.names import lower_first
from parindex.wording.numbers import MINUS, percent


class TermKind(StrEnum):
    """What a term of an equation is."""

    RESULT = "result"
    REPORTED = "reported"  # an input, as it was reported
    RULE = "rule"  # a constant of the rule
    SIGN = "sign"


@dataclass(frozen=True, slots=True)
class Term:
    """One term of an equation.

    Attributes:
        text: Number or sign.
        label: A plain word for it; empty for signs.
        kind: What it is.
        input: The code of the input that it shows, for a link to its row; else ``None``.
    """

    text: str
    label: str
    kind: TermKind
    input: str | None = None


_SPOKEN = {
    "=": N_("equals"),
    "+": N_("plus"),
    MINUS: N_("minus"),
    "×": N_("times"),
    "÷": N_("divided by"),
    "(": N_("open bracket"),
    ")": N_("close bracket"),
}


def equation(figure: Figure, criteria_set: CriteriaSet, *, language: str = VIETNAMESE) -> tuple[Term, ...]:
    """The equation of a figure, its result first; empty where the figure has none (sums, no value)."""
    told = Derivation(figure, criteria_set, language)
    right = _percent(told) if told.kind == "percent" else _of_rule(told)
    terms = tuple(right)
    return (_result(told), _sign("="), *terms) if terms else ()


def equation_words(terms: Iterable[Term], language: str = VIETNAMESE) -> str:
    """An equation as it is read aloud: ``1,47 bằng 1,5 nhân mở ngoặc 203 nhân 1 …``."""
    _ = gettext_in(language)
    return " ".join(_(_SPOKEN[term.text]) if term.text in _SPOKEN else term.text for term in terms)


def _sign(text: str) -> Term:
    return Term(text, "", TermKind.SIGN)


def _rule(text: str, label: str) -> Term:
    return Term(text, label, TermKind.RULE)


def _result(told: Derivation) -> Term:
    value, display = told.figure.value, told.criteria_set.display
    if told.figure.measure is Measure.PERCENT:
        text = percent(value, display.percent_decimals, language=told.language, rounding=display.rounding)
        return Term(text, told.gettext("percent of the maximum"), TermKind.RESULT)
    return Term(told.points(value), told.gettext("points reached"), TermKind.RESULT)


def _maximum(told: Derivation) -> Term:
    return _rule(told.plain(told.nominal), told.gettext("maximum"))


def _reported(told: Derivation, name: str, value: Fraction) -> Term:
    text = told.names.measured(told.code, name, value)
    return Term(text, told.names.short(told.code, name), TermKind.REPORTED, name)


def _percent(told: Derivation) -> Iterator[Term]:
    value, maximum = told.number("value"), told.number("maximum")
    if value is None or not maximum:
        return
    yield Term(told.plain(value), told.gettext("points reached"), TermKind.REPORTED)
    yield _sign("÷")
    yield _rule(told.plain(maximum), told.gettext("maximum"))
    yield _sign("×")
    yield _rule("100", told.gettext("percent"))


# Rules


def _of_rule(told: Derivation) -> Iterator[Term]:
    """What stands right of the sign of equality; nothing for a figure that no rule made."""
    operations = told.operations()
    if told.kind in {"bonus", "penalty"} or told.figure.value is None:
        return
    if told.kind == "given":
        yield Term(told.plain(told.figure.value), told.gettext("points as decided"), TermKind.REPORTED)
    elif operations:
        last = operations[-1]
        yield from _ENDINGS.get(last.name, _fixed)(told, operations)


def _product(told: Derivation, operations: tuple[Operation, ...]) -> Iterator[Term]:
    """The maximum times a share."""
    yield _maximum(told)
    yield _sign("×")
    cap = next((one for one in operations if one.name == "cap"), None)
    if cap is not None:
        yield _rule(told.share(cap.number("at")), told.gettext("counted at most"))
        return
    by_name = {one.name: one for one in operations}
    if "share_of_percent" in by_name:
        one = by_name["share_of_percent"]
        name = one.text("input")
        yield Term(told.share(one.result), told.names.short(told.code, name), TermKind.REPORTED, name)
    elif "divide" in by_name:
        one = by_name["divide"]
        yield _reported(told, one.text("input"), one.number("value"))
        yield _sign("÷")
        yield _reported(told, one.text("by_input"), one.number("by"))
    else:
        yield from _weighed(told, operations)


def _weighed(told: Derivation, operations: tuple[Operation, ...]) -> Iterator[Term]:
    """(a × weight + b × weight) ÷ what they are divided by."""
    yield _sign("(")
    for position, one in enumerate(one for one in operations if one.name in TERMS):
        if position:
            yield _sign("+")
        yield from _weighed_value(told, one)
        yield _sign("×")
        yield _rule(told.plain(one.number("weight")), told.gettext("weight"))
    yield _sign(")")
    yield _sign("÷")
    divided = next(one for one in operations if one.name.startswith("divide_"))
    by = divided.number("by")
    if divided.name == "divide_sum":
        yield _reported(told, divided.text("by_input"), by)
    elif divided.name == "divide_total":
        yield Term(told.plain(by), told.gettext("sum of all"), TermKind.REPORTED)
    else:
        yield _rule(told.plain(by), told.gettext("sum of the weights"))


def _weighed_value(told: Derivation, one: Operation) -> Iterator[Term]:
    if one.name == "weigh":
        yield _reported(told, one.text("input"), one.number("value"))
    elif one.name == "group":
        group = lower_first(told.names.group(one.text("group")))
        yield Term(told.share(one.number("score")), group, TermKind.REPORTED)
    else:
        level = told.ratio_level(one.text("level"))
        name = None if level is None else level.percent or level.numerator
        label = one.text("level") if name is None else told.names.short(told.code, name)
        yield Term(told.share(one.number("share")), label, TermKind.REPORTED, name)


def _difference(told: Derivation, operations: tuple[Operation, ...]) -> Iterator[Term]:
    """The maximum less what each fault takes."""
    yield _maximum(told)
    for one in operations:
        if one.name == "fault" and one.result:
            yield _sign(MINUS)
            yield from _counted(told, one, told.gettext("points off each"))


def _sum(told: Derivation, operations: tuple[Operation, ...]) -> Iterator[Term]:
    """What each counted thing gives."""
    items = [one for one in operations if one.name == "item"]
    for position, one in enumerate([one for one in items if one.result] or items):
        if position:
            yield _sign("+")
        yield from _counted(told, one, told.gettext("points each"))


def _counted(told: Derivation, one: Operation, label: str) -> Iterator[Term]:
    if "capped_at" in one.details:
        yield _rule(told.plain(one.number("capped_at")), told.gettext("counted at most"))
        return
    yield _reported(told, one.text("input"), one.number("value"))
    yield _sign("×")
    yield _rule(told.plain(one.number("each")), label)


def _formula(told: Derivation, operations: tuple[Operation, ...]) -> Iterator[Term]:
    rule = told.rule
    chosen = operations[-1].text("formula")
    if isinstance(rule, Formulas):
        for one in rule.formulas:
            if one.id == chosen:
                yield from _expression(told, one.expression.term)


def _expression(told: Derivation, term: formula.Term) -> Iterator[Term]:
    """The terms of a formula; a least or greatest of several stands as one."""
    inputs = told.inputs()
    match term:
        case formula.Number(value):
            yield _rule(told.plain(value), told.gettext("constant"))
        case formula.Name(name) if name == formula.MAXIMUM:
            yield _maximum(told)
        case formula.Name(name):
            yield _reported(told, name, inputs.get(name, ZERO))
        case formula.Operation(sign, left, right) if sign in _SIGNS:
            yield from _bracketed(told, left, is_needed=sign in "*/" and _is_sum(left))
            yield _sign(_SIGNS[sign])
            is_needed = (sign in "*/-" and _is_sum(right)) or (sign == "/" and isinstance(right, formula.Operation))
            yield from _bracketed(told, right, is_needed=is_needed)
        case _:
            is_comparison = isinstance(term, formula.Operation)
            yield _rule(_valued(told, term, inputs), told.gettext("condition") if is_comparison else "")


def _valued(told: Derivation, term: formula.Term, inputs: Mapping[str, Fraction]) -> str:
    """A part of a formula that stands as one term, with its values."""

    def said(name: str) -> str:
        return told.plain(told.nominal if name == formula.MAXIMUM else inputs.get(name, ZERO))

    text = written(term, said, told.language)
    return f"({text})" if isinstance(term, formula.Operation) else text


_SIGNS = {"+": "+", "-": MINUS, "*": "×", "/": "÷"}


def _is_sum(term: formula.Term) -> bool:
    return isinstance(term, formula.Operation) and term.sign in {"+", "-"}


def _bracketed(told: Derivation, term: formula.Term, *, is_needed: bool) -> Iterator[Term]:
    if is_needed:
        yield _sign("(")
    yield from _expression(told, term)
    if is_needed:
        yield _sign(")")


def _fixed(told: Derivation, operations: tuple[Operation, ...]) -> Iterator[Term]:
    """Points that a band, level, condition, floor or cap gives as they are."""
    last = operations[-1]
    why = _WHY.get(last.name)
    label = told.gettext("counted at most") if why is None else why(told, last)
    yield _rule(told.plain(last.result), label)


def _level(told: Derivation, last: Operation) -> str:
    return lower_first(told.names.level(told.code, last.text("level")))


def _under(told: Derivation, last: Operation) -> str:
    return told.gettext("under {percent}").format(percent=told.share(last.number("below")))


def _least(told: Derivation, _last: Operation) -> str:
    return told.gettext("least points")


def _within(told: Derivation, last: Operation) -> str:
    least, most = told.plain(last.number("from")), told.plain(last.number("to"))
    return told.gettext("kept between {least} and {most}").format(least=least, most=most)


def _zero(told: Derivation, _last: Operation) -> str:
    return zero_total(told)


_WHY: Mapping[str, Callable[[Derivation, Operation], str]] = {
    "band": band_words,
    "clip": _within,
    "condition": condition_words,
    "floor": _under,
    "level": _level,
    "raise_to_floor": _least,
    "zero_denominator": _zero,
}
_ENDINGS: Mapping[str, Callable[[Derivation, tuple[Operation, ...]], Iterator[Term]]] = {
    "multiply": _product,
    "subtract": _difference,
    "add": _sum,
    "formula": _formula,
}
