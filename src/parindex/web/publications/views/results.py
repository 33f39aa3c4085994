"""The result of a unit in one year."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from parindex.web.publications import queries
from parindex.web.publications.pages.result import result_page
from parindex.web.publications.views.figures import crumbs
from parindex.web.ui.templatetags.parindex import page_language


@require_safe
def result(request: HttpRequest, unit: str, year: int, criteria_set: str) -> HttpResponse:
    """The page of a unit in one year."""
    now = timezone.now()
    slug = request.GET.get("publication") or None
    published = queries.result_of(unit, year, criteria_set, now=now, slug=slug)
    if published is None:
        raise Http404
    context = {
        "page": result_page(published, page_language(), now),
        "published": published,
        "stored_set": published.result.result_set.criteria_set,
        "is_demonstration": published.publication.is_demonstration,
        "crumbs": crumbs(published),
    }
    return render(request, "publications/result.html", context)
