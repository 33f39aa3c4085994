"""What moved between two cycles of one unit, through a crosswalk, in parts that add up exactly.

Points, percentage points and relative percent are kept apart: points are told only where the own maxima are equal.
The change of ``index.percent`` is the sum of one line per crosswalk link and one each for bonus, penalty and bounds.

A link's contribution is (Σ new points ÷ new own maximum of the tree − Σ old points ÷ old own maximum of the tree)
× 100.
It splits into performance (r₁ − r₀)·w₁ and structure r₀·(w₁ − w₀), where r is the share of the link's maximum that was
reached and w the link's weight in percent of the tree. New, dropped and not comparable leaves, and an own maximum of 0
on one side, are all structure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from parindex.engine.criteria.compare import Crosswalk, Link, Relation
from parindex.engine.figures import Figure
from parindex.engine.index.unit import UnitResult
from parindex.engine.quantities import HUNDRED, ONE, ZERO
from parindex.engine.ranking import Ranked, Unranked

_COMPARABLE = frozenset({Relation.SAME, Relation.RESCALED, Relation.SPLIT, Relation.MERGED})


class Comparability(StrEnum):
    """How two figures may be compared."""

    POINTS = "points"  # equal own maxima: points and percents
    PERCENT = "percent"  # own maxima differ: percents alone
    NOT_COMPARABLE = "not_comparable"
    UNKNOWN = "unknown"  # a value is not known on one side


@dataclass(frozen=True, slots=True)
class Side:
    """A figure in one of the two cycles: points, own maximum, and its percent where there is one."""

    value: Fraction | None
    maximum: Fraction

    @property
    def percent(self) -> Fraction | None:
        """``value`` ÷ ``maximum`` × 100."""
        return None if self.value is None or not self.maximum else self.value / self.maximum * HUNDRED


@dataclass(frozen=True, slots=True)
class Difference:
    """Two figures compared: new less old.

    Attributes:
        points: In points; ``None`` unless the own maxima are equal.
        percentage_points: Difference of the percents.
        relative_percent: (new percent ÷ old percent − 1) × 100; ``None`` where the old percent is 0.
    """

    old: Side
    new: Side
    comparability: Comparability
    points: Fraction | None
    percentage_points: Fraction | None
    relative_percent: Fraction | None


@dataclass(frozen=True, slots=True)
class LinkChange:
    """What one crosswalk link contributes to the change of the index, in percentage points.

    ``contribution`` = ``performance`` + ``structure``, exactly; all ``None`` where a value is not known.
    """

    link: Link
    difference: Difference
    contribution: Fraction | None
    performance: Fraction | None
    structure: Fraction | None


@dataclass(frozen=True, slots=True)
class DomainContribution:
    """What all links of one domain contribute to the change of the index together, in percentage points.

    Attributes:
        code: First part of the codes of its leaves, in the new set; in the old one where they were dropped.
        contribution: ``None`` where that of one link is not known.
    """

    code: str
    contribution: Fraction | None


@dataclass(frozen=True, slots=True)
class NodeChange:
    """A domain or criterion in both cycles."""

    from_: str
    to: str
    difference: Difference


@dataclass(frozen=True, slots=True)
class Change:
    """The change of one unit between two cycles, decomposed.

    Attributes:
        index: The index as a whole.
        links: One line per crosswalk link.
        bonus: Contribution of bonuses, in percentage points.
        penalty: Contribution of penalties (negative where they grew).
        bounds: Contribution of the index bounds.
        sum: All lines together: the change of ``index.percent``, exactly; ``None`` where one side has no percent.
    """

    index: Difference
    links: tuple[LinkChange, ...]
    nodes: tuple[NodeChange, ...]
    bonus: Fraction | None
    penalty: Fraction | None
    bounds: Fraction | None
    sum: Fraction | None


@dataclass(frozen=True, slots=True)
class RankMove:
    """Places of a unit in two cycles: ``places`` above 0 for a rise, ``None`` where one side has no rank."""

    old: int | None
    new: int | None
    places: int | None


def change(old: UnitResult, new: UnitResult, crosswalk: Crosswalk) -> Change:
    """The change from ``old`` to ``new``, line by line along the crosswalk between their sets."""
    links = tuple(_link_change(old, new, link) for link in crosswalk.links)
    nodes = tuple(
        NodeChange(node.from_, node.to, _node_difference(old, new, node.from_, node.to)) for node in crosswalk.nodes
    )
    bonus = _contribution(_adjusted(old, "bonus"), _adjusted(new, "bonus"))
    penalty = _contribution(_adjusted(old, "penalty"), _adjusted(new, "penalty"))
    bounds = _contribution(_bounded(old), _bounded(new))
    lines = [*(line.contribution for line in links), bonus, penalty, bounds]
    return Change(
        index=difference(_index_side(old), _index_side(new)),
        links=links,
        nodes=nodes,
        bonus=bonus,
        penalty=penalty,
        bounds=bounds,
        sum=None if old.percent is None or new.percent is None else _sum(lines),
    )


def contributions_by_domain(
    links: Iterable[tuple[Sequence[str], Sequence[str], Fraction | None]],
) -> tuple[DomainContribution, ...]:
    """The lines of a change gathered by domain, the greatest first; they add up to the same sum, exactly.

    A link between two domains counts in that of its first new leaf, so that no line is told twice.

    Args:
        links: Old codes, new codes and contribution of each link, of a change just made or of a stored one.
    """
    gathered: dict[str, Fraction | None] = {}
    for old, new, contribution in links:
        domain = next(iter((*new, *old)), "").partition(".")[0]
        before = gathered.get(domain, ZERO)
        gathered[domain] = None if before is None or contribution is None else before + contribution
    lines = (DomainContribution(code, contribution) for code, contribution in gathered.items())
    return tuple(sorted(lines, key=lambda line: (line.contribution is None, -(line.contribution or ZERO))))


def difference(old: Side, new: Side, *, is_comparable: bool = True) -> Difference:
    """Two figures compared; what may not be said is ``None``, never silent.

    Example:
        >>> told = difference(Side(Fraction("89.58"), HUNDRED), Side(Fraction("91.43"), HUNDRED))
        >>> told.points, told.relative_percent
        (Fraction(37, 20), Fraction(9250, 4479))
    """
    if not is_comparable:
        return Difference(old, new, Comparability.NOT_COMPARABLE, None, None, None)
    if old.value is None or new.value is None:
        return Difference(old, new, Comparability.UNKNOWN, None, None, None)
    if old.percent is None or new.percent is None:
        return Difference(old, new, Comparability.NOT_COMPARABLE, None, None, None)
    is_equal = old.maximum == new.maximum
    return Difference(
        old=old,
        new=new,
        comparability=Comparability.POINTS if is_equal else Comparability.PERCENT,
        points=new.value - old.value if is_equal else None,
        percentage_points=new.percent - old.percent,
        relative_percent=(new.percent / old.percent - ONE) * HUNDRED if old.percent else None,
    )


def link_difference(link: Link, old: Callable[[str], Figure], new: Callable[[str], Figure]) -> Difference:
    """What a crosswalk link lets say of two results, from their figures: of results just evaluated, or stored ones.

    Args:
        link: Leaves that continue each other, or do not.
        old: The figure of a leaf's code in the older result.
        new: As ``old``, in the newer one.
    """
    before = _side_of([old(code) for code in link.from_])
    after = _side_of([new(code) for code in link.to])
    return difference(before, after, is_comparable=link.relation in _COMPARABLE)


def _side_of(figures: Sequence[Figure]) -> Side:
    """Points and own maximum of several figures together."""
    return Side(_sum([figure.value for figure in figures]), _sum([figure.maximum for figure in figures]) or ZERO)


def rank_move(old: Ranked | Unranked | None, new: Ranked | Unranked | None) -> RankMove:
    """How many places a unit rose (above 0) or fell (below 0)."""
    before = old.rank if isinstance(old, Ranked) else None
    after = new.rank if isinstance(new, Ranked) else None
    return RankMove(before, after, None if before is None or after is None else before - after)


def _index_side(result: UnitResult) -> Side:
    return Side(result.composite.value, result.composite.maximum)


def _node_difference(old: UnitResult, new: UnitResult, old_code: str, new_code: str) -> Difference:
    return difference(_side(old, [old_code]), _side(new, [new_code]))


def _side(result: UnitResult, codes: Iterable[str]) -> Side:
    """Points and own maximum of several nodes together."""
    plan, score = result.score.plan, result.score
    spans = [plan.spans[code] for code in codes]
    maxima = [score.own.over(span) for span in spans]
    return Side(_sum([score.points.over(span) for span in spans]), _sum(maxima) or ZERO)


def _link_change(old: UnitResult, new: UnitResult, link: Link) -> LinkChange:
    before, after = _side(old, link.from_), _side(new, link.to)
    is_comparable = link.relation in _COMPARABLE and bool(before.maximum) and bool(after.maximum)
    told = difference(before, after, is_comparable=is_comparable)
    share_before = _share_of_tree(before.value, old)
    share_after = _share_of_tree(after.value, new)
    contribution = _contribution(share_before, share_after)
    if contribution is None or before.value is None or after.value is None:
        return LinkChange(link, told, None, None, None)
    if not is_comparable:
        return LinkChange(link, told, contribution, ZERO, contribution)
    weight = _share_of_tree(after.maximum, new) or ZERO
    reached = after.value / after.maximum - before.value / before.maximum
    performance = reached * weight
    return LinkChange(link, told, contribution, performance, contribution - performance)


def _share_of_tree(points: Fraction | None, result: UnitResult) -> Fraction | None:
    """Points in percent of the unit's own maximum of the tree; 0 where that is 0."""
    if points is None:
        return None
    maximum = result.composite.tree_maximum
    return points / maximum * HUNDRED if maximum else ZERO


def _adjusted(result: UnitResult, kind: str) -> Fraction | None:
    """What a bonus (above 0) or penalty (below 0) adds to the percent of the index."""
    composite = result.composite
    points = composite.bonus.points if kind == "bonus" else -composite.penalty.points
    return points / composite.maximum * HUNDRED if composite.maximum else ZERO


def _bounded(result: UnitResult) -> Fraction | None:
    """What the bounds of the index add to its percent."""
    composite = result.composite
    if composite.value is None or composite.unbounded is None:
        return None
    return (composite.value - composite.unbounded) / composite.maximum * HUNDRED if composite.maximum else ZERO


def _contribution(old: Fraction | None, new: Fraction | None) -> Fraction | None:
    return None if old is None or new is None else new - old


def _sum(values: Sequence[Fraction | None]) -> Fraction | None:
    total = ZERO
    for value in values:
        if value is None:
            return None
        total += value
    return total
