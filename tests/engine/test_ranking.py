"""Ranks within blocks: unrounded, shared or parted by a listed tie-break, with the reason where there is none."""

from __future__ import annotations

from fractions import Fraction

import pytest

from parindex.engine.answers.model import Grant
from parindex.engine.criteria.model import CriteriaSet, Prefer, Source, TieBreak
from parindex.engine.evaluate import evaluate
from parindex.engine.ranking import Ranked, Unranked, UnrankedReason
from samples import branch, criteria, exact, given, leaf, sheet

ONE_LEAF = criteria(leaf("1", "100"))
PARTS = (branch("1", leaf("1.1", "60"), leaf("1.2", "40", source=Source.SURVEY)),)


def places(criteria_set: CriteriaSet, points: dict[str, dict[str, str]]) -> list[tuple[str, int, bool]]:
    """Unit, rank and whether it is shared, in the order of the ranking."""
    sheets = [sheet({code: given(value) for code, value in own.items()}, unit=unit) for unit, own in points.items()]
    return [(place.unit, place.rank, place.is_tied) for place in evaluate(criteria_set, sheets).ranking[0].ranked]


def test_equal_percents_share_a_rank_and_the_next_place_is_left_out() -> None:
    """1, 2, 2, 4: the printed tie of 90,59 in Hòa Bình 2023 is one rank shared by two."""
    points = {"noi-vu": "96.89", "tu-phap": "90.59", "dan-toc": "90.59", "nong-nghiep": "90.21"}
    found = places(ONE_LEAF, {unit: {"1": value} for unit, value in points.items()})

    assert [("noi-vu", 1, False), ("dan-toc", 2, True), ("tu-phap", 2, True), ("nong-nghiep", 4, False)] == found


def test_ranks_come_from_unrounded_percents() -> None:
    """Two units that print the same 91,43 are still parted by what was not printed."""
    found = places(ONE_LEAF, {"a": {"1": "91.4299"}, "b": {"1": "91.43"}})

    assert [("b", 1, False), ("a", 2, False)] == found


def test_a_listed_tie_break_parts_equal_percents() -> None:
    """The unrounded value of the named key decides, in the order of the list; what stays equal is shared."""
    ties = (TieBreak("survey", Prefer.HIGHER), TieBreak("1.1", Prefer.LOWER))
    points = {
        "a": {"1.1": "50", "1.2": "30"},
        "b": {"1.1": "48", "1.2": "32"},
        "c": {"1.1": "50", "1.2": "30"},
        "d": {"1.1": "60", "1.2": "20.1"},
    }

    assert [("d", 1, False), ("b", 2, False), ("a", 3, True), ("c", 3, True)] == places(
        criteria(*PARTS, ties=ties), points
    )
    assert [("d", 1, False), ("a", 2, True), ("b", 2, True), ("c", 2, True)] == places(criteria(*PARTS), points)


def test_the_tie_break_that_decided_is_told() -> None:
    """A place that a tie-break gave names its key; others name none."""
    criteria_set = criteria(*PARTS, ties=(TieBreak("survey", Prefer.HIGHER),))
    sheets = [
        sheet({"1.1": given(first), "1.2": given(second)}, unit=unit)
        for unit, first, second in (("a", 50, 30), ("b", 48, 32), ("c", 10, 10))
    ]
    found = {place.unit: place.decided_by for place in evaluate(criteria_set, sheets).ranking[0].ranked}

    assert {"b": "survey", "a": "survey", "c": None} == found


@pytest.mark.parametrize("prefer", list(Prefer))
def test_a_tie_break_figure_that_is_not_known_sorts_last(prefer: Prefer) -> None:
    """A unit without the figure comes after the others, whichever value is preferred."""
    criteria_set = criteria(*PARTS, leaf("2", "100"), ties=(TieBreak("1.percent", prefer),))
    grant = {"1": Grant("Hội đồng", "không có")}
    sheets = [
        sheet({"2": given(50)}, unit="a", not_applicable=grant),
        sheet({"1.1": given(30), "1.2": given(20), "2": given(50)}, unit="b"),
    ]

    assert ["b", "a"] == [place.unit for place in evaluate(criteria_set, sheets).ranking[0].ranked]


def test_units_without_a_place_take_none_and_say_why() -> None:
    """The first reason that fits is told; the places of the others are as if they were not there."""
    sheets = [
        sheet({"1": given(90)}, unit="b"),
        sheet({"1": given(80)}, unit="a"),
        sheet({"1": given(99)}, unit="special", is_ranked=False, unranked_reason="cơ quan đặc thù"),
        sheet({}, unit="silent"),
        sheet({}, unit="outside", not_applicable={"1": Grant("Hội đồng", "không thuộc phạm vi")}),
        sheet({"1": given(70)}, unit="only", block="alone"),
    ]
    result = evaluate(ONE_LEAF, sheets)

    assert [("b", 1), ("a", 2)] == [(place.unit, place.rank) for place in result.ranking[1].ranked]
    assert {
        "special": UnrankedReason.SCORED_NOT_RANKED,
        "silent": UnrankedReason.INCOMPLETE,
        "outside": UnrankedReason.NOTHING_APPLICABLE,
        "only": UnrankedReason.ALONE_IN_BLOCK,
    } == {place.unit: place.reason for block in result.ranking for place in block.unranked}
    assert isinstance(result.place("b"), Ranked)
    special = result.place("special")
    assert isinstance(special, Unranked)
    assert special.said == "cơ quan đặc thù"


def test_units_are_ranked_by_percent_of_their_own_maximum() -> None:
    """68,32 of 84 stands above 80 of 100 (Thanh Hóa 2023: 81,33 %)."""
    criteria_set = criteria(leaf("1", "84"), leaf("2", "16"))
    sheets = [
        sheet({"1": given("68.32")}, unit="dan-toc", not_applicable={"2": Grant("Hội đồng", "không điều tra")}),
        sheet({"1": given(70), "2": given(10)}, unit="khac"),
    ]
    first = evaluate(criteria_set, sheets).ranking[0].ranked[0]

    assert first.unit == "dan-toc"
    assert Fraction(6832, 84) == first.percent
    assert exact("81.33") == Fraction(round(first.percent * 100), 100)
