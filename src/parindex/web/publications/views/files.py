"""Files to download and figures for programs, each with its SHA-256.

The hash stands in the ``ETag`` and in a file of its own: the address of the file with ``.sha256`` after it.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from parindex.engine.figures import Figure
from parindex.reports.documents import MEDIA_TYPES, render
from parindex.reports.exchange import Document, figure_entry, score_document, to_json
from parindex.web.publications import queries, tables
from parindex.web.publications.models import Publication, PublishedBlock
from parindex.web.publications.queries import PublishedResult
from parindex.web.results.queries import StoredResult, recomputed
from parindex.web.ui.templatetags.parindex import page_language
from parindex.wording.sentences import sentence

JSON_TYPE = "application/json; charset=utf-8"
TYPES = {**MEDIA_TYPES, "json": JSON_TYPE, "csv": "text/csv; charset=utf-8"}
View = Callable[..., HttpResponseBase]
RESULT_FORMS = ("json", "xlsx", "docx", "pdf", "html")


@dataclass(frozen=True, slots=True)
class File:
    """A file of a publication.

    Attributes:
        name: As it is saved.
        publication: Whose content it is: since when it is public, and whether it is demonstration data.
        is_shown: Whether programs and people read it where it is, instead of saving it.
    """

    name: str
    content: bytes
    media_type: str
    publication: Publication
    is_shown: bool = False

    @property
    def sha256(self) -> str:
        """Hash of the bytes."""
        return hashlib.sha256(self.content).hexdigest()


def served(make: Callable[..., File]) -> View:
    """A view that hands out the file that ``make`` gives, or with ``hashed`` the line with its hash."""

    @require_safe
    @wraps(make)
    def view(request: HttpRequest, *, hashed: bool = False, **parts: object) -> HttpResponseBase:
        file = make(request, **parts)
        if hashed:
            response: HttpResponseBase = HttpResponse(
                f"{file.sha256}  {file.name}\n", content_type="text/plain; charset=utf-8"
            )
        else:
            response = FileResponse(
                io.BytesIO(file.content),
                as_attachment=not file.is_shown,
                filename=file.name,
                content_type=file.media_type,
            )
            response.headers["ETag"] = f'"{file.sha256}"'
        response.headers["Last-Modified"] = http_date(file.publication.visible_from.timestamp())
        return response

    return view


@served
def publication_file(request: HttpRequest, publication: str, form: str) -> File:
    """All rankings of a publication in one file."""
    del request
    shown = queries.publication(publication, timezone.now())
    if shown is None or form not in tables.RANKING_FORMS:
        raise Http404
    return _ranking_file(shown, shown.slug, list(shown.blocks.all()), form)


@served
def ranking_file(request: HttpRequest, publication: str, block: str, form: str) -> File:
    """One ranking."""
    del request
    shown = queries.block(publication, block, timezone.now())
    if shown is None or form not in tables.RANKING_FORMS:
        raise Http404
    return _ranking_file(shown.publication, f"{publication}-{block}", [shown], form)


@served
def result_file(request: HttpRequest, unit: str, year: int, criteria_set: str, form: str) -> File:
    """The result of a unit: for programs, as a workbook, or as a document."""
    found = published_result(request, unit, year, criteria_set)
    if form not in RESULT_FORMS:
        raise Http404
    result = recomputed(found.result)
    if form == "json":
        content = to_json(score_document(result)).encode()
    else:
        content = render(result, kind="result", form=form, language=page_language(), year=year)
    name = f"{found.result.key_prefix.replace('/', '-')}.{form}"
    return File(name, content, TYPES[form], found.publication, is_shown=form == "json")


@served
def figure_file(request: HttpRequest, unit: str, year: int, criteria_set: str, figure: str, form: str) -> File:
    """One figure with its sentence, its derivation and the figures it was made from."""
    found = published_result(request, unit, year, criteria_set)
    if form != "json" or figure not in found.result:
        raise Http404
    content = to_json(figure_document(found.result, figure)).encode()
    return File(f"{figure}.json", content, JSON_TYPE, found.publication, is_shown=True)


def published_result(request: HttpRequest, unit: str, year: int, criteria_set: str) -> PublishedResult:
    """The result that an address names: the current one, or that of the publication named by ``?publication=``.

    Raises:
        Http404: There is none, or none that the public may see.
    """
    slug = request.GET.get("publication") or None
    found = queries.result_of(unit, year, criteria_set, now=timezone.now(), slug=slug)
    if found is None:
        raise Http404
    return found


def figure_document(result: StoredResult, key: str) -> Document:
    """A stored figure for programs: full key, sentence, derivation, and the figures below it with theirs."""
    figure = result.figure(key)
    return {
        **_told(result, figure),
        "children": [_told(result, result.figure(item)) for item in figure.inputs if isinstance(item, str)],
    }


def _told(result: StoredResult, figure: Figure) -> Document:
    return {
        "key": f"{result.key_prefix}/{figure.key}",
        "sentence": sentence(figure, result.criteria_set, language=page_language()),
        "figure": figure_entry(figure, result.criteria_set),
    }


def _ranking_file(publication: Publication, stem: str, blocks: Sequence[PublishedBlock], form: str) -> File:
    found = [tables.table_of(block) for block in blocks]
    if form == "csv":
        content = tables.to_csv(found)
    elif form == "xlsx":
        content = tables.to_xlsx(found)
    else:
        content = tables.to_json(found, _about(publication))
    return File(f"{stem}.{form}", content, TYPES[form], publication, is_shown=form == "json")


def _about(publication: Publication) -> dict[str, object]:
    about: dict[str, object] = {
        "publication": publication.slug,
        "authority": publication.authority_name,
        "year": publication.year,
        "title": publication.title_vi,
        "published": publication.published or None,
        "decision": publication.decision_number or None,
        "status": publication.status,
        "source": publication.source_vi or None,
        "sha256": publication.sha256,
    }
    return about | ({"demonstration": True} if publication.is_demonstration else {})
