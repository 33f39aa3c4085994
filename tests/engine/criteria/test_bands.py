"""Bands cover their domain exactly once, or it is said where they do not."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from parindex.engine.criteria.bands import check_bands
from parindex.engine.criteria.reading import Reader, Record
from parindex.engine.criteria.rules import Band, Domain
from parindex.engine.trees import Fields


def codes_of(domain: Domain, bands: Sequence[Band]) -> set[str]:
    """Codes of what is wrong with bands."""
    reader = Reader()
    check_bands(Record(reader, Fields(()), "rule"), domain, bands)
    return {problem.code for problem in reader.problems}


ends = st.none() | st.integers(0, 6).map(Fraction)
bands = st.builds(Band, ends, st.booleans(), ends, st.booleans(), st.just(Fraction(0)))


@st.composite
def domains(draw: st.DrawFn) -> Domain:
    """A domain whose ends are in order."""
    from_, to = draw(ends), draw(ends)
    if from_ is not None and to is not None:
        from_, to = min(from_, to), max(from_, to)
    return Domain(from_, to)


@st.composite
def partitions(draw: st.DrawFn) -> tuple[Domain, list[Band]]:
    """A domain with bands that cover it exactly once, in any order."""
    cuts = sorted(draw(st.sets(st.integers(1, 5).map(Fraction))))
    sides = [draw(st.booleans()) for _ in cuts]
    starts: list[tuple[Fraction | None, bool]] = [(Fraction(0), True), *zip(cuts, sides, strict=True)]
    stops: list[tuple[Fraction | None, bool]] = [*((cut, not side) for cut, side in zip(cuts, sides, strict=True))]
    stops.append((None, False) if draw(st.booleans()) else (Fraction(6), True))
    covering = [
        Band(from_, from_included, to, to_included, Fraction(0))
        for (from_, from_included), (to, to_included) in zip(starts, stops, strict=True)
    ]
    return Domain(Fraction(0), stops[-1][0]), draw(st.permutations(covering))


def samples(domain: Domain) -> list[Fraction]:
    """Values of a domain: every end that a band may have, what lies between, and far beyond."""
    values = [Fraction(number, 2) for number in range(-3, 17)]
    return [
        value
        for value in values
        if (domain.from_ is None or value >= domain.from_) and (domain.to is None or value <= domain.to)
    ]


@given(domains(), st.lists(bands, min_size=1, max_size=5))
def test_bands_without_problems_hold_every_value_exactly_once(domain: Domain, some: list[Band]) -> None:
    """Whatever bands nothing is said against, each value of the domain lies in one of them."""
    if not codes_of(domain, some):
        assert {1} >= {sum(band.holds(value) for band in some) for value in samples(domain)}
        assert all(any(band.holds(value) for band in some) for value in samples(domain))


@given(domains(), st.lists(bands, min_size=1, max_size=5))
def test_a_value_held_by_none_or_by_two_is_said(domain: Domain, some: list[Band]) -> None:
    """Bands that leave a value out, or hold one twice, are never passed over."""
    holding = {sum(band.holds(value) for band in some) for value in samples(domain)}
    if holding - {1}:
        assert codes_of(domain, some)


@given(partitions())
def test_bands_that_cover_their_domain_are_right_in_any_order(partition: tuple[Domain, list[Band]]) -> None:
    """Nothing is said against bands that meet end to end, on whichever side the boundary lies."""
    domain, covering = partition

    assert set() == codes_of(domain, covering)
