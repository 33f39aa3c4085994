"""What every test may ask for, and the flag by which a run that leaves anything out fails."""

from __future__ import annotations

import importlib.util
import os
import shutil
from collections.abc import Generator
from pathlib import Path

import hypothesis
import pytest

# The same examples in every run and on every machine, however slow.
hypothesis.settings.register_profile("reproducible", deadline=None, derandomize=True)
hypothesis.settings.load_profile("reproducible")

SETTINGS = "parindex.web.settings"
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM_WORDS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add ``--no-skips``, for machines that have everything, and ``--update-stored``, for texts that changed."""
    parser.addoption("--no-skips", action="store_true", help="a test that skips, or is expected to fail, fails")
    parser.addoption("--update-stored", action="store_true", help="store what the tests of stored texts find")


def pytest_configure(config: pytest.Config) -> None:
    """Set Django up where its plugin is on and the web part is there; ``-p no:django`` runs the engine alone."""
    if config.pluginmanager.hasplugin("django") and importlib.util.find_spec(SETTINGS):
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
        from django.conf import settings

        if not settings.DATABASES:
            raise pytest.UsageError(f"{SETTINGS} names no database")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """With ``--no-skips``, report a skipped test, and one that was expected to fail, as failed."""
    report = yield
    if item.config.getoption("no_skips"):
        fail_if_left_out(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """With ``--no-skips``, report a module that skips as a whole as failed."""
    report = yield
    if collector.config.getoption("no_skips"):
        fail_if_left_out(report)
    return report


def fail_if_left_out(report: pytest.TestReport | pytest.CollectReport) -> None:
    """Turn a report of something left out into a failure that says why it was left out."""
    if report.outcome == "skipped" or hasattr(report, "wasxfail"):
        reason = getattr(report, "wasxfail", None) or report.longrepr
        if hasattr(report, "wasxfail"):
            del report.wasxfail
        report.outcome = "failed"
        report.longrepr = f"nothing may be left out of this run: {reason}"


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, object]) -> dict[str, object]:
    """Start the machine's own Chromium; skip where there is none."""
    program = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if program is None:
        pytest.skip("no Chromium on this machine")
    return {**browser_type_launch_args, "executable_path": program, "args": CHROMIUM_WORDS}


@pytest.fixture(scope="session")
def postgres_address() -> str:
    """Address of a PostgreSQL server on which tests may create databases; skip where none is named."""
    address = os.environ.get("PARINDEX_TEST_POSTGRES")
    if not address:
        pytest.skip("PARINDEX_TEST_POSTGRES names no PostgreSQL server")
    return address


@pytest.fixture(scope="session")
def report_samples() -> Path:
    """Folder with the texts of official reports that the project may read but not carry; skip where none is named."""
    folder = os.environ.get("PARINDEX_REPORT_SAMPLES")
    if not folder:
        pytest.skip("PARINDEX_REPORT_SAMPLES names no folder of official reports")
    return Path(folder)
