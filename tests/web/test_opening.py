"""Opening a figure in a real browser: from 91,43 down to the tasks, with scripts and without."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, ViewportSize, expect

HANOI = "/results/ha-noi/2023/province-2022-by-domain"
ITEM = "/results/ha-noi/2023/province-2022/1.7"
DESK: ViewportSize = {"width": 1440, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}
WIDTH = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def said(page: Page) -> list[str]:
    """What the browser complains of: refusals by the policy, scripts that fail, files that are missing."""
    found: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            found.append(message.text)

    page.on("console", note)
    page.on("pageerror", lambda error: found.append(str(error)))
    return found


@pytest.fixture
def without_scripts(browser: Browser) -> Iterator[Page]:
    """A page of a browser in which scripts are off."""
    context = browser.new_context(java_script_enabled=False, viewport=DESK)
    yield context.new_page()
    context.close()


def test_91_43_opens_down_to_the_tasks_by_links_alone(site: str, without_scripts: Page) -> None:
    """Unit, index, domain 1, the same by item, 1.7: four links, each a page, and 203 tasks done in time."""
    page = without_scripts
    page.goto(f"{site}{HANOI}")
    page.locator(".don-vi .to").get_by_role("link", name="91,43").click()
    expect(page).to_have_url(f"{site}{HANOI}/index")
    expect(page.locator("h1")).to_have_text("Vì sao 91,43 điểm?")
    page.locator(".gop").first.get_by_role("link").first.click()
    expect(page).to_have_url(f"{site}{HANOI}/1")
    page.locator("#sau-hon li").filter(has_text="1.7").get_by_role("link").click()

    expect(page).to_have_url(f"{site}{ITEM}")
    expect(page.locator("h1")).to_have_text("Vì sao 1,47 điểm?")
    expect(page.locator(".cau")).to_contain_text("203 đúng hạn")
    expect(page.locator(".pt")).to_contain_text("203")


def test_without_scripts_a_number_of_the_equation_leads_to_its_row(site: str, without_scripts: Page) -> None:
    """The row is the target of the address, and lights up."""
    without_scripts.goto(f"{site}{ITEM}")
    without_scripts.locator(".pt a.h", has_text="11").click()

    expect(without_scripts).to_have_url(f"{site}{ITEM}#dv-late")
    expect(without_scripts.locator("#dv-late")).to_have_css("background-color", "rgb(255, 244, 220)")


def test_with_scripts_the_figure_opens_over_the_page(site: str, page: Page, said: list[str]) -> None:
    """The address is the figure's, the path grows, Back goes up, Escape closes and gives the focus back."""
    page.set_viewport_size(DESK)
    page.goto(f"{site}{HANOI}")
    number = page.locator(".don-vi .to").get_by_role("link", name="91,43")
    number.click()
    drawer = page.get_by_role("dialog")
    expect(drawer.get_by_role("heading", level=1)).to_have_text("Vì sao 91,43 điểm?")
    expect(drawer.get_by_role("heading", level=1)).to_be_focused()
    expect(page).to_have_url(f"{site}{HANOI}/index")
    drawer.locator(".gop").first.get_by_role("link").first.click()
    expect(drawer.locator(".duong li")).to_have_count(2)
    drawer.locator("#sau-hon li").filter(has_text="1.7").get_by_role("link").click()
    expect(page).to_have_url(f"{site}{ITEM}")
    expect(drawer.locator(".cau")).to_contain_text("203 đúng hạn")

    page.go_back()
    expect(page).to_have_url(f"{site}{HANOI}/1")
    expect(drawer.locator(".duong li")).to_have_count(2)
    page.keyboard.press("Escape")
    expect(drawer).to_be_hidden()
    expect(page).to_have_url(f"{site}{HANOI}")
    expect(number).to_be_focused()
    assert [] == said


