"""Stored changes: read back exactly, gathered by domain, nothing lost."""

from __future__ import annotations

from fractions import Fraction

import pytest

from parindex.engine.change import Comparability
from parindex.web.results.changes import StoredChange, changes_of_unit
from parindex.web.units.queries import unit_ids

pytestmark = pytest.mark.django_db


def changes_of(key: str) -> tuple[StoredChange, ...]:
    """The changes of a unit of the loaded site."""
    return changes_of_unit(unit_ids([key])[key])


def test_the_rise_of_hanoi_is_what_its_domains_brought_together() -> None:
    """From 89,57955 to 91,426: 1,84645 points, printed as 1,85 (báo cáo Hà Nội, mục III.1)."""
    change = next(found for found in changes_of("ha-noi") if found.sum == Fraction(36929, 20000))

    assert (2022, 2023) == (change.old_year, change.new_year)
    assert Comparability.POINTS is change.index.comparability
    assert change.sum == change.index.points == sum((line.contribution or 0 for line in change.domains), Fraction(0))
    assert "7" == change.domains[0].code
    assert Fraction(10329, 20000) == next(line.contribution for line in change.domains if line.code == "1")


@pytest.mark.parametrize("key", ["minh-hoa-so-y-te", "minh-hoa-so-noi-vu"])
def test_domains_adjustments_and_bounds_add_up_to_every_change(key: str) -> None:
    """Whatever moved, the lines of a page add up to the change of the index, exactly."""
    changes = changes_of(key)

    assert 2 == len(changes)
    for change in changes:
        lines = [line.contribution for line in change.domains]
        parts = [part for part in (*lines, change.bonus, change.penalty, change.bounds) if part is not None]

        assert change.sum == change.index.percentage_points == sum(parts, Fraction(0))


def test_a_node_is_compared_where_one_old_node_continues_in_it() -> None:
    """Domain 5 of Hà Nội fell from 13,16 to 12,86 of 15 points."""
    change = next(found for found in changes_of("ha-noi") if found.sum == Fraction(36929, 20000))

    five = change.of_node("5")

    assert five is not None
    assert Fraction(-3, 10) == five.points
    assert change.of_node("9") is None
