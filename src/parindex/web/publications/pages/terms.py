"""What an equation is made of: numbers with a plain word under them, signs, brackets, words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from parindex.wording.names import Names
from parindex.wording.numbers import MINUS

SERIES = 6  # so many inputs have a colour of their own


class Role(StrEnum):
    """What a number of an equation is, and so how it is underlined."""

    RESULT = "kq"
    MAXIMUM = "k-max"
    REPORTED = "k-vao"  # solid: somebody reported it
    CONSTANT = "k-hs"  # dashed: the rule sets it
    TOTAL = "k-tong"
    FIGURE = "k-so"  # another figure, which opens


@dataclass(frozen=True, slots=True)
class Amount:
    """One number of an equation.

    Attributes:
        shown: As it is printed.
        label: The plain word under it.
        role: How it is underlined.
        series: Which input it is, from 1: squares, step and row of the same input carry the same number; 0 for none.
        row: Id of its row in the table of inputs, or empty.
        address: Page of the figure that it is, or empty.
        is_inferred: Whether the constant is not in a source but was derived.
        says: The sentence and the source of this number, for the box that opens.
    """

    shown: str
    label: str
    role: Role
    series: int = 0
    row: str = ""
    address: str = ""
    is_inferred: bool = False
    says: str = ""


@dataclass(frozen=True, slots=True)
class Sign:
    """What stands between numbers: an operation, a bracket, or a word."""

    text: str
    spoken: str
    is_bracket: bool = False
    is_word: bool = False


@dataclass(frozen=True, slots=True)
class LineBreak:
    """Where a narrow page begins a new line."""


Part = Amount | Sign | LineBreak


@dataclass(frozen=True, slots=True)
class Equation:
    """An equation, with the words in which it is read aloud."""

    parts: tuple[Part, ...]

    @property
    def spoken(self) -> str:
        """The equation in words."""
        said = (
            part.spoken if isinstance(part, Sign) else part.shown
            for part in self.parts
            if not isinstance(part, LineBreak)
        )
        return " ".join(said)


def row_of(name: str) -> str:
    """Id of the row of an input."""
    return f"dv-{name}".replace(".", "-")


def constant_row_of(name: str) -> str:
    """Id of the row of what the rule sets for an input."""
    return f"hs-{name}".replace(".", "-")


def is_inferred(names: Names, code: str, name: str) -> bool:
    """Whether the set says that what its rule does with an input was derived and stands in no source."""
    return "suy ra" in _note(names, code, name)


def _note(names: Names, code: str, name: str) -> str:
    """The note in brackets at the end of the Vietnamese label of an input."""
    declared = names.declared(code, name)
    label = "" if declared is None else declared.label.vi
    return label[label.rindex("(") :] if label.endswith(")") and "(" in label else ""


def equals() -> Sign:
    """The equals sign."""
    return Sign("=", _("equals"))


def sign_of(text: str) -> Sign:
    """An operation, with the word in which it is read aloud."""
    return Sign(
        text,
        {
            "+": _("plus"),
            MINUS: _("minus"),
            "×": _("times"),
            "÷": _("divided by"),
            "<": _("is less than"),
            ">": _("is more than"),
            "=": _("is equal to"),
        }[text],
    )


def opening() -> Sign:
    """An opening bracket."""
    return Sign("(", _("open bracket"), is_bracket=True)


def closing() -> Sign:
    """A closing bracket."""
    return Sign(")", _("close bracket"), is_bracket=True)


def word_of(text: str) -> Sign:
    """A word between numbers."""
    return Sign(text, text, is_word=True)


def because() -> Sign:
    """The word between a result and its cause."""
    return word_of(pgettext("between a result and its cause", "because"))
