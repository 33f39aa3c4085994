"""Workbooks as sheets of cells, read without trust.

An .xlsx is a zip of XML written by anybody. Before a byte is unpacked the list of its members is judged; XML is read
as a stream with a ceiling on everything that may grow; document types and entities are refused. A formula is never
computed and its remembered result never used: it is a problem.
"""

from __future__ import annotations

import datetime as dt
import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from xml.parsers import expat

from parindex.errors import Place, Problem
from parindex.files.characters import FORBIDDEN, character_name, composed, is_composed, quote

MOST_MEMBERS = 500
MOST_UNPACKED = 40_000_000
"""Most bytes of all members together, unpacked."""
GREATEST_RATIO = 400
"""Most bytes that one byte of a member may unpack to, for members of more than a megabyte."""
MOST_ROWS = 100_000
"""Most rows of all sheets together, empty ones that only carry a style included."""
MOST_COLUMNS = 256
MOST_CELLS = 500_000
MOST_CHARACTERS = 10_000_000
"""Most characters of all cells together; one shared text may stand in many cells."""

_CHUNK = 65_536
_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_DATE_FORMATS = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_DATE_LETTERS = re.compile(r"[dmyhs]", re.IGNORECASE)
_NOT_LETTERS = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]|General', re.IGNORECASE)
_LAST_SERIAL = 2_958_465
_DAMAGE = (
    zipfile.BadZipFile, zlib.error, expat.ExpatError, EOFError, NotImplementedError, RuntimeError, OSError, ValueError,
    KeyError, IndexError, OverflowError,
)  # fmt: skip
"""What the standard library raises for bytes that are no workbook."""


