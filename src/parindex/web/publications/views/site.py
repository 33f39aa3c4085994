"""The front page with the list of publications, the page of one publication, search, and pages about the data."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from parindex.engine.figures import Figure
from parindex.engine.quantities import parse_number
from parindex.web.criteria.queries import FoundNode
from parindex.web.publications import charts, queries, tables
from parindex.web.publications.models import Publication
from parindex.web.publications.pages.relations import CRITERIA_CHANGES
from parindex.web.publications.queries import BlockSummary, PublishedResult
from parindex.web.ui.context import Link
from parindex.web.ui.templatetags.parindex import in_language, page_language
from parindex.web.units.queries import FoundUnit, NamedUnit, successors
from parindex.wording.sentences import sentence

LONGEST_SEARCH = 100
BLOCKS_IN_LIST = 3
FIRST_ENTRIES = 8
WIDE, NARROW = 560, 335
KIND_ORDER = ("ministry", "province", "department", "central_agency", "commune", "district", "division")


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the list: a publication, what its blocks hold, and where its authority belongs now."""

    publication: Publication
    blocks: tuple[BlockSummary, ...]
    now: tuple[NamedUnit, ...]

    @property
    def first_blocks(self) -> tuple[BlockSummary, ...]:
        """The blocks that the list shows."""
        return self.blocks[:BLOCKS_IN_LIST]

    @property
    def more_blocks(self) -> int:
        """How many blocks the list leaves to the page of the publication."""
        return max(0, len(self.blocks) - BLOCKS_IN_LIST)


@dataclass(frozen=True, slots=True)
class Showcase:
    """The example of the front page: an index opened into its parts, and one figure below it.

    Attributes:
        parts: Keys and figures of the appraised and the surveyed part.
        told: How the figure below came about, in one sentence.
    """

    result: PublishedResult
    index: Figure
    parts: tuple[Figure, ...]
    below: PublishedResult
    figure: Figure
    title: str
    told: str


@dataclass(frozen=True, slots=True)
class Means:
    """Printed means of the provinces: the drawings, and the first and last figure for the title."""

    wide: charts.Lines
    narrow: charts.Lines
    first: queries.PrintedMean
    last: queries.PrintedMean
    missing: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Regions:
    """Printed means of the regions in two years; ``risen`` of ``compared`` rose."""

    wide: charts.Dumbbells
    narrow: charts.Dumbbells
    old_year: int
    year: int
    risen: int
    compared: int


@dataclass(frozen=True, slots=True)
class ListPage:
    """What the front page shows.

    Attributes:
        entries: Current publications of the kind asked for, newest first; the first ones unless all are asked for.
        demonstration: Publications of demonstration data.
        more: How many entries were left out.
        kind: The kind of units asked for, or ``None`` for all.
        kinds: Kinds that some current publication has, for the filter.
    """

    entries: tuple[Entry, ...]
    demonstration: tuple[Entry, ...]
    more: int
    kind: str | None
    kinds: tuple[str, ...]
    showcase: Showcase | None
    means: Means | None
    regions: Regions | None


@require_safe
def publication_list(request: HttpRequest) -> HttpResponse:
    """The front page."""
    now = timezone.now()
    everything = queries.publications(now)
    held = {block.kind for entry in everything for block in entry.blocks.all()}
    kinds = tuple(kind for kind in KIND_ORDER if kind in held)
    kind = request.GET.get("kind")
    kind = kind if kind in kinds else None
    shown = [entry for entry in everything if kind is None or any(block.kind == kind for block in entry.blocks.all())]
    real = [entry for entry in shown if not entry.is_demonstration]
    first = real if "all" in request.GET else real[:FIRST_ENTRIES]
    entries = _entries([*first, *(entry for entry in shown if entry.is_demonstration)])
    page = ListPage(
        entries=entries[: len(first)],
        demonstration=entries[len(first) :],
        more=len(real) - len(first),
        kind=kind,
        kinds=kinds,
        showcase=_showcase(now),
        means=_means(now),
        regions=_regions(now),
    )
    return render(request, "publications/list.html", {"page": page})


@require_safe
def publication_page(request: HttpRequest, publication: str) -> HttpResponse:
    """One publication: who decided, its blocks, its files, what corrected it."""
    now = timezone.now()
    shown = queries.publication(publication, now)
    if shown is None:
        raise Http404
    context = {
        "entry": _entries([shown])[0],
        "successor": queries.successor(shown, now),
        "contradictions": json.loads(shown.contradictions or "[]"),
        "ranking_forms": tables.RANKING_FORMS,
        "is_demonstration": shown.is_demonstration,
        "crumbs": [Link(_("Publications"), reverse("publications:list")), Link(in_language(shown))],
    }
    return render(request, "publications/publication.html", context)


