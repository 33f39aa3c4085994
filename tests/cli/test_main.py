from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from command_line import BY_DOMAIN, BY_ITEM, PROGRAM, CommandLine, Run, started
from parindex import __version__
from parindex.cli import results

COMMANDS = ("check", "convert", "score", "rank", "explain", "compare", "report", "demo", "serve", "completion")


def test_the_installed_program_scores_from_end_to_end() -> None:
    """A process of its own prints the index of Hà Nội in 2023 as the report does, 91,43, and ends with 0."""
    run = started("score", *BY_DOMAIN, "--json")

    figures = run.json()["figures"]

    assert (0, "") == (run.code, run.err)
    assert ["91,43", "64,51", "26,92"] == [figures[key]["shown"] for key in ("index", "appraisal", "survey")]


def test_equal_files_give_equal_bytes_whatever_the_terminal() -> None:
    """What programs read is the same, byte for byte, in every process, language and character set of a terminal."""
    environments = [
        {},
        {"LANG": "en_US.UTF-8"},
        {"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONHASHSEED": "7"},
    ]

    runs = [started("explain", *BY_ITEM, "1.7", "--json", **environment) for environment in environments]

    assert 1 == len({run.out for run in runs})
    assert "203 đúng hạn × 1 + 11 trễ × 0,6 = 209,6; ÷ 214; × 1,5 = 1,47 điểm" == runs[0].json()["sentence"]


@pytest.mark.parametrize(
    ("environment", "arguments", "expected"),
    [
        pytest.param({}, (), "điểm", id="nothing said"),
        pytest.param({"LANG": "C.UTF-8"}, (), "điểm", id="a terminal without language"),
        pytest.param({"LANG": "en_GB.UTF-8"}, (), "points", id="an English terminal"),
        pytest.param({"LANG": "en_GB.UTF-8", "LC_ALL": "vi_VN.UTF-8"}, (), "điểm", id="LC_ALL goes first"),
        pytest.param({"LC_ALL": "vi_VN.UTF-8", "PARINDEX_LANGUAGE": "en"}, (), "points", id="its own variable"),
        pytest.param({"PARINDEX_LANGUAGE": "en"}, ("--language", "vi"), "điểm", id="the option goes first of all"),
        pytest.param({}, ("--language=en",), "points", id="the option with an equals sign"),
    ],
)
def test_people_are_spoken_to_in_their_language(
    parindex: CommandLine,
    monkeypatch: pytest.MonkeyPatch,
    environment: dict[str, str],
    arguments: tuple[str, ...],
    expected: str,
) -> None:
    """The language is that of the option, else of the environment; Vietnamese where neither says English."""
    for name, value in environment.items():
        monkeypatch.setenv(name, value)

    before, after = parindex(*arguments, "explain", *BY_ITEM, "1.7"), parindex("explain", *BY_ITEM, "1.7", *arguments)

    assert f"1{',' if expected == 'điểm' else '.'}47 {expected}" in before.out
    assert before == after


