"""Drawings of a unit's page: points by source, years, domains against the mean, what the change is made of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from parindex.engine.criteria.model import Source
from parindex.engine.index.sources import points_by_source
from parindex.engine.quantities import ZERO
from parindex.web.publications.pages.domains import DomainTable
from parindex.web.publications.pages.opened import Opened
from parindex.web.results.changes import StoredChange
from parindex.web.ui.drawing import Scale, place, scale, ticks
from parindex.wording.names import upper_first
from parindex.wording.numbers import NO_DATA, printed, signed

TEXTURES = {Source.APPRAISAL: "td", Source.SURVEY: "gach", Source.SATISFACTION: "cham"}
WIDE, NARROW = 564, 350
TICK = 5
MOST_YEARS = 12
LONGEST_GAP = 3
SAID_OF_ALL = ("Công tác ", "Cải cách ")  # what the titles of most domains begin with


@dataclass(frozen=True, slots=True)
class SourceBar:
    """Points of one source in a frame that is its maximum; all frames on one scale."""

    title: str
    shown: str
    maximum: str
    frame: str
    filled: str
    texture: str
    number_x: str
    maximum_x: str
    narrow_number_x: str
    narrow_maximum_x: str
    y: int
    narrow_y: int


@dataclass(frozen=True, slots=True)
class SourceChart:
    """Where the points come from."""

    bars: tuple[SourceBar, ...]
    says: str
    height: int
    narrow_height: int


@dataclass(frozen=True, slots=True)
class YearDot:
    """The index of one year, and the printed rank below it."""

    x: str
    y: str
    label_y: str
    year: int
    shown: str
    rank: str
    is_here: bool
    is_known: bool
    is_printed: bool


@dataclass(frozen=True, slots=True)
class YearChart:
    """The index over the years; a year without one is a gap."""

    wide: tuple[YearDot, ...]
    narrow: tuple[YearDot, ...]
    wide_lines: tuple[str, ...]
    narrow_lines: tuple[str, ...]
    has_ranks: bool
    has_printed: bool
    says: str


@dataclass(frozen=True, slots=True)
class KnownYear:
    """What is known of the index of one year."""

    year: int
    percent: Fraction | None
    shown: str
    rank: str
    is_printed: bool


@dataclass(frozen=True, slots=True)
class MeanRow:
    """A domain against the mean of the block."""

    code: str
    title: str
    narrow_title: str
    y: int
    own: str
    mean: str
    own_x: str
    mean_x: str
    narrow_own_x: str
    narrow_mean_x: str
    is_below: bool


@dataclass(frozen=True, slots=True)
class MeanChart:
    """All domains against the mean; the title is what is to be seen."""

    title: str
    rows: tuple[MeanRow, ...]
    ticks: tuple[tuple[str, str], ...]
    narrow_ticks: tuple[tuple[str, str], ...]
    height: int
    says: str


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one domain, bonus, penalty or the bounds contributed to the change."""

    code: str
    title: str
    shown: str
    y: int
    x: str
    width: str
    number_x: str
    anchor: str
    narrow_x: str
    narrow_width: str
    narrow_number_x: str
    is_fall: bool


@dataclass(frozen=True, slots=True)
class ChangeChart:
    """Signed bars that add up to the change of the index, exactly.

    Attributes:
        title: "Why it rose by 1,85 points".
        sum: The sum of all bars.
        relative: The change in percent of the old index, which is another thing.
    """

    title: str
    rows: tuple[Contribution, ...]
    axis_x: str
    narrow_axis_x: str
    height: int
    sum: str
    before: str
    after: str
    relative: str
    says: str


def source_chart(opened: Opened) -> SourceChart | None:
    """The points of each source; ``None`` where there is one source alone."""
    parts = points_by_source(opened.result.criteria_set, opened.result.figure)
    if len(parts) < 2:  # noqa: PLR2004  one source needs no comparison
        return None
    most = max(part.maximum for part in parts)
    axis = scale(0, most or 1, 0, 250)
    index = opened.at("index")
    bars = []
    for position, part in enumerate(parts):
        frame = axis.length(part.maximum)
        bars.append(
            SourceBar(
                title=source_title(part.source),
                shown=index.number(part.points),
                maximum=opened.plain(part.maximum),
                frame=place(frame),
                filled=place(axis.length(part.points or ZERO)),
                texture=TEXTURES[part.source],
                number_x=place(224 + frame + 8),
                maximum_x=place(224 + frame + 54),
                narrow_number_x=place(frame + 8),
                narrow_maximum_x=place(frame + 52),
                y=10 + 48 * position,
                narrow_y=30 + 62 * position,
            )
        )
    says = "; ".join(
        _("%(source)s: %(points)s of %(maximum)s") % {"source": bar.title, "points": bar.shown, "maximum": bar.maximum}
        for bar in bars
    )
    return SourceChart(tuple(bars), says, 48 * len(bars) + 6, 62 * len(bars) + 4)


