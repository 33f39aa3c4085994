"""Reference pages: what stands in them twice, in the program and on paper, is written by this program and checked.

A page of ``docs/reference`` is written by hand; between ``<!-- generated: NAME -->`` and ``<!-- end -->`` stands what
the block of that name gives. Words and tables come from the program itself, examples from running it. The other pages
of ``docs`` are walked through (see :mod:`walkthrough`): their commands run, their output is written and checked.

Usage: ``python tools/reference.py write | check``
"""

from __future__ import annotations

import contextlib
import inspect
import io
import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Any

import click

import walkthrough
from parindex.cli.main import PROGRAM, commands, main
from parindex.cli.speech import speak
from parindex.engine.answers.model import Round
from parindex.engine.criteria import rules
from parindex.engine.criteria.compare import Relation
from parindex.engine.criteria.keys import RESERVED_CODES, RESERVED_SEGMENTS, WHOLE_KEYS, local_keys
from parindex.engine.criteria.load_rules import RULE_FORMS
from parindex.engine.criteria.model import (
    AdjustmentKind,
    InputType,
    MissingPolicy,
    Prefer,
    Source,
    WhenNotRun,
)
from parindex.engine.figures import Status
from parindex.engine.ranking import UnrankedReason
from parindex.files.intake import LIBRARY, open_criteria_set
from parindex.wording.catalogue import ENGLISH, LANGUAGES, VIETNAMESE, gettext_in
from parindex.wording.messages import answers, criteria, files
from parindex.wording.terms import STEP_KINDS

ROOT = Path(__file__).resolve().parent.parent
PAGES = ROOT / "docs/reference"
BLOCK = re.compile(r"(<!-- generated: (?P<name>[\w.-]+) -->\n)(?P<lines>.*?)(<!-- end -->)", re.DOTALL)
WARNINGS = frozenset({"missing_reason.found", "unknown_key.expect", "unused_input"})
SHORTEST_LIST = 2

Lines = Iterable[str]


def written(page: str) -> str:
    """A page with its generated blocks as they must be.

    Raises:
        KeyError: The page asks for a block that there is not.
    """
    return BLOCK.sub(lambda found: f"{found[1]}\n{_text(BLOCKS[found['name']]())}\n{found[4]}", page)


def _text(lines: Lines) -> str:
    return "".join(f"{line}\n" for line in lines)


def pages() -> dict[Path, Callable[[str], str]]:
    """Every page of the documentation, and how it is brought up to date."""
    reference: dict[Path, Callable[[str], str]] = dict.fromkeys(sorted(PAGES.glob("*.md")), written)
    return reference | dict.fromkeys(walkthrough.pages(), walkthrough.walked)


def write() -> None:
    """Bring every page up to date."""
    for page, update in pages().items():
        page.write_text(update(page.read_text("utf-8")), "utf-8")


def check() -> list[str]:
    """The pages that are not as they would be written now."""
    return [
        f"{page.relative_to(ROOT)} is not up to date (python tools/reference.py write)"
        for page, update in pages().items()
        if (text := page.read_text("utf-8")) != update(text)
    ]


# Commands


def command_blocks(language: str) -> Iterator[str]:
    """Every command: what it does, how it is called, its options."""
    speak(language)
    context = click.Context(commands, info_name=PROGRAM, **commands.context_settings)
    for name, command in commands.commands.items():
        within = click.Context(command, info_name=name, parent=context)
        usage = " ".join([PROGRAM, name, *command.collect_usage_pieces(within)])
        yield f"## `{PROGRAM} {name}`"
        yield ""
        yield command.get_short_help_str()
        yield ""
        yield f"    {usage}"
        yield ""
        heads = ("tùy chọn", "ý nghĩa") if language == VIETNAMESE else ("option", "meaning")
        options = (param for param in command.get_params(within) if isinstance(param, click.Option))
        records = [record for param in options if (record := param.get_help_record(within))]
        yield from table(heads, [(f"`{record[0]}`", record[1]) for record in records])
        yield ""
    speak(VIETNAMESE)


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """A table of Markdown."""
    yield _row(heads)
    yield _row(["---"] * len(heads))
    for row in rows:
        yield _row(row)


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"


# Problems


def problem_blocks(messages: Mapping[str, str]) -> Iterator[str]:
    """Every code: gravity, parameters, sentences in both languages, one for each case."""
    for code in dict.fromkeys(key.partition(".")[0] for key in messages):
        cases = {key: text for key, text in messages.items() if key.partition(".")[0] == code}
        parameters = dict.fromkeys(name for text in cases.values() for name in re.findall(r"\{(\w+)", text))
        yield f"### `{code}`"
        yield ""
        yield f"{_gravity(code)} · {', '.join(f'`{name}`' for name in parameters) or '–'}"
        yield ""
        for text in cases.values():
            yield f"- {_shown(gettext_in(VIETNAMESE)(text))}"
            yield f"  <br>{_shown(gettext_in(ENGLISH)(text))}"
        yield ""


def _gravity(code: str) -> str:
    whole = code in WARNINGS
    partly = any(warning.partition(".")[0] == code for warning in WARNINGS)
    return "warning" if whole else "error or warning" if partly else "error"


def _shown(text: str) -> str:
    """A sentence with its places as they are named, without how they are put."""
    return re.sub(r"\{(\w+)(?::\w+)?\}", r"‹\1›", text).replace("<", "&lt;")


# Forms


