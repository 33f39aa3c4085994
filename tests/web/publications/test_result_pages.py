"""The page of a unit: real results with their report, demonstration units, units known by a printed number alone."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from parindex.web import publications
from parindex.web.publications.pages.result import ResultPage, result_page
from parindex.web.publications.pages.unit import UnitPage
from parindex.web.publications.queries import result_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vietnamese")]
TEMPLATES = Path(publications.__file__).parent / "templates/publications"
NOW = dt.datetime(2030, 1, 1, tzinfo=dt.UTC)
BY_ITEM = ("ha-noi", 2023, "province-2022")
BY_DOMAIN = ("ha-noi", 2023, "province-2022-by-domain")
DEPARTMENT = ("minh-hoa-so-y-te", 2025, "department-demo")


@pytest.fixture
def vietnamese() -> Iterator[None]:
    """Vietnamese, whatever language a request before it asked for."""
    with translation.override("vi"):
        yield


def page_of(unit: str, year: int, criteria_set: str, language: str = "vi") -> ResultPage:
    """What the page of a unit of the loaded site shows."""
    found = result_of(unit, year, criteria_set, now=NOW)
    assert found is not None
    return result_page(found, language, NOW)


def number(text: str) -> Fraction:
    """The exact number of a Vietnamese text: ``+1,85``."""
    return Fraction(text.replace("−", "-").replace("+", "").replace(",", "."))


# Hà Nội 2023, by domain


def test_hanoi_by_domain_shows_the_published_index_and_its_parts() -> None:
    """91,43 = 64,51 + 18,55 + 8,37; rank 3 of 63; 86,98 in the country (báo cáo Hà Nội, mục III.1)."""
    page = page_of(*BY_DOMAIN)

    assert "91,43" == page.index
    assert page.sources is not None
    assert [("64,51", "68"), ("18,55", "22"), ("8,37", "10")] == [(bar.shown, bar.maximum) for bar in page.sources.bars]
    assert ("3", "63") == (page.facts[0].shown, page.domains.ranked_units)
    assert Fraction(36929, 20000) == page.facts[1].delta
    assert "86,98" == page.facts[2].shown


def test_every_domain_opens_in_each_of_its_parts() -> None:
    """Eight domains and the whole, 9 × appraised, together and percent, surveyed where there is a survey."""
    page = page_of(*BY_DOMAIN)
    rows = (*page.domains.rows, page.domains.whole)

    assert [str(code) for code in range(1, 9)] + [""] == [row.code for row in rows]
    cells = [cell for row in rows for cell in (row.appraised, row.surveyed, row.total, row.percent) if cell is not None]
    assert 9 + 7 + 9 + 9 == len(cells)
    assert all(cell.address.startswith("/results/ha-noi/2023/province-2022-by-domain/") for cell in cells)


def test_seven_of_eight_domains_lie_above_the_country() -> None:
    """Only domain 3 lies below: 94,15 against 94,32 (báo cáo Hà Nội, mục III.2.3)."""
    chart = page_of(*BY_DOMAIN).against_mean

    assert chart is not None
    assert chart.title.startswith("7 trên 8")
    assert ["3"] == [row.code for row in chart.rows if row.is_below]


def test_the_bars_of_the_change_add_up_to_what_is_printed_below_them() -> None:
    """What is shown, rounded, still adds up within half a unit of the last place for each bar."""
    chart = page_of(*BY_DOMAIN).change_chart

    assert chart is not None
    assert "Vì sao tăng 1,85 điểm" == chart.title
    assert ("89,58", "91,43", "+1,85", "+2,06") == (chart.before, chart.after, chart.sum, chart.relative)
    assert abs(sum(number(row.shown) for row in chart.rows) - number(chart.sum)) <= Fraction(len(chart.rows), 200)
    assert ["7", "1", "6", "2", "3", "4", "5", "8"] == [row.code for row in chart.rows]


def test_losses_come_greatest_first_with_agency_and_texture() -> None:
    """8,57 points: SIPAS 1,63 before the survey on the civil service 1,39, for which Sở Nội vụ answers."""
    lost = page_of(*BY_DOMAIN).losses

    assert ("8,57", "3,49", "5,08") == (lost.total, lost.appraised, lost.surveyed)
    assert [("1,63", "cham"), ("1,39", "gach"), ("1,22", "td")] == [(row.points, row.texture) for row in lost.rows[:3]]
    assert "Sở Nội vụ" == lost.rows[1].agency
    assert sorted((number(row.points) for row in lost.rows), reverse=True) == [number(row.points) for row in lost.rows]
    assert 2022 == lost.year_before
    assert "7.1" in lost.repeated[0].title


def test_every_printed_index_agrees_within_rounding_and_the_page_says_which() -> None:
    """Equal for 1, 5 and the whole; within rounding for the other six (library, sources of the by-domain set)."""
    told = page_of(*BY_DOMAIN).agreement

    assert told is not None
    assert ["1", "5"] == [row.code for row in told.rows if row.is_equal]
    assert all(row.agrees for row in (*told.rows, told.whole))
    assert ("91,43", "91,43", "91,3705", "91,4815") == (
        told.whole.computed,
        told.whole.printed,
        told.whole.low,
        told.whole.high,
    )


def test_all_contradictions_of_the_report_are_listed_and_linked_from_their_figures() -> None:
    """The misprint 7,54 is note 1, and stands at the surveyed points of domain 5."""
    page = page_of(*BY_DOMAIN)

    assert 26 == len(page.contradictions)
    five = page.domains.rows[4].surveyed
    assert five is not None
    assert (1,) == five.notes
    assert "7,54 là in nhầm" in page.contradictions[0].says


def test_the_council_of_the_people_judged_lowest() -> None:
    """73,31 % and rank 56 of 63 (báo cáo Hà Nội, mục III.2.8)."""
    groups = page_of(*BY_DOMAIN).groups

    assert groups is not None
    assert ("73,31", "56", True) == (groups.rows[-1].percent, groups.rows[-1].rank, groups.rows[-1].is_lowest)
    assert "Đại biểu" in groups.lowest


# Hà Nội 2023, by item


def test_hanoi_by_item_says_that_it_is_another_result_and_leads_to_the_first() -> None:
    """91,42 from printed items, 91,43 from printed domains; the interval of the items holds 91,43."""
    page = page_of(*BY_ITEM)

    assert "91,42" == page.index
    assert [("91,42", True), ("91,43", False)] == [(other.shown, other.is_here) for other in page.others]
    assert page.agreement is not None
    assert page.agreement.whole.agrees
    assert ("91,42", "91,43", "91,2955", "91,5363") == (
        page.agreement.whole.computed,
        page.agreement.whole.printed,
        page.agreement.whole.low,
        page.agreement.whole.high,
    )


def test_surveyed_items_are_compared_in_percent_with_a_star_for_another_maximum() -> None:
    """2.4.3: 1,26 and 1,03 of 1,5 are 84* and 69*, then 83 and 86 of 1 (báo cáo Hà Nội, mục III.2.2)."""
    items = page_of(*BY_ITEM).items

    assert items is not None
    assert 22 == len(items.rows)
    row = next(row for row in items.rows if row.code == "2.4.3")
    assert [("84", True), ("69", True), ("83", False), ("86", False)] == [
        (year.shown, year.has_other_maximum) for year in row.years
    ]
    assert Fraction(3) == row.change
    new = next(row for row in items.rows if row.code == "4.1.5")
    assert ["–", "–", "83", "83"] == [year.shown for year in new.years]
    assert 1 == len(new.lines)


def test_a_result_without_the_items_leaves_them_to_the_other() -> None:
    """By domain no item can be opened."""
    assert page_of(*BY_DOMAIN).items is None


# The demonstration


def test_a_department_has_its_mean_grade_rounds_and_adjustments() -> None:
    """Everything that a computed block knows; nothing that only a report could tell."""
    page = page_of(*DEPARTMENT)

    assert ["Thứ hạng", "So với năm 2024", "Bình quân khối", "Xếp loại"] == [fact.label for fact in page.facts]
    assert page.grade
    assert page.rounds
    assert ["+", "−"] == [row.sign for row in page.domains.adjustments]
    assert (None, None, None, ()) == (page.agreement, page.items, page.groups, page.contradictions)
    assert not page.domains.has_rank


def test_a_unit_without_a_rank_says_why() -> None:
    """Scored, not ranked: the words of its sheet."""
    page = page_of("minh-hoa-trung-tam-phuc-vu-hanh-chinh-cong-tinh", 2025, "department-demo")

    assert "–" == page.facts[0].shown
    assert page.facts[0].remark


def test_a_unit_with_a_value_that_is_not_known_has_no_index() -> None:
    """An en dash, never 0; and no sum of losses is made up."""
    page = page_of("minh-hoa-ban-quan-ly-khu-kinh-te-tinh", 2023, "department-demo")

    assert ("–", "") == (page.index, page.losses.total)


@pytest.mark.parametrize("sample", [BY_DOMAIN, BY_ITEM, DEPARTMENT, ("minh-hoa-xa-van-vong", 2025, "commune-demo")])
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_pages_open_in_both_languages(client: Client, sample: tuple[str, int, str], prefix: str) -> None:
    """Real and demonstration results; only the latter carry the banner."""
    answer = client.get(prefix + reverse("publications:result", args=sample))

    assert 200 == answer.status_code
    assert sample[2].endswith("-demo") == ('class="mau"' in answer.content.decode())


def test_the_query_count_of_a_unit_does_not_grow_with_its_figures(
    client: Client, django_assert_num_queries: type
) -> None:
    """Seven for Hà Nội, the same for a department of a large block and its mean besides."""
    for sample, queries in ((BY_DOMAIN, 7), (BY_ITEM, 7), (DEPARTMENT, 8)):
        address = reverse("publications:result", args=sample)
        client.get(address)  # what never changes is read once
        with django_assert_num_queries(queries):
            client.get(address)


def test_templates_use_what_the_page_has_and_nothing_else(client: Client) -> None:
    """Every documented field is shown, and no template asks for one that is not there."""
    answer = client.get(reverse("publications:result", args=BY_DOMAIN))
    templates = (TEMPLATES / "result.html", *(TEMPLATES / "result").glob("*.html"))
    texts = [template.read_text(encoding="utf-8") for template in templates]

    assert isinstance(answer.context["page"], ResultPage)
    assert {field.name for field in dataclasses.fields(ResultPage)} == {
        name for text in texts for name in re.findall(r"\bpage\.(\w+)", text)
    }


# Units known by printed numbers alone


def test_a_unit_known_by_a_rank_alone_has_a_page_that_says_so(client: Client) -> None:
    """Hà Tĩnh prints ranks and no points: a dash, not a zero."""
    answer = client.get(reverse("publications:unit", args=["ha-tinh.so-ngoai-vu"]))
    page = answer.context["page"]

    assert isinstance(page, UnitPage)
    assert page.years
    assert all(row.is_printed and not row.address for row in page.years)
    assert "–" in {row.shown for row in page.years}


def test_a_unit_with_results_leads_to_them_year_by_year(client: Client) -> None:
    """Hà Nội: computed results open, printed ones lead to the table they stand in."""
    page = client.get(reverse("publications:unit", args=["ha-noi"])).context["page"]

    by_domain = next(row for row in page.years if row.year == 2023 and row.shown == "91,43" and row.address)
    assert reverse("publications:figure", args=[*BY_DOMAIN, "index"]) == by_domain.address
    assert ("92,57", "3", "63", True) == (
        page.years[0].shown,
        page.years[0].rank,
        page.years[0].ranked_units,
        page.years[0].is_printed,
    )


def test_former_units_stand_apart_with_where_they_belong_now(client: Client) -> None:
    """Hòa Bình is listed among the former provinces."""
    page = client.get(reverse("publications:units") + "?kind=province").context["page"]

    hoa_binh = next(listed for listed in page.former if listed.unit.key == "hoa-binh")
    assert ["Tỉnh Phú Thọ"] == [unit.name for unit in hoa_binh.now]
    assert "ha-noi" in {listed.unit.key for listed in page.units}
    assert 404 == client.get(reverse("publications:unit", args=["khong-co"])).status_code
