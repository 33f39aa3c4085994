from __future__ import annotations

import hashlib

import pytest

from parindex.files.intake import find_criteria, open_criteria_set
from parindex.web.criteria.origins import Confidence, origins, origins_in

TEXT = """# Nguồn

## Số suy ra

| số | ở đâu | vì sao |
|---|---|---|
| hệ số 0,6 | `1.7` | 1,47 ÷ 1,5 |
| phần điểm | `8.2`, `8.3` | **in** 1,41 |

| mã | điểm tối đa | nguồn trong báo cáo | độ tin cậy | ghi chú |
|---|---|---|---|---|
| `1` `2` | 9,5 | mục III | cao | |
| `1.r` | 6,5 = 9,5 − 3 | mục III | cao (tên), vừa (mã) | năm tiêu chí |

| mã | điểm | cách có |
|---|---|---|
| `9.9` | 1 | không phải bảng nguồn |
"""


def test_tables_are_told_apart_by_their_headings() -> None:
    """Nodes with their confidence, numbers with their reason; other tables say nothing of either."""
    found = origins_in(TEXT)

    assert {"1", "2", "1.r"} == set(found.nodes)
    assert (Confidence.HIGH, Confidence.MEDIUM) == (found.nodes["1"].confidence, found.nodes["1.r"].confidence)
    assert ("mục III", "6,5 = 9,5 − 3", "năm tiêu chí") == (
        found.nodes["1.r"].source,
        found.nodes["1.r"].maximum,
        found.nodes["1.r"].remark,
    )
    assert {"1.7", "8.2", "8.3"} == set(found.inferred)
    assert "in 1,41" == found.inferred["8.3"][0].reason


@pytest.mark.parametrize("name", ["province-2022", "province-2020", "province-2022-by-domain"])
def test_every_code_of_the_tables_is_a_node_of_the_set(name: str) -> None:
    """What sources.md says is said of something that is there."""
    issued = open_criteria_set(name)
    found = origins(name, issued.sha256)
    codes = {node.code for node in issued.walk()}

    assert found.nodes
    assert {*found.nodes, *found.inferred} <= codes


def test_another_file_has_no_origins() -> None:
    """The text speaks of one file; a set of the same name from elsewhere has none, nor has a name that is a path."""
    digest = hashlib.sha256(find_criteria("province-2022").read_bytes()).hexdigest()

    assert origins("province-2022", digest).nodes
    assert {} == origins("province-2022", "0" * 64).nodes
    assert {} == origins("../library/province-2022", digest).nodes
    assert {} == origins("khong-co", digest).nodes
