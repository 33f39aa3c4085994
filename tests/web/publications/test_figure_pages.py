"""A figure opened: every kind of figure, with its sentence, its equation, its drawing and the way up and down."""

from __future__ import annotations

import dataclasses
import datetime as dt
import html
import json
import re
from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from parindex.engine.figures import Figure
from parindex.web import publications
from parindex.web.publications.actions import publish
from parindex.web.publications.pages.figure import FigurePage, figure_page
from parindex.web.publications.pages.opened import Opened, addresses_of, reversed_or_empty
from parindex.web.publications.pages.terms import Amount
from parindex.web.publications.queries import PublishedResult, block, result_of
from parindex.web.results.queries import results_of_block
from parindex.wording.sentences import sentence
from parindex.wording.terms import RULE_KINDS
from web_samples import block as block_of
from web_samples import publication

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vietnamese")]
TEMPLATES = Path(publications.__file__).parent / "templates/publications"
NOW = dt.datetime(2030, 1, 1, tzinfo=dt.UTC)
MADE_OF_OTHERS = {"sum", "percent", "index", "bonus", "penalty"}
WITHOUT_POINTS = {"missing", "not_applicable"}
BLOCKS = (("minh-hoa-2023", "departments"), ("minh-hoa-2025", "departments"), ("minh-hoa-2025", "communes"))
BY_ITEM = ("ha-noi", 2023, "province-2022")
BY_DOMAIN = ("ha-noi", 2023, "province-2022-by-domain")


def published(unit: str, year: int, criteria_set: str) -> PublishedResult:
    """A published result of the loaded site."""
    found = result_of(unit, year, criteria_set, now=NOW)
    assert found is not None
    return found


@pytest.fixture
def vietnamese() -> Iterator[None]:
    """Vietnamese, whatever language a request before it asked for."""
    with translation.override("vi"):
        yield


def page_of(unit: str, year: int, criteria_set: str, key: str, language: str = "vi") -> FigurePage:
    """What the page of a figure shows."""
    return figure_page(published(unit, year, criteria_set), key, language, NOW)


@cache
def one_of_each_kind() -> dict[str, tuple[str, int, str, str]]:
    """Kind of step → a figure of the demonstration that came about by it."""
    found: dict[str, tuple[str, int, str, str]] = {}
    for slug, name in BLOCKS:
        shown = block(slug, name, NOW)
        assert shown is not None
        assert shown.result_set_id is not None
        for result in results_of_block(shown.result_set_id, shown.block)[:25]:
            for figure in result.figures():
                if "zero_denominator" in result.figure_text(figure.key).partition('"workings"')[2]:
                    continue  # nothing was calculated there
                at = (result.unit.id, result.year, result.result_set.criteria_set.set_id, figure.key)
                found.setdefault(figure.step.kind, at)
    return found


def test_the_demonstration_has_every_kind_of_figure() -> None:
    """Every rule kind, every figure made of others, and leaves without points: what follows leaves none out."""
    assert {*RULE_KINDS, *MADE_OF_OTHERS, *WITHOUT_POINTS} == set(one_of_each_kind())


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("kind", sorted({*RULE_KINDS, *MADE_OF_OTHERS, *WITHOUT_POINTS}))
def test_every_kind_opens_with_the_sentence_of_its_derivation(client: Client, kind: str, language: str) -> None:
    """The page answers at the figure's key and holds the very sentence that documents hold."""
    unit, year, criteria_set, key = one_of_each_kind()[kind]
    found = published(unit, year, criteria_set)
    expected = sentence(found.result.figure(key), found.result.criteria_set, language=language)
    address = reverse("publications:figure", args=[unit, year, criteria_set, key])

    answer = client.get(address if language == "vi" else f"/en{address}")

    assert 200 == answer.status_code
    assert expected in html.unescape(answer.content.decode())
    assert f"{unit}/{year}/{criteria_set}/{key}" in answer.content.decode()


@pytest.mark.parametrize("kind", sorted({*RULE_KINDS, *MADE_OF_OTHERS}))
def test_every_kind_has_an_equation_that_begins_with_its_result(kind: str) -> None:
    """What was calculated is shown as an equation, read aloud in words; the steps end in what is printed."""
    unit, year, criteria_set, key = one_of_each_kind()[kind]
    page = page_of(unit, year, criteria_set, key)

    if page.equation is None:
        assert kind in {"bonus", "penalty", "sum"}
        return
    assert page.equation.spoken.startswith(f"{Opened(published(unit, year, criteria_set), key, 'vi').shown()} bằng ")


