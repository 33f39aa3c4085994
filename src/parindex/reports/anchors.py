"""Names by which documents mark the place where a figure explains itself.

HTML and PDF take the local key as it is (``1.7``, ``index.percent``). Word bookmarks and Excel names may hold only
ASCII letters, digits and underscores, at most 40 characters, and do not tell capitals from small letters; they get
the name of :func:`bookmark_name`:

- it begins with ``k_``; small ASCII letters and digits stand as they are, a dot becomes ``_``;
- any other character becomes ``__``, its code point in hexadecimal, ``_``: ``1.R`` is ``k_1___52_``. Segments of a
  key are never empty, so ``__`` begins nothing else;
- a name that would be longer is cut to 29 characters and ends in ``_`` and the first ten digits of the SHA-256 of
  its key.

Different keys have different names, so each name leads back to its key (:func:`key_of_bookmark`).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable

LONGEST_NAME = 40
_PREFIX = "k_"
_DIGEST = 10
_OTHER = re.compile(r"[^a-z0-9.]")


def bookmark_name(key: str) -> str:
    """The bookmark or defined name of a local key.

    Example:
        >>> bookmark_name("1.7"), bookmark_name("index.percent"), bookmark_name("5.4.X-1")
        ('k_1_7', 'k_index_percent', 'k_5_4___58___2d_1')
    """
    name = _PREFIX + _OTHER.sub(_escaped, key).replace(".", "_")
    if len(name) <= LONGEST_NAME:
        return name
    digest = hashlib.sha256(key.encode()).hexdigest()[:_DIGEST]
    return f"{name[: LONGEST_NAME - _DIGEST - 1]}_{digest}"


def key_of_bookmark(name: str, keys: Iterable[str]) -> str | None:
    """The one of ``keys`` that a bookmark or defined name stands for; capitals do not matter.

    Example:
        >>> key_of_bookmark("K_1_7", ["1", "1.7", "index"])
        '1.7'
    """
    return next((key for key in keys if bookmark_name(key) == name.lower()), None)


def _escaped(found: re.Match[str]) -> str:
    return f"__{ord(found.group()):x}_"
