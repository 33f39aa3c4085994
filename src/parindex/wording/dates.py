"""Dates as people read them. The clock is not asked here: every date is given."""

from __future__ import annotations

import re
from datetime import date

from parindex.wording.catalogue import N_, VIETNAMESE, gettext_in, language_of

_ISO_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_MONTHS = (
    N_("January"),
    N_("February"),
    N_("March"),
    N_("April"),
    N_("May"),
    N_("June"),
    N_("July"),
    N_("August"),
    N_("September"),
    N_("October"),
    N_("November"),
    N_("December"),
)


def short_date(day: date | None, language: str = VIETNAMESE) -> str:
    """Day, month and year in digits: 17/04/2024, in both languages.

    Example:
        >>> short_date(date(2024, 4, 17))
        '17/04/2024'
    """
    _ = gettext_in(language)
    if day is None:
        return _("date unknown")
    return f"{day.day:02}/{day.month:02}/{day.year:04}"


def long_date(day: date | None, language: str = VIETNAMESE) -> str:
    """The date in words, as documents write it.

    In Vietnamese days under 10 and the months 1 and 2 have a leading zero (Nghị định số 30/2020/NĐ-CP, Phụ lục I).

    Example:
        >>> long_date(date(2024, 2, 7)), long_date(date(2024, 2, 7), "en")
        ('ngày 07 tháng 02 năm 2024', '7 February 2024')
    """
    _ = gettext_in(language)
    if day is None:
        return _("date unknown")
    number = f"{day.day:02}" if language_of(language) == VIETNAMESE else str(day.day)
    return _("{day} {month} {year}").format(day=number, month=_(_MONTHS[day.month - 1]), year=day.year)


def date_of(text: str | None) -> date | None:
    """The date that a file writes as 2022-11-10, or ``None`` where it writes none.

    Example:
        >>> date_of("2022-11-10"), date_of("tháng 11"), date_of("2022-02-30")
        (datetime.date(2022, 11, 10), None, None)
    """
    found = _ISO_DATE.fullmatch(text or "")
    if found is None:
        return None
    try:
        return date(*map(int, found.groups()))
    except ValueError:
        return None


def written_date(text: str | None, language: str = VIETNAMESE) -> str:
    """A date of a file as people read it: 10/11/2022; what is no date stays as it was written.

    Example:
        >>> written_date("2022-11-10"), written_date("quý I năm 2023")
        ('10/11/2022', 'quý I năm 2023')
    """
    day = date_of(text)
    return text if day is None and text else short_date(day, language)
