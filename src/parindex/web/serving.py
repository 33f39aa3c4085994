"""What the command line asks of the site: make the data folder, bring the database up to date, load, serve.

Nothing of Django is loaded before :func:`prepare` has said where the data are.
"""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from pathlib import Path

import django
from django.core.management import call_command
from django.utils import translation
from granian import Granian
from granian.constants import Interfaces

SETTINGS = "parindex.web.settings"
APPLICATION = "parindex.web.wsgi:application"
# Threads of one worker; pages ask a database and wait little.
THREADS = 4


def prepare(data_folder: Path) -> None:
    """Make the data folder, set Django up with it and bring the tables up to date; to be called before everything else.

    Raises:
        OSError: The folder cannot be made.
    """
    data_folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.environ["PARINDEX_DATA"] = str(data_folder.resolve())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    django.setup()
    migrate()


def migrate() -> None:
    """Bring the tables of the database up to date."""
    call_command("migrate", verbosity=0, interactive=False)


def load_demo(tell: Callable[[str], None]) -> None:
    """Load the real cases and the demonstration province; what is there already stays as it is.

    Args:
        tell: Called with a line at each step, in Vietnamese.
    """
    with translation.override("vi"):
        call_command("load_demonstration", stdout=_Lines(tell))


class _Lines(io.TextIOBase):
    """A stream that hands on what is written, line by line."""

    def __init__(self, tell: Callable[[str], None]) -> None:
        self._tell = tell

    def write(self, text: str, /) -> int:
        """Hand on the lines of a text."""
        for line in text.splitlines():
            self._tell(line)
        return len(text)


def serve(host: str, port: int, workers: int = 1) -> None:
    """Serve the site until the process is told to end (SIGTERM or Ctrl-C); requests under way are finished.

    Args:
        host: Address to listen on.
        port: As host.
        workers: Processes; each is a whole site, they share the database alone.
    """
    Granian(
        APPLICATION,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=THREADS,
        websockets=False,
        log_access=False,
    ).serve()
