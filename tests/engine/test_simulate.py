"""What if: the same code with other answers, and the interval that rounding of printed inputs allows."""

from __future__ import annotations

from dataclasses import replace

from parindex.engine.answers.model import Round
from parindex.engine.criteria.rules import WeightedRatio, WeightedTerm
from parindex.engine.evaluate import evaluate
from parindex.engine.simulate import printed_interval, recoverable, what_if
from samples import criteria, entry, exact, given, leaf, sheet

LATE = WeightedRatio((WeightedTerm("on_time", exact(1)), WeightedTerm("late", exact("0.6"))), "total", exact(1))
SET = criteria(leaf("1", "1.5", LATE, inputs=("on_time", "late", "total")), leaf("2", "8.5"))
SHEETS = [
    sheet({"1": entry(on_time=203, late=11, total=214), "2": given("7")}, unit="a"),
    sheet({"1": entry(on_time=214, late=0, total=214), "2": given("7")}, unit="b"),
]


def test_other_answers_go_the_one_way() -> None:
    """All on time brings 33/1070 points and the shared first place; the other unit stands still."""
    gain = what_if(SET, SHEETS, "a", {"1": entry(on_time=214, late=0, total=214)})

    assert exact("33/1070") == gain.points
    assert exact("33/107") == gain.percentage_points
    assert (2, 1) == (gain.rank_before, gain.rank_after)
    assert evaluate(SET, SHEETS).unit("a").value("index") == gain.before.value("index")


def test_recoverable_points_come_greatest_first() -> None:
    """Each lost leaf is asked what its full points would bring."""
    assert [("2", exact("1.5"), 1), ("1", exact("33/1070"), 1)] == [
        (item.loss.code, item.gain.points, item.gain.rank_after) for item in recoverable(SET, SHEETS, "a")
    ]


def test_printed_values_stand_for_an_interval() -> None:
    """7 printed without decimals is 6,5 to 7,5; counted inputs are exact; points never pass the maximum."""
    ends = printed_interval(SET, SHEETS[0], {"2": {"points": 0}})
    exact_part = exact("786/535")

    assert exact_part + exact("6.5") == ends.low.composite.value
    assert exact_part + exact("7.5") == ends.high.composite.value
    assert ends.holds(exact_part + exact("7.2"))
    assert not ends.holds(exact_part + exact("7.6"))
    full = replace(SHEETS[0], answers={**SHEETS[0].answers, "2": {Round.COUNCIL: given("8.5")}})
    assert printed_interval(SET, full, {"2": {"points": 1}}).high.composite.value == exact_part + exact("8.5")


def test_every_figure_has_its_ends_and_says_whether_a_printed_one_fits() -> None:
    """The index of 9,469… may be printed as 9,9 or 9,0, not as 10,1."""
    ends = printed_interval(SET, SHEETS[0], {"2": {"points": 0}})

    assert (exact("6.5"), exact("7.5")) == ends.ends("2")
    assert ends.allows("2", exact("7.5"), 1)
    assert ends.allows("2", exact("7.54"), 1)
    assert not ends.allows("2", exact("7.6"), 1)
    assert ends.allows("1", exact("1.47"), 2)
    assert not ends.allows("1", exact("1.48"), 2)
