"""Intervals in words, with the side to which each boundary belongs: ``từ 90 % đến dưới 95 %``."""

from __future__ import annotations

from fractions import Fraction

from parindex.engine.criteria.rules import Band
from parindex.wording.catalogue import N_, VIETNAMESE, gettext_in
from parindex.wording.numbers import grouped, percent_number

_CLOSED = {
    (True, True): N_("from {least} to {most}"),
    (True, False): N_("from {least} to under {most}"),
    (False, True): N_("over {least} to {most}"),
    (False, False): N_("over {least} and under {most}"),
}
_OPEN_ABOVE = {True: N_("{least} or more"), False: N_("over {least}")}
_OPEN_BELOW = {True: N_("{most} or less"), False: N_("under {most}")}


def band_interval(band: Band, language: str = VIETNAMESE, *, is_percent: bool) -> str:
    """The values that a band holds."""
    _ = gettext_in(language)
    least = _end(band.from_, language, is_percent=is_percent)
    most = _end(band.to, language, is_percent=is_percent)
    if band.from_ is None and band.to is None:
        return _("any value")
    if band.from_ is None:
        return _(_OPEN_BELOW[band.to_included]).format(most=most)
    if band.to is None:
        return _(_OPEN_ABOVE[band.from_included]).format(least=least)
    if band.from_ == band.to:
        return _("exactly {value}").format(value=least)
    return _(_CLOSED[band.from_included, band.to_included]).format(least=least, most=most)


def threshold(least: Fraction, language: str = VIETNAMESE, *, is_included: bool) -> str:
    """The percents from a threshold on: ``từ 90 % trở lên``."""
    return gettext_in(language)(_OPEN_ABOVE[is_included]).format(least=percent_number(least, language))


def _end(value: Fraction | None, language: str, *, is_percent: bool) -> str:
    if value is None:
        return ""
    return percent_number(value, language) if is_percent else grouped(value, language)
