"""What is known of one unit in one cycle: answers of every round side by side, nothing overwritten."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from parindex.engine.criteria.model import Entry
from parindex.errors import NOWHERE, Place


class Round(StrEnum):
    """The rounds in their order; the last that has an entry counts. ``survey`` serves the surveyed part alone."""

    SELF = "self"
    ROUND1 = "round1"
    ROUND2 = "round2"
    COUNCIL = "council"
    SURVEY = "survey"


APPRAISED_ROUNDS = (Round.SELF, Round.ROUND1, Round.ROUND2, Round.COUNCIL)


@dataclass(frozen=True, slots=True)
class UnitName:
    """A unit as its sheet names it; the id ties things together, never the name."""

    id: str
    name: str
    block: str


@dataclass(frozen=True, slots=True)
class Grant:
    """Who granted that a node does not apply to the unit, and why."""

    granted_by: str
    reason: str
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class AnswerSheet:
    """All answers of one unit.

    Attributes:
        answers: Leaf code → round → entry.
        not_applicable: Node code → grant; holds for all leaves below.
        adjustments: Adjustment code → round → entry (``count`` or ``points``).
        expect: A case's figures, as shown, ``None`` for one without a value; scoring ignores it.
        place: Where the unit is named.
    """

    set_id: str
    unit: UnitName
    answers: Mapping[str, Mapping[Round, Entry]] = field(default_factory=dict)
    not_applicable: Mapping[str, Grant] = field(default_factory=dict)
    survey_run: bool = True
    adjustments: Mapping[str, Mapping[Round, Entry]] = field(default_factory=dict)
    is_ranked: bool = True
    unranked_reason: str | None = None
    expect: Mapping[str, str | None] = field(default_factory=dict)
    place: Place = NOWHERE


_LAST_FIRST = tuple(reversed(Round))


def last_entry(rounds: Mapping[Round, Entry] | None, upto: Round = Round.SURVEY) -> tuple[Round, Entry] | None:
    """The entry that counts: of the last round present, no later than ``upto``."""
    if not rounds:
        return None
    is_late = upto is not Round.SURVEY
    for round_ in _LAST_FIRST:
        if is_late and round_ is not upto:
            continue
        is_late = False
        entry = rounds.get(round_)
        if entry is not None:
            return round_, entry
    return None
