from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

HERE = Path(__file__).resolve().parent
ON_BOTH = ("units", "criteria", "results", "publications", "test_urls.py")


def test_the_same_tests_pass_on_postgresql(postgres_address: str) -> None:
    """Everything that asks the database runs once more on a PostgreSQL server, in a database of its own."""
    name = f"parindex_{os.getpid()}"
    address = urlsplit(postgres_address)._replace(path=f"/{name}").geturl()
    words = (sys.executable, "-m", "pytest", "-q", "-p", "no:xdist", "-p", "no:cacheprovider", "--no-skips")
    run = subprocess.run(
        [*words, *(str(HERE / part) for part in ON_BOTH)],
        cwd=HERE.parents[1],
        env={**os.environ, "PARINDEX_DATABASE_URL": address},
        capture_output=True,
        text=True,
        check=False,
    )

    assert 0 == run.returncode, run.stdout[-4000:]
