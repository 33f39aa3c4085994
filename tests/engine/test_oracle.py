"""Every cell of every demonstration set against a second, plain reading of the form in bare fractions."""

from __future__ import annotations

import pytest
from bench.draws import sheet
from bench.oracle import cells

from parindex.engine.evaluate import evaluate
from parindex.files.intake import library_ids, open_criteria_set

SHEETS = 25


@pytest.mark.parametrize("set_id", library_ids())
def test_no_cell_differs_from_the_plain_reading(set_id: str) -> None:
    """Points and own maxima of every node and part, with gaps, zeros, caps, grants and rounds: 0 cells differ."""
    criteria_set = open_criteria_set(set_id)
    sheets = [sheet(criteria_set, seed) for seed in range(SHEETS)]
    differing = []
    for result in evaluate(criteria_set, sheets).units:
        expected = cells(criteria_set, result.sheet)
        for key, cell in expected.items():
            figure = result.figure(key)
            if (figure.value, figure.maximum) != cell:
                differing.append((result.unit.id, key, figure.value, figure.maximum, cell))

    assert differing == []


@pytest.mark.parametrize("set_id", library_ids())
def test_the_explanation_ends_in_the_points(set_id: str) -> None:
    """Asked for its workings, every rule gives the very points that the score holds, last operation first."""
    criteria_set = open_criteria_set(set_id)
    seen = set()
    for seed in range(SHEETS):
        result = evaluate(criteria_set, [sheet(criteria_set, seed)]).units[0]
        for figure in result.figures():
            workings = figure.step.parameters.get("workings")
            if figure.step.kind in {"bonus", "penalty"} or not isinstance(workings, list) or not workings:
                continue
            last = workings[-1]
            assert isinstance(last, dict)
            assert str(figure.value) == last["result"]
            seen.add(figure.step.kind)

    kinds = {node.leaf.rule.kind for node in criteria_set.leaves() if node.leaf}
    assert seen == kinds - {"given"}
