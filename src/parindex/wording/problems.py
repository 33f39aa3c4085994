"""Problems and refusals as sentences: what is wrong, what was found, what was expected, what to do.

Every code has its sentence in :mod:`parindex.wording.messages`; a test compares the codes of the sources with them.
"""

from __future__ import annotations

import string
from collections.abc import Mapping, Sequence
from typing import Any

from parindex.engine.quantities import parse_number
from parindex.errors import Place, Problem, Refused
from parindex.wording.catalogue import N_, VIETNAMESE, gettext_in
from parindex.wording.messages import answers, criteria, files, refusals
from parindex.wording.names import upper_first
from parindex.wording.numbers import NO_DATA, grouped
from parindex.wording.terms import PARTS, ROUNDS, points_words, word

PROBLEMS: Mapping[str, str] = {**criteria.MESSAGES, **answers.MESSAGES, **files.MESSAGES}
REFUSALS: Mapping[str, str] = refusals.MESSAGES

_CASE_BY_VALUE = {
    "ambiguous_scalar": "trap",
    "anchor": "kind",
    "extension_not_allowed": "reason",
    "file_unreadable": "detail",
    "formula_syntax": "expected",
    "missing_field": "field",
    "no_children": "node",
    "relation_does_not_fit": "reason",
    "sum_mismatch": "node",
    "unknown_code": "expected",
    "xlsx_moved_column": "expected",
    "xlsx_syntax": "reason",
    "xlsx_too_large": "what",
    "yaml_syntax": "reason",
}
_CASE_BY_PRESENCE = {
    "bad_weight": ("least", "most"),
    "duplicate_unit": ("line",),
    "linked_twice": ("first",),
    "missing_reason": ("found",),
    "out_of_bounds": ("least", "most"),
    "several_sheets": ("known",),
    "unknown_set": ("known",),
}
_CASE_AT_ONE_POINT = frozenset({"band_gap", "band_overlap"})

_SHAPES = {
    "text": N_("a text"),
    "list": N_("a list"),
    "mapping": N_("a group of named fields"),
    "nothing": N_("nothing"),
    "number": N_("a number"),
    "yes_no": N_("true or false"),
}
_TYPES = {"count": N_("a count"), "number": N_("a number"), "boolean": N_("yes or no")}
_OUTCOMES = {
    "missing": N_("no points, because an input is missing"),
    "not_applicable": N_("“not applicable”"),
    "out_of_bounds": N_("no points, because no band holds the value"),
}
_WORDS: Mapping[str, Mapping[str, str]] = {
    "shape": _SHAPES,
    "type": _TYPES,
    "round": ROUNDS,
    "part": PARTS,
    "outcome": _OUTCOMES,
}


def message(problem: Problem, language: str = VIETNAMESE) -> str:
    """What is wrong, as one or two sentences, with a name that was perhaps meant; without the place."""
    _ = gettext_in(language)
    parameters = problem.parameters
    told = PROBLEMS.get(_case(problem.code, parameters)) or PROBLEMS.get(problem.code)
    if told is None:
        told = N_("Something is wrong here; the code of the problem is {code}.")
        parameters = {"code": problem.code}
    sentence = upper_first(_Writer(language).format(_(told), **parameters))
    near = problem.parameters.get("near")
    if near and near != problem.parameters.get("found"):
        sentence = _("{sentence} Did you mean “{near}”?").format(sentence=sentence, near=near)
    unit = problem.parameters.get("unit")
    if unit and "{unit}" not in told:
        sentence = _("Unit {unit}: {sentence}").format(unit=unit, sentence=sentence)
    return sentence


def refusal(refused: Refused, language: str = VIETNAMESE) -> str:
    """Why a person may not do this now, and what to do next."""
    told = REFUSALS.get(refused.code) or N_("This cannot be done now; the code of the refusal is {code}.")
    return _Writer(language).format(gettext_in(language)(told), **{**refused.parameters, "code": refused.code})


def place_text(place: Place, language: str = VIETNAMESE) -> str:
    """Where something stands: ``tệp x.yaml, dòng 12 (nodes/1.7/rule/cap)``; empty where nothing is known.

    Example:
        >>> place_text(Place("x.xlsx", sheet="Nodes", cell="C5"), "en")
        'file x.xlsx, sheet Nodes, cell C5'
    """
    _ = gettext_in(language)
    parts = []
    if place.file:
        parts.append(_("file {file}").format(file=place.file))
    if place.line is not None:
        parts.append(_("line {line}").format(line=place.line))
    if place.sheet:
        parts.append(_("sheet {sheet}").format(sheet=place.sheet))
    if place.cell:
        parts.append(_("cell {cell}").format(cell=place.cell))
    where = ", ".join(parts)
    if not place.path:
        return where
    return f"{where} ({place.path})" if where else place.path


def _case(code: str, parameters: Mapping[str, str]) -> str:
    """Code and case of a problem, where its sentence depends on a parameter."""
    if code in _CASE_BY_VALUE:
        return f"{code}.{parameters.get(_CASE_BY_VALUE[code], '')}"
    if code in _CASE_BY_PRESENCE:
        present = (name for name in _CASE_BY_PRESENCE[code] if parameters.get(name))
        return f"{code}.{'_'.join(present)}"
    if code in _CASE_AT_ONE_POINT and parameters.get("start") == parameters.get("end"):
        return f"{code}.point"
    return code


class _Writer(string.Formatter):
    """Fills the places of a sentence; what stands after the colon says how a parameter is put."""

    def __init__(self, language: str) -> None:
        self._language = language

    def get_value(self, key: int | str, _args: Sequence[Any], kwargs: Mapping[str, Any]) -> str:
        """A parameter as text; a dash for one that is not there."""
        return str(kwargs.get(str(key), NO_DATA))

    def format_field(self, value: str, format_spec: str) -> str:
        """A parameter as it is put."""
        _ = gettext_in(self._language)
        if format_spec in _WORDS:
            if format_spec == "outcome" and value not in _OUTCOMES:
                number = parse_number(value)
                return value if number is None else points_words(number, self._language)
            return word(_WORDS[format_spec], value, self._language)
        if format_spec == "quoted":
            return f"“{value}”" if value else _("(empty)")
        if format_spec == "bound":
            return self._number(value) if value else _("no bound")
        if format_spec == "list":
            return value or _("none")
        return self._number(value) if format_spec in {"number", "count"} else value

    def _number(self, text: str) -> str:
        number = parse_number(text)
        return text if number is None else grouped(number, self._language)
