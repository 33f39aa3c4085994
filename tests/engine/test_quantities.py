"""Exact numbers in text and back, and how long they may become."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import example
from hypothesis import given as draws
from hypothesis import strategies as st

from parindex.engine.quantities import MOST_PRECISION, Precision, number_text, parse_number


@draws(st.fractions())
@example(Fraction(10**5000 + 1, 10**6000 + 7))
def test_every_number_is_read_back_from_its_text(value: Fraction) -> None:
    """Results may be longer than what a person may write, and longer than Python would print."""
    assert value == parse_number(number_text(value))


@pytest.mark.parametrize(
    "text", ["", "+1", "1,5", "1e3", ".5", "1.", "1/0", "1/-2", "017", "0x1", "NaN", "١", " 1", "1\n", "−1"]
)
def test_what_is_no_number_has_no_value(text: str) -> None:
    """One form of numbers, so that nothing is read in two ways."""
    assert parse_number(text) is None


def test_precision_is_passed_once_and_by_long_denominators_alone() -> None:
    """Whole numbers and short decimals may stand in any number; long denominators add up."""
    precision = Precision()

    assert not any(
        precision.is_passed_by(value) for value in (Fraction(10**50), Fraction(1, 10**6)) for _ in range(9999)
    )
    passed = [precision.is_passed_by(Fraction(1, 2**999)) for _ in range(30)]
    assert [20] == [number for number, is_passed in enumerate(passed) if is_passed]
    assert precision.is_passed
    assert MOST_PRECISION < precision.bits
