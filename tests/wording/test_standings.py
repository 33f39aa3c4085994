from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from parindex.engine.criteria.model import CriteriaSet, Grade, Prefer, TieBreak
from parindex.engine.criteria.rules import Words
from parindex.engine.evaluate import CycleResult, evaluate
from parindex.wording.standings import grade_sentence, grade_words, rank_sentence, unranked_words
from samples import branch, criteria, exact, given, leaf, sheet

NBSP = "\N{NO-BREAK SPACE}"
GRADES = (
    Grade("excellent", Words("Xuất sắc", "Excellent"), exact("90"), no_component_below=exact("80")),
    Grade("good", Words("Tốt", "Good"), exact("70"), from_included=False),
    Grade("fair", Words("Khá", "Fair"), None),
)
SET = criteria(branch("1", leaf("1.1", "8")), branch("2", leaf("2.1", "2")), grades={"*": GRADES})
UNITS = {"ha-noi": "Hà Nội", "hue": "Huế", "da-nang": "Đà Nẵng"}


def cycle(points: Mapping[str, tuple[str, str]], criteria_set: CriteriaSet = SET) -> CycleResult:
    """Units with the points of their two domains."""
    sheets = (sheet({"1.1": given(one), "2.1": given(two)}, unit=unit) for unit, (one, two) in points.items())
    return evaluate(criteria_set, sheets)


@pytest.mark.parametrize(
    ("points", "vi", "en"),
    [
        pytest.param(
            ("8", "1.8"),
            "Xếp loại Xuất sắc: 98,00_% (từ 90_% trở lên)",
            "Grade Excellent: 98.00% (90% or more)",
            id="reached",
        ),
        pytest.param(
            ("8", "1.5"),
            "Xếp loại Tốt: 95,00_% (trên 70_%); không đạt loại Xuất sắc, vì có chỉ số thành phần dưới 80_%: "
            "2 Lĩnh vực 2 75,00_%",
            "Grade Good: 95.00% (over 70%); not Excellent, because a component lies under 80%: 2 Domain 2 75.00%",
            id="denied by a component",
        ),
        pytest.param(("5", "2"), "Xếp loại Khá: 70,00_%", "Grade Fair: 70.00%", id="open below"),
    ],
)
def test_a_grade_says_what_it_took_and_what_denied_a_better_one(points: tuple[str, str], vi: str, en: str) -> None:
    """Threshold and component floor stand beside the grade."""
    result = cycle({"ha-noi": points}).units[0]

    assert vi.replace("_", NBSP) == grade_sentence(result)
    assert en == grade_sentence(result, language="en")


def test_without_a_grade_it_is_said_why() -> None:
    """No table gives no sentence, an unknown index none yet, and an index below all rows none at all."""
    high = replace(SET, grades={"*": GRADES[:1]})
    unanswered = evaluate(SET, [sheet({"1.1": given("8")})]).units[0]

    assert "" == grade_sentence(cycle({"hue": ("8", "2")}, replace(SET, grades={})).units[0])
    assert "Chưa xếp loại, vì chưa có Chỉ số CCHC" == grade_sentence(unanswered)
    assert f"Không xếp loại: 50,00{NBSP}% không thuộc mức nào" == grade_sentence(
        cycle({"hue": ("4", "1")}, high).units[0]
    )


def test_grades_are_told_by_what_they_ask_for() -> None:
    """A table of grades says threshold and floor of each row."""
    assert [
        f"từ 90{NBSP}% trở lên, không chỉ số thành phần nào dưới 80{NBSP}%",
        f"trên 70{NBSP}%",
        "mọi mức",
    ] == [grade_words(grade) for grade in GRADES]


def place(result: CycleResult, unit: str, language: str = "vi") -> str:
    """The place of a unit in words."""
    return rank_sentence(
        result.place(unit), result.ranking[0], result.criteria_set, units=UNITS, language=language
    ).replace(NBSP, "_")


def test_a_rank_is_told_with_the_number_of_units() -> None:
    """Third of so many, with the index it was taken from."""
    result = cycle({"ha-noi": ("8", "2"), "hue": ("6", "2"), "da-nang": ("7", "2")})

    assert "Xếp thứ 2 trên 3 đơn vị, đạt 90,00_%" == place(result, "da-nang")
    assert "Rank 3 of 3, with 80.00%" == place(result, "hue", "en")


def test_a_shared_rank_names_the_others() -> None:
    """Equal units share a rank, and each says with whom."""
    result = cycle({"ha-noi": ("8", "1"), "hue": ("7", "2"), "da-nang": ("1", "1")})

    assert "Đồng hạng 1 trên 3 đơn vị, cùng Huế; đều đạt 90,00_%" == place(result, "ha-noi")
    assert "Xếp thứ 3 trên 3 đơn vị, đạt 20,00_%" == place(result, "da-nang")


def test_a_tie_break_that_decided_is_named() -> None:
    """Units of equal percent that a written rule parts say by which figure."""
    ties = replace(SET, ties=(TieBreak("2.percent", Prefer.HIGHER),))
    result = cycle({"ha-noi": ("8", "1"), "hue": ("7", "2")}, ties)

    assert (
        "Xếp thứ 1 trên 2 đơn vị, đạt 90,00_%; có đơn vị cùng mức, thứ hạng phân định theo "
        "2 Lĩnh vực 2: tỷ lệ % so với điểm tối đa"
    ) == place(result, "hue")


def test_units_without_a_place_say_why() -> None:
    """A unit that takes no place is told with the reason, in its own words where the sheet has them."""
    scored = sheet(
        {"1.1": given("8"), "2.1": given("2")}, unit="hue", is_ranked=False, unranked_reason="Cơ quan đặc thù."
    )
    result = evaluate(
        SET, [scored, sheet({"1.1": given("8")}), sheet({"1.1": given("8"), "2.1": given("2")}, unit="x")]
    )
    reasons = {place.unit: unranked_words(place) for place in result.ranking[0].unranked}

    assert {
        "hue": "được chấm, không xếp hạng: Cơ quan đặc thù",
        "ha-noi": "chưa đủ số liệu: có tiêu chí chưa có điểm",
        "x": "đơn vị duy nhất của khối có thể xếp hạng",
    } == reasons
    assert "Được chấm, không xếp hạng: Cơ quan đặc thù" == place(result, "hue")
