"""Answers drawn from names: plausible, exact, and the same every time on every machine.

A draw is a hash of words, so nothing depends on an order of calls, a generator's state or the version of a library.
How well a unit does for a leaf is its ``quality``, in per mille; an answer is drawn so that its points come near that
share of the maximum, on the scale that the examples of the leaf show.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from parindex.engine.criteria.formula import MAXIMUM, DividedByZero, Expression
from parindex.engine.criteria.model import Entry, InputType, Leaf, Node, Scale
from parindex.engine.criteria.rules import (
    Band,
    Bands,
    Count,
    CountedItem,
    Deduction,
    Formulas,
    Given,
    Levels,
    MeanOfRatios,
    PassFail,
    Ratio,
    Satisfaction,
    Targets,
    WeightedRatio,
    ZeroLevel,
)
from parindex.engine.quantities import HUNDRED, ONE, ZERO

FULL = 1000
"""A quality of full points, in per mille."""

_SERVED = 30  # a total where no example of the leaf shows one
_MOST_FAULTS = 4
_MOST_ITEMS = 40
_STEPS_OF_QUALITY = (860, 620, 380, 140)  # quality that still earns the best, second, … level or band
_PASSING = 800
_SMALLEST_STEP = Fraction(1, 20)


def draw(limit: int, *words: str | int) -> int:
    """A whole number from 0 to ``limit`` - 1 that depends on the words alone.

    Example:
        >>> draw(100, "so-noi-vu", 2025) == draw(100, "so-noi-vu", 2025)
        True
    """
    digest = hashlib.blake2b("\x1f".join(map(str, words)).encode(), digest_size=8).digest()
    return int.from_bytes(digest) % limit


@dataclass(frozen=True, slots=True)
class Occasion:
    """Whose answer to what, and when: everything that a draw depends on.

    Attributes:
        unit: Id of the unit, or of another unit whose answers it shares.
        code: Code of the leaf.
        year: Year that is judged.
        size: How large the unit is, in percent of the unit that the examples of the set show.
    """

    unit: str
    code: str
    year: int
    size: int = 100

    def pick(self, limit: int, purpose: str) -> int:
        """A draw of this occasion alone."""
        return draw(limit, self.unit, self.code, self.year, purpose)


def appraised_answer(node: Node, leaf: Leaf, quality: int, occasion: Occasion, *, formula: str | None = None) -> Entry:
    """An answer to an appraised leaf, worth about ``quality`` per mille of its maximum.

    Args:
        node: The leaf's node.
        leaf: How it is judged.
        quality: 0 to 1000.
        occasion: What the draw depends on; the same occasion has the same totals at every quality.
        formula: The formula that the unit chose, where the set offers several.
    """
    drawing = _Drawing(node, leaf, min(max(quality, 0), FULL), occasion)
    match leaf.rule:
        case Given(step=step):
            points = drawing.points_near(step or _SMALLEST_STEP)
            return Entry(points=points)
        case Levels() as levels:
            return Entry(level=drawing.level(levels))
        case Formulas() as formulas:
            chosen = formula or formulas.formulas[0].id
            expression = next(named.expression for named in formulas.formulas if named.id == chosen)
            return Entry(inputs=drawing.formula(expression, chosen, formulas), formula=formula)
        case PassFail(input=str() as name):
            return Entry(inputs={name: Fraction(drawing.passes)})
        case PassFail(condition=Expression() as condition):
            return Entry(inputs=drawing.condition(condition))
        case rule:
            return Entry(inputs=drawing.inputs(rule))


def empty_answer(leaf: Leaf) -> Entry:
    """The answer of a unit that has nothing of what a leaf counts: every count is zero."""
    return Entry(inputs=dict.fromkeys(leaf.inputs, ZERO))


class _Drawing:
    """One answer being drawn."""

    def __init__(self, node: Node, leaf: Leaf, quality: int, occasion: Occasion) -> None:
        self._maximum = node.maximum
        self._leaf = leaf
        self._quality = quality
        self._occasion = occasion

    @property
    def passes(self) -> bool:
        """Whether a leaf of all or nothing is reached."""
        return self._quality >= _PASSING

    def points_near(self, step: Fraction) -> Fraction:
        """The largest multiple of ``step`` that the quality earns."""
        return self._maximum * self._quality / FULL // step * step

    def level(self, rule: Levels) -> str:
        """The level that the quality earns."""
        ordered = sorted(rule.levels, key=lambda level: level.points, reverse=True)
        return ordered[self._step(len(ordered))].id

    def inputs(self, rule: object) -> dict[str, Fraction]:
        """Inputs of a rule that counts, measures or compares."""
        values: dict[str, Fraction] = {}
        match rule:
            case Bands():
                values = self._bands(rule)
            case Ratio():
                values = self._share(rule.percent, rule.numerator, rule.denominator, self._quality)
            case WeightedRatio():
                values = self._weighted(rule)
            case MeanOfRatios():
                values = self._levels_of_government(rule)
            case Deduction():
                values = self._faults(rule.faults)
            case Count():
                values = self._items(rule.items)
            case Targets():
                values = self._targets(rule)
        return values

    # Shares

    def _share(
        self, percent: str | None, numerator: str | None, denominator: str | None, quality: int
    ) -> dict[str, Fraction]:
        """A percentage, or a part of a total, of this quality."""
        if percent is not None:
            return {percent: self._bounded(percent, Fraction(quality, 10))}
        if numerator is None or denominator is None:
            return {}
        total = self._total(denominator)
        return {numerator: self._whole(total * quality / FULL), denominator: total}

    def _weighted(self, rule: WeightedRatio) -> dict[str, Fraction]:
        """Counts of falling weight that add up to the total, or to less where no term has weight 0."""
        total = self._total(rule.denominator)
        rest = total
        values = {rule.denominator: total}
        terms = sorted(rule.terms, key=lambda term: term.weight, reverse=True)
        for number, term in enumerate(terms):
            share = Fraction(self._quality, FULL) if number == 0 else Fraction(2, 3)
            is_last = number == len(terms) - 1
            values[term.input] = rest if is_last and not term.weight else self._whole(rest * share)
            rest -= values[term.input]
        return values

    def _levels_of_government(self, rule: MeanOfRatios) -> dict[str, Fraction]:
        values: dict[str, Fraction] = {}
        for number, level in enumerate(rule.levels):
            quality = min(max(self._quality - 15 + self._occasion.pick(30, f"level {number}"), 0), FULL)
            values |= self._share(level.percent, level.numerator, level.denominator, quality)
        return values

    def _targets(self, rule: Targets) -> dict[str, Fraction]:
        names = rule.inputs
        total = sum((self._shown(name, ZERO) for name in (names.missed, names.met, names.exceeded)), ZERO) or _SERVED
        missed = self._whole(Fraction(total * (FULL - self._quality), FULL))
        exceeded = self._whole(Fraction((total - missed) * (300 + self._occasion.pick(500, "exceeded")), FULL))
        return {names.missed: missed, names.exceeded: exceeded, names.met: total - missed - exceeded}

    # Bands

    def _bands(self, rule: Bands) -> dict[str, Fraction]:
        """A value inside the band that the quality earns."""
        ordered = sorted(rule.bands, key=lambda band: band.points, reverse=True)
        value = self._inside(ordered[self._step(len(ordered))])
        name = rule.input or rule.percent
        if name is not None:
            return {name: self._bounded(name, value)}
        if rule.numerator is None or rule.denominator is None:
            return {}
        total = self._total(rule.denominator)
        return {rule.numerator: self._whole(total * value / HUNDRED), rule.denominator: total}

    def _inside(self, band: Band) -> Fraction:
        """A value of the band, to one decimal; open ends reach ten further."""
        low = band.from_ if band.from_ is not None else (band.to or ZERO) - 10
        high = band.to if band.to is not None else low + 10
        tenths = (low + (high - low) * Fraction(5 + self._occasion.pick(90, "inside"), 100)) * 10
        value = Fraction(-(-tenths // 1), 10)
        return value if band.holds(value) else low if band.holds(low) else high

    # Counted things

    def _faults(self, faults: Sequence[CountedItem]) -> dict[str, Fraction]:
        """Few faults of one kind, worth about the loss; none where the loss is less than half of one."""
        values = {fault.input: ZERO for fault in faults}
        loss = self._maximum * (FULL - self._quality) / FULL
        fault = faults[self._occasion.pick(len(faults), "fault")]
        if loss * 2 >= fault.each:
            often = min(max(loss // fault.each, 1), _MOST_FAULTS)
            values[fault.input] = self._bounded(fault.input, Fraction(often))
        return values

    def _items(self, items: Sequence[CountedItem]) -> dict[str, Fraction]:
        """Counted things worth about the quality, each kind up to its cap."""
        open_points = self._maximum * self._quality / FULL
        values = {}
        for item in items:
            reach = open_points if item.cap is None else min(open_points, item.cap)
            often = min(Fraction(reach // item.each), Fraction(_MOST_ITEMS))
            values[item.input] = self._bounded(item.input, often)
            open_points -= min(often * item.each, reach)
        return values

    # Conditions and formulas

    def condition(self, condition: Expression) -> dict[str, Fraction]:
        """Inputs of an example that passes or fails as the quality asks, on the scale of the unit where that holds."""
        wanted = self._maximum if self.passes else ZERO
        found = [example.entry.inputs for example in self._leaf.examples if example.points == wanted]
        if not found:
            return {}
        shown = found[self._occasion.pick(len(found), "example")]
        scaled = self._scaled(shown)
        return scaled if bool(self._value(condition, scaled)) is self.passes else dict(shown)

    def formula(self, expression: Expression, chosen: str, rule: Formulas) -> dict[str, Fraction]:
        """Inputs of the example of this formula that comes nearest to the quality, on the scale of the unit."""
        first = rule.formulas[0].id
        found = [
            (example.points, example.entry.inputs)
            for example in self._leaf.examples
            if example.points is not None and (example.entry.formula or first) == chosen
        ]
        wanted = self._maximum * self._quality / FULL
        _, shown = min(found, key=lambda example: abs(example[0] - wanted))
        scaled = self._scaled(shown)
        return dict(shown) if self._value(expression, scaled) is None else scaled

    def _value(self, expression: Expression, inputs: Mapping[str, Fraction]) -> Fraction | None:
        """The value of an expression; ``None`` where it divides by zero."""
        try:
            return expression.value({**inputs, MAXIMUM: self._maximum})
        except DividedByZero:
            return None

    def _scaled(self, shown: Mapping[str, Fraction]) -> dict[str, Fraction]:
        return {name: self._bounded(name, value * self._occasion.size / 100) for name, value in shown.items()}

    # Numbers

    def _step(self, choices: int) -> int:
        """Which of several choices, best first, the quality earns."""
        reached = (number for number, least in enumerate(_STEPS_OF_QUALITY) if self._quality >= least)
        return min(next(reached, choices - 1), choices - 1)

    def _total(self, name: str) -> Fraction:
        """What an example shows as this total, on the scale of the unit; at least 1, whole."""
        scaled = self._shown(name, Fraction(_SERVED)) * self._occasion.size / 100
        variation = Fraction(85 + self._occasion.pick(30, f"total {name}"), 100)
        return max(self._bounded(name, Fraction(scaled * variation // 1)), ONE)

    def _shown(self, name: str, otherwise: Fraction) -> Fraction:
        """The first value above zero that an example gives this input."""
        values = (example.entry.inputs.get(name, ZERO) for example in self._leaf.examples)
        return next((value for value in values if value > 0), otherwise)

    def _whole(self, value: Fraction) -> Fraction:
        """The nearest whole number, halves up."""
        return Fraction((value * 2 + 1) // 2)

    def _bounded(self, name: str, value: Fraction) -> Fraction:
        """The value within the bounds of its input, whole where it counts."""
        declared = self._leaf.inputs[name]
        if declared.type is InputType.COUNT:
            value = Fraction(value // 1)
        if declared.least is not None:
            value = max(value, declared.least)
        return value if declared.most is None else min(value, declared.most)


def without_branches(entry: Entry, leaf: Leaf) -> Entry:
    """The answer of a unit that has none of the lower levels of a mean of ratios, where these are skipped."""
    rule = leaf.rule
    if not isinstance(rule, MeanOfRatios) or rule.zero_level is not ZeroLevel.SKIP:
        return entry
    names = {name for level in rule.levels[1:] for name in (level.numerator, level.denominator)}
    return Entry(inputs={name: ZERO if name in names else value for name, value in entry.inputs.items()})


def satisfaction_answer(rule: Satisfaction, quality: int, occasion: Occasion) -> Entry:
    """An index of satisfaction, in percent with two decimals, that follows the quality."""
    hundredths = 7300 + quality * 2 + occasion.pick(160, "satisfaction") - 80
    return Entry(inputs={rule.percent: Fraction(min(hundredths, 9990), 100)})


def survey_answer(scale: Scale, groups: Iterable[str], quality: int, occasion: Occasion) -> Entry:
    """Counted ballots of each group: most choose the best options, a few say nothing.

    The groups have the same size for every unit, less those who did not answer, and their own mood in each year.
    """
    best_first = sorted(scale.options, key=lambda option: scale.options[option], reverse=True)
    counts = {}
    for group in groups:
        mood = draw(120, group, occasion.unit, occasion.year) - 60
        size = 40 + draw(60, group, "size") - occasion.pick(7, f"absent {group}")
        silent = occasion.pick(4, f"silent {group}") if scale.no_information else 0
        best = (size - silent) * min(max(quality * 2 - 1150 + mood, 150), 920) // FULL
        counts[group] = _spread(best_first, best, size - silent)
        if silent:
            counts[group][min(scale.no_information)] = silent
    return Entry(counts=counts)


def _spread(options: Sequence[str], best: int, size: int) -> dict[str, int]:
    """``best`` answers for the first option; of the rest three quarters for each next one, all else for the last."""
    counts = {options[0]: best}
    rest = size - best
    for option in options[1:-1]:
        counts[option] = rest * 3 // 4
        rest -= counts[option]
    counts[options[-1]] = counts.get(options[-1], 0) + rest
    return {option: count for option, count in counts.items() if count}
