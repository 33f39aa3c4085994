from __future__ import annotations

import hashlib
import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from parindex.engine.answers.model import AnswerSheet, Round, UnitName
from parindex.engine.criteria.load import load_criteria_set
from parindex.engine.evaluate import evaluate
from parindex.files.yaml import read_yaml
from parindex.web.publications.actions import Computation, PrintedTable, PrintedUnit, publish
from parindex.web.publications.pages.ranking import Row
from parindex.web.publications.views.rankings import RankingPage
from samples import given
from web_samples import block, publication

pytestmark = pytest.mark.django_db

HOA_BINH_2023 = "/publications/hoa-binh-2023/departments-2023"
HOA_BINH_2024 = "/publications/hoa-binh-2024/departments-2024"
COMMUNES = "/publications/minh-hoa-2025/communes"
DEPARTMENTS = "/publications/minh-hoa-2024/departments"
Shown = Callable[[str], RankingPage]


@pytest.fixture
def shown(client: Client) -> Shown:
    """The record of the page at an address."""

    def open_page(address: str) -> RankingPage:
        page = client.get(address).context["page"]
        assert isinstance(page, RankingPage)
        return page

    return open_page


def row(page: RankingPage, name: str) -> Row:
    """The row of a unit."""
    [found] = [row for row in page.standings.rows if row.name == name]
    return found


def test_equal_percents_share_a_rank_though_the_source_parts_them(shown: Shown) -> None:
    """Hòa Bình 2023: Sở Tư pháp and Ban Dân tộc both print 90,59; the source says 6 and 7, the page 6, 6 and then 8."""
    page = shown(HOA_BINH_2023)
    places = [(row.rank, row.is_tied, row.shown) for row in page.standings.rows if row.rank in {5, 6, 8}]

    assert [(5, False, "91,14"), (6, True, "90,59"), (6, True, "90,59"), (8, False, "90,21")] == places
    assert 7 == row(page, "Ban Dân tộc").printed_rank
    assert row(page, "Sở Tư pháp").printed_rank is None


def test_the_order_of_two_equal_prints_is_called_open(shown: Shown) -> None:
    """What rounding of the printed figures leaves open stands under what cannot be said."""
    verdict = shown(HOA_BINH_2023).verdict

    assert any("cùng in 90,59" in sentence for sentence in verdict.unsaid)
    assert not any("làm tròn" in sentence for sentence in verdict.said)


def test_the_first_the_last_and_the_closest_are_told_with_their_distance(shown: Shown) -> None:
    """Hòa Bình 2024: 93,82 − 93,42; 87,63 − 81,09; the closest two are 87,65 and 87,63."""
    verdict = shown(HOA_BINH_2024).verdict

    assert [
        "Sở Nội vụ đứng đầu với 93,82\N{NO-BREAK SPACE}%, hơn đơn vị thứ hai 0,40 điểm phần trăm.",
        "Sở Tài nguyên và Môi trường đứng cuối với 81,09\N{NO-BREAK SPACE}%, kém đơn vị liền trên 6,54 điểm phần trăm.",
    ] == list(verdict.said[:2])
    assert 3 == len(verdict.said)
    assert "0,02 điểm phần trăm, giữa Thanh tra tỉnh và Sở Giáo dục và Đào tạo" in verdict.unsaid[-1]


def test_changes_are_percentage_points_and_places(shown: Shown) -> None:
    """Sở Tư pháp: 93,42 after 90,59 and rank 2 after 6; a unit without a printed figure of 2023 has no change."""
    page = shown(HOA_BINH_2024)
    moved = row(page, "Sở Tư pháp").moved

    assert moved is not None
    assert ("283/100", 6, 4) == (str(moved.percentage_points), moved.rank, moved.places)
    assert row(page, "Sở Y tế").moved is None
    assert 2023 == page.standings.earlier_year


