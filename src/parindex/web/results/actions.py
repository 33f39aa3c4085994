"""Keeping what the engine computed: every figure of every unit, with what it was computed from."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from django.db import transaction

from parindex import __version__
from parindex.engine.blocks import INDEX_PERCENT, PlanTarget, count_reaching, gap, mean
from parindex.engine.change import change, rank_move
from parindex.engine.criteria.compare import Crosswalk
from parindex.engine.criteria.keys import PERCENT
from parindex.engine.evaluate import CycleResult, evaluate
from parindex.engine.figures import Figure, figure_to_json, text_or_none
from parindex.engine.index.unit import UnitResult
from parindex.engine.quantities import Rounding, number_text, scaled
from parindex.engine.ranking import Ranked, Unranked
from parindex.engine.remediation import losses
from parindex.reports.exchange import change_document, to_json
from parindex.web.criteria.queries import criteria_set
from parindex.web.results.answers import answers_bytes, sheets_of
from parindex.web.results.models import BlockFigures, ResultSet, UnitChange, UnitFigures

if TYPE_CHECKING:
    from parindex.web.criteria.models import StoredCriteriaSet

SORTED_DECIMALS = 12


@transaction.atomic
def store_results(
    cycle: CycleResult, *, stored_set: StoredCriteriaSet, owner_id: int, year: int, unit_ids: Mapping[str, int]
) -> ResultSet:
    """Keep all figures of an evaluation, once: the same answers scored by the same set and engine are there already.

    Args:
        cycle: What the engine computed; its unit ids are keys of units.
        stored_set: The criteria set as it is kept.
        owner_id: The authority that scores.
        year: Year that was scored.
        unit_ids: Key → id in the database, of every unit of the evaluation.
    """
    answers = answers_bytes((result.sheet for result in cycle.units), cycle.criteria_set)
    digest = hashlib.sha256(answers).hexdigest()
    there = ResultSet.objects.filter(
        criteria_set=stored_set, owner_id=owner_id, year=year, engine=__version__, answers_sha256=digest
    ).first()
    if there is not None:
        return there
    units = list(_units(cycle, unit_ids))
    result_set = ResultSet.objects.create(
        criteria_set=stored_set,
        owner_id=owner_id,
        year=year,
        engine=__version__,
        answers=answers,
        answers_sha256=digest,
        result_sha256=_digest(units),
    )
    for unit in units:
        unit.result_set = result_set
    UnitFigures.objects.bulk_create(units, batch_size=50)
    BlockFigures.objects.bulk_create(_blocks(result_set, cycle))
    return result_set


@transaction.atomic
def store_changes(old: tuple[ResultSet, CycleResult], new: tuple[ResultSet, CycleResult], crosswalk: Crosswalk) -> None:
    """Keep what moved between two evaluations, for every unit that is in both; a pair compared before stays."""
    (old_set, old_cycle), (new_set, new_cycle) = old, new
    before = dict(UnitFigures.objects.filter(result_set=old_set).values_list("unit__key", "id"))
    after = dict(UnitFigures.objects.filter(result_set=new_set).values_list("unit__key", "id"))
    compared = set(
        UnitChange.objects.filter(old__result_set=old_set, new__result_set=new_set).values_list("new_id", flat=True)
    )
    earlier = {result.unit.id: result for result in old_cycle.units}
    found = []
    for result in new_cycle.units:
        key = result.unit.id
        if key not in before or after[key] in compared:
            continue
        told = change(earlier[key], result, crosswalk)
        moved = rank_move(old_cycle.place(key), new_cycle.place(key))
        found.append(
            UnitChange(
                old_id=before[key],
                new_id=after[key],
                rank_move=moved.places,
                percentage_points=text_or_none(told.index.percentage_points),
                document=to_json(change_document(told, result.criteria_set)),
            )
        )
    UnitChange.objects.bulk_create(found)


def evaluated(result_set: ResultSet) -> CycleResult:
    """The evaluation of a stored result set once more, from the very bytes that were kept.

    The same set, answers and engine give the same figures; this is for comparing with later ones, and for checks.
    """
    criteria = criteria_set(result_set.criteria_set.sha256)
    return evaluate(criteria, sheets_of(bytes(result_set.answers), criteria))


def _units(cycle: CycleResult, unit_ids: Mapping[str, int]) -> Iterator[UnitFigures]:
    results = {result.unit.id: result for result in cycle.units}
    for block in cycle.ranking:
        places: tuple[Ranked | Unranked, ...] = (*block.ranked, *block.unranked)
        for position, place in enumerate(places):
            yield _unit(results[place.unit], place, position, unit_ids[place.unit])


def _unit(result: UnitResult, place: Ranked | Unranked, position: int, unit_id: int) -> UnitFigures:
    grade = result.graded.grade
    stored = UnitFigures(
        unit_id=unit_id,
        name=result.unit.name,
        block=place.block,
        position=position,
        value=text_or_none(result.composite.value),
        maximum=number_text(result.composite.maximum),
        percent=text_or_none(result.percent),
        percent_sort=None if result.percent is None else scaled(result.percent, SORTED_DECIMALS, Rounding.CUT),
        grade="" if grade is None else grade.id,
        figures=_lines(result.figures()),
        losses=_compact(
            {"code": loss.code, "agency": loss.agency, "part": loss.part.value, "points": text_or_none(loss.points)}
            for loss in losses(result)
        ),
        rounds=json.dumps({round_.value: text_or_none(value) for round_, value in result.rounds().items()}),
    )
    if isinstance(place, Ranked):
        stored.rank, stored.is_tied, stored.decided_by = place.rank, place.is_tied, place.decided_by or ""
    else:
        stored.unranked_reason, stored.unranked_said = place.reason.value, place.said or ""
    return stored


def _blocks(result_set: ResultSet, cycle: CycleResult) -> Iterator[BlockFigures]:
    for block in cycle.ranking:
        results = [result for result in cycle.units if result.unit.block == block.block]
        domains = [f"{node.code}.{PERCENT}" for node in cycle.criteria_set.nodes]
        figures = [
            mean(block.block, results),
            gap(block.block, results),
            *(count_reaching(block.block, results, target) for target in _targets(cycle, block.block)),
            *(mean(block.block, results, key) for key in domains),
        ]
        yield BlockFigures(result_set=result_set, block=block.block, figures=_lines(figures))


def _targets(cycle: CycleResult, block: str) -> Sequence[PlanTarget]:
    """The threshold of the best grade of a block, where it has grades."""
    grades = cycle.criteria_set.grades
    rows = grades.get(block) or grades.get("*") or ()
    return [
        PlanTarget(INDEX_PERCENT, row.from_, is_strict=not row.from_included)
        for row in rows[:1]
        if row.from_ is not None
    ]


def _lines(figures: Iterable[Figure]) -> str:
    """Figures as lines of canonical JSON."""
    return "\n".join(figure_to_json(figure) for figure in figures)


def _compact(documents: Iterable[Mapping[str, str | None]]) -> str:
    return json.dumps(list(documents), ensure_ascii=False, separators=(",", ":"))


def _digest(units: Sequence[UnitFigures]) -> str:
    """One hash over all that was computed, units in the order of their blocks and places."""
    parts = [(unit.name, unit.block, unit.position, unit.rank, unit.grade, unit.figures) for unit in units]
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()
