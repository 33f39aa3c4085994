"""Words and links of published results in templates."""

from __future__ import annotations

from collections.abc import Mapping

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from parindex.web.publications import words
from parindex.web.results.queries import StoredResult
from parindex.web.ui.templatetags.parindex import number, page_language
from parindex.wording.catalogue import ENGLISH
from parindex.wording.numbers import NO_BREAK_SPACE

register = template.Library()
register.filter("kind_name", words.kind_name)
register.filter("kind_of_one", words.kind_of_one)


@register.simple_tag
def counted(kind: str, number: int) -> str:
    """So many units of a kind: ``{% counted "department" 19 %}``."""
    return words.counted(kind, number)


@register.simple_tag
def unranked_reason(reason: str, said: str = "") -> str:
    """Why a unit has no rank."""
    return words.unranked_reason(reason, said)


@register.simple_tag
def unit_address(key: str) -> str:
    """The page of a unit over the years."""
    return address("publications:unit", key)


@register.simple_tag
def percent_sign() -> str:
    """The sign after a number that stands in an element of its own: apart in Vietnamese, close in English."""
    return "%" if page_language() == ENGLISH else f"{NO_BREAK_SPACE}%"


@register.simple_tag
def set_address(set_id: str) -> str:
    """The page of a criteria set."""
    return address("criteria:set", set_id)


@register.simple_tag
def node_address(set_id: str, code: str) -> str:
    """The page of a criterion."""
    return address("criteria:node", set_id, code)


@register.simple_tag
def block_address(publication: str, block: str) -> str:
    """The page of a ranking."""
    return address("publications:ranking", publication, block)


@register.simple_tag
def said_of(found: Mapping[str, Mapping[str, str]]) -> str:
    """What a contradiction of a source means, in the language of the page."""
    says = found["says"]
    return says.get(page_language()) or says["vi"]


@register.simple_tag
def figure_value(result: StoredResult, key: str, decimals: int = 2) -> SafeString:
    """The value of a figure as a link that opens it: the red dotted line."""
    figure = result.figure(key)
    shown = number(figure.value, decimals)
    if figure.maximum is None:
        says = gettext("%(shown)s points") % {"shown": shown}
    else:
        says = gettext("%(shown)s of %(maximum)s points") % {
            "shown": shown,
            "maximum": number(figure.maximum, decimals),
        }
    label = gettext("%(figure)s, open how it was computed") % {"figure": says}
    return format_html('<a class="mo-so n" href="{}" aria-label="{}">{}</a>', figure_address(result, key), label, shown)


def figure_address(result: StoredResult, key: str) -> str:
    """The page of a figure: its full key."""
    return address("publications:figure", result.unit.id, result.year, result.result_set.criteria_set.set_id, key)


def address(name: str, *arguments: str | int) -> str:
    """The address of a page by its URL name."""
    return reverse(name, args=arguments)
