from __future__ import annotations

from pathlib import Path

import pytest

from parindex.errors import BadData
from parindex.files.intake import (
    CRITERIA,
    LIBRARY,
    cited_name,
    find_criteria,
    kind_of,
    library_ids,
    open_criteria_set,
    open_crosswalk,
    open_sheets,
)
from parindex.files.reading import read_file


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder that the program runs in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_name_is_a_file_then_a_set_of_the_library_then_a_folder(folder: Path) -> None:
    """A person's own file hides the library; a folder of the same name does not."""
    (folder / "province-2022").mkdir()
    (folder / "province-2022" / CRITERIA).write_text("", "utf-8")
    (folder / "mine").mkdir()
    (folder / "mine" / CRITERIA).write_text("", "utf-8")
    (folder / "province-2020").write_text("", "utf-8")

    found = [find_criteria(name) for name in ("province-2022", "province-2020", "mine", "mine/criteria.yaml")]

    assert [
        LIBRARY / "province-2022" / CRITERIA,
        Path("province-2020"),
        Path("mine") / CRITERIA,
        Path("mine") / CRITERIA,
    ] == found


@pytest.mark.parametrize(
    ("name", "code"),
    [
        pytest.param("province-2099", "unknown_set", id="like an id"),
        pytest.param("", "unknown_set", id="nothing"),
        pytest.param("../library", "file_not_found", id="like a path"),
        pytest.param("mine.yaml", "file_not_found", id="like a file"),
        pytest.param("x" * 5000, "unknown_set", id="longer than any name"),
        pytest.param("a\0b.yaml", "file_not_found", id="no name at all"),
    ],
)
def test_a_set_that_is_not_there_is_called_what_the_person_meant(folder: Path, name: str, code: str) -> None:
    """What looks like an id is an unknown set, what looks like a path is a file that is not there."""
    del folder
    with pytest.raises(BadData) as bad:
        open_criteria_set(name)

    assert [code] == [problem.code for problem in bad.value.problems]


def test_sets_of_the_library_are_cited_without_any_path_of_a_machine() -> None:
    """A citation names folder and file of the library, and of a person's file the name alone."""
    assert "province-2022/criteria.yaml" == cited_name(LIBRARY / "province-2022" / CRITERIA)
    assert "mine.yaml" == cited_name(Path("/somewhere/else/mine.yaml"))


@pytest.mark.parametrize("name", library_ids())
def test_the_hash_of_a_set_is_that_of_its_bytes(name: str, tmp_path: Path) -> None:
    """The same bytes under another name give the same set and hash."""
    copy = tmp_path / "copy.yaml"
    copy.write_bytes((LIBRARY / name / CRITERIA).read_bytes())

    original, copied = open_criteria_set(name), open_criteria_set(str(copy))

    assert original.sha256 == copied.sha256
    assert original.nodes[0].title == copied.nodes[0].title


def test_the_crosswalk_of_the_library_serves_the_sets_of_the_library_alone(tmp_path: Path) -> None:
    """A changed copy of a set is another set: equal codes are linked, not what the library says of its own."""
    copy = tmp_path / "copy.yaml"
    copy.write_bytes((LIBRARY / "province-2020" / CRITERIA).read_bytes() + b"# mine\n")
    old, changed, new = (open_criteria_set(name) for name in ("province-2020", str(copy), "province-2022"))

    relations = [{link.relation.value for link in open_crosswalk(None, one, new).links} for one in (old, changed)]

    assert "not_comparable" in relations[0]
    assert "not_comparable" not in relations[1]


def test_all_faults_of_all_sheets_of_a_folder_are_told_at_once(tmp_path: Path) -> None:
    """A file that cannot be read hides nothing of its neighbours; sets and crosswalks between them are passed over."""
    criteria_set = open_criteria_set("published-percent")
    head = "kind: answer_sheet\nset: published-percent\n"
    sheet = head + "unit: {id: %s, name: A, block: b}\nanswers: {'%s': {council: {points: 50}}}\n"
    (tmp_path / "a.yaml").write_text(sheet % ("a", "9"), "utf-8")
    (tmp_path / "b.yaml").write_text("kind: [", "utf-8")
    (tmp_path / "c.yaml").write_text(sheet % ("c", "1"), "utf-8")
    (tmp_path / "d.yaml").write_text(sheet % ("c", "1"), "utf-8")
    (tmp_path / CRITERIA).write_bytes((LIBRARY / "published-percent" / CRITERIA).read_bytes())

    with pytest.raises(BadData) as bad:
        open_sheets(tmp_path, criteria_set)

    assert {("a.yaml", "unknown_code"), ("b.yaml", "yaml_syntax"), ("d.yaml", "duplicate_unit")} == {
        (Path(problem.place.file or "").name, problem.code) for problem in bad.value.problems
    }


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        pytest.param("province-2022/criteria.yaml", "criteria_set", id="set"),
        pytest.param("province-2022/cases/ha-noi-2023.yaml", "answer_sheet", id="sheet"),
        pytest.param("crosswalks/province-2020--province-2022.yaml", "crosswalk", id="crosswalk"),
        pytest.param("division-frame-demo/extensions/phong-noi-vu-demo.yaml", "extension", id="extension"),
        pytest.param("published/ha-noi-2023.yaml", "published_results", id="printed results"),
    ],
)
def test_a_file_says_what_it_is(file: str, expected: str) -> None:
    """Every form of file names its kind."""
    tree, _ = read_file(LIBRARY / file)

    assert expected == kind_of(tree)
