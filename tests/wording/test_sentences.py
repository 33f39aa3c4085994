from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from parindex.engine.answers.model import Grant
from parindex.engine.criteria.model import IndexBounds, Source, SurveyPart, WhenNotRun
from parindex.engine.criteria.rules import Rule
from parindex.engine.evaluate import evaluate
from parindex.engine.figures import figure_from_json, figure_to_json
from parindex.files.intake import LIBRARY, open_criteria_set, open_sheets
from parindex.wording.rule_formulas import rule_formulas
from parindex.wording.rule_words import rule_words
from parindex.wording.sentences import sentence
from samples import branch, criteria, exact, given, leaf, sheet
from wording_samples import figure_of, leaf_of, one_of_each, result_of

FOLDER = Path(__file__).parent
LEAVES = yaml.safe_load((FOLDER / "sentences.yaml").read_text(encoding="utf-8"))
RULES = yaml.safe_load((FOLDER / "rules.yaml").read_text(encoding="utf-8"))
NBSP = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize("case", LEAVES, ids=lambda case: f"{case['code']} {case['entry']}")
@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_rule_kind_is_told_in_one_sentence(case: dict[str, str], language: str) -> None:
    """A leaf is told by its inputs, its operations and its points, in the words of its set."""
    figure = figure_of(case["code"], yaml.dump(case["entry"], default_flow_style=True, width=10_000))

    assert case[language] == sentence(figure, one_of_each(), language=language)


@pytest.mark.parametrize("code", RULES)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_rule_is_told_in_words(code: str, language: str) -> None:
    """What counts how much, what a total of 0 and a missing answer mean, and to whom it applies."""
    node = one_of_each().node(code)

    assert node is not None
    assert RULES[code][language] == rule_words(node, one_of_each(), language=language)


@pytest.mark.parametrize("code", RULES)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_rules_that_calculate_are_told_as_formulas(code: str, language: str) -> None:
    """The formula of a rule has the labels of its inputs; rules that only look something up have none."""
    node = one_of_each().node(code)

    assert node is not None
    assert RULES[code]["formulas"][language] == list(rule_formulas(node, one_of_each(), language=language))


def test_no_rule_kind_is_left_out() -> None:
    """Each kind of the closed list stands in the sample, with a sentence and a rule in words."""
    kinds = {rule.kind for rule in Rule.__args__}
    told = {leaf_of(case["code"]).leaf.rule.kind for case in LEAVES}  # type: ignore[union-attr]  # each is a leaf

    assert kinds == told
    assert {node.code for node in one_of_each().walk()} == set(RULES)


def test_hanoi_is_told_as_its_report_counts() -> None:
    """The sentence of 1.7 says what the report says: 203 in time, 11 late, of 214.

    Báo cáo phân tích Chỉ số CCHC năm 2023 của UBND thành phố Hà Nội, mục III.2.1.
    """
    criteria_set = open_criteria_set("province-2022")
    sheets = open_sheets(LIBRARY / "province-2022" / "cases" / "ha-noi-2023.yaml", criteria_set)
    figure = evaluate(criteria_set, sheets).units[0].figure("1.7")

    assert "203 đúng hạn × 1 + 11 trễ × 0,6 = 209,6; ÷ 214; × 1,5 = 1,47 điểm" == sentence(figure, criteria_set)


@pytest.mark.parametrize("case", LEAVES[::5], ids=lambda case: f"{case['code']} {case['entry']}")
def test_a_stored_figure_is_told_as_the_fresh_one(case: dict[str, str]) -> None:
    """A figure read back from where it is kept gives the same sentence, in ten years too."""
    figure = figure_of(case["code"], yaml.dump(case["entry"], default_flow_style=True, width=10_000))

    assert sentence(figure, one_of_each()) == sentence(figure_from_json(figure_to_json(figure)), one_of_each())


