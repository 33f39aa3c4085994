from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

CONFTEST = Path(__file__).resolve().parents[1] / "conftest.py"
CASES = {
    "skipped inside": "import pytest\ndef test_it():\n    pytest.skip('no browser')\n",
    "skipped by a mark": "import pytest\n@pytest.mark.skip(reason='no browser')\ndef test_it(): pass\n",
    "skipped as a module": "import pytest\npytest.importorskip('no_such_module')\ndef test_it(): pass\n",
    "expected to fail": "import pytest\n@pytest.mark.xfail\ndef test_it(): assert False\n",
    "expected to fail and passing": "import pytest\n@pytest.mark.xfail\ndef test_it(): pass\n",
}


def run_pytest(folder: Path, program: str, *flags: str) -> int:
    """The exit code of a suite of one module under this project's ``conftest.py``."""
    shutil.copy(CONFTEST, folder / "conftest.py")
    (folder / "test_it.py").write_text(program, encoding="utf-8")
    words = (sys.executable, "-m", "pytest", "-q", "-p", "no:django", "-p", "no:cacheprovider", *flags)
    return subprocess.run(words, cwd=folder, capture_output=True, check=False).returncode


@pytest.mark.parametrize("what", CASES)
def test_a_run_that_must_be_whole_fails_for_what_is_left_out(tmp_path: Path, what: str) -> None:
    """With ``--no-skips`` a test left out fails the run; without it, a small machine may leave it out."""
    nothing_ran = 5 if what == "skipped as a module" else 0
    plain = run_pytest(tmp_path, CASES[what])
    strict = run_pytest(tmp_path, CASES[what], "--no-skips")

    assert nothing_ran == plain
    assert strict in {1, 2}


def test_a_whole_run_passes(tmp_path: Path) -> None:
    """``--no-skips`` asks nothing of tests that run."""
    assert 0 == run_pytest(tmp_path, "def test_it(): pass\n", "--no-skips")
