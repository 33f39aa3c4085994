from __future__ import annotations

import csv
import hashlib
import io
import json

import pytest
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from parindex.engine.evaluate import evaluate
from parindex.files.intake import LIBRARY, open_criteria_set, open_sheets
from parindex.reports.exchange import score_document, to_json
from parindex.web.publications import queries, tables
from parindex.web.publications.actions import PrintedTable, PrintedUnit, publish
from web_samples import block, publication

pytestmark = pytest.mark.django_db

HANOI = "/results/ha-noi/2023/province-2022"
FILES = [
    "/publications/hoa-binh-2024.xlsx",
    "/publications/hoa-binh-2024.csv",
    "/publications/hoa-binh-2024.json",
    "/publications/ha-tinh-2023.xlsx",
    "/publications/minh-hoa-2025/communes.csv",
    f"{HANOI}.json",
    f"{HANOI}.xlsx",
    f"{HANOI}.docx",
    f"{HANOI}.pdf",
    f"{HANOI}/1.7.json",
    f"{HANOI}/index.percent.json",
]


def content(client: Client, address: str) -> bytes:
    """The bytes that an address gives."""
    response = client.get(address)

    assert 200 == response.status_code, address
    return response.getvalue()


@pytest.mark.parametrize("address", FILES)
def test_every_file_has_its_hash_beside_it(client: Client, address: str) -> None:
    """The hash at the address with .sha256, the ETag and the bytes agree, and the same bytes come again."""
    body = content(client, address)
    digest = hashlib.sha256(body).hexdigest()
    line = content(client, f"{address}.sha256").decode()

    assert digest == line.split("  ")[0]
    assert f'"{digest}"' == client.get(address).headers["ETag"]
    assert body == content(client, address)


@pytest.mark.parametrize("address", FILES[:4])
def test_a_file_is_not_sent_twice(client: Client, address: str) -> None:
    """Whoever has the file already gets 304, by its hash and by its date."""
    first = client.get(address)
    by_hash = client.get(address, headers={"if-none-match": first.headers["ETag"]})
    by_date = client.get(address, headers={"if-modified-since": first.headers["Last-Modified"]})
    other = client.get(address, headers={"if-none-match": '"0"'})

    assert [304, 304, 200] == [by_hash.status_code, by_date.status_code, other.status_code]


def test_files_of_both_languages_differ_and_are_told_apart(client: Client) -> None:
    """English headings come under /en/, with a hash of their own."""
    vietnamese, english = (content(client, f"{start}/publications/hoa-binh-2024.csv") for start in ("", "/en"))

    assert "Đơn vị" in vietnamese.decode()
    assert "Unit" in english.decode()


def test_the_result_for_programs_is_what_the_command_line_prints(client: Client) -> None:
    """Byte for byte: page, file and command line show one evaluation."""
    criteria_set = open_criteria_set("province-2022")
    sheets = open_sheets(LIBRARY / "province-2022/cases/ha-noi-2023.yaml", criteria_set)
    expected = to_json(score_document(evaluate(criteria_set, sheets).units[0]))

    assert expected == content(client, f"{HANOI}.json").decode()


def test_a_figure_for_programs_carries_its_key_and_sentence(client: Client) -> None:
    """The key is the address; the sentence is that of the page; the exact fraction stands beside what is shown."""
    told = json.loads(content(client, f"{HANOI}/1.7.json"))

    assert "ha-noi/2023/province-2022/1.7" == told["key"]
    assert "203" in told["sentence"]
    assert ("786/535", "1,47") == (told["figure"]["value"], told["figure"]["shown"])


def test_the_index_opens_into_its_parts(client: Client) -> None:
    """A figure made of figures lists them with their sentences."""
    told = json.loads(content(client, "/results/ha-noi/2023/province-2022-by-domain/tree.json"))

    assert 8 == len(told["children"])


HOSTILE = '=HYPERLINK("http://x","y")'


def hostile_table() -> tables.Table:
    """A table whose cells try to be formulas."""
    rows = [
        PrintedUnit("thu.a", HOSTILE, rank=1, percent="1", values={"change": "-1.5"}, remark="@SUM(A1)"),
        PrintedUnit("thu.b", "+84 Sở B", rank=2, values={"change": "-1.5+cmd|' /C calc'!A0"}, remark="\t=1"),
    ]
    columns = [{"id": "change", "vi": "Thay đổi", "en": "Change", "measure": "points"}]
    publish(publication(), [block(computation=None, printed=PrintedTable(rows=rows, columns=columns))])
    shown = queries.block("thu-2024", "departments", timezone.now())

    assert shown is not None
    return tables.table_of(shown)


def test_no_cell_of_a_csv_file_becomes_a_formula() -> None:
    """Texts that begin like formulas get an apostrophe; a negative number stays a number."""
    text = tables.to_csv([hostile_table()]).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))[2:]

    assert [f"'{HOSTILE}", "-1,5"] == rows[0][3:5]
    assert ["'+84 Sở B", "'-1.5+cmd|' /C calc'!A0"] == rows[1][3:5]
    assert ["'@SUM(A1)", "'\t=1"] == [row[-1] for row in rows]


def test_no_cell_of_a_workbook_is_a_formula() -> None:
    """Texts stay texts, ranks stay numbers."""
    book = load_workbook(io.BytesIO(tables.to_xlsx([hostile_table()])))
    cells = [cell for row in book["departments"].iter_rows(min_row=4) for cell in row if cell.value is not None]

    assert "f" not in {cell.data_type for cell in cells}
    assert HOSTILE in {cell.value for cell in cells}
    assert {1, 2} == {cell.value for cell in cells if cell.data_type == "n"}


def test_a_workbook_shows_numbers_and_keeps_exact_fractions_as_text() -> None:
    """The percent is a number with two decimals; beside it stands the fraction."""
    publish(publication(), [block({"thu.a": "200/3", "thu.b": "50"})])
    shown = queries.block("thu-2024", "departments", timezone.now())

    assert shown is not None
    book = load_workbook(io.BytesIO(tables.to_xlsx([tables.table_of(shown)])))
    first = [cell.value for cell in book["departments"][4]]

    assert "200/3" in first
    assert 66.67 in first


def test_demonstration_data_say_so_in_every_file(client: Client) -> None:
    """A reader of the file alone knows that its units are made up."""
    assert "Dữ liệu thử" in content(client, "/publications/minh-hoa-2025.csv").decode()
    assert json.loads(content(client, "/publications/minh-hoa-2025.json"))["demonstration"] is True
    assert "demonstration" not in json.loads(content(client, "/publications/hoa-binh-2024.json"))


@pytest.mark.parametrize(
    "address",
    [
        "/publications/hoa-binh-2024.docx",
        "/publications/hoa-binh-2024/departments-2024.pdf",
        f"{HANOI}.csv",
        f"{HANOI}/1.7.xlsx",
        f"{HANOI}/9.9.9.json",
        "/publications/khong-co.csv",
    ],
)
def test_forms_that_there_are_not_are_not_found(client: Client, address: str) -> None:
    """An unknown form, figure or publication is answered like any page that is not there."""
    assert 404 == client.get(address).status_code