def test_the_drawer_is_accessible_and_the_page_behind_it_is_not_reached(site: str, page: Page, said: list[str]) -> None:
    """No axe violation with the drawer open and a number chosen; Tab stays inside."""
    page.set_viewport_size(DESK)
    page.goto(f"{site}/results/ha-noi/2023/province-2022")
    page.locator("table.lv tbody tr").first.locator("a.mo-so").first.click()
    drawer = page.get_by_role("dialog")
    drawer.locator(".gop li").filter(has_text="1.7").get_by_role("link").click()
    expect(drawer.get_by_role("heading", level=1)).to_have_text("Vì sao 1,47 điểm?")
    drawer.locator(".pt a.h", has_text="11").click()
    expect(drawer.locator(".goi")).to_contain_text("Số được báo cáo")
    expect(drawer.locator(".buoc .b-2")).to_have_css("background-color", "rgb(255, 244, 220)")
    found = Axe().run(page)

    assert [] == [violation["id"] for violation in found.response["violations"]], found.generate_report()
    for _ in range(12):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement === document.body || !!document.activeElement.closest('dialog')")
    assert [] == said


def test_closing_by_the_button_and_opening_again_with_forward(site: str, page: Page) -> None:
    """What the drawer showed stays in the history."""
    page.set_viewport_size(DESK)
    page.goto(f"{site}{HANOI}")
    page.locator(".don-vi .to a").click()
    drawer = page.get_by_role("dialog")
    expect(drawer).to_be_visible()
    drawer.get_by_role("button", name="Đóng").click()
    expect(drawer).to_be_hidden()
    expect(page).to_have_url(f"{site}{HANOI}")

    page.go_forward()
    expect(page).to_have_url(f"{site}{HANOI}/index")
    expect(drawer.get_by_role("heading", level=1)).to_have_text("Vì sao 91,43 điểm?")


def test_the_address_of_the_drawer_is_a_page_of_its_own(site: str, page: Page) -> None:
    """Sent to someone, it opens without a drawer."""
    page.goto(f"{site}{HANOI}/index")

    expect(page.get_by_role("heading", level=1)).to_have_text("Vì sao 91,43 điểm?")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_on_a_phone_a_figure_is_a_page(site: str, page: Page) -> None:
    """No drawer where there is no room for one."""
    page.set_viewport_size(PHONE)
    page.goto(f"{site}{HANOI}")
    page.locator(".don-vi .to a").click()

    expect(page).to_have_url(f"{site}{HANOI}/index")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.locator("h1")).to_have_text("Vì sao 91,43 điểm?")


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize(
    "address",
    [
        ITEM,
        f"/en{ITEM}",
        "/results/ha-noi/2023/province-2022/3.2.2",
        "/results/minh-hoa-so-y-te/2025/department-demo/6.1.1",
        "/results/minh-hoa-so-y-te/2025/department-demo/2.4.1",
        "/results/minh-hoa-so-y-te/2025/department-demo/3.4.1",
        "/results/minh-hoa-so-y-te/2025/department-demo/1.1.1",
        "/results/minh-hoa-thanh-tra-tinh/2023/department-demo/index",
        "/results/minh-hoa-thanh-tra-tinh/2023/department-demo/3",
        "/results/minh-hoa-xa-van-vong/2025/commune-demo",
    ],
)
def test_figures_of_every_form_are_accessible_and_whole(
    site: str, page: Page, said: list[str], address: str, size: ViewportSize
) -> None:
    """No axe violation, nothing refused by the policy, nothing wider than the screen."""
    page.set_viewport_size(size)
    page.goto(f"{site}{address}")
    found = Axe().run(page)

    assert [] == [violation["id"] for violation in found.response["violations"]], found.generate_report()
    assert [] == said
    assert page.evaluate(WIDTH) <= 0


def test_printing_loses_nothing_but_navigation(site: str, page: Page) -> None:
    """On paper the sentence, the equation, the squares, the inputs and the key are all there."""
    page.goto(f"{site}{ITEM}")
    page.emulate_media(media="print")

    for part in (".cau", ".pt", ".o-vuong:visible", ".buoc", "table.vao", ".khoa"):
        expect(page.locator(part).first).to_be_visible()
    expect(page.locator("nav").first).to_be_hidden()
