"""Word documents laid out by Nghị định số 30/2020/NĐ-CP, Phụ lục I: A4, Times New Roman, national header, page numbers.

Every number is a link to the bookmark of its figure in the annex (:mod:`parindex.reports.anchors`).
"""

from __future__ import annotations

import datetime as dt
import io

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt
from docx.styles.style import ParagraphStyle

from parindex.reports.archives import with_fixed_times
from parindex.reports.outline import (
    Heading,
    Listing,
    LossList,
    NationalHeader,
    Outline,
    Paragraph,
    SignatureBlock,
    Table,
    printable,
)
from parindex.reports.word_markup import Bookmarks, append, inline, page_number, paragraph, rule, run, set_font
from parindex.reports.word_tables import CELL, annex_table, data_table, frame_table, twentieths

BODY = 13.5
TEXT_WIDTH = 165
PAGE_NUMBER = 13
_LINES_TO_SIGN = 4
HEADER_WIDTHS = (66, 99)
"""Millimetres for the issuing body and for the name of the country."""

_WIDTH_OF_CAPITAL = 3.05
"""Millimetres of a bold capital of 13 points, on average."""
_WIDTH_OF_LETTER = 2.6
"""Millimetres of a bold letter of 14 points, on average."""
_MOTTO_WIDTH = 56
"""Millimetres of the motto in bold 13.5 points."""


def write_docx(outline: Outline) -> bytes:
    """The document as a .docx file."""
    document = docx.Document()
    _set_properties(document, outline)
    _set_styles(document)
    _set_page(document, outline)
    _draw_header(document, outline.header)
    _draw_title(document, outline)
    for block in outline.blocks:
        match block:
            case Heading():
                document.add_heading(printable(block.text), block.level)
            case Paragraph():
                _draw_paragraph(document, block)
            case Listing():
                _draw_listing(document, block)
            case LossList():
                document.add_paragraph(printable(block.explanation)).paragraph_format.keep_with_next = True
                _draw_table(document, block.table)
            case Table():
                _draw_table(document, block)
    _draw_signature(document, outline.signature)
    _draw_annex(document, outline)
    content = io.BytesIO()
    document.save(content)
    return with_fixed_times(content.getvalue())


# Page and styles


def _set_properties(document: Document, outline: Outline) -> None:
    properties = document.core_properties
    day = dt.datetime.combine(outline.date, dt.time(), dt.UTC)
    properties.title = outline.title[:255]
    properties.author = "parindex"
    properties.last_modified_by = "parindex"
    properties.comments = outline.mark or ""
    properties.language = outline.language
    properties.revision = 1
    properties.created = properties.modified = day


def _set_page(document: Document, outline: Outline) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.header_distance = section.footer_distance = Mm(10)
    section.different_first_page_header_footer = True
    number = section.header.paragraphs[0]
    number.alignment = WD_ALIGN_PARAGRAPH.CENTER
    append(number, page_number(PAGE_NUMBER))
    if outline.mark:
        for footer in (section.footer, section.first_page_footer):
            line = footer.paragraphs[0]
            line.alignment = WD_ALIGN_PARAGRAPH.CENTER
            append(line, [run(outline.mark, size=11, is_bold=True)])


def _set_styles(document: Document) -> None:
    body = _style(document, "Normal", BODY)
    body.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    body.paragraph_format.first_line_indent = Mm(10)
    body.paragraph_format.space_before = Pt(0)
    body.paragraph_format.space_after = Pt(6)
    body.paragraph_format.line_spacing_rule = WD_LINE_SPACING.MULTIPLE
    body.paragraph_format.line_spacing = 1.1
    for name in ("Header", "Footer"):
        frame = _style(document, name, PAGE_NUMBER)
        frame.paragraph_format.first_line_indent = Mm(0)
        frame.paragraph_format.space_after = Pt(0)
    title = _style(document, "Title", 14, is_bold=True)
    title.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.paragraph_format.first_line_indent = Mm(0)
    title.paragraph_format.space_after = Pt(0)
    for border in title.element.xpath(".//w:pBdr"):
        border.getparent().remove(border)
    for level in (1, 2):
        heading = _style(document, f"Heading {level}", BODY, is_bold=True)
        heading.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.LEFT
        heading.paragraph_format.space_before = Pt(10)
        heading.paragraph_format.space_after = Pt(4)
        heading.paragraph_format.keep_with_next = True
    cell = document.styles.add_style("Table Text", WD_STYLE_TYPE.PARAGRAPH)
    cell.base_style = body
    cell = _style(document, "Table Text", 11)
    cell.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.LEFT
    cell.paragraph_format.first_line_indent = Mm(0)
    cell.paragraph_format.space_before = cell.paragraph_format.space_after = Pt(1)
    cell.paragraph_format.line_spacing = 1
    caption = _style(document, "Caption", 12.5, is_italic=True)
    caption.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    caption.paragraph_format.first_line_indent = Mm(0)
    caption.paragraph_format.space_before = Pt(4)
    caption.paragraph_format.space_after = Pt(4)
    caption.paragraph_format.keep_with_next = True


