"""Shares as bars in a frame, and the answers of groups of respondents as strips."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from parindex.engine.figures import Figure, InputValue
from parindex.engine.quantities import HUNDRED
from parindex.web.publications.pages.opened import Opened
from parindex.web.publications.pages.terms import SERIES
from parindex.web.publications.words import answer_name
from parindex.web.ui.drawing import place, scale
from parindex.wording.names import upper_first
from parindex.wording.numbers import percent

LEAST_ROOM = 26


@dataclass(frozen=True, slots=True)
class ShareBar:
    """A share as a bar in a frame, with its weight: a level of government or a group."""

    id: str
    label: str
    shown: str
    weight: str
    width: str
    series: int
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer of a group: where it stands in the strip, how many gave it, and its weight."""

    label: str
    number: str
    weight: str
    x: str
    width: str
    shade: int
    has_room: bool
    middle: str


@dataclass(frozen=True, slots=True)
class Strip:
    """The answers of one group of respondents."""

    id: str
    group: str
    ballots: str
    score: str
    weight: str
    answers: tuple[Answer, ...]
    silent: str


def percent_bar(opened: Opened) -> tuple[ShareBar, ...]:
    """A share that was reported as percent, as one bar."""
    one = next((one for one in opened.told.operations() if one.name == "share_of_percent"), None)
    if one is None:
        return ()
    value = one.number("percent")
    label = upper_first(opened.names.short(opened.told.code, one.text("input")))
    shown = percent(value, 2, language=opened.language)
    return (ShareBar("", label, shown, "", place(min(value, HUNDRED) * 3), 1),)


def level_bars(opened: Opened) -> Iterator[ShareBar]:
    """The share of each level of government."""
    series = 0
    for one in opened.told.operations():
        if one.name == "level_share":
            series += 1
            share = one.number("share")
            yield ShareBar(
                id=f"cap-{one.text('level')}",
                label=_level_label(opened, one.text("level")),
                shown=percent(share * HUNDRED, 2, language=opened.language),
                weight=opened.plain(one.number("weight")),
                width=place(share * 300),
                series=min(series, SERIES),
            )
        elif one.name == "skip_level":
            label = _level_label(opened, one.text("level"))
            yield ShareBar(f"cap-{one.text('level')}", label, "–", "", "0", 0, _("nothing to count, left out"))


def _level_label(opened: Opened, level_id: str) -> str:
    level = opened.told.ratio_level(level_id)
    name = None if level is None else level.percent or level.numerator
    return level_id if name is None else upper_first(opened.names.short(opened.told.code, name))


def strips(opened: Opened) -> Iterator[Strip]:
    """The answers of each group of respondents."""
    counts: dict[str, dict[str, int]] = {}
    for item in opened.figure.inputs:
        if isinstance(item, InputValue):
            group, _dot, option = item.code.partition(".")
            counts.setdefault(group, {})[option] = int(item.value)
    weights = _answer_weights(opened.figure)
    for one in opened.told.operations():
        if one.name not in {"group", "skip_group"}:
            continue
        group = one.text("group")
        given = counts.get(group, {})
        silent = sum(number for option, number in given.items() if option not in weights)
        ballots = int(one.number("valid"))
        said = ngettext("%(n)s valid answer", "%(n)s valid answers", ballots) % {"n": opened.plain(Fraction(ballots))}
        no_view = ngettext("%(n)s without an opinion", "%(n)s without an opinion", silent) % {"n": silent}
        yield Strip(
            id=f"nhom-{group}",
            group=upper_first(opened.names.group(group)),
            ballots=said,
            score=percent(one.number("score") * HUNDRED, 2, language=opened.language) if one.name == "group" else "",
            weight=opened.plain(one.number("weight")),
            answers=tuple(_answers(opened, given, weights)),
            silent=no_view if silent else "",
        )


def _answers(opened: Opened, given: Mapping[str, int], weights: Mapping[str, Fraction]) -> Iterator[Answer]:
    total = sum(number for option, number in given.items() if option in weights)
    axis = scale(0, total or 1, 0, 350)
    before = 0
    ordered = sorted(weights.items(), key=lambda item: -item[1])
    for shade, (option, weight) in enumerate(ordered, start=1):
        number = given.get(option, 0)
        start, length = axis.at(before), axis.length(number)
        yield Answer(
            label=answer_name(option),
            number=opened.plain(Fraction(number)),
            weight=opened.plain(weight),
            x=place(start),
            width=place(length),
            shade=min(shade, SERIES),
            has_room=length >= LEAST_ROOM,
            middle=place(start + length / 2),
        )
        before += number


def legend(opened: Opened) -> tuple[Answer, ...]:
    """The answers of the scale, with their weights."""
    weights = _answer_weights(opened.figure)
    return tuple(_answers(opened, {}, weights))


def _answer_weights(figure: Figure) -> Mapping[str, Fraction]:
    weights = figure.step.parameters.get("answer_weights")
    if not isinstance(weights, Mapping):
        return {}
    return {str(option): Fraction(str(weight)) for option, weight in weights.items()}
