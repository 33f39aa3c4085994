"""Where the maxima of a set come from: appraised, surveyed, satisfaction of citizens."""

from __future__ import annotations

from fractions import Fraction

from parindex.engine.criteria.model import Source
from parindex.engine.evaluate import evaluate
from parindex.engine.index.sources import maxima_by_source, points_by_source
from parindex.files.intake import LIBRARY, open_criteria_set, open_sheets


def test_the_provincial_set_has_68_appraised_22_surveyed_and_10_sipas_points() -> None:
    """Quyết định số 876/QĐ-BNV: 100 = 68 + 32, of which SIPAS 10; the eight domains add up to the same."""
    issued = open_criteria_set("province-2022")
    whole = maxima_by_source(issued.nodes)

    assert {Source.APPRAISAL: 68, Source.SURVEY: 22, Source.SATISFACTION: 10} == whole
    for source, maximum in whole.items():
        parts = [maxima_by_source([node]).get(source, Fraction(0)) for node in issued.nodes]
        assert maximum == sum(parts)


def test_a_source_without_points_is_left_out() -> None:
    """The first domain is appraised alone."""
    first = open_criteria_set("province-2022").nodes[0]

    assert {Source.APPRAISAL: first.maximum} == maxima_by_source([first])


def test_maxima_of_the_set_are_the_own_maxima_where_everything_applies() -> None:
    """Hà Nội 2023: nothing was declared not applicable."""
    issued = open_criteria_set("province-2022")
    [sheet] = open_sheets(LIBRARY / "province-2022/cases/ha-noi-2023.yaml", issued)
    result = evaluate(issued, [sheet]).units[0]
    own = {part.source: part.maximum for part in points_by_source(issued, result.figure)}

    assert maxima_by_source(issued.nodes) == own
