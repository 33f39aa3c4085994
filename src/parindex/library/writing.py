"""Entries of drawn sheets as trees, with the words that officers write beside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import cache

from parindex.engine.criteria.model import Entry, InputType, Leaf
from parindex.engine.criteria.rules import Levels
from parindex.engine.quantities import number_text
from parindex.engine.trees import Field, Fields, Items, Text, Tree

_MOST_DECIMALS = 6


def text(words: str) -> Text:
    """Words as a value of a tree."""
    return Text(words, quoted=True)


def flag(*, value: bool) -> Text:
    """Yes or no as a value of a tree."""
    return Text("true" if value else "false")


def mapping(**values: Tree) -> Fields:
    """Values by name, in the order given."""
    return Fields(tuple(Field(_key(name), value) for name, value in values.items()))


@cache
def _key(name: str) -> Text:
    return text(name)


def decimal(value: Fraction) -> str:
    """A number as people write it in a file: with a decimal point where that is exact, else as a fraction.

    Example:
        >>> decimal(Fraction(175, 2)), decimal(Fraction(1, 3)), decimal(Fraction(-4))
        ('87.5', '1/3', '-4')
    """
    if value.denominator == 1:
        return str(value.numerator)
    for decimals in range(1, _MOST_DECIMALS + 1):
        scaled = value * 10**decimals
        if scaled.denominator == 1:
            digits = str(abs(scaled.numerator)).rjust(decimals + 1, "0")
            whole, rest = digits[: len(digits) - decimals], digits[len(digits) - decimals :]
            sign = "-" if value < 0 else ""
            return f"{sign}{whole}.{rest}"
    return number_text(value)


def entry_tree(entry: Entry, leaf: Leaf) -> Fields:
    """An entry as a sheet writes it."""
    return mapping(**dict(_parts(entry, leaf)))


def _parts(entry: Entry, leaf: Leaf) -> Iterator[tuple[str, Tree]]:
    if entry.inputs:
        yield "inputs", mapping(**{name: _value(leaf, name, value) for name, value in entry.inputs.items()})
    if entry.level is not None:
        yield "level", text(entry.level)
    if entry.counts is not None:
        yield "counts", mapping(**{group: _ballots(counts) for group, counts in entry.counts.items()})
    if entry.formula is not None:
        yield "formula", text(entry.formula)
    if entry.points is not None:
        yield "points", Text(decimal(entry.points))
    if entry.reason is not None:
        yield "reason", text(entry.reason)
    if entry.evidence:
        yield "evidence", Items(tuple(text(document) for document in entry.evidence))


def _ballots(counts: Mapping[str, int]) -> Fields:
    return mapping(**{option: Text(str(number)) for option, number in counts.items()})


def _value(leaf: Leaf, name: str, value: Fraction) -> Text:
    is_truth = leaf.inputs[name].type is InputType.BOOLEAN
    return flag(value=bool(value)) if is_truth else Text(decimal(value))


def evidence(short: str, year: int, number: int) -> str:
    """A document of a unit that proves what it claims, with the page.

    Example:
        >>> evidence("SNV", 2024, 12)
        'Báo cáo số 13/BC-SNV ngày 13/12/2024 (dữ liệu thử), trang 4'
    """
    kind, sign = (("Báo cáo", "BC"), ("Quyết định", "QĐ"), ("Thông báo", "TB"), ("Kế hoạch", "KH"))[number % 4]
    day, page = number % 27 + 1, number % 9 + 1
    return f"{kind} số {number + 1}/{sign}-{short} ngày {day:02d}/12/{year} (dữ liệu thử), trang {page}"


def letter(year: int, number: int) -> str:
    """A letter of the province about a unit.

    Example:
        >>> letter(2024, 40)
        'Công văn số 41/UBND-TH ngày 13/05/2024 (dữ liệu thử)'
    """
    return f"Công văn số {number + 1}/UBND-TH ngày {number % 28 + 1:02d}/{number % 12 + 1:02d}/{year} (dữ liệu thử)"


def difference(leaf: Leaf, claimed: Entry, found: Entry) -> str:
    """What the appraiser found where the unit claimed more, in words of the officers."""
    if isinstance(leaf.rule, Levels):
        title = next((level.title.vi for level in leaf.rule.levels if level.id == found.level), "")
        return f"Tài liệu kiểm chứng chỉ chứng minh mức “{title}”"
    if found.points is not None:
        return f"Nội dung chưa đầy đủ, thẩm định {_vietnamese(found.points)} điểm"
    for name, value in found.inputs.items():
        asked = leaf.inputs[name]
        if claimed.inputs.get(name) == value:
            continue
        if asked.type is InputType.BOOLEAN:
            return f"Chưa có tài liệu kiểm chứng cho nội dung: {asked.label.vi}"
        before = _vietnamese(claimed.inputs[name])
        return f"{asked.label.vi}: đơn vị tự báo cáo {before}, tài liệu kiểm chứng xác nhận {_vietnamese(value)}"
    return "Tài liệu kiểm chứng chưa đầy đủ"


def _vietnamese(value: Fraction) -> str:
    return decimal(value).replace(".", ",")