ANSWERED = """
answers:
  a.given: {council: {points: 1.5}}
  a.levels: {council: {level: done}}
  a.bands: {council: {inputs: {on_time: 99, handled: 100}}}
  a.number: {council: {inputs: {late: 0}}}
  a.share: {council: {inputs: {online: 80, all: 100}}}
  a.mean: {council: {inputs: {department: 100, done: 1, all: 1}}}
  a.deduction: {council: {inputs: {expired: 0, hidden: 0}}}
  a.targets: {council: {inputs: {missed: 0, met: 0, exceeded: 1}}}
  a.formula: {council: {inputs: {done: 0, late: 0, all: 0}}}
  b.survey1: {survey: {counts: {council: {good: 1}, leaders: {good: 1}}}}
  b.survey2: {survey: {counts: {council: {good: 1}}}}
  b.sipas: {survey: {inputs: {sipas: 90}}}
not_applicable: {a.rest: {granted_by: UBND tỉnh, reason: Không có thủ tục.}}
adjustments:
  B1: {council: {count: 3}}
  B2: {council: {points: 1}}
  P1: {council: {count: 1}}
"""


@pytest.mark.parametrize(
    ("key", "vi", "en"),
    [
        (
            "a.rest",
            "Không áp dụng: điểm tối đa giảm từ 2 xuống 0; theo quyết định của UBND tỉnh; lý do: Không có thủ tục",
            "Not applicable: the maximum falls from 2 to 0; decided by UBND tỉnh; reason: Không có thủ tục",
        ),
        (
            "a.ratio",
            "Chưa có số liệu; theo bộ tiêu chí tính 0 trên 1 điểm",
            "No figures given; the set counts this as 0 of 1 points",
        ),
        (
            "a.weighted",
            "Chưa có số liệu; theo bộ tiêu chí coi là không áp dụng: điểm tối đa giảm từ 1,5 xuống 0",
            "No figures given; the set counts this as not applicable: the maximum falls from 1.5 to 0",
        ),
        (
            "a.formula",
            "Không áp dụng, vì mẫu số bằng 0: điểm tối đa giảm từ 2 xuống 0",
            "Not applicable, because the total is 0: the maximum falls from 2 to 0",
        ),
        (
            "a",
            (
                "Tổng của 15 tiêu chí: 10,60 trên 14,5 điểm; điểm tối đa là 14,5 thay cho 20, "
                "vì có nội dung không áp dụng hoặc không điều tra"
            ),
            (
                "Sum of 15 criteria: 10.60 of 14.5 points; the maximum is 14.5 instead of 20, because not everything "
                "applies or was surveyed"
            ),
        ),
        ("b", "Tổng của 3 tiêu chí: 4,30 trên 5 điểm", "Sum of 3 criteria: 4.30 of 5 points"),
        (
            "b.survey",
            "Tổng điểm điều tra xã hội học của 3 tiêu chí: 4,30 trên 5 điểm",
            "Surveyed points of 3 criteria: 4.30 of 5 points",
        ),
        (
            "survey",
            "Tổng điểm điều tra xã hội học của 1 lĩnh vực: 4,30 trên 5 điểm",
            "Surveyed points of 1 domain: 4.30 of 5 points",
        ),
        ("b.percent", f"4,3 ÷ 5 × 100 = 86,00{NBSP}%", "4.3 ÷ 5 × 100 = 86.00%"),
        (
            "bonus",
            "Điểm cộng: Sáng kiến cấp tỉnh 3 × 0,5, tính tối đa 1; Giải thưởng 1; cộng lại tính tối đa 1,5 = 1,50 điểm",
            "Bonus points: Provincial initiatives 3 × 0.5, at most 1; Awards 1; together at most 1.5 = 1.50 points",
        ),
        (
            "penalty",
            "Điểm trừ: Văn bản nhắc lỗi 1 × 0,25 = 0,25 điểm",
            "Penalty points: Written warnings 1 × 0.25 = 0.25 points",
        ),
        (
            "index",
            "Tổng điểm các lĩnh vực; cộng điểm cộng, trừ điểm trừ: 16,15 trên 19,5 điểm",
            "Points of all domains; plus bonus points, minus penalty points: 16.15 of 19.5 points",
        ),
        ("index.percent", f"16,15 ÷ 19,5 × 100 = 82,82{NBSP}%", "16.15 ÷ 19.5 × 100 = 82.82%"),
    ],
)
def test_figures_that_no_rule_made_are_told_too(key: str, vi: str, en: str) -> None:
    """Sums, parts, percents, adjustments and the index say what they are made of and of how much."""
    figure = result_of(ANSWERED).figure(key)

    assert vi == sentence(figure, one_of_each())
    assert en == sentence(figure, one_of_each(), language="en")


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("a.given", "Chưa có số liệu nên chưa có điểm (tối đa 1,5 điểm)"),
        ("b.sipas", "Không điều tra xã hội học: điểm tối đa giảm 3 điểm"),
        ("a", "Tổng của 15 tiêu chí: chưa tính được, vì có tiêu chí chưa có điểm"),
        ("a.percent", "Chưa có tỷ lệ %, vì chưa có điểm"),
        ("b.percent", "Không có tỷ lệ %, vì điểm tối đa bằng 0"),
        ("bonus", "Không có điểm cộng"),
        ("penalty", "Không có điểm trừ"),
        ("index", "Chưa tính được Chỉ số CCHC, vì có tiêu chí chưa có điểm"),
        ("index.percent", "Chưa có tỷ lệ %, vì chưa có điểm"),
    ],
)
def test_what_is_not_known_is_said(key: str, expected: str) -> None:
    """Where there is no number, the sentence says why; it never says 0 instead."""
    assert expected == sentence(result_of("survey_run: false\n").figure(key), one_of_each())


