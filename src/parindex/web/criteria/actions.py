"""Keeping a criteria set: the bytes of its file and the titles of its nodes, once and for ever."""

from __future__ import annotations

from django.db import transaction

from parindex.engine.criteria.model import CriteriaSet, Node
from parindex.errors import Refused
from parindex.web.criteria.models import StoredCriteriaSet, StoredNode
from parindex.web.ui.searching import search_words


@transaction.atomic
def store_criteria_set(criteria_set: CriteriaSet, content: bytes) -> StoredCriteriaSet:
    """Keep a set that was read from ``content``; the same file is kept once.

    Raises:
        Refused: ``revision_taken``: another file was issued under the same id and revision; a correction needs a
            revision of its own.
    """
    stored = StoredCriteriaSet.objects.filter(sha256=criteria_set.sha256).first()
    if stored is not None:
        return stored
    if StoredCriteriaSet.objects.filter(set_id=criteria_set.id, revision=criteria_set.revision).exists():
        raise Refused("revision_taken", set=criteria_set.id, revision=criteria_set.revision)
    decision = criteria_set.decision
    stored = StoredCriteriaSet.objects.create(
        set_id=criteria_set.id,
        revision=criteria_set.revision,
        sha256=criteria_set.sha256,
        file=content,
        file_name=criteria_set.file,
        title_vi=criteria_set.title.vi,
        title_en=criteria_set.title.en or "",
        edition=criteria_set.edition or "",
        decision_number=decision.number if decision else "",
        decision_date=decision.date or "" if decision else "",
        issuer=decision.issuer or "" if decision else "",
        is_demonstration=criteria_set.is_demonstration,
    )
    StoredNode.objects.bulk_create(_node(stored, position, node) for position, node in enumerate(criteria_set.walk()))
    return stored


def _node(stored: StoredCriteriaSet, position: int, node: Node) -> StoredNode:
    title_en = node.title.en or ""
    return StoredNode(
        criteria_set=stored,
        position=position,
        code=node.code,
        title_vi=node.title.vi,
        title_en=title_en,
        is_leaf=node.leaf is not None,
        search=search_words(node.code, node.title.vi, title_en),
    )
