"""Where marks stand in a drawing: exact numbers to places in an SVG, with one decimal."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from parindex.wording.catalogue import ENGLISH
from parindex.wording.numbers import shown

Number = Fraction | int


def place(value: Number) -> str:
    """A place in a drawing, as SVG writes it: ``237.2``.

    Example:
        >>> place(Fraction(1186, 5)), place(24)
        ('237.2', '24')
    """
    text = shown(Fraction(value), 1, language=ENGLISH) or "0"
    return text.removesuffix(".0")


@dataclass(frozen=True, slots=True)
class Scale:
    """Values along an axis, and the places where they stand.

    Example:
        >>> Scale(least=Fraction(75), most=Fraction(100), start=Fraction(198), end=Fraction(448)).at(Fraction(80))
        Fraction(248, 1)
    """

    least: Fraction
    most: Fraction
    start: Fraction
    end: Fraction

    def at(self, value: Number) -> Fraction:
        """Where a value stands; values beyond an end stand at that end."""
        inside = min(max(Fraction(value), self.least), self.most)
        width = self.most - self.least
        return self.start if not width else self.start + (inside - self.least) * (self.end - self.start) / width

    def length(self, value: Number) -> Fraction:
        """How long a bar from the least value to this one is."""
        return self.at(value) - self.start


def scale(least: Number, most: Number, start: Number, end: Number) -> Scale:
    """An axis from one place to another."""
    return Scale(Fraction(least), Fraction(most), Fraction(start), Fraction(end))


def ticks(least: Fraction, most: Fraction, step: int) -> tuple[Fraction, ...]:
    """Round values from one end to the other, both included where they are round.

    Example:
        >>> [str(tick) for tick in ticks(Fraction(77), Fraction(100), 10)]
        ['80', '90', '100']
    """
    first = -(-least // step) * step
    return tuple(Fraction(value) for value in range(int(first), int(most // 1) + 1, step))