def test_a_grant_for_a_whole_domain_names_it() -> None:
    """A leaf that a grant on its domain takes out names the domain; the domain says that nothing of it applies."""
    criteria_set = criteria(branch("1", leaf("1.1", "2"), leaf("1.2")), branch("2", leaf("2.1")))
    granted = sheet({"2.1": given("1")}, not_applicable={"1": Grant("UBND tỉnh", "Không có thủ tục.")})
    result = evaluate(criteria_set, [granted]).units[0]

    assert (
        "Không áp dụng: điểm tối đa giảm từ 2 xuống 0; theo quyết định của UBND tỉnh cho 1 Lĩnh vực 1; "
        "lý do: Không có thủ tục"
    ) == sentence(result.figure("1.1"), criteria_set)
    assert "Tổng của 2 tiêu chí: không áp dụng toàn bộ, điểm tối đa bằng 0" == sentence(
        result.figure("1"), criteria_set
    )


def test_rescaling_and_bounds_are_told() -> None:
    """The index says by what it was scaled, and that it was brought within its bounds."""
    survey = SurveyPart(is_optional=True, when_not_run=WhenNotRun.RESCALE)
    criteria_set = criteria(
        branch("1", leaf("1.1", "3")),
        branch("2", leaf("2.1", "1", source=Source.SURVEY)),
        survey=survey,
        bounds=IndexBounds(upper=exact("2")),
    )
    result = evaluate(criteria_set, [sheet({"1.1": given("3")}, survey_run=False)]).units[0]

    assert (
        "Tổng điểm các lĩnh vực; × 1,333333…, vì không điều tra xã hội học; 4, đưa về trong giới hạn của Chỉ số: "
        "2,00 trên 4 điểm"
    ) == sentence(result.figure("index"), criteria_set)
    assert ("Không điều tra xã hội học: không tính 1 điểm của tiêu chí này, phần còn lại được quy đổi") == sentence(
        result.figure("2.1"), criteria_set
    )