@dataclass(frozen=True, slots=True)
class SearchPage:
    """What a search found; ``text`` as it was typed, ``near`` names like it where nothing was found."""

    text: str
    units: tuple[FoundUnit, ...] = ()
    nodes: tuple[FoundNode, ...] = ()
    near: tuple[str, ...] = ()


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Units and criteria by name, old names too, without diacritics if one likes."""
    text = request.GET.get("q", "").strip()[:LONGEST_SEARCH]
    found, nodes = queries.search(text, timezone.now()) if text else ((), ())
    near = queries.near_names_of_units(text, timezone.now()) if text and not found and not nodes else ()
    page = SearchPage(text, found, nodes, near)
    return render(request, "publications/search.html", {"page": page, "search_text": text})


@require_safe
def data(request: HttpRequest) -> HttpResponse:
    """All files of all current publications, each with its hash."""
    entries = _entries(queries.publications(timezone.now()))
    return render(request, "publications/data.html", {"entries": entries, "ranking_forms": tables.RANKING_FORMS})


@require_safe
def api(request: HttpRequest) -> HttpResponse:
    """How programs read the figures."""
    return render(request, "publications/api.html", {"showcase": settings.SHOWCASE})


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """What the site does so that everyone can use it, and what is not yet known."""
    return render(request, "publications/accessibility.html")


def _entries(shown: Sequence[Publication]) -> tuple[Entry, ...]:
    summaries = queries.summaries(shown)
    belongs = successors({publication.authority_id for publication in shown})
    return tuple(
        Entry(
            publication,
            tuple(summaries[block.pk] for block in publication.blocks.all()),
            belongs.get(publication.authority_id, ()),
        )
        for publication in shown
    )


def _showcase(now: dt.datetime) -> Showcase | None:
    """The example that the settings name, where all of it is visible."""
    address, figure_address = settings.SHOWCASE
    below_address, _slash, key = figure_address.rpartition("/")
    result, below = _result(address, now), _result(below_address, now)
    if result is None or below is None or key not in below.result:
        return None
    stored, figure = result.result, below.result.figure(key)
    node = below.result.criteria_set.node(key)
    return Showcase(
        result=result,
        index=stored.figure("index"),
        parts=(stored.figure("appraisal"), stored.figure("survey")),
        below=below,
        figure=figure,
        title="" if node is None else node.title.in_language(page_language()),
        told=sentence(figure, below.result.criteria_set, language=page_language()),
    )


def _result(address: str, now: dt.datetime) -> PublishedResult | None:
    unit, year, criteria_set = address.split("/")
    return queries.result_of(unit, int(year), criteria_set, now=now)


def _means(now: dt.datetime) -> Means | None:
    found = queries.means(now, "province")
    if len(found) < 2:  # noqa: PLR2004  one year is no line
        return None
    points = [(mean.year, mean.percent) for mean in found]
    changes = {
        year: _("Criteria set %(decision)s") % {"decision": decision} for year, decision in CRITERIA_CHANGES.items()
    }
    years = {mean.year for mean in found}
    return Means(
        wide=charts.lines(points, changes, width=WIDE),
        narrow=charts.lines(points, CRITERIA_CHANGES, width=NARROW),
        first=found[0],
        last=found[-1],
        missing=tuple(year for year in range(found[0].year, found[-1].year) if year not in years),
    )


def _regions(now: dt.datetime) -> Regions | None:
    """The two last years of which the means of the regions were printed."""
    blocks = queries.printed_blocks(now, "region")[:2]
    if len(blocks) < 2:  # noqa: PLR2004  two years are compared
        return None
    new, old = blocks
    before: Mapping[int, Fraction | None] = {row.unit_id: parse_number(row.percent) for row in old.rows.all()}
    rows = [
        (row.name, before.get(row.unit_id), percent)
        for row in new.rows.all()
        if (percent := parse_number(row.percent)) is not None
    ]
    both = [(earlier, later) for _name, earlier, later in rows if earlier is not None]
    return Regions(
        wide=charts.dumbbells(rows, width=WIDE, left=268),
        narrow=charts.dumbbells(rows, width=NARROW, left=0),
        old_year=old.publication.year,
        year=new.publication.year,
        risen=sum(later > earlier for earlier, later in both),
        compared=len(both),
    )
