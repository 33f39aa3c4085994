from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from command_line import CommandLine
from parindex.engine.trees import Fields
from parindex.errors import Problem
from parindex.files.intake import LIBRARY
from parindex.files.reading import read_file
from parindex.files.xlsx import is_same
from parindex.wording.problems import message

SET = """\
kind: criteria_set
id: local
revision: "1"
title: Bộ tiêu chí
edition: "2025"
decision: {number: 01/QĐ}
maximum: 10
display: {decimals: 2}
ranking: {by: percent, ties: shared}
nodes:
  - code: "1"
    title: Lĩnh vực
    maximum: 10
    source: appraisal
    rule: {kind: given}
    examples: [{entry: {points: 4}, points: 4}]
"""
SHEET = """\
kind: answer_sheet
set: local
unit: {id: so-noi-vu, name: Sở Nội vụ, block: departments}
answers: {"1": {council: {points: 9.5}}}
"""
TWICE = """\
kind: answer_sheet
set: local
sheets:
  - {unit: {id: a, name: A, block: b}}
  - {unit: {id: a, name: A, block: b}}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a sound set, ``local.yaml``, and a sound sheet that answers it."""
    (tmp_path / "local.yaml").write_text(SET, "utf-8")
    (tmp_path / "sheet.yaml").write_text(SHEET, "utf-8")
    return tmp_path


# check


def test_nothing_is_said_against_sound_files(parindex: CommandLine, folder: Path) -> None:
    """Sound files end with 0: an empty list for programs, one line for people."""
    files = (folder / "local.yaml", folder / "sheet.yaml")

    programs, people = parindex("check", *files, "--json"), parindex("check", *files)

    assert (0, {"problems": []}, "") == (programs.code, programs.json(), programs.err)
    assert (0, "Không có lỗi; số lưu ý: 0.\n", "") == (people.code, people.out, people.err)


def test_a_problem_has_the_promised_form(parindex: CommandLine, folder: Path) -> None:
    """A problem says code, severity, place, parameters and sentence, in this order."""
    file = folder / "local.yaml"
    file.write_text(SET.replace("maximum: 10\ndisplay", "maximum: 12\ndisplay"), "utf-8")

    run = parindex("check", file, "--json")

    parameters = {"node": "", "expected": "12", "found": "10", "difference": "-2"}
    assert 1 == run.code
    assert {
        "problems": [
            {
                "code": "sum_mismatch",
                "severity": "error",
                "place": {"file": str(file), "line": 7, "path": "maximum", "sheet": None, "cell": None},
                "parameters": parameters,
                "message": message(Problem("sum_mismatch", parameters=parameters)),
            }
        ]
    } == run.json()
    assert ["code", "severity", "place", "parameters", "message"] == list(run.json()["problems"][0])
    assert ["file", "line", "path", "sheet", "cell"] == list(run.json()["problems"][0]["place"])


def test_people_read_where_and_what_on_standard_error(parindex: CommandLine, folder: Path) -> None:
    """One line per problem on standard error, with place, gravity and code; the count on standard output."""
    (folder / "sheet.yaml").write_text(SHEET.replace("9.5", "11"), "utf-8")

    run = parindex("--language", "en", "check", folder / "sheet.yaml")

    assert 1 == run.code
    assert (
        f"file {folder / 'sheet.yaml'}, line 4 (answers/1/council/points): "
        "error [points_above_maximum] 11 points are more than the maximum of 10.\n"
    ) == run.err
    assert run.out.startswith("Errors: 1; warnings: 0.")


def test_warnings_alone_end_with_0(parindex: CommandLine, folder: Path) -> None:
    """A key that is expected but unknown is worth a warning, not a refusal."""
    (folder / "sheet.yaml").write_text(SHEET + 'expect: {idnex: "9,50"}\n', "utf-8")

    run = parindex("check", folder / "sheet.yaml", "--json")

    (problem,) = run.json()["problems"]
    assert 0 == run.code
    assert ("unknown_key", "warning", 5) == (problem["code"], problem["severity"], problem["place"]["line"])


