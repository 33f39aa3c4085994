"""Criteria sets, sheets, extensions and crosswalks by name or path: taken whole, or refused with every fault.

The functions ``open_…`` raise :class:`~parindex.errors.BadData` with all problems found, in the order of the file;
warnings alone do not stop the work, and are added to the list that the caller hands in.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from enum import IntEnum
from functools import cache
from pathlib import Path
from typing import TypeVar

from parindex.engine.answers.load import check_unique_units, load_answer_sheets
from parindex.engine.answers.model import AnswerSheet
from parindex.engine.criteria.check import check_criteria_set
from parindex.engine.criteria.compare import Crosswalk, load_crosswalk, natural_crosswalk
from parindex.engine.criteria.extend import extend, load_extension
from parindex.engine.criteria.load import in_file_order, load_criteria_set
from parindex.engine.criteria.model import CriteriaSet
from parindex.engine.criteria.reading import is_absent, shape
from parindex.engine.scoring.examples import check_examples
from parindex.engine.scoring.limits import check_points
from parindex.engine.trees import Fields, Items, Text, Tree
from parindex.errors import BadData, Fault, Place, Problem
from parindex.files.characters import LARGEST_FILE
from parindex.files.precision import PRECISION, precision_of
from parindex.files.published import RESULTS, published_of
from parindex.files.reading import SUFFIXES, TEXT_SUFFIXES, ReadFile, is_supplied, read_folder, read_hashed

T = TypeVar("T")

LIBRARY = Path(__file__).resolve().parent.parent / "library"
CRITERIA = "criteria.yaml"
CRITERIA_SET, EXTENSION, ANSWER_SHEET, CROSSWALK = KINDS = ("criteria_set", "extension", "answer_sheet", "crosswalk")
_LIBRARY_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_TELLING_FIELDS = {
    "nodes": CRITERIA_SET,
    "extends": EXTENSION,
    "sheets": ANSWER_SHEET,
    "answers": ANSWER_SHEET,
    "links": CROSSWALK,
}


# Where a set is


@cache
def library_ids() -> tuple[str, ...]:
    """Ids of the criteria sets that come with the program."""
    return tuple(sorted(folder.parent.name for folder in LIBRARY.glob(f"*/{CRITERIA}")))


def find_criteria(name: str) -> Path:
    """The file of a criteria set: a path to it, a library id, or a folder that holds ``criteria.yaml``.

    A file that is there goes first, so that the library never hides a person's own; a folder goes last, so that one
    named as a library id hides nothing either.
    """
    path = Path(name)
    if _is_file(path):
        return path
    if _LIBRARY_ID.fullmatch(name) and name in library_ids():
        return LIBRARY / name / CRITERIA
    return path / CRITERIA if name and is_folder(path) else path


def _check_found(name: str, path: Path) -> list[Problem]:
    """Nothing where a file is there; else what a person who wrote ``name`` meant: a file, or an id of the library."""
    if _is_file(path):
        return []
    if path.suffix.lower() in SUFFIXES or len(Path(name).parts) > 1:
        return [Problem("file_not_found", Place(str(path)))]
    return [_unknown_set(name, Place(), library_ids())]


def _unknown_set(name: str, place: Place, known: Sequence[str]) -> Problem:
    near = get_close_matches(name, known, n=1)
    parameters = {"found": name, "known": ", ".join(known), "near": near[0] if near else ""}
    return Problem("unknown_set", place, parameters=parameters)


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        return False


def is_folder(path: Path) -> bool:
    """Whether a folder is there; a name that no system takes names none."""
    try:
        return path.is_dir()
    except OSError:
        return False


# What a file says it is


def kind_of(tree: Tree | None) -> str | None:
    """What a file says it is (``kind``); where it says nothing, what its fields say."""
    kind = text_field(tree, "kind")
    if kind is None and isinstance(tree, Fields):
        return next((kind for name, kind in _TELLING_FIELDS.items() if tree.get(name) is not None), None)
    return kind


def text_field(tree: Tree | None, name: str) -> str | None:
    """The text of a field of a mapping, ``None`` where there is none."""
    value = tree.get(name) if isinstance(tree, Fields) else None
    return value.text if isinstance(value, Text) and not value.is_null else None


def _set_named(tree: Tree) -> Tree | None:
    """What stands where a sheet file names its set, at its top or in its first sheet."""
    sheets = tree.get("sheets") if isinstance(tree, Fields) else None
    places = [tree, *(sheets.items if isinstance(sheets, Items) else ())]
    named = (place.get("set") for place in places if isinstance(place, Fields))
    return next((name for name in named if not is_absent(name)), None)


def cited_name(path: Path) -> str:
    """How a criteria file is cited: by name, with its folder for one of the library; never by a path of a machine."""
    return f"{path.parent.name}/{path.name}" if path.is_relative_to(LIBRARY) else path.name


# Opening one thing


def open_criteria_set(name: str, *, warnings: list[Problem] | None = None) -> CriteriaSet:
    """The criteria set of a library id or path; an extension file gives the frame set with its additions.

    Raises:
        BadData: The file has faults; all of them.
    """
    path = find_criteria(name)
    problems = _check_found(name, path)
    if problems:
        raise BadData(problems)
    return _sound(*check_criteria_file(path), warnings)


def check_criteria_file(path: Path) -> tuple[CriteriaSet | None, list[Problem]]:
    """The set in a file and every problem of its form, meaning and examples."""
    return _set_of(read_hashed(path), _Shelf())


def open_sheets(path: Path, criteria_set: CriteriaSet, *, warnings: list[Problem] | None = None) -> list[AnswerSheet]:
    """All answer sheets of a file or of a folder, each unit once; files of other kinds in a folder are passed over.

    Raises:
        BadData: Some file has faults; all of all files.
    """
    if is_folder(path):
        trees, problems = read_folder(path)
        trees = [(file, tree) for file, tree in trees if kind_of(tree) not in _OTHER_KINDS]
        if not trees and not problems:
            problems = [Problem("no_sheets", Place(str(path)))]
    else:
        read = read_hashed(path)
        problems = read.problems
        trees = [] if read.tree is None else [(path, read.tree)]
    sheets: list[AnswerSheet] = []
    for file, tree in trees:
        found, faults = load_answer_sheets(tree, criteria_set, file=str(file))
        sheets += found
        problems += faults
    problems += [*check_unique_units(sheets), *check_points(criteria_set, sheets)]
    return _sound(sheets, problems, warnings)


_OTHER_KINDS = frozenset({CRITERIA_SET, EXTENSION, CROSSWALK, RESULTS, PRECISION})


def open_crosswalk(path: Path | None, old: CriteriaSet, new: CriteriaSet) -> Crosswalk:
    """The crosswalk of a file; without one that of the library between its own sets, else what equal codes give.

    Raises:
        BadData: The file has faults; all of them.
    """
    path = path or _library_crosswalk(old, new)
    if path is None:
        return natural_crosswalk(old, new)
    read = read_hashed(path)
    crosswalk, found = load_crosswalk(read.tree, old, new, file=str(path))
    return _sound(crosswalk, [*read.problems, *found], None)


def _library_crosswalk(old: CriteriaSet, new: CriteriaSet) -> Path | None:
    """The crosswalk of the library, where both sets are those of the library, to the byte."""
    path = LIBRARY / "crosswalks" / f"{old.id}--{new.id}.yaml"
    return path if _is_file(path) and all(_is_of_library(criteria_set) for criteria_set in (old, new)) else None


def _is_of_library(criteria_set: CriteriaSet) -> bool:
    path = LIBRARY / criteria_set.id / CRITERIA
    return _is_file(path) and hashlib.sha256(path.read_bytes()).hexdigest() == criteria_set.sha256


# Checking many files


class _Stage(IntEnum):
    """The order in which files are judged: what others are judged by goes first."""

    SETS = 0
    EXTENSIONS = 1
    ANSWERS = 2


_STAGES = {EXTENSION: _Stage.EXTENSIONS, ANSWER_SHEET: _Stage.ANSWERS, CROSSWALK: _Stage.ANSWERS}


def check_files(paths: Sequence[Path]) -> list[Problem]:
    """Every problem of files of any kind, in the order given; a folder stands for the files in it.

    Sheets, crosswalks and extensions are judged by the set they name: one of the files given, a ``criteria.yaml``
    beside them or in the folder above, one of the library, or any other file beside them. Faults of a set hide the
    faults of what answers it. A unit may stand once in a file; several files may hold it, since they may be of
    several years.
    """
    files = [file for path in dict.fromkeys(paths) for file in _files_of(path)]
    shelf = _Shelf()
    told: dict[int, list[Problem]] = {}
    for stage in _Stage:
        for number, file in enumerate(files):
            if _STAGES.get(kind_of(file.tree) or "", _Stage.SETS) is stage:
                told[number] = _check_file(file, shelf)
    return [problem for number in sorted(told) for problem in told[number]]


def _files_of(path: Path) -> list[ReadFile]:
    """A file, or the files of a folder; a folder without any is a problem."""
    if not is_folder(path):
        return [read_hashed(path)]
    try:
        files = [read_hashed(file) for file in sorted(path.iterdir()) if is_supplied(file)]
    except OSError as error:
        problem = Problem("file_unreadable", Place(str(path)), parameters={"detail": error.strerror or ""})
        return [ReadFile(path, None, [problem])]
    return files or [ReadFile(path, None, [Problem("no_files", Place(str(path)))])]


def _check_file(file: ReadFile, shelf: _Shelf) -> list[Problem]:
    """The problems of one file; a set that it holds is put on the shelf."""
    tree = file.tree
    kind = kind_of(tree)
    if tree is None:
        shelf.has_unread = True
        return file.problems
    if kind in {CRITERIA_SET, EXTENSION} or not isinstance(tree, Fields):
        criteria_set, problems = _set_of(file, shelf)
        shelf.put(file.path, text_field(tree, "id"), criteria_set)
        return problems
    if kind == ANSWER_SHEET:
        return _check_sheets(file, tree, shelf)
    if kind == CROSSWALK:
        return _check_crosswalk(file, tree, shelf)
    if kind in {RESULTS, PRECISION}:
        found = published_of(tree)[1] if kind == RESULTS else precision_of(tree)[1]
    elif kind is None:
        found = [Problem("missing_field", _place_of(tree, "kind"), parameters={"field": "kind"})]
    else:
        parameters = {"found": kind or "", "expected": ", ".join(KINDS)}
        found = [Problem("wrong_kind", _place_of(tree, "kind"), parameters=parameters)]
    return in_file_order([*file.problems, *found])


def _check_sheets(file: ReadFile, tree: Tree, shelf: _Shelf) -> list[Problem]:
    """Problems of the sheets of a file; each unit may stand in it once."""
    named = _set_named(tree)
    if named is None:
        return [*file.problems, Problem("missing_field", _place_of(tree, "set"), parameters={"field": "set"})]
    if not isinstance(named, Text):
        parameters = {"expected": "text", "found": shape(named)}
        return [*file.problems, Problem("wrong_shape", named.place.at("set"), parameters=parameters)]
    criteria_set, problems = shelf.find(named.text, named.place.at("set"), file.path)
    if criteria_set is None:
        return [*problems, *file.problems]
    sheets, found = load_answer_sheets(tree, criteria_set, file=str(file.path))
    found += [*check_unique_units(sheets), *check_points(criteria_set, sheets)]
    return [*problems, *in_file_order([*file.problems, *found])]


def _check_crosswalk(file: ReadFile, tree: Tree, shelf: _Shelf) -> list[Problem]:
    """Problems of a crosswalk, once both of its sets are sound."""
    problems: list[Problem] = []
    sides: list[CriteriaSet | None] = []
    for name in ("from", "to"):
        place, found = _place_of(tree, name), text_field(tree, name)
        if found is None:
            problems.append(Problem("missing_field", place, parameters={"field": name}))
        else:
            criteria_set, faults = shelf.find(found, place, file.path)
            problems += faults
            sides.append(criteria_set)
    match sides:
        case [CriteriaSet() as old, CriteriaSet() as new]:
            faults = load_crosswalk(tree, old, new, file=str(file.path))[1]
            return [*problems, *in_file_order([*file.problems, *faults])]
        case _:
            return [*problems, *file.problems]


def _place_of(tree: Tree, name: str) -> Place:
    """Where the value of a field stands; where it is absent, the whole content."""
    value = tree.get(name) if isinstance(tree, Fields) else None
    return (value or tree).place.at(name)


# Sets


def _set_of(file: ReadFile, shelf: _Shelf) -> tuple[CriteriaSet | None, list[Problem]]:
    """The set in a file, ``None`` with an error; its examples are run only where nothing else is wrong."""
    if file.tree is None:
        return None, file.problems
    cited = cited_name(file.path)
    if kind_of(file.tree) == EXTENSION:
        criteria_set, problems = _extended(file, file.tree, cited, shelf)
    else:
        criteria_set, found = load_criteria_set(file.tree, file=cited, sha256=file.sha256)
        found += [] if criteria_set is None else check_criteria_set(criteria_set)
        problems = in_file_order([*file.problems, *found])
    if criteria_set is not None and not has_errors(problems):
        problems += check_examples(criteria_set)
    problems = [_in_file(problem, cited, str(file.path)) for problem in problems]
    return (None if has_errors(problems) else criteria_set), problems


def _extended(file: ReadFile, tree: Tree, cited: str, shelf: _Shelf) -> tuple[CriteriaSet | None, list[Problem]]:
    """The frame set that an extension names, with what the extension adds."""
    name, place = text_field(tree, "extends"), _place_of(tree, "extends")
    if name is None:
        return None, [*file.problems, Problem("missing_field", place, parameters={"field": "extends"})]
    frame, problems = shelf.find(name, place, file.path)
    if frame is None:
        return None, [*problems, *file.problems]
    extension, found = load_extension(tree, frame, file=cited, sha256=file.sha256)
    problems += in_file_order([*file.problems, *found])
    if extension is None:
        return None, problems
    criteria_set, found = extend(frame, extension)
    return criteria_set, [*problems, *(problem for problem in found if problem not in problems)]


def _in_file(problem: Problem, cited: str, path: str) -> Problem:
    """The problem with the file named as the person gave it, not as it is cited."""
    return replace(problem, place=replace(problem.place, file=path)) if problem.place.file == cited else problem


@dataclass(slots=True)
class _Shelf:
    """Criteria sets at hand, each opened once.

    Attributes:
        given: File, id and set of what the person handed in; no set where it has faults, which were told there.
        opened: Folder and name → the set that was found for them, or nothing.
        has_unread: Whether something handed in could not be read at all, and may be any set.
    """

    given: list[tuple[Path, str, CriteriaSet | None]] = field(default_factory=list)
    opened: dict[tuple[Path, str], CriteriaSet | None] = field(default_factory=dict)
    has_unread: bool = False

    def put(self, path: Path, id_: str | None, criteria_set: CriteriaSet | None) -> None:
        """Keep a set that the person handed in."""
        if id_ is None:
            self.has_unread = True
        else:
            self.given.append((path, id_, criteria_set))

    def find(self, name: str, place: Place, near: Path) -> tuple[CriteriaSet | None, list[Problem]]:
        """The sound set of an id, for a file that names it at ``place``, and the problems of the set's own file.

        These are told once, by the first who asks; a set among the files given has told them itself.
        """
        given = [(path, criteria_set) for path, id_, criteria_set in self.given if id_ == name]
        if given:
            nearest = min(given, key=lambda one: 0 if one[0].parent in {near.parent, near.parent.parent} else 1)
            return nearest[1], []
        if (near.parent, name) in self.opened:
            return self.opened[near.parent, name], []
        file = next(_files_with_set(name, near), None)
        if file is not None:
            criteria_set, problems = _set_of(file, self)
        elif self.has_unread:
            criteria_set, problems = None, []
        else:
            known = (*library_ids(), *(id_ for _, id_, _ in self.given))
            unknown = _unknown_set(name, place, known)
            criteria_set, problems = None, [replace(unknown, parameters={**unknown.parameters, "known": ""})]
        self.opened[near.parent, name] = criteria_set
        return criteria_set, problems


def _files_with_set(name: str, near: Path) -> Iterator[ReadFile]:
    """Files that hold the set of an id, as they are told from their content: the likeliest first."""
    folder = near.parent
    likely = [folder / CRITERIA, folder.parent / CRITERIA]
    if name in library_ids():
        likely.append(LIBRARY / name / CRITERIA)
    for path in (*likely, *_others(folder, name, near)):
        file = read_hashed(path) if _is_file(path) else None
        is_set = file is not None and kind_of(file.tree) == CRITERIA_SET
        if file is not None and is_set and text_field(file.tree, "id") == name:
            yield file


def _others(folder: Path, name: str, near: Path) -> Iterator[Path]:
    """Files of a folder that may hold the set of an id; text that does not even mention it is not parsed."""
    try:
        paths = sorted(path for path in folder.iterdir() if path != near and is_supplied(path))
        for path in paths:
            if path.suffix.lower() not in TEXT_SUFFIXES or _mentions(path, name, CRITERIA_SET):
                yield path
    except OSError:
        return


def _mentions(path: Path, *words: str) -> bool:
    with path.open("rb") as opened:
        content = opened.read(LARGEST_FILE)
    return all(word.encode() in content for word in words)


# Outcomes


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether something among the problems stops the work."""
    return any(problem.is_error for problem in problems)


def _sound(value: T | None, problems: Sequence[Problem], warnings: list[Problem] | None) -> T:
    """The value where nothing stops the work; warnings go to the caller's list."""
    if has_errors(problems):
        raise BadData(problems)
    if value is None:
        raise Fault("nothing was loaded, and no problem says why")
    if warnings is not None:
        warnings += problems
    return value
