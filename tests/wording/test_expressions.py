from __future__ import annotations

from fractions import Fraction

import pytest

from parindex.engine.criteria.formula import parse_formula
from parindex.engine.criteria.rules import Band
from parindex.wording.expressions import written
from parindex.wording.intervals import band_interval, threshold

NBSP = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("formula", "vi", "en"),
    [
        ("a + b - c", "a + b − c", "a + b − c"),
        ("a - (b + c)", "a − (b + c)", "a − (b + c)"),
        ("a - (b - c)", "a − (b − c)", "a − (b − c)"),
        ("(a - b) - c", "a − b − c", "a − b − c"),
        ("a * (b + c) / d", "a × (b + c) ÷ d", "a × (b + c) ÷ d"),
        ("a / (b * c)", "a ÷ (b × c)", "a ÷ (b × c)"),
        ("a / b / c", "a ÷ b ÷ c", "a ÷ b ÷ c"),
        ("-a * b", "(−a) × b", "(−a) × b"),
        ("-(a + b)", "−(a + b)", "−(a + b)"),
        ("0.5 * a", "0,5 × a", "0.5 × a"),
        ("min(a, b + 1)", "số nhỏ nhất trong (a; b + 1)", "the least of (a; b + 1)"),
        ("max(a, 0)", "số lớn nhất trong (a; 0)", "the greatest of (a; 0)"),
        ("a / b >= 0.9", "a ÷ b không nhỏ hơn 0,9", "a ÷ b is at least 0.9"),
        ("(a < b) * c", "(a nhỏ hơn b) × c", "(a is less than b) × c"),
    ],
)
def test_formulas_are_written_as_people_write_them(formula: str, vi: str, en: str) -> None:
    """Signs of arithmetic, words for comparisons, brackets only where they are needed and wherever they are."""
    term = parse_formula(formula).term

    assert vi == written(term, str)
    assert en == written(term, str, "en")


def band(from_: str | None, to: str | None, *, from_included: bool = True, to_included: bool = False) -> Band:
    """A band with ends as text."""
    least = None if from_ is None else Fraction(from_)
    most = None if to is None else Fraction(to)
    return Band(least, from_included, most, to_included, Fraction(0))


@pytest.mark.parametrize(
    ("held", "vi", "en"),
    [
        (band("90", "95"), "từ 90_% đến dưới 95_%", "from 90% to under 95%"),
        (band("95", "100", to_included=True), "từ 95_% đến 100_%", "from 95% to 100%"),
        (band("90", "95", from_included=False, to_included=True), "trên 90_% đến 95_%", "over 90% to 95%"),
        (band("90", "95", from_included=False), "trên 90_% đến dưới 95_%", "over 90% and under 95%"),
        (band("100", "100", to_included=True), "đúng 100_%", "exactly 100%"),
        (band(None, "70"), "dưới 70_%", "under 70%"),
        (band(None, "70", to_included=True), "từ 70_% trở xuống", "70% or less"),
        (band("99.5", None), "từ 99,5_% trở lên", "99.5% or more"),
        (band("99.5", None, from_included=False), "trên 99,5_%", "over 99.5%"),
        (band(None, None), "mọi giá trị", "any value"),
    ],
)
def test_intervals_say_to_which_side_a_boundary_belongs(held: Band, vi: str, en: str) -> None:
    """No sign of comparison is printed; words say whether a boundary is inside."""
    assert vi.replace("_", NBSP) == band_interval(held, is_percent=True)
    assert en == band_interval(held, "en", is_percent=True)


def test_intervals_of_counts_have_no_percent_sign() -> None:
    """A number of documents is no percentage."""
    assert "từ 1 đến 3" == band_interval(band("1", "3", to_included=True), is_percent=False)


def test_a_threshold_says_whether_it_is_enough_to_reach_it() -> None:
    """A grade from 90 includes 90 only where its row says so."""
    assert f"từ 90{NBSP}% trở lên" == threshold(Fraction(90), is_included=True)
    assert f"trên 90{NBSP}%" == threshold(Fraction(90), is_included=False)