def test_figures_are_stored_as_the_engine_tells_them(client: Client) -> None:
    """The data beside the page is the figure itself."""
    answer = client.get(reverse("publications:figure_file", args=[*BY_ITEM, "1.7", "json"]))

    assert "786/535" == json.loads(answer.getvalue())["figure"]["value"]


# The signature: 1.7 of Hà Nội 2023


def test_the_equation_of_1_7_tells_what_was_reported_and_what_was_inferred() -> None:
    """1,47 = 1,5 × (203 × 1 + 11 × 0,6) ÷ 214; only the weight 0,6 stands in no source."""
    page = page_of(*BY_ITEM, "1.7")

    assert page.equation is not None
    assert "1,47 bằng 1,5 nhân mở ngoặc 203 nhân 1 cộng 11 nhân 0,6 đóng ngoặc chia 214" == page.equation.spoken
    amounts = [part for part in page.equation.parts if isinstance(part, Amount)]
    assert ["kq", "k-max", "k-vao", "k-hs", "k-vao", "k-hs", "k-tong"] == [amount.role for amount in amounts]
    assert ["0,6"] == [amount.shown for amount in amounts if amount.is_inferred]


def test_1_7_is_drawn_task_by_task() -> None:
    """203 full squares and 11 that are filled to six tenths, together 214."""
    counts = page_of(*BY_ITEM, "1.7").drawings.counts

    assert counts is not None
    assert [(203, Fraction(1)), (11, Fraction(3, 5))] == [(kind.number, kind.share) for kind in counts.counted]
    assert counts.wide is not None
    assert (203, 11) == (
        sum(square.is_whole for square in counts.wide.squares),
        sum(not square.is_whole for square in counts.wide.squares),
    )
    assert "0,03" in counts.remark


def test_the_steps_of_1_7_end_in_the_rounding() -> None:
    """Exact to the last line, and that line says it is only for printing."""
    page = page_of(*BY_ITEM, "1.7")

    assert ["203", "6,6", "209,6", "0,979439…", "1,469158…", "1,47"] == [step.result for step in page.steps]
    assert "Làm tròn 2 chữ số thập phân, chỉ khi in ra" == page.steps[-1].says
    assert "786/535" == page.fraction


def test_1_7_tells_its_years_as_far_as_they_are_known() -> None:
    """86,00 and 94,66 as printed, 96,67 and 97,94 as computed (báo cáo Hà Nội, mục III.2.1)."""
    years = page_of(*BY_ITEM, "1.7").history

    assert years is not None
    assert [(2020, "86,00", True), (2021, "94,66", True), (2022, "96,67", False), (2023, "97,94", False)] == [
        (dot.year, dot.shown, dot.is_printed) for dot in years.wide
    ]


def test_1_7_says_where_the_report_prints_something_else() -> None:
    """97,93 % is cut, not rounded."""
    (only,) = page_of(*BY_ITEM, "1.7").contradictions

    assert "1.47/1.5 điểm (đạt 97.93%)" == only.passages[0].text


def test_the_path_leads_from_the_index_to_the_figure() -> None:
    """Each step is a link up."""
    path = page_of(*BY_ITEM, "1.7").path

    assert [("91,42", "100"), ("9,44", "9,5"), ("1,47", "1,5")] == [(step.shown, step.maximum) for step in path]
    assert [reverse("publications:figure", args=[*BY_ITEM, key]) for key in ("index", "1", "1.7")] == [
        step.address for step in path
    ]


def test_the_printed_index_opens_into_the_finer_result() -> None:
    """91,43 by domain leads to the same figure by item, which opens down to the tasks."""
    found = page_of(*BY_DOMAIN, "1").deeper

    assert found is not None
    assert reverse("publications:figure", args=[*BY_ITEM, "1"]) == found.address
    assert reverse("publications:figure", args=[*BY_ITEM, "1.7"]) in [part.address for part in found.parts]
    assert page_of(*BY_ITEM, "1").deeper is None


def test_the_only_leaf_of_a_part_opens_into_that_part() -> None:
    """The surveyed points of domain 5 have another code by item, and are the same points."""
    found = page_of(*BY_DOMAIN, "5.2").deeper

    assert found is not None
    assert reverse("publications:figure", args=[*BY_ITEM, "5.survey"]) == found.address


# What readers are told


def test_what_did_not_apply_shows_the_maximum_going_down() -> None:
    """No point is lost: the maximum of the figure and of the whole fall."""
    page = page_of(*one_of_each_kind()["not_applicable"])

    assert "Vì sao không áp dụng?" == page.heading
    assert page.drawings.falls
    assert "0" == page.drawings.falls[0].after
    assert page.equation is None


