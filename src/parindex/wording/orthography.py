"""Vietnamese spelling: alphabetical order, search without diacritics, names for addresses.

The order is that of Vietnamese dictionaries: letters first (a ă â b c d đ e ê … u ư … y), then the tone (level, grave,
hook above, tilde, acute, dot below). It is computed here, so that every database sorts alike by the key: the key is
made of digits alone, which all collations put in the same order.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES = (
    "\N{COMBINING GRAVE ACCENT}",
    "\N{COMBINING HOOK ABOVE}",
    "\N{COMBINING TILDE}",
    "\N{COMBINING ACUTE ACCENT}",
    "\N{COMBINING DOT BELOW}",
)
_NEXT_LEVEL = "00"
_BREAK = "10"
_NUMBER = "11"
_FIRST_LETTER = 20
_OTHER = "99"
_ETH = str.maketrans({"\N{LATIN CAPITAL LETTER ETH}": "Đ", "\N{LATIN SMALL LETTER ETH}": "đ"})  # often typed for Đ
_PIECE = re.compile(r"[0-9]+|[^\W_]|[\W_]+")


def sort_key(name: str) -> str:
    """A text of digits that puts names in Vietnamese alphabetical order; upper and lower case are the same.

    Numbers inside names go by their size (Phường 2 before Phường 10), punctuation counts as a space.

    Example:
        >>> sorted(["Đà Nẵng", "Dak", "Ân", "Hải Phòng", "An", "Ắc", "Phường 10", "Phường 2"], key=sort_key)
        ['An', 'Ắc', 'Ân', 'Dak', 'Đà Nẵng', 'Hải Phòng', 'Phường 2', 'Phường 10']
    """
    letters, tones = [], []
    for piece in _PIECE.findall(unicodedata.normalize("NFC", name).translate(_ETH).lower().strip()):
        for letter, tone in _weights(piece):
            letters.append(letter)
            tones.append(tone)
    return "".join([*letters, _NEXT_LEVEL, *tones])


def _weights(piece: str) -> Iterator[tuple[str, str]]:
    """Weight of a letter, number or gap, and of its tone."""
    if piece.isascii() and piece.isdecimal():
        digits = piece.lstrip("0") or "0"
        yield f"{_NUMBER}{len(digits):03}{digits}", "0"
    elif not piece[0].isalnum():
        yield _BREAK, "0"
    else:
        letter, tone = _letter_and_tone(piece)
        place = _LETTERS.find(letter)
        yield (str(_FIRST_LETTER + place) if place >= 0 else f"{_OTHER}{ord(letter):07}"), str(tone)


def _letter_and_tone(character: str) -> tuple[str, int]:
    """A letter without its tone, and the place of the tone among the tones (0 is level)."""
    marks = unicodedata.normalize("NFD", character)
    tone = next((place for place, mark in enumerate(_TONES, start=1) if mark in marks), 0)
    bare = unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in _TONES))
    return (bare if bare in _LETTERS else marks[0]), tone


def folded(text: str) -> str:
    """The text for searching: lower case, without diacritics, đ as d, single spaces.

    Example:
        >>> folded("  Thực hiện  NHIỆM VỤ; Đà Nẵng ")
        'thuc hien nhiem vu; da nang'
    """
    plain = unicodedata.normalize("NFD", text.translate(_ETH).casefold().replace("đ", "d"))
    return " ".join("".join(mark for mark in plain if not unicodedata.combining(mark)).split())


def slug(text: str) -> str:
    """The text for an address: small ASCII letters, digits and hyphens.

    Example:
        >>> slug("UBND thành phố Đà Nẵng (2023)")
        'ubnd-thanh-pho-da-nang-2023'
    """
    return "-".join(re.findall(r"[a-z0-9]+", folded(text)))
