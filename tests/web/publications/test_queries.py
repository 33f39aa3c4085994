from __future__ import annotations

import datetime as dt

import pytest

from parindex.web.publications import queries
from parindex.web.publications.actions import publish
from web_samples import NOW, SET, block, publication

pytestmark = pytest.mark.django_db

EMBARGO = dt.datetime(2026, 6, 1, 8, 0, tzinfo=dt.UTC)
SECOND = dt.timedelta(seconds=1)


def test_a_publication_is_nowhere_before_its_second() -> None:
    """Before the embargo ends it is absent from lists, results, units and search; at that very second it is there."""
    publish(publication(visible_from=EMBARGO), [block()])
    before, after = EMBARGO - SECOND, EMBARGO

    def seen(now: dt.datetime) -> list[bool]:
        return [
            any(found.slug == "thu-2024" for found in queries.publications(now)),
            queries.publication("thu-2024", now) is not None,
            queries.block("thu-2024", "departments", now) is not None,
            queries.result_of("thu.a", 2024, SET, now=now) is not None,
            queries.result_of("thu.a", 2024, SET, now=now, slug="thu-2024") is not None,
            queries.unit("thu.a", now) is not None,
            queries.unit("tinh-thu", now) is not None,
            bool(queries.search("thu.a", now)[0]),
        ]

    assert [False] * 8 == seen(before)
    assert [True] * 8 == seen(after)


def test_units_that_were_never_published_are_found_by_nobody() -> None:
    """A unit of an embargoed publication has no history and is not among the units that may be found."""
    publish(publication(visible_from=EMBARGO), [block()])
    unit = queries.unit("thu.a", EMBARGO)

    assert unit is not None
    assert () == queries.results_of_unit(unit.id, EMBARGO - SECOND)
    assert 1 == len(queries.results_of_unit(unit.id, EMBARGO))


def test_a_correction_takes_the_place_of_what_it_corrects_and_hides_nothing() -> None:
    """The current result is the corrected one; the earlier stays readable under the name of its publication."""
    publish(publication(), [block()])
    corrected = publication("thu-2024-2", supersedes="thu-2024", correction="Nhập nhầm.", visible_from=EMBARGO)
    publish(corrected, [block({"thu.a": "80", "thu.b": "90.59", "thu.c": "90.59"})])

    def percent(now: dt.datetime, slug: str | None = None) -> str:
        found = queries.result_of("thu.a", 2024, SET, now=now, slug=slug)

        assert found is not None
        return f"{found.publication.slug} {found.result.percent} {found.is_current}"

    earlier = queries.publication("thu-2024", NOW)

    assert earlier is not None
    assert "thu-2024 9143/100 True" == percent(EMBARGO - SECOND)
    assert "thu-2024-2 80 True" == percent(NOW)
    assert "thu-2024 9143/100 False" == percent(NOW, "thu-2024")
    assert "thu-2024-2" == getattr(queries.successor(earlier, NOW), "slug", None)
    assert queries.successor(earlier, EMBARGO - SECOND) is None
    assert ["thu-2024-2"] == [found.slug for found in queries.publications(NOW) if found.slug.startswith("thu-2024")]


def test_a_unit_lists_all_its_years_newest_first() -> None:
    """Computed results come before printed ones of the same year."""
    hanoi = queries.unit("ha-noi", NOW)

    assert hanoi is not None
    years = [(found.year, found.is_printed) for found in queries.results_of_unit(hanoi.id, NOW)]

    assert years == sorted(years, key=lambda found: (-found[0], found[1]))
    assert {2012, 2018, 2020, 2021, 2022, 2023, 2024} <= {year for year, _ in years}


def test_the_ranking_of_the_year_before_is_the_one_of_the_same_authority_and_block() -> None:
    """The change in a ranking is against this block; a block without a year before has none."""
    shown = queries.block("hoa-binh-2024", "departments-2024", NOW)
    first = queries.block("hoa-binh-2023", "departments-2023", NOW)

    assert shown is not None
    assert first is not None
    assert "departments-2023" == getattr(queries.previous_block(shown, NOW), "slug", None)
    assert queries.previous_block(first, NOW) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("hoa binh", ("Hòa Bình", ("Tỉnh Phú Thọ",)), id="a former province and where it belongs now"),
        pytest.param("HÒA BÌNH", ("Hòa Bình", ("Tỉnh Phú Thọ",)), id="case and diacritics do not matter"),
        pytest.param("phu tho", ("Phú Thọ", ("Tỉnh Phú Thọ",)), id="a former one of the same name goes first"),
        pytest.param("da nang", ("Đà Nẵng", ("Thành phố Đà Nẵng",)), id="Đ is found by d"),
    ],
)
def test_units_are_found_by_old_and_new_names(text: str, expected: tuple[str, tuple[str, ...]]) -> None:
    """A search finds a unit by any name it had, and says to which unit it belongs now."""
    found = queries.search(text, NOW)[0][0]

    assert expected == (found.unit.name, tuple(unit.name for unit in found.now))


def test_a_department_is_told_with_its_province() -> None:
    """Departments of the same name are told apart by the unit above them."""
    found = queries.search("so tu phap", NOW)[0]
    parents = {answer.unit.key: answer.parent.name for answer in found if answer.parent is not None}

    assert "Hòa Bình" == parents["hoa-binh.so-tu-phap"]


def test_criteria_are_found_by_code_and_by_words() -> None:
    """The code alone finds the criterion of every set that has it; words find titles without diacritics."""
    by_code = queries.search("1.7", NOW)[1]
    by_words = queries.search("thu tuong chinh phu giao", NOW)[1]

    assert ("province-2022", "1.7") in {(node.set_id, node.code) for node in by_code}
    assert ("province-2022", "1.7") in {(node.set_id, node.code) for node in by_words}
