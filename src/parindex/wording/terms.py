"""Codes of the engine as words: statuses, rounds, rule kinds, sources, measures. One word per notion everywhere."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from parindex.wording.catalogue import N_, VIETNAMESE, gettext_in, ngettext_in
from parindex.wording.numbers import grouped

STATUSES = {
    "scored": N_("scored"),
    "missing": N_("not answered"),
    "not_applicable": N_("not applicable"),
    "not_run": N_("survey not run"),
    "mixed": N_("differs below"),
    "whole": N_("of the whole index"),
}
ROUNDS = {
    "self": N_("self-assessment"),
    "round1": N_("appraisal round 1"),
    "round2": N_("appraisal round 2"),
    "council": N_("appraisal council"),
    "survey": N_("survey"),
}
RULE_KINDS = {
    "given": N_("points as decided"),
    "pass_fail": N_("full points or none"),
    "levels": N_("by level"),
    "bands": N_("by band"),
    "ratio": N_("ratio"),
    "weighted_ratio": N_("weighted ratio"),
    "mean_of_ratios": N_("mean of ratios"),
    "deduction": N_("deduction for each fault"),
    "count": N_("points for each item"),
    "targets": N_("targets missed, met and exceeded"),
    "survey": N_("survey answers"),
    "satisfaction": N_("satisfaction index"),
    "formula": N_("formula"),
}
STEP_KINDS = {
    **RULE_KINDS,
    "missing": STATUSES["missing"],
    "not_applicable": STATUSES["not_applicable"],
    "not_run": STATUSES["not_run"],
    "sum": N_("sum"),
    "percent": N_("percent of the maximum"),
    "index": N_("index"),
    "bonus": N_("bonus points"),
    "penalty": N_("penalty points"),
    "mean": N_("mean of the block"),
    "gap": N_("highest less lowest"),
    "count_reaching": N_("number of units that reach a threshold"),
    "count_risen": N_("number of units that stand higher than before"),
}
SOURCES = {
    "appraisal": N_("appraised"),
    "external": N_("figures of other bodies"),
    "survey": N_("survey of leaders and officials"),
    "satisfaction": N_("satisfaction of citizens (SIPAS)"),
}
PARTS = {"appraisal": N_("appraised part"), "survey": N_("surveyed part")}
UNRANKED_REASONS = {
    "scored_not_ranked": N_("scored, not ranked"),
    "nothing_applicable": N_("no criterion applies"),
    "incomplete": N_("not complete: some criteria have no value yet"),
    "alone_in_block": N_("the only unit of its block that could be ranked"),
}
MEASURES = {
    "points": N_("points"),
    "percent": "%",
    "percentage_points": N_("percentage points"),
    "relative_percent": N_("% (relative)"),
    "count": N_("number"),
    "rank": N_("rank"),
    "ratio": N_("ratio"),
}
SEVERITIES = {"error": N_("error"), "warning": N_("warning")}


def points_words(value: Fraction, language: str = VIETNAMESE) -> str:
    """So many points, exactly: ``1,5 điểm``.

    Example:
        >>> points_words(Fraction(1), "en"), points_words(Fraction(3, 2), "en")
        ('1 point', '1.5 points')
    """
    ngettext = ngettext_in(language)
    said = ngettext("{points} point", "{points} points", 1 if value == 1 else 2)
    return said.format(points=grouped(value, language))


def word(words: Mapping[str, str], code: str, language: str = VIETNAMESE) -> str:
    """The words of a code out of one of the tables above; a code that is not there stays as it is.

    Example:
        >>> word(ROUNDS, "round1", "en"), word(ROUNDS, "round9", "en")
        ('appraisal round 1', 'round9')
    """
    message = words.get(code)
    return code if message is None else gettext_in(language)(message)
