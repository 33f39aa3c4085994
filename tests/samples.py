"""Builders of small criteria sets, entries and sheets: plain functions, every default the commonest case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from parindex.engine.answers.model import AnswerSheet, Round, UnitName
from parindex.engine.criteria.model import CriteriaSet, Entry, Input, InputType, Leaf, MissingPolicy, Node, Source
from parindex.engine.criteria.rules import Given, Rule, Words

Text = str | int


def exact(text: Text) -> Fraction:
    """The exact number of a text: ``exact("1.5")``."""
    return Fraction(text)


def entry(**inputs: Text) -> Entry:
    """An entry with inputs."""
    return Entry(inputs={name: exact(value) for name, value in inputs.items()})


def given(points: Text) -> Entry:
    """An entry with points outright."""
    return Entry(points=exact(points))


def leaf(
    code: str,
    maximum: Text = "1",
    rule: Rule | None = None,
    *,
    source: Source = Source.APPRAISAL,
    missing: MissingPolicy = MissingPolicy.UNKNOWN,
    agency: str | None = None,
    inputs: Sequence[str] = (),
) -> Node:
    """A leaf; with a ``given`` rule unless another is named."""
    declared = {name: Input(name, Words(name), InputType.NUMBER) for name in inputs}
    judged = Leaf(source, rule or Given(), missing, may_be_not_applicable=True, inputs=declared)
    return Node(code, Words(f"Tiêu chí {code}", f"Criterion {code}"), exact(maximum), agency, leaf=judged)


def branch(code: str, *children: Node) -> Node:
    """A node that is the sum of its children."""
    maximum = sum((child.maximum for child in children), Fraction(0))
    return Node(code, Words(f"Lĩnh vực {code}", f"Domain {code}"), maximum, children=children)


def criteria(*nodes: Node, **fields: object) -> CriteriaSet:
    """A set of these nodes; other fields as they are named in the model."""
    maximum = sum((node.maximum for node in nodes), Fraction(0))
    base = CriteriaSet("sample", "1", Words("Bộ tiêu chí mẫu", "Sample set"), maximum, nodes, file="sample.yaml")
    return replace(base, **fields)  # type: ignore[arg-type]  # fields of the record, by name


def sheet(
    answers: Mapping[str, Entry | Mapping[Round, Entry]] | None = None,
    *,
    unit: str = "ha-noi",
    block: str = "provinces",
    round_: Round = Round.COUNCIL,
    **fields: object,
) -> AnswerSheet:
    """The answers of one unit; an entry alone stands in ``round_``."""
    rounds = {code: {round_: item} if isinstance(item, Entry) else item for code, item in (answers or {}).items()}
    base = AnswerSheet("sample", UnitName(unit, unit.title(), block), rounds)
    return replace(base, **fields)  # type: ignore[arg-type]  # fields of the record, by name
