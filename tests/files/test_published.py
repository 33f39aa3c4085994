"""Printed results: read as they stand, every number with its own decimals, every fault with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from parindex.files.intake import LIBRARY
from parindex.files.precision import precision_of, read_precision
from parindex.files.published import (
    Disagreement,
    PublishedResults,
    TableStatus,
    published_of,
    read_published,
)
from parindex.files.yaml import read_yaml

PUBLISHED = LIBRARY / "published"
FILES = sorted(path for path in PUBLISHED.glob("*.yaml") if path.stem != "printed-precision")
WHOLE = """
kind: published_results
id: hoa-binh
authority: {id: hoa-binh, name: UBND tỉnh Hòa Bình}
title: {vi: Kết quả, en: Results}
sources: {bao: {document: Báo Hòa Bình}}
tables:
  - id: departments-2023
    title: {vi: Sở, en: Departments}
    year: 2023
    block: {id: departments, title: {vi: sở, en: departments}}
    status: partial
    source: bao
    columns: [{id: percent, title: {vi: Chỉ số, en: Index}, measure: percent}]
    rows:
      - {unit_id: so-tu-phap, unit: Sở Tư pháp, rank: 6, values: {percent: "90.50"}}
"""


def read(text: str) -> tuple[PublishedResults | None, list[tuple[str, str | None]]]:
    """The results that a text holds, and code and path of every problem."""
    tree, problems = read_yaml(text.encode(), file="published.yaml")
    assert tree is not None
    results, found = published_of(tree)
    return results, [(problem.code, problem.place.path) for problem in (*problems, *found)]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_file_of_the_library_is_read_without_a_fault(path: Path) -> None:
    """What comes with the program keeps the form that its page of words describes."""
    results, problems = read_published(path)

    assert [] == problems
    assert results is not None
    assert path.stem == results.id


def test_numbers_keep_the_decimals_that_were_printed() -> None:
    """90.50 stays 90.50: its decimals say how precise it is."""
    results, problems = read(WHOLE)

    assert [] == problems
    assert results is not None
    assert ("90.50", 6) == (results.tables[0].rows[0].values["percent"], results.tables[0].rows[0].rank)
    assert TableStatus.PARTIAL is results.tables[0].status


@pytest.mark.parametrize(
    ("was", "is_now", "expected"),
    [
        ('"90.50"', '"90,50"', [("bad_number", "tables/1/rows/#1/values/percent")]),
        ("rank: 6", "rank: -6", [("negative", "tables/1/rows/#1/rank")]),
        ("{percent: ", "{per_cent: ", [("unknown_input", "tables/1/rows/#1/values/per_cent")]),
        ("source: bao", "source: dai", [("unknown_source", "tables/1/source")]),
        ("status: partial", "status: nearly", [("unknown_policy", "tables/1/status")]),
        ("measure: percent", "measure: phần trăm", [("unknown_policy", "tables/1/columns/1/measure")]),
        ("    year: 2023\n", "", [("missing_field", "tables/1/year")]),
        ("title: {vi: Kết quả, en: Results}", "title: [Kết quả]", [("wrong_shape", "title")]),
        ("kind: published_results", "kind: criteria_set", [("wrong_kind", "kind")]),
        ("rank: 6", "place: 6, hang: 6", [("unknown_field", "tables/1/rows/#1/hang")]),
    ],
    ids=["comma", "negative", "column", "source", "status", "measure", "missing", "shape", "kind", "field"],
)
def test_faults_are_told_with_their_place(was: str, is_now: str, expected: list[tuple[str, str]]) -> None:
    """One fault, one problem, named by its way through the file."""
    assert was in WHOLE
    _results, problems = read(WHOLE.replace(was, is_now))

    assert expected == problems


def test_contradictions_name_the_figures_they_touch() -> None:
    """The misprint of domain 5 stands beside the surveyed points of domain 5 (báo cáo Hà Nội, mục III.1 và III.2.5)."""
    results, _problems = read_published(PUBLISHED / "ha-noi-2023.yaml")

    assert results is not None
    found = next(item for item in results.contradictions if item.id == "domain-5-survey")
    assert (("5.survey",), Disagreement.MISPRINT) == (found.about, found.kind)
    assert ["7.54/9", "7.61/9 điểm"] == [passage.text for passage in found.prints]


def test_precision_counts_the_printed_decimals() -> None:
    """SIPAS is printed with four decimals, the items of the survey with two."""
    cases, problems = read_precision(PUBLISHED / "printed-precision.yaml")

    assert [] == problems
    by_item = next(case for case in cases if case.case == "province-2022/ha-noi-2023")
    assert {"points": 4} == by_item.decimals["8.1"]
    assert {"points": 2} == by_item.decimals["2.4.1"]


def test_decimals_that_do_not_fit_the_printed_number_are_a_fault() -> None:
    """A precision finer than what was printed would make the interval too narrow."""
    text = 'kind: printed_precision\ncases:\n- {case: a/b, printed: {"1": {points: {printed: "1.47", decimals: 3}}}}\n'
    tree, _ = read_yaml(text.encode(), file="precision.yaml")
    assert tree is not None

    assert ["out_of_bounds"] == [problem.code for problem in precision_of(tree)[1]]
