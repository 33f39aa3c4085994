from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import pytest

from command_line import BY_DOMAIN, BY_ITEM, CommandLine
from parindex import __version__
from parindex.cli.speech import width
from parindex.files.intake import LIBRARY, open_criteria_set

PERCENT = LIBRARY / "published-percent/cases"
DOMAINS = LIBRARY / "province-2022-by-domain/cases"
SCORE = ["unit", "set", "engine", "figures", "grade", "losses", "rounds"]
FIGURE = ["value", "shown", "maximum", "percent", "percent_shown", "status", "step", "inputs"]
DEMONSTRATION = ("--set", "department-demo", "--sheet", f"{LIBRARY}/department-demo/cases/so-noi-vu-2024.yaml")


# score


def test_score_prints_the_published_index_of_ha_noi(parindex: CommandLine) -> None:
    """From the published points by domain come 91,43 = 64,51 + 26,92 points, as the report of 2023 prints them.

    Source: Báo cáo phân tích Chỉ số CCHC năm 2023 của UBND thành phố Hà Nội, mục III.1.
    """
    figures = parindex("score", *BY_DOMAIN, "--json").json()["figures"]

    shown = {key: figures[key]["shown"] for key in ("index", "appraisal", "survey", "tree", "index.percent")}

    assert {
        "index": "91,43",
        "appraisal": "64,51",
        "survey": "26,92",
        "tree": "91,43",
        "index.percent": "91,43",
    } == shown
    assert Fraction(figures["index"]["value"]) == Fraction(figures["appraisal"]["value"]) + Fraction(
        figures["survey"]["value"]
    )


def test_score_has_the_promised_form(parindex: CommandLine) -> None:
    """Fields stand in their order, figures in that of the set's keys; nothing is added, nothing left out."""
    document = parindex("score", *BY_ITEM, "--json").json()
    criteria_set = open_criteria_set("province-2022")

    assert SCORE == list(document)
    assert {"id": "ha-noi", "name": "Hà Nội", "block": "provinces"} == document["unit"]
    assert {"id": "province-2022", "revision": "1", "sha256": criteria_set.sha256} == document["set"]
    assert __version__ == document["engine"]
    assert {tuple(FIGURE)} == {tuple(figure) for figure in document["figures"].values()}
    assert {("kind", "parameters", "citation")} == {tuple(one["step"]) for one in document["figures"].values()}
    assert [node.code for node in criteria_set.walk()] == [key for key in document["figures"] if criteria_set.node(key)]
    assert document["grade"] is None
    assert {("code", "agency", "part", "points", "shown")} == {tuple(loss) for loss in document["losses"]}
    assert [node.code for node in criteria_set.leaves()] == [loss["code"] for loss in document["losses"]]
    assert {"council": {"value": "129029/2000", "shown": "64,51"}}.keys() == document["rounds"].keys()
    assert ["value", "shown"] == list(document["rounds"]["council"])


def test_losses_add_up_to_what_is_missing_from_the_maximum(parindex: CommandLine) -> None:
    """The losses of all leaves are the own maximum less the points of the tree, exactly."""
    document = parindex("score", *BY_ITEM, "--json").json()
    tree = document["figures"]["tree"]

    assert Fraction(tree["maximum"]) - Fraction(tree["value"]) == sum(
        Fraction(loss["points"]) for loss in document["losses"]
    )


def test_score_tells_people_domains_parts_grade_and_losses(parindex: CommandLine) -> None:
    """The table holds every domain, both parts and the index; then stand the grade and the losses by agency."""
    run = parindex("score", *BY_ITEM)
    lines = run.out.splitlines()

    assert (0, "") == (run.code, run.err)
    assert lines[0].startswith("Hà Nội · Chỉ số cải cách hành chính cấp tỉnh")
    assert 1 == sum(line.split()[-3:] == ["12,24", "13,00", "94,16"] for line in lines)
    assert 1 == sum(line.split() == ["Chỉ", "số", "CCHC", "91,42", "100,00", "91,42"] for line in lines)
    assert 1 == sum(line.split() == ["Sở", "Nội", "vụ", "2,50"] for line in lines)


