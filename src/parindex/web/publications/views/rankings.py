"""All rankings, and the ranking of one block."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from parindex.engine.criteria.model import Grade
from parindex.engine.figures import Figure
from parindex.web.criteria.queries import criteria_set
from parindex.web.publications import queries
from parindex.web.publications.pages.ranking import (
    Row,
    Standings,
    Telling,
    computed_standings,
    heading,
    printed_standings,
)
from parindex.web.publications.pages.verdicts import Verdict, verdict
from parindex.web.publications.queries import BlockSummary
from parindex.web.publications.words import KINDS, counted
from parindex.web.results.queries import RankingRow, block_figures, changes_to, ranking
from parindex.web.ui.context import Link
from parindex.web.ui.nearness import near_names
from parindex.web.ui.templatetags.parindex import in_language, page_language
from parindex.web.units.queries import NamedUnit, latest_names, successors
from parindex.wording.catalogue import ENGLISH
from parindex.wording.names import Names, figure_title, lower_first
from parindex.wording.orthography import folded, sort_key
from parindex.wording.standings import grade_words

if TYPE_CHECKING:
    from parindex.web.publications.models import PrintedRow, Publication, PublishedBlock

LONGEST_SEARCH = 100
KIND_ORDER = tuple(KINDS)
BY_RANK, BY_NAME, BY_CHANGE = "rank", "name", "change"


@dataclass(frozen=True, slots=True)
class Asked:
    """What the reader asked for: the address holds it."""

    text: str
    grade: str
    order: str

    @property
    def is_narrowed(self) -> bool:
        """Whether not all rows are asked for."""
        return bool(self.text or self.grade)


@dataclass(frozen=True, slots=True)
class Choice:
    """An option of a list, with the number of rows that it gives where that is told."""

    value: str
    words: str
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Spread:
    """Figures of the block as a whole, as the engine computed or the source printed them.

    Attributes:
        reached: How many units reach the threshold of the best grade.
        printed_mean: The mean as it was printed; ``printed_change`` its printed change since the year before.
    """

    mean: Figure | None
    gap: Figure | None
    reached: Figure | None
    printed_mean: str
    printed_change: str


@dataclass(frozen=True, slots=True)
class RankingPage:
    """What the page of a ranking shows.

    Attributes:
        heading: What is ranked.
        number: So many units, in words.
        shown: The rows that were asked for, in the order that was asked for.
        near: Names near to the text asked for, where it finds none.
        ties: How ties are parted, one line per tie-break; empty for shared ranks.
        set_title: Title of the criteria set, empty for a printed ranking.
        years: The same table in other years.
        siblings: The other tables of the publication.
        belongs: Where the authority belongs now, if a reform ended it.
    """

    block: PublishedBlock
    publication: Publication
    successor: Publication | None
    heading: str
    number: str
    standings: Standings
    spread: Spread
    verdict: Verdict
    asked: Asked
    shown: tuple[Row, ...]
    near: tuple[str, ...]
    grades: tuple[Choice, ...]
    orders: tuple[Choice, ...]
    grade_rules: tuple[tuple[str, str], ...]
    ties: tuple[str, ...]
    set_title: str
    years: tuple[PublishedBlock, ...]
    siblings: tuple[PublishedBlock, ...]
    belongs: tuple[NamedUnit, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """A ranking in the list of all."""

    heading: str
    summary: BlockSummary

    @property
    def kind(self) -> str:
        """What its units are."""
        return self.summary.block.kind

    @property
    def searched(self) -> str:
        """What a search looks through."""
        publication = self.summary.block.publication
        return folded(f"{self.heading} {in_language(publication)} {publication.authority_name}")


@dataclass(frozen=True, slots=True)
class RankingsPage:
    """All current rankings, by kind of unit.

    Attributes:
        groups: Kind and its rankings, newest year first.
        kinds: Kinds of which there is a ranking, for the filter.
        near: Names near to the text asked for, where it finds none.
    """

    groups: tuple[tuple[str, tuple[Listed, ...]], ...]
    kinds: tuple[str, ...]
    kind: str
    text: str
    found: int
    near: tuple[str, ...]


@require_safe
def all_rankings(request: HttpRequest) -> HttpResponse:
    """All current rankings; by kind of unit and by name where the address asks so."""
    everything = tuple(_listed(timezone.now()))
    held = {found.kind for found in everything}
    kinds = tuple(kind for kind in KIND_ORDER if kind in held)
    kind = request.GET.get("kind", "")
    kind = kind if kind in held else ""
    text = request.GET.get("q", "").strip()[:LONGEST_SEARCH]
    words = folded(text).split()
    asked = [found for found in everything if kind in {"", found.kind}]
    shown = [found for found in asked if all(word in found.searched for word in words)]
    page = RankingsPage(
        groups=tuple((one, of_kind) for one in kinds if (of_kind := tuple(row for row in shown if row.kind == one))),
        kinds=kinds,
        kind=kind,
        text=text,
        found=len(shown),
        near=() if shown else near_names(text, (found.heading for found in asked)),
    )
    return render(request, "publications/rankings.html", {"page": page})


def _listed(now: dt.datetime) -> Iterator[Listed]:
    """Every ranking of every current publication, newest first; a table in which no unit has a place is none."""
    publications = queries.publications(now)
    summaries = queries.summaries(publications)
    for publication in publications:
        for block in publication.blocks.all():
            span = summaries[block.pk].span
            if span.units > span.unranked:
                block.publication = publication
                yield Listed(heading(block), BlockSummary(block, span))


@require_safe
def ranking_page(request: HttpRequest, publication: str, block: str) -> HttpResponse:
    """The ranking of a block: sorted and narrowed by the address, so that it works without a script."""
    now = timezone.now()
    found = queries.block(publication, block, now)
    if found is None:
        raise Http404
    page = _page(found, now, request)
    context = {
        "page": page,
        "is_demonstration": found.publication.is_demonstration,
        "crumbs": [
            Link(_("Publications"), reverse("publications:list")),
            Link(in_language(found.publication), reverse("publications:publication", args=[publication])),
            Link(in_language(found)),
        ],
    }
    return render(request, "publications/ranking.html", context)


def _page(block: PublishedBlock, now: dt.datetime, request: HttpRequest) -> RankingPage:
    publication = block.publication
    successor = queries.successor(publication, now)
    years = queries.years_of(block, now)
    standings = _standings(block, years, is_current=successor is None)
    asked = _asked(request, standings)
    shown = _shown(standings.rows, asked)
    scored_by = standings.criteria_set
    return RankingPage(
        block=block,
        publication=publication,
        successor=successor,
        heading=_("Ranking: %(title)s") % {"title": lower_first(heading(block))},
        number=counted(block.kind, len(standings.rows)),
        standings=standings,
        spread=_spread(block),
        verdict=verdict(standings, block, page_language()),
        asked=asked,
        shown=shown,
        near=() if shown else near_names(asked.text, (row.name for row in standings.rows)),
        grades=_grade_choices(standings),
        orders=_order_choices(standings),
        grade_rules=_grade_rules(standings),
        ties=_ties(standings),
        set_title="" if scored_by is None else scored_by.title.in_language(page_language()),
        years=years,
        siblings=queries.blocks_of(publication),
        belongs=successors([publication.authority_id]).get(publication.authority_id, ()),
    )


def _standings(block: PublishedBlock, years: Sequence[PublishedBlock], *, is_current: bool) -> Standings:
    if block.result_set is None:
        printed = queries.printed_rows(block)
        return printed_standings(block, printed, years, _telling(printed, is_current=is_current))
    rows = ranking(block.result_set.pk, block.block)
    return computed_standings(
        block,
        rows,
        criteria_set(block.result_set.criteria_set.sha256),
        changes_to(block.result_set.pk, block.block),
        years,
        _telling(rows, is_current=is_current),
    )


def _telling(rows: Sequence[RankingRow] | Sequence[PrintedRow], *, is_current: bool) -> Telling:
    """The language of the page; on English pages with the English names of units whose name is still the same."""
    names: dict[int, str] = {}
    if page_language() == ENGLISH:
        named = latest_names({row.unit_id for row in rows})
        same = {row.unit_id for row in rows if row.unit_id in named and named[row.unit_id].name == row.name}
        names = {unit_id: named[unit_id].name_en for unit_id in same if named[unit_id].name_en}
    return Telling(page_language(), names, is_current=is_current)


def _spread(block: PublishedBlock) -> Spread:
    figures: Mapping[str, Figure] = {}
    if block.result_set is not None:
        figures = block_figures(block.result_set.pk, block.block)
    mean, gap, reached = (
        figures.get(f"{block.block}/{name}/index.percent") for name in ("mean", "gap", "count_reaching")
    )
    return Spread(mean, gap, reached, block.printed_mean, block.printed_mean_change)


# Narrowing and sorting


def _asked(request: HttpRequest, standings: Standings) -> Asked:
    """What the address asks for; what it cannot mean is left out."""
    grade, order = request.GET.get("grade", ""), request.GET.get("sort", BY_RANK)
    return Asked(
        text=request.GET.get("q", "").strip()[:LONGEST_SEARCH],
        grade=grade if any(one.id == grade for one in standings.grades) else "",
        order=order if any(choice.value == order for choice in _order_choices(standings)) else BY_RANK,
    )


def _shown(rows: Sequence[Row], asked: Asked) -> tuple[Row, ...]:
    words = folded(asked.text).split()
    found = [
        row
        for row in rows
        if all(word in folded(row.name) for word in words) and (not asked.grade or row.grade == asked.grade)
    ]
    if asked.order == BY_NAME:
        found.sort(key=lambda row: sort_key(row.name))
    elif asked.order == BY_CHANGE:
        found.sort(key=_by_change)
    return tuple(found)


def _by_change(row: Row) -> tuple[bool, Fraction]:
    """The greatest rise first, what is not known last."""
    points = None if row.moved is None else row.moved.percentage_points
    return points is None, -(points or Fraction(0))


def _grade_choices(standings: Standings) -> tuple[Choice, ...]:
    names = None if standings.criteria_set is None else Names(standings.criteria_set, page_language())
    return tuple(
        Choice(grade.id, names.words(grade.title), sum(row.grade == grade.id for row in standings.rows))
        for grade in standings.grades
        if names is not None
    )


def _order_choices(standings: Standings) -> tuple[Choice, ...]:
    choices = [Choice(BY_RANK, _("By rank")), Choice(BY_NAME, _("By name"))]
    if standings.earlier_year is not None and standings.has_percents:
        choices.append(Choice(BY_CHANGE, _("By change")))
    return tuple(choices)


# What the table rests on


def _grade_rules(standings: Standings) -> tuple[tuple[str, str], ...]:
    """Grade and what it asks for."""
    rules: Sequence[Grade] = standings.grades
    if standings.criteria_set is None:
        return ()
    names = Names(standings.criteria_set, page_language())
    return tuple((names.words(grade.title), grade_words(grade, language=page_language())) for grade in rules)


def _ties(standings: Standings) -> tuple[str, ...]:
    if standings.criteria_set is None:
        return ()
    return tuple(
        lower_first(figure_title(tie.key, standings.criteria_set, language=page_language()))
        for tie in standings.criteria_set.ties
    )
