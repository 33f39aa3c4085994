"""What ties several parts of a set together is judged on any set, read from a file or made from others."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

import samples
from parindex.engine.criteria.check import Unread, check_criteria_set
from parindex.engine.criteria.model import (
    CriteriaSet,
    ExtensionLimits,
    Node,
    Prefer,
    Source,
    SurveyPart,
    TieBreak,
    WhenNotRun,
)
from parindex.engine.criteria.rules import Survey, Words


def codes(criteria_set: CriteriaSet, unread: Unread | None = None) -> list[tuple[str, str | None]]:
    """Codes and paths of the problems of a set."""
    return [(found.code, found.place.path) for found in check_criteria_set(criteria_set, unread=unread)]


def test_a_sound_set_has_no_problems() -> None:
    """Sums that agree, keys that exist, weights for every survey leaf: nothing is said."""
    survey = SurveyPart(groups={"people": Words("Người dân")}, group_weights={"1.2": {"people": Fraction(1)}})
    tree = samples.branch("1", samples.leaf("1.1"), samples.leaf("1.2", rule=Survey("four"), source=Source.SURVEY))
    ties = (TieBreak("1.survey.percent", Prefer.HIGHER), TieBreak("index", Prefer.LOWER))

    assert [] == codes(samples.criteria(tree, survey=survey, ties=ties))


@given(st.lists(st.fractions(min_value=Fraction(1, 9), max_value=9, max_denominator=9), min_size=1, max_size=6))
def test_maxima_add_up_exactly_or_are_said(maxima: list[Fraction]) -> None:
    """A sum is right to the last fraction, or the difference is told."""
    leaves = [samples.leaf(f"1.{number}", str(maximum)) for number, maximum in enumerate(maxima, start=1)]
    right = samples.criteria(samples.branch("1", *leaves))
    (node,) = right.nodes
    wrong = replace(right, nodes=(replace(node, maximum=node.maximum + Fraction(1, 1000)),))
    found = {problem.place.path: problem.parameters["difference"] for problem in check_criteria_set(wrong)}

    assert [] == codes(right)
    assert {"maximum": "1/1000", "nodes/1/maximum": "-1/1000"} == found


def test_sums_over_what_could_not_be_read_are_not_judged() -> None:
    """A maximum that could not be read, or a child that could not, leaves its sum open; other sums are judged."""
    unread_maximum: Node = replace(samples.leaf("1.1"), maximum=Fraction(0))
    first = replace(samples.branch("1", unread_maximum, samples.leaf("1.2")), maximum=Fraction(5))
    second = replace(samples.branch("2", samples.leaf("2.1")), maximum=Fraction(5))
    third = replace(samples.branch("3", samples.leaf("3.1")), maximum=Fraction(5))
    criteria_set = samples.criteria(first, second, third)

    assert [("sum_mismatch", "nodes/3/maximum")] == codes(criteria_set, Unread(lists={"2"}))


def test_codes_stand_once_and_begin_with_their_parents_code() -> None:
    """A doubled code and a child under a foreign parent are said, each at the node itself."""
    tree = samples.branch("1", samples.leaf("1.1"), samples.leaf("11"), samples.leaf("1.1"))

    assert {("code_not_under_parent", "nodes/11/code"), ("duplicate_code", "nodes/1.1/code")} == set(
        codes(samples.criteria(tree))
    )


def test_names_of_what_may_be_unread_are_let_be() -> None:
    """A code is not called unknown where a node could not be read that may have it."""
    survey = SurveyPart(groups={"people": Words("Người dân")}, group_weights={"9": {"people": Fraction(1)}})
    limits = ExtensionLimits(frozenset({"9"}), None, frozenset({"9"}))
    criteria_set = samples.criteria(
        samples.leaf("1"), survey=survey, extension=limits, ties=(TieBreak("9.percent", Prefer.HIGHER),)
    )
    said = {
        ("unknown_key", "ranking/ties/1/key"),
        ("unknown_code", "survey/group_weights/9"),
        ("unknown_code", "extension/add_under/9"),
        ("unknown_code", "extension/split/9"),
    }

    assert said == set(codes(criteria_set))
    assert [] == codes(criteria_set, Unread(leaves={"9"}))
    assert [] == codes(criteria_set, Unread(has_uncoded=True))


def test_only_survey_rules_need_group_weights() -> None:
    """A surveyed leaf whose points are given needs none; weights for it are weights for nothing."""
    survey = SurveyPart(group_weights={"1": {}})
    criteria_set = samples.criteria(
        samples.leaf("1", source=Source.SURVEY),
        samples.leaf("2", rule=Survey("four"), source=Source.SURVEY),
        survey=survey,
    )

    assert [("unknown_code", "survey/group_weights/1"), ("no_group_weights", "nodes/2/rule")] == codes(criteria_set)


def test_rescaling_needs_something_to_rescale() -> None:
    """Rescaling to the appraised part is refused where there is none, and only if the survey may be left out."""
    part = SurveyPart(is_optional=True, when_not_run=WhenNotRun.RESCALE)
    surveyed = samples.leaf("1", source=Source.SURVEY)

    assert [("nothing_to_rescale", "survey/when_not_run")] == codes(samples.criteria(surveyed, survey=part))
    assert [] == codes(samples.criteria(surveyed, samples.leaf("2"), survey=part))
    assert [] == codes(samples.criteria(surveyed, survey=replace(part, is_optional=False)))
