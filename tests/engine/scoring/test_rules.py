"""Points of one leaf by every rule kind: tables worked by hand from the form of the criteria set."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given as draws
from hypothesis import strategies as st

from parindex.engine.criteria.formula import parse_formula
from parindex.engine.criteria.model import Entry, Scale
from parindex.engine.criteria.rules import (
    Band,
    Bands,
    Count,
    CountedItem,
    Deduction,
    Domain,
    EmptyGroup,
    Floor,
    Formulas,
    Given,
    Level,
    Levels,
    MeanOfRatios,
    NamedFormula,
    PassFail,
    Ratio,
    RatioLevel,
    Rule,
    Satisfaction,
    Survey,
    TargetClasses,
    Targets,
    TargetShares,
    WeightedRatio,
    WeightedTerm,
    Words,
    ZeroDenominator,
    ZeroLevel,
)
from parindex.engine.scoring.rules import Gap, Outcome, Setting, Trace, names_of, points_of
from parindex.errors import BadData
from samples import entry, exact, given

ONE = Fraction(1)
RATIO = Ratio(ONE, numerator="done", denominator="total")
LATE = WeightedRatio((WeightedTerm("on_time", ONE), WeightedTerm("late", Fraction(3, 5))), "total", ONE)
BANDS = Bands(
    Domain(Fraction(0), Fraction(100)),
    (
        Band(Fraction(95), from_included=True, to=Fraction(100), to_included=True, points=exact("1")),
        Band(Fraction(90), from_included=True, to=Fraction(95), to_included=False, points=exact("0.5")),
        Band(Fraction(0), from_included=True, to=Fraction(90), to_included=False, points=exact("0")),
    ),
    percent="percent",
)
LEVELS = Levels((Level("half", Words("một nửa"), exact("0.5")), Level("none", Words("chưa có"), exact("0"))))
MEAN = MeanOfRatios(
    (
        RatioLevel("departments", exact(2), numerator="d_done", denominator="d_all"),
        RatioLevel("communes", exact(1), percent="c_percent"),
    ),
)
FAULTS = Deduction((CountedItem("wrong", exact("0.25"), exact("0.5")), CountedItem("late", exact("0.1"))))
TARGETS = Targets(TargetClasses("missed", "met", "exceeded"), TargetShares(exact(0), exact("0.75"), exact(1)))
FORMULAS = Formulas(
    (
        NamedFormula("plain", parse_formula("maximum * done / total")),
        NamedFormula("harsh", parse_formula("maximum - 2 * (total - done)")),
    )
)

CASES: list[tuple[str, Rule, str, Entry, Outcome]] = [
    ("given without points is missing", Given(), "2", Entry(), Gap.MISSING),
    ("points outright stand before any rule", RATIO, "2", given("1.3"), exact("1.3")),
    ("pass by a yes", PassFail(input="yes"), "0.5", entry(yes=1), exact("0.5")),
    ("fail by a no", PassFail(input="yes"), "0.5", entry(yes=0), exact(0)),
    ("a condition at its limit holds", PassFail(condition=parse_formula("ok >= 10")), "1", entry(ok=10), ONE),
    (
        "a condition divided by zero is missing",
        PassFail(condition=parse_formula("1/ok > 0")),
        "1",
        entry(ok=0),
        Gap.MISSING,
    ),
    ("a named level", LEVELS, "1", Entry(level="half"), exact("0.5")),
    ("no level named is missing", LEVELS, "1", Entry(), Gap.MISSING),
    ("a boundary goes to the band that includes it", BANDS, "1", entry(percent=95), ONE),
    ("just below the boundary", BANDS, "1", entry(percent="94999/1000"), exact("0.5")),
    ("the closed end of the domain", BANDS, "1", entry(percent=100), ONE),
    ("disbursed 91,60 %", Ratio(ONE, percent="percent"), "1", entry(percent="91.60"), exact("0.916")),
    ("a share above the cap", RATIO, "2", entry(done=30, total=20), exact(2)),
    (
        "a cap below one",
        Ratio(exact("0.9"), numerator="done", denominator="total"),
        "2",
        entry(done=20, total=20),
        exact("1.8"),
    ),
    (
        "exactly at the floor is not below it",
        Ratio(ONE, numerator="done", denominator="total", floor=Floor(exact("0.7"), exact(0))),
        "1",
        entry(done=7, total=10),
        exact("0.7"),
    ),
    (
        "below the floor",
        Ratio(ONE, numerator="done", denominator="total", floor=Floor(exact("0.7"), exact("0.1"))),
        "1",
        entry(done=69, total=100),
        exact("0.1"),
    ),
    ("one third three times is one", Ratio(ONE, percent="percent"), "3", entry(percent="100/3"), ONE),
    ("zero of zero is missing unless said", RATIO, "2", entry(done=0, total=0), Gap.MISSING),
    (
        "an absent input goes before a zero denominator",
        Ratio(ONE, numerator="done", denominator="total", zero_denominator=ZeroDenominator.FULL),
        "2",
        entry(total=0),
        Gap.MISSING,
    ),
    ("203 on time and 11 late of 214", LATE, "1.5", entry(on_time=203, late=11, total=214), Fraction(786, 535)),
    ("a mean of levels", MEAN, "3", entry(d_done=9, d_all=10, c_percent=60), 3 * (2 * exact("0.9") + exact("0.6")) / 3),
    ("a level above one counts as one", MEAN, "3", entry(d_done=12, d_all=10, c_percent=60), exact("2.6")),
    ("a level of nothing is skipped", MEAN, "3", entry(d_done=0, d_all=0, c_percent=60), exact("1.8")),
    ("faults up to their cap", FAULTS, "1.5", entry(wrong=5, late=2), exact("0.8")),
    ("never below the floor", FAULTS, "0.5", entry(wrong=5, late=2), exact(0)),
    ("counted up to the maximum", Count((CountedItem("new", exact("0.5")),)), "1", entry(new=3), ONE),
    ("23 targets, 3 missed, 15 met, 5 exceeded", TARGETS, "2", entry(missed=3, met=15, exceeded=5), Fraction(65, 46)),
    ("no target at all is missing", TARGETS, "2", entry(missed=0, met=0, exceeded=0), Gap.MISSING),
    ("SIPAS 83,57 % of 10", Satisfaction("percent"), "10", entry(percent="83.57"), exact("8.357")),
    ("the first formula where none is named", FORMULAS, "2", entry(done=3, total=4), exact("1.5")),
    (
        "a formula is clipped at zero",
        FORMULAS,
        "2",
        Entry(inputs={"done": exact(1), "total": exact(4)}, formula="harsh"),
        exact(0),
    ),
    ("a formula divided by zero is missing", FORMULAS, "2", entry(done=0, total=0), Gap.MISSING),
]


@pytest.mark.parametrize(
    ("rule", "maximum", "answer", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_points_are_what_the_form_says(rule: Rule, maximum: str, answer: Entry, expected: Outcome) -> None:
    """Each kind gives the points that its line in the form gives, worked by hand."""
    assert expected == points_of(rule, Setting(exact(maximum)), answer)


@pytest.mark.parametrize(
    ("rule", "maximum", "answer", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_workings_end_in_the_points(rule: Rule, maximum: str, answer: Entry, expected: Outcome) -> None:
    """The last operation written down is the points themselves."""
    trace: Trace = []
    points_of(rule, Setting(exact(maximum)), answer, trace)
    if isinstance(expected, Fraction) and answer.points is None:
        last = trace[-1]

        assert expected == last.result


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        (ZeroDenominator.FULL, exact(2)),
        (ZeroDenominator.ZERO, exact(0)),
        (ZeroDenominator.NOT_APPLICABLE, Gap.NOT_APPLICABLE),
        (ZeroDenominator.MISSING, Gap.MISSING),
    ],
)
def test_every_policy_for_a_zero_denominator(policy: ZeroDenominator, expected: Outcome) -> None:
    """A total of zero means what the set says, for each rule that divides, before floor and cap."""
    floor = Floor(exact("0.7"), exact(1))
    rules: list[tuple[Rule, Entry]] = [
        (Ratio(ONE, numerator="n", denominator="t", floor=floor, zero_denominator=policy), entry(n=0, t=0)),
        (WeightedRatio((WeightedTerm("n", ONE),), "t", ONE, policy), entry(n=0, t=0)),
        (
            MeanOfRatios((RatioLevel("a", ONE, numerator="n", denominator="t"),), ZeroLevel.SKIP, policy),
            entry(n=0, t=0),
        ),
        (Targets(TARGETS.inputs, TARGETS.shares, policy), entry(missed=0, met=0, exceeded=0)),
        (Formulas(FORMULAS.formulas, policy), entry(done=0, total=0)),
        (PassFail(condition=parse_formula("n/t > 1"), zero_denominator=policy), entry(n=0, t=0)),
        (Bands(BANDS.domain, BANDS.bands, numerator="n", denominator="t", zero_denominator=policy), entry(n=0, t=0)),
    ]
    found = [points_of(rule, Setting(exact(2)), answer) for rule, answer in rules]

    assert [expected] * len(rules) == found


@pytest.mark.parametrize(
    ("zero_level", "expected"), [(ZeroLevel.SKIP, "0.5"), (ZeroLevel.FULL, "0.75"), (ZeroLevel.ZERO, "0.25")]
)
def test_a_level_without_cases(zero_level: ZeroLevel, expected: str) -> None:
    """A level of government that had nothing to do is skipped, full or zero, as the set says."""
    levels = (RatioLevel("a", ONE, numerator="n", denominator="t"), RatioLevel("b", ONE, percent="p"))
    points = points_of(MeanOfRatios(levels, zero_level), Setting(ONE), entry(n=0, t=0, p=50))

    assert exact(expected) == points


SCALE = Scale(
    "five", {"very": ONE, "rather": exact("0.6"), "little": exact("0.2"), "not": exact(0)}, frozenset({"unknown"})
)
SURVEYED = Setting(exact(4), SCALE, {"delegates": exact(2), "directors": exact(1), "guests": exact(0)})


@pytest.mark.parametrize(
    ("counts", "policy", "expected"),
    [
        ({"delegates": {"very": 5, "rather": 5}, "directors": {"little": 10}}, EmptyGroup.RENORMALISE, "2.4"),
        (
            {"delegates": {"very": 5, "rather": 5, "unknown": 90}, "directors": {"little": 10}},
            EmptyGroup.RENORMALISE,
            "2.4",
        ),
        ({"delegates": {"very": 5, "rather": 5}}, EmptyGroup.RENORMALISE, "3.2"),
        ({"delegates": {"very": 5, "rather": 5}, "directors": {"unknown": 3}}, EmptyGroup.ZERO, "32/15"),
        ({}, EmptyGroup.ZERO, "0"),
        ({"delegates": {"very": 1}, "directors": {"very": 1}, "guests": {"not": 50}}, EmptyGroup.MISSING, "4"),
    ],
    ids=[
        "weighted groups",
        "no information never counts",
        "an empty group hands on its weight",
        "an empty group is zero",
        "all empty are zero",
        "a group of weight 0 is ignored",
    ],
)
def test_survey_points_from_counts(counts: dict[str, dict[str, int]], policy: EmptyGroup, expected: str) -> None:
    """Groups are weighted, options weighed, and what says nothing is left out."""
    assert exact(expected) == points_of(Survey("five", policy), SURVEYED, Entry(counts=counts))


@pytest.mark.parametrize(
    ("counts", "policy"),
    [
        (None, EmptyGroup.ZERO),
        ({}, EmptyGroup.RENORMALISE),
        ({}, EmptyGroup.MISSING),
        ({"delegates": {"very": 1}}, EmptyGroup.MISSING),
    ],
    ids=["unanswered", "all empty, renormalised", "all empty", "one empty"],
)
def test_survey_without_what_it_needs_is_missing(counts: dict[str, dict[str, int]] | None, policy: EmptyGroup) -> None:
    """A survey leaf is missing without counts, and where the policy says so."""
    assert points_of(Survey("five", policy), SURVEYED, Entry(counts=counts)) is Gap.MISSING


def test_a_value_outside_the_bands_is_a_fault_of_the_data() -> None:
    """A percent above the domain of the bands is refused, and one inside is taken."""
    assert points_of(BANDS, Setting(ONE), entry(percent=100)) == ONE
    with pytest.raises(BadData) as caught:
        points_of(BANDS, Setting(ONE), entry(percent=101))

    assert [problem.code for problem in caught.value.problems] == ["out_of_bounds"]


def test_a_formula_needs_only_the_names_of_the_one_chosen() -> None:
    """Inputs of other formulas of the leaf may be absent."""
    rule = Formulas((NamedFormula("a", parse_formula("x")), NamedFormula("b", parse_formula("y"))))
    answer = Entry(inputs={"y": ONE}, formula="b")

    assert points_of(rule, Setting(exact(2)), answer) == ONE
    assert names_of(rule, answer) == ("y",)


@draws(done=st.integers(0, 1000), total=st.integers(1, 1000), more=st.integers(0, 50), maximum=st.fractions(0, 20))
def test_more_done_never_scores_less_and_points_stay_within_bounds(
    done: int, total: int, more: int, maximum: Fraction
) -> None:
    """Law: ratio points lie within 0 and the maximum, and rise with what was done."""
    less = points_of(RATIO, Setting(maximum), entry(done=done, total=total))
    greater = points_of(RATIO, Setting(maximum), entry(done=done + more, total=total))

    assert isinstance(less, Fraction)
    assert isinstance(greater, Fraction)
    assert 0 <= less <= greater <= maximum
