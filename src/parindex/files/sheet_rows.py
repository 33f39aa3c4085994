"""A tree laid out in the rows of sheets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from parindex.engine.trees import Fields, Items, Text, Tree
from parindex.files.contents import LONGEST_CELL, NULL, cell_of_many, cell_text, is_list, is_pairs
from parindex.files.drafts import Leaf, Path, flatten, path_text
from parindex.files.layouts import (
    ANSWER_SHEET,
    CRITERIA_SET,
    EXTENSION,
    GENERAL_SHEET,
    INDEX,
    LAYOUTS,
    OTHER_SHEET,
    PARENT,
    SPLIT,
    Column,
    Content,
    Layout,
    Single,
    Table,
)

HEADER_ROWS = 2
"""Row 1 shows titles, row 2 codes; data begin below."""
MOST_SPREAD = 100
"""Most columns that a table adds for the keys of a mapping."""

ROWS, LIST, MAPPING, TEXT, MORE = "rows", "list", "map", "text", "more"
FORMS = ("", NULL, TEXT, LIST, MAPPING, MORE, ROWS)
"""What the column of forms says of a single value: nothing (a text), null, a text that may be blank, a list with one
value a line, an empty mapping, the continuation of the text above, a list that has tables of its own."""

SUBJECT = Column("subject", "Mã", None, Content.CODE, 12)
TITLE = Column("title", "Nội dung", None, width=36)
FIELD = Column("field", "Trường", None, Content.CODE, 40)
VALUE = Column("value", "Giá trị", None, width=70)
FORM = Column("form", "Dạng", None, Content.CODE, 10, FORMS[1:])
GENERAL_COLUMNS = (TITLE, FIELD, VALUE, FORM)
OTHER_COLUMNS = (SUBJECT, FIELD, VALUE, FORM)


_HAS_TABLES = Text(ROWS)


@dataclass(slots=True)
class SheetRows:
    """One sheet: its columns, and the texts below them, empty where nothing stands."""

    name: str
    columns: list[Column]
    rows: list[list[str]] = field(default_factory=list)


@dataclass(slots=True)
class _Subject:
    """A node or a unit, with all values that are its own and not yet laid out."""

    name: str
    values: dict[Path, Leaf]
    extra: Mapping[str, str] = field(default_factory=dict)


class _Irregular(Exception):
    """The tree does not have the shape of its kind; it is then laid out by ways alone."""


def laid_out(tree: Tree) -> list[SheetRows]:
    """The sheets of a tree, by the layout of its kind; nothing of the tree is left out."""
    layout = layout_of(tree)
    if layout is None:
        return by_ways(tree)
    try:
        return _by_layout(tree, layout)
    except _Irregular:
        return by_ways(tree)


def by_ways(tree: Tree) -> list[SheetRows]:
    """Every value of the tree in one sheet, by its way."""
    other = SheetRows(OTHER_SHEET, list(OTHER_COLUMNS))
    other.rows = [["", *row] for row in _single_rows(dict(flatten(tree)))]
    return [other]


def layout_of(tree: Tree) -> Layout | None:
    """The layout of the tree's ``kind``, if it has one."""
    kind = tree.get("kind") if isinstance(tree, Fields) else None
    if isinstance(kind, Text):
        return LAYOUTS.get(kind.text)
    if isinstance(tree, Fields) and isinstance(tree.get("sheets"), Items):
        return ANSWER_SHEET
    return None


def _by_layout(tree: Tree, layout: Layout) -> list[SheetRows]:
    whole, subjects = _parted(tree, layout)
    names = [subject.name for subject in subjects]
    if len(set(names)) < len(names):
        raise _Irregular
    tables = [_table(table, layout, whole, subjects) for table in layout.all_tables]
    general = SheetRows(GENERAL_SHEET, list(GENERAL_COLUMNS), _general_rows(layout.singles, whole.values))
    other = SheetRows(OTHER_SHEET, list(OTHER_COLUMNS))
    for subject in (whole, *subjects):
        other.rows += [[subject.name, *row] for row in _single_rows(subject.values)]
    return [general, *tables, other]


