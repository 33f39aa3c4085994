from __future__ import annotations

import pytest
from django.test import Client

from web_pages import Opened, opened

pytestmark = pytest.mark.django_db

POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
}


@pytest.mark.parametrize("address", [str(sample) for sample in opened()] + ["/no/such/page"])
def test_every_answer_carries_the_policy(client: Client, address: str) -> None:
    """Nothing but the site itself may be loaded, framed or sent to, on errors and files as on pages."""
    headers = client.get(address).headers

    assert POLICY == set(headers["Content-Security-Policy"].split("; "))
    assert "nosniff" == headers["X-Content-Type-Options"]
    assert "DENY" == headers["X-Frame-Options"]
    assert "same-origin" == headers["Referrer-Policy"]
    assert "camera=()" in headers["Permissions-Policy"]
    assert "no-cache" == headers["Cache-Control"]
    assert "Set-Cookie" not in headers


@pytest.mark.parametrize("sample", [sample for sample in opened() if sample.page.is_page], ids=str)
def test_no_page_has_a_style_or_script_inside(client: Client, sample: Opened) -> None:
    """What the policy forbids is not there in the first place, nor is anything from elsewhere."""
    page = client.get(sample.address).content.decode()

    assert "<style" not in page
    assert " style=" not in page
    assert " onclick=" not in page
    assert "<script>" not in page
    assert 'src="http' not in page


def test_a_page_that_did_not_change_is_not_sent_again(client: Client) -> None:
    """The second request with the hash of the first gives 304."""
    first = client.get("/accessibility")

    assert 304 == client.get("/accessibility", headers={"if-none-match": first.headers["ETag"]}).status_code
