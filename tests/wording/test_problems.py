from __future__ import annotations

import string
from collections.abc import Iterator
from pathlib import Path

import pytest

from criteria_samples import load_text, set_in
from criteria_samples import tree_of as criteria_tree
from engine.faulty import faulty_files, read_faulty
from parindex.engine.answers.load import load_answer_sheets
from parindex.engine.criteria.check import check_criteria_set
from parindex.engine.criteria.compare import load_crosswalk
from parindex.engine.criteria.extend import extend, load_extension
from parindex.errors import Place, Problem, Refused
from parindex.wording.catalogue import gettext_in
from parindex.wording.problems import PROBLEMS, REFUSALS, message, place_text, refusal
from samples import branch, criteria, leaf
from wording.problem_codes import Use, problem_codes, refusal_codes

ENGINE = Path(__file__).resolve().parents[1] / "engine"

# The codes that the form of the files promises.
PROMISED = set(
    """
missing_field unknown_field bad_code duplicate_code code_not_under_parent no_children rule_on_parent unknown_rule_kind
unknown_source unknown_policy not_nfc bad_number not_positive negative negative_points not_whole out_of_bounds
points_above_maximum points_off_step step_does_not_divide sum_mismatch band_gap band_overlap band_empty
bands_miss_domain duplicate_level bad_weight no_weight shares_not_rising unknown_input formula_syntax example_missing
example_fails unknown_scale no_group_weights unknown_group option_twice unknown_option grades_not_falling
duplicate_grade unknown_key unknown_adjustment_kind extension_not_allowed extension_too_large unknown_code linked_twice
not_linked relation_does_not_fit unknown_relation answer_on_parent unknown_round unknown_level unknown_formula
not_yes_no part_above_whole not_applicable_forbidden missing_grantor missing_reason answer_not_applicable
self_score_on_survey wrong_part answer_not_run survey_not_optional other_set duplicate_unit yaml_syntax duplicate_key
anchor bom too_large ambiguous_scalar xlsx_moved_column xlsx_formula xlsx_too_large
""".split()  # noqa: SIM905  # read as a text, as the form lists them
)


def places_of(sentence: str) -> set[tuple[str, str]]:
    """Names of the places of a sentence, each with how it is put."""
    return {(name, form or "") for _, name, form, _ in string.Formatter().parse(sentence) if name}


def sentences_of(code: str) -> dict[str, str]:
    """All sentences of a code: its own and those of its cases."""
    return {key: text for key, text in PROBLEMS.items() if key.partition(".")[0] == code}


USES = problem_codes()


def test_every_code_of_the_sources_has_a_sentence() -> None:
    """A problem that some check can give is said in words, never by its code alone."""
    assert set() == {(use.code, use.where) for use in USES if use.code not in PROBLEMS}


def test_every_promised_code_has_a_sentence_and_no_sentence_is_left_over() -> None:
    """The sentences are those of the promised codes and of the codes that the sources give."""
    assert set() == PROMISED - set(PROBLEMS)
    assert set() == {key.partition(".")[0] for key in PROBLEMS} - PROMISED - {use.code for use in USES}


def test_every_refusal_has_a_sentence() -> None:
    """A refusal says why, and what to do next."""
    uses = refusal_codes()

    assert set() == {(use.code, use.where) for use in uses if use.code not in REFUSALS}
    assert set() == set(REFUSALS) - {use.code for use in uses}


@pytest.mark.parametrize("use", [use for use in USES if use.parameters is not None], ids=lambda use: use.where)
def test_a_sentence_asks_for_nothing_that_its_problem_does_not_give(use: Use) -> None:
    """Where a problem is made, the parameters that its sentence needs are given."""
    wanted = [{name for name, _ in places_of(text)} for text in sentences_of(use.code).values()]

    assert any(names <= (use.parameters or set()) for names in wanted), (use.code, wanted)


@pytest.mark.parametrize("use", refusal_codes(), ids=lambda use: use.where)
def test_a_refusal_asks_for_nothing_that_is_not_given(use: Use) -> None:
    """Where a refusal is made, the parameters that its sentence needs are given."""
    assert {name for name, _ in places_of(REFUSALS[use.code])} <= (use.parameters or set())


