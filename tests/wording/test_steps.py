from __future__ import annotations

import pytest

from parindex.engine.figures import Figure
from parindex.wording.equations import TermKind, equation, equation_words
from parindex.wording.steps import StepLine, steps
from wording_samples import figure_of, one_of_each, result_of

TASKS = "{inputs: {on_time: 203, late: 11, total: 214}}"


def lines(figure: Figure, language: str = "vi") -> list[str]:
    """The steps of a figure, text and result in one."""
    return [f"{line.text} | {line.result}" for line in steps(figure, one_of_each(), language=language)]


def test_each_operation_has_its_line_and_rounding_is_the_last() -> None:
    """203 tasks in time and 11 late of 214, step by step as one would count on paper; only the last line rounds."""
    assert [
        "203 nhiệm vụ đúng hạn × 1 | 203",
        "11 nhiệm vụ trễ × 0,6 | 6,6",
        "Cộng: 203 + 6,6 | 209,6",
        "Chia cho 214 nhiệm vụ được giao | 0,979439…",
        "Nhân với điểm tối đa 1,5 | 1,469158…",
        "Làm tròn hai chữ số, chỉ khi in ra | 1,47",
    ] == lines(figure_of("a.weighted", TASKS))


def test_steps_are_told_in_english_too() -> None:
    """The same lines in the other language, with a decimal point."""
    assert [
        "203 tasks on time × 1 | 203",
        "11 late × 0.6 | 6.6",
        "Add: 203 + 6.6 | 209.6",
        "Divide by 214 tasks assigned | 0.979439…",
        "Multiply by the maximum of 1.5 | 1.469158…",
        "Rounded to two decimals, only in print | 1.47",
    ] == lines(figure_of("a.weighted", TASKS), "en")


