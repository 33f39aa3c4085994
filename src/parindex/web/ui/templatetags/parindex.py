"""Numbers, dates and names on pages; every sign is decided in :mod:`parindex.wording`, in the language of the page.

Filters take exact numbers (``Fraction``, or their text as stored) and never compute. They are in every template.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext

from parindex.engine.quantities import scaled
from parindex.web.ui.typography import kept_together
from parindex.wording import numbers
from parindex.wording.catalogue import ENGLISH, VIETNAMESE, language_of
from parindex.wording.dates import written_date
from parindex.wording.names import lower_first

register = template.Library()

DOMAINS_WITH_COLOUR = 8
TWO = 2
# First words of names that begin small inside a sentence.
KIND_WORDS = ("Tỉnh ", "Thành phố ", "Huyện ", "Quận ", "Thị xã ", "Xã ", "Phường ", "Đặc khu ")


def page_language() -> str:
    """The language of the page."""
    return language_of(get_language())


@register.filter
def number(value: Fraction | str | None, decimals: int = TWO) -> str:
    """A number with so many decimals, rounded half up: ``{{ row.percent|number:2 }}`` is 91,43; none is an en dash."""
    return numbers.printed(_exact(value), decimals, language=page_language())


@register.filter
def exact(value: Fraction | str | None) -> str:
    """A number in as few digits as say it, never rounded: 9,436; or cut with an ellipsis."""
    known = _exact(value)
    return numbers.NO_DATA if known is None else numbers.grouped(known, page_language())


@register.filter
def percent(value: Fraction | str | None, decimals: int = TWO) -> str:
    """A number of percent with its sign: 91,43 %."""
    return numbers.percent(_exact(value), decimals, language=page_language())


@register.filter
def signed(value: Fraction | str | None, decimals: int = TWO) -> str:
    """A change with its sign: +1,85."""
    return numbers.signed(_exact(value), decimals, language=page_language())


@register.filter
def as_printed(text: str) -> str:
    """A number that a source printed, with the source's own decimals, in the form of the page: ``93.00`` is 93,00."""
    if not text:
        return numbers.NO_DATA
    return text if page_language() == ENGLISH else text.replace(".", ",")


@register.filter
def day(text: str | None) -> str:
    """A date as far as it is known: 17/04/2024, 02/2024, 2024 or "date unknown"."""
    parts = (text or "").split("-")
    return f"{parts[1]}/{parts[0]}" if len(parts) == TWO else written_date(text, page_language())


@register.filter
def in_language(value: object, name: str = "title") -> str:
    """The Vietnamese or English text of a record: ``{{ block|in_language:"title" }}`` reads title_vi or title_en."""
    vietnamese = getattr(value, f"{name}_vi", None)
    if vietnamese is None:
        vietnamese = getattr(value, name, "")
    english = getattr(value, f"{name}_en", "")
    return english if page_language() == ENGLISH and english else str(vietnamese)


@register.filter
def in_sentence(name: str) -> str:
    """A unit's name inside a sentence: "nay thuộc tỉnh Phú Thọ"; abbreviations keep their capitals."""
    return lower_first(name) if page_language() == VIETNAMESE and name.startswith(KIND_WORDS) else name


@register.filter(is_safe=True)
def kept(text: str) -> SafeString:
    """Text for a heading, in which Vietnamese compounds and numbers with their sign do not break across lines."""
    return mark_safe(kept_together(conditional_escape(text)))  # noqa: S308  # escaped, then only spaces change


@register.filter
def domain_class(code: str) -> str:
    """The colour class of a domain (``b1`` to ``b8``), by the first part of its code; none beyond the eighth."""
    first = str(code).partition(".")[0]
    return f"b{first}" if first.isascii() and first.isdecimal() and 1 <= int(first) <= DOMAINS_WITH_COLOUR else "b0"


@register.simple_tag
def figure_link(address: str, shown: str, says: str) -> SafeString:
    """A figure that opens: the red dotted line is its sign and nothing else may carry it.

    Args:
        address: Page of the figure.
        shown: The number as it is printed.
        says: What readers of the screen hear before "opens its computation".
    """
    label = gettext("%(figure)s, open how it was computed") % {"figure": says}
    return format_html('<a class="mo-so n" href="{}" aria-label="{}">{}</a>', address, label, shown)


@dataclass(frozen=True, slots=True)
class Delta:
    """A change for its template: shown size without sign, direction, and the word for it."""

    size: str
    direction: str
    word: str


@register.inclusion_tag("ui/delta.html")
def delta(value: Fraction | str | None, decimals: int = TWO) -> dict[str, Delta | None]:
    """A change: triangle, colour, the word for readers of the screen, and its size; nothing known is an en dash."""
    known = _exact(value)
    if known is None:
        return {"delta": None}
    size = scaled(known, decimals)
    shown = numbers.printed(abs(known), decimals, language=page_language())
    if size > 0:
        return {"delta": Delta(shown, "tang", gettext("up"))}
    if size < 0:
        return {"delta": Delta(shown, "giam", gettext("down"))}
    return {"delta": Delta(shown, "bang", gettext("unchanged"))}


def _exact(value: Fraction | str | None) -> Fraction | None:
    return None if value is None or value == "" else Fraction(value)
