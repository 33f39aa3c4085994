"""``check``, ``convert`` and ``completion``: files themselves, before anything is scored."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click
from click.shell_completion import get_completion_class

from parindex.cli.speech import (
    FAULTY,
    FINE,
    language,
    print_json,
    report_problems,
    say,
    system_words,
    tell,
)
from parindex.cli.spoken import FileName, OneOf, command, json_option
from parindex.engine.trees import Fields, Items, Text, Trap, Tree
from parindex.errors import BadData, Problem
from parindex.files.characters import quote
from parindex.files.intake import check_files, has_errors
from parindex.files.reading import SUFFIXES, read_file, write_file
from parindex.reports.exchange import problems_document
from parindex.wording.catalogue import N_

_DATE = "date"


@command(N_("Finds every fault of criteria sets, answer sheets, extensions and crosswalks, with its place."))
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=FileName())
@json_option
def check(files: tuple[Path, ...], *, as_json: bool) -> int:
    """Check files."""
    problems = check_files(files)
    code = report_problems(problems, as_json=as_json)
    if not as_json:
        errors = sum(problem.is_error for problem in problems)
        told = (
            N_("Errors: {errors}; warnings: {warnings}. Nothing may be issued or scored until the errors are mended.")
            if code == FAULTY
            else N_("No errors; warnings: {warnings}.")
        )
        click.echo(say(told).format(errors=errors, warnings=len(problems) - errors))
    return code


@command(N_("Writes a YAML or JSON file as a workbook, or back, without losing anything but comments."))
@click.argument("source", metavar="FILE", type=FileName())
@click.argument("target", metavar="TARGET", type=FileName())
@json_option
def convert(source: Path, target: Path, *, as_json: bool) -> int:
    """Convert a file."""
    if target.suffix.lower() not in SUFFIXES:
        told = say(N_("the name must end with one of {endings}")).format(endings=", ".join(SUFFIXES))
        raise click.BadParameter(told, param_hint="TARGET")
    tree, problems = read_file(source)
    if tree is not None:
        problems = [*problems, *_traps(tree)]
    if tree is None or has_errors(problems):
        raise BadData(problems)
    try:
        write_file(target, tree)
    except OSError as error:
        raise click.BadParameter(system_words(error), param_hint="TARGET") from error
    if as_json:
        print_json(problems_document(problems, language()))
    else:
        tell(problems)
        click.echo(say(N_("Written: {file}")).format(file=target))
    return FINE


def _traps(tree: Tree, key: str | None = None) -> Iterator[Problem]:
    """Bare values that can be read in several ways: a file of another form could not keep the doubt."""
    match tree:
        case Text(quoted=False, trap=Trap() as trap) if not (trap is Trap.DATE and key == _DATE):
            yield Problem("ambiguous_scalar", tree.place, parameters={"found": quote(tree.text), "trap": trap.value})
        case Items(items):
            for item in items:
                yield from _traps(item)
        case Fields(fields):
            for entry in fields:
                yield from _traps(entry.key)
                yield from _traps(entry.value, entry.key.text)


@command(N_("Prints the completion script of a shell: bash, zsh or fish."))
@click.argument("shell", metavar="SHELL", type=OneOf(["bash", "zsh", "fish"]))
@click.pass_context
def completion(context: click.Context, shell: str) -> int:
    """Print a completion script."""
    found = get_completion_class(shell)
    if found is None:
        raise click.BadParameter(shell)
    click.echo(found(context.find_root().command, {}, "parindex", "_PARINDEX_COMPLETE").source())
    return FINE
