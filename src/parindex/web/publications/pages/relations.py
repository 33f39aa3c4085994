"""What became of a criterion between two criteria sets, and what may be compared: in words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext_lazy

from parindex.engine.criteria.compare import Link, Relation

# First year in which the provinces were scored by another criteria set, and its decision.
CRITERIA_CHANGES = {2022: "876/QĐ-BNV"}


class Sign(StrEnum):
    """The sign that stands before a verdict; also its template."""

    YES = "yes"
    PERCENT = "percent"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether two figures may be compared, and why."""

    sign: Sign
    reason: str

    @property
    def words(self) -> str:
        """The verdict in words."""
        return str(_SAID[self.sign])


_SAID = {
    Sign.YES: gettext_lazy("Comparable"),
    Sign.PERCENT: gettext_lazy("Comparable in percent only"),
    Sign.NO: gettext_lazy("Not comparable"),
}
_SIGNS = {
    Relation.SAME: Sign.YES,
    Relation.RESCALED: Sign.PERCENT,
    Relation.SPLIT: Sign.PERCENT,
    Relation.MERGED: Sign.PERCENT,
    Relation.NEW: Sign.NO,
    Relation.DROPPED: Sign.NO,
    Relation.NOT_COMPARABLE: Sign.NO,
}
_REASONS = {
    Relation.SAME: gettext_lazy("the same criterion with the same maximum"),
    Relation.RESCALED: gettext_lazy("the same criterion with another maximum"),
    Relation.SPLIT: gettext_lazy("one criterion became several"),
    Relation.MERGED: gettext_lazy("several criteria became one"),
    Relation.NEW: gettext_lazy("new: the older set does not have it"),
    Relation.DROPPED: gettext_lazy("dropped: the newer set does not have it"),
    Relation.NOT_COMPARABLE: gettext_lazy("the two sides do not measure the same"),
}


def verdict_of(link: Link) -> Verdict:
    """The verdict of a crosswalk link."""
    return Verdict(_SIGNS[link.relation], str(_REASONS[link.relation]))
