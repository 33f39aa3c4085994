"""Where the points of an index come from: appraised, judged by leaders and officials, judged by citizens."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction

from parindex.engine.criteria.model import CriteriaSet, Node, Source
from parindex.engine.figures import Figure
from parindex.engine.quantities import ZERO

_JUDGED_BY = {
    Source.APPRAISAL: Source.APPRAISAL,
    Source.EXTERNAL: Source.APPRAISAL,  # figures of other bodies belong to the appraised part
    Source.SURVEY: Source.SURVEY,
    Source.SATISFACTION: Source.SATISFACTION,
}


@dataclass(frozen=True, slots=True)
class SourcePoints:
    """Points from one source; the parts of an index add up to its tree exactly.

    Attributes:
        source: ``appraisal`` (with figures of other bodies), ``survey`` or ``satisfaction``.
        points: Sum over its leaves, ``None`` where one of them is not known.
        maximum: The unit's own maximum of them.
        codes: Its leaves, in the order of the file.
    """

    source: Source
    points: Fraction | None
    maximum: Fraction
    codes: tuple[str, ...]


def points_by_source(criteria_set: CriteriaSet, figure: Callable[[str], Figure]) -> tuple[SourcePoints, ...]:
    """The points of each source that the set has, appraised first.

    Args:
        criteria_set: The set that the figures were made by.
        figure: The figure of a leaf's code: of a result just evaluated, or of a stored one.
    """
    leaves: dict[Source, list[Node]] = {source: [] for source in dict.fromkeys(_JUDGED_BY.values())}
    for node in criteria_set.leaves():
        if node.leaf is not None:
            leaves[_JUDGED_BY[node.leaf.source]].append(node)
    return tuple(_together(source, nodes, figure) for source, nodes in leaves.items() if nodes)


def _together(source: Source, nodes: list[Node], figure: Callable[[str], Figure]) -> SourcePoints:
    points: Fraction | None = ZERO
    maximum = ZERO
    for node in nodes:
        found = figure(node.code)
        points = None if points is None or found.value is None else points + found.value
        maximum += found.maximum or ZERO
    return SourcePoints(source, points, maximum, tuple(node.code for node in nodes))


def maxima_by_source(nodes: Iterable[Node]) -> dict[Source, Fraction]:
    """The maxima that nodes of a set give to each source, appraised first; a source without any is left out."""
    maxima = dict.fromkeys(_JUDGED_BY.values(), ZERO)
    for node in nodes:
        for below in node.walk():
            if below.leaf is not None:
                maxima[_JUDGED_BY[below.leaf.source]] += below.maximum
    return {source: maximum for source, maximum in maxima.items() if maximum}
