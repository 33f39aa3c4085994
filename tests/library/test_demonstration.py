from __future__ import annotations

import hashlib
from fractions import Fraction

import pytest

from parindex.engine.answers.load import load_answer_sheets
from parindex.engine.answers.model import AnswerSheet, Round
from parindex.engine.criteria.model import CriteriaSet, Part
from parindex.engine.evaluate import CycleResult, evaluate
from parindex.engine.ranking import Ranked
from parindex.engine.trees import Fields, Items, Text, Tree
from parindex.files.intake import open_criteria_set
from parindex.library.demonstration import communes, departments, register, sheets
from parindex.library.drawing import Occasion, appraised_answer, draw

YEARS = (2023, 2024, 2025)


@pytest.fixture(scope="module")
def department_set() -> CriteriaSet:
    """The demonstration set of departments."""
    return open_criteria_set("department-demo")


@pytest.fixture(scope="module")
def commune_set() -> CriteriaSet:
    """The demonstration set of communes."""
    return open_criteria_set("commune-demo")


@pytest.fixture(scope="module")
def department_sheets(department_set: CriteriaSet) -> dict[int, list[AnswerSheet]]:
    """The sheets of all departments, by year."""
    return {year: _loaded(department_set, year) for year in YEARS}


@pytest.fixture(scope="module")
def commune_result(commune_set: CriteriaSet) -> CycleResult:
    """All communes in 2025, scored."""
    found, problems = load_answer_sheets(sheets(commune_set, communes(), 2025), commune_set, file="communes")

    assert [] == problems
    return evaluate(commune_set, found)


def _loaded(criteria_set: CriteriaSet, year: int) -> list[AnswerSheet]:
    found, problems = load_answer_sheets(
        sheets(criteria_set, departments(year), year), criteria_set, file="departments"
    )

    assert [] == problems
    return found


def _written(tree: Tree) -> str:
    """A tree as text, so that two can be compared by their bytes."""
    match tree:
        case Text(text=text):
            return repr(text)
        case Items(items=items):
            return "[" + ",".join(map(_written, items)) + "]"
        case Fields(fields=fields):
            return "{" + ",".join(f"{field.key.text}:{_written(field.value)}" for field in fields) + "}"


# The register


def test_departments_of_each_year_are_those_before_and_after_the_mergers() -> None:
    """22 departments until 2024; 17 since 1 March 2025, with the Public Service Centre of 1 July 2025."""
    counted = [len(departments(year)) for year in YEARS]

    assert [22, 22, 17] == counted


def test_communes_wards_and_special_zones_are_those_of_two_tier_government() -> None:
    """94 communes, 30 wards and 2 special zones, all since 1 July 2025."""
    kinds = [unit.kind for unit in communes()]

    assert (94, 30, 2) == tuple(kinds.count(kind) for kind in ("commune", "ward", "special_zone"))
    assert {"2025-07-01"} == {unit.valid_from for unit in communes()}


def test_every_unit_that_ended_became_another() -> None:
    """A unit with a last day stands before an event on the next day; who comes new stands after one."""
    found = register()
    ended = {unit.id for unit in found.units if unit.valid_to}
    begun = {unit.id for unit in found.units if unit.valid_from and unit.kind == "department"}
    before = {unit for event in found.events for unit in event.before}
    after = {unit for event in found.events for unit in event.after}

    assert ended <= before
    assert begun <= after
    assert {"merge", "split", "rename", "dissolve"} == {event.event for event in found.events}
    assert before | after <= {unit.id for unit in found.units}


def test_ids_of_units_are_unique_plain_and_of_this_province() -> None:
    """An id ties sheets, pages and events together; those of the invented province name it."""
    ids = [unit.id for unit in register().units]

    assert len(set(ids)) == len(ids)
    assert [] == [id_ for id_ in ids if not id_.startswith("minh-hoa-") or not id_.isascii() or id_ != id_.lower()]


# Drawn sheets


def test_sheets_are_the_same_for_ever(department_set: CriteriaSet) -> None:
    """Sheets depend on the set, the unit and the year alone, not on the other units or the order of calls."""
    units = departments(2024)

    first, second = (_written(sheets(department_set, units, 2024)) for _ in range(2))
    alone = _written(sheets(department_set, units[3:4], 2024))

    assert first == second
    assert alone.removeprefix("{kind:'answer_sheet',set:'department-demo',sheets:[").removesuffix("]}") in first


def test_a_draw_is_a_hash_of_its_words() -> None:
    """Draws rest on BLAKE2b, computed here by hand, so no release and no machine can change the province."""
    digest = hashlib.blake2b(b"so-noi-vu\x1f2025", digest_size=8).hexdigest()

    assert int(digest, 16) % 100 == draw(100, "so-noi-vu", 2025)


def test_units_claim_more_than_is_found_and_every_deduction_says_why(
    department_sheets: dict[int, list[AnswerSheet]], department_set: CriteriaSet
) -> None:
    """Self-scores lie above the council's for almost all units; each entry of a later round has a reason."""
    result = evaluate(department_set, department_sheets[2024])

    claimed = [
        rounds[Round.SELF] > rounds[Round.COUNCIL]  # type: ignore[operator]  # none is incomplete in 2024
        for rounds in (unit.rounds() for unit in result.units)
    ]
    silent = [
        (sheet.unit.id, code, round_.value)
        for sheet in department_sheets[2024]
        for code, entries in sheet.answers.items()
        for round_, entry in entries.items()
        if round_ in {Round.ROUND1, Round.ROUND2, Round.COUNCIL} and not entry.reason
    ]

    assert sum(claimed) == len(claimed)
    assert [] == silent


