from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.test import Client

from parindex.web.publications.pages.compare import CriterionRow, Group
from parindex.web.publications.pages.relations import Sign
from parindex.web.publications.views.compare import ComparePage

pytestmark = pytest.mark.django_db

Shown = Callable[..., ComparePage]


@pytest.fixture
def shown(client: Client) -> Shown:
    """The record of the page that is asked for."""

    def open_page(asked: str = "") -> ComparePage:
        page = client.get(f"/compare?{asked}").context["page"]
        assert isinstance(page, ComparePage)
        return page

    return open_page


def group(page: ComparePage, key: str) -> Group:
    """The group of a unit of today."""
    [found] = [one for one in page.shown if one.unit.key == key]
    return found


def criterion(page: ComparePage, code: str) -> CriterionRow:
    """The row of a criterion."""
    assert page.criteria is not None
    [found] = [row for row in page.criteria.rows if row.code == code]
    return found


def test_63_provinces_became_34_and_11_go_on(shown: Shown) -> None:
    """Nghị quyết số 202/2025/QH15: 34 units, of which ten as they were, Huế renamed and 23 merged."""
    reform = shown().reform

    assert reform is not None
    assert (63, 34, 11, 23) == (reform.before, reform.after, reform.continued, reform.started)


def test_a_merged_unit_has_no_earlier_result_and_none_is_made(shown: Shown) -> None:
    """Phú Thọ: no figure of 2023 or 2024, three predecessors with theirs, and the verdict says why."""
    merged = group(shown("q=hoa+binh"), "tinh-phu-tho")

    assert merged.is_new_old
    assert merged.is_new_new
    assert (None, None, None) == (merged.own.old, merged.own.new, merged.own.told.percentage_points)
    assert {"vinh-phuc", "hoa-binh", "phu-tho"} == {line.unit.key for line in merged.predecessors}
    assert merged.verdict is not None
    assert Sign.NO is merged.verdict.sign
    assert "không cộng, không lấy trung bình" in merged.verdict.reason


def test_a_former_name_tells_where_it_belongs_now(client: Client, shown: Shown) -> None:
    """“hoa binh”: now part of Phú Thọ together with two others; 88,18 %, rank 37 of 63 in 2024."""
    [belonging] = shown("q=hoa+binh").belongings
    page = re.sub("[ \n]+", " ", client.get("/compare?q=hoa+binh").content.decode())

    assert ("tinh-phu-tho", 2024, 63) == (belonging.now.key, belonging.year, belonging.ranked)
    assert ("Phú Thọ (cũ)", "Vĩnh Phúc") == belonging.others
    assert "<b>Hòa Bình</b> nay thuộc <b>tỉnh Phú Thọ</b>, cùng Phú Thọ (cũ), Vĩnh Phúc." in page
    assert "88,18\N{NO-BREAK SPACE}%, hạng 37 trên 63." in page


def test_a_unit_that_stayed_is_compared_in_percentage_points(shown: Shown) -> None:
    """Hà Nội 2022 to 2023: +1,85 percentage points, which is +2,07 % relative; the set is the same."""
    hanoi = group(shown("from=2022&to=2023&q=ha+noi"), "ha-noi")

    assert "37/20" == str(hanoi.own.told.percentage_points)
    assert "9250/4479" == str(hanoi.own.told.relative_percent)
    assert hanoi.verdict is not None
    assert Sign.YES is hanoi.verdict.sign


def test_points_percentage_points_and_relative_percent_have_their_own_words(client: Client) -> None:
    """1,85 under “điểm phần trăm”, 2,07 % with “tương đối”; never a bare percent for a change."""
    page = client.get("/compare?from=2022&to=2023&q=ha+noi").content.decode()

    assert "tương đối +2,07\N{NO-BREAK SPACE}%" in page
    assert "điểm phần trăm" in page
    assert "tăng tương đối 2,07" in page


def test_years_across_a_new_criteria_set_are_compared_in_percent_only(shown: Shown) -> None:
    """2020 to 2023: Decision 876/QĐ-BNV came between."""
    hanoi = group(shown("from=2020&to=2023&q=ha+noi"), "ha-noi")

    assert hanoi.verdict is not None
    assert Sign.PERCENT is hanoi.verdict.sign
    assert "876/QĐ-BNV" in hanoi.verdict.reason


