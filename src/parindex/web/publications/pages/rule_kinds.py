"""The ways in which points come about, each in a sentence: the closed list of rule kinds."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from parindex.wording.terms import RULE_KINDS, word


@dataclass(frozen=True, slots=True)
class RuleKind:
    """A kind of rule: its name, and what it does."""

    name: str
    says: str


def rule_kinds(language: str) -> tuple[RuleKind, ...]:
    """Every kind, in the order from the simplest to the most composed."""
    told = {
        "pass_fail": _("A condition holds: full points; else none."),
        "levels": _("The named level that fits gives its points."),
        "bands": _(
            "The interval in which the exact value lies gives its points; each limit says to which side it belongs."
        ),
        "ratio": _("Part divided by whole, times the maximum; never more than the cap, fixed points below a floor."),
        "weighted_ratio": _("Things of different worth are counted with their weights, then divided by all."),
        "mean_of_ratios": _("One ratio for each level of government, then their weighted mean."),
        "count": _("Points for each thing, up to a limit."),
        "deduction": _("From full points, so much off for each fault."),
        "targets": _("Targets missed, met and exceeded earn different shares of the points."),
        "survey": _("Each answer has a worth; each group of respondents has a weight."),
        "satisfaction": _("The satisfaction index in percent, times the maximum."),
        "formula": _("A formula written in the criteria set."),
        "given": _("The appraisal council decides the points, where the set leaves it so."),
    }
    return tuple(RuleKind(word(RULE_KINDS, kind, language), says) for kind, says in told.items())
