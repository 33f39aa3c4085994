"""Two criteria sets side by side: the crosswalk (đối chiếu bộ tiêu chí) between them, and what differs.

A crosswalk says for every leaf of both sets what became of it, so that results of years with different criteria are
compared where they can be, and called not comparable where they cannot.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from parindex.engine.criteria.load import in_file_order
from parindex.engine.criteria.model import CriteriaSet, Input, Leaf, MissingPolicy, Node, Scale
from parindex.engine.criteria.reading import Member, Reader, Record, is_absent, quoted_text
from parindex.engine.criteria.rules import Rule, Survey
from parindex.engine.quantities import number_text
from parindex.engine.trees import Fields, Text, Tree
from parindex.errors import NOWHERE, Place, Problem

KIND = "crosswalk"


class Relation(StrEnum):
    """What became of leaves of the old set in the new one."""

    SAME = "same"  # one leaf, one leaf, equal maxima
    RESCALED = "rescaled"  # one leaf, one leaf, other maximum
    SPLIT = "split"  # one leaf, several leaves
    MERGED = "merged"  # several leaves, one leaf
    NEW = "new"  # no leaf, one or more leaves
    DROPPED = "dropped"  # one or more leaves, no leaf
    NOT_COMPARABLE = "not_comparable"  # leaves on both sides that do not measure the same


@dataclass(frozen=True, slots=True)
class Link:
    """Leaves of the old set and what they became in the new one, by code."""

    relation: Relation
    from_: tuple[str, ...]
    to: tuple[str, ...]
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class NodeLink:
    """A domain or criterion of the old set and the one of the new set that continues it, by code."""

    from_: str
    to: str
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Crosswalk:
    """How two criteria sets correspond.

    Attributes:
        from_id: Id of the old set.
        to_id: Id of the new set.
        links: Every leaf of both sets, each in exactly one link.
        nodes: Nodes that continue each other; each at most once on either side.
    """

    from_id: str
    to_id: str
    links: tuple[Link, ...]
    nodes: tuple[NodeLink, ...] = ()


# A crosswalk that people wrote


def load_crosswalk(
    tree: Tree | None, old: CriteriaSet, new: CriteriaSet, *, file: str
) -> tuple[Crosswalk | None, list[Problem]]:
    """The crosswalk that a file writes, with every fault in it.

    Args:
        tree: Content of the file; ``None`` where its reader has refused it.
        old: The set that the crosswalk leads from.
        new: The set that it leads to.
        file: Name of the file, as the person gave it.

    Returns:
        The crosswalk, or ``None`` where there is an error, and the problems.
    """
    if tree is None:
        return None, []
    reader = Reader()
    if isinstance(tree, Fields) and not Record(reader, tree, "").expect_kind(KIND):
        return None, reader.problems
    record = reader.record(
        tree, "", required=("kind", "from", "to", "links"), optional=("nodes",), place=Place(file=file)
    )
    if record is None:
        return None, reader.problems
    _check_set(record, "from", old)
    _check_set(record, "to", new)
    links = _Links(reader, old, new).load(record)
    nodes = _NodeLinks(reader, old, new).load(record)
    if reader.has_errors:
        return None, in_file_order(reader.problems)
    return Crosswalk(old.id, new.id, links, nodes), in_file_order(reader.problems)


def _check_set(record: Record, name: str, criteria_set: CriteriaSet) -> None:
    found = record.text(name)
    if found is not None and found != criteria_set.id:
        record.report("other_set", name, found=found, expected=criteria_set.id)


@dataclass(slots=True)
class _Side:
    """Codes of one of the two sets that may be linked, and where each was linked."""

    name: str
    criteria_set: CriteriaSet
    expected: str
    nodes: dict[str, Node]
    linked: dict[str, Place] = field(default_factory=dict)

    def take(self, reader: Reader, code: Member) -> str:
        """The code, after noting whether it is unknown or was linked before."""
        found = code.name
        if found not in self.nodes:
            reader.unknown_code(code, self.nodes, self.expected)
        elif found in self.linked:
            line = self.linked[found].line
            reader.report(
                "linked_twice",
                code.place,
                code.path,
                found=found,
                set=self.criteria_set.id,
                first="" if line is None else str(line),
            )
        else:
            self.linked[found] = code.place
        return found

    def maximum_text(self, codes: tuple[str, ...]) -> str:
        """Maximum of the only leaf of a link, or an empty text where there is not one."""
        node = self.nodes.get(codes[0]) if len(codes) == 1 else None
        return "" if node is None else number_text(node.maximum)


class _Links:
    """Reads the links between leaves."""

    def __init__(self, reader: Reader, old: CriteriaSet, new: CriteriaSet) -> None:
        self._reader = reader
        self._from = _Side("from", old, "leaf", {node.code: node for node in old.leaves()})
        self._to = _Side("to", new, "leaf", {node.code: node for node in new.leaves()})

    def load(self, record: Record) -> tuple[Link, ...]:
        """Every link that could be read; then says which leaves no link names."""
        links = [link for member in record.items("links") if (link := self._link(member)) is not None]
        for side in (self._from, self._to):
            for code in side.nodes:
                if code not in side.linked:
                    record.report("not_linked", "links", found=code, set=side.criteria_set.id, side=side.name)
        return tuple(links)

    def _link(self, member: Member) -> Link | None:
        reader = self._reader
        record = reader.record(member.value, member.path, required=("relation",), optional=("from", "to"))
        if record is None:
            return None
        before = len(reader.problems)
        old = tuple(self._from.take(reader, code) for code in _codes(record, "from"))
        new = tuple(self._to.take(reader, code) for code in _codes(record, "to"))
        relation = record.choice("relation", Relation, "unknown_relation")
        if relation is None:
            return None
        if all(problem.code in {"unknown_code", "linked_twice"} for problem in reader.problems[before:]):
            self._check_fit(record, relation, old, new)
        return Link(relation, old, new, record.place)

    def _check_fit(self, record: Record, relation: Relation, old: tuple[str, ...], new: tuple[str, ...]) -> None:
        """Note a relation that the number of leaves, or their maxima, contradict."""
        old_maximum, new_maximum = self._from.maximum_text(old), self._to.maximum_text(new)
        if not _counts_fit(relation, len(old), len(new)):
            reason = "counts"
        elif not _maxima_fit(relation, old_maximum, new_maximum):
            reason = "maxima"
        else:
            return
        record.report(
            "relation_does_not_fit",
            "relation",
            found=relation.value,
            reason=reason,
            from_count=str(len(old)),
            to_count=str(len(new)),
            from_maximum=old_maximum,
            to_maximum=new_maximum,
        )


def _counts_fit(relation: Relation, old: int, new: int) -> bool:
    match relation:
        case Relation.SAME | Relation.RESCALED:
            return old == new == 1
        case Relation.SPLIT:
            return old == 1 and new > 1
        case Relation.MERGED:
            return old > 1 and new == 1
        case Relation.NEW:
            return old == 0 and new > 0
        case Relation.DROPPED:
            return old > 0 and new == 0
        case Relation.NOT_COMPARABLE:
            return old > 0 and new > 0


def _maxima_fit(relation: Relation, old: str, new: str) -> bool:
    """Whether a leaf that stayed alone kept its maximum, or changed it, as the relation says; unknown leaves fit."""
    if not old or not new:
        return True
    return {Relation.SAME: old == new, Relation.RESCALED: old != new}.get(relation, True)


def _codes(record: Record, name: str) -> Iterator[Member]:
    """The codes of one side of a link, each with its place; one code alone is a list of one."""
    reader, tree = record.reader, record.get(name)
    if isinstance(tree, Text):
        members: Iterable[Member] = (Member("1", tree, record.path_of(name), tree.place),)
    else:
        members = record.items(name)
    for member in members:
        code = reader.text(member.value, member.path)
        if code is not None:
            yield Member(code, member.value, member.path, member.place)
        elif is_absent(member.value) and member.value is not tree:
            reader.wrong_shape(member.value, member.path, "text")


class _NodeLinks:
    """Reads the links between nodes above the leaves."""

    def __init__(self, reader: Reader, old: CriteriaSet, new: CriteriaSet) -> None:
        self._reader = reader
        self._from = _Side("from", old, "node", {node.code: node for node in old.walk()})
        self._to = _Side("to", new, "node", {node.code: node for node in new.walk()})

    def load(self, record: Record) -> tuple[NodeLink, ...]:
        """Every pair of nodes that could be read."""
        return tuple(link for member in record.items("nodes") if (link := self._link(member)) is not None)

    def _link(self, member: Member) -> NodeLink | None:
        record = self._reader.record(member.value, member.path, required=("from", "to"))
        if record is None:
            return None
        old, new = self._code(record, self._from), self._code(record, self._to)
        return None if old is None or new is None else NodeLink(old, new, record.place)

    def _code(self, record: Record, side: _Side) -> str | None:
        code, tree = record.text(side.name), record.get(side.name)
        if code is None or tree is None:
            return None
        return side.take(self._reader, Member(quoted_text(tree), tree, record.path_of(side.name), tree.place))


# Without a file


def natural_crosswalk(old: CriteriaSet, new: CriteriaSet) -> Crosswalk:
    """The crosswalk by equal codes, for two years of one set or where no file says otherwise.

    Leaves of equal code are the same, or rescaled where the maximum differs; other leaves are dropped or new. Nodes of
    equal code continue each other where either has children.
    """
    before = {node.code: node for node in old.walk()}
    after = {node.code: node for node in new.walk()}
    links = [_natural_link(node, after.get(node.code)) for node in old.leaves()]
    linked = {code for link in links for code in link.to}
    links += [Link(Relation.NEW, (), (node.code,)) for node in new.leaves() if node.code not in linked]
    nodes = [
        NodeLink(code, code)
        for code, node in before.items()
        if code in after and (node.leaf is None or after[code].leaf is None)
    ]
    return Crosswalk(old.id, new.id, tuple(links), tuple(nodes))


def _natural_link(old: Node, new: Node | None) -> Link:
    if new is None or new.leaf is None:
        return Link(Relation.DROPPED, (old.code,), ())
    relation = Relation.SAME if old.maximum == new.maximum else Relation.RESCALED
    return Link(relation, (old.code,), (new.code,))


# Revisions


class Change(StrEnum):
    """In what a node differs between two sets."""

    ADDED = "added"
    REMOVED = "removed"
    RENAMED = "renamed"
    MAXIMUM = "maximum"
    RULE = "rule"  # how points come about: the rule, its inputs, scale and group weights; or leaf to parent and back
    SOURCE = "source"  # who judges
    POLICY = "policy"  # what a missing answer means, and whether the leaf may be not applicable
    AGENCY = "agency"
    REFERENCES = "references"


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing in which a node differs between two sets.

    Attributes:
        change: What differs.
        code: Code of the node.
        before: The node of the old set, ``None`` where it was added.
        after: The node of the new set, ``None`` where it was removed.
    """

    change: Change
    code: str
    before: Node | None
    after: Node | None


