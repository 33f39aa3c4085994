"""Where points were lost, the greatest first, with the responsible agency and the reason that was given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from parindex.engine.criteria.model import Source
from parindex.engine.quantities import ZERO
from parindex.engine.remediation import Loss, LossSum, add_losses, repeated_among
from parindex.web.publications.pages.opened import Opened
from parindex.web.results.queries import StoredLoss, StoredResult
from parindex.web.ui.drawing import place, scale

MOST_SHOWN = 12
LONGEST_REASON = 120
BAR = 230


@dataclass(frozen=True, slots=True)
class LossRow:
    """A leaf, or the surveyed items of a domain together, where points were lost.

    Attributes:
        texture: ``td``, ``gach`` or ``cham``: appraised, surveyed, satisfaction.
        width: Length of its bar; all bars of the page are on one scale.
        agency: Responsible; empty where several are.
        reason: In the words of the sheet, shortened.
    """

    domain: str
    title: str
    address: str
    points: str
    width: str
    texture: str
    agency: str
    reason: str


@dataclass(frozen=True, slots=True)
class Repeated:
    """A leaf that lost points in the year before too."""

    title: str
    address: str
    before: str
    now: str
    agency: str


@dataclass(frozen=True, slots=True)
class Losses:
    """What was lost, in all and place by place.

    Attributes:
        total: Empty where something is not known; so are the two parts.
        has_agencies: Whether the set names an agency other than the unit itself.
        rest: How many smaller places there are besides, and what they lost together; empty where there are none.
    """

    total: str
    appraised: str
    surveyed: str
    rows: tuple[LossRow, ...]
    rest: str
    has_agencies: bool
    has_reasons: bool
    textures: frozenset[str]
    repeated: tuple[Repeated, ...]
    year_before: int | None


@dataclass(frozen=True, slots=True)
class _Place:
    """Leaves told together, and the figure that opens for them."""

    key: str
    losses: tuple[Loss, ...]
    lost: Fraction
    source: Source


def losses(opened: Opened, before: StoredResult | None) -> Losses:
    """The losses of the result that ``opened`` belongs to; ``before`` is its result of the year before, if any."""
    result = opened.result
    own = tuple(_loss(loss) for loss in result.losses)
    summed = add_losses(own)
    places = _places(opened, own)
    most = max((found.lost for found in places), default=ZERO)
    rows = tuple(_row(opened, found, most) for found in places[:MOST_SHOWN])
    return Losses(
        total="" if summed.total is None else opened.shown(summed.total),
        appraised="" if summed.appraisal is None else opened.shown(summed.appraisal),
        surveyed="" if summed.survey is None or not result.figure("survey").inputs else opened.shown(summed.survey),
        rows=rows,
        rest=_rest(opened, places[MOST_SHOWN:]),
        has_agencies=any(row.agency != result.unit.name for row in rows),
        has_reasons=any(row.reason for row in rows),
        textures=frozenset(row.texture for row in rows),
        repeated=_repeated(opened, own, before),
        year_before=None if before is None else before.year,
    )


def _loss(stored: StoredLoss) -> Loss:
    return Loss(stored.code, stored.agency, stored.part, stored.points)


def _places(opened: Opened, own: Sequence[Loss]) -> list[_Place]:
    """Every appraised leaf by itself, surveyed items of a domain together; the greatest loss first."""
    gathered: dict[tuple[str, Source], list[Loss]] = {}
    criteria_set = opened.result.criteria_set
    for loss in own:
        node = criteria_set.node(loss.code)
        if node is None or node.leaf is None or not loss.points:
            continue
        source: Source = node.leaf.source
        if source is Source.EXTERNAL:
            source = Source.APPRAISAL  # figures of other bodies belong to the appraised part
        name = loss.code.partition(".")[0] if source is Source.SURVEY else loss.code
        gathered.setdefault((name, source), []).append(loss)
    found = []
    for (name, source), parts in gathered.items():
        lost = _total(add_losses(parts))
        key = parts[0].code if len(parts) == 1 else f"{name}.survey"
        found.append(_Place(key, tuple(parts), lost, source))
    return sorted(found, key=lambda place_: (-place_.lost, place_.key))


def _total(lost: LossSum) -> Fraction:
    return lost.total or ZERO


def _row(opened: Opened, found: _Place, most: Fraction) -> LossRow:
    figure = opened.at(found.key)
    textures = {Source.SURVEY: "gach", Source.SATISFACTION: "cham"}
    agencies = {loss.agency for loss in found.losses}
    axis = scale(0, most or 1, 0, BAR)
    return LossRow(
        domain=found.key.partition(".")[0],
        title=_title(figure, found),
        address=figure.addresses.figure(found.key),
        points=opened.shown(found.lost),
        width=place(axis.length(found.lost)),
        texture=textures.get(found.source, "td"),
        agency=agencies.pop() if len(agencies) == 1 else _("several agencies"),
        reason=_reason(figure) if len(found.losses) == 1 else "",
    )


def _title(figure: Opened, found: _Place) -> str:
    node = figure.node
    title = figure.title() if node is None else figure.names.words(node.title)
    if len(found.losses) == 1:
        return f"{found.key} {title}"
    number = len(found.losses)
    said = ngettext("%(domain)s: %(n)s surveyed item", "%(domain)s: %(n)s surveyed items", number)
    return said % {"domain": title, "n": number}


def _reason(figure: Opened) -> str:
    reason = figure.told.parameter("reason") or ""
    return reason if len(reason) <= LONGEST_REASON else f"{reason[:LONGEST_REASON].rsplit(' ', 1)[0]}…"


def _rest(opened: Opened, places: Sequence[_Place]) -> str:
    if not places:
        return ""
    lost = _total(add_losses([loss for found in places for loss in found.losses]))
    said = ngettext(
        "Besides, %(n)s smaller place: %(points)s points.",
        "Besides, %(n)s smaller places: %(points)s points together.",
        len(places),
    )
    return said % {"n": len(places), "points": opened.shown(lost)}


def _repeated(opened: Opened, own: Sequence[Loss], before: StoredResult | None) -> tuple[Repeated, ...]:
    """Leaves that lost points in both years; only where both years were scored by one set, so that codes agree."""
    if before is None or before.criteria_set.id != opened.result.criteria_set.id:
        return ()
    earlier = tuple(_loss(loss) for loss in before.losses)
    survey = {loss.code for loss in own if _is_surveyed(opened, loss.code)}
    found = [item for item in repeated_among([earlier, own]) if item.code not in survey]
    ordered = sorted(found, key=lambda item: (-item.points[-1], item.code))
    return tuple(
        Repeated(
            title=opened.at(item.code).title(),
            address=opened.addresses.figure(item.code),
            before=opened.shown(item.points[0]),
            now=opened.shown(item.points[-1]),
            agency=item.agency,
        )
        for item in ordered[:MOST_SHOWN]
    )


def _is_surveyed(opened: Opened, code: str) -> bool:
    node = opened.result.criteria_set.node(code)
    return node is not None and node.leaf is not None and node.leaf.source in {Source.SURVEY, Source.SATISFACTION}