def source_title(source: Source) -> str:
    """What a source is called beside its bar."""
    titles = {
        Source.SURVEY: pgettext("a source of points", "Survey of leaders"),
        Source.SATISFACTION: pgettext("a source of points", "Satisfaction (SIPAS)"),
    }
    return titles.get(source, pgettext("a source of points", "Appraised"))


# Years


def year_chart(years: Sequence[KnownYear], here: int) -> YearChart | None:
    """The index over the years, ``None`` where one year alone is known."""
    known = {year.year: year for year in years}
    if len([year for year in years if year.percent is not None]) < 2:  # noqa: PLR2004  one dot is no course
        return None
    span = range(_first_year(sorted(known)), max(known) + 1)
    course = [known.get(year, KnownYear(year, None, NO_DATA, "", is_printed=False)) for year in span]
    wide, narrow = _year_dots(course, here, WIDE), _year_dots(course, here, NARROW)
    return YearChart(
        wide=wide,
        narrow=narrow,
        wide_lines=_runs(wide),
        narrow_lines=_runs(narrow),
        has_ranks=any(dot.rank for dot in wide),
        has_printed=any(dot.is_printed for dot in wide),
        says="; ".join(_said_of_year(dot) for dot in wide),
    )


def _first_year(years: Sequence[int]) -> int:
    """Where the course begins: years that lie too far before the others are left out."""
    first = years[-1]
    for year in reversed(years):
        if first - year > LONGEST_GAP or years[-1] - year >= MOST_YEARS:
            break
        first = year
    return first


def _said_of_year(dot: YearDot) -> str:
    if not dot.rank:
        return f"{dot.year}: {dot.shown}"
    return _("%(year)s: %(index)s, rank %(rank)s") % {"year": dot.year, "index": dot.shown, "rank": dot.rank}


def _year_dots(course: Sequence[KnownYear], here: int, width: int) -> tuple[YearDot, ...]:
    percents = [year.percent for year in course if year.percent is not None]
    across = scale(0, max(len(course) - 1, 1), 26, width - 30)
    height = scale(min(percents), max(percents), 116, 44)
    dots = []
    for position, year in enumerate(course):
        y = height.at(year.percent if year.percent is not None else min(percents))
        dots.append(
            YearDot(
                x=place(across.at(position)),
                y=place(y),
                label_y=place(y - 13),
                year=year.year,
                shown=year.shown,
                rank=year.rank,
                is_here=year.year == here,
                is_known=year.percent is not None,
                is_printed=year.is_printed,
            )
        )
    return tuple(dots)


def _runs(dots: Sequence[YearDot]) -> tuple[str, ...]:
    runs = (list(run) for is_known, run in groupby(dots, key=lambda dot: dot.is_known) if is_known)
    return tuple(" ".join(f"{dot.x},{dot.y}" for dot in run) for run in runs if len(run) > 1)


# Domains against the mean


