from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from parindex.web.publications.actions import publish
from web_pages import EVERYONE, PAGES, Arguments, Opened, opened
from web_samples import SET, block, publication

pytestmark = pytest.mark.django_db

SECRET: Arguments = {
    "publication": "thu-2024",
    "block": "departments",
    "unit": "thu.a",
    "year": 2024,
    "criteria_set": SET,
    "figure": "index",
    "code": "1",
    "old": "province-2020",
    "new": "province-2022",
    "form": "json",
}
NOWHERE: Arguments = {**SECRET, "publication": "khong-co", "block": "khong-co", "unit": "khong-co"}
NAMES_OF_PUBLISHED = {"publication", "block", "unit"}


def url_names(resolver: URLResolver, space: str = "") -> Iterator[str]:
    """The names of all addresses, with their namespaces."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from url_names(pattern, f"{space}{pattern.namespace}:" if pattern.namespace else space)
        elif isinstance(pattern, URLPattern):
            yield f"{space}{pattern.name}"


def test_every_address_says_who_may_open_it() -> None:
    """The table names every address of the site and no other."""
    assert sorted(PAGES) == sorted(set(url_names(get_resolver())))
    assert {EVERYONE} == {page.who for page in PAGES.values()}


@pytest.mark.parametrize("sample", opened(), ids=str)
def test_everyone_may_open_it_with_few_queries(client: Client, sample: Opened) -> None:
    """Each sample opens for a stranger, and asks no more of the database than the table allows."""
    client.get(sample.address)
    with CaptureQueriesContext(connection) as asked:
        response = client.get(sample.address)

    assert response.status_code == (302 if sample.name == "ui:favicon" else 200)
    assert len(asked) <= sample.page.queries


@pytest.mark.parametrize("sample", opened(), ids=str)
def test_english_is_there_for_every_page(client: Client, sample: Opened) -> None:
    """The same address under /en/ speaks English; addresses outside the languages have none."""
    if sample.name == "ui:favicon":
        assert 404 == client.get(f"/en{sample.address}").status_code
        return
    response = client.get(f"/en{sample.address}")

    assert 200 == response.status_code
    if sample.page.is_page:
        assert '<html lang="en">' in response.content.decode()
        assert '<html lang="vi">' in client.get(sample.address).content.decode()


@pytest.mark.parametrize("sample", opened(), ids=str)
def test_only_reading_is_allowed(client: Client, sample: Opened) -> None:
    """Nothing on the public site takes data."""
    if sample.name != "ui:favicon":
        assert [405, 405] == [client.post(sample.address).status_code, client.delete(sample.address).status_code]


@pytest.mark.parametrize("name", [name for name, page in PAGES.items() if NAMES_OF_PUBLISHED & page.samples[0].keys()])
def test_what_is_not_public_yet_is_answered_like_what_is_not_there(client: Client, name: str) -> None:
    """Before its second an embargoed object and one that never was give the same status, body and headers."""
    arguments = PAGES[name].samples[0].keys()
    secret = reverse(name, kwargs={key: SECRET[key] for key in arguments})
    nowhere = reverse(name, kwargs={key: NOWHERE[key] for key in arguments})
    publish(publication(visible_from=timezone.now() + dt.timedelta(hours=1)), [block()])
    hidden, missing = client.get(secret), client.get(nowhere)

    assert [404, 404] == [hidden.status_code, missing.status_code]
    assert hidden.content == missing.content
    assert dict(hidden.headers) == dict(missing.headers)
    assert hidden.content == client.get("/no/such/page").content


def test_what_is_public_opens_at_the_same_addresses(client: Client) -> None:
    """The addresses of the test above are right: published, each of them opens."""
    publish(publication(), [block()])
    for name, page in PAGES.items():
        arguments = page.samples[0].keys()
        if NAMES_OF_PUBLISHED & arguments:
            address = reverse(name, kwargs={key: SECRET[key] for key in arguments})

            assert 200 == client.get(address).status_code, address
