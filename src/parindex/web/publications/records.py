"""Plain values out of the trees of files that come with the program, every text as it was written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from parindex.engine.trees import Fields, Items, Text, Tree
from parindex.errors import BadData, Fault
from parindex.files.reading import read_file

Value = str | None | Sequence["Value"] | Mapping[str, "Value"]
Record = Mapping[str, Value]


def read_record(path: Path) -> Record:
    """The mapping that a library file holds.

    Raises:
        BadData: The file has faults.
        Fault: It holds no mapping, though it comes with the program.
    """
    tree, problems = read_file(path)
    if any(problem.is_error for problem in problems):
        raise BadData(problems)
    if not isinstance(tree, Fields):
        raise Fault(f"{path.name} holds no mapping")
    return record(_value(tree))


def record(value: Value) -> Record:
    """A mapping; an empty one where nothing is written."""
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        raise Fault(f"a mapping was expected, not {value!r}")
    return value


def records(value: Value) -> Sequence[Record]:
    """A list of mappings; empty where nothing is written."""
    return [record(item) for item in _items(value)]


def text(value: Value) -> str:
    """A text; empty where nothing is written."""
    if value is None:
        return ""
    if not isinstance(value, str):
        raise Fault(f"a text was expected, not {value!r}")
    return value


def _items(value: Value) -> Sequence[Value]:
    if value is None:
        return ()
    if isinstance(value, (str, Mapping)):
        raise Fault(f"a list was expected, not {value!r}")
    return value


def _value(tree: Tree) -> Value:
    match tree:
        case Text():
            return None if tree.is_null else tree.text
        case Items():
            return [_value(item) for item in tree.items]
        case Fields():
            return {field.key.text: _value(field.value) for field in tree.fields}
