"""Writing units down: who they are, what they are called, what became of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from parindex.web.ui.searching import search_words
from parindex.web.units.models import Lineage, Unit, UnitVersion

LineageEventKind = Lineage.Event


@dataclass(frozen=True, slots=True)
class UnitRecord:
    """A unit as a register or a publication names it.

    Attributes:
        key: Its id, the same in files, addresses and figures.
        parent: Key of the unit above it.
        is_registered: Whether it belongs to the public register, so that it may be found before anything is published.
    """

    key: str
    name: str
    kind: str
    name_en: str = ""
    block: str = ""
    parent: str | None = None
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    decision: str = ""
    is_registered: bool = False


@dataclass(frozen=True, slots=True)
class LineageRecord:
    """An event of a reform, units by their keys."""

    event: LineageEventKind
    date: dt.date
    decision: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@transaction.atomic
def register_units(records: Iterable[UnitRecord]) -> dict[str, int]:
    """Write units and their versions down; what is there already stays as it is.

    Records with the same key are versions of one unit, told apart by their first day. A parent must be among the
    records or there already.

    Returns:
        Key → id of every unit named.
    """
    records = tuple(records)
    keys = {record.key for record in records} | {record.parent for record in records if record.parent}
    known = {unit.key: unit for unit in Unit.objects.filter(key__in=keys)}
    listed = {record.key for record in records if record.is_registered}
    fresh = [Unit(key=key, is_registered=key in listed) for key in dict.fromkeys(record.key for record in records)]
    Unit.objects.bulk_create([unit for unit in fresh if unit.key not in known])
    Unit.objects.filter(key__in=listed, is_registered=False).update(is_registered=True)
    ids = dict(Unit.objects.filter(key__in=keys).values_list("key", "id"))
    there = set(UnitVersion.objects.filter(unit_id__in=ids.values()).values_list("unit_id", "valid_from"))
    UnitVersion.objects.bulk_create(
        [_version(record, ids) for record in records if (ids[record.key], record.valid_from) not in there]
    )
    return ids


def name_units(records: Iterable[UnitRecord]) -> dict[str, int]:
    """Write down units that have no name yet; those that have one keep it. Key → id of every unit named."""
    records = tuple(records)
    named = set(
        UnitVersion.objects.filter(unit__key__in={record.key for record in records}).values_list("unit__key", flat=True)
    )
    ids = register_units(record for record in records if record.key not in named)
    return ids | dict(Unit.objects.filter(key__in=named).values_list("key", "id"))


@transaction.atomic
def record_lineage(records: Iterable[LineageRecord]) -> None:
    """Write events of a reform down; an event of the same day that ended the same units is there already."""
    for record in records:
        before = list(Unit.objects.filter(key__in=record.before))
        after = list(Unit.objects.filter(key__in=record.after))
        if Lineage.objects.filter(event=record.event, date=record.date, before__in=before, after__in=after).exists():
            continue
        event = Lineage.objects.create(event=record.event, date=record.date, decision=record.decision)
        event.before.set(before)
        event.after.set(after)


def _version(record: UnitRecord, ids: dict[str, int]) -> UnitVersion:
    return UnitVersion(
        unit_id=ids[record.key],
        name=record.name,
        name_en=record.name_en,
        kind=record.kind,
        block=record.block,
        parent_id=ids[record.parent] if record.parent else None,
        valid_from=record.valid_from,
        valid_to=record.valid_to,
        decision=record.decision,
        search=search_words(record.name, record.name_en),
    )