def test_columns_stand_straight_under_vietnamese_letters(parindex: CommandLine) -> None:
    """Every number of a column ends where its head ends, however many accents stand before it."""
    lines = parindex("rank", "--set", "published-percent", "--sheets", PERCENT / "hoa-binh-2023-departments.yaml").out
    _, head, rule, *rows = lines.splitlines()

    ends = {width(row[: row.index(",") + 3]) for row in rows}

    assert {width(head[: head.index("%") + 1])} == ends
    assert width(rule) == max(map(width, (head, rule, *rows)))


def test_a_sheet_without_a_known_value_is_scored_as_not_known(parindex: CommandLine, tmp_path: Path) -> None:
    """A leaf without an answer leaves the index unknown: null for programs, a dash for people, never 0."""
    sheet = tmp_path / "empty.yaml"
    sheet.write_text(
        "kind: answer_sheet\nset: province-2022\nunit: {id: x, name: X, block: provinces}\nanswers: {}\n", "utf-8"
    )

    document = parindex("score", "--set", "province-2022", "--sheet", sheet, "--json").json()
    told = parindex("score", "--set", "province-2022", "--sheet", sheet).out

    index = document["figures"]["index"]
    assert (None, None, "100", None, None) == tuple(index[name] for name in FIGURE[:5])
    assert {} == document["rounds"]
    assert 1 == sum(line.split() == ["Chỉ", "số", "CCHC", "–", "100,00", "–"] for line in told.splitlines())


def test_demonstration_data_say_so_everywhere(parindex: CommandLine) -> None:
    """Text and JSON of every command mark a demonstration; real data are not marked."""
    cases = LIBRARY / "department-demo/cases"
    sides = ("--old", *DEMONSTRATION[1::2], "--new", *DEMONSTRATION[1::2])
    runs = (
        ("score", *DEMONSTRATION),
        ("explain", *DEMONSTRATION, "index"),
        ("rank", "--set", "department-demo", "--sheets", str(cases)),
        ("compare", *sides),
    )

    for arguments in runs:
        assert "Dữ liệu thử." == parindex(*arguments).out.splitlines()[0]
        assert parindex(*arguments, "--json").json()["demonstration"] is True
    assert "demonstration" not in parindex("score", *BY_ITEM, "--json").json()
    assert "Dữ liệu thử" not in parindex("score", *BY_ITEM).out


# rank


def test_equal_percents_share_a_rank(parindex: CommandLine) -> None:
    """Two departments of Hòa Bình with 90,59 % share rank 6 in 2023, and the next takes 8.

    Source: the printed percentages in ``library/published/hoa-binh.yaml``.
    """
    run = parindex(
        "rank", "--set", "published-percent", "--sheets", PERCENT / "hoa-binh-2023-departments.yaml", "--json"
    )
    document = run.json()
    places = document["ranking"]

    assert ["ranking", "unranked"] == list(document)
    assert {("block", "unit", "percent", "shown", "rank", "tied")} == {tuple(place) for place in places}
    assert [1, 2, 3, 4, 5, 6, 6, 8, 9, 10, 11] == [place["rank"] for place in places]
    assert [("ban-dan-toc", "90,59"), ("so-tu-phap", "90,59")] == [
        (place["unit"], place["shown"]) for place in places if place["tied"]
    ]
    assert [] == document["unranked"]


def test_units_without_a_rank_stand_apart_with_the_reason(parindex: CommandLine) -> None:
    """Whoever takes no place is listed with the reason, for programs and for people."""
    arguments = ("rank", "--set", "department-demo", "--sheets", str(LIBRARY / "department-demo/cases"))

    document, told = parindex(*arguments, "--json").json(), parindex(*arguments).out

    (unranked,) = document["unranked"]
    assert ["block", "unit", "reason"] == list(unranked)
    assert "scored_not_ranked" == unranked["reason"]
    assert "được chấm, không xếp hạng" in told


def test_one_sheet_file_and_a_folder_of_sheets_rank_alike(parindex: CommandLine, tmp_path: Path) -> None:
    """The same sheets, in one file or each in its own, in YAML or as a workbook, give the same ranking."""
    text = (
        "kind: answer_sheet\nset: published-percent\nunit: {{id: {0}, name: {0}, block: b}}\n"
        "answers: {{'1': {{council: {{points: {1}}}}}}}\n"
    )
    for name, points in (("a", "80"), ("b", "90.5"), ("c", "80")):
        (tmp_path / f"{name}.yaml").write_text(text.format(name, points), "utf-8")
    (tmp_path / "notes.txt").write_text("not a sheet", "utf-8")
    assert 0 == parindex("convert", tmp_path / "b.yaml", tmp_path / "b.xlsx").code
    (tmp_path / "b.yaml").unlink()

    ranking = parindex("rank", "--set", "published-percent", "--sheets", tmp_path, "--json").json()["ranking"]

    assert [("b", 1, False), ("a", 2, True), ("c", 2, True)] == [
        (place["unit"], place["rank"], place["tied"]) for place in ranking
    ]


