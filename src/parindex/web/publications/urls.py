"""Addresses of what was published. No address ends in a slash; the address of a figure is its key."""

from __future__ import annotations

from django.urls import URLPattern, path

from parindex.web.publications.views import compare, figures, files, method, rankings, results, site, units
from parindex.web.ui import addresses  # noqa: F401  # registers the converters

RESULT = "results/<key:unit>/<year4:year>/<key:criteria_set>"


def with_hash(route: str, view: files.View, name: str) -> list[URLPattern]:
    """The address of a file, and the one of its hash."""
    return [
        path(f"{route}.<form:form>", view, name=name),
        path(f"{route}.<form:form>.sha256", view, {"hashed": True}, name=f"{name}_hash"),
    ]


app_name = "publications"
urlpatterns = [
    path("", site.publication_list, name="list"),
    path("search", site.search, name="search"),
    path("data", site.data, name="data"),
    path("data/api", site.api, name="api"),
    path("accessibility", site.accessibility, name="accessibility"),
    path("method", method.method_page, name="method"),
    path("compare", compare.compare_page, name="compare"),
    path("rankings", rankings.all_rankings, name="rankings"),
    path("publications/<key:publication>", site.publication_page, name="publication"),
    path("publications/<key:publication>/<key:block>", rankings.ranking_page, name="ranking"),
    *with_hash("publications/<stem:publication>", files.publication_file, "publication_file"),
    *with_hash("publications/<key:publication>/<stem:block>", files.ranking_file, "ranking_file"),
    path("units", units.units, name="units"),
    path("units/<key:unit>", units.unit, name="unit"),
    path(RESULT, results.result, name="result"),
    *with_hash("results/<key:unit>/<year4:year>/<stem:criteria_set>", files.result_file, "result_file"),
    path(f"{RESULT}/<key:figure>", figures.figure, name="figure"),
    *with_hash(f"{RESULT}/<stem:figure>", files.figure_file, "figure_file"),
]
