from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from parindex.engine.criteria.rules import ZeroDenominator
from parindex.engine.evaluate import evaluate
from parindex.engine.index.unit import UnitResult
from parindex.engine.simulate import PrintedInterval, printed_interval
from parindex.files.intake import LIBRARY, check_files, library_ids, open_criteria_set, open_crosswalk, open_sheets
from parindex.files.precision import PrintedPrecision, read_precision
from parindex.files.published import read_published

PRECISION = LIBRARY / "published/printed-precision.yaml"
PUBLISHED = sorted(path for path in (LIBRARY / "published").glob("*.yaml") if path != PRECISION)
CRITERIA_SETS = sorted(LIBRARY.glob("*/criteria.yaml"))
CROSSWALKS = sorted(LIBRARY.glob("crosswalks/*.yaml"))
EXTENSIONS = sorted(LIBRARY.glob("*/extensions/*.yaml"))
DOMAINS = [str(number) for number in range(1, 9)]


def _faults(path: Path) -> list[tuple[str, str | None, int | None]]:
    return [(problem.code, problem.place.path, problem.place.line) for problem in check_files([path])]


@pytest.mark.parametrize(
    "path",
    [*CRITERIA_SETS, *CROSSWALKS, *EXTENSIONS, *PUBLISHED, PRECISION],
    ids=lambda path: f"{path.parent.name}/{path.stem}",
)
def test_nothing_can_be_said_against_a_file_of_the_library(path: Path) -> None:
    """Every set with its examples, every crosswalk, local addition and file of printed results is without a fault."""
    assert [] == _faults(path)


def test_the_library_has_what_it_promises() -> None:
    """The provincial sets, the form of printed percents, and five demonstrations, each under its own id."""
    assert (
        "central-agency-demo",
        "commune-demo",
        "department-demo",
        "division-frame-demo",
        "ministry-demo",
        "province-2020",
        "province-2022",
        "province-2022-by-domain",
        "published-percent",
    ) == library_ids()
    assert {path.parent.name: path.parent.name for path in CRITERIA_SETS} == {
        path.parent.name: open_criteria_set(path.parent.name).id for path in CRITERIA_SETS
    }


@pytest.mark.parametrize("criteria_set", ["province-2022", "province-2022-by-domain"])
def test_the_provincial_set_has_the_shape_of_decision_876(criteria_set: str) -> None:
    """Eight domains of 100 points, 68 appraised and 32 surveyed.

    Source: Quyết định số 876/QĐ-BNV ngày 10/11/2022 của Bộ trưởng Bộ Nội vụ.
    """
    found = open_criteria_set(criteria_set)
    (result,) = evaluate(found, open_sheets(LIBRARY / criteria_set / "cases/ha-noi-2023.yaml", found)).units

    maxima = [str(node.maximum) for node in found.nodes]

    assert DOMAINS == [node.code for node in found.nodes]
    assert ["19/2", "10", "13", "21/2", "15", "12", "27/2", "33/2"] == maxima
    assert [68, 32] == [result.figure(part).maximum for part in ("appraisal", "survey")]


def test_sets_of_other_years_are_linked_to_the_last() -> None:
    """The crosswalk between the editions of 2020 and 2022 names every leaf of both sets once."""
    (path,) = CROSSWALKS
    old, new = (open_criteria_set(name) for name in path.stem.split("--"))

    crosswalk = open_crosswalk(None, old, new)

    assert sorted(leaf.code for leaf in old.leaves()) == sorted(code for link in crosswalk.links for code in link.from_)
    assert sorted(leaf.code for leaf in new.leaves()) == sorted(code for link in crosswalk.links for code in link.to)


@pytest.mark.parametrize("name", library_ids())
def test_a_page_of_sources_stands_beside_each_set(name: str) -> None:
    """Officers find beside a set what it was taken from; a demonstration says that it is one."""
    page = (LIBRARY / name / "sources.md").read_text("utf-8")

    assert page.startswith("# ")
    assert open_criteria_set(name).is_demonstration == ("-demo" in name)
    assert "-demo" not in name or "dữ liệu thử" in page.lower()