def test_a_unit_without_both_figures_is_not_compared(shown: Shown) -> None:
    """Quảng Ninh 2024 was not printed: no change, no verdict, and no zero."""
    found = group(shown("q=quang+ninh"), "quang-ninh")

    assert found.own.old is not None
    assert (None, None) == (found.own.new, found.own.told.percentage_points)
    assert found.verdict is None


def test_only_what_can_be_compared_is_drawn_out_unless_asked(shown: Shown) -> None:
    """Four of 34 groups have a line with both years; the others are named; all are shown where asked for."""
    page, whole = shown(), shown("all=1")

    assert {"ha-noi", "thanh-pho-hai-phong", "thanh-pho-ho-chi-minh", "tinh-phu-tho"} == {
        one.unit.key for one in page.shown
    }
    assert 30 == len(page.hidden)
    assert (34, 0) == (len(whole.shown), len(whole.hidden))


@pytest.mark.parametrize(
    "asked",
    ["from=2024&to=2023", "from=1999&to=2023", "from=2023&to=2023", "from=x&to=%00", f"from={'9' * 5000}&to=2024"],
    ids=["the wrong way round", "no such year", "the same year", "no years", "too long"],
)
def test_years_that_cannot_be_compared_give_the_last_two(shown: Shown, asked: str) -> None:
    """The older stands first; what the address cannot mean is left out."""
    page = shown(asked)

    assert (2023, 2024) == (page.old, page.new)


def test_a_criterion_with_another_maximum_is_compared_in_percent_only(shown: Shown) -> None:
    """2.4.3: 1,03 of 1,5 in 2021 against 0,86 of 1 in 2023 (Báo cáo Hà Nội 2023, mục III.2.2)."""
    row = criterion(shown("old=2021&new=2023"), "2.4.3")

    assert ("1,03/1,5", "0,86/1") == (row.old, row.new)
    assert Sign.PERCENT is row.verdict.sign
    assert row.told.points is None
    assert "từ 68,67\N{NO-BREAK SPACE}% đến 86,00\N{NO-BREAK SPACE}%" == row.percents


def test_a_criterion_that_stayed_is_compared_in_points(shown: Shown) -> None:
    """2.4.1: 0,79 and 0,81 of the same 1 point."""
    row = criterion(shown("old=2021&new=2023"), "2.4.1")

    assert ("0,79/1", "0,81/1", "1/50") == (row.old, row.new, str(row.told.points))
    assert Sign.YES is row.verdict.sign


def test_a_new_criterion_has_no_older_side(shown: Shown) -> None:
    """4.1.5 is new since 2022."""
    row = criterion(shown("old=2021&new=2023"), "4.1.5")

    assert ("", "0,83/1") == (row.old, row.new)
    assert Sign.NO is row.verdict.sign


def test_figures_of_criteria_open(client: Client, shown: Shown) -> None:
    """Both sides lead to the page of the figure of their year."""
    row = criterion(shown("old=2021&new=2023"), "2.4.3")

    assert [200, 200] == [client.get(address).status_code for address in (row.old_address, row.new_address)]
    assert "/results/ha-noi/2021/province-2020/2.4.3" == row.old_address


def test_the_drawing_joins_every_former_unit_to_its_own(shown: Shown) -> None:
    """63 curves and 34 dots; the chosen three are drawn last, on top, and named."""
    drawing = shown("q=hoa+binh").wide

    assert (63, 63, 34) == (len(drawing.curves), len(drawing.before), len(drawing.after))
    assert ["chon"] * 3 == [curve.kind for curve in drawing.curves[-3:]]
    assert {"Hòa Bình", "Phú Thọ", "Vĩnh Phúc", "Tỉnh Phú Thọ"} <= {label.words for label in drawing.labels}


def test_a_name_that_is_not_there_offers_those_near_to_it(shown: Shown) -> None:
    """“hoa bimh” is no province; Hòa Bình is near."""
    page = shown("q=hoa+bimh")

    assert () == page.shown
    assert "Hòa Bình" in page.near
