"""Addresses of criteria sets. Their pages link to published results, so they are views of this app."""

from __future__ import annotations

from django.urls import path

from parindex.web.publications.views import criteria
from parindex.web.ui import addresses  # noqa: F401  # registers the converters

app_name = "criteria"
urlpatterns = [
    path("criteria", criteria.all_sets, name="list"),
    path("criteria/<key:criteria_set>", criteria.set_page, name="set"),
    path("criteria/<stem:criteria_set>.<form:form>", criteria.set_file, name="file"),
    path("criteria/<stem:criteria_set>.<form:form>.sha256", criteria.set_file, {"hashed": True}, name="file_hash"),
    path("criteria/<key:criteria_set>/<key:code>", criteria.node_page, name="node"),
    path("criteria/<key:old>/to/<key:new>", criteria.difference_page, name="difference"),
]
