"""Whether every answer gives points that its leaf can give: found before anything is scored, and all at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from fractions import Fraction

from parindex.engine.answers.model import AnswerSheet
from parindex.engine.criteria.model import CriteriaSet, Entry
from parindex.engine.quantities import ZERO, number_text
from parindex.engine.scoring.rules import points_of
from parindex.engine.scoring.score import JudgedLeaf, ScoringPlan
from parindex.errors import BadData, Problem


def check_points(criteria_set: CriteriaSet, sheets: Sequence[AnswerSheet]) -> list[Problem]:
    """A problem for every answer of any round whose points would not lie from 0 to the maximum of its leaf.

    Most rules cannot leave these limits. An input below 0, where the set allows it, a satisfaction of more than 100
    percent, and a value that no band holds can.

    Args:
        criteria_set: The set that the sheets answer.
        sheets: As they were loaded; values with faults are not among them.

    Returns:
        The problems, in the order of the sheets; where a file holds several sheets, each names its unit.
    """
    leaves = {judged.node.code: judged for judged in ScoringPlan(criteria_set).leaves}
    in_file = Counter(sheet.place.file for sheet in sheets)
    problems = []
    for sheet in sheets:
        named = {"unit": sheet.unit.id} if in_file[sheet.place.file] > 1 else {}
        for code, entries in sheet.answers.items():
            for entry in entries.values():
                found = _outside(leaves[code], entry)
                problems += [replace(problem, parameters={**problem.parameters, **named}) for problem in found]
    return problems


def _outside(judged: JudgedLeaf, entry: Entry) -> Iterable[Problem]:
    """What keeps an answer from being scored."""
    try:
        points = points_of(judged.leaf.rule, judged.setting, entry)
    except BadData as bad:
        return bad.problems
    maximum = judged.node.maximum
    if not isinstance(points, Fraction) or ZERO <= points <= maximum:
        return ()
    if points < ZERO:
        return (Problem("negative_points", entry.place, parameters={"found": number_text(points)}),)
    limits = {"found": number_text(points), "maximum": number_text(maximum)}
    return (Problem("points_above_maximum", entry.place, parameters=limits),)
