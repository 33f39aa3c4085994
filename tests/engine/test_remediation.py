"""Losses: they add up at every level, know their agency and part, and repeat where they repeat."""

from __future__ import annotations

from parindex.engine.answers.model import Grant
from parindex.engine.criteria.model import Part, Source
from parindex.engine.evaluate import evaluate
from parindex.engine.index.unit import UnitResult
from parindex.engine.remediation import (
    Loss,
    RepeatedLoss,
    losses,
    losses_by_agency,
    node_loss,
    repeated_among,
    repeated_losses,
)
from samples import branch, criteria, exact, given, leaf, sheet

SET = criteria(
    branch("1", leaf("1.1", "2", agency="Sở Nội vụ"), leaf("1.2", "3", source=Source.SURVEY, agency="Sở Nội vụ")),
    branch("2", leaf("2.1", "5"), leaf("2.2", "1", agency="Sở Tài chính")),
)


def result(*points: str, **fields: object) -> UnitResult:
    """The result of one unit, points in the order of the leaves."""
    answers = {node.code: given(value) for node, value in zip(SET.leaves(), points, strict=False)}
    return evaluate(SET, [sheet(answers, **fields)]).units[0]  # type: ignore[arg-type]  # fields of the sheet


def test_losses_add_up_at_every_level() -> None:
    """Leaf, node, part and agency tell the same total, exactly."""
    found = result("1.5", "2", "4.4", "1")

    assert exact("2.1") == node_loss(found).total
    assert (exact("0.5"), exact(1)) == (node_loss(found, "1").appraisal, node_loss(found, "1").survey)
    assert [("Sở Nội vụ", exact("1.5")), ("Ha-Noi", exact("0.6")), ("Sở Tài chính", exact(0))] == [
        (agency.agency, agency.lost.total) for agency in losses_by_agency(found)
    ]


def test_every_leaf_is_listed_those_without_loss_too() -> None:
    """A leaf that does not apply is listed with 0, one that is not known with null, and so are its sums."""
    found = result("1.5", "2", not_applicable={"2.2": Grant("Hội đồng", "không có")})

    assert (
        Loss("1.1", "Sở Nội vụ", Part.APPRAISAL, exact("0.5")),
        Loss("1.2", "Sở Nội vụ", Part.SURVEY, exact(1)),
        Loss("2.1", "Ha-Noi", Part.APPRAISAL, None),
        Loss("2.2", "Sở Tài chính", Part.APPRAISAL, exact(0)),
    ) == losses(found)
    assert node_loss(found).total is None
    assert node_loss(found, "1").total == exact("1.5")


def test_a_loss_of_every_year_is_repeated() -> None:
    """Only leaves that lost points in all cycles are told, with each year's points."""
    years = [result("1.97", "3", "5", "0.5"), result("1.97", "2", "5", "1"), result("1.9", "3", "5", "0.5")]

    assert [("1.1", (exact("0.03"), exact("0.03"), exact("0.1")))] == [
        (loss.code, loss.points) for loss in repeated_losses(years)
    ]
    assert repeated_losses(years[:1]) == ()


def test_losses_of_several_cycles_are_compared_without_their_results() -> None:
    """Stored losses are told as those just computed: only what was lost every time repeats."""
    old = (Loss("1", "A", Part.APPRAISAL, exact("0.5")), Loss("2", "A", Part.APPRAISAL, exact(0)))
    new = (Loss("1", "B", Part.APPRAISAL, exact("0.25")), Loss("2", "A", Part.APPRAISAL, exact(1)))

    assert (RepeatedLoss("1", "B", (exact("0.5"), exact("0.25"))),) == repeated_among([old, new])
    assert () == repeated_among([new])
