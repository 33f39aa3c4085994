"""A frame set (bộ tiêu chí khung) with what a local authority adds to it, within the limits that the frame states.

Additions raise the maxima of everything above them; a split leaf keeps its maximum. The extended set is a criteria set
like any other, with the id and title of the extension, and is judged like any other.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from fractions import Fraction

from parindex.engine.criteria.check import Unread, check_criteria_set
from parindex.engine.criteria.load import in_file_order
from parindex.engine.criteria.load_nodes import NodeLoader
from parindex.engine.criteria.load_sections import load_group_weights
from parindex.engine.criteria.model import CriteriaSet, ExtensionLimits, Node
from parindex.engine.criteria.reading import Member, Reader, Record
from parindex.engine.criteria.rules import Survey, Words
from parindex.engine.quantities import ZERO, number_text
from parindex.engine.trees import Fields, Tree
from parindex.errors import Place, Problem

KIND = "extension"
_LONGEST_NAME = 80  # comparing longer ones is slow, and helps nobody
_ID = re.compile(r"[\w-]+(?:\.[\w-]+)*")


@dataclass(frozen=True, slots=True)
class Addition:
    """A node that becomes the last child of a node of the frame; ``number`` is its place in the file, from 1."""

    number: int
    parent: str
    node: Node


@dataclass(frozen=True, slots=True)
class Split:
    """A leaf of the frame that becomes the sum of new leaves; ``number`` is its place in the file, from 1."""

    number: int
    code: str
    children: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Extension:
    """What a local authority adds to a frame set.

    Attributes:
        extends: Id of the frame set.
        id: Id of the extended set.
        title: Title of the extended set.
        group_weights: Weight of each respondent group for new survey leaves, by code.
        file: Name of the file it was read from, as it is cited.
        sha256: Hash of the bytes of that file.
        places: Path → where it stands in the file; no part of what the extension says.
    """

    extends: str
    id: str
    title: Words
    additions: tuple[Addition, ...] = ()
    splits: tuple[Split, ...] = ()
    group_weights: Mapping[str, Mapping[str, Fraction]] = field(default_factory=dict)
    file: str = ""
    sha256: str = ""
    places: Mapping[str, Place] = field(default_factory=dict, compare=False, repr=False)

    def new_nodes(self) -> Iterator[Node]:
        """All nodes that the frame does not have, in the order of the file."""
        for addition in self.additions:
            yield from addition.node.walk()
        for split in self.splits:
            for child in split.children:
                yield from child.walk()


# From a file


def load_extension(
    tree: Tree | None, frame: CriteriaSet, *, file: str, sha256: str = ""
) -> tuple[Extension | None, list[Problem]]:
    """The extension that a file writes, with every fault in it, those of the extended set among them.

    Args:
        tree: Content of the file; ``None`` where its reader has refused it.
        frame: The set that it extends.
        file: Name of the file, as it is cited.
        sha256: Hash of the bytes of the file.

    Returns:
        The extension, or ``None`` where there is an error, and the problems.
    """
    if tree is None:
        return None, []
    reader = Reader()
    if isinstance(tree, Fields) and not Record(reader, tree, "").expect_kind(KIND):
        return None, reader.problems
    record = reader.record(
        tree,
        "",
        required=("kind", "extends", "id", "title"),
        optional=("additions", "splits", "group_weights"),
        place=Place(file=file),
    )
    if record is None:
        return None, reader.problems
    nodes = NodeLoader(reader, frame.survey)
    extension = Extension(
        extends=record.text("extends") or frame.id,
        id=_id(record),
        title=record.words("title") or Words(""),
        additions=tuple(_additions(record, frame, nodes)),
        splits=tuple(_splits(record, frame, nodes)),
        group_weights=load_group_weights(reader, record.get("group_weights"), frame.survey.groups, "group_weights"),
        file=file,
        sha256=sha256,
        places=reader.places,
    )
    problems = in_file_order([*reader.problems, *_check(frame, extension, nodes.unread)])
    return None if any(problem.is_error for problem in problems) else extension, problems


def _id(record: Record) -> str:
    """The id of the extended set; empty where it cannot be read."""
    id_ = record.text("id")
    if id_ is not None and not _ID.fullmatch(id_):
        record.report("bad_code", "id", found=id_)
    return id_ or ""


def _additions(root: Record, frame: CriteriaSet, nodes: NodeLoader) -> Iterator[Addition]:
    for number, item in enumerate(root.items("additions"), start=1):
        record = root.reader.record(item.value, item.path, required=("parent", "node"))
        if record is None:
            continue
        parent, tree = record.text("parent"), record.get("node")
        if tree is None or not record.has("node"):
            continue
        above = None if parent is None else frame.node(parent)
        member = Member("node", tree, record.path_of("node"), tree.place)
        for node in nodes.load((member,), agency=None if above is None else above.agency):
            if parent is not None:
                yield Addition(number, parent, node)


def _splits(root: Record, frame: CriteriaSet, nodes: NodeLoader) -> Iterator[Split]:
    for number, item in enumerate(root.items("splits"), start=1):
        record = root.reader.record(item.value, item.path, required=("code", "children"))
        if record is None:
            continue
        code = record.text("code")
        leaf = None if code is None else frame.node(code)
        children = nodes.load(record.items("children", needs_one=True), agency=None if leaf is None else leaf.agency)
        if code is not None:
            yield Split(number, code, children)


# The extended set


def extend(frame: CriteriaSet, extension: Extension) -> tuple[CriteriaSet | None, list[Problem]]:
    """The frame set with the additions and splits of an extension.

    Maxima grow by what was added, up to that of the set; a split leaf keeps its own. Everything else is the frame's:
    revision, decision, ranking, grades, adjustments. The hash is made from those of both files. An extended set is no
    frame itself.

    Returns:
        The set, or ``None`` where there is an error, and the problems: limits of the frame that are not kept, and all
        that can be said against the extended set as a whole.
    """
    problems = _check(frame, extension, Unread())
    if any(problem.is_error for problem in problems):
        return None, problems
    return _extended(frame, extension), problems


def _extended(frame: CriteriaSet, extension: Extension) -> CriteriaSet:
    nodes = tuple(_grown(node, extension) for node in frame.nodes)
    replaced = {split.code for split in extension.splits}
    new_leaves = _new_survey_leaves(extension)
    weights = {code: row for code, row in frame.survey.group_weights.items() if code not in replaced}
    weights |= {code: row for code, row in extension.group_weights.items() if code in new_leaves}
    places = {path: place for path, place in extension.places.items() if path.startswith("nodes/")}
    # Where the children of a split leaf do not add up, the extension is wrong, not the frame.
    for split in reversed(extension.splits):
        places[f"nodes/{split.code}/maximum"] = _place(extension, f"splits/{split.number}/children")
    return replace(
        frame,
        id=extension.id,
        title=extension.title,
        maximum=frame.maximum + _total(nodes) - _total(frame.nodes),
        nodes=nodes,
        survey=replace(frame.survey, group_weights=weights),
        extension=None,
        file=extension.file,
        sha256=hashlib.sha256(f"{frame.sha256}\n{extension.sha256}\n".encode()).hexdigest(),
        places={**frame.places, **places},
    )


def _grown(node: Node, extension: Extension) -> Node:
    """A node of the frame with what the extension adds below it."""
    if node.leaf is not None:
        split = next((split for split in extension.splits if split.code == node.code and split.children), None)
        return node if split is None else replace(node, leaf=None, children=split.children)
    kept = tuple(_grown(child, extension) for child in node.children)
    added = tuple(addition.node for addition in extension.additions if addition.parent == node.code)
    growth = _total(kept) + _total(added) - _total(node.children)
    return replace(node, maximum=node.maximum + growth, children=(*kept, *added))


def _total(nodes: Iterable[Node]) -> Fraction:
    return sum((node.maximum for node in nodes), ZERO)


def _new_survey_leaves(extension: Extension) -> frozenset[str]:
    return frozenset(
        node.code for node in extension.new_nodes() if node.leaf is not None and isinstance(node.leaf.rule, Survey)
    )


# What can be said against an extension


def _check(frame: CriteriaSet, extension: Extension, unread: Unread) -> list[Problem]:
    """Every problem of an extension beside those of its single values."""
    whole = check_criteria_set(_extended(frame, extension), unread=unread)
    return [
        *_check_head(frame, extension),
        *_check_doubled(frame, extension),
        # A doubled code is said where the extension writes it, which may come before the frame's own in the tree.
        *(problem for problem in whole if problem.code != "duplicate_code"),
        *_check_group_weights(frame, extension, unread),
        *([] if frame.extension is None else _check_limits(frame, extension, frame.extension)),
    ]


def _check_head(frame: CriteriaSet, extension: Extension) -> Iterator[Problem]:
    if extension.extends != frame.id:
        yield _problem(extension, "other_set", "extends", found=extension.extends, expected=frame.id)
    elif frame.extension is None:
        yield _not_allowed(extension, "extends", frame.id, "no_frame", ())
    if extension.id == frame.id:
        yield _not_allowed(extension, "id", extension.id, "id_of_frame", ())


def _check_doubled(frame: CriteriaSet, extension: Extension) -> Iterator[Problem]:
    """Codes of new nodes that the frame or an earlier new node has, and leaves that are split twice."""
    seen = {node.code for node in frame.walk()}
    for node in extension.new_nodes():
        if node.code in seen:
            yield Problem("duplicate_code", node.place.at(f"nodes/{node.code}/code"), parameters={"found": node.code})
        if node.code:
            seen.add(node.code)
    replaced = set()
    for split in extension.splits:
        if split.code in replaced:
            yield _problem(extension, "duplicate_code", f"splits/{split.number}/code", found=split.code)
        replaced.add(split.code)


def _check_limits(frame: CriteriaSet, extension: Extension, limits: ExtensionLimits) -> Iterator[Problem]:
    """Additions and splits where the frame allows none, and additions larger than it allows together."""
    parents = {node.code for node in frame.walk() if node.leaf is None}
    leaves = {node.code for node in frame.leaves()}
    for addition in extension.additions:
        path = f"additions/{addition.number}/parent"
        if addition.parent not in parents | leaves:
            yield _unknown_code(extension, path, addition.parent, limits.add_under, "parent")
        elif addition.parent not in limits.add_under & parents:
            yield _not_allowed(extension, path, addition.parent, "add_under", limits.add_under)
    for split in extension.splits:
        path = f"splits/{split.number}/code"
        if split.code not in parents | leaves:
            yield _unknown_code(extension, path, split.code, limits.split, "leaf")
        elif split.code not in limits.split & leaves:
            yield _not_allowed(extension, path, split.code, "split", limits.split)
    added = _total(addition.node for addition in extension.additions)
    if limits.added_maximum is not None and added > limits.added_maximum:
        sizes = {"limit": number_text(limits.added_maximum), "found": number_text(added)}
        yield _problem(extension, "extension_too_large", "additions", **sizes)


def _check_group_weights(frame: CriteriaSet, extension: Extension, unread: Unread) -> Iterator[Problem]:
    """Group weights for anything but a new survey leaf; those of the frame's leaves are the frame's."""
    new_leaves = _new_survey_leaves(extension)
    for code in extension.group_weights:
        path = f"group_weights/{code}"
        if code in new_leaves:
            continue
        if frame.node(code) is not None:
            yield _not_allowed(extension, path, code, "group_weights", new_leaves)
        elif not unread.may_hold(code):
            yield _unknown_code(extension, path, code, new_leaves, "survey_leaf")


def _place(extension: Extension, path: str) -> Place:
    return extension.places.get(path, Place(file=extension.file))


def _problem(extension: Extension, code: str, path: str, **parameters: str) -> Problem:
    return Problem(code, _place(extension, path).at(path), parameters=parameters)


def _unknown_code(extension: Extension, path: str, found: str, known: Iterable[str], expected: str) -> Problem:
    near = next(iter(get_close_matches(found[:_LONGEST_NAME], sorted(known), n=1)), "")
    return _problem(extension, "unknown_code", path, found=found, expected=expected, near=near)


def _not_allowed(extension: Extension, path: str, found: str, reason: str, allowed: Iterable[str]) -> Problem:
    allowed_text = ", ".join(sorted(allowed))
    return _problem(extension, "extension_not_allowed", path, found=found, reason=reason, allowed=allowed_text)
