"""The same figure in another result of the same unit and year, made from finer parts."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from parindex.web.publications.pages.opened import PERCENT_ENDING, WHOLE, Opened, parent_code
from parindex.web.publications.queries import PublishedResult, results_of_unit
from parindex.web.results.queries import stored_results


@dataclass(frozen=True, slots=True)
class Part:
    """A figure of the other result that opens."""

    code: str
    title: str
    shown: str
    maximum: str
    address: str


@dataclass(frozen=True, slots=True)
class Deeper:
    """A figure of another result of the same unit and year.

    Attributes:
        title: What the other result is: "By sub-criterion".
        shown: The figure there; it may differ by what rounding of printed inputs allows.
        parts: What it is made from there.
    """

    title: str
    shown: str
    maximum: str
    address: str
    parts: tuple[Part, ...]


def deeper(opened: Opened, now: dt.datetime) -> Deeper | None:
    """The same figure made from finer parts, where another published result of the unit and year has it."""
    result = opened.result
    key = _same_figure(opened)
    if key is None:
        return None
    others = [
        found
        for found in results_of_unit(result.unit_id, now)
        if found.figures_id not in {None, result.id}
        and found.year == result.year
        and found.set_id.removesuffix("-by-domain") == result.criteria_set.id.removesuffix("-by-domain")
    ]
    stored = stored_results([found.figures_id for found in others if found.figures_id is not None])
    for found in others:
        other = stored.get(found.figures_id or 0)
        if other is None or key not in other or len(other.keys()) <= len(result.keys()):
            continue
        there = Opened(PublishedResult(found.publication, found.block, other, is_current=True), key, opened.language)
        return _told(there, found.block)
    return None


def _same_figure(opened: Opened) -> str | None:
    """The key under which a finer result has the same figure: the whole, a domain, or a part of one.

    The only leaf of its part in a domain is that part, whatever its own code is.
    """
    key = opened.key
    base = key.removesuffix(PERCENT_ENDING)
    if base in WHOLE or base.partition(".")[0] == base or base.rpartition(".")[2] in {"appraisal", "survey"}:
        return key
    criteria_set = opened.result.criteria_set
    node, above = criteria_set.node(base), parent_code(criteria_set.nodes, base)
    parent = None if above is None else criteria_set.node(above)
    if node is None or node.leaf is None or parent is None or parent not in criteria_set.nodes:
        return None
    same_part = [child for child in parent.children if child.leaf is not None and child.leaf.part is node.leaf.part]
    return f"{parent.code}.{node.leaf.part.value}" if same_part == [node] else None


def _told(there: Opened, block: object) -> Deeper:
    keys = [item for item in there.figure.inputs if isinstance(item, str)]
    if there.key == "index":
        keys = [item for item in there.at("tree").figure.inputs if isinstance(item, str)]
    title = getattr(block, f"title_{there.language}", "") or getattr(block, "title_vi", "")
    maximum = there.figure.maximum
    return Deeper(
        title=title,
        shown=there.shown(),
        maximum="" if maximum is None else there.plain(maximum),
        address=there.addresses.figure(there.key),
        parts=tuple(_part(there.at(key)) for key in keys),
    )


def _part(opened: Opened) -> Part:
    figure, node = opened.figure, opened.node
    code = "" if node is None else node.code
    return Part(
        code=code,
        title=opened.title().removeprefix(f"{code} "),
        shown=opened.shown(),
        maximum="" if figure.maximum is None else opened.plain(figure.maximum),
        address=opened.addresses.figure(opened.key),
    )
