from __future__ import annotations

from fractions import Fraction

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from parindex.errors import Fault
from parindex.web.publications import queries as publications
from parindex.web.publications.actions import publish
from parindex.web.results.models import UnitFigures
from parindex.web.results.queries import (
    block_figures,
    changes_to,
    ranking,
    recomputed,
    results_of_block,
    rows_of_unit,
)
from web_samples import NOW, block, publication

pytestmark = pytest.mark.django_db


def test_a_stored_result_answers_like_the_engine() -> None:
    """Every figure, key, loss and round of the stored result is that of the evaluation."""
    found = publications.result_of("minh-hoa-so-y-te", 2024, "department-demo", now=NOW)

    assert found is not None
    stored, computed = found.result, recomputed(found.result)

    assert computed.keys() == stored.keys()
    assert list(computed.figures()) == list(stored.figures())
    assert computed.percent == stored.percent
    assert {round_.value: value for round_, value in computed.rounds().items()} == stored.rounds
    assert stored.grade == (computed.graded.grade.id if computed.graded.grade else None)


def test_nothing_is_printed_from_figures_that_the_engine_would_not_give() -> None:
    """A stored figure that was changed behind the program's back is noticed before a document is made of it."""
    found = publications.result_of("ha-noi", 2023, "province-2022", now=NOW)
    assert found is not None
    stored = UnitFigures.objects.get(pk=found.result.id)
    UnitFigures.objects.filter(pk=stored.pk).update(figures=stored.figures.replace('"786/535"', '"3/2"'))
    changed = publications.result_of("ha-noi", 2023, "province-2022", now=NOW)

    assert changed is not None
    with pytest.raises(Fault):
        recomputed(changed.result)


def test_a_ranking_of_126_communes_is_one_query() -> None:
    """The rows come without their figures."""
    block = publications.block("minh-hoa-2025", "communes", NOW)
    assert block is not None
    with CaptureQueriesContext(connection) as asked:
        rows = ranking(block.result_set_id or 0, block.block)

    assert 1 == len(asked)
    assert 126 == len(rows)
    ranks = [row.rank for row in rows if row.rank is not None]

    assert ranks == sorted(ranks)
    assert all(row.unranked_reason for row in rows if row.rank is None)


def test_all_results_of_a_block_with_their_figures_are_one_query() -> None:
    """Tables by domain need no query per unit."""
    block = publications.block("minh-hoa-2024", "departments", NOW)
    assert block is not None
    with CaptureQueriesContext(connection) as asked:
        values = [result.value("1") for result in results_of_block(block.result_set_id or 0, block.block)]

    assert 1 == len(asked)
    assert 22 == len(values)


def test_a_block_has_its_mean_gap_and_the_mean_of_each_domain() -> None:
    """Figures of the block are the engine's, with the units they were made from."""
    block = publications.block("minh-hoa-2024", "departments", NOW)
    assert block is not None
    assert block.result_set is not None
    found = block_figures(block.result_set.pk, block.block)
    mean = found["departments/mean/index.percent"]

    assert mean.value is not None
    assert 80 < mean.value < 100
    assert {"departments/gap/index.percent", "departments/mean/1.percent"} <= found.keys()
    assert all(str(key).startswith("minh-hoa-") for key in mean.inputs)


def test_changes_are_there_for_units_of_both_years() -> None:
    """Units that are new, or that a merger ended, have no change."""
    block = publications.block("minh-hoa-2025", "departments", NOW)
    assert block is not None
    rows = ranking(block.result_set_id or 0, block.block)
    changed = changes_to(block.result_set_id or 0, block.block)
    new = {row.unit_key for row in rows if row.unit_id not in changed}

    assert "minh-hoa-so-nong-nghiep-va-moi-truong" in new
    assert "minh-hoa-so-noi-vu" not in new


def test_a_unit_knows_how_many_were_ranked_beside_it() -> None:
    """The number of ranked units of the block stands with each year."""
    found = publications.result_of("hoa-binh.so-noi-vu", 2024, "published-percent", now=NOW)

    assert found is not None
    row = rows_of_unit(found.result.unit_id)[found.result.result_set.pk, "departments"]

    assert (1, 19) == (row.rank, row.ranked_units)


def test_an_exact_value_is_stored_however_long_it_is() -> None:
    """A percent of more than a thousand digits comes back to the last one, on every database."""
    long = f"{91 * 10**600 + 7}/{10**600}"
    publish(publication("dai"), [block({"thu.a": long, "thu.b": "90"})])
    found = publications.result_of("thu.a", 2024, "published-percent", now=NOW)

    assert found is not None
    assert Fraction(long) == found.result.percent
