"""The rows of sheets read back into a tree."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from parindex.engine.trees import Fields, Items, Text, Tree
from parindex.errors import Place, Problem
from parindex.files.cells import Cell, CellKind, CellSheet, cell_name
from parindex.files.characters import quote
from parindex.files.contents import NULL, cell_value, cell_values, is_list, is_pairs
from parindex.files.drafts import Draft, Leaf, Path, parsed_path, path_text
from parindex.files.layouts import (
    ANSWER_SHEET,
    CRITERIA_SET,
    CROSSWALK,
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
    Table,
)
from parindex.files.sheet_headers import header_problems, layout_named, nearest, shown
from parindex.files.sheet_rows import (
    FIELD,
    FORMS,
    GENERAL_COLUMNS,
    HEADER_ROWS,
    LIST,
    MAPPING,
    MORE,
    OTHER_COLUMNS,
    ROWS,
    TEXT,
    subject_columns,
)

_OF_TEXTS = {Content.CODE: Content.CODE, Content.CODES: Content.CODES}
SUBJECT_TITLES = {
    layout.kind: layout.subject_column.title for layout in LAYOUTS.values() if layout.subject_column is not None
}


@dataclass(slots=True)
class _Subject:
    """A node or a unit that a row names."""

    name: str
    place: Place
    draft: Draft
    parent: Text | None = None
    split: Text | None = None


@dataclass(slots=True)
class _Single:
    """One row of single values."""

    subject: Cell | None
    way: Path
    leaf: Leaf
    form: str
    place: Place


def read_sheets(sheets: list[CellSheet], *, file: str) -> tuple[Tree | None, list[Problem]]:
    """The tree that the sheets lay out.

    The tree is ``None`` where a sheet or column is not where it belongs; other problems stand beside it.
    """
    named = {sheet.name: sheet for sheet in sheets if sheet.rows}
    everything = {sheet.name: sheet for sheet in sheets}
    if GENERAL_SHEET not in everything and list(named) == [OTHER_SHEET]:
        reading = _Reading(file, None)
        return reading.by_ways(named[OTHER_SHEET]), reading.problems
    general = everything.get(GENERAL_SHEET)
    if general is None:
        parameters = {"sheet": GENERAL_SHEET, "near": nearest(GENERAL_SHEET, list(named))}
        return None, [Problem("xlsx_missing_sheet", Place(file), parameters=parameters)]
    problems = header_problems(general, GENERAL_COLUMNS, file)
    if problems:
        return None, problems
    layout, problems = layout_named(general, file)
    if layout is None:
        return None, problems
    reading = _Reading(file, layout)
    return reading.by_layout(everything), reading.problems


# Rows


class _Reading:
    """Reads the sheets of one workbook into one tree."""

    def __init__(self, file: str, layout: Layout | None) -> None:
        self.problems: list[Problem] = []
        self._file = file
        self._layout = layout
        self._root = Draft(Place(file, sheet=GENERAL_SHEET))
        self._subjects: dict[str, _Subject] = {}

    def by_ways(self, sheet: CellSheet) -> Tree | None:
        """The tree of a workbook that gives every value by its way."""
        self.problems += header_problems(sheet, OTHER_COLUMNS, self._file)
        if self.problems:
            return None
        singles = list(self._singles(sheet, OTHER_COLUMNS, {}))
        if len(singles) == 1 and not singles[0].way:
            return singles[0].leaf
        is_list = bool(singles and singles[0].way and isinstance(singles[0].way[0], int))
        self._root = Draft(Place(self._file, sheet=sheet.name), is_list)
        self._put_singles(singles)
        return self._root.done()

    def by_layout(self, sheets: Mapping[str, CellSheet]) -> Tree | None:
        """The tree of a workbook with the sheets of its kind."""
        layout = self._layout
        if layout is None or not self._has_its_sheets(sheets, layout):
            return None
        contents = {single.path: single.content for single in layout.singles}
        singles = list(self._singles(sheets[GENERAL_SHEET], GENERAL_COLUMNS, contents))
        singles += self._singles(sheets[OTHER_SHEET], OTHER_COLUMNS, {})
        subjects: list[_Subject] = []
        if layout.subjects is not None:
            has_list = any(single.form == ROWS for single in singles)
            is_whole = layout is ANSWER_SHEET and not has_list
            subjects = self._read_subjects(sheets[layout.subjects.sheet], layout.subjects, may_be_whole=is_whole)
        for table in layout.tables:
            self._read_table(sheets[table.sheet], table, layout)
        self._put_singles(singles)
        _ATTACHED[layout.kind](self, subjects)
        return self._root.done()

    def _has_its_sheets(self, sheets: Mapping[str, CellSheet], layout: Layout) -> bool:
        """Whether all sheets of the kind are there and no others hold anything, each with its columns."""
        known = [GENERAL_SHEET, *(table.sheet for table in layout.all_tables), OTHER_SHEET]
        for name in known:
            if name not in sheets:
                parameters = {"sheet": name, "near": nearest(name, [other for other in sheets if other not in known])}
                self.problems.append(Problem("xlsx_missing_sheet", Place(self._file), parameters=parameters))
        for sheet in sheets.values():
            if sheet.name not in known and sheet.rows:
                place = Place(self._file, sheet=sheet.name)
                parameters = {"sheet": quote(sheet.name), "near": nearest(sheet.name, known)}
                self.problems.append(Problem("xlsx_unknown_sheet", place, parameters=parameters))
        for table in layout.all_tables:
            if table.sheet in sheets:
                columns = [*subject_columns(table, layout), *table.keys, *table.columns]
                sheet = sheets[table.sheet]
                self.problems += header_problems(sheet, columns, self._file, is_spread=table.is_spread)
        if OTHER_SHEET in sheets:
            self.problems += header_problems(sheets[OTHER_SHEET], OTHER_COLUMNS, self._file)
        return not self.problems

    def _report(self, code: str, place: Place, **parameters: str) -> None:
        self.problems.append(Problem(code, place, parameters=parameters))

    def _put(self, draft: Draft, way: Path, leaf: Leaf) -> None:
        before = draft.put(way, leaf) if way else draft.place
        if before is not None:
            self._report_twice(path_text(way), leaf.place, before)

    def _report_twice(self, key: str, place: Place, before: Place) -> None:
        first = f"{before.sheet}!{before.cell}" if before.cell else f"{before.sheet}"
        self._report("xlsx_duplicate", place, key=quote(key.removeprefix("/")), first=first)

    # Subjects

    def _read_subjects(self, sheet: CellSheet, table: Table, *, may_be_whole: bool) -> list[_Subject]:
        """The nodes or units, in the order of their rows; one unit alone may be the whole file."""
        rows = _data_rows(sheet)
        is_whole = may_be_whole and len(rows) == 1
        subjects = []
        for row in rows:
            cells = sheet.rows[row]
            named = [number for number, column in enumerate(table.columns, 1) if column.code in {"code", "unit"}]
            name = cells.get(named[0])
            place = Place(self._file, sheet=sheet.name, cell=cell_name(row, named[0]))
            subject = _Subject(shown(name), place, self._root if is_whole else Draft(place))
            extra = {
                column.code: cells.get(number) for number, column in enumerate(table.columns, 1) if column.path is None
            }
            subject.parent, subject.split = self._name(extra.get(PARENT.code)), self._name(extra.get(SPLIT.code))
            columns = [(number, column) for number, column in enumerate(table.columns, 1) if column.path is not None]
            self._put_row(subject.draft, (), columns, cells)
            subjects.append(subject)
            self._subjects.setdefault(subject.name, subject)
        return subjects

    def _name(self, cell: Cell | None) -> Text | None:
        """The name in a cell that ties a row to something."""
        return None if cell is None else replace(cell_value(cell, Content.CODE, self.problems), text=cell.text.strip())

    def _subject(self, cell: Cell | None, place: Place) -> Draft | None:
        """What a row of a table belongs to."""
        if cell is None and len(self._subjects) == 1 and self._layout is ANSWER_SHEET:
            return next(iter(self._subjects.values())).draft
        name = self._name(cell)
        if name is None:
            self._report("xlsx_missing_key", place, column=SUBJECT_TITLES.get(self._kind, ""))
            return None
        found = self._subjects.get(name.text)
        if found is None:
            sheet = self._layout.subjects.sheet if self._layout and self._layout.subjects else ""
            near = nearest(name.text, list(self._subjects))
            self._report("xlsx_unknown_row", name.place, found=quote(name.text), sheet=sheet, near=near)
            return None
        return found.draft

    @property
    def _kind(self) -> str:
        return self._layout.kind if self._layout else ""

    # Tables

    def _read_table(self, sheet: CellSheet, table: Table, layout: Layout) -> None:
        first = len(subject_columns(table, layout))
        keyed = first + len(table.keys)
        columns = [(keyed + number, column) for number, column in enumerate(table.columns, 1)]
        columns += _spread(sheet, table, keyed + len(table.columns))
        counted: dict[tuple[int, Path], int] = {}
        for row in _data_rows(sheet):
            cells = sheet.rows[row]
            owner: Draft | None = self._root
            if first:
                owner = self._subject(cells.get(1), Place(self._file, sheet=sheet.name, cell=cell_name(row, 1)))
            way = self._way(table, cells, first, Place(self._file, sheet=sheet.name, cell=cell_name(row, 1)))
            if owner is None or way is None:
                continue
            if table.has_index:
                number = counted.get((id(owner), way), 0)
                counted[id(owner), way] = number + 1
                way = (*way, number)
            self._put_row(owner, way, columns, cells)

    def _way(self, table: Table, cells: Mapping[int, Cell], first: int, place: Place) -> Path | None:
        """The way to a row's thing, or to its list; ``None`` where a cell that names the row is empty."""
        way: list[str | int] = []
        number = first
        for step in table.way:
            if isinstance(step, Column):
                number += 1
                name = self._name(cells.get(number))
                if name is None:
                    self._report("xlsx_missing_key", _in_column(place, number), column=step.title)
                    return None
                way.append(name.text)
            elif step != INDEX:
                way.append(step)
        return tuple(way)

    def _put_row(
        self, owner: Draft, way: Path, columns: Sequence[tuple[int, Column]], cells: Mapping[int, Cell]
    ) -> None:
        """Puts what the cells of one row hold."""
        filled = {column.code for number, column in columns if number in cells}
        for number, column in columns:
            cell = cells.get(number)
            if cell is None or (not cell.text.strip() and cell.kind is CellKind.TEXT):
                continue
            path = (*way, *(column.path or ()))
            if f"{column.code}.en" in filled:
                path = (*path, "vi")
            if is_list(column.content) or is_pairs(column.content):
                for rest, leaf in cell_values(cell, column.content, self.problems):
                    self._put(owner, (*path, *rest), leaf)
            else:
                self._put(owner, path, cell_value(cell, column.content, self.problems))

    # Single values

    def _singles(
        self, sheet: CellSheet, columns: Sequence[Column], contents: Mapping[str, Content]
    ) -> Iterator[_Single]:
        """The values of a sheet of single values; a text that goes on in the rows below is joined."""
        has_subject = columns is OTHER_COLUMNS
        last: _Single | None = None
        for row in _data_rows(sheet):
            named, written, value, form = (sheet.cell(row, number) for number in range(1, 5))
            place = Place(self._file, sheet=sheet.name, cell=cell_name(row, 3))
            if value is None and form is None:
                continue
            single = self._single(written, value, form, replace(place, cell=cell_name(row, 2)), contents)
            if single is None:
                continue
            single.subject = named if has_subject else None
            if single.form != MORE:
                yield from _members(last)
                last = single
            elif (
                last is None
                or last.way != single.way
                or not isinstance(last.leaf, Text)
                or not isinstance(single.leaf, Text)
            ):
                self._report("xlsx_bad_form", single.place, found=MORE, expected=", ".join(FORMS[1:]))
            else:
                last.leaf = replace(last.leaf, text=last.leaf.text + single.leaf.text)
        yield from _members(last)

    def _single(
        self,
        written: Cell | None,
        value: Cell | None,
        form_cell: Cell | None,
        place: Place,
        contents: Mapping[str, Content],
    ) -> _Single | None:
        form = shown(form_cell)
        if written is None:
            self._report("xlsx_missing_key", place, column=FIELD.title)
            return None
        way = parsed_path(written.text.strip())
        if way is None:
            self._report("xlsx_bad_path", written.place, found=quote(written.text))
            return None
        if form not in FORMS:
            at = form_cell.place if form_cell is not None else place
            self._report("xlsx_bad_form", at, found=quote(form), expected=", ".join(FORMS[1:]))
            return None
        return _Single(None, way, self._leaf(value, form, written, contents), form, written.place)

    def _leaf(self, value: Cell | None, form: str, written: Cell, contents: Mapping[str, Content]) -> Leaf:
        place = written.place if value is None else value.place
        content = contents.get(written.text.strip().removeprefix("/"), Content.TEXT)
        if form == NULL:
            return Text(NULL, place)
        if form == MAPPING:
            return Fields((), place)
        if value is None:
            return Items((), place) if form == LIST else Text("", place, quoted=True)
        if form in {LIST, TEXT, MORE}:
            return replace(
                cell_value(value, _OF_TEXTS.get(content, Content.TEXT), self.problems), text=value.text, quoted=True
            )
        found = cell_value(value, content, self.problems)
        return replace(found, text=value.text, quoted=True) if found.is_null else found

    def _put_singles(self, singles: list[_Single]) -> None:
        for single in singles:
            if single.form == ROWS:
                continue
            owner: Draft | None = self._root
            if single.subject is not None:
                owner = self._subject(single.subject, single.subject.place)
            if owner is None:
                continue
            self._put(owner, single.way, single.leaf)

    # Subjects in their places

    def attach_nodes(self, subjects: list[_Subject]) -> None:
        """Puts every node under the one whose code begins its own, the others at the top."""
        for subject in subjects:
            parent = self._parent(subject)
            if parent is None:
                self._attach(self._root, "nodes", subject)
            else:
                self._attach(parent.draft, "children", subject)

    def attach_extension(self, subjects: list[_Subject]) -> None:
        """Puts every node under the one whose code begins its own, or among what is added or split."""
        split: dict[str, Draft] = {}
        for subject in subjects:
            parent = self._parent(subject)
            if subject.parent is not None and subject.split is not None:
                self._report_twice(SPLIT.title, subject.split.place, subject.parent.place)
            elif subject.split is not None:
                code = subject.split.text
                if code not in split:
                    split[code] = Draft(subject.split.place)
                    split[code].put(("code",), replace(subject.split, quoted=True))
                    self._root.append("splits", split[code])
                self._attach(split[code], "children", subject)
            elif subject.parent is None and parent is not None:
                self._attach(parent.draft, "children", subject)
            else:
                addition = Draft(subject.place)
                if subject.parent is not None:
                    addition.put(("parent",), subject.parent)
                addition.members["node"] = subject.draft
                self._root.append("additions", addition)

    def attach_units(self, subjects: list[_Subject]) -> None:
        """Puts several units into the list of sheets; one alone is the file itself."""
        for subject in subjects:
            if subject.draft is not self._root:
                self._attach(self._root, "sheets", subject)

    def attach_nothing(self, subjects: list[_Subject]) -> None:
        """A file without subjects."""

    def _attach(self, owner: Draft, name: str, subject: _Subject) -> None:
        before = owner.append(name, subject.draft)
        if before is not None:
            self._report_twice(name, subject.place, before)

    def _parent(self, subject: _Subject) -> _Subject | None:
        """The node with the longest code that begins this one's."""
        parts = subject.name.split(".")
        for length in range(len(parts) - 1, 0, -1):
            found = self._subjects.get(".".join(parts[:length]))
            if found is not None:
                return found
        return None


