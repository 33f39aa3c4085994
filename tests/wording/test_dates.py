from __future__ import annotations

from datetime import date

import pytest

from parindex.wording.dates import date_of, long_date, short_date, written_date


@pytest.mark.parametrize(
    ("day", "vi", "en"),
    [
        pytest.param(date(2024, 4, 17), "ngày 17 tháng 4 năm 2024", "17 April 2024", id="no zero before 17 or April"),
        pytest.param(date(2024, 4, 7), "ngày 07 tháng 4 năm 2024", "7 April 2024", id="zero before a day under 10"),
        pytest.param(date(2024, 2, 10), "ngày 10 tháng 02 năm 2024", "10 February 2024", id="zero before month 2"),
        pytest.param(date(2023, 12, 1), "ngày 01 tháng 12 năm 2023", "1 December 2023", id="no zero before month 12"),
    ],
)
def test_dates_are_written_out_as_documents_do(day: date, vi: str, en: str) -> None:
    """In Vietnamese days under 10 and months 1 and 2 have a leading zero (Nghị định số 30/2020/NĐ-CP, Phụ lục I)."""
    assert vi == long_date(day)
    assert en == long_date(day, "en")


def test_short_dates_are_in_digits() -> None:
    """Day, month, year, with leading zeros, in both languages."""
    assert "07/04/2024" == short_date(date(2024, 4, 7)) == short_date(date(2024, 4, 7), "en")


def test_an_unknown_date_is_said() -> None:
    """No date is never left blank."""
    assert "chưa rõ ngày" == short_date(None) == long_date(None) == written_date(None)
    assert "date unknown" == short_date(None, "en")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2022-11-10", date(2022, 11, 10)),
        ("2022-02-30", None),
        ("10/11/2022", None),
        ("", None),
        (None, None),
    ],
)
def test_dates_of_files_are_read_in_one_form(text: str | None, expected: date | None) -> None:
    """Only year-month-day that exists is a date."""
    assert expected == date_of(text)


def test_what_is_no_date_stays_as_written() -> None:
    """A file may say "quý I năm 2023"; nothing is guessed."""
    assert "quý I năm 2023" == written_date("quý I năm 2023")
    assert "10/11/2022" == written_date("2022-11-10")
