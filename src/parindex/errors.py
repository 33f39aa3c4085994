"""What can go wrong, in one tree.

::

    ParindexError
    ├── BadData        supplied data has faults; carries every Problem found
    ├── Refused        a person may not do this now; code and parameters
    └── Fault          our mistake; logged with a reference, never explained to the public

A :class:`Problem` is not an exception: it is one fault in something a person supplied (a criteria file, an
answer sheet, a workbook), with the place where it stands. Checks return all of them, so that nobody mends a
file one error at a time. No sentence and no HTTP status stands here: sentences are made in
:mod:`parindex.wording`, one per code.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType


class Severity(StrEnum):
    """How grave a problem is: an error stops the work, a warning is said and the work goes on."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in what a person supplied.

    Attributes:
        file: Name of the file as the person gave it.
        line: Line in a text file, from 1.
        path: Way through the content, by code: ``nodes/1.7/rule/cap``, ``answers/1.7/council/inputs/late``.
        sheet: Name of the sheet of a workbook.
        cell: Cell of that sheet, as Excel names it: ``C12``.
    """

    file: str | None = None
    line: int | None = None
    path: str | None = None
    sheet: str | None = None
    cell: str | None = None

    def at(self, path: str) -> Place:
        """The same place, named by its way through the content."""
        return replace(self, path=path)


NOWHERE = Place()


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault in supplied data.

    Attributes:
        code: What is wrong, one of the documented codes (``sum_mismatch``).
        place: Where it stands.
        severity: Error or warning.
        parameters: The words and numbers that the sentence of this code needs, as text.
    """

    code: str
    place: Place = NOWHERE
    severity: Severity = Severity.ERROR
    parameters: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_error(self) -> bool:
        """Whether the work must stop."""
        return self.severity is Severity.ERROR


class ParindexError(Exception):
    """Everything that this package raises on purpose."""


class BadData(ParindexError):
    """Supplied data cannot be used; every fault that was found is in ``problems``."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(", ".join(sorted({problem.code for problem in self.problems})))


class Refused(ParindexError):
    """An action that this person may not do now; shown as a sentence with what to do next."""

    def __init__(self, code: str, **parameters: str) -> None:
        self.code = code
        self.parameters: Mapping[str, str] = MappingProxyType(parameters)
        super().__init__(code)


class Fault(ParindexError):
    """Our own mistake: something that cannot be, if the program is right."""
