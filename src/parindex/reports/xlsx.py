"""Workbooks: each table on its own sheet, and a sheet on which every figure explains itself.

Numbers are numbers with the format of their decimals; they hold sixteen digits of the exact value, which stands as text
on the last sheet. Texts never become formulas, links or numbers, whatever they begin with. Every figure has a
defined name by its key (:mod:`parindex.reports.anchors`), and every number links to its derivation.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator, Sequence

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from parindex.reports.anchors import bookmark_name
from parindex.reports.archives import with_fixed_times
from parindex.reports.outline import (
    Align,
    Annex,
    Cell,
    Column,
    Derivation,
    Explanation,
    Number,
    Outline,
    Row,
    RowKind,
    Share,
    Table,
    Text,
    printable,
)

FONT = "Times New Roman"
LONGEST_CELL = 32_767
"""Most characters of a cell."""

_A4, _A3 = 9, 8
_LINE = 15
"""Height of a line in points."""
_LETTERS = 1.2
"""Letters of Times New Roman in the width of one digit, by which Excel measures columns."""
_HIGHEST = 405
"""Greatest height of a row that Excel takes, in points, in whole lines."""
_INCHES = 25.4
_CHARACTERS = 0.62
"""Width of a column in characters for each millimetre on paper."""
_AS_TEXT = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
_ANNEX_WIDTHS = (21, 30, 10, 10, 20, 52, 18, 44, 40)
_ALIGN = {Align.LEFT: "left", Align.CENTRE: "center", Align.RIGHT: "right"}
_VALUE = 3
"""Column of the value among those of a derivation, from 0; defined names point to it."""


def write_xlsx(outline: Outline) -> bytes:
    """The document as a .xlsx file."""
    content = io.BytesIO()
    workbook = xlsxwriter.Workbook(content, _AS_TEXT)
    day = dt.datetime.combine(outline.date, dt.time())
    workbook.set_properties({"title": outline.title[:255], "author": "parindex", "created": day})
    _Book(workbook, outline).draw()
    workbook.close()
    return with_fixed_times(content.getvalue())


class _Book:
    """A workbook while it is drawn: its formats, and where each figure is explained."""

    def __init__(self, workbook: xlsxwriter.Workbook, outline: Outline) -> None:
        self._workbook = workbook
        self._outline = outline
        self._formats: dict[tuple[tuple[str, str | int | bool], ...], Format] = {}
        first = self._first_row + 1
        self._rows = {item.key: row for row, item in enumerate(outline.annex.derivations(), start=first)}

    @property
    def _first_row(self) -> int:
        """Row of the head of a table, from 0: under the title and, for demonstration data, the mark."""
        return 3 if self._outline.mark else 2

    def draw(self) -> None:
        """Draw all sheets."""
        for table in self._outline.tables():
            self._draw_table(table)
        self._draw_annex(self._outline.annex)

    def _sheet(self, name: str, title: str, widths: Sequence[float], paper: int) -> Worksheet:
        sheet = self._workbook.add_worksheet(name)
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        self._write_text(sheet, 0, 0, self._outline.title, self._format(bold=True, font_size=14, text_wrap=False))
        self._write_text(sheet, 1, 0, title, self._format(italic=True, text_wrap=False))
        if self._outline.mark:
            mark = self._format(bold=True, font_color="#A00000", text_wrap=False)
            self._write_text(sheet, 2, 0, self._outline.mark, mark)
            sheet.set_header(f"&C{self._outline.mark}")
        sheet.set_footer("&C&P/&N")
        sheet.set_paper(paper)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=15 / _INCHES, right=15 / _INCHES, top=20 / _INCHES, bottom=20 / _INCHES)
        sheet.freeze_panes(self._first_row + 1, 0)
        sheet.repeat_rows(self._first_row)
        sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
        return sheet

    # Tables

    def _draw_table(self, table: Table) -> None:
        columns = [single for column in table.columns for single in _single_columns(column)]
        widths = [max(column.width * _CHARACTERS, 8) for column in columns]
        sheet = self._sheet(table.sheet, table.caption, widths, _A4)
        self._write_head(sheet, [column.title for column in columns], widths)
        for number, row in enumerate(table.rows, start=self._first_row + 1):
            cells = list(_single_cells(row, table.columns))
            texts = [cell.text if isinstance(cell, Text) else cell.shown for cell, _column in cells]
            sheet.set_row(number, _height(texts, widths))
            for place, (cell, column) in enumerate(cells):
                self._write_cell(sheet, number, place, cell, self._look(row, column, place))

    def _look(self, row: Row, column: Column, place: int) -> dict[str, str | int | bool]:
        return {
            "bold": row.kind is not RowKind.PLAIN,
            "align": _ALIGN[column.align],
            "indent": row.level if place == 1 else 0,
            "border": 1,
        }

    def _write_head(self, sheet: Worksheet, titles: Sequence[str], widths: Sequence[float]) -> None:
        sheet.set_row(self._first_row, _height(titles, widths))
        look = self._format(bold=True, align="center", border=1, bg_color="#EEEEEE")
        for place, title in enumerate(titles):
            self._write_text(sheet, self._first_row, place, title, look)

    def _write_cell(
        self, sheet: Worksheet, row: int, column: int, cell: Text | Number, look: dict[str, str | int | bool]
    ) -> None:
        if isinstance(cell, Number):
            self._write_number(sheet, row, column, cell, look)
        elif cell.key is not None:
            self._link(sheet, row, column, cell.key, cell.text, self._format(**look))
        else:
            self._write_text(sheet, row, column, cell.text, self._format(**look))

    def _write_number(
        self, sheet: Worksheet, row: int, column: int, number: Number, look: dict[str, str | int | bool]
    ) -> None:
        if number.value is None:
            self._write_text(sheet, row, column, number.shown, self._format(**look))
            return
        form = "General" if number.decimals is None else "0." + "0" * number.decimals if number.decimals else "0"
        written = self._format(**look, num_format=form)
        if number.key is not None:
            self._link(sheet, row, column, number.key, number.shown, written)
        sheet.write_number(row, column, float(number.value), written)

    def _link(self, sheet: Worksheet, row: int, column: int, key: str, shown: str, look: Format) -> None:
        """Lead from a cell to the derivation of a key; a number is written over the text afterwards."""
        place = f"internal:'{self._outline.annex.sheet}'!A{self._rows[key] + 1}"
        sheet.write_url(row, column, place, look, string=printable(shown))

    def _write_text(self, sheet: Worksheet, row: int, column: int, text: str, look: Format) -> None:
        words = printable(text)
        if len(words) > LONGEST_CELL:
            words = f"{words[: LONGEST_CELL - 1]}…"
        if words:
            sheet.write_string(row, column, words, look)
        else:
            sheet.write_blank(row, column, None, look)

    def _format(self, **look: str | int | bool) -> Format:
        """The format of these properties, made once."""
        whole = {"font_name": FONT, "font_size": 11, "valign": "top", "text_wrap": True, **look}
        known = tuple(sorted(whole.items()))
        if known not in self._formats:
            self._formats[known] = self._workbook.add_format(whole)
        return self._formats[known]

    # Derivations

    def _draw_annex(self, annex: Annex) -> None:
        sheet = self._sheet(annex.sheet, annex.title, _ANNEX_WIDTHS, _A3)
        self._write_head(sheet, annex.sheet_columns, _ANNEX_WIDTHS)
        for explanation in annex.explanations:
            for place, derivation in enumerate(explanation.derivations):
                self._write_derivation(sheet, derivation, explanation, is_first=place == 0)

    def _write_derivation(
        self, sheet: Worksheet, derivation: Derivation, explanation: Explanation, *, is_first: bool
    ) -> None:
        row = self._rows[derivation.key]
        look: dict[str, str | int | bool] = {"border": 1, "bold": False}
        told = (
            derivation.key,
            explanation.title,
            derivation.number.shown,
            derivation.number.shown,
            derivation.exact,
            derivation.sentence,
            ", ".join(derivation.inputs),
            " ".join(explanation.reported) if is_first else "",
            explanation.citation_in_full,
        )
        sheet.set_row(row, _height(told, _ANNEX_WIDTHS))
        for column, text in enumerate(told):
            if column != _VALUE:
                self._write_text(sheet, row, column, text, self._format(**look))
        plain = Number(derivation.number.shown, derivation.number.value, derivation.number.decimals)
        self._write_number(sheet, row, _VALUE, plain, look)
        cell = xlsxwriter.utility.xl_rowcol_to_cell(row, _VALUE, row_abs=True, col_abs=True)
        self._workbook.define_name(bookmark_name(derivation.key), f"='{self._outline.annex.sheet}'!{cell}")


def _height(texts: Sequence[str], widths: Sequence[float]) -> int:
    """Height of a row in points, so that wrapped texts show whole in programs that do not measure rows themselves."""
    lines = [-(-len(text) // int(width * _LETTERS)) for text, width in zip(texts, widths, strict=True)]
    return min(max(*lines, 1) * _LINE, _HIGHEST)


def _single_columns(column: Column) -> Iterator[Column]:
    """The columns that a column of shares becomes: points and maximum, each alone."""
    if column.points_title is None or column.maximum_title is None:
        yield column
    else:
        yield Column(column.points_title, column.width, column.align)
        yield Column(column.maximum_title, column.width, column.align)


def _single_cells(row: Row, columns: tuple[Column, ...]) -> Iterator[tuple[Text | Number, Column]]:
    """The cells of a row with shares taken apart."""
    for cell, column in zip(row.cells, columns, strict=True):
        single = tuple(_single_columns(column))
        yield from zip(_parts(cell, len(single)), single, strict=True)


def _parts(cell: Cell, number: int) -> tuple[Text | Number, ...]:
    if isinstance(cell, Share):
        return (cell.points, cell.maximum)
    return (cell, *(Text(""),) * (number - 1))
