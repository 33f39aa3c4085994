from __future__ import annotations

from pathlib import Path

import pytest

from parindex.engine.evaluate import evaluate
from parindex.engine.index.unit import UnitResult
from parindex.files.intake import LIBRARY, check_files, library_ids, open_criteria_set, open_sheets
from parindex.reports.exchange import shown_value

CASES = sorted(LIBRARY.glob("*/cases/*.yaml"))


def _shown(result: UnitResult, key: str) -> str | None:
    """What a case may expect of a key: its value as it is printed, or the id of the grade."""
    if key != "grade":
        return shown_value(result.figure(key), result.criteria_set)
    return result.graded.grade.id if result.graded.grade else None


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.parent.name}/{case.stem}")
def test_a_case_comes_out_as_it_was_computed_or_printed_elsewhere(case: Path) -> None:
    """Every figure that a case expects (published, or computed by another program) is what the engine gives."""
    criteria_set = open_criteria_set(case.parent.parent.name)
    results = evaluate(criteria_set, open_sheets(case, criteria_set)).units

    expected = {(result.unit.id, key): value for result in results for key, value in result.sheet.expect.items()}
    found = {(result.unit.id, key): _shown(result, key) for result in results for key in result.sheet.expect}

    assert expected
    assert expected == found


def test_nothing_can_be_said_against_the_cases_of_the_demonstration_sets() -> None:
    """Not even a warning: what must be justified is justified, and every expected key is one of the set."""
    cases = [case for case in CASES if case.parent.parent.name.endswith("-demo")]

    assert [] == [(problem.place.file, problem.place.path, problem.code) for problem in check_files(cases)]


def test_every_criteria_set_has_a_case_and_a_page_of_sources() -> None:
    """A set without a case is not known to work; a set without sources is not known to be right."""
    lacking = [
        name
        for name in library_ids()
        if not list((LIBRARY / name / "cases").glob("*.yaml")) or not (LIBRARY / name / "sources.md").is_file()
    ]

    assert [] == lacking
