"""A second, plain reading of the form: scores by bare fractions, one line per rule, no plan, no trace, no sharing.

It is slow and says nothing about how a figure came about. What it says must be what the engine says, in every cell.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction

from parindex.engine.answers.model import AnswerSheet, Round
from parindex.engine.criteria import rules
from parindex.engine.criteria.formula import Expression
from parindex.engine.criteria.model import CriteriaSet, Entry, MissingPolicy, Node, Part, WhenNotRun

Points = Fraction | None | str
Cell = tuple[Fraction | None, Fraction]
MISSING, NOT_APPLICABLE = "missing", "not_applicable"
ORDER = ("self", "round1", "round2", "council", "survey")


def cells(criteria_set: CriteriaSet, sheet: AnswerSheet) -> dict[str, Cell]:
    """Points and own maximum of every node and part, of ``tree`` and of ``index``."""
    found: dict[str, Cell] = {}
    for node in criteria_set.nodes:
        _node(criteria_set, sheet, node, frozenset(), found)
    leaves = {node.code: node for node in criteria_set.leaves()}
    for part in Part:
        of_part = [found[code] for code, node in leaves.items() if node.leaf and node.leaf.part is part]
        found[part.value] = _add(of_part)
    found["tree"] = _add([found[node.code] for node in criteria_set.nodes])
    found["index"] = _index(criteria_set, sheet, found["tree"])
    return found


def _node(
    criteria_set: CriteriaSet, sheet: AnswerSheet, node: Node, above: frozenset[str], found: dict[str, Cell]
) -> None:
    codes = above | {node.code}
    if node.leaf is not None:
        found[node.code] = _leaf(criteria_set, sheet, node, is_granted=bool(codes & set(sheet.not_applicable)))
        return
    for child in node.children:
        _node(criteria_set, sheet, child, codes, found)
    found[node.code] = _add([found[child.code] for child in node.children])
    for part in Part:
        below = [leaf for leaf in node.walk() if leaf.leaf and leaf.leaf.part is part]
        if below:
            found[f"{node.code}.{part}"] = _add([found[leaf.code] for leaf in below])


def _add(parts: list[Cell]) -> Cell:
    values = [value for value, _ in parts]
    maximum = sum((own for _, own in parts), Fraction(0))
    known = [value for value in values if value is not None]
    return (sum(known, Fraction(0)) if len(known) == len(values) else None), maximum


def _leaf(criteria_set: CriteriaSet, sheet: AnswerSheet, node: Node, *, is_granted: bool) -> Cell:
    leaf = node.leaf
    assert leaf is not None  # noqa: S101  # the caller asked
    if is_granted:
        return Fraction(0), Fraction(0)
    if not sheet.survey_run and leaf.part is Part.SURVEY:
        keeps = criteria_set.survey.when_not_run is WhenNotRun.ZERO
        return Fraction(0), node.maximum if keeps else Fraction(0)
    rounds = sheet.answers.get(node.code, {})
    present = [rounds[Round(name)] for name in ORDER if Round(name) in rounds]
    outcome = points(criteria_set, node, present[-1]) if present else MISSING
    if isinstance(outcome, Fraction):
        return outcome, node.maximum
    if outcome == NOT_APPLICABLE or leaf.missing is MissingPolicy.NOT_APPLICABLE:
        return Fraction(0), Fraction(0)
    return (Fraction(0) if leaf.missing is MissingPolicy.ZERO else None), node.maximum


def _index(criteria_set: CriteriaSet, sheet: AnswerSheet, tree: Cell) -> Cell:
    factor = Fraction(1)
    if not sheet.survey_run and criteria_set.survey.when_not_run is WhenNotRun.RESCALE:
        appraised = [node.maximum for node in criteria_set.leaves() if node.leaf and node.leaf.part is Part.APPRAISAL]
        factor = criteria_set.maximum / sum(appraised, Fraction(0))
    value, maximum = tree[0], tree[1] * factor
    if value is None:
        return None, maximum
    value *= factor
    for kind, sign, ceiling in (
        ("bonus", 1, criteria_set.ceilings.bonus),
        ("penalty", -1, criteria_set.ceilings.penalty),
    ):
        total = Fraction(0)
        for adjustment in criteria_set.adjustments:
            rounds = sheet.adjustments.get(adjustment.code, {})
            present = [rounds[Round(name)] for name in ORDER if Round(name) in rounds]
            if adjustment.kind.value == kind and present:
                entry = present[-1]
                one = entry.points if entry.points is not None else (entry.count or 0) * adjustment.each
                total += one if adjustment.cap is None else min(one, adjustment.cap)
        value += sign * (total if ceiling is None else min(total, ceiling))
    bounds = criteria_set.bounds
    upper = maximum if bounds.upper_is_own_maximum else bounds.upper
    value = value if upper is None else min(value, upper)
    return (value if bounds.lower is None else max(value, bounds.lower)), maximum


def points(criteria_set: CriteriaSet, node: Node, entry: Entry) -> Points:  # noqa: C901, PLR0911, PLR0912  # one case a kind
    """Points of a leaf for an entry, ``missing`` or ``not_applicable``."""
    leaf, most, given = node.leaf, node.maximum, entry.inputs
    if entry.points is not None:
        return entry.points
    try:
        match leaf.rule if leaf else None:
            case rules.PassFail(input=str(name)):
                return most if given[name] else Fraction(0)
            case rules.PassFail(condition=Expression() as expression):
                return most if _formula(expression, given, most) else Fraction(0)
            case rules.Levels(levels=levels):
                return {level.id: level.points for level in levels}.get(entry.level or "", MISSING)
            case rules.Bands() as rule:
                value = given[rule.input] if rule.input else _share(rule, given) * 100
                return next(band.points for band in rule.bands if band.holds(value))
            case rules.Ratio() as rule:
                share = _share(rule, given)
                if rule.floor and share < rule.floor.below:
                    return rule.floor.points
                return min(share, rule.cap) * most
            case rules.WeightedRatio() as rule:
                weighed = [given[term.input] * term.weight for term in rule.terms]
                return min(sum(weighed) / given[rule.denominator], rule.cap) * most
            case rules.MeanOfRatios() as rule:
                return _mean(rule, given, most)
            case rules.Deduction(faults=faults, floor=floor):
                return max(floor, most - _counted(faults, given))
            case rules.Count(items=items):
                return min(most, _counted(items, given))
            case rules.Targets(inputs=names, shares=shares):
                numbers = [given[names.missed], given[names.met], given[names.exceeded]]
                weights = [shares.missed, shares.met, shares.exceeded]
                return sum((n * w for n, w in zip(numbers, weights, strict=True)), Fraction(0)) / sum(numbers) * most
            case rules.Survey() as rule:
                return _survey(criteria_set, node, rule, entry)
            case rules.Satisfaction(percent=name):
                return given[name] / 100 * most
            case rules.Formulas(formulas=formulas):
                chosen = next((item for item in formulas if item.id == entry.formula), formulas[0])
                return min(max(_formula(chosen.expression, given, most), Fraction(0)), most)
            case _:
                return MISSING
    except KeyError:
        return MISSING
    except ZeroDivisionError:
        policy = getattr(leaf.rule if leaf else None, "zero_denominator", rules.ZeroDenominator.MISSING)
        return {"full": most, "zero": Fraction(0)}.get(policy.value, policy.value)


def _formula(expression: Expression, given: Mapping[str, Fraction], most: Fraction) -> Fraction:
    """The value of a formula: its text turned into fractions for Python's own arithmetic (our own texts alone)."""
    if any(name not in given for name in expression.names - {"maximum"}):
        raise KeyError
    exact = re.sub(r"(?<![A-Za-z_0-9.])([0-9]+(?:\.[0-9]+)?)", r'Fraction("\1")', expression.text)
    python = re.sub(r"(?<![<>!])=", "==", exact)
    names = {**given, "maximum": most, "min": min, "max": max, "Fraction": Fraction}
    return Fraction(eval(python, {"__builtins__": {}}, names))  # noqa: S307  # texts of our own library


