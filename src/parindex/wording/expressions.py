"""Formulas of a criteria set as people read them: × and ÷, words for comparisons, labels or values for names."""

from __future__ import annotations

from collections.abc import Callable

from parindex.engine.criteria.formula import Extreme, Name, Negative, Number, Operation, Term
from parindex.wording.catalogue import N_, VIETNAMESE, gettext_in
from parindex.wording.numbers import MINUS, number

_SIGNS = {"+": "+", "-": MINUS, "*": "×", "/": "÷"}
_COMPARISONS = {
    "<": N_("{left} is less than {right}"),
    "<=": N_("{left} is at most {right}"),
    ">": N_("{left} is more than {right}"),
    ">=": N_("{left} is at least {right}"),
    "=": N_("{left} is equal to {right}"),
    "!=": N_("{left} is not equal to {right}"),
}
_EXTREMES = {"min": N_("the least of ({terms})"), "max": N_("the greatest of ({terms})")}
_STRENGTH = {"+": 1, "-": 1, "*": 2, "/": 2}
_STRONGEST = 3


def written(term: Term, name: Callable[[str], str], language: str = VIETNAMESE) -> str:
    """A formula with every name replaced by what ``name`` says of it.

    Example:
        >>> from parindex.engine.criteria.formula import parse_formula
        >>> written(parse_formula("maximum * (done - late) / total").term, str.upper)
        'MAXIMUM × (DONE − LATE) ÷ TOTAL'
    """
    match term:
        case Number(value):
            return number(value, language)
        case Name(called):
            return name(called)
        case Negative(inner):
            return f"{MINUS}{_within(inner, name, language, _STRONGEST)}"
        case Extreme(extreme, terms):
            listed = "; ".join(written(inner, name, language) for inner in terms)
            return gettext_in(language)(_EXTREMES[extreme]).format(terms=listed)
        case Operation(sign, left, right) if sign in _COMPARISONS:
            sides = {"left": _within(left, name, language, 1), "right": _within(right, name, language, 1)}
            return gettext_in(language)(_COMPARISONS[sign]).format(**sides)
        case Operation(sign, left, right):
            strength = _STRENGTH[sign]
            first = _within(left, name, language, strength)
            # a − (b + c) and a ÷ (b × c) keep their brackets; + and × need none on the right
            second = _within(right, name, language, strength + (sign in "-/"))
            return f"{first} {_SIGNS[sign]} {second}"


def _within(term: Term, name: Callable[[str], str], language: str, strength: int) -> str:
    """A part of a formula, in brackets where it binds less than its surroundings."""
    text = written(term, name, language)
    own = _STRONGEST
    if isinstance(term, Operation):
        own = _STRENGTH.get(term.sign, 0)
    elif isinstance(term, Negative):
        own = 1
    return text if own >= strength else f"({text})"
