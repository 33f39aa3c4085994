"""How an index comes about: answers in the order in which people ask, with a real result as the example."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from parindex.engine.criteria.model import CriteriaSet
from parindex.engine.figures import Figure
from parindex.web.criteria.queries import criteria_set, stored_set
from parindex.web.publications import queries
from parindex.web.publications.pages.rule_kinds import RuleKind, rule_kinds
from parindex.web.publications.pages.strips import Strips, rows, strips
from parindex.web.publications.queries import PublishedResult
from parindex.web.ui.context import Link
from parindex.web.ui.templatetags.parindex import page_language

WIDE, NARROW = 1150, 335


@dataclass(frozen=True, slots=True)
class Example:
    """A real result that the formulas are shown by: the whole, its two parts, and its first domain."""

    published: PublishedResult
    appraisal: Figure
    survey: Figure
    index: Figure
    percent: Figure
    domain: Figure
    domain_percent: Figure


@dataclass(frozen=True, slots=True)
class MethodPage:
    """What the page shows.

    Attributes:
        criteria_set: The set that is drawn, ``None`` where none is stored.
        remainders: How many items of it stand for criteria whose maxima are not public.
        example: ``None`` where the example of the settings is not public.
        kinds: The ways in which points come about.
    """

    criteria_set: CriteriaSet | None
    set_title: str
    remainders: int
    wide: Strips | None
    narrow: Strips | None
    example: Example | None
    kinds: tuple[RuleKind, ...]


@require_safe
def method_page(request: HttpRequest) -> HttpResponse:
    """The method."""
    result_address, figure_address = settings.SHOWCASE
    drawn = _criteria_set(figure_address.split("/")[2])
    language = page_language()
    page = MethodPage(
        criteria_set=drawn,
        set_title="" if drawn is None else drawn.title.in_language(language),
        remainders=0 if drawn is None else sum(n.leaf is not None and n.leaf.is_remainder for n in drawn.leaves()),
        wide=None if drawn is None else strips(drawn, width=WIDE, language=language),
        narrow=None if drawn is None else rows(drawn, width=NARROW, language=language),
        example=_example(result_address),
        kinds=rule_kinds(language),
    )
    crumbs = [Link(_("Publications"), reverse("publications:list")), Link(_("How it is computed"))]
    return render(request, "publications/method.html", {"page": page, "crumbs": crumbs})


def _criteria_set(set_id: str) -> CriteriaSet | None:
    stored = stored_set(set_id)
    return None if stored is None else criteria_set(stored.sha256)


def _example(address: str) -> Example | None:
    unit, year, set_id = address.split("/")
    found = queries.result_of(unit, int(year), set_id, now=timezone.now())
    if found is None:
        return None
    result = found.result
    domain = result.criteria_set.nodes[0].code
    keys = ("appraisal", "survey", "index", "index.percent", domain, f"{domain}.percent")
    return Example(found, *(result.figure(key) for key in keys))
