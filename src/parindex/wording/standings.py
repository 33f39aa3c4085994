"""Grades and ranks in words: how a result stands, and what decided it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Protocol

from parindex.engine.criteria.model import CriteriaSet, Grade
from parindex.engine.figures import Figure
from parindex.engine.index.grades import Graded
from parindex.engine.ranking import BlockRanking, Ranked, Unranked, UnrankedReason
from parindex.wording.catalogue import VIETNAMESE, gettext_in
from parindex.wording.intervals import threshold
from parindex.wording.names import Names, figure_title, lower_first, upper_first
from parindex.wording.numbers import percent, percent_number
from parindex.wording.terms import UNRANKED_REASONS, word


class GradedResult(Protocol):
    """What a grade is told from: a result of the engine, or one read back from where it is stored."""

    @property
    def criteria_set(self) -> CriteriaSet:
        """The set with its tables of grades."""

    @property
    def percent(self) -> Fraction | None:
        """The index in percent, not rounded."""

    @property
    def graded(self) -> Graded:
        """The grade, with the rows that a component's floor denied."""

    def figure(self, key: str) -> Figure:
        """The figure of a local key."""


def grade_sentence(result: GradedResult, *, language: str = VIETNAMESE) -> str:
    """The grade of a result, why it is this one, and which better ones a weak component denied; without a full stop.

    Empty where the set has no grades.
    """
    _ = gettext_in(language)
    criteria_set, graded = result.criteria_set, result.graded
    if not criteria_set.grades:
        return ""
    if result.percent is None:
        return _("No grade yet, because the index is not known")
    names = Names(criteria_set, language)
    index = _percent(result.percent, criteria_set, language)
    if graded.grade is None:
        parts = [_("No grade: {index} lies in none of the grades").format(index=index)]
    elif graded.grade.from_ is None:
        parts = [_("Grade {grade}: {index}").format(grade=names.words(graded.grade.title), index=index)]
    else:
        parts = [
            _("Grade {grade}: {index} ({threshold})").format(
                grade=names.words(graded.grade.title),
                index=index,
                threshold=threshold(graded.grade.from_, language, is_included=graded.grade.from_included),
            )
        ]
    parts += [_denied(result, row, names) for row in graded.denied]
    return "; ".join(parts)


def _denied(result: GradedResult, row: Grade, names: Names) -> str:
    """Which components kept a result from a grade that its index reached."""
    _ = gettext_in(names.language)
    floor = row.no_component_below or Fraction(0)
    below = [
        _("{component} {percent}").format(
            component=names.title(code), percent=_percent(value, result.criteria_set, names.language)
        )
        for code, value in _components(result)
        if value < floor
    ]
    return _("not {grade}, because a component lies under {floor}: {components}").format(
        grade=names.words(row.title), floor=percent_number(floor, names.language), components=", ".join(below)
    )


def _components(result: GradedResult) -> Iterator[tuple[str, Fraction]]:
    for node in result.criteria_set.nodes:
        value = result.figure(node.code).percent
        if value is not None:
            yield node.code, value


def rank_sentence(
    place: Ranked | Unranked,
    ranking: BlockRanking,
    criteria_set: CriteriaSet,
    *,
    units: Mapping[str, str],
    language: str = VIETNAMESE,
) -> str:
    """The place of a unit in its block, and what parted it from units of equal percent; without a full stop.

    Args:
        place: The unit's own place.
        ranking: Its block.
        criteria_set: Says how many decimals are shown and what ties are parted by.
        units: Unit id → name, for the units that share a rank.
        language: ``vi`` or ``en``.
    """
    if isinstance(place, Unranked):
        return upper_first(unranked_words(place, language=language))
    _ = gettext_in(language)
    said = {
        "rank": str(place.rank),
        "number": str(len(ranking.ranked)),
        "index": _percent(place.percent, criteria_set, language),
    }
    if place.is_tied:
        others = [one.unit for one in ranking.ranked if one.rank == place.rank and one.unit != place.unit]
        shared = _("Shared rank {rank} of {number}, with {others}; all have {index}")
        return shared.format(others=", ".join(units.get(other, other) for other in others), **said)
    if place.decided_by is None:
        return _("Rank {rank} of {number}, with {index}").format(**said)
    figure = lower_first(figure_title(place.decided_by, criteria_set, language=language))
    parted = _("Rank {rank} of {number}, with {index}; another unit has the same, the rank was decided by: {figure}")
    return parted.format(figure=figure, **said)


def unranked_words(place: Unranked, *, language: str = VIETNAMESE) -> str:
    """Why a unit takes no place: ``được chấm, không xếp hạng: cơ quan đặc thù``."""
    _ = gettext_in(language)
    reason = word(UNRANKED_REASONS, place.reason, language)
    if place.said and place.reason is UnrankedReason.SCORED_NOT_RANKED:
        return _("{reason}: {said}").format(reason=reason, said=place.said.rstrip("."))
    return reason


def grade_words(grade: Grade, *, language: str = VIETNAMESE) -> str:
    """What a grade asks for: ``từ 90 % trở lên, không lĩnh vực nào dưới 80 %``."""
    _ = gettext_in(language)
    reach = _("any index") if grade.from_ is None else threshold(grade.from_, language, is_included=grade.from_included)
    if grade.no_component_below is None:
        return reach
    floor = percent_number(grade.no_component_below, language)
    return _("{threshold}, no component under {floor}").format(threshold=reach, floor=floor)


def _percent(value: Fraction, criteria_set: CriteriaSet, language: str) -> str:
    display = criteria_set.display
    return percent(value, display.percent_decimals, language=language, rounding=display.rounding)
