"""Printable web pages: one file, no script, nothing fetched; each figure explains itself at the anchor of its key."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from html import escape
from pathlib import Path

from parindex.engine.figures import text_or_none
from parindex.reports.outline import (
    Annex,
    Block,
    Cell,
    Column,
    Explanation,
    Heading,
    Inline,
    Listing,
    LossList,
    NationalHeader,
    Number,
    Outline,
    Paragraph,
    Row,
    RowKind,
    Share,
    SignatureBlock,
    Table,
    printable,
)

_CONTENT_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def write_html(outline: Outline) -> bytes:
    """The document as a standalone page."""
    return "\n".join(_page(outline)).encode()


def _page(outline: Outline) -> Iterator[str]:
    yield "<!doctype html>"
    yield f'<html lang="{_escaped(outline.language)}">'
    yield '<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_escaped(_CONTENT_POLICY)}">'
    yield f"<title>{_escaped(outline.title)}</title>"
    yield f"<style>\n{_style()}</style></head>"
    yield "<body><main>"
    if outline.mark:
        yield f'<p class="mark">{_escaped(outline.mark)}</p>'
    yield from _header(outline.header)
    yield _title(outline)
    for block in outline.blocks:
        yield from _block(block)
    yield from _signature(outline.signature)
    yield from _annex(outline.annex)
    yield "</main></body></html>\n"


@cache
def _style() -> str:
    return Path(__file__).with_name("page.css").read_text(encoding="utf-8")


def _escaped(text: str) -> str:
    return escape(printable(text))


# Words and numbers


def _inlines(parts: Iterable[Inline]) -> str:
    return "".join(map(_inline, parts))


def _inline(part: Inline) -> str:
    if isinstance(part, Number):
        return _linked(part.key, _number(part))
    said = _escaped(part.text)
    if part.is_bold:
        said = f"<strong>{said}</strong>"
    if part.is_italic:
        said = f"<em>{said}</em>"
    return _linked(part.key, said)


def _number(number: Number) -> str:
    """The number as printed, with its exact value for programs."""
    exact = text_or_none(number.value)
    shown = _escaped(number.shown)
    return shown if exact is None else f'<data value="{exact}">{shown}</data>'


def _share(share: Share) -> str:
    return _linked(share.points.key, f"{_number(share.points)}/{_number(share.maximum)}")


def _linked(key: str | None, said: str) -> str:
    return said if key is None else f'<a href="#{_escaped(key)}">{said}</a>'


# Blocks


def _header(header: NationalHeader) -> Iterator[str]:
    yield "<header><div>"
    yield from (f"<p>{_escaped(line)}</p>" for line in header.superior)
    yield f'<p class="ruled third"><strong>{"<br>".join(map(_escaped, header.authority))}</strong></p>'
    yield f"<p>{_escaped(header.number)}</p></div><div>"
    yield f"<p><strong>{_escaped(header.country)}</strong></p>"
    yield f'<p class="ruled"><strong>{_escaped(header.motto)}</strong></p>'
    yield f"<p><em>{_escaped(header.place_and_date)}</em></p></div></header>"


def _title(outline: Outline) -> str:
    subject = "<br>".join(map(_escaped, outline.subject))
    return f'<h1><span>{_escaped(outline.type_name)}</span> <span class="ruled third">{subject}</span></h1>'


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield f"<h{block.level + 1}>{_escaped(block.text)}</h{block.level + 1}>"
        case Paragraph():
            yield f"<p>{_inlines(block.parts)}</p>"
        case Listing():
            yield "<ul>"
            yield from (f"<li>{_inlines(item)}</li>" for item in block.items)
            yield "</ul>"
        case LossList():
            yield f"<p>{_escaped(block.explanation)}</p>"
            yield from _table(block.table)
        case Table():
            yield from _table(block)


def _table(table: Table) -> Iterator[str]:
    caption = _escaped(table.caption)
    yield f"{_wide(caption)}<table><caption>{caption}</caption>"
    yield f"<thead>{_head(column.title for column in table.columns)}</thead><tbody>"
    for row in table.rows:
        cells = "".join(
            _cell(place, cell, row, column)
            for place, (cell, column) in enumerate(zip(row.cells, table.columns, strict=True))
        )
        yield f'<tr class="{row.kind}">{cells}</tr>'
    yield "</tbody></table></div>"


def _wide(name: str) -> str:
    """Where a table is wider than the screen it moves by itself, by keys too."""
    return f'<div class="wide" role="region" aria-label="{name}" tabindex="0">'


def _head(titles: Iterable[str]) -> str:
    cells = "".join(f'<th scope="col">{_escaped(title)}</th>' for title in titles)
    return f"<tr>{cells}</tr>"


def _cell(place: int, cell: Cell, row: Row, column: Column) -> str:
    said = _share(cell) if isinstance(cell, Share) else _inline(cell)
    if place != _TITLE:
        return f'<td class="{column.align}">{said}</td>'
    scope = "rowgroup" if row.kind is RowKind.GROUP else "row"
    return f'<th scope="{scope}" class="{column.align} level{min(row.level, _DEEPEST)}">{said}</th>'


_TITLE = 1
_DEEPEST = 3


def _signature(block: SignatureBlock) -> Iterator[str]:
    yield f'<footer><div class="recipients"><p><strong><em>{_escaped(block.recipients_title)}</em></strong></p>'
    yield from (f"<p>- {_escaped(line)};</p>" for line in block.recipients)
    yield f'</div><div class="signer"><p><strong>{"<br>".join(map(_escaped, block.title))}</strong></p>'
    yield f"<p><strong>{_escaped(block.name)}</strong></p></div></footer>"


# The annex


def _annex(annex: Annex) -> Iterator[str]:
    yield f'<section class="annex"><h2>{_escaped(annex.heading)}<br>{_escaped(annex.title)}</h2>'
    yield f'<p class="belongs">{_escaped(annex.belongs_to)}</p>'
    yield f'{_wide(_escaped(annex.title))}<table class="derivations"><thead>{_head(annex.columns)}</thead>'
    for explanation in annex.explanations:
        yield "<tbody>"
        yield from _explanation(annex, explanation)
        yield "</tbody>"
    yield f"</table></div><h3>{_escaped(annex.documents_title)}</h3><ol>"
    yield from (f"<li>{_escaped(document)}</li>" for document in annex.documents)
    yield "</ol></section>"


def _explanation(annex: Annex, explanation: Explanation) -> Iterator[str]:
    for place, derivation in enumerate(explanation.derivations):
        told = [f"<p>{_escaped(derivation.sentence)}</p>"]
        if len(derivation.inputs) > 1:
            keys = ", ".join(_linked(key, _escaped(key)) for key in derivation.inputs)
            told.append(f'<p class="small">{_escaped(annex.inputs_title)} {keys}</p>')
        if place == 0:
            told.insert(0, f"<p><strong>{_escaped(explanation.title)}</strong></p>")
            reported = _escaped("".join(f"{line} " for line in explanation.reported))
            told.append(f'<p class="small">{reported}<em>{_escaped(explanation.citation)}</em></p>')
        shown = f'<data value="{_escaped(derivation.exact)}">{_escaped(derivation.shown)}</data>'
        key = _escaped(derivation.key)
        yield f'<tr id="{key}"><th scope="row">{key}</th><td>{shown}</td><td>{"".join(told)}</td></tr>'
