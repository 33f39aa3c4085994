"""What every template knows: the main menu, and the same page in the other language."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse, translate_url
from django.utils.translation import get_language

LANGUAGE_NAMES = dict(settings.LANGUAGES)


@dataclass(frozen=True, slots=True)
class Link:
    """Words, and the address that they lead to; an empty address for where the reader is."""

    words: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class MenuItem:
    """A link of the main menu; ``is_here`` for the part of the site that is shown."""

    address: str
    words: str
    is_here: bool


@dataclass(frozen=True, slots=True)
class OtherLanguage:
    """The same page in another language: its code, its own name and the address."""

    code: str
    name: str
    address: str


def site(request: HttpRequest) -> dict[str, object]:
    """Menu and language links of the page that is asked for."""
    return {
        "menu": menu(request),
        "other_languages": other_languages(request),
        "search_address": reverse(settings.SEARCH),
        "footer_data": links(settings.FOOTER_DATA),
        "footer_help": links(settings.FOOTER_HELP),
    }


def links(named: Iterable[tuple[str, object]]) -> list[Link]:
    """Links by URL name and words."""
    return [Link(str(words), reverse(name)) for name, words in named]


def menu(request: HttpRequest) -> list[MenuItem]:
    """The items of the main menu, in their order.

    The item that is marked as here is the one to which the settings count the page, else the one whose address is
    longest among those that begin the address asked for; on a page that is not there none is.
    """
    found = [(reverse(name), str(words)) for name, words in settings.NAVIGATION]
    fitting = [address for address, _ in found if request.resolver_match and _holds(address, request.path)]
    counted = settings.NAVIGATION_OF.get(request.resolver_match.view_name) if request.resolver_match else None
    here = max(fitting, key=len, default=None) if counted is None else reverse(counted)
    return [MenuItem(address, words, address == here) for address, words in found]


def other_languages(request: HttpRequest) -> list[OtherLanguage]:
    """This page in the other languages; a page that is not there leads to the front page of the language."""
    address = request.get_full_path()
    current = get_language()
    return [
        OtherLanguage(code, name, translate_url(address, code) if request.resolver_match else translate_url("/", code))
        for code, name in LANGUAGE_NAMES.items()
        if code != current
    ]


def _holds(address: str, path: str) -> bool:
    return path == address or path.startswith(f"{address.rstrip('/')}/")
