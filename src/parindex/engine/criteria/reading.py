"""Typed values out of trees, with every fault gathered on the way.

A loader asks a :class:`Reader` for what it expects and gets the value, or ``None`` with a
:class:`~parindex.errors.Problem` noted at the place of the fault; so that one run finds all faults and a wrong shape
anywhere is said in the same way as a wrong number. Loaders of criteria sets, answer sheets, extensions and crosswalks
share it.

Paths name a value's way through the content: fields and keys by name, items of a list by their number from 1
(``ranking/ties/1/key``), nodes by code (``nodes/1.7/rule/cap``).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from typing import TypeVar

from parindex.engine.criteria.names import Suggestions, listed, shortened
from parindex.engine.criteria.rules import Words
from parindex.engine.quantities import LONGEST_NUMBER, Precision, number_text, parse_number
from parindex.engine.trees import Fields, Items, Text, Trap, Tree
from parindex.errors import NOWHERE, Place, Problem, Severity

Choice = TypeVar("Choice", bound=StrEnum)

_YES_NO = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_LONGEST_PARAMETER = 2000
_DATE_TRAPS = frozenset({Trap.DATE})
_NUMBER_TRAPS = frozenset({Trap.OCTAL, Trap.BOOLEAN_WORD, Trap.SEXAGESIMAL})


@dataclass(frozen=True, slots=True)
class Member:
    """A value of a list or of a mapping with free keys, with the path that names it.

    ``name`` is its key, or its number from 1; ``place`` is where the key stands, in a list where the value does.
    """

    name: str
    value: Tree
    path: str
    place: Place


def shape(tree: Tree | None) -> str:
    """What a tree is, in one word: ``text``, ``list``, ``mapping`` or ``nothing``."""
    match tree:
        case Text():
            return "nothing" if tree.is_null else "text"
        case Items():
            return "list"
        case Fields():
            return "mapping"
        case None:
            return "nothing"


def is_absent(tree: Tree | None) -> bool:
    """Whether nothing was written: no field, or an empty value."""
    return tree is None or (isinstance(tree, Text) and tree.is_null)


def characters(tree: Tree | None) -> str:
    """The characters of a text as they stand, unjudged; empty where there is no text."""
    return tree.text if isinstance(tree, Text) else ""


def quoted_text(tree: Tree) -> str:
    """What was found, short enough to be quoted in a sentence."""
    if not isinstance(tree, Text):
        return shape(tree)
    return shortened(tree.text)


def joined(path: str, name: str | int) -> str:
    """The path of a part of what ``path`` names; the whole content has the empty path, and long names are cut."""
    step = shortened(str(name))
    return f"{path}/{step}" if path else step


def coded_path(item: Member, section: str) -> str:
    """The path of an item that has a ``code``: ``nodes/1.7``; without one ``…/#2``, by its number in its list."""
    code = item.value.get("code") if isinstance(item.value, Fields) else None
    if isinstance(code, Text) and code.text.strip():
        return joined(section, code.text)
    return f"{item.path.removesuffix(item.name)}#{item.name}" if item.name.isdigit() else item.path


