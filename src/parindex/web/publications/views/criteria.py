"""Criteria sets: all of them, one with its tree, a criterion with its rule, two sets side by side, and their files."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from parindex.engine.criteria.compare import Link, Relation
from parindex.engine.criteria.model import Node
from parindex.files.xlsx import write_xlsx
from parindex.files.yaml import read_yaml
from parindex.web.criteria.crosswalks import Succession, crosswalk, successions
from parindex.web.criteria.origins import origins
from parindex.web.criteria.queries import criteria_set, file_of, leaf_counts, stored_set, stored_sets
from parindex.web.publications import queries
from parindex.web.publications.pages.criteria_set import (
    EditionRow,
    NodeCard,
    SetCard,
    SetView,
    Tree,
    difference_address,
    edition_rows,
    example_values,
    linked_leaves,
    node_card,
    set_card,
    tree,
)
from parindex.web.publications.pages.ranking import heading
from parindex.web.publications.pages.relations import Verdict, verdict_of
from parindex.web.publications.pages.revisions import SetChange, set_changes
from parindex.web.publications.templatetags.published import figure_address
from parindex.web.results.queries import StoredResult, results_with_value
from parindex.web.ui.context import Link as Crumb
from parindex.web.ui.templatetags.parindex import in_language, page_language

if TYPE_CHECKING:
    from parindex.web.criteria.models import StoredCriteriaSet
    from parindex.web.publications.models import PublishedBlock

LONGEST_SEARCH = 100
TYPES = {
    "yaml": "application/yaml; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
RELATION_ORDER = (
    Relation.SAME,
    Relation.RESCALED,
    Relation.SPLIT,
    Relation.MERGED,
    Relation.NEW,
    Relation.DROPPED,
    Relation.NOT_COMPARABLE,
)


@dataclass(frozen=True, slots=True)
class SetRow:
    """A set in the list: its last revision, and how many leaves are scored in it."""

    stored: StoredCriteriaSet
    leaves: int
    revisions: int


@dataclass(frozen=True, slots=True)
class Continuation:
    """Two sets of which the newer continues the older, and the page of both side by side."""

    old: StoredCriteriaSet
    new: StoredCriteriaSet
    address: str


@dataclass(frozen=True, slots=True)
class ListPage:
    """All sets: those that were issued, those that demonstrate, and which of them continue each other."""

    real: tuple[SetRow, ...]
    demonstration: tuple[SetRow, ...]
    successions: tuple[Continuation, ...]


@dataclass(frozen=True, slots=True)
class SetPage:
    """A set with its tree; ``node`` is the rule that is shown, ``whole`` the set where no node is.

    Attributes:
        used: Rankings that were computed by the set, for the page of the whole.
        continues: The sets that it continues or that continue it.
        asked: What the addresses of its files end in.
        is_last: Whether no later revision was issued.
    """

    stored: StoredCriteriaSet
    title: str
    domains: int
    leaves: int
    tree: Tree
    node: NodeCard | None
    whole: SetCard | None
    used: tuple[tuple[str, PublishedBlock], ...]
    continues: tuple[Continuation, ...]
    sha256: str
    asked: str
    is_last: bool


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A crosswalk link: leaves of both sets as address, code, title and maximum, and what may be compared."""

    old: tuple[tuple[str, str, str, object], ...]
    new: tuple[tuple[str, str, str, object], ...]
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class DifferencePage:
    """Two sets side by side, link by link; ``counts`` says how many links have each relation.

    Attributes:
        changes: What differs between two revisions of one set, which have no links.
    """

    old: StoredCriteriaSet
    new: StoredCriteriaSet
    rows: tuple[LinkRow, ...]
    counts: tuple[tuple[Verdict, int], ...]
    changes: tuple[SetChange, ...]
    are_revisions: bool


