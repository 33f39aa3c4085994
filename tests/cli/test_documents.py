from __future__ import annotations

import hashlib
import zipfile
from pathlib import Path

import pytest

from command_line import BY_ITEM, CommandLine

SENTENCE = "203 đúng hạn × 1 + 11 trễ × 0,6 = 209,6; ÷ 214; × 1,5 = 1,47 điểm"


@pytest.mark.parametrize(
    ("form", "signature"),
    [("html", b"<!doctype html>"), ("docx", b"PK"), ("xlsx", b"PK"), ("pdf", b"%PDF-")],
)
def test_the_ending_of_the_name_says_the_form(
    parindex: CommandLine, tmp_path: Path, form: str, signature: bytes
) -> None:
    """Each form is written whole, twice with the same bytes; the JSON names file and hash."""
    files = [tmp_path / f"{name}.{form}" for name in ("one", "two")]

    runs = [parindex("report", *BY_ITEM, "-o", file, "--json") for file in files]

    content = files[0].read_bytes()
    assert [0, 0] == [run.code for run in runs]
    assert content.lower().startswith(signature.lower())
    assert content == files[1].read_bytes()
    assert {"problems": [], "file": str(files[0]), "sha256": hashlib.sha256(content).hexdigest()} == runs[0].json()


def test_the_document_holds_the_sentence_of_the_command_line(parindex: CommandLine, tmp_path: Path) -> None:
    """The figure 1.7 is told in the document with the very sentence that ``explain`` prints."""
    parindex("report", *BY_ITEM, "-o", tmp_path / "a.html")
    parindex("report", *BY_ITEM, "-o", tmp_path / "a.docx")
    told = parindex("explain", *BY_ITEM, "1.7").out

    with zipfile.ZipFile(tmp_path / "a.docx") as archive:
        document = archive.read("word/document.xml").decode()

    assert SENTENCE in told
    assert SENTENCE in (tmp_path / "a.html").read_text("utf-8")
    assert SENTENCE in document


def test_a_folder_that_is_not_there_is_wrong_use(parindex: CommandLine, tmp_path: Path) -> None:
    """A document that cannot be written leaves nothing behind."""
    run = parindex("--language", "en", "report", *BY_ITEM, "-o", tmp_path / "nowhere/a.html")

    assert (2, "") == (run.code, run.out)
    assert "--output cannot be used: the folder does not exist." in run.err
    assert [] == list(tmp_path.iterdir())
