"""Exact numbers, what they measure, and the only ways to round them.

Every number of the engine is a :class:`fractions.Fraction`. Decimals appear only through a named rounding.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

ZERO = Fraction(0)
ONE = Fraction(1)
HUNDRED = Fraction(100)

_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:/[1-9][0-9]*)?")

LONGEST_NUMBER = 60
"""Most characters of a number that a person supplies; exact results may be longer."""
MOST_DIGITS = 250_000
"""Most digits of a whole number that is written as text or read back. The exact sum of hundreds of leaves, each divided
by an amount of money, has more than the 4300 that Python allows; the checks of supplied data keep it far below this."""
if 0 < sys.get_int_max_str_digits() < MOST_DIGITS:
    sys.set_int_max_str_digits(MOST_DIGITS)

LONG_DENOMINATOR = 20
"""Bits: denominators of decimals up to the sixth place are never too many."""
MOST_PRECISION = 20_000
"""Most bits of the long denominators of one supplied file, or of one unit's sheet, together."""


@dataclass(slots=True)
class Precision:
    """How long the exact sum of numbers may become: a sum has at most the bits of all denominators together.

    Attributes:
        bits: Of the long denominators so far.
    """

    bits: int = 0

    @property
    def is_passed(self) -> bool:
        """Whether the numbers so far are more precise than anybody could mean."""
        return self.bits > MOST_PRECISION

    def is_passed_by(self, value: Fraction) -> bool:
        """Whether this number is the one with which the limit is passed; it counts from now on."""
        was_passed = self.is_passed
        bits = value.denominator.bit_length()
        if bits > LONG_DENOMINATOR:
            self.bits += bits
        return self.is_passed and not was_passed


class Measure(StrEnum):
    """What a number measures."""

    POINTS = "points"
    PERCENT = "percent"
    PERCENTAGE_POINTS = "percentage_points"
    RELATIVE_PERCENT = "relative_percent"
    COUNT = "count"
    RANK = "rank"
    RATIO = "ratio"


class Rounding(StrEnum):
    """Named roundings to a number of decimals."""

    HALF_UP = "half_up"  # halves go away from zero
    CUT = "cut"  # further digits are dropped


def parse_number(text: str) -> Fraction | None:
    """The exact number that a text writes, or ``None`` where it does not write one.

    The form is ``-?[0-9]+(.[0-9]+)?(/[1-9][0-9]*)?`` with a decimal point, without exponent, sign ``+``, thousands
    mark or leading zero (``017`` is octal elsewhere). It reads back whatever :func:`number_text` writes.

    Example:
        >>> parse_number("9.5"), parse_number("1/3"), parse_number("1e3"), parse_number("9,5")
        (Fraction(19, 2), Fraction(1, 3), None, None)
    """
    if len(text) > MOST_DIGITS or not _NUMBER.fullmatch(text):
        return None
    whole, _, divisor = text.partition("/")
    return Fraction(whole) / int(divisor or "1")


def number_text(value: Fraction) -> str:
    """The reduced fraction as text, lossless: ``786/535``, ``6``, ``-3/2``.

    Example:
        >>> number_text(Fraction(1572, 1070))
        '786/535'
    """
    return str(value)


def scaled(value: Fraction, decimals: int, rounding: Rounding = Rounding.HALF_UP) -> int:
    """``value`` times ten to the power ``decimals``, rounded to a whole number.

    Half up goes away from zero: 0.125 gives 13 with two decimals, -0.125 gives -13.

    Example:
        >>> scaled(Fraction(786, 535), 2), scaled(Fraction(-1, 8), 2), scaled(Fraction(1, 8), 2, Rounding.CUT)
        (147, -13, 12)
    """
    numerator = abs(value.numerator) * int(10**decimals)
    denominator = value.denominator
    if rounding is Rounding.HALF_UP:
        size = (2 * numerator + denominator) // (2 * denominator)
    else:
        size = numerator // denominator
    return -size if value.numerator < 0 else size


def rounded(value: Fraction, decimals: int, rounding: Rounding = Rounding.HALF_UP) -> Fraction:
    """``value`` rounded to ``decimals`` places, as an exact number.

    Example:
        >>> rounded(Fraction(786, 535), 2)
        Fraction(147, 100)
    """
    return Fraction(scaled(value, decimals, rounding), 10**decimals)


def is_less(first: Fraction, second: Fraction) -> bool:
    """Whether ``first`` < ``second``: the comparison of fractions without its checks for other types.

    Scoring asks it for every leaf of every unit.

    Example:
        >>> is_less(Fraction(1, 3), Fraction(1, 2)), is_less(Fraction(1, 2), Fraction(1, 2))
        (True, False)
    """
    above, below = first.as_integer_ratio()
    other_above, other_below = second.as_integer_ratio()
    return above * other_below < other_above * below
