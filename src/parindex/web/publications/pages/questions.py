"""Small questions that a few readers ask of a figure; each only where its answer is true."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from parindex.engine.quantities import Measure, rounded
from parindex.web.publications.pages.opened import Opened
from parindex.web.results.rounds import if_full
from parindex.wording.numbers import percent


@dataclass(frozen=True, slots=True)
class Question:
    """A question and its answer."""

    asks: str
    answers: str


def questions(opened: Opened) -> tuple[Question, ...]:
    """The questions that fit a figure."""
    return (*_if_full(opened), *_rounding(opened), *_capped(opened), *_wrong(opened))


def _if_full(opened: Opened) -> Iterator[Question]:
    """What full points here would bring, evaluated again by the engine."""
    node, figure = opened.node, opened.figure
    is_lost = node is not None and node.leaf is not None and opened.key == node.code and figure.value is not None
    if not is_lost or figure.value == figure.maximum or not figure.maximum:
        return
    gain = if_full(opened.result, opened.key)
    index = opened.at("index")
    if not gain.points or gain.after.composite.value is None:
        return
    said = {
        "gain": index.shown(gain.points),
        "before": index.shown(),
        "after": index.shown(gain.after.composite.value),
        "maximum": opened.plain(figure.maximum),
    }
    yield Question(
        _("What if this had got all %(maximum)s points?") % said,
        _(
            "The index would be higher by %(gain)s points: %(after)s instead of %(before)s, everything else unchanged. "
            "What rank that would be depends on the other units and is not said here."
        )
        % said,
    )


def _rounding(opened: Opened) -> Iterator[Question]:
    value = opened.figure.value
    display = opened.result.criteria_set.display
    decimals = display.percent_decimals if opened.figure.measure is Measure.PERCENT else display.decimals
    if value is None or rounded(value, decimals, display.rounding) == value:
        return
    said = {"exact": opened.plain(value), "decimals": decimals}
    yield Question(
        _("Why is it not printed as %(exact)s?") % said,
        _(
            "The criteria set prints %(decimals)s decimals. The number before rounding always stands in the steps, "
            "and only that one is computed with."
        )
        % said,
    )


def _capped(opened: Opened) -> Iterator[Question]:
    """Where a share above 100 % counts no more than that."""
    if opened.told.kind not in {"ratio", "weighted_ratio"}:
        return
    for one in opened.told.operations():
        if one.name == "cap":
            cap = percent(one.number("at") * 100, 0, language=opened.language)
            yield Question(
                _("Why does more than %(cap)s not give more points?") % {"cap": cap},
                _("The rule counts at most %(cap)s, so that nobody passes the maximum of the criterion.")
                % {"cap": cap},
            )


def _wrong(opened: Opened) -> Iterator[Question]:
    publication = opened.published.publication
    authority = publication.authority_name_en if opened.language == "en" else ""
    said = {
        "authority": authority or publication.authority_name,
        "key": f"{opened.result.key_prefix}/{opened.key}",
    }
    yield Question(
        _("I think this figure is wrong. Whom do I tell?"),
        _(
            "Tell the office that published it, %(authority)s, and name the key %(key)s. If it must be corrected, the "
            "new result is published with its reason; the old one stays readable."
        )
        % said,
    )
