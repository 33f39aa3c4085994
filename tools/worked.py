"""Worked examples of rules: a leaf as a criteria file writes it, and the table of what its examples give.

In a page of ``docs`` a fence ``yaml leaf`` holds the fields of a leaf (and, from a line ``survey:`` on, the survey part
of its set); the block ``<!-- generated: worked -->`` behind it holds the table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from parindex.engine.answers.model import AnswerSheet, Round, UnitName
from parindex.engine.criteria.check import check_criteria_set
from parindex.engine.criteria.load import load_criteria_set
from parindex.engine.criteria.model import CriteriaSet, Example, Part
from parindex.engine.evaluate import evaluate
from parindex.engine.figures import Status, text_or_none
from parindex.engine.scoring.examples import check_examples
from parindex.errors import BadData
from parindex.files.yaml import read_yaml
from parindex.wording.numbers import printed
from parindex.wording.sentences import sentence

LEAF = re.compile(
    r"(^```yaml leaf\n(?P<leaf>.*?)^```\n\n<!-- generated: worked -->\n)(?P<table>.*?)(<!-- end -->)",
    re.MULTILINE | re.DOTALL,
)
CODE = "1"
HEAD = """\
kind: criteria_set
id: worked
revision: "1"
title: Ví dụ
edition: Ví dụ
decision: {{number: Ví dụ}}
maximum: {maximum}
display: {{decimals: 2}}
ranking: {{by: percent, ties: shared}}
{survey}nodes:
  - code: "1"
    title: Tiêu chí
"""


def worked(page: str) -> str:
    """A page with the tables of its examples as they must be.

    Raises:
        BadData: A leaf has faults, or an example does not give what it says.
    """
    return LEAF.sub(lambda found: f"{found[1]}\n{''.join(_table(found['leaf']))}\n{found[4]}", page)


def leaf_set(leaf: str) -> CriteriaSet:
    """A criteria set of one leaf.

    Raises:
        BadData: The leaf has faults, or an example does not give what it says.
    """
    fields, _, survey = leaf.partition("survey:\n")
    maximum = re.search(r"^maximum: (\S+)", fields, re.MULTILINE)
    head = HEAD.format(maximum=maximum[1] if maximum else "", survey=f"survey:\n{survey}" if survey else "")
    text = head + "".join(f"    {line}\n" for line in fields.splitlines())
    tree, problems = read_yaml(text.encode(), file="worked.yaml")
    criteria_set, found = load_criteria_set(tree, file="worked.yaml", sha256="")
    problems += found
    if criteria_set is not None:
        problems += [*check_criteria_set(criteria_set), *check_examples(criteria_set)]
    if problems or criteria_set is None:
        raise BadData(problems)
    return criteria_set


def _table(leaf: str) -> Iterator[str]:
    criteria_set = leaf_set(leaf)
    yield "| trường hợp | cách tính | điểm, chính xác | hiện |\n|---|---|---|---|\n"
    for node in criteria_set.leaves():
        for example in node.leaf.examples if node.leaf else ():
            yield _row(criteria_set, example)


def _row(criteria_set: CriteriaSet, example: Example) -> str:
    (node,) = criteria_set.nodes
    is_surveyed = node.leaf is not None and node.leaf.part is Part.SURVEY
    round_ = Round.SURVEY if is_surveyed else Round.COUNCIL
    sheet = AnswerSheet(criteria_set.id, UnitName("u", "U", "b"), answers={CODE: {round_: example.entry}})
    figure = evaluate(criteria_set, [sheet]).units[0].figure(CODE)
    told = sentence(figure, criteria_set)
    exact = "không áp dụng" if figure.status is Status.NOT_APPLICABLE else text_or_none(figure.value) or "–"
    said = example.says.vi if example.says else ""
    return f"| {said} | {told} | {exact} | {printed(figure.value, 2)} |\n".replace("<", "&lt;")
