"""The worked examples of a criteria set, run: a set whose examples fail cannot be issued."""

from __future__ import annotations

from fractions import Fraction

from parindex.engine.criteria.model import CriteriaSet, Entry, MissingPolicy
from parindex.engine.figures import text_or_none
from parindex.engine.quantities import ZERO, number_text
from parindex.engine.scoring.rules import Gap, points_of
from parindex.engine.scoring.score import JudgedLeaf, ScoringPlan
from parindex.errors import BadData, Problem

NOT_APPLICABLE = "not_applicable"


def check_examples(criteria_set: CriteriaSet) -> list[Problem]:
    """A problem ``example_fails`` for each example whose points are not what the rule gives."""
    problems = []
    for judged in ScoringPlan(criteria_set).leaves:
        for number, example in enumerate(judged.leaf.examples, start=1):
            expected = NOT_APPLICABLE if example.points is None else number_text(example.points)
            found = _example_points(judged, example.entry)
            if found != expected:
                place = example.place
                path = place.path or f"nodes/{judged.node.code}/examples/{number}"
                parameters = {"code": judged.node.code, "expected": expected, "found": found}
                problems.append(Problem("example_fails", place.at(path), parameters=parameters))
    return problems


def _example_points(judged: JudgedLeaf, entry: Entry) -> str:
    """What the leaf gets for an entry: points, ``not_applicable``, ``missing`` or ``out_of_bounds``."""
    try:
        outcome = points_of(judged.leaf.rule, judged.setting, entry)
    except BadData:
        return "out_of_bounds"
    policy = judged.leaf.missing
    if isinstance(outcome, Fraction):
        return number_text(outcome)
    if outcome is Gap.NOT_APPLICABLE or policy is MissingPolicy.NOT_APPLICABLE:
        return NOT_APPLICABLE
    return text_or_none(ZERO if policy is MissingPolicy.ZERO else None) or "missing"
