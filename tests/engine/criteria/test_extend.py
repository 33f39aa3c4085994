"""Local additions to a frame set: what the frame allows, and what the extended set then says."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.faulty import faulty_files, places_of, read_faulty, tree_of
from engine.trees_at_random import damaged, trees
from parindex.engine.criteria.check import check_criteria_set
from parindex.engine.criteria.extend import Addition, Extension, Split, extend, load_extension
from parindex.engine.criteria.load import load_criteria_set
from parindex.engine.criteria.model import CriteriaSet, ExtensionLimits, SurveyPart
from parindex.engine.criteria.rules import Words
from parindex.engine.trees import Tree
from parindex.errors import Place
from samples import branch, criteria, leaf

HERE = Path(__file__).parent

FULL = """
kind: extension
extends: frame
id: local
title: Bộ tiêu chí của huyện
additions:
  - parent: "1.1"
    node:
      code: "1.1.2"
      title: Kế hoạch của xã
      maximum: 0.5
      source: appraisal
      rule: {kind: given}
      examples: [{entry: {points: 0.25}, points: 1/4, says: Một nửa}]
  - parent: "2"
    node:
      code: "2.3"
      title: Chuyên đề
      maximum: 2.5
      children:
        - code: "2.3.1"
          title: Chất lượng chuyên đề
          maximum: 2.5
          source: survey
          rule: {kind: survey, scale: quality}
          examples: [{entry: {counts: {officials: {good: 1}}}, points: 2.5, says: Đều tốt}]
splits:
  - code: "2.2"
    children:
      - code: "2.2.1"
        title: Chất lượng văn bản
        maximum: 3
        agency: Phòng Tư pháp
        source: survey
        rule: {kind: survey, scale: quality}
        examples: [{entry: {counts: {leaders: {poor: 1}}}, points: 0, says: Kém}]
group_weights:
  "2.3.1": {officials: 1}
  "2.2.1": {officials: 1, leaders: 3}
"""


def frame_set() -> CriteriaSet:
    """The frame that the files of this folder extend."""
    text = (HERE / "frame.yaml").read_text(encoding="utf-8")
    loaded, problems = load_criteria_set(tree_of(text), file="frame.yaml", sha256="f" * 64)
    if loaded is None or problems or check_criteria_set(loaded):
        raise ValueError(problems)
    return loaded


FRAME = frame_set()


def full_extension() -> Extension:
    """The extension of the text above."""
    extension, problems = load_extension(tree_of(FULL), FRAME, file="local.yaml", sha256="e" * 64)

    assert [] == problems
    assert extension is not None
    return extension


def extended(extension: Extension, frame: CriteriaSet = FRAME) -> CriteriaSet:
    """The extended set, without problems."""
    whole, problems = extend(frame, extension)

    assert [] == problems
    assert whole is not None
    return whole


@pytest.mark.parametrize("path", faulty_files(HERE / "extensions"), ids=lambda path: path.stem)
def test_every_fault_of_an_extension_is_found_at_once_at_its_place(path: Path) -> None:
    """All marked faults are found, each with code, line and path, and no other; mended, the file extends the frame."""
    faulty = read_faulty(path)
    extension, problems = load_extension(faulty.tree, FRAME, file=path.name)
    mended, left = load_extension(faulty.mended, FRAME, file=path.name)

    assert sorted(faulty.expected) == places_of(problems)
    assert {path.name} == {problem.place.file for problem in problems}
    assert extension is None
    assert [] == left
    assert mended is not None
    assert [] == check_criteria_set(extended(mended))


def test_additions_raise_every_maximum_above_them_and_splits_none() -> None:
    """0,5 and 2,5 points are added; the split leaf is the sum of its new leaves, 3 points as before."""
    whole = extended(full_extension())
    maxima = {node.code: node.maximum for node in whole.walk()}

    assert Fraction(13) == whole.maximum
    assert {
        "1": Fraction(11, 2),
        "1.1": Fraction(7, 2),
        "1.1.1": Fraction(3),
        "1.1.2": Fraction(1, 2),
        "1.2": Fraction(2),
        "2": Fraction(15, 2),
        "2.1": Fraction(2),
        "2.2": Fraction(3),
        "2.2.1": Fraction(3),
        "2.3": Fraction(5, 2),
        "2.3.1": Fraction(5, 2),
    } == maxima
    assert list(maxima) == [node.code for node in whole.walk()]


def test_the_extended_set_is_named_by_the_extension_and_ruled_by_the_frame() -> None:
    """Id and title are local; revision, decision, ranking and grades are the frame's; it is no frame itself."""
    whole = extended(full_extension())

    assert ("local", "2", Words("Bộ tiêu chí của huyện")) == (whole.id, whole.revision, whole.title)
    assert (FRAME.decision, FRAME.ties, FRAME.display) == (whole.decision, whole.ties, whole.display)
    assert whole.extension is None
    assert "local.yaml" == whole.file


def test_the_hash_of_an_extended_set_changes_with_either_file() -> None:
    """A result names the frame and the extension it was computed with by one hash."""
    extension = full_extension()
    hashes = {
        extended(extension).sha256,
        extended(replace(extension, sha256="0" * 64)).sha256,
        extended(extension, replace(FRAME, sha256="0" * 64)).sha256,
    }

    assert 3 == len(hashes)
    assert extended(extension).sha256 == extended(full_extension()).sha256


