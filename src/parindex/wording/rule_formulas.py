"""The rules of a criteria set as formulas with names: ``điểm = 1,5 × (đúng hạn × 1 + trễ × 0,6) ÷ được giao``.

A rule of all or nothing, of levels, of bands or of points as decided has no formula: its words say it all.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from parindex.engine.criteria.formula import MAXIMUM, Expression
from parindex.engine.criteria.model import CriteriaSet, Node
from parindex.engine.criteria.rules import (
    Count,
    CountedItem,
    Deduction,
    Formulas,
    MeanOfRatios,
    Ratio,
    RatioLevel,
    Rule,
    Satisfaction,
    Survey,
    Targets,
    WeightedRatio,
)
from parindex.engine.quantities import ONE
from parindex.wording.catalogue import VIETNAMESE, gettext_in
from parindex.wording.expressions import written
from parindex.wording.names import Names, lower_first
from parindex.wording.numbers import MINUS, grouped, percent_number


def rule_formulas(node: Node, criteria_set: CriteriaSet, *, language: str = VIETNAMESE) -> tuple[str, ...]:
    """The formula of a leaf with the short labels of its inputs; several where an entry may choose one, else one."""
    if node.leaf is None:
        return ()
    writer = _Writer(node, Names(criteria_set, language))
    write = _WRITERS.get(type(node.leaf.rule))
    _ = gettext_in(language)
    points = _("points")
    return () if write is None else tuple(f"{points} = {formula}" for formula in write(writer, node.leaf.rule))


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes the formula of one leaf."""

    node: Node
    names: Names

    def gettext(self, message: str) -> str:
        return gettext_in(self.names.language)(message)

    @property
    def _maximum(self) -> str:
        return self._number(self.node.maximum)

    def _number(self, value: Fraction) -> str:
        return grouped(value, self.names.language)

    def _short(self, name: str | None) -> str:
        return self.names.short(self.node.code, name or "")

    def _share(self, rule: Ratio | RatioLevel) -> str:
        if rule.percent is not None:
            return f"{self._short(rule.percent)} ÷ 100"
        return f"{self._short(rule.numerator)} ÷ {self._short(rule.denominator)}"

    def _capped(self, share: str, cap: Fraction) -> str:
        text = self.gettext("the least of ({terms})")
        return text.format(terms=f"{share}; {percent_number(cap * 100, self.names.language)}")

    def _weighed(self, weights: Mapping[str, Fraction]) -> str:
        return " + ".join(f"{self._short(name)} × {self._number(weight)}" for name, weight in weights.items())

    def ratio(self, rule: Ratio) -> Sequence[str]:
        return (f"{self._maximum} × {self._capped(self._share(rule), rule.cap)}",)

    def weighted_ratio(self, rule: WeightedRatio) -> Sequence[str]:
        share = f"({self._weighed({term.input: term.weight for term in rule.terms})}) ÷ {self._short(rule.denominator)}"
        return (f"{self._maximum} × {share if rule.part_of_whole else self._capped(share, rule.cap)}",)

    def targets(self, rule: Targets) -> Sequence[str]:
        names, shares = rule.inputs, rule.shares
        weights = {names.missed: shares.missed, names.met: shares.met, names.exceeded: shares.exceeded}
        total = " + ".join(self._short(name) for name in weights)
        return (f"{self._maximum} × ({self._weighed(weights)}) ÷ ({total})",)

    def mean(self, rule: MeanOfRatios) -> Sequence[str]:
        terms = " + ".join(
            f"{self._number(level.weight)} × {self._capped(self._share(level), ONE)}" for level in rule.levels
        )
        weights = " + ".join(self._number(level.weight) for level in rule.levels)
        return (f"{self._maximum} × ({terms}) ÷ ({weights})",)

    def deduction(self, rule: Deduction) -> Sequence[str]:
        faults = f" {MINUS} ".join(self._counted(item) for item in rule.faults)
        text = self.gettext("the greatest of ({terms})")
        return (text.format(terms=f"{self._number(rule.floor)}; {self._maximum} {MINUS} {faults}"),)

    def count(self, rule: Count) -> Sequence[str]:
        items = " + ".join(self._counted(item) for item in rule.items)
        return (self.gettext("the least of ({terms})").format(terms=f"{self._maximum}; {items}"),)

    def _counted(self, item: CountedItem) -> str:
        product = f"{self._short(item.input)} × {self._number(item.each)}"
        if item.cap is None:
            return product
        return self.gettext("the least of ({terms})").format(terms=f"{self._number(item.cap)}; {product}")

    def survey(self, _rule: Survey) -> Sequence[str]:
        weights = self.names.criteria_set.survey.group_weights.get(self.node.code, {})
        weighed = {lower_first(self.names.group(group)): weight for group, weight in weights.items() if weight}
        if not weighed:
            return ()
        mean = self.gettext("mean of {group}")
        terms = " + ".join(f"{self._number(weight)} × {mean.format(group=group)}" for group, weight in weighed.items())
        total = " + ".join(self._number(weight) for weight in weighed.values())
        return (f"{self._maximum} × ({terms}) ÷ ({total})",)

    def satisfaction(self, rule: Satisfaction) -> Sequence[str]:
        return (f"{self._maximum} × {self._short(rule.percent)} ÷ 100",)

    def formulas(self, rule: Formulas) -> Sequence[str]:
        if len(rule.formulas) == 1:
            return (self._formula(rule.formulas[0].expression),)
        return tuple(f"{self._formula(one.expression)} ({one.id})" for one in rule.formulas)

    def _formula(self, expression: Expression) -> str:
        def said(name: str) -> str:
            return self._maximum if name == MAXIMUM else self._short(name)

        return written(expression.term, said, self.names.language)


_WRITERS: Mapping[type[Rule], Callable[..., Sequence[str]]] = {
    Ratio: _Writer.ratio,
    WeightedRatio: _Writer.weighted_ratio,
    MeanOfRatios: _Writer.mean,
    Targets: _Writer.targets,
    Deduction: _Writer.deduction,
    Count: _Writer.count,
    Survey: _Writer.survey,
    Satisfaction: _Writer.satisfaction,
    Formulas: _Writer.formulas,
}
