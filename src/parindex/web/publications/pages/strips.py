"""Where the points of a criteria set come from, drawn: its domains in one strip, and below each its sources.

The only drawing of parts of a whole on the site: the whole is fixed by the set.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from parindex.engine.criteria.model import CriteriaSet
from parindex.web.publications.charts import pixels
from parindex.web.publications.pages.criteria_set import Part, shares
from parindex.wording.names import Names

GAP = 2
ROW = 54
TICKS = 10


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a strip: where it begins, how wide it is, and the class of its colour or texture."""

    x: str
    width: str
    look: str


@dataclass(frozen=True, slots=True)
class Slice:
    """A domain: its piece of the upper strip, and the pieces of its sources below.

    Attributes:
        middle: Where its label stands.
        y: Where its row begins, in the drawing for phones.
    """

    code: str
    title: str
    maximum: Fraction
    piece: Piece
    middle: str
    below: tuple[Piece, ...]
    y: int


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark of the scale: where it stands, its points, and how its number is set."""

    x: str
    points: int
    anchor: str


@dataclass(frozen=True, slots=True)
class Strips:
    """The drawing at one width; ``totals`` are the points of each source, for the key."""

    width: int
    height: int
    slices: tuple[Slice, ...]
    ticks: tuple[Tick, ...]
    totals: tuple[Part, ...]


def strips(criteria_set: CriteriaSet, *, width: int, language: str) -> Strips:
    """Two strips under each other, for wide pages: domains above, sources below."""
    scale = Fraction(width, 1) / criteria_set.maximum
    start = Fraction(0)
    slices = []
    for place, node in enumerate(criteria_set.nodes):
        end = start + node.maximum * scale
        slices.append(
            Slice(
                code=node.code,
                title=Names(criteria_set, language).words(node.title),
                maximum=node.maximum,
                piece=_piece(start, end, f"f{node.code}"),
                middle=pixels((start + end) / 2),
                below=tuple(_below(shares([node], language), start, scale)),
                y=place * ROW,
            )
        )
        start = end
    ticks = tuple(_ticks(criteria_set.maximum, scale))
    return Strips(width, 112, tuple(slices), ticks, shares(criteria_set.nodes, language))


def rows(criteria_set: CriteriaSet, *, width: int, language: str) -> Strips:
    """One row per domain, for phones; the longest fills the width."""
    scale = Fraction(width, 1) / max(node.maximum for node in criteria_set.nodes)
    slices = tuple(
        Slice(
            code=node.code,
            title=Names(criteria_set, language).words(node.title),
            maximum=node.maximum,
            piece=_piece(Fraction(0), node.maximum * scale, f"f{node.code}"),
            middle="",
            below=tuple(_below(shares([node], language), Fraction(0), scale)),
            y=place * ROW,
        )
        for place, node in enumerate(criteria_set.nodes)
    )
    return Strips(width, ROW * len(slices), slices, (), shares(criteria_set.nodes, language))


def _below(parts: Sequence[Part], start: Fraction, scale: Fraction) -> Iterator[Piece]:
    for part in parts:
        end = start + part.maximum * scale
        yield _piece(start, end, f"nguon-{part.texture}")
        start = end


def _piece(start: Fraction, end: Fraction, look: str) -> Piece:
    return Piece(pixels(start + Fraction(GAP, 2)), pixels(end - start - GAP), look)


def _ticks(maximum: Fraction, scale: Fraction) -> Iterator[Tick]:
    last = int(maximum)
    for points in range(0, last + 1, max(1, last // TICKS)):
        anchor = "start" if points == 0 else "end" if points == last else "middle"
        yield Tick(pixels(points * scale), points, anchor)
