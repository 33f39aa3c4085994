"""The page of a ranking: its rows, what stands beside them, and the track on which the percents are drawn.

A ranking is computed by the engine, or printed elsewhere, or both: then ranks and percents are the engine's, and what
else was printed stands beside them as it was printed.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from parindex.engine.change import Side, difference
from parindex.engine.criteria.model import CriteriaSet, Grade
from parindex.engine.quantities import HUNDRED, parse_number
from parindex.web.publications import queries
from parindex.web.publications.charts import Scale, bounds, pixels
from parindex.web.publications.pages.opened import Addresses, reversed_or_empty
from parindex.web.publications.words import unranked_reason
from parindex.web.results.queries import RankingRow
from parindex.web.ui.templatetags.parindex import as_printed, in_language
from parindex.wording.names import Names, figure_title, lower_first
from parindex.wording.numbers import grouped, printed

if TYPE_CHECKING:
    from parindex.web.publications.models import PrintedRow, PublishedBlock
    from parindex.web.results.models import UnitChange

TRACK_START, TRACK_END = 6, 110
LABEL_ROOM = 20
BAR_WIDTH = 60
WHOLE = "100"
SATISFACTION = frozenset({"sipas", "satisfaction_percent"})
ANY_BLOCK = "*"


@dataclass(frozen=True, slots=True)
class Moved:
    """A change since the year before.

    Attributes:
        percentage_points: Of the index; ``None`` where the two years may not be compared.
        rank: The rank that the unit had.
        places: How many places it rose (above 0) or fell; ``None`` where one side has none.
    """

    percentage_points: Fraction | None
    rank: int | None
    places: int | None

    @property
    def places_down(self) -> int:
        """How many places it fell; 0 for one that rose."""
        return max(0, -(self.places or 0))


@dataclass(frozen=True, slots=True)
class Column:
    """A printed measure that stands beside the ranking.

    Attributes:
        is_satisfaction: Whether it is a satisfaction index of its own, drawn in a frame of 100.
    """

    id: str
    title: str
    measure: str
    is_satisfaction: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """A printed number; ``bar`` is how much of its frame it fills, in pixels, empty without a frame."""

    column: Column
    shown: str
    bar: str


@dataclass(frozen=True, slots=True)
class Row:
    """One unit of a ranking.

    Attributes:
        rank: ``None`` where it takes no place; ``reason`` says why.
        printed_rank: The rank that the source prints, where it is another.
        decided_by: What parted it from a unit of equal percent, in words.
        shown: The index as it is shown; empty where only the rank is known.
        opens: Page of the figure, empty for a printed one.
        page: Page of the unit.
        dot: Where its dot stands on the track.
        points: Points and own maximum, where units of the ranking have different ones.
        missing_ranks: First and last rank that no row shows, between this row and the one before.
    """

    unit_key: str
    name: str
    rank: int | None
    is_tied: bool
    printed_rank: int | None
    decided_by: str
    percent: Fraction | None
    shown: str
    decimals: int | None
    opens: str
    page: str
    dot: str
    moved: Moved | None
    grade: str
    grade_title: str
    points: str
    reason: str
    cells: tuple[Cell, ...]
    remark: str
    source: str
    missing_ranks: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Track:
    """The scale of the dots: its ends are printed, a dashed mark stands at the threshold of the best grade.

    Attributes:
        floor: Where the mark stands, empty without one.
        has_label: Whether the number of the mark has room between the ends.
    """

    least: int
    most: int
    floor: str
    floor_value: Fraction | None
    has_label: bool


@dataclass(frozen=True, slots=True)
class Standings:
    """All rows of a ranking, with what its table must show.

    Attributes:
        grades: The grades that this block is given, best first.
        criteria_set: ``None`` for a printed ranking.
        earlier_year: The year with which the rows are compared.
    """

    rows: tuple[Row, ...]
    track: Track | None
    columns: tuple[Column, ...]
    grades: tuple[Grade, ...]
    criteria_set: CriteriaSet | None
    earlier_year: int | None
    has_percents: bool
    has_points: bool

    @property
    def ranked(self) -> tuple[Row, ...]:
        """The rows with a place, in its order."""
        return tuple(row for row in self.rows if row.rank is not None)


@dataclass(frozen=True, slots=True)
class Telling:
    """How a ranking is told.

    Attributes:
        names: Unit id → its name in the language of the page, where it is another than in the ranking.
        is_current: Whether no later publication supersedes it; addresses of a superseded one name it.
    """

    language: str
    names: Mapping[int, str]
    is_current: bool


def computed_standings(
    block: PublishedBlock,
    rows: Sequence[RankingRow],
    criteria_set: CriteriaSet,
    changes: Mapping[int, UnitChange],
    years: Sequence[PublishedBlock],
    telling: Telling,
) -> Standings:
    """The rows of a ranking that the engine computed.

    Args:
        block: The ranking.
        rows: Its stored rows, in the order of the places.
        criteria_set: By which it was scored.
        changes: Unit id → what moved since the cycle before.
        years: The same block in all years.
        telling: How it is told.
    """
    language = telling.language
    beside = {row.unit_id: row for row in queries.printed_rows(block)}
    columns = tuple(_columns(block, language))
    grades = criteria_set.grades.get(block.block) or criteria_set.grades.get(ANY_BLOCK) or ()
    track = _track([row.percent for row in rows], grades)
    told = Names(criteria_set, language)
    titles = {grade.id: told.words(grade.title) for grade in grades}
    has_points = len({row.maximum for row in rows}) > 1
    publication = None if telling.is_current else block.publication.slug
    shown = []
    for row in rows:
        near = beside.get(row.unit_id)
        addresses = Addresses(row.unit_key, block.publication.year, criteria_set.id, publication)
        shown.append(
            Row(
                unit_key=row.unit_key,
                name=telling.names.get(row.unit_id, row.name),
                rank=row.rank,
                is_tied=row.is_tied,
                printed_rank=near.rank if near is not None and near.rank != row.rank else None,
                decided_by=_decided_by(row, criteria_set, language),
                percent=row.percent,
                shown=_percent(row.percent, criteria_set, language),
                decimals=None if near is None else _decimals(near.percent),
                opens=addresses.figure("index.percent") if row.percent is not None else "",
                page=addresses.result(),
                dot=_dot(row.percent, track),
                moved=_moved(changes.get(row.unit_id), row),
                grade=row.grade,
                grade_title=titles.get(row.grade, ""),
                points=_points(row, criteria_set, language) if has_points else "",
                reason="" if row.rank is not None else unranked_reason(row.unranked_reason, row.unranked_said),
                cells=_cells(near, columns),
                remark="" if near is None else near.remark,
                source="",
            )
        )
    return Standings(
        rows=tuple(shown),
        track=track,
        columns=columns,
        grades=tuple(grades),
        criteria_set=criteria_set,
        earlier_year=_earlier_year(changes, years),
        has_percents=any(row.shown for row in shown),
        has_points=has_points,
    )


def printed_standings(
    block: PublishedBlock, rows: Sequence[PrintedRow], years: Sequence[PublishedBlock], telling: Telling
) -> Standings:
    """The rows of a ranking that is known as it was printed, compared with the year before where that was printed."""
    earlier = next((other for other in years if other.publication.year == block.publication.year - 1), None)
    before = {} if earlier is None else {row.unit_id: row for row in queries.printed_rows(earlier)}
    columns = tuple(_columns(block, telling.language))
    percents = [parse_number(row.percent) for row in rows]
    track = _track(percents, ())
    shown = [
        Row(
            unit_key=row.unit.key,
            name=telling.names.get(row.unit_id, row.name),
            rank=row.rank,
            is_tied=False,
            printed_rank=None,
            decided_by="",
            percent=percent,
            shown=as_printed(row.percent) if row.percent else "",
            decimals=_decimals(row.percent),
            opens="",
            page=reversed_or_empty("publications:unit", row.unit.key),
            dot=_dot(percent, track),
            moved=_moved_in_print(before.get(row.unit_id), row.rank, percent),
            grade="",
            grade_title="",
            points="",
            reason="",
            cells=_cells(row, columns),
            remark=row.remark,
            source=row.source,
        )
        for row, percent in zip(rows, percents, strict=True)
    ]
    compared = any(row.moved is not None for row in shown)
    return Standings(
        rows=tuple(_with_missing_ranks(shown, block)),
        track=track,
        columns=columns,
        grades=(),
        criteria_set=None,
        earlier_year=earlier.publication.year if earlier is not None and compared else None,
        has_percents=any(row.shown for row in shown),
        has_points=False,
    )


def _columns(block: PublishedBlock, language: str) -> Iterator[Column]:
    main = {"percent", "sipas"} if block.index == "sipas" else {"percent"}
    for column in queries.printed_columns(block):
        if column["id"] not in main:
            title = column["en"] if language == "en" and column["en"] else column["vi"]
            is_satisfaction = column["id"] in SATISFACTION and column["measure"] == "percent"
            yield Column(column["id"], title, column["measure"], is_satisfaction)


def _cells(row: PrintedRow | None, columns: Sequence[Column]) -> tuple[Cell, ...]:
    values = json.loads(row.values) if row is not None and row.values else {}
    return tuple(_cell(column, values.get(column.id, "")) for column in columns)


def _cell(column: Column, text: str) -> Cell:
    value = parse_number(text) if column.is_satisfaction else None
    bar = "" if value is None else pixels(Scale(0, int(WHOLE), 0, BAR_WIDTH).at(value))
    return Cell(column, as_printed(text), bar)


def _track(percents: Sequence[Fraction | None], grades: Sequence[Grade]) -> Track | None:
    """The scale for these percents; ``None`` where fewer than two are known."""
    known = [percent for percent in percents if percent is not None]
    if len(known) < 2:  # noqa: PLR2004  one dot says nothing
        return None
    least, most = bounds(known)
    best = grades[0].from_ if grades else None
    if best is None or not least < best < most:
        return Track(least, most, "", None, has_label=False)
    at = _scale(least, most).at(best)
    has_label = TRACK_START + LABEL_ROOM <= at <= TRACK_END - LABEL_ROOM
    return Track(least, most, pixels(at), best, has_label=has_label)


def heading(block: PublishedBlock) -> str:
    """The title of a table; with that of its publication where it says no year."""
    title = in_language(block)
    if str(block.publication.year) in title:
        return title
    return f"{in_language(block.publication)}: {lower_first(title)}"


def _scale(least: int, most: int) -> Scale:
    return Scale(least, most, TRACK_START, TRACK_END)


def _dot(percent: Fraction | None, track: Track | None) -> str:
    return "" if percent is None or track is None else pixels(_scale(track.least, track.most).at(percent))


def _moved(told: UnitChange | None, row: RankingRow) -> Moved | None:
    if told is None:
        return None
    points = None if told.percentage_points is None else Fraction(told.percentage_points)
    return Moved(points, told.old.rank, told.rank_move if row.rank is not None else None)


def _moved_in_print(before: PrintedRow | None, rank: int | None, percent: Fraction | None) -> Moved | None:
    if before is None:
        return None
    told = difference(Side(parse_number(before.percent), HUNDRED), Side(percent, HUNDRED))
    places = None if before.rank is None or rank is None else before.rank - rank
    if told.percentage_points is None and places is None:
        return None
    return Moved(told.percentage_points, before.rank, places)


def _earlier_year(changes: Mapping[int, UnitChange], years: Sequence[PublishedBlock]) -> int | None:
    """The year of the cycle with which the stored changes compare."""
    compared = {change.old.result_set_id for change in changes.values()}
    return next((other.publication.year for other in years if other.result_set_id in compared), None)


def _decided_by(row: RankingRow, criteria_set: CriteriaSet, language: str) -> str:
    return lower_first(figure_title(row.decided_by, criteria_set, language=language)) if row.decided_by else ""


def _percent(value: Fraction | None, criteria_set: CriteriaSet, language: str) -> str:
    display = criteria_set.display
    return printed(value, display.percent_decimals, language=language, rounding=display.rounding)


def _points(row: RankingRow, criteria_set: CriteriaSet, language: str) -> str:
    display = criteria_set.display
    value = printed(row.value, display.decimals, language=language, rounding=display.rounding)
    return f"{value}/{grouped(row.maximum, language)}"


def _decimals(text: str) -> int | None:
    """How many decimals a printed percent has."""
    return len(text.partition(".")[2]) if text else None


def _with_missing_ranks(rows: Sequence[Row], block: PublishedBlock) -> Iterator[Row]:
    """Rows in which a stretch of ranks that no row shows is said where it is missing."""
    if block.is_complete:
        yield from rows
        return
    last = 0
    for row in rows:
        if row.rank is not None and row.rank > last + 1:
            yield replace(row, missing_ranks=(last + 1, row.rank - 1))
        else:
            yield row
        last = row.rank or last