# explain


def test_explain_opens_a_leaf_down_to_its_inputs_and_its_clause(parindex: CommandLine) -> None:
    """1.7 is exactly 786/535: 203 on time and 11 late, counted at 0,6, of 214 tasks, times 1,5 points."""
    document = parindex("explain", *BY_ITEM, "1.7", "--json").json()

    assert ["key", "sentence", "figure", "children"] == list(document)
    assert "203 đúng hạn × 1 + 11 trễ × 0,6 = 209,6; ÷ 214; × 1,5 = 1,47 điểm" == document["sentence"]
    assert ("786/535", "1,47", "3/2") == tuple(document["figure"][name] for name in ("value", "shown", "maximum"))
    assert FIGURE == list(document["figure"])
    assert [("on_time", "203"), ("late", "11"), ("total", "214")] == [
        (item["code"], item["value"]) for item in document["figure"]["inputs"]
    ]
    assert [] == document["children"]


def test_explain_prints_the_tree_for_people(parindex: CommandLine) -> None:
    """Every figure stands indented under the one it was made for, with sentence, inputs, sources and clause."""
    out = parindex("explain", *BY_ITEM, "1").out
    lines = out.splitlines()

    assert lines[0].startswith("1 Công tác chỉ đạo, điều hành cải cách hành chính = 9,44")
    assert "  1.7 Thực hiện các nhiệm vụ được Chính phủ, Thủ tướng Chính phủ giao = 1,47" in lines
    assert "    203 đúng hạn × 1 + 11 trễ × 0,6 = 209,6; ÷ 214; × 1,5 = 1,47 điểm" in lines
    assert "Báo cáo phân tích Chỉ số CCHC năm 2023 của UBND thành phố Hà Nội, mục III.2.1" in out
    assert "Quyết định số 876/QĐ-BNV" in out
    assert "province-2022/criteria.yaml" in out


def test_every_figure_of_the_index_is_opened_once_below_it(parindex: CommandLine) -> None:
    """The children of index lead to every leaf, and the points of children add up to those of their parent."""
    document = parindex("explain", *BY_ITEM, "index", "--json").json()
    leaves = [node.code for node in open_criteria_set("province-2022").leaves()]

    def walk(one: dict[str, object]) -> list[dict[str, object]]:
        children = one["children"]
        assert isinstance(children, list)
        return [one, *(found for child in children for found in walk(child))]

    opened = walk(document)
    assert leaves == [one["key"] for one in opened if one["key"] in set(leaves)]
    for one in opened:
        if one["figure"]["step"]["kind"] == "sum":  # type: ignore[index]  # JSON
            parts = [child["figure"]["value"] for child in one["children"]]  # type: ignore[attr-defined]  # JSON
            assert Fraction(one["figure"]["value"]) == sum(map(Fraction, parts))  # type: ignore[index]  # JSON


@pytest.mark.parametrize("key", ["1.percent", "2.survey", "2.appraisal.percent", "tree", "bonus", "index.percent"])
def test_every_kind_of_key_opens(parindex: CommandLine, key: str) -> None:
    """Percents, parts and figures of the whole index open as leaves do."""
    run = parindex("explain", *BY_ITEM, key, "--json")

    assert (0, key) == (run.code, run.json()["key"])


@pytest.mark.parametrize(
    ("key", "near"),
    [
        pytest.param("1.77", "1.7", id="mistyped code"),
        pytest.param("idnex", "index", id="mistyped word"),
        pytest.param("zzzz", "keys are the codes of the set and index, appraisal, survey", id="nothing near"),
        pytest.param("tree.percent", "near it are", id="a key that is promised not to be there"),
    ],
)
def test_an_unknown_key_is_wrong_use_and_near_ones_are_named(parindex: CommandLine, key: str, near: str) -> None:
    """A key that the set does not have ends with 2 and names the nearest ones."""
    run = parindex("--language", "en", "explain", *BY_ITEM, key)

    assert (2, "") == (run.code, run.out)
    assert f"KEY cannot be used: the set has no figure “{key}”" in run.err
    assert near in run.err


