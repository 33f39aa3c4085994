"""Content of a file as a tree in which every value knows its place.

The readers of :mod:`parindex.files` make these trees from YAML, JSON and workbooks; the loaders of the engine turn
them into criteria sets and answer sheets. A value stays the text that was written: whether ``9.5`` is a number or a
code is decided by the field it stands in, never by the file form.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from parindex.errors import NOWHERE, Place


class Trap(StrEnum):
    """Why other YAML readers would take a bare value for something else than its text."""

    BOOLEAN_WORD = "boolean_word"  # yes, no, on, off in any case
    OCTAL = "octal"  # 017, 0o17
    DATE = "date"  # 2022-11-10
    SEXAGESIMAL = "sexagesimal"  # 1:30


@dataclass(frozen=True, slots=True)
class Text:
    """One value, as text.

    Attributes:
        text: The characters that were written (unquoted, unescaped).
        place: Where it stands.
        quoted: Whether it stood in quotes or in a block; a cell typed as text counts as quoted.
        trap: Set for a bare value that other readers take for something else.
    """

    text: str
    place: Place = NOWHERE
    quoted: bool = False
    trap: Trap | None = None

    @property
    def is_null(self) -> bool:
        """Whether nothing was written (an empty value, ``null`` or ``~``, not in quotes)."""
        return not self.quoted and self.text in {"", "~", "null", "Null", "NULL"}


@dataclass(frozen=True, slots=True)
class Items:
    """A list of values."""

    items: tuple[Tree, ...]
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Field:
    """One ``key: value`` of a mapping; the key has a place of its own."""

    key: Text
    value: Tree


@dataclass(frozen=True, slots=True)
class Fields:
    """A mapping, in the order that was written. Keys are unique (a reader refuses doubled ones)."""

    fields: tuple[Field, ...]
    place: Place = NOWHERE

    def get(self, key: str) -> Tree | None:
        """The value of ``key``, or ``None`` where it is absent."""
        for field in self.fields:
            if field.key.text == key:
                return field.value
        return None


Tree = Text | Items | Fields
