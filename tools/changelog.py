"""Changelog fragments: checked one by one, gathered when a version is released.

Usage: ``python tools/changelog.py check`` or ``python tools/changelog.py release 0.2.0 2027-01-31``
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FRAGMENTS = ROOT / "changelog.d"
CHANGELOG = ROOT / "CHANGELOG.md"
NEXT = "<!-- The next release is written here by tools/changelog.py. -->"
KINDS = {
    "figures": "Figures that change",
    "method": "Methods",
    "data": "Criteria sets and published results",
    "added": "Added",
    "changed": "Changed",
    "fixed": "Fixed",
}
NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\.(?P<kind>[a-z]+)\.md")
LONGEST_LINE = 120


def fragments(folder: Path) -> list[Path]:
    """The fragments that wait for the next release, by name."""
    return sorted(file for file in folder.iterdir() if file.name != "README.md")


def check_fragment(file: Path) -> Iterator[str]:
    """What is wrong with one fragment."""
    name = NAME.fullmatch(file.name)
    if name is None or name["kind"] not in KINDS:
        yield f"{file.name}: a fragment is named <what-it-is-about>.<kind>.md, kind one of {', '.join(KINDS)}"
    text = file.read_text(encoding="utf-8")
    if not text.rstrip("\n").endswith((".", "|")) or text != text.strip() + "\n":
        yield f"{file.name}: a fragment is whole sentences, or a table, and one line end"
    if text.lstrip().startswith(("#", "-", "*")):
        yield f"{file.name}: a fragment is a paragraph, without heading or bullet; the release adds them"
    if any(len(line) > LONGEST_LINE for line in text.splitlines()):
        yield f"{file.name}: lines have at most {LONGEST_LINE} characters"


def release(changelog: str, files: list[Path], version: str, day: date) -> str:
    """The changelog with a section for a version, its fragments grouped by kind in the order of KINDS."""
    lines = [f"## {version} ({day.isoformat()})"]
    for kind, heading in KINDS.items():
        texts = [file.read_text(encoding="utf-8").strip() for file in files if file.name.endswith(f".{kind}.md")]
        if texts:
            lines += [f"### {heading}", "\n".join("- " + text.replace("\n", "\n  ") for text in texts)]
    return changelog.replace(NEXT, "\n\n".join([NEXT, *lines]), 1)


def main(arguments: list[str]) -> int:
    """Do what the arguments say; the exit code."""
    waiting = fragments(FRAGMENTS)
    faults = [fault for file in waiting for fault in check_fragment(file)]
    if faults:
        print("\n".join(faults), file=sys.stderr)
        return 1
    match arguments:
        case ["check"]:
            return 0
        case ["release", version, day]:
            text = release(CHANGELOG.read_text(encoding="utf-8"), waiting, version, date.fromisoformat(day))
            CHANGELOG.write_text(text, encoding="utf-8")
            for file in waiting:
                file.unlink()
            return 0
    print(__doc__, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
