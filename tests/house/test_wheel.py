from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import wheel
from house.tree import PACKAGE, ROOT


@pytest.fixture(scope="module")
def carried(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """Names of the files in a wheel built from this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    words = (sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder))
    subprocess.run(words, cwd=ROOT, check=True, capture_output=True)
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as archive:
        return set(archive.namelist())


def test_a_wheel_carries_everything_that_runs(carried: set[str]) -> None:
    """Programs, criteria sets, pages, catalogues, fonts and licences travel together: no checkout is needed."""
    data = {".html", ".yaml", ".md", ".po", ".css", ".js", ".svg", ".typ", ".woff2", ".ttf", ".py", ".mo"}
    wanted = {
        file.relative_to(PACKAGE.parent).as_posix()
        for file in PACKAGE.rglob("*")
        if file.suffix in data and "__pycache__" not in file.parts
    }

    assert set() == wanted - carried
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in carried)


def test_a_wheel_without_its_made_parts_is_refused(tmp_path: Path) -> None:
    """The build names every catalogue that is not compiled and every folder of fonts that is not there."""
    catalogue = tmp_path / "locale/vi/LC_MESSAGES/parindex.po"
    catalogue.parent.mkdir(parents=True)
    catalogue.touch()

    missing = [part.relative_to(tmp_path).as_posix() for part in wheel.needed(tmp_path)]

    assert [
        "locale/vi/LC_MESSAGES/parindex.mo",
        "reports/fonts/MANIFEST.sha256",
        "web/ui/static/parindex/vendor/MANIFEST.sha256",
    ] == missing
