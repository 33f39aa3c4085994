from __future__ import annotations

import signal
import socket
import subprocess
import sys
import urllib.request
from email.message import Message
from pathlib import Path

from web.conftest import PATIENCE, SERVE, environment, wait_for


def fetch(address: str) -> tuple[str, Message]:
    """The text and headers that an address of our own server gives."""
    with urllib.request.urlopen(address, timeout=PATIENCE) as answer:  # noqa: S310  our own address
        return answer.read().decode(), answer.headers


def test_the_server_serves_and_ends_when_told(tmp_path: Path) -> None:
    """An empty folder becomes a site; SIGTERM ends it with exit code 0, and nothing listens any more."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    words = [sys.executable, "-c", SERVE, str(tmp_path / "data"), str(port)]
    with subprocess.Popen(words, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
        wait_for(port)
        content, _ = fetch(f"http://127.0.0.1:{port}/accessibility")
        process.send_signal(signal.SIGTERM)
        _, said = process.communicate(timeout=PATIENCE)

    assert "WCAG" in content
    assert 0 == process.returncode, said.decode()
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", port)) != 0


def test_styles_and_fonts_are_served_to_keep(site: str) -> None:
    """Their address holds a hash of their content, so browsers may keep them for ever."""
    content, _ = fetch(f"{site}/")
    sheet = content.split('rel="stylesheet" href="')[1].split('"')[0]
    _, headers = fetch(f"{site}{sheet}")

    assert "immutable" in headers["Cache-Control"]
    assert headers["Content-Type"].startswith("text/css")
