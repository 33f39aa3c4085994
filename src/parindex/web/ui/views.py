"""Pages of the site itself: errors, and the icon that browsers ask for."""

from __future__ import annotations

import logging
import secrets

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.templatetags.static import static

logger = logging.getLogger(__name__)
INCIDENT_SIGNS = "23456789CFGHJMPQRVWX"  # no letter or digit that is read as another


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The one answer for a page that does not exist and for one that is not public yet."""
    del exception  # its words could tell the two apart, and so could a link to the same address in English
    request.resolver_match = None
    return render(request, "ui/404.html", status=404)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The answer for an address that cannot be read."""
    del exception
    return render(request, "ui/400.html", status=400)


def server_error(request: HttpRequest) -> HttpResponse:
    """The answer for our own mistake: an incident number, and nothing else."""
    incident = "".join(secrets.choice(INCIDENT_SIGNS) for _ in range(7))
    number = f"{incident[:3]}-{incident[3:]}"
    logger.error("incident %s at %s", number, request.path)
    return render(request, "ui/500.html", {"incident": number}, status=500)


def favicon(request: HttpRequest) -> HttpResponseRedirect:
    """Where the icon is, for browsers that ask without reading the page."""
    del request
    return HttpResponseRedirect(static("parindex/favicon.svg"))
