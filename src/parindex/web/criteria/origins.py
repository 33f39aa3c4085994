"""Where each node of a set of the library was taken from, and how sure that is: the tables of its ``sources.md``.

They are told only beside the very file that they were written for; a set from elsewhere has none.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache

from parindex.files.intake import CRITERIA, LIBRARY

CODE, MAXIMUM, SOURCE, CONFIDENCE, REMARK = "mã", "điểm tối đa", "nguồn", "độ tin cậy", "ghi chú"
FIGURE, PLACE, REASON = "số", "ở đâu", "vì sao"
_QUOTED = re.compile(r"`([^`]+)`")
_SET_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class Confidence(StrEnum):
    """How sure title, code and maximum of a node are."""

    HIGH = "high"  # cao: printed in the source
    MEDIUM = "medium"  # vừa: printed, but code, place or maximum are inferred


@dataclass(frozen=True, slots=True)
class Origin:
    """What ``sources.md`` says of a node, in its own words.

    Attributes:
        confidence: The lowest that it names.
        said: Its words for it: ``cao (tên), vừa (mã)``.
    """

    maximum: str
    source: str
    confidence: Confidence
    said: str
    remark: str


@dataclass(frozen=True, slots=True)
class Inference:
    """A number that no source prints: what it is, and what it was inferred from."""

    figure: str
    reason: str


@dataclass(frozen=True, slots=True)
class Origins:
    """All that is known of where a set comes from; empty for a set from elsewhere."""

    nodes: Mapping[str, Origin] = field(default_factory=dict)
    inferred: Mapping[str, Sequence[Inference]] = field(default_factory=dict)


@lru_cache(maxsize=64)
def origins(set_id: str, sha256: str) -> Origins:
    """The origins of a stored set.

    Args:
        set_id: Its id.
        sha256: Hash of its file: told only where the file of the library is the same.
    """
    folder = LIBRARY / set_id
    file, text = folder / CRITERIA, folder / "sources.md"
    if not _SET_NAME.fullmatch(set_id) or not file.is_file() or not text.is_file():
        return Origins()
    if hashlib.sha256(file.read_bytes()).hexdigest() != sha256:
        return Origins()
    return origins_in(text.read_text(encoding="utf-8"))


def origins_in(text: str) -> Origins:
    """The origins that the tables of a text tell, told apart by their headings."""
    nodes: dict[str, Origin] = {}
    inferred: dict[str, list[Inference]] = {}
    for row in _rows(text):
        if CODE in row and CONFIDENCE in row:
            nodes |= dict.fromkeys(_QUOTED.findall(row[CODE]), _origin(row))
        elif FIGURE in row and PLACE in row and REASON in row:
            for code in _QUOTED.findall(row[PLACE]):
                inferred.setdefault(code, []).append(Inference(_plain(row[FIGURE]), _plain(row[REASON])))
    return Origins(nodes, inferred)


def _origin(row: Mapping[str, str]) -> Origin:
    said = _plain(row[CONFIDENCE])
    source = next((text for heading, text in row.items() if heading.startswith(SOURCE)), "")
    confidence = Confidence.MEDIUM if "vừa" in said else Confidence.HIGH
    return Origin(_plain(row.get(MAXIMUM, "")), _plain(source), confidence, said, _plain(row.get(REMARK, "")))


def _rows(text: str) -> Iterator[Mapping[str, str]]:
    """Every row of every table, by the headings of its table."""
    headings: list[str] = []
    for line in text.splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")] if line.startswith("|") else []
        if not cells:
            headings = []
        elif not headings:
            headings = [cell.lower() for cell in cells]
        elif set("".join(cells)) - set("-: "):
            yield dict(zip(headings, cells, strict=False))


def _plain(text: str) -> str:
    """Text without the marks of a table."""
    return text.replace("`", "").replace("**", "").strip()
