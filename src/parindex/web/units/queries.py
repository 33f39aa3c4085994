"""What is known of units: names on a day, where a former unit belongs now, search without diacritics."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from parindex.web.ui.searching import begins_words
from parindex.web.units.models import Lineage, Unit, UnitVersion
from parindex.wording.orthography import folded, sort_key

_KIND_BEFORE = re.compile(
    r"^(?:ubnd |uy ban nhan dan )?(?:so |tinh |thanh pho |tp |huyen |quan |thi xa |xa |phuong |dac khu )?(?=.)"
)


@dataclass(frozen=True, slots=True)
class NamedUnit:
    """A unit with the name it has or had.

    Attributes:
        id: In the database.
        key: In addresses and files.
        kind: What it is: ``province``, ``department``, ``commune``, ``ministry``…
        valid_from: First day of this name, ``None`` where it always had it.
        valid_to: Last day, ``None`` where it still has it.
    """

    id: int
    key: str
    name: str
    name_en: str
    kind: str
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None


@dataclass(frozen=True, slots=True)
class FoundUnit:
    """An answer to a search.

    Attributes:
        unit: The unit under its last name.
        parent: The unit to which it belongs or belonged: "Sở Tư pháp, Hòa Bình".
        now: Units to which it belongs now, if a reform ended it: "nay thuộc tỉnh Phú Thọ".
        formerly: Other names that it had.
    """

    unit: NamedUnit
    parent: NamedUnit | None
    now: tuple[NamedUnit, ...]
    formerly: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LineageEvent:
    """One event of a reform, with the units before and after it."""

    event: str
    label: str
    date: dt.date
    decision: str
    before: tuple[NamedUnit, ...]
    after: tuple[NamedUnit, ...]


@dataclass(frozen=True, slots=True)
class KeyedUnit:
    """A unit by its key; ``is_registered`` where it belongs to the public register."""

    unit: NamedUnit
    is_registered: bool


def named(key: str) -> KeyedUnit | None:
    """The unit of a key under its last name."""
    versions = UnitVersion.objects.filter(unit__key=key).select_related("unit")
    found = _nulls_first(versions)
    return KeyedUnit(_named(found[-1]), found[-1].unit.is_registered) if found else None


def unit_ids(keys: Collection[str]) -> dict[str, int]:
    """Key → id of the units that are there."""
    return dict(Unit.objects.filter(key__in=keys).values_list("key", "id"))


def latest_names(ids: Collection[int]) -> dict[int, NamedUnit]:
    """The last known version of each unit, by id."""
    versions = UnitVersion.objects.filter(unit_id__in=ids).select_related("unit").order_by("valid_from", "id")
    return {version.unit_id: _named(version) for version in _nulls_first(versions)}


def parents_of(ids: Collection[int]) -> dict[int, int]:
    """Unit → the unit above it, by their last versions, where there is one."""
    rows = UnitVersion.objects.filter(unit_id__in=ids, parent__isnull=False).order_by("valid_from", "id")
    return dict(rows.values_list("unit_id", "parent_id"))


def successors(ids: Collection[int]) -> dict[int, tuple[NamedUnit, ...]]:
    """For units that a reform ended: the units they became or went into, by id; units that went on are absent."""
    found = Lineage.objects.filter(before__in=ids).order_by("date", "id").values_list("id", "before", "after")
    became: dict[tuple[int, int], list[int]] = {}
    for event, before, after in found:
        became.setdefault((event, before), []).append(after)
    ended = {before: after for (_, before), after in became.items() if before not in after}
    names = latest_names({unit_id for after in ended.values() for unit_id in after})
    return {
        before: tuple(names[unit_id] for unit_id in after if unit_id in names)
        for before, after in ended.items()
        if before in ids
    }


def lineage(kind: str | None = None) -> tuple[LineageEvent, ...]:
    """All events of reforms, oldest first; of one kind of units where it is given."""
    events = list(Lineage.objects.prefetch_related("before", "after"))
    ids = {unit.pk for event in events for unit in (*event.before.all(), *event.after.all())}
    names = latest_names(ids)
    found = []
    for event in events:
        before = _sorted(names[unit.pk] for unit in event.before.all() if unit.pk in names)
        after = _sorted(names[unit.pk] for unit in event.after.all() if unit.pk in names)
        if kind is None or any(unit.kind == kind for unit in (*before, *after)):
            found.append(
                LineageEvent(
                    event.event, str(Lineage.Event(event.event).label), event.date, event.decision, before, after
                )
            )
    return tuple(found)


def lineage_of(unit_id: int) -> tuple[LineageEvent, ...]:
    """The events that made or ended one unit."""
    return tuple(event for event in lineage() if any(unit.id == unit_id for unit in (*event.before, *event.after)))


def registered() -> frozenset[int]:
    """Ids of the units of the public register."""
    return frozenset(Unit.objects.filter(is_registered=True).values_list("id", flat=True))


def registered_units(kind: str) -> tuple[NamedUnit, ...]:
    """The units of a kind in the public register, former ones too, by name."""
    return _sorted(unit for unit in latest_names(registered()).values() if unit.kind == kind)


def search(text: str, among: Collection[int], limit: int = 50) -> tuple[FoundUnit, ...]:
    """Units one of whose names has words beginning with those of a text, old names too.

    Diacritics, Đ and case do not matter, nor does the kind before a name: "tinh hoa binh" finds Hòa Bình.

    Args:
        text: What the reader typed.
        among: Ids of the units that may be found at all.
        limit: At most so many.

    Returns:
        Units whose whole name was typed first, then by name.
    """
    bare = _bare(folded(text))
    versions = [version for version in begins_words(UnitVersion.objects, bare) if version.unit_id in among]
    return _found(versions, folded(text), bare)[:limit]


def _bare(name: str) -> str:
    """A folded name without the kind before it; the kind itself where nothing else was typed."""
    return _KIND_BEFORE.sub("", name) or name


def _found(versions: Iterable[UnitVersion], typed: str, bare: str) -> tuple[FoundUnit, ...]:
    ids = {version.unit_id for version in versions}
    parents = parents_of(ids)
    latest = latest_names({*ids, *parents.values()})
    after = successors(ids)
    names: dict[int, set[str]] = {unit_id: set() for unit_id in ids}
    for unit_id, name in UnitVersion.objects.filter(unit_id__in=ids).values_list("unit_id", "name"):
        names[unit_id].add(name)

    def place(found: FoundUnit) -> tuple[int, str]:
        name = folded(found.unit.name)
        closeness = (name != typed) + (name != bare) + (_bare(name) != bare)
        return closeness, sort_key(found.unit.name)

    answers = [
        FoundUnit(
            unit=latest[unit_id],
            parent=latest.get(parents.get(unit_id, 0)),
            now=after.get(unit_id, ()),
            formerly=tuple(sorted(names[unit_id] - {latest[unit_id].name}, key=sort_key)),
        )
        for unit_id in ids
    ]
    return tuple(sorted(answers, key=place))


def _named(version: UnitVersion) -> NamedUnit:
    return NamedUnit(
        id=version.unit_id,
        key=version.unit.key,
        name=version.name,
        name_en=version.name_en,
        kind=version.kind,
        valid_from=version.valid_from,
        valid_to=version.valid_to,
    )


def _nulls_first(versions: Iterable[UnitVersion]) -> list[UnitVersion]:
    return sorted(versions, key=lambda version: (version.valid_from or dt.date.min, version.pk))


def _sorted(units: Iterable[NamedUnit]) -> tuple[NamedUnit, ...]:
    return tuple(sorted(units, key=lambda unit: sort_key(unit.name)))