class CellKind(StrEnum):
    """How a cell holds its value."""

    TEXT = "text"
    NUMBER = "number"
    TRUTH = "truth"
    DATE = "date"  # a number that is shown as a date


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell that holds something: a number by its shortest digits, a date as ``2022-11-10``."""

    text: str
    kind: CellKind
    place: Place


@dataclass(slots=True)
class CellSheet:
    """One sheet: row from 1 → column from 1 → cell. Empty cells are absent."""

    name: str
    rows: dict[int, dict[int, Cell]] = field(default_factory=dict)

    def cell(self, row: int, column: int) -> Cell | None:
        """The cell at a row and column, both from 1."""
        return self.rows.get(row, {}).get(column)


def column_letters(column: int) -> str:
    """The name of a column, from 1: ``A``, ``Z``, ``AA``.

    Example:
        >>> column_letters(1), column_letters(28)
        ('A', 'AB')
    """
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def cell_name(row: int, column: int) -> str:
    """A cell as Excel names it: ``C12``."""
    return f"{column_letters(column)}{row}"


class _Unreadable(Exception):
    """The workbook as a whole cannot be used; carries its problem."""

    def __init__(self, code: str, **parameters: str) -> None:
        self.problem = Problem(code, parameters=parameters)
        super().__init__(code)


def read_cells(content: bytes, *, file: str) -> tuple[list[CellSheet], list[Problem]]:
    """The sheets of a workbook, in their order, with every fault of single cells.

    No sheet is returned where the file as a whole cannot be used.
    """
    try:
        archive = _opened(content)
        reading = _Reading(archive, file)
        sheets = reading.sheets()
    except _Unreadable as error:
        problem = error.problem
        return [], [Problem(problem.code, Place(file), parameters=problem.parameters)]
    except _DAMAGE:
        return [], [Problem("xlsx_syntax", Place(file), parameters={"reason": "damaged"})]
    return sheets, reading.problems


def _too_large(what: str, limit: int) -> _Unreadable:
    return _Unreadable("xlsx_too_large", what=what, limit=str(limit))


def _opened(content: bytes) -> zipfile.ZipFile:
    """The archive, once the list of its members is found harmless."""
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise _Unreadable("xlsx_syntax", reason="old_or_encrypted")
    if not content.startswith(b"PK\x03\x04") or content[-22:-18] != b"PK\x05\x06":
        raise _Unreadable("xlsx_syntax", reason="not_a_workbook")
    archive = zipfile.ZipFile(io.BytesIO(content))
    members = archive.infolist()
    if len(members) > MOST_MEMBERS:
        raise _too_large("members", MOST_MEMBERS)
    if len({member.filename.lower() for member in members}) < len(members):
        raise _Unreadable("xlsx_syntax", reason="damaged")
    if sum(member.file_size for member in members) > MOST_UNPACKED:
        raise _too_large("bytes", MOST_UNPACKED)
    for member in members:
        if member.flag_bits & 0x1:
            raise _Unreadable("xlsx_syntax", reason="old_or_encrypted")
        if member.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise _Unreadable("xlsx_syntax", reason="damaged")
        if member.file_size > max(1_000_000, GREATEST_RATIO * member.compress_size):
            raise _too_large("ratio", GREATEST_RATIO)
    return archive


@dataclass(frozen=True, slots=True)
class _Start:
    name: str
    attributes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _End:
    name: str


_Event = _Start | _End | str


def _walk(archive: zipfile.ZipFile, name: str) -> Iterator[_Event]:
    """The elements and texts of one member, with names without namespace, as a stream."""
    found: list[_Event] = []

    def refuse(*_: object) -> None:
        raise _Unreadable("xlsx_syntax", reason="document_type")

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    parser.StartElementHandler = lambda tag, attributes: found.append(
        _Start(tag.rpartition(" ")[2], {key.rpartition(" ")[2]: value for key, value in attributes.items()})
    )
    parser.EndElementHandler = lambda tag: found.append(_End(tag.rpartition(" ")[2]))
    parser.CharacterDataHandler = found.append
    with archive.open(name) as member:
        while chunk := member.read(_CHUNK):
            parser.Parse(chunk)
            yield from found
            found.clear()
    parser.Parse(b"", True)  # noqa: FBT003 -- expat takes no keywords: this is the end
    yield from found


class _Reading:
    """Reads one archive; keeps what all its sheets share."""

    def __init__(self, archive: zipfile.ZipFile, file: str) -> None:
        self.problems: list[Problem] = []
        self._archive = archive
        self._file = file
        self._texts: list[str] = []
        self._date_styles: frozenset[int] = frozenset()
        self._first_day = dt.date(1899, 12, 30)
        self._rows = 0
        self._cells = 0
        self._characters = 0

    def sheets(self) -> list[CellSheet]:
        """All worksheets, in their order."""
        workbook = self._office_document()
        targets = self._targets(workbook)
        named: list[tuple[str, str]] = []
        for event in _walk(self._archive, workbook):
            if (
                isinstance(event, _Start)
                and event.name == "workbookPr"
                and event.attributes.get("date1904") in {"1", "true"}
            ):
                self._first_day = dt.date(1904, 1, 1)
            if isinstance(event, _Start) and event.name == "sheet":
                kind, target = targets.pop(event.attributes["id"])  # two sheets in one member are no workbook
                if kind == "worksheet":
                    named.append((event.attributes["name"], target))
        shared = dict(targets.values())
        if "sharedStrings" in shared:
            self._texts = list(self._shared_texts(shared["sharedStrings"]))
        if "styles" in shared:
            self._date_styles = self._styles(shared["styles"])
        return [self._sheet(name, target) for name, target in named]

    def _office_document(self) -> str:
        for event in _walk(self._archive, "_rels/.rels"):
            if isinstance(event, _Start) and event.attributes.get("Type", "").endswith("/officeDocument"):
                return posixpath.normpath(event.attributes["Target"].lstrip("/"))
        raise _Unreadable("xlsx_syntax", reason="not_a_workbook")

    def _targets(self, workbook: str) -> dict[str, tuple[str, str]]:
        """Id of a relation → what it is, and the member that it names."""
        folder, name = posixpath.split(workbook)
        targets = {}
        for event in _walk(self._archive, posixpath.join(folder, "_rels", f"{name}.rels")):
            if (
                isinstance(event, _Start)
                and event.name == "Relationship"
                and event.attributes.get("TargetMode") != "External"
            ):
                target = event.attributes["Target"]
                path = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
                kind = event.attributes["Type"].rpartition("/")[2]
                targets[event.attributes["Id"]] = (kind, posixpath.normpath(path))
        return targets

    def _shared_texts(self, member: str) -> Iterator[str]:
        """The texts that cells refer to by number; formatting and pronunciation are left out."""
        parts: list[str] = []
        is_text, phonetic = False, 0
        for event in _walk(self._archive, member):
            if isinstance(event, str):
                if is_text and not phonetic:
                    parts.append(event)
            elif event.name == "t":
                is_text = isinstance(event, _Start)
            elif event.name == "rPh":
                phonetic += 1 if isinstance(event, _Start) else -1
            elif event.name == "si" and isinstance(event, _End):
                yield _unescaped("".join(parts))
                parts.clear()

    def _styles(self, member: str) -> frozenset[int]:
        """Numbers of the cell styles that show a number as a date."""
        custom: dict[str, str] = {}
        dates: set[int] = set()
        inside, position = False, 0
        for event in _walk(self._archive, member):
            if isinstance(event, str):
                continue
            if event.name == "cellXfs":
                inside = isinstance(event, _Start)
            elif isinstance(event, _Start) and event.name == "numFmt":
                custom[event.attributes.get("numFmtId", "")] = event.attributes.get("formatCode", "")
            elif isinstance(event, _Start) and event.name == "xf" and inside:
                number = event.attributes.get("numFmtId", "0")
                code = custom.get(number)
                if _shows_date(code) if code is not None else int(number) in _DATE_FORMATS:
                    dates.add(position)
                position += 1
        return frozenset(dates)

    def _sheet(self, name: str, member: str) -> CellSheet:
        sheet = CellSheet(name)
        row, column = 0, 0
        current: _RawCell | None = None
        for event in _walk(self._archive, member):
            if isinstance(event, str):
                if current is not None:
                    current.take(event)
            elif event.name == "row" and isinstance(event, _Start):
                self._rows += 1
                if self._rows > MOST_ROWS:
                    raise _too_large("rows", MOST_ROWS)
                row, column = int(event.attributes.get("r", row + 1)), 0
            elif event.name == "c" and isinstance(event, _Start):
                row, column = _position(event.attributes.get("r"), row, column + 1)
                current = _RawCell(event.attributes.get("t", "n"), int(event.attributes.get("s", "0")))
            elif event.name == "c" and current is not None:
                self._keep(sheet, row, column, current)
                current = None
            elif current is not None:
                current.turn(event)
        return sheet

    def _keep(self, sheet: CellSheet, row: int, column: int, raw: _RawCell) -> None:
        """Puts a cell that holds something into its sheet, within the ceilings."""
        self._cells += 1
        if self._cells > MOST_CELLS:
            raise _too_large("cells", MOST_CELLS)
        text = "".join(raw.parts)
        if not text and not raw.has_formula:
            return
        if row > MOST_ROWS:
            raise _too_large("rows", MOST_ROWS)
        if column > MOST_COLUMNS:
            raise _too_large("columns", MOST_COLUMNS)
        place = Place(self._file, sheet=sheet.name, cell=cell_name(row, column))
        if raw.has_formula:
            self.problems.append(Problem("xlsx_formula", place))
            return
        cell = self._cell(text, raw, place)
        if cell is None or not cell.text:
            return
        self._characters += len(cell.text)
        if self._characters > MOST_CHARACTERS:
            raise _too_large("characters", MOST_CHARACTERS)
        if column in sheet.rows.setdefault(row, {}):
            raise _Unreadable("xlsx_syntax", reason="damaged")
        sheet.rows[row][column] = cell

    def _cell(self, text: str, raw: _RawCell, place: Place) -> Cell | None:
        match raw.type:
            case "s":
                return Cell(self._checked_text(self._texts[int(text)], place), CellKind.TEXT, place)
            case "inlineStr" | "str" | "d":
                return Cell(self._checked_text(_unescaped(text), place), CellKind.TEXT, place)
            case "b":
                return Cell("true" if text.strip() == "1" else "false", CellKind.TRUTH, place)
            case "n":
                return self._number(text, raw.style, place)
            case _:
                self.problems.append(Problem("xlsx_error_cell", place, parameters={"found": quote(text)}))
                return None

    def _number(self, text: str, style: int, place: Place) -> Cell:
        """A number by the shortest digits that give the same cell again; ``203`` and not ``203.0``."""
        number = float(text)
        if style in self._date_styles and 0 < number <= _LAST_SERIAL:
            return Cell((self._first_day + dt.timedelta(days=int(number))).isoformat(), CellKind.DATE, place)
        return Cell(plain_digits(number), CellKind.NUMBER, place)

    def _checked_text(self, text: str, place: Place) -> str:
        """The text in Unicode form NFC; another form and forbidden characters are problems of the cell."""
        if text.isascii() and not FORBIDDEN.search(text):
            return text
        found = FORBIDDEN.search(text)
        if found:
            parameters = {"character": character_name(found[0])}
            self.problems.append(Problem("xlsx_control_character", place, parameters=parameters))
            return FORBIDDEN.sub("\ufffd", text)
        if not is_composed(text):
            self.problems.append(Problem("not_nfc", place, parameters={"value": quote(text)}))
            return composed(text)
        return text


@dataclass(slots=True)
class _RawCell:
    """What stands between the tags of one cell."""

    type: str
    style: int
    parts: list[str] = field(default_factory=list)
    has_formula: bool = False
    _is_value: bool = False
    _phonetic: bool = False

    def take(self, text: str) -> None:
        """Adds characters, where they belong to the value."""
        if self._is_value and not self._phonetic:
            self.parts.append(text)

    def turn(self, event: _Start | _End) -> None:
        """Notes which part of the cell begins or ends."""
        starts = isinstance(event, _Start)
        if event.name in {"v", "t"}:
            self._is_value = starts
        elif event.name == "rPh":
            self._phonetic = starts
        elif event.name == "f":
            self.has_formula = True


def plain_digits(number: float) -> str:
    """The shortest decimal text that reads back as the same cell, without exponent.

    Example:
        >>> plain_digits(203.0), plain_digits(0.1), plain_digits(1e-7)
        ('203', '0.1', '0.0000001')
    """
    text = format(Decimal(repr(number)), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _position(reference: str | None, row: int, column: int) -> tuple[int, int]:
    """Row and column of a cell; one without a name follows the one before it."""
    if reference is None:
        return row, column
    found = _REFERENCE.fullmatch(reference)
    if found is None:
        raise _Unreadable("xlsx_syntax", reason="damaged")
    number = 0
    for letter in found[1]:
        number = number * 26 + ord(letter) - 64
    return int(found[2]), number


def _shows_date(code: str) -> bool:
    return bool(_DATE_LETTERS.search(_NOT_LETTERS.sub("", code)))


def _unescaped(text: str) -> str:
    """Characters that XML does not hold are written ``_x000D_`` in workbooks."""
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text
