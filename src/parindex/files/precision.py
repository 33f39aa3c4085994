"""How precisely the inputs of a case were printed: what rounding hides, an interval can still hold.

Forms of the files: ``library/published/README.md``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from parindex.engine.criteria.reading import Member, Reader
from parindex.engine.trees import Tree
from parindex.errors import Problem
from parindex.files.published import printed_number
from parindex.files.reading import read_file

PRECISION = "printed_precision"


@dataclass(frozen=True, slots=True)
class PrintedPrecision:
    """With how many decimals the inputs of a case were printed: leaf code → input name or ``points`` → decimals."""

    case: str
    decimals: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


def read_precision(path: Path) -> tuple[tuple[PrintedPrecision, ...], list[Problem]]:
    """How precisely the inputs of cases were printed, with every fault of the file."""
    tree, problems = read_file(path)
    if tree is None:
        return (), problems
    cases, found = precision_of(tree)
    return cases, [*problems, *found]


def precision_of(tree: Tree) -> tuple[tuple[PrintedPrecision, ...], list[Problem]]:
    """How precisely the inputs of cases were printed, with every fault of the tree."""
    reader = Reader()
    record = reader.record(tree, "", required=("kind", "cases"))
    if record is None or not record.expect_kind(PRECISION):
        return (), reader.problems
    cases = tuple(_precision(reader, member) for member in record.items("cases", needs_one=True))
    return cases, reader.problems


def _precision(reader: Reader, member: Member) -> PrintedPrecision:
    record = reader.record(member.value, member.path, required=("case", "printed"))
    if record is None:
        return PrintedPrecision("")
    decimals: dict[str, dict[str, int]] = {}
    for leaf in record.members("printed", needs_one=True):
        for value in reader.members(leaf.value, leaf.path):
            said = reader.record(value.value, value.path, required=("printed", "decimals"))
            places = None if said is None else said.whole("decimals")
            if said is not None and places is not None and _decimals(printed_number(said, "printed")) == places:
                decimals.setdefault(leaf.name, {})[value.name] = places
            elif said is not None and places is not None:
                said.report("out_of_bounds", "decimals", found=str(places), least="", most="")
    return PrintedPrecision(record.text("case") or "", decimals)


def _decimals(printed: str) -> int:
    """How many decimals a printed number has."""
    return len(printed.partition(".")[2])
