"""``score``, ``rank``, ``explain`` and ``compare``: what the engine computed, for people and for programs."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from fractions import Fraction
from pathlib import Path

import click
from click.shell_completion import CompletionItem

from parindex.cli.speech import FINE, language, print_json, print_table, say, tell
from parindex.cli.spoken import FileName, SetName, command, json_option, option
from parindex.engine.answers.model import AnswerSheet
from parindex.engine.change import Change, Difference, change
from parindex.engine.criteria.keys import local_keys
from parindex.engine.criteria.model import CriteriaSet
from parindex.engine.evaluate import evaluate
from parindex.engine.figures import Figure
from parindex.engine.index.unit import UnitResult, UnknownKey
from parindex.engine.ranking import BlockRanking
from parindex.engine.remediation import losses_by_agency
from parindex.errors import BadData, Place, Problem
from parindex.files.intake import open_criteria_set, open_crosswalk, open_sheets
from parindex.reports.exchange import change_document, explanation_document, ranking_document, score_document
from parindex.reports.phrases import Speech
from parindex.reports.sources import citation_text, reported_lines
from parindex.wording.catalogue import N_
from parindex.wording.names import figure_title
from parindex.wording.numbers import printed, signed
from parindex.wording.sentences import sentence
from parindex.wording.standings import grade_sentence, unranked_words

_WHOLE = ("appraisal", "survey", "bonus", "penalty", "index")
_RELATIONS = {
    "same": N_("the same"),
    "rescaled": N_("other maximum"),
    "split": N_("split"),
    "merged": N_("merged"),
    "new": N_("new"),
    "dropped": N_("dropped"),
    "not_comparable": N_("not comparable"),
}

set_option = option(
    "--set", "set_name", type=SetName(), required=True, says=N_("Criteria set: an id of the library, or a file.")
)
sheet_option = option("--sheet", type=FileName(), required=True, says=N_("Answer sheet of the unit."))
unit_option = option("--unit", metavar="UNIT", says=N_("Id of the unit, where the file holds several sheets."))


# Commands


@command(N_("Scores one unit exactly: every figure, its grade, what was lost, and its rounds."))
@set_option
@sheet_option
@unit_option
@json_option
def score(set_name: str, sheet: Path, unit: str | None, *, as_json: bool) -> int:
    """Score a unit."""
    result = result_of(set_name, sheet, unit)
    if as_json:
        print_json(score_document(result))
    else:
        _print_score(result)
    return FINE


@command(N_("Ranks all units within their blocks."))
@set_option
@option("--sheets", type=FileName(), required=True, says=N_("Folder or file with the answer sheets."))
@json_option
def rank(set_name: str, sheets: Path, *, as_json: bool) -> int:
    """Rank units."""
    criteria_set, opened = _opened(set_name, sheets)
    result = evaluate(criteria_set, opened)
    if as_json:
        print_json(ranking_document(criteria_set, result.ranking))
        return FINE
    _say_demonstration(criteria_set)
    names = {item.unit.id: item.unit.name for item in result.units}
    for number, block in enumerate(result.ranking):
        if number:
            click.echo()
        _print_block(block, names, criteria_set)
    return FINE


def _keys_of_set(context: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Keys that begin as the user typed, where the set is named already."""
    name = context.params.get("set_name")
    try:
        keys = local_keys(open_criteria_set(name)) if isinstance(name, str) else ()
    except BadData:
        keys = ()
    return [CompletionItem(key) for key in keys if key.startswith(incomplete)]


@command(N_("Opens the figure of a key (1.7, 2.survey, index) down to its inputs and its clause."))
@set_option
@sheet_option
@unit_option
@click.argument("key", metavar="KEY", shell_complete=_keys_of_set)
@json_option
def explain(set_name: str, sheet: Path, unit: str | None, key: str, *, as_json: bool) -> int:
    """Explain a figure."""
    result = result_of(set_name, sheet, unit)
    try:
        document = explanation_document(result, key, language())
    except UnknownKey as unknown:
        raise click.BadParameter(_no_such_key(result, key), param_hint="KEY") from unknown
    if as_json:
        print_json(document)
    else:
        _say_demonstration(result.criteria_set)
        _print_explanation(result, result.figure(key), 0)
    return FINE


