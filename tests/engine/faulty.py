"""Files with faults, each fault marked on the line where it stands.

::

    "1.1": {final: {points: 1}}  #! unknown_round answers/1.1/final
    #= "1.1": {council: {points: 1}}

Behind ``#!`` stand the code and the path of every problem of the line, separated by ``;``. A line ``#=`` below mends
it; without one, leaving the marked line out mends it. A line that is right, but goes with the fault, ends in ``#-``. So
each refusal carries the success that differs from it by the fault alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from parindex.engine.trees import Tree
from parindex.errors import Problem
from parindex.files.yaml import read_yaml

MARK = "#!"
MENDED = "#= "
GOES = "#-"

Found = tuple[str, int | None, str | None]


@dataclass(frozen=True)
class FaultyFile:
    """A file with marked faults: as it stands, what is wrong with it, and mended."""

    name: str
    tree: Tree
    expected: list[Found]
    mended: Tree


def faulty_files(folder: Path) -> list[Path]:
    """The files of a folder, for a table of cases."""
    return sorted(folder.glob("*.yaml"))


def read_faulty(path: Path) -> FaultyFile:
    """A file with marked faults."""
    text = path.read_text(encoding="utf-8")
    lines = text.splitlines()
    return FaultyFile(path.name, tree_of(text, path.name), list(_expected(lines)), tree_of(_mended(lines), path.name))


def tree_of(text: str, file: str = "file.yaml") -> Tree:
    """The tree of a YAML text that has no fault of form."""
    tree, problems = read_yaml(text.encode(), file=file)
    if tree is None or problems:
        raise ValueError(problems)
    return tree


def places_of(problems: Iterable[Problem]) -> list[Found]:
    """Code, line and path of problems, in the order of the marks."""
    return sorted((problem.code, problem.place.line, problem.place.path) for problem in problems)


def _expected(lines: list[str]) -> Iterator[Found]:
    for number, line in enumerate(lines, start=1):
        _, mark, faults = line.partition(MARK)
        if mark:
            for fault in faults.split(";"):
                code, _, path = fault.strip().partition(" ")
                yield code, number, path


def _mended(lines: list[str]) -> str:
    kept = (line.replace(MENDED, "", 1) if line.lstrip().startswith(MENDED) else line for line in lines)
    return "\n".join(line for line in kept if MARK not in line and not line.endswith(GOES))
