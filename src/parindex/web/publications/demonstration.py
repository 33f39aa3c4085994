"""Results of the demonstration province, scored by the demonstration sets and published year by year."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from parindex.engine.answers.load import load_answer_sheets
from parindex.engine.evaluate import CycleResult, evaluate
from parindex.errors import BadData
from parindex.library.demonstration import COMMUNES, DEPARTMENTS, UnitSpec, communes, departments, register, sheets
from parindex.web.publications.actions import (
    BlockRecord,
    Computation,
    DecisionRecord,
    Earlier,
    PublicationRecord,
    Titles,
)
from parindex.web.publications.cases import criteria_file, crosswalk, library_set
from parindex.web.publications.printed import Printed, midnight
from parindex.web.units.actions import LineageEventKind, LineageRecord, UnitRecord, record_lineage, register_units

YEARS = (2023, 2024, 2025)
FIRST_COMMUNE_YEAR = 2025
DEPARTMENT_SET = "department-demo"
COMMUNE_SET = "commune-demo"
SOURCE = Titles(
    "Dữ liệu thử: đơn vị, câu trả lời và quyết định đều được đặt ra để xem hệ thống hoạt động thế nào.",
    "Demonstration data: units, answers and decisions are made up, to show how the system works.",
)


def register_minh_hoa() -> None:
    """Write the units of the province down, with the events between them."""
    province = register()
    register_units([_authority()])
    register_units(
        UnitRecord(
            key=unit.id,
            name=unit.name,
            name_en=unit.name_en,
            kind=unit.kind,
            block=unit.block,
            parent=unit.parent,
            valid_from=_day(unit.valid_from),
            valid_to=_day(unit.valid_to),
        )
        for unit in province.units
    )
    record_lineage(
        LineageRecord(
            LineageEventKind(event.event), dt.date.fromisoformat(event.date), event.decision, event.before, event.after
        )
        for event in province.events
    )


def minh_hoa() -> Iterator[Printed]:
    """One publication per year, oldest first, so that each can be compared with the one before."""
    for year in YEARS:
        blocks = [_departments(year)]
        if year >= FIRST_COMMUNE_YEAR:
            blocks.append(_communes(year))
        yield Printed(_record(year), tuple(blocks))


def slug(year: int) -> str:
    """Name of the publication of a year in addresses."""
    return f"minh-hoa-{year}"


def _record(year: int) -> PublicationRecord:
    published = f"{year + 1}-03-20"
    return PublicationRecord(
        slug=slug(year),
        authority=_authority(),
        authority_name=Titles("UBND tỉnh Minh Họa", "People's Committee of Minh Họa Province"),
        year=year,
        title=Titles(
            f"Chỉ số CCHC năm {year} của tỉnh Minh Họa (dữ liệu thử)",
            f"PAR Index {year} of Minh Họa Province (test data)",
        ),
        status="official",
        visible_from=midnight(published, year),
        published=published,
        decision=DecisionRecord("00/QĐ-UBND", published, "Số quyết định được đặt ra."),
        is_demonstration=True,
        source=SOURCE,
    )


def _authority() -> UnitRecord:
    province = register()
    return UnitRecord(key=province.id, name=province.name, name_en=province.name_en, kind="province")


def _day(text: str | None) -> dt.date | None:
    return None if text is None else dt.date.fromisoformat(text)


def _departments(year: int) -> BlockRecord:
    earlier = None
    if year > YEARS[0]:
        earlier = Earlier(slug(year - 1), DEPARTMENTS, crosswalk(DEPARTMENT_SET, DEPARTMENT_SET))
    return BlockRecord(
        slug=DEPARTMENTS,
        block=DEPARTMENTS,
        unit_kind="department",
        title=Titles(f"Sở, ban, ngành tỉnh Minh Họa, năm {year}", f"Departments of Minh Họa Province, {year}"),
        computation=Computation(
            _scored(DEPARTMENT_SET, departments(year), year), criteria_file(DEPARTMENT_SET), earlier
        ),
        parent=register().id,
    )


def _communes(year: int) -> BlockRecord:
    return BlockRecord(
        slug=COMMUNES,
        block=COMMUNES,
        unit_kind="commune",
        title=Titles(f"Xã, phường, đặc khu tỉnh Minh Họa, năm {year}", f"Communes of Minh Họa Province, {year}"),
        computation=Computation(_scored(COMMUNE_SET, communes(), year), criteria_file(COMMUNE_SET)),
        parent=register().id,
    )


def _scored(set_id: str, units: Sequence[UnitSpec], year: int) -> CycleResult:
    """The evaluation of the sheets drawn for units.

    Raises:
        BadData: The drawn sheets do not answer the set.
    """
    criteria_set = library_set(set_id)
    drawn, problems = load_answer_sheets(sheets(criteria_set, units, year), criteria_set, file=f"{set_id}-{year}")
    if any(problem.is_error for problem in problems):
        raise BadData(problems)
    return evaluate(criteria_set, drawn)
