"""The app as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class ResultsConfig(AppConfig):
    """Settings of the app."""

    name = "parindex.web.results"
    label = "results"
