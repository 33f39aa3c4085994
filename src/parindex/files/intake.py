"""Criteria sets, sheets, extensions and crosswalks by name or path: taken whole, or refused with every fault.

Every function here raises :class:`~parindex.errors.BadData` with all problems found, in the order of the file; warnings
alone do not stop the work.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TypeVar

from parindex.engine.answers.load import check_unique_units, load_answer_sheets
from parindex.engine.answers.model import AnswerSheet
from parindex.engine.criteria.check import check_criteria_set
from parindex.engine.criteria.compare import Crosswalk, load_crosswalk, natural_crosswalk
from parindex.engine.criteria.extend import extend, load_extension
from parindex.engine.criteria.load import load_criteria_set
from parindex.engine.criteria.model import CriteriaSet
from parindex.engine.scoring.examples import check_examples
from parindex.engine.trees import Fields, Items, Text, Tree
from parindex.errors import BadData, Fault, Place, Problem
from parindex.files.reading import read_file, read_folder

LIBRARY = Path(__file__).resolve().parent.parent / "library"
CRITERIA = "criteria.yaml"
_LIBRARY_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def library_ids() -> tuple[str, ...]:
    """Ids of the criteria sets that come with the program."""
    return tuple(sorted(folder.parent.name for folder in LIBRARY.glob(f"*/{CRITERIA}")))


def find_criteria(name: str) -> Path:
    """The file of a criteria set: a library id, or a path to a file.

    A path that exists goes first, so that a folder named as a library id never hides a person's own file.
    """
    path = Path(name)
    if _LIBRARY_ID.fullmatch(name) and not path.is_file() and (LIBRARY / name / CRITERIA).is_file():
        return LIBRARY / name / CRITERIA
    return path


def open_criteria_set(name: str) -> CriteriaSet:
    """The criteria set of a library id or path; an extension file gives the frame set with its additions.

    Raises:
        BadData: The file has faults; all of them.
    """
    criteria_set, problems = check_criteria_file(find_criteria(name))
    return _sound(criteria_set, problems)


def check_criteria_file(path: Path) -> tuple[CriteriaSet | None, list[Problem]]:
    """The set in a file and every problem of its form, meaning and examples."""
    tree, problems = read_file(path)
    return criteria_set_of(path, tree, problems)


def criteria_set_of(path: Path, tree: Tree | None, problems: list[Problem]) -> tuple[CriteriaSet | None, list[Problem]]:
    """The set that a tree holds; ``None`` where its file could not be read or the set not be loaded."""
    if tree is None or _has_errors(problems):
        return None, problems
    if kind_of(tree) == "extension":
        return _extended(tree, path, problems)
    criteria_set, found = load_criteria_set(tree, file=cited_name(path), sha256=_sha256(path))
    problems = [*problems, *found]
    if criteria_set is not None:
        problems += check_criteria_set(criteria_set)
    return _with_examples(criteria_set, problems)


def _extended(tree: Tree, path: Path, problems: list[Problem]) -> tuple[CriteriaSet | None, list[Problem]]:
    """The frame set that an extension names (a library id, or a file beside it), with what the extension adds."""
    named = text_field(tree, "extends") or ""
    beside = path.parent / named
    frame, found = check_criteria_file(beside if named and beside.is_file() else find_criteria(named))
    problems = [*problems, *found]
    if frame is None or _has_errors(problems):
        return None, problems
    extension, found = load_extension(tree, frame, file=cited_name(path))
    problems += found
    if extension is None:
        return None, problems
    criteria_set, found = extend(frame, extension)
    return _with_examples(criteria_set, [*problems, *found])


def _with_examples(
    criteria_set: CriteriaSet | None, problems: list[Problem]
) -> tuple[CriteriaSet | None, list[Problem]]:
    """Examples are run only by a set that is sound: otherwise every fault would be said twice."""
    if criteria_set is None or _has_errors(problems):
        return criteria_set, problems
    return criteria_set, [*problems, *check_examples(criteria_set)]


def open_sheets(path: Path, criteria_set: CriteriaSet) -> list[AnswerSheet]:
    """All answer sheets of a file or of a folder, each unit once.

    Raises:
        BadData: Some file has faults; all of all files.
    """
    if path.is_dir():
        trees, problems = read_folder(path)
        trees = [(file, tree) for file, tree in trees if kind_of(tree) != "criteria_set"]
        if not trees and not problems:
            problems = [Problem("no_sheets", Place(str(path)))]
    else:
        tree, problems = read_file(path)
        trees = [] if tree is None else [(path, tree)]
    sheets: list[AnswerSheet] = []
    if not _has_errors(problems):
        for file, tree in trees:
            found, faults = load_answer_sheets(tree, criteria_set, file=str(file))
            sheets += found
            problems += faults
        problems += check_unique_units(sheets)
    _stop_at_errors(problems)
    return sheets


def open_sheet(path: Path, criteria_set: CriteriaSet) -> AnswerSheet:
    """The one answer sheet of a file.

    Raises:
        BadData: The file has faults, or holds several sheets (``several_sheets``).
    """
    sheets = open_sheets(path, criteria_set)
    if len(sheets) != 1:
        raise BadData([Problem("several_sheets", Place(str(path)), parameters={"found": str(len(sheets))})])
    return sheets[0]


def open_crosswalk(path: Path | None, old: CriteriaSet, new: CriteriaSet) -> Crosswalk:
    """The crosswalk of a file; the one that equal codes give where there is no file.

    Raises:
        BadData: The file has faults; all of them.
    """
    if path is None:
        return natural_crosswalk(old, new)
    tree, problems = read_file(path)
    if tree is None or _has_errors(problems):
        raise BadData(problems)
    crosswalk, found = load_crosswalk(tree, old, new, file=str(path))
    return _sound(crosswalk, [*problems, *found])


def check_files(paths: Sequence[Path]) -> list[Problem]:
    """Every problem of files of any kind, in the order given.

    Sheets and crosswalks are checked against the set they name: one of the files given, one of the library, or a
    ``criteria.yaml`` in their own or the folder above. Faults of a set hide the faults of its sheets.
    """
    read = [(path, *read_file(path)) for path in paths]
    shelf = _Shelf()
    problems: list[Problem] = []
    for path, tree, faults in read:
        if tree is None or _has_errors(faults) or kind_of(tree) not in _ANSWERING:
            criteria_set, found = criteria_set_of(path, tree, faults)
            problems += found
            shelf.put(criteria_set if criteria_set is None or not _has_errors(found) else None, text_field(tree, "id"))
    sheets: list[AnswerSheet] = []
    for path, tree, faults in read:
        if tree is not None and not _has_errors(faults) and kind_of(tree) in _ANSWERING:
            problems += faults
            problems += _check_answering(path, tree, shelf, sheets)
    return [*problems, *check_unique_units(sheets)]


_ANSWERING = frozenset({"answer_sheet", "crosswalk"})


class _Shelf:
    """Criteria sets at hand by id; ``None`` for one that has faults of its own, already told."""

    def __init__(self) -> None:
        self._sets: dict[str, CriteriaSet | None] = {}

    def put(self, criteria_set: CriteriaSet | None, named: str | None) -> None:
        if criteria_set is not None:
            self._sets[criteria_set.id] = criteria_set
        elif named:
            self._sets[named] = None

    def find(self, name: str, near: Path) -> tuple[CriteriaSet | None, list[Problem]]:
        """The set of an id and the problems of its file, told the first time it is opened."""
        if name in self._sets:
            return self._sets[name], []
        candidates = [near.parent / CRITERIA, near.parent.parent / CRITERIA]
        for path in (find_criteria(name), *candidates):
            tree, faults = read_file(path) if path.is_file() else (None, [])
            if tree is None or text_field(tree, "id") != name:
                continue
            criteria_set, problems = criteria_set_of(path, tree, faults)
            sound = None if _has_errors(problems) else criteria_set
            self._sets[name] = sound
            return sound, problems
        return None, [Problem("unknown_set", Place(str(near)), parameters={"found": name})]


def _check_answering(path: Path, tree: Tree, shelf: _Shelf, sheets: list[AnswerSheet]) -> list[Problem]:
    """Problems of a sheet or crosswalk file; the sheets it holds are added to ``sheets``."""
    if kind_of(tree) == "crosswalk":
        old, problems = shelf.find(text_field(tree, "from") or "", path)
        new, found = shelf.find(text_field(tree, "to") or "", path)
        problems += found
        return (
            problems if old is None or new is None else [*problems, *load_crosswalk(tree, old, new, file=str(path))[1]]
        )
    criteria_set, problems = shelf.find(_set_named(tree) or "", path)
    if criteria_set is None:
        return problems
    found_sheets, found = load_answer_sheets(tree, criteria_set, file=str(path))
    sheets += found_sheets
    return [*problems, *found]


def kind_of(tree: Tree | None) -> str | None:
    """What a file says it is (``kind``); a list of sheets may say it inside."""
    kind = text_field(tree, "kind")
    if kind is None and isinstance(tree, Fields) and isinstance(tree.get("sheets"), Items):
        return "answer_sheet"
    return kind


def _set_named(tree: Tree) -> str | None:
    """The set that a sheet file names, at its top or in its first sheet."""
    named = text_field(tree, "set")
    sheets = tree.get("sheets") if isinstance(tree, Fields) else None
    if named is None and isinstance(sheets, Items):
        return next((text for item in sheets.items if (text := text_field(item, "set"))), None)
    return named


def text_field(tree: Tree | None, name: str) -> str | None:
    """The text of a field of a mapping, ``None`` where there is none."""
    value = tree.get(name) if isinstance(tree, Fields) else None
    return value.text if isinstance(value, Text) and not value.is_null else None


def cited_name(path: Path) -> str:
    """How a criteria file is cited: by name, with its folder for one of the library; never by a path of a machine."""
    return f"{path.parent.name}/{path.name}" if path.is_relative_to(LIBRARY) else path.name


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _has_errors(problems: Iterable[Problem]) -> bool:
    return any(problem.is_error for problem in problems)


def _stop_at_errors(problems: Sequence[Problem]) -> None:
    if _has_errors(problems):
        raise BadData(problems)


T = TypeVar("T")


def _sound(value: T | None, problems: Sequence[Problem]) -> T:
    """The value where nothing stops the work."""
    _stop_at_errors(problems)
    if value is None:
        raise Fault("nothing was loaded, and no problem says why")
    return value
