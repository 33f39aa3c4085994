from __future__ import annotations

from fractions import Fraction

import pytest
from django.template import Context, Template
from django.utils import translation

NBSP = "\N{NO-BREAK SPACE}"


def rendered(text: str, language: str = "vi", **values: object) -> str:
    """What a template writes."""
    with translation.override(language):
        return Template(text).render(Context(values))


@pytest.mark.parametrize(
    ("text", "value", "vietnamese", "english"),
    [
        pytest.param("{{ x|number:2 }}", Fraction(786, 535), "1,47", "1.47", id="rounded"),
        pytest.param("{{ x|number:2 }}", "786/535", "1,47", "1.47", id="from stored text"),
        pytest.param("{{ x|number:2 }}", None, "–", "–", id="nothing known"),
        pytest.param("{{ x|number:0 }}", Fraction(39765), "39.765", "39,765", id="thousands"),
        pytest.param("{{ x|exact }}", Fraction(9436, 1000), "9,436", "9.436", id="exact"),
        pytest.param("{{ x|percent }}", Fraction(9143, 100), f"91,43{NBSP}%", "91.43%", id="percent"),
        pytest.param("{{ x|signed }}", Fraction(-17, 50), "−0,34", "−0.34", id="a real minus"),
        pytest.param("{{ x|as_printed }}", "93.00", "93,00", "93.00", id="decimals of the source stay"),
        pytest.param("{{ x|as_printed }}", "", "–", "–", id="nothing was printed"),
        pytest.param("{{ x|day }}", "2024-04-17", "17/04/2024", "17/04/2024", id="day"),
        pytest.param("{{ x|day }}", "2024-02", "02/2024", "02/2024", id="month"),
        pytest.param("{{ x|day }}", "2024", "2024", "2024", id="year"),
        pytest.param("{{ x|day }}", "", "chưa rõ ngày", "date unknown", id="no day"),
        pytest.param("{{ x|in_sentence }}", "Tỉnh Phú Thọ", "tỉnh Phú Thọ", "Tỉnh Phú Thọ", id="kind"),
        pytest.param(
            "{{ x|in_sentence }}", "UBND tỉnh Hòa Bình", "UBND tỉnh Hòa Bình", "UBND tỉnh Hòa Bình", id="no kind"
        ),
        pytest.param("{{ x|domain_class }}", "5.3.2", "b5", "b5", id="colour of a domain"),
        pytest.param("{{ x|domain_class }}", "12.1", "b0", "b0", id="no colour beyond the eighth"),
    ],
)
def test_filters_write_in_the_language_of_the_page(text: str, value: object, vietnamese: str, english: str) -> None:
    """Decimal comma and point, no-break spaces, dates and names as each language has them."""
    assert [vietnamese, english] == [rendered(text, language, x=value) for language in ("vi", "en")]


@pytest.mark.parametrize(
    ("value", "words"),
    [
        pytest.param(Fraction(37, 20), ["tăng", "1,85"], id="up"),
        pytest.param(Fraction(-34, 100), ["giảm", "0,34"], id="down, without a sign"),
        pytest.param(Fraction(1, 1000), ["giữ nguyên", "0,00"], id="shown as zero"),
        pytest.param(None, ["–"], id="not known"),
    ],
)
def test_a_change_is_told_in_words_too(value: Fraction | None, words: list[str]) -> None:
    """The triangle alone says nothing to a reader of the screen."""
    written = rendered("{% delta x 2 %}", x=value)

    assert all(word in written for word in words)
    assert ("<svg" in written) == (value is not None and abs(value) > Fraction(1, 200))


def test_names_are_text_and_never_markup() -> None:
    """Whatever stands in a name is shown as it stands."""
    name = "<b>Sở</b> & Hà Nội {{ settings.SECRET_KEY }}"
    written = rendered("{{ x|kept }} {{ x|in_sentence }} {% figure_link '/a' x x %}", x=name)

    assert "<b>" not in written
    assert "{{ settings.SECRET_KEY }}" in written
