"""Trees for tests of file forms: builders, what a tree says without its places, and strategies."""

from __future__ import annotations

import unicodedata

from hypothesis import strategies as st

from parindex.engine.trees import Field, Fields, Items, Text, Tree

Plain = None | str | list["Plain"] | dict[str, "Plain"]


def plain(tree: Tree | None) -> Plain:
    """What a tree says: texts, ``None`` for nothing, lists and dictionaries."""
    if isinstance(tree, Items):
        return [plain(item) for item in tree.items]
    if isinstance(tree, Fields):
        return {field.key.text: plain(field.value) for field in tree.fields}
    return None if tree is None or tree.is_null else tree.text


def tree_of(content: Plain) -> Tree:
    """The tree that says ``content``; every text stands in quotes."""
    if isinstance(content, dict):
        return Fields(tuple(Field(Text(key, quoted=True), tree_of(value)) for key, value in content.items()))
    if isinstance(content, list):
        return Items(tuple(map(tree_of, content)))
    return Text("null") if content is None else Text(content, quoted=True)


CRITERIA: Plain = {
    "kind": "criteria_set",
    "id": "sample",
    "revision": "1",
    "title": {"vi": "Bộ tiêu chí mẫu", "en": "Sample set"},
    "decision": {"number": "876/QĐ-BNV", "date": "10/11/2022"},
    "maximum": "10",
    "index_bounds": {"lower": None, "upper": "own_maximum"},
    "survey": {
        "groups": {"lead": "Lãnh đạo", "staff": {"vi": "Công chức", "en": "Officials"}},
        "scales": {"four": {"options": {"good": "1", "bad": "0"}, "no_information": ["none", "blank"]}},
        "group_weights": {"1.10": {"lead": "0.5", "staff": "1/2"}},
    },
    "grades": {"*": [{"id": "a", "title": "Tốt", "from": "80"}, {"id": "b", "title": "Khá", "from": None}]},
    "adjustments": [{"code": "B1", "title": "Sáng kiến", "kind": "bonus", "each": "0.5", "cap": "1"}],
    "sources": ["Quyết định số 876/QĐ-BNV", "Báo cáo năm 2023"],
    "nodes": [
        {
            "code": "1",
            "title": "Chỉ đạo, điều hành",
            "maximum": "10",
            "references": [{"document": "Quyết định số 876/QĐ-BNV", "date": "10/11/2022"}],
            "children": [
                {
                    "code": "1.1",
                    "title": {"vi": "Nhiệm vụ", "en": "Tasks"},
                    "maximum": "9.50",
                    "source": "appraisal",
                    "justify": "true",
                    "inputs": {"done": {"label": "Hoàn thành", "type": "count"}, "total": {"label": "Tổng"}},
                    "rule": {
                        "kind": "bands",
                        "numerator": "done",
                        "denominator": "total",
                        "domain": {"from": "0", "to": "100"},
                        "bands": [
                            {"from": "50", "from_included": "true", "to": None, "points": "9.5"},
                            {"from": "0", "to": "50", "points": "0", "colour": "red"},
                        ],
                    },
                    "examples": [{"entry": {"inputs": {"done": "7", "total": "10"}}, "points": "19/2"}],
                    "unknown": {"deep": ["x", {"y": "z"}], "empty": {}, "blank": "  "},
                },
                {"code": "1.10", "title": "-1,5", "maximum": "0.5", "rule": {"kind": "survey", "scale": "four"}},
            ],
        },
    ],
}
"""A criteria set that uses every sheet of its workbook, and some fields that have no column."""