def test_satisfaction_stands_beside_as_it_was_printed(shown: Shown) -> None:
    """SIPAS is a column of its own in a frame of 100; a points column without a known maximum has no frame."""
    sipas = row(shown(HOA_BINH_2024), "Sở Nội vụ").cells[0]
    evidence = row(shown(HOA_BINH_2023), "Sở Nội vụ").cells[0]

    assert ("98,89", "59.3") == (sipas.shown, sipas.bar)
    assert ("58,50", "") == (evidence.shown, evidence.bar)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("q=so+tu+phap", ["Sở Tư pháp"]),
        ("q=DAN+TOC", ["Ban Dân tộc"]),
        ("q=khong+co", []),
        ("sort=name&q=cong", ["Ban Quản lý các khu công nghiệp", "Sở Công Thương", "Sở Khoa học và Công nghệ"]),
        ("sort=nonsense&q=tu+phap", ["Sở Tư pháp"]),
        ("grade=nonsense&q=tu+phap", ["Sở Tư pháp"]),
    ],
    ids=["without diacritics", "capitals", "nothing", "by name", "unknown order", "unknown grade"],
)
def test_the_address_narrows_and_sorts(shown: Shown, asked: str, expected: list[str]) -> None:
    """What the address cannot mean is left out; nothing else changes."""
    assert expected == [row.name for row in shown(f"{HOA_BINH_2024}?{asked}").shown]


def test_sorting_by_change_puts_the_greatest_rise_first_and_the_unknown_last(shown: Shown) -> None:
    """+2,83, +0,87, … −3,07, and then the eight units without a figure of 2023."""
    rows = shown(f"{HOA_BINH_2024}?sort=change").shown
    known = [row.moved.percentage_points for row in rows if row.moved is not None and row.moved.percentage_points]

    assert ["Sở Tư pháp", "Sở Thông tin và Truyền thông"] == [row.name for row in rows[:2]]
    assert known == sorted(known, reverse=True)
    assert [None] * 8 == [row.moved for row in rows[-8:]]


def test_names_near_to_what_finds_nothing_are_offered(client: Client) -> None:
    """“so tai nguyen nuoc” finds no department; the page says so and names the nearest."""
    page = client.get(f"{HOA_BINH_2024}?q=so+tai+nguyen+nuoc").content.decode()

    assert "Không có đơn vị nào trong bảng khớp với “so tai nguyen nuoc”." in page
    assert ">Sở Tài nguyên và Môi trường</a>" in page


def test_grades_come_with_what_they_ask_for(shown: Shown) -> None:
    """The demonstration set: five grades, the best from 90 % without a domain under 80 %; the filter counts each."""
    page = shown(DEPARTMENTS)

    assert ("Xuất sắc", "từ 90\N{NO-BREAK SPACE}% trở lên, không chỉ số thành phần nào dưới 80\N{NO-BREAK SPACE}%") == (
        page.grade_rules[0]
    )
    assert len(page.standings.rows) == sum(choice.count or 0 for choice in page.grades)
    excellent = shown(f"{DEPARTMENTS}?grade=xuat-sac").shown
    assert {"Xuất sắc"} == {row.grade_title for row in excellent}
    assert page.grades[0].count == len(excellent)


def test_own_maxima_are_shown_where_they_differ(shown: Shown) -> None:
    """A unit to which not everything applies is ranked by percent of less than 100."""
    assert shown(DEPARTMENTS).standings.has_points
    assert not shown(HOA_BINH_2024).standings.has_points


def test_dots_stand_within_the_track_in_the_order_of_the_percents(shown: Shown) -> None:
    """The scale begins and ends at a step of five around all percents."""
    standings = shown(DEPARTMENTS).standings
    dots = [float(row.dot) for row in standings.ranked]

    assert standings.track is not None
    assert standings.track.least % 5 == standings.track.most % 5 == 0
    assert dots == sorted(dots, reverse=True)
    assert 6 <= min(dots) <= max(dots) <= 110


