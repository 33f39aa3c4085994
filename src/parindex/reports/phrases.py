"""Whole sentences with numbers inside that stay numbers, and numbers as documents print them."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from string import Formatter

from parindex.engine.criteria.model import CriteriaSet
from parindex.engine.figures import Figure
from parindex.engine.quantities import Measure
from parindex.reports.outline import Inline, Number, Share, Text
from parindex.wording.catalogue import VIETNAMESE, gettext_in
from parindex.wording.numbers import grouped, printed


@dataclass(frozen=True, slots=True)
class Speech:
    """How the documents of one criteria set speak in one language."""

    criteria_set: CriteriaSet
    language: str = VIETNAMESE

    def gettext(self, message: str) -> str:
        """A message in the language of the document."""
        return gettext_in(self.language)(message)

    def points(self, value: Fraction | None, key: str | None = None) -> Number:
        """Points, with the decimals of the set."""
        display = self.criteria_set.display
        shown = printed(value, display.decimals, language=self.language, rounding=display.rounding)
        return Number(shown, value, display.decimals, key)

    def percent(self, value: Fraction | None, key: str | None = None) -> Number:
        """A percent without its sign, with the decimals of the set for percents."""
        display = self.criteria_set.display
        shown = printed(value, display.percent_decimals, language=self.language, rounding=display.rounding)
        return Number(shown, value, display.percent_decimals, key)

    def maximum(self, value: Fraction, key: str | None = None) -> Number:
        """A maximum, in as few digits as say it."""
        return Number(grouped(value, self.language), value, None, key)

    def figure(self, figure: Figure) -> Number:
        """The value of a figure, leading to its derivation."""
        if figure.measure is Measure.PERCENT:
            return self.percent(figure.value, figure.key)
        return self.points(figure.value, figure.key)

    def share(self, figure: Figure) -> Number | Share:
        """The points of a figure and its maximum, where it has one."""
        points = self.figure(figure)
        return points if figure.maximum is None else Share(points, self.maximum(figure.maximum, figure.key))


def phrase(message: str, **parts: Inline | tuple[Inline, ...]) -> tuple[Inline, ...]:
    """A message whose named places are filled with words and numbers.

    Example:
        >>> [part.text for part in phrase("All of {unit}.", unit=Text("Hà Nội"))]
        ['All of ', 'Hà Nội', '.']
    """
    found: list[Inline] = []
    for words, name, _form, _conversion in Formatter().parse(message):
        if words:
            found.append(Text(words))
        if name is not None:
            part = parts[name]
            found += part if isinstance(part, tuple) else (part,)
    return tuple(found)
