"""Crosswalks between two sets, written or by equal codes, and what differs between two revisions."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.faulty import faulty_files, places_of, read_faulty, tree_of
from engine.trees_at_random import damaged, trees
from parindex.engine.criteria.compare import (
    Change,
    Crosswalk,
    Link,
    NodeLink,
    Relation,
    difference,
    load_crosswalk,
    natural_crosswalk,
)
from parindex.engine.criteria.model import (
    CriteriaSet,
    MissingPolicy,
    Node,
    Scale,
    Source,
    SurveyPart,
)
from parindex.engine.criteria.rules import Given, PassFail, Survey, Words
from parindex.engine.figures import Reference
from parindex.engine.trees import Tree
from parindex.errors import Place
from samples import branch, criteria, leaf

HERE = Path(__file__).parent

OLD = criteria(
    branch("1", leaf("1.1", "1"), leaf("1.2", "1")),
    branch("2", leaf("2.1", "3"), leaf("2.2", "1"), leaf("2.3", "2")),
    leaf("3", "2"),
    leaf("4", "1"),
    id="small-2020",
)
NEW = criteria(
    branch("1", leaf("1.1", "1"), leaf("1.2", "1.5")),
    branch("2", leaf("2.1", "2"), leaf("2.2", "1"), leaf("2.3", "3")),
    branch("3", leaf("3.1", "1"), leaf("3.2", "1")),
    leaf("5", "2"),
    id="small-2022",
)
FULL = """
kind: crosswalk
from: small-2020
to: small-2022
links:
  - {relation: same, from: ["1.1"], to: ["1.1"]}
  - {relation: rescaled, from: ["1.2"], to: ["1.2"]}
  - {relation: split, from: ["2.1"], to: ["2.1", "2.2"]}
  - {relation: merged, from: ["2.2", "2.3"], to: ["2.3"]}
  - {relation: not_comparable, from: ["3"], to: ["3.1", "3.2"]}
  - {relation: dropped, from: ["4"]}
  - {relation: new, to: ["5"]}
nodes:
  - {from: "3", to: "3"}
