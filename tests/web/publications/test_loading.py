from __future__ import annotations

import pytest

from parindex.web.criteria.models import StoredCriteriaSet, StoredNode
from parindex.web.publications import queries
from parindex.web.publications.loading import load_demonstration, load_real
from parindex.web.publications.models import PrintedRow, Publication, PublishedBlock
from parindex.web.results.models import BlockFigures, ResultSet, UnitChange, UnitFigures
from parindex.web.results.queries import ranking
from parindex.web.units.models import Lineage, Unit, UnitVersion
from parindex.web.units.queries import lineage
from parindex.wording.numbers import shown
from web_samples import NOW

pytestmark = pytest.mark.django_db

TABLES = (
    BlockFigures, Lineage, PrintedRow, Publication, PublishedBlock, ResultSet, StoredCriteriaSet, StoredNode, Unit,
    UnitChange, UnitFigures, UnitVersion,
)  # fmt: skip


def test_loading_again_changes_nothing() -> None:
    """Everything is there after the first time; the second adds no row anywhere."""
    before = {table.__name__: table.objects.count() for table in TABLES}
    load_real()
    load_demonstration()

    assert before == {table.__name__: table.objects.count() for table in TABLES}
    assert min(before.values()) > 0


def test_hanoi_shows_what_the_report_prints() -> None:
    """91,43 = 64,51 + 26,92 by domain; by item 1.7 is 1,47 of 1,5.

    Source: Báo cáo phân tích Chỉ số CCHC năm 2023 của UBND thành phố Hà Nội, mục III.1.
    """
    by_domain = queries.result_of("ha-noi", 2023, "province-2022-by-domain", now=NOW)
    by_item = queries.result_of("ha-noi", 2023, "province-2022", now=NOW)

    assert by_domain is not None
    assert by_item is not None
    assert ["91,43", "64,51", "26,92"] == [
        shown(by_domain.result.value(key), 2) for key in ("index", "appraisal", "survey")
    ]
    assert "1,47" == shown(by_item.result.value("1.7"), 2)


def test_the_tie_of_hoa_binh_is_one_rank_shared_by_two() -> None:
    """Sở Tư pháp and Ban Dân tộc print 90,59 both and ranks 6 and 7; without a rule both are 6, and 8 follows.

    Source: Cổng thông tin điện tử tỉnh Hòa Bình, bài 49872.
    """
    block = queries.block("hoa-binh-2023", "departments-2023", NOW)

    assert block is not None
    places = [(row.name, row.rank, row.is_tied) for row in ranking(block.result_set_id or 0, block.block)]
    printed = [(row.name, row.rank) for row in queries.printed_rows(block)]

    assert [("Ban Dân tộc", 6, True), ("Sở Tư pháp", 6, True)] == sorted(places[5:7])
    assert 8 == places[7][1]
    assert [("Sở Tư pháp", 6), ("Ban Dân tộc", 7)] == printed[5:7]


def test_all_63_provinces_have_their_place_among_the_34() -> None:
    """Each of the 63 units before July 2025 is there, and each that ended belongs to exactly one of the 34.

    Source: Nghị quyết số 202/2025/QH15 ngày 12/06/2025 của Quốc hội.
    """
    events = lineage("province")
    ended = [unit.key for event in events for unit in event.before]
    registered = Unit.objects.filter(is_registered=True)

    assert len(ended) == len(set(ended))
    assert 34 == registered.count() - len(ended)
    assert 63 == registered.exclude(pk__in=[unit.id for event in events for unit in event.after]).count()


def test_the_demonstration_province_is_marked_in_all_its_years() -> None:
    """Departments of three years and the communes of 2025, every publication marked as demonstration."""
    found = [entry for entry in queries.publications(NOW) if entry.slug.startswith("minh-hoa")]

    assert [2025, 2024, 2023] == [entry.year for entry in found]
    assert {True} == {entry.is_demonstration for entry in found}
    assert ["communes", "departments"] == sorted(block.slug for block in found[0].blocks.all())
    assert 126 == queries.summaries(found)[found[0].blocks.get(slug="communes").pk].span.units
