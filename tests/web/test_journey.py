from __future__ import annotations

import io
import json
import urllib.request

import docx
from playwright.sync_api import Page, expect


def fetched(address: str) -> bytes:
    """The bytes that an address of our own server gives."""
    with urllib.request.urlopen(address, timeout=60) as answer:  # noqa: S310  our own address
        content: bytes = answer.read()
        return content


def words_of(content: bytes) -> str:
    """All words of a document, those in tables too, spaces as one space."""
    document = docx.Document(io.BytesIO(content))
    texts = [paragraph.text for paragraph in document.paragraphs]
    texts += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return " ".join(" ".join(texts).split())


def test_a_figure_opens_from_the_front_page_down_to_its_inputs_and_into_the_document(site: str, page: Page) -> None:
    """91,43 opens; below it 1,47 opens into 203 and 11 of 214; the document says the same sentence."""
    page.goto(f"{site}/")
    card = page.locator(".mo-mau")

    expect(card).to_contain_text("91,43")
    card.get_by_role("link", name="1,47").click()
    expect(page).to_have_url(f"{site}/results/ha-noi/2023/province-2022/1.7")
    expect(page.locator("main")).to_contain_text("203")
    expect(page.locator("main")).to_contain_text("214")

    told = json.loads(fetched(f"{page.url}.json"))["sentence"]
    document = words_of(fetched(f"{site}/results/ha-noi/2023/province-2022.docx"))

    assert "203 đúng hạn" in told
    assert " ".join(told.split()) in document


def test_the_index_opens_step_by_step(site: str, page: Page) -> None:
    """From 91,43 on the page of the unit to its domains, each by a link that opens a figure."""
    page.goto(f"{site}/results/ha-noi/2023/province-2022-by-domain")
    page.locator("main a.mo-so").filter(has_text="91,43").first.click()

    expect(page.locator("h1")).to_be_visible()
    expect(page.locator("main a[href*='/results/ha-noi/2023/province-2022-by-domain/']").first).to_be_visible()
