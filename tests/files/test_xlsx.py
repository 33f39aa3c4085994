from __future__ import annotations

import io
from collections.abc import Callable

import openpyxl
import pytest
from hypothesis import given
from openpyxl.workbook import Workbook

from file_samples import CRITERIA, CROSSWALK, EXTENSION, SHEET, TWO_SHEETS, Plain, mixed_trees, plain, tree_of, trees
from parindex.engine.trees import Fields, Text, Tree
from parindex.files.layouts import LAYOUTS, OTHER_SHEET
from parindex.files.xlsx import is_same, read_xlsx, write_xlsx

NFD = "Ha\u0300 No\u0323\u0302i"
FILES = {
    "criteria": CRITERIA,
    "sheet": SHEET,
    "sheets": TWO_SHEETS,
    "crosswalk": CROSSWALK,
    "extension": EXTENSION,
    "other-kind": {"kind": "something", "a": [{"b": "c"}]},
    "list": ["a", ["b"], {}],
    "text": "a",
}


def opened(content: bytes) -> Workbook:
    """The workbook as a spreadsheet program opens it."""
    return openpyxl.load_workbook(io.BytesIO(content))


def saved(book: Workbook) -> bytes:
    """The workbook as a spreadsheet program saves it."""
    output = io.BytesIO()
    book.save(output)
    return output.getvalue()


def edited(
    content: Plain, edit: Callable[[Workbook], None]
) -> tuple[Tree | None, list[tuple[str, str | None, str | None]]]:
    """What is read after an officer edits a workbook: the tree, and (code, sheet, cell) of all problems."""
    book = opened(write_xlsx(tree_of(content)))
    edit(book)
    tree, problems = read_xlsx(saved(book), file="f.xlsx")
    return tree, [(problem.code, problem.place.sheet, problem.place.cell) for problem in problems]


def at(content: Plain, *path: str | int) -> Plain:
    """The part of a content at the end of a way."""
    for step in path:
        assert isinstance(content, (dict, list))
        content = content[step]  # type: ignore[index]
    return content


@pytest.mark.parametrize("content", FILES.values(), ids=FILES.keys())
def test_a_workbook_holds_the_whole_file(content: Plain) -> None:
    """Every kind of file comes back whole: codes, open ends, blank texts, unknown fields; and so from a saved copy."""
    written = write_xlsx(tree_of(content))

    for workbook in (written, saved(opened(written))):
        tree, problems = read_xlsx(workbook, file="f.xlsx")
        assert (content, []) == (plain(tree), problems)


@given(trees() | mixed_trees())
def test_any_tree_is_read_back(tree: Tree) -> None:
    """Whatever stands where, nothing is lost between tree and workbook."""
    back, problems = read_xlsx(write_xlsx(tree), file="f.xlsx")

    assert [] == problems
    assert back is not None
    assert plain(tree) == plain(back)
    assert is_same(tree, back)


@pytest.mark.parametrize("content", FILES.values(), ids=FILES.keys())
def test_the_same_content_gives_the_same_bytes(content: Plain) -> None:
    """A workbook is made of its content alone; one read back and written again does not change."""
    written = write_xlsx(tree_of(content))
    back, _ = read_xlsx(written, file="f.xlsx")

    assert back is not None
    assert written == write_xlsx(tree_of(content))
    again, _ = read_xlsx(write_xlsx(back), file="f.xlsx")
    assert again is not None
    assert write_xlsx(back) == write_xlsx(again)


def test_what_officers_look_for_has_its_own_column() -> None:
    """Only what has no column stands among the other values."""
    book = opened(write_xlsx(tree_of(CRITERIA)))

    fields = [row[1].value for row in book[OTHER_SHEET].iter_rows(min_row=3)]
    expected = ["rule/bands[2]/colour", "unknown/deep[1]", "unknown/deep[2]/y", "unknown/empty", "unknown/blank"]
    assert expected == fields


def test_values_know_their_sheet_and_cell() -> None:
    """A value that was read from a workbook says where to mend it."""
    tree, _ = read_xlsx(write_xlsx(tree_of(CRITERIA)), file="f.xlsx")

    assert isinstance(tree, Fields)
    maximum = tree.get("maximum")
    assert isinstance(maximum, Text)
    assert ("f.xlsx", "Thông tin chung", "C12") == (maximum.place.file, maximum.place.sheet, maximum.place.cell)


