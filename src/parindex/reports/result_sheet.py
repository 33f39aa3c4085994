"""The result sheet of a unit (phiếu kết quả): what it reached, where points were lost, how every figure came about."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from parindex.engine.criteria.model import Node, Part
from parindex.engine.figures import Figure, Status
from parindex.engine.index.unit import INDEX, PERCENT, UnitResult
from parindex.reports.annex import annex_of
from parindex.reports.frame import national_header, signature_block
from parindex.reports.loss_list import loss_list
from parindex.reports.outline import (
    Align,
    Block,
    Cell,
    Column,
    Heading,
    Inline,
    Letterhead,
    Listing,
    Outline,
    Paragraph,
    Row,
    RowKind,
    Table,
    Text,
)
from parindex.reports.phrases import Speech, phrase
from parindex.reports.remarks import result_notes, set_sources
from parindex.wording.catalogue import N_, VIETNAMESE, language_of
from parindex.wording.numbers import NO_DATA
from parindex.wording.standings import grade_sentence
from parindex.wording.terms import STATUSES, word

UNDATED = dt.date(2000, 1, 1)
"""Date inside the files of documents that have no date of their own."""

_NUMERALS = ("I", "II", "III", "IV", "V")
_SPACE = Text(" ")
_PARTS = {
    Part.APPRAISAL: N_("Appraised part: {points} of {maximum} points."),
    Part.SURVEY: N_("Surveyed part: {points} of {maximum} points."),
}
_ADJUSTMENTS = {"bonus": N_("Bonus points"), "penalty": N_("Penalty points")}


def result_sheet(
    result: UnitResult,
    language: str = VIETNAMESE,
    letterhead: Letterhead | None = None,
    *,
    year: int | None = None,
) -> Outline:
    """The result sheet of one unit.

    Args:
        result: As evaluated; nothing is computed here.
        language: ``vi`` or ``en``.
        letterhead: Who issues and signs it; without, or where it says nothing, blanks are left open.
        year: Of the cycle, where the title shall name it.
    """
    language = language_of(language)
    speech = Speech(result.criteria_set, language)
    letterhead = letterhead or Letterhead()
    subject = _subject(result, speech, year)
    type_name = speech.gettext("RESULT SHEET")
    return Outline(
        language=language,
        mark=speech.gettext("DEMONSTRATION DATA – not an official result")
        if speech.criteria_set.is_demonstration
        else None,
        header=national_header(letterhead, speech),
        type_name=type_name,
        subject=subject,
        blocks=tuple(_body(result, speech)),
        signature=signature_block(letterhead, speech),
        annex=annex_of(result, speech, " ".join([type_name.capitalize(), *subject])),
        date=letterhead.date or UNDATED,
    )


def _subject(result: UnitResult, speech: Speech, year: int | None) -> tuple[str, ...]:
    if year is None:
        first = speech.gettext("PAR INDEX of {unit}").format(unit=result.unit.name)
    else:
        first = speech.gettext("PAR INDEX {year} of {unit}").format(unit=result.unit.name, year=year)
    said = speech.gettext("(demonstration data)")
    return (first, said) if speech.criteria_set.is_demonstration and said not in first else (first,)


def _body(result: UnitResult, speech: Speech) -> Iterator[Block]:
    _ = speech.gettext
    yield Paragraph(_summary(result, speech))
    grade = grade_sentence(result, language=speech.language)
    if grade:
        yield Paragraph((Text(f"{grade.rstrip('.')}."),))
    notes = tuple(result_notes(result, speech))
    sections: list[tuple[str, Block]] = [
        (_("RESULT BY DOMAIN"), _summary_table(result, speech)),
        (_("ALL CRITERIA"), _criteria_table(result, speech)),
        (_("POINTS LOST AND RESPONSIBLE AGENCIES"), loss_list(result, speech)),
        *([(_("NOTES"), Listing(notes))] if notes else []),
        (_("SOURCES"), Listing(tuple((Text(line),) for line in set_sources(result, speech)))),
    ]
    for numeral, (title, block) in zip(_NUMERALS, sections, strict=False):
        yield Heading(f"{numeral}. {title}")
        yield block


# Summary


def _summary(result: UnitResult, speech: Speech) -> tuple[Inline, ...]:
    _ = speech.gettext
    index = result.figure(INDEX)
    unit = Text(result.unit.name)
    if index.value is None or index.maximum is None:
        return phrase(_("The PAR INDEX of {unit} is not known yet: some criteria have no points."), unit=unit)
    parts = phrase(
        _("The PAR INDEX of {unit} is {points} of {maximum} points ({percent}%)."),
        unit=unit,
        points=speech.figure(index),
        maximum=speech.maximum(index.maximum, INDEX),
        percent=speech.figure(result.figure(INDEX + PERCENT)),
    )
    for key, message in _PARTS.items():
        figure = result.figure(key)
        if figure.maximum:
            maximum = speech.maximum(figure.maximum, key)
            parts += (_SPACE, *phrase(_(message), points=speech.figure(figure), maximum=maximum))
    if speech.criteria_set.adjustments:
        bonus, penalty = (speech.figure(result.figure(key)) for key in _ADJUSTMENTS)
        message = _("Bonus points: {bonus}; penalty points: {penalty}.")
        parts += (_SPACE, *phrase(message, bonus=bonus, penalty=penalty))
    return parts


def _summary_table(result: UnitResult, speech: Speech) -> Table:
    _ = speech.gettext
    columns = (
        Column(_("No."), 10, Align.CENTRE),
        Column(_("Domain"), 51),
        Column(_("Appraised points / maximum"), 28, Align.CENTRE, _("Appraised points"), _("Maximum, appraised part")),
        Column(_("Surveyed points / maximum"), 28, Align.CENTRE, _("Surveyed points"), _("Maximum, surveyed part")),
        Column(_("Total points / maximum"), 26, Align.CENTRE, _("Total points"), _("Maximum")),
        Column(_("Index reached (%)"), 22, Align.CENTRE),
    )
    rows = [_domain_row(number, node, result, speech) for number, node in enumerate(result.criteria_set.nodes, 1)]
    if speech.criteria_set.adjustments:
        rows += [_adjustment_row(key, title, result, speech) for key, title in _ADJUSTMENTS.items()]
    return Table(
        sheet=_("Summary"),
        caption=_("Table {number}. {title}").format(number=1, title=_("Result by domain")),
        columns=columns,
        rows=(*rows, _index_row(result, speech)),
    )


def _domain_row(number: int, node: Node, result: UnitResult, speech: Speech) -> Row:
    cells = (
        Text(str(number), node.code),
        Text(node.title.in_language(speech.language)),
        *(_part_cell(node, part, result, speech) for part in Part),
        speech.share(result.figure(node.code)),
        speech.figure(result.figure(node.code + PERCENT)),
    )
    return Row(cells)


def _part_cell(node: Node, part: Part, result: UnitResult, speech: Speech) -> Cell:
    """The points of one part of a domain, a dash where it has none."""
    if node.leaf is not None:
        return speech.share(result.figure(node.code)) if node.leaf.part is part else Text(NO_DATA)
    if not any(leaf.leaf is not None and leaf.leaf.part is part for leaf in node.walk()):
        return Text(NO_DATA)
    return speech.share(result.figure(f"{node.code}.{part}"))


def _adjustment_row(key: str, title: str, result: UnitResult, speech: Speech) -> Row:
    figure = speech.figure(result.figure(key))
    return Row((Text(""), Text(speech.gettext(title)), Text(""), Text(""), figure, Text("")))


def _index_row(result: UnitResult, speech: Speech) -> Row:
    cells = (
        Text(""),
        Text(speech.gettext("PAR INDEX").upper(), INDEX),
        *(_whole_part(result.figure(part), speech) for part in Part),
        speech.share(result.figure(INDEX)),
        speech.figure(result.figure(INDEX + PERCENT)),
    )
    return Row(cells, RowKind.TOTAL)


def _whole_part(figure: Figure, speech: Speech) -> Cell:
    return speech.share(figure) if figure.inputs else Text(NO_DATA)


# All criteria


def _criteria_table(result: UnitResult, speech: Speech) -> Table:
    _ = speech.gettext
    columns = (
        Column(_("Code"), 15),
        Column(_("Domain, criterion, sub-criterion"), 66),
        Column(_("Points / maximum"), 24, Align.CENTRE, _("Points"), _("Maximum")),
        Column("%", 15, Align.CENTRE),
        Column(_("Status"), 20, Align.CENTRE),
        Column(_("Responsible agency"), 25),
    )
    return Table(
        sheet=_("All criteria"),
        caption=_("Table {number}. {title}").format(number=2, title=_("Points of all criteria")),
        columns=columns,
        rows=tuple(row for node in result.criteria_set.nodes for row in _node_rows(node, 0, result, speech)),
    )


def _node_rows(node: Node, level: int, result: UnitResult, speech: Speech) -> Iterator[Row]:
    figure = result.figure(node.code)
    agency = (node.agency or speech.gettext("the unit")) if node.leaf is not None else ""
    is_mixed = figure.status is Status.MIXED
    cells = (
        Text(node.code, node.code),
        Text(node.title.in_language(speech.language)),
        speech.share(figure),
        speech.figure(result.figure(node.code + PERCENT)),
        Text("" if is_mixed else word(STATUSES, figure.status, speech.language)),
        Text(agency),
    )
    yield Row(cells, RowKind.PLAIN if node.leaf is not None else RowKind.GROUP, level)
    for child in node.children:
        yield from _node_rows(child, level + 1, result, speech)
