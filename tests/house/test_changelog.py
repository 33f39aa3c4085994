from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import changelog


def test_every_fragment_is_well_formed() -> None:
    """What waits for the next release can be gathered as it is."""
    assert [] == [
        fault for file in changelog.fragments(changelog.FRAGMENTS) for fault in changelog.check_fragment(file)
    ]


def test_the_changelog_has_a_place_for_the_next_release() -> None:
    """A release is written under the mark that the changelog keeps."""
    assert 1 == changelog.CHANGELOG.read_text(encoding="utf-8").count(changelog.NEXT)


@pytest.mark.parametrize(
    ("name", "text", "faults"),
    [
        pytest.param("ranks-of-ties.figures.md", "Ties share a rank.\n", 0, id="fine"),
        pytest.param("ranks-of-ties.news.md", "Ties share a rank.\n", 1, id="unknown kind"),
        pytest.param("Ranks_of_ties.figures.md", "Ties share a rank.\n", 1, id="name"),
        pytest.param("ranks.figures.md", "Ties share a rank\n", 1, id="no sentence"),
        pytest.param("ranks.figures.md", "- Ties share a rank.\n", 1, id="bullet"),
        pytest.param("ranks.figures.md", "Ties share a rank." * 10 + "\n", 1, id="long line"),
        pytest.param("ranks.figures.md", "Ties share a rank.\n\n", 1, id="empty line at the end"),
    ],
)
def test_faults_of_a_fragment_are_told(tmp_path: Path, name: str, text: str, faults: int) -> None:
    """A fragment with another name or form than the changelog can take is refused."""
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")

    assert faults == len(list(changelog.check_fragment(file)))


def test_a_release_gathers_fragments_by_kind(tmp_path: Path) -> None:
    """Figures come first, each fragment is one bullet, and the mark stays for the release after."""
    for name, text in {"b.fixed.md": "A page is mended.\n", "a.figures.md": "Ties share\na rank.\n"}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    expected = (
        f"# Changelog\n\n{changelog.NEXT}\n\n## 0.2.0 (2027-01-31)\n\n"
        "### Figures that change\n\n- Ties share\n  a rank.\n\n### Fixed\n\n- A page is mended.\n"
    )

    text = changelog.release(
        f"# Changelog\n\n{changelog.NEXT}\n", changelog.fragments(tmp_path), "0.2.0", date(2027, 1, 31)
    )

    assert expected == text