SHEET: dict[str, Plain] = {
    "kind": "answer_sheet",
    "set": "sample",
    "unit": {"id": "so-noi-vu", "name": "Sở Nội vụ", "block": "departments"},
    "answers": {
        "1.1": {
            "self": {"inputs": {"done": "9", "total": "10"}, "evidence": ["Báo cáo số 1"], "reason": "Dòng 1\nDòng 2"},
            "council": {"inputs": {"done": "8", "total": "10"}, "sources": ["Biên bản; mục 2", "Phụ lục"]},
        },
        "1.10": {"survey": {"counts": {"lead": {"good": "3", "bad": "0"}, "staff": {}}}},
        "2": {"self": {"points": "-1.5"}, "council": None},
    },
    "not_applicable": {"3": {"granted_by": "Hội đồng thẩm định", "reason": "=Không có"}},
    "adjustments": {"B1": {"council": {"count": "2"}}},
    "survey_run": "true",
    "expect": {"index": "91,43"},
}
TWO_SHEETS: Plain = {
    "kind": "answer_sheet",
    "sheets": [{"unit": {"id": "b", "name": "B"}, "answers": {}}, {**SHEET, "ranked": "false"}],
}
CROSSWALK: Plain = {
    "kind": "crosswalk",
    "from": "old",
    "to": "new",
    "links": [
        {"relation": "merged", "from": ["1.1", "1.10"], "to": ["1"]},
        {"relation": "new", "from": [], "to": ["2"]},
    ],
    "nodes": [{"from": "1", "to": "1"}],
}
EXTENSION: Plain = {
    "kind": "extension",
    "extends": "frame",
    "id": "local",
    "title": "Bổ sung",
    "additions": [
        {"parent": "1", "node": {"code": "1.9", "title": "Thêm", "maximum": "2", "children": [{"code": "1.9.1"}]}},
        {"parent": "2", "node": {"code": "2.9", "title": "Thêm nữa", "maximum": "1"}},
    ],
    "splits": [{"code": "1.2", "children": [{"code": "1.2.1", "maximum": "1"}, {"code": "1.2.2", "maximum": "1"}]}],
    "group_weights": {"1.9.1": {"lead": "1"}},
}


_TRAPS = (
    "yes",
    "NO",
    "017",
    "2022-11-10",
    "1:30",
    "null",
    "~",
    "",
    "1.10",
    "1e3",
    "<<",
    "=",
    ".inf",
    "true",
    " ",
    "=1+1",
    "[]",
)
_CHARACTERS = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff\ufeff")
_TEXTS = (
    st.text(_CHARACTERS | st.sampled_from("\n\t\r\x85 :#-'\"\\,[]{}=;/._x000D_9ếđ"), max_size=20)
    .map(lambda text: unicodedata.normalize("NFC", text))
    .filter(lambda text: unicodedata.is_normalized("NFC", text))
)
_KEYS = _TEXTS | st.sampled_from(["kind", "nodes", "code", "children", "title", "vi", "en", "rule", "inputs", "sheets"])


def trees() -> st.SearchStrategy[Tree]:
    """Any tree that a reader may give."""
    quoted = (_TEXTS | st.sampled_from(_TRAPS)).map(lambda text: Text(text, quoted=True))
    bare = st.sampled_from(["", "null", "9.5", "203", "1/3", "true"]).map(Text)
    return st.recursive(quoted | bare, _branches, max_leaves=20)


def _branches(members: st.SearchStrategy[Tree]) -> st.SearchStrategy[Tree]:
    lists = st.lists(members, max_size=4).map(lambda items: Items(tuple(items)))
    return lists | st.dictionaries(_KEYS, members, max_size=5).map(_fields)


def _fields(members: dict[str, Tree]) -> Fields:
    return Fields(tuple(Field(Text(key, quoted=True), value) for key, value in members.items()))


@st.composite
def mixed_trees(draw: st.DrawFn) -> Tree:
    """A file of a known kind in which some values were replaced by anything."""
    whole = tree_of(draw(st.sampled_from([CRITERIA, SHEET, TWO_SHEETS, CROSSWALK, EXTENSION])))
    return _replaced(draw, whole, draw(st.integers(1, 12)))


def _replaced(draw: st.DrawFn, tree: Tree, every: int) -> Tree:
    if draw(st.integers(0, 12 * every)) == 0:
        return draw(trees())
    if isinstance(tree, Items):
        return Items(tuple(_replaced(draw, item, every) for item in tree.items))
    if isinstance(tree, Fields):
        return Fields(tuple(Field(field.key, _replaced(draw, field.value, every)) for field in tree.fields))
    return tree
