"""A small result in which every kind of remark occurs, a letterhead, and texts that try to be more than text."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from parindex.engine.answers.model import AnswerSheet, Grant, Round, UnitName
from parindex.engine.criteria.model import (
    Adjustment,
    AdjustmentKind,
    CriteriaSet,
    Decision,
    Input,
    InputType,
    Leaf,
    MissingPolicy,
    Node,
    Source,
)
from parindex.engine.criteria.rules import WeightedRatio, WeightedTerm, Words
from parindex.engine.evaluate import evaluate
from parindex.engine.figures import Reference
from parindex.engine.index.unit import UnitResult
from parindex.errors import Place
from parindex.reports.outline import Letterhead
from samples import branch, criteria, entry, exact, given, leaf, sheet

LETTERHEAD = Letterhead(
    superior=("ỦY BAN NHÂN DÂN",),
    authority=("THÀNH PHỐ HÀ NỘI",),
    number="26/BC-UBND",
    place="Hà Nội",
    date=dt.date(2024, 5, 7),
    signer_title=("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
    signer_name="Nguyễn Văn A",
    recipients=("Bộ Nội vụ", "Lưu: VT, NC"),
)
HOSTILE = {
    "formula": '=HYPERLINK("http://x.example","y")',
    "command": "@SUM(1+1)*cmd|' /C calc'!A0",
    "script": "<script>alert(1)</script>",
    "markup": '#eval("x") $x^2$ *b* `r` \\ // @ref <lab>',
    "template": "{{7*7}} {unit} {0} %(x)s",
    "entity": "&lt;b&gt; &amp; ]]> <!-- -->",
}


def small_set() -> CriteriaSet:
    """Two domains: counted tasks, a survey item, an unanswered and a joint leaf; bonus and penalty."""
    return replace(
        criteria(branch("1", _tasks(), _remainder()), branch("2", _unanswered(), _surveyed())),
        decision=Decision("01/QĐ-UBND", "2024-01-31", "Ủy ban nhân dân tỉnh"),
        sources=("Báo cáo mẫu",),
        sha256="0" * 64,
        adjustments=(
            Adjustment("B1", Words("Sáng kiến", "Initiative"), AdjustmentKind.BONUS, exact("0.5"), exact("1")),
            Adjustment("P1", Words("Phê bình", "Criticism"), AdjustmentKind.PENALTY, exact("1")),
        ),
    )


def _tasks() -> Node:
    inputs = {
        name: Input(name, Words(vi, en), InputType.COUNT)
        for name, vi, en in (
            ("on_time", "Đúng hạn", "On time"),
            ("late", "Trễ", "Late"),
            ("total", "Tổng số nhiệm vụ", "Tasks in all"),
        )
    }
    terms = (WeightedTerm("on_time", exact("1")), WeightedTerm("late", exact("0.6")))
    rule = WeightedRatio(terms, "total", exact("1"))
    reference = Reference("Quyết định số 876/QĐ-BNV", "2022-11-10", "Phụ lục 1", "tiêu chí 1.7")
    judged = Leaf(Source.APPRAISAL, rule, inputs=inputs, rule_place=Place("sample.yaml", 12))
    title = Words("Nhiệm vụ được giao", "Assigned tasks")
    return Node("1.7", title, exact("1.5"), "Văn phòng", (reference,), leaf=judged)


def _remainder() -> Node:
    node = leaf("1.r", "3")
    assert node.leaf is not None
    return replace(node, leaf=replace(node.leaf, is_remainder=True))


def _unanswered() -> Node:
    return leaf("2.1", "2", missing=MissingPolicy.ZERO, agency="Sở Nội vụ")


def _surveyed() -> Node:
    return leaf("2.2", "4", source=Source.SURVEY)


def small_sheet() -> AnswerSheet:
    """203 tasks on time and 11 late of 214; the joint leaf not applicable; nothing for the unanswered one."""
    tasks = replace(entry(on_time=203, late=11, total=214), sources=("Báo cáo mẫu, mục 1",), evidence=("Công văn 5",))
    return replace(
        sheet({"1.7": tasks, "2.2": {Round.SURVEY: given("3.25")}}),
        unit=UnitName("ha-noi", "Hà Nội", "provinces"),
        not_applicable={"1.r": Grant("Hội đồng thẩm định", "không có nhiệm vụ")},
        adjustments={"B1": {Round.COUNCIL: replace(given("0"), points=None, count=exact("3"))}},
        is_ranked=False,
        unranked_reason="thí điểm",
    )


def small_result() -> UnitResult:
    """The result of the small sheet."""
    return evaluate(small_set(), [small_sheet()]).units[0]


def hostile_result(text: str) -> UnitResult:
    """A result in which every text that people supply is ``text``; of a demonstration set."""
    words = Words(text, text)
    nodes = tuple(_renamed(node, text, words) for node in small_set().nodes)
    criteria_set = replace(
        small_set(),
        title=words,
        nodes=nodes,
        decision=Decision(text, text, text),
        sources=(text,),
        is_demonstration=True,
    )
    hostile = replace(
        small_sheet(),
        unit=UnitName("ha-noi", text, "provinces"),
        not_applicable={"1.r": Grant(text, text)},
        unranked_reason=text,
    )
    return evaluate(criteria_set, [hostile]).units[0]


def _renamed(node: Node, text: str, words: Words) -> Node:
    reference = Reference(text, text, text, text, text)
    children = tuple(_renamed(child, text, words) for child in node.children)
    return replace(node, title=words, agency=text, references=(reference,), children=children)