@command(N_("Says what changed between two cycles of a unit, in lines that add up exactly."))
@option(
    "--old", nargs=2, required=True, metavar="SET SHEET", says=N_("Criteria set and answer sheet of the earlier cycle.")
)
@option(
    "--new", nargs=2, required=True, metavar="SET SHEET", says=N_("Criteria set and answer sheet of the later cycle.")
)
@option(
    "--crosswalk",
    type=FileName(),
    says=N_("Crosswalk between the two sets; otherwise that of the library, or equal codes."),
)
@unit_option
@json_option
def compare(
    old: tuple[str, str], new: tuple[str, str], crosswalk: Path | None, unit: str | None, *, as_json: bool
) -> int:
    """Compare two cycles."""
    before, after = result_of(old[0], Path(old[1]), unit), result_of(new[0], Path(new[1]), unit)
    links = open_crosswalk(crosswalk, before.criteria_set, after.criteria_set)
    told = change(before, after, links)
    if as_json:
        print_json(change_document(told, after.criteria_set))
    else:
        _print_change(told, before, after)
    return FINE


# From files to results


def result_of(set_name: str, sheet: Path, unit: str | None) -> UnitResult:
    """The result of the one unit of a sheet file, or of the named one.

    Raises:
        BadData: The files have faults, or the unit cannot be told.
    """
    criteria_set, sheets = _opened(set_name, sheet)
    return evaluate(criteria_set, [_chosen(sheets, sheet, unit)]).units[0]


def _opened(set_name: str, path: Path) -> tuple[CriteriaSet, list[AnswerSheet]]:
    """The set and the sheets, after saying their warnings on standard error."""
    warnings: list[Problem] = []
    criteria_set = open_criteria_set(set_name, warnings=warnings)
    sheets = open_sheets(path, criteria_set, warnings=warnings)
    tell(warnings)
    return criteria_set, sheets


def _chosen(sheets: list[AnswerSheet], path: Path, unit: str | None) -> AnswerSheet:
    found = [sheet for sheet in sheets if unit is None or sheet.unit.id == unit]
    if len(found) == 1:
        return found[0]
    ids = [sheet.unit.id for sheet in sheets]
    known, place = ", ".join(ids), Place(str(path))
    if unit is None:
        raise BadData([Problem("several_sheets", place, parameters={"found": str(len(sheets)), "known": known})])
    near = get_close_matches(unit, ids, n=1)
    parameters = {"found": unit, "known": known, "near": near[0] if near else ""}
    raise BadData([Problem("unknown_unit", place, parameters=parameters)])


def _no_such_key(result: UnitResult, key: str) -> str:
    near = get_close_matches(key, result.keys())
    if near:
        told = say(N_("the set has no figure “{key}”; near it are {near}"))
        return told.format(key=key, near=", ".join(near))
    told = say(N_("the set has no figure “{key}”; keys are the codes of the set and index, appraisal, survey"))
    return told.format(key=key)


# For people


def _say_demonstration(criteria_set: CriteriaSet) -> None:
    if criteria_set.is_demonstration:
        click.echo(say(N_("Demonstration data.")))


def _print_score(result: UnitResult) -> None:
    criteria_set = result.criteria_set
    speech = Speech(criteria_set, language())
    _say_demonstration(criteria_set)
    click.echo(f"{result.unit.name} · {criteria_set.title.in_language(language())}")
    rows = [["", say(N_("Points")), say(N_("Maximum")), "%"]]
    rows += [_score_row(result.figure(key), speech) for key in (*(node.code for node in criteria_set.nodes), *_WHOLE)]
    print_table(rows, right=frozenset({1, 2, 3}))
    grade = grade_sentence(result, language=language())
    if grade:
        click.echo(f"{grade}.")
    click.echo()
    rows = [[say(N_("Responsible agency")), say(N_("Points lost"))]]
    rows += [[loss.agency, speech.points(loss.lost.total).shown] for loss in losses_by_agency(result)]
    print_table(rows, right=frozenset({1}))


def _score_row(figure: Figure, speech: Speech) -> list[str]:
    title = figure_title(figure.key, speech.criteria_set, language=speech.language)
    if figure.maximum is None:
        return [title, speech.figure(figure).shown, "", ""]
    return [
        title,
        speech.figure(figure).shown,
        speech.points(figure.maximum).shown,
        speech.percent(figure.percent).shown,
    ]