@pytest.mark.parametrize("order", [("local.yaml", "sheet.yaml"), ("sheet.yaml", "local.yaml")])
def test_faults_of_a_set_hide_those_of_its_sheets(parindex: CommandLine, folder: Path, order: tuple[str, ...]) -> None:
    """Before the set is sound nothing is said of its sheets, whichever is named first; afterwards it is."""
    faulty_sheet = SHEET.replace("9.5", "11")
    (folder / "sheet.yaml").write_text(faulty_sheet, "utf-8")
    sound = parindex("check", *(folder / name for name in order), "--json")
    (folder / "local.yaml").write_text(SET.replace("given}", "gvien}"), "utf-8")

    faulty = parindex("check", *(folder / name for name in order), "--json")

    assert ["points_above_maximum"] == sound.problems()
    assert ["unknown_rule_kind"] == faulty.problems()
    assert [1, 1] == [sound.code, faulty.code]


@pytest.mark.parametrize(
    "broken",
    [
        pytest.param(SET.replace("id: local\n", ""), id="no id"),
        pytest.param(SET + "  - [\n", id="cannot be read"),
        pytest.param(SET.replace("points: 4}]", "points: 5}]"), id="an example fails"),
    ],
)
def test_a_sheet_of_a_set_that_cannot_be_loaded_says_nothing(parindex: CommandLine, folder: Path, broken: str) -> None:
    """Whatever keeps a set from being loaded, its sheet is not blamed for an unknown set or answers."""
    (folder / "local.yaml").write_text(broken, "utf-8")

    run = parindex("check", folder / "sheet.yaml", folder / "local.yaml", "--json")

    assert 1 == run.code
    assert {str(folder / "local.yaml")} == {problem["place"]["file"] for problem in run.json()["problems"]}


def test_the_set_of_a_sheet_is_found_beside_it_whatever_its_name(parindex: CommandLine, folder: Path) -> None:
    """A sheet alone is judged by the set beside it, by ``criteria.yaml`` in the folder above, or by the library."""
    beside = parindex("check", folder / "sheet.yaml", "--json")
    cases = folder / "cases"
    cases.mkdir()
    (folder / "sheet.yaml").rename(cases / "sheet.yaml")
    lost = parindex("check", cases / "sheet.yaml", "--json")
    (folder / "local.yaml").rename(folder / "criteria.yaml")
    above = parindex("check", cases / "sheet.yaml", "--json")
    library = parindex("check", LIBRARY / "province-2022/cases/ha-noi-2023.yaml", "--json")

    assert [[], ["unknown_set"], [], []] == [run.problems() for run in (beside, lost, above, library)]
    (problem,) = lost.json()["problems"]
    assert (2, "set") == (problem["place"]["line"], problem["place"]["path"])


def test_a_unit_may_stand_once_in_a_file_and_in_several_files(parindex: CommandLine, folder: Path) -> None:
    """Two sheets of a unit in one file, or in one folder to be ranked, are a fault; in two files they are two years."""
    (folder / "next-year.yaml").write_text(SHEET, "utf-8")
    (folder / "twice.yaml").write_text(TWICE, "utf-8")
    sheets = folder / "sheets"
    sheets.mkdir()
    for name in ("sheet.yaml", "next-year.yaml"):
        (sheets / name).write_text(SHEET, "utf-8")

    apart = parindex("check", folder / "sheet.yaml", folder / "next-year.yaml", "--json")
    together = parindex("check", folder / "twice.yaml", "--json")
    ranked = parindex("rank", "--set", folder / "local.yaml", "--sheets", sheets, "--json")

    assert (0, []) == (apart.code, apart.problems())
    assert (1, ["duplicate_unit"]) == (together.code, together.problems())
    assert (1, ["duplicate_unit"]) == (ranked.code, ranked.problems())


def test_an_extension_finds_its_frame_and_is_judged_with_it(parindex: CommandLine, folder: Path) -> None:
    """A local addition is judged by the frame beside it, under any name, and keeps the limits of the frame."""
    frame = SET.replace("id: local", "id: frame").replace(
        "nodes:", "extension: {split: ['1'], added_maximum: 0}\nnodes:"
    )
    leaf = "source: appraisal, rule: {kind: given}, examples: [{entry: {points: 1}, points: 1}]"
    extension = f"""\
kind: extension
extends: frame
id: local
title: Bộ tiêu chí của huyện
splits:
  - code: "1"
    children:
      - {{code: "1.1", title: A, maximum: 6, {leaf}}}
      - {{code: "1.2", title: B, maximum: 4, {leaf}}}
"""
    (folder / "local.yaml").write_text(extension, "utf-8")
    (folder / "any name.yaml").write_text(frame, "utf-8")
    (folder / "sheet.yaml").write_text(SHEET.replace('"1"', '"1.1"').replace("9.5", "5"), "utf-8")

    sound = parindex("check", folder / "sheet.yaml", folder / "local.yaml", "--json")
    scored = parindex("score", "--set", folder / "local.yaml", "--sheet", folder / "sheet.yaml", "--json")
    (folder / "local.yaml").write_text(extension.replace("maximum: 4", "maximum: 5"), "utf-8")
    faulty = parindex("check", folder / "sheet.yaml", folder / "local.yaml", "--json")

    hashes = [hashlib.sha256(text.encode()).hexdigest() for text in (frame, extension)]
    assert (0, []) == (sound.code, sound.problems())
    assert hashlib.sha256("".join(f"{one}\n" for one in hashes).encode()).hexdigest() == scored.json()["set"]["sha256"]
    assert ["sum_mismatch"] == faulty.problems()