@dataclass(slots=True)
class Reader:
    """Reads values and keeps all faults found so far.

    Attributes:
        problems: Every fault, in the order found.
        places: Path → where the value stands, for every field read; checks of meaning find their places here.
        suggestions: Finds what a mistyped name probably means.
        precision: What an exact sum of all numbers read so far may need.
    """

    problems: list[Problem] = field(default_factory=list)
    places: dict[str, Place] = field(default_factory=dict)
    suggestions: Suggestions = field(default_factory=Suggestions)
    precision: Precision = field(default_factory=Precision)

    def nearest(self, name: str, known: Iterable[str]) -> str:
        """The known name that a mistyped one most resembles, or an empty text."""
        return self.suggestions.nearest(name, known)

    @property
    def has_errors(self) -> bool:
        """Whether anything found so far stops the work."""
        return any(problem.is_error for problem in self.problems)

    def report(
        self, code: str, place: Place, path: str, *, severity: Severity = Severity.ERROR, **parameters: str
    ) -> None:
        """Note a fault at ``place``, named by ``path``."""
        short = {name: shortened(value, _LONGEST_PARAMETER) for name, value in parameters.items()}
        self.problems.append(Problem(code, place.at(path), severity, short))

    # Shapes

    def record(
        self,
        tree: Tree | None,
        path: str,
        *,
        required: Collection[str] = (),
        optional: Collection[str] = (),
        place: Place = NOWHERE,
    ) -> Record | None:
        """A mapping with known fields; says which required fields lack and which fields are not known.

        Args:
            tree: What was written; nothing or another shape is ``wrong_shape``.
            path: Its way through the content.
            required: Fields that must have a value.
            optional: Fields that may have one.
            place: Where to report when nothing was written at all.
        """
        if not isinstance(tree, Fields):
            self.wrong_shape(tree, path, "mapping", place=place)
            return None
        record = Record(self, tree, path)
        known = [*required, *optional]
        for entry in tree.fields:
            name = entry.key.text
            if name in known:
                self.places.setdefault(joined(path, name), entry.value.place.at(joined(path, name)))
            else:
                self.report(
                    "unknown_field",
                    entry.key.place,
                    joined(path, name),
                    field=quoted_text(entry.key),
                    near=self.nearest(name, known),
                )
        for name in required:
            record.require(name)
        return record

    def members(self, tree: Tree | None, path: str) -> tuple[Member, ...]:
        """The values of a mapping with free keys; nothing written gives none."""
        if is_absent(tree):
            return ()
        if not isinstance(tree, Fields):
            self.wrong_shape(tree, path, "mapping")
            return ()
        return tuple(self._members(tree, path))

    def _members(self, tree: Fields, path: str) -> Iterator[Member]:
        for entry in tree.fields:
            name = self.text(entry.key, joined(path, entry.key.text))
            if name is not None:
                member_path = joined(path, name)
                self.places.setdefault(member_path, entry.key.place.at(member_path))
                yield Member(name, entry.value, member_path, entry.key.place)
            elif entry.key.is_null or not entry.key.text.strip():
                self.report("missing_field", entry.key.place, path, field="key")

    def items(self, tree: Tree | None, path: str) -> tuple[Member, ...]:
        """The values of a list, numbered from 1; nothing written gives none."""
        if is_absent(tree):
            return ()
        if not isinstance(tree, Items):
            self.wrong_shape(tree, path, "list")
            return ()
        members = []
        for number, value in enumerate(tree.items, start=1):
            member_path = joined(path, number)
            self.places.setdefault(member_path, value.place.at(member_path))
            members.append(Member(str(number), value, member_path, value.place))
        return tuple(members)

    def wrong_shape(self, tree: Tree | None, path: str, expected: str, *, place: Place = NOWHERE) -> None:
        """Note that a list stands where a text is meant, and the like."""
        self.report("wrong_shape", place if tree is None else tree.place, path, expected=expected, found=shape(tree))

    # Texts

    def text(self, tree: Tree | None, path: str, *, harmless: frozenset[Trap] = frozenset()) -> str | None:
        """A text; nothing or blanks give ``None``.

        A bare value that other YAML readers take for something else is ``ambiguous_scalar``, except for the traps
        named in ``harmless``.
        """
        if is_absent(tree):
            return None
        if not isinstance(tree, Text):
            self.wrong_shape(tree, path, "text")
            return None
        if self._is_trap(tree, path, frozenset(Trap) - harmless):
            return None
        return tree.text if tree.text.strip() else None

    def date(self, tree: Tree | None, path: str) -> str | None:
        """A date as written; a bare ``2022-11-10`` is meant here."""
        return self.text(tree, path, harmless=_DATE_TRAPS)

    def texts(self, tree: Tree | None, path: str) -> tuple[str, ...]:
        """A list of texts; one text alone is a list of one."""
        if isinstance(tree, Text):
            alone = self.text(tree, path)
            return () if alone is None else (alone,)
        found = []
        for item in self.items(tree, path):
            if is_absent(item.value):
                self.wrong_shape(item.value, item.path, "text")
            value = self.text(item.value, item.path)
            if value is not None:
                found.append(value)
        return tuple(found)

    def words(self, tree: Tree | None, path: str) -> Words | None:
        """A name: a text, or ``{vi: …, en: …}`` with at least the Vietnamese one."""
        if not isinstance(tree, Fields):
            text = self.text(tree, path)
            return None if text is None else Words(text)
        record = self.record(tree, path, required=("vi",), optional=("en",))
        if record is None:
            return None
        vi, en = record.text("vi"), record.text("en")
        return None if vi is None else Words(vi, en)

    def choice(self, tree: Tree | None, path: str, choices: type[Choice], code: str) -> Choice | None:
        """A word of a closed list; another word is a problem of this ``code``."""
        found = self.text(tree, path)
        if found is None or tree is None:
            return None
        known = [choice.value for choice in choices]
        if found not in known:
            self.not_among(tree, path, known, code)
            return None
        return choices(found)

    def not_among(self, tree: Tree, path: str, known: Collection[str], code: str) -> None:
        """Note that a word is none of those known."""
        found = quoted_text(tree)
        self.report(code, tree.place, path, found=found, expected=listed(known), near=self.nearest(found, known))

    def not_among_names(self, member: Member, known: Collection[str], code: str) -> None:
        """Note that the key of a member is none of those known, at the place of the key."""
        near = self.nearest(member.name, known)
        self.report(code, member.place, member.path, found=shortened(member.name), expected=listed(known), near=near)

    def unknown_code(self, member: Member, known: Iterable[str], expected: str) -> None:
        """Note that a code names nothing known; ``expected`` says what it should name: ``leaf``, ``node`` and so on."""
        near = self.nearest(member.name, known)
        self.report(
            "unknown_code", member.place, member.path, found=shortened(member.name), expected=expected, near=near
        )

    def boolean(self, tree: Tree | None, path: str) -> bool | None:
        """Bare ``true`` or ``false``; in a workbook also where the cell is typed as text."""
        if is_absent(tree):
            return None
        if not isinstance(tree, Text):
            self.wrong_shape(tree, path, "yes_no")
            return None
        if self._is_trap(tree, path, frozenset({Trap.BOOLEAN_WORD})):
            return None
        value = _YES_NO.get(tree.text)
        if value is None or (tree.quoted and tree.place.cell is None):
            self.report("not_yes_no", tree.place, path, found=quoted_text(tree))
            return None
        return value

    def _is_trap(self, tree: Text, path: str, traps: frozenset[Trap]) -> bool:
        if tree.quoted or tree.trap is None or tree.trap not in traps:
            return False
        self.report("ambiguous_scalar", tree.place, path, found=quoted_text(tree), trap=tree.trap.value)
        return True

    # Numbers

    def number(self, tree: Tree | None, path: str) -> Fraction | None:
        """An exact number; nothing gives ``None``, anything that is no number ``bad_number``."""
        if is_absent(tree):
            return None
        if not isinstance(tree, Text):
            self.wrong_shape(tree, path, "number")
            return None
        value = parse_number(tree.text) if len(tree.text) <= LONGEST_NUMBER else None
        if self._is_trap(tree, path, _NUMBER_TRAPS):
            return None
        if value is None:
            self.report("bad_number", tree.place, path, found=quoted_text(tree))
            return None
        if self.precision.is_passed_by(value):
            self.report("too_precise", tree.place, path)
        return None if self.precision.is_passed else value

    def positive(self, tree: Tree | None, path: str) -> Fraction | None:
        """A number above 0."""
        value = self.number(tree, path)
        if value is not None and tree is not None and value <= 0:
            self.report("not_positive", tree.place, path, found=number_text(value))
            return None
        return value

    def not_negative(self, tree: Tree | None, path: str, code: str = "negative") -> Fraction | None:
        """A number of 0 or more; below it stands the problem ``code``."""
        value = self.number(tree, path)
        if value is not None and tree is not None and value < 0:
            self.report(code, tree.place, path, found=number_text(value))
            return None
        return value

    def whole(self, tree: Tree | None, path: str) -> int | None:
        """A whole number of 0 or more."""
        value = self.not_negative(tree, path)
        if value is None or tree is None:
            return None
        if value.denominator != 1:
            self.report("not_whole", tree.place, path, found=number_text(value))
            return None
        return value.numerator

    def between(
        self, tree: Tree | None, path: str, least: Fraction | None, most: Fraction | None, code: str = "out_of_bounds"
    ) -> Fraction | None:
        """A number within closed bounds; ``None`` is no bound, outside stands the problem ``code``."""
        value = self.number(tree, path)
        if value is None or tree is None:
            return None
        if (least is not None and value < least) or (most is not None and value > most):
            self.outside(value, tree.place, path, least, most, code)
            return None
        return value

    def outside(
        self,
        value: Fraction,
        place: Place,
        path: str,
        least: Fraction | None,
        most: Fraction | None,
        code: str = "out_of_bounds",
    ) -> None:
        """Note that a number lies outside its bounds; an open bound is an empty text."""
        self.report(
            code,
            place,
            path,
            found=number_text(value),
            least="" if least is None else number_text(least),
            most="" if most is None else number_text(most),
        )