def _share(rule: rules.Ratio | rules.Bands | rules.RatioLevel, given: Mapping[str, Fraction]) -> Fraction:
    if rule.percent:
        return given[rule.percent] / 100
    numerator, denominator = given[rule.numerator or ""], given[rule.denominator or ""]
    return numerator / denominator


def _counted(items: tuple[rules.CountedItem, ...], given: Mapping[str, Fraction]) -> Fraction:
    total = Fraction(0)
    for item in items:
        one = given[item.input] * item.each
        total += one if item.cap is None else min(one, item.cap)
    return total


def _mean(rule: rules.MeanOfRatios, given: Mapping[str, Fraction], most: Fraction) -> Fraction:
    shares: list[tuple[Fraction, Fraction]] = []
    names = [name for level in rule.levels for name in (level.percent, level.numerator, level.denominator) if name]
    if any(name not in given for name in names):
        raise KeyError
    for level in rule.levels:
        try:
            shares.append((level.weight, min(_share(level, given), Fraction(1))))
        except ZeroDivisionError:
            if rule.zero_level is not rules.ZeroLevel.SKIP:
                shares.append((level.weight, Fraction(rule.zero_level is rules.ZeroLevel.FULL)))
    return sum((weight * share for weight, share in shares), Fraction(0)) / sum(weight for weight, _ in shares) * most


def _survey(criteria_set: CriteriaSet, node: Node, rule: rules.Survey, entry: Entry) -> Points:
    if entry.counts is None:
        return MISSING
    scale = criteria_set.survey.scales[rule.scale]
    scored: list[tuple[Fraction, Fraction | None]] = []
    for group, weight in criteria_set.survey.group_weights[node.code].items():
        answers = {option: n for option, n in entry.counts.get(group, {}).items() if option in scale.options}
        valid = sum(answers.values())
        share = (
            sum((scale.options[option] * n for option, n in answers.items()), Fraction(0)) / valid if valid else None
        )
        if weight:
            scored.append((weight, share))
    empty = [share for _, share in scored if share is None]
    if empty and rule.empty_group is rules.EmptyGroup.MISSING:
        return MISSING
    if rule.empty_group is rules.EmptyGroup.ZERO:
        scored = [(weight, share or Fraction(0)) for weight, share in scored]
    counted = [(weight, share) for weight, share in scored if share is not None]
    if not counted:
        return MISSING
    return sum((w * s for w, s in counted), Fraction(0)) / sum(w for w, _ in counted) * node.maximum
