"""The calculation of a figure, one operation a line, rounding last and named."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from parindex.engine.figures import InputValue
from parindex.engine.quantities import ONE, Measure, rounded
from parindex.web.publications.pages.opened import Opened
from parindex.web.publications.pages.terms import SERIES
from parindex.wording.adjustments import adjusted
from parindex.wording.clauses import TERMS, clause, term
from parindex.wording.derivations import Operation
from parindex.wording.names import upper_first

MOST_LISTED = 9


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the calculation.

    Attributes:
        says: The operation.
        result: Its result, exact or cut with an ellipsis.
        series: Which input it is about, from 1; 0 for none.
    """

    says: str
    result: str
    series: int = 0


def steps(opened: Opened) -> tuple[Step, ...]:
    """The lines of the calculation of a figure; none where nothing was calculated."""
    if opened.figure.value is None:
        return ()
    lines = tuple(_calculation(opened))
    return (*lines, *_rounding(opened)) if lines else ()


def _calculation(opened: Opened) -> Iterator[Step]:
    match opened.told.kind:
        case "sum":
            yield from _sum(opened)
        case "percent":
            yield from _percent(opened)
        case "index":
            yield from _index(opened)
        case "bonus" | "penalty":
            yield from _adjustments(opened)
        case _:
            yield from _rule(opened)


def _rounding(opened: Opened) -> Iterator[Step]:
    figure = opened.figure
    display = opened.result.criteria_set.display
    decimals = display.percent_decimals if figure.measure is Measure.PERCENT else display.decimals
    if figure.value is None or rounded(figure.value, decimals, display.rounding) == figure.value:
        return
    says = ngettext(
        "Rounded to %(decimals)s decimal, only for printing",
        "Rounded to %(decimals)s decimals, only for printing",
        decimals,
    )
    yield Step(says % {"decimals": decimals}, opened.shown())


# Rules of leaves


def _rule(opened: Opened) -> Iterator[Step]:
    series = {
        item.code: min(position, SERIES)
        for position, item in enumerate(opened.figure.inputs, start=1)
        if isinstance(item, InputValue)
    }
    parts = 0
    addends: list[Operation] = []
    for one in opened.told.operations():
        if one.name in {"level_share", "group"}:
            parts += 1
        if one.name in TERMS:
            addends.append(one)
            about = min(parts, SERIES) if one.name in {"level_share", "group"} else series.get(one.text("input"), 0)
            yield Step(upper_first(term(opened.told, one)), opened.plain(one.result), about)
        elif one.name == "add":
            if len(addends) > 1:
                yield Step(_added(opened, addends), opened.plain(one.result))
        elif not (one.name == "divide_weights" and one.number("by") == ONE):
            yield Step(_said(opened, one), _result(opened, one))


def _added(opened: Opened, addends: list[Operation]) -> str:
    listed = " + ".join(opened.plain(one.result) for one in addends)
    return _("Together: %(addends)s") % {"addends": listed}


def _result(opened: Opened, one: Operation) -> str:
    """A share that a band is chosen by is told in percent, as the band is."""
    is_share_of_bands = opened.told.kind == "bands" and one.name in {"divide", "share_of_percent"}
    return opened.told.share(one.result) if is_share_of_bands else opened.plain(one.result)


def _said(opened: Opened, one: Operation) -> str:
    write = _SAID.get(one.name)
    return upper_first(clause(opened.told, one)) if write is None else write(opened, one)


def _divide(opened: Opened, one: Operation) -> str:
    names, code = opened.names, opened.told.code
    return _("%(part)s divided by %(whole)s") % {
        "part": upper_first(names.value(code, one.text("input"), one.number("value"))),
        "whole": names.value(code, one.text("by_input"), one.number("by")),
    }


def _divide_sum(opened: Opened, one: Operation) -> str:
    said = opened.names.value(opened.told.code, one.text("by_input"), one.number("by"))
    return _("Divided by %(total)s") % {"total": said}


def _divide_total(opened: Opened, one: Operation) -> str:
    return _("Divided by all of them, %(number)s") % {"number": opened.plain(one.number("by"))}


