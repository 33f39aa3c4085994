from __future__ import annotations

from dataclasses import replace

import pytest

from parindex.engine.answers.load import load_answer_sheets
from parindex.engine.answers.model import AnswerSheet
from parindex.engine.evaluate import evaluate
from parindex.engine.figures import figure_to_json
from parindex.errors import NOWHERE
from parindex.files.intake import LIBRARY, open_criteria_set, open_sheets
from parindex.library.demonstration import communes, departments, sheets
from parindex.web.results.answers import answers_bytes, sheet_of, sheets_of

CASES = sorted(path for path in LIBRARY.glob("*/cases/*.yaml"))


def figures(criteria: str, found: list[AnswerSheet]) -> dict[str, list[str]]:
    """All figures of all units as canonical JSON."""
    cycle = evaluate(open_criteria_set(criteria), found)
    return {result.unit.id: [figure_to_json(figure) for figure in result.figures()] for result in cycle.units}


@pytest.mark.parametrize("case", CASES, ids=lambda path: f"{path.parent.parent.name}/{path.stem}")
def test_sheets_that_were_kept_give_the_same_figures(case: object) -> None:
    """Every case of the library, written to bytes and read back, is scored to the same text."""
    assert isinstance(case, type(LIBRARY))
    name = case.parent.parent.name
    criteria_set = open_criteria_set(name)
    found = open_sheets(case, criteria_set)
    kept = answers_bytes(found, criteria_set)

    assert figures(name, found) == figures(name, list(sheets_of(kept, criteria_set)))
    assert kept == answers_bytes(sheets_of(kept, criteria_set), criteria_set)


@pytest.mark.parametrize(
    ("criteria", "year", "units"),
    [
        pytest.param("department-demo", 2024, departments(2024)[:6], id="departments"),
        pytest.param("commune-demo", 2025, communes()[:6], id="communes"),
    ],
)
def test_sheets_of_every_rule_kind_survive(criteria: str, year: int, units: list[object]) -> None:
    """Drawn sheets use yes/no inputs, levels, ballots, grants and adjustments; all of it comes back."""
    criteria_set = open_criteria_set(criteria)
    found, problems = load_answer_sheets(sheets(criteria_set, units, year), criteria_set, file="drawn")  # type: ignore[arg-type]
    kept = answers_bytes(found, criteria_set)

    assert [] == [problem for problem in problems if problem.is_error]
    assert figures(criteria, found) == figures(criteria, list(sheets_of(kept, criteria_set)))


def test_one_sheet_is_found_among_many() -> None:
    """A unit's sheet comes alone; a unit that is not there is said."""
    criteria_set = open_criteria_set("published-percent")
    found = open_sheets(LIBRARY / "published-percent/cases/hoa-binh-2023-departments.yaml", criteria_set)
    kept = answers_bytes(found, criteria_set)

    assert "so-tu-phap" == sheet_of(kept, "so-tu-phap", criteria_set).unit.id
    with pytest.raises(KeyError):
        sheet_of(kept, "khong-co", criteria_set)


def test_the_order_of_sheets_and_where_they_stood_do_not_matter() -> None:
    """The same answers give the same bytes, whatever file and order they came in."""
    criteria_set = open_criteria_set("published-percent")
    found = open_sheets(LIBRARY / "published-percent/cases/hoa-binh-2023-departments.yaml", criteria_set)
    moved = [replace(sheet, place=NOWHERE) for sheet in reversed(found)]

    assert answers_bytes(found, criteria_set) == answers_bytes(moved, criteria_set)
