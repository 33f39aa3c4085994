"""Rankings as tables for other programs: rows first, then one writer per form.

Numbers stand twice: exact as a fraction, and as shown. Text that a spreadsheet would take for a formula is written as
text; ``-1,5`` stays a number. Same data, same bytes.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import xlsxwriter
from django.utils.translation import gettext as _
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from parindex.engine.figures import text_or_none
from parindex.engine.quantities import parse_number, rounded
from parindex.web.publications import queries
from parindex.web.publications.models import PrintedRow, PublishedBlock
from parindex.web.results.queries import RankingRow, changes_to, ranking
from parindex.web.ui.templatetags.parindex import in_language, page_language
from parindex.wording.numbers import shown

PLAIN_NUMBER = re.compile(r"-?[0-9]+(?:[.,][0-9]+)?")
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")
RANKING_FORMS = ("xlsx", "csv", "json")
PERCENT_DECIMALS = 2
LONGEST_SHEET_NAME = 31
# The moment written into every workbook: the same data give the same bytes.
ALWAYS = dt.datetime(2000, 1, 1)  # noqa: DTZ001  workbooks know no time zone

Cell = str | int | Fraction | None


@dataclass(frozen=True, slots=True)
class Table:
    """A ranking as rows.

    Attributes:
        name: Slug of the block.
        columns: Names for programs, and headings for people.
        rows: One list of cells per unit; fractions are numbers to be shown, ``None`` is an empty cell.
    """

    name: str
    title: str
    columns: tuple[tuple[str, str], ...]
    rows: tuple[tuple[Cell, ...], ...]
    is_demonstration: bool


def table_of(block: PublishedBlock) -> Table:
    """The table of a block in the language of the page."""
    columns, rows = _printed(block) if block.result_set_id is None else _computed(block)
    title = f"{in_language(block.publication)}: {in_language(block)}"
    return Table(block.slug, title, columns, rows, block.publication.is_demonstration)


def _computed(block: PublishedBlock) -> tuple[tuple[tuple[str, str], ...], tuple[tuple[Cell, ...], ...]]:
    result_set_id = block.result_set_id or 0
    changes = {
        unit: parse_number(told.percentage_points or "")
        for unit, told in changes_to(result_set_id, block.block).items()
    }
    printed = {row.unit_id: row for row in queries.printed_rows(block)}
    extra = [column for column in queries.printed_columns(block) if column["id"] != "percent"]
    columns = (
        *_leading(),
        ("value_exact", _("Points, exact")),
        ("maximum_exact", _("Own maximum, exact")),
        ("percent_exact", _("Index, exact")),
        ("percent", _("Index, %")),
        ("grade", _("Grade")),
        ("unranked", _("Why without rank")),
        ("change", _("Change since the year before, percentage points")),
        *_printed_headings(extra),
    )
    rows = tuple(
        (
            *_unit_cells(row),
            text_or_none(row.value),
            text_or_none(row.maximum),
            text_or_none(row.percent),
            row.percent,
            row.grade or None,
            row.unranked_said or row.unranked_reason or None,
            changes.get(row.unit_id),
            *_printed_cells(printed.get(row.unit_id), extra),
        )
        for row in ranking(result_set_id, block.block)
    )
    return columns, rows


def _printed(block: PublishedBlock) -> tuple[tuple[tuple[str, str], ...], tuple[tuple[Cell, ...], ...]]:
    extra = queries.printed_columns(block)
    columns = (*_leading(), *_printed_headings(extra), ("source", _("Source")), ("remark", _("Remark")))
    rows = tuple(
        (
            row.rank,
            None,
            row.unit.key,
            row.name,
            *_printed_cells(row, extra),
            row.source or block.source or None,
            row.remark or None,
        )
        for row in queries.printed_rows(block)
    )
    return columns, rows


def _leading() -> tuple[tuple[str, str], ...]:
    return ("rank", _("Rank")), ("tied", _("Shared rank")), ("unit", _("Unit code")), ("name", _("Unit"))


def _unit_cells(row: RankingRow) -> tuple[Cell, ...]:
    return row.rank, (_("shared") if row.is_tied else None), row.unit_key, row.name


def _printed_headings(columns: Sequence[Mapping[str, str]]) -> Iterator[tuple[str, str]]:
    for column in columns:
        name = column["en"] if page_language() == "en" and column["en"] else column["vi"]
        yield f"printed_{column['id']}", _("%(column)s, as printed") % {"column": name}


def _printed_cells(row: PrintedRow | None, columns: Sequence[Mapping[str, str]]) -> Iterator[Cell]:
    values = json.loads(row.values) if row is not None and row.values else {}
    for column in columns:
        text = values.get(column["id"])
        yield _as_shown(text) if text is not None else None


def _as_shown(printed: str) -> str:
    """A printed number with its own decimals, in the form of the language."""
    return printed.replace(".", ",") if page_language() == "vi" and PLAIN_NUMBER.fullmatch(printed) else printed


def to_csv(tables: Sequence[Table]) -> bytes:
    """Tables below each other, each with its headings; UTF-8 with a mark so that spreadsheets read it so.

    The separator is a semicolon, since the decimal sign is a comma.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    for position, table in enumerate(tables):
        if position:
            writer.writerow([])
        writer.writerow([guarded(table.title)])
        if table.is_demonstration:
            writer.writerow([_("Demonstration data")])
        writer.writerow([guarded(heading) for _name, heading in table.columns])
        writer.writerows([_csv_cell(cell) for cell in row] for row in table.rows)
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def guarded(text: str) -> str:
    """Text that no spreadsheet takes for a formula: ``=1+1`` gets an apostrophe before it; numbers stay as they are.

    Example:
        >>> guarded("=1+1"), guarded("-1,5"), guarded("-1+1"), guarded("Sở Nội vụ")
        ("'=1+1", '-1,5', "'-1+1", 'Sở Nội vụ')
    """
    return f"'{text}" if text.startswith(DANGEROUS) and not PLAIN_NUMBER.fullmatch(text) else text