def _print_block(block: BlockRanking, names: dict[str, str], criteria_set: CriteriaSet) -> None:
    speech = Speech(criteria_set, language())
    click.echo(say(N_("Block: {block}")).format(block=block.block))
    rows = [[say(N_("Rank")), say(N_("Unit")), say(N_("Index, %")), say(N_("Remark"))]]
    rows += [
        [
            str(place.rank),
            names[place.unit],
            speech.percent(place.percent).shown,
            say(N_("shared rank")) if place.is_tied else "",
        ]
        for place in block.ranked
    ]
    rows += [["–", names[place.unit], "", unranked_words(place, language=language())] for place in block.unranked]
    has_remarks = any(row[-1] for row in rows[1:])
    print_table(rows if has_remarks else [row[:-1] for row in rows], right=frozenset({0, 2}))


def _print_explanation(result: UnitResult, figure: Figure, depth: int) -> None:
    """A figure, how it came about, what was reported and where the rule is written; then those it was made from."""
    speech = Speech(result.criteria_set, language())
    margin = "  " * depth
    title = figure_title(figure.key, result.criteria_set, language=language())
    named = title if title.startswith(f"{figure.key} ") else f"{title} [{figure.key}]"
    click.echo(f"{margin}{named} = {speech.figure(figure).shown}")
    for line in _explained(result, figure, speech):
        click.echo(f"{margin}  {line}")
    for key in figure.inputs:
        if isinstance(key, str):
            _print_explanation(result, result.figure(key), depth + 1)


def _explained(result: UnitResult, figure: Figure, speech: Speech) -> Iterator[str]:
    yield sentence(figure, result.criteria_set, language=language())
    node = result.criteria_set.node(figure.key)
    if node is not None and node.leaf is not None:
        yield from reported_lines(figure, result, speech)
        cited = citation_text(figure.step.citation, speech)
        if cited:
            yield say(N_("Clause: {clause}.")).format(clause=cited)


def _print_change(told: Change, old: UnitResult, new: UnitResult) -> None:
    decimals = new.criteria_set.display.percent_decimals
    if old.criteria_set.is_demonstration or new.criteria_set.is_demonstration:
        click.echo(say(N_("Demonstration data.")))
    click.echo(f"{new.unit.name}: {_told(told.index, new.criteria_set)}")
    rows = [
        [
            say(N_("Criterion")),
            say(N_("Relation")),
            say(N_("Contribution")),
            say(N_("Performance")),
            say(N_("Structure")),
        ]
    ]
    for line in told.links:
        before, after = (" + ".join(codes) or "–" for codes in (line.link.from_, line.link.to))
        numbers = (line.contribution, line.performance, line.structure)
        rows.append(
            [
                before if before == after else f"{before} → {after}",
                say(_RELATIONS[line.link.relation.value]),
                *(_signed(number, decimals) for number in numbers),
            ]
        )
    adjusted = ((N_("Bonus points"), told.bonus), (N_("Penalty points"), told.penalty), (N_("Bounds"), told.bounds))
    rows += [[say(title), "", _signed(number, decimals), "", ""] for title, number in adjusted]
    rows.append([say(N_("Sum, percentage points")), "", _signed(told.sum, decimals), "", ""])
    print_table(rows, right=frozenset({2, 3, 4}))


def _told(difference: Difference, criteria_set: CriteriaSet) -> str:
    """The change of the index in its three measures, each called by its name; what may not be said is said so."""
    display = criteria_set.display
    points = (
        say(N_("points not comparable, because the maxima differ"))
        if difference.points is None
        else say(N_("{points} points")).format(points=_signed(difference.points, display.decimals))
    )
    return say(N_("{points}; {percentage_points} percentage points; {relative} % relative change")).format(
        points=points,
        percentage_points=_signed(difference.percentage_points, display.percent_decimals),
        relative=_signed(difference.relative_percent, display.percent_decimals),
    )


def _signed(value: Fraction | None, decimals: int) -> str:
    return printed(None, decimals) if value is None else signed(value, decimals, language=language())
