"""Places in drawings: exact numbers, cut to one decimal only when they are written."""

from __future__ import annotations

from fractions import Fraction

import pytest

from parindex.web.ui.drawing import place, scale, ticks


@pytest.mark.parametrize(
    ("value", "expected"),
    [(Fraction(24), "24"), (Fraction(1, 3), "0.3"), (Fraction(-5, 4), "-1.3"), (Fraction(1, 100), "0")],
    ids=["whole", "third", "below zero", "nearly nothing"],
)
def test_a_place_has_at_most_one_decimal(value: Fraction, expected: str) -> None:
    """More could not be seen, and would make pages longer."""
    assert expected == place(value)


def test_values_beyond_an_end_stand_at_the_end() -> None:
    """A share of 130 % fills its frame and does not leave it."""
    axis = scale(0, 100, 10, 110)

    assert [10, 60, 110, 110, 10] == [axis.at(value) for value in (0, 50, 100, 130, -20)]
    assert 50 == axis.length(50)


def test_an_axis_without_length_has_one_place() -> None:
    """Where all values are equal nothing is divided by zero."""
    assert 5 == scale(7, 7, 5, 90).at(7)


def test_ticks_are_the_round_values_inside() -> None:
    """From 75 to 100 by tens: 80, 90, 100."""
    assert [80, 90, 100] == list(ticks(Fraction(75), Fraction(100), 10))
