from __future__ import annotations

import pytest

from command_line import CommandLine


@pytest.fixture
def parindex(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> CommandLine:
    """The command line inside the test, in a terminal that says nothing of its language."""
    for name in ("PARINDEX_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    return CommandLine(capsys)
