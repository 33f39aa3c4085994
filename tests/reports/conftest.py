"""Results that the tests of this folder make documents of, and texts stored beside them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from parindex.engine.evaluate import evaluate
from parindex.engine.index.unit import UnitResult
from parindex.files.intake import LIBRARY, open_criteria_set, open_sheets

STORED = Path(__file__).with_name("stored")


@pytest.fixture(scope="session")
def ha_noi() -> UnitResult:
    """Hà Nội 2023 by item, from the library."""
    return library_result("province-2022", "ha-noi-2023")


@pytest.fixture(scope="session")
def department() -> UnitResult:
    """A department of the demonstration set: every rule kind, bonus, penalty, a grade."""
    return library_result("department-demo", "so-noi-vu-2024")


@pytest.fixture(scope="session")
def inspectorate() -> UnitResult:
    """A department of the demonstration set to which much does not apply."""
    return library_result("department-demo", "thanh-tra-tinh-2024")


def library_result(set_id: str, case: str) -> UnitResult:
    """The result of a case of the library."""
    criteria_set = open_criteria_set(set_id)
    return evaluate(criteria_set, open_sheets(LIBRARY / set_id / "cases" / f"{case}.yaml", criteria_set)).units[0]


@pytest.fixture
def assert_stored(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with the one stored under a name; ``--update-stored`` stores it instead."""

    def compare(name: str, text: str) -> None:
        file = STORED / name
        if request.config.getoption("update_stored"):
            STORED.mkdir(exist_ok=True)
            file.write_text(text, encoding="utf-8")

        assert file.read_text(encoding="utf-8") == text

    return compare
