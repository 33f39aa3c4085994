"""Faults that cannot be typed into a readable file: bytes, sizes, workbooks. Each is made from a sound file."""

from __future__ import annotations

import unicodedata
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from command_line import CommandLine
from parindex.files.intake import LIBRARY
from parindex.files.reading import read_file, write_file

SOUND = LIBRARY / "published-percent/criteria.yaml"
SHEET = LIBRARY / "province-2022/cases/ha-noi-2023.yaml"

Spoil = Callable[[bytes], bytes]
SpoilBook = Callable[[Workbook], None]


def lines_of(text: bytes, *added: bytes) -> bytes:
    """A file with lines at its end."""
    return b"\n".join([text.rstrip(b"\n"), *added, b""])


TEXTS: list[tuple[str, Spoil, set[str]]] = [
    ("bom", lambda text: b"\xef\xbb\xbf" + text, {"bom"}),
    ("not_nfc", lambda text: unicodedata.normalize("NFD", text.decode()).encode(), {"not_nfc"}),
    ("other_encoding", lambda text: text.decode().encode("utf-16"), {"yaml_syntax"}),
    ("control_character", lambda text: text.replace(b"kind: criteria_set", b"kind: criteria\x07_set"), {"yaml_syntax"}),
    ("empty", lambda _: b"", {"yaml_syntax"}),
    ("comments_alone", lambda _: b"# nothing\n", {"yaml_syntax"}),
    ("too_large", lambda text: text + b"# " + b"x" * 1_000_000, {"too_large"}),
    ("tab", lambda text: text.replace(b"  - code", b"\t- code", 1), {"yaml_syntax"}),
    ("two_documents", lambda text: lines_of(text, b"---", b"kind: criteria_set"), {"yaml_syntax"}),
    ("tag", lambda text: text.replace(b"revision: ", b"revision: !!python/object:os.system "), {"yaml_syntax"}),
    ("merge", lambda text: lines_of(text, b"<<: {}"), {"anchor"}),
    ("doubled_key", lambda text: lines_of(text, b"id: other"), {"duplicate_key"}),
    ("deep", lambda text: lines_of(text, b"note: " + b"[" * 2000 + b"]" * 2000), {"yaml_syntax"}),
]


@pytest.mark.parametrize(("name", "spoil", "codes"), [pytest.param(*one, id=one[0]) for one in TEXTS])
def test_a_spoilt_text_is_refused_whole(
    parindex: CommandLine, tmp_path: Path, name: str, spoil: Spoil, codes: set[str]
) -> None:
    """The sound file is fine; spoilt, its fault is told with file and line, and neither scored nor converted."""
    sound, spoilt = tmp_path / "sound.yaml", tmp_path / f"{name}.yaml"
    sound.write_bytes(SOUND.read_bytes())
    spoilt.write_bytes(spoil(SOUND.read_bytes()))
    before = sorted(tmp_path.iterdir())

    fine, check = parindex("check", sound, "--json"), parindex("check", spoilt, "--json")
    refused = [
        parindex("convert", spoilt, tmp_path / "out.xlsx", "--json"),
        parindex("score", "--set", spoilt, "--sheet", tmp_path / "any.yaml", "--json"),
    ]

    assert (0, []) == (fine.code, fine.problems())
    assert (1, codes) == (check.code, set(check.problems()) - {"unknown_field"})
    assert [(1, codes)] * 2 == [(run.code, set(run.problems()) - {"unknown_field"}) for run in refused]
    assert {str(spoilt)} == {problem["place"]["file"] for problem in check.json()["problems"]}
    assert all(problem["place"]["line"] for problem in check.json()["problems"])
    assert before == sorted(tmp_path.iterdir())


# Workbooks


def page(book: Workbook, title: str) -> Worksheet:
    """A sheet of a workbook by its title."""
    found = book[title]
    assert isinstance(found, Worksheet)
    return found


def moved_column(book: Workbook) -> None:
    """A column goes to the end of its sheet."""
    nodes = page(book, NODES)
    nodes.move_range(f"C1:C{nodes.max_row}", cols=nodes.max_column)


def renamed_column(book: Workbook) -> None:
    """The head of a column is written anew."""
    page(book, NODES)["C1"] = "Tên gọi"
    page(book, NODES)["C2"] = "name"


def inserted_column(book: Workbook) -> None:
    """A column of remarks comes between."""
    page(book, NODES).insert_cols(3)


def formula(book: Workbook) -> None:
    """A maximum is computed by the workbook."""
    page(book, NODES)["D3"] = "=50+50"


def error_cell(book: Workbook) -> None:
    """A cell holds the error of a lost reference."""
    page(book, NODES)["D3"] = "#REF!"
    page(book, NODES)["D3"].data_type = "e"


def lost_sheet(book: Workbook) -> None:
    """A sheet was deleted."""
    del book[NODES]


def strange_sheet(book: Workbook) -> None:
    """A sheet of one's own was added."""
    book.create_sheet("Nháp")["A1"] = "để sau"


def other_kind(book: Workbook) -> None:
    """The kind of the workbook is written over."""
    general = page(book, GENERAL)
    for row in general.iter_rows():
        for cell in row:
            if cell.value == "criteria_set":
                cell.value = "criteria"


