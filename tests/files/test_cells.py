from __future__ import annotations

import io
import struct
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from file_samples import CRITERIA, tree_of
from parindex.files.cells import CellKind, read_cells
from parindex.files.xlsx import read_xlsx, write_xlsx

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def book(sheet_data: str = "", **members: str) -> dict[str, str]:
    """The members of a workbook of one sheet ``S``; ``members`` (shared, styles, workbook) replace or add some."""
    sheets = f'<sheets><sheet name="S" sheetId="1" xmlns:r="{RELATIONS}" r:id="r1"/></sheets>'
    return {
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r1" Type="{RELATIONS}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": members.get("workbook", f'<workbook xmlns="{MAIN}">{sheets}</workbook>'),
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}">'
        f'<Relationship Id="r1" Type="{RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="r2" Type="{RELATIONS}/sharedStrings" Target="/xl/sharedStrings.xml"/>'
        f'<Relationship Id="r3" Type="{RELATIONS}/styles" Target="styles.xml"/></Relationships>',
        "xl/sharedStrings.xml": members.get("shared", f'<sst xmlns="{MAIN}"/>'),
        "xl/styles.xml": members.get("styles", f'<styleSheet xmlns="{MAIN}"/>'),
        "xl/worksheets/sheet1.xml": members.get(
            "sheet", f'<worksheet xmlns="{MAIN}"><sheetData>{sheet_data}</sheetData></worksheet>'
        ),
    }


def zipped(members: dict[str, str]) -> bytes:
    """The bytes of a workbook of these members."""
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return output.getvalue()


def problems_of(content: bytes) -> list[tuple[str, str, str | None]]:
    """Code, reason or kind of excess, and cell of every problem."""
    sheets, problems = read_cells(content, file="bad.xlsx")
    assert not sheets or not problems or all(problem.place.cell for problem in problems)
    return [
        (problem.code, problem.parameters.get("reason") or problem.parameters.get("what") or "", problem.place.cell)
        for problem in problems
    ]


def _declared(size: int) -> bytes:
    """A workbook whose list of members declares ``size`` unpacked bytes for the first one."""
    content = bytearray(zipped(book()))
    position = content.index(b"PK\x01\x02")
    content[position + 24 : position + 28] = struct.pack("<I", size)
    return bytes(content)


def _encrypted() -> bytes:
    content = bytearray(zipped(book()))
    position = content.index(b"PK\x01\x02")
    content[position + 8] |= 1
    return bytes(content)


def _shared_bomb() -> bytes:
    text = f'<sst xmlns="{MAIN}"><si><t>{"x" * 30_000}</t></si></sst>'
    cells = "".join(f'<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>' for row in range(1, 400))
    return zipped(book(cells, shared=text))


_EMPTY_ROWS = "".join(f'<row r="{number}" s="1" customFormat="1"/>' for number in range(1, 100_002))
_ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
_EXTERNAL = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
_SAME_MEMBER = (
    f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets><sheet name="A" r:id="r1"/><sheet name="B" r:id="r1"/>'
    "</sheets></workbook>"
)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param(b"", ("xlsx_syntax", "not_a_workbook", None), id="empty"),
        pytest.param(b"kind: criteria_set\n", ("xlsx_syntax", "not_a_workbook", None), id="yaml"),
        pytest.param(b"\xd0\xcf\x11\xe0" + bytes(600), ("xlsx_syntax", "old_or_encrypted", None), id="xls"),
        pytest.param(b"%PDF-1.7\n" + zipped(book()), ("xlsx_syntax", "not_a_workbook", None), id="pdf-and-zip"),
        pytest.param(zipped(book()) + b"<script>", ("xlsx_syntax", "not_a_workbook", None), id="zip-and-more"),
        pytest.param(zipped({"a.txt": "a"}), ("xlsx_syntax", "damaged", None), id="other-zip"),
        pytest.param(zipped(book())[:-40] + bytes(18), ("xlsx_syntax", "not_a_workbook", None), id="cut-off"),
        pytest.param(_encrypted(), ("xlsx_syntax", "old_or_encrypted", None), id="encrypted"),
        pytest.param(
            zipped(book(sheet=_ENTITIES + "<x>&b;</x>")), ("xlsx_syntax", "document_type", None), id="entities"
        ),
        pytest.param(
            zipped(book(sheet=_EXTERNAL + "<x>&a;</x>")), ("xlsx_syntax", "document_type", None), id="external"
        ),
        pytest.param(zipped(book(sheet="<x>")), ("xlsx_syntax", "damaged", None), id="broken-xml"),
        pytest.param(zipped(book(workbook=_SAME_MEMBER)), ("xlsx_syntax", "damaged", None), id="one-member-twice"),
        pytest.param(
            zipped(book('<row><c r="A1"><v>x</v></c></row>')), ("xlsx_syntax", "damaged", None), id="no-number"
        ),
        pytest.param(
            zipped(book('<row><c r="A1" t="s"><v>5</v></c></row>')), ("xlsx_syntax", "damaged", None), id="no-such-text"
        ),
        pytest.param(
            zipped(book('<row><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>')),
            ("xlsx_syntax", "damaged", None),
            id="one-cell-twice",
        ),
        pytest.param(_declared(4_000_000_000), ("xlsx_too_large", "bytes", None), id="declares-4-gigabytes"),
        pytest.param(_declared(30_000_000), ("xlsx_too_large", "ratio", None), id="declares-great-ratio"),
        pytest.param(
            zipped({f"m{number}": "" for number in range(501)}), ("xlsx_too_large", "members", None), id="many-members"
        ),
        pytest.param(zipped(book(_EMPTY_ROWS)), ("xlsx_too_large", "rows", None), id="styled-empty-rows"),
        pytest.param(
            zipped(book('<row r="1048576"><c r="A1048576"><v>1</v></c></row>')),
            ("xlsx_too_large", "rows", None),
            id="last-row",
        ),
        pytest.param(
            zipped(book('<row r="1"><c r="XFD1"><v>1</v></c></row>')),
            ("xlsx_too_large", "columns", None),
            id="last-column",
        ),
        pytest.param(_shared_bomb(), ("xlsx_too_large", "characters", None), id="one-long-text-in-many-cells"),
        pytest.param(
            zipped(book('<row r="2"><c r="B2"><f>1+1</f><v>2</v></c></row>')), ("xlsx_formula", "", "B2"), id="formula"
        ),
        pytest.param(
            zipped(book('<row r="2"><c r="B2" t="str"><f>HYPERLINK("x")</f></c></row>')),
            ("xlsx_formula", "", "B2"),
            id="formula-without-result",
        ),
        pytest.param(
            zipped(book('<row r="1"><c r="C1" t="e"><v>#DIV/0!</v></c></row>')),
            ("xlsx_error_cell", "", "C1"),
            id="error",
        ),
        pytest.param(
            zipped(book('<row r="1"><c r="C1" t="inlineStr"><is><t>a_x0000_b</t></is></c></row>')),
            ("xlsx_control_character", "", "C1"),
            id="nul",
        ),
    ],
)
def test_a_workbook_that_cannot_be_trusted_is_refused(content: bytes, expected: tuple[str, str, str | None]) -> None:
    """Broken, disguised and exploding files each give one clear problem before they are unpacked at length."""
    assert [expected] == problems_of(content)


