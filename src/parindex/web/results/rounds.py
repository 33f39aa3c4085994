"""Who scored what: the answers behind a stored result, round beside round, and the points that each round gave."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING

from parindex.engine.answers.model import AnswerSheet, Round
from parindex.engine.criteria.model import Entry
from parindex.engine.evaluate import evaluate
from parindex.engine.scoring.score import score_unit
from parindex.engine.simulate import PrintedInterval, WhatIf, printed_interval, what_if
from parindex.web.criteria.queries import criteria_set
from parindex.web.results import answers
from parindex.web.results.models import ResultSet

if TYPE_CHECKING:
    from collections.abc import Mapping

    from parindex.web.results.queries import StoredResult


@dataclass(frozen=True, slots=True)
class RoundOfLeaf:
    """What one round said of a leaf.

    Attributes:
        points: What the rule gives for it, ``None`` where that is not known.
        reason: In the words of the sheet; empty where none is given.
        counts: Whether this round is the one that counts.
    """

    round: Round
    points: Fraction | None
    reason: str
    evidence: tuple[str, ...]
    sources: tuple[str, ...]
    counts: bool


def rounds_of_leaf(result: StoredResult, code: str) -> tuple[RoundOfLeaf, ...]:
    """Every round that said something of a leaf, in their order; the points are the engine's."""
    sheet = sheet_of(result)
    return tuple(_rounds(result, sheet, code, sheet.answers.get(code, {})))


def if_full(result: StoredResult, code: str) -> WhatIf:
    """What full points at one leaf would bring to the index, everything else unchanged; ranks are not asked."""
    criteria = result.criteria_set
    node = criteria.node(code)
    maximum = Fraction(0) if node is None else node.maximum
    return what_if(criteria, [sheet_of(result)], result.unit.id, {code: Entry(points=maximum)})


def allowed_by_print(result: StoredResult, decimals: Mapping[str, Mapping[str, int]]) -> PrintedInterval:
    """The interval of every figure that rounding of the printed inputs allows."""
    return printed_interval(result.criteria_set, sheet_of(result), decimals)


def sheet_of(result: StoredResult) -> AnswerSheet:
    """The answers that a stored result was computed from, out of the bytes that were kept."""
    stored = result.result_set
    return _sheet(stored.answers_sha256, stored.criteria_set.sha256, result.unit.id)


@lru_cache(maxsize=64)
def _sheet(answers_sha256: str, set_sha256: str, unit: str) -> AnswerSheet:
    """One sheet out of answers that never change."""
    found = ResultSet.objects.filter(answers_sha256=answers_sha256).values_list("answers", flat=True)[:1]
    return answers.sheet_of(bytes(found.get()), unit, criteria_set(set_sha256))


def _rounds(
    result: StoredResult, sheet: AnswerSheet, code: str, entries: Mapping[Round, Entry]
) -> Iterator[RoundOfLeaf]:
    if not entries:
        return
    plan = evaluate(result.criteria_set, [sheet]).units[0].score.plan
    position = plan.positions[code]
    last = [round_ for round_ in Round if round_ in entries][-1]
    for round_ in Round:
        entry = entries.get(round_)
        if entry is not None:
            points = score_unit(plan, sheet, round_).values[position]
            yield RoundOfLeaf(round_, points, entry.reason or "", entry.evidence, entry.sources, counts=round_ is last)
