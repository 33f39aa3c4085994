"""Who scored what: every round of a leaf with the points that the engine gives for it."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import pytest

from parindex.engine.answers.model import Round
from parindex.engine.evaluate import evaluate
from parindex.web.publications.queries import result_of
from parindex.web.results.queries import StoredResult
from parindex.web.results.rounds import allowed_by_print, if_full, rounds_of_leaf, sheet_of

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2030, 1, 1, tzinfo=dt.UTC)


def stored(unit: str, year: int, criteria_set: str) -> StoredResult:
    """A published result of the loaded site."""
    found = result_of(unit, year, criteria_set, now=NOW)
    assert found is not None
    return found.result


def test_the_answers_give_the_stored_figures_again() -> None:
    """What is shown beside a figure is what the figure was computed from."""
    result = stored("minh-hoa-so-y-te", 2025, "department-demo")

    again = evaluate(result.criteria_set, [sheet_of(result)]).units[0]

    assert [result.value(key) for key in result.keys()] == [  # noqa: SIM118  a result is no mapping
        again.value(key)
        for key in again.keys()  # noqa: SIM118  as above
    ]


def test_rounds_stand_side_by_side_and_the_last_counts() -> None:
    """3.4.1 of the demonstration: the unit's own score, two appraisals or the council, in their order."""
    result = stored("minh-hoa-so-y-te", 2025, "department-demo")

    rounds = rounds_of_leaf(result, "3.4.1")

    assert [found.round for found in rounds] == [round_ for round_ in Round if round_ in {one.round for one in rounds}]
    assert [False] * (len(rounds) - 1) + [True] == [found.counts for found in rounds]
    assert result.value("3.4.1") == rounds[-1].points


def test_a_published_score_has_the_one_round_that_was_published() -> None:
    """1.7 of Hà Nội 2023: the council, with the reason and the source of the case."""
    (only,) = rounds_of_leaf(stored("ha-noi", 2023, "province-2022"), "1.7")

    assert (Round.COUNCIL, Fraction(786, 535), True) == (only.round, only.points, only.counts)
    assert "suy ra" in only.reason
    assert ("Báo cáo phân tích Chỉ số CCHC năm 2023 của UBND thành phố Hà Nội, mục III.2.1",) == only.sources


def test_full_points_at_one_leaf_raise_the_index_by_what_it_lost() -> None:
    """All 214 tasks in time: 1,5 − 786/535 points more."""
    assert Fraction(3, 2) - Fraction(786, 535) == if_full(stored("ha-noi", 2023, "province-2022"), "1.7").points


def test_the_printed_index_lies_in_the_interval_of_the_items() -> None:
    """91,43 between 91,2955 and 91,5363 (library/published, printed precision of the by-item case)."""
    result = stored("ha-noi", 2023, "province-2022")

    ends = allowed_by_print(result, {"1.1": {"points": 2}, "8.1": {"points": 4}})

    low, high = ends.ends("index")
    assert low is not None
    assert high is not None
    assert low < (result.value("index") or 0) < high
