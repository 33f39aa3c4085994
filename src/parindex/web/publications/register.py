"""The public register of provinces out of ``library/units``: 34 units since 1 July 2025, and the 63 before them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from parindex.web.publications.records import Record, read_record, record, records, text
from parindex.web.units.actions import LineageEventKind, LineageRecord, UnitRecord, record_lineage, register_units

PROVINCE = "province"
UNCHANGED = "unchanged"
EVENTS = {"merged": LineageEventKind.MERGE, "renamed": LineageEventKind.RENAME}


def load_register(path: Path) -> None:
    """Write the units and events of a lineage file down; what is there already stays as it is."""
    file = read_record(path)
    effective = dt.date.fromisoformat(text(file["effective"]))
    decision = text(record(file["decision"])["title"])
    units = records(file["units"])
    register_units(unit for named in units for unit in _provinces(named, effective, decision))
    record_lineage(
        LineageRecord(
            event=EVENTS[text(named["event"])],
            date=effective,
            decision=decision,
            before=tuple(text(before["id"]) for before in records(named["predecessors"])),
            after=(text(named["id"]),),
        )
        for named in units
        if named["event"] != UNCHANGED
    )


def _provinces(named: Record, effective: dt.date, decision: str) -> Iterator[UnitRecord]:
    """The predecessors of a unit, up to the day before; the unit itself, from that day on."""
    is_unchanged = named["event"] == UNCHANGED
    for before in records(named["predecessors"]):
        yield UnitRecord(
            key=text(before["id"]),
            name=text(before["name"]),
            kind=PROVINCE,
            block="provinces",
            valid_to=None if is_unchanged else effective - dt.timedelta(days=1),
            is_registered=True,
        )
    if not is_unchanged:
        yield UnitRecord(
            key=text(named["id"]),
            name=text(named["name"]),
            name_en=text(named.get("name_en")),
            kind=PROVINCE,
            block="provinces",
            valid_from=effective,
            decision=decision,
            is_registered=True,
        )
