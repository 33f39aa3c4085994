"""A figure: an exact number that cannot be had without its derivation.

The derivation is the rule kind with its parameters and workings, the legal source, and the inputs or the keys of the
figures it was made from. Sentences are built from it when asked (:mod:`parindex.wording`), never stored.

All numbers inside a step are text (``"786/535"``), so that the canonical JSON of a figure is lossless both ways.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from parindex.engine.quantities import Measure, number_text

Parameter = str | int | bool | None | Sequence["Parameter"] | Mapping[str, "Parameter"]


class Status(StrEnum):
    """How a figure came about."""

    SCORED = "scored"
    MISSING = "missing"
    NOT_APPLICABLE = "not_applicable"
    NOT_RUN = "not_run"
    MIXED = "mixed"  # a node whose children differ
    WHOLE = "whole"  # figures of the whole index


@dataclass(frozen=True, slots=True)
class Reference:
    """A legal source: an official document by its own name, and the place in it."""

    document: str
    date: str | None = None
    article: str | None = None
    clause: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a rule is written: the line of the criteria file, and the legal sources it stands on."""

    file: str | None = None
    line: int | None = None
    references: tuple[Reference, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """How a figure was made.

    Attributes:
        kind: Rule kind, or ``sum``, ``percent``, ``index``, ``bonus``, ``penalty``, ``missing``, ``not_applicable``,
            ``not_run``.
        parameters: What the rule says, in canonical order, numbers as text; ``workings`` holds each operation with
            its result.
        citation: Where the rule is written.
    """

    kind: str
    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    citation: Citation = field(default_factory=Citation)


@dataclass(frozen=True, slots=True)
class InputValue:
    """One reported value: the code of the input, the value as text, and where it was taken from."""

    code: str
    value: str
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """An exact number with its derivation.

    Attributes:
        key: Local key within unit, year and set: ``1.7``, ``1.percent``, ``index``.
        value: Exact value, not rounded; ``None`` where it cannot be known.
        measure: What it measures.
        status: How it came about.
        step: How it was made.
        inputs: Keys of the figures, or reported values, that it was made from.
        maximum: The unit's own maximum, where the figure has one.
        percent: ``value`` ÷ ``maximum`` × 100, ``None`` where there is none.
        notes: Codes of remarks (``remainder``, ``capped``).
    """

    key: str
    value: Fraction | None
    measure: Measure
    status: Status
    step: Step
    inputs: tuple[str | InputValue, ...] = ()
    maximum: Fraction | None = None
    percent: Fraction | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Working:
    """One operation of a rule and its exact result."""

    operation: str
    result: Fraction
    details: Mapping[str, Fraction | str]

    def parameters(self) -> Mapping[str, Parameter]:
        """The operation as parameters of a step."""
        details = {
            name: value if isinstance(value, str) else number_text(value) for name, value in self.details.items()
        }
        return {"operation": self.operation, **details, "result": number_text(self.result)}


def text_or_none(value: Fraction | None) -> str | None:
    """The number as lossless text, ``None`` where there is none."""
    return None if value is None else number_text(value)


def figure_to_json(figure: Figure) -> str:
    """Canonical JSON: fixed order, no spaces, characters as they are. Equal figures give equal text."""
    return json.dumps(figure_document(figure), ensure_ascii=False, separators=(",", ":"))


def figure_document(figure: Figure) -> dict[str, Parameter]:
    """The figure as JSON values: numbers as reduced fractions in text."""
    return {
        "key": figure.key,
        "value": text_or_none(figure.value),
        "measure": figure.measure.value,
        "maximum": text_or_none(figure.maximum),
        "percent": text_or_none(figure.percent),
        "status": figure.status.value,
        "step": step_document(figure.step),
        "inputs": inputs_document(figure.inputs),
        "notes": list(figure.notes),
    }


def step_document(step: Step) -> dict[str, Parameter]:
    """A step as JSON values."""
    return {"kind": step.kind, "parameters": step.parameters, "citation": _citation_document(step.citation)}


def inputs_document(inputs: Sequence[str | InputValue]) -> list[Parameter]:
    """Inputs as JSON values: a key, or code, value and source."""
    return [
        item if isinstance(item, str) else {"code": item.code, "value": item.value, "source": item.source}
        for item in inputs
    ]


def _citation_document(citation: Citation) -> dict[str, Parameter]:
    references: list[Parameter] = [
        {
            name: value
            for name, value in (
                ("document", reference.document),
                ("date", reference.date),
                ("article", reference.article),
                ("clause", reference.clause),
                ("url", reference.url),
            )
            if value is not None
        }
        for reference in citation.references
    ]
    return {"file": citation.file, "line": citation.line, "references": references}


def figure_from_json(text: str) -> Figure:
    """The figure that :func:`figure_to_json` wrote.

    Raises:
        ValueError: The text is not such JSON.
    """
    document = _fields(json.loads(text))
    step = _fields(document["step"])
    citation = _fields(step["citation"])
    line = citation["line"]
    return Figure(
        key=str(document["key"]),
        value=_number(document["value"]),
        measure=Measure(str(document["measure"])),
        status=Status(str(document["status"])),
        step=Step(
            str(step["kind"]),
            _fields(step["parameters"]),
            Citation(
                _text(citation["file"]),
                line if isinstance(line, int) else None,
                tuple(_reference(item) for item in _items(citation["references"])),
            ),
        ),
        inputs=tuple(_input(item) for item in _items(document["inputs"])),
        maximum=_number(document["maximum"]),
        percent=_number(document["percent"]),
        notes=tuple(str(note) for note in _items(document["notes"])),
    )


def _fields(value: Parameter) -> Mapping[str, Parameter]:
    if not isinstance(value, Mapping):
        raise ValueError("a mapping was expected")  # noqa: TRY004  # the text is at fault, not a type
    return value


def _items(value: Parameter) -> Sequence[Parameter]:
    if isinstance(value, str) or not isinstance(value, Sequence):
        raise ValueError("a list was expected")  # noqa: TRY004  # as above
    return value


def _text(value: Parameter) -> str | None:
    return None if value is None else str(value)


def _number(value: Parameter) -> Fraction | None:
    return None if value is None else Fraction(str(value))


def _reference(value: Parameter) -> Reference:
    fields = _fields(value)
    return Reference(
        str(fields["document"]),
        _text(fields.get("date")),
        _text(fields.get("article")),
        _text(fields.get("clause")),
        _text(fields.get("url")),
    )


def _input(value: Parameter) -> str | InputValue:
    if isinstance(value, str):
        return value
    fields = _fields(value)
    return InputValue(str(fields["code"]), str(fields["value"]), _text(fields["source"]))
