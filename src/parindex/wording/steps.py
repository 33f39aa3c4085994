"""How a figure came about, line by line: one operation a line, its exact result beside it, the rounding last."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from parindex.engine.criteria.model import CriteriaSet
from parindex.engine.criteria.rules import Bands, Count
from parindex.engine.figures import Figure
from parindex.engine.quantities import HUNDRED, ONE, ZERO, Measure
from parindex.wording.adjustments import adjusted
from parindex.wording.catalogue import N_, VIETNAMESE
from parindex.wording.clauses import (
    LEFT_OUT,
    TERMS,
    band_words,
    chosen_formula,
    condition_words,
    labelled_percent,
    skipped_group,
    skipped_level,
    term,
    zero_total,
)
from parindex.wording.derivations import Derivation, Operation
from parindex.wording.names import upper_first
from parindex.wording.numbers import NO_DATA, printed
from parindex.wording.sentences import listed, sentence

_DECIMALS = (
    N_("Rounded to a whole number, only in print"),
    N_("Rounded to one decimal, only in print"),
    N_("Rounded to two decimals, only in print"),
    N_("Rounded to three decimals, only in print"),
    N_("Rounded to four decimals, only in print"),
)


@dataclass(frozen=True, slots=True)
class StepLine:
    """One operation in words, and its result as it is printed; a dash where it has none."""

    text: str
    result: str


def steps(figure: Figure, criteria_set: CriteriaSet, *, language: str = VIETNAMESE) -> tuple[StepLine, ...]:
    """The calculation of a figure, one operation a line; where there is a value, the last line is its rounding."""
    told = Derivation(figure, criteria_set, language)
    lines = list(_lines(told))
    if not lines:
        lines = [StepLine(sentence(figure, criteria_set, language=language), _exact(told))]
    return (*lines, *_rounding(told))


def _exact(told: Derivation) -> str:
    return NO_DATA if told.figure.value is None else told.plain(told.figure.value)


def _lines(told: Derivation) -> Iterator[StepLine]:
    if told.kind == "sum" and told.figure.value is not None:
        yield StepLine(upper_first(listed(told)), told.plain(told.figure.value))
    elif told.kind == "percent":
        yield from _percent_lines(told)
    elif told.kind == "index":
        yield from _index_lines(told)
    elif told.kind in {"bonus", "penalty"}:
        yield from _adjustment_lines(told)
    else:
        yield from _rule_lines(told)


def _rule_lines(told: Derivation) -> Iterator[StepLine]:
    terms: list[Operation] = []
    for one in told.operations():
        if one.name in TERMS:
            terms.append(one)
            yield StepLine(upper_first(term(told, one, whole_name=True)), told.plain(one.result))
        elif one.name == "add":
            yield from _addition(told, terms, one)
        elif one.name in _SAID:
            result = NO_DATA if one.name in LEFT_OUT else told.plain(one.result)
            yield StepLine(upper_first(_SAID[one.name](told, one)), result)


def _addition(told: Derivation, terms: list[Operation], total: Operation) -> Iterator[StepLine]:
    if len(terms) > 1:
        added = " + ".join(told.plain(one.result) for one in terms)
        yield StepLine(told.gettext("Add: {terms}").format(terms=added), told.plain(total.result))


def _rounding(told: Derivation) -> Iterator[StepLine]:
    display, value = told.criteria_set.display, told.figure.value
    if value is None:
        return
    is_percent = told.figure.measure is Measure.PERCENT
    decimals = display.percent_decimals if is_percent else display.decimals
    text = printed(value, decimals, language=told.language, rounding=display.rounding)
    if decimals < len(_DECIMALS):
        yield StepLine(told.gettext(_DECIMALS[decimals]), text)
    else:
        said = told.gettext("Rounded to {number} decimals, only in print").format(number=decimals)
        yield StepLine(said, text)


# Lines of rules


def _divide_sum(told: Derivation, one: Operation) -> str:
    whole = told.names.whole_value(told.code, one.text("by_input"), one.number("by"))
    return told.gettext("Divide by {whole}").format(whole=whole)


def _divide_total(told: Derivation, one: Operation) -> str:
    return told.gettext("Divide by the sum of all, {number}").format(number=told.plain(one.number("by")))


def _divide_weights(told: Derivation, one: Operation) -> str:
    return told.gettext("Divide by the sum of the weights, {number}").format(number=told.plain(one.number("by")))


def _divide(told: Derivation, one: Operation) -> str:
    part = told.names.value(told.code, one.text("input"), one.number("value"))
    whole = told.names.value(told.code, one.text("by_input"), one.number("by"))
    return f"{part} ÷ {whole}"


def _share_of_percent(told: Derivation, one: Operation) -> str:
    percent = labelled_percent(told, one.text("input"), one.number("percent"))
    return told.gettext("{percent}, divided by 100").format(percent=percent)


def _multiply(told: Derivation, one: Operation) -> str:
    return told.gettext("Multiply by the maximum of {maximum}").format(maximum=told.plain(one.number("by")))


def _subtract(told: Derivation, one: Operation) -> str:
    added = next((other.result for other in told.operations() if other.name == "add"), ZERO)
    message = told.gettext("From the maximum of {maximum} take {points}")
    return message.format(maximum=told.plain(one.number("from")), points=told.plain(added))


def _cap(told: Derivation, one: Operation) -> str:
    at = one.number("at")
    cap = told.plain(at) if isinstance(told.rule, Count) else told.share(at)
    return told.gettext("Counted at most {cap}").format(cap=cap)


def _floor(told: Derivation, one: Operation) -> str:
    message = told.gettext("Under {percent}: {points} points, whatever the share")
    return message.format(percent=told.share(one.number("below")), points=told.plain(one.result))


def _raise_to_floor(told: Derivation, one: Operation) -> str:
    return told.gettext("Not below {floor}").format(floor=told.plain(one.number("floor")))


def _clip(told: Derivation, one: Operation) -> str:
    least, most = told.plain(one.number("from")), told.plain(one.number("to"))
    return told.gettext("Kept between {least} and {most}").format(least=least, most=most)


def _level(told: Derivation, one: Operation) -> str:
    return told.gettext("Level “{level}”").format(level=told.names.level(told.code, one.text("level")))


def _band(told: Derivation, one: Operation) -> str:
    rule = told.rule
    if isinstance(rule, Bands) and rule.input is None:
        percent = told.share(one.number("value") / HUNDRED)
        return told.gettext("{percent} lies in the band {band}").format(percent=percent, band=band_words(told, one))
    return band_words(told, one)


def _zero_denominator(told: Derivation, one: Operation) -> str:
    message = told.gettext("{total}: the set gives {points} points")
    return message.format(total=upper_first(zero_total(told)), points=told.plain(one.result))


_SAID: Mapping[str, Callable[[Derivation, Operation], str]] = {
    "band": _band,
    "cap": _cap,
    "clip": _clip,
    "condition": condition_words,
    "divide": _divide,
    "divide_sum": _divide_sum,
    "divide_total": _divide_total,
    "divide_weights": _divide_weights,
    "floor": _floor,
    "formula": chosen_formula,
    "level": _level,
    "multiply": _multiply,
    "raise_to_floor": _raise_to_floor,
    "share_of_percent": _share_of_percent,
    "skip_group": skipped_group,
    "skip_level": skipped_level,
    "subtract": _subtract,
    "zero_denominator": _zero_denominator,
}


# Lines of other figures


def _percent_lines(told: Derivation) -> Iterator[StepLine]:
    value, maximum, percent = told.number("value"), told.number("maximum"), told.figure.value
    if value is None or not maximum or percent is None:
        return
    message = told.gettext("{points} points, divided by the maximum of {maximum}")
    said = message.format(points=told.plain(value), maximum=told.plain(maximum))
    yield StepLine(said, told.plain(percent / HUNDRED))
    yield StepLine(told.gettext("Multiply by 100"), told.plain(percent))


def _index_lines(told: Derivation) -> Iterator[StepLine]:
    unbounded, value = told.number("unbounded"), told.figure.value
    if unbounded is None or value is None:
        return
    factor = told.number("factor") or ONE
    parts = [told.gettext("Points of all domains")]
    if factor != ONE:
        parts.append(told.gettext("times {factor}").format(factor=told.plain(factor)))
    if told.criteria_set.adjustments:
        parts.append(told.gettext("plus bonus points, minus penalty points"))
    yield StepLine(", ".join(parts), told.plain(unbounded))
    if value != unbounded:
        yield StepLine(told.gettext("Brought within the bounds of the index"), told.plain(value))


def _adjustment_lines(told: Derivation) -> Iterator[StepLine]:
    happened = [one for one in told.operations() if one.result]
    for one in happened:
        yield StepLine(adjusted(told, one), told.plain(one.result))
    ceiling = told.number("ceiling")
    if len(happened) > 1:
        added = " + ".join(told.plain(one.result) for one in happened)
        said = told.gettext("Add: {terms}").format(terms=added)
        if ceiling is not None and told.figure.value == ceiling:
            said = told.gettext("Add: {terms}, together at most {ceiling}").format(
                terms=added, ceiling=told.plain(ceiling)
            )
        yield StepLine(said, told.plain(told.figure.value or Fraction(0)))
