from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parindex.reports.anchors import LONGEST_NAME, bookmark_name, key_of_bookmark

WORD_BOOKMARK = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,39}")
SEGMENT = st.text(st.sampled_from("019arxABR_-đĐ "), min_size=1, max_size=14)
KEYS = st.lists(SEGMENT, min_size=1, max_size=5).map(".".join)


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("1.7", "k_1_7"),
        ("1.7.percent", "k_1_7_percent"),
        ("index.percent", "k_index_percent"),
        ("5.4.x", "k_5_4_x"),
        ("1.R", "k_1___52_"),
        ("a_b", "k_a__5f_b"),
        ("a-1", "k_a__2d_1"),
        ("mục-1", "k_m__1ee5_c__2d_1"),
        ("2.1.1.1.1.1.1.1.1.1.1.1.appraisal.percent", "k_2_1_1_1_1_1_1_1_1_1_1_1_app_f05883b7fc"),
    ],
)
def test_a_key_has_one_readable_name(key: str, name: str) -> None:
    """Dots become underscores; other characters their code point; long keys end in their hash."""
    assert name == bookmark_name(key)


@given(KEYS)
def test_every_name_is_one_that_word_and_excel_take(key: str) -> None:
    """ASCII letters, digits and underscores, at most forty, whatever the key holds."""
    name = bookmark_name(key)

    assert WORD_BOOKMARK.fullmatch(name)
    assert len(name) <= LONGEST_NAME


@given(st.lists(KEYS, min_size=2, max_size=8, unique=True))
def test_different_keys_have_different_names_even_without_capitals(keys: list[str]) -> None:
    """Word and Excel take ``K_1`` and ``k_1`` for one name; keys that differ must not meet there."""
    assert len(keys) == len({bookmark_name(key).upper() for key in keys})


@given(st.lists(KEYS, min_size=1, max_size=8, unique=True))
def test_a_name_leads_back_to_its_key(keys: list[str]) -> None:
    """From a bookmark of a document to the figure it explains."""
    assert keys == [key_of_bookmark(bookmark_name(key).upper(), keys) for key in keys]


def test_a_name_of_another_set_leads_nowhere() -> None:
    """A bookmark that belongs to no key gives nothing."""
    assert key_of_bookmark("k_9_9", ["1", "1.1"]) is None