@dataclass(frozen=True, slots=True)
class Record:
    """A mapping with known fields: :class:`Reader`'s values by field name."""

    reader: Reader
    tree: Fields
    path: str

    @property
    def place(self) -> Place:
        """Where the mapping stands, named by its path."""
        return self.tree.place.at(self.path)

    def get(self, name: str) -> Tree | None:
        """What stands in a field, or ``None`` where the field is absent."""
        return self.tree.get(name)

    def characters(self, name: str) -> str:
        """The characters of a text field as they stand, unjudged; empty where there is no text."""
        return characters(self.get(name))

    def has(self, name: str) -> bool:
        """Whether a field is there and not empty."""
        return not is_absent(self.get(name))

    def is_null(self, name: str) -> bool:
        """Whether a field is there with an explicit ``null``."""
        return self.get(name) is not None and not self.has(name)

    def place_of(self, name: str) -> Place:
        """Where a field's value stands; where it is absent, the mapping."""
        tree = self.get(name)
        return (self.tree if tree is None else tree).place.at(self.path_of(name))

    def path_of(self, name: str) -> str:
        """The path of a field."""
        return joined(self.path, name)

    def require(self, name: str) -> bool:
        """Whether a field has a value; without one it is a ``missing_field``."""
        tree = self.get(name)
        if is_absent(tree) or (isinstance(tree, Text) and not tree.text.strip()):
            self.reader.report("missing_field", (tree or self.tree).place, self.path_of(name), field=name)
            return False
        return True

    def expect_kind(self, kind: str) -> bool:
        """Whether the field ``kind`` says what is expected, or nothing; another word is ``wrong_kind``."""
        found = self.text("kind")
        if found is None or found == kind:
            return True
        self.report("wrong_kind", "kind", found=found, expected=kind)
        return False

    def report(self, code: str, name: str, *, severity: Severity = Severity.ERROR, **parameters: str) -> None:
        """Note a fault of a field."""
        self.reader.report(code, self.place_of(name), self.path_of(name), severity=severity, **parameters)

    def record(self, name: str, *, required: Sequence[str] = (), optional: Sequence[str] = ()) -> Record | None:
        """A mapping with known fields; ``None`` where the field is absent or of another shape."""
        if not self.has(name):
            return None
        return self.reader.record(self.get(name), self.path_of(name), required=required, optional=optional)

    def members(self, name: str, *, needs_one: bool = False) -> tuple[Member, ...]:
        """The values of a mapping with free keys; an empty one is a ``missing_field`` where one is needed."""
        tree = self.get(name)
        if needs_one and isinstance(tree, Fields) and not tree.fields:
            self.report("missing_field", name, field=name)
        return self.reader.members(tree, self.path_of(name))

    def items(self, name: str, *, needs_one: bool = False) -> tuple[Member, ...]:
        """The values of a list; an empty one is a ``missing_field`` where one is needed."""
        tree = self.get(name)
        if needs_one and isinstance(tree, Items) and not tree.items:
            self.report("missing_field", name, field=name)
        return self.reader.items(tree, self.path_of(name))

    def text(self, name: str) -> str | None:
        """A text."""
        return self.reader.text(self.get(name), self.path_of(name))

    def date(self, name: str) -> str | None:
        """A date as written."""
        return self.reader.date(self.get(name), self.path_of(name))

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of texts."""
        return self.reader.texts(self.get(name), self.path_of(name))

    def words(self, name: str) -> Words | None:
        """A name in one or two languages."""
        return self.reader.words(self.get(name), self.path_of(name))

    def choice(self, name: str, choices: type[Choice], code: str) -> Choice | None:
        """A word of a closed list."""
        return self.reader.choice(self.get(name), self.path_of(name), choices, code)

    def boolean(self, name: str, *, default: bool = False) -> bool:
        """Yes or no; ``default`` where it is absent or faulty."""
        value = self.reader.boolean(self.get(name), self.path_of(name))
        return default if value is None else value

    def number(self, name: str) -> Fraction | None:
        """An exact number."""
        return self.reader.number(self.get(name), self.path_of(name))

    def positive(self, name: str) -> Fraction | None:
        """A number above 0."""
        return self.reader.positive(self.get(name), self.path_of(name))

    def not_negative(self, name: str, code: str = "negative") -> Fraction | None:
        """A number of 0 or more."""
        return self.reader.not_negative(self.get(name), self.path_of(name), code)

    def whole(self, name: str) -> int | None:
        """A whole number of 0 or more."""
        return self.reader.whole(self.get(name), self.path_of(name))

    def between(
        self, name: str, least: Fraction | None, most: Fraction | None, code: str = "out_of_bounds"
    ) -> Fraction | None:
        """A number within closed bounds."""
        return self.reader.between(self.get(name), self.path_of(name), least, most, code)
