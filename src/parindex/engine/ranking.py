"""Ranks within blocks, by unrounded percent: shared ranks, or the tie-breaks that the set lists.

A unit without a place is told apart with the reason; it takes no place from others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cmp_to_key

from parindex.engine.criteria.model import CriteriaSet, Prefer, TieBreak
from parindex.engine.index.unit import UnitResult


class UnrankedReason(StrEnum):
    """Why a unit has no rank; the first that fits, in this order."""

    SCORED_NOT_RANKED = "scored_not_ranked"
    NOTHING_APPLICABLE = "nothing_applicable"
    INCOMPLETE = "incomplete"
    ALONE_IN_BLOCK = "alone_in_block"


@dataclass(frozen=True, slots=True)
class Ranked:
    """The place of a unit in its block.

    Attributes:
        percent: Unrounded, what the place was taken from.
        rank: From 1; equal units share it and the next take the place after all of them (1, 2, 2, 4).
        is_tied: Whether another unit has the same rank.
        decided_by: Key of the tie-break that parted it from a unit of equal percent, or ``None``.
    """

    unit: str
    block: str
    percent: Fraction
    rank: int
    is_tied: bool
    decided_by: str | None = None


@dataclass(frozen=True, slots=True)
class Unranked:
    """A unit that takes no place, with the reason; ``said`` are the words of its sheet."""

    unit: str
    block: str
    reason: UnrankedReason
    said: str | None = None


@dataclass(frozen=True, slots=True)
class BlockRanking:
    """All units of a block: those with a place, best first, equal ones by id, and those without."""

    block: str
    ranked: tuple[Ranked, ...]
    unranked: tuple[Unranked, ...]


def rank(criteria_set: CriteriaSet, results: Iterable[UnitResult]) -> tuple[BlockRanking, ...]:
    """The ranking of each block, blocks in the order of their ids."""
    blocks: dict[str, list[UnitResult]] = {}
    for result in results:
        blocks.setdefault(result.unit.block, []).append(result)
    return tuple(_rank_block(criteria_set, block, blocks[block]) for block in sorted(blocks))


def _rank_block(criteria_set: CriteriaSet, block: str, results: Sequence[UnitResult]) -> BlockRanking:
    reasons = {result.unit.id: _reason(result) for result in results}
    rankable = [result for result in results if reasons[result.unit.id] is None]
    if len(rankable) == 1:
        reasons[rankable[0].unit.id] = UnrankedReason.ALONE_IN_BLOCK
        rankable = []
    unranked = tuple(
        Unranked(result.unit.id, block, reason, result.sheet.unranked_reason)
        for result in sorted(results, key=lambda result: result.unit.id)
        if (reason := reasons[result.unit.id]) is not None
    )
    return BlockRanking(block, _places(criteria_set.ties, block, rankable), unranked)


def _reason(result: UnitResult) -> UnrankedReason | None:
    if not result.sheet.is_ranked:
        return UnrankedReason.SCORED_NOT_RANKED
    if not result.composite.maximum:
        return UnrankedReason.NOTHING_APPLICABLE
    if result.percent is None:
        return UnrankedReason.INCOMPLETE
    return None


@dataclass(frozen=True, slots=True)
class _Runner:
    """A unit to be placed: its percent, and its tie-break values, only where another unit has the same percent."""

    unit: str
    percent: Fraction
    breaks: tuple[Fraction | None, ...]


def _places(ties: tuple[TieBreak, ...], block: str, results: Sequence[UnitResult]) -> tuple[Ranked, ...]:
    percents = [result.percent for result in results if result.percent is not None]
    shared = {percent for percent, number in Counter(percents).items() if number > 1}
    runners = [
        _Runner(
            result.unit.id,
            percent,
            tuple(result.value(tie.key) for tie in ties) if percent in shared else (),
        )
        for result, percent in zip(results, percents, strict=True)
    ]
    runners.sort(key=lambda runner: runner.unit)
    runners.sort(key=cmp_to_key(lambda first, second: _compare(ties, first, second)[0]))
    places: list[int] = []
    for position, runner in enumerate(runners):
        is_equal = position > 0 and _compare(ties, runners[position - 1], runner)[0] == 0
        places.append(places[-1] if is_equal else position + 1)
    numbers = Counter(places)
    return tuple(
        Ranked(runner.unit, block, runner.percent, place, numbers[place] > 1, _decided_by(ties, runners, position))
        for position, (runner, place) in enumerate(zip(runners, places, strict=True))
    )


def _compare(ties: tuple[TieBreak, ...], first: _Runner, second: _Runner) -> tuple[int, str | None]:
    """Below 0 where the first ranks before the second, and the key of the tie-break that said so."""
    if first.percent != second.percent:
        return (-1 if first.percent > second.percent else 1), None
    for tie, one, other in zip(ties, first.breaks, second.breaks, strict=False):
        if one == other:
            continue
        if one is None or other is None:
            return (1 if one is None else -1), tie.key
        is_before = one > other if tie.prefer is Prefer.HIGHER else one < other
        return (-1 if is_before else 1), tie.key
    return 0, None


def _decided_by(ties: tuple[TieBreak, ...], runners: Sequence[_Runner], position: int) -> str | None:
    neighbours = (position - 1, position + 1)
    for other in neighbours:
        if 0 <= other < len(runners):
            key = _compare(ties, runners[position], runners[other])[1]
            if key is not None:
                return key
    return None
