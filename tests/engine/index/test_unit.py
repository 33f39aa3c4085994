"""Figures of one unit by key: how parts combine, as section 4 of the forms says."""

from __future__ import annotations

from fractions import Fraction

import pytest

from parindex.engine.answers.model import Grant, Round
from parindex.engine.criteria.model import (
    Adjustment,
    AdjustmentKind,
    Ceilings,
    CriteriaSet,
    Entry,
    Grade,
    IndexBounds,
    MissingPolicy,
    Scale,
    Source,
    SurveyPart,
    WhenNotRun,
)
from parindex.engine.criteria.rules import Level, Levels, Ratio, Survey, Words
from parindex.engine.evaluate import evaluate
from parindex.engine.figures import InputValue, Status, figure_from_json, figure_to_json
from parindex.engine.index.unit import UnitResult, UnknownKey
from samples import branch, criteria, entry, exact, given, leaf, sheet

TWO_PARTS = criteria(
    branch("1", leaf("1.1", "6"), leaf("1.2", "4", source=Source.SURVEY)),
    branch("2", leaf("2.1", "10")),
)
ANSWERS = {"1.1": given("4.5"), "1.2": given(3), "2.1": given("9.5")}


def result(criteria_set: CriteriaSet, answers: dict[str, Entry] | None = None, **fields: object) -> UnitResult:
    """The result of one unit."""
    return evaluate(criteria_set, [sheet(answers, **fields)]).units[0]  # type: ignore[arg-type]  # fields of the sheet


def test_every_key_has_a_figure_and_parts_add_up() -> None:
    """Nodes are the sum of their children; both parts together are the tree."""
    found = result(TWO_PARTS, ANSWERS)
    keys = found.keys()
    values = {key: found.value(key) for key in keys}

    assert exact("7.5") == values["1"] == values["1.appraisal"] + values["1.survey"]  # type: ignore[operator]  # known
    assert exact(75) == values["1.percent"]
    assert exact("87.5") == values["appraisal.percent"]
    assert exact(17) == values["tree"] == values["index"] == values["appraisal"] + values["survey"]  # type: ignore[operator]  # known
    assert exact(85) == values["index.percent"]


@pytest.mark.parametrize("key", ["3", "1.1.appraisal", "2.survey", "tree.percent", "bonus.percent", "", ".percent"])
def test_a_key_that_the_set_has_not_is_refused(key: str) -> None:
    """Only promised keys have figures: no part of a leaf, no empty part, no percent of the tree."""
    found = result(TWO_PARTS, ANSWERS)
    keys = found.keys()

    assert key not in keys
    with pytest.raises(UnknownKey):
        found.figure(key)


@pytest.mark.parametrize(
    ("policy", "value", "maximum", "status"),
    [
        (MissingPolicy.ZERO, exact(0), exact(6), Status.MISSING),
        (MissingPolicy.NOT_APPLICABLE, exact(0), exact(0), Status.NOT_APPLICABLE),
        (MissingPolicy.UNKNOWN, None, exact(6), Status.MISSING),
    ],
)
def test_missing_counts_as_the_set_says(
    policy: MissingPolicy, value: Fraction | None, maximum: Fraction, status: Status
) -> None:
    """An unanswered leaf is zero, not applicable or unknown; only then is anything above unknown."""
    criteria_set = criteria(branch("1", leaf("1.1", "6", missing=policy), leaf("1.2", "4")))
    found = result(criteria_set, {"1.2": given(3)})
    figure = found.figure("1.1")

    assert (value, maximum, status) == (figure.value, figure.maximum, figure.status)
    assert (value is None) == (found.value("index") is None) == (found.value("appraisal.percent") is None)
    assert found.figure("1").maximum == maximum + 4


def test_a_grant_lowers_the_own_maximum_and_says_who() -> None:
    """A grant on a node holds for all leaves below, goes before answers and leaves nothing unknown above."""
    grant = Grant("Hội đồng thẩm định", "không có thủ tục hành chính")
    found = result(TWO_PARTS, {"2.1": given(8)}, not_applicable={"1": grant})
    node, below = found.figure("1"), found.figure("1.2")

    assert (exact(0), exact(0), None, Status.NOT_APPLICABLE) == (node.value, node.maximum, node.percent, node.status)
    assert below.step.kind == "not_applicable"
    assert below.step.parameters["granted_for"] == "1"
    assert exact(80) == found.value("index.percent")
    assert found.figure("index").maximum == 10


