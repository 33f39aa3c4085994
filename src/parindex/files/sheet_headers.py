"""What a workbook is, by its general sheet, and whether its columns are where they belong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from difflib import get_close_matches

from parindex.errors import Place, Problem
from parindex.files.cells import Cell, CellSheet, cell_name
from parindex.files.characters import quote
from parindex.files.layouts import ANSWER_SHEET, GENERAL_SHEET, LAYOUTS, Column, Layout
from parindex.files.sheet_rows import HEADER_ROWS


def nearest(name: str, known: list[str]) -> str:
    """The known name that a mistyped one most resembles, or an empty text."""
    return next(iter(get_close_matches(name[:80], known, n=1)), "")


def layout_named(general: CellSheet, file: str) -> tuple[Layout | None, list[Problem]]:
    """The layout that the row ``kind`` of the general sheet names; a file of several units may do without."""
    place = Place(file, sheet=GENERAL_SHEET)
    for row in range(HEADER_ROWS + 1, max(general.rows, default=0) + 1):
        field_, value = general.cell(row, 2), general.cell(row, 3)
        if field_ is None or field_.text.strip().removeprefix("/") != "kind":
            continue
        if value is None:
            place = replace(place, cell=cell_name(row, 3))
            break
        if value.text in LAYOUTS:
            return LAYOUTS[value.text], []
        parameters = {
            "found": quote(value.text),
            "expected": ", ".join(LAYOUTS),
            "near": nearest(value.text, list(LAYOUTS)),
        }
        return None, [Problem("xlsx_unknown_kind", value.place, parameters=parameters)]
    if any(shown(general.cell(row, 2)) == "sheets" or shown(general.cell(row, 2)) == "set" for row in general.rows):
        return ANSWER_SHEET, []
    return None, [
        Problem("xlsx_unknown_kind", place, parameters={"found": "", "expected": ", ".join(LAYOUTS), "near": ""})
    ]


def shown(cell: Cell | None) -> str:
    """What stands in a cell, without blanks around it."""
    return "" if cell is None else cell.text.strip()


def header_problems(
    sheet: CellSheet, columns: Sequence[Column], file: str, *, is_spread: bool = False
) -> list[Problem]:
    """A problem for every column that is not where it belongs, by title (row 1) and code (row 2).

    A column that holds values without a header belongs nowhere either.
    """
    problems = []
    filled = {number: cell for row in sorted(sheet.rows, reverse=True) for number, cell in sheet.rows[row].items()}
    for number in range(1, max(*filled, len(columns), 1) + 1):
        title, code = shown(sheet.cell(1, number)), shown(sheet.cell(2, number))
        column = columns[number - 1] if number <= len(columns) else None
        if column is not None:
            expected, expected_title = column.code, column.title
        elif is_spread:
            expected = expected_title = code or title
        else:
            expected = expected_title = ""
        has_header = column is not None or bool(code) or number not in filled
        if (title, code) == (expected_title, expected) and has_header:
            continue
        row = 2 if code != expected else 1
        found = quote(title or code or shown(filled.get(number)))
        parameters = {"expected": expected_title, "code": expected, "found": found}
        place = Place(file, sheet=sheet.name, cell=cell_name(row, number))
        problems.append(Problem("xlsx_moved_column", place, parameters=parameters))
    return problems
