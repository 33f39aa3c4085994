from __future__ import annotations

import ast

import pytest

from house.tree import PACKAGE

MAY_ESTIMATE = ("engine/survey/estimate", "engine/robustness")
EXACT = ("engine", "wording", "errors.py", "wording.py")
INEXACT_NAMES = {"float", "complex", "round", "Decimal"}
INEXACT_MODULES = {"cmath", "decimal", "numpy", "pandas", "random", "scipy", "statistics"}
EXACT_MATHEMATICS = {"ceil", "comb", "factorial", "floor", "gcd", "isqrt", "lcm", "prod"}


def inexact_uses(program: str) -> list[str]:
    """Where a program makes or names a number that is not exact, as ``line: what``."""
    found = []
    for node in ast.walk(ast.parse(program)):
        match node:
            case ast.Constant(value=float() | complex()):
                found.append(f"{node.lineno}: literal {node.value!r}")
            case ast.Name(id=name) if name in INEXACT_NAMES:
                found.append(f"{node.lineno}: {name}")
            case ast.Attribute(attr=("limit_denominator" | "fsum" | "__float__") as name):
                found.append(f"{node.lineno}: .{name}")
            case ast.Attribute(value=ast.Name(id="math"), attr=name) if name not in EXACT_MATHEMATICS:
                found.append(f"{node.lineno}: math.{name}")
            case ast.Import(names=names):
                found += [f"{node.lineno}: import {name.name}" for name in names if is_inexact(name.name)]
            case ast.ImportFrom(module=str() as module, names=names):
                found += [f"{node.lineno}: from {module} import {name.name}" for name in names if is_inexact(module)]
                if module == "math":
                    found += [
                        f"{node.lineno}: math.{name.name}" for name in names if name.name not in EXACT_MATHEMATICS
                    ]
    return sorted(found)


def is_inexact(module: str) -> bool:
    """Whether a module works with numbers that are not exact."""
    return module.partition(".")[0] in INEXACT_MODULES


def test_no_float_enters_the_exact_modules() -> None:
    """Scores, shares and ranks are fractions from the file to the page; only estimates from samples may be floats."""
    found = {}
    for part in EXACT:
        files = [PACKAGE / part] if part.endswith(".py") else sorted((PACKAGE / part).rglob("*.py"))
        for file in files:
            name = file.relative_to(PACKAGE).as_posix()
            if file.exists() and not name.startswith(MAY_ESTIMATE):
                found[name] = inexact_uses(file.read_text(encoding="utf-8"))

    assert "engine/quantities.py" in found
    assert {} == {name: uses for name, uses in found.items() if uses}


@pytest.mark.parametrize(
    ("program", "expected"),
    [
        pytest.param("x = 0.5", ["1: literal 0.5"], id="literal"),
        pytest.param("x = 1e3", ["1: literal 1000.0"], id="exponent"),
        pytest.param("x = float(y)", ["1: float"], id="conversion"),
        pytest.param("def f(x: float) -> int: ...", ["1: float"], id="annotation"),
        pytest.param("x = round(y, 2)", ["1: round"], id="rounding to even"),
        pytest.param("import math\nx = math.sqrt(2)", ["2: math.sqrt"], id="square root"),
        pytest.param("from math import sqrt", ["1: math.sqrt"], id="square root by name"),
        pytest.param("from decimal import getcontext", ["1: from decimal import getcontext"], id="decimals"),
        pytest.param("import numpy.linalg as la", ["1: import numpy.linalg"], id="numpy"),
        pytest.param("x = y.limit_denominator(10)", ["1: .limit_denominator"], id="approximation"),
        pytest.param("import math\nx = Fraction(1, 3) + math.gcd(4, 6) // 2", [], id="exact"),
        pytest.param("x = '0.5'  # 0.5", [], id="text and comment"),
    ],
)
def test_every_way_into_floats_is_seen(program: str, expected: list[str]) -> None:
    """The search above sees literals, conversions, annotations, modules and functions, and nothing else."""
    assert expected == inexact_uses(program)
