from __future__ import annotations

import logging
import re

import pytest
from django.test import Client

from parindex.web.publications.views import site


@pytest.mark.django_db
def test_our_own_mistake_shows_a_number_and_nothing_else(
    client: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """The page names an incident; the log has the same number, the page nothing of the cause."""

    def fail(*_: object) -> None:
        raise RuntimeError("điểm của Sở Nội vụ")

    monkeypatch.setattr(site, "_entries", fail)
    monkeypatch.setattr(logging.getLogger("parindex"), "propagate", True)
    client.raise_request_exception = False
    response = client.get("/data")
    page = response.content.decode()
    number = re.search(r"[2-9A-Z]{3}-[2-9A-Z]{4}", page)

    assert 500 == response.status_code
    assert number is not None
    assert number[0] in caplog.text
    assert "Sở Nội vụ" not in page
    assert "RuntimeError" not in page


@pytest.mark.parametrize(
    "path", ["/%00", "/publications/%ff%fe", "/results/ha-noi/20233/x", "/publications/../etc", "/?kind=%00"]
)
@pytest.mark.django_db
def test_odd_addresses_are_no_mistakes_of_ours(client: Client, path: str) -> None:
    """What cannot be an address is answered, never with a traceback."""
    assert client.get(path).status_code in {200, 400, 404}


@pytest.mark.django_db
@pytest.mark.parametrize(
    "text", ["%", "_", "'", "<script>alert(1)</script>", "\\", "a" * 5000, "😀", "\N{RIGHT-TO-LEFT OVERRIDE}x"]
)
def test_any_text_may_be_searched_for(client: Client, text: str) -> None:
    """A search never fails, and shows what was typed as text."""
    response = client.get("/search", {"q": text})

    assert 200 == response.status_code
    assert "<script>alert" not in response.content.decode()