def test_a_crosswalk_is_judged_by_both_its_sets(parindex: CommandLine, folder: Path) -> None:
    """What a crosswalk says of codes is judged; while one of its sets has faults, it is not."""
    (folder / "old.yaml").write_text(SET.replace("id: local", "id: old"), "utf-8")
    links = "kind: crosswalk\nfrom: old\nto: local\nlinks: [{relation: same, from: ['1'], to: ['9']}]\n"
    (folder / "crosswalk.yaml").write_text(links, "utf-8")

    faulty = parindex("check", folder / "crosswalk.yaml", "--json")
    (folder / "crosswalk.yaml").write_text(links.replace("'9'", "'1'"), "utf-8")
    sound = parindex("check", folder / "crosswalk.yaml", "--json")
    (folder / "old.yaml").write_text(
        SET.replace("id: local", "id: old").replace("maximum: 10\nd", "maximum: 9\nd"), "utf-8"
    )
    hidden = parindex("check", folder / "crosswalk.yaml", folder / "old.yaml", "--json")

    assert {"unknown_code", "not_linked"} == set(faulty.problems())
    assert [] == sound.problems()
    assert ["sum_mismatch"] == hidden.problems()


def test_a_folder_stands_for_the_files_in_it(parindex: CommandLine, folder: Path) -> None:
    """All files of a folder are checked, each by itself; a folder without any is a problem, for a file may be meant."""
    (folder / "sheet.yaml").write_text(SHEET.replace("9.5", "11"), "utf-8")
    (folder / "notes.txt").write_text("not read", "utf-8")
    (folder / "empty").mkdir()

    whole, empty = parindex("check", folder, "--json"), parindex("check", folder / "empty", "--json")

    assert (1, ["points_above_maximum"]) == (whole.code, whole.problems())
    assert (1, ["no_files"]) == (empty.code, empty.problems())


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param("a: 1\n", ["missing_field"], id="says nothing of itself"),
        pytest.param("kind: report\n", ["wrong_kind"], id="another kind"),
        pytest.param("- a\n", ["wrong_shape"], id="a list"),
        pytest.param("", ["yaml_syntax"], id="empty"),
        pytest.param("unit: {id: a, name: A, block: b}\nanswers: {}\nset: local\n", ["missing_field"], id="no kind"),
        pytest.param("kind: answer_sheet\nunit: {id: a, name: A, block: b}\n", ["missing_field"], id="no set"),
        pytest.param("kind: extension\nid: x\ntitle: X\n", ["missing_field"], id="no frame"),
        pytest.param("kind: crosswalk\nfrom: local\nlinks: []\n", ["missing_field"], id="no new set"),
    ],
)
def test_a_file_that_does_not_say_what_it_is_is_told_so(
    parindex: CommandLine, folder: Path, content: str, expected: list[str]
) -> None:
    """What a file lacks to be judged at all is said once, without what would only follow from it."""
    (folder / "x.yaml").write_text(content, "utf-8")

    run = parindex("check", folder / "x.yaml", "--json")

    assert (1, expected) == (run.code, run.problems())


def test_missing_and_unreadable_files_are_problems_too(parindex: CommandLine, folder: Path) -> None:
    """A file that vanished, a folder with the name of a file and another form are told beside the rest."""
    (folder / "folder.yaml").mkdir()
    names = ("nowhere.yaml", "notes.docx", "sheet.yaml")

    run = parindex("check", *(folder / name for name in names), folder / "folder.yaml", "--json")
    as_set = parindex("score", "--set", folder / "folder.yaml", "--sheet", folder / "sheet.yaml", "--json")

    assert (1, ["file_not_found", "unknown_file_form", "no_files"]) == (run.code, run.problems())
    assert (1, ["file_not_found"]) == (as_set.code, as_set.problems())


