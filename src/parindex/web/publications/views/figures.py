"""A figure opened, at its key."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from parindex.web.publications import queries
from parindex.web.publications.pages.figure import figure_page
from parindex.web.publications.pages.opened import addresses_of, reversed_or_empty
from parindex.web.ui.context import Link
from parindex.web.ui.templatetags.parindex import in_language, page_language


@require_safe
def figure(request: HttpRequest, unit: str, year: int, criteria_set: str, figure: str) -> HttpResponse:
    """The page of one figure: the same whether it is read alone or in a drawer over another page."""
    now = timezone.now()
    slug = request.GET.get("publication") or None
    published = queries.result_of(unit, year, criteria_set, now=now, slug=slug)
    if published is None or figure not in published.result:
        raise Http404
    page = figure_page(published, figure, page_language(), now)
    context = {
        "page": page,
        "published": published,
        "is_demonstration": published.publication.is_demonstration,
        "crumbs": crumbs(published, page.code or page.title),
    }
    return render(request, "publications/figure.html", context)


def crumbs(published: queries.PublishedResult, last: str = "") -> list[Link]:
    """The way from the list of publications to a unit, and to a figure of it where one is named."""
    publication, block, result = published.publication, published.block, published.result
    ranking = reversed_or_empty("publications:ranking", publication.slug, block.slug)
    links = [
        Link(_("Publications"), reversed_or_empty("publications:list")),
        Link(in_language(publication), reversed_or_empty("publications:publication", publication.slug)),
        *([Link(in_language(block), ranking)] if ranking else []),
    ]
    if not last:
        return [*links, Link(result.unit.name)]
    return [*links, Link(result.unit.name, addresses_of(published).result()), Link(last)]
