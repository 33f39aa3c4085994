from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from command_line import BY_ITEM, PROGRAM, CommandLine, started
from parindex.files.intake import library_ids


def completed(*words: str) -> list[str]:
    """What a shell would offer for the last of the words."""
    line = " ".join(("parindex", *words))
    run = started(_PARINDEX_COMPLETE="bash_complete", COMP_WORDS=line, COMP_CWORD=str(len(words)))

    assert 0 == run.code
    return [offered.partition(",")[2] for offered in run.out.splitlines()]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param(("sc",), ["score"], id="command"),
        pytest.param(("score", "--sh"), ["--sheet"], id="option"),
        pytest.param(
            ("score", "--set", "province-"), ["province-2020", "province-2022", "province-2022-by-domain"], id="set"
        ),
        pytest.param(("explain", *BY_ITEM, "1.7"), ["1.7", "1.7.percent"], id="key"),
        pytest.param(("completion", ""), ["bash", "zsh", "fish"], id="shell"),
    ],
)
def test_the_program_offers_what_may_come_next(words: tuple[str, ...], expected: list[str]) -> None:
    """Commands, options, ids of the library and keys of the named set are offered."""
    assert expected == completed(*words)


def test_all_sets_of_the_library_are_offered_where_nothing_is_typed() -> None:
    """Without a beginning every set is offered."""
    assert list(library_ids()) == completed("score", "--set", "")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_of_a_shell_is_printed(parindex: CommandLine, shell: str) -> None:
    """The script calls the program back."""
    run = parindex("completion", shell)

    assert 0 == run.code
    assert "_PARINDEX_COMPLETE" in run.out


@pytest.mark.skipif(shutil.which("bash") is None, reason="asks a real bash")
def test_bash_takes_the_script_and_completes(tmp_path: Path) -> None:
    """A real bash loads the script and completes a command by it."""
    script = tmp_path / "completion.bash"
    script.write_text(started("completion", "bash", PATH=f"{PROGRAM.parent}:/usr/bin:/bin").out, "utf-8")
    program = (
        f'source "{script}"; complete -p parindex; COMP_WORDS=(parindex exp); COMP_CWORD=1; '
        '_parindex_completion parindex; echo "${COMPREPLY[@]}"'
    )

    done = subprocess.run(
        ["bash", "--norc", "-c", program],
        capture_output=True,
        check=True,
        text=True,
        env={"PATH": f"{PROGRAM.parent}:/usr/bin:/bin"},
    )

    assert "explain" == done.stdout.splitlines()[-1]
