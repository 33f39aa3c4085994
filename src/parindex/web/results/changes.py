"""What moved in a unit between published cycles, read back as the engine wrote it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from parindex.engine.change import Comparability, DomainContribution, contributions_by_domain
from parindex.web.results.models import UnitChange

if TYPE_CHECKING:
    from parindex.engine.figures import Parameter

Document = Mapping[str, "Parameter"]


@dataclass(frozen=True, slots=True)
class StoredSide:
    """A figure in one of two cycles: points and percent; ``None`` where they are not known."""

    value: Fraction | None
    percent: Fraction | None


@dataclass(frozen=True, slots=True)
class StoredDifference:
    """A figure in two cycles: new less old, as far as the two may be compared."""

    old: StoredSide
    new: StoredSide
    comparability: Comparability
    points: Fraction | None
    percentage_points: Fraction | None
    relative_percent: Fraction | None


@dataclass(frozen=True, slots=True)
class StoredLine:
    """One link of the crosswalk, or one pair of nodes, and what it contributed to the change of the index."""

    old_codes: tuple[str, ...]
    new_codes: tuple[str, ...]
    difference: StoredDifference
    contribution: Fraction | None = None


@dataclass(frozen=True, slots=True)
class StoredChange:
    """The change of a unit from one stored result to another, in percentage points of the index.

    Attributes:
        old_id: Stored figures of the cycle before; ``old_year`` its year.
        new_id: Stored figures of the later cycle; ``new_year`` its year.
        rank_move: Places gained, ``None`` where a side has no rank.
        domains: The links gathered by domain; with the last four they add up to ``sum``, exactly.
    """

    old_id: int
    old_year: int
    new_id: int
    new_year: int
    rank_move: int | None
    index: StoredDifference
    links: tuple[StoredLine, ...]
    nodes: tuple[StoredLine, ...]
    domains: tuple[DomainContribution, ...]
    bonus: Fraction | None
    penalty: Fraction | None
    bounds: Fraction | None
    sum: Fraction | None

    def of_node(self, code: str) -> StoredDifference | None:
        """What moved at a node or leaf of the new set, where one figure of the old set continues in it."""
        for line in (*self.nodes, *self.links):
            if line.new_codes == (code,) and len(line.old_codes) == 1:
                return line.difference
        return None


def changes_of_unit(unit_id: int) -> tuple[StoredChange, ...]:
    """Every change that was told of a unit, oldest first."""
    found = UnitChange.objects.filter(new__unit_id=unit_id).order_by("new__result_set__year", "id")
    names = ("old_id", "old__result_set__year", "new_id", "new__result_set__year", "rank_move", "document")
    return tuple(_stored(row) for row in found.values(*names))


def _stored(row: Mapping[str, str | int | None]) -> StoredChange:
    document: Document = json.loads(str(row["document"]))
    links = tuple(_lines(document, "links"))
    adjustments = _mapping(document["adjustments"])
    return StoredChange(
        old_id=int(row["old_id"] or 0),
        old_year=int(row["old__result_set__year"] or 0),
        new_id=int(row["new_id"] or 0),
        new_year=int(row["new__result_set__year"] or 0),
        rank_move=None if row["rank_move"] is None else int(row["rank_move"]),
        index=_difference(_mapping(document["index"])),
        links=links,
        nodes=tuple(_lines(document, "nodes")),
        domains=contributions_by_domain((line.old_codes, line.new_codes, line.contribution) for line in links),
        bonus=_number(adjustments["bonus"]),
        penalty=_number(adjustments["penalty"]),
        bounds=_number(adjustments["bounds"]),
        sum=_number(document["sum"]),
    )


def _lines(document: Document, section: str) -> Iterator[StoredLine]:
    for item in _items(document[section]):
        line = _mapping(item)
        yield StoredLine(
            old_codes=_codes(line["from"]),
            new_codes=_codes(line["to"]),
            difference=_difference(line),
            contribution=_number(line.get("contribution")),
        )


def _difference(told: Document) -> StoredDifference:
    return StoredDifference(
        old=_side(_mapping(told["old"])),
        new=_side(_mapping(told["new"])),
        comparability=Comparability(str(told["comparability"])),
        points=_number(told["points"]),
        percentage_points=_number(told["percentage_points"]),
        relative_percent=_number(told["relative_percent"]),
    )


def _side(side: Document) -> StoredSide:
    return StoredSide(_number(side["value"]), _number(side["percent"]))


def _codes(value: Parameter) -> tuple[str, ...]:
    """Codes of a link are a list, that of a node is one text."""
    return (value,) if isinstance(value, str) else tuple(str(code) for code in _items(value))


def _mapping(value: Parameter) -> Document:
    return value if isinstance(value, Mapping) else {}


def _items(value: Parameter) -> Sequence[Parameter]:
    return value if isinstance(value, Sequence) and not isinstance(value, str) else ()


def _number(value: Parameter) -> Fraction | None:
    return None if value is None else Fraction(str(value))
