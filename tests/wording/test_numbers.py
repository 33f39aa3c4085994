from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parindex.engine.quantities import Rounding
from parindex.wording.numbers import grouped, number, percent, percent_number, printed, shown, signed

NBSP = "\N{NO-BREAK SPACE}"
DECIMALS = st.integers(0, 6)


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [
        pytest.param("786/535", 2, "1,47", id="rounded up"),
        pytest.param("1/8", 2, "0,13", id="half goes away from zero"),
        pytest.param("-1/8", 2, "-0,13", id="half below zero goes away from zero"),
        pytest.param("-1/1000", 2, "0,00", id="no minus before zero"),
        pytest.param("0", 2, "0,00", id="zero"),
        pytest.param("39765", 2, "39765,00", id="no thousands mark"),
        pytest.param("5/2", 0, "3", id="no decimals"),
        pytest.param("1/20", 4, "0,0500", id="zeros are kept"),
    ],
)
def test_numbers_are_shown_as_files_hold_them(value: str, decimals: int, expected: str) -> None:
    """A decimal comma, as many decimals as asked for, an ASCII minus and nothing else."""
    assert expected == shown(Fraction(value), decimals)


def test_nothing_is_shown_as_nothing() -> None:
    """A number that is not known stays unknown in files, and is a dash on pages."""
    assert shown(None, 2) is None
    assert ["–", "–", "–"] == [printed(None, 2), signed(None, 2), percent(None, 2)]


def test_english_has_a_decimal_point() -> None:
    """The language of the reader decides on the marks."""
    assert "1.47" == shown(Fraction(786, 535), 2, language="en")
    assert "39,765.50" == printed(Fraction(79531, 2), 2, language="en")
    assert "91.43%" == percent(Fraction(9143, 100), 2, language="en")


def test_a_set_may_cut_instead_of_rounding() -> None:
    """The rounding is the one that is named."""
    assert "1,46" == shown(Fraction(786, 535), 2, rounding=Rounding.CUT)


@given(st.fractions(), DECIMALS)
def test_a_shown_number_lies_within_half_a_unit_of_its_last_digit(value: Fraction, decimals: int) -> None:
    """Read back, what is shown differs from the number by at most half of its last digit."""
    text = shown(value, decimals)

    assert text is not None
    assert abs(Fraction(text.replace(",", ".")) - value) <= Fraction(1, 2 * 10**decimals)


@given(st.fractions(max_value=0), DECIMALS)
def test_zero_has_no_minus(value: Fraction, decimals: int) -> None:
    """Whatever is shown as zero is shown without a sign, in every form."""
    texts = [shown(value, decimals) or "", printed(value, decimals), signed(value, decimals), percent(value, decimals)]

    assert [] == [text for text in texts if not set("123456789") & set(text) and set("-−+") & set(text)]


@given(st.fractions(), DECIMALS)
def test_a_sign_stands_before_every_change_but_none(value: Fraction, decimals: int) -> None:
    """A rise has a plus, a fall a real minus, and what is shown as zero neither."""
    plain, text = printed(value, decimals), signed(value, decimals)

    assert text in {plain, f"+{plain}"}
    assert (text[0] in "+−") == bool(set("123456789") & set(text))


@given(st.fractions())
def test_digits_that_stand_are_true(value: Fraction) -> None:
    """A number is printed exactly, or its true first digits stand before an ellipsis."""
    text = number(value).replace("−", "-").replace(",", ".")
    told = Fraction(text.rstrip("…"))

    assert text.endswith("…") == (told != value)
    assert abs(told) <= abs(value) < abs(told) + Fraction(1, 10**6)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param("1048/5", "209,6", id="short decimal"),
        pytest.param("3/5", "0,6", id="below one"),
        pytest.param("203", "203", id="whole"),
        pytest.param("524/535", "0,979439…", id="endless"),
        pytest.param("786/535", "1,469158…", id="cut, not rounded"),
        pytest.param("-17/50", "−0,34", id="real minus"),
        pytest.param("-1/10000000", "−0,000000…", id="too small to be told"),
        pytest.param("1000000", "1000000", id="no thousands mark"),
    ],
)
def test_numbers_in_calculations_are_exact(value: str, expected: str) -> None:
    """A calculation shows the number itself, not a rounding of it."""
    assert expected == number(Fraction(value))


@pytest.mark.parametrize(
    ("value", "expected"),
    [("9999", "9999"), ("10000", "10.000"), ("39765", "39.765"), ("-1234567", "−1.234.567"), ("20001/2", "10.000,5")],
)
def test_running_text_has_thousands_marks_from_ten_thousand(value: str, expected: str) -> None:
    """Four digits are read at a glance; longer numbers are grouped by dots."""
    assert expected == grouped(Fraction(value))


def test_percent_signs_keep_to_their_number() -> None:
    """A no-break space in running text, none in documents of the state form."""
    assert f"91,43{NBSP}%" == percent(Fraction(9143, 100), 2)
    assert "91,43%" == percent(Fraction(9143, 100), 2, is_official_document=True)
    assert f"91,6{NBSP}%" == percent_number(Fraction(916, 10))
