"""The sections of a criteria set beside its tree: survey, ranking, grades, adjustments, bounds, extension limits."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from fractions import Fraction

from parindex.engine.criteria.model import (
    Adjustment,
    AdjustmentKind,
    Ceilings,
    Decision,
    Display,
    ExtensionLimits,
    Grade,
    IndexBounds,
    Prefer,
    Scale,
    SurveyPart,
    TieBreak,
    WhenNotRun,
)
from parindex.engine.criteria.reading import Member, Reader, Record, characters, coded_path, is_absent, joined
from parindex.engine.criteria.rules import Words
from parindex.engine.quantities import ONE, ZERO, Rounding, number_text
from parindex.engine.trees import Text, Tree

MOST_DECIMALS = 12


class _RankBy(StrEnum):
    """What units are ranked by: the percent of their own maximum, nothing else."""

    PERCENT = "percent"


class _Ties(StrEnum):
    """What equal percents mean without tie-breaks: the same rank."""

    SHARED = "shared"


class _SetRounding(StrEnum):
    """How figures may be printed."""

    HALF_UP = Rounding.HALF_UP.value


class _Upper(StrEnum):
    """An upper bound that differs from unit to unit."""

    OWN_MAXIMUM = "own_maximum"


# Head


def load_decision(root: Record) -> Decision | None:
    """The document that issued the set."""
    record = root.record("decision", required=("number",), optional=("date", "issuer"))
    if record is None:
        return None
    number = record.text("number")
    date, issuer = record.date("date"), record.text("issuer")
    return None if number is None else Decision(number, date, issuer)


def load_display(root: Record) -> Display:
    """How figures are printed; two decimals and half up unless the set says otherwise."""
    record = root.record("display", optional=("decimals", "percent_decimals", "rounding"))
    if record is None:
        return Display()
    record.choice("rounding", _SetRounding, "unknown_policy")
    return Display(_decimals(record, "decimals"), _decimals(record, "percent_decimals"), Rounding.HALF_UP)


def _decimals(record: Record, name: str) -> int:
    decimals = record.whole(name)
    if decimals is None:
        return 2
    if decimals > MOST_DECIMALS:
        record.reader.outside(
            Fraction(decimals), record.place_of(name), record.path_of(name), ZERO, Fraction(MOST_DECIMALS)
        )
        return 2
    return decimals


def load_ties(root: Record) -> tuple[TieBreak, ...]:
    """The tie-breaks in order; none where equal units share a rank. Their keys are judged with the tree."""
    record = root.record("ranking", optional=("by", "ties"))
    if record is None:
        return ()
    record.choice("by", _RankBy, "unknown_policy")
    if isinstance(record.get("ties"), Text):
        record.choice("ties", _Ties, "unknown_policy")
        return ()
    ties = []
    for item in record.items("ties"):
        tie = record.reader.record(item.value, item.path, required=("key", "prefer"))
        if tie is None:
            continue
        key, prefer = tie.text("key"), tie.choice("prefer", Prefer, "unknown_policy")
        if key is not None:
            ties.append(TieBreak(key, prefer or Prefer.HIGHER))
    return tuple(ties)


# Survey


def load_survey(root: Record) -> SurveyPart:
    """Groups, scales and group weights; an empty part where the set has no survey section."""
    record = root.record("survey", optional=("optional", "when_not_run", "groups", "scales", "group_weights"))
    if record is None:
        return SurveyPart()
    is_optional = record.boolean("optional")
    if is_optional:
        record.require("when_not_run")
    when_not_run = record.choice("when_not_run", WhenNotRun, "unknown_policy")
    groups = {}
    for member in record.members("groups"):
        label = record.reader.words(member.value, member.path)
        groups[member.name] = label or Words(member.name)
    scales = {member.name: _scale(record.reader, member) for member in record.members("scales")}
    weights = load_group_weights(record.reader, record.get("group_weights"), groups, record.path_of("group_weights"))
    return SurveyPart(is_optional, when_not_run or WhenNotRun.LOWER_MAXIMUM, groups, scales, weights)


def _scale(reader: Reader, member: Member) -> Scale:
    """The options of a scale with their weights, 0 to 1, and those that say nothing."""
    record = reader.record(
        member.value, member.path, required=("options",), optional=("no_information",), place=member.place
    )
    if record is None:
        return Scale(member.name, {})
    options = {}
    for option in record.members("options", needs_one=True):
        if is_absent(option.value):
            reader.report("missing_field", option.place, option.path, field=option.name)
        weight = reader.between(option.value, option.path, ZERO, ONE, "bad_weight")
        options[option.name] = ZERO if weight is None else weight
    silent: set[str] = set()
    for item in record.items("no_information"):
        name = reader.text(item.value, item.path)
        if name is None:
            continue
        if name in options or name in silent:
            reader.report("option_twice", item.place, item.path, found=name)
        silent.add(name)
    return Scale(member.name, options, frozenset(silent))


def load_group_weights(
    reader: Reader, tree: Tree | None, groups: Mapping[str, Words], path: str
) -> dict[str, dict[str, Fraction]]:
    """Leaf code → group → weight as written; whether the codes are survey leaves is judged with the tree."""
    weights: dict[str, dict[str, Fraction]] = {}
    for leaf in reader.members(tree, path):
        problems = len(reader.problems)
        of_leaf = {}
        for group in reader.members(leaf.value, leaf.path):
            if group.name not in groups:
                reader.not_among_names(group, groups, "unknown_group")
                continue
            weight = reader.between(group.value, group.path, ZERO, None, "bad_weight")
            if weight is not None:
                of_leaf[group.name] = weight
        if not any(of_leaf.values()) and len(reader.problems) == problems:
            reader.report("no_weight", leaf.place, leaf.path)
        weights[leaf.name] = of_leaf
    return weights


# Grades


def load_grades(root: Record) -> dict[str, tuple[Grade, ...]]:
    """Block (``*`` for all others) → rows, best first."""
    return {member.name: _grade_table(root.reader, member) for member in root.members("grades")}


def _grade_table(reader: Reader, table: Member) -> tuple[Grade, ...]:
    grades: list[Grade] = []
    seen = set()
    for item in reader.items(table.value, table.path):
        record = reader.record(
            item.value,
            item.path,
            required=("id", "title"),
            optional=("from", "from_included", "no_component_below"),
        )
        if record is None:
            continue
        id_, title = record.text("id"), record.words("title")
        if id_ is not None and id_ in seen:
            record.report("duplicate_grade", "id", found=id_)
        seen.add(id_)
        from_, floor = record.number("from"), record.not_negative("no_component_below")
        from_included = record.boolean("from_included", default=True)
        if from_ is None and record.has("from"):
            continue
        grade = Grade(id_ or "", title or Words(""), from_, from_included, floor)
        if grades and not _is_reachable(grades[-1], grade):
            before = grades[-1].from_
            record.report(
                "grades_not_falling",
                "from",
                found="" if from_ is None else number_text(from_),
                before="" if before is None else number_text(before),
            )
        grades.append(grade)
    return tuple(grades)


def _is_reachable(before: Grade, grade: Grade) -> bool:
    """Whether a row may hold where the row before it does not: a lower threshold, or the same with less asked."""
    if before.from_ is None:
        falls = False
        same = grade.from_ is None
    else:
        falls = grade.from_ is None or grade.from_ < before.from_
        same = grade.from_ == before.from_
        falls = falls or (same and grade.from_included and not before.from_included)
    asks_less = before.no_component_below is not None and (
        grade.no_component_below is None or grade.no_component_below < before.no_component_below
    )
    return falls or (same and asks_less)


# Adjustments and bounds


def load_adjustments(root: Record) -> tuple[Adjustment, ...]:
    """Bonuses and penalties outside the tree; their paths name them by code."""
    adjustments = []
    seen = set()
    for item in root.items("adjustments"):
        path = coded_path(item, root.path_of("adjustments"))
        record = root.reader.record(item.value, path, required=("code", "title", "kind", "each"), optional=("cap",))
        if record is None:
            continue
        code, title = record.text("code"), record.words("title")
        if code is not None and code in seen:
            record.report("duplicate_code", "code", found=code)
        seen.add(code)
        kind = record.choice("kind", AdjustmentKind, "unknown_adjustment_kind")
        each, cap = record.positive("each"), record.positive("cap")
        if code is not None and title is not None and kind is not None and each is not None:
            adjustments.append(Adjustment(code, title, kind, each, cap, record.place))
    return tuple(adjustments)


def load_ceilings(root: Record) -> Ceilings:
    """Ceilings of the sums of all bonuses and of all penalties."""
    record = root.record("adjustment_ceilings", optional=("bonus", "penalty"))
    return Ceilings() if record is None else Ceilings(record.not_negative("bonus"), record.not_negative("penalty"))


def load_bounds(root: Record) -> IndexBounds:
    """Bounds of the index: from 0 without an upper one, unless the set says otherwise; ``null`` is no bound."""
    record = root.record("index_bounds", optional=("lower", "upper"))
    if record is None:
        return IndexBounds()
    lower = None if record.is_null("lower") else ZERO
    if record.has("lower"):
        lower = record.number("lower")
    if record.characters("upper") == _Upper.OWN_MAXIMUM:
        return IndexBounds(lower, None, upper_is_own_maximum=True)
    upper = record.number("upper")
    if lower is not None and upper is not None and lower > upper:
        record.reader.outside(lower, record.place_of("lower"), record.path_of("lower"), None, upper)
    return IndexBounds(lower, upper)


def load_extension_limits(root: Record) -> ExtensionLimits | None:
    """What a local set may add; ``None`` where the set is no frame. Its codes are judged with the tree."""
    record = root.record("extension", optional=("add_under", "added_maximum", "split"))
    if record is None:
        return None
    return ExtensionLimits(_codes(record, "add_under"), record.not_negative("added_maximum"), _codes(record, "split"))


def _codes(record: Record, name: str) -> frozenset[str]:
    """Codes of a list; each is named by itself in paths, for their order means nothing."""
    codes = set()
    for item in record.items(name):
        path = joined(record.path_of(name), characters(item.value) or f"#{item.name}")
        code = record.reader.text(item.value, path)
        if code is None and is_absent(item.value):
            record.reader.wrong_shape(item.value, path, "text")
        if code is not None:
            record.reader.places.setdefault(path, item.place.at(path))
            codes.add(code)
    return frozenset(codes)
