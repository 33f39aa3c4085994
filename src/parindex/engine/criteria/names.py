"""Names that are not known: which one was probably meant, and which there are; short, whatever a file holds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import islice

MOST_LISTED = 20
MOST_COMPARED = 500
MOST_SUGGESTIONS = 200
LONGEST_NAME = 80


def shortened(text: str, most: int = LONGEST_NAME) -> str:
    """The text, cut and ended with ``…`` where it is longer than ``most`` characters."""
    return text if len(text) <= most else f"{text[:most]}…"


def listed(names: Iterable[str]) -> str:
    """Names in one line; of many only the first, followed by ``…``.

    Example:
        >>> listed(["leaf", "node"])
        'leaf, node'
    """
    first = [shortened(name) for name in islice(names, MOST_LISTED + 1)]
    return ", ".join([*first[:MOST_LISTED], "…"] if len(first) > MOST_LISTED else first)


@dataclass(slots=True)
class Suggestions:
    """Finds what was probably meant, for the first faults of a file: comparing names takes its time.

    Attributes:
        left: How many more names may be looked for.
    """

    left: int = MOST_SUGGESTIONS

    def nearest(self, name: str, known: Iterable[str]) -> str:
        """The known name that a mistyped one most resembles, or an empty text.

        Example:
            >>> Suggestions().nearest("demonstraton", ["decision", "demonstration"])
            'demonstration'
        """
        if self.left <= 0:
            return ""
        self.left -= 1
        return next(iter(get_close_matches(name[:LONGEST_NAME], list(islice(known, MOST_COMPARED)), n=1)), "")
