"""Formulas of a criteria set as parts of an equation, in as few brackets as keep their meaning."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from parindex.engine.criteria.formula import Extreme, Name, Negative, Number, Operation, Term
from parindex.web.publications.pages.terms import Amount, Part, closing, opening, sign_of, word_of
from parindex.wording.numbers import MINUS

_STRENGTH = {"+": 1, "-": 1, "*": 2, "/": 2}
_STRONGEST = 3
_SHOWN = {"+": "+", "-": MINUS, "*": "×", "/": "÷", "<": "<", ">": ">", "=": "="}


@dataclass(frozen=True, slots=True)
class Leaves:
    """How the numbers and names of a formula are written."""

    name: Callable[[str], Amount]
    number: Callable[[Fraction], Amount]


def expression_parts(term: Term, leaves: Leaves) -> Iterator[Part]:
    """A formula, its names replaced by the values that were reported for them."""
    match term:
        case Number(value):
            yield leaves.number(value)
        case Name(called):
            yield leaves.name(called)
        case Negative(inner):
            yield sign_of(MINUS)
            yield from _within(inner, leaves, _STRONGEST)
        case Extreme(extreme, terms):
            yield word_of(_("the least of") if extreme == "min" else _("the greatest of"))
            yield opening()
            for position, inner in enumerate(terms):
                if position:
                    yield word_of(pgettext("between terms of a list", "and"))
                yield from expression_parts(inner, leaves)
            yield closing()
        case Operation(sign, left, right):
            strength = _STRENGTH.get(sign, 1)
            yield from _within(left, leaves, strength)
            yield sign_of(_SHOWN[sign]) if sign in _SHOWN else _comparison(sign)
            # a − (b + c) and a ÷ (b × c) keep their brackets
            yield from _within(right, leaves, strength + (sign in "-/"))


def _within(term: Term, leaves: Leaves, strength: int) -> Iterator[Part]:
    """A part of a formula, in brackets where it binds less than its surroundings."""
    own = _STRONGEST
    if isinstance(term, Operation):
        own = _STRENGTH.get(term.sign, 0)
    elif isinstance(term, Negative):
        own = 1
    if own >= strength:
        yield from expression_parts(term, leaves)
        return
    yield opening()
    yield from expression_parts(term, leaves)
    yield closing()


def _comparison(sign: str) -> Part:
    """A comparison in words: the fonts of the pages have no signs for it."""
    words = {"<=": _("is at most"), ">=": _("is at least"), "!=": _("is not equal to")}
    return word_of(words[sign])