_ATTACHED: Mapping[str, Callable[[_Reading, list[_Subject]], None]] = {
    CRITERIA_SET.kind: _Reading.attach_nodes,
    EXTENSION.kind: _Reading.attach_extension,
    ANSWER_SHEET.kind: _Reading.attach_units,
    CROSSWALK.kind: _Reading.attach_nothing,
}


def _members(single: _Single | None) -> Iterator[_Single]:
    """A single value, or the members of a list that has one on each line."""
    if single is None:
        return
    if single.form != LIST or not isinstance(single.leaf, Text):
        yield single
        return
    lines = [line.strip() for line in single.leaf.text.split("\n") if line.strip()]
    for number, line in enumerate(lines):
        yield replace(single, way=(*single.way, number), leaf=replace(single.leaf, text=line))


def _data_rows(sheet: CellSheet) -> list[int]:
    return sorted(row for row in sheet.rows if row > HEADER_ROWS)


def _in_column(place: Place, number: int) -> Place:
    row = (place.cell or "A1").lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return replace(place, cell=cell_name(int(row), number))


def _spread(sheet: CellSheet, table: Table, before: int) -> list[tuple[int, Column]]:
    """The columns that stand for the keys of a mapping, by the codes in row 2."""
    if not table.is_spread:
        return []
    codes = [
        (number, shown(cell)) for number, cell in sorted(sheet.rows.get(HEADER_ROWS, {}).items()) if number > before
    ]
    return [(number, Column(code, code, (code,), Content.NUMBER)) for number, code in codes if code]
