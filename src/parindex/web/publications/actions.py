"""Publishing: everything that a publication shows is written in one transaction and never changed."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from django.db import transaction

from parindex.engine.criteria.compare import Crosswalk
from parindex.engine.evaluate import CycleResult
from parindex.errors import Refused
from parindex.web.criteria.actions import store_criteria_set
from parindex.web.publications.models import PrintedRow, Publication, PublishedBlock
from parindex.web.results.actions import evaluated, store_changes, store_results
from parindex.web.results.answers import answers_bytes
from parindex.web.units.actions import UnitRecord, name_units

if TYPE_CHECKING:
    from parindex.web.results.models import ResultSet


@dataclass(frozen=True, slots=True)
class Titles:
    """A title in Vietnamese, and in English where there is one."""

    vi: str
    en: str = ""


@dataclass(frozen=True, slots=True)
class DecisionRecord:
    """The decision that a publication stands on; without a number, ``remark`` says why there is none."""

    number: str = ""
    date: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Earlier:
    """The cycle with which a block is compared: the publication's slug and block, and the crosswalk to the new set."""

    publication: str
    block: str
    crosswalk: Crosswalk


@dataclass(frozen=True, slots=True)
class PrintedUnit:
    """A row of a printed table; numbers are text as printed, with a decimal point and all printed decimals."""

    key: str
    name: str
    rank: int | None = None
    percent: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    source: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """Rows as they were printed.

    Attributes:
        columns: The measures of the rows: ``id``, ``vi``, ``en``, ``measure``.
        mean: Mean of the block as printed; ``mean_change`` its printed change.
        units_known: How many units the block has, where the source says it.
        is_complete: Whether every unit of the block has a row.
    """

    rows: Sequence[PrintedUnit] = ()
    columns: Sequence[Mapping[str, str]] = ()
    mean: str = ""
    mean_change: str = ""
    units_known: int | None = None
    is_complete: bool = True
    source: str = ""


@dataclass(frozen=True, slots=True)
class Computation:
    """A ranking that the engine computed.

    Attributes:
        cycle: The evaluation; ids of its units are keys of units.
        criteria_file: Bytes of the criteria file that it was computed by.
        earlier: The cycle with which it is compared.
    """

    cycle: CycleResult
    criteria_file: bytes
    earlier: Earlier | None = None


@dataclass(frozen=True, slots=True)
class BlockRecord:
    """One ranking of a publication: computed, printed elsewhere, or computed with other printed figures beside it.

    Attributes:
        slug: Its name in addresses.
        block: The block of the sheets that it shows.
        unit_kind: What its units are: ``province``, ``department``, ``commune``…
        index: What is ranked: ``par`` or ``sipas``.
        parent: Key of the unit to which the units belong.
    """

    slug: str
    block: str
    unit_kind: str
    title: Titles
    computation: Computation | None = None
    printed: PrintedTable = field(default_factory=PrintedTable)
    index: str = "par"
    parent: str | None = None
    remark: Titles = Titles("")


@dataclass(frozen=True, slots=True)
class PublicationRecord:
    """What is published; see :class:`~parindex.web.publications.models.Publication` for each field."""

    slug: str
    authority: UnitRecord
    authority_name: Titles
    year: int
    title: Titles
    status: str
    visible_from: dt.datetime
    published: str = ""
    decision: DecisionRecord = field(default_factory=DecisionRecord)
    is_demonstration: bool = False
    source: Titles = Titles("")
    remarks: str = ""
    supersedes: str | None = None
    correction: str = ""
    contradictions: Sequence[Mapping[str, object]] = ()


@transaction.atomic
def publish(record: PublicationRecord, blocks: Sequence[BlockRecord]) -> Publication:
    """Write a publication and everything it shows.

    Publishing the same once more changes nothing. Other content under the same name is refused: what was published is
    not overwritten.

    Raises:
        Refused: ``publication_frozen``: another publication has this name. ``correction_without_reason``: it
            supersedes another and does not say why. ``unknown_publication``: it supersedes one that is not there.
    """
    digest = digest_of(record, blocks)
    there = Publication.objects.filter(slug=record.slug).first()
    if there is not None:
        if there.sha256 != digest:
            raise Refused("publication_frozen", publication=record.slug)
        return there
    publication = _write(record, digest)
    for position, block in enumerate(blocks):
        _write_block(publication, position, block)
    return publication


