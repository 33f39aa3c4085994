from __future__ import annotations

import re

import pytest

from house.tree import ROOT, project_files, project_texts

LONGEST_MODULE = 500
NOT_OURS_TO_NAME = {
    "a folder of one machine": r"/(root|work|home)/",
    "the host of a package registry": r"files[.]pythonhosted|registry[.]npmjs|pypi[.]org/simple|\bindex-url\b.*://",
    "a folder outside the project": r"[.][.]/shared\b|/[.]library\b",
    "a number of the work list": r"\b[Ii]ssue #?\d",
}
MAY_NAME_OUTSIDE_FOLDERS = {".ci/run"}
UNFINISHED = r"\b(TODO|FIXME|XXX|HACK|not implemented|raise NotImplementedError)\b"


@pytest.mark.parametrize("what", NOT_OURS_TO_NAME)
def test_no_file_names_what_belongs_to_one_machine(what: str) -> None:
    """The project installs anywhere: it names no machine's folder, no registry's host, nothing outside itself."""
    pattern = re.compile(NOT_OURS_TO_NAME[what])

    found = [
        f"{name}:{number}: {line.strip()[:120]}"
        for name, text in project_texts()
        if name not in MAY_NAME_OUTSIDE_FOLDERS
        for number, line in enumerate(text.splitlines(), start=1)
        if pattern.search(line)
    ]

    assert [] == found


def test_the_patterns_find_what_they_are_for() -> None:
    """Each pattern above finds an example, so that an empty list means something."""
    examples = {
        "a folder of one machine": "/ro|ot/project",
        "the host of a package registry": "https://regi|stry.npmjs.org",
        "a folder outside the project": "../sha|red/data",
        "a number of the work list": "see issue |12",
    }

    found = {
        what: bool(re.search(pattern, examples[what].replace("|", ""))) for what, pattern in NOT_OURS_TO_NAME.items()
    }

    assert dict.fromkeys(NOT_OURS_TO_NAME, True) == found


def test_no_module_is_left_unfinished() -> None:
    """What stands in the package is finished; a wish belongs on the work list, not in the code."""
    found = [
        f"{name}:{number}"
        for name, text in project_texts()
        if name.startswith("src/") and name.endswith((".py", ".html", ".js", ".css"))
        for number, line in enumerate(text.splitlines(), start=1)
        if re.search(UNFINISHED, line)
    ]

    assert [] == found


def test_no_module_is_longer_than_a_reader_can_hold() -> None:
    """A module has at most 500 lines; a longer one has a seam."""
    long = {
        name: len(text.splitlines())
        for name, text in project_texts()
        if name.startswith(("src/", "tests/", "tools/")) and name.endswith(".py") and "/migrations/" not in name
    }

    assert {} == {name: lines for name, lines in long.items() if lines > LONGEST_MODULE}


def test_modules_are_named_by_what_they_hold() -> None:
    """No module is a drawer for everything."""
    drawers = {"utils", "util", "helpers", "helper", "common", "services", "managers", "misc"}

    found = [
        file.relative_to(ROOT).as_posix()
        for file in project_files()
        if drawers & {part.removesuffix(".py") for part in file.relative_to(ROOT).parts}
    ]

    assert [] == found


def test_locks_carry_hashes_and_no_addresses() -> None:
    """Every locked Python package has a hash and every locked npm package an integrity, and no address stands there."""
    for lock in sorted((ROOT / "requirements").glob("*.txt")):
        packages = re.split(r"\n(?=\S)", lock.read_text(encoding="utf-8").strip())

        assert [] == [package.splitlines()[0] for package in packages if "--hash=sha256:" not in package]
        assert "://" not in lock.read_text(encoding="utf-8")

    assert '"resolved"' not in (ROOT / "package-lock.json").read_text(encoding="utf-8")


def test_the_licence_is_the_whole_apache_licence() -> None:
    """The licence is there in full, and the package says the same one."""
    licence = (ROOT / "LICENSE").read_text(encoding="utf-8")

    assert "Apache License\n                           Version 2.0, January 2004" in licence
    assert "END OF TERMS AND CONDITIONS" in licence
    assert 'license = "Apache-2.0"' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")