def test_json_follows_the_language_only_where_it_is_asked_for(
    parindex: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A program gets Vietnamese sentences on an English terminal too, and English ones where it asks for them."""
    monkeypatch.setenv("LANG", "en_US.UTF-8")

    unasked, asked = (
        parindex("explain", *BY_ITEM, "1.7", "--json", *language).json() for language in ((), ("--language", "en"))
    )

    assert unasked["sentence"].endswith("1,47 điểm")
    assert asked["sentence"].endswith("1.47 points")
    assert unasked["figure"] == asked["figure"]


def test_without_a_command_the_help_says_what_there_is(parindex: CommandLine) -> None:
    """Nothing to do is wrong use; the help, asked for or not, names every command in the order of the work."""
    asked, unasked = parindex("--help"), parindex()

    named = [
        line.split()[0] for line in asked.out.splitlines() if line.startswith("  ") and line.split()[0] in COMMANDS
    ]

    assert (0, 2, "") == (asked.code, unasked.code, unasked.out)
    assert asked.out == unasked.err
    assert COMMANDS == tuple(named)


def test_the_version_is_told(parindex: CommandLine) -> None:
    """The version is that of the package, which stands in every result too."""
    assert Run(0, f"parindex {__version__}\n", "") == parindex("--version")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself_in_both_languages(parindex: CommandLine, command: str) -> None:
    """The help of a command stands in Vietnamese and in English, and differs in every sentence."""
    vietnamese, english = (parindex(command, "--help", "--language", language) for language in ("vi", "en"))

    assert [0, 0] == [vietnamese.code, english.code]
    assert vietnamese.out.startswith("Cách dùng: parindex")
    assert english.out.startswith("Usage: parindex")
    assert 1 >= len(set(vietnamese.out.splitlines()) & set(english.out.splitlines()) - {""})


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        pytest.param(("scor",), "There is no command “scor”. Known: check, ", id="unknown command"),
        pytest.param(("scor",), "Did you mean “score”?", id="near command"),
        pytest.param(("score", "--shet", "x"), "There is no option --shet. Did you mean “--sheet”?", id="option"),
        pytest.param(("score", "--sheet", "x"), "--set is missing.", id="missing option"),
        pytest.param(("score", "--set"), "The option --set needs a value.", id="option without value"),
        pytest.param(("compare", "--old", "a"), "The option --old needs 2 values.", id="option with too few"),
        pytest.param(("score", "--json=1"), "The option --json takes no value.", id="flag with value"),
        pytest.param(("check",), "FILE... is missing.", id="missing argument"),
        pytest.param(("explain", *BY_ITEM), "KEY is missing.", id="missing key"),
        pytest.param(("explain", *BY_ITEM, "1", "2"), "“2” is one argument too many.", id="extra argument"),
        pytest.param(("serve", "--port", "0"), "--port cannot be used: a whole number from 1 to 65535", id="number"),
        pytest.param(("completion", "tcsh"), "“tcsh” is none of bash, zsh, fish", id="choice"),
        pytest.param(("convert", "a.yaml", "b.txt"), "TARGET cannot be used: the name must end with", id="form"),
        pytest.param(("report", *BY_ITEM, "-o", "a.odt"), "--output cannot be used: the name must end", id="document"),
        pytest.param(("--language", "fr", "check", "x"), "“fr” không thuộc vi, en", id="language"),
    ],
)
def test_wrong_use_ends_with_2_and_a_sentence(parindex: CommandLine, arguments: tuple[str, ...], expected: str) -> None:
    """What is wrong is said on standard error, with where to find help; nothing stands on standard output."""
    spoken = arguments if "--language" in arguments else ("--language", "en", *arguments)

    run = parindex(*spoken)

    assert (2, "") == (run.code, run.out)
    assert expected in run.err
    assert "parindex" in run.err.splitlines()[-1]


def test_a_reader_who_leaves_is_no_fault_in_the_data() -> None:
    """Where nobody reads the output any more, the program ends quietly, as others do."""
    reading, writing = os.pipe()
    os.close(reading)

    done = subprocess.run([PROGRAM, "explain", *BY_ITEM, "index"], stdout=writing, stderr=subprocess.PIPE, check=False)
    os.close(writing)

    assert (141, b"") == (done.returncode, done.stderr)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a disk that is always full is there on Linux alone")
def test_a_full_disk_is_said() -> None:
    """Output that cannot be written is neither a fault in the data nor one of the user."""
    with Path("/dev/full").open("w") as full:
        done = subprocess.run([PROGRAM, "score", *BY_ITEM], stdout=full, stderr=subprocess.PIPE, check=False)

    assert 74 == done.returncode
    assert "Không ghi được kết quả: ổ đĩa đã đầy." == done.stderr.decode().strip()


def test_a_mistake_of_the_program_is_not_blamed_on_the_data(
    parindex: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What no check foresaw ends with 70, not with the code of bad data, and says whose mistake it is."""
    monkeypatch.setattr(results, "evaluate", lambda *_: 1 // 0)

    run = parindex("score", *BY_ITEM, "--language", "en")

    assert (70, "") == (run.code, run.out)
    assert "ZeroDivisionError" in run.err
    assert "a mistake of the program, not of your data" in run.err


def test_who_breaks_off_is_left_alone(parindex: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C ends with the code that shells know, without a word."""

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(results, "evaluate", interrupted)

    assert Run(130, "", "") == parindex("score", *BY_ITEM)


def test_only_what_a_command_needs_is_loaded() -> None:
    """Neither the web part nor the writers of documents are loaded to score: the program starts at once."""
    heavy = ("django", "docx", "typst", "granian", "babel", "numpy")
    program = f"import sys, parindex.cli; print([name for name in {heavy!r} if name in sys.modules])"

    done = subprocess.run([PROGRAM.with_name("python"), "-c", program], capture_output=True, check=True)

    assert b"[]\n" == done.stdout
