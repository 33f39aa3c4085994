"""A criteria file becomes a criteria set, whole or not at all."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from criteria_samples import load_text, set_in, tree_of
from parindex.engine.criteria.check import check_criteria_set
from parindex.engine.criteria.formula import parse_formula
from parindex.engine.criteria.load import load_criteria_set
from parindex.engine.criteria.model import (
    AdjustmentKind,
    Ceilings,
    CriteriaSet,
    Decision,
    Display,
    Example,
    ExtensionLimits,
    Grade,
    IndexBounds,
    Input,
    InputType,
    Leaf,
    MissingPolicy,
    Node,
    Prefer,
    Scale,
    Source,
    TieBreak,
    WhenNotRun,
)
from parindex.engine.criteria.rules import (
    Band,
    Bands,
    Count,
    CountedItem,
    Deduction,
    Domain,
    EmptyGroup,
    Floor,
    Formulas,
    Given,
    Level,
    Levels,
    MeanOfRatios,
    NamedFormula,
    PassFail,
    Ratio,
    RatioLevel,
    Rule,
    Satisfaction,
    Survey,
    TargetClasses,
    Targets,
    TargetShares,
    WeightedRatio,
    WeightedTerm,
    Words,
    ZeroDenominator,
    ZeroLevel,
)
from parindex.engine.figures import Reference
from parindex.errors import Place, Severity

EVERY_FIELD = Path(__file__).parent / "good" / "every_field.yaml"
SMALLEST = """
kind: criteria_set
id: smallest
revision: 1
title: Nhỏ nhất
edition: 2024
decision: {number: 12/QĐ-UBND}
maximum: 1
display: {}
ranking: {}
nodes: [{code: 1, title: a, maximum: 1, source: appraisal, rule: {kind: given}, examples: [{entry: {}, points: 0}]}]
"""


@pytest.fixture(scope="module")
def loaded() -> CriteriaSet:
    """The set that has every field."""
    return set_in(EVERY_FIELD)


def node_of(criteria_set: CriteriaSet, code: str) -> Node:
    """The node of a code that is there."""
    node = criteria_set.node(code)
    assert node is not None
    return node


def leaf_of(criteria_set: CriteriaSet, code: str) -> Leaf:
    """The leaf of a code that is there."""
    leaf = node_of(criteria_set, code).leaf
    assert leaf is not None
    return leaf


def test_head_and_sections_are_read_as_written(loaded: CriteriaSet) -> None:
    """Every field beside the tree has its typed value."""
    half, one = Fraction(1, 2), Fraction(1)

    assert "every-field" == loaded.id
    assert "2" == loaded.revision
    assert Words("Bộ tiêu chí thử", "Trial criteria set") == loaded.title
    assert "2024" == loaded.edition
    assert Decision("12/QĐ-UBND", "2024-01-02", "UBND tỉnh") == loaded.decision
    assert Fraction(20) == loaded.maximum
    assert Display(3, 1) == loaded.display
    assert (TieBreak("1.percent", Prefer.HIGHER), TieBreak("penalty", Prefer.LOWER)) == loaded.ties
    assert loaded.is_demonstration
    assert ("Báo cáo thử nghiệm",) == loaded.sources
    assert loaded.survey.is_optional
    assert WhenNotRun.RESCALE is loaded.survey.when_not_run
    assert {"people": Words("Người dân"), "firms": Words("Doanh nghiệp", "Firms")} == loaded.survey.groups
    assert {
        "four": Scale("four", {"good": one, "fair": half, "no": Fraction(0)}, frozenset({"unknown"}))
    } == loaded.survey.scales
    assert {"2.1": {"people": Fraction(60), "firms": Fraction(40)}} == loaded.survey.group_weights
    assert ExtensionLimits(frozenset({"1"}), Fraction(5), frozenset({"1.1"})) == loaded.extension
    assert Ceilings(Fraction(2), Fraction(3)) == loaded.ceilings
    assert IndexBounds(None, None, upper_is_own_maximum=True) == loaded.bounds
    assert {
        "*": (
            Grade("good", Words("Tốt"), Fraction(80), from_included=False, no_component_below=Fraction(50)),
            Grade("fair", Words("Khá", "Fair"), Fraction(65)),
            Grade("weak", Words("Yếu"), None),
        )
    } == loaded.grades
    assert [
        ("B1", AdjustmentKind.BONUS, half, one),
        ("P1", AdjustmentKind.PENALTY, one, None),
    ] == [(item.code, item.kind, item.each, item.cap) for item in loaded.adjustments]
    assert ("criteria.yaml", "0" * 64) == (loaded.file, loaded.sha256)


def test_nodes_inherit_the_agency_and_the_unit_itself_is_no_agency(loaded: CriteriaSet) -> None:
    """A responsible agency holds for all below, until ``@unit`` names the unit itself."""
    agencies = {node.code: node.agency for node in loaded.walk() if node.code in {"1", "1.1", "1.2", "2", "2.1"}}

    assert {"1": "Sở Nội vụ", "1.1": None, "1.2": "Sở Nội vụ", "2": None, "2.1": None} == agencies


def test_a_leaf_has_everything_that_the_file_says(loaded: CriteriaSet) -> None:
    """Policies, evidence, appraiser, references, inputs and examples of leaves are read as written."""
    given, counted = leaf_of(loaded, "1.1"), leaf_of(loaded, "1.3")
    reference = Reference("Quyết định số 12/QĐ-UBND", "2024-01-02", "Điều 1", "khoản 2", "https://example.org/12")
    (example,) = given.examples

    assert (reference,) == node_of(loaded, "1").references
    assert (Source.APPRAISAL, MissingPolicy.ZERO) == (given.source, given.missing)
    assert (Words("Kế hoạch"), "Sở Tài chính") == (given.evidence, given.appraiser)
    assert given.may_be_not_applicable
    assert given.must_justify
    assert given.is_remainder
    assert (Fraction(3, 4), "Thiếu một việc") == (example.entry.points, example.entry.reason)
    assert (("Kế hoạch số 1",), ("Báo cáo số 2",)) == (example.entry.evidence, example.entry.sources)
    assert (Fraction(3, 4), Words("Thiếu một việc")) == (example.points, example.says)
    assert MissingPolicy.NOT_APPLICABLE is counted.missing
    assert not counted.may_be_not_applicable
    assert {
        "done": Input("done", Words("Xong", "Done"), InputType.COUNT, Words("việc"), Fraction(1), Fraction(100)),
        "total": Input("total", Words("Tổng"), InputType.NUMBER, None, None, None),
    } == counted.inputs
    assert [None] == [found.points for found in counted.examples]
    assert {"people": {"good": 3, "no": 1, "unknown": 6}, "firms": {"fair": 2}} == counts_of(
        leaf_of(loaded, "2.1").examples[0]
    )


def counts_of(example: Example) -> object:
    """Answers by group and option of an example."""
    return example.entry.counts


ZERO, HALF, ONE, TWO = Fraction(0), Fraction(1, 2), Fraction(1), Fraction(2)
RULES: dict[str, Rule] = {
    "1.1": Given(Fraction(1, 4)),
    "1.2": PassFail(input="done"),
    "1.3": PassFail(condition=parse_formula("done / total >= 0.9"), zero_denominator=ZeroDenominator.NOT_APPLICABLE),
    "1.4": Levels((Level("full", Words("Đủ"), ONE), Level("part", Words("Một phần"), HALF))),
    "1.5": Bands(
        Domain(ZERO, None),
        (
            Band(ZERO, from_included=True, to=Fraction(90), to_included=False, points=ZERO),
            Band(Fraction(90), from_included=True, to=Fraction(95), to_included=True, points=HALF),
            Band(Fraction(95), from_included=False, to=None, to_included=False, points=ONE),
        ),
        percent="share",
    ),
    "1.6": Bands(
        Domain(ZERO, Fraction(100)),
        (
            Band(ZERO, from_included=True, to=Fraction(100), to_included=False, points=ZERO),
            Band(Fraction(100), from_included=True, to=Fraction(100), to_included=True, points=ONE),
        ),
        numerator="done",
        denominator="total",
        zero_denominator=ZeroDenominator.FULL,
        part_of_whole=True,
    ),
    "1.7": Ratio(
        Fraction(9, 10),
        numerator="done",
        denominator="total",
        floor=Floor(Fraction(7, 10), Fraction(1, 10)),
        zero_denominator=ZeroDenominator.ZERO,
        part_of_whole=True,
    ),
    "1.8": WeightedRatio(
        (WeightedTerm("on_time", ONE), WeightedTerm("late", Fraction(3, 5))), "total", ONE, part_of_whole=True
    ),
    "1.9": MeanOfRatios(
        (RatioLevel("province", TWO, numerator="done", denominator="total"), RatioLevel("commune", ONE, "commune")),
        ZeroLevel.FULL,
        part_of_whole=True,
    ),
    "1.10": Deduction((CountedItem("late", Fraction(1, 4), ONE),), HALF),
    "1.11": Count((CountedItem("ideas", Fraction(1, 4)),)),
    "1.12": Targets(TargetClasses("missed", "met", "exceeded"), TargetShares(ZERO, Fraction(3, 4), ONE)),
    "1.13": Formulas(
        (
            NamedFormula("share", parse_formula("maximum * done / total")),
            NamedFormula("each", parse_formula("min(maximum, done * 0.5)")),
        ),
        ZeroDenominator.ZERO,
    ),
    "2.1": Survey("four", EmptyGroup.MISSING),
    "2.2": Satisfaction("sipas"),
}


@pytest.mark.parametrize("code", RULES)
def test_every_rule_kind_is_read_with_its_parameters(loaded: CriteriaSet, code: str) -> None:
    """A rule becomes the record of its kind."""
    assert RULES[code] == leaf_of(loaded, code).rule


def test_the_rules_of_the_sample_are_all_that_there_are(loaded: CriteriaSet) -> None:
    """The sample has every rule kind, so that no kind goes untested."""
    assert set(Rule.__args__) == {type(leaf.rule) for node in loaded.leaves() if (leaf := node.leaf)}


def test_what_is_not_said_has_its_documented_meaning() -> None:
    """A smallest file: shared ranks, two decimals, index from 0 upwards, missing unknown, not applicable forbidden."""
    loaded, problems = load_text(SMALLEST)
    assert loaded is not None
    leaf = leaf_of(loaded, "1")

    assert [] == [*problems, *check_criteria_set(loaded)]
    assert ((), Display(2, 2)) == (loaded.ties, loaded.display)
    assert (IndexBounds(ZERO, None), Ceilings(None, None)) == (loaded.bounds, loaded.ceilings)
    assert (None, {}, ()) == (loaded.extension, loaded.grades, loaded.adjustments)
    assert not loaded.is_demonstration
    assert not loaded.survey.is_optional
    assert (MissingPolicy.UNKNOWN, False, False) == (
        leaf.missing,
        leaf.may_be_not_applicable,
        leaf.must_justify,
    )


@pytest.mark.parametrize(
    ("written", "bounds"),
    [
        ("{}", IndexBounds(ZERO, None)),
        ("{lower: null}", IndexBounds(None, None)),
        ("{lower: -1}", IndexBounds(Fraction(-1), None)),
        ("{upper: null}", IndexBounds(ZERO, None)),
        ("{upper: own_maximum}", IndexBounds(ZERO, None, upper_is_own_maximum=True)),
        ("{upper: 100}", IndexBounds(ZERO, Fraction(100))),
    ],
)
def test_an_explicit_null_is_no_bound_and_silence_is_zero(written: str, bounds: IndexBounds) -> None:
    """The lower bound is 0 unless the file says ``null`` or a number."""
    loaded, _ = load_text(f"{SMALLEST}index_bounds: {written}\n")

    assert loaded is not None
    assert bounds == loaded.bounds


def test_evidence_asked_for_may_be_a_list() -> None:
    """Several documents that are asked for are kept as one line."""
    loaded, _ = load_text(SMALLEST.replace("source: appraisal", "source: appraisal, evidence: [Kế hoạch, Báo cáo]"))

    assert loaded is not None
    assert Words("Kế hoạch; Báo cáo") == leaf_of(loaded, "1").evidence


def test_places_name_the_line_of_every_node_and_rule(loaded: CriteriaSet) -> None:
    """A node knows where its code stands, a leaf where its rule stands, and the set where each value stands."""
    lines = EVERY_FIELD.read_text(encoding="utf-8").splitlines()
    node, leaf = node_of(loaded, "1.8"), leaf_of(loaded, "1.8")

    assert node.place.line is not None
    assert leaf.rule_place.line is not None
    assert 'code: "1.8"' in lines[node.place.line - 1]
    assert "kind: weighted_ratio" in lines[leaf.rule_place.line - 1]
    assert "maximum: 1.5" in lines[(loaded.places["nodes/1.8/maximum"].line or 0) - 1]
    assert ("nodes/1.8", "nodes/1.8/rule") == (node.place.path, leaf.rule_place.path)


def test_nothing_read_is_nothing_loaded_and_nothing_said() -> None:
    """Where the reader of files made no tree it has said why itself."""
    assert (None, []) == load_criteria_set(None, file="criteria.yaml", sha256="")


def test_another_kind_of_file_is_said_once() -> None:
    """A file of another kind is not judged as a criteria set."""
    loaded, problems = load_text("{kind: crosswalk, from: a, to: b}")

    assert loaded is None
    assert [("wrong_kind", {"found": "crosswalk", "expected": "criteria_set"})] == [
        (problem.code, problem.parameters) for problem in problems
    ]


def test_an_unknown_field_is_named_with_the_nearest_known_one() -> None:
    """A mistyped field names the field that was probably meant."""
    _, problems = load_text(f"{SMALLEST}demonstraton: true\n")

    assert [{"field": "demonstraton", "near": "demonstration"}] == [problem.parameters for problem in problems]


def test_a_sum_that_does_not_add_up_is_told_exactly() -> None:
    """The parameters of ``sum_mismatch`` are exact fractions."""
    loaded, _ = load_text(SMALLEST.replace("maximum: 1,", "maximum: 1/3,", 1))
    assert loaded is not None
    (problem,) = check_criteria_set(loaded)

    assert ("sum_mismatch", Place("criteria.yaml", 8, "maximum")) == (problem.code, problem.place)
    assert {"node": "", "expected": "1", "found": "1/3", "difference": "-2/3"} == problem.parameters


def test_a_set_with_warnings_alone_is_loaded() -> None:
    """An input that no rule names is said, and the set loaded all the same."""
    text = SMALLEST.replace(
        "rule: {kind: given}",
        "inputs: {a: {type: count}, b: {type: count}}, rule: {kind: count, items: [{input: a, each: 1}]}",
    )
    loaded, problems = load_text(text)

    assert loaded is not None
    assert [("unused_input", Severity.WARNING)] == [(problem.code, problem.severity) for problem in problems]


def test_a_fault_of_one_leaf_hides_no_fault_of_the_whole() -> None:
    """Structure, rules and sums are judged in one run, even where the set cannot be loaded."""
    tree = tree_of(
        EVERY_FIELD.read_text(encoding="utf-8")
        .replace("step: 0.25", "stepp: 0.25")
        .replace("maximum: 20", "maximum: 21")
    )
    loaded, problems = load_criteria_set(tree, file="criteria.yaml", sha256="")

    assert loaded is None
    assert ["sum_mismatch", "unknown_field"] == [problem.code for problem in problems]


def test_nodes_deeper_than_anyone_needs_are_refused() -> None:
    """Twenty levels are allowed, more are a problem and not an endless descent."""
    leaf = "source: appraisal, rule: {kind: given}, examples: [{entry: {}, points: 0}]"
    depth = 21
    nodes = ""
    for level in range(depth, 0, -1):
        code = ".".join(["1"] * level)
        inner = f"children: [{nodes}]" if nodes else leaf
        nodes = f"{{code: {code}, title: a, maximum: 1, {inner}}}"
    _, problems = load_text(SMALLEST[: SMALLEST.index("nodes:")] + f"nodes: [{nodes}]\n")

    assert [("too_deep", "nodes/" + ".".join(["1"] * depth))] == [
        (problem.code, problem.place.path) for problem in problems
    ]
