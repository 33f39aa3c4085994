"""One criteria set with a leaf of every rule kind, and figures of it: what sentences are tested on."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from parindex.engine.answers.load import load_answer_sheets
from parindex.engine.criteria.load import load_criteria_set
from parindex.engine.criteria.model import CriteriaSet, Node
from parindex.engine.evaluate import evaluate
from parindex.engine.figures import Figure
from parindex.engine.index.unit import UnitResult
from parindex.errors import BadData
from parindex.files.yaml import read_yaml

ONE_OF_EACH = Path(__file__).parent / "wording" / "one_of_each.yaml"


@cache
def one_of_each() -> CriteriaSet:
    """The set of ``one_of_each.yaml``: each leaf has the code of a rule kind."""
    tree, problems = read_yaml(ONE_OF_EACH.read_bytes(), file=ONE_OF_EACH.name)
    if tree is None:
        raise BadData(problems)
    criteria_set, found = load_criteria_set(tree, file=ONE_OF_EACH.name, sha256="")
    if criteria_set is None or found:
        raise BadData([*problems, *found])
    return criteria_set


def leaf_of(code: str) -> Node:
    """The leaf of a code."""
    node = one_of_each().node(code)
    assert node is not None

    return node


def result_of(sheet: str) -> UnitResult:
    """The result of a sheet that is written as YAML without its first lines (kind, set, unit)."""
    head = "kind: answer_sheet\nset: one-of-each\nunit: {id: ha-noi, name: Hà Nội, block: provinces}\n"
    tree, problems = read_yaml((head + sheet).encode(), file="sheet.yaml")
    if tree is None:
        raise BadData(problems)
    sheets, found = load_answer_sheets(tree, one_of_each(), file="sheet.yaml")
    if any(problem.is_error for problem in found):
        raise BadData(found)
    return evaluate(one_of_each(), sheets).units[0]


def figure_of(code: str, entry: str) -> Figure:
    """The figure of a leaf for an entry in YAML; a surveyed leaf is answered in its own round."""
    leaf = leaf_of(code).leaf
    assert leaf is not None

    round_ = "survey" if leaf.source.value in {"survey", "satisfaction"} else "council"
    return result_of(f"answers: {{{code}: {{{round_}: {entry}}}}}\n").figure(code)
