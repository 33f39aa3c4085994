"""Criteria sets as they were issued, and their nodes by search."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Case, Count, Value, When

from parindex.engine.criteria.load import load_criteria_set
from parindex.engine.criteria.model import CriteriaSet
from parindex.errors import Fault
from parindex.files.yaml import read_yaml
from parindex.web.criteria.models import StoredCriteriaSet, StoredNode
from parindex.web.ui.searching import begins_words

LIGHT = (
    "id",
    "set_id",
    "revision",
    "sha256",
    "title_vi",
    "title_en",
    "edition",
    "decision_number",
    "decision_date",
    "issuer",
    "is_demonstration",
)


@dataclass(frozen=True, slots=True)
class FoundNode:
    """A criterion that a search found, in the last revision of its set."""

    set_id: str
    set_title_vi: str
    set_title_en: str
    code: str
    title_vi: str
    title_en: str


def stored_sets() -> tuple[StoredCriteriaSet, ...]:
    """All issued sets, without the bytes of their files; the last revision of each set last."""
    return tuple(StoredCriteriaSet.objects.only(*LIGHT))


def stored_set(set_id: str, revision: str | None = None) -> StoredCriteriaSet | None:
    """One revision of a set, the last one where none is named; without the bytes of its file."""
    found = StoredCriteriaSet.objects.filter(set_id=set_id).only(*LIGHT)
    if revision is not None:
        found = found.filter(revision=revision)
    return found.order_by("id").last()


def leaf_counts() -> dict[int, int]:
    """Id of a stored set → how many of its nodes are scored themselves."""
    found = StoredNode.objects.filter(is_leaf=True).values_list("criteria_set_id")
    return dict(found.annotate(leaves=Count("id")).order_by())


def file_of(sha256: str) -> bytes:
    """The bytes of the criteria file of this hash."""
    return bytes(StoredCriteriaSet.objects.values_list("file", flat=True).get(sha256=sha256))


@lru_cache(maxsize=64)
def criteria_set(sha256: str) -> CriteriaSet:
    """The set whose file has this hash, read once: a file of one hash never changes.

    Raises:
        Fault: The stored file does not load, though it did when it was stored.
    """
    stored = StoredCriteriaSet.objects.get(sha256=sha256)
    tree, _ = read_yaml(bytes(stored.file), file=stored.file_name)
    loaded, _ = load_criteria_set(tree, file=stored.file_name, sha256=sha256)
    if loaded is None:
        raise Fault(f"the stored criteria file {stored.set_id} {stored.revision} does not load")
    return loaded


def search_nodes(text: str, limit: int = 50) -> tuple[FoundNode, ...]:
    """Nodes of the last revision of each set whose code is the text, or whose title has words beginning with its words.

    Codes come first, real sets before demonstration sets.
    """
    code = text.strip()
    nodes = (
        (StoredNode.objects.filter(code=code) | begins_words(StoredNode.objects, text))
        .filter(criteria_set__in=_last_revisions())
        .select_related("criteria_set")
        .defer("criteria_set__file")
        .annotate(is_code=Case(When(code=code, then=Value(0)), default=Value(1)))
        .order_by("is_code", "criteria_set__is_demonstration", "criteria_set_id", "position")
    )
    return tuple(_found(node) for node in nodes[:limit])


def _last_revisions() -> Collection[int]:
    return set(dict(StoredCriteriaSet.objects.order_by("id").values_list("set_id", "id")).values())


def _found(node: StoredNode) -> FoundNode:
    stored = node.criteria_set
    return FoundNode(
        set_id=stored.set_id,
        set_title_vi=stored.title_vi,
        set_title_en=stored.title_en,
        code=node.code,
        title_vi=node.title_vi,
        title_en=node.title_en,
    )
