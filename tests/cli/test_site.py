from __future__ import annotations

import contextlib
import http.client
import re
import socket
import subprocess
from pathlib import Path

import pytest

from command_line import PROGRAM, CommandLine, started


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
        return port


@pytest.mark.parametrize(("command", "words"), [("serve", ()), ("demo", ("--serve",))])
def test_an_address_that_is_taken_is_told_before_anything_is_loaded(
    parindex: CommandLine, tmp_path: Path, command: str, words: tuple[str, ...]
) -> None:
    """Where another program listens, or the machine has no such address, nothing is made and the option is named."""
    data = tmp_path / "data"
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = str(server.getsockname()[1])

        taken = parindex("--language", "en", command, *words, "--data", data, "--port", port)
        foreign = parindex("--language", "en", command, *words, "--data", data, "--port", port, "--host", "192.0.2.1")

    assert [2, 2] == [taken.code, foreign.code]
    assert "--port cannot be used: another program uses it already." in taken.err
    assert "--host cannot be used: this machine has no such address." in foreign.err
    assert not data.exists()


def test_a_data_folder_that_is_a_file_is_wrong_use(tmp_path: Path) -> None:
    """The folder of the data cannot be a file; the file stays as it is."""
    data = tmp_path / "data"
    data.write_text("mine", "utf-8")

    run = started("--language", "en", "serve", "--data", str(data), "--port", str(free_port()))

    assert (2, "mine") == (run.code, data.read_text("utf-8"))
    assert "--data cannot be used: a file has this name already." in run.err


def test_a_site_is_served_until_it_is_told_to_end(tmp_path: Path) -> None:
    """From an empty folder a site stands up, says its address, answers, and ends when it is asked to."""
    port = free_port()
    program = [str(PROGRAM), "serve", "--data", str(tmp_path / "data"), "--port", str(port), "--language", "en"]
    with subprocess.Popen(program, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as site:
        try:
            status, page = answer_of(site, port)
        finally:
            site.terminate()
            said, _ = site.communicate()

    assert 200 == status
    assert re.search(r"<html[^>]*lang=\"vi\"", page)
    assert f"Open http://127.0.0.1:{port}/" in said
    assert "Traceback" not in said


def answer_of(site: subprocess.Popen[str], port: int) -> tuple[int, str]:
    """What the site answers as soon as it listens; none where it ends before."""
    for _ in range(1200):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        try:
            connection.request("GET", "/")
            answer = connection.getresponse()
            return answer.status, answer.read().decode()
        except ConnectionRefusedError:
            with contextlib.suppress(subprocess.TimeoutExpired):
                return site.wait(timeout=0.1), ""
        finally:
            connection.close()
    return 0, ""
