"""Formulas mean what arithmetic says, and nothing else can be written in them."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parindex.engine.criteria.formula import (
    LONGEST_FORMULA,
    MOST_PARTS,
    DividedByZero,
    FormulaError,
    parse_formula,
)

INPUTS = {"a": Fraction(2), "b": Fraction(3), "zero": Fraction(0), "maximum": Fraction(10)}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.5", "3/2"),
        ("a - b - 1", "-2"),
        ("a / b / 2", "1/3"),
        ("a + b * 2", "8"),
        ("(a + b) * 2", "10"),
        ("-a * -b", "6"),
        ("--a", "2"),
        ("min(a, b, 1)", "1"),
        ("max(a)", "2"),
        ("maximum * a / b", "20/3"),
        ("a < b", "1"),
        ("a >= b", "0"),
        ("a = 2", "1"),
        ("a != 2", "0"),
        ("(a < b) + (b <= 3)", "2"),
        (" a\n+\tb ", "5"),
    ],
)
def test_a_formula_has_its_exact_value(text: str, value: str) -> None:
    """Products go before sums, sums before comparisons, equals from left to right."""
    assert Fraction(value) == parse_formula(text).value(INPUTS)


@pytest.mark.parametrize(
    ("text", "position", "expected"),
    [
        ("", 1, "value"),
        ("a +", 4, "value"),
        ("a b", 3, "operator"),
        ("a ** 2", 4, "value"),
        ("a < b < 3", 7, "operator"),
        ("(a", 3, ")"),
        ("min", 4, "("),
        ("min()", 5, "value"),
        ("a.real", 2, "value"),
        ("open('x')", 6, "value"),
        ("a # b", 3, "value"),
        ("007", 1, "number"),
        ("1e3", 2, "operator"),
        ("a; b", 2, "value"),
        ("9" * 61, 1, "number"),
        ("a" * (LONGEST_FORMULA + 1), LONGEST_FORMULA, "shorter"),
        ("a+" * 200 + "a", MOST_PARTS + 1, "shorter"),
        ("(" * 60 + "a" + ")" * 60, 51, "shallower"),
        ("-" * 60 + "a", 50, "shallower"),
    ],
)
def test_what_is_no_formula_is_said_at_its_character(text: str, position: int, expected: str) -> None:
    """A text that stops being a formula says where, and what could have stood there."""
    with pytest.raises(FormulaError) as error:
        parse_formula(text)

    assert (position, expected) == (error.value.position, error.value.expected)


@pytest.mark.parametrize("text", ["a / zero", "1 / (a - 2)", "min(1, a / zero)", "0 / zero"])
def test_a_division_by_zero_is_told_apart(text: str) -> None:
    """What a zero denominator means is for the rule to say."""
    with pytest.raises(DividedByZero):
        parse_formula(text).value(INPUTS)


def test_the_longest_chain_that_is_allowed_can_be_computed() -> None:
    """Every formula that can be read can be computed, whatever its length."""
    terms = (MOST_PARTS - 1) // 2

    assert Fraction(2 * terms) == parse_formula("+".join(["a"] * terms)).value(INPUTS)


def outcome(text: str) -> Fraction | FormulaError | DividedByZero:
    """What comes of a text when every name in it is 1."""
    try:
        expression = parse_formula(text)
        return expression.value(dict.fromkeys(expression.names, Fraction(1)))
    except (FormulaError, DividedByZero) as error:
        return error


@given(st.text(st.sampled_from("ab+-*/()<>=!,.0123456789 minmax_"), max_size=40))
def test_any_text_is_a_formula_or_is_refused(text: str) -> None:
    """Nothing but a value, a division by zero or a refusal within the text comes of any text."""
    found = outcome(text)

    assert not isinstance(found, FormulaError) or 1 <= found.position <= len(text) + 1
    assert not isinstance(found, DividedByZero) or "/" in text
