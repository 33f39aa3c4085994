"""Criteria sets for tests, from text and from files."""

from __future__ import annotations

from pathlib import Path

from parindex.engine.criteria.load import load_criteria_set
from parindex.engine.criteria.model import CriteriaSet
from parindex.engine.trees import Tree
from parindex.errors import Problem
from parindex.files.yaml import read_yaml

FILE = "criteria.yaml"


def tree_of(text: str, file: str = FILE) -> Tree:
    """The tree of a YAML text that has no fault of form."""
    tree, problems = read_yaml(text.encode(), file=file)
    if tree is None or problems:
        raise ValueError(problems)
    return tree


def load_text(text: str) -> tuple[CriteriaSet | None, list[Problem]]:
    """What a criteria file of this text loads to."""
    return load_criteria_set(tree_of(text), file=FILE, sha256="0" * 64)


def set_of(text: str) -> CriteriaSet:
    """The set of a criteria file that has no fault."""
    criteria_set, problems = load_text(text)
    if criteria_set is None:
        raise ValueError(problems)
    return criteria_set


def set_in(path: Path) -> CriteriaSet:
    """The set of a criteria file on disk that has no fault."""
    return set_of(path.read_text(encoding="utf-8"))