def digest_of(record: PublicationRecord, blocks: Sequence[BlockRecord]) -> str:
    """One hash over the content of a publication: its words, and the answers and printed rows of its blocks."""
    parts = [repr(record)]
    for block in blocks:
        parts.append(repr(replace(block, computation=None)))
        if block.computation is not None:
            cycle = block.computation.cycle
            answers = answers_bytes((result.sheet for result in cycle.units), cycle.criteria_set)
            parts.append(f"{cycle.criteria_set.sha256} {hashlib.sha256(answers).hexdigest()}")
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _write(record: PublicationRecord, digest: str) -> Publication:
    authority_id = name_units([record.authority])[record.authority.key]
    return Publication.objects.create(
        slug=record.slug,
        authority_id=authority_id,
        authority_name=record.authority_name.vi,
        authority_name_en=record.authority_name.en,
        year=record.year,
        title_vi=record.title.vi,
        title_en=record.title.en,
        published=record.published,
        decision_number=record.decision.number,
        decision_date=record.decision.date,
        decision_remark=record.decision.remark,
        status=record.status,
        is_demonstration=record.is_demonstration,
        source_vi=record.source.vi,
        source_en=record.source.en,
        remarks=record.remarks,
        visible_from=record.visible_from,
        supersedes=_superseded(record),
        correction=record.correction,
        contradictions=json.dumps(list(record.contradictions), ensure_ascii=False) if record.contradictions else "",
        sha256=digest,
    )


def _superseded(record: PublicationRecord) -> Publication | None:
    if record.supersedes is None:
        return None
    superseded = Publication.objects.filter(slug=record.supersedes).first()
    if superseded is None:
        raise Refused("unknown_publication", publication=record.supersedes)
    if not record.correction:
        raise Refused("correction_without_reason", publication=record.slug)
    return superseded


def _write_block(publication: Publication, position: int, block: BlockRecord) -> None:
    unit_ids = name_units(_units_of(block))
    result_set = None if block.computation is None else _store(publication, block.computation, unit_ids)
    printed = block.printed
    written = PublishedBlock.objects.create(
        publication=publication,
        position=position,
        slug=block.slug,
        block=block.block,
        kind=block.unit_kind,
        title_vi=block.title.vi,
        title_en=block.title.en,
        result_set=result_set,
        index=block.index,
        columns=json.dumps(list(map(dict, printed.columns)), ensure_ascii=False) if printed.columns else "",
        units_known=printed.units_known,
        is_complete=printed.is_complete,
        printed_mean=printed.mean,
        printed_mean_change=printed.mean_change,
        source=printed.source,
        remark_vi=block.remark.vi,
        remark_en=block.remark.en,
    )
    PrintedRow.objects.bulk_create(
        PrintedRow(
            block=written,
            position=row_position,
            unit_id=unit_ids[row.key],
            name=row.name,
            rank=row.rank,
            percent=row.percent,
            values=json.dumps(dict(row.values), ensure_ascii=False),
            source=row.source,
            remark=row.remark,
        )
        for row_position, row in enumerate(printed.rows)
    )


def _units_of(block: BlockRecord) -> Iterator[UnitRecord]:
    names = {row.key: row.name for row in block.printed.rows}
    if block.computation is not None:
        names |= {result.unit.id: result.unit.name for result in block.computation.cycle.units}
    for key, name in names.items():
        yield UnitRecord(key=key, name=name, kind=block.unit_kind, block=block.block, parent=block.parent)


def _store(publication: Publication, computation: Computation, unit_ids: Mapping[str, int]) -> ResultSet:
    cycle = computation.cycle
    result_set = store_results(
        cycle,
        stored_set=store_criteria_set(cycle.criteria_set, computation.criteria_file),
        owner_id=publication.authority_id,
        year=publication.year,
        unit_ids=unit_ids,
    )
    if computation.earlier is not None:
        earlier = computation.earlier
        before = PublishedBlock.objects.get(publication__slug=earlier.publication, slug=earlier.block)
        if before.result_set is not None:
            store_changes((before.result_set, evaluated(before.result_set)), (result_set, cycle), earlier.crosswalk)
    return result_set
