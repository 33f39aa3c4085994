from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from parindex.web.ui.context import MenuItem, OtherLanguage

pytestmark = pytest.mark.django_db


def shown_menu(client: Client, address: str) -> list[MenuItem]:
    """The main menu of a page."""
    found: list[MenuItem] = client.get(address).context["menu"]
    return found


def test_the_menu_has_every_part_of_the_site(client: Client) -> None:
    """Each item of the settings leads somewhere, in both languages, and opens."""
    assert [reverse(name) for name, _ in settings.NAVIGATION] == [item.address for item in shown_menu(client, "/")]
    for start in ("/", "/en/"):
        for item in shown_menu(client, start):
            assert item.address.startswith(start)
            assert 200 == client.get(item.address).status_code


@pytest.mark.parametrize(
    ("address", "here"),
    [
        ("/", "/"),
        ("/publications/hoa-binh-2024", "/"),
        ("/rankings", "/rankings"),
        ("/units", "/units"),
        ("/en/units/ha-noi", "/en/units"),
    ],
)
def test_the_menu_marks_where_the_reader_is(client: Client, address: str, here: str) -> None:
    """One item is marked, the one under which the page stands."""
    assert [here] == [item.address for item in shown_menu(client, address) if item.is_here]


@pytest.mark.parametrize(
    ("address", "other"),
    [
        ("/search?q=so+tu+phap", "/en/search?q=so+tu+phap"),
        ("/en/publications/hoa-binh-2024", "/publications/hoa-binh-2024"),
        ("/no/such/page", "/en/"),
        ("/publications/khong-co", "/en/"),
    ],
)
def test_the_other_language_is_one_link_away(client: Client, address: str, other: str) -> None:
    """The same page with the same question; the front page where there is no page."""
    links: list[OtherLanguage] = client.get(address).context["other_languages"]

    assert [other] == [link.address for link in links]
