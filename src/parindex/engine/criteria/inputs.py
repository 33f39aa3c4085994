"""Inputs of a leaf, from the tree that declares them."""

from __future__ import annotations

import re
from fractions import Fraction

from parindex.engine.criteria.formula import MAXIMUM
from parindex.engine.criteria.model import Input, InputType
from parindex.engine.criteria.reading import Member, Reader, Record
from parindex.engine.criteria.rules import Words
from parindex.engine.quantities import ZERO

_NAME = re.compile(r"[\w-]+")
_FORMULA_WORDS = frozenset({MAXIMUM, "min", "max"})


def load_inputs(leaf: Record) -> tuple[dict[str, Input], frozenset[str]]:
    """The declared inputs of a leaf that could be read, by name, and the names of those that could not."""
    inputs = {}
    unread = set()
    for member in leaf.members("inputs"):
        if not _NAME.fullmatch(member.name) or member.name in _FORMULA_WORDS:
            leaf.reader.report("bad_code", member.place, member.path, found=member.name)
        loaded = _load_input(leaf.reader, member)
        if loaded is None:
            unread.add(member.name)
        else:
            inputs[member.name] = loaded
    return inputs, frozenset(unread)


def _load_input(reader: Reader, member: Member) -> Input | None:
    """One input; its label is its name where it has none of its own."""
    record = reader.record(
        member.value,
        member.path,
        required=("type",),
        optional=("label", "measure", "least", "most"),
        place=member.place,
    )
    if record is None:
        return None
    type_ = record.choice("type", InputType, "unknown_type")
    label, measure = record.words("label") or Words(member.name), record.words("measure")
    if type_ is None:
        return None
    if type_ is InputType.BOOLEAN:
        for name in ("least", "most"):
            if record.has(name):
                record.report("unknown_field", name, field=name, near="")
        return Input(member.name, label, type_, measure, None, None)
    least, most = _bound(record, "least", type_), _bound(record, "most", type_)
    if least is None and not record.is_null("least"):
        least = ZERO
    if least is not None and most is not None and least > most:
        reader.outside(most, record.place_of("most"), record.path_of("most"), least, None)
    return Input(member.name, label, type_, measure, least, most)


def _bound(record: Record, name: str, type_: InputType) -> Fraction | None:
    """A bound; that of a count is a count too."""
    if type_ is not InputType.COUNT:
        return record.number(name)
    whole = record.whole(name)
    return None if whole is None else Fraction(whole)
