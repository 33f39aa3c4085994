"""What a figure was made from: reported values with where they were taken from, and what the rule sets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _

from parindex.engine.figures import InputValue
from parindex.web.publications.pages.opened import Opened
from parindex.web.publications.pages.terms import SERIES, constant_row_of, is_inferred, row_of
from parindex.wording.names import upper_first


@dataclass(frozen=True, slots=True)
class InputRow:
    """One row of the table of inputs.

    Attributes:
        id: Where links of the equation lead.
        label: What it is.
        value: As it was reported or set.
        source: Where it was taken from; empty where the source is not told.
        series: Which input it is, from 1; 0 for none.
        is_constant: Set by the rule, not reported.
        is_inferred: Derived; stands in no source.
        note: What the set remarks on it.
        is_words: Whether the value is the name of a level, no number.
    """

    id: str
    label: str
    value: str
    source: str
    series: int = 0
    is_constant: bool = False
    is_inferred: bool = False
    note: str = ""
    is_words: bool = False


def input_rows(opened: Opened) -> tuple[InputRow, ...]:
    """The reported values, then the constants of the rule that belong to one of them."""
    if opened.told.kind == "survey":
        return ()
    return (*_reported(opened), *_constants(opened))


def _reported(opened: Opened) -> Iterator[InputRow]:
    for position, item in enumerate(opened.figure.inputs, start=1):
        if isinstance(item, InputValue):
            label, note = _label(opened, item.code)
            yield InputRow(
                id=row_of(item.code),
                label=label,
                value=_value(opened, item),
                source=item.source or "",
                series=min(position, SERIES),
                is_words=item.code == "level",
                note="" if _has_constant(opened, item.code) else note,
                is_inferred=not _has_constant(opened, item.code)
                and is_inferred(opened.names, opened.told.code, item.code),
            )


def _constants(opened: Opened) -> Iterator[InputRow]:
    series = {
        item.code: min(position, SERIES)
        for position, item in enumerate(opened.figure.inputs, start=1)
        if isinstance(item, InputValue)
    }
    for one in opened.told.operations():
        name = one.text("input")
        detail = next((detail for detail in ("weight", "each") if detail in one.details), None)
        if not name or detail is None:
            continue
        label, note = _label(opened, name)
        said = _("Weight of one: %(input)s") if detail == "weight" else _("Points for one: %(input)s")
        yield InputRow(
            id=constant_row_of(name),
            label=said % {"input": label[:1].lower() + label[1:]},
            value=opened.plain(one.number(detail)),
            source=_("the rule of the criteria set"),
            series=series.get(name, 0),
            is_constant=True,
            is_inferred=is_inferred(opened.names, opened.told.code, name),
            note=note,
        )


def _has_constant(opened: Opened, name: str) -> bool:
    return any(
        one.text("input") == name and {"weight", "each"} & one.details.keys() for one in opened.told.operations()
    )


def _label(opened: Opened, name: str) -> tuple[str, str]:
    """The label of an input, and the remark in brackets at its end."""
    if name == "points":
        return _("Points as decided"), ""
    if name == "level":
        return _("Level that was reached"), ""
    if opened.told.kind in {"bonus", "penalty"}:
        return opened.names.adjustment(name), ""
    label, bracket, note = opened.names.label(opened.told.code, name).removesuffix(")").rpartition(" (")
    return (label, upper_first(note)) if bracket else (note, "")


def _value(opened: Opened, item: InputValue) -> str:
    if item.value in {"true", "false"}:
        return _("yes") if item.value == "true" else _("no")
    if item.code == "level":
        return opened.names.level(opened.told.code, item.value)
    if opened.told.kind in {"bonus", "penalty"} or item.code == "points":
        return opened.plain(Fraction(item.value))
    return opened.names.measured(opened.told.code, item.code, Fraction(item.value))
