"""Answer sheets: every fault of a file at its place, and nothing refused that the form allows."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.faulty import faulty_files, places_of, read_faulty, tree_of
from engine.trees_at_random import damaged, trees
from parindex.engine.answers.load import check_unique_units, load_answer_sheets
from parindex.engine.answers.model import AnswerSheet, Grant, Round, UnitName
from parindex.engine.criteria.load import load_criteria_set
from parindex.engine.criteria.model import CriteriaSet
from parindex.engine.trees import Tree
from parindex.errors import Place, Problem, Severity

HERE = Path(__file__).parent

FULL = """
kind: answer_sheet
set: small
unit: {id: so-noi-vu, name: Sở Nội vụ, block: departments}
answers:
  "1.1":
    self: {points: 3, reason: Đủ, evidence: Kế hoạch số 5/KH-SNV, sources: [Báo cáo, mục 1]}
    round1: null
    council: {points: 2.5}
  "1.2": {council: {inputs: {done: 1, total: 3}}}
  "1.3": {council: {inputs: {on_time: true}}}
  "2.1": {survey: {counts: {officials: {good: 3, unsure: 1}, leaders: {fair: 2}}}}
  "2.2": {}
  "3": {council: {formula: double, inputs: {systems: "1/3"}, reason: Một hệ thống dùng chung}}
not_applicable:
  "1.4": {granted_by: Hội đồng thẩm định, reason: Không có trung tâm dữ liệu}
adjustments:
  B1: {council: {count: 1}}
  P1: {council: {points: 7}}
ranked: false
unranked_reason: Chấm điểm, không xếp hạng
expect: {index: "9,50", 1.4.percent: null}
"""


def small_set() -> CriteriaSet:
    """The set that the sheets of this folder answer."""
    text = (HERE / "criteria.yaml").read_text(encoding="utf-8")
    loaded, problems = load_criteria_set(tree_of(text), file="criteria.yaml", sha256="")
    if loaded is None or problems:
        raise ValueError(problems)
    return loaded


SMALL = small_set()


def loaded(text: str, criteria_set: CriteriaSet = SMALL) -> AnswerSheet:
    """The one sheet of a text without problems."""
    sheets, problems = load_answer_sheets(tree_of(text), criteria_set, file="sheet.yaml")

    assert [] == problems
    return sheets[0]


def problems_of(tree: Tree | None, criteria_set: CriteriaSet = SMALL) -> list[Problem]:
    """What is wrong with the sheets of a tree."""
    return load_answer_sheets(tree, criteria_set, file="sheet.yaml")[1]


@pytest.mark.parametrize("path", faulty_files(HERE / "bad"), ids=lambda path: path.stem)
def test_every_fault_of_a_file_is_found_at_once_at_its_place(path: Path) -> None:
    """All marked faults are found, each with code, line and path, and no other; mended, the file loads."""
    faulty = read_faulty(path)
    sheets, mended = load_answer_sheets(faulty.mended, SMALL, file=path.name)

    assert sorted(faulty.expected) == places_of(problems_of(faulty.tree))
    assert [] == mended
    assert sheets


def test_problems_stand_in_the_order_of_the_file() -> None:
    """An officer mends a file from its top to its end."""
    lines = [problem.place.line or 0 for problem in problems_of(read_faulty(HERE / "bad" / "values.yaml").tree)]

    assert sorted(lines) == lines


def test_a_full_sheet_keeps_every_round_side_by_side() -> None:
    """Entries of all rounds, grants, adjustments and what a case expects are kept as they were written."""
    sheet = loaded(FULL)

    assert UnitName("so-noi-vu", "Sở Nội vụ", "departments") == sheet.unit
    assert {Round.SELF: Fraction(3), Round.COUNCIL: Fraction(5, 2)} == {
        round_: entry.points for round_, entry in sheet.answers["1.1"].items()
    }
    assert ("Kế hoạch số 5/KH-SNV",) == sheet.answers["1.1"][Round.SELF].evidence
    assert ("Báo cáo", "mục 1") == sheet.answers["1.1"][Round.SELF].sources
    assert {"on_time": 1} == sheet.answers["1.3"][Round.COUNCIL].inputs
    assert {"officials": {"good": 3, "unsure": 1}, "leaders": {"fair": 2}} == sheet.answers["2.1"][Round.SURVEY].counts
    assert {"systems": Fraction(1, 3)} == sheet.answers["3"][Round.COUNCIL].inputs
    assert "2.2" not in sheet.answers
    place = Place("file.yaml", 16, "not_applicable/1.4")
    assert {"1.4": Grant("Hội đồng thẩm định", "Không có trung tâm dữ liệu", place)} == sheet.not_applicable
    assert (False, "Chấm điểm, không xếp hạng") == (sheet.is_ranked, sheet.unranked_reason)
    assert {"index": "9,50", "1.4.percent": None} == sheet.expect


def test_an_entry_knows_its_line() -> None:
    """The place of an entry leads back to the file, so that a figure can cite it."""
    assert Place("file.yaml", 7, "answers/1.1/self") == loaded(FULL).answers["1.1"][Round.SELF].place


def test_points_of_an_adjustment_above_its_cap_are_kept() -> None:
    """Each adjustment is capped when it is scored; what the council decided stands in the sheet as it was."""
    sheet = loaded(FULL)

    assert Fraction(7) == sheet.adjustments["P1"][Round.COUNCIL].points
    assert Fraction(1) == sheet.adjustments["B1"][Round.COUNCIL].count


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        pytest.param("Kế hoạch 1", ("Kế hoạch 1",), id="a text"),
        pytest.param("[Kế hoạch 1, Báo cáo 2]", ("Kế hoạch 1", "Báo cáo 2"), id="texts"),
        pytest.param("{document: Kế hoạch 1}", ("Kế hoạch 1",), id="a document"),
        pytest.param(
            "{document: Kế hoạch 1, date: 2024-01-02, issuer: UBND tỉnh, pages: 3-5, url: https://a.vn, note: bản sao}",
            ("Kế hoạch 1 (2024-01-02, UBND tỉnh), 3-5, https://a.vn: bản sao",),
            id="a document with all that is known",
        ),
        pytest.param(
            "[Báo cáo 2, {document: Kế hoạch 1, issuer: UBND tỉnh}]",
            ("Báo cáo 2", "Kế hoạch 1 (UBND tỉnh)"),
            id="texts and documents",
        ),
        pytest.param("[]", (), id="none"),
        pytest.param("null", (), id="nothing"),
    ],
)
def test_evidence_may_be_text_or_a_described_document(written: str, expected: tuple[str, ...]) -> None:
    """Documents are kept as one line each, however they were written."""
    text = f"""
