"""Stored results: the figures of a unit by key, the rows of a ranking."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

from django.db.models import Count, F, Q

from parindex.engine.answers.model import UnitName
from parindex.engine.criteria.model import CriteriaSet, Part
from parindex.engine.evaluate import evaluate
from parindex.engine.figures import Figure, figure_from_json, figure_to_json
from parindex.engine.index.unit import UnitResult
from parindex.errors import Fault
from parindex.web.criteria.queries import criteria_set
from parindex.web.results.answers import sheet_of
from parindex.web.results.models import BlockFigures, ResultSet, UnitChange, UnitFigures

if TYPE_CHECKING:
    from django.db.models import QuerySet

DOCUMENTS = ("figures", "losses", "rounds")


@dataclass(frozen=True, slots=True)
class StoredLoss:
    """Points lost at one leaf, as they were stored; ``None`` where the leaf's value is not known."""

    code: str
    agency: str
    part: Part
    points: Fraction | None


@dataclass(frozen=True, slots=True)
class RankingRow:
    """One unit of a ranking, without its figures.

    Attributes:
        id: Of the stored figures in the database.
        rank: ``None`` where the unit takes no place; ``unranked_reason`` says why, ``unranked_said`` as its sheet does.
        percent: Unrounded.
        decided_by: Key of the tie-break that parted it from a unit of equal percent, or empty.
    """

    id: int
    unit_id: int
    unit_key: str
    name: str
    rank: int | None
    is_tied: bool
    value: Fraction | None
    maximum: Fraction
    percent: Fraction | None
    grade: str
    decided_by: str
    unranked_reason: str
    unranked_said: str


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One result of a unit among its others; ``ranked_units`` have a place in the same block."""

    id: int
    name: str
    rank: int | None
    is_tied: bool
    value: Fraction | None
    percent: Fraction | None
    ranked_units: int


@dataclass(frozen=True, slots=True)
class BlockSpan:
    """How many units a block shows, how many of them without a place, and its highest and lowest percent."""

    units: int
    unranked: int
    highest: Fraction | None
    lowest: Fraction | None


class StoredResult:
    """The result of one unit as it was stored: answers like the engine's ``UnitResult``, computes nothing.

    Attributes:
        id: Of the stored figures in the database.
        unit: Key, name in that year, and block.
        year: Year that was scored.
        row: Its place in the ranking.
    """

    def __init__(self, stored: UnitFigures) -> None:
        self._stored = stored
        self.id: int = stored.pk
        self.unit_id: int = stored.unit_id
        self.unit = UnitName(stored.unit.key, stored.name, stored.block)
        self.result_set: ResultSet = stored.result_set
        self.year: int = stored.result_set.year
        self.row = ranking_row(stored)
        self.grade = stored.grade or None

    @property
    def criteria_set(self) -> CriteriaSet:
        """The set it was scored by."""
        return criteria_set(self.result_set.criteria_set.sha256)

    @property
    def percent(self) -> Fraction | None:
        """The index in percent of the own maximum, not rounded."""
        return self.row.percent

    @property
    def key_prefix(self) -> str:
        """What stands before a local key in addresses, bookmarks and files: ``ha-noi/2023/province-2022``."""
        return f"{self.unit.id}/{self.year}/{self.result_set.criteria_set.set_id}"

    @cached_property
    def _lines(self) -> Mapping[str, str]:
        return {_key_of(line): line for line in self._stored.figures.split("\n")}

    @cached_property
    def _read(self) -> dict[str, Figure]:
        return {}

    def keys(self) -> tuple[str, ...]:
        """All local keys, in the order of the criteria set."""
        return tuple(self._lines)

    def __contains__(self, key: str) -> bool:
        return key in self._lines

    def figures(self) -> Iterator[Figure]:
        """All figures, in the order of their keys."""
        return (self.figure(key) for key in self._lines)

    def figure(self, key: str) -> Figure:
        """The figure of a local key.

        Raises:
            KeyError: The result has no such figure.
        """
        if key not in self._read:
            self._read[key] = figure_from_json(self._lines[key])
        return self._read[key]

    def figure_text(self, key: str) -> str:
        """The canonical JSON of a figure, as it was stored."""
        return self._lines[key]

    def value(self, key: str) -> Fraction | None:
        """The exact value of a local key."""
        return self.figure(key).value

    @cached_property
    def losses(self) -> tuple[StoredLoss, ...]:
        """The loss of every leaf, in the order of the criteria file; the whole ones too."""
        return tuple(
            StoredLoss(loss["code"], loss["agency"], Part(loss["part"]), _number(loss["points"]))
            for loss in json.loads(self._stored.losses)
        )

    @cached_property
    def rounds(self) -> Mapping[str, Fraction | None]:
        """Round → points of the appraised part using rounds up to it."""
        return {name: _number(value) for name, value in json.loads(self._stored.rounds).items()}


def recomputed(stored: StoredResult) -> UnitResult:
    """The result once more by the engine, from the answers that were kept: for documents that need more than figures.

    Raises:
        Fault: Some figure differs from the stored one; nothing may be printed then.
    """
    criteria = stored.criteria_set
    answers = bytes(ResultSet.objects.values_list("answers", flat=True).get(pk=stored.result_set.pk))
    sheet = sheet_of(answers, stored.unit.id, criteria)
    result = evaluate(criteria, [sheet]).units[0]
    computed = [figure_to_json(figure) for figure in result.figures()]
    if computed != [stored.figure_text(key) for key in stored.keys()]:  # noqa: SIM118  a result is no mapping
        raise Fault(f"{stored.key_prefix}: the engine no longer gives the figures that were published")
    return result


def published_figures(result_set_id: int | None, block: str, unit_key: str) -> StoredResult | None:
    """The result of one unit in a block of a result set, ``None`` where it is not there."""
    stored = _with_set().filter(result_set_id=result_set_id, block=block, unit__key=unit_key).first()
    return None if stored is None else StoredResult(stored)


def stored_results(figures_ids: Sequence[int]) -> dict[int, StoredResult]:
    """Several results by the ids of their stored figures."""
    return {stored.pk: StoredResult(stored) for stored in _with_set().filter(pk__in=figures_ids)}


def results_of_block(result_set_id: int, block: str) -> tuple[StoredResult, ...]:
    """All results of a block, with their figures, in the order of the ranking."""
    found = _with_set().filter(result_set_id=result_set_id, block=block)
    return tuple(StoredResult(stored) for stored in found)


def results_with_value(
    result_set_ids: Collection[int], key: str, values: Collection[str], limit: int = 20
) -> tuple[StoredResult, ...]:
    """Some results whose figure of a key has one of these values, newest year first.

    Args:
        result_set_ids: Where they are looked for.
        key: Local key of the figure.
        values: Exact values as figures are stored: ``786/535``.
        limit: At most so many.
    """
    begins = Q()
    for value in values:
        begins |= Q(figures__contains=f'{{"key":"{key}","value":"{value}",')
    if not begins or not result_set_ids:
        return ()
    found = _with_set().filter(begins, result_set_id__in=result_set_ids).order_by("-result_set__year", "position")
    return tuple(StoredResult(stored) for stored in found[:limit])


def ranking(result_set_id: int, block: str) -> tuple[RankingRow, ...]:
    """The rows of a block: ranked units in the order of their places, then those without one."""
    found = UnitFigures.objects.filter(result_set_id=result_set_id, block=block).select_related("unit")
    return tuple(ranking_row(stored) for stored in found.defer(*DOCUMENTS))


def rows_of_unit(unit_id: int) -> Mapping[tuple[int, str], UnitRow]:
    """(Result set, block) → the row of one unit, with the number of units that have a place there."""
    ranked = Count(
        "result_set__units", filter=Q(result_set__units__block=F("block"), result_set__units__rank__isnull=False)
    )
    found = UnitFigures.objects.filter(unit_id=unit_id).defer(*DOCUMENTS).annotate(ranked_units=ranked)
    return {
        (stored.result_set_id, stored.block): UnitRow(
            id=stored.pk,
            name=stored.name,
            rank=stored.rank,
            is_tied=stored.is_tied,
            value=_number(stored.value),
            percent=_number(stored.percent),
            ranked_units=stored.ranked_units,
        )
        for stored in found
    }


def block_spans(result_set_ids: Collection[int]) -> Mapping[tuple[int, str], BlockSpan]:
    """(Result set, block) → how many units it shows and between which percents."""
    rows: dict[tuple[int, str], list[tuple[int | None, Fraction | None]]] = {}
    found = UnitFigures.objects.filter(result_set_id__in=result_set_ids)
    for result_set_id, block, rank, percent in found.values_list("result_set_id", "block", "rank", "percent"):
        rows.setdefault((result_set_id, block), []).append((rank, _number(percent)))
    return {key: span_of(units) for key, units in rows.items()}


def span_of(units: Sequence[tuple[int | None, Fraction | None]]) -> BlockSpan:
    """The span of units by their ranks and percents."""
    known = [percent for _, percent in units if percent is not None]
    unranked = sum(rank is None for rank, _ in units)
    return BlockSpan(len(units), unranked, max(known, default=None), min(known, default=None))


def block_figures(result_set_id: int, block: str) -> Mapping[str, Figure]:
    """Key → figure of a block as a whole (mean, gap, counts); empty where none were computed."""
    stored = BlockFigures.objects.filter(result_set_id=result_set_id, block=block).first()
    if stored is None or not stored.figures:
        return {}
    return {_key_of(line): figure_from_json(line) for line in stored.figures.split("\n")}


def changes_to(result_set_id: int, block: str) -> Mapping[int, UnitChange]:
    """Unit id → what moved since the cycle before, for a block."""
    found = UnitChange.objects.filter(new__result_set_id=result_set_id, new__block=block).select_related("new", "old")
    light = found.defer("document", *(f"{side}__{name}" for side in ("new", "old") for name in DOCUMENTS))
    return {change.new.unit_id: change for change in light}


def ranking_row(stored: UnitFigures) -> RankingRow:
    """The row of a unit in its ranking."""
    return RankingRow(
        id=stored.pk,
        unit_id=stored.unit_id,
        unit_key=stored.unit.key,
        name=stored.name,
        rank=stored.rank,
        is_tied=stored.is_tied,
        value=_number(stored.value),
        maximum=Fraction(stored.maximum),
        percent=_number(stored.percent),
        grade=stored.grade,
        decided_by=stored.decided_by,
        unranked_reason=stored.unranked_reason,
        unranked_said=stored.unranked_said,
    )


def _with_set() -> QuerySet[UnitFigures]:
    found = UnitFigures.objects.select_related("unit", "result_set__criteria_set")
    return found.defer("result_set__answers", "result_set__criteria_set__file")


def _key_of(line: str) -> str:
    """The key of a figure from its canonical JSON, which begins with it."""
    start = len('{"key":"')
    return line[start : line.index('"', start)]


def _number(text: str | None) -> Fraction | None:
    return None if text is None else Fraction(text)
