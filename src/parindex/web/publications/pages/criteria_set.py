"""The pages of a criteria set: the tree on the left, and on the right the rule of a node or the set as a whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from parindex.engine.criteria.compare import Crosswalk, Link, Relation
from parindex.engine.criteria.model import CriteriaSet, Example, Grade, InputType, Leaf, Node, Source
from parindex.engine.criteria.rules import Bands, Levels
from parindex.engine.figures import Figure, InputValue, Reference
from parindex.engine.index.sources import maxima_by_source
from parindex.engine.quantities import number_text
from parindex.web.criteria.origins import Confidence, Inference, Origin, Origins
from parindex.web.publications.pages.relations import Verdict, verdict_of
from parindex.web.results.queries import StoredResult
from parindex.web.ui.nearness import near_names
from parindex.wording.intervals import band_interval
from parindex.wording.names import Names, figure_title, lower_first
from parindex.wording.numbers import grouped
from parindex.wording.orthography import folded
from parindex.wording.rule_formulas import rule_formulas
from parindex.wording.rule_words import ToldRule, told_rule
from parindex.wording.standings import grade_words
from parindex.wording.terms import RULE_KINDS, SOURCES, word

if TYPE_CHECKING:
    from parindex.web.criteria.models import StoredCriteriaSet

COLOURED_SOURCES = {Source.APPRAISAL: "td", Source.EXTERNAL: "td", Source.SURVEY: "xhh", Source.SATISFACTION: "sipas"}
ANY_BLOCK = "*"


@dataclass(frozen=True, slots=True)
class Entry:
    """A node in the tree.

    Attributes:
        depth: 0 for a domain.
        is_here: Whether its rule is shown.
        is_found: Whether the search finds it.
        is_unsure: Whether its place, code or maximum are inferred.
    """

    code: str
    title: str
    maximum: Fraction
    depth: int
    address: str
    is_leaf: bool
    is_remainder: bool
    is_here: bool
    is_found: bool
    is_unsure: bool


@dataclass(frozen=True, slots=True)
class Domain:
    """A domain of the tree with all below it; ``is_open`` where it holds the node shown, or one that was found."""

    entry: Entry
    below: tuple[Entry, ...]
    is_open: bool


@dataclass(frozen=True, slots=True)
class Tree:
    """The tree of a set.

    Attributes:
        found: What the search finds, in the order of the set.
        near: Titles near to the text, where it finds nothing.
    """

    domains: tuple[Domain, ...]
    text: str
    found: tuple[Entry, ...]
    near: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class InputRow:
    """What is to be reported: label, what it counts, and its bounds in words."""

    label: str
    measure: str
    form: str


@dataclass(frozen=True, slots=True)
class ExampleRow:
    """A worked example: what is answered, the points it gives, and a live figure with the same answer.

    Attributes:
        points: ``None``: not applicable.
        address: Page of the live figure, empty where no published result answers so.
        unit: Name of the unit, and its year.
    """

    answered: str
    points: Fraction | None
    says: str
    address: str
    unit: str
    year: int | None


@dataclass(frozen=True, slots=True)
class EditionRow:
    """What became of a node in the set before or after.

    Attributes:
        leaves: Address, code, title and maximum of the leaves on the other side.
        is_later: Whether the other set is the later one.
    """

    set_title: str
    difference_address: str
    verdict: Verdict
    leaves: tuple[tuple[str, str, str, Fraction], ...]
    is_later: bool


@dataclass(frozen=True, slots=True)
class Part:
    """Points from one source: class of its texture, words and maximum."""

    texture: str
    words: str
    maximum: Fraction


@dataclass(frozen=True, slots=True)
class NodeCard:
    """The rule of a node.

    Attributes:
        path: The nodes above it.
        told: Its rule in words, ``None`` for a node with children.
        steps: Levels or bands: words and points.
        children: The nodes below it.
        shares: Points from each source, for a node with children.
    """

    node: Node
    title: str
    path: tuple[Entry, ...]
    maximum: Fraction
    source: str
    rule_kind: str
    told: ToldRule | None
    formulas: tuple[str, ...]
    steps: tuple[tuple[str, Fraction], ...]
    inputs: tuple[InputRow, ...]
    children: tuple[Entry, ...]
    shares: tuple[Part, ...]
    evidence: str
    agency: str
    appraiser: str
    must_justify: bool
    references: tuple[Reference, ...]
    place: str
    origin: Origin | None
    inferred: Sequence[Inference]
    examples: tuple[ExampleRow, ...]
    editions: tuple[EditionRow, ...]

    @property
    def leaf(self) -> Leaf | None:
        """What makes it a leaf."""
        return self.node.leaf


@dataclass(frozen=True, slots=True)
class SetCard:
    """A set as a whole.

    Attributes:
        shares: Points from each source.
        grades: Block (empty for all others), and its grades with what they ask for.
        ties: What parts units of equal index, in order.
        adjustments: Title, kind, points of each and cap.
        groups: Respondent groups of the survey.
    """

    shares: tuple[Part, ...]
    grades: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    ties: tuple[str, ...]
    adjustments: tuple[tuple[str, str, Fraction, Fraction | None], ...]
    groups: tuple[str, ...]
    sources: tuple[str, ...]
    remainders: int
    unsure: int


@dataclass(frozen=True, slots=True)
class SetView:
    """A stored set ready to be told in one language.

    Attributes:
        asked: What its addresses end in: empty, or the revision that was asked for.
    """

    stored: StoredCriteriaSet
    criteria_set: CriteriaSet
    origins: Origins
    language: str
    asked: str = ""

    @property
    def names(self) -> Names:
        """What its things are called."""
        return Names(self.criteria_set, self.language)

    def entry(self, node: Node, depth: int = 0, *, here: str = "", found: frozenset[str] = frozenset()) -> Entry:
        """A node for the tree."""
        origin = self.origins.nodes.get(node.code)
        return Entry(
            code=node.code,
            title=self.names.words(node.title),
            maximum=node.maximum,
            depth=depth,
            address=reverse("criteria:node", args=[self.criteria_set.id, node.code]) + self.asked,
            is_leaf=node.leaf is not None,
            is_remainder=node.leaf is not None and node.leaf.is_remainder,
            is_here=node.code == here,
            is_found=node.code in found,
            is_unsure=origin is not None and origin.confidence is Confidence.MEDIUM,
        )


def tree(view: SetView, *, here: str = "", text: str = "") -> Tree:
    """The tree of a set, with the node that is shown and those that a text finds."""
    nodes = list(view.criteria_set.walk())
    found = frozenset(_found(nodes, text))
    domains = []
    for node in view.criteria_set.nodes:
        below = tuple(_below(view, node, here, found))
        is_open = any(entry.is_here or entry.is_found for entry in below) or node.code == here
        domains.append(Domain(view.entry(node, here=here, found=found), below, is_open))
    entries = [view.entry(node, found=found) for node in nodes if node.code in found]
    return Tree(tuple(domains), text, tuple(entries), () if found or not text else _near(view, nodes, text))


def _found(nodes: Sequence[Node], text: str) -> Iterator[str]:
    words = folded(text).split()
    for node in nodes:
        searched = folded(f"{node.title.vi} {node.title.en or ''}")
        if words and (node.code == text.strip() or all(word in searched for word in words)):
            yield node.code


def _near(view: SetView, nodes: Sequence[Node], text: str) -> tuple[Entry, ...]:
    by_title = {view.names.words(node.title): node for node in nodes}
    return tuple(view.entry(by_title[title]) for title in near_names(text, by_title))


def _below(view: SetView, node: Node, here: str, found: frozenset[str], depth: int = 1) -> Iterator[Entry]:
    for child in node.children:
        yield view.entry(child, depth, here=here, found=found)
        yield from _below(view, child, here, found, depth + 1)


# The set as a whole


def set_card(view: SetView) -> SetCard:
    """What a set says beside its criteria."""
    criteria_set, names = view.criteria_set, view.names
    unsure = [origin for origin in view.origins.nodes.values() if origin.confidence is Confidence.MEDIUM]
    return SetCard(
        shares=shares(criteria_set.nodes, view.language),
        grades=tuple(
            ("" if block == ANY_BLOCK else block, _grade_rows(names, grades))
            for block, grades in criteria_set.grades.items()
        ),
        ties=tuple(
            lower_first(figure_title(tie.key, criteria_set, language=view.language)) for tie in criteria_set.ties
        ),
        adjustments=tuple(
            (names.words(one.title), one.kind.value, one.each, one.cap) for one in criteria_set.adjustments
        ),
        groups=tuple(names.words(words) for words in criteria_set.survey.groups.values()),
        sources=criteria_set.sources,
        remainders=sum(node.leaf is not None and node.leaf.is_remainder for node in criteria_set.leaves()),
        unsure=len(unsure),
    )


def _grade_rows(names: Names, grades: Sequence[Grade]) -> tuple[tuple[str, str], ...]:
    return tuple((names.words(grade.title), grade_words(grade, language=names.language)) for grade in grades)


def shares(nodes: Sequence[Node], language: str) -> tuple[Part, ...]:
    """The maxima of nodes by source, in words."""
    return tuple(
        Part(COLOURED_SOURCES[source], word(SOURCES, source.value, language), maximum)
        for source, maximum in maxima_by_source(nodes).items()
    )


# One node


def node_card(
    view: SetView, node: Node, live: Sequence[tuple[str, StoredResult]], editions: Sequence[EditionRow]
) -> NodeCard:
    """The rule of a node.

    Args:
        view: Its set.
        node: The node.
        live: Published results whose figure of this node equals an example's, each with the address of the figure.
        editions: What became of it in other sets.
    """
    leaf, names = node.leaf, view.names
    path = _path(view.criteria_set.nodes, node.code)
    return NodeCard(
        node=node,
        title=names.words(node.title),
        path=tuple(view.entry(above) for above in path[:-1]),
        maximum=node.maximum,
        source="" if leaf is None else word(SOURCES, leaf.source.value, view.language),
        rule_kind="" if leaf is None else word(RULE_KINDS, leaf.rule.kind, view.language),
        told=told_rule(node, view.criteria_set, language=view.language),
        formulas=rule_formulas(node, view.criteria_set, language=view.language),
        steps=tuple(_steps(node, names)),
        inputs=tuple(_inputs(node, names)),
        children=tuple(view.entry(child) for child in node.children),
        shares=shares([node], view.language) if node.children else (),
        evidence="" if leaf is None or leaf.evidence is None else names.words(leaf.evidence),
        agency=node.agency or "",
        appraiser="" if leaf is None else leaf.appraiser or "",
        must_justify=leaf is not None and leaf.must_justify,
        references=node.references,
        place=_place(view, node),
        origin=view.origins.nodes.get(node.code),
        inferred=view.origins.inferred.get(node.code, ()),
        examples=tuple(_examples(node, names, live)),
        editions=tuple(editions),
    )


def _path(nodes: Sequence[Node], code: str) -> tuple[Node, ...]:
    """The nodes from the domain down to a code."""
    for node in nodes:
        if node.code == code:
            return (node,)
        below = _path(node.children, code)
        if below:
            return (node, *below)
    return ()


def _place(view: SetView, node: Node) -> str:
    """Where the node is written in the criteria file."""
    if node.place.line is None:
        return view.criteria_set.file
    return _("%(file)s, line %(line)s") % {"file": view.criteria_set.file, "line": node.place.line}


def _steps(node: Node, names: Names) -> Iterator[tuple[str, Fraction]]:
    rule = None if node.leaf is None else node.leaf.rule
    if isinstance(rule, Levels):
        for level in rule.levels:
            yield names.words(level.title), level.points
    elif isinstance(rule, Bands):
        is_percent = rule.input is None or names.is_percent(node.code, rule.input)
        for band in rule.bands:
            yield band_interval(band, names.language, is_percent=is_percent), band.points


def _inputs(node: Node, names: Names) -> Iterator[InputRow]:
    if node.leaf is None:
        return
    forms = {
        InputType.COUNT: _("whole number"),
        InputType.NUMBER: _("number"),
        InputType.BOOLEAN: _("yes or no"),
    }
    for declared in node.leaf.inputs.values():
        measure = "" if declared.measure is None else names.words(declared.measure)
        yield InputRow(names.words(declared.label), measure, forms[declared.type])


# Examples


def example_values(node: Node) -> frozenset[str]:
    """The points of the examples of a leaf, as stored figures write them."""
    examples = () if node.leaf is None else node.leaf.examples
    return frozenset(number_text(example.points) for example in examples if example.points is not None)


def _examples(node: Node, names: Names, live: Sequence[tuple[str, StoredResult]]) -> Iterator[ExampleRow]:
    for example in () if node.leaf is None else node.leaf.examples:
        same = [found for found in live if is_live(example, found[1].figure(node.code))]
        address, result = same[0] if same else ("", None)
        yield ExampleRow(
            answered=_answered(node, example, names),
            points=example.points,
            says="" if example.says is None else names.words(example.says),
            address=address,
            unit="" if result is None else result.unit.name,
            year=None if result is None else result.year,
        )


def is_live(example: Example, figure: Figure) -> bool:
    """Whether a stored figure rests on the very answer of an example."""
    if figure.value is None or figure.value != example.points:
        return False
    entry = example.entry
    if entry.inputs:
        reported = {item.code: item.value for item in figure.inputs if isinstance(item, InputValue)}
        return reported == {name: number_text(value) for name, value in entry.inputs.items()}
    return entry.points is not None and figure.step.kind == "given"


def _answered(node: Node, example: Example, names: Names) -> str:
    """The answer of an example in words."""
    entry = example.entry
    if entry.inputs:
        return "; ".join(names.value(node.code, name, value) for name, value in entry.inputs.items())
    if entry.level is not None:
        return _("level “%(level)s”") % {"level": names.level(node.code, entry.level)}
    if entry.points is not None:
        return _("%(points)s points as decided") % {"points": grouped(entry.points, names.language)}
    if entry.counts:
        ballots = "; ".join(
            f"{names.group(group)}: {', '.join(f'{option} {number}' for option, number in counts.items())}"
            for group, counts in entry.counts.items()
        )
        return _("ballots: %(ballots)s") % {"ballots": ballots}
    return _("no answer")


# Other editions


def edition_rows(
    view: SetView, other: SetView, crosswalk: Crosswalk, code: str, *, is_later: bool
) -> Iterator[EditionRow]:
    """What the crosswalk says of a code: at most one line.

    Args:
        view: The set of the code.
        other: The set on the other side.
        crosswalk: From the older to the newer of the two.
        code: The leaf.
        is_later: Whether the other set is the newer one.
    """
    link = next((link for link in crosswalk.links if code in (link.from_ if is_later else link.to)), None)
    if link is None:
        return
    old, new = (view, other) if is_later else (other, view)
    yield EditionRow(
        set_title=other.names.words(other.criteria_set.title),
        difference_address=difference_address(old.stored, new.stored),
        verdict=verdict_of(link),
        leaves=tuple(linked_leaves(other, link.to if is_later else link.from_)) if is_told(link) else (),
        is_later=is_later,
    )


def difference_address(old: StoredCriteriaSet, new: StoredCriteriaSet) -> str:
    """The page of two sets side by side; of two revisions where they are one set."""
    address = reverse("criteria:difference", args=[old.set_id, new.set_id])
    if old.set_id != new.set_id:
        return address
    return f"{address}?{urlencode({'from': old.revision, 'to': new.revision})}"


def is_told(link: Link) -> bool:
    """Whether the leaves on the other side of a link say something; those of a heap that cannot be compared do not."""
    return link.relation is not Relation.NOT_COMPARABLE


def linked_leaves(view: SetView, codes: Sequence[str]) -> Iterator[tuple[str, str, str, Fraction]]:
    """Address, code, title and maximum of leaves."""
    for code in codes:
        node = view.criteria_set.node(code)
        if node is not None:
            entry = view.entry(node)
            yield entry.address, code, entry.title, entry.maximum
