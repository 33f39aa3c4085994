from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parindex.wording.orthography import folded, slug, sort_key

# The order of PostgreSQL 15 with ICU vi-VN, measured.
ICU_ORDER = ["An", "Ắc", "Ân", "Dak", "Đà Nẵng", "Hải Phòng"]
NAMES = st.text(st.sampled_from("aAăẮâẬbdđĐeêuưyỳỹ ,-019ü字"), max_size=12)


@pytest.mark.parametrize(
    "ordered",
    [
        pytest.param(ICU_ORDER, id="provinces"),
        pytest.param(["ma", "mà", "mả", "mã", "má", "mạ"], id="tones"),
        pytest.param(["a", "ă", "â", "b", "d", "đ", "e", "ê", "o", "ô", "ơ", "u", "ư", "v"], id="letters"),
        pytest.param(["Mạ An", "Ma Ân"], id="letters go before tones"),
        pytest.param(["Sở Tài chính", "Sở Tư pháp", "Sở Xây dựng"], id="departments"),
        pytest.param(["Phường 2", "Phường 10", "Phường An Hải"], id="numbers by size"),
        pytest.param(["Hà", "Hà Nội", "Hà-Tĩnh"], id="a shorter name goes first, a hyphen is a space"),
    ],
)
def test_names_go_in_vietnamese_order(ordered: list[str]) -> None:
    """Letters in the order of the alphabet, then tones, then nothing."""
    backwards = ordered[::-1]

    assert ordered == sorted(backwards, key=sort_key)


@given(NAMES)
def test_a_key_is_made_of_digits(name: str) -> None:
    """Every database and collation sorts the key alike, since digits are in one order everywhere."""
    key = sort_key(name)

    assert key.isascii()
    assert key.isdecimal()


@given(NAMES)
def test_spelling_of_the_same_letters_makes_no_difference(name: str) -> None:
    """Case and the Unicode form a name came in change neither order nor search."""
    apart = unicodedata.normalize("NFD", name)

    assert sort_key(name) == sort_key(apart) == sort_key(name.upper())
    assert folded(name) == folded(apart) == folded(name.upper())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Đà Nẵng", "da nang"),
        ("  ỦY   ban nhân dân ", "uy ban nhan dan"),
        ("", ""),
        ("\N{LATIN CAPITAL LETTER ETH}ắk Lắk", "dak lak"),
    ],
)
def test_search_ignores_diacritics_case_and_spaces(text: str, expected: str) -> None:
    """What is typed without marks finds the name, also where the Icelandic eth was typed for Đ."""
    assert expected == folded(text)


@given(st.text(max_size=20))
def test_a_slug_needs_no_escaping(text: str) -> None:
    """An address made of a name holds small ASCII letters, digits and single hyphens only."""
    made = slug(text)

    assert made == slug(made)
    assert set(made) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert "--" not in made
    assert not made.startswith("-")
