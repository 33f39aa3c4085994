from __future__ import annotations

from pathlib import Path

import pytest

import assets

FOLDERS = (assets.WEB, assets.DOCUMENTS)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_third_party_files_are_what_the_manifest_says(folder: Path) -> None:
    """Fonts and scripts that travel with the package are whole: none more, none less, no byte changed."""
    assert assets.manifest_of(folder) == (folder / assets.MANIFEST).read_text(encoding="utf-8")


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_font_stands_beside_its_licence(folder: Path) -> None:
    """A font goes out with the licence that allows it."""
    fonts = [file for file in folder.rglob("*") if file.suffix in {".woff2", ".ttf"}]

    assert fonts
    assert [] == [font for font in fonts if "SIL OPEN FONT LICENSE" not in licence_beside(font).upper()]


def licence_beside(font: Path) -> str:
    """The text of the licence in the folder of a font."""
    return (font.parent / "LICENSE").read_text(encoding="utf-8")


def test_the_style_sheet_names_files_that_are_there() -> None:
    """Every ``@font-face`` of the pages points at a copied file, and every copied font is named."""
    sheet = (assets.WEB / "fonts.css").read_text(encoding="utf-8")
    copied = {file.relative_to(assets.WEB).as_posix() for file in assets.WEB.rglob("*.woff2")}

    assert 14 == len(copied)
    assert copied == {part.split('"')[0] for part in sheet.split('url("')[1:]}


def test_a_changed_file_is_seen(tmp_path: Path) -> None:
    """A folder is whole only as long as it holds exactly what its manifest says."""
    (tmp_path / "a.css").write_text("body {}", encoding="utf-8")
    assets.write_manifest(tmp_path)
    before = assets.is_whole(tmp_path)
    (tmp_path / "a.css").write_text("body { }", encoding="utf-8")

    assert (True, False) == (before, assets.is_whole(tmp_path))