# Subjects


def _parted(tree: Tree, layout: Layout) -> tuple[_Subject, list[_Subject]]:
    """What belongs to the file as a whole, and its subjects in their order."""
    if not isinstance(tree, Fields):
        raise _Irregular
    if layout is CRITERIA_SET:
        return _without(tree, "nodes"), _nodes_in(tree.get("nodes"), {})
    if layout is EXTENSION:
        additions = _members(tree.get("additions"), ("parent", "node"))
        splits = _members(tree.get("splits"), ("code", "children"))
        subjects = [s for one in additions for s in _added(one)] + [s for one in splits for s in _split(one)]
        return _without(tree, "additions", "splits"), subjects
    if layout is ANSWER_SHEET:
        return _units(tree)
    return _without(tree), []


def _without(tree: Fields, *names: str) -> _Subject:
    """The values of the file as a whole; a field of subjects stays here only where it has no members."""
    values = {
        path: leaf
        for one in tree.fields
        if one.key.text not in names or not isinstance(one.value, Items) or not one.value.items
        for path, leaf in flatten(one.value, (one.key.text,))
    }
    return _Subject("", values)


def _nodes_in(tree: Tree | None, extra: Mapping[str, str]) -> list[_Subject]:
    if not isinstance(tree, Items):
        return []
    return [subject for node in tree.items for subject in _node(node, extra)]


def _node(tree: Tree, extra: Mapping[str, str]) -> Iterator[_Subject]:
    """A node and those below it, in document order."""
    if not isinstance(tree, Fields):
        raise _Irregular
    yield _Subject(_name(tree.get("code")), _without(tree, "children").values, extra)
    yield from _nodes_in(tree.get("children"), {})


def _name(tree: Tree | None) -> str:
    """A text that can name rows."""
    text = cell_text(tree, Content.CODE) if isinstance(tree, Text) else None
    if text is None or text == NULL or text != text.strip():
        raise _Irregular
    return text


def _members(tree: Tree | None, names: tuple[str, ...]) -> list[Fields]:
    """The members of a list of records with exactly these fields."""
    if not isinstance(tree, Items):
        return []
    records = [item for item in tree.items if isinstance(item, Fields) and len(item.fields) == len(names)]
    if len(records) < len(tree.items) or any(record.get(name) is None for record in records for name in names):
        raise _Irregular
    return records


def _added(addition: Fields) -> Iterator[_Subject]:
    node = addition.get("node")
    if node is None:
        raise _Irregular
    yield from _node(node, {PARENT.code: _name(addition.get("parent"))})


def _split(split: Fields) -> list[_Subject]:
    children = split.get("children")
    if not isinstance(children, Items) or not children.items:
        raise _Irregular
    return _nodes_in(children, {SPLIT.code: _name(split.get("code"))})


def _units(tree: Fields) -> tuple[_Subject, list[_Subject]]:
    """Answer sheets: one alone is the file itself, several stand in a list."""
    sheets = tree.get("sheets")
    if isinstance(sheets, Items) and sheets.items:
        whole = _without(tree, "sheets")
        whole.values[("sheets",)] = _HAS_TABLES
        return whole, [_unit(sheet) for sheet in sheets.items]
    unit = _unit(tree)
    kind = unit.values.pop(("kind",), None)
    return _Subject("", {("kind",): kind} if kind is not None else {}), [unit]


def _unit(tree: Tree) -> _Subject:
    unit = tree.get("unit") if isinstance(tree, Fields) else None
    if not isinstance(tree, Fields) or not isinstance(unit, Fields):
        raise _Irregular
    return _Subject(_name(unit.get("id")), _without(tree).values)


# Tables


@dataclass(slots=True)
class _Thing:
    """What one row stands for: its keys, its way from the owner, and its values by their way from it."""

    owner: _Subject
    keys: list[str]
    way: Path
    values: dict[Path, Leaf] = field(default_factory=dict)
    cells: list[str] = field(default_factory=list)


