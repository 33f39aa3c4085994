"""An entry is judged by what its leaf asks for."""

from __future__ import annotations

from fractions import Fraction

import pytest

from criteria_samples import set_of, tree_of
from parindex.engine.criteria.entries import EntryForm, load_adjustment_entry, load_entry
from parindex.engine.criteria.model import Entry, Input, InputType, SurveyPart
from parindex.engine.criteria.reading import Reader
from parindex.engine.criteria.rules import (
    Bands,
    Domain,
    Given,
    MeanOfRatios,
    Ratio,
    RatioLevel,
    Rule,
    WeightedRatio,
    WeightedTerm,
    Words,
)
from parindex.errors import Problem

ONE = Fraction(1)
INPUTS = {
    name: Input(name, Words(name), InputType.COUNT) for name in ("done", "late", "total", "commune_done", "communes")
} | {"share": Input("share", Words("share"), InputType.NUMBER)}


def read(text: str, form: EntryForm) -> tuple[Entry, list[Problem]]:
    """The entry that a text writes, and what is wrong with it."""
    reader = Reader()
    entry = load_entry(reader, tree_of(text), form, "entry")
    assert entry is not None
    return entry, reader.problems


def test_an_entry_keeps_what_is_right_beside_what_is_wrong() -> None:
    """A wrong value is left out and said; the others stand."""
    entry, problems = read("{inputs: {done: 3, late: x}, reason: Thiếu}", EntryForm(INPUTS, Given(), ONE))

    assert ({"done": Fraction(3)}, "Thiếu") == (entry.inputs, entry.reason)
    assert [("bad_number", "entry/inputs/late")] == [(found.code, found.place.path) for found in problems]


def test_unanswered_is_not_zero() -> None:
    """An empty input is absent, and counts that are not there are not the same as counts of nobody."""
    unanswered, _ = read("{inputs: {done: null}}", EntryForm(INPUTS, Given(), ONE))
    nobody, _ = read("{counts: {}}", EntryForm(INPUTS, None, ONE))

    assert ({}, None) == (unanswered.inputs, unanswered.counts)
    assert {} == nobody.counts


PARTS: dict[str, tuple[Rule, str, str, str]] = {
    "ratio": (
        Ratio(ONE, numerator="done", denominator="total", part_of_whole=True),
        "{done: 3, total: 3}",
        "{done: 4, total: 3}",
        "done",
    ),
    "percent": (Ratio(ONE, percent="share", part_of_whole=True), "{share: 100}", "{share: 100.01}", "share"),
    "bands": (
        Bands(Domain(None, None), (), numerator="done", denominator="total", part_of_whole=True),
        "{done: 3, total: 3}",
        "{done: 4, total: 3}",
        "done",
    ),
    "weighted_ratio": (
        WeightedRatio(
            (WeightedTerm("done", ONE), WeightedTerm("late", Fraction(1, 2))), "total", ONE, part_of_whole=True
        ),
        "{done: 2, late: 1, total: 3}",
        "{done: 3, late: 1, total: 3}",
        "done",
    ),
    "mean_of_ratios": (
        MeanOfRatios(
            (
                RatioLevel("a", ONE, numerator="done", denominator="total"),
                RatioLevel("b", ONE, numerator="commune_done", denominator="communes"),
            ),
            part_of_whole=True,
        ),
        "{done: 3, total: 3, commune_done: 1, communes: 1}",
        "{done: 3, total: 3, commune_done: 2, communes: 1}",
        "commune_done",
    ),
}


@pytest.mark.parametrize("kind", PARTS)
def test_a_part_may_equal_its_whole_but_not_exceed_it(kind: str) -> None:
    """``part_of_whole`` refuses a part above its whole at the part's place, and nothing else."""
    rule, equal, above, culprit = PARTS[kind]
    form = EntryForm(INPUTS, rule, ONE)

    assert [] == read(f"{{inputs: {equal}}}", form)[1]
    assert [("part_above_whole", f"entry/inputs/{culprit}")] == [
        (found.code, found.place.path) for found in read(f"{{inputs: {above}}}", form)[1]
    ]


def test_without_part_of_whole_a_part_may_exceed_its_whole() -> None:
    """Where the rule does not say so, more than the whole is allowed."""
    form = EntryForm(INPUTS, Ratio(ONE, numerator="done", denominator="total"), ONE)

    assert [] == read("{inputs: {done: 4, total: 3}}", form)[1]


@pytest.mark.parametrize(
    ("points", "code"),
    [
        ("0", None),
        ("1", None),
        ("3/4", None),
        ("-0.25", "negative_points"),
        ("1.25", "points_above_maximum"),
        ("0.3", "points_off_step"),
    ],
)
def test_points_outright_keep_to_the_maximum_and_the_step(points: str, code: str | None) -> None:
    """Points lie between 0 and the maximum and are a multiple of the step."""
    entry, problems = read(f"points: {points}", EntryForm(INPUTS, Given(Fraction(1, 4)), ONE))

    assert ([] if code is None else [code]) == [found.code for found in problems]
    assert (Fraction(points) if code is None else None) == entry.points


def test_nothing_is_said_of_what_an_unreadable_rule_would_allow() -> None:
    """Where the rule or an input has faults of its own, the entry is not blamed for them."""
    form = EntryForm(INPUTS, None, None, SurveyPart(groups={"people": Words("Người dân")}), frozenset({"odd"}))
    _, problems = read("{inputs: {odd: x}, level: a, formula: b, points: 99, counts: {people: {any: 1}}}", form)

    assert [] == problems


def test_the_form_of_a_node_is_that_of_its_leaf() -> None:
    """A loaded leaf says what may be answered; a node with children has nothing to answer but points."""
    criteria_set = set_of("""
kind: criteria_set
id: a
revision: 1
title: a
edition: 2024
decision: {number: 1}
maximum: 1
display: {}
ranking: {}
nodes:
  - code: 1
    title: a
    maximum: 1
    children:
      - {code: 1.1, title: a, maximum: 1, source: appraisal, rule: {kind: given}, examples: [{entry: {}, points: 0}]}
""")
    parent, leaf = list(criteria_set.walk())

    assert (None, ONE) == (
        EntryForm.of(parent, criteria_set.survey).rule,
        EntryForm.of(parent, criteria_set.survey).maximum,
    )
    assert Given() == EntryForm.of(leaf, criteria_set.survey).rule


def test_an_adjustment_is_counted_or_given() -> None:
    """A bonus or penalty has a whole count, or points of 0 or more."""
    reader = Reader()
    counted = load_adjustment_entry(reader, tree_of("count: 2"), "adjustments/B1/council")
    given = load_adjustment_entry(reader, tree_of("points: 0.5"), "adjustments/B1/council")
    load_adjustment_entry(reader, tree_of("{count: 0.5, points: -1, level: a}"), "adjustments/B1/council")

    assert counted is not None
    assert given is not None
    assert (Fraction(2), Fraction(1, 2)) == (counted.count, given.points)
    assert {
        ("unknown_field", "adjustments/B1/council/level"),
        ("not_whole", "adjustments/B1/council/count"),
        ("negative_points", "adjustments/B1/council/points"),
    } == {(found.code, found.place.path) for found in reader.problems}
