"""The demonstration province: its units, and answer sheets of any year drawn for any criteria set.

Tỉnh Minh Họa is invented, and says so. Its departments have the names that departments really had before and after
1 March 2025; its communes, wards and special zones have names that no place bears. Nothing is stored but the register
of units: sheets are drawn from names (:mod:`parindex.library.drawing`), so the same set, units and year give the same
sheets for ever.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from pathlib import Path

from parindex.engine.criteria.model import AdjustmentKind, CriteriaSet, Entry, Leaf, MissingPolicy, Node, Part, Source
from parindex.engine.criteria.rules import Satisfaction, Survey
from parindex.engine.scoring.rules import Setting, points_of
from parindex.engine.trees import Fields, Items, Text, Tree
from parindex.errors import Fault
from parindex.files.yaml import read_yaml
from parindex.library.drawing import (
    FULL,
    Occasion,
    appraised_answer,
    draw,
    empty_answer,
    satisfaction_answer,
    survey_answer,
    without_branches,
)
from parindex.library.writing import difference, entry_tree, evidence, flag, letter, mapping, text

REGISTER = Path(__file__).resolve().parent / "units" / "demo-province.yaml"
DEPARTMENTS = "departments"
COMMUNES = "communes"
FIRST_YEAR = 2023

_OPTIMISTS = 6  # of ten units that lose points, those that claim more

_QUALITY = {DEPARTMENTS: (905, 70), COMMUNES: (745, 165)}
"""Block → least quality of a unit without weaknesses, in per mille, and how far units differ."""

_BLOCKS = {"department": DEPARTMENTS, "commune": COMMUNES, "ward": COMMUNES, "special_zone": COMMUNES}
_GRANTOR = "Hội đồng thẩm định Chỉ số cải cách hành chính tỉnh Minh Họa (dữ liệu thử)"


@dataclass(frozen=True, slots=True)
class UnitSpec:
    """A unit of the demonstration province.

    Attributes:
        kind: ``department``, ``commune``, ``ward`` or ``special_zone``.
        block: Units that are ranked together: ``departments`` or ``communes``.
        parent: Id of the province.
        short: Its sign in document numbers: ``SNV``.
        valid_from: First day of the unit, ``YYYY-MM-DD``, where it is known.
        valid_to: Last day, where it is no more.
        traits: What it lacks or is: ``no_procedures``, ``no_targets``, ``no_branches``, ``no_investment``,
            ``no_mediation``, ``remote``, ``new``, ``special``.
    """

    id: str
    name: str
    name_en: str
    kind: str
    block: str
    parent: str
    short: str
    valid_from: str | None = None
    valid_to: str | None = None
    traits: frozenset[str] = frozenset()

    def exists_on(self, day: str) -> bool:
        """Whether the unit exists on a day, ``YYYY-MM-DD``."""
        return (self.valid_from or day) <= day <= (self.valid_to or day)


@dataclass(frozen=True, slots=True)
class UnitEvent:
    """What became of units: ``merge``, ``split``, ``rename`` or ``dissolve``, by ids."""

    event: str
    date: str
    decision: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Register:
    """The province, its units of all years, and the events between them."""

    id: str
    name: str
    name_en: str
    units: tuple[UnitSpec, ...]
    events: tuple[UnitEvent, ...]


@cache
def register() -> Register:
    """The register of the demonstration province."""
    tree, problems = read_yaml(REGISTER.read_bytes(), file=REGISTER.name)
    if problems or not isinstance(tree, Fields):
        raise Fault(f"{REGISTER.name}: {problems}")
    authority = _fields(tree, "authority")
    parent = _word(authority, "id")
    return Register(
        id=parent,
        name=_word(authority, "name"),
        name_en=_word(authority, "name_en"),
        units=tuple(_unit(item, parent) for item in _items(tree, "units") if isinstance(item, Fields)),
        events=tuple(_event(item) for item in _items(tree, "events") if isinstance(item, Fields)),
    )


def departments(year: int) -> list[UnitSpec]:
    """The departments at the end of a year: 22 until 2024, 17 since the mergers of 1 March 2025."""
    return [unit for unit in register().units if unit.block == DEPARTMENTS and unit.exists_on(f"{year}-12-31")]


def communes() -> list[UnitSpec]:
    """The 126 communes, wards and special zones since 1 July 2025."""
    return [unit for unit in register().units if unit.block == COMMUNES]


def _unit(fields: Fields, parent: str) -> UnitSpec:
    kind = _word(fields, "kind")
    return UnitSpec(
        id=_word(fields, "id"),
        name=_word(fields, "name"),
        name_en=_word(fields, "name_en"),
        kind=kind,
        block=_BLOCKS[kind],
        parent=parent,
        short=_word(fields, "short") or "UBND",
        valid_from=_word(fields, "from") or None,
        valid_to=_word(fields, "to") or None,
        traits=frozenset(_words(fields, "traits")),
    )


def _event(fields: Fields) -> UnitEvent:
    return UnitEvent(
        event=_word(fields, "event"),
        date=_word(fields, "date"),
        decision=_word(fields, "decision"),
        before=_words(fields, "before"),
        after=_words(fields, "after"),
        note=_word(fields, "note"),
    )


def _fields(fields: Fields, name: str) -> Fields:
    found = fields.get(name)
    return found if isinstance(found, Fields) else Fields(())


def _items(fields: Fields, name: str) -> tuple[Tree, ...]:
    found = fields.get(name)
    return found.items if isinstance(found, Items) else ()


def _words(fields: Fields, name: str) -> tuple[str, ...]:
    return tuple(item.text for item in _items(fields, name) if isinstance(item, Text))


def _word(fields: Fields, name: str) -> str:
    found = fields.get(name)
    return found.text if isinstance(found, Text) else ""


# What is told of single units

_GRANTS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "department-demo": {"no_procedures": ("3", "7.3", "8.1"), "no_targets": ("8.2",)},
    "commune-demo": {"no_mediation": ("2.4",)},
}
"""Set → trait → nodes that do not apply."""

_EMPTY: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "department-demo": {"no_branches": ("4.1.3", "6.4.1"), "no_targets": ("2.1.1", "4.3.2")},
    "commune-demo": {"no_investment": ("6.1",)},
}
"""Set → trait → leaves of which the unit has nothing to count."""

_FORMULAS: Mapping[str, Mapping[str, Mapping[str, str]]] = {
    "commune-demo": {"remote": {"7.3.1": "vung-kho-khan"}},
}
"""Set → trait → leaf → the formula that the unit chooses."""

_REASONS = {
    "no_procedures": "Không có thủ tục hành chính tiếp nhận từ cá nhân, tổ chức",
    "no_targets": "Không được giao chỉ tiêu phát triển kinh tế - xã hội",
    "no_mediation": "Chưa thành lập tổ hòa giải, không phát sinh vụ việc",
}
_NOT_RANKED = {
    "new": "Mới thành lập trong năm, chấm điểm để theo dõi, không xếp hạng",
    "special": "Đặc khu được chấm điểm nhưng không xếp hạng chung với xã, phường",
}
_TWINS = {
    (2024, "minh-hoa-so-y-te"): "minh-hoa-so-giao-duc-va-dao-tao",
    (2025, "minh-hoa-xa-van-lieu"): "minh-hoa-xa-quynh-suong",
}
"""Unit that gives another's answers, so that the two share a rank."""

