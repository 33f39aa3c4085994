"""What a criteria set must fulfil as a whole: sums, codes, keys, survey weights.

What concerns one value or one rule alone is judged while loading; here stands what ties several parts together, so
that a frame set with its local additions is judged like any other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from parindex.engine.criteria.keys import local_keys
from parindex.engine.criteria.model import CriteriaSet, Node, Part, WhenNotRun
from parindex.engine.criteria.names import Suggestions, shortened
from parindex.engine.criteria.reading import joined
from parindex.engine.criteria.rules import Survey
from parindex.engine.quantities import ZERO, number_text
from parindex.errors import Place, Problem


@dataclass(slots=True)
class Unread:
    """What could not be read of a set with faults, so that nothing is said against it that may not be so.

    A maximum that could not be read is 0 in the set.

    Attributes:
        leaves: Codes of leaves whose source or rule could not be read.
        lists: Codes of nodes with a child that could not be read at all; the empty code for the top nodes.
        has_uncoded: Whether some node has no readable code.
    """

    leaves: set[str] = field(default_factory=set)
    lists: set[str] = field(default_factory=set)
    has_uncoded: bool = False

    def may_hold(self, code: str) -> bool:
        """Whether a code may be that of something unread."""
        return self.has_uncoded or bool(self.lists) or code in self.leaves


def check_criteria_set(criteria_set: CriteriaSet, *, unread: Unread | None = None) -> list[Problem]:
    """Every problem of the set as a whole.

    Args:
        criteria_set: A loaded set, extended or not.
        unread: What the set holds placeholders for; ``None`` for a set without faults.
    """
    checked = _Checked(criteria_set, unread or Unread())
    return [
        *_codes(checked),
        *_sums(checked),
        *_ties(checked),
        *_group_weights(checked),
        *_not_run(checked),
        *_extension(checked),
    ]


@dataclass(frozen=True, slots=True)
class _Checked:
    """A set that is being judged."""

    set: CriteriaSet
    unread: Unread
    suggestions: Suggestions = field(default_factory=Suggestions)

    def problem(self, code: str, path: str, parameters: Mapping[str, str], fallback: Place | None = None) -> Problem:
        """A problem at a path; where the path's own place is not known, at ``fallback`` or in the file as a whole."""
        place = self.set.places.get(path) or fallback or Place(file=self.set.file)
        return Problem(code, place.at(path), parameters=parameters)

    def not_among(self, code: str, path: str, found: str, known: Iterable[str], expected: str) -> Problem:
        """A name that is none of those known; ``expected`` says what kind of name it should be."""
        near = self.suggestions.nearest(found, known)
        return self.problem(code, path, {"found": shortened(found), "expected": expected, "near": near})


def _path(code: str, name: str) -> str:
    """The path of a field of a node."""
    return joined(joined("nodes", code), name)


# Tree


def _codes(checked: _Checked) -> Iterator[Problem]:
    """Codes that stand twice, and children whose code does not begin with that of their parent."""
    seen: set[str] = set()
    for node in checked.set.walk():
        if not node.code:
            continue
        if node.code in seen:
            place = node.place.at(_path(node.code, "code"))
            yield Problem("duplicate_code", place, parameters={"found": shortened(node.code)})
        seen.add(node.code)
        for child in node.children:
            if child.code and not child.code.startswith(f"{node.code}."):
                place = child.place.at(_path(child.code, "code"))
                parameters = {"found": shortened(child.code), "parent": shortened(node.code)}
                yield Problem("code_not_under_parent", place, parameters=parameters)


def _sums(checked: _Checked) -> Iterator[Problem]:
    """Maxima of children that do not add up to that of their node, and of the top nodes to that of the set."""
    whole = checked.set
    yield from _sum(checked, "", whole.maximum, whole.nodes, whole.places.get("maximum") or Place(file=whole.file))
    often = Counter(node.code for node in whole.walk())
    for node in whole.walk():
        # The places of a doubled code are those of the first node that has it.
        place = whole.places.get(_path(node.code, "maximum")) if often[node.code] == 1 else None
        yield from _sum(checked, node.code, node.maximum, node.children, place or node.place)


def _sum(checked: _Checked, code: str, maximum: Fraction, nodes: Sequence[Node], place: Place) -> Iterator[Problem]:
    """The difference between a maximum and the sum below it; nothing where a part of the sum could not be read."""
    found = sum((node.maximum for node in nodes), ZERO)
    is_whole = code not in checked.unread.lists and all(node.maximum for node in nodes)
    if nodes and maximum and is_whole and found != maximum:
        parameters = {
            "node": shortened(code),
            "expected": number_text(maximum),
            "found": number_text(found),
            "difference": number_text(found - maximum),
        }
        yield Problem("sum_mismatch", place.at(_path(code, "maximum") if code else "maximum"), parameters=parameters)


# Sections that name nodes


def _ties(checked: _Checked) -> Iterator[Problem]:
    """Tie-breaks by a figure that the set does not have."""
    keys = local_keys(checked.set) if checked.set.ties else ()
    for number, tie in enumerate(checked.set.ties, start=1):
        if tie.key not in keys and not checked.unread.may_hold(_code_of(tie.key)):
            yield checked.not_among("unknown_key", f"ranking/ties/{number}/key", tie.key, keys, "key")


def _code_of(key: str) -> str:
    """The code that a key would be made from."""
    return key.removesuffix(".percent").removesuffix(".appraisal").removesuffix(".survey")


def _group_weights(checked: _Checked) -> Iterator[Problem]:
    """Survey leaves without group weights, and weights for what is no survey leaf."""
    weights = checked.set.survey.group_weights
    leaves = {
        node.code: node for node in checked.set.leaves() if node.leaf is not None and isinstance(node.leaf.rule, Survey)
    }
    for code in weights:
        if code not in leaves and not checked.unread.may_hold(code):
            path = joined("survey/group_weights", code)
            yield checked.not_among("unknown_code", path, code, leaves, "survey_leaf")
    for code, node in leaves.items():
        if code and code not in weights and node.leaf is not None:
            yield checked.problem(
                "no_group_weights", _path(code, "rule"), {"node": shortened(code)}, node.leaf.rule_place
            )


def _not_run(checked: _Checked) -> Iterator[Problem]:
    """An optional survey part that is to be rescaled to appraised leaves which do not exist."""
    survey = checked.set.survey
    appraised = [node for node in checked.set.leaves() if node.leaf is not None and node.leaf.part is Part.APPRAISAL]
    is_rescaled = survey.is_optional and survey.when_not_run is WhenNotRun.RESCALE
    if is_rescaled and checked.set.nodes and not appraised and not checked.unread.lists:
        yield checked.problem("nothing_to_rescale", "survey/when_not_run", {})


def _extension(checked: _Checked) -> Iterator[Problem]:
    """Limits for local additions that name no node with children, or no leaf."""
    limits = checked.set.extension
    if limits is None:
        return
    parents = {node.code for node in checked.set.walk() if node.children}
    leaves = {node.code for node in checked.set.leaves()}
    named = (("add_under", limits.add_under, parents, "parent"), ("split", limits.split, leaves, "leaf"))
    for name, codes, known, expected in named:
        for code in sorted(codes - known):
            if not checked.unread.may_hold(code):
                path = joined(f"extension/{name}", code)
                yield checked.not_among("unknown_code", path, code, known, expected)