@require_safe
def all_sets(request: HttpRequest) -> HttpResponse:
    """All criteria sets, real ones first."""
    counts = leaf_counts()
    last: dict[str, StoredCriteriaSet] = {}
    revisions: dict[str, int] = {}
    for stored in stored_sets():
        last[stored.set_id] = stored
        revisions[stored.set_id] = revisions.get(stored.set_id, 0) + 1
    rows = [SetRow(stored, counts.get(stored.pk, 0), revisions[set_id]) for set_id, stored in last.items()]
    page = ListPage(
        real=tuple(row for row in rows if not row.stored.is_demonstration),
        demonstration=tuple(row for row in rows if row.stored.is_demonstration),
        successions=tuple(_continuation(one) for one in successions()),
    )
    return render(request, "publications/criteria_sets.html", {"page": page})


def _continuation(one: Succession) -> Continuation:
    return Continuation(one.old, one.new, difference_address(one.old, one.new))


@require_safe
def set_page(request: HttpRequest, criteria_set: str) -> HttpResponse:
    """A set as a whole beside its tree."""
    return _set_page(request, _view(criteria_set, request), None)


@require_safe
def node_page(request: HttpRequest, criteria_set: str, code: str) -> HttpResponse:
    """The rule of one node beside the tree of its set."""
    view = _view(criteria_set, request)
    node = view.criteria_set.node(code)
    if node is None:
        raise Http404
    return _set_page(request, view, node)


def _view(set_id: str, request: HttpRequest) -> SetView:
    """A set in the last revision, or in that which the address names.

    Raises:
        Http404: There is none.
    """
    revision = request.GET.get("revision") or None
    return _view_of(_stored(set_id, revision), f"?{urlencode({'revision': revision})}" if revision else "")


def _stored(set_id: str, revision: str | None) -> StoredCriteriaSet:
    stored = None if revision is not None and "\0" in revision else stored_set(set_id, revision)
    if stored is None:
        raise Http404
    return stored


def _view_of(stored: StoredCriteriaSet, asked: str = "") -> SetView:
    loaded = criteria_set(stored.sha256)
    return SetView(stored, loaded, origins(stored.set_id, stored.sha256), page_language(), asked)


def _set_page(request: HttpRequest, view: SetView, node: Node | None) -> HttpResponse:
    now = timezone.now()
    stored = view.stored
    text = request.GET.get("q", "").strip()[:LONGEST_SEARCH]
    everything = successions()
    continues = tuple(one for one in everything if stored.pk in {one.old.pk, one.new.pk})
    is_last = not any(one.old.pk == stored.pk and one.new.set_id == stored.set_id for one in everything)
    page = SetPage(
        stored=stored,
        title=in_language(stored),
        domains=len(view.criteria_set.nodes),
        leaves=sum(1 for _leaf in view.criteria_set.leaves()),
        tree=tree(view, here=node.code if node is not None else "", text=text),
        node=None if node is None else _card(view, node, continues, now),
        whole=set_card(view) if node is None else None,
        used=_used(stored.set_id, now) if node is None else (),
        continues=tuple(_continuation(one) for one in continues),
        sha256=stored.sha256,
        asked=view.asked,
        is_last=is_last,
    )
    crumbs = [Crumb(_("Criteria sets"), reverse("criteria:list"))]
    if node is None:
        crumbs.append(Crumb(page.title))
    else:
        crumbs += [Crumb(page.title, reverse("criteria:set", args=[stored.set_id]) + view.asked), Crumb(node.code)]
    context = {"page": page, "crumbs": crumbs, "is_demonstration": stored.is_demonstration}
    return render(request, "publications/criteria_set.html", context)


def _card(view: SetView, node: Node, continues: tuple[Succession, ...], now: dt.datetime) -> NodeCard:
    return node_card(view, node, _live(view, node, now), tuple(_editions(view, node, continues)))


def _used(set_id: str, now: dt.datetime) -> tuple[tuple[str, PublishedBlock], ...]:
    return tuple((heading(block), block) for block in queries.blocks_scored_by(set_id, now))


def _live(view: SetView, node: Node, now: dt.datetime) -> tuple[tuple[str, StoredResult], ...]:
    """Current results whose figure of the node has the value of one of its examples, with the page of that figure."""
    values = example_values(node)
    if not values:
        return ()
    shown = {
        (block.result_set_id, block.block)
        for block in queries.blocks_scored_by(view.criteria_set.id, now)
        if block.result_set is not None and block.result_set.criteria_set.sha256 == view.stored.sha256
    }
    ids = {result_set_id for result_set_id, _block in shown if result_set_id is not None}
    found = results_with_value(ids, node.code, values)
    return tuple(
        (figure_address(result, node.code), result)
        for result in found
        if (result.result_set.pk, result.unit.block) in shown
    )