@pytest.mark.parametrize("key", [*PROBLEMS, *REFUSALS])
def test_both_languages_fill_the_same_places_in_the_same_way(key: str) -> None:
    """A number is put as a number in either language."""
    sentence = {**PROBLEMS, **REFUSALS}[key]

    assert places_of(sentence) == places_of(gettext_in("vi")(sentence))
    assert places_of(sentence) == places_of(gettext_in("en")(sentence))
    assert sentence.endswith(".")
    assert gettext_in("vi")(sentence).endswith(".")


def faulty() -> Iterator[Problem]:
    """Every problem of the faulty files that the loaders are tested on."""
    for path in faulty_files(ENGINE / "criteria" / "bad"):
        criteria_set, problems = load_text(path.read_text(encoding="utf-8"))
        yield from problems
        yield from check_criteria_set(criteria_set) if criteria_set else ()
    answered = set_in(ENGINE / "answers" / "criteria.yaml")
    for path in faulty_files(ENGINE / "answers" / "bad"):
        yield from load_answer_sheets(read_faulty(path).tree, answered, file=path.name)[1]
    frame = set_in(ENGINE / "criteria" / "frame.yaml")
    for path in faulty_files(ENGINE / "criteria" / "extensions"):
        tree = criteria_tree(path.read_text(encoding="utf-8"), path.name)
        extension, problems = load_extension(tree, frame, file=path.name)
        yield from problems
        yield from extend(frame, extension)[1] if extension else ()
    old = criteria(branch("1", leaf("1.1"), leaf("1.2")), branch("2", leaf("2.1", "3"), leaf("2.2")), id="small-2020")
    new = criteria(branch("1", leaf("1.1"), leaf("1.2", "2")), leaf("5", "2"), id="small-2022")
    for path in faulty_files(ENGINE / "criteria" / "crosswalks"):
        tree = criteria_tree(path.read_text(encoding="utf-8"), path.name)
        yield from load_crosswalk(tree, old, new, file=path.name)[1]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_faults_of_real_files_are_told_whole(language: str) -> None:
    """Every fault of the faulty files gives a sentence without an empty place."""
    problems = list(faulty())
    told = {problem.code: message(problem, language) for problem in problems}

    assert len(told) > 60
    assert {} == {code: text for code, text in told.items() if "–" in text or "““" in text or "{" in text}


