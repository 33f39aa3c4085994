"""What a ranking says and what it does not say, in sentences; they stand before the table.

Only what follows from the figures at hand is said. How far a survey of other people would have moved a unit is not
computed here, so no sentence names an error of sampling; it is said that it is not known.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from parindex.engine.blocks import Distance, Reading, distances
from parindex.engine.criteria.model import CriteriaSet, Part
from parindex.web.publications.pages.ranking import Row, Standings
from parindex.wording.numbers import printed

if TYPE_CHECKING:
    from parindex.web.publications.models import PublishedBlock

DISTANCE_DECIMALS = 2
LISTED = 3


@dataclass(frozen=True, slots=True)
class Verdict:
    """What can be said of a ranking, and what cannot."""

    said: tuple[str, ...]
    unsaid: tuple[str, ...]


def verdict(standings: Standings, block: PublishedBlock, language: str) -> Verdict:
    """The sentences of a ranking."""
    told = distances(
        Reading(row.name, row.percent, row.decimals) for row in standings.ranked if row.percent is not None
    )
    teller = _Teller(standings, block, told, language)
    return Verdict(tuple(teller.said()), tuple(teller.unsaid()))


@dataclass(frozen=True, slots=True)
class _Teller:
    standings: Standings
    block: PublishedBlock
    distances: Sequence[Distance]
    language: str

    @property
    def _is_printed(self) -> bool:
        """Whether ranks rest on percents that somebody printed."""
        return any(row.decimals is not None for row in self.standings.rows)

    def said(self) -> Iterator[str]:
        """What the figures bear out."""
        ranked = self.standings.ranked
        if not ranked:
            return
        if not self.distances:
            yield from self._ranks_alone(ranked)
            return
        yield self._first(ranked)
        if self.block.is_complete and not ranked[-1].is_tied:
            yield self._last(ranked[-1])
        if self._is_printed and not any(told.is_open for told in self.distances):
            yield _("No two neighbours are so close that rounding of the printed figures could have swapped them.")

    def _ranks_alone(self, ranked: Sequence[Row]) -> Iterator[str]:
        if ranked[0].rank == 1:
            yield _("%(unit)s is in the first place of the ranking as it was printed.") % {"unit": ranked[0].name}

    def _first(self, ranked: Sequence[Row]) -> str:
        first = ranked[0]
        if first.rank != 1:
            message = _("The highest of the units with public figures is %(unit)s, at rank %(rank)s.")
            return message % {"unit": first.name, "rank": first.rank}
        if first.is_tied:
            message = _("%(units)s share the first place with %(percent)s.")
            names = [row.name for row in ranked if row.rank == 1]
            return message % {"units": self._listed(names), "percent": self._shown(first)}
        if len(ranked) > 1 and ranked[1].rank != 2:  # noqa: PLR2004  the second place is not known
            return _("%(unit)s is first with %(percent)s.") % {"unit": first.name, "percent": self._shown(first)}
        message = _("%(unit)s is first with %(percent)s, %(apart)s percentage points ahead of the second place.")
        return message % {"unit": first.name, "percent": self._shown(first), "apart": self._apart(self.distances[0])}

    def _last(self, last: Row) -> str:
        message = _("%(unit)s is last with %(percent)s, %(apart)s percentage points behind the place above it.")
        return message % {"unit": last.name, "percent": self._shown(last), "apart": self._apart(self.distances[-1])}

    def unsaid(self) -> Iterator[str]:
        """What the figures leave open."""
        if not self.standings.has_percents:
            yield _("How far two ranks lie apart: the source prints ranks without points.")
        yield from self._open_order()
        if not self.block.is_complete:
            yield self._incomplete()
        if self.distances:
            yield from self._survey()

    def _open_order(self) -> Iterator[str]:
        for told in self.distances:
            if told.is_open and not told.apart:
                message = _(
                    "The order of %(first)s and %(second)s: both are printed as %(percent)s, and the printed decimals "
                    "do not tell which of them is higher."
                )
                shown = next(row for row in self.standings.ranked if row.name == told.above.unit)
                yield message % {"first": told.above.unit, "second": told.below.unit, "percent": self._shown(shown)}
            elif told.is_open:
                message = _("The order of %(first)s and %(second)s: rounding of the printed figures leaves it open.")
                yield message % {"first": told.above.unit, "second": told.below.unit}

    def _incomplete(self) -> str:
        known, number = self.block.units_known, len(self.standings.rows)
        if not known:
            return _("Where the other units of this block stand: their figures are not public.")
        message = ngettext(
            "Where the other units stand: %(number)s of %(known)s has public figures.",
            "Where the other units stand: %(number)s of %(known)s have public figures.",
            number,
        )
        return message % {"number": number, "known": known}

    def _survey(self) -> Iterator[str]:
        """What is not known of the survey, with the smallest distance to judge by."""
        criteria_set = self.standings.criteria_set
        closest = min((told for told in self.distances if told.apart), key=lambda told: told.apart, default=None)
        if closest is None or (criteria_set is not None and not self._is_printed and not _has_survey(criteria_set)):
            return
        if self._is_printed:
            message = _(
                "Whether small differences would survive another survey: the sources do not print how many people were "
                "asked, so no rank interval can be computed. The smallest difference is %(apart)s percentage points, "
                "between %(first)s and %(second)s."
            )
        else:
            message = _(
                "Whether small differences would survive another survey: rank intervals are not part of this "
                "publication. The smallest difference is %(apart)s percentage points, between %(first)s and %(second)s."
            )
        yield message % {"apart": self._apart(closest), "first": closest.above.unit, "second": closest.below.unit}

    def _shown(self, row: Row) -> str:
        return f"{row.shown}%" if self.language == "en" else f"{row.shown}\N{NO-BREAK SPACE}%"

    def _apart(self, told: Distance) -> str:
        """A distance with two decimals, or with as many as show that it is not 0."""
        for decimals in range(DISTANCE_DECIMALS, DISTANCE_DECIMALS + 5):
            text = printed(told.apart, decimals, language=self.language)
            if any(digit in text for digit in "123456789"):
                return text
        return printed(told.apart, DISTANCE_DECIMALS, language=self.language)

    def _listed(self, names: Sequence[str]) -> str:
        more = len(names) - LISTED
        listed = ", ".join(names[:LISTED])
        return listed if more <= 0 else _("%(names)s and %(more)s more") % {"names": listed, "more": more}


def _has_survey(criteria_set: CriteriaSet) -> bool:
    return any(node.leaf is not None and node.leaf.part is Part.SURVEY for node in criteria_set.leaves())
