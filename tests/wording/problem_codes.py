"""The codes of problems and refusals that the sources can give, read from the sources themselves."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import parindex

PACKAGE = Path(parindex.__file__).parent
FIRST = frozenset({"Problem", "report", "problem", "refuse", "_Unreadable", "_report", "_problem", "not_among"})
LAST = frozenset(
    {"choice", "not_among_names", "between", "outside", "not_negative", "_check_doubled", "_said", "_known_name"}
)


@dataclass(frozen=True)
class Use:
    """A place in the sources where a code is given, with the parameters that stand there.

    ``parameters`` is ``None`` where they are not all written out.
    """

    code: str
    where: str
    parameters: frozenset[str] | None


def problem_codes() -> list[Use]:
    """Every use of a problem code in the package."""
    return [use for file in sorted(PACKAGE.rglob("*.py")) for use in _problems(file)]


def refusal_codes() -> list[Use]:
    """Every use of a code of a refusal in the package."""
    return [
        _use(file, call, code)
        for file in sorted(PACKAGE.rglob("*.py"))
        for call in _calls(file)
        if _callee(call) == "Refused" and call.args and (code := _text(call.args[0]))
    ]


def _calls(file: Path) -> Iterator[ast.Call]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def _problems(file: Path) -> Iterator[Use]:
    for call in _calls(file):
        name = _callee(call)
        texts = [text for argument in call.args if (text := _text(argument))]
        if name in FIRST and texts and (name != "report" or _text(call.args[0])):
            yield _use(file, call, texts[0])
        elif name in LAST and len(call.args) > 1 and (text := _text(call.args[-1])) and "_" in text:
            yield Use(text, _where(file, call), None)
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef):
            yield from _defaults(file, node)


def _defaults(file: Path, function: ast.FunctionDef) -> Iterator[Use]:
    """Codes that are given where a caller names none."""
    arguments = function.args.args
    for argument, default in zip(
        arguments[len(arguments) - len(function.args.defaults) :], function.args.defaults, strict=True
    ):
        if argument.arg == "code" and (text := _text(default)):
            yield Use(text, f"{file.name}:{function.lineno}", None)


def _callee(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def _text(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value else None


def _where(file: Path, call: ast.Call) -> str:
    return f"{file.relative_to(PACKAGE)}:{call.lineno}"


def _use(file: Path, call: ast.Call, code: str) -> Use:
    names: set[str] = set()
    for keyword in call.keywords:
        if keyword.arg is None:
            return Use(code, _where(file, call), None)
        if keyword.arg != "parameters":
            names.add(keyword.arg)
        elif isinstance(keyword.value, ast.Dict) and all(key and _text(key) for key in keyword.value.keys):
            names |= {_text(key) or "" for key in keyword.value.keys if key}
        else:
            return Use(code, _where(file, call), None)
    is_complete = _callee(call) in {"report", "Problem", "Refused"}
    return Use(code, _where(file, call), frozenset(names) if is_complete else None)
