from __future__ import annotations

from fractions import Fraction

import pytest

from parindex.engine.blocks import PlanTarget, count_reaching, count_risen, gap, mean
from parindex.engine.change import Difference, RankMove, Side, difference
from parindex.engine.criteria.model import Part
from parindex.engine.evaluate import evaluate
from parindex.engine.remediation import Loss, RepeatedLoss
from parindex.wording.changes import difference_sentence, loss_sentence, rank_move_sentence, repeated_loss_sentence
from parindex.wording.sentences import sentence
from samples import branch, criteria, exact, given, leaf, sheet

SET = criteria(branch("1", leaf("1.1", "10")))
NBSP = "\N{NO-BREAK SPACE}"


def moved(old: str | None, new: str | None, *, maxima: tuple[str, str] = ("100", "100")) -> Difference:
    """A difference of points out of two maxima."""
    before = Side(None if old is None else exact(old), exact(maxima[0]))
    return difference(before, Side(None if new is None else exact(new), exact(maxima[1])))


@pytest.mark.parametrize(
    ("compared", "vi", "en"),
    [
        pytest.param(
            moved("89.58", "91.43"),
            "tăng 1,85 điểm phần trăm, từ 89,58_% lên 91,43_%; thêm 1,85 điểm",
            "up 1.85 percentage points, from 89.58% to 91.43%; 1.85 points more",
            id="rise",
        ),
        pytest.param(
            moved("1.03", "0.86", maxima=("1.5", "1")),
            "tăng 17,33 điểm phần trăm, từ 68,67_% lên 86,00_%; "
            "không so sánh điểm, vì điểm tối đa khác nhau (1,5 và 1)",
            "up 17.33 percentage points, from 68.67% to 86.00%; points are not compared, because the maxima differ "
            "(1.5 and 1)",
            id="another maximum: fewer points are no fall",
        ),
        pytest.param(
            moved("9", "8", maxima=("10", "10")),
            "giảm 10,00 điểm phần trăm, từ 90,00_% xuống 80,00_%; bớt 1,00 điểm",
            "down 10.00 percentage points, from 90.00% to 80.00%; 1.00 points less",
            id="fall",
        ),
        pytest.param(moved("5", "5"), "giữ nguyên 5,00_%", "unchanged at 5.00%", id="same"),
        pytest.param(
            moved("5", "5.001"),
            "thay đổi ít hơn mức in ra, vẫn là 5,00_%",
            "changed by less than is shown, still 5.00%",
            id="too small to be shown",
        ),
        pytest.param(
            moved(None, "5"),
            "chưa so sánh được, vì chưa đủ số liệu",
            "not comparable yet, because not all figures are known",
            id="not known",
        ),
        pytest.param(moved("0", "5", maxima=("0", "9")), "không so sánh được", "not comparable", id="no maximum"),
    ],
)
def test_changes_keep_points_and_percentage_points_apart(compared: Difference, vi: str, en: str) -> None:
    """A change is told in percentage points, and in points only where both cycles have the same maximum.

    1,03 of 1,5 points in 2021 and 0,86 of 1 in 2022: Báo cáo phân tích Chỉ số CCHC năm 2023 của UBND thành phố Hà Nội.
    """
    assert vi.replace("_", NBSP) == difference_sentence(compared, SET)
    assert en == difference_sentence(compared, SET, language="en")


@pytest.mark.parametrize(
    ("move", "vi", "en"),
    [
        (RankMove(5, 3, 2), "tăng 2 bậc, từ thứ 5 lên thứ 3", "up 2 places, from rank 5 to 3"),
        (RankMove(3, 4, -1), "giảm 1 bậc, từ thứ 3 xuống thứ 4", "down 1 place, from rank 3 to 4"),
        (RankMove(3, 3, 0), "giữ nguyên thứ 3", "unchanged at rank 3"),
        (
            RankMove(None, 3, None),
            "không so sánh được thứ hạng, vì có kỳ đơn vị không được xếp hạng",
            "ranks are not comparable, because the unit was not ranked in both cycles",
        ),
    ],
)
def test_moves_of_rank_are_told(move: RankMove, vi: str, en: str) -> None:
    """Up is towards the first place."""
    assert vi == rank_move_sentence(move)
    assert en == rank_move_sentence(move, language="en")


