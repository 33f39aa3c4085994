from __future__ import annotations

import pytest

from parindex.engine.criteria.rules import Bands, Given, Levels, PassFail
from parindex.files.intake import open_criteria_set
from parindex.wording.rule_formulas import rule_formulas
from parindex.wording.rule_words import rule_lines, told_rule
from wording_samples import one_of_each

DEDUCTION = "điểm = số lớn nhất trong (0; 1 − báo cáo gửi chậm × 0,2 − báo cáo không gửi × 0,5)"
SETS = ("province-2022", "department-demo", "commune-demo")


@pytest.mark.parametrize(
    ("criteria_set", "code", "language", "expected"),
    [
        ("province-2022", "1.7", "vi", "điểm = 1,5 × (đúng hạn × 1 + trễ × 0,6) ÷ được giao"),
        ("province-2022", "8.1", "vi", "điểm = 10 × chỉ số SIPAS ÷ 100"),
        ("province-2022", "8.1", "en", "points = 10 × SIPAS index ÷ 100"),
        (
            "commune-demo",
            "1.2",
            "vi",
            DEDUCTION,
        ),
    ],
    ids=["weighted ratio", "satisfaction", "in English", "deduction"],
)
def test_a_rule_is_written_with_the_labels_of_its_inputs(
    criteria_set: str, code: str, language: str, expected: str
) -> None:
    """The maximum, constants and short labels, with the signs that people write."""
    issued = open_criteria_set(criteria_set)
    node = issued.node(code)

    assert node is not None
    assert (expected,) == rule_formulas(node, issued, language=language)


@pytest.mark.parametrize("name", SETS)
def test_every_rule_that_computes_has_a_formula(name: str) -> None:
    """Only points as decided, all or nothing, levels and bands have none: their words or their table say it all."""
    issued = open_criteria_set(name)

    for node in issued.leaves():
        assert node.leaf is not None
        has_none = isinstance(node.leaf.rule, (Given, PassFail, Levels, Bands))
        assert has_none == (rule_formulas(node, issued) == ()), node.code


def test_several_formulas_are_told_apart_by_their_names() -> None:
    """An entry may choose one: each is written, with its name."""
    issued = open_criteria_set("commune-demo")
    node = issued.node("4.5")

    assert node is not None
    formulas = rule_formulas(node, issued)
    assert ["(theo-ke-hoach)", "(da-duyet-phuong-an)"] == [formula.rpartition(" ")[2] for formula in formulas]


def test_parts_of_a_told_rule_make_up_its_lines() -> None:
    """Rule, total of 0, missing answer and applicability apart are the lines together; a branch has no rule."""
    issued = one_of_each()

    for node in issued.walk():
        told = told_rule(node, issued)
        if told is None:
            assert node.leaf is None
        else:
            assert rule_lines(node, issued) == (*told.rule, *told.zero_total, told.missing, told.applicability)