def _csv_cell(cell: Cell) -> str | int:
    if cell is None:
        return ""
    if isinstance(cell, Fraction):
        return shown(cell, PERCENT_DECIMALS, language=page_language()) or ""
    return cell if isinstance(cell, int) else guarded(cell)


def to_xlsx(tables: Sequence[Table]) -> bytes:
    """A workbook with a sheet per table. Exact fractions are text; what is shown is a number with two decimals."""
    content = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    workbook = xlsxwriter.Workbook(content, options)
    workbook.set_properties({"created": ALWAYS})
    bold = workbook.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    two = workbook.add_format({"num_format": "0.00"})
    for table in tables:
        sheet = workbook.add_worksheet(table.name[:LONGEST_SHEET_NAME])
        sheet.write_string(0, 0, table.title, workbook.add_format({"bold": True}))
        if table.is_demonstration:
            sheet.write_string(1, 0, _("Demonstration data"))
        for column, (_name, heading) in enumerate(table.columns):
            sheet.write_string(2, column, heading, bold)
            sheet.set_column(column, column, 40 if _name == "name" else 16)
        for row, cells in enumerate(table.rows, start=3):
            for column, cell in enumerate(cells):
                _write_cell(sheet, row, column, cell, two)
        sheet.freeze_panes(3, 4)
    workbook.close()
    return content.getvalue()


def _write_cell(sheet: Worksheet, row: int, column: int, cell: Cell, two_decimals: Format) -> None:
    if isinstance(cell, Fraction):
        sheet.write_number(row, column, rounded(cell, PERCENT_DECIMALS), two_decimals)
    elif isinstance(cell, int):
        sheet.write_number(row, column, cell)
    elif cell is not None:
        sheet.write_string(row, column, cell)


def to_json(tables: Sequence[Table], about: Mapping[str, object]) -> bytes:
    """Tables as JSON: numbers as exact text, with what is shown beside them."""
    document = {
        **about,
        "blocks": [
            {
                "block": table.name,
                "title": table.title,
                "rows": [
                    {name: _json_cell(cell) for (name, _heading), cell in zip(table.columns, row, strict=True)}
                    for row in table.rows
                ],
            }
            for table in tables
        ],
    }
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()


def _json_cell(cell: Cell) -> str | int | None:
    return shown(cell, PERCENT_DECIMALS) if isinstance(cell, Fraction) else cell
