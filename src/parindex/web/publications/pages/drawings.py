"""Drawings of one figure, each for its rule; a drawing is a record, the template only places it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from parindex.engine.criteria.rules import Formulas, Levels
from parindex.engine.figures import Status
from parindex.web.publications.pages.counts import CountDrawing, counts
from parindex.web.publications.pages.opened import Opened
from parindex.web.publications.pages.rulers import BandDrawing, bands
from parindex.web.publications.pages.shares import Answer, ShareBar, Strip, legend, level_bars, percent_bar, strips
from parindex.web.ui.drawing import place, scale
from parindex.wording.expressions import written
from parindex.wording.names import upper_first


@dataclass(frozen=True, slots=True)
class Choice:
    """One level or formula of a rule, and whether it is the one that counted."""

    label: str
    points: str
    is_here: bool


@dataclass(frozen=True, slots=True)
class Fault:
    """One line of a deduction or of counted items."""

    label: str
    number: str
    each: str
    points: str
    cap: str
    happened: bool


@dataclass(frozen=True, slots=True)
class Fall:
    """A maximum going down: of this figure, and of the whole where it is known."""

    label: str
    before: str
    after: str
    before_width: str
    after_width: str


@dataclass(frozen=True, slots=True)
class Drawings:
    """What is drawn of one figure; a field is empty where its rule has no such drawing."""

    counts: CountDrawing | None = None
    bands: BandDrawing | None = None
    levels: tuple[Choice, ...] = ()
    formulas: tuple[Choice, ...] = ()
    faults: tuple[Fault, ...] = ()
    is_deduction: bool = False
    shares: tuple[ShareBar, ...] = ()
    strips: tuple[Strip, ...] = ()
    legend: tuple[Answer, ...] = ()
    falls: tuple[Fall, ...] = ()


def drawings(opened: Opened) -> Drawings:
    """The drawings of a figure; none where its rule has no drawing of its own."""
    draw = _DRAWN.get(opened.told.kind)
    return Drawings() if draw is None else draw(opened)


# Levels, formulas


def _levels(opened: Opened) -> Iterator[Choice]:
    rule = opened.told.rule
    one = next((one for one in opened.told.operations() if one.name == "level"), None)
    if isinstance(rule, Levels):
        for level in rule.levels:
            is_here = one is not None and one.text("level") == level.id
            yield Choice(opened.names.words(level.title), opened.plain(level.points), is_here)


def _formulas(opened: Opened) -> Iterator[Choice]:
    rule = opened.told.rule
    one = next((one for one in opened.told.operations() if one.name == "formula"), None)
    if not isinstance(rule, Formulas):
        return

    def name(called: str) -> str:
        if called == "maximum":
            return pgettext("in a formula", "maximum")
        return opened.names.short(opened.told.code, called)

    for formula in rule.formulas:
        is_here = one is not None and one.text("formula") == formula.id
        yield Choice(upper_first(written(formula.expression.term, name, opened.language)), "", is_here)


# Faults and items


def _faults(opened: Opened) -> Iterator[Fault]:
    for one in opened.told.operations():
        if one.name not in {"fault", "item"}:
            continue
        is_capped = "capped_at" in one.details
        yield Fault(
            label=upper_first(opened.names.short(opened.told.code, one.text("input"))),
            number=opened.plain(one.number("value")),
            each=opened.plain(one.number("each")),
            points=opened.plain(one.result),
            cap=opened.plain(one.number("capped_at")) if is_capped else "",
            happened=bool(one.result),
        )


# A maximum that goes down


def _falls(opened: Opened) -> Iterator[Fall]:
    figure = opened.figure
    tree = opened.at("tree").figure
    is_whole = opened.key in {"index", "tree"}
    nominal = opened.result.criteria_set.maximum if is_whole else opened.told.nominal
    own = tree.maximum if is_whole else figure.maximum
    if own is not None and own < nominal and figure.status is not Status.SCORED:
        label = _("Maximum of the whole index") if is_whole else _("Maximum here")
        yield _fall(opened, label, nominal, own)
    elif own is not None and own < nominal:
        yield _fall(opened, _("Maximum here"), nominal, own)
    whole = opened.result.criteria_set.maximum
    if not is_whole and own is not None and own < nominal and tree.maximum is not None and tree.maximum < whole:
        yield _fall(opened, _("Maximum of the whole index, everything together"), whole, tree.maximum)


def _fall(opened: Opened, label: str, before: Fraction, after: Fraction) -> Fall:
    axis = scale(0, before, 0, 300)
    return Fall(label, opened.plain(before), opened.plain(after), place(axis.length(before)), place(axis.length(after)))


_DRAWN: Mapping[str, Callable[[Opened], Drawings]] = {
    **dict.fromkeys(
        ("weighted_ratio", "targets", "ratio"),
        lambda opened: Drawings(counts=counts(opened), shares=percent_bar(opened)),
    ),
    "satisfaction": lambda opened: Drawings(shares=percent_bar(opened)),
    "mean_of_ratios": lambda opened: Drawings(shares=tuple(level_bars(opened))),
    "survey": lambda opened: Drawings(strips=tuple(strips(opened)), legend=legend(opened)),
    "bands": lambda opened: Drawings(bands=bands(opened)),
    "levels": lambda opened: Drawings(levels=tuple(_levels(opened))),
    "formula": lambda opened: Drawings(formulas=tuple(_formulas(opened))),
    "deduction": lambda opened: Drawings(faults=tuple(_faults(opened)), is_deduction=True),
    "count": lambda opened: Drawings(faults=tuple(_faults(opened))),
    **dict.fromkeys(
        ("not_applicable", "not_run", "sum", "index"), lambda opened: Drawings(falls=tuple(_falls(opened)))
    ),
}