kind: answer_sheet
set: small
unit: {{id: a, name: Sở A, block: departments}}
answers: {{"1.1": {{council: {{points: 1, evidence: {written}}}}}}}
"""

    assert expected == loaded(text).answers["1.1"][Round.COUNCIL].evidence


@pytest.mark.parametrize("id_", ["so-noi-vu", "sở-nội-vụ", "H01.22", "d_1", "22"])
def test_the_id_of_a_unit_has_the_form_of_a_code(id_: str) -> None:
    """Letters of any alphabet, digits, hyphens, and dots between them."""
    assert id_ == loaded(f"kind: answer_sheet\nset: small\nunit: {{id: '{id_}', name: Sở A, block: b}}\n").unit.id


@pytest.mark.parametrize(
    "id_", ["so noi vu", "a/b", "..", "../a", "a\\b", "a?b", "a#b", "%2e", "C:", "a.", "a\u200bb", "a\u202eb", "=1+1"]
)
def test_an_id_that_could_lead_elsewhere_is_refused(id_: str) -> None:
    """Keys, addresses of pages and names of files are made with it: no way through folders, nothing invisible."""
    tree = tree_of(f"kind: answer_sheet\nset: small\nunit: {{id: '{id_}', name: Sở A, block: b}}\n")

    assert [("bad_code", 3, "unit/id")] == places_of(problems_of(tree))


def test_a_survey_part_that_is_not_optional_must_be_run() -> None:
    """Only where the set says that the survey is optional may a sheet say that it was not run."""
    tree = tree_of("kind: answer_sheet\nset: small\nunit: {id: a, name: Sở A, block: b}\nsurvey_run: false\n")
    compulsory = replace(SMALL, survey=replace(SMALL.survey, is_optional=False))

    assert [] == problems_of(tree)
    assert [("survey_not_optional", 4, "survey_run")] == places_of(problems_of(tree, compulsory))


def test_sheets_of_one_file_may_share_kind_and_set() -> None:
    """What is the same for all sheets of a file may stand once at its top."""
    text = """
