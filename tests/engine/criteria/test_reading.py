"""Typed values are read from trees, and what is no such value is said where it stands."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest

from criteria_samples import tree_of
from parindex.engine.criteria.model import InputType
from parindex.engine.criteria.names import MOST_LISTED, Suggestions, listed
from parindex.engine.criteria.reading import Reader, Record, coded_path
from parindex.engine.criteria.rules import Words
from parindex.engine.trees import Text
from parindex.errors import Place

Read = Callable[[Record], object]


def record_of(text: str) -> Record:
    """The mapping that a text writes, without a field ``lacking``."""
    record = Reader().record(tree_of(text), "", optional=("value",))
    assert record is not None
    return record


VALUES: dict[str, tuple[str, Read, object]] = {
    "text": ("value: 1.10", lambda record: record.text("value"), "1.10"),
    "text of nothing": ("value:", lambda record: record.text("value"), None),
    "text of blanks": ("value: '  '", lambda record: record.text("value"), None),
    "absent": ("{}", lambda record: record.text("value"), None),
    "quoted trap": ('value: "no"', lambda record: record.text("value"), "no"),
    "date": ("value: 2022-11-10", lambda record: record.date("value"), "2022-11-10"),
    "texts": ("value: [a, b]", lambda record: record.texts("value"), ("a", "b")),
    "one text": ("value: a", lambda record: record.texts("value"), ("a",)),
    "words": ("value: Tỉnh", lambda record: record.words("value"), Words("Tỉnh")),
    "both languages": (
        "value: {vi: Tỉnh, en: Province}",
        lambda record: record.words("value"),
        Words("Tỉnh", "Province"),
    ),
    "number": ("value: 9.5", lambda record: record.number("value"), Fraction(19, 2)),
    "quoted number": ('value: "1/3"', lambda record: record.number("value"), Fraction(1, 3)),
    "whole": ("value: 203", lambda record: record.whole("value"), 203),
    "whole as fraction": ("value: 6/3", lambda record: record.whole("value"), 2),
    "true": ("value: true", lambda record: record.boolean("value"), True),
    "False": ("value: False", lambda record: record.boolean("value", default=True), False),
    "default": ("{}", lambda record: record.boolean("value", default=True), True),
    "choice": ("value: count", lambda record: record.choice("value", InputType, "unknown_type"), InputType.COUNT),
}


@pytest.mark.parametrize("case", VALUES)
def test_a_value_is_read_exactly_as_written(case: str) -> None:
    """What is right gives its typed value and no problem."""
    text, read, expected = VALUES[case]
    record = record_of(text)

    assert expected == read(record)
    assert [] == record.reader.problems


FAULTS: dict[str, tuple[str, Read, str, dict[str, str]]] = {
    "list for text": ("value: [a]", lambda r: r.text("value"), "wrong_shape", {"expected": "text", "found": "list"}),
    "text for list": ("value: a", lambda r: r.items("value"), "wrong_shape", {"expected": "list", "found": "text"}),
    "text for mapping": (
        "value: a",
        lambda r: r.members("value"),
        "wrong_shape",
        {"expected": "mapping", "found": "text"},
    ),
    "mapping for number": (
        "value: {}",
        lambda r: r.number("value"),
        "wrong_shape",
        {"expected": "number", "found": "mapping"},
    ),
    "list for yes/no": (
        "value: []",
        lambda r: r.boolean("value"),
        "wrong_shape",
        {"expected": "yes_no", "found": "list"},
    ),
    "boolean word": (
        "value: no",
        lambda r: r.text("value"),
        "ambiguous_scalar",
        {"found": "no", "trap": "boolean_word"},
    ),
    "octal": ("value: 017", lambda r: r.number("value"), "ambiguous_scalar", {"found": "017", "trap": "octal"}),
    "sexagesimal": (
        "value: 1:30",
        lambda r: r.number("value"),
        "ambiguous_scalar",
        {"found": "1:30", "trap": "sexagesimal"},
    ),
    "date as text": (
        "value: 2022-11-10",
        lambda r: r.text("value"),
        "ambiguous_scalar",
        {"found": "2022-11-10", "trap": "date"},
    ),
    "date as number": ("value: 2022-11-10", lambda r: r.number("value"), "bad_number", {"found": "2022-11-10"}),
    "on as yes/no": (
        "value: on",
        lambda r: r.boolean("value"),
        "ambiguous_scalar",
        {"found": "on", "trap": "boolean_word"},
    ),
    "1 as yes/no": ("value: 1", lambda r: r.boolean("value"), "not_yes_no", {"found": "1"}),
    "quoted yes/no": ('value: "true"', lambda r: r.boolean("value"), "not_yes_no", {"found": "true"}),
    "decimal comma": ('value: "9,5"', lambda r: r.number("value"), "bad_number", {"found": "9,5"}),
    "exponent": ("value: 1e3", lambda r: r.number("value"), "bad_number", {"found": "1e3"}),
    "infinity": ("value: .inf", lambda r: r.number("value"), "bad_number", {"found": ".inf"}),
    "zero as positive": ("value: 0", lambda r: r.positive("value"), "not_positive", {"found": "0"}),
    "negative": ("value: -1/2", lambda r: r.not_negative("value"), "negative", {"found": "-1/2"}),
    "half as whole": ("value: 0.5", lambda r: r.whole("value"), "not_whole", {"found": "1/2"}),
    "outside": (
        "value: 2",
        lambda r: r.between("value", Fraction(0), Fraction(1)),
        "out_of_bounds",
        {"found": "2", "least": "0", "most": "1"},
    ),
    "no choice": (
        "value: counts",
        lambda r: r.choice("value", InputType, "unknown_type"),
        "unknown_type",
        {"found": "counts", "expected": "count, number, boolean", "near": "count"},
    ),
    "required": ("value:", lambda r: r.require("value"), "missing_field", {"field": "value"}),
}


@pytest.mark.parametrize("case", FAULTS)
def test_what_is_no_such_value_is_a_problem_where_it_stands(case: str) -> None:
    """A fault gives no value but one problem, with the line, the path and what was found and expected."""
    text, read, code, parameters = FAULTS[case]
    record = record_of(f"\n{text}")
    value = read(record)
    (problem,) = record.reader.problems

    assert value in (None, (), False)
    assert (code, Place("criteria.yaml", 2, "value")) == (problem.code, problem.place)
    assert parameters == problem.parameters


def test_a_mapping_says_all_that_lacks_and_all_that_is_unknown() -> None:
    """Missing fields are said at the mapping, unknown ones at their key, all of them."""
    reader = Reader()
    reader.record(tree_of("a: 1\nbb: 2\ncc: 3"), "here", required=("a", "d", "e"), optional=("b",))

    assert [
        ("unknown_field", 2, "here/bb", {"field": "bb", "near": "b"}),
        ("unknown_field", 3, "here/cc", {"field": "cc", "near": ""}),
        ("missing_field", 1, "here/d", {"field": "d"}),
        ("missing_field", 1, "here/e", {"field": "e"}),
    ] == [(problem.code, problem.place.line, problem.place.path, problem.parameters) for problem in reader.problems]


def test_items_are_numbered_from_one_and_coded_items_named_by_code() -> None:
    """Lists count from 1 in paths; nodes and the like go by their code, or by ``#`` and number without one."""
    reader = Reader()
    items = reader.items(tree_of("[{code: 1.7}, {title: a}, b]"), "nodes")

    assert ["nodes/1", "nodes/2", "nodes/3"] == [item.path for item in items]
    assert ["nodes/1.7", "nodes/#2", "nodes/#3"] == [coded_path(item, "nodes") for item in items]