def rule_blocks() -> Iterator[str]:
    """Every rule kind with its fields and, in its own words, what it gives."""
    for kind, form in RULE_FORMS.items():
        record = next(one for one in _rule_records() if one.kind == kind)
        said = inspect.cleandoc(record.__doc__ or "").replace("\n", " ").replace("``", "`")
        yield f"### [`{kind}`](../method/{kind}.md)"
        yield ""
        yield said.partition("  ")[0]
        yield ""
        rows = [(f"`{name}`", "yes") for name in form.required] + [(f"`{name}`", "") for name in form.optional]
        yield from table(("field", "must be given"), rows) if rows else ("No fields of its own.",)
        yield ""


def _rule_records() -> Iterator[Any]:
    found = inspect.getmembers(rules, inspect.isclass)
    return (record for _, record in found if isinstance(getattr(record, "kind", None), str))


def words_of(choices: type[StrEnum]) -> Callable[[], Iterator[str]]:
    """The words of a closed list, with what the source says of each."""

    def block() -> Iterator[str]:
        said = dict(re.findall(r'^\s+\w+ = "(\w+)"\s+# (.+)$', inspect.getsource(choices), re.MULTILINE))
        for choice in choices:
            yield f"- `{choice.value}`" + (f": {said[choice.value]}" if choice.value in said else "")

    return block


def key_block() -> Iterator[str]:
    """All keys of one set of the library, as they are built."""
    keys = local_keys(open_criteria_set("province-2022-by-domain"))
    yield "```"
    yield ", ".join(keys)
    yield "```"


def whole_keys() -> Iterator[str]:
    """Keys of the whole, and what no code may be."""
    yield f"Keys of the whole, in this order: {', '.join(f'`{key}`' for key in WHOLE_KEYS)}."
    yield ""
    yield (
        f"No code is one of {', '.join(f'`{code}`' for code in sorted(RESERVED_CODES))}, and no part of a code between "
        f"dots is one of {', '.join(f'`{name}`' for name in sorted(RESERVED_SEGMENTS))}."
    )


def step_kinds() -> Iterator[str]:
    """What a step may be, in both languages."""
    rows = [
        (f"`{kind}`", *(gettext_in(language)(words) for language in LANGUAGES)) for kind, words in STEP_KINDS.items()
    ]
    yield from table(("kind", "vi", "en"), rows)


# Examples, from running the program

BY_ITEM = ("--set", "province-2022", "--sheet", "province-2022/cases/ha-noi-2023.yaml")
PERCENTS = "published-percent/cases"


def run_block(*arguments: str) -> Callable[[], Iterator[str]]:
    """What a command prints as JSON, long lists cut."""

    def block() -> Iterator[str]:
        said = io.StringIO()
        with walkthrough.in_vietnamese(), contextlib.redirect_stdout(said), contextlib.chdir(LIBRARY):
            main([*arguments, "--json"])
        yield "```json"
        yield from json.dumps(_shortened(json.loads(said.getvalue())), ensure_ascii=False, indent=2).splitlines()
        yield "```"

    return block


def _shortened(value: Any, depth: int = 0) -> Any:  # noqa: ANN401  # JSON has any shape
    """A document with the first members of its long lists and of its figures."""
    if isinstance(value, dict):
        keys = list(value)
        if depth == 1 and len(keys) > 20:  # noqa: PLR2004  # only the figures of a result are that many
            keys = ["1.7", "index"]
        short = {key: _shortened(value[key], depth + 1) for key in keys}
        return short if len(short) == len(value) else {**short, "…": "…"}
    if isinstance(value, list) and len(value) > SHORTEST_LIST and isinstance(value[0], dict) and depth == 1:
        return [*(_shortened(item, depth + 1) for item in value[:SHORTEST_LIST]), "…"]
    if isinstance(value, list):
        return [_shortened(item, depth + 1) for item in value]
    return value


BLOCKS: dict[str, Callable[[], Lines]] = {
    **{f"commands.{language}": partial(command_blocks, language) for language in LANGUAGES},
    "problems.files": partial(problem_blocks, files.MESSAGES),
    "problems.criteria": partial(problem_blocks, criteria.MESSAGES),
    "problems.answers": partial(problem_blocks, answers.MESSAGES),
    "rules": rule_blocks,
    "sources": words_of(Source),
    "missing": words_of(MissingPolicy),
    "input-types": words_of(InputType),
    "zero-denominator": words_of(rules.ZeroDenominator),
    "zero-level": words_of(rules.ZeroLevel),
    "empty-group": words_of(rules.EmptyGroup),
    "when-not-run": words_of(WhenNotRun),
    "adjustments": words_of(AdjustmentKind),
    "prefer": words_of(Prefer),
    "rounds": words_of(Round),
    "relations": words_of(Relation),
    "statuses": words_of(Status),
    "unranked": words_of(UnrankedReason),
    "keys": key_block,
    "whole-keys": whole_keys,
    "step-kinds": step_kinds,
    "json.score": run_block("score", *BY_ITEM),
    "json.rank": run_block(
        "rank", "--set", "published-percent", "--sheets", f"{PERCENTS}/hoa-binh-2023-departments.yaml"
    ),
    "json.explain": run_block("explain", *BY_ITEM, "1.7"),
    "json.compare": run_block(
        "compare",
        *("--old", "published-percent", f"{PERCENTS}/ha-noi-2022.yaml"),
        *("--new", "published-percent", f"{PERCENTS}/ha-noi-2023.yaml"),
    ),
    "json.check": run_block("check", "province-2022/cases/ha-noi-2024.yaml"),
}


def _main(arguments: list[str]) -> int:
    """Do what the one argument says; the exit code."""
    match arguments:
        case ["write"]:
            write()
        case ["check"]:
            faults = check()
            print("\n".join(faults) or "reference: up to date")
            return 1 if faults else 0
        case _:
            print("usage: python tools/reference.py write | check", file=sys.stderr)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(_main(sys.argv[1:]))
