"""Closing remarks of a result sheet: what was not scored and why, and where everything comes from."""

from __future__ import annotations

from collections.abc import Iterator

from parindex.engine.figures import Status
from parindex.engine.index.unit import INDEX, UnitResult
from parindex.engine.quantities import ONE
from parindex.reports.outline import Inline, Text
from parindex.reports.phrases import Speech, phrase
from parindex.wording.dates import written_date
from parindex.wording.sentences import sentence

_NOT_SCORED = (Status.NOT_APPLICABLE, Status.MISSING, Status.NOT_RUN)


def result_notes(result: UnitResult, speech: Speech) -> Iterator[tuple[Inline, ...]]:
    """Leaves that were not scored, by what is said of them; leaves that stand for several criteria; the index."""
    _ = speech.gettext
    yield from _not_scored(result, speech)
    remainders = [
        node.code for node in result.criteria_set.leaves() if node.leaf is not None and node.leaf.is_remainder
    ]
    if remainders:
        message = _("Several criteria under one joint maximum, because their single maxima are not public: {codes}.")
        yield phrase(message, codes=_codes(remainders))
    index = result.figure(INDEX)
    if index.notes or result.composite.factor != ONE:
        told = sentence(index, result.criteria_set, language=speech.language)
        yield phrase(_("PAR INDEX: {sentence}."), sentence=Text(told, INDEX))
    if not result.sheet.is_ranked:
        reason = (result.sheet.unranked_reason or "").rstrip(".")
        yield (Text(_("Scored, not ranked: {reason}.").format(reason=reason) if reason else _("Scored, not ranked.")),)


def _not_scored(result: UnitResult, speech: Speech) -> Iterator[tuple[Inline, ...]]:
    figures = [result.figure(node.code) for node in result.criteria_set.leaves()]
    for status in _NOT_SCORED:
        said: dict[str, list[str]] = {}
        for figure in figures:
            if figure.status is status:
                told = sentence(figure, result.criteria_set, language=speech.language)
                said.setdefault(told, []).append(figure.key)
        for told, codes in said.items():
            yield phrase(speech.gettext("{codes}: {sentence}."), codes=_codes(codes), sentence=Text(told.rstrip(".")))


def _codes(codes: list[str]) -> tuple[Inline, ...]:
    """Codes that lead to their derivations, with commas between."""
    parts: list[Inline] = []
    for code in codes:
        parts += [Text(", "), Text(code, code)]
    return tuple(parts[1:])


def set_sources(result: UnitResult, speech: Speech) -> Iterator[str]:
    """The criteria set with its decision, sources and hash; how numbers lead to their derivation."""
    _ = speech.gettext
    criteria_set = result.criteria_set
    yield _("Criteria set: {title}; id {id}, revision {revision}.").format(
        title=criteria_set.title.in_language(speech.language), id=criteria_set.id, revision=criteria_set.revision
    )
    decision = criteria_set.decision
    if decision is not None and not any(decision.number in source for source in criteria_set.sources):
        issued = [_("Decision {number}").format(number=decision.number)]
        if decision.date:
            issued.append(_("of {date}").format(date=written_date(decision.date, speech.language)))
        if decision.issuer:
            issued.append(_("by {issuer}").format(issuer=decision.issuer))
        yield f"{' '.join(issued)}."
    yield from (f"{source.rstrip('.')}." for source in criteria_set.sources)
    if criteria_set.sha256:
        yield _("File {file}, SHA-256 {sha256}.").format(file=criteria_set.file, sha256=criteria_set.sha256)
    yield _("Every number leads to its entry in the annex; its key is the same on pages, in workbooks and in programs.")
