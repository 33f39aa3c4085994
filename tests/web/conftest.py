"""A site with everything that comes with the program, loaded once, and its pages over HTTP."""

from __future__ import annotations

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from pytest_django import DjangoDbBlocker

LOAD = (
    "import sys, pathlib; from parindex.web import serving as s; "
    "s.prepare(pathlib.Path(sys.argv[1])); s.load_demo(print)"
)
SERVE = (
    "import sys, pathlib; from parindex.web import serving as s; "
    "s.prepare(pathlib.Path(sys.argv[1])); s.serve('127.0.0.1', int(sys.argv[2]))"
)
PATIENCE = 60


def environment() -> dict[str, str]:
    """The environment of a site of its own: nothing of this run's settings."""
    return {name: value for name, value in os.environ.items() if not name.startswith(("PARINDEX_", "DJANGO_"))}


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the real cases and the demonstration province, loaded by the program itself."""
    folder = tmp_path_factory.mktemp("demo") / "data"
    subprocess.run([sys.executable, "-c", LOAD, str(folder)], env=environment(), check=True, capture_output=True)
    return folder


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest,
    django_test_environment: None,
    django_db_blocker: DjangoDbBlocker,
    django_db_modify_db_settings: None,
) -> Iterator[None]:
    """The test database, with everything loaded: copied from the folder above, or loaded where it is no SQLite."""
    del django_test_environment, django_db_modify_db_settings
    from django.test.utils import setup_databases, teardown_databases

    with django_db_blocker.unblock():
        databases = setup_databases(verbosity=0, interactive=False)
        if connection.vendor == "sqlite":
            folder: Path = request.getfixturevalue("demo_folder")
            connection.ensure_connection()
            with sqlite3.connect(folder / "parindex.sqlite3") as loaded:
                loaded.backup(connection.connection)
        else:
            call_command("load_demonstration", verbosity=0)
    yield
    with django_db_blocker.unblock():
        teardown_databases(databases, verbosity=0)


@pytest.fixture(scope="session")
def site(demo_folder: Path) -> Iterator[str]:
    """Address of the whole site, served by the program's own server from the folder above."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-c", SERVE, str(demo_folder), str(port)],
        env=environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_for(port)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(PATIENCE)


def wait_for(port: int) -> None:
    """Wait until something listens on a port of this machine."""
    for _ in range(PATIENCE * 10):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise TimeoutError(f"nothing listens on port {port}")


@pytest.fixture(scope="session")
def base_url(site: str) -> str:
    """Where pages of a browser begin: the site above."""
    return site
