"""From the tree of a criteria file to a :class:`~parindex.engine.criteria.model.CriteriaSet`.

Everything that can be said against a file is said in one run: a fault in one leaf hides no fault of another, and where
the file cannot be loaded its sums, codes and keys are judged all the same, as far as they could be read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from parindex.engine.criteria.check import Unread, check_criteria_set
from parindex.engine.criteria.documents import load_documents
from parindex.engine.criteria.load_nodes import NodeLoader
from parindex.engine.criteria.load_sections import (
    load_adjustments,
    load_bounds,
    load_ceilings,
    load_decision,
    load_display,
    load_extension_limits,
    load_grades,
    load_survey,
    load_ties,
)
from parindex.engine.criteria.model import CriteriaSet
from parindex.engine.criteria.reading import Reader, Record
from parindex.engine.criteria.rules import Words
from parindex.engine.quantities import ZERO
from parindex.engine.trees import Fields, Tree
from parindex.errors import Place, Problem

KIND = "criteria_set"

_REQUIRED = ("kind", "id", "revision", "title", "edition", "decision", "maximum", "display", "ranking", "nodes")
_OPTIONAL = (
    "survey",
    "grades",
    "adjustments",
    "adjustment_ceilings",
    "index_bounds",
    "extension",
    "demonstration",
    "sources",
)
_ID = re.compile(r"[\w-]+(?:\.[\w-]+)*")


def load_criteria_set(tree: Tree | None, *, file: str, sha256: str) -> tuple[CriteriaSet | None, list[Problem]]:
    """The criteria set that a tree writes, or all that is wrong with it.

    Args:
        tree: Content of the file; ``None`` where the reader could make nothing of it and said so itself.
        file: Name of the file, as it is cited.
        sha256: Hash of the bytes of the file.

    Returns:
        The set, with warnings at most; or ``None`` with at least one error, unless ``tree`` is ``None``. What the set
        means as a whole is judged by :func:`~parindex.engine.criteria.check.check_criteria_set`; where the set cannot
        be returned its problems are among those here.
    """
    if tree is None:
        return None, []
    reader = Reader()
    root = _root(reader, tree, Place(file=file))
    if root is None:
        return None, reader.problems
    loaded, unread = _load(root, file, sha256)
    if not reader.has_errors:
        return loaded, in_file_order(reader.problems)
    return None, in_file_order([*reader.problems, *check_criteria_set(loaded, unread=unread)])


def in_file_order(problems: Iterable[Problem]) -> list[Problem]:
    """Problems from the top of the file to its end; those of one line, and those of a workbook, as they were found."""
    return sorted(problems, key=lambda problem: problem.place.line or 0)


def _root(reader: Reader, tree: Tree, place: Place) -> Record | None:
    """The whole content, unless it calls itself something else."""
    if isinstance(tree, Fields) and not Record(reader, tree, "").expect_kind(KIND):
        return None
    return reader.record(tree, "", required=_REQUIRED, optional=_OPTIONAL, place=place)


def _load(root: Record, file: str, sha256: str) -> tuple[CriteriaSet, Unread]:
    """The set with placeholders for what could not be read, and what these are."""
    id_, maximum = root.text("id"), root.positive("maximum")
    if id_ is not None and not _ID.fullmatch(id_):
        root.report("bad_code", "id", found=id_)
    survey = load_survey(root)
    nodes = NodeLoader(root.reader, survey)
    loaded = CriteriaSet(
        id=id_ or "",
        revision=root.text("revision") or "",
        title=root.words("title") or Words(""),
        maximum=ZERO if maximum is None else maximum,
        nodes=nodes.load(root.items("nodes", needs_one=True)),
        edition=root.text("edition"),
        decision=load_decision(root),
        display=load_display(root),
        ties=load_ties(root),
        survey=survey,
        grades=load_grades(root),
        adjustments=load_adjustments(root),
        ceilings=load_ceilings(root),
        bounds=load_bounds(root),
        extension=load_extension_limits(root),
        is_demonstration=root.boolean("demonstration"),
        sources=load_documents(root, "sources"),
        file=file,
        sha256=sha256,
        places=root.reader.places,
    )
    return loaded, nodes.unread
