"""The equation of a figure: each number with a plain word under it, what was reported and what the rule sets apart."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from parindex.engine.criteria.formula import MAXIMUM, Term
from parindex.engine.criteria.rules import Bands, Formulas, Levels, PassFail
from parindex.engine.figures import InputValue
from parindex.engine.quantities import HUNDRED, ONE
from parindex.web.publications.pages.expressions import Leaves, expression_parts
from parindex.web.publications.pages.opened import Opened
from parindex.web.publications.pages.terms import (
    SERIES,
    Amount,
    Equation,
    LineBreak,
    Part,
    Role,
    because,
    closing,
    constant_row_of,
    equals,
    is_inferred,
    opening,
    row_of,
    sign_of,
    word_of,
)
from parindex.wording.clauses import bands_are_percent
from parindex.wording.derivations import Operation
from parindex.wording.intervals import band_interval
from parindex.wording.names import lower_first
from parindex.wording.numbers import MINUS

MOST_ADDENDS = 9


def equation(opened: Opened) -> Equation | None:
    """The equation of a figure; ``None`` where nothing was calculated, or where it would have too many terms."""
    writer = _Writer(opened)
    parts = tuple(writer.parts())
    return Equation((writer.result(), equals(), *parts)) if parts else None


class _Writer:
    """Writes the equation of one figure."""

    def __init__(self, opened: Opened) -> None:
        self._opened = opened
        self._told = opened.told
        self._names = opened.names
        self._operations = self._told.operations()
        self._series = {
            item.code: min(position, SERIES)
            for position, item in enumerate(opened.figure.inputs, start=1)
            if isinstance(item, InputValue)
        }

    def result(self) -> Amount:
        """The figure itself."""
        words = {
            "percent": pgettext("under the result", "percent of the maximum"),
            "index": pgettext("under the result", "the index"),
            "bonus": pgettext("under the result", "bonus points"),
            "penalty": pgettext("under the result", "penalty points"),
        }
        label = words.get(self._told.kind, pgettext("under the result", "points"))
        return Amount(self._opened.shown(), label, Role.RESULT)

    def parts(self) -> Iterator[Part]:
        """What stands to the right of the equals sign."""
        write = _WRITERS.get(self._told.kind)
        if write is None or self._opened.figure.value is None or self._has("zero_denominator"):
            return iter(())
        return write(self)

    def _has(self, operation: str) -> bool:
        return any(one.name == operation for one in self._operations)

    def _first(self, operation: str) -> Operation | None:
        return next((one for one in self._operations if one.name == operation), None)

    # Numbers

    def _maximum(self) -> Amount:
        return Amount(
            self._told.plain(self._told.nominal),
            pgettext("under a number", "maximum"),
            Role.MAXIMUM,
            row="can-cu",
            says=_("The maximum of this criterion, as the criteria set has it."),
        )

    def _input(self, name: str, value: Fraction, role: Role = Role.REPORTED) -> Amount:
        code = self._told.code
        short = self._names.short(code, name)
        return Amount(
            self._names.measured(code, name, value),
            short,
            role,
            0 if role is Role.TOTAL else self._series.get(name, 0),
            row_of(name),
            says=_("A number that was reported."),
        )

    def _constant(self, value: Fraction, label: str, name: str = "") -> Amount:
        inferred = bool(name) and is_inferred(self._names, self._told.code, name)
        says = _("Set by the rule of the criteria set, the same for every unit.")
        if inferred:
            says = _("Not printed in any source: derived from the published points.")
        row = constant_row_of(name) if name else "can-cu"
        series = self._series.get(name, 0)
        return Amount(self._told.plain(value), label, Role.CONSTANT, series, row, is_inferred=inferred, says=says)

    def _figure(self, key: str, label: str = "") -> Amount:
        other = self._opened.at(key)
        return Amount(
            other.shown(), label or other.short_title(), Role.FIGURE, address=self._opened.addresses.figure(key)
        )

    # One kind of rule each

    def weighted(self) -> Iterator[Part]:
        """M × (count × weight + …) ÷ total."""
        yield from self._scaled()
        yield opening()
        terms = [one for one in self._operations if one.name == "weigh"]
        for position, one in enumerate(terms):
            if position:
                yield sign_of("+")
            yield self._input(one.text("input"), one.number("value"))
            yield sign_of("×")
            label = pgettext("under a number", "weight")
            if self._told.kind == "targets":
                label = pgettext("under a number", "share")
            yield self._constant(one.number("weight"), label, one.text("input"))
        yield closing()
        yield from self._divided()

    def means(self) -> Iterator[Part]:
        """M × (share × weight + …) ÷ Σ weights, over levels of government or groups of respondents."""
        yield from self._scaled()
        yield opening()
        terms = [one for one in self._operations if one.name in {"level_share", "group"}]
        for position, one in enumerate(terms):
            if position:
                yield sign_of("+")
            yield self._share_term(one, position + 1)
            yield sign_of("×")
            yield self._constant(one.number("weight"), pgettext("under a number", "weight"))
        yield closing()
        divided = self._first("divide_weights")
        if divided is not None and divided.number("by") != ONE:
            yield sign_of("÷")
            yield self._constant(divided.number("by"), pgettext("under a number", "all weights together"))

    def _share_term(self, one: Operation, series: int) -> Amount:
        is_group = one.name == "group"
        share = one.number("score") if is_group else one.number("share")
        label = self._names.group(one.text("group")) if is_group else self._level_label(one.text("level"))
        row = f"nhom-{one.text('group')}" if is_group else f"cap-{one.text('level')}"
        shown = self._told.share(share)
        return Amount(shown, lower_first(label), Role.REPORTED, min(series, SERIES), row)

    def _level_label(self, level_id: str) -> str:
        level = self._told.ratio_level(level_id)
        name = None if level is None else level.percent or level.numerator
        return level_id if name is None else self._names.short(self._told.code, name)

    def ratio(self) -> Iterator[Part]:
        """M × numerator ÷ denominator, or M × percent; under a floor its points."""
        floor = self._first("floor")
        if floor is not None:
            label = pgettext("under a number", "under %(share)s") % {"share": self._told.share(floor.number("below"))}
            yield self._constant(floor.result, label)
            yield LineBreak()
            yield because()
            yield from self._measured_share(with_result=True)
            return
        yield from self._scaled()
        cap = self._first("cap")
        if cap is not None:
            yield self._constant(cap.number("at"), pgettext("under a number", "counted at most"))
            yield LineBreak()
            yield because()
        yield from self._measured_share(with_result=cap is not None)

    def _measured_share(self, *, with_result: bool) -> Iterator[Part]:
        divided, percent = self._first("divide"), self._first("share_of_percent")
        if divided is not None:
            yield self._input(divided.text("input"), divided.number("value"))
            yield sign_of("÷")
            yield self._input(divided.text("by_input"), divided.number("by"), Role.TOTAL)
            if with_result:
                yield equals()
                share = self._told.share(divided.result)
                yield Amount(share, pgettext("under a number", "share reached"), Role.TOTAL)
        elif percent is not None:
            yield self._input(percent.text("input"), percent.number("percent"))

    def bands(self) -> Iterator[Part]:
        """The points of the band, because the value lies in it."""
        one, rule = self._first("band"), self._told.rule
        if one is None or not isinstance(rule, Bands):
            return
        band = rule.bands[int(one.number("band")) - 1]
        interval = band_interval(band, self._opened.language, is_percent=bands_are_percent(self._told, rule))
        yield self._constant(one.result, interval)
        yield LineBreak()
        yield because()
        if rule.input is not None:
            yield self._input(rule.input, one.number("value"))
        else:
            yield from self._measured_share(with_result=True)

    def levels(self) -> Iterator[Part]:
        """The points of the level."""
        one, rule = self._first("level"), self._told.rule
        if one is not None and isinstance(rule, Levels):
            yield self._constant(one.result, _("points of the level that was reached"))

    def pass_fail(self) -> Iterator[Part]:
        """All points or none, because the condition holds or does not."""
        one, rule = self._first("condition"), self._told.rule
        if one is None or not isinstance(rule, PassFail):
            return
        holds = one.text("holds") == "true"
        if holds:
            yield self._maximum()
        else:
            yield self._constant(one.result, pgettext("under a number", "no points"))
        yield LineBreak()
        yield because()
        if rule.input is not None:
            answer = _("yes") if holds else _("no")
            label = self._names.short(self._told.code, rule.input)
            yield Amount(answer, label, Role.REPORTED, self._series.get(rule.input, 0), row_of(rule.input))
            return
        if not holds:
            yield word_of(_("it is not so that"))
        if rule.condition is not None:
            yield from self._expression(rule.condition.term)

    def deduction(self) -> Iterator[Part]:
        """M less what each fault takes."""
        yield self._maximum()
        faults = [one for one in self._operations if one.name == "fault" and one.result]
        if not faults:
            yield sign_of(MINUS)
            yield Amount(self._told.plain(Fraction(0)), pgettext("under a number", "nothing to deduct"), Role.REPORTED)
        for one in faults:
            yield sign_of(MINUS)
            yield from self._counted(one)
        floor = self._first("raise_to_floor")
        if floor is not None:
            yield LineBreak()
            yield word_of(_("but not below"))
            yield self._constant(floor.number("floor"), pgettext("under a number", "floor"))

    def count(self) -> Iterator[Part]:
        """Points for each counted thing."""
        items = [one for one in self._operations if one.name == "item"]
        for position, one in enumerate([one for one in items if one.result] or items[:1]):
            if position:
                yield sign_of("+")
            yield from self._counted(one)
        cap = self._first("cap")
        if cap is not None:
            yield LineBreak()
            yield word_of(_("but at most"))
            yield self._maximum()

    def _counted(self, one: Operation) -> Iterator[Part]:
        is_capped = "capped_at" in one.details
        if is_capped:
            yield self._constant(one.number("capped_at"), pgettext("under a number", "at most"))
            yield word_of(pgettext("before the product that was capped", "instead of"))
        yield self._input(one.text("input"), one.number("value"))
        yield sign_of("×")
        yield self._constant(one.number("each"), pgettext("under a number", "points each"), one.text("input"))

    def satisfaction(self) -> Iterator[Part]:
        """M × percent of another index."""
        yield from self._scaled()
        yield from self._measured_share(with_result=False)

    def formula(self) -> Iterator[Part]:
        """The chosen formula with its values."""
        one, rule = self._first("formula"), self._told.rule
        if one is None or not isinstance(rule, Formulas):
            return
        chosen = next((found for found in rule.formulas if found.id == one.text("formula")), None)
        if chosen is None:
            return
        yield from self._expression(chosen.expression.term)
        clip = self._first("clip")
        if clip is not None:
            yield LineBreak()
            yield word_of(_("but between 0 and"))
            yield self._maximum()

    def given(self) -> Iterator[Part]:
        """Points as they were decided."""
        value = self._opened.figure.value
        labels = {
            "self": pgettext("under a number", "the unit gave itself"),
            "round1": pgettext("under a number", "appraisal round 1"),
            "round2": pgettext("under a number", "appraisal round 2"),
            "council": pgettext("under a number", "the council decided"),
            "survey": pgettext("under a number", "result of the survey"),
        }
        if value is None:
            return
        label = labels.get(self._told.parameter("round") or "", pgettext("under a number", "as decided"))
        yield Amount(self._told.plain(value), label, Role.REPORTED, 1, row_of("points"))
        yield word_of(pgettext("points of a maximum", "of"))
        yield self._maximum()

    def total(self) -> Iterator[Part]:
        """The sum of other figures, each of which opens."""
        keys = [item for item in self._opened.figure.inputs if isinstance(item, str)]
        if len(keys) > MOST_ADDENDS:
            return
        for position, key in enumerate(keys):
            if position:
                yield sign_of("+")
            yield self._figure(key)

    def share(self) -> Iterator[Part]:
        """Points ÷ maximum × 100."""
        key = next((item for item in self._opened.figure.inputs if isinstance(item, str)), "")
        maximum = self._told.number("maximum")
        if maximum:
            yield self._figure(key)
            yield sign_of("÷")
            label = pgettext("under a number", "the unit’s own maximum")
            yield Amount(self._told.plain(maximum), label, Role.MAXIMUM, row="can-cu")
            yield sign_of("×")
            yield self._constant(HUNDRED, "%")

    def index(self) -> Iterator[Part]:
        """The two parts of the tree; with adjustments the tree × factor + bonus − penalty."""
        criteria_set = self._opened.result.criteria_set
        factor = self._told.number("factor") or ONE
        if not criteria_set.adjustments and factor == ONE:
            yield self._figure("appraisal", pgettext("under a number", "appraised"))
            survey = self._opened.result.figure("survey")
            if survey.maximum:
                yield sign_of("+")
                yield self._figure("survey", pgettext("under a number", "surveyed"))
            return
        yield self._figure("tree", pgettext("under a number", "all domains"))
        if factor != ONE:
            yield sign_of("×")
            yield self._constant(factor, pgettext("under a number", "because no survey was run"))
        if criteria_set.adjustments:
            yield sign_of("+")
            yield self._figure("bonus", pgettext("under a number", "bonus points"))
            yield sign_of(MINUS)
            yield self._figure("penalty", pgettext("under a number", "penalty points"))

    def adjustment(self) -> Iterator[Part]:
        """Points outside the tree, each with how often."""
        inputs = self._told.inputs()
        for position, one in enumerate([one for one in self._operations if one.result]):
            code = one.text("code")
            if position:
                yield sign_of("+")
            title = lower_first(self._names.adjustment(code))
            if one.text("given_outright") == "true" or "capped_at" in one.details:
                yield Amount(
                    self._told.plain(one.result), title, Role.REPORTED, self._series.get(code, 0), row_of(code)
                )
                continue
            counted = inputs.get(code, ONE)
            yield Amount(self._told.plain(counted), title, Role.REPORTED, self._series.get(code, 0), row_of(code))
            yield sign_of("×")
            yield self._constant(one.number("each"), pgettext("under a number", "points each"))

    # Common parts

    def _scaled(self) -> Iterator[Part]:
        yield self._maximum()
        yield sign_of("×")
        yield LineBreak()

    def _divided(self) -> Iterator[Part]:
        by_input, by_total = self._first("divide_sum"), self._first("divide_total")
        yield sign_of("÷")
        if by_input is not None:
            yield self._input(by_input.text("by_input"), by_input.number("by"), Role.TOTAL)
        elif by_total is not None:
            label = pgettext("under a number", "all together")
            yield Amount(self._told.plain(by_total.number("by")), label, Role.TOTAL)

    def _expression(self, term: Term) -> Iterator[Part]:
        inputs = self._told.inputs()

        def leaf(name: str) -> Amount:
            if name == MAXIMUM:
                return self._maximum()
            return self._input(name, inputs.get(name, Fraction(0)))

        def number(value: Fraction) -> Amount:
            return self._constant(value, pgettext("under a number", "of the rule"))

        yield from expression_parts(term, Leaves(leaf, number))


_WRITERS: Mapping[str, Callable[[_Writer], Iterator[Part]]] = {
    "weighted_ratio": _Writer.weighted,
    "targets": _Writer.weighted,
    "mean_of_ratios": _Writer.means,
    "survey": _Writer.means,
    "ratio": _Writer.ratio,
    "bands": _Writer.bands,
    "levels": _Writer.levels,
    "pass_fail": _Writer.pass_fail,
    "deduction": _Writer.deduction,
    "count": _Writer.count,
    "satisfaction": _Writer.satisfaction,
    "formula": _Writer.formula,
    "given": _Writer.given,
    "sum": _Writer.total,
    "percent": _Writer.share,
    "index": _Writer.index,
    "bonus": _Writer.adjustment,
    "penalty": _Writer.adjustment,
}