def test_an_edited_maximum_and_a_new_row_are_read() -> None:
    """An officer changes points, with a comma or as a number, and adds a sub-criterion below the last row."""

    def edit(book: Workbook) -> None:
        page = book["Bộ tiêu chí"]
        page["D4"], page["D5"] = "9,25", 0.1
        page["A6"], page["B6"], page["D6"] = "1.2", "Mới", "-1,5"
        book["Số liệu đầu vào"]["A5"], book["Số liệu đầu vào"]["B5"] = "1.2", "late"
        book["Số liệu đầu vào"]["C5"] = "Trễ hạn"

    tree, problems = edited(CRITERIA, edit)

    assert [] == problems
    children = at(plain(tree), "nodes", 0, "children")
    assert ["9.25", "0.1", "-1.5"] == [at(children, number, "maximum") for number in range(3)]
    assert {"code": "1.2", "title": "Mới", "maximum": "-1.5", "inputs": {"late": {"label": "Trễ hạn"}}} == at(
        children, 2
    )


def test_a_row_may_be_moved() -> None:
    """Rows are tied by codes: a child above its parent is still its child."""

    def edit(book: Workbook) -> None:
        page = book["Bộ tiêu chí"]
        page.move_range("A3:M3", rows=10)

    tree, problems = edited(CRITERIA, edit)

    assert ([], ["1.1", "1.10"]) == (problems, [at(plain(tree), "nodes", 0, "children", n, "code") for n in range(2)])


def test_a_second_unit_turns_a_sheet_into_several() -> None:
    """A workbook of one unit holds several as soon as a second one is added."""

    def edit(book: Workbook) -> None:
        book["Đơn vị"]["A4"], book["Đơn vị"]["B4"] = "so-tu-phap", "Sở Tư pháp"

    tree, problems = edited(SHEET, edit)

    assert [] == problems
    assert ["so-noi-vu", "so-tu-phap"] == [at(plain(tree), "sheets", n, "unit", "id") for n in range(2)]


def test_numbers_are_number_cells_only_where_nothing_changes() -> None:
    """9.5 is a number that can be added up; 9.50 and a text that looks like a formula stay texts."""
    book = opened(write_xlsx(tree_of(CRITERIA)))
    page = book["Bộ tiêu chí"]
    grants = opened(write_xlsx(tree_of(SHEET)))["Không áp dụng"]
    points = opened(write_xlsx(tree_of(SHEET)))["Trả lời"]

    assert [(10, "n"), ("9.50", "s"), (0.5, "n")] == [
        (page[cell].value, page[cell].data_type) for cell in ("D3", "D4", "D5")
    ]
    assert ("-1,5", "s") == (page["B5"].value, page["B5"].data_type)
    assert ("=Không có", "s") == (grants["D3"].value, grants["D3"].data_type)
    assert (-1.5, "n") == (points["F5"].value, points["F5"].data_type)


def _swap(book: Workbook) -> None:
    page = book["Bộ tiêu chí"]
    for row in range(1, 6):
        page.cell(row, 4).value, page.cell(row, 5).value = page.cell(row, 5).value, page.cell(row, 4).value


def _bad_cells(book: Workbook) -> None:
    book["Bộ tiêu chí"]["D3"] = "=SUM(D4:D5)"
    book["Số liệu đầu vào"]["H3"] = "=1+1"


def _date(book: Workbook) -> None:
    book["Mức, khoảng, nội dung tính điểm"]["J3"] = 44563
    book["Mức, khoảng, nội dung tính điểm"]["J3"].number_format = "d-mmm"


def _set(sheet: str, cell: str, value: str | float | None) -> Callable[[Workbook], None]:
    def edit(book: Workbook) -> None:
        book[sheet][cell] = value

    return edit


def _leave(_: Workbook) -> None:
    """No edit."""