def test_every_boundary_of_a_band_has_an_owner_in_words() -> None:
    """The band of the reported value is marked, once."""
    drawn = page_of(*one_of_each_kind()["bands"]).drawings.bands

    assert drawn is not None
    assert 1 == sum(band.is_here for band in drawn.bands)
    assert all(re.search("[Tt]ừ|[Đđ]ến|[Dd]ưới|[Tt]rên|Đúng", band.says) for band in drawn.bands)


def test_answers_of_a_survey_are_all_there() -> None:
    """The strip of a group holds its valid answers and no others, in the order of their weights."""
    page = page_of(*one_of_each_kind()["survey"])

    for strip in page.drawings.strips:
        given = sum(int(answer.number) for answer in strip.answers)
        assert strip.ballots.startswith(f"{given} ")
        weights = [Fraction(answer.weight.replace(",", ".")) for answer in strip.answers]
        assert sorted(weights, reverse=True) == weights


def test_full_points_are_what_if_evaluated_again() -> None:
    """The 0,03 points of 1.7 would bring the index from 91,42 to 91,45."""
    questions = page_of(*BY_ITEM, "1.7").questions

    assert any("91,45 thay cho 91,42" in question.answers for question in questions)
    assert not any("thay cho" in question.answers for question in page_of(*BY_ITEM, "1.r").questions)


def test_a_key_that_is_not_there_is_not_found(client: Client) -> None:
    """As is a result that is not there."""
    assert 404 == client.get(reverse("publications:figure", args=[*BY_ITEM, "9.9"])).status_code
    assert 404 == client.get(reverse("publications:figure", args=["ha-noi", 1999, "province-2022", "1.7"])).status_code


def test_templates_use_what_the_page_has_and_nothing_else(client: Client) -> None:
    """Every documented field is shown, and no template asks for one that is not there."""
    answer = client.get(reverse("publications:figure", args=[*BY_ITEM, "1.7"]))

    assert isinstance(answer.context["page"], FigurePage)
    assert {field.name for field in dataclasses.fields(FigurePage)} == set(fields_used("figure"))


def fields_used(page: str) -> Iterator[str]:
    """Fields of ``page`` that the templates of a page name."""
    for template in (TEMPLATES / f"{page}.html", *(TEMPLATES / page).glob("*.html")):
        yield from re.findall(r"\bpage\.(\w+)", template.read_text(encoding="utf-8"))


@pytest.mark.parametrize("kind", sorted(RULE_KINDS))
def test_input_rows_are_where_the_equation_leads(kind: str) -> None:
    """Every link of an equation within the page has its row; nothing leads into the void."""
    unit, year, criteria_set, key = one_of_each_kind()[kind]
    page = page_of(unit, year, criteria_set, key)
    shown: Figure = published(unit, year, criteria_set).result.figure(key)
    there = {row.id for row in page.inputs} | {"can-cu"}
    there |= {bar.id for bar in page.drawings.shares} | {strip.id for strip in page.drawings.strips}

    assert shown.step.kind == kind
    if page.equation is not None:
        assert {getattr(part, "row", "") for part in page.equation.parts} - {""} <= there


def test_a_corrected_result_stays_readable_and_says_so(client: Client) -> None:
    """The current address shows the correction; the old publication's own shows what it showed, with a notice."""
    publish(publication(), [block_of({"thu.a": "91.43", "thu.b": "90.59"})])
    correction = publication("thu-2024-2", supersedes="thu-2024", correction="Sửa điểm của Sở A.")
    publish(correction, [block_of({"thu.a": "91.40", "thu.b": "90.59"})])
    address = reverse("publications:figure", args=["thu.a", 2024, "published-percent", "index"])

    now, before = client.get(address), client.get(f"{address}?publication=thu-2024")

    assert ("Vì sao 91,40 điểm?", "Vì sao 91,43 điểm?") == (now.context["page"].heading, before.context["page"].heading)
    assert "đã được thay" not in now.content.decode()
    assert "đã được thay" in before.content.decode()
    assert before.context["page"].path[0].address.endswith("?publication=thu-2024")


def test_the_addresses_of_a_result_that_nothing_else_offers_are_empty() -> None:
    """A page that an installation does not have is not linked to."""
    assert "" == reversed_or_empty("publications:no-such-page", "1.7")
    assert reverse("publications:result", args=BY_ITEM) == addresses_of(published(*BY_ITEM)).result()
