"""Names that are near to what was typed, for searches that find nothing."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher, get_close_matches

from parindex.wording.orthography import folded, sort_key

CLOSE = 0.72  # how much of a word must be there, as difflib measures it
OFFERED = 3


def near_names(text: str, names: Iterable[str], limit: int = OFFERED) -> tuple[str, ...]:
    """The names that share most words with a text, misspelt ones too, and of these the likest first.

    None where less than half of the words are there.

    Example:
        >>> near_names("so tai nguyen nuoc", ["Sở Tài nguyên và Môi trường", "Sở Tài chính", "Sở Tư pháp"])
        ('Sở Tài nguyên và Môi trường', 'Sở Tài chính')
    """
    asked = folded(text)
    words = asked.split()
    shares = {name: _shared(words, folded(name).split()) for name in dict.fromkeys(names)}
    near = [name for name, shared in shares.items() if shared and 2 * shared >= len(words)]
    near.sort(key=sort_key)
    near.sort(key=lambda name: SequenceMatcher(None, asked, folded(name)).ratio(), reverse=True)
    near.sort(key=lambda name: shares[name], reverse=True)
    return tuple(near[:limit])


def _shared(asked: list[str], words: list[str]) -> int:
    """How many of the words asked for are among the words of a name."""
    return sum(bool(get_close_matches(word, words, 1, CLOSE)) for word in asked)
