"""Points lost, by responsible agency, as documents list them."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from parindex.engine.criteria.model import Part
from parindex.engine.index.unit import TREE, UnitResult
from parindex.engine.remediation import AgencyLoss, Loss, losses_by_agency, node_loss
from parindex.reports.outline import Align, Cell, Column, LossList, Number, Row, RowKind, Table, Text
from parindex.reports.phrases import Speech
from parindex.wording.names import Names


def loss_list(result: UnitResult, speech: Speech) -> LossList:
    """Every leaf that did not reach its maximum, under its agency; sums are those of the engine."""
    _ = speech.gettext
    columns = (
        Column(_("Code"), 15),
        Column(_("Responsible agency, criterion"), 81),
        Column(_("Lost, appraised part"), 23, Align.CENTRE),
        Column(_("Lost, surveyed part"), 23, Align.CENTRE),
        Column(_("Lost, total"), 23, Align.CENTRE),
    )
    agencies = [loss for loss in losses_by_agency(result) if any(_is_told(item) for item in loss.losses)]
    rows = [row for agency in agencies for row in _agency_rows(agency, speech)]
    whole = node_loss(result)
    cells = (
        Text(""),
        Text(_("All agencies")),
        speech.points(whole.appraisal, Part.APPRAISAL.value),
        speech.points(whole.survey, Part.SURVEY.value),
        speech.points(whole.total, TREE),
    )
    table = Table(
        sheet=_("Losses"),
        caption=_("Table {number}. {title}").format(number=3, title=_("Points lost by responsible agency")),
        columns=columns,
        rows=(*rows, Row(cells, RowKind.TOTAL)),
    )
    explanation = _(
        "Points lost are the maximum of the unit less the points reached; bonus and penalty points are not among them. "
        "Criteria without loss are not listed."
    )
    return LossList(explanation, table)


def _agency_rows(agency: AgencyLoss, speech: Speech) -> Iterator[Row]:
    lost = agency.lost
    sums = (speech.points(lost.appraisal), speech.points(lost.survey), speech.points(lost.total))
    yield Row((Text(""), Text(agency.agency), *sums), RowKind.GROUP)
    for loss in agency.losses:
        if _is_told(loss):
            yield _leaf_row(loss, speech)


def _leaf_row(loss: Loss, speech: Speech) -> Row:
    names = Names(speech.criteria_set, speech.language)
    node = names.node(loss.code)
    title = loss.code if node is None else names.words(node.title)
    own: dict[Part, Cell] = {loss.part: _number(loss.points, loss.code, speech)}
    blank = Text("")
    cells = (
        Text(loss.code, loss.code),
        Text(title),
        *(own.get(part, blank) for part in Part),
        _number(loss.points, loss.code, speech),
    )
    return Row(cells, level=1)


def _number(points: Fraction | None, code: str, speech: Speech) -> Number:
    return speech.points(points, code)


def _is_told(loss: Loss) -> bool:
    return loss.points is None or loss.points > 0
