from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Page, ViewportSize, expect

from web_pages import Opened, opened

SIZES: dict[str, ViewportSize] = {"desk": {"width": 1440, "height": 900}, "phone": {"width": 390, "height": 844}}
SCREENS = [sample for sample in opened() if sample.page.is_page]
WIDTH = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(params=SIZES)
def screen(request: pytest.FixtureRequest, page: Page) -> Page:
    """A page of a browser at the size of a desk and of a phone, which notes what is said against the policy."""
    page.set_viewport_size(SIZES[request.param])
    return page


@pytest.fixture
def messages(page: Page) -> list[str]:
    """What the browser says in its console: refusals by the policy, scripts that fail, files that are missing."""
    said: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            said.append(message.text)

    page.on("console", note)
    page.on("pageerror", lambda error: said.append(str(error)))
    return said


@pytest.mark.parametrize("sample", SCREENS, ids=str)
def test_pages_are_accessible_and_whole(site: str, screen: Page, messages: list[str], sample: Opened) -> None:
    """No axe violation, nothing refused by the policy, nothing wider than the screen."""
    screen.goto(f"{site}{sample.address}")
    found = Axe().run(screen)

    assert [] == [violation["id"] for violation in found.response["violations"]], found.generate_report()
    assert [] == messages
    assert screen.evaluate(WIDTH) <= 0


def test_the_skip_link_leads_to_the_content(site: str, page: Page) -> None:
    """The first press of Tab shows the link; Enter goes past the menu."""
    page.goto(f"{site}/")
    page.keyboard.press("Tab")
    skip = page.locator(".bo-qua")

    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#noi-dung")).to_be_focused()


def test_the_menu_of_a_phone_opens_without_a_script(site: str, browser_without_scripts: Callable[[], Page]) -> None:
    """All parts of the site and the other language are behind one button."""
    page = browser_without_scripts()
    page.set_viewport_size(SIZES["phone"])
    page.goto(f"{site}/")

    expect(page.locator(".menu nav")).to_be_hidden()
    page.locator(".menu summary").click()
    expect(page.locator(".menu nav").get_by_role("link", name="English")).to_be_visible()
    page.locator(".menu nav").get_by_role("link", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")


@pytest.fixture
def browser_without_scripts(page: Page) -> Callable[[], Page]:
    """A page of a browser in which scripts are off."""

    def opened_page() -> Page:
        browser = page.context.browser
        assert browser is not None
        return browser.new_context(java_script_enabled=False).new_page()

    return opened_page


def test_search_finds_a_former_province_and_says_where_it_belongs(site: str, page: Page) -> None:
    """Typed without diacritics on the front page: Hòa Bình, now part of Phú Thọ."""
    page.goto(f"{site}/")
    page.get_by_role("searchbox").fill("hoa binh")
    page.get_by_role("search").get_by_role("button").click()
    answer = page.locator(".kq-tim li").first

    expect(answer).to_contain_text("Hòa Bình")
    expect(answer).to_contain_text("nay thuộc tỉnh Phú Thọ")


def test_focus_is_amber_with_a_dark_edge(site: str, page: Page) -> None:
    """Red is kept for figures that open."""
    page.goto(f"{site}/")
    box = page.get_by_role("searchbox")
    box.focus()

    expect(box).to_have_css("outline-color", "rgb(245, 178, 35)")


def test_the_other_language_keeps_the_page_and_what_was_asked(site: str, page: Page) -> None:
    """English and back lead to the same page with the same filter."""
    page.goto(f"{site}/?kind=department")
    page.locator(".ngu").click()
    expect(page).to_have_url(f"{site}/en/?kind=department")
    page.locator(".ngu").click()
    expect(page).to_have_url(f"{site}/?kind=department")
