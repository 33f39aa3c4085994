"""Arithmetic formulas that a criteria set may hold: our own small grammar, nothing is ever evaluated by Python.

::

    e    := s [(< | <= | > | >= | = | !=) s]        a comparison gives 1 or 0
    s    := p {(+ | -) p}
    p    := u {(* | /) u}
    u    := - u | atom
    atom := number | name | "maximum" | min(e, …) | max(e, …) | (e)

There is no power, call or attribute. Numbers are exact; a division by zero is reported, not raised through.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from parindex.engine.quantities import LONGEST_NUMBER, parse_number

MAXIMUM = "maximum"
LONGEST_FORMULA = 2000
DEEPEST_FORMULA = 50
MOST_PARTS = 400  # numbers, names and signs: a chain of them is a term within a term within a term

_TOKEN = re.compile(
    r"\s*(?:(?P<number>[0-9]+(?:\.[0-9]+)?)|(?P<name>[A-Za-z_][A-Za-z0-9_]*)|(?P<sign><=|>=|!=|[-+*/()<>=,]))"
)
_COMPARISONS: Mapping[str, Callable[[Fraction, Fraction], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "=": operator.eq,
    "!=": operator.ne,
}
_ARITHMETIC: Mapping[str, Callable[[Fraction, Fraction], Fraction]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
}


class DividedByZero(Exception):
    """A formula divides by zero; what this means is said by the rule."""


class FormulaError(ValueError):
    """A text that is no formula.

    Attributes:
        position: Character at which it stops being one, from 1.
        expected: What could have stood there: ``value``, ``operator``, ``)``, ``number``, ``shorter``, ``shallower``.
    """

    def __init__(self, position: int, expected: str) -> None:
        self.position = position
        self.expected = expected
        super().__init__(f"{position}: {expected}")


@dataclass(frozen=True, slots=True)
class Number:
    """A number as written."""

    value: Fraction


@dataclass(frozen=True, slots=True)
class Name:
    """An input, or ``maximum``."""

    name: str


@dataclass(frozen=True, slots=True)
class Negative:
    """Minus a term."""

    term: Term


@dataclass(frozen=True, slots=True)
class Operation:
    """Two terms joined by a sign; a comparison gives 1 or 0."""

    sign: str
    left: Term
    right: Term


@dataclass(frozen=True, slots=True)
class Extreme:
    """The least (``min``) or greatest (``max``) of several terms."""

    name: str
    terms: tuple[Term, ...]


Term = Number | Name | Negative | Operation | Extreme


@dataclass(frozen=True, slots=True)
class Expression:
    """A formula: its text as written and what it means."""

    text: str
    term: Term
    names: frozenset[str]

    def value(self, inputs: Mapping[str, Fraction]) -> Fraction:
        """The exact value, with every name taken from ``inputs``.

        Raises:
            DividedByZero: A denominator is zero.

        Example:
            >>> parse_formula("maximum * done / total").value(
            ...     {"maximum": Fraction(2), "done": Fraction(1), "total": Fraction(3)}
            ... )
            Fraction(2, 3)
        """
        return _value(self.term, inputs)


def _value(term: Term, inputs: Mapping[str, Fraction]) -> Fraction:
    match term:
        case Number(value):
            return value
        case Name(name):
            return inputs[name]
        case Negative(inner):
            return -_value(inner, inputs)
        case Extreme(name, terms):
            values = [_value(inner, inputs) for inner in terms]
            return min(values) if name == "min" else max(values)
        case Operation(sign, left, right):
            first, second = _value(left, inputs), _value(right, inputs)
            if sign in _COMPARISONS:
                return Fraction(int(_COMPARISONS[sign](first, second)))
            if sign == "/" and not second:
                raise DividedByZero
            return _ARITHMETIC[sign](first, second)


def parse_formula(text: str) -> Expression:
    """The meaning of a formula's text.

    Raises:
        FormulaError: The text is no formula; says where and what was expected.

    Example:
        >>> sorted(parse_formula("min(maximum, 0.5 * items)").names)
        ['items', 'maximum']
    """
    if len(text) > LONGEST_FORMULA:
        raise FormulaError(LONGEST_FORMULA, "shorter")
    parser = _Parser(text)
    term = parser.expression()
    parser.expect_end()
    return Expression(text, term, frozenset(parser.names))


class _Parser:
    """Reads one formula from left to right."""

    def __init__(self, text: str) -> None:
        self.names: set[str] = set()
        self._tokens = _tokens(text)
        if len(self._tokens) > MOST_PARTS:
            raise FormulaError(self._tokens[MOST_PARTS][2], "shorter")
        self._at = 0
        self._depth = 0

    def expression(self) -> Term:
        self._depth += 1
        if self._depth > DEEPEST_FORMULA:
            raise FormulaError(self._position, "shallower")
        left = self._sum()
        if self._sign in _COMPARISONS:
            sign = self._take()
            left = Operation(sign, left, self._sum())
        self._depth -= 1
        return left

    def expect_end(self) -> None:
        if self._kind != "end":
            raise FormulaError(self._position, "operator")

    def _sum(self) -> Term:
        left = self._product()
        while self._sign in {"+", "-"}:
            sign = self._take()
            left = Operation(sign, left, self._product())
        return left

    def _product(self) -> Term:
        left = self._unary()
        while self._sign in {"*", "/"}:
            sign = self._take()
            left = Operation(sign, left, self._unary())
        return left

    def _unary(self) -> Term:
        if self._sign != "-":
            return self._atom()
        self._depth += 1
        if self._depth > DEEPEST_FORMULA:
            raise FormulaError(self._position, "shallower")
        self._take()
        term = Negative(self._unary())
        self._depth -= 1
        return term

    def _atom(self) -> Term:
        kind, position = self._kind, self._position
        if kind == "number":
            text = self._take()
            value = parse_number(text) if len(text) <= LONGEST_NUMBER else None
            if value is None:
                raise FormulaError(position, "number")
            return Number(value)
        if kind == "name":
            name = self._take()
            if name in {"min", "max"}:
                return Extreme(name, self._arguments())
            self.names.add(name)
            return Name(name)
        if self._sign == "(":
            self._take()
            term = self.expression()
            self._close()
            return term
        raise FormulaError(position, "value")

    def _arguments(self) -> tuple[Term, ...]:
        if self._sign != "(":
            raise FormulaError(self._position, "(")
        self._take()
        terms = [self.expression()]
        while self._sign == ",":
            self._take()
            terms.append(self.expression())
        self._close()
        return tuple(terms)

    def _close(self) -> None:
        if self._sign != ")":
            raise FormulaError(self._position, ")")
        self._take()

    @property
    def _kind(self) -> str:
        return self._tokens[self._at][0]

    @property
    def _position(self) -> int:
        return self._tokens[self._at][2]

    @property
    def _sign(self) -> str | None:
        kind, text, _ = self._tokens[self._at]
        return text if kind == "sign" else None

    def _take(self) -> str:
        text = self._tokens[self._at][1]
        self._at += 1
        return text


def _tokens(text: str) -> list[tuple[str, str, int]]:
    """Kind, characters and position (from 1) of each part of a formula, closed by an ``end``."""
    tokens = []
    at = 0
    end = len(text.rstrip())
    while at < end:
        found = _TOKEN.match(text, at)
        if found is None or found.lastgroup is None:
            raise FormulaError(len(text) - len(text[at:].lstrip()) + 1, "value")
        tokens.append((found.lastgroup, found[found.lastgroup], found.start(found.lastgroup) + 1))
        at = found.end()
    return [*tokens, ("end", "", end + 1)]