def test_ranks_alone_are_shown_as_ranks_alone(shown: Shown) -> None:
    """Hà Tĩnh 2023 prints ranks without points: no percent, no track, no change in points."""
    page = shown("/publications/ha-tinh-2023/departments-2023")

    assert not page.standings.has_percents
    assert page.standings.track is None
    assert "" == page.standings.rows[0].shown
    assert any("chỉ in thứ hạng" in sentence for sentence in page.verdict.unsaid)
    assert ("Thứ hạng năm 2022",) == tuple(column.title for column in page.standings.columns[:1])


def test_missing_ranks_of_a_partial_table_are_said_where_they_are_missing(shown: Shown) -> None:
    """National 2024: ranks 1, 2, 3 and then 12: four to eleven have no public figures, and nobody is moved up."""
    page = shown("/publications/national-2024/par-2024")
    gaps = {row.rank: row.missing_ranks for row in page.standings.rows}

    assert (4, 11) == gaps[12]
    assert gaps[3] is None
    assert any("7 trên 63" in sentence for sentence in page.verdict.unsaid)


def test_printed_tables_are_compared_with_the_table_of_the_year_before(shown: Shown) -> None:
    """Hải Phòng: 96,17 after 91,87, first after second; what was not printed in 2023 has no change."""
    page = shown("/publications/national-2024/par-2024")
    moved = row(page, "Hải Phòng").moved

    assert moved is not None
    assert ("43/10", 2, 1) == (str(moved.percentage_points), moved.rank, moved.places)
    assert row(page, "Sơn La").moved is None


def test_the_same_table_of_other_years_is_a_link_away(shown: Shown) -> None:
    """Both Hòa Bình years; the tables of one place are not mixed with those of another or of another kind."""
    assert [2023, 2024] == [other.publication.year for other in shown(HOA_BINH_2024).years]
    assert [2020, 2021, 2022, 2023] == [
        other.publication.year for other in shown("/publications/ha-noi-2023/by-item").years
    ]


def test_a_superseded_ranking_says_so_and_keeps_to_itself(client: Client) -> None:
    """Its figures open in the publication that was replaced, and the current one is named."""
    publish(publication(), [block()])
    publish(
        publication("thu-2024-2", supersedes="thu-2024", correction="Nhập nhầm."),
        [block({"thu.a": "80", "thu.b": "9"})],
    )
    page = client.get("/publications/thu-2024/departments").content.decode()

    assert "Bản này đã được thay." in page
    assert "Nhập nhầm." in page
    assert "/results/thu.a/2024/published-percent/index.percent?publication=thu-2024" in page
    assert "?publication=" not in client.get("/publications/thu-2024-2/departments").content.decode()


def test_units_without_a_rank_stand_last_with_the_reason(client: Client, shown: Shown) -> None:
    """A unit alone in its block takes no place, and says why."""
    publish(publication(), [block({"thu.a": "91.43"})])
    page = shown("/publications/thu-2024/departments")

    assert (None, "chỉ có một đơn vị trong khối") == (page.standings.rows[0].rank, page.standings.rows[0].reason)
    assert "chỉ có một đơn vị trong khối" in client.get("/publications/thu-2024/departments").content.decode()


def test_english_pages_name_units_in_english_where_they_still_bear_the_name(client: Client) -> None:
    """The demonstration province has English names; the link and the figure are the same."""
    page = client.get(f"/en{DEPARTMENTS}").content.decode()

    assert ">Department of Home Affairs</a>" in page
    assert ">Sở Nội vụ</a>" not in page
    assert "Department of Home Affairs, 91.34%" in page


def test_words_of_a_publication_are_no_markup(client: Client) -> None:
    """Names and remarks come out as they were written, never as elements."""
    table = PrintedTable(rows=[PrintedUnit("thu.x", "<script>x</script>", 1, "90.00", remark="<b>đậm</b>")])
    publish(publication(), [block(computation=None, printed=table)])
    page = client.get("/publications/thu-2024/departments?q=%3Cscript%3E").content.decode()

    assert "<script>x" not in page
    assert "<b>đậm" not in page


@pytest.mark.parametrize("address", [COMMUNES, DEPARTMENTS], ids=["126 communes", "22 departments"])
def test_queries_do_not_grow_with_the_units(client: Client, address: str) -> None:
    """As many for 126 units as for 22."""
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        client.get(address)

    assert len(asked) <= 11