@pytest.mark.parametrize(
    ("problem", "vi", "en"),
    [
        pytest.param(
            Problem("sum_mismatch", parameters={"node": "1", "expected": "19/2", "found": "9", "difference": "-1/2"}),
            "Điểm tối đa của các tiêu chí con của “1” cộng lại được 9, nhưng điểm tối đa ghi 9,5: lệch −0,5.",
            "The children of “1” add up to 9, its maximum says 9.5: a difference of −0.5.",
            id="numbers in the language of the reader",
        ),
        pytest.param(
            Problem("sum_mismatch", parameters={"node": "", "expected": "100", "found": "99", "difference": "-1"}),
            "Điểm tối đa của các lĩnh vực cộng lại được 99, nhưng điểm tối đa của bộ tiêu chí ghi 100: lệch −1.",
            "The domains add up to 99, the maximum of the set says 100: a difference of −1.",
            id="the set as a whole",
        ),
        pytest.param(
            Problem("unknown_code", parameters={"found": "1.77", "expected": "leaf", "near": "1.7"}),
            "Bộ tiêu chí không có tiêu chí được chấm điểm mang mã “1.77”. Có phải là “1.7” không?",
            "The set has no criterion with answers of its own under the code “1.77”. Did you mean “1.7”?",
            id="what was perhaps meant",
        ),
        pytest.param(
            Problem("out_of_bounds", parameters={"found": "250", "least": "0", "most": "200"}),
            "Ở đây ghi 250; giá trị phải từ 0 đến 200.",
            "250 stands here; the value must lie from 0 to 200.",
            id="two bounds",
        ),
        pytest.param(
            Problem("out_of_bounds", parameters={"found": "-1", "least": "0", "most": ""}),
            "Ở đây ghi −1; giá trị phải từ 0 trở lên.",
            "−1 stands here; the value must be 0 or more.",
            id="one bound",
        ),
        pytest.param(
            Problem("wrong_shape", parameters={"expected": "list", "found": "text"}),
            "Chỗ này phải là danh sách, nhưng lại là chữ.",
            "A list is expected here, a text was found.",
            id="shapes in words",
        ),
        pytest.param(
            Problem("band_gap", parameters={"number": "2", "start": "90", "end": "90"}),
            "Chính giá trị 90 không thuộc khoảng nào; khoảng thứ 2 hoặc khoảng trước phải bao gồm giá trị này.",
            "The value 90 itself belongs to no band; band 2 or the one before must include it.",
            id="a gap of one point",
        ),
        pytest.param(
            Problem("example_fails", parameters={"code": "1.7", "expected": "3/2", "found": "missing"}),
            "Ví dụ của tiêu chí “1.7” phải được 1,5 điểm, nhưng cách tính điểm cho không có điểm, vì thiếu số liệu. "
            "Một trong hai chỗ ghi sai.",
            "An example of “1.7” must give 1.5 points, the rule gives no points, because an input is missing. "
            "One of the two is wrong.",
            id="points or why there are none",
        ),
        pytest.param(
            Problem("answer_not_run", parameters={"found": "2.1", "round": "survey", "unit": "ha-noi"}),
            "Đơn vị ha-noi: “2.1” có kết quả, nhưng tệp ghi là không điều tra xã hội học.",
            "Unit ha-noi: “2.1” has an answer, but the sheet says that the survey was not run.",
            id="one unit of several",
        ),
        pytest.param(
            Problem("yaml_syntax", parameters={"reason": "tab"}),
            "Dòng thụt đầu dòng bằng phím Tab; hãy dùng dấu cách.",
            "The line is indented with a tab; use spaces.",
            id="a case of a code",
        ),
        pytest.param(
            Problem("yaml_syntax", parameters={"reason": "never heard of"}),
            "Không đọc được tệp từ chỗ này; sai dạng YAML.",
            "The file cannot be read from here on; the form of YAML is broken.",
            id="an unforeseen case",
        ),
        pytest.param(
            Problem("never_heard_of", parameters={"found": "x"}),
            "Chỗ này có lỗi; mã lỗi là never_heard_of.",
            "Something is wrong here; the code of the problem is never_heard_of.",
            id="an unforeseen code",
        ),
        pytest.param(
            Problem("bad_number", parameters={"found": "{found} {0} %s"}),
            "“{found} {0} %s” không phải là số đúng dạng. Hãy viết chữ số, phần thập phân sau dấu chấm, không có dấu "
            "phân cách hàng nghìn: 9.5, 203, 1/3.",
            "“{found} {0} %s” is not a number in this form. Write digits with a decimal point and without thousands "
            "marks: 9.5, 203, 1/3.",
            id="what was written is never read as a place",
        ),
    ],
)
def test_messages_name_what_was_found_and_what_was_expected(problem: Problem, vi: str, en: str) -> None:
    """The sentence of a problem, in both languages."""
    assert vi == message(problem)
    assert en == message(problem, "en")


@pytest.mark.parametrize(
    ("place", "vi", "en"),
    [
        (Place("x.yaml", 12), "tệp x.yaml, dòng 12", "file x.yaml, line 12"),
        (
            Place("x.yaml", 12, "nodes/1.7/rule/cap"),
            "tệp x.yaml, dòng 12 (nodes/1.7/rule/cap)",
            "file x.yaml, line 12 (nodes/1.7/rule/cap)",
        ),
        (
            Place("x.xlsx", sheet="Tiêu chí", cell="C5"),
            "tệp x.xlsx, trang tính Tiêu chí, ô C5",
            "file x.xlsx, sheet Tiêu chí, cell C5",
        ),
        (Place(path="links/3"), "links/3", "links/3"),
        (Place(), "", ""),
    ],
)
def test_places_are_told(place: Place, vi: str, en: str) -> None:
    """File and line, or file, sheet and cell, then the way through the content."""
    assert vi == place_text(place)
    assert en == place_text(place, "en")


def test_refusals_are_told() -> None:
    """Why not, and what to do next; an unforeseen code is still said."""
    assert "Bộ tiêu chí s đã có bản 2. Hãy đặt số bản mới cho bộ đã sửa." == refusal(
        Refused("revision_taken", set="s", revision="2")
    )
    assert "This cannot be done now; the code of the refusal is x." == refusal(Refused("x"), "en")
