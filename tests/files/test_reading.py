from __future__ import annotations

from pathlib import Path

import pytest

from file_samples import CRITERIA, plain, tree_of
from parindex.files.characters import LARGEST_FILE
from parindex.files.reading import read_file, read_folder, write_file


@pytest.mark.parametrize("name", ["a.yaml", "a.yml", "a.json", "a.xlsx", "A.XLSX"])
def test_a_file_is_written_and_read_by_its_suffix(tmp_path: Path, name: str) -> None:
    """Every form holds the same tree, and places name the file as it was given."""
    path = tmp_path / name
    write_file(path, tree_of(CRITERIA))

    tree, problems = read_file(path)

    assert tree is not None
    assert ([], CRITERIA, str(path)) == (problems, plain(tree), tree.place.file)
    assert [name] == [entry.name for entry in tmp_path.iterdir()]


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        pytest.param("a.csv", b"a;b", "unknown_file_form", id="other-suffix"),
        pytest.param("a", b"a: 1", "unknown_file_form", id="no-suffix"),
        pytest.param("absent.yaml", None, "file_not_found", id="absent"),
        pytest.param("folder.yaml", "folder", "file_unreadable", id="folder"),
        pytest.param("a\0.yaml", None, "file_unreadable", id="name-that-cannot-be"),
        pytest.param("a.yaml", b" " * (LARGEST_FILE + 1), "too_large", id="too-large-yaml"),
        pytest.param("a.xlsx", b" " * (LARGEST_FILE + 1), "xlsx_too_large", id="too-large-xlsx"),
        pytest.param("a.xlsx", b"a: 1", "xlsx_syntax", id="yaml-called-xlsx"),
        pytest.param("a.yaml", b"PK\x03\x04\x14\0\0", "yaml_syntax", id="xlsx-called-yaml"),
    ],
)
def test_a_file_that_cannot_be_read_is_a_problem(
    tmp_path: Path, name: str, content: bytes | str | None, code: str
) -> None:
    """Each way in which a file fails has its code and the name of the file."""
    path = tmp_path / name
    if isinstance(content, bytes):
        path.write_bytes(content)
    elif content == "folder":
        path.mkdir()

    tree, problems = read_file(path)

    assert (None, [(code, str(path))]) == (tree, [(problem.code, problem.place.file) for problem in problems])


def test_a_folder_gives_its_files_in_order_of_name(tmp_path: Path) -> None:
    """Files of the known forms, not those inside folders, hidden ones or Excel's locks; problems of all together."""
    for name in ("b.yaml", "a.json", ".hidden.yaml", "~$c.xlsx", "notes.txt"):
        (tmp_path / name).write_text("a: 1\n", encoding="utf-8")
    (tmp_path / "bad1.yaml").write_text("a: [", encoding="utf-8")
    (tmp_path / "bad2.yaml").write_text("a: 1\na: 2\n", encoding="utf-8")
    (tmp_path / "inside.yaml").mkdir()
    (tmp_path / "inside").mkdir()
    (tmp_path / "inside" / "c.yaml").write_text("a: 1\n", encoding="utf-8")

    trees, problems = read_folder(tmp_path)

    assert ["a.json", "b.yaml", "bad2.yaml"] == [path.name for path, _ in trees]
    assert ["yaml_syntax", "duplicate_key"] == [problem.code for problem in problems]


def test_an_absent_folder_is_a_problem(tmp_path: Path) -> None:
    """A folder that is not there is said, and so is a file in its place."""
    (tmp_path / "file").touch()

    codes = [problem.code for name in ("absent", "file") for problem in read_folder(tmp_path / name)[1]]
    assert ["file_not_found", "file_unreadable"] == codes


def test_a_failed_write_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file is replaced whole or not at all, and nothing half-written stays beside it."""

    def full_disk(_: int) -> None:
        raise OSError(28, "No space left on device")

    path = tmp_path / "a.yaml"
    write_file(path, tree_of("before"))
    monkeypatch.setattr("os.fsync", full_disk)

    with pytest.raises(OSError, match="No space left"):
        write_file(path, tree_of("after"))

    assert (["a.yaml"], "before\n") == ([entry.name for entry in tmp_path.iterdir()], path.read_text("utf-8"))


def test_an_unknown_suffix_is_not_written(tmp_path: Path) -> None:
    """What has no form is refused before anything is written."""
    with pytest.raises(ValueError, match="csv"):
        write_file(tmp_path / "a.csv", tree_of("a"))

    assert [] == list(tmp_path.iterdir())
