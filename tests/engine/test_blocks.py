"""Figures of a block: means, gaps, counts, ranks by one figure, and plan targets."""

from __future__ import annotations

from fractions import Fraction

import pytest

from parindex.engine.blocks import (
    PlanTarget,
    Reached,
    Reading,
    count_reaching,
    count_risen,
    distances,
    gap,
    mean,
    ranks_by,
)
from parindex.engine.evaluate import evaluate
from parindex.engine.index.unit import UnitResult
from samples import criteria, exact, given, leaf, sheet

SET = criteria(leaf("1", "60"), leaf("2", "40"))


def block(*points: tuple[str, str, str]) -> tuple[UnitResult, ...]:
    """Units with points at both leaves; an empty text is no answer."""
    sheets = [
        sheet({code: given(value) for code, value in (("1", first), ("2", second)) if value}, unit=unit)
        for unit, first, second in points
    ]
    return evaluate(SET, sheets).units


NOW = block(("a", "50", "40"), ("b", "40", "40"), ("c", "50", "30"), ("d", "10", ""))


def test_mean_and_gap_leave_out_what_is_not_known_and_say_so() -> None:
    """The mean of 90, 80 and 80 is 250/3; the unit without a value is counted apart."""
    figure = mean("provinces", NOW)

    assert Fraction(250, 3) == figure.value
    assert {"of": "index.percent", "units": "3", "left_out": "1"} == dict(figure.step.parameters)
    assert ("a/index.percent", "b/index.percent", "c/index.percent") == figure.inputs
    assert gap("provinces", NOW).value == 10
    assert mean("provinces", []).value is None


def test_counts_above_a_threshold_and_risen() -> None:
    """At least and strictly above are told apart; only units with both years are compared."""
    then = block(("a", "50", "39"), ("b", "40", "40"), ("z", "1", "1"))

    assert count_reaching("p", NOW, PlanTarget("index.percent", exact(80))).value == 3
    assert count_reaching("p", NOW, PlanTarget("index.percent", exact(80), is_strict=True)).value == 1
    assert count_risen("p", NOW, then).value == 1
    assert count_risen("p", NOW, then).step.parameters["units"] == "2"


def test_ranks_by_one_domain_share_places() -> None:
    """Ranks by a component: equal values share, the next place is left out."""
    assert [("a", 1, True), ("c", 1, True), ("b", 3, False), ("d", 4, False)] == [
        (place.unit, place.rank, place.is_tied) for place in ranks_by(NOW, "1")
    ]


@pytest.mark.parametrize(
    ("above", "below", "apart", "is_open"),
    [
        (Reading("a", exact("90.59"), 2), Reading("b", exact("90.59"), 2), "0", True),
        (Reading("a", exact("90.59"), 2), Reading("b", exact("90.58"), 2), "0.01", False),
        (Reading("a", exact("91.66"), 2), Reading("b", exact("91.656"), 3), "0.004", True),
        (Reading("a", exact("91.66"), 2), Reading("b", exact("91.651"), 3), "0.009", False),
        (Reading("a", exact("90.59")), Reading("b", exact("90.59")), "0", False),
        (Reading("a", exact("90.591")), Reading("b", exact("90.59"), 2), "0.001", True),
    ],
    ids=["both-print-the-same", "last-decimal-differs", "spans-overlap", "spans-apart", "exact-tie", "one-side-exact"],
)
def test_order_is_open_only_where_rounding_leaves_it_open(
    above: Reading, below: Reading, apart: str, *, is_open: bool
) -> None:
    """Printed percents stand for half a unit of their last decimal on either side; exact ones for themselves."""
    [told] = distances([below, above])

    assert (above, below, exact(apart), is_open) == (told.above, told.below, told.apart, told.is_open)


def test_distances_follow_the_ranking_and_need_two_units() -> None:
    """Neighbours highest first, whatever the order given; a unit alone has no neighbour."""
    told = distances([Reading("c", exact(80)), Reading("a", exact(95)), Reading("b", exact(90))])

    assert [("a", "b", exact(5)), ("b", "c", exact(10))] == [
        (one.above.unit, one.below.unit, one.apart) for one in told
    ]
    assert () == distances([Reading("a", exact(95))])


@pytest.mark.parametrize(
    ("target", "value", "reached"),
    [
        (PlanTarget("4", exact(83)), "83", Reached.MET),
        (PlanTarget("4", exact(83)), "83.01", Reached.EXCEEDED),
        (PlanTarget("4", exact(83)), "82.999", Reached.MISSED),
        (PlanTarget("4", exact(83), is_strict=True), "83", Reached.MISSED),
        (PlanTarget("4", exact(83), is_strict=True), "84", Reached.MET),
        (PlanTarget("4", exact(83), is_strict=True, exceeded_from=exact(90)), "90", Reached.EXCEEDED),
    ],
)
def test_a_plan_target_tells_above_from_at_least(target: PlanTarget, value: str, reached: Reached) -> None:
    """Vượt, đạt, chưa đạt: "trên 83 %" is missed at exactly 83."""
    assert reached is target.judge(exact(value))
