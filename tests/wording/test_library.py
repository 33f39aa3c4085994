from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from parindex.engine.criteria.model import CriteriaSet
from parindex.engine.evaluate import evaluate
from parindex.engine.figures import Figure
from parindex.files.intake import LIBRARY, library_ids, open_criteria_set, open_sheets
from parindex.wording.catalogue import LANGUAGES
from parindex.wording.equations import equation, equation_words
from parindex.wording.numbers import NO_DATA, printed
from parindex.wording.rule_words import rule_words
from parindex.wording.sentences import sentence
from parindex.wording.steps import steps

CASES = sorted(LIBRARY.glob("*/cases/*.yaml"))


def is_whole(text: str) -> bool:
    """Whether a text has no empty place, no place that was not filled and no doubled sign."""
    return bool(text.strip()) and not {"{", "}", "None"} & {*text, *text.split()} and "; ;" not in text


@pytest.mark.parametrize("name", library_ids())
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_of_the_library_is_told(name: str, language: str) -> None:
    """Each leaf of each set that comes with the program has its rule in words."""
    criteria_set = open_criteria_set(name)
    told = {node.code: rule_words(node, criteria_set, language=language) for node in criteria_set.walk()}

    assert {} == {code: text for code, text in told.items() if not is_whole(text)}


@cache
def case_of(path: Path) -> tuple[CriteriaSet, tuple[Figure, ...]]:
    """The set of a case, and every figure of its first unit."""
    criteria_set = open_criteria_set(path.parent.parent.name)
    return criteria_set, tuple(evaluate(criteria_set, open_sheets(path, criteria_set)[:1]).units[0].figures())


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.parent.name}/{path.stem}")
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_figure_of_the_library_is_told(path: Path, language: str) -> None:
    """Each figure of each case has its sentence and steps; the last step is the figure as it is printed."""
    criteria_set, figures = case_of(path)
    display = criteria_set.display
    for figure in figures:
        lines = steps(figure, criteria_set, language=language)
        said = equation_words(equation(figure, criteria_set, language=language), language)
        is_percent = figure.measure.value == "percent"
        decimals = display.percent_decimals if is_percent else display.decimals

        assert is_whole(sentence(figure, criteria_set, language=language)), figure.key
        assert all(is_whole(line.text) for line in lines), figure.key
        assert not said or is_whole(said), figure.key
        assert lines[-1].result == (
            NO_DATA if figure.value is None else printed(figure.value, decimals, language=language)
        )


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.parent.name}/{path.stem}")
def test_the_sentence_of_points_ends_in_the_points(path: Path) -> None:
    """What a leaf's sentence says at its end is what the page prints beside it."""
    criteria_set, figures = case_of(path)
    for figure in figures:
        node = criteria_set.node(figure.key)
        if node is not None and node.leaf is not None and figure.step.kind == node.leaf.rule.kind != "given":
            points = printed(figure.value, criteria_set.display.decimals)

            assert points in sentence(figure, criteria_set)