def test_a_trap_may_be_a_key_too() -> None:
    """A bare ``no`` as a key is refused like one as a value; in quotes it is a key like any other."""
    reader = Reader()
    members = reader.members(tree_of('{no: 1, "yes": 2}'), "options")

    assert ["yes"] == [member.name for member in members]
    assert [("ambiguous_scalar", "options/no")] == [(found.code, found.place.path) for found in reader.problems]


def test_a_cell_typed_as_text_may_say_true() -> None:
    """In a workbook ``TRUE`` in a text cell is a yes, for a cell cannot show the difference."""
    reader = Reader()
    cell = Text("TRUE", Place("sheet.xlsx", sheet="1", cell="C2"), quoted=True)

    assert reader.boolean(cell, "value")
    assert [] == reader.problems


def test_long_values_are_quoted_in_part() -> None:
    """What is quoted in a problem stays short, however long the value is."""
    record = record_of(f"value: {'9' * 5000}")
    record.number("value")

    assert "9" * 80 + "…" == record.reader.problems[0].parameters["found"]


def test_many_names_are_listed_in_part_and_looked_for_a_few_times() -> None:
    """A file that is wrong throughout costs neither room nor time."""
    names = [f"name{number}" for number in range(1000)]
    suggestions = Suggestions(left=1)

    assert MOST_LISTED + 1 == len(listed(names).split(", "))
    assert ["name1", ""] == [suggestions.nearest("nam1", names), suggestions.nearest("nam1", names)]


def test_numbers_of_more_digits_than_anybody_could_mean_are_refused_once() -> None:
    """Long denominators add up to sums that nobody can print; decimals up to the sixth place never do."""
    long = [Text(f"1/{10**57 + number}", Place("f", number)) for number in range(1, 201)]
    strict, lenient = Reader(), Reader()
    values = [strict.number(text, "n") for text in long]

    assert all(lenient.number(Text("0.000001"), "n") == Fraction(1, 10**6) for _ in range(2000))
    assert [] == lenient.problems
    assert [("too_precise", 106)] == [(problem.code, problem.place.line) for problem in strict.problems]
    assert values[104] is not None
    assert values[105:] == [None] * 95
