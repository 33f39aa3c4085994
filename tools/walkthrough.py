"""Pages that are walked through: the files they show are written, their commands run, their output compared.

In a page of ``docs`` a fence ``yaml NAME`` is a file of that name. A fence ``sh`` holds commands, one a line; a fence
``text`` right behind it holds what they print. ``# … mã 1`` behind a command says that it ends with 1. ``| head -3``
keeps the first lines. A command runs in a folder that holds the files of the page and ``src`` of the checkout.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import tempfile
from collections.abc import Iterator
from pathlib import Path

from parindex.cli import main
from worked import worked

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
FENCE = re.compile(
    r"^```(?P<kind>yaml (?P<name>\S+\.\w+)|sh)\n(?P<lines>.*?)^```\n(?P<output>\n*```text\n.*?^```\n)?",
    re.MULTILINE | re.DOTALL,
)
LANGUAGE = "PARINDEX_LANGUAGE"
ENDS_WITH = re.compile(r"#.*\b(?:mã|code) (\d+)")
FIRST_LINES = re.compile(r"\s*\|\s*head -(\d+)\s*$")


@contextlib.contextmanager
def in_vietnamese() -> Iterator[None]:
    """Whatever the terminal says, pages show what the program says in Vietnamese."""
    before = os.environ.get(LANGUAGE)
    os.environ[LANGUAGE] = "vi"
    try:
        yield
    finally:
        if before is None:
            del os.environ[LANGUAGE]
        else:
            os.environ[LANGUAGE] = before


class WrongEnd(AssertionError):
    """A command of a page did not end as the page says."""


def pages() -> list[Path]:
    """All pages that are walked through."""
    return sorted(page for page in DOCS.rglob("*.md") if page.parent != DOCS / "reference")


def walked(page: str) -> str:
    """A page with the output that its commands give now.

    Raises:
        WrongEnd: A command did not end as the page says.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "src").symlink_to(ROOT / "src")
        with contextlib.chdir(folder):
            return FENCE.sub(lambda found: _fence(found, folder), worked(page))


def _fence(found: re.Match[str], folder: Path) -> str:
    if found["name"]:
        file = folder / found["name"]
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(found["lines"], "utf-8")
        return found[0]
    output = "".join(map(_run, commands(found["lines"])))
    if found["output"] is None:
        return found[0]
    return f"```sh\n{found['lines']}```\n\n```text\n{output}```\n"


def commands(lines: str) -> Iterator[str]:
    """The commands of a fence; a line that ends in a backslash goes on in the next."""
    for line in lines.replace("\\\n", " ").splitlines():
        if line.strip() and not line.startswith("#"):
            yield line


def _run(line: str) -> str:
    ends = ENDS_WITH.search(line)
    line = line.partition("  #")[0]
    head = FIRST_LINES.search(line)
    program, *arguments = shlex.split(FIRST_LINES.sub("", line))
    if program == "mkdir":
        Path(arguments[-1]).mkdir(parents=True)
        return ""
    if program != "parindex":
        raise WrongEnd(f"only parindex is walked through: {line}")
    said = io.StringIO()
    with in_vietnamese(), contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        code = main(arguments)
    if code != (int(ends[1]) if ends else 0):
        raise WrongEnd(f"{line}: ended with {code}\n{said.getvalue()}")
    shown = said.getvalue().splitlines()
    return "".join(f"{one}\n" for one in (shown[: int(head[1])] if head else shown))
