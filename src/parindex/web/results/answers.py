"""Answer sheets as bytes: JSON in the form of answer sheets, numbers as exact text.

Units and codes stand in their order; inputs and ballots in the order in which they were written, since the derivation
of a figure lists them so. The bytes are kept beside the results that were computed from them, so that the same figures
can be had again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence

from parindex.engine.answers.load import load_answer_sheets
from parindex.engine.answers.model import AnswerSheet, Grant, Round
from parindex.engine.criteria.model import CriteriaSet, Entry, InputType
from parindex.engine.figures import Parameter
from parindex.engine.quantities import number_text
from parindex.engine.trees import Field, Fields, Items, Text, Tree
from parindex.errors import BadData

Document = dict[str, Parameter]
YesNo = frozenset[tuple[str, str]]
STORED = "answers.json"


def answers_bytes(sheets: Iterable[AnswerSheet], criteria_set: CriteriaSet) -> bytes:
    """The bytes of sheets, units in the order of their ids. Equal sheets give equal bytes."""
    ordered = sorted(sheets, key=lambda sheet: sheet.unit.id)
    yes_no = _yes_no_inputs(criteria_set)
    document = {"kind": "answer_sheet", "sheets": [_sheet(sheet, yes_no) for sheet in ordered]}
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


def sheets_of(content: bytes, criteria_set: CriteriaSet) -> tuple[AnswerSheet, ...]:
    """The sheets that :func:`answers_bytes` wrote.

    Raises:
        BadData: The bytes do not answer this set.
    """
    return _load(json.loads(content), criteria_set)


def sheet_of(content: bytes, unit: str, criteria_set: CriteriaSet) -> AnswerSheet:
    """The sheet of one unit among those that :func:`answers_bytes` wrote.

    Raises:
        BadData: The bytes do not answer this set.
        KeyError: No sheet is of this unit.
    """
    for sheet in json.loads(content)["sheets"]:
        if sheet["unit"]["id"] == unit:
            return _load({"kind": "answer_sheet", "sheets": [sheet]}, criteria_set)[0]
    raise KeyError(unit)


def _load(document: Document, criteria_set: CriteriaSet) -> tuple[AnswerSheet, ...]:
    sheets, problems = load_answer_sheets(_tree(document), criteria_set, file=STORED)
    if any(problem.is_error for problem in problems):
        raise BadData(problems)
    return tuple(sheets)


def _yes_no_inputs(criteria_set: CriteriaSet) -> frozenset[tuple[str, str]]:
    """Leaf code and name of every input that is answered by yes or no."""
    return frozenset(
        (node.code, declared.name)
        for node in criteria_set.leaves()
        if node.leaf is not None
        for declared in node.leaf.inputs.values()
        if declared.type is InputType.BOOLEAN
    )


def _sheet(sheet: AnswerSheet, yes_no: YesNo) -> Document:
    """One sheet as JSON values. What is as the form takes it without being said is left out."""
    document: Document = {
        "set": sheet.set_id,
        "unit": {"id": sheet.unit.id, "name": sheet.unit.name, "block": sheet.unit.block},
        "answers": _rounds(sheet.answers, yes_no),
    }
    if sheet.not_applicable:
        document["not_applicable"] = {code: _grant(sheet.not_applicable[code]) for code in sorted(sheet.not_applicable)}
    if not sheet.survey_run:
        document["survey_run"] = False
    if sheet.adjustments:
        document["adjustments"] = _rounds(sheet.adjustments, yes_no)
    if not sheet.is_ranked:
        document["ranked"] = False
    if sheet.unranked_reason:
        document["unranked_reason"] = sheet.unranked_reason
    return document


def _rounds(answers: Mapping[str, Mapping[Round, Entry]], yes_no: YesNo) -> Document:
    return {
        code: {round_.value: _entry(code, answers[code][round_], yes_no) for round_ in Round if round_ in answers[code]}
        for code in sorted(answers)
    }


def _entry(code: str, entry: Entry, yes_no: YesNo) -> Document:
    document: Document = {}
    if entry.inputs:
        document["inputs"] = {
            name: bool(value) if (code, name) in yes_no else number_text(value) for name, value in entry.inputs.items()
        }
    if entry.level is not None:
        document["level"] = entry.level
    if entry.counts is not None:
        document["counts"] = {
            group: {option: str(number) for option, number in counts.items()} for group, counts in entry.counts.items()
        }
    if entry.formula is not None:
        document["formula"] = entry.formula
    if entry.points is not None:
        document["points"] = number_text(entry.points)
    if entry.count is not None:
        document["count"] = number_text(entry.count)
    if entry.reason is not None:
        document["reason"] = entry.reason
    if entry.evidence:
        document["evidence"] = list(entry.evidence)
    if entry.sources:
        document["sources"] = list(entry.sources)
    return document


def _grant(grant: Grant) -> Document:
    return {"granted_by": grant.granted_by, "reason": grant.reason}


def _tree(value: Parameter) -> Tree:
    """JSON values as the tree that a file of the same content gives."""
    if isinstance(value, Mapping):
        return Fields(tuple(Field(Text(name, quoted=True), _tree(item)) for name, item in value.items()))
    if isinstance(value, str):
        return Text(value, quoted=True)
    if isinstance(value, Sequence):
        return Items(tuple(_tree(item) for item in value))
    return Text("true" if value else "false")
