from __future__ import annotations

import io
import zipfile

import docx
import pytest
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from outline_samples import LETTERHEAD, small_result
from parindex.engine.index.unit import UnitResult
from parindex.reports.anchors import bookmark_name
from parindex.reports.documents import render

SCRIPTS = ("ascii", "hAnsi", "cs", "eastAsia")


def word(result: UnitResult, **options: object) -> Document:
    """The result sheet as Word reads it."""
    return docx.Document(io.BytesIO(render(result, kind="result", form="docx", **options)))  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def document(ha_noi: UnitResult) -> Document:
    """Hà Nội 2023."""
    return word(ha_noi)


def test_the_page_is_that_of_the_decree(document: Document) -> None:
    """A4, 20 mm above and below, 30 mm left, 15 mm right (Nghị định số 30/2020/NĐ-CP, Phụ lục I)."""
    section = document.sections[0]
    sizes = (section.page_width, section.page_height)
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)

    assert [Mm(210), Mm(297)] == [pytest.approx(size, abs=700) for size in sizes]
    assert [Mm(20), Mm(20), Mm(30), Mm(15)] == [pytest.approx(margin, abs=700) for margin in margins]


def test_the_page_number_stands_above_in_the_middle_from_the_second_page(document: Document) -> None:
    """In the top margin, 13 points, and not on the first page."""
    section = document.sections[0]
    number = section.header.paragraphs[0]

    assert section.different_first_page_header_footer
    assert "PAGE" == "".join(node.text or "" for node in number._p.iter(qn("w:instrText")))
    assert WD_ALIGN_PARAGRAPH.CENTER == number.alignment
    assert {Pt(13)} == {run.font.size for run in number.runs}
    assert "" == section.first_page_header.paragraphs[0].text


def test_every_style_in_use_is_times_new_roman_for_every_script(document: Document) -> None:
    """No theme font wins over it, neither in headings nor for Vietnamese letters."""
    used = {node.get(qn("w:val")) for node in document.element.body.iter(qn("w:pStyle"))}
    names = {style.name for style in document.styles if style.style_id in used} | {"Normal", "Header", "Footer"}

    assert len(names) > 5
    for name in names:
        fonts = document.styles[name].element.rPr.find(qn("w:rFonts"))

        assert dict.fromkeys(SCRIPTS, "Times New Roman") == {script: fonts.get(qn(f"w:{script}")) for script in SCRIPTS}
        assert not [attribute for attribute in fonts.attrib if "heme" in attribute]


def test_running_text_is_justified_with_its_first_line_set_in(document: Document) -> None:
    """13 to 14 points, first line 10 mm, justified."""
    style = document.styles["Normal"]

    assert Pt(13) <= style.font.size <= Pt(14)
    assert WD_ALIGN_PARAGRAPH.JUSTIFY == style.paragraph_format.alignment
    assert Mm(10) == pytest.approx(style.paragraph_format.first_line_indent, abs=700)


def test_the_head_names_the_country_and_the_issuing_body() -> None:
    """Country and motto in bold, number, place and date as the letterhead gives them."""
    head = word(small_result(), letterhead=LETTERHEAD).tables[0]
    issuer, country = ([line for line in cell.paragraphs if line.text] for cell in head.rows[0].cells)

    assert ["ỦY BAN NHÂN DÂN", "THÀNH PHỐ HÀ NỘI", "Số: 26/BC-UBND"] == [line.text for line in issuer]
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" == country[0].text
    assert "Độc lập - Tự do - Hạnh phúc" == country[1].text
    assert "Hà Nội, ngày 07 tháng 5 năm 2024" == country[2].text
    assert [None, True, None] == [line.runs[0].bold for line in issuer]
    assert [True, True, None] == [line.runs[0].bold for line in country]
    assert country[2].runs[0].italic


def test_recipients_stand_at_the_left_and_the_signature_at_the_right() -> None:
    """“Nơi nhận” in bold italics of 12 points, the list in 11; title and name of the signer in bold."""
    table = next(
        table for table in word(small_result(), letterhead=LETTERHEAD).tables if "Nơi nhận" in table.cell(0, 0).text
    )
    recipients, signer = table.rows[0].cells
    first = recipients.paragraphs[0].runs[0]

    assert ["Nơi nhận:", "- Bộ Nội vụ;", "- Lưu: VT, NC;"] == [line.text for line in recipients.paragraphs]
    assert (True, True, Pt(12)) == (first.bold, first.italic, first.font.size)
    assert {Pt(11)} == {line.runs[0].font.size for line in recipients.paragraphs[1:]}
    assert ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Nguyễn Văn A"] == [line.text for line in signer.paragraphs if line.text]


def test_every_key_has_its_bookmark_and_every_link_arrives(document: Document, ha_noi: UnitResult) -> None:
    """Bookmarks are the keys of all figures, each once; no number leads nowhere."""
    body = document.element.body
    bookmarks = [node.get(qn("w:name")) for node in body.iter(qn("w:bookmarkStart"))]
    links = {node.get(qn("w:anchor")) for node in body.iter(qn("w:hyperlink"))}

    assert sorted(map(bookmark_name, ha_noi.keys())) == sorted(bookmarks)
    assert links
    assert links <= set(bookmarks)


def test_numbers_of_tables_are_links_to_their_figures(document: Document) -> None:
    """In the summary of Hà Nội 12,24/13 leads to domain 3 and 94,16 to its percent."""
    summary = document.tables[1]
    anchors = {
        "".join(text.text or "" for text in link.iter(qn("w:t"))): link.get(qn("w:anchor"))
        for link in summary.rows[3]._tr.iter(qn("w:hyperlink"))
    }

    assert {"3": "k_3", "12,24/13": "k_3", "94,16": "k_3_percent"} == anchors


def test_heads_of_tables_repeat_and_rows_stay_whole(document: Document) -> None:
    """A table that runs over pages stays readable on each."""
    for table in document.tables[1:4]:
        properties = [row._tr.trPr for row in table.rows]

        assert properties[0].find(qn("w:tblHeader")) is not None
        assert all(item.find(qn("w:cantSplit")) is not None for item in properties)


def test_demonstration_data_say_so_on_every_page(department: UnitResult) -> None:
    """In the footer of the first page and of all others."""
    section = word(department).sections[0]

    for footer in (section.footer, section.first_page_footer):
        assert "DỮ LIỆU THỬ" in footer.paragraphs[0].text


def test_the_file_names_no_time_at_which_it_was_made(ha_noi: UnitResult) -> None:
    """Members of the archive and properties carry fixed dates."""
    content = render(ha_noi, kind="result", form="docx")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        times = {member.date_time for member in archive.infolist()}
    properties = docx.Document(io.BytesIO(content)).core_properties

    assert {(1980, 1, 1, 0, 0, 0)} == times
    assert properties.created == properties.modified
    assert "parindex" == properties.author
