"""The workbook that officers fill in: the same content as the YAML file, in tables.

A workbook holds exactly what its tree holds, whatever the tree: values that have no column stand in the sheet of
other values by their way, and a tree that cannot be laid out in tables at all is laid out so as a whole.
"""

from __future__ import annotations

import datetime as dt
import io
import re

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from parindex.engine.trees import Fields, Items, Text, Tree
from parindex.errors import BadData, Fault, Place, Problem
from parindex.files.cells import (
    MOST_ROWS,
    Cell,
    CellKind,
    CellSheet,
    cell_name,
    column_letters,
    plain_digits,
    read_cells,
)
from parindex.files.characters import LARGEST_FILE, MOST_PROBLEMS
from parindex.files.layouts import Column, Content
from parindex.files.sheet_rows import HEADER_ROWS, SheetRows, by_ways, laid_out
from parindex.files.sheet_trees import read_sheets

MADE = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
"""The day that every workbook says it was made on: the same content gives the same bytes."""

EXCEL_LONGEST = 32_767
"""Most characters of one cell."""

SPARE_ROWS = 300
"""Rows below the last one that already offer their lists of choices."""

_DIGITS = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,15})?")

_HARMLESS = frozenset({"not_nfc"})
"""Problems of single cells that leave the rest of the workbook readable."""


def read_xlsx(content: bytes, *, file: str) -> tuple[Tree | None, list[Problem]]:
    """The tree of a workbook, with every fault of its form; places name sheet and cell.

    The tree is ``None`` where the workbook cannot be followed (damaged, too large, formulas, moved columns); where
    only single values are at fault it is there beside the problems. With an error among them it must not be used.
    """
    if len(content) > LARGEST_FILE:
        parameters = {"what": "file", "limit": str(LARGEST_FILE)}
        return None, [Problem("xlsx_too_large", Place(file), parameters=parameters)]
    sheets, problems = read_cells(content, file=file)
    if not sheets:
        return None, problems or [Problem("xlsx_syntax", Place(file), parameters={"reason": "not_a_workbook"})]
    tree, found = read_sheets(sheets, file=file)
    can_use = all(problem.code in _HARMLESS for problem in problems)
    return (tree if can_use else None), (problems + found)[:MOST_PROBLEMS]


def write_xlsx(tree: Tree) -> bytes:
    """The tree as a workbook; the same tree, up to places and the order of fields, is read back.

    Same tree, same bytes.

    Raises:
        BadData: The tree is larger than a workbook that :func:`read_xlsx` takes.
    """
    sheets = laid_out(tree)
    if not _gives_back(sheets, tree):
        sheets = by_ways(tree)
        if not _gives_back(sheets, tree):
            raise Fault("a tree that no workbook holds")
    if sum(len(sheet.rows) + HEADER_ROWS for sheet in sheets) > MOST_ROWS:
        raise _too_large("rows", MOST_ROWS)
    if any(len(text) > EXCEL_LONGEST for sheet in sheets for row in sheet.rows for text in row):
        raise _too_large("characters", EXCEL_LONGEST)
    content = _drawn(sheets)
    if len(content) > LARGEST_FILE:
        raise _too_large("file", LARGEST_FILE)
    return content


def _too_large(what: str, limit: int) -> BadData:
    return BadData([Problem("xlsx_too_large", parameters={"what": what, "limit": str(limit)})])


def _gives_back(sheets: list[SheetRows], tree: Tree) -> bool:
    """Whether reading the sheets gives the tree that was laid out."""
    back, problems = read_sheets([_as_cells(sheet) for sheet in sheets], file="")
    return not problems and back is not None and is_same(back, tree)


def is_same(one: Tree, other: Tree) -> bool:
    """Whether two trees say the same: up to places, quotes and the order of fields."""
    if isinstance(one, Text) and isinstance(other, Text):
        return one.is_null == other.is_null and (one.is_null or one.text == other.text)
    if isinstance(one, Items) and isinstance(other, Items):
        return len(one.items) == len(other.items) and all(map(is_same, one.items, other.items))
    if isinstance(one, Fields) and isinstance(other, Fields):
        members = {field.key.text: field.value for field in other.fields}
        return len(one.fields) == len(other.fields) and all(
            field.key.text in members and is_same(field.value, members[field.key.text]) for field in one.fields
        )
    return False


def _as_cells(sheet: SheetRows) -> CellSheet:
    """The sheet as it will be read."""
    header = [[column.title for column in sheet.columns], [column.code for column in sheet.columns]]
    rows = {
        row: {
            column: Cell(text, CellKind.TEXT, Place("", sheet=sheet.name, cell=cell_name(row, column)))
            for column, text in enumerate(texts, 1)
            if text
        }
        for row, texts in enumerate([*header, *sheet.rows], 1)
    }
    return CellSheet(sheet.name, {row: cells for row, cells in rows.items() if cells})


# Drawing


def _drawn(sheets: list[SheetRows]) -> bytes:
    """The bytes of the workbook; no text becomes a formula, a number or a link."""
    output = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(output, options) as book:
        book.set_properties({"created": MADE})
        looks = _Looks(book)
        for sheet in sheets:
            _draw(book.add_worksheet(sheet.name), sheet, looks)
    return output.getvalue()


class _Looks:
    """The formats of a workbook. Every cell is of the format "text": what is typed stays what was typed."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        base = {"valign": "top", "num_format": "@"}
        head = {**base, "bold": True, "text_wrap": True, "border": 1, "bg_color": "#DCE6F1", "valign": "vcenter"}
        self.title: Format = book.add_format(head)
        self.code: Format = book.add_format(
            {**base, "font_color": "#7F7F7F", "font_size": 8, "border": 1, "italic": True}
        )
        self.text: Format = book.add_format({**base, "text_wrap": True})
        self.number: Format = book.add_format({**base, "align": "right"})


def _draw(page: Worksheet, sheet: SheetRows, looks: _Looks) -> None:
    page.freeze_panes(HEADER_ROWS, 1)
    page.set_row(0, 32)
    last = HEADER_ROWS + len(sheet.rows) + SPARE_ROWS
    for number, column in enumerate(sheet.columns):
        look = looks.number if column.content is Content.NUMBER else looks.text
        page.set_column(number, number, column.width, look)
        page.write_string(0, number, column.title, looks.title)
        page.write_string(1, number, column.code, looks.code)
        if column.choices:
            source = {"validate": "list", "source": list(column.choices), "error_type": "warning"}
            page.data_validation(HEADER_ROWS, number, last, number, source)
    for row, texts in enumerate(sheet.rows, HEADER_ROWS):
        for number, text in enumerate(texts):
            if text:
                _write(page, row, number, text, sheet.columns[number], looks)
    page.autofilter(1, 0, HEADER_ROWS + max(len(sheet.rows), 1) - 1, len(sheet.columns) - 1)
    page.ignore_errors({"number_stored_as_text": f"A1:{column_letters(len(sheet.columns))}{last + 1}"})


def _write(page: Worksheet, row: int, number: int, text: str, column: Column, looks: _Looks) -> None:
    """Writes one cell: as a number where a number cell says exactly the same, else as text."""
    if column.content is Content.NUMBER:
        if _is_exact(text):
            page.write_number(row, number, float(text), looks.number)
        else:
            page.write_string(row, number, text, looks.number)
    else:
        page.write_string(row, number, text, looks.text)


def _is_exact(text: str) -> bool:
    """Whether a number cell gives these very digits back."""
    return _DIGITS.fullmatch(text) is not None and plain_digits(float(text)) == text
