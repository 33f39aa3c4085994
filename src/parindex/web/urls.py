"""Addresses of the site: Vietnamese without a prefix, English under ``/en/``."""

from __future__ import annotations

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

urlpatterns = [
    path("", include("parindex.web.ui.urls")),
    *i18n_patterns(
        path("", include("parindex.web.publications.criteria_urls")),
        path("", include("parindex.web.publications.urls")),
        prefix_default_language=False,
    ),
]
handler400 = "parindex.web.ui.views.bad_request"
handler404 = "parindex.web.ui.views.not_found"
handler500 = "parindex.web.ui.views.server_error"
