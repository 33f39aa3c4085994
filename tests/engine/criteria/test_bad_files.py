"""Every fault of a criteria file is said at once, with its place."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from criteria_samples import load_text, tree_of
from parindex.engine.criteria.check import check_criteria_set
from parindex.engine.criteria.load import load_criteria_set
from parindex.errors import Problem
from parindex.files.reading import read_file, write_file

BAD = sorted((Path(__file__).parent / "bad").glob("*.yaml"))
_MARK = re.compile(r"#! (.*)$")

PROMISED = {
    "Structure": "missing_field unknown_field bad_code duplicate_code code_not_under_parent no_children rule_on_parent "
    "unknown_rule_kind unknown_source unknown_policy",
    "Numbers": "bad_number not_positive negative negative_points not_whole out_of_bounds points_above_maximum "
    "points_off_step step_does_not_divide sum_mismatch",
    "Rules": "band_gap band_overlap band_empty bands_miss_domain duplicate_level bad_weight no_weight "
    "shares_not_rising unknown_input formula_syntax example_missing",
    "Survey": "unknown_scale no_group_weights unknown_group option_twice unknown_option",
    "Set": "grades_not_falling duplicate_grade unknown_key unknown_adjustment_kind unknown_code",
    "Entries": "unknown_level unknown_formula not_yes_no part_above_whole ambiguous_scalar",
    "Our own": "wrong_shape wrong_kind unknown_type wrong_input_type fields_exclude_each_other duplicate_formula "
    "nothing_to_rescale unused_input",
}


def marked(text: str) -> list[tuple[int, str, str]]:
    """Line, code (with ``?`` for a warning) and path of every fault that a file says it has."""
    found = []
    for number, line in enumerate(text.splitlines(), start=1):
        mark = _MARK.search(line)
        for fault in mark[1].split("; ") if mark else ():
            code, _, path = fault.partition(" ")
            found.append((number, code, path))
    return sorted(found)


def said(problems: list[Problem]) -> list[tuple[int, str, str]]:
    """Line, code and path of problems, as in the marks."""
    return sorted(
        (
            problem.place.line or 0,
            problem.code if problem.is_error else f"{problem.code}?",
            problem.place.path or "",
        )
        for problem in problems
    )


def problems_of(path: Path) -> list[Problem]:
    """Everything that is said against a file, whether it loads or not."""
    criteria_set, problems = load_text(path.read_text(encoding="utf-8"))
    return problems if criteria_set is None else [*problems, *check_criteria_set(criteria_set)]


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_every_fault_of_a_file_is_said_at_once_where_it_stands(path: Path) -> None:
    """A bad file gives exactly the problems marked in it, each with its line and path."""
    expected = marked(path.read_text(encoding="utf-8"))

    assert expected == said(problems_of(path))


@pytest.mark.parametrize("group", PROMISED)
def test_every_code_stands_in_some_bad_file(group: str) -> None:
    """Each promised code is shown by at least one marked fault."""
    shown = {code.rstrip("?") for path in BAD for _, code, _ in marked(path.read_text(encoding="utf-8"))}

    assert set() == set(PROMISED[group].split()) - shown


def test_problems_come_in_the_order_of_the_file() -> None:
    """Faults are listed from the top of the file to its end."""
    lines = [problem.place.line or 0 for path in BAD for problem in load_text(path.read_text(encoding="utf-8"))[1]]
    per_file = [[problem.place.line or 0 for problem in problems_of(path)] for path in BAD]

    assert lines
    assert [sorted(of_file) for of_file in per_file] == per_file


def test_a_file_with_an_error_gives_no_set() -> None:
    """Nothing is half-loaded: with an error of structure there is no set at all."""
    loaded = {path.stem for path in BAD if load_text(path.read_text(encoding="utf-8"))[0] is not None}

    assert {"sum", "nothing_to_rescale"} == loaded


@pytest.mark.parametrize("name", ["bands", "list_with_a_text", "no_policy", "rules", "sum"])
def test_a_workbook_has_the_same_faults_by_sheet_and_cell(name: str, tmp_path: Path) -> None:
    """The same content as a workbook has the same faults under the same paths, each with its sheet and cell."""
    source = Path(__file__).parent / "bad" / f"{name}.yaml"
    workbook = tmp_path / f"{name}.xlsx"
    write_file(workbook, tree_of(source.read_text(encoding="utf-8")))
    tree, faults = read_file(workbook)
    criteria_set, problems = load_criteria_set(tree, file=workbook.name, sha256="")
    problems += [] if criteria_set is None else check_criteria_set(criteria_set)

    assert [] == faults
    assert sorted(fault[1:] for fault in marked(source.read_text(encoding="utf-8"))) == sorted(
        fault[1:] for fault in said(problems)
    )
    assert all(problem.place.sheet and problem.place.cell for problem in problems)


def test_paths_and_parameters_stay_short_whatever_the_names() -> None:
    """A name of many thousand characters is cut wherever it is told, so that its faults take no room."""
    long = "a" * 100_000
    _, problems = load_text(f"""
kind: criteria_set
{long[:150]}: 1
nodes:
  - code: {long}
    children:
      - {long}
      - rule: {long}
        source: {long}
""")
    told = [problem.place.path or "" for problem in problems]
    told += [value for problem in problems for value in problem.parameters.values()]

    assert 200 > max(map(len, told))