@pytest.mark.parametrize(
    ("policy", "index", "maximum", "percent"),
    [
        (WhenNotRun.ZERO, "14", "20", "70"),
        (WhenNotRun.LOWER_MAXIMUM, "14", "16", "87.5"),
        (WhenNotRun.RESCALE, "17.5", "20", "87.5"),
    ],
)
def test_a_survey_part_that_was_not_run(policy: WhenNotRun, index: str, maximum: str, percent: str) -> None:
    """Its maximum stays, goes, or goes and scales the index alone by 20 ÷ 16."""
    criteria_set = criteria(*TWO_PARTS.nodes, survey=SurveyPart(is_optional=True, when_not_run=policy))
    found = result(criteria_set, {"1.1": given("4.5"), "2.1": given("9.5")}, survey_run=False)

    assert Status.NOT_RUN == found.figure("1.2").status
    assert Status.MIXED == found.figure("1").status
    assert exact(14) == found.value("tree")
    assert (exact(index), exact(maximum)) == (found.composite.value, found.composite.maximum)
    assert exact(percent) == found.percent


ADJUSTED = criteria(
    leaf("1", "100"),
    adjustments=(
        Adjustment("B1", Words("Sáng kiến"), AdjustmentKind.BONUS, exact("0.5"), exact(2)),
        Adjustment("B2", Words("Khen thưởng"), AdjustmentKind.BONUS, exact(1)),
        Adjustment("P1", Words("Vi phạm"), AdjustmentKind.PENALTY, exact("1.5"), exact(4)),
    ),
    ceilings=Ceilings(bonus=exact(3), penalty=None),
)


@pytest.mark.parametrize(
    ("counts", "bonus", "penalty", "index"),
    [
        ({}, "0", "0", "95"),
        ({"B1": 3}, "1.5", "0", "96.5"),
        ({"B1": 9}, "2", "0", "97"),
        ({"B1": 9, "B2": 5}, "3", "0", "98"),
        ({"B1": 1, "P1": 2}, "0.5", "3", "92.5"),
        ({"P1": 9}, "0", "4", "91"),
    ],
    ids=["no entry is 0", "each", "capped", "ceiling of all", "both", "penalty capped"],
)
def test_bonus_and_penalty_are_capped_each_and_together(
    counts: dict[str, int], bonus: str, penalty: str, index: str
) -> None:
    """Adjustments stand outside the tree; a penalty is a positive figure that is taken off."""
    adjustments = {code: {Round.COUNCIL: Entry(count=Fraction(number))} for code, number in counts.items()}
    found = result(ADJUSTED, {"1": given(95)}, adjustments=adjustments)

    assert exact(bonus) == found.value("bonus")
    assert exact(penalty) == found.value("penalty")
    assert exact(index) == found.value("index")
    assert found.figure("bonus").maximum is None


@pytest.mark.parametrize(
    ("bounds", "points", "bonus", "penalty", "index"),
    [
        (IndexBounds(), "1", 0, 9, "0"),
        (IndexBounds(lower=None), "1", 0, 9, "-3"),
        (IndexBounds(), "99.5", 3, 0, "101"),
        (IndexBounds(upper_is_own_maximum=True), "99.5", 3, 0, "100"),
        (IndexBounds(upper=exact("100.5")), "99.5", 3, 0, "100.5"),
    ],
    ids=["never below 0", "no lower bound", "no upper bound", "own maximum", "a number"],
)
def test_the_index_stays_within_its_bounds(
    bounds: IndexBounds, points: str, bonus: int, penalty: int, index: str
) -> None:
    """Bounds are 0 and none unless the set says others."""
    criteria_set = criteria(
        leaf("1", "100"), adjustments=ADJUSTED.adjustments, ceilings=ADJUSTED.ceilings, bounds=bounds
    )
    adjustments = {
        "B1": {Round.COUNCIL: Entry(count=Fraction(bonus))},
        "P1": {Round.COUNCIL: Entry(count=Fraction(penalty))},
    }

    assert exact(index) == result(criteria_set, {"1": given(points)}, adjustments=adjustments).value("index")


def test_rounds_stand_side_by_side() -> None:
    """Each round with an entry tells the appraised points using rounds up to it; the last one counts."""
    rounds = {
        Round.SELF: given(6),
        Round.ROUND1: given("4.5"),
        Round.COUNCIL: given(5),
    }
    answers = {"1.1": rounds, "1.2": {Round.SURVEY: given(3)}, "2.1": {Round.SELF: given(10), Round.ROUND2: given(9)}}
    found = evaluate(TWO_PARTS, [sheet(answers)]).units[0]

    assert {Round.SELF: 16, Round.ROUND1: exact("14.5"), Round.ROUND2: exact("13.5"), Round.COUNCIL: 14} == dict(
        found.rounds()
    )
    assert exact(14) == found.value("appraisal")