# convert


@pytest.mark.parametrize(
    "file",
    [
        "department-demo/criteria.yaml",
        "province-2022/cases/ha-noi-2023.yaml",
        "published-percent/cases/hoa-binh-2023-departments.yaml",
        "crosswalks/province-2020--province-2022.yaml",
        "division-frame-demo/extensions/phong-noi-vu-demo.yaml",
    ],
)
def test_conversion_loses_nothing(parindex: CommandLine, tmp_path: Path, file: str) -> None:
    """Every kind of file goes to a workbook, on to JSON and back to YAML, and says the same as before."""
    forms = [tmp_path / name for name in ("one.xlsx", "two.json", "three.yaml")]

    runs = [
        parindex("convert", source, target) for source, target in zip([LIBRARY / file, *forms[:2]], forms, strict=True)
    ]

    original, _ = read_file(LIBRARY / file)
    last, problems = read_file(forms[2])
    assert [0, 0, 0] == [run.code for run in runs]
    assert [f"Đã ghi: {form}\n" for form in forms] == [run.out for run in runs]
    assert isinstance(original, Fields)
    assert [] == problems
    assert last is not None
    assert is_same(original, last)


def test_equal_files_are_converted_to_equal_bytes(parindex: CommandLine, folder: Path) -> None:
    """A workbook made twice is the same file."""
    for name in ("one.xlsx", "two.xlsx"):
        assert 0 == parindex("convert", folder / "local.yaml", folder / name).code

    assert (folder / "one.xlsx").read_bytes() == (folder / "two.xlsx").read_bytes()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        pytest.param(("id: local", "id: local\nid: other"), "duplicate_key", id="doubled key"),
        pytest.param(("title: Bộ", "title: &t Bộ"), "anchor", id="anchor"),
        pytest.param(("title: Bộ tiêu chí", "title: no"), "ambiguous_scalar", id="a bare no"),
        pytest.param(('edition: "2025"', "edition: 2025-01-01"), "ambiguous_scalar", id="a bare date in a text"),
        pytest.param(("maximum: 10\nd", "maximum: 010\nd"), "ambiguous_scalar", id="octal"),
        pytest.param(("- code", "- [code"), "yaml_syntax", id="broken"),
    ],
)
def test_a_file_with_faults_of_form_is_not_converted(
    parindex: CommandLine, folder: Path, change: tuple[str, str], code: str
) -> None:
    """What can be read in several ways is not decided by conversion, and nothing is left behind."""
    (folder / "local.yaml").write_text(SET.replace(*change), "utf-8")
    before = sorted(folder.iterdir())

    run = parindex("convert", folder / "local.yaml", folder / "out.xlsx", "--json")

    assert 1 == run.code
    assert code in run.problems()
    assert before == sorted(folder.iterdir())


def test_a_bare_date_in_a_field_for_dates_is_meant(parindex: CommandLine, folder: Path) -> None:
    """A date may stand bare where a date is asked for; it is converted as what it is."""
    dated = SET.replace("{number: 01/QĐ}", "{number: 01/QĐ, date: 2022-11-10}")
    (folder / "local.yaml").write_text(dated, "utf-8")

    run = parindex("convert", folder / "local.yaml", folder / "out.xlsx", "--json")
    back = parindex("check", folder / "out.xlsx", "--json")

    assert (0, {"problems": []}) == (run.code, run.json())
    assert [] == back.problems()


def test_a_target_that_cannot_be_written_is_wrong_use(parindex: CommandLine, folder: Path) -> None:
    """A folder that is not there is said in the user's language; what stood there before stays."""
    (folder / "out.xlsx").mkdir()

    nowhere = parindex("--language", "en", "convert", folder / "local.yaml", folder / "nowhere/out.xlsx")
    taken = parindex("--language", "en", "convert", folder / "local.yaml", folder / "out.xlsx")

    assert [2, 2] == [nowhere.code, taken.code]
    assert "TARGET cannot be used: the folder does not exist." in nowhere.err
    assert "TARGET cannot be used: it is a folder." in taken.err
    assert [] == list((folder / "out.xlsx").iterdir())
    assert [] == list(folder.glob(".*"))
