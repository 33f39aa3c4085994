"""Changes between two cycles: three kinds of difference kept apart, and lines that add up exactly."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given as draws
from hypothesis import strategies as st

from parindex.engine.answers.model import Grant, Round
from parindex.engine.change import (
    Comparability,
    Side,
    change,
    contributions_by_domain,
    difference,
    link_difference,
    rank_move,
)
from parindex.engine.criteria.compare import Crosswalk, Link, NodeLink, Relation, natural_crosswalk
from parindex.engine.criteria.model import Adjustment, AdjustmentKind, CriteriaSet, Entry
from parindex.engine.criteria.rules import Words
from parindex.engine.evaluate import evaluate
from parindex.engine.index.unit import UnitResult
from parindex.engine.ranking import Ranked, Unranked, UnrankedReason
from samples import branch, criteria, exact, given, leaf, sheet

OLD = criteria(branch("1", leaf("1.1", "1.5"), leaf("1.2", "2")), branch("2", leaf("2.1", "6.5")), id="old")
NEW = criteria(
    branch("1", leaf("1.1", "1"), leaf("1.2", "2"), leaf("1.3", "1")), branch("2", leaf("2.1", "6")), id="new"
)
CROSSWALK = Crosswalk(
    "old",
    "new",
    (
        Link(Relation.RESCALED, ("1.1",), ("1.1",)),
        Link(Relation.SAME, ("1.2",), ("1.2",)),
        Link(Relation.NEW, (), ("1.3",)),
        Link(Relation.NOT_COMPARABLE, ("2.1",), ("2.1",)),
    ),
    (NodeLink("1", "1"),),
)


def result(criteria_set: CriteriaSet, points: dict[str, str], **fields: object) -> UnitResult:
    """The result of one unit with points outright."""
    answers = {code: given(value) for code, value in points.items()}
    return evaluate(criteria_set, [sheet(answers, **fields)]).units[0]  # type: ignore[arg-type]  # fields of the sheet


def test_points_percentage_points_and_relative_percent_are_kept_apart() -> None:
    """Hà Nội from 89,58 to 91,43 of 100: +1,85 points, +1,85 percentage points, +2,07 % (1,85 ÷ 89,58)."""
    told = difference(Side(exact("89.58"), exact(100)), Side(exact("91.43"), exact(100)))

    assert exact("1.85") == told.points == told.percentage_points
    assert Fraction(185, 8958) * 100 == told.relative_percent


@pytest.mark.parametrize(
    ("old", "new", "comparability"),
    [
        (Side(exact("1.03"), exact("1.5")), Side(exact("0.86"), exact(1)), Comparability.PERCENT),
        (Side(None, exact(1)), Side(exact("0.86"), exact(1)), Comparability.UNKNOWN),
        (Side(exact(0), exact(0)), Side(exact("0.86"), exact(1)), Comparability.NOT_COMPARABLE),
    ],
    ids=["other maximum", "not known", "did not apply"],
)
def test_what_cannot_be_said_is_not_said(old: Side, new: Side, comparability: Comparability) -> None:
    """Points are null where own maxima differ; nothing at all is said of what is not known or did not apply."""
    told = difference(old, new)

    assert comparability is told.comparability
    assert told.points is None
    assert (told.percentage_points is None) == (comparability is not Comparability.PERCENT)


def test_lines_add_up_to_the_change_of_the_percent() -> None:
    """Each link splits into performance and structure; with the adjustments they are the whole change."""
    adjustment = Adjustment("B1", Words("Sáng kiến"), AdjustmentKind.BONUS, exact("0.5"))
    new_set = criteria(*NEW.nodes, id="new", adjustments=(adjustment,))
    old = result(OLD, {"1.1": "1.2", "1.2": "1", "2.1": "6"})
    bonus = {"B1": {Round.COUNCIL: Entry(count=Fraction(1))}}
    new = result(new_set, {"1.1": "0.9", "1.2": "1.5", "1.3": "0.4", "2.1": "5"}, adjustments=bonus)
    told = change(old, new, CROSSWALK)
    rescaled, same, added, other = told.links

    assert new.percent - old.percent == told.sum  # type: ignore[operator]  # both known
    assert exact("0.1") * 10 == rescaled.performance
    assert exact("0.8") * (10 - 15) == rescaled.structure
    assert (exact(5), exact(0)) == (same.performance, same.structure)
    assert (exact(0), exact(4)) == (added.performance, added.structure)
    assert (exact(0), exact(50) - exact(60)) == (other.performance, other.structure)
    assert exact(5) == told.bonus
    assert told.nodes[0].difference.points is None
    assert Comparability.PERCENT is told.nodes[0].difference.comparability


def test_links_are_told_from_stored_figures_as_from_results() -> None:
    """Figures alone give each link the same difference as the results do, several leaves taken together."""
    old = result(OLD, {"1.1": "1.03", "1.2": "2", "2.1": "6"})
    new = result(NEW, {"1.1": "0.86", "1.2": "1.5", "1.3": "1", "2.1": "6"})

    assert [line.difference for line in change(old, new, CROSSWALK).links] == [
        link_difference(link, old.figure, new.figure) for link in CROSSWALK.links
    ]
    merged = link_difference(Link(Relation.MERGED, ("1.1", "1.2"), ("1.2",)), old.figure, new.figure)
    assert (exact("3.03"), exact("3.5"), Comparability.PERCENT) == (
        merged.old.value,
        merged.old.maximum,
        merged.comparability,
    )


def test_a_leaf_that_does_not_apply_on_one_side_is_structure() -> None:
    """An own maximum of 0 says nothing about performance."""
    criteria_set = criteria(leaf("1", "5"), leaf("2", "5"))
    old = result(criteria_set, {"1": "4", "2": "3"})
    new = result(criteria_set, {"1": "4"}, not_applicable={"2": Grant("Hội đồng", "không có")})
    told = change(old, new, natural_crosswalk(criteria_set, criteria_set))

    assert [(exact(0), exact(40)), (exact(0), exact(-30))] == [
        (line.performance, line.structure) for line in told.links
    ]
    assert told.sum == 10
    assert told.index.points is None


def test_a_value_that_is_not_known_makes_its_line_and_the_sum_unknown() -> None:
    """Null goes up, never silently zero."""
    told = change(
        result(OLD, {"1.1": "1"}), result(OLD, {"1.1": "1", "1.2": "1", "2.1": "1"}), natural_crosswalk(OLD, OLD)
    )

    assert told.links[1].contribution is None
    assert told.sum is None
    assert Comparability.UNKNOWN is told.index.comparability


def test_where_nothing_applies_on_one_side_there_is_no_change_of_the_percent() -> None:
    """Without an own maximum there is no percent, so the lines add up to nothing that could be told."""
    nothing = {code: Grant("Hội đồng", "không có") for code in ("1", "2")}
    before, after = result(OLD, {"1.1": "1", "1.2": "1", "2.1": "1"}), result(OLD, {}, not_applicable=nothing)
    same = natural_crosswalk(OLD, OLD)

    assert change(before, after, same).sum is None
    assert change(after, before, same).sum is None
    assert change(before, before, same).sum == 0


points = st.fractions(0, 1, max_denominator=97)


@draws(old=st.lists(points, min_size=3, max_size=3), new=st.lists(points, min_size=4, max_size=4))
def test_the_sum_is_exact_for_any_points(old: list[Fraction], new: list[Fraction]) -> None:
    """Law: all lines together are the change of the percent, to the last fraction."""
    before = result(OLD, {code: str(share) for code, share in zip(("1.1", "1.2", "2.1"), old, strict=True)})
    after = result(NEW, {code: str(share) for code, share in zip(("1.1", "1.2", "1.3", "2.1"), new, strict=True)})
    told = change(before, after, CROSSWALK)

    assert after.percent - before.percent == told.sum  # type: ignore[operator]  # both known
    assert all(line.contribution == line.performance + line.structure for line in told.links)  # type: ignore[operator]  # known


def test_a_rise_in_rank_is_a_positive_move() -> None:
    """From 31 to 18 is up 13; without a rank on one side there is no move."""
    old = Ranked("ha-noi", "provinces", exact(90), 31, is_tied=False)
    new = Ranked("ha-noi", "provinces", exact(99), 18, is_tied=False)

    assert rank_move(old, new).places == 13
    assert rank_move(new, old).places == -13
    assert rank_move(Unranked("ha-noi", "provinces", UnrankedReason.INCOMPLETE), new).places is None


def test_lines_gathered_by_domain_add_up_to_the_same_sum() -> None:
    """A link counts in the domain of its first new leaf, a dropped one in that of its old leaf; nothing is lost."""
    told = change(
        result(OLD, {"1.1": "1.2", "1.2": "2", "2.1": "5"}),
        result(NEW, {"1.1": "1", "1.2": "1.5", "1.3": "0.5", "2.1": "4"}),
        CROSSWALK,
    )
    links = [(line.link.from_, line.link.to, line.contribution) for line in told.links]

    gathered = contributions_by_domain([*links, (("3.1",), (), exact(-1))])

    assert {"1", "2", "3"} == {line.code for line in gathered}
    assert told.sum is not None
    assert told.sum - 1 == sum((line.contribution or Fraction(0) for line in gathered), Fraction(0))
    assert sorted((line.contribution for line in gathered if line.contribution is not None), reverse=True) == [
        line.contribution for line in gathered
    ]


def test_a_link_that_is_not_known_makes_its_domain_unknown() -> None:
    """The others stay known."""
    links = [(("1.1",), ("1.1",), None), (("1.2",), ("1.2",), exact(1)), (("2.1",), ("2.1",), exact(2))]

    assert [("2", exact(2)), ("1", None)] == [(line.code, line.contribution) for line in contributions_by_domain(links)]