# compare


def test_points_and_relative_percent_of_a_change_are_told_apart(parindex: CommandLine) -> None:
    """From 89,58 to 91,43 are +1,85 points, +1,85 percentage points and +2,07 % of 89,58.

    Source: Báo cáo phân tích Chỉ số CCHC năm 2023 của UBND thành phố Hà Nội, mục III.1.
    """
    sides = ("--old", "published-percent", PERCENT / "ha-noi-2022.yaml", "--new", "published-percent")

    document = parindex("compare", *sides, PERCENT / "ha-noi-2023.yaml", "--json").json()
    told = parindex("compare", *sides, PERCENT / "ha-noi-2023.yaml").out

    index = document["index"]
    assert ["1,85", "1,85", "2,07"] == [
        index[f"{name}_shown"] for name in ("points", "percentage_points", "relative_percent")
    ]
    assert ["37/20", "37/20", "9250/4479"] == [
        index[name] for name in ("points", "percentage_points", "relative_percent")
    ]
    assert "Hà Nội: +1,85 điểm; +1,85 điểm phần trăm; thay đổi tương đối +2,07 %" == told.splitlines()[0]


def test_the_lines_of_a_change_add_up_exactly(parindex: CommandLine) -> None:
    """Contributions of all links and the adjustments are the change of the index in percentage points, exactly."""
    sides = [("province-2022-by-domain", DOMAINS / f"ha-noi-{year}.yaml") for year in (2022, 2023)]

    document = parindex("compare", "--old", *sides[0], "--new", *sides[1], "--json").json()

    links, adjustments = document["links"], document["adjustments"]
    assert ["index", "links", "nodes", "adjustments", "sum", "sum_shown"] == list(document)
    assert ["bonus", "penalty", "bounds"] == list(adjustments)
    assert 8 == len(document["nodes"])
    total = sum(Fraction(link["contribution"]) for link in links) + sum(map(Fraction, adjustments.values()))
    assert Fraction(document["sum"]) == total == Fraction(document["index"]["percentage_points"])
    assert all(
        Fraction(link["contribution"]) == Fraction(link["performance"]) + Fraction(link["structure"]) for link in links
    )


def test_the_crosswalk_of_the_library_is_found(parindex: CommandLine) -> None:
    """Between two sets of the library their crosswalk is used, named or not; points of unequal maxima are null."""
    crosswalk = LIBRARY / "crosswalks/province-2020--province-2022.yaml"
    sides = (
        *("--old", "province-2020", LIBRARY / "province-2020/cases/ha-noi-2021.yaml"),
        *("--new", "province-2022", LIBRARY / "province-2022/cases/ha-noi-2022.yaml"),
    )

    found, named = (
        parindex("compare", *sides, "--json"),
        parindex("compare", *sides, "--crosswalk", crosswalk, "--json"),
    )

    rescaled = next(link for link in found.json()["links"] if link["relation"] == "rescaled")
    assert found.out == named.out
    assert rescaled["old"]["maximum"] != rescaled["new"]["maximum"]
    assert (None, None) == (rescaled["points"], rescaled["points_shown"])


def test_without_a_crosswalk_equal_codes_are_compared(parindex: CommandLine) -> None:
    """Sets without a crosswalk are linked by their codes; what only one of them has is new or dropped."""
    sides = ("--old", "province-2022-by-domain", DOMAINS / "ha-noi-2022.yaml", "--new", *BY_ITEM[1::2])

    document = parindex("compare", *sides, "--json").json()

    assert {"rescaled", "new", "dropped"} == {link["relation"] for link in document["links"]}
    assert Fraction(document["sum"]) == Fraction(document["index"]["percentage_points"])


# Bad input, for every command that reads


