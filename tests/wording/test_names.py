from __future__ import annotations

from fractions import Fraction

import pytest

from parindex.engine.criteria.keys import local_keys
from parindex.engine.criteria.model import Input, InputType
from parindex.engine.criteria.rules import Words
from parindex.engine.figures import Status
from parindex.engine.ranking import UnrankedReason
from parindex.wording import terms
from parindex.wording.catalogue import LANGUAGES
from parindex.wording.names import Names, figure_title, lower_first
from parindex.wording.terms import points_words, word
from samples import branch, criteria, leaf
from wording_samples import one_of_each


@pytest.mark.parametrize(
    ("label", "measure", "short", "thing", "quantity"),
    [
        ("Đúng hạn", "nhiệm vụ", "đúng hạn", "nhiệm vụ đúng hạn", "số nhiệm vụ đúng hạn"),
        ("Nhiệm vụ được giao", "nhiệm vụ", "nhiệm vụ được giao", "nhiệm vụ được giao", "số nhiệm vụ được giao"),
        ("Số hồ sơ quá hạn", None, "hồ sơ quá hạn", "hồ sơ quá hạn", "số hồ sơ quá hạn"),
        ("Tổng số hồ sơ", "hồ sơ", "hồ sơ", "hồ sơ", "số hồ sơ"),
        ("Số hóa hồ sơ", None, "số hóa hồ sơ", "số hóa hồ sơ", "số số hóa hồ sơ"),
        ("Số công chức", "người", "công chức", "công chức", "số công chức"),
        ("Trễ (hệ số 0,6: suy ra)", "nhiệm vụ", "trễ", "nhiệm vụ trễ", "số nhiệm vụ trễ"),
        ("UBND cấp xã báo cáo", None, "UBND cấp xã báo cáo", "UBND cấp xã báo cáo", "số UBND cấp xã báo cáo"),
    ],
)
def test_labels_fit_into_a_sentence(label: str, measure: str | None, short: str, thing: str, quantity: str) -> None:
    """A count is named by what is counted, with its measure where one is needed to understand it."""
    node = leaf("1", inputs=["x"])
    assert node.leaf is not None

    node.leaf.inputs["x"] = Input(  # type: ignore[index]  # the sample's own mapping
        "x", Words(label), InputType.COUNT, None if measure is None else Words(measure)
    )
    names = Names(criteria(node))

    assert (short, thing, quantity) == (names.short("1", "x"), names.thing("1", "x"), names.quantity("1", "x"))


@pytest.mark.parametrize(
    ("type_", "measure", "value", "expected"),
    [
        (InputType.COUNT, "hồ sơ", "12345", "12.345 quá hạn"),
        (InputType.NUMBER, "triệu đồng", "12345", "quá hạn 12.345 triệu đồng"),
        (InputType.NUMBER, "%", "91.6", "quá hạn 91,6_%"),
        (InputType.NUMBER, None, "91.6", "quá hạn 91,6"),
    ],
)
def test_counts_go_before_their_label_and_other_numbers_after_it(
    type_: InputType, measure: str | None, value: str, expected: str
) -> None:
    """One says "203 đúng hạn", but "vốn đã giải ngân 12.350 triệu đồng"."""
    node = leaf("1", inputs=["x"])
    assert node.leaf is not None

    declared = Input("x", Words("Quá hạn"), type_, None if measure is None else Words(measure))
    node.leaf.inputs["x"] = declared  # type: ignore[index]  # the sample's own mapping
    told = Names(criteria(node)).value("1", "x", Fraction(value))

    assert expected.replace("_", "\N{NO-BREAK SPACE}") == told


def test_an_abbreviation_keeps_its_capitals() -> None:
    """Only a word that is no abbreviation loses its capital inside a sentence."""
    assert ["đúng hạn", "UBND cấp xã", "", "ý kiến"] == [
        lower_first(text) for text in ("Đúng hạn", "UBND cấp xã", "", "Ý kiến")
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_figure_has_a_title_of_its_own(language: str) -> None:
    """No two keys of a set have the same title."""
    titles = [figure_title(key, one_of_each(), language=language) for key in local_keys(one_of_each())]

    assert len(titles) == len(set(titles))
    assert "" not in titles


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("1.1", "1.1 Tiêu chí 1.1"),
        ("1.percent", "1 Lĩnh vực 1: tỷ lệ % so với điểm tối đa"),
        ("1.appraisal", "1 Lĩnh vực 1: phần thẩm định"),
        ("1.survey.percent", "1 Lĩnh vực 1: phần điều tra xã hội học, tỷ lệ % so với điểm tối đa"),
        ("appraisal", "Phần thẩm định"),
        ("index", "Chỉ số CCHC"),
        ("index.percent", "Chỉ số CCHC, tỷ lệ % so với điểm tối đa"),
        ("tree", "Tổng điểm các lĩnh vực"),
        ("bonus", "Điểm cộng"),
    ],
)
def test_titles_say_which_part_of_what(key: str, expected: str) -> None:
    """A key is told by the node it belongs to and the part or percent it is."""
    assert expected == figure_title(key, criteria(branch("1", leaf("1.1"))))


def test_codes_of_the_engine_have_words() -> None:
    """Every status and every reason for no rank is said in words; an unforeseen code stays as it is."""
    assert {status.value for status in Status} == set(terms.STATUSES)
    assert {reason.value for reason in UnrankedReason} == set(terms.UNRANKED_REASONS)
    assert "không áp dụng" == word(terms.STATUSES, "not_applicable")
    assert "x" == word(terms.STATUSES, "x")


def test_points_agree_with_their_number() -> None:
    """One point, any other number of points; Vietnamese has one form."""
    assert ["1 point", "0.5 points", "0 points"] == [points_words(Fraction(n), "en") for n in ("1", "1/2", "0")]
    assert ["1 điểm", "1,5 điểm"] == [points_words(Fraction(n)) for n in ("1", "3/2")]
