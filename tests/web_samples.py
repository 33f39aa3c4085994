"""Builders of publications for tests of the web part: plain functions, every default the commonest case."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from parindex.engine.answers.model import AnswerSheet, Round, UnitName
from parindex.engine.evaluate import CycleResult, evaluate
from parindex.files.intake import find_criteria, open_criteria_set
from parindex.web.publications.actions import BlockRecord, Computation, PublicationRecord, Titles
from parindex.web.units.actions import UnitRecord
from samples import given

NOW = dt.datetime(2030, 1, 1, tzinfo=dt.UTC)
SET = "published-percent"

percent_set = cache(open_criteria_set)


def cycle(percents: Mapping[str, str]) -> CycleResult:
    """The evaluation of departments by their printed percents: key → percent."""
    sheets = [
        AnswerSheet(
            set_id=SET,
            unit=UnitName(key, f"Sở {key}", "departments"),
            answers={"1": {Round.COUNCIL: given(percent)}},
        )
        for key, percent in percents.items()
    ]
    return evaluate(percent_set(SET), sheets)


def criteria_bytes() -> bytes:
    """The bytes of the criteria file of these samples."""
    return find_criteria(SET).read_bytes()


def publication(slug: str = "thu-2024", **changes: object) -> PublicationRecord:
    """A publication of a province, visible since 2025."""
    record = PublicationRecord(
        slug=slug,
        authority=UnitRecord(key="tinh-thu", name="Tỉnh Thử", kind="province"),
        authority_name=Titles("UBND tỉnh Thử", "People's Committee of Thử"),
        year=2024,
        title=Titles("Chỉ số CCHC năm 2024 của tỉnh Thử", "PAR Index 2024 of Thử"),
        status="official",
        visible_from=dt.datetime(2025, 3, 1, tzinfo=dt.UTC),
        published="2025-03-01",
    )
    return replace(record, **changes)  # type: ignore[arg-type]  # fields by name


def block(percents: Mapping[str, str] | None = None, **changes: object) -> BlockRecord:
    """A computed ranking of three departments."""
    found = BlockRecord(
        slug="departments",
        block="departments",
        unit_kind="department",
        title=Titles("Sở, ban, ngành", "Departments"),
        computation=Computation(
            cycle(percents or {"thu.a": "91.43", "thu.b": "90.59", "thu.c": "90.59"}), criteria_bytes()
        ),
        parent=None,
    )
    return replace(found, **changes)  # type: ignore[arg-type]  # fields by name
