from __future__ import annotations

from collections import Counter
from fractions import Fraction
from typing import get_args

import pytest

from parindex.engine.criteria.model import CriteriaSet, InputType, MissingPolicy, Source, WhenNotRun
from parindex.engine.criteria.rules import (
    Band,
    Bands,
    Deduction,
    EmptyGroup,
    Formulas,
    MeanOfRatios,
    PassFail,
    Ratio,
    Rule,
    Survey,
    Words,
    ZeroDenominator,
    ZeroLevel,
)
from parindex.files.intake import LIBRARY, open_criteria_set

SETS = ("department-demo", "commune-demo", "central-agency-demo", "ministry-demo", "division-frame-demo")


@pytest.fixture(scope="module")
def demonstration_sets() -> dict[str, CriteriaSet]:
    """The five demonstration sets by id."""
    return {name: open_criteria_set(name) for name in SETS}


def _rules(sets: dict[str, CriteriaSet]) -> list[Rule]:
    return [node.leaf.rule for criteria_set in sets.values() for node in criteria_set.leaves() if node.leaf]


@pytest.mark.parametrize(
    ("name", "leaves", "appraised", "surveyed"),
    [
        pytest.param("department-demo", 85, 72, 28, id="departments"),
        pytest.param("commune-demo", 70, 74, 26, id="communes"),
        pytest.param("central-agency-demo", 28, 78, 22, id="central agencies"),
        pytest.param("ministry-demo", 66, 78, 22, id="ministries"),
        pytest.param("division-frame-demo", 42, 70, 30, id="divisions"),
    ],
)
def test_sets_have_the_size_that_their_sources_page_says(
    demonstration_sets: dict[str, CriteriaSet], name: str, leaves: int, appraised: int, surveyed: int
) -> None:
    """Number of leaves and points of the two parts, as ``sources.md`` prints them."""
    criteria_set = demonstration_sets[name]
    points: Counter[str] = Counter()
    for node in criteria_set.leaves():
        if node.leaf is not None:
            points[node.leaf.part] += node.maximum  # type: ignore[assignment]  # a Counter adds fractions as well

    page = (LIBRARY / name / "sources.md").read_text(encoding="utf-8")

    assert leaves == len(list(criteria_set.leaves()))
    assert {"appraisal": Fraction(appraised), "survey": Fraction(surveyed)} == dict(points)
    assert f"{leaves} mục chấm điểm; 100 điểm = {appraised} thẩm định + {surveyed} điều tra" in page


def test_the_frame_has_the_shape_of_its_model(demonstration_sets: dict[str, CriteriaSet]) -> None:
    """7 domains, 29 criteria, 22 sub-criteria, 30 of 100 points surveyed if at all."""
    frame = demonstration_sets["division-frame-demo"]
    criteria = [node for domain in frame.nodes for node in domain.children]

    assert (7, 29, 22) == (len(frame.nodes), len(criteria), sum(len(node.children) for node in criteria))
    assert frame.survey.is_optional
    assert WhenNotRun.RESCALE is frame.survey.when_not_run


def test_the_sets_say_that_they_are_demonstrations(demonstration_sets: dict[str, CriteriaSet]) -> None:
    """Flag, both titles and a decision number that no office would give."""
    for criteria_set in demonstration_sets.values():
        assert criteria_set.is_demonstration
        assert criteria_set.title.vi.startswith("Bộ tiêu chí thử – ")
        assert (criteria_set.title.en or "").startswith("Demonstration criteria set – ")
        assert criteria_set.decision is not None
        assert criteria_set.decision.number.startswith("00/")


def test_every_rule_kind_and_policy_is_in_use(demonstration_sets: dict[str, CriteriaSet]) -> None:
    """Together the sets show every kind of rule and every policy that a set may state."""
    rules = _rules(demonstration_sets)
    leaves = [node.leaf for criteria_set in demonstration_sets.values() for node in criteria_set.leaves() if node.leaf]
    zeros = {found for rule in rules if (found := getattr(rule, "zero_denominator", None)) is not None}
    conditions = {rule.condition is not None for rule in rules if isinstance(rule, PassFail)}

    assert set(get_args(Rule)) == {type(rule) for rule in rules}
    assert set(ZeroDenominator) == zeros
    assert set(MissingPolicy) == {leaf.missing for leaf in leaves}
    assert set(Source) == {leaf.source for leaf in leaves}
    assert {True, False} == {leaf.may_be_not_applicable for leaf in leaves} == {leaf.must_justify for leaf in leaves}
    assert {True, False} == conditions
    assert set(ZeroLevel) == {rule.zero_level for rule in rules if isinstance(rule, MeanOfRatios)}
    assert set(EmptyGroup) == {rule.empty_group for rule in rules if isinstance(rule, Survey)}
    assert any(rule.floor is not None for rule in rules if isinstance(rule, Ratio))
    assert any(rule.floor > 0 for rule in rules if isinstance(rule, Deduction))
    assert any(len(rule.formulas) > 1 for rule in rules if isinstance(rule, Formulas))
    assert set(InputType) == {declared.type for leaf in leaves for declared in leaf.inputs.values()}


def test_bands_are_scored_in_all_three_ways_and_close_on_either_side(
    demonstration_sets: dict[str, CriteriaSet],
) -> None:
    """By an input, a percentage, or a part of a total; an inner boundary belongs to the band above or below it."""
    bands = [rule for rule in _rules(demonstration_sets) if isinstance(rule, Bands)]
    ways = {
        "input" if rule.input else "percent" if rule.percent else "numerator" if rule.numerator else ""
        for rule in bands
    }
    inner: set[Band] = {band for rule in bands for band in rule.bands if band.to not in {None, rule.domain.to}}

    assert {"input", "percent", "numerator"} == ways
    assert {True, False} == {band.to_included for band in inner}


def test_both_languages_are_complete(demonstration_sets: dict[str, CriteriaSet]) -> None:
    """Every title, label, measure and level stands in Vietnamese and English."""
    for criteria_set in demonstration_sets.values():
        words: list[Words] = [criteria_set.title, *criteria_set.survey.groups.values()]
        words += [adjustment.title for adjustment in criteria_set.adjustments]
        words += [grade.title for table in criteria_set.grades.values() for grade in table]
        for node in criteria_set.walk():
            words.append(node.title)
            for declared in node.leaf.inputs.values() if node.leaf else ():
                words += [declared.label, *([declared.measure] if declared.measure else [])]

        assert [] == [word.vi for word in words if not word.en and word.vi != "%"]


def test_every_boundary_and_floor_has_its_example(demonstration_sets: dict[str, CriteriaSet]) -> None:
    """Each set of departments proves, for every ratio with a floor, one value below it and one not below."""
    criteria_set = demonstration_sets["department-demo"]
    lacking = []
    for node in criteria_set.leaves():
        rule = node.leaf.rule if node.leaf else None
        if node.leaf is not None and isinstance(rule, Ratio) and rule.floor is not None:
            points = {example.points for example in node.leaf.examples}
            if rule.floor.points not in points or len(points) < 2:
                lacking.append(node.code)

    assert [] == lacking


def test_the_extension_adds_within_the_limits_of_the_frame() -> None:
    """The example extension adds four points and splits one leaf; the extended set has 104 points."""
    extended = open_criteria_set(str(LIBRARY / "division-frame-demo" / "extensions" / "phong-noi-vu-demo.yaml"))

    assert "phong-noi-vu-demo" == extended.id
    assert Fraction(104) == extended.maximum
    assert {"1.6", "2.6", "6.5", "2.4.2.1", "2.4.2.2"} <= {node.code for node in extended.leaves()}
