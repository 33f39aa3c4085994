from __future__ import annotations

import datetime as dt

import pytest

from parindex.web.units.actions import LineageEventKind, LineageRecord, UnitRecord, record_lineage, register_units
from parindex.web.units.queries import latest_names, lineage_of, search, successors

pytestmark = pytest.mark.django_db

DAY = dt.date(2025, 3, 1)


def units(*names: str) -> dict[str, int]:
    """Departments by their names; the keys are ``thu.0``, ``thu.1`` and so on."""
    return register_units(UnitRecord(f"thu.{place}", name, "department") for place, name in enumerate(names))


def found(text: str, ids: dict[str, int]) -> list[str]:
    """Names that a search finds among these units."""
    return [answer.unit.name for answer in search(text, ids.values())]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("so tu phap", ["Sở Tư pháp"], id="bare"),
        pytest.param("SỞ TƯ PHÁP", ["Sở Tư pháp"], id="capitals"),
        pytest.param("tư", ["Sở Kế hoạch và Đầu tư", "Sở Tư pháp"], id="one word of several names"),
        pytest.param("dau tu", ["Sở Kế hoạch và Đầu tư"], id="Đ by d"),
        pytest.param("ubnd tinh ke hoach", ["Sở Kế hoạch và Đầu tư"], id="the kind before a name does not matter"),
        pytest.param("oa hoc", [], id="not from the middle of a word"),
        pytest.param("ho", ["Sở Kế hoạch và Đầu tư", "Sở Khoa học"], id="the beginning of a word is enough"),
        pytest.param("  ", [], id="nothing"),
        pytest.param("%", [], id="no wildcard"),
    ],
)
def test_names_are_found_by_the_beginnings_of_their_words(text: str, expected: list[str]) -> None:
    """Every word that was typed must begin a word of the name."""
    ids = units("Sở Tư pháp", "Sở Kế hoạch và Đầu tư", "Sở Khoa học")

    assert sorted(expected) == sorted(found(text, ids))


def test_the_whole_name_comes_before_longer_ones() -> None:
    """Whoever types a name gets the unit of that name first."""
    ids = units("Sở Y tế dự phòng", "Sở Y tế", "Trung tâm Y tế")

    assert "Sở Y tế" == found("so y te", ids)[0]
    assert "Sở Y tế" == found("y te", ids)[0]


def test_units_that_may_not_be_found_are_not_found() -> None:
    """The search looks only among the units it is given."""
    ids = units("Sở Tư pháp", "Sở Y tế")

    assert [] == found("tu phap", {"thu.1": ids["thu.1"]})


def test_a_unit_that_took_others_in_goes_on() -> None:
    """In a merger the unit that survives has no successor; the one that ended has."""
    ids = units("Sở Tài chính", "Sở Kế hoạch và Đầu tư")
    record_lineage([LineageRecord(LineageEventKind.MERGE, DAY, "QĐ", ("thu.0", "thu.1"), ("thu.0",))])

    assert {ids["thu.1"]: ["Sở Tài chính"]} == {
        unit: [after.name for after in now] for unit, now in successors(ids.values()).items()
    }


def test_a_unit_that_was_split_goes_on_where_it_is_among_the_parts() -> None:
    """A split names the old unit among the new ones, or ends it."""
    ids = units("Văn phòng", "Trung tâm", "Sở Lao động", "Sở Nội vụ", "Sở Y tế")
    record_lineage(
        [
            LineageRecord(LineageEventKind.SPLIT, DAY, "QĐ", ("thu.0",), ("thu.0", "thu.1")),
            LineageRecord(LineageEventKind.DISSOLVE, DAY, "QĐ", ("thu.2",), ("thu.3", "thu.4")),
        ]
    )

    assert {ids["thu.2"]} == successors(ids.values()).keys()
    assert ["Sở Nội vụ", "Sở Y tế"] == sorted(unit.name for unit in successors([ids["thu.2"]])[ids["thu.2"]])
    assert ["split"] == [event.event for event in lineage_of(ids["thu.1"])]


def test_a_renamed_unit_is_one_unit_with_two_names() -> None:
    """It is called by its last name, and found by both."""
    ids = register_units(
        [
            UnitRecord("thu.x", "Ban Dân tộc", "department", valid_to=DAY - dt.timedelta(days=1)),
            UnitRecord("thu.x", "Sở Dân tộc và Tôn giáo", "department", valid_from=DAY),
        ]
    )
    unit = ids["thu.x"]

    assert "Sở Dân tộc và Tôn giáo" == latest_names([unit])[unit].name
    assert ("Ban Dân tộc",) == search("dan toc", [unit])[0].formerly


def test_registering_again_adds_nothing() -> None:
    """A version that begins the same day is there already, and so is the event of a day."""
    ids = units("Sở Tư pháp", "Sở Y tế")
    event = LineageRecord(LineageEventKind.MERGE, DAY, "QĐ", ("thu.0",), ("thu.1",))
    record_lineage([event, event])

    assert ids == units("Sở Tư pháp", "Sở Y tế")
    assert 1 == len(lineage_of(ids["thu.0"]))