def test_losses_come_back_year_after_year(
    department_sheets: dict[int, list[AnswerSheet]], department_set: CriteriaSet
) -> None:
    """Many leaves lose a fifth of their points or more in all three years, and the appraiser says so."""
    results = {year: evaluate(department_set, found) for year, found in department_sheets.items()}
    leaves = [node for node in department_set.leaves() if node.leaf and node.leaf.part is Part.APPRAISAL]
    lasting = [unit.id for unit in departments(2025) if unit.id in {old.id for old in departments(2023)}]

    repeated = 0
    for unit in lasting:
        for node in leaves:
            shares = [_share(results[year], unit, node.code) for year in YEARS]
            repeated += all(share is not None and share < Fraction(4, 5) for share in shares)
    reasons = [
        entry.reason or ""
        for sheet in department_sheets[2025]
        for entries in sheet.answers.values()
        for entry in entries.values()
    ]

    assert repeated > 30
    assert any("đã nêu trong kết quả năm 2024" in reason for reason in reasons)


def _share(result: CycleResult, unit: str, code: str) -> Fraction | None:
    figure = result.unit(unit).figure(code)
    return figure.value / figure.maximum if figure.value is not None and figure.maximum else None


def test_two_departments_share_a_rank(
    department_sheets: dict[int, list[AnswerSheet]], department_set: CriteriaSet
) -> None:
    """In 2024 two departments have the same exact percent and the same rank."""
    result = evaluate(department_set, department_sheets[2024])

    places = [result.place(f"minh-hoa-{name}") for name in ("so-y-te", "so-giao-duc-va-dao-tao")]

    assert all(isinstance(place, Ranked) and place.is_tied for place in places)
    assert 1 == len({result.unit(place.unit).percent for place in places})


def test_tie_breaks_cannot_part_communes_with_the_same_answers(commune_result: CycleResult) -> None:
    """Listed tie-breaks leave units with equal answers on one rank."""
    places = [commune_result.place(f"minh-hoa-xa-{name}") for name in ("van-lieu", "quynh-suong")]

    assert all(isinstance(place, Ranked) and place.is_tied for place in places)


@pytest.mark.parametrize(
    ("year", "unit", "reason"),
    [
        pytest.param(2023, "ban-quan-ly-khu-kinh-te-tinh", "incomplete", id="what the set needs is missing"),
        pytest.param(2025, "trung-tam-phuc-vu-hanh-chinh-cong-tinh", "scored_not_ranked", id="new in the year"),
    ],
)
def test_some_departments_take_no_place(
    department_sheets: dict[int, list[AnswerSheet]], department_set: CriteriaSet, year: int, unit: str, reason: str
) -> None:
    """One department lacks an answer, one is too new: both are listed with their reason."""
    result = evaluate(department_set, department_sheets[year])

    unranked = {place.unit: place.reason for block in result.ranking for place in block.unranked}

    assert {f"minh-hoa-{unit}": reason} == unranked


def test_special_zones_are_scored_but_not_ranked(commune_result: CycleResult) -> None:
    """124 communes and wards are ranked, the two special zones are not."""
    (block,) = commune_result.ranking

    assert 124 == len(block.ranked)
    assert {"minh-hoa-dac-khu-hon-nguyet", "minh-hoa-dac-khu-hon-suong"} == {place.unit for place in block.unranked}


def test_what_does_not_apply_lowers_the_own_maximum(
    department_sheets: dict[int, list[AnswerSheet]], department_set: CriteriaSet
) -> None:
    """The inspectorate has no procedures: 18 + 5 + 10 points, targets and what it has nothing of do not count."""
    figure = evaluate(department_set, department_sheets[2024]).unit("minh-hoa-thanh-tra-tinh").figure("index")

    assert figure.maximum is not None
    assert figure.maximum <= 100 - 18 - 5 - 10 - 2


def test_departments_do_better_and_lie_closer_than_communes(
    department_sheets: dict[int, list[AnswerSheet]], department_set: CriteriaSet, commune_result: CycleResult
) -> None:
    """The first year of the communes spreads wider than that of the departments, as in real rankings."""
    of_departments = _percents(evaluate(department_set, department_sheets[2025]))
    of_communes = _percents(commune_result)

    assert sum(of_departments) / len(of_departments) > sum(of_communes) / len(of_communes)
    assert max(of_communes) - min(of_communes) > max(of_departments) - min(of_departments)
    assert 50 < min(of_communes) < max(of_communes) < 96


def _percents(result: CycleResult) -> list[Fraction]:
    return [unit.percent for unit in result.units if unit.percent is not None]


@pytest.mark.parametrize("name", ["central-agency-demo", "ministry-demo", "division-frame-demo", "province-2022"])
def test_sheets_can_be_drawn_for_any_set(name: str) -> None:
    """Every rule kind of every set of the library is answered without a problem."""
    criteria_set = open_criteria_set(name)

    _, problems = load_answer_sheets(sheets(criteria_set, departments(2024), 2024), criteria_set, file="drawn")

    assert [] == [problem.code for problem in problems]


@pytest.mark.parametrize("quality", [0, 150, 400, 640, 860, 1000])
def test_no_quality_leads_outside_what_a_leaf_allows(quality: int, commune_set: CriteriaSet) -> None:
    """Drawn inputs keep the bounds of their declaration, counts are whole, parts do not exceed their whole."""
    for node in commune_set.leaves():
        if node.leaf is None or node.leaf.part is Part.SURVEY:
            continue
        answer = appraised_answer(node, node.leaf, quality, Occasion("a-unit", node.code, 2025, 70))
        for name, value in answer.inputs.items():
            declared = node.leaf.inputs[name]

            assert declared.least is None or value >= declared.least
            assert declared.most is None or value <= declared.most