@pytest.mark.parametrize(
    ("code", "entry", "expected"),
    [
        pytest.param("a.pass", "{inputs: {all_on_time: false}}", "Mọi quyết định đều đúng hạn: không đạt | 0", id="no"),
        pytest.param("a.levels", "{level: begun}", "Mức “Đang triển khai” | 0,25", id="level"),
        pytest.param(
            "a.bands",
            "{inputs: {on_time: 91, handled: 100}}",
            "91 hồ sơ đúng hạn ÷ 100 hồ sơ đã giải quyết | 0,91 / 91_% thuộc khoảng từ 90_% đến dưới 95_% | 0,5",
            id="band of a share",
        ),
        pytest.param("a.number", "{inputs: {late: 2}}", "2 văn bản ban hành chậm; trên 0 đến 3 | 0,5", id="band"),
        pytest.param(
            "a.ratio",
            "{inputs: {paid: 65}}",
            "Tỷ lệ giải ngân 65_%, chia cho 100 | 0,65 / Dưới 70_%: được 0 điểm, không tính theo tỷ lệ | 0",
            id="floor",
        ),
        pytest.param(
            "a.share",
            "{inputs: {online: 9, all: 10}}",
            "9 hồ sơ trực tuyến ÷ 10 hồ sơ | 0,9 / Tính tối đa 80_% | 0,8 / Nhân với điểm tối đa 2 | 1,6",
            id="cap",
        ),
        pytest.param(
            "a.share", "{inputs: {online: 0, all: 0}}", "Số hồ sơ bằng 0: theo bộ tiêu chí được 0 điểm | 0", id="zero"
        ),
        pytest.param(
            "a.mean",
            "{inputs: {department: 120, done: 0, all: 0}}",
            "(cấp sở 120_%, tính tối đa 100_%) × 1 | 1 / Số hồ sơ cấp xã bằng 0 nên không tính | – / "
            "Chia cho tổng trọng số 1 | 1 / Nhân với điểm tối đa 1 | 1",
            id="level left out",
        ),
        pytest.param(
            "a.deduction",
            "{inputs: {expired: 3, hidden: 5}}",
            "3 thủ tục dẫn chiếu sai × 0,25 | 0,75 / (5 thủ tục chưa công khai × 0,5, tính tối đa 1) | 1 / "
            "Cộng: 0,75 + 1 | 1,75 / Lấy điểm tối đa 1,5 trừ 1,75 | −0,25 / Không thấp hơn 0 | 0",
            id="deduction to its floor",
        ),
        pytest.param(
            "a.count",
            "{inputs: {ideas: 5}}",
            "5 sáng kiến được công nhận × 0,5 | 2,5 / Tính tối đa 1,5 | 1,5",
            id="count over its cap",
        ),
        pytest.param(
            "a.targets",
            "{inputs: {missed: 3, met: 15, exceeded: 5}}",
            "3 chỉ tiêu không đạt × 0 | 0 / 15 chỉ tiêu đạt × 0,75 | 11,25 / 5 chỉ tiêu vượt × 1 | 5 / "
            "Cộng: 0 + 11,25 + 5 | 16,25 / Chia cho tổng số 23 | 0,706521… / Nhân với điểm tối đa 2 | 1,413043…",
            id="targets",
        ),
        pytest.param(
            "a.formula",
            "{inputs: {done: 1, late: 4, all: 200}}",
            "2 × (1 việc xong − 4 việc chậm) ÷ 200 việc | −0,03 / Chỉ tính trong khoảng từ 0 đến 2 | 0",
            id="formula below 0",
        ),
        pytest.param(
            "b.survey1",
            "{counts: {council: {very_good: 10}, leaders: {do_not_know: 4}}}",
            "Đại biểu HĐND 100_% (10 phiếu) × 2 | 2 / Lãnh đạo sở: không có phiếu hợp lệ nên không tính | – / "
            "Chia cho tổng trọng số 2 | 1 / Nhân với điểm tối đa 1 | 1",
            id="group left out",
        ),
    ],
)
def test_steps_of_every_operation(code: str, entry: str, expected: str) -> None:
    """Every operation of a rule is told with its exact result; what is left out is told with a dash."""
    told = lines(figure_of(code, entry))

    assert expected.replace("_", "\N{NO-BREAK SPACE}").split(" / ") == told[:-1]
    assert told[-1].startswith("Làm tròn hai chữ số, chỉ khi in ra | ")


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("a.given", ["Chưa có số liệu nên chưa có điểm (tối đa 1,5 điểm) | –"]),
        (
            "b",
            ["Tổng của 3 tiêu chí | 4,3", "Làm tròn hai chữ số, chỉ khi in ra | 4,30"],
        ),
        (
            "b.percent",
            [
                "4,3 điểm, chia cho điểm tối đa 5 | 0,86",
                "Nhân với 100 | 86",
                "Làm tròn hai chữ số, chỉ khi in ra | 86,00",
            ],
        ),
        (
            "bonus",
            [
                "Sáng kiến cấp tỉnh 3 × 0,5, tính tối đa 1 | 1",
                "Giải thưởng 1 × 1 | 1",
                "Cộng: 1 + 1, tính tối đa 1,5 | 1,5",
                "Làm tròn hai chữ số, chỉ khi in ra | 1,50",
            ],
        ),
        ("penalty", ["Không có điểm trừ | 0", "Làm tròn hai chữ số, chỉ khi in ra | 0,00"]),
    ],
)
def test_steps_of_figures_that_no_rule_made(key: str, expected: list[str]) -> None:
    """Sums, percents and adjustments have steps too; what has no value has no rounding."""
    result = result_of(
        "answers:\n"
        "  b.survey1: {survey: {counts: {council: {good: 1}, leaders: {good: 1}}}}\n"
        "  b.survey2: {survey: {counts: {council: {good: 1}}}}\n"
        "  b.sipas: {survey: {inputs: {sipas: 90}}}\n"
        "adjustments: {B1: {council: {count: 3}}, B2: {council: {count: 1}}}\n"
    )

    assert expected == lines(result.figure(key))


def test_a_line_keeps_text_and_result_apart() -> None:
    """Pages print the result in a column of its own."""
    assert StepLine("Mức “Đang triển khai”", "0,25") == steps(figure_of("a.levels", "{level: begun}"), one_of_each())[0]


