"""The rules of a criteria set in words, for the pages of a set, worksheets and documents: no figures of any unit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from parindex.engine.criteria.formula import MAXIMUM, Expression
from parindex.engine.criteria.model import CriteriaSet, Leaf, MissingPolicy, Node
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
from parindex.engine.quantities import ONE, ZERO
from parindex.wording.catalogue import N_, VIETNAMESE, gettext_in
from parindex.wording.expressions import written
from parindex.wording.intervals import band_interval
from parindex.wording.names import Names, lower_first, upper_first
from parindex.wording.numbers import grouped, percent_number
from parindex.wording.terms import points_words

_ZERO_TOTAL = {
    ZeroDenominator.FULL: N_("If {total} is 0: {points}."),
    ZeroDenominator.ZERO: N_("If {total} is 0: 0 points."),
    ZeroDenominator.NOT_APPLICABLE: N_("If {total} is 0: not applicable, the maximum of the unit falls by {maximum}."),
    ZeroDenominator.MISSING: N_("If {total} is 0: as if no figures were given."),
}
_MISSING = {
    MissingPolicy.ZERO: N_("No figures given: 0 of {maximum} points."),
    MissingPolicy.NOT_APPLICABLE: N_("No figures given: not applicable, the maximum of the unit falls by {maximum}."),
    MissingPolicy.UNKNOWN: N_("No figures given: no points yet, and the unit is not ranked."),
}
_ZERO_LEVEL = {
    ZeroLevel.SKIP: N_("A level whose total is 0 is left out."),
    ZeroLevel.FULL: N_("A level whose total is 0 counts as 100%."),
    ZeroLevel.ZERO: N_("A level whose total is 0 counts as 0%."),
}
_EMPTY_GROUP = {
    EmptyGroup.RENORMALISE: N_("A group without valid ballots is left out, the others carry its weight."),
    EmptyGroup.ZERO: N_("A group without valid ballots counts as 0."),
    EmptyGroup.MISSING: N_("If a group has no valid ballots: as if no figures were given."),
}


def rule_words(node: Node, criteria_set: CriteriaSet, *, language: str = VIETNAMESE) -> str:
    """The whole rule of a leaf in sentences; for a node with children, that its points are their sum."""
    return " ".join(rule_lines(node, criteria_set, language=language))


def rule_lines(node: Node, criteria_set: CriteriaSet, *, language: str = VIETNAMESE) -> tuple[str, ...]:
    """The sentences of :func:`rule_words`, one by one.

    The rule itself, what a total of 0 and a missing answer mean, and whether it may be declared not applicable.
    """
    told = told_rule(node, criteria_set, language=language)
    if told is None:
        _ = gettext_in(language)
        return (_("The points are the sum of what stands below."),)
    return (*told.rule, *told.zero_total, told.missing, told.applicability)


@dataclass(frozen=True, slots=True)
class ToldRule:
    """The rule of a leaf in sentences, by what they answer.

    Attributes:
        rule: How points come about.
        zero_total: What a total of 0 means; empty where nothing can be 0.
        missing: What it means that no figures were given.
        applicability: Whether the leaf may be declared not applicable.
    """

    rule: tuple[str, ...]
    zero_total: tuple[str, ...]
    missing: str
    applicability: str


def told_rule(node: Node, criteria_set: CriteriaSet, *, language: str = VIETNAMESE) -> ToldRule | None:
    """The sentences of :func:`rule_lines` apart; ``None`` for a node with children."""
    if node.leaf is None:
        return None
    teller = _Teller(node, Names(criteria_set, language))
    leaf = node.leaf
    return ToldRule(
        rule=tuple(_RULES[type(leaf.rule)](teller, leaf.rule)),
        zero_total=tuple(teller.zero_total(leaf)),
        missing=teller.missing(leaf),
        applicability=teller.applicability(leaf),
    )


@dataclass(frozen=True, slots=True)
class _Teller:
    """Tells the rule of one leaf."""

    node: Node
    names: Names

    def gettext(self, message: str) -> str:
        return gettext_in(self.names.language)(message)

    def zero_total(self, leaf: Leaf) -> Iterator[str]:
        total = self._total(leaf.rule)
        policy: ZeroDenominator | None = getattr(leaf.rule, "zero_denominator", None)
        if total is not None and policy is not None:
            yield self.gettext(_ZERO_TOTAL[policy]).format(total=total, maximum=self._maximum, points=self._full)

    def missing(self, leaf: Leaf) -> str:
        return self.gettext(_MISSING[leaf.missing]).format(maximum=self._maximum)

    def applicability(self, leaf: Leaf) -> str:
        if leaf.may_be_not_applicable:
            return self.gettext("May be declared not applicable, with a reason.")
        return self.gettext("Applies to every unit.")

    # Words

    @property
    def _maximum(self) -> str:
        return self._number(self.node.maximum)

    @property
    def _full(self) -> str:
        """Full points: ``1,5 điểm``."""
        return self._points(self.node.maximum)

    def _points(self, value: Fraction) -> str:
        return points_words(value, self.names.language)

    def _number(self, value: Fraction) -> str:
        return grouped(value, self.names.language)

    def _percent(self, share: Fraction) -> str:
        return percent_number(share * 100, self.names.language)

    def _short(self, name: str | None) -> str:
        return self.names.short(self.node.code, name or "")

    def _thing(self, name: str | None) -> str:
        return self.names.thing(self.node.code, name or "")

    def _quantity(self, name: str | None) -> str:
        return self.names.quantity(self.node.code, name or "")

    def _formula(self, expression: Expression) -> str:
        def said(name: str) -> str:
            return self._maximum if name == MAXIMUM else self._quantity(name)

        return written(expression.term, said, self.names.language)

    def _total(self, rule: Rule) -> str | None:
        """What the rule divides by, in words; ``None`` where nothing can be 0."""
        match rule:
            case Bands(denominator=str(name)) | Ratio(denominator=str(name)) | WeightedRatio(denominator=name):
                return self._quantity(name)
            case Targets():
                return self.gettext("the number of targets")
            case MeanOfRatios(levels=levels) if any(level.denominator for level in levels):
                return self.gettext("the total of every level")
            case PassFail(condition=Expression() as condition) if "/" in condition.text:
                return self.gettext("a divisor")
            case Formulas(formulas=formulas) if any("/" in one.expression.text for one in formulas):
                return self.gettext("a divisor")
        return None

    # Rules

    def weighted_ratio(self, rule: WeightedRatio) -> Iterator[str]:
        yield self._weighed({term.input: term.weight for term in rule.terms}, self._quantity(rule.denominator))
        yield from self._cap(rule.cap)

    def count(self, rule: Count) -> Iterator[str]:
        items = self._each(self.gettext("{thing} give {points} each"), rule.items)
        message = self.gettext("{items}; at most {points}.")
        yield upper_first(message.format(items=items, points=self._full))

    def targets(self, rule: Targets) -> Iterator[str]:
        names, shares = rule.inputs, rule.shares
        weights = {names.missed: shares.missed, names.met: shares.met, names.exceeded: shares.exceeded}
        yield self._weighed(weights, self.gettext("the number of targets"))

    def satisfaction(self, rule: Satisfaction) -> Iterator[str]:
        message = self.gettext("{percent}, divided by 100, times {points}, or the points as published.")
        yield message.format(percent=self.names.label(self.node.code, rule.percent), points=self._full)

    def given(self, rule: Given) -> Iterator[str]:
        if rule.step is None:
            yield self.gettext("Points as decided, from 0 to {maximum}.").format(maximum=self._maximum)
            return
        message = self.gettext("Points as decided, from 0 to {maximum} in steps of {step}.")
        yield message.format(maximum=self._maximum, step=self._number(rule.step))

    def pass_fail(self, rule: PassFail) -> Iterator[str]:
        if rule.condition is not None:
            message = self.gettext("If {condition}: {points}, else 0 points.")
            yield message.format(condition=self._formula(rule.condition), points=self._full)
            return
        message = self.gettext("{label}: {points} if met, 0 points if not.")
        yield message.format(label=self.names.label(self.node.code, rule.input or ""), points=self._full)

    def levels(self, rule: Levels) -> Iterator[str]:
        each = self.gettext("“{level}” {points}")
        levels = [
            each.format(level=self.names.words(level.title), points=self._points(level.points)) for level in rule.levels
        ]
        yield self.gettext("Points by level: {levels}.").format(levels="; ".join(levels))

    def bands(self, rule: Bands) -> Iterator[str]:
        is_percent = rule.input is None or self.names.is_percent(self.node.code, rule.input)
        each = self.gettext("{band}: {points}")
        bands = [
            each.format(
                band=band_interval(band, self.names.language, is_percent=is_percent), points=self._points(band.points)
            )
            for band in rule.bands
        ]
        value = self._quantity(rule.input) if rule.input else self._measured(rule)
        yield self.gettext("Points by {value}: {bands}.").format(value=value, bands="; ".join(bands))

    def _measured(self, rule: Bands | Ratio | RatioLevel) -> str:
        """The share that a rule measures."""
        if rule.percent is not None:
            return self._short(rule.percent)
        message = self.gettext("{part} divided by {whole}")
        return message.format(part=self._quantity(rule.numerator), whole=self._quantity(rule.denominator))

    def ratio(self, rule: Ratio) -> Iterator[str]:
        message = self.gettext("{share}, times {points}.")
        share = self._measured(rule)
        yield upper_first(message.format(share=share, points=self._full))
        yield from self._cap(rule.cap)
        if rule.floor is not None:
            message = self.gettext("Under {percent}: {points}.")
            yield message.format(percent=self._percent(rule.floor.below), points=self._points(rule.floor.points))

    def _cap(self, cap: Fraction) -> Iterator[str]:
        if cap != ONE:
            yield self.gettext("The share counts at most {percent}.").format(percent=self._percent(cap))

    def _weighed(self, weights: Mapping[str, Fraction], whole: str) -> str:
        each = self.gettext("{thing} count {weight} each")
        terms = [each.format(thing=self._thing(name), weight=self._number(weight)) for name, weight in weights.items()]
        message = self.gettext("{terms}. The sum is divided by {whole} and multiplied by {points}.")
        return upper_first(message.format(terms=", ".join(terms), whole=whole, points=self._full))

    def mean(self, rule: MeanOfRatios) -> Iterator[str]:
        each = self.gettext("{share} (weight {weight})")
        levels = [each.format(share=self._measured(level), weight=self._number(level.weight)) for level in rule.levels]
        message = self.gettext("The weighted mean of: {levels}; each counts at most 100%; times {points}.")
        yield message.format(levels="; ".join(levels), points=self._full)
        if any(level.denominator for level in rule.levels):
            yield self.gettext(_ZERO_LEVEL[rule.zero_level])

    def deduction(self, rule: Deduction) -> Iterator[str]:
        each = self.gettext("{number} each for {thing}")
        faults = self._each(each, rule.faults)
        if rule.floor == ZERO:
            message = self.gettext("From {points} are taken: {faults}; never below 0.")
            yield message.format(points=self._full, faults=faults)
            return
        message = self.gettext("From {points} are taken: {faults}; never below {floor}.")
        yield message.format(points=self._full, faults=faults, floor=self._number(rule.floor))

    def _each(self, each: str, items: Iterable[CountedItem]) -> str:
        said = []
        for item in items:
            text = each.format(
                thing=self._thing(item.input), number=self._number(item.each), points=self._points(item.each)
            )
            if item.cap is not None:
                text = self.gettext("{product} (at most {cap})").format(product=text, cap=self._number(item.cap))
            said.append(lower_first(text))
        return "; ".join(said)

    def survey(self, rule: Survey) -> Iterator[str]:
        survey = self.names.criteria_set.survey
        scale = survey.scales.get(rule.scale)
        options = {} if scale is None else scale.options
        weighed = [f"{option} {self._percent(weight)}" for option, weight in options.items()]
        yield self.gettext("Each answer counts: {options}.").format(options="; ".join(weighed))
        if scale is not None and scale.no_information:
            message = self.gettext("Not counted: {options}.")
            yield message.format(options="; ".join(sorted(scale.no_information)))
        groups = [
            f"{lower_first(self.names.group(group))} {self._number(weight)}"
            for group, weight in survey.group_weights.get(self.node.code, {}).items()
            if weight
        ]
        message = self.gettext("The means of the groups are weighed ({groups}), times {points}.")
        yield message.format(groups="; ".join(groups), points=self._full)
        yield self.gettext(_EMPTY_GROUP[rule.empty_group])

    def formulas(self, rule: Formulas) -> Iterator[str]:
        if len(rule.formulas) == 1:
            message = self.gettext("Points = {formula}, kept between 0 and {maximum}.")
            yield message.format(formula=self._formula(rule.formulas[0].expression), maximum=self._maximum)
            return
        formulas = "; ".join(f"{one.id}: {self._formula(one.expression)}" for one in rule.formulas)
        message = self.gettext("Points by one of the formulas, kept between 0 and {maximum}: {formulas}.")
        yield message.format(formulas=formulas, maximum=self._maximum)


_RULES: Mapping[type[Rule], Callable[..., Iterator[str]]] = {
    Given: _Teller.given,
    PassFail: _Teller.pass_fail,
    Levels: _Teller.levels,
    Bands: _Teller.bands,
    Ratio: _Teller.ratio,
    WeightedRatio: _Teller.weighted_ratio,
    MeanOfRatios: _Teller.mean,
    Deduction: _Teller.deduction,
    Count: _Teller.count,
    Targets: _Teller.targets,
    Survey: _Teller.survey,
    Satisfaction: _Teller.satisfaction,
    Formulas: _Teller.formulas,
}