def _rename(book: Workbook) -> None:
    book["Ví dụ"].title = "Ví dụ mới"


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        pytest.param(
            _swap,
            [("xlsx_moved_column", "Bộ tiêu chí", "D2"), ("xlsx_moved_column", "Bộ tiêu chí", "E2")],
            id="swapped",
        ),
        pytest.param(
            lambda book: book["Căn cứ"].delete_cols(6),
            [("xlsx_moved_column", "Căn cứ", "F2")],
            id="deleted",
        ),
        pytest.param(_set("Căn cứ", "B1", "Ngày"), [("xlsx_moved_column", "Căn cứ", "B1")], id="renamed"),
        pytest.param(_set("Căn cứ", "H3", "xem lại"), [("xlsx_moved_column", "Căn cứ", "H1")], id="without-header"),
        pytest.param(_set("Căn cứ", "G1", "Ghi chú"), [("xlsx_moved_column", "Căn cứ", "G1")], id="added"),
        pytest.param(
            _bad_cells,
            [("xlsx_formula", "Bộ tiêu chí", "D3"), ("xlsx_formula", "Số liệu đầu vào", "H3")],
            id="formulas",
        ),
        pytest.param(_set("Bộ tiêu chí", "D3", "#REF!"), [("xlsx_error_cell", "Bộ tiêu chí", "D3")], id="error"),
        pytest.param(_set("Bộ tiêu chí", "B3", NFD), [("not_nfc", "Bộ tiêu chí", "B3")], id="nfd"),
        pytest.param(
            _set("Bộ tiêu chí", "A5", 1.1),
            [("ambiguous_scalar", "Bộ tiêu chí", "A5"), ("xlsx_unknown_row", "Cách tính điểm", "A4")],
            id="code-as-number",
        ),
        pytest.param(_set("Ví dụ", "A3", "7.7"), [("xlsx_unknown_row", "Ví dụ", "A3")], id="row-of-nothing"),
        pytest.param(_set("Ví dụ", "A3", None), [("xlsx_missing_key", "Ví dụ", "A3")], id="row-without-code"),
        pytest.param(
            _set("Số liệu đầu vào", "B4", "done"), [("xlsx_duplicate", "Số liệu đầu vào", "C4")], id="doubled"
        ),
        pytest.param(_set("Ví dụ", "B3", "done: 7"), [("xlsx_bad_pairs", "Ví dụ", "B3")], id="pairs"),
        pytest.param(_set("Khác", "B3", "rule/[x]"), [("xlsx_bad_path", "Khác", "B3")], id="path"),
        pytest.param(_set("Khác", "D3", "bold"), [("xlsx_bad_form", "Khác", "D3")], id="form"),
        pytest.param(_set("Thông tin chung", "C3", "bộ"), [("xlsx_unknown_kind", "Thông tin chung", "C3")], id="kind"),
        pytest.param(
            _rename, [("xlsx_missing_sheet", None, None), ("xlsx_unknown_sheet", "Ví dụ mới", None)], id="renamed-sheet"
        ),
    ],
)
def test_a_fault_is_named_with_its_cell(
    edit: Callable[[Workbook], None], expected: list[tuple[str, str | None, str | None]]
) -> None:
    """Every fault of form has its code, sheet and cell, all at once."""
    tree, problems = edited(CRITERIA, edit)
    clean, nothing = edited(CRITERIA, _leave)

    assert expected == problems
    assert (CRITERIA, []) == (plain(clean), nothing)
    assert tree is not None or problems


def test_a_moved_column_says_what_was_expected() -> None:
    """The sentence can name the column that belongs there."""
    book = opened(write_xlsx(tree_of(CRITERIA)))
    _swap(book)
    _, problems = read_xlsx(saved(book), file="f.xlsx")

    expected = {"expected": "Điểm tối đa", "code": "maximum", "found": "Nguồn điểm"}
    assert expected == dict(problems[0].parameters)


def test_a_date_where_a_number_is_meant_is_marked() -> None:
    """1/3 typed into a cell of dates has become the first of March: marked as what it looks like, never guessed."""
    tree, problems = edited(CRITERIA, _date)
    rule = tree.get("nodes") if isinstance(tree, Fields) else None

    assert [] == problems
    assert "2022-01-02" == at(plain(rule), 0, "children", 0, "rule", "bands", 0, "points")
    assert "date" in repr(rule)


def test_a_long_text_goes_on_in_the_rows_below() -> None:
    """A text longer than a cell of Excel is neither cut nor refused."""
    content: Plain = {"kind": "criteria_set", "id": "long", "sources": ["ế" * 40_000], "title": "=" * 33_000}

    tree, problems = read_xlsx(write_xlsx(tree_of(content)), file="f.xlsx")

    assert ([], content) == (problems, plain(tree))


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS.keys())
def test_a_layout_tells_its_sheets_and_columns_apart(layout: object) -> None:
    """No two sheets of a kind share a name, no two columns of a sheet a code; names fit Excel's 31 characters."""
    from parindex.files.layouts import Layout

    assert isinstance(layout, Layout)
    names = [table.sheet for table in layout.all_tables]
    assert len(names) == len(set(names))
    assert max(map(len, names)) <= 31
    for table in layout.all_tables:
        codes = [column.code for column in (*table.keys, *table.columns)]
        assert len(codes) == len(set(codes)), table.sheet
