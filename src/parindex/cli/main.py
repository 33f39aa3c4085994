"""The commands together, and what becomes of what goes wrong in them.

Exit 0: fine, or only warnings. 1: problems in the data. 2: wrong use. Beside these, as is the custom of shells: 70 for
a mistake of the program itself, 74 where the output cannot be written, 130 where the user broke off, 141 where nobody
reads the output any more.
"""

from __future__ import annotations

import errno
import io
import os
import sys
import traceback
from collections.abc import Sequence

import click
from click.shell_completion import shell_complete

from parindex import __version__
from parindex.cli import checking, documents, results, site
from parindex.cli.speech import (
    FINE,
    WRONG_USE,
    chosen_language,
    is_json_wanted,
    report_problems,
    say,
    speak,
    system_words,
)
from parindex.cli.spoken import SpokenGroup, SpokenOption, language_option
from parindex.cli.wrong_use import wrong_use
from parindex.errors import BadData
from parindex.wording.catalogue import N_

PROGRAM = "parindex"
COMPLETE = "_PARINDEX_COMPLETE"
OWN_MISTAKE, CANNOT_WRITE, BROKEN_OFF, NOBODY_READS = 70, 74, 130, 141
_OF_THE_OUTPUT = frozenset({errno.EPIPE, errno.ENOSPC, errno.EIO, errno.EDQUOT})


@click.group(
    cls=SpokenGroup,
    help=N_("Criteria sets, exact scores, ranks and reports of a public administration reform index."),
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 120},
)
@language_option
@click.version_option(
    __version__, prog_name=PROGRAM, message="%(prog)s %(version)s", help=N_("Shows the version."), cls=SpokenOption
)
def commands() -> None:
    """All commands."""


for command in (
    checking.check,
    checking.convert,
    results.score,
    results.rank,
    results.explain,
    results.compare,
    documents.report,
    site.demo,
    site.serve,
    checking.completion,
):
    commands.add_command(command)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and say the exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    speak(chosen_language(given, os.environ))
    _write_utf8()
    asked = os.environ.get(COMPLETE)
    if asked:
        return shell_complete(commands, {}, PROGRAM, COMPLETE, asked)
    try:
        code = _run(given)
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:
        _close_output()
        return NOBODY_READS
    except OSError as error:
        _close_output()
        click.echo(say(N_("The output cannot be written: {detail}.")).format(detail=system_words(error)), err=True)
        return CANNOT_WRITE
    return code


def _run(given: list[str]) -> int:
    """The exit code of a command; what could not be written is raised."""
    try:
        with commands.make_context(PROGRAM, given) as context:
            code: object = commands.invoke(context)
    except click.exceptions.Exit as done:
        code = done.exit_code
    except BadData as bad:
        code = report_problems(bad.problems, as_json=is_json_wanted(given))
    except click.ClickException as error:
        click.echo(wrong_use(error), err=True)
        code = WRONG_USE
    except (click.Abort, KeyboardInterrupt):
        code = BROKEN_OFF
    except Exception as error:
        if isinstance(error, OSError) and error.errno in _OF_THE_OUTPUT:
            raise
        code = _own_mistake()
    return code if isinstance(code, int) else FINE


def _own_mistake() -> int:
    traceback.print_exc()
    told = say(N_("This is a mistake of the program, not of your data. Please report it with the lines above."))
    click.echo(told, err=True)
    return OWN_MISTAKE


def _write_utf8() -> None:
    """Speak UTF-8 whatever the terminal claims, as files do; a name that is no text is written as escapes."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _close_output() -> None:
    """Let nothing be written any more, so that the interpreter does not complain when it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
