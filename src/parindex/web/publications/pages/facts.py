"""What a report printed of one unit in one year, beside the figures that were computed: quoted, never computed with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from parindex.errors import BadData
from parindex.files.intake import LIBRARY
from parindex.files.precision import read_precision
from parindex.files.published import (
    INDEX_ROW,
    Contradiction,
    Passage,
    PublishedResults,
    Row,
    Table,
    read_published,
)

PUBLISHED = LIBRARY / "published"
PRECISION = PUBLISHED / "printed-precision.yaml"


@dataclass(frozen=True, slots=True)
class UnitFacts:
    """The printed results of one unit in one year.

    Attributes:
        results: The whole file.
        document: The report they stand in.
    """

    results: PublishedResults
    year: int

    @property
    def document(self) -> str:
        """The name of the report."""
        return next((source.document for source in self.results.sources.values()), "")

    @property
    def domains(self) -> Mapping[str, Row]:
        """Code of a domain, or ``index`` → what is printed of it."""
        return self._rows(f"domains-{self.year}")

    @property
    def items(self) -> Mapping[str, Row]:
        """Code of a criterion → what is printed of it."""
        return self._rows(f"items-{self.year}")

    @property
    def survey_items(self) -> Table | None:
        """The surveyed items of several years."""
        return self.results.table("survey-items")

    @property
    def groups(self) -> Table | None:
        """What each group of respondents said."""
        return self.results.table(f"survey-groups-{self.year}")

    @property
    def contradictions(self) -> tuple[Contradiction, ...]:
        """Where the report disagrees with itself."""
        return self.results.contradictions

    @property
    def whole(self) -> Row:
        """What is printed of the index as a whole."""
        return self.domains.get(INDEX_ROW, Row({}))

    @property
    def units(self) -> str:
        """Of how many units ranks are printed; empty where the report does not say."""
        table = self.results.table(f"domains-{self.year}")
        return "" if table is None or table.units is None else str(table.units)

    def about(self, key: str) -> tuple[Contradiction, ...]:
        """The contradictions that touch a figure."""
        return tuple(found for found in self.contradictions if key in found.about)

    def _rows(self, table_id: str) -> Mapping[str, Row]:
        table = self.results.table(table_id)
        return {} if table is None else {row.code: row for row in table.rows if row.code}


@dataclass(frozen=True, slots=True)
class Told:
    """A contradiction in the language of the page; ``number`` is its place in the list of the page."""

    number: int
    passages: tuple[Passage, ...]
    says: str


def told(found: Contradiction, language: str, number: int = 0) -> Told:
    """A contradiction in one language."""
    return Told(number, found.prints, found.says.in_language(language))


def facts_of(unit: str, year: int) -> UnitFacts | None:
    """What a report printed of a unit in a year, ``None`` where the library has no such report."""
    results = _read(PUBLISHED / f"{unit}-{year}.yaml")
    return None if results is None or results.unit_id != unit else UnitFacts(results, year)


def printed_decimals(criteria_set: str, unit: str, year: int) -> Mapping[str, Mapping[str, int]]:
    """With how many decimals the inputs of a case were printed; empty where nothing is known of it."""
    return _precisions().get(f"{criteria_set}/{unit}-{year}", {})


@lru_cache(maxsize=64)
def _read(path: Path) -> PublishedResults | None:
    """A file that comes with the program, read once; it does not change while the program runs."""
    if not path.is_file():
        return None
    results, problems = read_published(path)
    if any(problem.is_error for problem in problems):
        raise BadData(problems)
    return results


@lru_cache(maxsize=1)
def _precisions() -> Mapping[str, Mapping[str, Mapping[str, int]]]:
    cases, problems = read_precision(PRECISION)
    if any(problem.is_error for problem in problems):
        raise BadData(problems)
    return {case.case: case.decimals for case in cases}
