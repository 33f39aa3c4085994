"""The derivation of a figure, ready to be told: its operations as typed records, its points as printed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from parindex.engine.criteria.model import CriteriaSet, Leaf
from parindex.engine.criteria.rules import Bands, MeanOfRatios, Ratio, RatioLevel, Rule, WeightedRatio
from parindex.engine.figures import Figure, InputValue, Parameter
from parindex.engine.quantities import HUNDRED, ZERO
from parindex.wording.catalogue import VIETNAMESE, gettext_in, ngettext_in
from parindex.wording.names import Names
from parindex.wording.numbers import LONGEST_EXPANSION, grouped, percent_number, printed

_DIGITS_OF_PERCENT = LONGEST_EXPANSION - 2


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation of a rule as the figure holds it: its name, exact result and details."""

    name: str
    result: Fraction
    details: Mapping[str, str]

    def number(self, detail: str) -> Fraction:
        """A detail as the number it is; 0 where it is not there."""
        text = self.details.get(detail)
        return ZERO if text is None else Fraction(text)

    def text(self, detail: str) -> str:
        """A detail as text; empty where it is not there."""
        return self.details.get(detail, "")


@dataclass(frozen=True)  # no slots: what a sentence asks for again and again is kept
class Derivation:
    """A figure with the set it was made by, told in one language."""

    figure: Figure
    criteria_set: CriteriaSet
    language: str = VIETNAMESE

    @property
    def kind(self) -> str:
        """The kind of the step."""
        return self.figure.step.kind

    @property
    def code(self) -> str:
        """The key of the figure; for a leaf or node its code."""
        return self.figure.key

    @cached_property
    def names(self) -> Names:
        """What things of the set are called."""
        return Names(self.criteria_set, self.language)

    @property
    def leaf(self) -> Leaf | None:
        """How the leaf of this figure is judged."""
        node = self.criteria_set.node(self.code)
        return None if node is None else node.leaf

    @property
    def rule(self) -> Rule | None:
        """The rule of the leaf."""
        return None if self.leaf is None else self.leaf.rule

    def parameter(self, name: str) -> str | None:
        """A parameter of the step that is a text."""
        value = self.figure.step.parameters.get(name)
        return value if isinstance(value, str) else None

    def number(self, name: str) -> Fraction | None:
        """A parameter of the step that is a number."""
        text = self.parameter(name)
        return None if text is None else Fraction(text)

    @property
    def nominal(self) -> Fraction:
        """The maximum that the set gives to this figure, in points."""
        stated = self.number("maximum")
        if stated is not None:
            return stated
        node = self.criteria_set.node(self.code)
        return ZERO if node is None else node.maximum

    def operations(self) -> tuple[Operation, ...]:
        """The operations of the rule, in their order."""
        return self._operations

    @cached_property
    def _operations(self) -> tuple[Operation, ...]:
        return tuple(_operations(self.figure.step.parameters.get("workings")))

    def inputs(self) -> Mapping[str, Fraction]:
        """The reported values that are numbers; yes and no are 1 and 0."""
        return {
            one.code: number
            for one in self.figure.inputs
            if isinstance(one, InputValue) and (number := _reported(one.value)) is not None
        }

    # Messages

    def gettext(self, message: str) -> str:
        """A message in the language of the reader."""
        return gettext_in(self.language)(message)

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        """A message with a singular and a plural form in the language of the reader."""
        return ngettext_in(self.language)(singular, plural, number)

    # Numbers as printed

    def points(self, value: Fraction | None) -> str:
        """Points with the decimals of the set."""
        display = self.criteria_set.display
        return printed(value, display.decimals, language=self.language, rounding=display.rounding)

    def percentage_points(self, value: Fraction | None) -> str:
        """A difference of percents with the decimals of the set."""
        display = self.criteria_set.display
        return printed(value, display.percent_decimals, language=self.language, rounding=display.rounding)

    def plain(self, value: Fraction) -> str:
        """The number itself, cut with an ellipsis where it does not end."""
        return grouped(value, self.language)

    def share(self, value: Fraction) -> str:
        """A share as percent, in as many digits as the share has by :meth:`plain`: 0.916 is 91,6 %."""
        return percent_number(value * HUNDRED, self.language, digits=_DIGITS_OF_PERCENT)

    # Names inside the rule

    def denominator(self) -> str | None:
        """The name of the total that the rule divides by, where it has one alone."""
        rule = self.rule
        return rule.denominator if isinstance(rule, Bands | Ratio | WeightedRatio) else None

    def ratio_level(self, level_id: str) -> RatioLevel | None:
        """A level of government of a mean of ratios."""
        rule = self.rule
        if not isinstance(rule, MeanOfRatios):
            return None
        return next((level for level in rule.levels if level.id == level_id), None)


def _operations(workings: Parameter) -> Iterator[Operation]:
    if isinstance(workings, str) or not isinstance(workings, Sequence):
        return
    for working in workings:
        if isinstance(working, Mapping):
            details = {name: _detail(value) for name, value in working.items()}
            yield Operation(details.pop("operation", ""), Fraction(details.pop("result", "0")), details)


def _detail(value: Parameter) -> str:
    """A detail as text; yes and no are ``true`` and ``false``."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _reported(text: str) -> Fraction | None:
    if text in {"true", "false"}:
        return Fraction(int(text == "true"))
    try:
        return Fraction(text)
    except ValueError:
        return None
