"""Answers whose points would lie outside of what their leaf can give."""

from __future__ import annotations

import pytest

from parindex.engine.answers.model import Round
from parindex.engine.criteria.formula import parse_formula
from parindex.engine.criteria.model import Entry
from parindex.engine.criteria.rules import (
    Band,
    Bands,
    Count,
    CountedItem,
    Deduction,
    Domain,
    Formulas,
    NamedFormula,
    Ratio,
    Rule,
    Satisfaction,
)
from parindex.engine.evaluate import evaluate
from parindex.engine.figures import figure_from_json, figure_to_json
from parindex.engine.scoring.limits import check_points
from parindex.errors import Place
from samples import criteria, entry, exact, given, leaf, sheet

ONE = exact(1)
BANDS = Bands(
    Domain(exact(0), exact(100)),
    (Band(exact(0), from_included=True, to=exact(100), to_included=True, points=ONE),),
    percent="p",
)
SHARE = Ratio(ONE, numerator="done", denominator="total")
HERE = Place("sheet.yaml", 7, "answers/1/council")


def answered(answer: Entry) -> Entry:
    """The answer at a place."""
    return Entry(inputs=answer.inputs, points=answer.points, place=HERE)


@pytest.mark.parametrize(
    ("rule", "answer", "code", "found"),
    [
        pytest.param(Satisfaction("p"), entry(p=150), "points_above_maximum", "3", id="more than all are satisfied"),
        pytest.param(Satisfaction("p"), entry(p=-1), "negative_points", "-1/50", id="less than none are satisfied"),
        pytest.param(Ratio(ONE, percent="p"), entry(p=-5), "negative_points", "-1/10", id="a share below 0"),
        pytest.param(Count((CountedItem("n", ONE),)), entry(n=-1), "negative_points", "-1", id="a count below 0"),
        pytest.param(
            Deduction((CountedItem("n", ONE),)), entry(n=-1), "points_above_maximum", "3", id="faults below 0"
        ),
        pytest.param(BANDS, entry(p=101), "out_of_bounds", "101", id="a value that no band holds"),
    ],
)
def test_points_that_a_leaf_cannot_give_are_a_problem(rule: Rule, answer: Entry, code: str, found: str) -> None:
    """No answer is scored below 0 or above the maximum of 2, and none without points where it has a value."""
    problems = check_points(criteria(leaf("1", "2", rule)), [sheet({"1": answered(answer)})])

    assert [(code, found)] == [(problem.code, problem.parameters["found"]) for problem in problems]
    assert [HERE.line] == [problem.place.line for problem in problems]


@pytest.mark.parametrize(
    ("rule", "answer"),
    [
        pytest.param(Satisfaction("p"), entry(p=100), id="all are satisfied"),
        pytest.param(Satisfaction("p"), entry(p=0), id="none are satisfied"),
        pytest.param(BANDS, entry(p=100), id="the end of the domain"),
        pytest.param(BANDS, Entry(), id="no answer"),
        pytest.param(Satisfaction("p"), given(2), id="points outright"),
        pytest.param(Formulas((NamedFormula("f", parse_formula("p")),)), entry(p=-7), id="a formula is clipped"),
    ],
)
def test_points_within_the_limits_are_none(rule: Rule, answer: Entry) -> None:
    """The ends belong to what a leaf can give."""
    assert [] == check_points(criteria(leaf("1", "2", rule)), [sheet({"1": answered(answer)})])


def test_a_value_that_no_band_holds_is_told_at_its_input() -> None:
    """The path leads to the value, and the limits of the domain are told."""
    (problem,) = check_points(criteria(leaf("1", "2", BANDS)), [sheet({"1": answered(entry(p="100.5"))})])

    assert HERE.at("answers/1/council/inputs/p") == problem.place
    assert {"found": "201/2", "least": "0", "most": "100"} == problem.parameters


def test_every_round_of_every_unit_is_judged_at_once() -> None:
    """A round that no longer counts is shown beside the others, so it must be right; units of one file are named."""
    rounds = {Round.SELF: entry(p=-1), Round.COUNCIL: entry(p=50)}
    sheets = [sheet({"1": rounds}, unit="a"), sheet({"1": entry(p=50)}, unit="b"), sheet({"1": rounds}, unit="c")]
    criteria_set = criteria(leaf("1", "2", Satisfaction("p")))

    assert ["a", "c"] == [problem.parameters["unit"] for problem in check_points(criteria_set, sheets)]
    assert "unit" not in check_points(criteria_set, sheets[:1])[0].parameters


def test_points_of_more_digits_than_anybody_could_mean_are_refused_before_they_are_added() -> None:
    """Each leaf divides by another long number: so many that their sum could not be printed."""
    few, many = ({f"{number}": entry(done=1, total=10**57 + number) for number in range(n)} for n in (300, 600))
    criteria_set = criteria(*(leaf(str(number), 1, SHARE) for number in range(600)))

    assert [] == check_points(criteria_set, [sheet(few)])
    assert ["too_precise"] == [problem.code for problem in check_points(criteria_set, [sheet(many)])]


def test_the_longest_sums_that_are_allowed_can_be_printed() -> None:
    """Python's own limit of 4300 digits is lifted: an exact figure is text, and text is read back."""
    answers = {str(number): entry(done=1, total=10**57 + number) for number in range(300)}
    criteria_set = criteria(*(leaf(code, 1, SHARE) for code in answers))
    figure = evaluate(criteria_set, [sheet(answers)]).units[0].figure("index")

    assert figure_from_json(figure_to_json(figure)) == figure
    assert len(figure_to_json(figure)) > 4300
