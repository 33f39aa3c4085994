"""Numbers as people read them: decimal comma in Vietnamese, decimal point in English.

Exact numbers come in, text goes out; nothing is computed from the text. :func:`shown` is the form of files and JSON
(ASCII, lossless to read back); the others are for pages and running text, with a real minus and no-break spaces.
"""

from __future__ import annotations

from fractions import Fraction

from parindex.engine.quantities import Rounding, scaled
from parindex.wording.catalogue import ENGLISH, VIETNAMESE, language_of

MINUS = "\N{MINUS SIGN}"
NO_DATA = "\N{EN DASH}"
ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"
NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"

LONGEST_EXPANSION = 6
LEAST_GROUPED = 10_000
_DECIMAL_MARK = {VIETNAMESE: ",", ENGLISH: "."}
_THOUSANDS_MARK = {VIETNAMESE: ".", ENGLISH: ","}


def shown(
    value: Fraction | None, decimals: int, *, language: str = VIETNAMESE, rounding: Rounding = Rounding.HALF_UP
) -> str | None:
    """The number with a fixed number of decimals, as files and JSON hold it: no unit, no thousands mark.

    Rounded half up (away from zero) unless the set says otherwise; never ``-0,00``; ``None`` stays ``None``. The
    minus is the ASCII one.

    Example:
        >>> shown(Fraction(786, 535), 2), shown(Fraction(-1, 1000), 2), shown(Fraction(786, 535), 2, language="en")
        ('1,47', '0,00', '1.47')
    """
    if value is None:
        return None
    whole_number = scaled(value, decimals, rounding)
    digits = str(abs(whole_number)).zfill(decimals + 1)
    sign = "-" if whole_number < 0 else ""
    if not decimals:
        return sign + digits
    return f"{sign}{digits[:-decimals]}{_DECIMAL_MARK[language_of(language)]}{digits[-decimals:]}"


def printed(
    value: Fraction | None, decimals: int, *, language: str = VIETNAMESE, rounding: Rounding = Rounding.HALF_UP
) -> str:
    """The number of :func:`shown` as pages and documents print it: real minus, thousands marks, a dash for no data.

    Example:
        >>> printed(Fraction(-17, 50), 2), printed(None, 2), printed(Fraction(39765), 0)
        ('−0,34', '–', '39.765')
    """
    text = shown(value, decimals, language=language, rounding=rounding)
    return NO_DATA if text is None else _set(text, language)


def signed(
    value: Fraction | None, decimals: int, *, language: str = VIETNAMESE, rounding: Rounding = Rounding.HALF_UP
) -> str:
    """A change, always with its sign unless it is shown as zero.

    Example:
        >>> signed(Fraction(37, 20), 2), signed(Fraction(-17, 50), 2), signed(Fraction(1, 1000), 2)
        ('+1,85', '−0,34', '0,00')
    """
    text = printed(value, decimals, language=language, rounding=rounding)
    return f"+{text}" if value is not None and scaled(value, decimals, rounding) > 0 else text


def percent(
    value: Fraction | None,
    decimals: int,
    *,
    language: str = VIETNAMESE,
    rounding: Rounding = Rounding.HALF_UP,
    is_official_document: bool = False,
) -> str:
    """A number of percent with its sign, kept together by a no-break space.

    Documents in the form of Nghị định số 30/2020/NĐ-CP and English texts put no space.

    Example:
        >>> percent(Fraction(9143, 100), 2).split(), percent(Fraction(9143, 100), 2, is_official_document=True)
        (['91,43', '%'], '91,43%')
    """
    if value is None:
        return NO_DATA
    text = printed(value, decimals, language=language, rounding=rounding)
    return _with_percent_sign(text, language, is_official_document=is_official_document)


def number(value: Fraction, language: str = VIETNAMESE, *, digits: int = LONGEST_EXPANSION) -> str:
    """The number itself, in as few digits as say it exactly, else cut after ``digits`` decimals with an ellipsis.

    Never rounded: what stands before ``…`` are the true first digits.

    Example:
        >>> number(Fraction(1048, 5)), number(Fraction(524, 535)), number(Fraction(-203))
        ('209,6', '0,979439…', '−203')
    """
    return _expansion(value, language, digits).replace("-", MINUS)


def grouped(value: Fraction, language: str = VIETNAMESE, *, digits: int = LONGEST_EXPANSION) -> str:
    """The number of :func:`number` for running text: with thousands marks from ten thousand on.

    Example:
        >>> grouped(Fraction(39765)), grouped(Fraction(39765), "en"), grouped(Fraction(1048, 5))
        ('39.765', '39,765', '209,6')
    """
    return _set(_expansion(value, language, digits), language)


def percent_number(value: Fraction, language: str = VIETNAMESE, *, digits: int = LONGEST_EXPANSION) -> str:
    """The number of :func:`number`, in percent, with its sign.

    Example:
        >>> percent_number(Fraction(916, 10)).split()
        ['91,6', '%']
    """
    return _with_percent_sign(number(value, language, digits=digits), language)


def _expansion(value: Fraction, language: str, digits: int) -> str:
    cut, rest = divmod(abs(value.numerator) * int(10**digits), value.denominator)
    text = str(cut).zfill(digits + 1)
    whole, decimals = text[:-digits], text[-digits:]
    if not rest:
        decimals = decimals.rstrip("0")
    sign = "-" if value.numerator < 0 else ""
    expansion = f"{sign}{whole}{_DECIMAL_MARK[language_of(language)]}{decimals}" if decimals else f"{sign}{whole}"
    return f"{expansion}{ELLIPSIS}" if rest else expansion


def _set(text: str, language: str) -> str:
    """A plain number as it is printed: real minus, thousands marks."""
    mark = _DECIMAL_MARK[language_of(language)]
    sign, digits = (MINUS, text[1:]) if text.startswith("-") else ("", text)
    whole, point, rest = digits.partition(mark)
    if whole.isdecimal() and int(whole) >= LEAST_GROUPED:
        whole = f"{int(whole):,}".replace(",", _THOUSANDS_MARK[language_of(language)])
    return f"{sign}{whole}{point}{rest}"


def _with_percent_sign(text: str, language: str, *, is_official_document: bool = False) -> str:
    space = "" if is_official_document or language_of(language) == ENGLISH else NO_BREAK_SPACE
    return f"{text}{space}%"
