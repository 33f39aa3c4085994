"""The page of a figure opened: where it stands, one sentence, the equation, each step, inputs, clause and evidence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _

from parindex.engine.criteria.keys import INDEX
from parindex.engine.criteria.model import Node
from parindex.engine.figures import Status
from parindex.engine.quantities import Measure
from parindex.web.publications.pages.deeper import Deeper, deeper
from parindex.web.publications.pages.drawings import Drawings, drawings
from parindex.web.publications.pages.equation import equation
from parindex.web.publications.pages.facts import Told, facts_of, told
from parindex.web.publications.pages.history import History, history
from parindex.web.publications.pages.inputs import InputRow, input_rows
from parindex.web.publications.pages.opened import WHOLE, Opened, parent_key
from parindex.web.publications.pages.questions import Question, questions
from parindex.web.publications.pages.steps import Step, exact_fraction, steps
from parindex.web.publications.pages.terms import Equation
from parindex.web.publications.queries import PublishedResult
from parindex.web.results.changes import changes_of_unit
from parindex.web.results.rounds import RoundOfLeaf, rounds_of_leaf
from parindex.web.ui.context import Link
from parindex.web.ui.drawing import place, scale
from parindex.wording.numbers import percent
from parindex.wording.sentences import sentence
from parindex.wording.terms import ROUNDS, word

LONGEST_STEP = 46


@dataclass(frozen=True, slots=True)
class PathStep:
    """One step of the way from the index to the figure."""

    shown: str
    maximum: str
    title: str
    address: str


@dataclass(frozen=True, slots=True)
class Relative:
    """A figure beside or below the one that is opened.

    Attributes:
        maximum: The unit's own maximum; empty where the figure has none.
        is_full: Whether it is at its maximum.
        frame: Width of its frame, ``filled`` that of its bar; all on one scale.
        note: Why it has no points, where it has none.
    """

    code: str
    title: str
    shown: str
    maximum: str
    address: str
    is_here: bool
    is_full: bool
    frame: str
    filled: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Scored:
    """What one round gave, in its own words."""

    round: str
    points: str
    reason: str
    evidence: tuple[str, ...]
    counts: bool


@dataclass(frozen=True, slots=True)
class Clause:
    """A legal source of the rule."""

    document: str
    date: str
    place: str
    url: str


@dataclass(frozen=True, slots=True)
class FigurePage:
    """What the page of a figure shows.

    Attributes:
        heading: "Why 1,47 points?"
        title: What the figure is; ``of`` the unit and the year.
        path: From the index to the figure, the figure last.
        sentence: The one sentence of its derivation, the same as in documents.
        standing: How much of the maximum was reached, and what was not.
        equation: ``None`` where nothing was calculated.
        fraction: The exact value as a fraction, where it does not end.
        parts: Figures that it was made from, for sums.
        scored: Every round side by side.
        siblings: Figures of the same parent, this one among them; ``parent`` is what they add up to.
        sources: Where reported values were taken from, each once.
        key: The figure's key in documents, workbooks and data; ``downloads`` are those.
        deeper: The same figure computed from finer parts, in another result of the same unit and year.
    """

    heading: str
    title: str
    of: str
    path: tuple[PathStep, ...]
    sentence: str
    standing: str
    equation: Equation | None
    steps: tuple[Step, ...]
    fraction: str
    drawings: Drawings
    inputs: tuple[InputRow, ...]
    parts: tuple[Relative, ...]
    deeper: Deeper | None
    history: History | None
    contradictions: tuple[Told, ...]
    questions: tuple[Question, ...]
    clauses: tuple[Clause, ...]
    rule_maximum: str
    rule_line: str
    rule_address: str
    evidence_asked: str
    sources: tuple[str, ...]
    scored: tuple[Scored, ...]
    agency: str
    siblings: tuple[Relative, ...]
    siblings_of: str
    parent: PathStep | None
    key: str
    downloads: tuple[Link, ...]
    code: str


def figure_page(published: PublishedResult, key: str, language: str, now: dt.datetime) -> FigurePage:
    """Everything that the page of a figure shows.

    Raises:
        KeyError: The result has no such figure.
    """
    opened = Opened(published, key, language)
    result, figure, node = opened.result, opened.figure, opened.node
    facts = facts_of(result.unit.id, result.year)
    is_leaf = node is not None and node.leaf is not None
    up = parent_key(key, opened)
    siblings, siblings_of = _siblings(opened)
    return FigurePage(
        heading=heading(opened),
        title=opened.title(),
        of=_("%(unit)s, %(year)s") % {"unit": result.unit.name, "year": result.year},
        path=tuple(_path(opened)),
        sentence=sentence(figure, result.criteria_set, language=language),
        standing=_standing(opened),
        equation=equation(opened),
        steps=steps(opened),
        fraction=exact_fraction(opened),
        drawings=drawings(opened),
        inputs=input_rows(opened),
        parts=_parts(opened),
        deeper=deeper(opened, now),
        history=history(opened, changes_of_unit(result.unit_id), facts),
        contradictions=() if facts is None else tuple(told(found, language) for found in facts.about(key)),
        questions=questions(opened),
        clauses=tuple(_clauses(opened)),
        rule_maximum="" if node is None else opened.plain(node.maximum),
        rule_line=_line(opened),
        rule_address=opened.addresses.criteria() if node is None else opened.addresses.rule(node.code),
        evidence_asked=_asked(opened, node),
        sources=_sources(opened),
        scored=_scored(opened) if is_leaf else _rounds_of_whole(opened),
        agency=_agency(opened, node),
        siblings=siblings,
        siblings_of=siblings_of,
        parent=None if up is None else _step(opened.at(up)),
        key=f"{result.key_prefix}/{key}",
        downloads=tuple(_downloads(opened)),
        code="" if node is None else node.code,
    )


def heading(opened: Opened) -> str:
    """The question that the page answers."""
    figure = opened.figure
    if figure.status is Status.NOT_APPLICABLE:
        return _("Why is this not applicable?")
    if figure.status is Status.NOT_RUN:
        return _("Why are there no surveyed points?")
    if figure.value is None:
        return _("Why are there no points yet?")
    if figure.measure is Measure.PERCENT:
        return _("Why %(percent)s?") % {"percent": opened.shown()}
    return _("Why %(points)s points?") % {"points": opened.shown()}


# Where it stands


def _path(opened: Opened) -> Iterator[PathStep]:
    keys = [opened.key]
    while (above := parent_key(keys[0], opened)) is not None:
        keys.insert(0, above)
    return (_step(opened.at(key)) for key in keys)


def _step(opened: Opened) -> PathStep:
    maximum = "" if opened.figure.maximum is None else opened.plain(opened.figure.maximum)
    return PathStep(opened.shown(), maximum, opened.short_title(LONGEST_STEP), opened.addresses.figure(opened.key))


def _standing(opened: Opened) -> str:
    """How much of the maximum was reached and what was not, as the engine tells both."""
    figure = opened.figure
    if figure.value is None or figure.percent is None or figure.maximum is None or figure.status is Status.NOT_RUN:
        return ""
    display = opened.result.criteria_set.display
    said = {
        "percent": percent(
            figure.percent, display.percent_decimals, language=opened.language, rounding=display.rounding
        ),
        "maximum": opened.plain(figure.maximum),
        "points": opened.shown(),
    }
    if figure.value == figure.maximum:
        return _("That is all of the %(maximum)s points.") % said
    lost = _lost(opened)
    if lost is None:
        return _("That is %(percent)s of %(maximum)s points.") % said
    said["lost"] = opened.shown(lost)
    return _("That is %(percent)s of %(maximum)s points; %(lost)s short of the maximum.") % said


def _lost(opened: Opened) -> Fraction | None:
    """What a leaf lost, as the engine stored it."""
    return next((loss.points for loss in opened.result.losses if loss.code == opened.key), None)


def _parts(opened: Opened) -> tuple[Relative, ...]:
    """The figures that a sum was made from; for the index those of the tree."""
    keys = [item for item in opened.figure.inputs if isinstance(item, str)]
    if opened.key == INDEX:
        keys = [item for item in opened.at("tree").figure.inputs if isinstance(item, str)]
        if opened.result.criteria_set.adjustments:
            keys += ["bonus", "penalty"]
    if opened.told.kind == "percent":
        return ()
    return _relatives([opened.at(key) for key in keys], here="")


def _siblings(opened: Opened) -> tuple[tuple[Relative, ...], str]:
    """The nodes of the same parent; none for figures of the whole and for parts of nodes."""
    node = opened.node
    if node is None or opened.key != node.code:
        return (), ""
    above = parent_key(opened.key, opened)
    parent = None if above in {None, INDEX} else opened.result.criteria_set.node(str(above))
    nodes = opened.result.criteria_set.nodes if parent is None else parent.children
    title = "" if parent is None else f"{parent.code} {opened.names.words(parent.title)}"
    return _relatives([opened.at(item.code) for item in nodes], here=opened.key), title


def _relatives(figures: list[Opened], here: str) -> tuple[Relative, ...]:
    most = max((item.figure.maximum or Fraction(0) for item in figures), default=Fraction(0))
    axis = scale(0, most or 1, 0, 110)
    return tuple(_relative(item, axis.length(item.figure.maximum or 0), here) for item in figures)


def _relative(opened: Opened, frame: Fraction, here: str) -> Relative:
    figure, node = opened.figure, opened.node
    code = "" if node is None else node.code
    title = opened.title().removeprefix(f"{code} ")
    share = Fraction(0) if figure.percent is None else figure.percent / 100
    notes = {
        Status.NOT_APPLICABLE: _("not applicable"),
        Status.NOT_RUN: _("survey not run"),
        Status.MISSING: _("not answered"),
    }
    return Relative(
        code=code,
        title=title[:1].upper() + title[1:],
        shown=opened.shown(),
        maximum="" if figure.maximum is None else opened.plain(figure.maximum),
        address=opened.addresses.figure(opened.key),
        is_here=opened.key == here,
        is_full=figure.value is not None and figure.value == figure.maximum and bool(figure.maximum),
        frame=place(frame),
        filled=place(frame * share),
        note=notes.get(figure.status, ""),
    )


# What it stands on


def _clauses(opened: Opened) -> Iterator[Clause]:
    references = opened.figure.step.citation.references
    decision = opened.result.criteria_set.decision
    if not references and decision is not None:
        said = {"number": decision.number, "issuer": decision.issuer or ""}
        named = _("Decision %(number)s of %(issuer)s") % said if "/" in decision.number else decision.number
        yield Clause(named if decision.issuer else decision.number, decision.date or "", "", "")
    for reference in references:
        where = ", ".join(part for part in (reference.article, reference.clause) if part)
        yield Clause(reference.document, reference.date or "", where, reference.url or "")


def _line(opened: Opened) -> str:
    citation = opened.figure.step.citation
    if not citation.file:
        return ""
    if citation.line is None:
        return citation.file
    return _("%(file)s, line %(line)s") % {"file": citation.file, "line": citation.line}


def _asked(opened: Opened, node: Node | None) -> str:
    if node is None or node.leaf is None or node.leaf.evidence is None:
        return ""
    return opened.names.words(node.leaf.evidence)


def _sources(opened: Opened) -> tuple[str, ...]:
    sources = (getattr(item, "source", None) for item in opened.figure.inputs)
    return tuple(dict.fromkeys(part for source in sources if source for part in source.split("; ")))


def _agency(opened: Opened, node: Node | None) -> str:
    if node is None or opened.key in WHOLE:
        return ""
    return node.agency or opened.result.unit.name


def _scored(opened: Opened) -> tuple[Scored, ...]:
    code = opened.key.removesuffix(".percent")
    return tuple(_round(opened.at(code), found) for found in rounds_of_leaf(opened.result, code))


def _round(opened: Opened, found: RoundOfLeaf) -> Scored:
    points = "–" if found.points is None else opened.shown(found.points)
    name = word(ROUNDS, found.round.value, opened.language)
    return Scored(name[:1].upper() + name[1:], points, found.reason, found.evidence, found.counts)


def _rounds_of_whole(opened: Opened) -> tuple[Scored, ...]:
    """For the whole and its appraised part: points of the appraised part after each round."""
    if opened.key not in {INDEX, "appraisal"}:
        return ()
    rounds = list(opened.result.rounds.items())
    appraised = opened.at("appraisal")
    return tuple(
        Scored(
            round=(name := word(ROUNDS, code, opened.language))[:1].upper() + name[1:],
            points="–" if value is None else appraised.shown(value),
            reason="",
            evidence=(),
            counts=position == len(rounds) - 1,
        )
        for position, (code, value) in enumerate(rounds)
    )


def _downloads(opened: Opened) -> Iterator[Link]:
    """The figure as data, and the documents of the result in which its key stands."""
    data = opened.addresses.figure_data(opened.key)
    if data:
        yield Link("JSON", data)
    for form in ("xlsx", "docx", "pdf"):
        address = opened.addresses.file(form)
        if address:
            yield Link(form.upper(), address)