@pytest.mark.parametrize("command", ["score", "explain", "rank", "compare", "report"])
@pytest.mark.parametrize(
    ("criteria_set", "sheet", "code"),
    [
        pytest.param("province-2099", "ha-noi.yaml", "unknown_set", id="unknown set"),
        pytest.param("nowhere/set.yaml", "ha-noi.yaml", "file_not_found", id="no such set file"),
        pytest.param("province-2022", "nowhere.yaml", "file_not_found", id="no such sheet"),
        pytest.param("province-2022", "ha-noi.txt", "unknown_file_form", id="other form"),
        pytest.param("province-2022", "bad.yaml", "duplicate_key", id="bad sheet"),
        pytest.param("bad.yaml", "ha-noi.yaml", "duplicate_key", id="bad set"),
    ],
)
def test_bad_input_is_told_as_problems(
    parindex: CommandLine, tmp_path: Path, command: str, criteria_set: str, sheet: str, code: str
) -> None:
    """Every command prints its problems on exit 1: as JSON on standard output, else as lines on standard error."""
    (tmp_path / "bad.yaml").write_text("kind: criteria_set\nkind: answer_sheet\n", "utf-8")
    found = criteria_set if "." not in criteria_set else str(tmp_path / criteria_set)
    path = str(tmp_path / sheet)
    arguments = {
        "score": ("score", "--set", found, "--sheet", path),
        "explain": ("explain", "--set", found, "--sheet", path, "index"),
        "rank": ("rank", "--set", found, "--sheets", path),
        "compare": ("compare", "--old", found, path, "--new", found, path),
        "report": ("report", "--set", found, "--sheet", path, "-o", str(tmp_path / "out.html")),
    }[command]

    json_run, text_run = parindex(*arguments, "--json"), parindex(*arguments)

    assert (1, "") == (json_run.code, json_run.err)
    assert ["problems"] == list(json_run.json())
    assert code in json_run.problems()
    assert (1, "") == (text_run.code, text_run.out)
    assert f"lỗi [{code}]" in text_run.err
    assert not (tmp_path / "out.html").exists()


def test_an_unknown_set_is_told_with_the_sets_there_are(parindex: CommandLine) -> None:
    """A mistyped id of the library is answered with the nearest one and with all there are."""
    run = parindex("score", "--set", "provinces-2022", "--sheet", "x.yaml", "--json", "--language", "en")

    (problem,) = run.json()["problems"]
    assert ("provinces-2022", "province-2022") == (problem["parameters"]["found"], problem["parameters"]["near"])
    assert "department-demo" in problem["message"]
    assert problem["message"].endswith("Did you mean “province-2022”?")


def test_one_of_several_sheets_is_chosen_by_its_unit(parindex: CommandLine) -> None:
    """A file of several sheets needs ``--unit``; the problem names the units, a wrong one names the nearest."""
    sheets = ("score", "--set", "published-percent", "--sheet", PERCENT / "hoa-binh-2023-departments.yaml", "--json")

    unnamed, wrong, right = (
        parindex(*sheets),
        parindex(*sheets, "--unit", "so-tu-fap"),
        parindex(*sheets, "--unit", "so-tu-phap"),
    )

    assert (1, ["several_sheets"]) == (unnamed.code, unnamed.problems())
    assert "so-tu-phap" in unnamed.json()["problems"][0]["parameters"]["known"]
    assert (1, ["unknown_unit"]) == (wrong.code, wrong.problems())
    assert "so-tu-phap" == wrong.json()["problems"][0]["parameters"]["near"]
    assert (0, "Sở Tư pháp") == (right.code, right.json()["unit"]["name"])


def test_warnings_are_told_and_stop_nothing(parindex: CommandLine, tmp_path: Path) -> None:
    """A warning stands on standard error; the result is whole and the exit code 0."""
    sheet = tmp_path / "x.yaml"
    text = Path(BY_DOMAIN[3]).read_text("utf-8").replace("expect:\n", 'expect:\n  idnex: "1"\n', 1)
    sheet.write_text(text, "utf-8")

    run = parindex("score", *BY_DOMAIN[:3], sheet, "--json")

    assert 0 == run.code
    assert "lưu ý [unknown_key]" in run.err
    assert parindex("score", *BY_DOMAIN, "--json").out == run.out


def test_widths_of_rows_are_those_that_a_terminal_shows() -> None:
    """A letter with its accents takes one column, composed or not; growing texts never get narrower."""
    texts = ["", "a", "ạ", "a\u0323", "đường", "đường dài"]

    widths = list(map(width, texts))

    assert [0, 1, 1, 1, 5, 9] == widths
    assert all(before <= after for before, after in pairwise(widths))
