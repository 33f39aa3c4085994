"""What was printed against what was computed: what agrees, within what rounding of the printed inputs allows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from parindex.engine.change import Side, difference
from parindex.engine.quantities import parse_number
from parindex.engine.scoring.derivation import percent_of
from parindex.engine.simulate import PrintedInterval
from parindex.files.published import Row, Table
from parindex.web.publications.pages.facts import UnitFacts, printed_decimals
from parindex.web.publications.pages.opened import Opened
from parindex.web.results.rounds import allowed_by_print
from parindex.web.ui.drawing import place, scale
from parindex.wording.numbers import NO_DATA, printed

ENDS = 4  # decimals of the ends of an interval
SPARK_WIDTH, SPARK_HEIGHT = 118, 32


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """A figure as it was computed and as it was printed.

    Attributes:
        low: Least value that rounding of the printed inputs allows; ``high`` the greatest.
        agrees: Whether the printed one lies within.
        is_equal: Whether both are printed alike.
    """

    code: str
    title: str
    address: str
    computed: str
    printed: str
    low: str
    high: str
    agrees: bool
    is_equal: bool


@dataclass(frozen=True, slots=True)
class Agreement:
    """Every printed index beside the computed one."""

    document: str
    rows: tuple[AgreementRow, ...]
    whole: AgreementRow
    agreeing: int
    equal: int


@dataclass(frozen=True, slots=True)
class ItemYear:
    """A surveyed item in one year; ``shown`` is its percent of the maximum, a dash where it was not asked."""

    year: int
    shown: str
    has_other_maximum: bool
    is_known: bool


@dataclass(frozen=True, slots=True)
class ItemRow:
    """A surveyed item over the years.

    Attributes:
        address: Page of its figure, empty where this result has none.
        change: Since the year before, in percentage points.
        line: Points of its small line; ``last_x`` and ``last_y`` its end.
    """

    code: str
    title: str
    address: str
    years: tuple[ItemYear, ...]
    change: Fraction | None
    lines: tuple[str, ...]
    dots: tuple[tuple[str, str], ...]
    last: tuple[str, str] | None


@dataclass(frozen=True, slots=True)
class ItemTable:
    """Surveyed items over the years, as a report printed them."""

    years: tuple[int, ...]
    rows: tuple[ItemRow, ...]
    notes: tuple[str, ...]
    document: str


@dataclass(frozen=True, slots=True)
class GroupRow:
    """What one group of respondents said, as printed."""

    title: str
    percent: str
    respondents: str
    rank: str
    x: str
    narrow_x: str
    is_lowest: bool


@dataclass(frozen=True, slots=True)
class GroupChart:
    """All groups on one axis; ranks are ``units`` deep."""

    rows: tuple[GroupRow, ...]
    ticks: tuple[tuple[str, str, str], ...]
    lowest: str
    units: str
    notes: tuple[str, ...]


def agreement(opened: Opened, facts: UnitFacts | None) -> Agreement | None:
    """The printed indices beside the computed ones, ``None`` where precision or printed indices are not known."""
    result = opened.result
    decimals = printed_decimals(result.criteria_set.id, result.unit.id, result.year)
    if facts is None or not decimals or not facts.domains:
        return None
    interval = allowed_by_print(result, decimals)
    rows = tuple(
        _agreement(opened.at(f"{node.code}.percent"), facts.domains[node.code], interval)
        for node in result.criteria_set.nodes
        if "percent" in facts.domains.get(node.code, Row({})).values
    )
    whole = _agreement(opened.at("index.percent"), facts.whole, interval)
    agreeing = [row for row in rows if row.agrees]
    return Agreement(facts.document, rows, whole, len(agreeing), len([row for row in rows if row.is_equal]))


def _agreement(opened: Opened, row: Row, interval: PrintedInterval) -> AgreementRow:
    text = row.values.get("percent", "")
    value = parse_number(text)
    low, high = interval.ends(opened.key)
    node = opened.node
    computed = opened.number(opened.figure.value)
    shown = as_printed(text, opened.language)
    decimals = len(text.partition(".")[2])
    return AgreementRow(
        code="" if node is None else node.code,
        title=opened.title() if node is None else opened.names.words(node.title),
        address=opened.addresses.figure(opened.key),
        computed=computed,
        printed=shown,
        low=printed(low, ENDS, language=opened.language),
        high=printed(high, ENDS, language=opened.language),
        agrees=value is not None and interval.allows(opened.key, value, decimals),
        is_equal=computed == shown,
    )


def as_printed(text: str, language: str) -> str:
    """A printed number in the form of the page, with its own decimals."""
    return text.replace(".", ",") if language == "vi" else text


# Surveyed items over the years


def item_table(opened: Opened, facts: UnitFacts | None) -> ItemTable | None:
    """The surveyed items that a report printed for several years."""
    table = None if facts is None else facts.survey_items
    if facts is None or table is None or not any(row.code in opened.result for row in table.rows):
        return None  # a result that has none of these items shows them in another one
    years = tuple(int(column.id.removeprefix("points_")) for column in table.columns if column.id.startswith("points_"))
    rows = tuple(_item(opened, row, years) for row in table.rows)
    return ItemTable(years, rows, table.notes, facts.document)


def _item(opened: Opened, row: Row, years: tuple[int, ...]) -> ItemRow:
    sides = {year: _side(row, year) for year in years}
    latest = sides[years[-1]]
    percents = [None if side is None else percent_of(side.value, side.maximum) for side in sides.values()]
    shown = tuple(
        ItemYear(
            year=year,
            shown=NO_DATA if percent is None else printed(percent, 0, language=opened.language),
            has_other_maximum=side is not None and latest is not None and side.maximum != latest.maximum,
            is_known=percent is not None,
        )
        for (year, side), percent in zip(sides.items(), percents, strict=True)
    )
    before = sides[years[-2]]
    told = None if before is None or latest is None else difference(before, latest)
    address = opened.addresses.figure(row.code) if row.code in opened.result else ""
    title = "" if row.title is None else row.title.in_language(opened.language)
    node = opened.result.criteria_set.node(row.code)
    if opened.language != "vi" and node is not None:
        title = opened.names.words(node.title)  # the report prints its titles in Vietnamese alone
    return ItemRow(
        code=row.code,
        title=title,
        address=address,
        years=shown,
        change=None if told is None else told.percentage_points,
        lines=_spark_lines(percents),
        dots=tuple(_spark_dots(percents)),
        last=next(reversed(list(_spark_dots(percents))), None),
    )


def _side(row: Row, year: int) -> Side | None:
    value = parse_number(row.values.get(f"points_{year}", ""))
    maximum = parse_number(row.values.get(f"maximum_{year}", ""))
    return None if value is None or maximum is None else Side(value, maximum)


def _spark_dots(percents: list[Fraction | None]) -> Iterator[tuple[str, str]]:
    across = scale(0, max(len(percents) - 1, 1), 8, SPARK_WIDTH - 8)
    height = scale(60, 100, SPARK_HEIGHT - 4, 4)
    for position, percent in enumerate(percents):
        if percent is not None:
            yield place(across.at(position)), place(height.at(percent))


def _spark_lines(percents: list[Fraction | None]) -> tuple[str, ...]:
    """One line for each run of years without a gap."""
    across = scale(0, max(len(percents) - 1, 1), 8, SPARK_WIDTH - 8)
    height = scale(60, 100, SPARK_HEIGHT - 4, 4)
    runs: list[list[str]] = [[]]
    for position, percent in enumerate(percents):
        if percent is None:
            runs.append([])
        else:
            runs[-1].append(f"{place(across.at(position))},{place(height.at(percent))}")
    return tuple(" ".join(run) for run in runs if len(run) > 1)


# Groups of respondents


def group_chart(opened: Opened, facts: UnitFacts | None) -> GroupChart | None:
    """The groups of respondents that a report prints."""
    table: Table | None = None if facts is None else facts.groups
    if table is None:
        return None
    known = [(row, parse_number(row.values.get("percent", ""))) for row in table.rows]
    values = [value for _row, value in known if value is not None]
    if not values:
        return None
    least, most = Fraction(int(min(values)) // 10 * 10), Fraction(100)
    wide, narrow = scale(least, most, 8, 440), scale(least, most, 8, 250)
    ordered = sorted(((row, value) for row, value in known if value is not None), key=lambda item: -item[1])
    rows = tuple(
        GroupRow(
            title="" if row.title is None else row.title.in_language(opened.language),
            percent=as_printed(row.values["percent"], opened.language),
            respondents=row.values.get("respondents", ""),
            rank=row.values.get("rank", ""),
            x=place(wide.at(value)),
            narrow_x=place(narrow.at(value)),
            is_lowest=value == min(values),
        )
        for row, value in ordered
    )
    ticks = tuple((str(tick), place(wide.at(tick)), place(narrow.at(tick))) for tick in range(int(least), 101, 10))
    return GroupChart(rows, ticks, rows[-1].title, "" if table.units is None else str(table.units), table.notes)