@pytest.mark.parametrize(
    ("code", "entry", "expected"),
    [
        ("a.weighted", TASKS, "1,47 bằng 1,5 nhân mở ngoặc 203 nhân 1 cộng 11 nhân 0,6 đóng ngoặc chia 214"),
        ("a.weighted", "{inputs: {on_time: 203, late: 30, total: 214}}", "1,50 bằng 1,5 nhân 100_%"),
        ("a.given", "{points: 1.47}", "1,47 bằng 1,47"),
        ("a.pass", "{inputs: {all_on_time: false}}", "0,00 bằng 0"),
        ("a.levels", "{level: begun}", "0,25 bằng 0,25"),
        ("a.bands", "{inputs: {on_time: 91, handled: 100}}", "0,50 bằng 0,5"),
        ("a.ratio", "{inputs: {paid: 91.6}}", "0,92 bằng 1 nhân 91,6_%"),
        ("a.ratio", "{inputs: {paid: 65}}", "0,00 bằng 0"),
        ("a.share", "{inputs: {online: 1, all: 2}}", "1,00 bằng 2 nhân 1 chia 2"),
        ("a.share", "{inputs: {online: 0, all: 0}}", "0,00 bằng 0"),
        (
            "a.mean",
            "{inputs: {department: 99.5, done: 1, all: 2}}",
            "0,67 bằng 1 nhân mở ngoặc 99,5_% nhân 1 cộng 50_% nhân 2 đóng ngoặc chia 3",
        ),
        ("a.deduction", "{inputs: {expired: 1, hidden: 0}}", "1,25 bằng 1,5 trừ 1 nhân 0,25"),
        ("a.deduction", "{inputs: {expired: 1, hidden: 4}}", "0,25 bằng 1,5 trừ 1 nhân 0,25 trừ 1"),
        ("a.deduction", "{inputs: {expired: 9, hidden: 4}}", "0,00 bằng 0"),
        ("a.count", "{inputs: {ideas: 2}}", "1,00 bằng 2 nhân 0,5"),
        (
            "a.targets",
            "{inputs: {missed: 3, met: 15, exceeded: 5}}",
            "1,41 bằng 2 nhân mở ngoặc 3 nhân 0 cộng 15 nhân 0,75 cộng 5 nhân 1 đóng ngoặc chia 23",
        ),
        (
            "a.formula",
            "{inputs: {done: 180, late: 4, all: 200}}",
            "1,76 bằng 2 nhân mở ngoặc 180 trừ 4 đóng ngoặc chia 200",
        ),
        ("a.formula", "{formula: least, inputs: {done: 15}}", "1,50 bằng số nhỏ nhất trong (2; 15 × 0,1)"),
        ("a.formula", "{inputs: {done: 1, late: 4, all: 200}}", "0,00 bằng 0"),
        (
            "b.survey1",
            "{counts: {council: {good: 1}, leaders: {fair: 1}}}",
            "0,70 bằng 1 nhân mở ngoặc 80_% nhân 2 cộng 50_% nhân 1 đóng ngoặc chia 3",
        ),
        ("b.sipas", "{inputs: {sipas: 83.57}}", "2,51 bằng 3 nhân 83,57_%"),
    ],
)
def test_the_equation_is_read_aloud(code: str, entry: str, expected: str) -> None:
    """The largest thing on the page can be read in words, and says what was computed."""
    terms = equation(figure_of(code, entry), one_of_each())

    assert expected.replace("_", "\N{NO-BREAK SPACE}") == equation_words(terms)


def test_terms_say_what_they_are_and_where_they_come_from() -> None:
    """Reported numbers link to their inputs; constants of the rule, the result and signs do not."""
    terms = equation(figure_of("a.weighted", TASKS), one_of_each())
    told = [(term.text, term.label, term.input) for term in terms if term.kind is not TermKind.SIGN]

    assert [
        ("1,47", "điểm đạt", None),
        ("1,5", "tối đa", None),
        ("203", "đúng hạn", "on_time"),
        ("1", "hệ số", None),
        ("11", "trễ", "late"),
        ("0,6", "hệ số", None),
        ("214", "được giao", "total"),
    ] == told
    assert {"on_time", "late", "total"} == {term.input for term in terms if term.kind is TermKind.REPORTED}
    assert [TermKind.RESULT] == [term.kind for term in terms if term.label == "điểm đạt"]


def test_what_has_no_equation_has_none() -> None:
    """A sum lists its parts instead; a figure without a value has nothing to show."""
    result = result_of("survey_run: false\n")

    assert [(), (), ()] == [equation(result.figure(key), one_of_each()) for key in ("a", "a.given", "b.percent")]
