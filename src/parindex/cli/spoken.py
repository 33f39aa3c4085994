"""Commands, options and values that speak the user's language: their help, and what they refuse.

Names that stand for a value (``FILE``, ``SET``, ``KEY``) are the same in every language, as in the reference pages.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import NoReturn, ParamSpec, TypeVar

import click
from click.shell_completion import CompletionItem

from parindex.cli.speech import say
from parindex.files.intake import library_ids
from parindex.wording.catalogue import LANGUAGES, N_

P = ParamSpec("P")
R = TypeVar("R")


class WrongUse(click.UsageError):
    """A command was called wrongly; the message is a sentence in the user's language already."""


class SpokenOption(click.Option):
    """An option whose help is a message."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Names and translated help, with what is set beforehand, allowed or required."""
        record = super().get_help_record(ctx)
        if record is None:
            return None
        extra = self.get_help_extra(ctx)
        notes = []
        if "default" in extra:
            notes.append(say(N_("otherwise {value}")).format(value=extra["default"]))
        if "range" in extra:
            notes.append(extra["range"])
        if "required" in extra:
            notes.append(say(N_("must be given")))
        text = say(self.help or "")
        return record[0], f"{text} [{'; '.join(notes)}]" if notes else text


class SpokenCommand(click.Command):
    """A command whose help is a message."""

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """``--help``, which says so in the user's language."""
        found = super().get_help_option(ctx)
        if found is not None:
            found.help = say(N_("Shows this help."))
        return found

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """The arguments, none of them too many."""
        ctx.allow_extra_args = True
        try:
            rest = super().parse_args(ctx, args)
        except click.UsageError as error:
            error.ctx = error.ctx or ctx
            raise
        if rest and not ctx.resilient_parsing:
            raise WrongUse(say(N_("“{argument}” is one argument too many.")).format(argument=rest[0]), ctx)
        return rest

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """How the command is called."""
        before, pieces = say(N_("Usage:")), " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, f"{before} ")

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """What the command does."""
        del ctx
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(say(self.help or ""))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options, each with what it is for."""
        options = (param for param in self.get_params(ctx) if isinstance(param, click.Option))
        with formatter.section(say(N_("Options"))):
            formatter.write_dl([record for param in options if (record := param.get_help_record(ctx))])

    def get_short_help_str(self, limit: int = 0) -> str:
        """What the command does, whole: the list of commands wraps it."""
        del limit
        return say(self.help or "")


class SpokenGroup(SpokenCommand, click.Group):
    """Commands that speak the user's language."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """The name of a command and what is meant for it."""
        return click.Group.parse_args(self, ctx, args)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names in the order in which the commands were added."""
        del ctx
        return list(self.commands)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options, then the commands."""
        super().format_options(ctx, formatter)
        with formatter.section(say(N_("Commands"))):
            formatter.write_dl([(name, found.get_short_help_str()) for name, found in self.commands.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command of a name, or a refusal with the one that was probably meant."""
        name = args[0]
        if name not in self.commands and not ctx.resilient_parsing:
            known = self.list_commands(ctx)
            told = say(N_("There is no command “{name}”. Known: {known}.")).format(name=name, known=", ".join(known))
            raise WrongUse(with_near(told, name, known), ctx)
        return super().resolve_command(ctx, args)


def with_near(told: str, found: str, known: Sequence[str]) -> str:
    """A sentence, and behind it the known name that was probably meant."""
    near = get_close_matches(found, known, n=1)
    return say(N_("{sentence} Did you mean “{near}”?")).format(sentence=told, near=near[0]) if near else told


# Types of values


class OneOf(click.Choice[str]):
    """One word of a closed list."""

    def get_invalid_choice_message(self, value: object, ctx: click.Context | None) -> str:
        """What is known instead."""
        del ctx
        return say(N_("“{found}” is none of {known}")).format(found=value, known=", ".join(self.choices))


class WholeNumber(click.IntRange):
    """A whole number within bounds."""

    name = "number"

    def fail(self, message: str, param: click.Parameter | None = None, ctx: click.Context | None = None) -> NoReturn:
        """Say which numbers are allowed."""
        del message
        told = say(N_("a whole number from {least} to {most} is needed")).format(least=self.min, most=self.max)
        super().fail(told, param, ctx)


class FileName(click.Path):
    """The name of a file or folder; whether it is there is found out by who opens it."""

    def __init__(self, name: str = "file") -> None:
        super().__init__(path_type=Path)
        self.name = name


class SetName(click.ParamType[str]):
    """A criteria set: an id of the library, or a path."""

    name = "set"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """Ids of the library, then files."""
        del ctx, param
        found = [CompletionItem(name) for name in library_ids() if name.startswith(incomplete)]
        return found or [CompletionItem(incomplete, type="file")]


# Commands and options


def option(*names: str, says: str, **settings: object) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """An option of a command, with its help as a message."""
    return click.option(*names, cls=SpokenOption, help=says, **settings)


language_option = option(
    "--language",
    type=OneOf(LANGUAGES),
    expose_value=False,
    says=N_("Language of everything that is said; otherwise that of the terminal."),
)
json_option = option("--json", "as_json", is_flag=True, says=N_("JSON for programs instead of text."))


def command(says: str) -> Callable[[Callable[..., int]], click.Command]:
    """Makes a function, which says its exit code, a command with ``--language``."""

    def made(function: Callable[..., int]) -> click.Command:
        return click.command(cls=SpokenCommand, help=says)(language_option(function))

    return made
