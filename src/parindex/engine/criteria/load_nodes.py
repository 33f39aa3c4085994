"""Nodes and leaves of a criteria set, from their trees."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from parindex.engine.criteria.check import Unread
from parindex.engine.criteria.entries import EntryForm, load_entry
from parindex.engine.criteria.inputs import load_inputs
from parindex.engine.criteria.keys import RESERVED_CODES, RESERVED_SEGMENTS
from parindex.engine.criteria.load_rules import RuleScope, load_rule
from parindex.engine.criteria.model import (
    THE_UNIT,
    Example,
    Leaf,
    MissingPolicy,
    Node,
    Source,
    SurveyPart,
)
from parindex.engine.criteria.reading import Member, Reader, Record, coded_path, is_absent, joined
from parindex.engine.criteria.rules import Given, Rule, Words
from parindex.engine.figures import Reference
from parindex.engine.quantities import ZERO, number_text
from parindex.engine.trees import Items
from parindex.errors import Severity

DEEPEST_NODE = 20

_NODE_FIELDS = ("agency", "references", "children")
_LEAF_FIELDS = (
    "source",
    "missing",
    "not_applicable",
    "evidence",
    "justify",
    "appraiser",
    "inputs",
    "rule",
    "examples",
    "remainder",
)
_CODE = re.compile(r"[\w-]+(?:\.[\w-]+)*")
_WEB_ADDRESS = re.compile(r"https?://[^\s/]\S*")
_NOT_APPLICABLE = "not_applicable"


class _Grants(StrEnum):
    """Whether a leaf may be granted as not applicable."""

    ALLOWED = "allowed"
    FORBIDDEN = "forbidden"


@dataclass(slots=True)
class NodeLoader:
    """Loads nodes one below the other.

    A node with faults is kept with placeholders (maximum 0, a ``given`` rule), so that what it says beside them can
    still be judged; ``unread`` says where. The caller uses no node while ``reader`` holds errors.

    Attributes:
        reader: Takes the faults.
        survey: Groups and scales that rules and examples may name.
        unread: What the nodes hold placeholders for.
    """

    reader: Reader
    survey: SurveyPart = field(default_factory=SurveyPart)
    unread: Unread = field(default_factory=Unread)

    def load(self, members: Iterable[Member], *, agency: str | None = None) -> tuple[Node, ...]:
        """Nodes of a list of trees.

        Args:
            members: The items of the list ``nodes``, ``children`` or the like.
            agency: The responsible agency that they inherit; ``None`` is the unit itself.
        """
        return self._nodes(members, "", agency, 1)

    def _nodes(self, members: Iterable[Member], parent: str, agency: str | None, depth: int) -> tuple[Node, ...]:
        nodes = [self._node(member, agency, depth) for member in members]
        if None in nodes:
            self.unread.lists.add(parent)
        return tuple(node for node in nodes if node is not None)

    def _node(self, member: Member, agency: str | None, depth: int) -> Node | None:
        path = coded_path(member, "nodes")
        record = self.reader.record(
            member.value, path, required=("code", "title", "maximum"), optional=(*_NODE_FIELDS, *_LEAF_FIELDS)
        )
        if record is None:
            return None
        if depth > DEEPEST_NODE:
            self.reader.report("too_deep", record.place, path, most=str(DEEPEST_NODE))
            return None
        code, title, maximum = self._code(record), record.words("title"), record.positive("maximum")
        if record.has("agency"):
            agency = record.text("agency")
        agency = None if agency == THE_UNIT else agency
        references = _references(record)
        children: tuple[Node, ...] = ()
        leaf = None
        if record.get("children") is not None and not record.is_null("children"):
            children = self._children(record, code, agency, depth)
        elif any(record.has(name) for name in _LEAF_FIELDS):
            leaf = self._leaf(record, code, maximum)
        else:
            record.reader.report("no_children", record.place, path, node=code)
        place = record.place_of("code").at(path)
        return Node(
            code=code,
            title=title or Words(code),
            maximum=ZERO if maximum is None else maximum,
            agency=agency,
            references=references,
            children=children,
            leaf=leaf,
            place=place,
        )

    def _code(self, record: Record) -> str:
        """The code of a node; empty where it cannot be read."""
        code = record.text("code")
        if code is None:
            self.unread.has_uncoded = True
            return ""
        is_reserved = code in RESERVED_CODES or RESERVED_SEGMENTS.intersection(code.split("."))
        if is_reserved or not _CODE.fullmatch(code):
            record.report("bad_code", "code", found=code)
        return code

    def _children(self, record: Record, code: str, agency: str | None, depth: int) -> tuple[Node, ...]:
        wrong = [name for name in _LEAF_FIELDS if record.has(name)]
        if wrong:
            first = "rule" if "rule" in wrong else wrong[0]
            record.report("rule_on_parent", first, node=code, fields=", ".join(wrong))
        tree = record.get("children")
        if not isinstance(tree, Items):
            record.items("children")
            self.unread.lists.add(code)
            return ()
        if not tree.items:
            record.report("no_children", "children", node=code)
        return self._nodes(record.items("children"), code, agency, depth + 1)

    def _leaf(self, record: Record, code: str, maximum: Fraction | None) -> Leaf:
        for name in ("source", "rule"):
            record.require(name)
        source = record.choice("source", Source, "unknown_source")
        missing = record.choice("missing", MissingPolicy, "unknown_policy")
        grants = record.choice("not_applicable", _Grants, "unknown_policy")
        inputs, unread = load_inputs(record)
        scope = RuleScope(inputs, unread, maximum, tuple(self.survey.scales))
        rule = None
        if record.has("rule"):
            rule = load_rule(self.reader, record.get("rule"), scope, record.path_of("rule"))
        if source is None or rule is None:
            self.unread.leaves.add(code)
        else:
            _warn_of_unused(record, rule, set(inputs) - scope.named)
        examples = _examples(record, EntryForm(inputs, rule, maximum, self.survey, unread))
        return Leaf(
            source=source or Source.APPRAISAL,
            rule=rule or Given(),
            missing=missing or MissingPolicy.UNKNOWN,
            may_be_not_applicable=grants is _Grants.ALLOWED,
            inputs=inputs,
            examples=examples,
            evidence=_evidence(record),
            appraiser=record.text("appraiser"),
            must_justify=record.boolean("justify"),
            is_remainder=record.boolean("remainder"),
            rule_place=record.place_of("rule"),
        )


# Parts of nodes and leaves


def _references(record: Record) -> tuple[Reference, ...]:
    references = []
    for item in record.items("references"):
        source = record.reader.record(
            item.value, item.path, required=("document",), optional=("date", "article", "clause", "url")
        )
        if source is None:
            continue
        document, date = source.text("document"), source.date("date")
        article, clause, url = source.text("article"), source.text("clause"), source.text("url")
        if url is not None and not _WEB_ADDRESS.fullmatch(url):
            source.report("bad_address", "url", found=url)
        if document is not None:
            references.append(Reference(document, date, article, clause, url))
    return tuple(references)


def _evidence(record: Record) -> Words | None:
    """What a unit is asked to prove the answer with; a list of documents is kept as one line."""
    if not isinstance(record.get("evidence"), Items):
        return record.words("evidence")
    documents = record.texts("evidence")
    return Words("; ".join(documents)) if documents else None


def _warn_of_unused(record: Record, rule: Rule, unused: Iterable[str]) -> None:
    """Say which inputs are asked for in vain; a ``given`` rule may ask for the record alone."""
    if isinstance(rule, Given):
        return
    for name in sorted(unused):
        path = joined(record.path_of("inputs"), name)
        place = record.reader.places.get(path, record.place)
        record.reader.report("unused_input", place, path, severity=Severity.WARNING, input=name)


def _examples(record: Record, form: EntryForm) -> tuple[Example, ...]:
    """The worked examples; a leaf has at least one."""
    items = record.items("examples")
    if not items and (is_absent(record.get("examples")) or isinstance(record.get("examples"), Items)):
        record.report("example_missing", "examples")
    examples = []
    for item in items:
        found = record.reader.record(item.value, item.path, required=("entry", "points"), optional=("says",))
        if found is None:
            continue
        points = None if found.characters("points") == _NOT_APPLICABLE else _example_points(found, form.maximum)
        says = found.words("says")
        entry = None
        if found.has("entry"):
            entry = load_entry(record.reader, found.get("entry"), form, found.path_of("entry"))
        if entry is not None:
            examples.append(Example(entry, points, says, found.place))
    return tuple(examples)


def _example_points(record: Record, maximum: Fraction | None) -> Fraction | None:
    points = record.not_negative("points", "negative_points")
    if points is not None and maximum is not None and points > maximum:
        record.report("points_above_maximum", "points", found=number_text(points), maximum=number_text(maximum))
    return points
