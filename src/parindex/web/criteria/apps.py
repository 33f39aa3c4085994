"""The app as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class CriteriaConfig(AppConfig):
    """Settings of the app."""

    name = "parindex.web.criteria"
    label = "criteria"
