"""Units: all of them, and one over the years."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from parindex.web.publications import queries
from parindex.web.publications.pages.opened import reversed_or_empty
from parindex.web.publications.pages.unit import unit_list, unit_page
from parindex.web.ui.context import Link
from parindex.web.ui.templatetags.parindex import in_language, page_language


@require_safe
def units(request: HttpRequest) -> HttpResponse:
    """All units of one kind."""
    page = unit_list(request.GET.get("kind"), timezone.now())
    return render(request, "publications/units.html", {"page": page})


@require_safe
def unit(request: HttpRequest, unit: str) -> HttpResponse:
    """One unit over the years, under its last name."""
    now = timezone.now()
    named = queries.unit(unit, now)
    if named is None:
        raise Http404
    page = unit_page(named, page_language(), now)
    context = {
        "page": page,
        "is_demonstration": bool(page.years) and all(row.is_demonstration for row in page.years),
        "crumbs": [Link(_("Units"), reversed_or_empty("publications:units")), Link(in_language(named, "name"))],
    }
    return render(request, "publications/unit.html", context)
