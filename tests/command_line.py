"""Runs of ``parindex``: as a process of its own, as a user starts it, or inside the test."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from parindex.cli import main
from parindex.files.intake import LIBRARY

PROGRAM = Path(sys.executable).with_name("parindex")
BY_DOMAIN = ("--set", "province-2022-by-domain", "--sheet", f"{LIBRARY}/province-2022-by-domain/cases/ha-noi-2023.yaml")
BY_ITEM = ("--set", "province-2022", "--sheet", f"{LIBRARY}/province-2022/cases/ha-noi-2023.yaml")


@dataclass(frozen=True)
class Run:
    """What a command said and how it ended."""

    code: int
    out: str
    err: str

    def json(self) -> Any:  # noqa: ANN401  # JSON has any shape; tests compare it with what they expect
        """The document on standard output."""
        return json.loads(self.out)

    def problems(self) -> list[str]:
        """Codes of the problems in the document on standard output."""
        return [problem["code"] for problem in self.json()["problems"]]


def started(*arguments: str, **environment: str) -> Run:
    """A run in a process of its own, in a bare environment."""
    done = subprocess.run(
        [PROGRAM, *arguments],
        capture_output=True,
        check=False,
        env={"PATH": "/usr/bin:/bin", **environment},
    )
    return Run(done.returncode, done.stdout.decode(), done.stderr.decode())


@dataclass(frozen=True)
class CommandLine:
    """Runs inside the test, each with what it said."""

    capsys: pytest.CaptureFixture[str]

    def __call__(self, *arguments: str | Path) -> Run:
        """One run."""
        self.capsys.readouterr()
        code = main([str(argument) for argument in arguments])
        said = self.capsys.readouterr()
        return Run(code, said.out, said.err)
