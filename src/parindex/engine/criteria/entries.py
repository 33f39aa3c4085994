"""Answers for one leaf, as an example of a set and as a round of a sheet write them alike.

What may be answered is said by the leaf: its inputs, levels, formulas, the groups and options of its survey scale, and
its maximum. Loading judges an entry by itself; whether it fits its round or a grant is judged with the sheet.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from parindex.engine.criteria.documents import load_documents
from parindex.engine.criteria.model import Entry, Input, InputType, Node, SurveyPart
from parindex.engine.criteria.reading import Reader, Record, joined
from parindex.engine.criteria.rules import (
    Bands,
    Formulas,
    Given,
    Levels,
    MeanOfRatios,
    Ratio,
    Rule,
    Survey,
    WeightedRatio,
)
from parindex.engine.quantities import HUNDRED, ZERO, number_text
from parindex.engine.trees import Tree

ENTRY_FIELDS = ("inputs", "level", "counts", "formula", "points", "reason", "evidence", "sources")
ADJUSTMENT_ENTRY_FIELDS = ("count", "points", "reason", "evidence", "sources")


@dataclass(frozen=True, slots=True)
class EntryForm:
    """What may be answered for a leaf.

    Attributes:
        inputs: The declared inputs by name.
        rule: How points come about, or ``None`` where the rule itself could not be read: then only what does not
            depend on it is judged.
        maximum: Greatest points, or ``None`` where it could not be read.
        survey: Groups and scales of the set.
        unread: Names of inputs whose declaration has faults; their values are let be.
        ids: Ids of the levels or formulas of the rule, in its order.
    """

    inputs: Mapping[str, Input] = field(default_factory=dict)
    rule: Rule | None = None
    maximum: Fraction | None = None
    survey: SurveyPart = field(default_factory=SurveyPart)
    unread: frozenset[str] = frozenset()
    ids: Mapping[str, None] = field(init=False)

    def __post_init__(self) -> None:
        match self.rule:
            case Levels(levels):
                ids = dict.fromkeys(level.id for level in levels)
            case Formulas(formulas):
                ids = dict.fromkeys(formula.id for formula in formulas)
            case _:
                ids = {}
        object.__setattr__(self, "ids", ids)

    @classmethod
    def of(cls, node: Node, survey: SurveyPart) -> EntryForm:
        """What may be answered for the leaf of ``node``; nothing but points for a node without a leaf."""
        if node.leaf is None:
            return cls(maximum=node.maximum, survey=survey)
        return cls(node.leaf.inputs, node.leaf.rule, node.maximum, survey)


def load_entry(reader: Reader, tree: Tree | None, form: EntryForm, path: str) -> Entry | None:
    """The answer written in ``tree``, with all its faults noted in ``reader``.

    Values with faults are left out of the entry, so that it can still be judged for the rest; the caller scores
    nothing while ``reader`` holds errors.

    Returns:
        The entry, or ``None`` where no mapping stands there.
    """
    record = reader.record(tree, path, optional=ENTRY_FIELDS)
    if record is None:
        return None
    inputs = _inputs(record, form)
    _check_parts(record, form.rule, inputs)
    return Entry(
        inputs=inputs,
        level=_level(record, form),
        counts=_counts(record, form),
        formula=_formula(record, form),
        points=_points(record, form),
        reason=record.text("reason"),
        evidence=load_documents(record, "evidence"),
        sources=record.texts("sources"),
        place=record.place,
    )


def load_adjustment_entry(reader: Reader, tree: Tree | None, path: str) -> Entry | None:
    """How often a bonus or penalty applies (``count``, whole), or its ``points`` outright; scoring caps them."""
    record = reader.record(tree, path, optional=ADJUSTMENT_ENTRY_FIELDS)
    if record is None:
        return None
    count = record.whole("count")
    return Entry(
        count=None if count is None else Fraction(count),
        points=record.not_negative("points", "negative_points"),
        reason=record.text("reason"),
        evidence=load_documents(record, "evidence"),
        sources=record.texts("sources"),
        place=record.place,
    )


# Parts of an entry


def _inputs(record: Record, form: EntryForm) -> dict[str, Fraction]:
    """Values of the inputs: numbers, and yes/no as 1 or 0; an empty one is unanswered."""
    values = {}
    for member in record.members("inputs"):
        declared = form.inputs.get(member.name)
        if member.name in form.unread:
            continue
        if declared is None:
            record.reader.not_among_names(member, form.inputs, "unknown_input")
            continue
        value = input_value(record.reader, member.value, declared, member.path)
        if value is not None:
            values[member.name] = value
    return values


def input_value(reader: Reader, tree: Tree, declared: Input, path: str) -> Fraction | None:
    """One value, judged by the type and bounds that its input declares; yes is 1 and no is 0."""
    if declared.type is InputType.BOOLEAN:
        answer = reader.boolean(tree, path)
        return None if answer is None else Fraction(answer)
    if declared.type is InputType.COUNT:
        whole = reader.whole(tree, path)
        value = None if whole is None else Fraction(whole)
    else:
        value = reader.number(tree, path)
    if value is None:
        return None
    least, most = declared.least, declared.most
    if (least is not None and value < least) or (most is not None and value > most):
        reader.outside(value, tree.place, path, least, most)
        return None
    return value


def _level(record: Record, form: EntryForm) -> str | None:
    return _one_of(record, "level", form, Levels, "unknown_level")


def _formula(record: Record, form: EntryForm) -> str | None:
    return _one_of(record, "formula", form, Formulas, "unknown_formula")


def _one_of(record: Record, name: str, form: EntryForm, kind: type[Rule], code: str) -> str | None:
    """The id in a field, if it is one of those that a rule of this kind has."""
    found, tree = record.text(name), record.get(name)
    known = form.ids if isinstance(form.rule, kind) else ()
    if found is None or tree is None or form.rule is None or found in known:
        return found
    record.reader.not_among(tree, record.path_of(name), known, code)
    return None


def _counts(record: Record, form: EntryForm) -> dict[str, dict[str, int]] | None:
    """Answers of each respondent group by option; ``None`` where nothing is written."""
    if not record.has("counts"):
        return None
    reader = record.reader
    scale = form.survey.scales.get(form.rule.scale) if isinstance(form.rule, Survey) else None
    options = () if scale is None else (*scale.options, *sorted(scale.no_information))
    groups = form.survey.groups if form.rule is None or isinstance(form.rule, Survey) else ()
    counts: dict[str, dict[str, int]] = {}
    for group in record.members("counts"):
        if group.name not in groups:
            reader.not_among_names(group, groups, "unknown_group")
            continue
        counts[group.name] = {}
        for option in reader.members(group.value, group.path):
            if scale is not None and option.name not in options:
                reader.not_among_names(option, options, "unknown_option")
                continue
            number = reader.whole(option.value, option.path)
            if number is not None:
                counts[group.name][option.name] = number
    return counts


def _points(record: Record, form: EntryForm) -> Fraction | None:
    """Points given outright: 0 to the maximum, and a multiple of the step where the rule has one."""
    points = _points_up_to(record, form.maximum)
    step = form.rule.step if isinstance(form.rule, Given) else None
    if points is not None and step is not None and points % step:
        record.report("points_off_step", "points", found=number_text(points), step=number_text(step))
        return None
    return points


def _points_up_to(record: Record, maximum: Fraction | None) -> Fraction | None:
    points = record.not_negative("points", "negative_points")
    if points is not None and maximum is not None and points > maximum:
        record.report("points_above_maximum", "points", found=number_text(points), maximum=number_text(maximum))
        return None
    return points


# Parts and wholes


@dataclass(frozen=True, slots=True)
class _Share:
    """Inputs whose sum may not exceed another input (or 100, where that is ``None``)."""

    parts: tuple[str, ...]
    whole: str | None


def _check_parts(record: Record, rule: Rule | None, inputs: Mapping[str, Fraction]) -> None:
    """Note every part above its whole, for a rule that says ``part_of_whole``; unanswered inputs are let be."""
    for share in _shares(rule):
        names = share.parts if share.whole is None else (*share.parts, share.whole)
        if any(name not in inputs for name in names):
            continue
        part = sum((inputs[name] for name in share.parts), ZERO)
        whole = HUNDRED if share.whole is None else inputs[share.whole]
        if part > whole:
            path = joined(record.path_of("inputs"), share.parts[0])
            record.reader.report(
                "part_above_whole",
                record.reader.places.get(path, record.place),
                path,
                parts=", ".join(share.parts),
                whole=share.whole or "100",
                found=number_text(part),
                expected=number_text(whole),
            )


def _shares(rule: Rule | None) -> Iterator[_Share]:
    match rule:
        case Bands(part_of_whole=True) | Ratio(part_of_whole=True):
            yield from _share(rule.numerator, rule.denominator, rule.percent)
        case WeightedRatio(part_of_whole=True):
            yield _Share(tuple(dict.fromkeys(term.input for term in rule.terms)), rule.denominator)
        case MeanOfRatios(part_of_whole=True):
            for level in rule.levels:
                yield from _share(level.numerator, level.denominator, level.percent)


def _share(numerator: str | None, denominator: str | None, percent: str | None) -> Iterator[_Share]:
    if numerator is not None and denominator is not None:
        yield _Share((numerator,), denominator)
    elif percent is not None:
        yield _Share((percent,), None)
