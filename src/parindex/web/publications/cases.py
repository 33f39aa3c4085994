"""Real results that the engine computes again, out of the cases of ``library/<set>/cases``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from parindex.engine.answers.model import AnswerSheet
from parindex.engine.criteria.compare import Crosswalk
from parindex.engine.criteria.model import CriteriaSet
from parindex.engine.evaluate import evaluate
from parindex.files.intake import LIBRARY, find_criteria, open_criteria_set, open_crosswalk, open_sheets
from parindex.web.publications.actions import (
    BlockRecord,
    Computation,
    DecisionRecord,
    Earlier,
    PublicationRecord,
    Titles,
)
from parindex.web.publications.printed import Printed, midnight, read_results, unit_key, unit_kind
from parindex.web.units.actions import UnitRecord

HOME_AFFAIRS = UnitRecord(key="bo-noi-vu", name="Bộ Nội vụ", kind="ministry", name_en="Ministry of Home Affairs")
REPORT = Titles(
    "Báo cáo phân tích Chỉ số CCHC năm 2023 của UBND thành phố Hà Nội",
    "Analysis report on the PAR Index 2023 by the People's Committee of Hà Nội",
)
NO_NUMBER = "Báo cáo không in số quyết định phê duyệt kết quả."
ALONE = Titles(
    "Chỉ tính lại được kết quả của Hà Nội, nên ở đây không có thứ hạng; thứ hạng trong 63 tỉnh ở bảng toàn quốc.",
    "Only the result of Hà Nội can be computed again, so it has no rank here; that among 63 is in the national table.",
)


@dataclass(frozen=True, slots=True)
class Case:
    """A computed block: the set, the case file, and the block with which it is compared."""

    slug: str
    title: Titles
    criteria_set: str
    file: str
    earlier: tuple[str, str, str] | None = None  # publication, block, criteria set


BY_ITEM = Titles("Theo từng tiêu chí thành phần", "By sub-criterion")
BY_DOMAIN = Titles("Theo tám lĩnh vực, như báo cáo in", "By the eight domains, as the report prints them")
HANOI: dict[int, tuple[Case, ...]] = {
    2020: (Case("by-item", BY_ITEM, "province-2020", "ha-noi-2020"),),
    2021: (Case("by-item", BY_ITEM, "province-2020", "ha-noi-2021", ("ha-noi-2020", "by-item", "province-2020")),),
    2022: (
        Case("by-item", BY_ITEM, "province-2022", "ha-noi-2022", ("ha-noi-2021", "by-item", "province-2020")),
        Case("by-domain", BY_DOMAIN, "province-2022-by-domain", "ha-noi-2022"),
    ),
    2023: (
        Case("by-item", BY_ITEM, "province-2022", "ha-noi-2023", ("ha-noi-2022", "by-item", "province-2022")),
        Case(
            "by-domain",
            BY_DOMAIN,
            "province-2022-by-domain",
            "ha-noi-2023",
            ("ha-noi-2022", "by-domain", "province-2022-by-domain"),
        ),
    ),
}
PUBLISHED = {2023: "2024-04-17"}

# Printed tables that one set ranks again by the printed percents: table → set and case.
RANKED_AGAIN = {
    ("hoa-binh", "departments-2023"): Case("", Titles(""), "published-percent", "hoa-binh-2023-departments"),
    ("hoa-binh", "departments-2024"): Case(
        "",
        Titles(""),
        "published-percent",
        "hoa-binh-2024-departments",
        ("hoa-binh-2023", "departments-2023", "published-percent"),
    ),
    ("hoa-binh", "districts-2024"): Case("", Titles(""), "published-percent", "hoa-binh-2024-districts"),
}


def hanoi() -> list[Printed]:
    """The results of Hà Nội by item and by domain, oldest year first."""
    return [_hanoi(year, cases) for year, cases in sorted(HANOI.items())]


def ranked_again(printed: Printed) -> Printed:
    """A publication out of printed tables, with the ranking that the engine takes from the printed percents.

    The printed figures stay beside it: a tie that was parted in print without a rule is one shared rank here.
    """
    authority = printed.record.authority.key
    blocks = []
    for block in printed.blocks:
        case = RANKED_AGAIN.get((authority, block.slug))
        blocks.append(block if case is None else replace(block, computation=compute(case, authority)))
    return replace(printed, blocks=tuple(blocks))


def compute(case: Case, authority: str) -> Computation:
    """The evaluation of a case, its units under their keys in the whole installation."""
    criteria_set = library_set(case.criteria_set)
    path = LIBRARY / case.criteria_set / "cases" / f"{case.file}.yaml"
    sheets = [_keyed(sheet, authority) for sheet in open_sheets(path, criteria_set)]
    earlier = None
    if case.earlier is not None:
        publication, block, old = case.earlier
        earlier = Earlier(publication, block, crosswalk(old, case.criteria_set))
    return Computation(evaluate(criteria_set, sheets), criteria_file(case.criteria_set), earlier)


def crosswalk(old: str, new: str) -> Crosswalk:
    """The crosswalk between two sets of the library: its file where there is one, else what equal codes give."""
    path = LIBRARY / "crosswalks" / f"{old}--{new}.yaml"
    return open_crosswalk(path if path.is_file() else None, library_set(old), library_set(new))


@cache
def library_set(name: str) -> CriteriaSet:
    """A set of the library, read once."""
    return open_criteria_set(name)


def criteria_file(name: str) -> bytes:
    """The bytes of the criteria file of a set of the library."""
    return find_criteria(name).read_bytes()


def contradictions(path: Path) -> Sequence[Mapping[str, object]]:
    """Where the report behind a case disagrees with itself; nothing where no report was entered."""
    if not path.is_file():
        return ()
    return [
        {
            "id": found.id,
            "kind": found.kind.value,
            "prints": [{"place": passage.place, "text": passage.text} for passage in found.prints],
            "says": {"vi": found.says.vi, "en": found.says.en or ""},
            "about": list(found.about),
        }
        for found in read_results(path).contradictions
    ]


def _keyed(sheet: AnswerSheet, authority: str) -> AnswerSheet:
    key = unit_key(authority, sheet.unit.id, unit_kind(sheet.unit.block))
    return replace(sheet, unit=replace(sheet.unit, id=key))


def _hanoi(year: int, cases: Sequence[Case]) -> Printed:
    published = PUBLISHED.get(year, "")
    return Printed(
        PublicationRecord(
            slug=f"ha-noi-{year}",
            authority=HOME_AFFAIRS,
            authority_name=Titles(HOME_AFFAIRS.name, HOME_AFFAIRS.name_en),
            year=year,
            title=Titles(f"Chỉ số CCHC năm {year} của thành phố Hà Nội", f"PAR Index {year} of Hà Nội"),
            status="decision_missing",
            visible_from=midnight(published, year),
            published=published,
            decision=DecisionRecord(remark=NO_NUMBER),
            source=REPORT,
            contradictions=contradictions(LIBRARY / "published" / f"ha-noi-{year}.yaml"),
        ),
        tuple(
            BlockRecord(
                slug=case.slug,
                block="provinces",
                unit_kind="province",
                title=case.title,
                computation=compute(case, HOME_AFFAIRS.key),
                remark=ALONE,
            )
            for case in cases
        ),
    )
