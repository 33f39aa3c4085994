"""``demo`` and ``serve``: the only commands that open the web part."""

from __future__ import annotations

import errno
import socket
from pathlib import Path
from types import ModuleType

import click

from parindex.cli.speech import FINE, say, system_words
from parindex.cli.spoken import FileName, WholeNumber, WrongUse, command, option
from parindex.wording.catalogue import N_

data_option = option(
    "--data",
    type=FileName("folder"),
    default=Path("var"),
    show_default=True,
    says=N_("Folder that holds the database and the files."),
)
host_option = option(
    "--host", metavar="ADDRESS", default="127.0.0.1", show_default=True, says=N_("Address to listen on.")
)
port_option = option(
    "--port", type=WholeNumber(1, 65535), default=8000, show_default=True, says=N_("Port to listen on.")
)


@command(N_("Loads the real published cases and one demonstration province, and serves them where asked to."))
@data_option
@option("--serve", "is_served", is_flag=True, says=N_("Serve the site afterwards."))
@host_option
@port_option
def demo(data: Path, host: str, port: int, *, is_served: bool) -> int:
    """Load the demonstration."""
    if is_served:
        _check_free(host, port)
    serving = _prepared(data)
    serving.load_demo(lambda line: click.echo(line, err=True))
    if is_served:
        click.echo(say(N_("Open http://{host}:{port}/")).format(host=host, port=port))
        serving.serve(host, port)
    return FINE


@command(N_("Serves the site from its data folder."))
@data_option
@host_option
@port_option
def serve(data: Path, host: str, port: int) -> int:
    """Serve the site."""
    _check_free(host, port)
    serving = _prepared(data)
    click.echo(say(N_("Open http://{host}:{port}/")).format(host=host, port=port))
    serving.serve(host, port)
    return FINE


def _check_free(host: str, port: int) -> None:
    """Refuse an address that cannot be listened on, before minutes go into loading."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        socket.create_server((host, port), family=family).close()
    except OSError as error:
        at = "--port" if error.errno in {errno.EADDRINUSE, errno.EACCES} else "--host"
        told = say(N_("it may not be used")) if error.errno == errno.EACCES else system_words(error)
        raise click.BadParameter(told, param_hint=at) from error


def _prepared(data: Path) -> ModuleType:
    """The web part, with its data folder made and its tables up to date."""
    try:
        from parindex.web import serving  # noqa: PLC0415  # Django is loaded only where a site is asked for
    except ImportError as missing:
        if missing.name is None or missing.name.startswith("parindex"):
            raise
        told = say(N_("The site needs the packages of the extra “web”: pip install 'parindex[web]'."))
        raise WrongUse(told) from missing
    try:
        serving.prepare(data)
    except OSError as error:
        raise click.BadParameter(system_words(error), param_hint="--data") from error
    return serving
