"""What differs between two revisions of one criteria set, node by node, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy

from parindex.engine.criteria.compare import Change, difference
from parindex.engine.criteria.model import Node
from parindex.web.publications.pages.criteria_set import SetView
from parindex.wording.numbers import NO_DATA, grouped
from parindex.wording.rule_words import rule_words
from parindex.wording.terms import SOURCES, word

_SAID = {
    Change.ADDED: gettext_lazy("new item"),
    Change.REMOVED: gettext_lazy("item dropped"),
    Change.RENAMED: gettext_lazy("another title"),
    Change.MAXIMUM: gettext_lazy("another maximum"),
    Change.RULE: gettext_lazy("another rule"),
    Change.SOURCE: gettext_lazy("judged by somebody else"),
    Change.POLICY: gettext_lazy("missing answers or applicability"),
    Change.AGENCY: gettext_lazy("another responsible agency"),
    Change.REFERENCES: gettext_lazy("another legal basis"),
}


@dataclass(frozen=True, slots=True)
class SetChange:
    """One thing that differs: the item, what of it, and both sides in words."""

    code: str
    title: str
    what: str
    before: str
    after: str


def set_changes(old: SetView, new: SetView) -> Iterator[SetChange]:
    """Every difference from the older to the newer revision."""
    for found in difference(old.criteria_set, new.criteria_set):
        node = found.after or found.before
        if node is not None:
            yield SetChange(
                code=found.code,
                title=(new if found.after is not None else old).names.words(node.title),
                what=str(_SAID[found.change]),
                before=_side(found.change, found.before, old),
                after=_side(found.change, found.after, new),
            )


def _side(change: Change, node: Node | None, view: SetView) -> str:
    """What one side says of the thing that differs."""
    return NO_DATA if node is None else _SIDES.get(change, _maximum)(node, view) or NO_DATA


def _maximum(node: Node, view: SetView) -> str:
    return grouped(node.maximum, view.language)


def _title(node: Node, view: SetView) -> str:
    return view.names.words(node.title)


def _rule(node: Node, view: SetView) -> str:
    return rule_words(node, view.criteria_set, language=view.language)


def _source(node: Node, view: SetView) -> str:
    return "" if node.leaf is None else word(SOURCES, node.leaf.source.value, view.language)


def _agency(node: Node, _view: SetView) -> str:
    return node.agency or ""


def _references(node: Node, _view: SetView) -> str:
    return "; ".join(reference.document for reference in node.references)


_SIDES: Mapping[Change, Callable[[Node, SetView], str]] = {
    Change.RENAMED: _title,
    Change.RULE: _rule,
    Change.POLICY: _rule,
    Change.SOURCE: _source,
    Change.AGENCY: _agency,
    Change.REFERENCES: _references,
}