def _style(
    document: Document, name: str, size: float, *, is_bold: bool = False, is_italic: bool = False
) -> ParagraphStyle:
    style = document.styles[name]
    assert isinstance(style, ParagraphStyle)  # noqa: S101  # for the type checker: the template of the library has it
    style.font.size = Pt(size)
    style.font.bold, style.font.italic = is_bold, is_italic
    set_font(style.element.get_or_add_rPr())
    return style


# The parts of the document


def _place(document: Document, *elements: BaseOxmlElement) -> None:
    """Put elements at the end of the body, before the description of its pages."""
    for item in elements:
        document.element.body.insert_element_before(item, "w:sectPr")


def _draw_header(document: Document, header: NationalHeader) -> None:
    authority = [_centred(line, 13) for line in header.superior]
    authority += [_centred(line, 13, is_bold=True) for line in header.authority]
    longest = max(len(line) for line in header.authority) * _WIDTH_OF_CAPITAL
    issuer = [*authority, _rule(HEADER_WIDTHS[0], 0.4 * longest), _centred(header.number, 13)]
    country = [
        _centred(header.country, 13, is_bold=True),
        _centred(header.motto, 13.5, is_bold=True),
        _rule(HEADER_WIDTHS[1], _MOTTO_WIDTH),
        _centred(header.place_and_date, 13.5, is_italic=True),
    ]
    _place(document, frame_table(HEADER_WIDTHS, (issuer, country)))


def _centred(text: str, size: float, *, is_bold: bool = False, is_italic: bool = False) -> BaseOxmlElement:
    return paragraph(CELL, run(text, size=size, is_bold=is_bold, is_italic=is_italic), align="center")


def _rule(width: float, length: float, *, after: int = 0) -> BaseOxmlElement:
    """A line of ``length`` millimetres in the middle of ``width``."""
    side = twentieths(max(width - length, 0) / 2)
    return rule(CELL, side, side, after=after)


def _draw_title(document: Document, outline: Outline) -> None:
    document.add_paragraph(printable(outline.type_name), "Title").paragraph_format.space_before = Pt(14)
    for line in outline.subject:
        document.add_paragraph(printable(line), "Title")
    _place(document, _rule(TEXT_WIDTH, 0.4 * len(outline.subject[0]) * _WIDTH_OF_LETTER, after=160))
    if outline.mark:
        mark = document.add_paragraph(style="Caption")
        append(mark, [run(outline.mark, is_bold=True)])


def _draw_paragraph(document: Document, block: Paragraph) -> None:
    line = document.add_paragraph()
    for part in block.parts:
        append(line, inline(part))


def _draw_listing(document: Document, block: Listing) -> None:
    for item in block.items:
        line = document.add_paragraph()
        line.paragraph_format.space_after = Pt(3)
        line.alignment = WD_ALIGN_PARAGRAPH.LEFT
        append(line, [run("- ")])
        for part in item:
            append(line, inline(part))


def _draw_table(document: Document, table: Table) -> None:
    document.add_paragraph(printable(table.caption), "Caption")
    _place(document, data_table(table))
    document.add_paragraph().paragraph_format.space_after = Pt(0)


def _draw_signature(document: Document, block: SignatureBlock) -> None:
    left = [paragraph(CELL, run(block.recipients_title, size=12, is_bold=True, is_italic=True))]
    left += [paragraph(CELL, run(f"- {line};", size=11)) for line in block.recipients]
    right = [_centred(line, BODY, is_bold=True) for line in block.title]
    right += [paragraph(CELL, align="center") for _ in range(_LINES_TO_SIGN)]
    right.append(_centred(block.name, BODY, is_bold=True))
    document.paragraphs[-1].paragraph_format.keep_with_next = True
    document.add_paragraph().paragraph_format.keep_with_next = True
    _place(document, frame_table(HEADER_WIDTHS, (left, right)))


def _draw_annex(document: Document, outline: Outline) -> None:
    annex = outline.annex
    heading = document.add_paragraph(printable(annex.heading), "Title")
    heading.paragraph_format.page_break_before = True
    document.add_paragraph(printable(annex.title), "Title")
    _place(document, _centred(annex.belongs_to, 12.5, is_italic=True))
    document.add_paragraph()
    _place(document, annex_table(annex, Bookmarks()))
    document.add_heading(printable(annex.documents_title), 1)
    for number, name in enumerate(annex.documents, start=1):
        _place(document, paragraph(CELL, run(f"[{number}] {name}.")))