def test_cells_keep_what_was_written() -> None:
    """Texts in all spellings, numbers by shortest digits, truth, dates by style; formatting is left out."""
    styles = (
        f'<styleSheet xmlns="{MAIN}"><numFmts><numFmt numFmtId="170" formatCode="dd/mm/yyyy"/>'
        '<numFmt numFmtId="171" formatCode="&quot;ngày&quot; 0.0"/></numFmts><cellXfs><xf numFmtId="0"/>'
        '<xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="171"/></cellXfs></styleSheet>'
    )
    shared = (
        f'<sst xmlns="{MAIN}"><si><r><t>Hà </t></r><r><rPr><b/></rPr><t>Nội</t></r><rPh><t>x</t></rPh></si>'
        "<si><t>a_x000D_b_x005F_x000D_</t></si></sst>"
    )
    row = (
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="inlineStr"><is><t> 1.10 </t></is></c>'
        '<c><v>203</v></c><c><v>0.10000000000000001</v></c><c><v>1E-7</v></c><c t="b"><v>1</v></c>'
        '<c s="1"><v>44875</v></c><c s="2"><v>44875</v></c><c s="3"><v>44875</v></c><c s="1"/></row>'
    )

    [sheet], problems = read_cells(zipped(book(row, shared=shared, styles=styles)), file="f")

    expected = [
        ("Hà Nội", CellKind.TEXT),
        ("a\rb_x000D_", CellKind.TEXT),
        (" 1.10 ", CellKind.TEXT),
        ("203", CellKind.NUMBER),
        ("0.1", CellKind.NUMBER),
        ("0.0000001", CellKind.NUMBER),
        ("true", CellKind.TRUTH),
        ("2022-11-10", CellKind.DATE),
        ("2022-11-10", CellKind.DATE),
        ("44875", CellKind.NUMBER),
    ]
    assert ([], expected) == (problems, [(cell.text, cell.kind) for cell in sheet.rows[1].values()])


@settings(max_examples=200)
@given(st.data())
def test_no_damage_raises(data: st.DataObject) -> None:
    """Wherever bytes of a workbook are changed, the answer is a tree or problems."""
    content = bytearray(_SAMPLE)
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))

    tree, problems = read_xlsx(bytes(content), file="f.xlsx")

    assert tree is not None or problems


@settings(max_examples=200)
@given(st.sampled_from(["_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"]), st.data())
def test_no_damage_inside_raises(name: str, data: st.DataObject) -> None:
    """Wherever the XML of a member is changed, the answer is a tree or problems."""
    members = book(
        '<row r="1"><c r="A1" t="s" s="1"><v>0</v></c></row>', shared=f'<sst xmlns="{MAIN}"><si><t>a</t></si></sst>'
    )
    content = members[name]
    start = data.draw(st.integers(0, len(content) - 1))
    end = data.draw(st.integers(start, min(start + 9, len(content))))
    members[name] = (
        content[:start] + data.draw(st.sampled_from(["", "9", "-1", "<", ">", '"', "/", "é"])) + content[end:]
    )

    tree, problems = read_xlsx(zipped(members), file="f.xlsx")

    assert tree is not None or problems


_SAMPLE = write_xlsx(tree_of(CRITERIA))