@pytest.mark.parametrize(
    ("points", "part", "expected"),
    [
        ("0.03", Part.APPRAISAL, "bị trừ 0,03 điểm ở phần thẩm định; cơ quan chủ trì: Sở Nội vụ"),
        ("0.2", Part.SURVEY, "bị trừ 0,20 điểm ở phần điều tra xã hội học; cơ quan chủ trì: Sở Nội vụ"),
        ("0.001", Part.APPRAISAL, "bị trừ 0,001 điểm ở phần thẩm định; cơ quan chủ trì: Sở Nội vụ"),
        ("0", Part.APPRAISAL, "không bị trừ điểm"),
        (None, Part.APPRAISAL, "chưa biết bị trừ bao nhiêu, vì chưa có điểm"),
    ],
)
def test_losses_name_their_agency(points: str | None, part: Part, expected: str) -> None:
    """A loss is never told as 0,00, and one that is not known is not told as nothing."""
    loss = Loss("1.1", "Sở Nội vụ", part, None if points is None else exact(points))

    assert expected == loss_sentence(loss, SET)


def test_repeated_losses_stand_in_the_order_of_the_years() -> None:
    """Oldest cycle first."""
    repeated = RepeatedLoss("1.7", "Văn phòng UBND", (exact("0.21"), exact("0.08"), exact("0.03")))

    assert "bị trừ điểm 3 kỳ liền: 0,21; 0,08; 0,03" == repeated_loss_sentence(repeated, SET)
    assert "points lost in 3 cycles in a row: 0.21; 0.08; 0.03" == repeated_loss_sentence(repeated, SET, language="en")


def test_figures_of_a_block_say_of_how_many_units_they_are() -> None:
    """Means, gaps and counts name the units counted, and those that could not be."""
    units = {"a": "9", "b": "8", "c": "7"}
    sheets = [sheet({"1.1": given(points)}, unit=unit) for unit, points in units.items()]
    results = evaluate(SET, [*sheets, sheet({}, unit="d")]).units
    earlier = evaluate(SET, [sheet({"1.1": given("8")}, unit=unit) for unit in units]).units
    key = "index.percent"
    figures = [
        mean("all", results, key),
        gap("all", results, key),
        count_reaching("all", results, PlanTarget(key, Fraction(80))),
        count_reaching("all", results, PlanTarget(key, Fraction(80), is_strict=True)),
        count_risen("all", results[:3], earlier, key),
        mean("all", results[:3], "index"),
        gap("all", results[:3], "index"),
        mean("all", (), key),
    ]

    assert [
        "Bình quân của 3 đơn vị: 80,00_%; không tính 1 đơn vị chưa có số liệu",
        (
            "Chênh lệch giữa cao nhất và thấp nhất của 3 đơn vị: 20,00 điểm phần trăm; "
            "không tính 1 đơn vị chưa có số liệu"
        ),
        "2 trên 3 đơn vị đạt từ 80_% trở lên; không tính 1 đơn vị chưa có số liệu",
        "1 trên 3 đơn vị đạt trên 80_%; không tính 1 đơn vị chưa có số liệu",
        "1 trên 3 đơn vị cao hơn kỳ trước",
        "Bình quân của 3 đơn vị: 8,00 điểm",
        "Chênh lệch giữa cao nhất và thấp nhất của 3 đơn vị: 2,00 điểm",
        "Chưa đơn vị nào có số liệu này",
    ] == [sentence(figure, SET).replace(NBSP, "_") for figure in figures]
