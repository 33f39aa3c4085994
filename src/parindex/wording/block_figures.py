"""Figures of a block of units in words: means, gaps and counts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

from parindex.engine.criteria.rules import Band
from parindex.engine.quantities import ZERO
from parindex.wording.derivations import Derivation
from parindex.wording.intervals import band_interval
from parindex.wording.numbers import percent


def block_sentence(told: Derivation) -> str:
    """What a figure of a block is made of, and how many units could not be counted in."""
    if told.figure.value is None:
        return told.gettext("no unit has this figure yet")
    said = _SAID[told.kind](told, told.figure.value)
    left_out = int(told.number("left_out") or 0)
    if not left_out:
        return said
    without = told.ngettext(
        "{number} unit without the figure is left out", "{number} units without the figure are left out", left_out
    )
    return f"{said}; {without.format(number=left_out)}"


def _units(told: Derivation) -> str:
    number = int(told.number("units") or 0)
    return told.ngettext("{number} unit", "{number} units", number).format(number=number)


def _is_percent(told: Derivation) -> bool:
    return (told.parameter("of") or "").endswith(".percent")


def _mean(told: Derivation, value: Fraction) -> str:
    if not _is_percent(told):
        message = told.gettext("mean of {units}: {points} points")
        return message.format(units=_units(told), points=told.points(value))
    display = told.criteria_set.display
    shown = percent(value, display.percent_decimals, language=told.language, rounding=display.rounding)
    return told.gettext("mean of {units}: {percent}").format(units=_units(told), percent=shown)


def _gap(told: Derivation, value: Fraction) -> str:
    said = {"units": _units(told), "points": told.percentage_points(value)}
    if _is_percent(told):
        return told.gettext("between the highest and the lowest of {units}: {points} percentage points").format(**said)
    said["points"] = told.points(value)
    return told.gettext("between the highest and the lowest of {units}: {points} points").format(**said)


def _count_reaching(told: Derivation, value: Fraction) -> str:
    is_strict = told.figure.step.parameters.get("is_strict") is True
    reached = Band(told.number("threshold"), not is_strict, None, to_included=False, points=ZERO)
    interval = band_interval(reached, told.language, is_percent=_is_percent(told))
    message = told.gettext("{number} of {units} reach {threshold}")
    return message.format(number=told.plain(value), units=_units(told), threshold=interval)


def _count_risen(told: Derivation, value: Fraction) -> str:
    message = told.gettext("{number} of {units} stand higher than in the cycle before")
    return message.format(number=told.plain(value), units=_units(told))


_SAID: Mapping[str, Callable[[Derivation, Fraction], str]] = {
    "mean": _mean,
    "gap": _gap,
    "count_reaching": _count_reaching,
    "count_risen": _count_risen,
}
BLOCK_KINDS = frozenset(_SAID)
