"""Bad criteria files and sheets, checked by the command line as their authors do."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from command_line import CommandLine

TESTS = Path(__file__).parent.parent
FOLDERS = (TESTS / "bad/files", TESTS / "engine/criteria/bad", TESTS / "engine/answers/bad")
OF_NO_SET = {"other_kind": "missing_field", "head": "unknown_set", "shapes": "wrong_shape"}
"""Files that do not say by which set they are to be judged, and what is told instead."""

ALL_FILES = [path for folder in FOLDERS for path in sorted(folder.glob("*.yaml"))]
FILES = [path for path in ALL_FILES if path.stem not in OF_NO_SET or path == FOLDERS[1] / "head.yaml"]
MARK = "#! "
_UNFILLED = re.compile(r"\{\w+(?::\w+)?\}")

Fault = tuple[int, str, str]


def marked(path: Path) -> list[Fault]:
    """Line, code (with ``?`` for a warning) and path of every fault that a file says it has."""
    return sorted(_marked(path.read_text("utf-8")))


def _marked(text: str) -> Iterator[Fault]:
    for number, line in enumerate(text.splitlines(), start=1):
        _, _, faults = line.partition(MARK)
        for fault in faults.split(";") if faults else ():
            code, _, place = fault.strip().partition(" ")
            yield number, code, place


def told(out: str) -> list[Fault]:
    """The same of every problem that the command line told."""
    return sorted(
        (
            problem["place"]["line"],
            problem["code"] + ("" if problem["severity"] == "error" else "?"),
            problem["place"]["path"] or "",
        )
        for problem in json.loads(out)["problems"]
    )


def as_marked(path: Path, fault: Fault) -> Fault:
    """A fault without the sign of a warning in the folder that does not use it."""
    line, code, place = fault
    return line, code.rstrip("?") if path.parent == FOLDERS[2] else code, place


def _of_criteria(path: Path) -> bool:
    return path.parent != FOLDERS[2] and "sheet" not in path.stem


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.parent.name}/{path.stem}")
def test_check_tells_every_fault_of_a_file_at_once(parindex: CommandLine, path: Path) -> None:
    """Exactly the faults marked in the file are told, each with its line and path, and end with 1."""
    run = parindex("check", path, "--json")

    expected = marked(path)
    is_refused = any(problem["severity"] == "error" for problem in run.json()["problems"])
    assert expected
    assert (is_refused, "") == (run.code, run.err)
    assert [as_marked(path, fault) for fault in expected] == [as_marked(path, fault) for fault in told(run.out)]
    assert {str(path)} == {problem["place"]["file"] for problem in run.json()["problems"]}


@pytest.mark.parametrize("path", sorted(set(ALL_FILES) - set(FILES)), ids=lambda path: path.stem)
def test_a_sheet_is_not_judged_without_its_set(parindex: CommandLine, path: Path) -> None:
    """A sheet that names no set, or an unknown one, is told that alone."""
    run = parindex("check", path, "--json")

    assert (1, [OF_NO_SET[path.stem]]) == (run.code, run.problems())
    assert "set" == run.json()["problems"][0]["place"]["path"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.parent.name}/{path.stem}")
def test_every_fault_is_told_in_both_languages(parindex: CommandLine, path: Path) -> None:
    """The same faults are told in Vietnamese and in English, in other words, without a place left unfilled."""
    vietnamese, english = (
        parindex("--language", language, "check", path, "--json").json()["problems"] for language in ("vi", "en")
    )

    for one, other in zip(vietnamese, english, strict=True):
        assert one | {"message": ""} == other | {"message": ""}
        assert one["message"] != other["message"]
        assert [] == _UNFILLED.findall(one["message"]) + _UNFILLED.findall(other["message"])


@pytest.mark.parametrize(
    "path", [path for path in FILES if _of_criteria(path)], ids=lambda path: f"{path.parent.parent.name}/{path.stem}"
)
def test_nothing_is_scored_with_a_bad_set(parindex: CommandLine, path: Path, tmp_path: Path) -> None:
    """A set with faults gives its problems and no figure, document or ranking, whatever the sheet."""
    arguments = ("--set", path, "--sheet", tmp_path / "sheet.yaml")

    score = parindex("score", *arguments, "--json")
    report = parindex("report", *arguments, "-o", tmp_path / "out.html", "--json")

    assert [1, 1] == [score.code, report.code]
    assert ["problems"] == list(score.json())
    assert score.out == report.out
    assert [] == list(tmp_path.iterdir())


def test_the_folders_hold_a_file_for_everything_that_goes_wrong() -> None:
    """Sums, codes, keys, bands, examples, traps, points, counts, denominators and units are all there."""
    codes = {code.rstrip("?") for path in FILES for _, code, _ in marked(path)}

    wanted = (
        "sum_mismatch duplicate_code duplicate_key band_gap band_overlap example_missing example_fails "
        "ambiguous_scalar "
        "bad_number anchor points_above_maximum negative_points negative not_whole part_above_whole unknown_code "
        "missing_field duplicate_unit other_set unknown_key out_of_bounds unknown_input not_yes_no"
    )
    assert set() == set(wanted.split()) - codes
