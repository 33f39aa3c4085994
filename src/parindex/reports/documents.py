"""Documents of a result in every form: what the command line and the web call."""

from __future__ import annotations

from collections.abc import Callable

from parindex.engine.index.unit import UnitResult
from parindex.errors import Fault
from parindex.reports.outline import Letterhead, Outline
from parindex.reports.result_sheet import result_sheet
from parindex.wording.catalogue import VIETNAMESE

KINDS = ("result",)
FORMS = ("html", "docx", "xlsx", "pdf")
MEDIA_TYPES = {
    "html": "text/html; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
}


def render(
    result: UnitResult,
    *,
    kind: str,
    form: str,
    language: str = VIETNAMESE,
    letterhead: Letterhead | None = None,
    year: int | None = None,
) -> bytes:
    """A document of one unit. Equal arguments give equal bytes.

    Args:
        result: As evaluated.
        kind: One of :data:`KINDS`.
        form: One of :data:`FORMS`.
        language: ``vi`` or ``en``.
        letterhead: Who issues and signs it; what it leaves out stays open on paper.
        year: Of the cycle, where the title shall name it.

    Raises:
        Fault: There is no such kind or form, or the fonts of the package are missing.
    """
    if kind not in KINDS:
        raise Fault(f"no kind of document: {kind}")
    return _writer(form)(result_sheet(result, language, letterhead, year=year))


def _writer(form: str) -> Callable[[Outline], bytes]:
    """The writer of a form; each is loaded only where it is asked for, since their libraries are slow to load."""
    match form:
        case "html":
            from parindex.reports.html import write_html as write  # noqa: PLC0415  # see above
        case "docx":
            from parindex.reports.docx import write_docx as write  # noqa: PLC0415  # see above
        case "xlsx":
            from parindex.reports.xlsx import write_xlsx as write  # noqa: PLC0415  # see above
        case "pdf":
            from parindex.reports.pdf import write_pdf as write  # noqa: PLC0415  # see above
        case _:
            raise Fault(f"no form of document: {form}")
    return write