_INCOMPLETE = {(2023, "minh-hoa-ban-quan-ly-khu-kinh-te-tinh")}
"""Unit that leaves unanswered what the set cannot do without."""


# Sheets


def sheets(criteria_set: CriteriaSet, units: Iterable[UnitSpec], year: int) -> Fields:
    """Answer sheets of units for a year, as one file of several sheets.

    Units score themselves a little better than the tables of evidence allow; where the two differ, round 1 and the
    council say why, and round 2 grants part of what was claimed. A unit is weak in the same domains and loses the same
    points year after year; the province as a whole gets better.

    Args:
        criteria_set: The set that is answered.
        units: Whose sheets are drawn.
        year: The year that is judged; documents are dated in the next.

    Returns:
        A tree of the form that ``load_answer_sheets`` reads, without a problem in it.
    """
    drawn = tuple(_Sheet(criteria_set, unit, year).tree() for unit in units)
    return mapping(kind=text("answer_sheet"), set=text(criteria_set.id), sheets=Items(drawn))


@dataclass(frozen=True, slots=True)
class _Asked:
    """A leaf that a unit is asked for.

    Attributes:
        domain: Code of the top node above it.
    """

    node: Node
    leaf: Leaf
    domain: str
    occasion: Occasion

    @property
    def code(self) -> str:
        """Code of the leaf."""
        return self.node.code


