"""Where rules and reported values stand: legal sources as documents cite them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from parindex.engine.answers.model import AnswerSheet, last_entry
from parindex.engine.criteria.model import CriteriaSet
from parindex.engine.figures import Citation, Figure, InputValue, Reference
from parindex.engine.index.unit import UnitResult
from parindex.engine.quantities import parse_number
from parindex.reports.phrases import Speech
from parindex.wording.catalogue import N_
from parindex.wording.dates import written_date
from parindex.wording.names import Names
from parindex.wording.terms import ROUNDS, word

_SAYS_REASON = frozenset({"given", "not_applicable"})
_OUTRIGHT = {"points": N_("points entered"), "level": N_("level")}


def cited_documents(criteria_set: CriteriaSet) -> tuple[Reference, ...]:
    """Every document that the set cites, once, in the order of the file: without article and clause."""
    found: dict[tuple[str, str | None], Reference] = {}
    for node in criteria_set.walk():
        for reference in node.references:
            known = found.get((reference.document, reference.date))
            if known is None or known.url is None:
                found[reference.document, reference.date] = Reference(
                    reference.document, reference.date, url=reference.url
                )
    return tuple(found.values())


def document_name(reference: Reference, speech: Speech) -> str:
    """A document by its name and date, with its address."""
    parts = [reference.document]
    if reference.date and written_date(reference.date) not in reference.document:
        parts = [
            speech.gettext("{document} of {date}").format(
                document=reference.document, date=written_date(reference.date, speech.language)
            )
        ]
    return ", ".join([*parts, reference.url] if reference.url else parts)


def citation_text(citation: Citation, speech: Speech, documents: tuple[Reference, ...] | None = None) -> str:
    """Where a rule is written: its documents with article and clause, then file and line.

    Args:
        citation: Of a figure.
        speech: Language and set.
        documents: Where given, documents are cited by their number in this list: ``[2], mục III.2.1``.
    """
    known = {(item.document, item.date): number for number, item in enumerate(documents or (), start=1)}
    parts = []
    for reference in citation.references:
        number = known.get((reference.document, reference.date))
        name = document_name(reference, speech) if number is None else f"[{number}]"
        parts.append(", ".join(filter(None, (name, reference.article, reference.clause))))
    if citation.file:
        parts.append(_place(citation.file, citation.line, speech))
    return "; ".join(parts)


def _place(file: str, line: int | None, speech: Speech) -> str:
    return file if line is None else speech.gettext("{file}, line {line}").format(file=file, line=line)


def reported_lines(figure: Figure, result: UnitResult, speech: Speech) -> Iterator[str]:
    """What was reported for a figure: values with their source, evidence, the remark of the round that counts."""
    values = [item for item in figure.inputs if isinstance(item, InputValue)]
    if any(item.code != "points" for item in values):
        yield speech.gettext("Reported: {values}.").format(values="; ".join(_reported_values(figure, values, speech)))
    sources = dict.fromkeys(item.source for item in values if item.source)
    if sources:
        yield speech.gettext("Source: {sources}.").format(sources="; ".join(source.rstrip(".") for source in sources))
    evidence = _evidence(figure.key, result.sheet)
    if evidence:
        yield speech.gettext("Evidence: {evidence}.").format(evidence="; ".join(item.rstrip(".") for item in evidence))
    reason = figure.step.parameters.get("reason")
    if isinstance(reason, str) and figure.step.kind not in _SAYS_REASON:
        said_in = word(ROUNDS, str(figure.step.parameters.get("round", "")), speech.language)
        yield speech.gettext("Remark ({round}): {reason}.").format(round=said_in, reason=reason.rstrip("."))


def _reported_values(figure: Figure, values: Iterable[InputValue], speech: Speech) -> Iterator[str]:
    names = Names(speech.criteria_set, speech.language)
    node = names.node(figure.key)
    if node is None:
        for item in values:
            yield f"{item.code} {names.adjustment(item.code)}: {_plain(item.value, speech)}"
    elif figure.step.kind == "survey":
        yield from _ballots(values, names)
    else:
        for item in values:
            yield _reported_value(node.code, item, names, speech)


def _reported_value(code: str, item: InputValue, names: Names, speech: Speech) -> str:
    if item.code in _OUTRIGHT and names.declared(code, item.code) is None:
        value = names.level(code, item.value) if item.code == "level" else _plain(item.value, speech)
        return f"{speech.gettext(_OUTRIGHT[item.code])}: {value}"
    label = names.label(code, item.code)
    if item.value in {"true", "false"}:
        answer = speech.gettext("yes") if item.value == "true" else speech.gettext("no")
        return f"{label}: {answer}"
    number = parse_number(item.value)
    return f"{label}: {item.value if number is None else names.measured(code, item.code, number)}"


def _ballots(values: Iterable[InputValue], names: Names) -> Iterator[str]:
    """Counted answers, group by group."""
    groups: dict[str, list[str]] = {}
    for item in values:
        group, _dot, option = item.code.partition(".")
        groups.setdefault(group, []).append(f"{option} {item.value}")
    for group, options in groups.items():
        yield f"{names.group(group)}: {', '.join(options)}"


def _plain(text: str, speech: Speech) -> str:
    value = parse_number(text)
    return text if value is None else speech.maximum(value).shown


def _evidence(code: str, sheet: AnswerSheet) -> tuple[str, ...]:
    found = last_entry(sheet.answers.get(code))
    return found[1].evidence if found else ()
