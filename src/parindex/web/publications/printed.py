"""Results that were printed elsewhere, out of ``library/published/*.yaml``: one publication per file and year.

Nothing is computed from what was printed. Tables whose rows tell of criteria instead of units are left to the pages
that quote them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from zoneinfo import ZoneInfo

from parindex.engine.criteria.rules import Words
from parindex.engine.quantities import Measure
from parindex.errors import BadData, Fault
from parindex.files.published import (
    Average,
    Column,
    IndexKind,
    PublishedResults,
    Row,
    Table,
    TableStatus,
    read_published,
)
from parindex.web.publications.actions import (
    BlockRecord,
    DecisionRecord,
    PrintedTable,
    PrintedUnit,
    PublicationRecord,
    Titles,
)
from parindex.web.units.actions import UnitRecord

HANOI_TIME = ZoneInfo("Asia/Ho_Chi_Minh")
UNIT_KINDS = {
    "provinces": "province",
    "ministries": "ministry",
    "departments": "department",
    "central-agencies": "central_agency",
    "districts": "district",
    "communes": "commune",
    "regions": "region",
}
# Units of these kinds have names of their own in the country; keys of the others begin with that of their authority.
NATIONAL_KINDS = frozenset({"province", "ministry", "region"})
# What is least known of a publication's tables is said of it as a whole.
STATUS_ORDER = (TableStatus.OFFICIAL, TableStatus.DECISION_MISSING, TableStatus.PARTIAL, TableStatus.RANKS_ONLY)
AVERAGES = {
    ("provinces", "par"): Titles("Chỉ số CCHC bình quân các tỉnh, thành phố", "Mean PAR Index of the provinces"),
    ("provinces", "sipas"): Titles("Chỉ số SIPAS bình quân các tỉnh, thành phố", "Mean SIPAS index of the provinces"),
    ("ministries", "par"): Titles("Chỉ số CCHC bình quân các bộ, ngành", "Mean PAR Index of the ministries"),
    ("ministries", "sipas"): Titles("Chỉ số SIPAS bình quân các bộ, ngành", "Mean SIPAS index of the ministries"),
}
REGIONS = Titles("Chỉ số CCHC bình quân sáu vùng", "Mean PAR Index of the six regions")
MINISTRIES = Titles("Các bộ, cơ quan ngang bộ có số công khai", "Ministries with public figures")
PERCENT = Column("percent", Words("Chỉ số CCHC", "PAR Index"), Measure.PERCENT)


@dataclass(frozen=True, slots=True)
class Printed:
    """One publication out of a file."""

    record: PublicationRecord
    blocks: tuple[BlockRecord, ...]


def unit_kind(block: str) -> str:
    """What the units of a block are."""
    return UNIT_KINDS.get(block, block.removesuffix("s").replace("-", "_"))


def unit_key(authority: str, unit: str, kind: str) -> str:
    """The key of a unit in the whole installation: ``ha-noi``, ``hoa-binh.so-noi-vu``."""
    return unit if kind in NATIONAL_KINDS else f"{authority}.{unit}"


def read_results(path: Path) -> PublishedResults:
    """The printed results of a file that comes with the program.

    Raises:
        BadData: The file has faults.
        Fault: It holds no printed results.
    """
    results, problems = read_published(path)
    if any(problem.is_error for problem in problems):
        raise BadData(problems)
    if results is None:
        raise Fault(f"{path.name} holds no printed results")
    return results


def publications_of(results: PublishedResults) -> list[Printed]:
    """The publications of one file, oldest first."""
    reader = _Years(results)
    return [reader.publication(year) for year in sorted(reader.blocks)]


def midnight(day: str, year: int) -> dt.datetime:
    """The first second of a day in Vietnam; of the year after the one that was scored where the day is not known."""
    parts = [int(part) for part in day.split("-")] if day else [year + 1]
    year_, month, day_ = (*parts, 1, 1)[:3]
    return dt.datetime(year_, month, day_, tzinfo=HANOI_TIME)


class _Years:
    """Sorts the content of a file by years.

    Attributes:
        blocks: Year → rankings of that year.
    """

    def __init__(self, results: PublishedResults) -> None:
        self._results = results
        self._tables: dict[int, list[Table]] = {}
        self.blocks: dict[int, list[BlockRecord]] = {}
        for table in results.tables:
            if any(row.unit_id for row in table.rows):
                self._tables.setdefault(table.year, []).append(table)
                self._add(table.year, self._block(table))
        for average in results.averages:
            self._mean(average)
        self._regions()
        self._ministries()

    def publication(self, year: int) -> Printed:
        """What the file tells of one year."""
        results, tables = self._results, self._tables.get(year, [])
        first = tables[0] if tables else None
        status = max((table.status for table in tables), key=STATUS_ORDER.index, default=TableStatus.PARTIAL)
        documents = dict.fromkeys(self._document(table.source) for table in tables)
        return Printed(
            PublicationRecord(
                slug=f"{results.id}-{year}",
                authority=authority_record(results.authority_id, results.authority),
                authority_name=Titles(results.authority),
                year=year,
                title=Titles(
                    f"{results.title.vi}, năm {year}", f"{results.title.en}, {year}" if results.title.en else ""
                ),
                status=status.value,
                visible_from=midnight(first.published if first else "", year),
                published=first.published if first else "",
                decision=DecisionRecord(first.decision_number, first.decision_date, first.decision_note)
                if first
                else DecisionRecord(),
                source=Titles("; ".join(filter(None, documents))),
            ),
            tuple(self.blocks[year]),
        )

    def _block(self, table: Table) -> BlockRecord:
        kind = unit_kind(table.block)
        is_sipas = bool(table.columns) and table.columns[0].id == IndexKind.SIPAS
        index = IndexKind.SIPAS if is_sipas else IndexKind.PAR
        return BlockRecord(
            slug=table.id,
            block=table.block,
            unit_kind=kind,
            title=titles(table.title),
            index=index.value,
            parent=None if kind in NATIONAL_KINDS else self._results.authority_id,
            remark=Titles("\n".join(table.notes)),
            printed=PrintedTable(
                rows=[self._row(row, kind, "sipas" if is_sipas else "percent") for row in table.rows],
                columns=[_column(column) for column in table.columns],
                mean=table.mean,
                mean_change=table.mean_change,
                units_known=table.units,
                is_complete=table.is_complete,
                source=self._document(table.source),
            ),
        )

    def _row(self, row: Row, kind: str, ranked_by: str) -> PrintedUnit:
        return PrintedUnit(
            key=unit_key(self._results.authority_id, row.unit_id, kind),
            name=row.unit,
            rank=row.rank,
            percent=row.values.get(ranked_by, ""),
            values=dict(row.values),
            source=self._document(row.source),
            remark=row.note,
        )

    def _mean(self, average: Average) -> None:
        """A mean that stands apart from tables: put into the table of its year, or into a block without rows."""
        scope, index = average.scope.value, average.index.value
        blocks = self.blocks.get(average.year, [])
        for place, block in enumerate(blocks):
            if (block.block, block.index) == (scope, index):
                blocks[place] = replace(block, printed=replace(block.printed, mean=average.percent))
                return
        table = PrintedTable(mean=average.percent, is_complete=False, source=self._document(average.source))
        self._add(
            average.year,
            BlockRecord(
                slug=f"{scope}-{index}-mean",
                block=scope,
                unit_kind=unit_kind(scope),
                title=AVERAGES[scope, index],
                index=index,
                remark=Titles(average.note),
                printed=table,
            ),
        )

    def _regions(self) -> None:
        years: dict[int, list[PrintedUnit]] = {}
        for mean in self._results.regions:
            document = self._document(mean.source)
            row = PrintedUnit(f"vung-{mean.region_id}", mean.region, percent=mean.percent, source=document)
            years.setdefault(mean.year, []).append(row)
        for year, rows in years.items():
            self._add(year, _plain_block("regions", "region", REGIONS, rows))

    def _ministries(self) -> None:
        years: dict[int, list[PrintedUnit]] = {}
        for ministry in self._results.ministries:
            years.setdefault(int(ministry.values["year"]), []).append(self._row(ministry, "ministry", "percent"))
        for year, rows in years.items():
            self._add(year, _plain_block("ministries", "ministry", MINISTRIES, rows))

    def _add(self, year: int, block: BlockRecord) -> None:
        self.blocks.setdefault(year, []).append(block)

    def _document(self, key: str) -> str:
        """A source as one line: the document by its own name, its date, where it was read."""
        source = self._results.sources.get(key)
        return "" if source is None else ", ".join(filter(None, (source.document, source.date, source.address)))


def authority_record(key: str, name: str) -> UnitRecord:
    """The authority that publishes, as a unit: the province itself, or the ministry."""
    return UnitRecord(key=key, name=name, kind="ministry" if key.startswith("bo-") else "province")


def titles(words: Words) -> Titles:
    """Words as they are stored."""
    return Titles(words.vi, words.en or "")


def _plain_block(slug: str, kind: str, title: Titles, rows: Sequence[PrintedUnit]) -> BlockRecord:
    table = PrintedTable(rows=rows, columns=[_column(PERCENT)], is_complete=False)
    return BlockRecord(slug=slug, block=slug, unit_kind=kind, title=title, printed=table)


def _column(column: Column) -> Mapping[str, str]:
    return {"id": column.id, "vi": column.title.vi, "en": column.title.en or "", "measure": column.measure.value}
