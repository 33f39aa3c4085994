from __future__ import annotations

import re
from collections.abc import Iterable

import grimp
import pytest
from importlinter.cli import lint_imports

from house.tree import ROOT

MODELS = re.compile(r"(?P<app>parindex\.web\.\w+)\.models\b")
OPENS_THE_SITE = "parindex.cli.site"


@pytest.fixture(scope="module")
def imports() -> list[tuple[str, str]]:
    """Every import inside the package as (importer, imported), without those for annotations alone."""
    graph = grimp.build_graph("parindex", exclude_type_checking_imports=True, cache_dir=None)
    return [
        (module, imported) for module in graph.modules for imported in graph.find_modules_directly_imported_by(module)
    ]


def foreign_models(imports: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Imports of an app's models from outside the app."""
    found = []
    for importer, imported in imports:
        models = MODELS.match(imported)
        if models and not f"{importer}.".startswith(f"{models['app']}."):
            found.append((importer, imported))
    return sorted(found)


def test_imports_go_downwards(capsys: pytest.CaptureFixture[str]) -> None:
    """Every contract of ``pyproject.toml`` holds: layers, steps of the engine, stages of the year, what stays out."""
    status = lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True)

    assert 0 == status, capsys.readouterr().out


def test_models_are_imported_inside_their_app_alone(imports: list[tuple[str, str]]) -> None:
    """Other apps ask an app's queries and actions; its tables are its own."""
    assert [] == foreign_models(imports)


def test_foreign_models_are_seen() -> None:
    """The search above tells an app's own import from a foreign one, and from an app whose name begins alike."""
    own = ("parindex.web.units.queries", "parindex.web.units.models")
    foreign = ("parindex.web.unitsmore.views", "parindex.web.units.models")

    assert [foreign] == foreign_models([own, foreign, ("parindex.web.criteria.views", "parindex.web.units.queries")])


def test_the_command_line_opens_the_site_in_one_place(imports: list[tuple[str, str]]) -> None:
    """Commands that calculate need no Django: only ``parindex.cli.site`` reaches the web part."""
    found = [
        (importer, imported)
        for importer, imported in imports
        if importer.startswith("parindex.cli") and imported.startswith("parindex.web")
    ]

    assert [] == [pair for pair in found if not pair[0].startswith(OPENS_THE_SITE)]
