"""Whether every answer gives points that its leaf can give: found before anything is scored, and all at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from parindex.engine.answers.model import AnswerSheet
from parindex.engine.criteria.model import CriteriaSet, Entry
from parindex.engine.quantities import ZERO, number_text
from parindex.engine.scoring.rules import points_of
from parindex.engine.scoring.score import JudgedLeaf, ScoringPlan
from parindex.errors import BadData, Problem

MOST_PRECISION = 100_000
"""Most bits of the denominators of a unit's points together: 600 leaves, each divided by 10¹⁵ đồng, need a third."""


def check_points(criteria_set: CriteriaSet, sheets: Sequence[AnswerSheet]) -> list[Problem]:
    """A problem for every answer of any round whose points would not lie from 0 to the maximum of its leaf.

    Most rules cannot leave these limits. An input below 0, where the set allows it, a satisfaction of more than 100
    percent, and a value that no band holds can. Points of one unit that need more digits together than anybody could
    mean are a problem too: their exact sum would be long to compute and longer to print.

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
        found = list(_outside(leaves, sheet))
        problems += [replace(problem, parameters={**problem.parameters, **named}) for problem in found]
    return problems


def _outside(leaves: Mapping[str, JudgedLeaf], sheet: AnswerSheet) -> Iterator[Problem]:
    """What keeps the answers of one unit from being scored."""
    precision = 0
    for code, entries in sheet.answers.items():
        longest = 0
        for entry in entries.values():
            try:
                points = points_of(leaves[code].leaf.rule, leaves[code].setting, entry)
            except BadData as bad:
                yield from bad.problems
                continue
            if isinstance(points, Fraction):
                longest = max(longest, points.denominator.bit_length())
                yield from _beyond(leaves[code].node.maximum, points, entry)
        precision += longest
    if precision > MOST_PRECISION:
        yield Problem("too_precise", sheet.place.at("answers"))


def _beyond(maximum: Fraction, points: Fraction, entry: Entry) -> Iterator[Problem]:
    """Points below 0 or above the maximum of their leaf."""
    if points < ZERO:
        yield Problem("negative_points", entry.place, parameters={"found": number_text(points)})
    elif points > maximum:
        limits = {"found": number_text(points), "maximum": number_text(maximum)}
        yield Problem("points_above_maximum", entry.place, parameters=limits)