def _table(table: Table, layout: Layout, whole: _Subject, subjects: list[_Subject]) -> SheetRows:
    """The rows of one table; what they hold is taken from its owners."""
    owners = subjects if table.is_of_subject else [whole]
    things = [thing for owner in owners for thing in _things(table, owner)]
    columns = [*table.columns, *_spread_columns(table, things)]
    first = subject_columns(table, layout)
    sheet = SheetRows(table.sheet, [*first, *table.keys, *columns])
    for thing in things:
        _take(thing, columns)
    filled = {(id(thing.owner), thing.way[:-1]) for thing in things if any(thing.cells)}
    for thing in things:
        is_member = table.has_index and (id(thing.owner), thing.way[:-1]) in filled
        if any(thing.cells) or is_member or not table.way:
            sheet.rows.append([thing.owner.name] * len(first) + thing.keys + thing.cells)
    return sheet


def subject_columns(table: Table, layout: Layout) -> list[Column]:
    """The column that names the subject of each row, in tables of subjects; their own table names them itself."""
    return [layout.subject_column] if table.is_of_subject and table.way and layout.subject_column else []


def _things(table: Table, owner: _Subject) -> list[_Thing]:
    """What the table has rows for, in the order of the file; the members of a list without a gap in their numbers."""
    found: dict[Path, _Thing] = {} if table.way else {(): _Thing(owner, [], ())}
    length = len(table.way)
    for path, leaf in owner.values.items():
        keys = _keys(table, path)
        if keys is None:
            continue
        way = path[:length]
        last = way[-1] if way else ""
        for number in range(last if isinstance(last, int) else 0):
            before = (*way[:-1], number)
            found.setdefault(before, _Thing(owner, keys, before))
        found.setdefault(way, _Thing(owner, keys, way)).values[path[length:]] = leaf
    return list(found.values())


def _keys(table: Table, path: Path) -> list[str] | None:
    """The keys of the row in which a value may stand, or ``None`` where the table has no such row."""
    if len(path) < len(table.way):
        return None
    keys = []
    for step, found in zip(table.way, path, strict=False):
        if step == INDEX:
            if not isinstance(found, int):
                return None
        elif isinstance(step, Column):
            if not isinstance(found, str) or not _can_name(found):
                return None
            keys.append(found)
        elif step != found:
            return None
    return keys


def _can_name(key: str) -> bool:
    return cell_text(Text(key, quoted=True), Content.CODE) == key.strip()


def _spread_columns(table: Table, things: Iterable[_Thing]) -> list[Column]:
    """A column for every key of the mappings that the table spreads, in the order of the file."""
    if not table.is_spread:
        return []
    names = {path[0] for thing in things for path in thing.values if len(path) == 1}
    ordered = dict.fromkeys(path[0] for thing in things for path in thing.values if path and path[0] in names)
    spread = [name for name in ordered if isinstance(name, str) and _can_name(name)]
    return [Column(name, name, (name,), Content.NUMBER) for name in spread[:MOST_SPREAD]]


def _take(thing: _Thing, columns: list[Column]) -> None:
    """Fills the cells of a row and takes what they hold from the row's owner."""
    codes = {column.code for column in columns}
    values = dict(thing.values)
    for column in columns:
        is_bilingual = f"{column.code}.en" in codes
        text = (
            thing.owner.extra.get(column.code, "")
            if column.path is None
            else _cell(column, values, is_bilingual=is_bilingual)
        )
        thing.cells.append(text)
    for path in thing.values.keys() - values.keys():
        del thing.owner.values[(*thing.way, *path)]


