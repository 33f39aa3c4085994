"""Rankings, criteria sets and comparisons in a browser: with scripts and without."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

RANKING = "/publications/hoa-binh-2024/departments-2024"
NODE = "/criteria/province-2022/1.7"
WIDTH = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
# Pages that the table of addresses does not open: other tables, other states.
OTHERS = [
    "/publications/hoa-binh-2023/departments-2023",
    "/publications/national-2024/par-2024",
    "/publications/thanh-hoa-2023/departments-2023",
    "/publications/ha-noi-2023/by-item",
    "/publications/minh-hoa-2024/departments?grade=xuat-sac",
    f"{RANKING}?q=khong+co",
    "/rankings?q=khong+co",
    "/criteria/province-2022/1.r",
    "/criteria/department-demo/2.4.1",
    "/criteria/province-2022?q=khong+co",
    "/compare?q=hoa+binh",
    "/compare?all=1&from=2020&to=2023",
    "/search?q=so+tai+nguyen+nuoc",
    "/khong-co-trang-nay",
]


@pytest.fixture
def without_scripts(page: Page) -> Callable[[], Page]:
    """A page of a browser in which scripts are off."""

    def opened_page() -> Page:
        browser = page.context.browser
        assert browser is not None
        return browser.new_context(java_script_enabled=False).new_page()

    return opened_page


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("address", OTHERS)
def test_every_state_is_accessible_and_whole(site: str, page: Page, address: str, width: int) -> None:
    """No axe violation and nothing wider than the screen, in the states that are seldom seen too."""
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{site}{address}")
    found = Axe().run(page)

    assert [] == [violation["id"] for violation in found.response["violations"]], found.generate_report()
    assert page.evaluate(WIDTH) <= 0


def test_typing_narrows_the_ranking_and_keeps_the_address(site: str, page: Page) -> None:
    """With scripts the table follows the typing; the count is told; the address can be sent."""
    page.goto(f"{site}{RANKING}")
    expect(page.locator("#bang tbody tr")).to_have_count(19)
    page.locator("#loc").press_sequentially("tu phap")

    expect(page.locator("#bang tbody tr")).to_have_count(1)
    expect(page.locator("#bang tbody tr")).to_contain_text("Sở Tư pháp")
    expect(page.locator("#so-dong")).to_contain_text("1 dòng trên 19")
    expect(page).to_have_url(f"{site}{RANKING}?q=tu%20phap&sort=rank")
    expect(page.locator("#loc")).to_be_focused()


def test_a_figure_of_a_narrowed_ranking_opens_over_it(site: str, page: Page) -> None:
    """Rows that came while typing open like those that were there; Back closes and leaves the ranking as it was."""
    page.goto(f"{site}{RANKING}")
    page.locator("#loc").press_sequentially("tu phap")
    expect(page.locator("#bang tbody tr")).to_have_count(1)
    page.locator("#bang .mo-so").click()
    expect(page.locator("dialog.ngan h1")).to_contain_text("93,42")
    page.go_back()

    expect(page.locator("dialog.ngan[open]")).to_have_count(0)
    expect(page.locator("#bang tbody tr")).to_have_count(1)


def test_choosing_an_order_sorts_at_once(site: str, page: Page) -> None:
    """The greatest rise first."""
    page.goto(f"{site}{RANKING}")
    page.locator("#sap-xep").select_option("change")

    expect(page.locator("#bang tbody tr").first).to_contain_text("Sở Tư pháp")


def test_the_ranking_works_without_scripts(site: str, without_scripts: Callable[[], Page]) -> None:
    """The button sends the same form; every figure is a link to its page."""
    page = without_scripts()
    page.goto(f"{site}{RANKING}")
    page.locator("#loc").fill("tu phap")
    page.get_by_role("button", name="Áp dụng").click()

    expect(page.locator("#bang tbody tr")).to_have_count(1)
    page.locator("#bang .mo-so").click()
    expect(page.locator("h1")).to_contain_text("93,42")


def test_on_a_phone_rows_are_cards_that_keep_every_value(site: str, page: Page) -> None:
    """Head and dots go; rank, name, index, change and satisfaction stay, each with its name."""
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{site}{RANKING}")
    first = page.locator("#bang tbody tr").first

    expect(page.locator("#bang thead")).to_be_hidden()
    for words in ("Sở Nội vụ", "93,82", "3,07", "98,89"):
        expect(first).to_contain_text(words)
    assert "So với 2023:" in first.locator(".c-thay").evaluate("cell => getComputedStyle(cell, '::before').content")


def test_the_tree_leads_to_the_rule_and_on_to_the_live_figure(site: str, without_scripts: Callable[[], Page]) -> None:
    """Without a script: open the first domain, choose 1.7, open the figure of its example."""
    page = without_scripts()
    page.goto(f"{site}/criteria/province-2022")
    page.locator(".cay summary").first.click()
    page.get_by_role("link", name="1.7").first.click()
    expect(page).to_have_url(f"{site}{NODE}")
    expect(page.locator(".cong-thuc")).to_have_text("điểm = 1,5 × (đúng hạn × 1 + trễ × 0,6) ÷ được giao")
    page.locator(".vi-du .mo-so").first.click()

    expect(page).to_have_url(f"{site}/results/ha-noi/2023/province-2022/1.7")


def test_a_former_province_is_found_on_the_page_of_years(site: str, without_scripts: Callable[[], Page]) -> None:
    """“hoa binh” leads to Phú Thọ, whose earlier cells are hatched and empty."""
    page = without_scripts()
    page.goto(f"{site}/compare")
    page.get_by_role("searchbox").fill("hoa binh")
    page.get_by_role("button", name="So sánh").first.click()

    expect(page.locator(".tin")).to_contain_text("nay thuộc tỉnh Phú Thọ")
    expect(page.locator(".kss").first).to_have_text("không có")


def test_the_drawing_for_phones_is_another_drawing(site: str, page: Page) -> None:
    """Of two drawings one is shown; its letters are as large as on a wide page."""
    for width, shown, hidden in ((1440, ".chi-mt", ".chi-dt"), (390, ".chi-dt", ".chi-mt")):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(f"{site}/method")
        expect(page.locator(f"svg{shown}")).to_be_visible()
        expect(page.locator(f"svg{hidden}")).to_be_hidden()
        drawn = page.locator(f"svg{shown}").evaluate(
            "svg => svg.getBoundingClientRect().width / svg.viewBox.baseVal.width"
        )
        assert 0.95 <= drawn <= 1.05


def test_a_ranking_is_whole_on_paper_and_says_that_it_is_demonstration(site: str, page: Page) -> None:
    """Printed on A4 no column runs off the page, and the banner of demonstration data stands on it."""
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 654, "height": 1000})  # A4 less its margins, at 96 dots an inch
    page.goto(f"{site}/publications/minh-hoa-2024/departments")

    expect(page.locator(".mau")).to_be_visible()
    assert page.evaluate(WIDTH) <= 0
    assert page.locator(".xh").evaluate("table => table.getBoundingClientRect().right - innerWidth") <= 0
