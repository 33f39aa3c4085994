"""What a document says, without its form: headings, paragraphs, tables, and numbers that lead to their derivation.

Everything is text as it is printed; writers (html, docx, xlsx, pdf) draw it and decide nothing. A number also carries
its exact value, so that a workbook can hold it as a number, and the key of the figure that explains it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from enum import Enum, StrEnum
from fractions import Fraction

from parindex.engine.figures import Parameter
from parindex.engine.quantities import number_text
from parindex.errors import Fault
from parindex.files.characters import FORBIDDEN

# Inside a line


@dataclass(frozen=True, slots=True)
class Text:
    """Words; with ``key`` they lead to the derivation of that figure."""

    text: str
    key: str | None = None
    is_bold: bool = False
    is_italic: bool = False


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it is printed.

    Attributes:
        shown: As printed, in the language of the document.
        value: Exact; ``None`` where it is not known.
        decimals: Decimals of ``shown``; ``None`` where it is printed with as many as it has.
        key: The figure that explains it; ``None`` for a sum that is no figure.
    """

    shown: str
    value: Fraction | None
    decimals: int | None
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Share:
    """Points of a maximum: ``9,44/9,5``."""

    points: Number
    maximum: Number

    @property
    def shown(self) -> str:
        """As printed."""
        return f"{self.points.shown}/{self.maximum.shown}"


Inline = Text | Number
Cell = Text | Number | Share

# Blocks


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the highest below the title."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    parts: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """Short remarks one below the other."""

    items: tuple[tuple[Inline, ...], ...]


class Align(StrEnum):
    """How the cells of a column stand."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Attributes:
        title: As printed.
        width: In millimetres on a page of 165 mm.
        align: How its cells stand.
        points_title: For shares (points/maximum): the title of the points alone, where both stand in own columns.
        maximum_title: The title of the maximum alone.
    """

    title: str
    width: int
    align: Align = Align.LEFT
    points_title: str | None = None
    maximum_title: str | None = None


class RowKind(StrEnum):
    """What a row is among the others."""

    PLAIN = "plain"
    GROUP = "group"  # stands above the rows that belong to it
    TOTAL = "total"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table; ``level`` is the depth in a tree, from 0."""

    cells: tuple[Cell, ...]
    kind: RowKind = RowKind.PLAIN
    level: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its caption; ``sheet`` is its name where each table stands on its own sheet."""

    sheet: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class LossList:
    """Points lost: what a loss is, and the table of agencies with their leaves."""

    explanation: str
    table: Table


# Derivations


@dataclass(frozen=True, slots=True)
class Derivation:
    """One figure explained, at the bookmark of its key.

    Attributes:
        key: Local key; names the bookmark.
        number: The value as printed.
        shown: The same with its maximum or its percent sign.
        exact: The value as a reduced fraction.
        sentence: How it came about, the same sentence as on pages and the command line.
        inputs: Keys of the figures it was made from.
    """

    key: str
    number: Number
    shown: str
    exact: str
    sentence: str
    inputs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Explanation:
    """A node, or a figure of the whole, with all figures of it.

    Attributes:
        title: Name of the node, without its code.
        derivations: Its figures; the first is the one of its points.
        reported: The values it was made from, with the places they were taken from; evidence; remarks.
        citation: Where its rule is written: file and line, documents by their number in the list of documents.
        citation_in_full: The same with the documents by name.
    """

    title: str
    derivations: tuple[Derivation, ...]
    reported: tuple[str, ...]
    citation: str
    citation_in_full: str


@dataclass(frozen=True, slots=True)
class Annex:
    """Every figure explained.

    Attributes:
        heading: ``PHỤ LỤC``, in capitals.
        title: What it holds.
        belongs_to: The document it is an annex to.
        sheet: Its name where it stands on a sheet of its own.
        columns: Titles for key, value, and how it was computed.
        sheet_columns: Titles on that sheet: key, name, as shown, value, exact value, how it was computed, made from,
            reported values and sources, citation.
        inputs_title: Stands before the keys of the figures that a figure was made from.
        explanations: Those of the whole first, then node by node.
        documents_title: Heading of the list of documents.
        documents: Cited by their number in this list, from 1.
    """

    heading: str
    title: str
    belongs_to: str
    sheet: str
    columns: tuple[str, str, str]
    sheet_columns: tuple[str, ...]
    inputs_title: str
    explanations: tuple[Explanation, ...]
    documents_title: str
    documents: tuple[str, ...]

    def derivations(self) -> Iterator[Derivation]:
        """All figures, in the order of the document."""
        return (derivation for explanation in self.explanations for derivation in explanation.derivations)


# The frame of an official document


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Who issues a document and signs it; what is not given is left open on paper.

    Attributes:
        superior: Lines of the body above (``ỦY BAN NHÂN DÂN``).
        authority: Lines of the issuing body.
        number: Number and symbol, whole: ``26/BC-UBND``.
        symbol: Symbol alone, where the number is still open: ``BC-UBND``.
        place: Place of issue.
        date: Day of issue.
        signer_title: Lines of capacity and position: ``TM. ỦY BAN NHÂN DÂN``, ``CHỦ TỊCH``.
        signer_name: Name of the person who signs.
        recipients: To whom it goes, one line each.
    """

    superior: tuple[str, ...] = ()
    authority: tuple[str, ...] = ()
    number: str | None = None
    symbol: str | None = None
    place: str | None = None
    date: dt.date | None = None
    signer_title: tuple[str, ...] = ()
    signer_name: str | None = None
    recipients: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NationalHeader:
    """The head of an official document (Nghị định số 30/2020/NĐ-CP, Phụ lục I)."""

    superior: tuple[str, ...]
    authority: tuple[str, ...]
    number: str
    country: str
    motto: str
    place_and_date: str


