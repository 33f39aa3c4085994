from __future__ import annotations

import stat
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from parindex.web.settings import KEY_FILE, database, secret_key


def test_the_key_is_made_once_and_kept_from_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first start writes a long key that only its owner may read; the next start takes the same."""
    monkeypatch.delenv("PARINDEX_SECRET_KEY", raising=False)
    first = secret_key(tmp_path)

    assert first == secret_key(tmp_path)
    assert len(first) >= 50
    assert 0o600 == stat.S_IMODE((tmp_path / KEY_FILE).stat().st_mode)


def test_a_given_key_is_taken_and_not_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A key from the environment leaves no file."""
    monkeypatch.setenv("PARINDEX_SECRET_KEY", "given")

    assert "given" == secret_key(tmp_path)
    assert not (tmp_path / KEY_FILE).exists()


def test_without_a_data_folder_nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading the settings makes no folder."""
    monkeypatch.delenv("PARINDEX_SECRET_KEY", raising=False)

    assert secret_key(tmp_path / "none") != secret_key(tmp_path / "none")
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        pytest.param("", {"NAME": "data/parindex.sqlite3"}, id="SQLite in the data folder"),
        pytest.param("sqlite:////srv/site.db", {"NAME": "/srv/site.db"}, id="SQLite elsewhere"),
        pytest.param(
            "postgresql://an:m%40t@db.example:5433/parindex?sslmode=require",
            {
                "NAME": "parindex",
                "USER": "an",
                "PASSWORD": "m@t",
                "HOST": "db.example",
                "PORT": "5433",
                "OPTIONS": {"sslmode": "require"},
            },
            id="PostgreSQL with everything",
        ),
        pytest.param("postgresql:///parindex", {"NAME": "parindex", "HOST": "", "PORT": ""}, id="PostgreSQL by socket"),
    ],
)
def test_an_address_names_a_database(address: str, expected: dict[str, object]) -> None:
    """Addresses are read as written, percent signs resolved."""
    found = database(address, Path("data"))

    assert expected == {name: found[name] for name in expected}


def test_another_kind_of_database_is_refused() -> None:
    """The site says at the start that it cannot use it."""
    with pytest.raises(ImproperlyConfigured, match="mysql"):
        database("mysql://x/y", Path("data"))


def test_sqlite_waits_instead_of_failing_halfway() -> None:
    """Transactions take their lock at the beginning, readers never wait, foreign keys are kept."""
    options = database("", Path("data"))["OPTIONS"]

    assert isinstance(options, dict)
    assert "IMMEDIATE" == options["transaction_mode"]
    assert {"journal_mode=WAL", "foreign_keys=ON"} <= set(options["init_command"].replace("PRAGMA ", "").split(";"))
