"""The one sentence that tells how a figure came about: the same on page, in documents, workbooks and command line.

``203 đúng hạn × 1 + 11 trễ × 0,6 = 209,6; ÷ 214; × 1,5 = 1,47 điểm``. It is made from the derivation that the figure
carries, with the labels of its criteria set; no sentence is stored, none is computed with.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from parindex.engine.criteria.model import CriteriaSet, MissingPolicy, Part, Source, WhenNotRun
from parindex.engine.figures import Figure, Status
from parindex.engine.index.unit import TREE
from parindex.engine.quantities import ONE, ZERO
from parindex.wording.adjustments import adjustment_sentence
from parindex.wording.block_figures import BLOCK_KINDS, block_sentence
from parindex.wording.catalogue import N_, VIETNAMESE
from parindex.wording.clauses import chain, zero_total
from parindex.wording.derivations import Derivation
from parindex.wording.names import upper_first
from parindex.wording.numbers import percent
from parindex.wording.terms import RULE_KINDS, word

_GIVEN = {
    "self": N_("the unit gave itself {points} of {maximum} points"),
    "round1": N_("appraisal round 1 gave {points} of {maximum} points"),
    "round2": N_("appraisal round 2 gave {points} of {maximum} points"),
    "council": N_("the appraisal council decided {points} of {maximum} points"),
    "survey": N_("the survey gave {points} of {maximum} points"),
    "satisfaction": N_("the survey of satisfaction gave {points} of {maximum} points"),
}
_NOT_RUN = {
    WhenNotRun.RESCALE: N_("the survey was not run: its {maximum} points are left out and the rest is rescaled"),
    WhenNotRun.LOWER_MAXIMUM: N_("the survey was not run: its {maximum} points are left out of the maximum"),
    WhenNotRun.ZERO: N_("the survey was not run: 0 of {maximum} points"),
}


def sentence(figure: Figure, criteria_set: CriteriaSet, *, language: str = VIETNAMESE) -> str:
    """How a figure came about, in one sentence without a full stop.

    Args:
        figure: Computed, or read back from where it is stored.
        criteria_set: The set it was made by; labels and decimals are taken from it.
        language: ``vi`` or ``en``.
    """
    told = Derivation(figure, criteria_set, language)
    return upper_first(_TOLD.get(told.kind, chain)(told))


def _given(told: Derivation) -> str:
    round_ = told.parameter("round") or ""
    if round_ == "survey" and told.leaf is not None and told.leaf.source is Source.SATISFACTION:
        round_ = Source.SATISFACTION.value
    message = _GIVEN.get(round_, N_("{points} of {maximum} points"))
    parts = [told.gettext(message).format(points=told.points(told.figure.value), maximum=told.plain(told.nominal))]
    replaced = told.parameter("instead_of")
    if replaced is not None:
        rule = word(RULE_KINDS, replaced, told.language)
        parts.append(told.gettext("given outright instead of the rule of the set ({rule})").format(rule=rule))
    return "; ".join([*parts, *_reason(told)])


def _reason(told: Derivation) -> list[str]:
    reason = told.parameter("reason")
    return [told.gettext("reason: {reason}").format(reason=reason.rstrip("."))] if reason else []


def _missing(told: Derivation) -> str:
    maximum = told.plain(told.nominal)
    is_zero = told.parameter("policy") == MissingPolicy.ZERO
    if _has_zero_total(told):
        message = (
            told.gettext("{total}; the set counts this as 0 of {maximum} points")
            if is_zero
            else told.gettext("{total}; the points (of {maximum}) are not known")
        )
        return message.format(total=zero_total(told), maximum=maximum)
    if is_zero:
        return told.gettext("no figures given; the set counts this as 0 of {maximum} points").format(maximum=maximum)
    return told.gettext("no figures given; the points (of {maximum}) are not known yet").format(maximum=maximum)


def _has_zero_total(told: Derivation) -> bool:
    return told.parameter("because") == "zero_denominator"


def _not_applicable(told: Derivation) -> str:
    maximum = told.plain(told.nominal)
    granted_by = told.parameter("granted_by")
    if granted_by is None:
        if told.parameter("policy") == MissingPolicy.NOT_APPLICABLE and not _has_zero_total(told):
            message = told.gettext(
                "no figures given; the set counts this as not applicable: the maximum falls from {maximum} to 0"
            )
            return message.format(maximum=maximum)
        message = told.gettext("not applicable, because {total}: the maximum falls from {maximum} to 0")
        return message.format(total=zero_total(told), maximum=maximum)
    granted_for = told.parameter("granted_for") or told.code
    parts = [told.gettext("not applicable: the maximum falls from {maximum} to 0").format(maximum=maximum)]
    if granted_for == told.code:
        parts.append(told.gettext("decided by {grantor}").format(grantor=granted_by))
    else:
        message = told.gettext("decided by {grantor} for {title}")
        parts.append(message.format(grantor=granted_by, title=told.names.title(granted_for)))
    return "; ".join([*parts, *_reason(told)])


def _not_run(told: Derivation) -> str:
    policy = WhenNotRun(told.parameter("when_not_run") or WhenNotRun.LOWER_MAXIMUM)
    return told.gettext(_NOT_RUN[policy]).format(maximum=told.plain(told.nominal))


def _sum(told: Derivation) -> str:
    figure = told.figure
    whole = listed(told)
    maximum = ZERO if figure.maximum is None else figure.maximum
    if figure.status is Status.NOT_APPLICABLE:
        return told.gettext("{listed}: none applies, the maximum is 0").format(listed=whole)
    if figure.value is None:
        return told.gettext("{listed}: not known, because some have no points yet").format(listed=whole)
    said = told.gettext("{listed}: {points} of {maximum} points").format(
        listed=whole, points=told.points(figure.value), maximum=told.plain(maximum)
    )
    if maximum == told.nominal:
        return said
    lowered = told.gettext(
        "the maximum is {maximum} instead of {nominal}, because not everything applies or was surveyed"
    )
    return f"{said}; {lowered.format(maximum=told.plain(maximum), nominal=told.plain(told.nominal))}"


def listed(told: Derivation) -> str:
    """Of what a figure is the sum: so many domains, criteria or sub-criteria, all points or those of one part."""
    code, _dot, part = told.code.rpartition(".")
    if part == Part.APPRAISAL:
        return told.gettext("appraised points of {listed}").format(listed=_children(told, code))
    if part == Part.SURVEY:
        return told.gettext("surveyed points of {listed}").format(listed=_children(told, code))
    return told.gettext("sum of {listed}").format(listed=_children(told, "" if told.code == TREE else told.code))


def _children(told: Derivation, code: str) -> str:
    """How many domains, criteria or sub-criteria stand below a code; the empty one is the whole tree."""
    number = len(told.figure.inputs)
    if not code:
        said = told.ngettext("{number} domain", "{number} domains", number)
    elif "." not in code:
        said = told.ngettext("{number} criterion", "{number} criteria", number)
    else:
        said = told.ngettext("{number} sub-criterion", "{number} sub-criteria", number)
    return said.format(number=number)


def _percent(told: Derivation) -> str:
    value, maximum = told.number("value"), told.number("maximum")
    if value is None:
        return told.gettext("no percent yet, because the points are not known")
    if not maximum:
        return told.gettext("no percent, because the maximum is 0")
    display = told.criteria_set.display
    shown = percent(told.figure.value, display.percent_decimals, language=told.language, rounding=display.rounding)
    return f"{told.plain(value)} ÷ {told.plain(maximum)} × 100 = {shown}"


def _index(told: Derivation) -> str:
    figure = told.figure
    if figure.value is None:
        return told.gettext("the index is not known, because some criteria have no points yet")
    parts = [told.gettext("points of all domains")]
    factor = told.number("factor") or ONE
    if factor != ONE:
        parts.append(told.gettext("× {factor}, because the survey was not run").format(factor=told.plain(factor)))
    if told.criteria_set.adjustments:
        parts.append(told.gettext("plus bonus points, minus penalty points"))
    unbounded = told.number("unbounded")
    if "bounded" in figure.notes and unbounded is not None:
        message = told.gettext("{unbounded}, brought within the bounds of the index")
        parts.append(message.format(unbounded=told.plain(unbounded)))
    maximum = told.plain(ZERO if figure.maximum is None else figure.maximum)
    message = told.gettext("{calculation}: {points} of {maximum} points")
    return message.format(calculation="; ".join(parts), points=told.points(figure.value), maximum=maximum)


_TOLD: Mapping[str, Callable[[Derivation], str]] = {
    "given": _given,
    "missing": _missing,
    "not_applicable": _not_applicable,
    "not_run": _not_run,
    "sum": _sum,
    "percent": _percent,
    "index": _index,
    "bonus": adjustment_sentence,
    "penalty": adjustment_sentence,
    **dict.fromkeys(BLOCK_KINDS, block_sentence),
}