@dataclass(frozen=True, slots=True)
class SignatureBlock:
    """Signature at the right; recipients at the left."""

    title: tuple[str, ...]
    name: str
    recipients_title: str
    recipients: tuple[str, ...]


Block = Heading | Paragraph | Listing | Table | LossList


@dataclass(frozen=True, slots=True)
class Outline:
    """A whole document.

    Attributes:
        language: ``vi`` or ``en``.
        mark: What every page says of demonstration data; ``None`` for real ones.
        header: National header.
        type_name: Kind of document, in capitals.
        subject: What it is about, line by line.
        blocks: The body.
        signature: Closes the body.
        annex: Every figure explained.
        date: Of the file; equal inputs give equal bytes, so the clock is not asked.
    """

    language: str
    mark: str | None
    header: NationalHeader
    type_name: str
    subject: tuple[str, ...]
    blocks: tuple[Block, ...]
    signature: SignatureBlock
    annex: Annex
    date: dt.date

    @property
    def title(self) -> str:
        """The title in one line, as the properties of a file name it."""
        return printable(" ".join([self.type_name, *self.subject]))

    def tables(self) -> Iterator[Table]:
        """All tables of the body, in their order."""
        for block in self.blocks:
            if isinstance(block, Table):
                yield block
            elif isinstance(block, LossList):
                yield block.table


def printable(text: str) -> str:
    r"""The text without the characters that XML and typesetters refuse.

    Example:
        >>> printable("Hà\x00 Nội")
        'Hà Nội'
    """
    return FORBIDDEN.sub("", text)


def outline_document(value: object) -> Parameter:  # noqa: PLR0911  # one return for each type of value
    """A record of an outline as JSON values: its kind and fields; exact numbers as fraction text."""
    match value:
        case None | bool() | int():
            return value
        case Enum():
            return str(value.value)
        case str():
            return printable(value)
        case Fraction():
            return number_text(value)
        case dt.date():
            return value.isoformat()
        case tuple():
            return [outline_document(item) for item in value]
    if is_dataclass(value):
        content = {field.name: outline_document(getattr(value, field.name)) for field in fields(value)}
        return {"is": type(value).__name__, **content}
    raise Fault(f"no part of an outline: {value!r}")