def test_every_policy_of_a_zero_total_is_in_use() -> None:
    """The sets of the library together show each thing that a total of zero may mean."""
    leaves = [node.leaf for name in library_ids() for node in open_criteria_set(name).leaves() if node.leaf]

    policies = {getattr(leaf.rule, "zero_denominator", None) for leaf in leaves}

    assert set(ZeroDenominator) <= policies


# Printed results


@pytest.mark.parametrize("path", PUBLISHED, ids=lambda path: path.stem)
def test_printed_results_are_read_with_their_sources(path: Path) -> None:
    """Every file of printed results is read; each of its tables names the document that it was taken from."""
    results, problems = read_published(path)

    assert [] == problems
    assert results is not None
    assert results.sources
    assert all(source.document for source in results.sources.values())


@pytest.fixture(scope="module")
def precision() -> dict[str, PrintedPrecision]:
    """How precisely the inputs of each case were printed."""
    cases, problems = read_precision(PRECISION)

    assert () == tuple(problems)
    return {case.case: case for case in cases}


def _hanoi(name: str) -> UnitResult:
    criteria_set = open_criteria_set(name)
    return evaluate(criteria_set, open_sheets(LIBRARY / name / "cases/ha-noi-2023.yaml", criteria_set)).units[0]


def _interval(name: str, precision: dict[str, PrintedPrecision]) -> PrintedInterval:
    result = _hanoi(name)
    return printed_interval(result.criteria_set, result.sheet, precision[f"{name}/ha-noi-2023"].decimals)


def test_the_printed_index_lies_within_what_printed_inputs_allow(precision: dict[str, PrintedPrecision]) -> None:
    """By item 91,42 comes from the printed inputs; their rounding allows the 91,43 that the report prints.

    Source: Báo cáo phân tích Chỉ số CCHC năm 2023 của UBND thành phố Hà Nội, mục III.1.
    """
    interval = _interval("province-2022", precision)

    low, high = interval.ends("index")
    assert low is not None
    assert high is not None
    assert low < Fraction("91.43") < high
    assert interval.holds(Fraction("91.43"))
    assert not interval.holds(Fraction("91.6"))
    assert high - low < Fraction(3, 10)


def test_every_component_agrees_with_the_printed_one_within_rounding(
    precision: dict[str, PrintedPrecision],
) -> None:
    """The index of each of the eight domains is the printed one, as far as rounding of the printed points allows.

    The report prints 99,37 for domain 1 in its text and 99,33 in its table; the table's 99,33 is what its points give.

    Source: Báo cáo phân tích Chỉ số CCHC năm 2023 của UBND thành phố Hà Nội, bảng ở mục III.1.
    """
    results, _ = read_published(LIBRARY / "published/ha-noi-2023.yaml")
    assert results is not None
    table = results.table("domains-2023")
    assert table is not None
    printed = {row.code: row.values["percent"] for row in table.rows}
    interval = _interval("province-2022-by-domain", precision)

    agrees = {code: interval.allows(f"{code}.percent", Fraction(percent), 2) for code, percent in printed.items()}

    assert dict.fromkeys([*DOMAINS, "index"], True) == agrees
    assert not interval.allows("1.percent", Fraction("99.37"), 2)


def test_the_misprint_in_domain_5_is_not_what_was_computed_with(precision: dict[str, PrintedPrecision]) -> None:
    """With the table's 7,54 surveyed points domain 5 would not give the printed 85,73 %; with 7,61 it does.

    Source: Báo cáo phân tích Chỉ số CCHC năm 2023 của UBND thành phố Hà Nội, bảng ở mục III.1 và mục III.2.5.
    """
    result = _hanoi("province-2022-by-domain")
    interval = _interval("province-2022-by-domain", precision)

    assert Fraction("7.61") == result.value("5.survey")
    assert interval.allows("5.percent", Fraction("85.73"), 2)
    assert Fraction("85.73") > (Fraction("5.25") + Fraction("7.54")) / 15 * 100 + Fraction(1, 100)
