"""Foreign keys and links between pages go the way that imports go; the import checker does not see them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator

import pytest

from house.tree import PACKAGE, ROOT

URL_TAG = re.compile(r"""\{%-?\s*url\s+["'](?P<app>\w+):""")
WEB = "parindex.web."


def heights() -> dict[str, int]:
    """How high each stage of the web part stands, read from the import contract; side by side is the same height."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract.get("containers") == ["parindex.web"])
    return {app: height for height, layer in enumerate(reversed(layers)) for app in re.findall(r"\w+", layer)}


def climbing_keys() -> Iterator[str]:
    """Foreign keys that point from a stage to a later one, or to one that stands beside it."""
    from django.apps import apps

    height = heights()
    for model in apps.get_models():
        for field in model._meta.get_fields():
            remote = field.related_model if field.concrete else None
            if not isinstance(remote, type) or not (
                model.__module__.startswith(WEB) and remote.__module__.startswith(WEB)
            ):
                continue
            own, other = model._meta.app_label, remote._meta.app_label
            if own != other and height[own] <= height[other]:
                yield f"{own}.{model.__name__}.{field.name} → {other}"


def climbing_links(app: str, template: str) -> list[str]:
    """Apps above or beside ``app`` that one of its templates names in a ``{% url %}`` tag."""
    height = heights()
    named = {link["app"] for link in URL_TAG.finditer(template)}
    return sorted(other for other in named if other != app and height[app] <= height[other])


def test_foreign_keys_point_to_earlier_stages() -> None:
    """A later stage refers to an earlier one; an earlier one does not know that later ones exist."""
    assert [] == sorted(climbing_keys())


def test_templates_link_to_earlier_stages() -> None:
    """A template links to pages of its own app and of those below; the main menu is set in the settings, above all."""
    found = {}
    for template in sorted((PACKAGE / "web").rglob("templates/**/*.html")):
        app = template.relative_to(PACKAGE / "web").parts[0]
        found[template.relative_to(ROOT).as_posix()] = climbing_links(app, template.read_text(encoding="utf-8"))

    assert found
    assert {} == {template: apps for template, apps in found.items() if apps}


@pytest.mark.parametrize(
    ("app", "template", "expected"),
    [
        pytest.param("publications", '{% url "criteria:list" %}', [], id="downwards"),
        pytest.param("publications", "{% url 'publications:list' %}", [], id="own"),
        pytest.param("criteria", '<a href="{% url "publications:list" %}">', ["publications"], id="upwards"),
        pytest.param("criteria", '{% url "units:list" %}', ["units"], id="beside"),
    ],
)
def test_a_link_that_climbs_is_seen(app: str, template: str, expected: list[str]) -> None:
    """The search above tells links to earlier stages from those to later ones and to neighbours."""
    assert expected == climbing_links(app, template)
