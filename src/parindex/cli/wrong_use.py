"""What is wrong with how a command was called, in the user's language."""

from __future__ import annotations

import click

from parindex.cli.speech import say
from parindex.cli.spoken import WrongUse, with_near
from parindex.wording.catalogue import N_


def wrong_use(error: click.ClickException) -> str:
    """The sentence for what the parser of arguments refused, and how to get help."""
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        return error.ctx.get_help()
    told = _sentence(error)
    if isinstance(error, click.UsageError) and error.ctx is not None:
        hint = say(N_("Help: {command} --help")).format(command=error.ctx.command_path)
        return f"{told}\n{hint}"
    return told


def _sentence(error: click.ClickException) -> str:
    match error:
        case WrongUse():
            return error.message
        case click.exceptions.NoSuchOption():
            told = say(N_("There is no option {name}.")).format(name=error.option_name)
            return with_near(told, error.option_name, _options(error.ctx))
        case click.exceptions.BadOptionUsage():
            return _bad_option(error)
        case click.exceptions.MissingParameter():
            return say(N_("{name} is missing.")).format(name=_name(error))
        case click.exceptions.BadParameter():
            return say(N_("{name} cannot be used: {detail}.")).format(name=_name(error), detail=error.message)
        case _:
            return say(N_("The command was called wrongly: {detail}")).format(detail=error.format_message())


def _bad_option(error: click.exceptions.BadOptionUsage) -> str:
    """An option without its value, with too few of them, or with one that it does not take."""
    params = [] if error.ctx is None else error.ctx.command.get_params(error.ctx)
    number = next((param.nargs for param in params if error.option_name in param.opts and not _is_flag(param)), 0)
    if number == 0:
        return say(N_("The option {name} takes no value.")).format(name=error.option_name)
    if number == 1:
        return say(N_("The option {name} needs a value.")).format(name=error.option_name)
    return say(N_("The option {name} needs {number} values.")).format(name=error.option_name, number=number)


def _is_flag(param: click.Parameter) -> bool:
    return isinstance(param, click.Option) and param.is_flag


def _options(context: click.Context | None) -> list[str]:
    params = [] if context is None else context.command.get_params(context)
    return [name for param in params for name in param.opts if name.startswith("--")]


def _name(error: click.BadParameter) -> str:
    """How the user knows the option or argument: ``--set``, ``FILE``."""
    if isinstance(error.param, click.Option):
        return " / ".join(error.param.opts)
    if error.param is not None and error.ctx is not None:
        return error.param.make_metavar(error.ctx)
    hint = error.param_hint or ""
    return hint if isinstance(hint, str) else " / ".join(hint)