GRADES = (
    Grade("excellent", Words("Xuất sắc"), exact(90), no_component_below=exact(80)),
    Grade("good", Words("Tốt"), exact(80), no_component_below=exact(70)),
    Grade("fair", Words("Khá"), exact(70), from_included=False),
    Grade("weak", Words("Yếu"), None),
)


@pytest.mark.parametrize(
    ("first", "second", "grade"),
    [("10", "8", "excellent"), ("10", "7.99", "good"), ("10", "6.9", "fair"), ("7", "7", "weak"), ("8", "8", "good")],
    ids=["floor exactly held", "floor missed by a hair", "both floors missed", "open threshold", "threshold included"],
)
def test_a_grade_needs_threshold_and_component_floor(first: str, second: str, grade: str) -> None:
    """The first row whose threshold and floor both hold; one component at 79,9 % denies the best grade."""
    criteria_set = criteria(leaf("1", "10"), leaf("2", "10"), grades={"*": GRADES, "others": ()})
    found = result(criteria_set, {"1": given(first), "2": given(second)}).graded.grade

    assert found is not None
    assert grade == found.id
    assert result(criteria_set, {"1": given(9), "2": given(9)}, block="others").graded.grade is None


def test_a_figure_is_lossless_in_json() -> None:
    """Reading what was written gives an equal figure, for every figure of a result."""
    ratio = Ratio(exact(1), numerator="done", denominator="total")
    criteria_set = criteria(*TWO_PARTS.nodes, leaf("3", "2", ratio))
    found = result(criteria_set, {**ANSWERS, "3": entry(done=1, total=3)})

    for figure in found.figures():
        assert figure_from_json(figure_to_json(figure)) == figure


def test_order_of_sheets_changes_nothing() -> None:
    """The same set and sheets give the same figures, whatever their order."""
    sheets = [sheet({**ANSWERS, "2.1": given(points)}, unit=f"u{points}") for points in range(5)]
    forward, backward = evaluate(TWO_PARTS, sheets), evaluate(TWO_PARTS, reversed(sheets))

    assert forward.ranking == backward.ranking
    for unit in ("u0", "u4"):
        figures = [figure_to_json(figure) for figure in forward.unit(unit).figures()]
        assert figures == [figure_to_json(figure) for figure in backward.unit(unit).figures()]


@pytest.mark.parametrize(
    ("answer", "because"),
    [(None, "unanswered"), (entry(done=1), "incomplete"), (entry(done=0, total=0), "zero_denominator")],
)
def test_a_missing_leaf_says_why(answer: Entry | None, because: str) -> None:
    """No answer, an absent input and a total of zero are told apart; what was given stays visible."""
    ratio = Ratio(exact(1), numerator="done", denominator="total")
    criteria_set = criteria(leaf("1", "2", ratio, missing=MissingPolicy.ZERO))
    figure = result(criteria_set, {} if answer is None else {"1": answer}).figure("1")

    assert because == figure.step.parameters["because"]
    assert len(figure.inputs) == (0 if answer is None else len(answer.inputs))


def test_the_order_of_ballots_changes_nothing() -> None:
    """Groups and options counted in another order give the same figure, to the byte."""
    scale = Scale("s", {"a": exact(1), "b": exact(0)}, frozenset({"none"}))
    survey = SurveyPart(
        groups={"g": Words("g"), "h": Words("h")},
        scales={"s": scale},
        group_weights={"1": {"g": exact(1), "h": exact(1)}},
    )
    criteria_set = criteria(leaf("1", "2", Survey("s"), source=Source.SURVEY), survey=survey)
    counts = {"h": {"none": 4, "b": 1}, "g": {"b": 2, "a": 3}}
    turned = {"g": {"a": 3, "b": 2}, "h": {"b": 1, "none": 4}}
    texts = {
        figure_to_json(result(criteria_set, {"1": Entry(counts=one)}, round_=Round.SURVEY).figure("1"))
        for one in (counts, turned)
    }

    assert len(texts) == 1


def test_a_level_is_told_beside_other_figures_of_the_record() -> None:
    """What a rule scored by is the input of its figure, whatever else was reported."""
    rule = Levels((Level("full", Words("đủ"), exact(2)),))
    criteria_set = criteria(leaf("1", "2", rule, inputs=("documents",)))
    figure = result(criteria_set, {"1": Entry(inputs={"documents": exact(3)}, level="full")}).figure("1")

    assert (InputValue("level", "full"),) == figure.inputs