NODES, GENERAL = "Bộ tiêu chí", "Thông tin chung"
BOOKS: list[tuple[SpoilBook, str]] = [
    (moved_column, "xlsx_moved_column"),
    (renamed_column, "xlsx_moved_column"),
    (inserted_column, "xlsx_moved_column"),
    (formula, "xlsx_formula"),
    (error_cell, "xlsx_error_cell"),
    (lost_sheet, "xlsx_missing_sheet"),
    (strange_sheet, "xlsx_unknown_sheet"),
    (other_kind, "xlsx_unknown_kind"),
]


@pytest.mark.parametrize(("spoil", "code"), [pytest.param(*one, id=one[0].__name__) for one in BOOKS])
def test_a_spoilt_workbook_is_told_with_sheet_and_cell(
    parindex: CommandLine, tmp_path: Path, spoil: SpoilBook, code: str
) -> None:
    """The sound workbook is fine; spoilt, its fault is told at its sheet and cell, and nothing is loaded from it."""
    sound, spoilt = tmp_path / "sound.xlsx", tmp_path / "spoilt.xlsx"
    assert 0 == parindex("convert", SOUND, sound).code
    book = openpyxl.load_workbook(sound)
    spoil(book)
    book.save(spoilt)

    fine, run = parindex("check", sound, "--json"), parindex("check", spoilt, "--json")
    converted = parindex("convert", spoilt, tmp_path / "out.yaml")

    problem = next(problem for problem in run.json()["problems"] if problem["code"] == code)
    assert (0, []) == (fine.code, fine.problems())
    assert 1 == run.code
    assert problem["place"]["sheet"] or code == "xlsx_missing_sheet"
    assert problem["place"]["cell"] or code in {"xlsx_missing_sheet", "xlsx_unknown_sheet"}
    assert 1 == converted.code
    assert not (tmp_path / "out.yaml").exists()


def bomb(part: str, content: bytes) -> bytes:
    """A workbook in which one part unpacks to far more than it takes."""
    source = BytesIO()
    openpyxl.Workbook().save(source)
    target = BytesIO()
    with zipfile.ZipFile(source) as sound, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as spoilt:
        for name in sound.namelist():
            spoilt.writestr(name, content if name == part else sound.read(name))
        if part not in sound.namelist():
            spoilt.writestr(part, content)
    return target.getvalue()


SHEET_PART = "xl/worksheets/sheet1.xml"
NAMESPACE = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    + NAMESPACE
    + b"<row><c t='inlineStr'><is><t>&b;</t></is></c></row></sheetData></worksheet>"
)
BOMBS = [
    pytest.param(
        bomb(SHEET_PART, NAMESPACE + b"<row/>" * 30_000_000 + b"</sheetData></worksheet>"), id="a million empty rows"
    ),
    pytest.param(
        bomb(SHEET_PART, NAMESPACE + b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'),
        id="one cell in the last corner",
    ),
    pytest.param(bomb("xl/sharedStrings.xml", b"<sst>" + b" " * 200_000_000 + b"</sst>"), id="long strings"),
    pytest.param(bomb(SHEET_PART, LAUGHS), id="entities"),
    pytest.param(b"PK\x03\x04" + bytes(50), id="half an archive"),
    pytest.param(b"not a workbook", id="no archive"),
    pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), id="an old or locked workbook"),
    pytest.param(b"PK" + bytes(1_000_001), id="more bytes than allowed"),
]


@pytest.mark.parametrize("content", BOMBS)
def test_a_workbook_that_would_burst_is_refused(parindex: CommandLine, tmp_path: Path, content: bytes) -> None:
    """A workbook that is damaged, hostile or far too large is one problem of the file, told in both languages."""
    file = tmp_path / "bomb.xlsx"
    file.write_bytes(content)

    vietnamese, english = (parindex("check", file, "--json", "--language", language) for language in ("vi", "en"))

    (problem,), (same,) = vietnamese.json()["problems"], english.json()["problems"]
    assert [1, 1] == [vietnamese.code, english.code]
    assert problem["code"] in {"xlsx_syntax", "xlsx_too_large"}
    assert problem["message"] != same["message"]


def test_points_and_codes_keep_their_faults_in_a_workbook(parindex: CommandLine, tmp_path: Path) -> None:
    """What is wrong with a sheet in YAML is wrong with it as a workbook, under the same path, at its cell."""
    sheet = tmp_path / "sheet.yaml"
    sheet.write_text(SHEET.read_text("utf-8").replace("points: 1.47", "points: 1.6", 1), "utf-8")
    tree, problems = read_file(sheet)
    assert tree is not None
    assert [] == problems
    write_file(tmp_path / "sheet.xlsx", tree)

    runs = [parindex("check", tmp_path / name, "--json").json()["problems"] for name in ("sheet.yaml", "sheet.xlsx")]

    ((typed,), (drawn,)) = runs
    assert (typed["code"], typed["place"]["path"]) == (drawn["code"], drawn["place"]["path"])
    assert "points_above_maximum" == typed["code"]
    assert typed["place"]["line"]
    assert drawn["place"]["sheet"]
    assert drawn["place"]["cell"]
