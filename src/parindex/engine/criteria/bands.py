"""Whether the bands of a rule cover every value of their domain exactly once."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from parindex.engine.criteria.reading import Record
from parindex.engine.criteria.rules import Band, Domain
from parindex.engine.quantities import number_text


def check_bands(record: Record, domain: Domain, bands: Sequence[Band]) -> None:
    """Note every empty band, every gap and overlap, and values of the domain that no band holds.

    Bands may stand in any order and may reach beyond the domain; a band wholly outside of it is a mistake.

    Args:
        record: The rule, whose field ``bands`` holds the bands in the order given.
        domain: The values to cover; its ends belong to it.
        bands: All bands of the rule.
    """
    holding = []
    is_clear = True
    for number, band in enumerate(bands, start=1):
        if _is_empty(band):
            _report(record, "band_empty", number, band.from_, band.to)
            is_clear = False
        elif _is_outside(band, domain):
            _report(record, "bands_miss_domain", number, domain.from_, domain.to)
        else:
            holding.append((number, band))
    # An empty band is most often a mistyped one: the gap it leaves would be the same fault, said twice.
    if not holding or not is_clear:
        return
    holding.sort(key=lambda numbered: _start(numbered[1]))
    _check_start(record, domain, *holding[0])
    reach_number, reach = holding[0]
    for number, band in holding[1:]:
        if _is_gap(reach, band):
            _report(record, "band_gap", number, reach.to, band.from_)
        elif not _meets(reach, band):
            _report(record, "band_overlap", number, band.from_, _lesser_end(reach, band))
        if _end(band) > _end(reach):
            reach_number, reach = number, band
    _check_end(record, domain, reach_number, reach)


_Bound = tuple[int, Fraction, int]


def _start(band: Band) -> _Bound:
    """A band's beginning, so that earlier beginnings sort first: open, then by value, included before excluded."""
    return (-1, Fraction(0), 0) if band.from_ is None else (0, band.from_, 0 if band.from_included else 1)


def _end(band: Band) -> _Bound:
    """A band's end, comparable with beginnings: a closed end lies after its value, an open one before."""
    return (1, Fraction(0), 0) if band.to is None else (0, band.to, 1 if band.to_included else 0)


def _is_empty(band: Band) -> bool:
    return _start(band) >= _end(band)


def _is_outside(band: Band, domain: Domain) -> bool:
    below = domain.from_ is not None and _end(band) <= (0, domain.from_, 0)
    return below or (domain.to is not None and _start(band) >= (0, domain.to, 1))


def _is_gap(before: Band, after: Band) -> bool:
    return _start(after) > _end(before)


def _meets(before: Band, after: Band) -> bool:
    return _start(after) == _end(before)


def _lesser_end(one: Band, other: Band) -> Fraction | None:
    return one.to if _end(one) <= _end(other) else other.to


def _check_start(record: Record, domain: Domain, number: int, first: Band) -> None:
    wanted = (-1, Fraction(0), 0) if domain.from_ is None else (0, domain.from_, 0)
    if _start(first) > wanted:
        _report(record, "bands_miss_domain", number, domain.from_, first.from_)


def _check_end(record: Record, domain: Domain, number: int, last: Band) -> None:
    wanted = (1, Fraction(0), 0) if domain.to is None else (0, domain.to, 1)
    if _end(last) < wanted:
        _report(record, "bands_miss_domain", number, last.to, domain.to)


def _report(record: Record, code: str, number: int, from_: Fraction | None, to: Fraction | None) -> None:
    """Note a fault of one band; an open end is an empty text."""
    path = f"{record.path_of('bands')}/{number}"
    record.reader.report(
        code,
        record.reader.places.get(path, record.place_of("bands")),
        path,
        number=str(number),
        start="" if from_ is None else number_text(from_),
        end="" if to is None else number_text(to),
    )