def difference(old: CriteriaSet, new: CriteriaSet) -> tuple[Difference, ...]:
    """What differs between two revisions, node by node: those of the new set in its order, then the removed ones.

    Nodes are told by code: a node under another code is one removed and one added.
    """
    before = {node.code: node for node in old.walk()}
    after = {node.code: node for node in new.walk()}
    found = []
    for code, node in after.items():
        former = before.get(code)
        if former is None:
            found.append(Difference(Change.ADDED, code, None, node))
        else:
            found += [Difference(change, code, former, node) for change in _changes(old, new, former, node)]
    found += [Difference(Change.REMOVED, code, node, None) for code, node in before.items() if code not in after]
    return tuple(found)


def _changes(old_set: CriteriaSet, new_set: CriteriaSet, old: Node, new: Node) -> Iterator[Change]:
    """In what two nodes of equal code differ, their children left aside."""
    if old.title != new.title:
        yield Change.RENAMED
    if old.maximum != new.maximum:
        yield Change.MAXIMUM
    if _scoring(old_set, old) != _scoring(new_set, new):
        yield Change.RULE
    if old.leaf is not None and new.leaf is not None:
        if old.leaf.source is not new.leaf.source:
            yield Change.SOURCE
        if _policy(old.leaf) != _policy(new.leaf):
            yield Change.POLICY
    if old.agency != new.agency:
        yield Change.AGENCY
    if old.references != new.references:
        yield Change.REFERENCES


@dataclass(frozen=True, slots=True)
class _Scoring:
    """All that decides which points an answer gives."""

    rule: Rule
    inputs: Mapping[str, Input]
    scale: Scale | None
    group_weights: Mapping[str, Fraction] | None


def _scoring(criteria_set: CriteriaSet, node: Node) -> _Scoring | None:
    if node.leaf is None:
        return None
    rule, survey = node.leaf.rule, criteria_set.survey
    if not isinstance(rule, Survey):
        return _Scoring(rule, node.leaf.inputs, None, None)
    return _Scoring(rule, node.leaf.inputs, survey.scales.get(rule.scale), survey.group_weights.get(node.code))


def _policy(leaf: Leaf) -> tuple[MissingPolicy, bool]:
    return leaf.missing, leaf.may_be_not_applicable
