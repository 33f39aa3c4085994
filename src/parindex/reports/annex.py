"""The annex in which every figure explains itself, under its key."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from parindex.engine.figures import Figure, Reference, text_or_none
from parindex.engine.index.unit import INDEX, PERCENT, TREE, UnitResult
from parindex.engine.quantities import Measure
from parindex.reports.outline import Annex, Derivation, Explanation
from parindex.reports.phrases import Speech
from parindex.reports.sources import citation_text, cited_documents, document_name, reported_lines
from parindex.wording.names import Names, figure_title
from parindex.wording.sentences import sentence

_WHOLE = (INDEX, TREE, "appraisal", "survey", "bonus", "penalty")


def annex_of(result: UnitResult, speech: Speech, belongs_to: str) -> Annex:
    """All figures of a unit: those of the whole first, then node by node in the order of the set."""
    _ = speech.gettext
    documents = cited_documents(result.criteria_set)
    return Annex(
        heading=_("ANNEX"),
        title=_("How every number was computed"),
        belongs_to=_("(To: {document})").format(document=belongs_to),
        sheet=_("Derivations"),
        columns=(_("Key"), _("Value"), _("How it was computed; source")),
        sheet_columns=(
            _("Key"),
            _("Name"),
            _("As shown"),
            _("Value"),
            _("Exact value"),
            _("How it was computed"),
            _("Made from"),
            _("Reported values and sources"),
            _("Basis"),
        ),
        inputs_title=_("From:"),
        explanations=tuple(_explanations(result, speech, documents)),
        documents_title=_("Documents cited"),
        documents=tuple(document_name(document, speech) for document in documents),
    )


def _explanations(result: UnitResult, speech: Speech, documents: tuple[Reference, ...]) -> Iterator[Explanation]:
    groups: dict[str, list[Figure]] = {key: [] for key in _WHOLE}
    for figure in result.figures():
        groups.setdefault(_owner(figure.key, groups), []).append(figure)
    names = Names(result.criteria_set, speech.language)
    for owner, figures in groups.items():
        node = names.node(owner)
        title = (
            figure_title(owner, result.criteria_set, language=speech.language)
            if node is None
            else names.words(node.title)
        )
        yield _explanation(title, figures, result, speech, documents)


def _owner(key: str, known: Mapping[str, object]) -> str:
    """The key of the points that a percent or part belongs to: ``1.appraisal.percent`` to ``1``."""
    base = key.removesuffix(PERCENT)
    if base in known:
        return base
    code, _dot, part = base.rpartition(".")
    return code if part in {"appraisal", "survey"} and code in known else base


def _explanation(
    title: str, figures: list[Figure], result: UnitResult, speech: Speech, documents: tuple[Reference, ...]
) -> Explanation:
    first = figures[0]
    return Explanation(
        title=title,
        derivations=tuple(_derivation(figure, speech) for figure in figures),
        reported=tuple(reported_lines(first, result, speech)),
        citation=_basis(citation_text(first.step.citation, speech, documents), speech),
        citation_in_full=citation_text(first.step.citation, speech),
    )


def _basis(citation: str, speech: Speech) -> str:
    return speech.gettext("Basis: {citation}.").format(citation=citation) if citation else ""


def _derivation(figure: Figure, speech: Speech) -> Derivation:
    number, share = speech.figure(figure), speech.share(figure)
    is_percent = figure.measure is Measure.PERCENT and figure.value is not None
    return Derivation(
        key=figure.key,
        number=number,
        shown=f"{share.shown}%" if is_percent else share.shown,
        exact=text_or_none(figure.value) or "",
        sentence=sentence(figure, speech.criteria_set, language=speech.language),
        inputs=tuple(item for item in figure.inputs if isinstance(item, str)),
    )