kind: answer_sheet
set: small
sheets:
  - unit: {id: a, name: Sở A, block: departments}
  - {set: small, unit: {id: b, name: Sở B, block: departments}}
"""
    sheets, problems = load_answer_sheets(tree_of(text), SMALL, file="sheets.yaml")

    assert [] == problems
    assert ["a", "b"] == [sheet.unit.id for sheet in sheets]
    assert [("other_set", 3, "set"), ("other_set", 6, "set")] == places_of(
        problems_of(tree_of(text), replace(SMALL, id="large"))
    )


def test_a_problem_in_one_of_several_sheets_names_the_unit() -> None:
    """Paths are those within a sheet, so the unit says which sheet is meant."""
    problems = problems_of(read_faulty(HERE / "bad" / "several_sheets.yaml").tree)
    units = {problem.parameters.get("unit") for problem in problems if problem.code == "points_above_maximum"}

    assert {"a", "c"} == units


def test_a_sheet_with_faults_stands_beside_them() -> None:
    """A sheet that is wrong still names its unit, so that a doubled unit is found in the same run."""
    sheets, problems = load_answer_sheets(read_faulty(HERE / "bad" / "values.yaml").tree, SMALL, file="values.yaml")

    assert any(problem.is_error for problem in problems)
    assert ["so-noi-vu"] == [sheet.unit.id for sheet in sheets]


def test_a_unit_answers_once() -> None:
    """A second sheet of a unit is refused, whichever file it stands in; other units are not."""
    text = "kind: answer_sheet\nset: small\n\nunit: {id: ID, name: Sở A, block: departments}\n"
    first, second, other = (
        load_answer_sheets(tree_of(text.replace("ID", id_), file), SMALL, file=file)[0]
        for id_, file in (("a", "1.yaml"), ("a", "2.yaml"), ("b", "3.yaml"))
    )
    problems = check_unique_units([*first, *other, *second])

    assert [] == check_unique_units([*first, *other])
    assert [("duplicate_unit", Place("2.yaml", 4, "unit/id"))] == [(one.code, one.place) for one in problems]
    assert {"unit": "a", "file": "1.yaml", "line": "4"} == problems[0].parameters


def test_a_unit_may_answer_two_sets() -> None:
    """Sheets of two years by two sets name the same unit."""
    sheet = loaded(FULL)

    assert [] == check_unique_units([sheet, replace(sheet, set_id="large")])
    assert 1 == len(check_unique_units([replace(sheet, place=Place()), replace(sheet, place=Place())]))


@pytest.mark.parametrize(
    ("file", "code"), [("unexplained.yaml", "missing_reason"), ("codes_and_rounds.yaml", "unknown_key")]
)
def test_what_changes_no_score_is_a_warning(file: str, code: str) -> None:
    """A missing explanation and an expectation that nothing can meet are said, and stop nothing."""
    problems = problems_of(read_faulty(HERE / "bad" / file).tree)

    assert [Severity.WARNING] == [problem.severity for problem in problems if problem.code == code]


def test_a_mistyped_code_comes_with_the_likely_one() -> None:
    """What was probably meant stands in the parameters of the problem."""
    problems = problems_of(read_faulty(HERE / "bad" / "codes_and_rounds.yaml").tree)
    unknown = {problem.place.path: problem.parameters for problem in problems if problem.code == "unknown_code"}

    assert "leaf" == unknown["answers/1.9"]["expected"]
    assert "B1" == unknown["adjustments/B11"]["near"]


def test_a_file_that_its_reader_refused_has_no_further_problems() -> None:
    """The reader has said what is wrong; there is nothing to add."""
    assert ([], []) == load_answer_sheets(None, SMALL, file="sheet.yaml")


@given(trees())
def test_no_content_raises(tree: Tree) -> None:
    """Whatever stands in a file gives sheets and problems, never an exception."""
    sheets, problems = load_answer_sheets(tree, SMALL, file="sheet.yaml")

    assert sheets or problems


@given(st.data())
def test_no_damage_to_a_sheet_raises(data: st.DataObject) -> None:
    """A sheet in which anything is replaced by anything still gives problems or a sheet."""
    sheets, problems = load_answer_sheets(data.draw(damaged(tree_of(FULL))), SMALL, file="sheet.yaml")

    assert sheets or problems
