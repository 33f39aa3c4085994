"""Values of cells: what a column of some content holds, both ways.

A value is written to its column only if reading the cell gives the same value back; else the writer finds another place
for it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from parindex.engine.trees import Fields, Items, Text, Trap
from parindex.errors import Problem
from parindex.files.cells import Cell, CellKind
from parindex.files.characters import quote
from parindex.files.drafts import Leaf, Path
from parindex.files.layouts import Content

NULL = "null"
"""What stands in a cell for a field that is written but empty: an open end of a band."""

EMPTY_LIST = "[]"
"""What stands in a cell for a list that is written but has no members: a new item comes from no old one."""

EMPTY_GROUP = "{}"
"""What stands after a group that has no answers."""

LONGEST_CELL = 16_000
"""Most characters of one cell; Excel takes 32767, some characters count double."""

_NULL_WORDS = frozenset({NULL, "~"})
_COMMA_NUMBER = re.compile(r"-?[0-9]+,[0-9]+")
_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_CODES_END, _LINES_END, _PAIRS_END = "; ", "\n", "; "


def is_list(content: Content) -> bool:
    """Whether a cell of this content holds a list."""
    return content in {Content.CODES, Content.LINES}


def is_pairs(content: Content) -> bool:
    """Whether a cell of this content holds a mapping."""
    return content in {Content.PAIRS, Content.PAIRS_BY_GROUP}


def cell_text(leaf: Leaf, content: Content) -> str | None:
    """The cell of one value, or ``None`` where it would not be read back as it is."""
    if not isinstance(leaf, Text):
        return EMPTY_LIST if isinstance(leaf, Items) and not leaf.items and is_list(content) else None
    if is_list(content) or is_pairs(content):
        return NULL if leaf.is_null else None
    if leaf.is_null:
        return NULL
    text = leaf.text
    if not text.strip() or text.lower() in _NULL_WORDS or len(text) > LONGEST_CELL:
        return None
    return text if _value_text(text, content) == text else None


def cell_of_many(values: Mapping[Path, Leaf], content: Content) -> str | None:
    """The cell of a list or mapping of values, or ``None`` where it would not be read back as it is.

    Args:
        values: Way from the list or mapping → value.
        content: Of the column.
    """
    parts = []
    for path, leaf in values.items():
        is_empty_group = content is Content.PAIRS_BY_GROUP and isinstance(leaf, Fields)
        text = EMPTY_GROUP if is_empty_group else cell_text(leaf, Content.NUMBER if is_pairs(content) else Content.TEXT)
        if text is None or text == NULL:
            return None
        parts.append(f"{'.'.join(map(str, path))} = {text}" if is_pairs(content) else text)
    end = _LINES_END if content is Content.LINES else _CODES_END
    joined = end.join(parts)
    if len(joined) > LONGEST_CELL or not parts:
        return None
    found = split_cell(joined, content)
    expected = [(path, leaf.text if isinstance(leaf, Text) else None) for path, leaf in values.items()]
    return joined if found == expected else None


def split_cell(text: str, content: Content) -> list[tuple[Path, str | None]] | None:
    """The values in a cell of a list or mapping, each with its way; ``None`` where they cannot be told apart.

    A group without answers has no text: ``leaders = {}``.
    """
    ends = r"\n" if content is Content.LINES else r"[;\n]"
    parts = [part.strip() for part in re.split(ends, text) if part.strip()]
    if is_list(content):
        return None if parts == [EMPTY_LIST] else [((position,), part) for position, part in enumerate(parts)]
    found: list[tuple[Path, str | None]] = []
    for part in parts:
        name, equals, value = (piece.strip() for piece in part.partition("="))
        is_empty = content is Content.PAIRS_BY_GROUP and value == EMPTY_GROUP
        path: Path = (name,) if content is Content.PAIRS or is_empty else tuple(name.split(".", 1))
        has_option = content is Content.PAIRS or is_empty or "." in name
        if not equals or not value or not all(path) or not has_option:
            return None
        found.append((path, None if is_empty else _value_text(value, Content.NUMBER)))
    return found if len({path for path, _ in found}) == len(found) else None


def _value_text(text: str, content: Content) -> str:
    """What a cell typed as text says: numbers may have a decimal comma, truth words any case."""
    if content is Content.NUMBER:
        stripped = text.strip()
        return stripped.replace(",", ".") if _COMMA_NUMBER.fullmatch(stripped) else stripped
    if content is Content.TRUTH and text.strip().lower() in {"true", "false"}:
        return text.strip().lower()
    return text


def cell_value(cell: Cell, content: Content, problems: list[Problem]) -> Text:
    """The value of a cell.

    A number where a code is meant (1.10 has become 1.1), and a date where none is meant (1/3 has become the first
    of March), are problems.
    """
    if cell.kind is CellKind.TEXT and cell.text == NULL:
        return Text(NULL, cell.place)
    if content is Content.DATE and cell.kind is CellKind.DATE:
        return Text(_DATE.sub(r"\3/\2/\1", cell.text), cell.place, quoted=True)
    if cell.kind is CellKind.DATE:
        return Text(cell.text, cell.place, trap=Trap.DATE)
    if cell.kind is CellKind.NUMBER and "." in cell.text and content in {Content.CODE, Content.CODES}:
        problems.append(
            Problem("ambiguous_scalar", cell.place, parameters={"found": quote(cell.text), "trap": "number"})
        )
    text = _value_text(cell.text, content)
    is_bare = cell.kind is not CellKind.TEXT or content in {Content.NUMBER, Content.TRUTH}
    return Text(text, cell.place, quoted=not is_bare or text.lower() in _NULL_WORDS)


def cell_values(cell: Cell, content: Content, problems: list[Problem]) -> list[tuple[Path, Leaf]]:
    """The values of a cell that holds a list or mapping, each with its way."""
    whole = cell_value(cell, content, problems)
    if whole.is_null:
        return [((), whole)]
    if is_list(content) and whole.text.strip() == EMPTY_LIST:
        return [((), Items((), cell.place))]
    found = split_cell(whole.text, content)
    if found is None:
        problems.append(Problem("xlsx_bad_pairs", cell.place, parameters={"found": quote(whole.text)}))
        return []
    return [(path, Fields((), cell.place) if text is None else replace(whole, text=text)) for path, text in found]