def test_the_list_of_rankings_holds_each_once_by_kind(client: Client) -> None:
    """By kind of unit, newest first; a table in which nobody has a place is no ranking."""
    page = client.get("/rankings").context["page"]
    listed = [row.summary.block.pk for _kind, rows in page.groups for row in rows]
    real = [row.summary.block for _kind, rows in page.groups for row in rows]
    years = [
        [block.publication.year for block in real if block.kind == kind and not block.publication.is_demonstration]
        for kind in page.kinds
    ]

    assert len(listed) == len(set(listed)) == page.found
    assert all(of_kind == sorted(of_kind, reverse=True) for of_kind in years)
    assert not any(row.summary.block.slug == "by-item" for _kind, rows in page.groups for row in rows)


def test_rankings_are_found_by_place_without_diacritics(client: Client) -> None:
    """“hoa binh” finds its three tables, “hoa bim” none but says what is near."""
    found = client.get("/rankings?q=hoa+binh").context["page"]
    nothing = client.get("/rankings?q=hoa+bimh&kind=department").context["page"]

    assert 3 == found.found
    assert 0 == nothing.found
    assert any("Hòa Bình" in name for name in nothing.near)


def test_every_percent_of_a_computed_ranking_opens(client: Client) -> None:
    """19 departments, 19 figures with an accessible name, each of them there."""
    page = client.get(HOA_BINH_2024).content.decode()
    links = re.findall(r'<a class="mo-so n" href="([^"]+)" aria-label="([^"]+)"', page)

    assert 19 == len(links)
    assert "Sở Nội vụ, 93,82" in links[0][1]
    assert 200 == client.get(links[0][0]).status_code


TIED = """
kind: criteria_set
id: hai-muc
revision: "1"
title: {vi: Hai mục}
edition: thử
decision: {number: 00/QĐ}
maximum: 100
display: {decimals: 2, percent_decimals: 2, rounding: half_up}
ranking: {by: percent, ties: [{key: "2", prefer: higher}]}
nodes:
  - code: "1"
    title: {vi: Mục một}
    maximum: 60
    source: appraisal
    missing: unknown
    rule: {kind: given}
    examples: [{entry: {points: 1}, points: 1}]
  - code: "2"
    title: {vi: Mục hai}
    maximum: 40
    source: appraisal
    missing: unknown
    rule: {kind: given}
    examples: [{entry: {points: 1}, points: 1}]
"""


def test_the_tie_break_that_parted_two_units_is_named(client: Client, shown: Shown) -> None:
    """Both 90: the one with more at item 2 goes first, the page says by what; nothing appraised needs no survey."""
    tree, _ = read_yaml(TIED.encode(), file="hai-muc.yaml")
    digest = hashlib.sha256(TIED.encode()).hexdigest()
    criteria_set, problems = load_criteria_set(tree, file="hai-muc.yaml", sha256=digest)
    assert criteria_set is not None, problems
    points = {"thu.a": ("60", "30"), "thu.b": ("50", "40"), "thu.c": ("10", "10")}
    sheets = [
        AnswerSheet(
            set_id="hai-muc",
            unit=UnitName(key, f"Sở {key}", "departments"),
            answers={"1": {Round.COUNCIL: given(first)}, "2": {Round.COUNCIL: given(second)}},
        )
        for key, (first, second) in points.items()
    ]
    publish(publication(), [block(computation=Computation(evaluate(criteria_set, sheets), TIED.encode()))])
    page = shown("/publications/thu-2024/departments")

    assert [("Sở thu.b", 1), ("Sở thu.a", 2), ("Sở thu.c", 3)] == [(row.name, row.rank) for row in page.standings.rows]
    assert "mục hai" in page.standings.rows[0].decided_by.lower()
    assert ("2 Mục hai",) == page.ties
    assert "chỉ số bằng nhau; phân hạng theo" in client.get("/publications/thu-2024/departments").content.decode()
    assert () == page.verdict.unsaid
