"""Local keys of a criteria set: the names of all figures that a scored sheet has, in the order of the document."""

from __future__ import annotations

from collections.abc import Iterator

from parindex.engine.criteria.model import CriteriaSet, Node, Part

PERCENT = "percent"
TREE = "tree"
BONUS = "bonus"
PENALTY = "penalty"
INDEX = "index"
WHOLE_KEYS = (
    Part.APPRAISAL.value,
    f"{Part.APPRAISAL}.{PERCENT}",
    Part.SURVEY.value,
    f"{Part.SURVEY}.{PERCENT}",
    TREE,
    BONUS,
    PENALTY,
    INDEX,
    f"{INDEX}.{PERCENT}",
)

# A code that read like one of these would name two figures.
RESERVED_SEGMENTS = frozenset({PERCENT, Part.APPRAISAL.value, Part.SURVEY.value})
RESERVED_CODES = frozenset(WHOLE_KEYS)


def local_keys(criteria_set: CriteriaSet) -> tuple[str, ...]:
    """Keys of every node in document order, each with its percent and its parts, then those of the whole.

    A node with children has ``<code>.appraisal`` and ``<code>.survey``, each with its percent, where it has a leaf of
    that part. The whole has ``appraisal``, ``survey`` and ``index`` with percents, and ``tree``, ``bonus``,
    ``penalty`` without.
    """
    keys = [key for node in criteria_set.nodes for key in _node_keys(node)[0]]
    return (*keys, *WHOLE_KEYS)


def _node_keys(node: Node) -> tuple[list[str], frozenset[Part]]:
    """Keys of a node and all below it, and the parts that its leaves belong to."""
    if node.leaf is not None:
        return list(_with_percent(node.code)), frozenset({node.leaf.part})
    below: list[str] = []
    parts: frozenset[Part] = frozenset()
    for child in node.children:
        keys, of_child = _node_keys(child)
        below += keys
        parts |= of_child
    own = [*_with_percent(node.code)]
    for part in Part:
        if part in parts:
            own += _with_percent(f"{node.code}.{part}")
    return [*own, *below], parts


def _with_percent(key: str) -> Iterator[str]:
    yield key
    yield f"{key}.{PERCENT}"
