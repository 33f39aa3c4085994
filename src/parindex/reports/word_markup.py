"""Pieces of WordprocessingML that python-docx has no words for: links to bookmarks, fields, rules, whole runs.

Text is set as text of an element, so it is escaped by the XML library whatever it holds.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.paragraph import Paragraph as WordParagraph

from parindex.reports.anchors import bookmark_name
from parindex.reports.outline import Cell, Inline, Number, Share, Text, printable

FONT = "Times New Roman"
_SCRIPTS = ("ascii", "hAnsi", "eastAsia", "cs")
_THEMES = ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme")
_LINK_LINE = "8C8C8C"

Value = str | int


def element(tag: str, *children: BaseOxmlElement, **attributes: Value) -> BaseOxmlElement:
    """An element of the ``w`` namespace: ``element("jc", val="center")``."""
    made = cast("BaseOxmlElement", OxmlElement(f"w:{tag}"))
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    made.extend(children)
    return made


def set_font(properties: BaseOxmlElement) -> None:
    """Times New Roman in black for every script; fonts and colours of a theme go."""
    for tag in ("w:rFonts", "w:color"):
        for old in properties.findall(qn(tag)):
            properties.remove(old)
    properties.insert(0, element("rFonts", **dict.fromkeys(_SCRIPTS, FONT)))
    colour = element("color", val="000000")
    followers = [child for child in properties if child.tag in _AFTER_COLOUR]
    if followers:
        followers[0].addprevious(colour)
    else:
        properties.append(colour)


_AFTER_COLOUR = {qn(f"w:{tag}") for tag in ("spacing", "w", "kern", "position", "sz", "szCs", "highlight", "u", "lang")}


# Runs and links


def run(
    text: str,
    *,
    size: float | None = None,
    is_bold: bool = False,
    is_italic: bool = False,
    is_link: bool = False,
) -> BaseOxmlElement:
    """A run of characters of one look; ``size`` in points."""
    properties = element("rPr")
    if is_bold:
        properties.append(element("b"))
    if is_italic:
        properties.append(element("i"))
    if size is not None:
        half_points = int(size * 2)
        properties.extend([element("sz", val=half_points), element("szCs", val=half_points)])
    if is_link:
        properties.append(element("u", val="dotted", color=_LINK_LINE))
    words = element("t")
    words.text = printable(text)
    words.set(qn("xml:space"), "preserve")
    return element("r", *([properties] if len(properties) else []), words)


def linked(key: str | None, *runs: BaseOxmlElement) -> tuple[BaseOxmlElement, ...]:
    """Runs that lead to the bookmark of a key, where there is one."""
    if key is None:
        return runs
    return (element("hyperlink", *runs, anchor=bookmark_name(key), history=1),)


def inline(part: Inline | Cell, *, size: float | None = None, is_bold: bool = False) -> tuple[BaseOxmlElement, ...]:
    """Words or a number of an outline, with its link."""
    match part:
        case Text():
            said = run(
                part.text,
                size=size,
                is_bold=is_bold or part.is_bold,
                is_italic=part.is_italic,
                is_link=part.key is not None,
            )
            return linked(part.key, said)
        case Number():
            return linked(part.key, run(part.shown, size=size, is_bold=is_bold, is_link=part.key is not None))
        case Share():
            key = part.points.key
            return linked(key, run(part.shown, size=size, is_bold=is_bold, is_link=key is not None))


class Bookmarks:
    """Hands out bookmarks, numbered as Word asks."""

    def __init__(self) -> None:
        self._number = 0

    def around(self, key: str, *runs: BaseOxmlElement) -> tuple[BaseOxmlElement, ...]:
        """Runs within the bookmark of a key."""
        self._number += 1
        start = element("bookmarkStart", id=self._number, name=bookmark_name(key))
        return (start, *runs, element("bookmarkEnd", id=self._number))


# Paragraphs


def paragraph(
    style: str, *parts: BaseOxmlElement, align: str | None = None, indent: int = 0, keep_with_next: bool = False
) -> BaseOxmlElement:
    """A paragraph of a style (by its id), ``indent`` in twentieths of a point."""
    properties = element("pPr", element("pStyle", val=style))
    if keep_with_next:
        properties.append(element("keepNext"))
    if indent:
        properties.append(element("ind", left=indent))
    if align is not None:
        properties.append(element("jc", val=align))
    return element("p", properties, *parts)


def append(target: WordParagraph, parts: Iterable[BaseOxmlElement]) -> None:
    """Put pieces at the end of a paragraph."""
    target._p.extend(parts)  # noqa: SLF001  # the way python-docx itself recommends for what it has no words for


def page_number(size: float) -> tuple[BaseOxmlElement, ...]:
    """The field that Word fills with the number of the page."""
    instruction = element("instrText")
    instruction.text = "PAGE"
    instruction.set(qn("xml:space"), "preserve")
    pieces = (element("fldChar", fldCharType="begin"), instruction, element("fldChar", fldCharType="separate"))
    half_points = int(size * 2)
    shown = element("t")
    shown.text = "2"
    return tuple(
        element("r", element("rPr", element("sz", val=half_points), element("szCs", val=half_points)), piece)
        for piece in (*pieces, shown, element("fldChar", fldCharType="end"))
    )


def rule(style: str, left: int, right: int, *, after: int = 0) -> BaseOxmlElement:
    """A horizontal line as its own low paragraph; lengths and the space after it in twentieths of a point."""
    properties = element(
        "pPr",
        element("pStyle", val=style),
        element("pBdr", element("top", val="single", sz=6, space=0, color="000000")),
        element("spacing", before=60, after=after, line=60, lineRule="exact"),
        element("ind", left=left, right=right, firstLine=0),
        element("rPr", element("sz", val=4)),
    )
    return element("p", properties)
