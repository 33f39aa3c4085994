"""Files on disk: read by their suffix, written whole or not at all."""

from __future__ import annotations

import hashlib
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from parindex.engine.trees import Tree
from parindex.errors import Place, Problem
from parindex.files.characters import LARGEST_FILE
from parindex.files.xlsx import read_xlsx, write_xlsx
from parindex.files.yaml import read_yaml, write_json, write_yaml

TEXT_SUFFIXES = (".yaml", ".yml", ".json")
SUFFIXES = (*TEXT_SUFFIXES, ".xlsx")
"""Endings of the files that people write, in any case of letters."""


@dataclass(frozen=True, slots=True)
class ReadFile:
    """One file as it was read, once.

    Attributes:
        path: As the person gave it.
        tree: Its content, ``None`` where it cannot be followed to its end.
        problems: Every fault of its form.
        sha256: Hash of its bytes, empty where they were not read.
    """

    path: Path
    tree: Tree | None
    problems: list[Problem]
    sha256: str = ""


def read_file(path: Path) -> tuple[Tree | None, list[Problem]]:
    """The tree of one file, read by its suffix, with every fault of its form.

    As for :func:`parindex.files.yaml.read_yaml`, a tree may stand beside problems; with an error among them it must
    not be used. A file of another form, one that is not there and one that cannot be opened are problems too.
    """
    read = read_hashed(path)
    return read.tree, read.problems


def read_hashed(path: Path) -> ReadFile:
    """One file with the hash of the very bytes that its tree was made from."""
    place = Place(str(path))
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        parameters = {"suffix": path.suffix, "known": " ".join(SUFFIXES)}
        return ReadFile(path, None, [Problem("unknown_file_form", place, parameters=parameters)])
    try:
        with path.open("rb") as opened:
            content = opened.read(LARGEST_FILE + 1)
            size = os.fstat(opened.fileno()).st_size
    except FileNotFoundError:
        return ReadFile(path, None, [Problem("file_not_found", place)])
    except (OSError, ValueError) as error:
        return ReadFile(path, None, [_unreadable(place, error)])
    if len(content) > LARGEST_FILE and suffix in TEXT_SUFFIXES:
        sizes = {"size": str(max(size, len(content))), "limit": str(LARGEST_FILE)}
        return ReadFile(path, None, [Problem("too_large", Place(str(path), 1), parameters=sizes)])
    read = read_yaml if suffix in TEXT_SUFFIXES else read_xlsx
    tree, problems = read(content, file=str(path))
    return ReadFile(path, tree, problems, hashlib.sha256(content).hexdigest())


def _unreadable(place: Place, error: OSError | ValueError) -> Problem:
    return Problem("file_unreadable", place, parameters={"detail": getattr(error, "strerror", None) or ""})


def read_folder(folder: Path) -> tuple[list[tuple[Path, Tree]], list[Problem]]:
    """The trees of the files of one folder, in the order of their names; folders inside it are not entered.

    Files of other forms and hidden files are passed over. The problems of all files stand together.
    """
    trees: list[tuple[Path, Tree]] = []
    problems: list[Problem] = []
    try:
        paths = sorted(path for path in folder.iterdir() if is_supplied(path))
    except FileNotFoundError:
        return [], [Problem("file_not_found", Place(str(folder)))]
    except (OSError, ValueError) as error:
        return [], [_unreadable(Place(str(folder)), error)]
    for path in paths:
        tree, found = read_file(path)
        problems += found
        if tree is not None:
            trees.append((path, tree))
    return trees, problems


def is_supplied(path: Path) -> bool:
    """Whether a file of a folder is one that people write; ``~$….xlsx`` is the lock that Excel leaves."""
    return path.suffix.lower() in SUFFIXES and not path.name.startswith((".", "~$")) and path.is_file()


def write_file(path: Path, tree: Tree) -> None:
    """Writes a tree in the form that the suffix names, whole or not at all.

    Raises:
        ValueError: No form has this suffix.
        OSError: The folder does not take the file; what stood there before is untouched.
    """
    suffix = path.suffix.lower()
    if suffix == ".xlsx":
        content = write_xlsx(tree)
    elif suffix == ".json":
        content = write_json(tree).encode()
    elif suffix in TEXT_SUFFIXES:
        content = write_yaml(tree).encode()
    else:
        raise ValueError(path.suffix)
    write_whole(path, content)


def write_whole(path: Path, content: bytes) -> None:
    """Writes the bytes of a file all at once: whoever looks finds what stood there before, or all of it.

    Raises:
        OSError: The folder does not take the file; what stood there before is untouched.
    """
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        with beside.open("xb") as opened:
            opened.write(content)
            opened.flush()
            os.fsync(opened.fileno())
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
