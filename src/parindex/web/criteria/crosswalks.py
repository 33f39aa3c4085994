"""Which criteria sets continue each other, and how: crosswalks between stored sets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from parindex.engine.criteria.compare import Crosswalk, natural_crosswalk
from parindex.files.intake import LIBRARY, open_crosswalk
from parindex.web.criteria.queries import criteria_set, stored_sets

if TYPE_CHECKING:
    from parindex.web.criteria.models import StoredCriteriaSet

FOLDER = LIBRARY / "crosswalks"


@dataclass(frozen=True, slots=True)
class Succession:
    """A set and the one that continues it; by a crosswalk that people wrote, or as revisions of one set."""

    old: StoredCriteriaSet
    new: StoredCriteriaSet


def successions() -> tuple[Succession, ...]:
    """Every pair of stored sets that continue each other."""
    sets = stored_sets()
    return tuple(Succession(old, new) for old in sets for new in sets if _continues(old, new, sets))


@lru_cache(maxsize=64)
def crosswalk(old_sha256: str, new_sha256: str) -> Crosswalk | None:
    """How two stored sets correspond: as people wrote it, by equal codes for one set, else ``None``.

    Raises:
        BadData: The file of the crosswalk does not fit the two sets.
    """
    old, new = criteria_set(old_sha256), criteria_set(new_sha256)
    path = FOLDER / f"{old.id}--{new.id}.yaml"
    if path.is_file():
        return open_crosswalk(path, old, new)
    return natural_crosswalk(old, new) if old.id == new.id else None


def _continues(old: StoredCriteriaSet, new: StoredCriteriaSet, sets: Sequence[StoredCriteriaSet]) -> bool:
    if old.set_id == new.set_id:
        revisions = [one for one in sets if one.set_id == old.set_id]
        return revisions.index(old) + 1 == revisions.index(new)
    return (FOLDER / f"{old.set_id}--{new.set_id}.yaml").is_file()
