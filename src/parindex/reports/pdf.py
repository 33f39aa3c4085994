"""PDF/A-2b documents set by typst in the layout of Nghị định số 30/2020/NĐ-CP, with the fonts of the package.

The outline goes in as JSON data; no text of it is ever read as markup. Every figure has a label by its key.
"""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import typst

from parindex.errors import Fault
from parindex.reports.outline import Outline, outline_document

FONTS = Path(__file__).with_name("fonts")
TEMPLATE = Path(__file__).with_name("outline.typ")


def write_pdf(outline: Outline, fonts: Path = FONTS) -> bytes:
    """The document as a PDF/A-2b file.

    Raises:
        Fault: The fonts of the package are not there (``make assets`` brings them), or typst refuses the template.
    """
    if not any(fonts.glob("*.ttf")):
        raise Fault(f"no fonts for documents in {fonts.name}: run “make assets”")
    day = dt.datetime.combine(outline.date, dt.time(), dt.UTC)
    try:
        return typst.compile(
            TEMPLATE.read_bytes(),
            font_paths=typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(fonts)]),
            format="pdf",
            sys_inputs={"outline": json.dumps(outline_document(outline), ensure_ascii=False)},
            pdf_standards=["a-2b"],
            timestamp=day,
        )
    except typst.TypstError as error:
        raise Fault(f"the document could not be set: {error.message}") from error
