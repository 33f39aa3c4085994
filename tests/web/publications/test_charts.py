from __future__ import annotations

from fractions import Fraction

import pytest

from parindex.web.publications.charts import Scale, bounds, dumbbells, lines, pixels


def means(*pairs: tuple[int, int]) -> list[tuple[int, Fraction]]:
    """Years with whole means."""
    return [(year, Fraction(mean)) for year, mean in pairs]


@pytest.mark.parametrize(
    ("years", "changes", "expected"),
    [
        pytest.param([2018, 2019, 2020], {}, [3], id="one line"),
        pytest.param([2018, 2019, 2022, 2023], {}, [2, 2], id="no line across missing years"),
        pytest.param([2020, 2021, 2022, 2023], {2022: "876"}, [2, 2], id="no line across a change of the set"),
        pytest.param([2018, 2020, 2021], {}, [2], id="a year alone is a dot without a line"),
    ],
)
def test_lines_break_where_nothing_may_be_joined(
    years: list[int], changes: dict[int, str], expected: list[int]
) -> None:
    """Every year has its dot; lines join only years that follow each other under one criteria set."""
    chart = lines([(year, Fraction(80)) for year in years], changes, width=560)

    assert expected == [len(run.split()) for run in chart.runs]
    assert len(years) == len(chart.marks)


def test_higher_means_stand_higher_and_later_years_further_right() -> None:
    """The picture says what the figures say."""
    chart = lines(means((2020, 80), (2021, 90), (2022, 85)), {}, width=560)
    across = [Fraction(mark.x) for mark in chart.marks]
    down = [Fraction(mark.y) for mark in chart.marks]

    assert across == sorted(across)
    assert down[1] < down[2] < down[0]
    assert [80, 85, 90] == [tick.value for tick in chart.ticks]


def test_a_change_before_the_first_year_is_not_drawn() -> None:
    """A set that holds for the whole picture is no event in it."""
    assert () == lines(means((2022, 80), (2023, 81)), {2022: "876"}, width=560).changes


def test_a_region_without_an_earlier_mean_has_one_dot() -> None:
    """Nothing is drawn for what is not known."""
    chart = dumbbells([("A", Fraction(84), Fraction(88)), ("B", None, Fraction(86))], width=560, left=250)

    assert [False, True] == [row.old_x is None for row in chart.rows]
    assert Fraction(chart.rows[0].new_x) > Fraction(chart.rows[1].new_x)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([Fraction(7692, 100), Fraction(8837, 100)], (75, 90)),
        ([Fraction(80)], (80, 85)),
        ([Fraction(85), Fraction(90)], (85, 90)),
    ],
)
def test_a_scale_holds_all_values_between_round_numbers(values: list[Fraction], expected: tuple[int, int]) -> None:
    """Its ends are steps of five, never the same."""
    assert expected == bounds(values)


def test_places_are_exact_to_a_tenth_of_a_pixel() -> None:
    """Half a step is in the middle."""
    assert "50.0" == pixels(Scale(0, 10, 0, 100).at(5))
    assert "33.3" == pixels(Scale(0, 3, 0, 100).at(1))
    assert "-0.5" == pixels(Fraction(-1, 2))
