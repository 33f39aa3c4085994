"""Addresses outside the languages."""

from __future__ import annotations

from django.urls import path

from parindex.web.ui import views

app_name = "ui"
urlpatterns = [path("favicon.ico", views.favicon, name="favicon")]
