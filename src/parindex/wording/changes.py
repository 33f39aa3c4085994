"""Changes, moves of rank and losses in words. Points, percentage points and percent are never mixed up."""

from __future__ import annotations

from fractions import Fraction

from parindex.engine.change import Comparability, Difference, RankMove
from parindex.engine.criteria.model import CriteriaSet, Part
from parindex.engine.quantities import scaled
from parindex.engine.remediation import Loss, RepeatedLoss
from parindex.wording.catalogue import VIETNAMESE, gettext_in, ngettext_in
from parindex.wording.numbers import grouped, number, percent, printed


def difference_sentence(difference: Difference, criteria_set: CriteriaSet, *, language: str = VIETNAMESE) -> str:
    """How a figure changed between two cycles: ``tăng 1,85 điểm phần trăm, từ 89,58 % lên 91,43 %``.

    Points are told only where both cycles have the same maximum; where the two cannot be compared, that is said.

    Args:
        difference: New less old.
        criteria_set: Of the new cycle; says how many decimals are shown.
        language: ``vi`` or ``en``.
    """
    _ = gettext_in(language)
    moved = difference.percentage_points
    if difference.comparability is Comparability.NOT_COMPARABLE:
        return _("not comparable")
    if difference.comparability is Comparability.UNKNOWN or moved is None:
        return _("not comparable yet, because not all figures are known")
    display = criteria_set.display
    decimals = display.percent_decimals
    said = {
        "moved": printed(abs(moved), decimals, language=language, rounding=display.rounding),
        "old": percent(difference.old.percent, decimals, language=language, rounding=display.rounding),
        "new": percent(difference.new.percent, decimals, language=language, rounding=display.rounding),
    }
    if not moved:
        told = _("unchanged at {new}")
    elif not scaled(moved, decimals, display.rounding):
        told = _("changed by less than is shown, still {new}")
    elif moved > 0:
        told = _("up {moved} percentage points, from {old} to {new}")
    else:
        told = _("down {moved} percentage points, from {old} to {new}")
    return "; ".join([told.format(**said), *_points(difference, criteria_set, language)])


def _points(difference: Difference, criteria_set: CriteriaSet, language: str) -> list[str]:
    """The change in points, or why it is not told."""
    _ = gettext_in(language)
    if difference.points is None:
        message = _("points are not compared, because the maxima differ ({old} and {new})")
        old, new = difference.old.maximum, difference.new.maximum
        return [message.format(old=grouped(old, language), new=grouped(new, language))]
    display = criteria_set.display
    if not scaled(difference.points, display.decimals, display.rounding):
        return []
    points = printed(abs(difference.points), display.decimals, language=language, rounding=display.rounding)
    told = _("{points} points more") if difference.points > 0 else _("{points} points less")
    return [told.format(points=points)]


def rank_move_sentence(move: RankMove, *, language: str = VIETNAMESE) -> str:
    """How many places a unit rose or fell: ``tăng 2 bậc, từ thứ 5 lên thứ 3``."""
    _, ngettext = gettext_in(language), ngettext_in(language)
    if move.places is None:
        return _("ranks are not comparable, because the unit was not ranked in both cycles")
    if not move.places:
        return _("unchanged at rank {new}").format(new=move.new)
    places = abs(move.places)
    if move.places > 0:
        told = ngettext(
            "up {places} place, from rank {old} to {new}", "up {places} places, from rank {old} to {new}", places
        )
    else:
        told = ngettext(
            "down {places} place, from rank {old} to {new}", "down {places} places, from rank {old} to {new}", places
        )
    return told.format(places=places, old=move.old, new=move.new)


def loss_sentence(loss: Loss, criteria_set: CriteriaSet, *, language: str = VIETNAMESE) -> str:
    """What was lost at a leaf, in which part, and who is responsible."""
    _ = gettext_in(language)
    if loss.points is None:
        return _("what was lost is not known, because there are no points yet")
    if not loss.points:
        return _("nothing lost")
    said = {"points": lost_points(loss.points, criteria_set, language=language), "agency": loss.agency}
    if loss.part is Part.SURVEY:
        return _("{points} points lost in the surveyed part; responsible: {agency}").format(**said)
    return _("{points} points lost in the appraised part; responsible: {agency}").format(**said)


def repeated_loss_sentence(loss: RepeatedLoss, criteria_set: CriteriaSet, *, language: str = VIETNAMESE) -> str:
    """That points were lost at a leaf cycle after cycle, oldest first."""
    _ = gettext_in(language)
    points = "; ".join(lost_points(one, criteria_set, language=language) for one in loss.points)
    return _("points lost in {number} cycles in a row: {points}").format(number=len(loss.points), points=points)


def lost_points(points: Fraction, criteria_set: CriteriaSet, *, language: str = VIETNAMESE) -> str:
    """Points lost as printed; a loss too small for the decimals of the set is told exactly, never as 0."""
    display = criteria_set.display
    if points and not scaled(points, display.decimals, display.rounding):
        return number(points, language)
    return printed(points, display.decimals, language=language, rounding=display.rounding)
