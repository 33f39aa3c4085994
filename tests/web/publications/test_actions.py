from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction

from parindex.errors import Refused
from parindex.web.publications import queries
from parindex.web.publications.actions import Earlier, PrintedTable, PrintedUnit, publish
from parindex.web.publications.cases import crosswalk
from parindex.web.publications.models import PrintedRow, Publication, PublishedBlock
from parindex.web.results.models import UnitChange, UnitFigures
from web_samples import NOW, SET, block, publication

pytestmark = pytest.mark.django_db


def counts() -> dict[str, int]:
    """How many rows each table of publications and results has."""
    tables = (Publication, PublishedBlock, PrintedRow, UnitFigures, UnitChange)
    return {table.__name__: table.objects.count() for table in tables}


def test_publishing_the_same_twice_changes_nothing() -> None:
    """The second time gives the publication that is there."""
    first = publish(publication(), [block()])
    before = counts()

    assert first.pk == publish(publication(), [block()]).pk
    assert before == counts()


def test_what_was_published_is_not_overwritten() -> None:
    """Other content under the same name is refused, and so is other wording; nothing changes."""
    publish(publication(), [block()])
    before = counts()

    for record, blocks in (
        (publication(), [block({"thu.a": "99"})]),
        (publication(status="partial"), [block()]),
    ):
        with pytest.raises(Refused) as refused:
            publish(record, blocks)

        assert "publication_frozen" == refused.value.code
    assert before == counts()


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        pytest.param({"supersedes": "thu-2024"}, "correction_without_reason", id="no reason"),
        pytest.param({"supersedes": "khong-co", "correction": "x"}, "unknown_publication", id="nothing there"),
    ],
)
def test_a_correction_says_what_and_why(changes: dict[str, str], code: str) -> None:
    """A correction names a publication that is there, and its reason; with both it is published."""
    publish(publication(), [block()])
    with pytest.raises(Refused) as refused:
        publish(publication("thu-2024-2", **changes), [block({"thu.a": "90"})])
    fine = publish(publication("thu-2024-3", supersedes="thu-2024", correction="Nhập nhầm."), [block({"thu.a": "90"})])

    assert code == refused.value.code
    assert "thu-2024" == getattr(fine.supersedes, "slug", None)


def test_a_publication_that_breaks_off_leaves_nothing() -> None:
    """Everything is written in one transaction: a fault in the second block takes the first with it."""
    before = counts()
    with pytest.raises(DatabaseError), transaction.atomic():
        publish(publication(), [block(), block()])  # two blocks of one address

    assert before == counts()


def test_equal_percents_share_a_rank_in_what_is_stored() -> None:
    """The places that the engine gave are kept as they are: 1, 2, 2."""
    publish(publication(), [block()])
    found = queries.result_of("thu.b", 2024, SET, now=NOW)

    assert found is not None
    assert (2, True) == (found.result.row.rank, found.result.row.is_tied)


def test_a_later_year_keeps_what_moved_since_the_one_before() -> None:
    """The change in percentage points is exact, and the rank moves with it."""
    publish(publication("thu-2023", year=2023), [block()])
    later = block({"thu.a": "90", "thu.b": "92.5", "thu.new": "91"})
    earlier = Earlier("thu-2023", "departments", crosswalk(SET, SET))
    assert later.computation is not None
    computation = type(later.computation)(later.computation.cycle, later.computation.criteria_file, earlier)
    publish(publication(), [block(computation=computation)])

    told = {
        change.new.unit.key: (change.percentage_points, change.rank_move)
        for change in UnitChange.objects.filter(new__result_set__owner__key="tinh-thu").select_related("new__unit")
    }

    assert {"thu.a": ("-143/100", -2), "thu.b": ("191/100", 1)} == told


def test_printed_rows_are_kept_as_printed() -> None:
    """Numbers of a printed table keep their decimals; ranks are not made anew."""
    rows = [PrintedUnit("thu.a", "Sở A", rank=6, percent="90.50"), PrintedUnit("thu.b", "Sở B", rank=7, percent="90.5")]
    publish(publication(), [block(computation=None, printed=PrintedTable(rows=rows))])
    shown = queries.block("thu-2024", "departments", NOW)

    assert shown is not None
    assert [(6, "90.50"), (7, "90.5")] == [(row.rank, row.percent) for row in queries.printed_rows(shown)]