class _Sheet:
    """One sheet being drawn."""

    def __init__(self, criteria_set: CriteriaSet, unit: UnitSpec, year: int) -> None:
        self._set = criteria_set
        self._unit = unit
        self._year = year
        self._like = _TWINS.get((year, unit.id), unit.id)
        self._size = 45 + draw(180, self._like, "size")
        self._grants = self._by_trait(_GRANTS)
        self._empty = {code for codes in self._by_trait(_EMPTY).values() for code in codes}
        self._formulas = self._chosen_formulas()

    def tree(self) -> Fields:
        """The sheet."""
        unit = self._unit
        why = next((reason for trait, reason in _NOT_RANKED.items() if trait in unit.traits), None)
        sheet: dict[str, Tree] = {
            "unit": mapping(id=text(unit.id), name=text(unit.name), block=text(unit.block)),
            "answers": self._answers(),
        }
        granted = {
            code: mapping(granted_by=text(_GRANTOR), reason=text(_REASONS[trait]))
            for trait, codes in self._grants.items()
            for code in codes
        }
        if granted:
            sheet["not_applicable"] = mapping(**granted)
        adjustments = self._adjustments()
        if adjustments:
            sheet["adjustments"] = mapping(**adjustments)
        if why is not None:
            sheet |= {"ranked": flag(value=False), "unranked_reason": text(why)}
        return mapping(**sheet)

    def _by_trait(self, told: Mapping[str, Mapping[str, tuple[str, ...]]]) -> dict[str, tuple[str, ...]]:
        traits = told.get(self._set.id, {})
        return {trait: codes for trait, codes in traits.items() if trait in self._unit.traits}

    def _chosen_formulas(self) -> dict[str, str]:
        chosen: dict[str, str] = {}
        for trait, formulas in _FORMULAS.get(self._set.id, {}).items():
            if trait in self._unit.traits:
                chosen |= formulas
        return chosen

    def _answers(self) -> Fields:
        return mapping(**{asked.code: mapping(**self._rounds(asked)) for asked in self._asked()})

    def _asked(self) -> Iterator[_Asked]:
        """The leaves that the unit answers."""
        granted = [code for codes in self._grants.values() for code in codes]
        for top in self._set.nodes:
            for node in top.walk():
                is_granted = any(f"{node.code}.".startswith(f"{code}.") for code in granted)
                if node.leaf is not None and not is_granted:
                    occasion = Occasion(self._like, node.code, self._year, self._size)
                    asked = _Asked(node, node.leaf, top.code, occasion)
                    if not self._is_left_open(asked):
                        yield asked

    def _is_left_open(self, asked: _Asked) -> bool:
        """Whether nothing is answered: rarely, and for what the set cannot do without in a single case."""
        if asked.leaf.part is Part.SURVEY or asked.code in self._empty:
            return False
        if asked.leaf.missing is MissingPolicy.UNKNOWN:
            return (self._year, self._unit.id) in _INCOMPLETE
        return asked.occasion.pick(170, "open") == 0

    # How well the unit does

    def _quality(self, asked: _Asked) -> int:
        """Quality of a leaf, in per mille: what the unit is, where it is weak, what it loses each year, and chance."""
        unit, year = self._like, self._year
        least, spread = _QUALITY[self._unit.block]
        quality = least + draw(spread, unit, "unit") + 9 * (year - FIRST_YEAR)
        if draw(7, unit, asked.domain, "weak") == 0:
            quality -= 60 + draw(130, unit, asked.domain, "how weak")
        if self._loses_always(asked):
            quality -= 150 + draw(420, unit, asked.code, "how much")
        if asked.leaf.source is Source.EXTERNAL:
            quality -= 40 + draw(150, unit, asked.code, "outside view")
        if draw(5, unit, asked.code, year, "chance") == 0:
            quality -= 20 + draw(160, unit, asked.code, year, "how unlucky")
        return min(max(quality, 60), FULL)

    def _loses_always(self, asked: _Asked) -> bool:
        """Whether the unit loses points here year after year; one loss in three is made good after the first year."""
        is_lasting = draw(13, self._like, asked.code, "lasting") == 0
        is_mended = self._year > FIRST_YEAR and draw(3, self._like, asked.code, "mended") == 0
        return is_lasting and not is_mended

    # Entries

    def _rounds(self, asked: _Asked) -> Mapping[str, Tree]:
        """The entries of a leaf: of the survey, or of the rounds of appraisal."""
        leaf, quality = asked.leaf, self._quality(asked)
        if isinstance(leaf.rule, Survey):
            weights = self._set.survey.group_weights[asked.code]
            groups = [group for group, weight in weights.items() if weight]
            scale = self._set.survey.scales[leaf.rule.scale]
            return {"survey": entry_tree(survey_answer(scale, groups, quality, asked.occasion), leaf)}
        if isinstance(leaf.rule, Satisfaction):
            return {"survey": entry_tree(satisfaction_answer(leaf.rule, quality, asked.occasion), leaf)}
        if leaf.part is Part.SURVEY:
            return {"survey": entry_tree(self._answer(asked, quality), leaf)}
        if asked.code in self._empty:
            return {"self": entry_tree(replace(empty_answer(leaf), reason="Không phát sinh trong năm"), leaf)}
        return self._appraised(asked, quality)

    def _appraised(self, asked: _Asked, quality: int) -> Mapping[str, Tree]:
        """What the unit claims and, where less is found, what each round says of it."""
        occasion = asked.occasion
        found = claimed = self._answer(asked, quality)
        points = _points(asked, found)
        is_claimable = asked.leaf.source is not Source.EXTERNAL and points != asked.node.maximum
        if is_claimable and occasion.pick(10, "optimistic") < _OPTIMISTS:
            claimed = self._answer(asked, quality + 30 + occasion.pick(190, "how optimistic"))
        if claimed is found or _points(asked, claimed) == points:
            return {"self": self._claim(asked, found)}
        strict = self._answer(asked, quality - 70) if occasion.pick(4, "strict") == 0 else found
        rounds = {
            "self": self._claim(asked, claimed),
            "round1": _judged(asked, strict, self._because(asked, claimed, strict)),
        }
        if strict != found:
            said = self._because(asked, claimed, found)
            rounds["round2"] = _judged(asked, found, f"Chấp nhận một phần giải trình. {said}")
        rounds["council"] = _judged(asked, found, "Hội đồng thống nhất kết quả thẩm định")
        return rounds

    def _answer(self, asked: _Asked, quality: int) -> Entry:
        formula = self._formulas.get(asked.code)
        answer = appraised_answer(asked.node, asked.leaf, quality, asked.occasion, formula=formula)
        return without_branches(answer, asked.leaf) if "no_branches" in self._unit.traits else answer

    def _claim(self, asked: _Asked, answer: Entry) -> Fields:
        """The entry of the unit itself, in one case of three with a document that proves it."""
        reason = "Giải trình kèm theo báo cáo tự đánh giá" if asked.leaf.must_justify else None
        papers: tuple[str, ...] = ()
        if asked.leaf.evidence is not None and asked.occasion.pick(3, "evidence") == 0:
            number = draw(400, self._unit.id, asked.code, self._year)
            papers = (evidence(self._unit.short, self._year, number),)
        return entry_tree(replace(answer, reason=reason, evidence=papers), asked.leaf)

    def _because(self, asked: _Asked, claimed: Entry, found: Entry) -> str:
        """Why less is found than was claimed, and whether that was said the year before."""
        said = difference(asked.leaf, claimed, found)
        if self._year > FIRST_YEAR and self._loses_always(asked):
            return f"{said}. Tồn tại này đã nêu trong kết quả năm {self._year - 1}"
        return said

    def _adjustments(self) -> dict[str, Tree]:
        """Bonuses of some units, penalties of a few others; each with a reason."""
        found: dict[str, Tree] = {}
        for adjustment in self._set.adjustments:
            chances = 8 if adjustment.kind is AdjustmentKind.BONUS else 14
            if draw(chances, self._like, adjustment.code, self._year) == 0:
                number = draw(900, self._unit.id, adjustment.code, self._year, "paper")
                reason = f"{adjustment.title.vi}: {letter(self._year, number)}"
                found[adjustment.code] = mapping(council=mapping(count=Text("1"), reason=text(reason)))
        return found


def _judged(asked: _Asked, answer: Entry, reason: str) -> Fields:
    """The entry of a round of appraisal."""
    return entry_tree(replace(answer, reason=reason), asked.leaf)


def _points(asked: _Asked, answer: Entry) -> Fraction | None:
    """Points of an answer to an appraised leaf; ``None`` where it has none."""
    points = points_of(asked.leaf.rule, Setting(asked.node.maximum), answer)
    return points if isinstance(points, Fraction) else None