def _cell(column: Column, values: dict[Path, Leaf], *, is_bilingual: bool) -> str:
    """The text of one cell, empty where the column does not fit the value; what it holds is taken from ``values``."""
    way: Path = column.path or ()
    if is_list(column.content) or is_pairs(column.content):
        held = {path[len(way) :]: leaf for path, leaf in values.items() if path[: len(way)] == way and path != way}
        whole = values.get(way)
        text = cell_of_many(held, column.content) if whole is None else cell_text(whole, column.content)
    elif is_bilingual and way not in values:
        way = (*way, "vi")
        held = {(): values[way]} if way in values and _cell_of(values, (*way[:-1], "en")) else {}
        text = _cell_of(values, way) if held else None
    else:
        held = {(): values[way]} if way in values else {}
        text = _cell_of(values, way, column.content)
    if text is None:
        return ""
    for rest in held or ((),):
        del values[(*way, *rest)]
    return text


def _cell_of(values: Mapping[Path, Leaf], way: Path, content: Content = Content.TEXT) -> str | None:
    leaf = values.get(way)
    return None if leaf is None else cell_text(leaf, content)


# Single values


def _general_rows(singles: tuple[Single, ...], values: dict[Path, Leaf]) -> list[list[str]]:
    """The rows that the general sheet always shows, filled as far as the file has them."""
    ways = {tuple(single.path.split("/")) for single in singles}
    rows = []
    for single in singles:
        way: Path = tuple(single.path.split("/"))
        row = _general_row(way, single, values)
        others = {
            other for other in ways if (other != way and other[: len(way)] == way) or way[: len(other)] == other != way
        }
        if row is None and any(path[:1] == way[:1] for path in values) and others:
            continue
        rows.append([single.title, *(row or [single.path, "", ""])])
    return rows


def _general_row(way: Path, single: Single, values: dict[Path, Leaf]) -> list[str] | None:
    """Field, value and form of one single value, taken from ``values``; ``None`` where the row cannot hold it."""
    if values.get(way) is _HAS_TABLES:
        del values[way]
        return [single.path, "", ROWS]
    if way in values:
        text = _cell_of(values, way, single.content)
        if text is None:
            return None
        del values[way]
        return [single.path, "", NULL] if text == NULL else [single.path, text, ""]
    members = {path: leaf for path, leaf in values.items() if path[: len(way)] == way}
    row = _list_row(way, members)
    for path in members if row else ():
        del values[path]
    return row


def _list_row(way: Path, members: Mapping[Path, Leaf]) -> list[str] | None:
    """A list of texts in one row, a line for each."""
    numbered = {path[len(way) :]: leaf for path, leaf in members.items()}
    if list(numbered) != [(number,) for number in range(len(numbered))]:
        return None
    text = cell_of_many(numbered, Content.LINES)
    return None if text is None else [path_text(way), text, LIST]


def _single_rows(values: dict[Path, Leaf]) -> Iterator[list[str]]:
    """Field, value and form of values by their ways."""
    lists: dict[Path, dict[Path, Leaf]] = {}
    for path, leaf in values.items():
        for length, step in enumerate(path):
            if isinstance(step, int):
                lists.setdefault(path[:length], {})[path] = leaf
    done: set[Path] = set()
    for path, leaf in values.items():
        if path in done:
            continue
        row = _list_row(path[:-1], lists[path[:-1]]) if path and isinstance(path[-1], int) else None
        if row is not None:
            done.update(lists[path[:-1]])
            yield row
        else:
            yield from _leaf_rows(path_text(path), leaf)


def _leaf_rows(way: str, leaf: Leaf) -> Iterator[list[str]]:
    """The rows of one value; a text too long for a cell goes on in the rows below."""
    if isinstance(leaf, Items):
        yield [way, "", LIST]
    elif isinstance(leaf, Fields):
        yield [way, "", MAPPING]
    elif leaf.is_null:
        yield [way, "", NULL]
    else:
        text = leaf.text
        yield [way, text[:LONGEST_CELL], "" if text.strip() else TEXT]
        for start in range(LONGEST_CELL, len(text), LONGEST_CELL):
            yield [way, text[start : start + LONGEST_CELL], MORE]
