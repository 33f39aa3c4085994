"""Characters that may stand in a supplied text, whatever form the file has."""

from __future__ import annotations

import re
import unicodedata

LARGEST_FILE = 1_000_000
"""Most bytes of one supplied file."""

MOST_PROBLEMS = 500
"""Most problems of one file that are told at once; nobody reads more, and a hostile file could make any number."""

LONGEST_QUOTE = 80
"""Most characters of a supplied value that a problem repeats."""

FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
"""Control characters, halves of a surrogate pair and non-characters: no person types them, and neither XML nor a
database takes them all."""


def is_composed(text: str) -> bool:
    """Whether accents stand in one character with their letter (Unicode form NFC), so that equal words are equal."""
    return text.isascii() or unicodedata.is_normalized("NFC", text)


def composed(text: str) -> str:
    """The text in Unicode form NFC."""
    return unicodedata.normalize("NFC", text)


def character_name(character: str) -> str:
    """The code point of a character that cannot be shown: ``U+0000``.

    Example:
        >>> character_name(chr(0))
        'U+0000'
    """
    return f"U+{ord(character):04X}"


def quote(text: str) -> str:
    """A supplied text as a problem may repeat it: short, on one line, without characters that cannot be shown."""
    shown = " ".join(FORBIDDEN.sub("\ufffd", text[: LONGEST_QUOTE + 1]).split())
    return shown if len(text) <= LONGEST_QUOTE else shown[: LONGEST_QUOTE - 1] + "…"
