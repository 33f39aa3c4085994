"""Results as a report, a decision or a newspaper printed them.

Numbers stay the text that was printed (``"74.50"``): its decimals say how precise it is, and nothing is computed here.
Forms of the files: ``library/published/README.md``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from parindex.engine.criteria.reading import Member, Reader, Record, coded_path
from parindex.engine.criteria.rules import Words
from parindex.engine.quantities import Measure, parse_number
from parindex.engine.trees import Tree
from parindex.errors import Problem
from parindex.files.reading import read_file

RESULTS = "published_results"
INDEX_ROW = "index"

_TABLE = ("id", "title", "year", "block", "status", "columns", "rows")
_TABLE_MAY = (
    "published",
    "decision",
    "decision_note",
    "complete",
    "units",
    "mean",
    "mean_change",
    "source",
    "notes",
)
_ROW_MAY = ("unit_id", "unit", "code", "group", "title", "place", "rank", "source", "note")


class TableStatus(StrEnum):
    """How much of a decision and of a block a printed table has."""

    OFFICIAL = "official"
    PARTIAL = "partial"
    RANKS_ONLY = "ranks_only"
    DECISION_MISSING = "decision_missing"


class Scope(StrEnum):
    """Over which units a printed average was taken."""

    PROVINCES = "provinces"
    MINISTRIES = "ministries"


class IndexKind(StrEnum):
    """Which index was printed."""

    PAR = "par"
    SIPAS = "sipas"


class Disagreement(StrEnum):
    """Why a source disagrees with itself."""

    MISPRINT = "misprint"
    ROUNDING = "rounding"
    CUT = "cut"
    MEASURE = "measure"
    YEAR = "year"
    THRESHOLD = "threshold"
    UNEXPLAINED = "unexplained"


@dataclass(frozen=True, slots=True)
class PrintedSource:
    """A document or newspaper by its own name; ``address`` is its web address or the number of the article."""

    document: str
    date: str | None = None
    address: str | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """What the values of one column of a printed table are."""

    id: str
    title: Words
    measure: Measure


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a printed table: a unit, a node of a criteria set, or a group of respondents.

    Attributes:
        values: Column → number as printed, with a decimal point; absent where nothing was printed.
        rank: The rank as printed, ``None`` where none was.
        unit_id: Key of a unit, where the row is about one; ``unit`` is its printed name.
        code: Code of a node, or ``index`` for the whole, where the row is about one.
        group: Id of a respondent group, where the row is about one.
        title: Printed title of the node or group.
        place: Where in the source it stands (``III.2.1``).
        source: Key of the source of this row.
    """

    values: Mapping[str, str]
    rank: int | None = None
    unit_id: str = ""
    unit: str = ""
    code: str = ""
    group: str = ""
    title: Words | None = None
    place: str = ""
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A printed table.

    Attributes:
        year: Year that was scored.
        block: Id of the block of units, ``block_title`` its name.
        published: Day of publication as far as it is known.
        decision_number: Number of the decision; without one ``decision_note`` says why.
        is_complete: Whether every unit of the block is in it.
        units: Number of units of the block, where the source prints it.
        mean: Mean of the block as printed; ``mean_change`` its change.
        source: Key of the source of its rows.
    """

    id: str
    title: Words
    year: int
    block: str
    block_title: Words
    status: TableStatus
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    published: str = ""
    decision_number: str = ""
    decision_date: str = ""
    decision_note: str = ""
    is_complete: bool = False
    units: int | None = None
    mean: str = ""
    mean_change: str = ""
    source: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Average:
    """A printed average over all provinces or ministries, in percent."""

    year: int
    scope: Scope
    index: IndexKind
    percent: str
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class RegionMean:
    """A printed mean of a region, in percent."""

    year: int
    region: str
    region_id: str
    percent: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """What a source prints at one place, in its own words."""

    place: str
    text: str


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A place where a source disagrees with itself.

    Attributes:
        prints: The passages, word by word.
        says: What is the matter.
        about: Keys of the figures that it touches, so that their pages can say so.
    """

    id: str
    kind: Disagreement
    prints: tuple[Passage, ...]
    says: Words
    about: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PublishedResults:
    """One file of printed results.

    Attributes:
        authority_id: Key of who published; ``authority`` its name.
        unit_id: Key of the unit, where every row is about one unit.
    """

    id: str
    authority_id: str
    authority: str
    title: Words
    sources: Mapping[str, PrintedSource]
    tables: tuple[Table, ...] = ()
    averages: tuple[Average, ...] = ()
    regions: tuple[RegionMean, ...] = ()
    ministries: tuple[Row, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    unit_id: str = ""
    unit: str = ""

    def table(self, table_id: str) -> Table | None:
        """The table of an id."""
        return next((table for table in self.tables if table.id == table_id), None)


def read_published(path: Path) -> tuple[PublishedResults | None, list[Problem]]:
    """The printed results of a file, with every fault in it; with an error among them they must not be used."""
    tree, problems = read_file(path)
    if tree is None:
        return None, problems
    results, found = published_of(tree)
    return results, [*problems, *found]


def published_of(tree: Tree) -> tuple[PublishedResults | None, list[Problem]]:
    """The printed results that a tree holds, with every fault."""
    reader = Reader()
    record = reader.record(
        tree,
        "",
        required=("kind", "id", "authority", "title", "sources"),
        optional=("unit", "tables", "averages", "regions", "ministries", "contradictions"),
    )
    if record is None or not record.expect_kind(RESULTS):
        return None, reader.problems
    authority = record.record("authority", required=("id", "name"))
    unit = record.record("unit", required=("id", "name"))
    results = PublishedResults(
        id=_text(record, "id"),
        authority_id=_text(authority, "id"),
        authority=_text(authority, "name"),
        title=record.words("title") or Words(""),
        sources={member.name: _source(reader, member) for member in record.members("sources")},
        tables=tuple(_table(reader, member) for member in record.items("tables")),
        averages=tuple(_average(reader, member) for member in record.items("averages")),
        regions=tuple(_region(reader, member) for member in record.items("regions")),
        ministries=tuple(_ministry(reader, member) for member in record.items("ministries")),
        contradictions=tuple(_contradiction(reader, member) for member in record.items("contradictions")),
        unit_id=_text(unit, "id"),
        unit=_text(unit, "name"),
    )
    _check_sources(reader, record, results)
    return results, reader.problems


# Parts of a file


def _text(record: Record | None, name: str) -> str:
    return "" if record is None else record.text(name) or ""


def _date(record: Record | None, name: str) -> str:
    return "" if record is None else record.date(name) or ""


def printed_number(record: Record | None, name: str) -> str:
    """A number as printed, its decimals kept; empty where none is written or what is written is none."""
    return "" if record is None else _printed(record.reader, record.get(name), record.path_of(name))


def _printed(reader: Reader, tree: Tree | None, path: str) -> str:
    text = reader.text(tree, path)
    if text is None or tree is None:
        return ""
    if parse_number(text) is None:
        reader.report("bad_number", tree.place, path, found=text)
        return ""
    return text


def _year(record: Record | None) -> int:
    return 0 if record is None else record.whole("year") or 0


def _source(reader: Reader, member: Member) -> PrintedSource:
    record = reader.record(member.value, member.path, required=("document",), optional=("date", "address"))
    return PrintedSource(_text(record, "document"), _date(record, "date") or None, _text(record, "address") or None)


def _table(reader: Reader, member: Member) -> Table:
    record = reader.record(member.value, member.path, required=_TABLE, optional=_TABLE_MAY)
    if record is None:
        return Table("", Words(""), 0, "", Words(""), TableStatus.PARTIAL, (), ())
    block = record.record("block", required=("id", "title"))
    decision = record.record("decision", required=("number",), optional=("date",))
    columns = tuple(_column(reader, column) for column in record.items("columns"))
    return Table(
        id=_text(record, "id"),
        title=record.words("title") or Words(""),
        year=_year(record),
        block=_text(block, "id"),
        block_title=(None if block is None else block.words("title")) or Words(""),
        status=record.choice("status", TableStatus, "unknown_policy") or TableStatus.PARTIAL,
        columns=columns,
        rows=tuple(_row(reader, row, columns) for row in record.items("rows")),
        published=_date(record, "published"),
        decision_number=_text(decision, "number"),
        decision_date=_date(decision, "date"),
        decision_note=_text(record, "decision_note"),
        is_complete=record.boolean("complete"),
        units=record.whole("units"),
        mean=printed_number(record, "mean"),
        mean_change=printed_number(record, "mean_change"),
        source=_text(record, "source"),
        notes=record.texts("notes"),
    )


def _column(reader: Reader, member: Member) -> Column:
    record = reader.record(member.value, member.path, required=("id", "title", "measure"))
    if record is None:
        return Column("", Words(""), Measure.POINTS)
    measure = record.choice("measure", Measure, "unknown_policy") or Measure.POINTS
    return Column(_text(record, "id"), record.words("title") or Words(""), measure)


def _row(reader: Reader, member: Member, columns: tuple[Column, ...]) -> Row:
    path = coded_path(member, member.path.removesuffix(f"/{member.name}"))
    record = reader.record(member.value, path, required=("values",), optional=_ROW_MAY)
    if record is None:
        return Row({})
    known = [column.id for column in columns]
    values = {}
    for value in record.members("values"):
        if value.name not in known:
            reader.not_among_names(value, known, "unknown_input")
        values[value.name] = _printed(reader, value.value, value.path)
    return Row(
        values={name: text for name, text in values.items() if text},
        rank=record.whole("rank"),
        unit_id=_text(record, "unit_id"),
        unit=_text(record, "unit"),
        code=_text(record, "code"),
        group=_text(record, "group"),
        title=record.words("title"),
        place=_text(record, "place"),
        source=_text(record, "source"),
        note=_text(record, "note"),
    )


def _average(reader: Reader, member: Member) -> Average:
    record = reader.record(
        member.value, member.path, required=("year", "scope", "index", "percent"), optional=("source", "note")
    )
    if record is None:
        return Average(0, Scope.PROVINCES, IndexKind.PAR, "")
    return Average(
        year=_year(record),
        scope=record.choice("scope", Scope, "unknown_policy") or Scope.PROVINCES,
        index=record.choice("index", IndexKind, "unknown_policy") or IndexKind.PAR,
        percent=printed_number(record, "percent"),
        source=_text(record, "source"),
        note=_text(record, "note"),
    )


def _region(reader: Reader, member: Member) -> RegionMean:
    record = reader.record(
        member.value, member.path, required=("year", "region", "region_id", "percent"), optional=("source",)
    )
    return RegionMean(
        year=_year(record),
        region=_text(record, "region"),
        region_id=_text(record, "region_id"),
        percent=printed_number(record, "percent"),
        source=_text(record, "source"),
    )


def _ministry(reader: Reader, member: Member) -> Row:
    record = reader.record(
        member.value,
        member.path,
        required=("year", "unit_id", "unit"),
        optional=("rank", "percent", "source", "note"),
    )
    if record is None:
        return Row({})
    year = _year(record)
    percent = printed_number(record, "percent")
    values = {"year": str(year)} | ({"percent": percent} if percent else {})
    return Row(
        values=values,
        rank=record.whole("rank"),
        unit_id=_text(record, "unit_id"),
        unit=_text(record, "unit"),
        source=_text(record, "source"),
        note=_text(record, "note"),
    )


def _contradiction(reader: Reader, member: Member) -> Contradiction:
    record = reader.record(member.value, member.path, required=("id", "kind", "prints", "says"), optional=("about",))
    if record is None:
        return Contradiction("", Disagreement.UNEXPLAINED, (), Words(""))
    return Contradiction(
        id=_text(record, "id"),
        kind=record.choice("kind", Disagreement, "unknown_policy") or Disagreement.UNEXPLAINED,
        prints=tuple(_passage(reader, passage) for passage in record.items("prints", needs_one=True)),
        says=record.words("says") or Words(""),
        about=record.texts("about"),
    )


def _passage(reader: Reader, member: Member) -> Passage:
    record = reader.record(member.value, member.path, required=("place", "text"))
    return Passage(_text(record, "place"), _text(record, "text"))


def _check_sources(reader: Reader, record: Record, results: PublishedResults) -> None:
    """Every source that a table, row or average names must be told."""
    known = tuple(results.sources)
    named: list[tuple[str, str]] = []
    for number, table in enumerate(results.tables, start=1):
        named += [(table.source, f"tables/{number}/source")]
        named += [(row.source, f"tables/{number}/rows/{row.unit_id or row.code}/source") for row in table.rows]
    for section in ("averages", "regions", "ministries"):
        lines: tuple[Average | RegionMean | Row, ...] = getattr(results, section)
        named += [(line.source, f"{section}/{number}/source") for number, line in enumerate(lines, start=1)]
    for source, path in named:
        if source and source not in known:
            reader.report(
                "unknown_source",
                reader.places.get(path, record.place_of("sources")),
                path,
                found=source,
                expected=", ".join(known),
                near=reader.nearest(source, known),
            )
