"""The project's own files, as git would list them, without asking git."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pathspec import GitIgnoreSpec

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src/parindex"


def project_files() -> list[Path]:
    """Every file that the project holds: all that ``.gitignore`` does not name, sorted."""
    ignored = GitIgnoreSpec.from_lines((ROOT / ".gitignore").read_text(encoding="utf-8").splitlines())
    return sorted(walk(ROOT, ignored))


def walk(folder: Path, ignored: GitIgnoreSpec) -> Iterator[Path]:
    """Files under a folder, without entering what is ignored."""
    for entry in folder.iterdir():
        name = entry.relative_to(ROOT).as_posix()
        if entry.name == ".git" or ignored.match_file(f"{name}/" if entry.is_dir() else name):
            continue
        if entry.is_dir():
            yield from walk(entry, ignored)
        else:
            yield entry


def project_texts() -> list[tuple[str, str]]:
    """Name and content of every file that is text."""
    texts = []
    for file in project_files():
        content = file.read_bytes()
        if b"\0" not in content:
            texts.append((file.relative_to(ROOT).as_posix(), content.decode("utf-8")))
    return texts