"""


def without_places(crosswalk: Crosswalk | None) -> Crosswalk | None:
    """A crosswalk as it would be if it stood in no file."""
    if crosswalk is None:
        return None
    nowhere = Place()
    return replace(
        crosswalk,
        links=tuple(replace(link, place=nowhere) for link in crosswalk.links),
        nodes=tuple(replace(node, place=nowhere) for node in crosswalk.nodes),
    )


@pytest.mark.parametrize("path", faulty_files(HERE / "crosswalks"), ids=lambda path: path.stem)
def test_every_fault_of_a_crosswalk_is_found_at_once_at_its_place(path: Path) -> None:
    """All marked faults are found, each with code, line and path, and no other; mended, the file loads."""
    faulty = read_faulty(path)
    crosswalk, problems = load_crosswalk(faulty.tree, OLD, NEW, file=path.name)
    mended, left = load_crosswalk(faulty.mended, OLD, NEW, file=path.name)

    assert sorted(faulty.expected) == places_of(problems)
    assert crosswalk is None
    assert [] == left
    assert mended is not None


def test_a_crosswalk_is_kept_as_written() -> None:
    """Relations, codes of both sides and linked nodes, each with its place in the file."""
    crosswalk, problems = load_crosswalk(tree_of(FULL), OLD, NEW, file="crosswalk.yaml")

    expected = Crosswalk(
        "small-2020",
        "small-2022",
        (
            Link(Relation.SAME, ("1.1",), ("1.1",)),
            Link(Relation.RESCALED, ("1.2",), ("1.2",)),
            Link(Relation.SPLIT, ("2.1",), ("2.1", "2.2")),
            Link(Relation.MERGED, ("2.2", "2.3"), ("2.3",)),
            Link(Relation.NOT_COMPARABLE, ("3",), ("3.1", "3.2")),
            Link(Relation.DROPPED, ("4",), ()),
            Link(Relation.NEW, (), ("5",)),
        ),
        (NodeLink("3", "3"),),
    )

    assert [] == problems
    assert expected == without_places(crosswalk)
    assert crosswalk is not None
    assert Place("file.yaml", 8, "links/3") == crosswalk.links[2].place
    assert Place("file.yaml", 14, "nodes/1") == crosswalk.nodes[0].place


def test_each_leaf_that_no_link_names_is_said_with_its_set() -> None:
    """An officer sees which leaves of which set are still to be linked."""
    tree = read_faulty(HERE / "crosswalks" / "not_linked.yaml").tree
    problems = load_crosswalk(tree, OLD, NEW, file="crosswalk.yaml")[1]

    assert [("small-2020", "3", "from"), ("small-2022", "3.1", "to"), ("small-2022", "3.2", "to")] == [
        (problem.parameters["set"], problem.parameters["found"], problem.parameters["side"]) for problem in problems
    ]


def test_a_relation_that_does_not_fit_says_why() -> None:
    """Either the number of leaves or their maxima contradict the relation; the sentence needs both sides."""
    tree = read_faulty(HERE / "crosswalks" / "relations.yaml").tree
    problems = load_crosswalk(tree, OLD, NEW, file="crosswalk.yaml")[1]
    parameters = [dict(problem.parameters) for problem in problems if problem.code == "relation_does_not_fit"]

    maxima = {"from_count": "1", "to_count": "1", "from_maximum": "1", "to_maximum": "3/2"}
    counts = {"from_count": "1", "to_count": "2", "from_maximum": "3", "to_maximum": ""}

    assert {"found": "same", "reason": "maxima", **maxima} == parameters[1]
    assert {"found": "merged", "reason": "counts", **counts} == parameters[2]


def test_a_code_linked_twice_says_where_it_was_first() -> None:
    """The line of the first link stands in the problem of the second."""
    tree = tree_of(FULL.replace('to: ["2.3"]', 'to: ["2.1"]'))
    problems = load_crosswalk(tree, OLD, NEW, file="crosswalk.yaml")[1]
    doubled = next(problem for problem in problems if problem.code == "linked_twice")

    assert {"found": "2.1", "set": "small-2022", "first": "8"} == doubled.parameters
    assert Place("file.yaml", 9, "links/4/to/1") == doubled.place


def test_a_file_of_another_kind_is_no_crosswalk() -> None:
    """A file that calls itself something else is refused for that alone."""
    tree = tree_of(FULL.replace("kind: crosswalk", "kind: answer_sheet"))

    assert [("wrong_kind", 2, "kind")] == places_of(load_crosswalk(tree, OLD, NEW, file="crosswalk.yaml")[1])
    assert (None, []) == load_crosswalk(None, OLD, NEW, file="crosswalk.yaml")


@given(trees() | damaged(tree_of(FULL)))
def test_no_content_raises(tree: Tree) -> None:
    """Whatever stands in a file gives a crosswalk or problems, never an exception."""
    crosswalk, problems = load_crosswalk(tree, OLD, NEW, file="crosswalk.yaml")

    assert (crosswalk is None) is any(problem.is_error for problem in problems)


# Without a file


def test_equal_codes_link_two_sets_by_themselves() -> None:
    """Equal leaves are the same or rescaled, others dropped or new; nodes of equal code continue each other."""
    expected = Crosswalk(
        "small-2020",
        "small-2022",
        (
            Link(Relation.SAME, ("1.1",), ("1.1",)),
            Link(Relation.RESCALED, ("1.2",), ("1.2",)),
            Link(Relation.RESCALED, ("2.1",), ("2.1",)),
            Link(Relation.SAME, ("2.2",), ("2.2",)),
            Link(Relation.RESCALED, ("2.3",), ("2.3",)),
            Link(Relation.DROPPED, ("3",), ()),
            Link(Relation.DROPPED, ("4",), ()),
            Link(Relation.NEW, (), ("3.1",)),
            Link(Relation.NEW, (), ("3.2",)),
            Link(Relation.NEW, (), ("5",)),
        ),
        (NodeLink("1", "1"), NodeLink("2", "2"), NodeLink("3", "3")),
    )

    assert expected == natural_crosswalk(OLD, NEW)


def test_a_set_compared_with_itself_is_the_same_throughout() -> None:
    """Two years by one set need no file."""
    crosswalk = natural_crosswalk(OLD, OLD)

    assert {Relation.SAME} == {link.relation for link in crosswalk.links}
    assert [leaf.code for leaf in OLD.leaves()] == [link.from_[0] for link in crosswalk.links]


@st.composite
def small_sets(draw: st.DrawFn) -> CriteriaSet:
    """Sets of two levels whose codes overlap in part."""
    nodes: list[Node] = []
    for code in draw(st.sets(st.sampled_from("1234"), min_size=1)):
        below = sorted(draw(st.sets(st.sampled_from("123"), max_size=3)))
        maxima = st.sampled_from(("1", "1.5", "2"))
        children = [leaf(f"{code}.{number}", draw(maxima)) for number in below]
        nodes.append(branch(code, *children) if children else leaf(code, draw(maxima)))
    return criteria(*nodes)


@given(small_sets(), small_sets())
def test_a_natural_crosswalk_is_one_that_could_be_written(old: CriteriaSet, new: CriteriaSet) -> None:
    """Every leaf of both sets stands in exactly one link, and every relation fits: as a file it has no problem."""
    crosswalk = natural_crosswalk(old, new)
    links = [
        f"  - {{relation: {link.relation}, from: {list(link.from_)}, to: {list(link.to)}}}" for link in crosswalk.links
    ]
    nodes = [f"  - {{from: '{node.from_}', to: '{node.to}'}}" for node in crosswalk.nodes]
    lines = ["kind: crosswalk", "from: sample", "to: sample", "links:", *links, "nodes:", *nodes]
    written, problems = load_crosswalk(tree_of("\n".join(lines)), old, new, file="crosswalk.yaml")

    assert [] == problems
    assert crosswalk == without_places(written)


# Revisions


def changed(node: Node, **fields: object) -> Node:
    """A leaf with other fields of its leaf part."""
    if node.leaf is None:
        raise ValueError(node.code)
    return replace(node, leaf=replace(node.leaf, **fields))  # type: ignore[arg-type]  # fields of the record, by name


BASE = leaf("1", "2", inputs=("on_time",))
CHANGES = [
    pytest.param(BASE, [], id="nothing"),
    pytest.param(replace(BASE, place=Place("other.yaml", 9)), [], id="only the place"),
    pytest.param(replace(BASE, title=Words("Khác")), [Change.RENAMED], id="title"),
    pytest.param(changed(BASE, rule=Given(step=Fraction(1))), [Change.RULE], id="rule"),
    pytest.param(changed(BASE, inputs={}), [Change.RULE], id="inputs"),
    pytest.param(changed(BASE, source=Source.EXTERNAL), [Change.SOURCE], id="source"),
    pytest.param(changed(BASE, missing=MissingPolicy.ZERO), [Change.POLICY], id="missing answers"),
    pytest.param(changed(BASE, may_be_not_applicable=False), [Change.POLICY], id="not applicable"),
    pytest.param(replace(BASE, agency="Sở Tư pháp"), [Change.AGENCY], id="agency"),
    pytest.param(replace(BASE, references=(Reference("Quyết định 1"),)), [Change.REFERENCES], id="references"),
    pytest.param(
        replace(changed(BASE, rule=PassFail("on_time")), title=Words("Khác")),
        [Change.RENAMED, Change.RULE],
        id="several",
    ),
]


@pytest.mark.parametrize(("node", "expected"), CHANGES)
def test_each_thing_that_differs_is_one_difference(node: Node, expected: list[Change]) -> None:
    """Title, maximum, rule, source, policies, agency and references are told apart."""
    found = difference(criteria(BASE), criteria(node))

    assert expected == [one.change for one in found]
    assert all((one.code, one.before, one.after) == ("1", BASE, node) for one in found)


def test_added_and_removed_nodes_are_told_by_code() -> None:
    """What is new stands in the order of the new set, what is gone comes after it; a parent grows with its leaves."""
    old = criteria(branch("1", leaf("1.1"), leaf("1.2")), leaf("2"))
    new = criteria(branch("1", leaf("1.1"), leaf("1.3", "2")), leaf("2"))

    assert [
        (Change.MAXIMUM, "1", "2", "3"),
        (Change.ADDED, "1.3", None, "2"),
        (Change.REMOVED, "1.2", "1", None),
    ] == [
        (one.change, one.code, one.before and str(one.before.maximum), one.after and str(one.after.maximum))
        for one in difference(old, new)
    ]


def test_a_leaf_that_became_a_parent_has_another_rule() -> None:
    """Its points are now the sum of its children."""
    found = difference(criteria(leaf("1", "2")), criteria(branch("1", leaf("1.1", "2"))))

    assert [(Change.RENAMED, "1"), (Change.RULE, "1"), (Change.ADDED, "1.1")] == [
        (one.change, one.code) for one in found
    ]


@pytest.mark.parametrize(
    ("survey", "expected"),
    [
        pytest.param({}, [], id="nothing"),
        pytest.param({"group_weights": {"1": {"a": Fraction(2)}}}, [Change.RULE], id="group weights"),
        pytest.param({"scales": {"quality": Scale("quality", {"good": Fraction(1, 2)})}}, [Change.RULE], id="scale"),
        pytest.param({"group_weights": {"1": {"a": Fraction(1)}, "2": {"a": Fraction(1)}}}, [], id="another leaf"),
    ],
)
def test_group_weights_and_scale_belong_to_the_rule_of_a_survey_leaf(
    survey: dict[str, object], expected: list[Change]
) -> None:
    """A survey leaf scores otherwise when its scale or its group weights change."""
    part = SurveyPart(
        groups={"a": Words("Công chức")},
        scales={"quality": Scale("quality", {"good": Fraction(1)})},
        group_weights={"1": {"a": Fraction(1)}},
    )
    node = leaf("1", rule=Survey("quality"), source=Source.SURVEY)
    new = replace(part, **survey)  # type: ignore[arg-type]  # fields of the record, by name

    assert expected == [one.change for one in difference(criteria(node, survey=part), criteria(node, survey=new))]
