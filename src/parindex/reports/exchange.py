"""The JSON that programs read: figures, scores, ranks, explanations and changes in the promised form.

Numbers are reduced fractions in text, with what is shown beside them: Vietnamese, rounded half up. Nothing is computed
here but the rounding of what is shown. The order of fields is fixed, so equal results give equal bytes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from parindex import __version__
from parindex.engine.change import Change, Difference, LinkChange, NodeChange, Side
from parindex.engine.criteria.model import CriteriaSet
from parindex.engine.figures import Figure, Parameter, inputs_document, step_document, text_or_none
from parindex.engine.index.unit import UnitResult
from parindex.engine.quantities import Measure
from parindex.engine.ranking import BlockRanking
from parindex.engine.remediation import losses
from parindex.errors import Problem
from parindex.wording.numbers import shown
from parindex.wording.problems import message
from parindex.wording.sentences import sentence

Document = dict[str, Parameter]


def to_json(document: Document) -> str:
    """The text of a document: indented, characters as they are, closed by a line end."""
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def figure_entry(figure: Figure, criteria_set: CriteriaSet) -> Document:
    """One figure as programs read it; its key stands outside."""
    return {
        "value": text_or_none(figure.value),
        "shown": shown_value(figure, criteria_set),
        "maximum": text_or_none(figure.maximum),
        "percent": text_or_none(figure.percent),
        "percent_shown": _percent_shown(figure.percent, criteria_set),
        "status": figure.status.value,
        "step": step_document(figure.step),
        "inputs": inputs_document(figure.inputs),
    }


def shown_value(figure: Figure, criteria_set: CriteriaSet) -> str | None:
    """The value as it is printed, in Vietnamese form: percents with the set's decimals for percents."""
    display = criteria_set.display
    decimals = display.percent_decimals if figure.measure is Measure.PERCENT else display.decimals
    return shown(figure.value, decimals)


def _percent_shown(percent: Fraction | None, criteria_set: CriteriaSet) -> str | None:
    return shown(percent, criteria_set.display.percent_decimals)


def set_entry(criteria_set: CriteriaSet) -> Document:
    """Which criteria set, exactly."""
    return {"id": criteria_set.id, "revision": criteria_set.revision, "sha256": criteria_set.sha256}


def score_document(result: UnitResult) -> Document:
    """All figures of one unit, its grade, losses and rounds."""
    criteria_set = result.criteria_set
    decimals = criteria_set.display.decimals
    grade = result.graded.grade
    document: Document = {
        "unit": {"id": result.unit.id, "name": result.unit.name, "block": result.unit.block},
        "set": set_entry(criteria_set),
        "engine": __version__,
        "figures": {figure.key: figure_entry(figure, criteria_set) for figure in result.figures()},
        "grade": None if grade is None else grade.id,
        "losses": [
            {
                "code": loss.code,
                "agency": loss.agency,
                "part": loss.part.value,
                "points": text_or_none(loss.points),
                "shown": shown(loss.points, decimals),
            }
            for loss in losses(result)
        ],
        "rounds": {
            round_.value: {"value": text_or_none(value), "shown": shown(value, decimals)}
            for round_, value in result.rounds().items()
        },
    }
    return document | _demonstration(criteria_set)


def _demonstration(criteria_set: CriteriaSet) -> Document:
    """Demonstration data say so in every output."""
    return {"demonstration": True} if criteria_set.is_demonstration else {}


def ranking_document(criteria_set: CriteriaSet, ranking: Iterable[BlockRanking]) -> Document:
    """Places of all units, block by block, and the units without a place."""
    blocks = list(ranking)
    document: Document = {
        "ranking": [
            {
                "block": place.block,
                "unit": place.unit,
                "percent": text_or_none(place.percent),
                "shown": _percent_shown(place.percent, criteria_set),
                "rank": place.rank,
                "tied": place.is_tied,
            }
            for block in blocks
            for place in block.ranked
        ],
        "unranked": [
            {"block": place.block, "unit": place.unit, "reason": place.reason.value}
            for block in blocks
            for place in block.unranked
        ],
    }
    return document | _demonstration(criteria_set)


def explanation_document(result: UnitResult, key: str, language: str = "vi") -> Document:
    """A figure with its sentence, opened down to the leaves.

    Raises:
        UnknownKey: The set has no such figure.
    """
    return _explained(result, key, language) | _demonstration(result.criteria_set)


def _explained(result: UnitResult, key: str, language: str) -> Document:
    figure = result.figure(key)
    children: list[Parameter] = [_explained(result, item, language) for item in figure.inputs if isinstance(item, str)]
    return {
        "key": figure.key,
        "sentence": sentence(figure, result.criteria_set, language=language),
        "figure": figure_entry(figure, result.criteria_set),
        "children": children,
    }


def change_document(change: Change, criteria_set: CriteriaSet) -> Document:
    """The change of a unit between two cycles: the index, each link, each node, and the sum of all lines."""
    decimals = criteria_set.display.percent_decimals
    return {
        "index": _difference(change.index, criteria_set),
        "links": [_link(line, criteria_set) for line in change.links],
        "nodes": [_node(line, criteria_set) for line in change.nodes],
        "adjustments": {
            "bonus": text_or_none(change.bonus),
            "penalty": text_or_none(change.penalty),
            "bounds": text_or_none(change.bounds),
        },
        "sum": text_or_none(change.sum),
        "sum_shown": shown(change.sum, decimals),
    } | _demonstration(criteria_set)


def _difference(told: Difference, criteria_set: CriteriaSet) -> Document:
    display = criteria_set.display
    return {
        "comparability": told.comparability.value,
        "points": text_or_none(told.points),
        "points_shown": shown(told.points, display.decimals),
        "percentage_points": text_or_none(told.percentage_points),
        "percentage_points_shown": shown(told.percentage_points, display.percent_decimals),
        "relative_percent": text_or_none(told.relative_percent),
        "relative_percent_shown": shown(told.relative_percent, display.percent_decimals),
        "old": _side(told.old),
        "new": _side(told.new),
    }


def _side(side: Side) -> Document:
    return {
        "value": text_or_none(side.value),
        "maximum": text_or_none(side.maximum),
        "percent": text_or_none(side.percent),
    }


def _link(line: LinkChange, criteria_set: CriteriaSet) -> Document:
    return {
        "relation": line.link.relation.value,
        "from": list(line.link.from_),
        "to": list(line.link.to),
        "contribution": text_or_none(line.contribution),
        "performance": text_or_none(line.performance),
        "structure": text_or_none(line.structure),
    } | _difference(line.difference, criteria_set)


def _node(line: NodeChange, criteria_set: CriteriaSet) -> Document:
    return {"from": line.from_, "to": line.to} | _difference(line.difference, criteria_set)


def problems_document(problems: Sequence[Problem], language: str = "vi") -> Document:
    """Problems with their places and sentences."""
    return {"problems": [_problem(problem, language) for problem in problems]}


def _problem(problem: Problem, language: str) -> Document:
    place = problem.place
    parameters: Mapping[str, Parameter] = dict(problem.parameters)
    return {
        "code": problem.code,
        "severity": problem.severity.value,
        "place": {
            "file": place.file,
            "line": place.line,
            "path": place.path,
            "sheet": place.sheet,
            "cell": place.cell,
        },
        "parameters": parameters,
        "message": message(problem, language),
    }
