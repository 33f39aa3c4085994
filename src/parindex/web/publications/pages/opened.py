"""A figure of a published result, with what is needed to tell of it."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from urllib.parse import urlencode

from django.urls import NoReverseMatch, reverse

from parindex.engine.criteria.keys import INDEX, PERCENT
from parindex.engine.criteria.model import Node
from parindex.engine.figures import Figure
from parindex.engine.quantities import Measure
from parindex.web.publications.queries import PublishedResult
from parindex.web.results.queries import StoredResult
from parindex.wording.derivations import Derivation
from parindex.wording.names import Names, figure_title
from parindex.wording.numbers import NO_DATA, grouped, percent, printed

PERCENT_ENDING = f".{PERCENT}"
LONGEST_LABEL = 34
WHOLE = ("appraisal", "survey", "tree", "bonus", "penalty", INDEX)


@dataclass(frozen=True, slots=True)
class Addresses:
    """Addresses of the pages of one result; those of a superseded publication stay within it."""

    unit: str
    year: int
    criteria_set: str
    publication: str | None = None

    def result(self) -> str:
        """The page of the unit in this year."""
        return self._of("publications:result")

    def figure(self, key: str) -> str:
        """The page of a figure."""
        return self._of("publications:figure", key)

    def file(self, form: str) -> str:
        """A download of the result; empty where this form is not offered."""
        return self._of("publications:result_file", form)

    def figure_data(self, key: str) -> str:
        """The figure for programs; empty where it is not offered."""
        return self._of("publications:figure_file", key, "json")

    def rule(self, code: str) -> str:
        """The page of a node of the criteria set; of the set where nodes have none, empty where neither has."""
        return reversed_or_empty("criteria:node", self.criteria_set, code) or self.criteria()

    def criteria(self) -> str:
        """The page of the criteria set; empty where there is none."""
        return reversed_or_empty("criteria:set", self.criteria_set)

    def _of(self, name: str, *last: str) -> str:
        address = reversed_or_empty(name, self.unit, self.year, self.criteria_set, *last)
        return f"{address}?{urlencode({'publication': self.publication})}" if address and self.publication else address


def reversed_or_empty(name: str, *arguments: object) -> str:
    """The address of a page, empty where this installation has no such page."""
    try:
        return reverse(name, args=arguments)
    except NoReverseMatch:
        return ""


@dataclass(frozen=True, slots=True)
class Opened:
    """A figure of a published result.

    Attributes:
        published: The result, with the publication that shows it.
        key: Local key of the figure.
        language: Of the page.
    """

    published: PublishedResult
    key: str
    language: str

    @property
    def result(self) -> StoredResult:
        """The result that the figure belongs to."""
        return self.published.result

    @property
    def figure(self) -> Figure:
        """The figure."""
        return self.result.figure(self.key)

    @property
    def told(self) -> Derivation:
        """Its derivation, ready to be told."""
        return Derivation(self.figure, self.result.criteria_set, self.language)

    @property
    def names(self) -> Names:
        """What things of the criteria set are called."""
        return Names(self.result.criteria_set, self.language)

    @property
    def node(self) -> Node | None:
        """The node that the figure is of, a part or percent of it included; ``None`` for one of the whole."""
        return self.result.criteria_set.node(node_code(self.key))

    @property
    def addresses(self) -> Addresses:
        """Addresses of the pages of the result."""
        return addresses_of(self.published)

    def at(self, key: str) -> Opened:
        """Another figure of the same result."""
        return Opened(self.published, key, self.language)

    def title(self) -> str:
        """What the figure is: code and title."""
        return figure_title(self.key, self.result.criteria_set, language=self.language)

    def short_title(self, longest: int = LONGEST_LABEL) -> str:
        """What the figure is, in so many letters that it fits under a number or into a step of the path."""
        node = self.node
        if node is None or self.key != node.code:
            return self.title()
        title = self.names.words(node.title)
        cut = title if len(title) <= longest else f"{title[:longest].rsplit(' ', 1)[0]}…"
        return f"{node.code} {cut}"

    def shown(self, value: Fraction | None = None) -> str:
        """The value, or another of the same measure, as it is printed."""
        figure = self.figure
        number = figure.value if value is None else value
        display = self.result.criteria_set.display
        if figure.measure is Measure.PERCENT:
            return percent(number, display.percent_decimals, language=self.language, rounding=display.rounding)
        return printed(number, display.decimals, language=self.language, rounding=display.rounding)

    def number(self, value: Fraction | None) -> str:
        """A number with the decimals of this figure, without a sign for percent."""
        display = self.result.criteria_set.display
        decimals = display.percent_decimals if self.figure.measure is Measure.PERCENT else display.decimals
        return printed(value, decimals, language=self.language, rounding=display.rounding)

    def plain(self, value: Fraction | None) -> str:
        """A number in as few digits as say it, cut with an ellipsis."""
        return NO_DATA if value is None else grouped(value, self.language)


def addresses_of(published: PublishedResult) -> Addresses:
    """Addresses of the pages of a published result."""
    result = published.result
    publication = None if published.is_current else published.publication.slug
    return Addresses(result.unit.id, result.year, result.result_set.criteria_set.set_id, publication)


def node_code(key: str) -> str:
    """The code of the node that a key speaks of: ``1.survey.percent`` and ``1`` are both of ``1``."""
    base = key.removesuffix(PERCENT_ENDING)
    code, dot, part = base.rpartition(".")
    return code if dot and part in {"appraisal", "survey"} else base


def parent_key(key: str, opened: Opened) -> str | None:
    """The figure one step up the tree, ``None`` above the index."""
    if key == INDEX:
        return None
    if key.endswith(PERCENT_ENDING):
        return key.removesuffix(PERCENT_ENDING)
    if key in WHOLE:
        return INDEX
    base = node_code(key)
    if base != key:
        return base
    return parent_code(opened.result.criteria_set.nodes, key) or INDEX


def parent_code(nodes: tuple[Node, ...], code: str) -> str | None:
    """The code of the node whose child a code is, ``None`` for a domain."""
    for node in nodes:
        if any(child.code == code for child in node.children):
            return node.code
        found = parent_code(node.children, code)
        if found is not None:
            return found
    return None