def _divide_weights(opened: Opened, one: Operation) -> str:
    return _("Divided by the sum of the weights, %(number)s") % {"number": opened.plain(one.number("by"))}


def _multiply(opened: Opened, one: Operation) -> str:
    return _("Times the maximum, %(number)s points") % {"number": opened.plain(one.number("by"))}


def _subtract(opened: Opened, one: Operation) -> str:
    return _("Taken from the maximum, %(number)s points") % {"number": opened.plain(one.number("from"))}


def _cap(opened: Opened, one: Operation) -> str:
    return _("No more than %(number)s counts") % {"number": opened.plain(one.number("at"))}


def _condition(_opened: Opened, one: Operation) -> str:
    if one.text("holds") == "true":
        return _("The condition is met: full points")
    return _("The condition is not met: no points")


_SAID: Mapping[str, Callable[[Opened, Operation], str]] = {
    "divide": _divide,
    "divide_sum": _divide_sum,
    "divide_total": _divide_total,
    "divide_weights": _divide_weights,
    "multiply": _multiply,
    "subtract": _subtract,
    "cap": _cap,
    "condition": _condition,
}


# Figures made of figures


def _sum(opened: Opened) -> Iterator[Step]:
    keys = [item for item in opened.figure.inputs if isinstance(item, str)]
    values = [opened.at(key).figure.value for key in keys]
    listed = " + ".join(opened.plain(value) for value in values) if len(values) <= MOST_LISTED else ""
    number = ngettext(
        "%(n)s figure added, none of them rounded", "%(n)s figures added, none of them rounded", len(keys)
    )
    says = _("Together: %(addends)s") % {"addends": listed} if listed else number % {"n": len(keys)}
    yield Step(says, opened.plain(opened.figure.value))


def _percent(opened: Opened) -> Iterator[Step]:
    value, maximum = opened.told.number("value"), opened.told.number("maximum")
    if value is None or not maximum:
        return
    said = {"points": opened.plain(value), "maximum": opened.plain(maximum)}
    says = _("%(points)s points divided by the maximum, %(maximum)s, times 100") % said
    yield Step(says, opened.plain(opened.figure.value))


def _index(opened: Opened) -> Iterator[Step]:
    told = opened.told
    tree = opened.at("tree").figure.value
    yield Step(_("Points of all domains"), opened.plain(tree))
    factor, unbounded = told.number("factor") or ONE, told.number("unbounded")
    if factor != ONE:
        yield Step(_("Times %(factor)s, because no survey was run") % {"factor": opened.plain(factor)}, "")
    if opened.result.criteria_set.adjustments:
        bonus, penalty = opened.at("bonus").figure.value, opened.at("penalty").figure.value
        said = {"bonus": opened.plain(bonus), "penalty": opened.plain(penalty)}
        yield Step(_("Plus %(bonus)s bonus points, minus %(penalty)s penalty points") % said, opened.plain(unbounded))
    if "bounded" in opened.figure.notes:
        yield Step(_("Brought within the bounds of the index"), opened.plain(opened.figure.value))


def _adjustments(opened: Opened) -> Iterator[Step]:
    happened = [one for one in opened.told.operations() if one.result]
    for position, one in enumerate(happened, start=1):
        yield Step(upper_first(adjusted(opened.told, one)), opened.plain(one.result), min(position, SERIES))
    ceiling = opened.told.number("ceiling")
    if ceiling is not None and opened.figure.value == ceiling and len(happened) > 1:
        yield Step(_("All together at most %(ceiling)s") % {"ceiling": opened.plain(ceiling)}, opened.plain(ceiling))
    elif len(happened) > 1:
        listed = " + ".join(opened.plain(one.result) for one in happened)
        yield Step(_("Together: %(addends)s") % {"addends": listed}, opened.plain(opened.figure.value))


def exact_fraction(opened: Opened) -> str:
    """The value as a reduced fraction, where it is not what is printed; empty otherwise."""
    value: Fraction | None = opened.figure.value
    if value is None or value.denominator == 1:
        return ""
    ends = value.denominator
    for prime in (2, 5):
        while ends % prime == 0:
            ends //= prime
    return str(value) if ends != 1 else ""
