from __future__ import annotations

import pytest

from parindex.web.ui.nearness import near_names

NAMES = ["Sở Tài nguyên và Môi trường", "Sở Tài chính", "Sở Tư pháp", "Hòa Bình", "Hà Nội"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("so tai nguyen nuoc", ("Sở Tài nguyên và Môi trường", "Sở Tài chính")),
        ("hoa bim", ("Hòa Bình", "Hà Nội")),
        ("sở tư phap tinh", ("Sở Tư pháp",)),
        ("xyz", ()),
        ("", ()),
    ],
    ids=["another last word", "misspelt", "one word too many", "nothing like it", "nothing typed"],
)
def test_names_that_share_most_words_are_offered(text: str, expected: tuple[str, ...]) -> None:
    """Best first; a name with less than half of the words is not offered."""
    assert expected == near_names(text, NAMES)


def test_no_more_than_asked_for_are_offered() -> None:
    """The best of many."""
    assert ("Sở Tài chính",) == near_names("so tai chinh", NAMES, limit=1)
