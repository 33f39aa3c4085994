from __future__ import annotations

import io
import re
import zipfile
from fractions import Fraction

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from outline_samples import HOSTILE, hostile_result, small_result
from parindex.engine.index.unit import UnitResult
from parindex.reports.anchors import bookmark_name
from parindex.reports.documents import render
from parindex.wording.sentences import sentence


def book(result: UnitResult, language: str = "vi") -> Workbook:
    """The result sheet as a workbook."""
    return openpyxl.load_workbook(io.BytesIO(render(result, kind="result", form="xlsx", language=language)))


@pytest.fixture(scope="module")
def workbook(ha_noi: UnitResult) -> Workbook:
    """Hà Nội 2023."""
    return book(ha_noi)


def test_each_table_has_its_sheet(workbook: Workbook) -> None:
    """Summary, criteria, losses, derivations."""
    assert ["Tổng hợp", "Tất cả tiêu chí", "Điểm mất", "Cách tính"] == workbook.sheetnames


def test_english_sheets_are_named_in_english() -> None:
    """The same four in the other language."""
    assert ["Summary", "All criteria", "Losses", "Derivations"] == book(small_result(), "en").sheetnames


def test_points_and_maximum_are_numbers_of_their_own(workbook: Workbook) -> None:
    """Where paper prints 12,24/13 a workbook has two cells with which one can go on to compute."""
    row = next(workbook["Tổng hợp"].iter_rows(min_row=6, max_row=6))

    assert [12.241, 13] == [row[2].value, row[3].value]
    assert ["n", "n"] == [row[2].data_type, row[3].data_type]
    assert "0.00" == row[2].number_format


def test_every_figure_is_explained_with_its_exact_value(workbook: Workbook, ha_noi: UnitResult) -> None:
    """Key, exact fraction as text, and the sentence of page and command line, for every key."""
    rows = list(workbook["Cách tính"].iter_rows(min_row=4, values_only=True))
    expected = {
        figure.key: (str(figure.value), sentence(figure, ha_noi.criteria_set, language="vi"))
        for figure in ha_noi.figures()
    }

    assert expected == {row[0]: (row[4], row[5]) for row in rows}


def test_values_have_sixteen_digits_of_the_exact_ones(workbook: Workbook) -> None:
    """No rounded number is stored: rounding is a matter of the format."""
    for row in workbook["Cách tính"].iter_rows(min_row=4, values_only=True):
        assert float(f"{float(Fraction(str(row[4]))):.16G}") == row[3]


def test_every_key_is_a_defined_name_of_its_value(workbook: Workbook, ha_noi: UnitResult) -> None:
    """``=k_1_7`` gives the points of 1.7 in any formula."""
    expected = {bookmark_name(figure.key): str(figure.value) for figure in ha_noi.figures()}
    found = {}
    for name, defined in workbook.defined_names.items():
        [(sheet, cell)] = defined.destinations
        found[name] = workbook[sheet].cell(workbook[sheet][cell].row, 5).value

    assert expected == found


def test_every_number_leads_to_its_derivation(workbook: Workbook) -> None:
    """The link of the 12,24 points of domain 3 arrives at the row of key 3."""
    link = workbook["Tổng hợp"]["G6"].hyperlink

    assert link is not None
    found = re.fullmatch(r"'Cách tính'!A(\d+)", link.location or "")
    assert found
    assert "3" == workbook["Cách tính"].cell(int(found[1]), 1).value


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_no_text_becomes_a_formula(text: str) -> None:
    """Whatever a unit is called, its name is a text in every cell, and links stay inside the file."""
    content = render(hostile_result(text), kind="result", form="xlsx")
    found = openpyxl.load_workbook(io.BytesIO(content))
    cells = [cell for sheet in found for row in sheet.iter_rows() for cell in row if cell.value is not None]

    assert any(cell.value == text and cell.data_type in {"s", "inlineStr"} for cell in cells)
    assert {"s", "n"} == {cell.data_type for cell in cells}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert not [name for name in archive.namelist() if "externalLink" in name]
        sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
        assert all(b"<f>" not in archive.read(name) for name in sheets)


def test_demonstration_data_say_so_on_every_sheet(department: UnitResult) -> None:
    """In a row of its own above the head, and in the printed header."""
    for sheet in book(department):
        assert "DỮ LIỆU THỬ" in str(sheet["A3"].value)
        assert sheet.oddHeader is not None
        assert "DỮ LIỆU THỬ" in str(sheet.oddHeader.center.text)
