from __future__ import annotations

import re
from dataclasses import replace

import pytest

from parindex.engine.criteria.model import CriteriaSet
from parindex.errors import Refused
from parindex.files.intake import find_criteria, library_ids, open_criteria_set
from parindex.web.criteria.actions import store_criteria_set
from parindex.web.criteria.models import StoredNode
from parindex.web.criteria.queries import criteria_set, file_of, search_nodes, stored_set

pytestmark = pytest.mark.django_db

SETS = [name for name in library_ids() if b"\nkind: criteria_set" in b"\n" + find_criteria(name).read_bytes()]


def placeless(issued: CriteriaSet) -> str:
    """Everything that a set says, without the paths of the machine on which it was read."""
    return re.sub(r"Place\(file='[^']*'", "Place(", repr(issued))


@pytest.mark.parametrize("name", SETS)
def test_a_set_comes_back_as_it_was_issued(name: str) -> None:
    """The bytes are kept as they were, and give the same set."""
    issued, content = open_criteria_set(name), find_criteria(name).read_bytes()
    stored = store_criteria_set(issued, content)

    assert content == file_of(stored.sha256)
    assert placeless(issued) == placeless(criteria_set(stored.sha256))
    assert [node.code for node in issued.walk()] == list(
        StoredNode.objects.filter(criteria_set=stored).values_list("code", flat=True)
    )


def test_a_revision_is_issued_once() -> None:
    """The same file again is the same set; another file under the same revision is refused; a new revision is not."""
    issued, content = open_criteria_set("published-percent"), find_criteria("published-percent").read_bytes()
    first = store_criteria_set(issued, content)
    other = replace(issued, sha256="0" * 64)
    with pytest.raises(Refused) as refused:
        store_criteria_set(other, content + b"\n")
    later = store_criteria_set(replace(other, revision="99"), content + b"\n")

    assert first == store_criteria_set(issued, content)
    assert "revision_taken" == refused.value.code
    assert later == stored_set("published-percent")
    assert first == stored_set("published-percent", issued.revision)


def test_criteria_are_found_in_the_last_revision_alone() -> None:
    """A criterion is not listed once per revision of its set."""
    issued, content = open_criteria_set("province-2022"), find_criteria("province-2022").read_bytes()
    store_criteria_set(issued, content)
    store_criteria_set(replace(issued, sha256="1" * 64, revision="99"), content)

    assert 1 == [node.set_id for node in search_nodes("1.7")].count("province-2022")
