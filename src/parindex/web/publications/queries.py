"""What the public may see now: publications, their rankings, the results of a unit, and what a search finds.

Every function takes the time of asking. What is not visible then is absent from lists, counts, search and downloads,
and asking for it by name gives the same ``None`` as asking for what does not exist.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from parindex.engine.quantities import parse_number
from parindex.web.criteria.queries import FoundNode, search_nodes
from parindex.web.publications.models import PrintedRow, Publication, PublishedBlock
from parindex.web.results.queries import (
    BlockSpan,
    StoredResult,
    block_spans,
    published_figures,
    rows_of_unit,
    span_of,
)
from parindex.web.ui.nearness import near_names
from parindex.web.units import queries as units
from parindex.web.units.queries import FoundUnit, NamedUnit

if TYPE_CHECKING:
    from django.db.models import QuerySet

NATIONAL_AUTHORITY = "bo-noi-vu"
LIGHT = ("result_set__answers", "result_set__criteria_set__file")


@dataclass(frozen=True, slots=True)
class PublishedResult:
    """The stored result of a unit, with the publication that shows it.

    Attributes:
        is_current: Whether no later publication supersedes it.
    """

    publication: Publication
    block: PublishedBlock
    result: StoredResult
    is_current: bool


@dataclass(frozen=True, slots=True)
class YearOfUnit:
    """One published result of a unit, without its figures: for its history, and for links.

    Attributes:
        set_id: Criteria set, empty for a printed result.
        rank: Place in its block, ``None`` without one.
        value: Points of the index, exact; ``None`` for a printed result.
        percent: Exact, or as printed.
        printed: The percent as it was printed, with its own decimals; empty for a computed result.
        is_printed: Taken from a printed table, not computed here.
        ranked_units: How many units of the block have a place.
    """

    publication: Publication
    block: PublishedBlock
    year: int
    set_id: str
    name: str
    rank: int | None
    is_tied: bool
    value: Fraction | None
    percent: Fraction | None
    printed: str
    is_printed: bool
    figures_id: int | None
    ranked_units: int


@dataclass(frozen=True, slots=True)
class BlockSummary:
    """A block and what it holds, in a line of the list."""

    block: PublishedBlock
    span: BlockSpan


@dataclass(frozen=True, slots=True)
class PrintedMean:
    """The mean of a block as it was printed, exact."""

    year: int
    percent: Fraction
    block: PublishedBlock


def visible(now: dt.datetime) -> QuerySet[Publication]:
    """All publications that the public may see at a time, corrected ones too."""
    return Publication.objects.filter(visible_from__lte=now)


def current(now: dt.datetime) -> QuerySet[Publication]:
    """The visible publications that no visible publication supersedes."""
    return visible(now).exclude(superseded_by__visible_from__lte=now)


def publications(now: dt.datetime) -> tuple[Publication, ...]:
    """The current publications with their blocks: real ones before demonstration, newest first.

    One whose day is not known stands at the beginning of the year after the one that was scored.
    """
    found = current(now).prefetch_related("blocks")
    newest_first = sorted(found, key=lambda entry: entry.published or f"{entry.year + 1}", reverse=True)
    return tuple(sorted(newest_first, key=lambda entry: entry.is_demonstration))


def summaries(shown: Iterable[Publication]) -> Mapping[int, BlockSummary]:
    """Block id → how many units it shows and between which percents, for publications whose blocks are at hand."""
    blocks = [block for publication in shown for block in publication.blocks.all()]
    spans = block_spans({block.result_set_id for block in blocks if block.result_set_id is not None})
    printed = _printed_spans([block.pk for block in blocks if block.result_set_id is None])
    found = {}
    for block in blocks:
        span = printed.get(block.pk) if block.result_set_id is None else spans.get((block.result_set_id, block.block))
        found[block.pk] = BlockSummary(block, span or BlockSpan(0, 0, None, None))
    return found


def means(now: dt.datetime, kind: str, index: str = "par") -> tuple[PrintedMean, ...]:
    """The printed means of all units of a kind over the years, oldest first; one per year."""
    blocks = PublishedBlock.objects.filter(publication__in=current(now), kind=kind, index=index).exclude(
        printed_mean=""
    )
    found: dict[int, PrintedMean] = {}
    for block in blocks.select_related("publication__authority").order_by("publication__year", "position"):
        if block.publication.authority.key == NATIONAL_AUTHORITY:
            found.setdefault(
                block.publication.year, PrintedMean(block.publication.year, Fraction(block.printed_mean), block)
            )
    return tuple(found.values())


def printed_blocks(
    now: dt.datetime, kind: str, *, index: str = "par", authority: str | None = None
) -> tuple[PublishedBlock, ...]:
    """The printed tables of units of a kind, newest year first, with their rows; of one authority where it is named."""
    found = PublishedBlock.objects.filter(publication__in=current(now), kind=kind, index=index, result_set__isnull=True)
    if authority is not None:
        found = found.filter(publication__authority__key=authority)
    return tuple(found.select_related("publication").prefetch_related("rows__unit").order_by("-publication__year"))


def publication(slug: str, now: dt.datetime) -> Publication | None:
    """A visible publication by its name in addresses."""
    found = visible(now).select_related("supersedes", "authority").prefetch_related("blocks")
    return found.filter(slug=slug).first()


def successor(shown: Publication, now: dt.datetime) -> Publication | None:
    """The visible publication that supersedes one."""
    return visible(now).filter(supersedes=shown).first()


def block(slug: str, block_slug: str, now: dt.datetime) -> PublishedBlock | None:
    """A ranking of a visible publication."""
    found = PublishedBlock.objects.filter(publication__in=visible(now), publication__slug=slug, slug=block_slug)
    return found.select_related("publication", "result_set__criteria_set").defer(*LIGHT).first()


def printed_rows(shown: PublishedBlock) -> tuple[PrintedRow, ...]:
    """The rows of a printed block, in the order of the table."""
    return tuple(shown.rows.select_related("unit"))


def printed_columns(shown: PublishedBlock) -> Sequence[Mapping[str, str]]:
    """The measures of a printed block: ``id``, ``vi``, ``en``, ``measure``."""
    columns: Sequence[Mapping[str, str]] = json.loads(shown.columns) if shown.columns else ()
    return columns


def previous_block(shown: PublishedBlock, now: dt.datetime) -> PublishedBlock | None:
    """The ranking of the same block by the same authority one year earlier, if it was computed here and is current."""
    if shown.result_set is None:
        return None
    found = PublishedBlock.objects.filter(
        publication__in=current(now),
        publication__authority_id=shown.publication.authority_id,
        publication__year=shown.publication.year - 1,
        block=shown.block,
        result_set__isnull=False,
    )
    return found.select_related("publication", "result_set__criteria_set").defer(*LIGHT).order_by("position").first()


def blocks_of(shown: Publication) -> tuple[PublishedBlock, ...]:
    """The rankings of a publication, in its order."""
    return tuple(shown.blocks.all())


def years_of(shown: PublishedBlock, now: dt.datetime) -> tuple[PublishedBlock, ...]:
    """The same table of every year that is current, oldest first; a superseded one takes its own year's place.

    Tables are the same where publication and table differ in name by nothing but the year.
    """
    found = PublishedBlock.objects.filter(
        publication__in=current(now),
        publication__authority_id=shown.publication.authority_id,
        block=shown.block,
        index=shown.index,
    )
    years = {
        other.publication.year: other
        for other in found.select_related("publication").order_by("position")
        if _stem(other) == _stem(shown)
    }
    return tuple(years[year] for year in sorted(years))


def _stem(shown: PublishedBlock) -> str:
    """Names of a publication and its table without the year."""
    return f"{shown.publication.slug}/{shown.slug}".replace(str(shown.publication.year), "")


def blocks_scored_by(set_id: str, now: dt.datetime) -> tuple[PublishedBlock, ...]:
    """The current rankings that were computed by a criteria set, newest first."""
    found = PublishedBlock.objects.filter(publication__in=current(now), result_set__criteria_set__set_id=set_id)
    return tuple(
        found.select_related("publication", "result_set__criteria_set")
        .defer(*LIGHT)
        .order_by("-publication__year", "publication__slug", "position")
    )


def result_of(
    unit_key: str, year: int, set_id: str, *, now: dt.datetime, slug: str | None = None
) -> PublishedResult | None:
    """The published result of a unit: the current one, or that of a named publication, which may be superseded."""
    shown = current(now) if slug is None else visible(now).filter(slug=slug)
    blocks = PublishedBlock.objects.filter(
        publication__in=shown,
        result_set__year=year,
        result_set__criteria_set__set_id=set_id,
        result_set__units__unit__key=unit_key,
    )
    for found in blocks.select_related("publication").order_by("-publication__visible_from", "-publication_id"):
        figures = published_figures(found.result_set_id, found.block, unit_key)
        if figures is not None:
            is_current = slug is None or successor(found.publication, now) is None
            return PublishedResult(found.publication, found, figures, is_current)
    return None


def results_of_unit(unit_id: int, now: dt.datetime) -> tuple[YearOfUnit, ...]:
    """Every current result of a unit, newest first; computed ones before printed ones of the same year."""
    return tuple(
        sorted(
            (*_computed_years(unit_id, now), *_printed_years(unit_id, now)),
            key=lambda found: (-found.year, found.is_printed, found.publication.slug, found.block.position),
        )
    )


def visible_units(now: dt.datetime) -> frozenset[int]:
    """Ids of the units that may be found: the register, and the units and authorities of current publications."""
    shown = current(now)
    computed = PublishedBlock.objects.filter(publication__in=shown).values_list("result_set__units__unit_id", flat=True)
    printed = PrintedRow.objects.filter(block__publication__in=shown).values_list("unit_id", flat=True)
    authorities = shown.values_list("authority_id", flat=True)
    return units.registered() | {unit_id for unit_id in (*computed, *printed, *authorities) if unit_id}


def unit(key: str, now: dt.datetime) -> NamedUnit | None:
    """A unit that the public may see, under its last name."""
    found = units.named(key)
    if found is None or not (found.is_registered or _is_published(found.unit.id, now)):
        return None
    return found.unit


def _is_published(unit_id: int, now: dt.datetime) -> bool:
    """Whether a current publication is by a unit or about it."""
    shown = current(now)
    return (
        shown.filter(authority_id=unit_id).exists()
        or PublishedBlock.objects.filter(publication__in=shown, result_set__units__unit_id=unit_id).exists()
        or PrintedRow.objects.filter(block__publication__in=shown, unit_id=unit_id).exists()
    )


def search(text: str, now: dt.datetime) -> tuple[tuple[FoundUnit, ...], tuple[FoundNode, ...]]:
    """Units and criteria that a text finds, among what the public may see."""
    return units.search(text, visible_units(now)), search_nodes(text)


def near_names_of_units(text: str, now: dt.datetime) -> tuple[str, ...]:
    """Names of units that the public may see and that are near to a text which finds none."""
    return near_names(text, (named.name for named in units.latest_names(visible_units(now)).values()))


def _computed_years(unit_id: int, now: dt.datetime) -> Iterable[YearOfUnit]:
    blocks = (
        PublishedBlock.objects.filter(publication__in=current(now), result_set__units__unit_id=unit_id)
        .select_related("publication", "result_set__criteria_set")
        .defer(*LIGHT)
    )
    rows = rows_of_unit(unit_id)
    for found in blocks:
        row = rows.get((found.result_set_id or 0, found.block))
        if row is None or found.result_set is None:
            continue
        yield YearOfUnit(
            publication=found.publication,
            block=found,
            year=found.result_set.year,
            set_id=found.result_set.criteria_set.set_id,
            name=row.name,
            rank=row.rank,
            is_tied=row.is_tied,
            value=row.value,
            percent=row.percent,
            printed="",
            is_printed=False,
            figures_id=row.id,
            ranked_units=row.ranked_units,
        )


def _printed_years(unit_id: int, now: dt.datetime) -> Iterable[YearOfUnit]:
    rows = PrintedRow.objects.filter(unit_id=unit_id, block__publication__in=current(now))
    for row in rows.select_related("block__publication"):
        yield YearOfUnit(
            publication=row.block.publication,
            block=row.block,
            year=row.block.publication.year,
            set_id="",
            name=row.name,
            rank=row.rank,
            is_tied=False,
            value=None,
            percent=parse_number(row.percent),
            printed=row.percent,
            is_printed=True,
            figures_id=None,
            ranked_units=row.block.units_known or 0,
        )


def _printed_spans(block_ids: Sequence[int]) -> Mapping[int, BlockSpan]:
    rows: dict[int, list[tuple[int | None, Fraction | None]]] = {block_id: [] for block_id in block_ids}
    for block_id, rank, percent in PrintedRow.objects.filter(block_id__in=block_ids).values_list(
        "block_id", "rank", "percent"
    ):
        rows[block_id].append((rank, parse_number(percent)))
    return {block_id: span_of(found) for block_id, found in rows.items()}
