"""Answers drawn by a fixed rule: the same seed gives the same sheet on every machine, without a random state."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from parindex.engine.answers.model import AnswerSheet, Grant, Round, UnitName
from parindex.engine.criteria import rules
from parindex.engine.criteria.model import CriteriaSet, Entry, Input, InputType, Node, Part


def draw(below: int, *seed: object) -> int:
    """A whole number from 0 to below ``below``."""
    digest = hashlib.blake2b("\x1f".join(map(str, seed)).encode(), digest_size=8).digest()
    return int.from_bytes(digest) % below


def sheet(criteria_set: CriteriaSet, seed: int, *, gaps: bool = True) -> AnswerSheet:
    """A sheet that visits every corner: absent inputs, zeros, caps passed, all rounds, grants, surveys not run."""
    survey_run = not (criteria_set.survey.is_optional and draw(3, seed, "run") == 0)
    granted = {
        node.code: Grant("Hội đồng thẩm định", "không phát sinh")
        for node in criteria_set.leaves()
        if gaps and node.leaf and node.leaf.may_be_not_applicable and draw(8, seed, node.code, "grant") == 0
    }
    answers = {
        node.code: _rounds(criteria_set, node, seed, gaps=gaps)
        for node in criteria_set.leaves()
        if node.code not in granted and (survey_run or (node.leaf and node.leaf.part is Part.APPRAISAL))
    }
    adjustments = {
        adjustment.code: {Round.COUNCIL: Entry(count=Fraction(draw(6, seed, adjustment.code)))}
        for adjustment in criteria_set.adjustments
        if draw(2, seed, adjustment.code, "there")
    }
    unit = UnitName(f"unit-{seed}", f"Đơn vị {seed}", "block")
    return AnswerSheet(criteria_set.id, unit, answers, granted, survey_run, adjustments)


def _rounds(criteria_set: CriteriaSet, node: Node, seed: int, *, gaps: bool) -> Mapping[Round, Entry]:
    if node.leaf is None or (gaps and draw(12, seed, node.code, "silent") == 0):
        return {}
    if node.leaf.part is Part.SURVEY:
        return {Round.SURVEY: entry(criteria_set, node, seed, gaps=gaps)}
    found = {Round.SELF: entry(criteria_set, node, seed, gaps=gaps)}
    for round_ in (Round.ROUND1, Round.ROUND2, Round.COUNCIL):
        if draw(3, seed, node.code, round_) == 0:
            found[round_] = entry(criteria_set, node, seed + 7919, gaps=gaps)
    return found


def entry(criteria_set: CriteriaSet, node: Node, seed: int, *, gaps: bool = True) -> Entry:
    """An answer that the rule of a leaf can score, or nearly."""
    leaf, key = node.leaf, (seed, node.code)
    if leaf is None or (gaps and draw(10, *key, "points") == 0):
        return Entry(points=_points(node, key))
    rule = leaf.rule
    match rule:
        case rules.Given():
            return Entry(points=_points(node, key))
        case rules.Levels(levels=levels):
            return Entry(level=levels[draw(len(levels), *key, "level")].id)
        case rules.Survey():
            return Entry(counts=_counts(criteria_set, rule, key))
        case _:
            found = Entry(inputs=_inputs(leaf.inputs, rule, key, gaps=gaps))
    if isinstance(rule, rules.Formulas):
        return replace(found, formula=rule.formulas[draw(len(rule.formulas), *key, "formula")].id)
    return found


def _points(node: Node, key: tuple[object, ...]) -> Fraction:
    step = node.leaf.rule.step if node.leaf and isinstance(node.leaf.rule, rules.Given) else None
    parts = int(node.maximum / step) if step else 7
    return node.maximum * draw(parts + 1, *key, "outright") / parts


def _counts(criteria_set: CriteriaSet, rule: rules.Survey, key: tuple[object, ...]) -> dict[str, dict[str, int]]:
    scale = criteria_set.survey.scales[rule.scale]
    return {
        group: {option: draw(40, *key, group, option) for option in (*scale.options, *scale.no_information)}
        for group in criteria_set.survey.groups
        if draw(6, *key, group)
    }


def _inputs(
    declared: Mapping[str, Input], rule: rules.Rule, key: tuple[object, ...], *, gaps: bool
) -> dict[str, Fraction]:
    values = {}
    for name, given in declared.items():
        if gaps and draw(25, *key, name, "absent") == 0:
            continue
        if given.type is InputType.BOOLEAN:
            values[name] = Fraction(draw(2, *key, name))
            continue
        least = given.least or Fraction(0)
        size = 120 if given.most is None else int(given.most - least)
        value = least + draw(size + 1, *key, name)
        if given.type is InputType.NUMBER and (given.most is None or value < given.most):
            value += Fraction(draw(100, *key, name, "hundredths"), 100)
        values[name] = value if draw(15, *key, name, "zero") else least
    if isinstance(rule, rules.Bands):
        _keep_within(rule, values)
    return values


def _keep_within(rule: rules.Bands, values: dict[str, Fraction]) -> None:
    """Bands cover a domain; a share above its end is brought back to it."""
    top = rule.domain.to
    if top is None:
        return
    name = rule.input or rule.percent
    if name in values:
        values[name] = min(values[name], top)
    elif rule.numerator in values and rule.denominator in values:
        values[rule.numerator] = min(values[rule.numerator], values[rule.denominator] * top / 100)