def mean_chart(
    opened: Opened, table: DomainTable, values: Sequence[tuple[Fraction, Fraction] | None]
) -> MeanChart | None:
    """Domains against the mean of the block, ``None`` where no mean is known.

    Args:
        opened: Any figure of the result.
        table: The domains as they are printed.
        values: Own percent and mean of each domain, in the order of the table.
    """
    known = [(row, value) for row, value in zip(table.rows, values, strict=True) if value is not None]
    if not known:
        return None
    least = min(min(value) for _row, value in known)
    start = Fraction(int(least // TICK) * TICK)
    wide, narrow = scale(start, 100, 244, 448), scale(start, 100, 190, 290)
    rows = tuple(
        MeanRow(
            code=row.code,
            title=domain_label(opened, row.code),
            narrow_title=domain_label(opened, row.code, 19),
            y=54 + 40 * position,
            own=row.percent.shown,
            mean=row.mean,
            own_x=place(wide.at(own)),
            mean_x=place(wide.at(mean)),
            narrow_own_x=place(narrow.at(own)),
            narrow_mean_x=place(narrow.at(mean)),
            is_below=own < mean,
        )
        for position, (row, (own, mean)) in enumerate(known)
    )
    above = len([value for _row, value in known if value[0] > value[1]])
    said = {"above": above, "all": len(known)}
    title = ngettext(
        "%(above)s of %(all)s domains is above the mean", "%(above)s of %(all)s domains are above the mean", above
    )
    return MeanChart(
        title=title % said,
        rows=rows,
        ticks=_ticks(wide, 5 if 100 - start <= 20 else 10),  # noqa: PLR2004  so many fit side by side
        narrow_ticks=_ticks(narrow, 10 if 100 - start <= 40 else 20),  # noqa: PLR2004  as above
        height=40 * len(rows) + 36,
        says="; ".join(f"{row.code}: {row.own} ({row.mean})" for row in rows),
    )


def _ticks(axis: Scale, step: int) -> tuple[tuple[str, str], ...]:
    return tuple((str(tick), place(axis.at(tick))) for tick in ticks(axis.least, axis.most, step))


# What the change is made of


def change_chart(opened: Opened, change: StoredChange | None) -> ChangeChart | None:
    """The parts of the change since the year before; ``None`` where nothing was compared or something is not known."""
    if change is None or change.sum is None or change.index.percentage_points is None:
        return None
    parts = [(line.code, _domain_title(opened, line.code), line.contribution or ZERO) for line in change.domains]
    for title, value in (
        (_("Bonus points"), change.bonus),
        (_("Penalty points"), change.penalty),
        (_("Bounds of the index"), change.bounds),
    ):
        if value:
            parts.append(("", title, value))
    parts.sort(key=lambda part: -part[2])
    points = change.index.points if change.index.points is not None else change.index.percentage_points
    language = opened.language
    rows = _contributions(parts, language)
    axis, narrow = _change_axes(parts)
    return ChangeChart(
        title=_change_title(points, change, language),
        rows=rows,
        axis_x=place(axis.at(0)),
        narrow_axis_x=place(narrow.at(0)),
        height=34 * len(rows) + 16,
        sum=signed(change.sum, 2, language=language),
        before=printed(change.index.old.percent, 2, language=language),
        after=printed(change.index.new.percent, 2, language=language),
        relative=signed(change.index.relative_percent, 2, language=language),
        says="; ".join(f"{row.title}: {row.shown}" for row in rows),
    )


def _domain_title(opened: Opened, code: str) -> str:
    if code not in opened.result:
        return _("Left out of the new criteria set: %(code)s") % {"code": code}
    return domain_label(opened, code)


def domain_label(opened: Opened, code: str, longest: int = 26) -> str:
    """A domain beside its number in a drawing: without the words with which most of them begin."""
    node = opened.result.criteria_set.node(code)
    title = code if node is None else opened.names.words(node.title)
    for words in SAID_OF_ALL:
        title = title.removeprefix(words)
    title = upper_first(title)
    return title if len(title) <= longest else f"{title[:longest].rsplit(' ', 1)[0].rstrip(',')}…"


def _change_title(points: Fraction, change: StoredChange, language: str) -> str:
    said = {"points": printed(abs(points), 2, language=language)}
    in_points = change.index.points is not None
    if not points:
        return _("The index did not change; what moved inside")
    if points > 0:
        return (
            _("Why it rose by %(points)s points") if in_points else _("Why it rose by %(points)s percentage points")
        ) % said
    return (
        _("Why it fell by %(points)s points") if in_points else _("Why it fell by %(points)s percentage points")
    ) % said


def _change_axes(parts: Iterable[tuple[str, str, Fraction]]) -> tuple[Scale, Scale]:
    values = [value for _code, _title, value in parts]
    least, most = min(ZERO, *values), max(ZERO, *values)
    if least == most:
        most = least + 1
    has_fall = least < 0
    wide = scale(least, most, 300 if has_fall else 232, 496)
    return wide, scale(least, most, 226 if has_fall else 186, 300)


def _contributions(parts: Sequence[tuple[str, str, Fraction]], language: str) -> tuple[Contribution, ...]:
    wide, narrow = _change_axes(parts)
    rows = []
    for position, (code, title, value) in enumerate(parts):
        start, narrow_start = min(wide.at(0), wide.at(value)), min(narrow.at(0), narrow.at(value))
        width, narrow_width = abs(wide.at(value) - wide.at(0)), abs(narrow.at(value) - narrow.at(0))
        is_fall = value < 0
        rows.append(
            Contribution(
                code=code,
                title=title,
                shown=signed(value, 2, language=language),
                y=16 + 34 * position,
                x=place(start),
                width=place(width),
                number_x=place(start - 8 if is_fall else start + width + 8),
                anchor="end" if is_fall else "start",
                narrow_x=place(narrow_start),
                narrow_width=place(narrow_width),
                narrow_number_x=place(narrow_start - 6 if is_fall else narrow_start + narrow_width + 6),
                is_fall=is_fall,
            )
        )
    return tuple(rows)