def _editions(view: SetView, node: Node, continues: tuple[Succession, ...]) -> Iterator[EditionRow]:
    """What became of a leaf in the sets before and after."""
    for one in continues:
        is_later = one.old.pk == view.stored.pk
        walked = crosswalk(one.old.sha256, one.new.sha256)
        if walked is not None and node.leaf is not None:
            other = _view_of(one.new if is_later else one.old)
            yield from edition_rows(view, other, walked, node.code, is_later=is_later)


@require_safe
def difference_page(request: HttpRequest, old: str, new: str) -> HttpResponse:
    """Two sets side by side as the crosswalk between them says; or two revisions of one set, change by change."""
    before, after = _pair(request, old, new)
    links: tuple[Link, ...] = ()
    changes: tuple[SetChange, ...] = ()
    left, right = _view_of(before), _view_of(after)
    if before.set_id == after.set_id:
        changes = tuple(set_changes(left, right))
    else:
        walked = crosswalk(before.sha256, after.sha256)
        if walked is None:
            raise Http404
        links = tuple(sorted(walked.links, key=lambda link: RELATION_ORDER.index(link.relation)))
    counts: dict[Relation, tuple[Verdict, int]] = {}
    for link in links:
        counts[link.relation] = (verdict_of(link), counts.get(link.relation, (None, 0))[1] + 1)
    page = DifferencePage(
        old=before,
        new=after,
        rows=tuple(
            LinkRow(tuple(linked_leaves(left, link.from_)), tuple(linked_leaves(right, link.to)), verdict_of(link))
            for link in links
        ),
        counts=tuple(counts.values()),
        changes=changes,
        are_revisions=before.set_id == after.set_id,
    )
    crumbs = [
        Crumb(_("Criteria sets"), reverse("criteria:list")),
        Crumb(in_language(after), reverse("criteria:set", args=[new])),
        Crumb(_("Compared with the set before")),
    ]
    return render(request, "publications/criteria_difference.html", {"page": page, "crumbs": crumbs})


def _pair(request: HttpRequest, old: str, new: str) -> tuple[StoredCriteriaSet, StoredCriteriaSet]:
    """The two sets that an address names; of one set its last two revisions, or those that are asked for.

    Raises:
        Http404: One of them is not there.
    """
    if old != new:
        return _stored(old, None), _stored(new, None)
    revisions = [stored for stored in stored_sets() if stored.set_id == old]
    by_name = {stored.revision: stored for stored in revisions}
    if len(revisions) < 2:  # noqa: PLR2004  one revision differs from nothing
        raise Http404
    before = by_name.get(request.GET.get("from", revisions[-2].revision))
    after = by_name.get(request.GET.get("to", revisions[-1].revision))
    if before is None or after is None:
        raise Http404
    return before, after


@require_safe
def set_file(request: HttpRequest, criteria_set: str, form: str, *, hashed: bool = False) -> HttpResponseBase:
    """The file of a set: the very bytes it was issued as, or the same content as a workbook; or the hash of either."""
    stored = _stored(criteria_set, request.GET.get("revision") or None)
    if form not in TYPES:
        raise Http404
    content = file_of(stored.sha256)
    if form == "xlsx":
        content = _workbook(content, stored.set_id)
    name = f"{stored.set_id}.{form}"
    digest = hashlib.sha256(content).hexdigest()
    if hashed:
        return HttpResponse(f"{digest}  {name}\n", content_type="text/plain; charset=utf-8")
    response = FileResponse(io.BytesIO(content), as_attachment=True, filename=name, content_type=TYPES[form])
    response.headers["ETag"] = f'"{digest}"'
    return response


def _workbook(content: bytes, name: str) -> bytes:
    """The same tree as a workbook.

    Raises:
        Http404: The stored file cannot be read any more.
    """
    read, _problems = read_yaml(content, file=name)
    if read is None:
        raise Http404
    return write_xlsx(read)
