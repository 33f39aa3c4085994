from __future__ import annotations

import hashlib
import html
import io
import re
import subprocess
import sys

import docx
import openpyxl
import pypdf
import pytest
from docx.oxml.ns import qn

from outline_samples import HOSTILE, LETTERHEAD, hostile_result, small_result
from parindex.engine.index.unit import UnitResult
from parindex.errors import Fault
from parindex.reports.documents import FORMS, KINDS, MEDIA_TYPES, render
from parindex.reports.exchange import explanation_document
from parindex.reports.outline import Letterhead

PROGRAM = """
import hashlib, outline_samples
from parindex.reports.documents import render
result = outline_samples.small_result()
content = render(result, kind="result", form={form!r}, language="en", letterhead=outline_samples.LETTERHEAD)
print(hashlib.sha256(content).hexdigest())
"""


def text_of(content: bytes, form: str) -> str:
    """All text of a document, with single spaces."""
    match form:
        case "html":
            body = content.decode().partition("</style>")[2]
            text = html.unescape(re.sub(r"<[^>]*>", " ", body))
        case "docx":
            document = docx.Document(io.BytesIO(content))
            text = " ".join(
                "".join(piece.text or "" for piece in line.iter(qn("w:t")))
                for line in document.element.body.iter(qn("w:p"))
            )
        case "xlsx":
            book = openpyxl.load_workbook(io.BytesIO(content))
            text = " ".join(
                str(cell)
                for sheet in book
                for row in sheet.iter_rows(values_only=True)
                for cell in row
                if cell is not None
            )
        case _:
            text = " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)
    return " ".join(text.split())


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_figure_is_explained_by_one_sentence_everywhere(ha_noi: UnitResult, form: str, language: str) -> None:
    """1.7 of Hà Nội 2023 in every document as in the JSON of the command line, where 203 tasks were on time."""
    expected = str(explanation_document(ha_noi, "1.7", language)["sentence"])

    assert "203" in expected
    assert expected in text_of(render(ha_noi, kind="result", form=form, language=language), form)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("letterhead", [None, LETTERHEAD], ids=["blank", "letterhead"])
def test_equal_results_give_equal_bytes(form: str, letterhead: Letterhead | None) -> None:
    """No clock, no random number and no order of sets enters a file, not even in another process."""
    first, second = (
        render(small_result(), kind="result", form=form, language="en", letterhead=letterhead) for _ in range(2)
    )

    assert first == second
    if letterhead is not None:
        words = [sys.executable, "-X", "utf8", "-c", PROGRAM.format(form=form)]
        elsewhere = subprocess.run(words, capture_output=True, text=True, check=True, cwd=_tests())

        assert hashlib.sha256(first).hexdigest() == elsewhere.stdout.strip()


def _tests() -> str:
    """The folder of the tests, from which their samples can be imported."""
    import outline_samples

    return outline_samples.__file__.rpartition("/")[0]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_text_stays_a_text(form: str, text: str) -> None:
    """A unit, a reason or a title that looks like a program is printed as it was written, and does nothing."""
    content = render(hostile_result(text), kind="result", form=form)

    assert "".join(text.split()) in "".join(text_of(content, form).split())
    if form == "html":
        assert b"<script" not in content


@pytest.mark.parametrize("form", FORMS)
def test_characters_that_no_file_takes_are_left_out(form: str) -> None:
    """A control character in a name breaks no document."""
    content = render(hostile_result("Hà\x0b\x00 Nội"), kind="result", form=form)

    assert "Hà Nội" in text_of(content, form)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("language", "mark"), [("vi", "DỮ LIỆU THỬ"), ("en", "DEMONSTRATION DATA")])
def test_demonstration_data_are_marked_in_every_form(form: str, language: str, mark: str) -> None:
    """Nobody takes made-up figures for a result."""
    assert mark in text_of(render(hostile_result("x"), kind="result", form=form, language=language), form)


@pytest.mark.parametrize("form", FORMS)
def test_a_real_result_is_not_marked(form: str, ha_noi: UnitResult) -> None:
    """The mark is for demonstration alone."""
    assert "DỮ LIỆU THỬ" not in text_of(render(ha_noi, kind="result", form=form), form)


@pytest.mark.parametrize(("kind", "form"), [("result", "odt"), ("verdict", "pdf")])
def test_what_cannot_be_made_is_a_fault(kind: str, form: str) -> None:
    """The command line and the web ask only for kinds and forms that there are."""
    with pytest.raises(Fault):
        render(small_result(), kind=kind, form=form)


def test_every_form_has_its_media_type() -> None:
    """Downloads name what they are."""
    assert set(FORMS) == set(MEDIA_TYPES)
    assert ("result",) == KINDS
