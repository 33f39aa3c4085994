"""What the command line says, in the language of its user: sentences, tables, problems, JSON.

The language is that of ``--language``, else of ``PARINDEX_LANGUAGE``, else of the terminal (``LC_ALL``,
``LC_MESSAGES``, ``LANG``): English where it says so, Vietnamese otherwise. What programs read (``--json``) does not
depend on the terminal: there the first two decide alone.
"""

from __future__ import annotations

import errno
import unicodedata
from collections.abc import Mapping, Sequence
from contextvars import ContextVar
from itertools import zip_longest
from textwrap import wrap

import click

from parindex.errors import Problem
from parindex.reports.exchange import Document, problems_document, to_json
from parindex.wording.catalogue import N_, VIETNAMESE, gettext_in, language_of
from parindex.wording.problems import message, place_text

FINE, FAULTY, WRONG_USE = 0, 1, 2

_WIDEST = 60
_ASKED = "PARINDEX_LANGUAGE"
_TERMINAL = ("LC_ALL", "LC_MESSAGES", "LANG")
_LANGUAGE: ContextVar[str] = ContextVar("language", default=VIETNAMESE)

_SYSTEM_FAULTS = {
    errno.ENOENT: N_("the folder does not exist"),
    errno.ENOTDIR: N_("the folder does not exist"),
    errno.EISDIR: N_("it is a folder"),
    errno.EACCES: N_("it may not be written"),
    errno.EPERM: N_("it may not be written"),
    errno.EROFS: N_("it may not be written"),
    errno.ENOSPC: N_("the disk is full"),
    errno.ENAMETOOLONG: N_("the name is too long"),
    errno.EEXIST: N_("a file has this name already"),
    errno.EADDRINUSE: N_("another program uses it already"),
    errno.EADDRNOTAVAIL: N_("this machine has no such address"),
}


# Language


def chosen_language(arguments: Sequence[str], environment: Mapping[str, str]) -> str:
    """The language of the user, before anything is parsed: help and errors need it first.

    Example:
        >>> chosen_language(["score"], {"LANG": "en_GB.UTF-8"}), chosen_language(["score"], {"LANG": "C.UTF-8"})
        ('en', 'vi')
        >>> chosen_language(["score", "--json"], {"LANG": "en_GB.UTF-8"})
        'vi'
    """
    for number, argument in enumerate(arguments):
        if argument.startswith("--language="):
            return language_of(argument.partition("=")[2])
        if argument == "--language" and number + 1 < len(arguments):
            return language_of(arguments[number + 1])
    variables = (_ASKED,) if is_json_wanted(arguments) else (_ASKED, *_TERMINAL)
    said = next((environment[name] for name in variables if environment.get(name)), "")
    return language_of(said.replace("_", "-").partition(".")[0])


def is_json_wanted(arguments: Sequence[str]) -> bool:
    """Whether the user asked for JSON, before anything is parsed."""
    return "--json" in arguments


def speak(chosen: str) -> None:
    """Say everything in this language from now on."""
    _LANGUAGE.set(chosen)


def language() -> str:
    """The language of this run."""
    return _LANGUAGE.get()


def say(text: str) -> str:
    """A message in the language of this run."""
    return gettext_in(language())(text)


# Output


def print_json(document: Document) -> None:
    """A document on standard output."""
    click.echo(to_json(document), nl=False)


def report_problems(problems: Sequence[Problem], *, as_json: bool) -> int:
    """All problems, for people on standard error or as JSON on standard output; says the exit code."""
    if as_json:
        print_json(problems_document(problems, language()))
    else:
        tell(problems)
    return FAULTY if any(problem.is_error for problem in problems) else FINE


def tell(problems: Sequence[Problem]) -> None:
    """All problems for people, on standard error: where, how grave, what, and the code to look it up by."""
    for problem in problems:
        where = place_text(problem.place, language())
        kind = say(N_("error")) if problem.is_error else say(N_("warning"))
        told = f"{kind} [{problem.code}] {message(problem, language())}"
        click.echo(f"{where}: {told}" if where else told, err=True)


def print_table(rows: Sequence[Sequence[str]], *, right: frozenset[int] = frozenset()) -> None:
    """Rows in columns, the first row being the heads; columns of ``right`` are aligned right, long cells wrapped."""
    wrapped = [
        [wrap(cell, _WIDEST, break_long_words=False, break_on_hyphens=False) or [""] for cell in row] for row in rows
    ]
    widths = [max(width(line) for cells in column for line in cells) for column in zip(*wrapped, strict=True)]
    for number, row in enumerate(wrapped):
        for lines in zip_longest(*row, fillvalue=""):
            cells = [_padded(cell, widths[column], is_right=column in right) for column, cell in enumerate(lines)]
            click.echo("  ".join(cells).rstrip())
        if number == 0:
            click.echo("  ".join("─" * columns for columns in widths))


def _padded(cell: str, columns: int, *, is_right: bool) -> str:
    space = " " * (columns - width(cell))
    return space + cell if is_right else cell + space


def width(text: str) -> int:
    """How many columns of a terminal a text takes: marks that combine take none, wide characters two.

    Example:
        >>> width("Đà Nẵng"), width("Đà Nẵng"), width("中")
        (7, 7, 2)
    """
    return sum(
        0 if unicodedata.combining(character) else 2 if unicodedata.east_asian_width(character) in "WF" else 1
        for character in text
    )


def system_words(error: OSError) -> str:
    """Why a file cannot be written or an address not be used, as the operating system sees it."""
    known = _SYSTEM_FAULTS.get(error.errno or 0)
    return say(known) if known else error.strerror or str(error)