def test_new_nodes_inherit_the_agency_of_the_node_they_join() -> None:
    """An addition has the agency of its parent, a part of a split leaf that of the leaf, unless it names its own."""
    split = FULL.replace('code: "2.2"', 'code: "2.1"').replace("2.2.1", "2.1.1").replace("maximum: 3", "maximum: 2")
    extension, _ = load_extension(
        tree_of(split.replace("        agency: Phòng Tư pháp\n", "")), FRAME, file="local.yaml"
    )

    assert extension is not None
    assert {"1.1.2": "Văn phòng", "2.3": None, "2.3.1": None, "2.1.1": "Phòng Nội vụ"} == {
        node.code: node.agency for node in extension.new_nodes()
    }
    assert "Phòng Tư pháp" == next(node.agency for node in full_extension().new_nodes() if node.code == "2.2.1")


def test_group_weights_of_a_split_leaf_give_way_to_those_of_its_parts() -> None:
    """Only survey leaves have group weights."""
    assert {
        "2.3.1": {"officials": Fraction(1)},
        "2.2.1": {"officials": Fraction(1), "leaders": Fraction(3)},
    } == extended(full_extension()).survey.group_weights


def test_too_large_an_extension_says_limit_and_size() -> None:
    """Both figures stand in the problem; at the limit itself nothing is said."""
    limits = FRAME.extension or ExtensionLimits()
    smaller = replace(FRAME, extension=replace(limits, added_maximum=Fraction(14, 5)))
    problems = load_extension(tree_of(FULL), smaller, file="local.yaml")[1]

    assert [("extension_too_large", Place("file.yaml", 7, "additions"))] == [(one.code, one.place) for one in problems]
    assert {"limit": "14/5", "found": "3"} == problems[0].parameters
    assert [] == load_extension(tree_of(FULL), FRAME, file="local.yaml")[1]


def test_a_set_that_is_no_frame_is_not_extended() -> None:
    """Without limits of its own a set allows nothing."""
    issued = replace(FRAME, extension=None)
    problems = load_extension(tree_of(FULL), issued, file="local.yaml")[1]

    assert [("extension_not_allowed", 3, "extends")] == places_of(problems)
    assert {"found": "frame", "reason": "no_frame", "allowed": ""} == problems[0].parameters


def test_a_leaf_takes_no_additions_and_a_parent_is_not_split() -> None:
    """What has a rule has no children, even where the frame's limits name it by mistake."""
    frame = criteria(branch("1", leaf("1.1")), leaf("2"))
    limits = ExtensionLimits(frozenset({"1", "2"}), None, frozenset({"1", "1.1"}))
    frame = replace(frame, id="frame", extension=limits)
    allowed = Extension(
        "frame",
        "local",
        Words("Bộ địa phương"),
        (Addition(1, "1", leaf("1.2")),),
        (Split(1, "1.1", (leaf("1.1.1"),)),),
    )
    refused = replace(allowed, additions=(Addition(1, "2", leaf("2.1")),), splits=(Split(1, "1", (leaf("1.5"),)),))

    assert (["1", "1.1", "1.1.1", "1.2", "2"], Fraction(3)) == (
        [node.code for node in extended(allowed, frame).walk()],
        extended(allowed, frame).maximum,
    )
    whole, problems = extend(frame, refused)
    assert whole is None
    assert [("extension_not_allowed", "additions/1/parent"), ("extension_not_allowed", "splits/1/code")] == [
        (problem.code, problem.place.path) for problem in problems
    ]


def test_an_extension_of_nothing_is_the_frame_under_another_name() -> None:
    """A local authority may adopt a frame as it is."""
    text = "kind: extension\nextends: frame\nid: local\ntitle: Bộ tiêu chí của xã\n"
    extension, problems = load_extension(tree_of(text), FRAME, file="local.yaml")

    assert [] == problems
    assert extension is not None
    assert FRAME.nodes == extended(extension).nodes
    assert FRAME.survey == extended(extension).survey


def test_a_file_of_another_kind_is_no_extension() -> None:
    """A file that calls itself something else is refused for that alone."""
    tree = tree_of(FULL.replace("kind: extension", "kind: criteria_set"))

    assert [("wrong_kind", 2, "kind")] == places_of(load_extension(tree, FRAME, file="local.yaml")[1])
    assert (None, []) == load_extension(None, FRAME, file="local.yaml")


@given(trees() | damaged(tree_of(FULL)))
def test_no_content_raises(tree: Tree) -> None:
    """Whatever stands in a file gives an extension that can be applied, or problems, never an exception."""
    extension, problems = load_extension(tree, FRAME, file="local.yaml")

    assert (extension is None) is any(problem.is_error for problem in problems)
    assert extension is None or check_criteria_set(extended(extension)) == []


@given(st.lists(st.tuples(st.sampled_from("123"), st.integers(1, 40)), max_size=5))
def test_the_maximum_grows_by_exactly_what_was_added(added: list[tuple[str, int]]) -> None:
    """Sums agree at every level, and the set's maximum is the frame's plus that of all additions."""
    codes = frozenset("123")
    frame = replace(
        criteria(*(branch(code, leaf(f"{code}.1")) for code in sorted(codes)), survey=SurveyPart()),
        extension=ExtensionLimits(codes),
    )
    additions = tuple(
        Addition(number, parent, leaf(f"{parent}.{number + 1}", f"{tenths}/10"))
        for number, (parent, tenths) in enumerate(added, start=1)
    )
    whole = extended(Extension("sample", "local", Words("Bộ địa phương"), additions), frame)

    assert frame.maximum + Fraction(sum(tenths for _, tenths in added), 10) == whole.maximum
    assert [] == check_criteria_set(whole)
