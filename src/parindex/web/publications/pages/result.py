"""The page of a unit in one year: what it reached, where the points come from, where they were lost, what moved."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _

from parindex.engine.criteria.model import CriteriaSet
from parindex.engine.figures import Figure
from parindex.engine.index.grades import Graded, grade_of
from parindex.engine.quantities import parse_number
from parindex.web.publications.pages.agreement import (
    Agreement,
    GroupChart,
    ItemTable,
    agreement,
    as_printed,
    group_chart,
    item_table,
)
from parindex.web.publications.pages.domains import DomainTable, domain_table, known_means
from parindex.web.publications.pages.facts import Told, UnitFacts, facts_of, told
from parindex.web.publications.pages.losses import Losses, losses
from parindex.web.publications.pages.opened import Addresses, Opened, addresses_of, reversed_or_empty
from parindex.web.publications.pages.unit_charts import (
    ChangeChart,
    KnownYear,
    MeanChart,
    SourceChart,
    YearChart,
    change_chart,
    mean_chart,
    source_chart,
    year_chart,
)
from parindex.web.publications.queries import PublishedResult, YearOfUnit, results_of_unit
from parindex.web.publications.words import unranked_reason
from parindex.web.results.changes import StoredChange, changes_of_unit
from parindex.web.results.queries import block_figures, stored_results
from parindex.web.ui.context import Link
from parindex.wording.numbers import printed
from parindex.wording.standings import grade_sentence
from parindex.wording.terms import ROUNDS, word

FILES = ("docx", "pdf", "xlsx", "json")


@dataclass(frozen=True, slots=True)
class Fact:
    """One of the few facts beside the big figure; ``delta`` is drawn with its direction."""

    label: str
    shown: str
    remark: str = ""
    delta: Fraction | None = None


@dataclass(frozen=True, slots=True)
class YearLink:
    """Another year of the unit, or why it cannot be opened."""

    year: int
    address: str
    is_here: bool


@dataclass(frozen=True, slots=True)
class OtherResult:
    """Another result of the same unit and year: which it is, what it gives, where it opens."""

    title: str
    shown: str
    address: str
    is_here: bool


@dataclass(frozen=True, slots=True)
class RoundPoints:
    """Points of the appraised part after one round."""

    title: str
    shown: str


@dataclass(frozen=True, slots=True)
class ResultPage:
    """What the page of a unit shows.

    Attributes:
        unit: Its name in that year.
        index: The index as printed; ``index_address`` is where it opens.
        facts: Rank, change, mean, grade, as far as they are known.
        grade: Why it is this grade, and which better one a weak domain denied; empty where the set has none.
        years: Other years of the unit.
        others: All results of this unit and year, where there are several, this one among them.
        files: Downloads.
        rounds: Points of the appraised part after each round, where there were several.
        change: What moved since the year before; ``change_chart`` its parts.
        agreement: Printed indices beside computed ones.
        contradictions: Where the report that the inputs were taken from disagrees with itself.
    """

    unit: str
    year: int
    index: str
    index_address: str
    unit_address: str
    facts: tuple[Fact, ...]
    grade: str
    years: tuple[YearLink, ...]
    others: tuple[OtherResult, ...]
    files: tuple[Link, ...]
    addresses: Addresses
    sources: SourceChart | None
    over_years: YearChart | None
    against_mean: MeanChart | None
    domains: DomainTable
    losses: Losses
    rounds: tuple[RoundPoints, ...]
    change_chart: ChangeChart | None
    agreement: Agreement | None
    items: ItemTable | None
    groups: GroupChart | None
    contradictions: tuple[Told, ...]
    document: str
    mean_words: str


def result_page(published: PublishedResult, language: str, now: dt.datetime) -> ResultPage:
    """Everything that the page of a unit shows."""
    result = published.result
    opened = Opened(published, "index", language)
    facts = facts_of(result.unit.id, result.year)
    everything = results_of_unit(result.unit_id, now)
    change = next((found for found in changes_of_unit(result.unit_id) if found.new_id == result.id), None)
    before = None if change is None else stored_results([change.old_id]).get(change.old_id)
    codes = [node.code for node in result.criteria_set.nodes]
    means = {} if facts is not None else _means(published, codes)
    table = domain_table(opened, change=change, means=means, facts=facts)
    values = [_own_and_mean(opened, code, means, facts) for code in codes]
    return ResultPage(
        unit=result.unit.name,
        year=result.year,
        index=opened.number(result.row.value),
        index_address=opened.addresses.figure("index"),
        unit_address=reversed_or_empty("publications:unit", result.unit.id),
        facts=tuple(_facts(opened, everything, change, table, facts)),
        grade=grade_sentence(_graded(opened), language=language),
        years=_years(everything, published),
        others=_others(everything, published, language),
        files=tuple(_files(opened)),
        addresses=addresses_of(published),
        sources=source_chart(opened),
        over_years=year_chart(_known_years(everything, published, facts, language), result.year),
        against_mean=mean_chart(opened, table, values),
        domains=table,
        losses=losses(opened, before),
        rounds=_rounds(opened),
        change_chart=change_chart(opened, change),
        agreement=agreement(opened, facts),
        items=item_table(opened, facts),
        groups=group_chart(opened, facts),
        contradictions=_contradictions(facts, language),
        document="" if facts is None else facts.document,
        mean_words=_("whole country") if facts is not None else _("mean of the block"),
    )


# Beside the big figure


def _facts(
    opened: Opened,
    everything: Sequence[YearOfUnit],
    change: StoredChange | None,
    table: DomainTable,
    facts: UnitFacts | None,
) -> Iterator[Fact]:
    yield _rank(opened, everything, facts)
    if change is not None and change.index.percentage_points is not None:
        in_points = change.index.points is not None
        said = {"old": printed(change.index.old.percent, 2, language=opened.language)}
        remark = _("points (from %(old)s)") if in_points else _("percentage points (from %(old)s)")
        delta = change.index.points if in_points else change.index.percentage_points
        yield Fact(_("Against %(year)s") % {"year": change.old_year}, "", remark % said, delta)
    if table.whole.mean:
        label = _("Mean of the country") if facts is not None else _("Mean of the block")
        yield Fact(label, table.whole.mean)
    grade = _graded(opened).graded.grade
    if grade is not None:
        yield Fact(_("Grade"), opened.names.words(grade.title))


def _rank(opened: Opened, everything: Sequence[YearOfUnit], facts: UnitFacts | None) -> Fact:
    row = opened.result.row
    label = _("Rank")
    if row.rank is not None:
        own = next((found for found in everything if found.figures_id == opened.result.id), None)
        number = 0 if own is None else own.ranked_units
        remark = _("of %(number)s") % {"number": number} if number else ""
        if row.is_tied:
            remark = _("of %(number)s, shared") % {"number": number}
        return Fact(label, str(row.rank), remark)
    if facts is not None and "rank" in facts.whole.values:
        before = facts.whole.values.get(f"rank_{opened.result.year - 1}", "")
        said = {"number": facts.units, "before": before}
        remark = _("of %(number)s, as printed (the year before: %(before)s)") % said if before else _("as printed")
        return Fact(label, facts.whole.values["rank"], remark)
    printed_rank = next(
        (found for found in everything if found.year == opened.result.year and found.is_printed and found.rank), None
    )
    if printed_rank is not None:
        remark = _("as printed")
        return Fact(label, str(printed_rank.rank), remark)
    return Fact(label, "–", unranked_reason(row.unranked_reason, row.unranked_said))


@dataclass(frozen=True, slots=True)
class _Graded:
    """A stored result as sentences on grades ask for it."""

    criteria_set: CriteriaSet
    percent: Fraction | None
    graded: Graded
    figure: Callable[[str], Figure]


def _graded(opened: Opened) -> _Graded:
    result = opened.result
    figures = (result.figure(node.code) for node in result.criteria_set.nodes)
    components = [figure.percent for figure in figures if figure.percent is not None]
    graded = grade_of(result.criteria_set, result.unit.block, result.percent, components)
    return _Graded(result.criteria_set, result.percent, graded, result.figure)


# Years and other results


def _is_index(found: YearOfUnit) -> bool:
    """Whether a result is of the PAR index, and not of another that is printed beside it."""
    return found.block.index == "par"


def _best(everything: Sequence[YearOfUnit], year: int, like: str) -> YearOfUnit | None:
    """The result of a year that a link leads to: of the same criteria set, else any computed one."""
    found = [item for item in everything if item.year == year and not item.is_printed and _is_index(item)]
    return min(found, key=lambda item: (item.set_id != like, item.block.position), default=None)


def _years(everything: Sequence[YearOfUnit], published: PublishedResult) -> tuple[YearLink, ...]:
    here, like = published.result.year, published.result.criteria_set.id
    unit = published.result.unit.id
    links = []
    for year in sorted({found.year for found in everything if _is_index(found)}):
        best = _best(everything, year, like)
        address = (
            reversed_or_empty("publications:unit", unit)
            if best is None
            else reversed_or_empty("publications:result", unit, year, best.set_id)
        )
        links.append(YearLink(year, address, year == here))
    return tuple(links) if len(links) > 1 else ()


def _others(everything: Sequence[YearOfUnit], published: PublishedResult, language: str) -> tuple[OtherResult, ...]:
    result = published.result
    same = [found for found in everything if found.year == result.year and not found.is_printed and _is_index(found)]
    if len(same) < 2:  # noqa: PLR2004  one result needs no telling apart
        return ()
    return tuple(
        OtherResult(
            title=(found.block.title_en if language == "en" else "") or found.block.title_vi,
            shown=printed(found.value, 2, language=language),
            address=reversed_or_empty("publications:result", result.unit.id, found.year, found.set_id),
            is_here=found.figures_id == result.id,
        )
        for found in same
    )


def _known_years(
    everything: Sequence[YearOfUnit], published: PublishedResult, facts: UnitFacts | None, language: str
) -> tuple[KnownYear, ...]:
    """One figure a year: this very result, else a printed one, else one that was computed from its parts."""
    years = []
    for year in sorted({found.year for found in everything if _is_index(found)}):
        found = [item for item in everything if item.year == year and _is_index(item)]
        own = next((item for item in found if item.figures_id == published.result.id), None)
        printed_one = next((item for item in found if item.is_printed and item.printed), None)
        best = own or printed_one or _best(everything, year, published.result.criteria_set.id)
        rank = next((str(item.rank) for item in (*found,) if item.rank is not None), "")
        if own is not None and not rank and facts is not None:
            rank = facts.whole.values.get("rank", "")
        if best is None or best.percent is None:
            years.append(KnownYear(year, None, "–", rank, is_printed=True))
            continue
        shown = as_printed(best.printed, language) if best.is_printed else printed(best.percent, 2, language=language)
        years.append(KnownYear(year, best.percent, shown, rank, is_printed=best.is_printed))
    return tuple(years)


# Means


def _means(published: PublishedResult, codes: Sequence[str]) -> dict[str, Fraction]:
    """Means of the block, where it is whole and holds more than this unit."""
    result, block = published.result, published.block
    if not block.is_complete or result.row.rank is None:
        return {}
    return known_means(block_figures(result.result_set.pk, block.block), block.block, codes)


def _own_and_mean(
    opened: Opened, code: str, means: dict[str, Fraction], facts: UnitFacts | None
) -> tuple[Fraction, Fraction] | None:
    own = opened.result.figure(f"{code}.percent").value
    mean = means.get(f"{code}.percent")
    if facts is not None and code in facts.domains:
        mean = parse_number(facts.domains[code].values.get("national_mean", ""))
    return None if own is None or mean is None else (own, mean)


# The rest


def _files(opened: Opened) -> Iterator[Link]:
    for form in FILES:
        address = opened.addresses.file(form)
        if address:
            yield Link(form.upper(), address)


def _rounds(opened: Opened) -> tuple[RoundPoints, ...]:
    rounds = tuple(opened.result.rounds.items())
    if len(rounds) < 2:  # noqa: PLR2004  one round changed nothing
        return ()
    appraised = opened.at("appraisal")
    found = []
    for code, value in rounds:
        name = word(ROUNDS, code, opened.language)
        found.append(RoundPoints(name[:1].upper() + name[1:], appraised.number(value)))
    return tuple(found)


def _contradictions(facts: UnitFacts | None, language: str) -> tuple[Told, ...]:
    if facts is None:
        return ()
    return tuple(told(found, language, number) for number, found in enumerate(facts.contradictions, start=1))
