from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db.models import ForeignObject, ManyToManyField, Model

WEB = Path(__file__).resolve().parents[2] / "src/parindex/web"
# Later stages know earlier ones; an earlier one does not know that later ones exist.
STAGES = ({"ui"}, {"criteria", "units"}, {"results"}, {"publications"})
LEVEL = {app: level for level, apps_ in enumerate(STAGES) for app in apps_}
URL_NAME = re.compile(r"{%\s*url\s+[\"'](?P<app>\w+):")


def may_know(app: str, other: str) -> bool:
    """Whether an app may name another: itself, or one of an earlier stage."""
    return app == other or LEVEL[other] < LEVEL[app]


def models() -> list[type[Model]]:
    """The models of our own apps."""
    return [model for model in apps.get_models() if model._meta.app_label in LEVEL]


def test_every_app_has_its_stage() -> None:
    """A new app is put among the stages before it is used."""
    assert set(LEVEL) == {path.parent.name for path in WEB.glob("*/apps.py")}


def test_foreign_keys_point_to_earlier_stages() -> None:
    """The database knows the same order as the imports."""
    wrong = [
        f"{model._meta.label}.{relation.name}"
        for model in models()
        for relation in (*model._meta.fields, *model._meta.many_to_many)
        if isinstance(relation, (ForeignObject, ManyToManyField))
        and not may_know(model._meta.app_label, relation.related_model._meta.app_label)
    ]

    assert [] == wrong
    assert len(models()) > 10


def test_templates_link_to_earlier_stages() -> None:
    """A template names addresses of its own app and of earlier ones; the menu comes from the settings."""
    wrong = [
        f"{template.relative_to(WEB)}: {name['app']}"
        for template in WEB.glob("*/templates/**/*.html")
        for name in URL_NAME.finditer(template.read_text(encoding="utf-8"))
        if not may_know(template.relative_to(WEB).parts[0], name["app"])
    ]

    assert [] == wrong


@pytest.mark.django_db
def test_migrations_make_the_tables_that_the_models_say() -> None:
    """No model was changed without its migration."""
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
