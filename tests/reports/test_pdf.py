from __future__ import annotations

import io
import re
from pathlib import Path

import pypdf
import pytest
from pypdf.generic import ArrayObject, DictionaryObject, PdfObject, StreamObject

from outline_samples import small_result
from parindex.engine.index.unit import UnitResult
from parindex.errors import Fault
from parindex.reports.documents import render
from parindex.reports.pdf import write_pdf
from parindex.reports.result_sheet import result_sheet

MILLIMETRE = 72 / 25.4


@pytest.fixture(scope="module")
def reader(ha_noi: UnitResult) -> pypdf.PdfReader:
    """Hà Nội 2023."""
    return pypdf.PdfReader(io.BytesIO(render(ha_noi, kind="result", form="pdf")))


def part(whole: PdfObject, *names: str) -> PdfObject:
    """What stands in a dictionary of the file under a name, and there under the next."""
    for name in names:
        found = whole.get_object()
        assert isinstance(found, DictionaryObject)
        whole = found[name]
    found = whole.get_object()
    assert found is not None
    return found


def content_of(stream: PdfObject) -> str:
    """The text of a stream."""
    assert isinstance(stream, StreamObject)
    return stream.get_data().decode()


def test_the_file_is_a4_and_says_that_it_is_for_keeping(reader: pypdf.PdfReader) -> None:
    """PDF/A, part 2, level B, as its metadata say."""
    box = reader.pages[0].mediabox
    metadata = content_of(part(reader.trailer, "/Root", "/Metadata"))

    assert [210, 297] == [round(side / MILLIMETRE) for side in (float(box.width), float(box.height))]
    assert re.search(r"<pdfaid:part>2</pdfaid:part>", metadata)
    assert re.search(r"<pdfaid:conformance>B</pdfaid:conformance>", metadata)


def test_every_key_is_a_named_destination(reader: pypdf.PdfReader, ha_noi: UnitResult) -> None:
    """An address ending in ``#1.7`` opens the file where 1.7 explains itself."""
    assert sorted(ha_noi.keys()) == sorted(reader.named_destinations)


def test_numbers_lead_into_the_annex(reader: pypdf.PdfReader) -> None:
    """The first page has links, and none leaves the file."""
    annotations = part(reader.pages[0], "/Annots")
    assert isinstance(annotations, ArrayObject)
    links = [item.get_object() for item in annotations]

    assert len(links) > 40
    assert all("/Dest" in link or str(part(link, "/A", "/S")) == "/GoTo" for link in links)


def test_only_the_fonts_of_the_package_are_used(reader: pypdf.PdfReader) -> None:
    """Tinos, embedded; a machine's own fonts do not change the file."""
    fonts = set()
    for page in reader.pages:
        of_page = part(page, "/Resources", "/Font")
        assert isinstance(of_page, DictionaryObject)
        fonts |= {str(part(font, "/BaseFont")).partition("+")[2] for font in of_page.values()}

    assert {"Tinos-Regular", "Tinos-Bold"} <= fonts
    assert all(font.startswith("Tinos-") for font in fonts)


def test_the_page_number_stands_above_from_the_second_page(reader: pypdf.PdfReader) -> None:
    """Not on the first page."""
    numbers = [re.findall(r"(?m)^\s*(\d{1,2})\s*$", page.extract_text()) for page in reader.pages[:3]]

    assert "1" not in numbers[0][-1:]
    assert "2" in numbers[1]
    assert "3" in numbers[2]


def test_demonstration_data_say_so_on_every_page(department: UnitResult) -> None:
    """At the foot of each."""
    reader = pypdf.PdfReader(io.BytesIO(render(department, kind="result", form="pdf")))

    assert all("DỮ LIỆU THỬ" in page.extract_text() for page in reader.pages)


def test_missing_fonts_are_told_plainly(tmp_path: Path) -> None:
    """Nothing is set in some other font: the program says what is missing and how it comes."""
    with pytest.raises(Fault, match="make assets"):
        write_pdf(result_sheet(small_result()), fonts=tmp_path)
