"""Tables of Word documents: bordered ones with repeating heads, frames without borders, the annex."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from docx.oxml.xmlchemy import BaseOxmlElement

from parindex.reports.outline import Align, Annex, Cell, Column, Derivation, Explanation, Row, RowKind, Table
from parindex.reports.word_markup import Bookmarks, element, inline, linked, paragraph, run

CELL = "TableText"
"""Style of text in cells."""
ANNEX_WIDTHS = (35, 24, 106)
ANNEX_SIZE = 10
_TWENTIETHS = 56.6929
"""Twentieths of a point in a millimetre."""
_LEVEL = 70
_JUSTIFIED = {Align.LEFT: "left", Align.CENTRE: "center", Align.RIGHT: "right"}
_EDGES = ("top", "left", "bottom", "right", "insideH", "insideV")


def twentieths(millimetres: float) -> int:
    """Millimetres as Word counts lengths."""
    return int(millimetres * _TWENTIETHS)


def data_table(table: Table) -> BaseOxmlElement:
    """A bordered table; its head stands again on every page, no row is broken by the end of a page."""
    widths = [column.width for column in table.columns]
    rows = [_head([column.title for column in table.columns], widths)]
    rows += [_row(row, table.columns) for row in table.rows]
    return _table(widths, rows, borders="single")


def frame_table(widths: Sequence[int], cells: Sequence[Sequence[BaseOxmlElement]]) -> BaseOxmlElement:
    """One row of cells side by side, without borders."""
    made = [_cell(paragraphs, width) for paragraphs, width in zip(cells, widths, strict=True)]
    return _table(widths, [_tr(made)], borders="nil")


def annex_table(annex: Annex, bookmarks: Bookmarks) -> BaseOxmlElement:
    """All figures explained, one row each, bookmarked by their keys."""
    rows = [_head(annex.columns, ANNEX_WIDTHS)]
    for explanation in annex.explanations:
        rows += _explanation_rows(annex, explanation, bookmarks)
    return _table(ANNEX_WIDTHS, rows, borders="single")


def _explanation_rows(annex: Annex, explanation: Explanation, bookmarks: Bookmarks) -> Iterator[BaseOxmlElement]:
    last = len(explanation.derivations) - 1
    for place, derivation in enumerate(explanation.derivations):
        told = list(_told(annex, derivation))
        if place == 0:
            reported = "".join(f"{line} " for line in explanation.reported)
            title = _line(run(explanation.title, size=ANNEX_SIZE, is_bold=True))
            told = [title, *told, _line(_small(reported), _small(explanation.citation, is_italic=True))]
        key = bookmarks.around(derivation.key, run(derivation.key, size=ANNEX_SIZE))
        value = run(derivation.shown, size=ANNEX_SIZE, is_bold=place == 0)
        is_followed = place < last
        contents = ([_line(*key, keep_with_next=is_followed)], [_line(value, align="center")], told)
        cells = [_cell(content, width) for content, width in zip(contents, ANNEX_WIDTHS, strict=True)]
        yield _tr(cells)


def _told(annex: Annex, derivation: Derivation) -> Iterator[BaseOxmlElement]:
    yield _line(run(derivation.sentence, size=ANNEX_SIZE))
    if len(derivation.inputs) > 1:
        pieces = [_small(f"{annex.inputs_title} ")]
        for place, key in enumerate(derivation.inputs):
            if place:
                pieces.append(_small(", "))
            pieces += linked(key, run(key, size=ANNEX_SIZE - 0.5, is_link=True))
        yield _line(*pieces)


def _small(text: str, *, is_italic: bool = False) -> BaseOxmlElement:
    return run(text, size=ANNEX_SIZE - 0.5, is_italic=is_italic)


def _line(*parts: BaseOxmlElement, align: str | None = None, keep_with_next: bool = False) -> BaseOxmlElement:
    return paragraph(CELL, *parts, align=align, keep_with_next=keep_with_next)


# Rows and cells


def _head(titles: Sequence[str], widths: Sequence[int]) -> BaseOxmlElement:
    cells = [
        _cell([paragraph(CELL, run(title, is_bold=True), align="center", keep_with_next=True)], width, align="center")
        for title, width in zip(titles, widths, strict=True)
    ]
    return _tr(cells, is_head=True)


def _row(row: Row, columns: Sequence[Column]) -> BaseOxmlElement:
    return _tr(
        [
            _data_cell(place, cell, row, column)
            for place, (cell, column) in enumerate(zip(row.cells, columns, strict=True))
        ]
    )


def _data_cell(place: int, cell: Cell, row: Row, column: Column) -> BaseOxmlElement:
    is_bold = row.kind is not RowKind.PLAIN
    indent = row.level * _LEVEL if place == 1 else 0
    line = paragraph(
        CELL,
        *inline(cell, is_bold=is_bold),
        align=_JUSTIFIED[column.align],
        indent=indent,
        keep_with_next=row.kind is RowKind.GROUP,
    )
    return _cell([line], column.width, align="center")


def _tr(cells: Iterable[BaseOxmlElement], *, is_head: bool = False) -> BaseOxmlElement:
    properties = element("trPr", element("cantSplit"))
    if is_head:
        properties.append(element("tblHeader"))
    return element("tr", properties, *cells)


def _cell(paragraphs: Sequence[BaseOxmlElement], width: int, *, align: str = "top") -> BaseOxmlElement:
    properties = element("tcPr", element("tcW", w=twentieths(width), type="dxa"), element("vAlign", val=align))
    return element("tc", properties, *paragraphs)


def _table(widths: Sequence[int], rows: Iterable[BaseOxmlElement], *, borders: str) -> BaseOxmlElement:
    edges = [element(edge, val=borders, sz=4, space=0, color="000000") for edge in _EDGES]
    margin = twentieths(1.2)
    properties = element(
        "tblPr",
        element("tblW", w=sum(map(twentieths, widths)), type="dxa"),
        element("jc", val="center"),
        element("tblBorders", *edges),
        element("tblLayout", type="fixed"),
        element("tblCellMar", element("left", w=margin, type="dxa"), element("right", w=margin, type="dxa")),
    )
    grid = element("tblGrid", *(element("gridCol", w=twentieths(width)) for width in widths))
    return element("tbl", properties, grid, *rows)
