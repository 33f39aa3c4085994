"""Trees as single values with their ways, and trees that grow value by value."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from parindex.engine.trees import Field, Fields, Items, Text, Tree
from parindex.errors import Place

Path = tuple[str | int, ...]
"""Way from the top of a tree to a value: field names, and numbers in lists from 0."""

Leaf = Text | Items | Fields
"""A value that has no members: a text, an empty list or an empty mapping."""

_STEP = re.compile(r"([^/\[\]]*)((?:\[[1-9][0-9]{0,5}\])*)")
_SHORT_NUMBER = re.compile(r"[0-9]{1,9}")
_TO_MARK = re.compile(r"[~/\[\]]|^\s|\s$|[^\S ]")
_MARK = re.compile(r"~([0-9A-F]{1,5});")
_NO_NAME = "~"

_ORDER = (
    "kind", "relation", "code", "parent", "node", "extends", "from", "from_included", "to", "to_included", "set",
    "document", "id", "revision", "number", "title", "label", "vi", "en", "name", "block", "edition", "decision",
    "date", "issuer", "article", "clause", "url", "unit", "maximum", "display", "decimals", "percent_decimals",
    "rounding", "ranking", "by", "ties", "key", "prefer", "agency", "appraiser", "source", "missing",
    "not_applicable", "justify", "remainder", "measure", "type", "least", "most", "entry", "input", "percent",
    "numerator", "denominator", "condition", "expression", "inputs", "shares", "level", "formula", "counts",
    "count", "points", "says", "reason", "domain", "bands", "levels", "terms", "faults", "items", "formulas",
    "weight", "each", "cap", "below", "floor", "step", "scale", "empty_group", "zero_level", "zero_denominator",
    "part_of_whole", "survey", "optional", "when_not_run", "groups", "scales", "options", "no_information",
    "group_weights", "grades", "adjustments", "adjustment_ceilings", "bonus", "penalty", "index_bounds", "lower",
    "upper", "extension", "add_under", "added_maximum", "split", "demonstration", "granted_by", "answers",
    "survey_run", "ranked", "unranked_reason", "expect", "evidence", "rule", "examples", "references", "sources",
    "links", "nodes", "children", "additions", "splits", "sheets",
)  # fmt: skip
_POSITION = {key: position for position, key in enumerate(_ORDER)}
_FREE_KEYS = frozenset(
    {"inputs", "options", "groups", "scales", "grades", "counts", "shares", "expect", "adjustments", "group_weights"}
)
"""Fields whose keys are names given by the file: they keep the order in which they were written."""
_CODE_KEYS = frozenset({"answers", "not_applicable"})
"""Fields whose keys are codes: 1.2 goes before 1.10."""
_ROUNDS = {"self": 0, "round1": 1, "round2": 2, "council": 3, "survey": 4}


def flatten(tree: Tree, path: Path = ()) -> Iterator[tuple[Path, Leaf]]:
    """Every value without members, with its way, in the order of the tree."""
    if isinstance(tree, Fields) and tree.fields:
        for one in tree.fields:
            yield from flatten(one.value, (*path, one.key.text))
    elif isinstance(tree, Items) and tree.items:
        for position, item in enumerate(tree.items):
            yield from flatten(item, (*path, position))
    else:
        yield path, tree


def path_text(path: Path) -> str:
    """A way as people read it, numbers from 1: ``rule/bands[2]/points``; ``.`` is the whole.

    Example:
        >>> path_text(("rule", "bands", 1, "points"))
        'rule/bands[2]/points'
    """
    text = "".join(f"[{step + 1}]" if isinstance(step, int) else f"/{_marked(step)}" for step in path)
    return text if text == "/." else text.removeprefix("/") or "."


def parsed_path(text: str) -> Path | None:
    """The way that a text names, or ``None`` where it names none.

    Example:
        >>> parsed_path("rule/bands[2]/points")
        ('rule', 'bands', 1, 'points')
    """
    if text == ".":
        return ()
    path: list[str | int] = []
    parts = (text if text.startswith(("/", "[")) else f"/{text}").split("/")
    for number, part in enumerate(parts):
        found = _STEP.fullmatch(part)
        if found is None or (number == 0 and found[1]) or (number > 0 and not found[1]):
            return None
        if number:
            path.append(_unmarked(found[1]))
        path += [int(index) - 1 for index in re.findall(r"[0-9]+", found[2])]
    return tuple(path)


def _marked(step: str) -> str:
    """A field name as a step of a way: signs of ways, and blanks that nobody sees, are written by number."""
    return _TO_MARK.sub(lambda found: f"~{ord(found[0]):X};", step) or _NO_NAME


def _unmarked(step: str) -> str:
    return "" if step == _NO_NAME else _MARK.sub(lambda found: chr(int(found[1], 16)), step)


@dataclass(slots=True)
class Draft:
    """A list or mapping that still grows; a list's members are numbered and may have gaps until it is done."""

    place: Place
    is_list: bool = False
    members: dict[str | int, Draft | Leaf] = field(default_factory=dict)

    def put(self, path: Path, leaf: Leaf) -> Place | None:
        """Puts a value at the end of a way; where something stands already, says where that was written."""
        branch = self
        for step, following in pairwise(path):
            if branch.is_list is not isinstance(step, int):
                return branch.place
            found = branch.members.setdefault(step, Draft(leaf.place, isinstance(following, int)))
            if not isinstance(found, Draft):
                return found.place
            branch = found
        last = path[-1]
        if branch.is_list is not isinstance(last, int):
            return branch.place
        found = branch.members.setdefault(last, leaf)
        return None if found is leaf else found.place

    def append(self, name: str, member: Draft) -> Place | None:
        """Adds a member to the list in the field ``name``; where no list can stand, says what stands there."""
        found = self.members.setdefault(name, Draft(member.place, is_list=True))
        if not isinstance(found, Draft) or not found.is_list:
            return found.place
        numbers = [number for number in found.members if isinstance(number, int)]
        found.members[max(numbers, default=-1) + 1] = member
        return None

    def done(self, path: tuple[str, ...] = ()) -> Items | Fields:
        """The finished tree: gaps closed, fields in the order of the file forms."""
        if self.is_list:
            ordered = sorted(self.members.items(), key=lambda member: member[0])
            return Items(tuple(_finished(value, (*path, INDEXED)) for _, value in ordered), self.place)
        keys = [key for key in self.members if isinstance(key, str)]
        fields = []
        for key in sorted(keys, key=lambda key: _rank(key, path)):
            value = _finished(self.members[key], (*path, key))
            fields.append(Field(Text(key, value.place, quoted=True), value))
        return Fields(tuple(fields), self.place)


INDEXED = "#"
"""Stands for any number in the way that decides about order."""


def _finished(value: Draft | Leaf, path: tuple[str, ...]) -> Tree:
    return value.done(path) if isinstance(value, Draft) else value


def _rank(key: str, path: tuple[str, ...]) -> tuple[int, tuple[tuple[int, int, str], ...]]:
    """Where a field goes among its siblings; equal ranks keep the order in which they were written."""
    holder, above = path[-1] if path else "", path[-2] if len(path) > 1 else ""
    if holder in _CODE_KEYS:
        return 0, code_order(key)
    if above in {"answers", "adjustments"}:
        return _ROUNDS.get(key, len(_ROUNDS)), ()
    if holder in _FREE_KEYS or above in {"counts", "group_weights"}:
        return 0, ()
    return _POSITION.get(key, len(_POSITION)), ()


def code_order(code: str) -> tuple[tuple[int, int, str], ...]:
    """Sorts codes as people number: 1.2 before 1.10, numbers before words."""
    return tuple((0, int(part), "") if _SHORT_NUMBER.fullmatch(part) else (1, 0, part) for part in code.split("."))
