"""The documentation says what the program does: pages are up to date, complete, and lead somewhere."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import reference
import walkthrough
import worked
from parindex.cli.main import commands
from parindex.engine.criteria.load_rules import RULE_FORMS
from parindex.engine.evaluate import evaluate
from parindex.engine.simulate import printed_interval
from parindex.errors import BadData
from parindex.files.intake import LIBRARY, open_criteria_set, open_sheets
from parindex.files.precision import read_precision
from parindex.wording.numbers import printed
from parindex.wording.problems import PROBLEMS

DOCS = reference.ROOT / "docs"
ENGINE = reference.ROOT / "src/parindex/engine"
PAGES = sorted(DOCS.rglob("*.md"))
LINK = re.compile(r"\]\((?!https?:)([^)#\s]*)(#[^)\s]*)?\)")
FORMS = {
    "criteria/load.py": "criteria-set",
    "criteria/load_nodes.py": "criteria-set",
    "criteria/load_sections.py": "criteria-set",
    "criteria/load_rules.py": "criteria-set",
    "criteria/inputs.py": "criteria-set",
    "criteria/documents.py": "criteria-set",
    "criteria/entries.py": "answer-sheet",
    "answers/load.py": "answer-sheet",
    "criteria/compare.py": "crosswalk",
    "criteria/extend.py": "extension",
}


@pytest.mark.parametrize("file", PAGES, ids=lambda file: str(file.relative_to(DOCS)))
def test_a_page_is_as_the_program_would_write_it_now(file: Path) -> None:
    """Generated tables, examples and the output of every command are those of this program."""
    text = file.read_text("utf-8")

    assert text == reference.pages()[file](text)


@pytest.mark.parametrize("file", PAGES, ids=lambda file: str(file.relative_to(DOCS)))
def test_links_lead_to_files_that_are_there(file: Path) -> None:
    """Every link of a page leads to a file of the project, and where it names a heading, to one that it has."""
    broken = []
    for target, anchor in LINK.findall(file.read_text("utf-8")):
        found = (file.parent / target).resolve() if target else file
        if not found.exists() or (anchor and anchor[1:] not in set(anchors(found))):
            broken.append(target + anchor)

    assert [] == broken


def anchors(page: Path) -> Iterator[str]:
    """The headings of a page, as links name them."""
    for heading in re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.MULTILINE):
        yield re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")


def test_every_page_is_led_to() -> None:
    """No page stands alone: each is linked from another."""
    linked = {
        (page.parent / target).resolve()
        for page in PAGES
        for target, _ in LINK.findall(page.read_text("utf-8"))
        if target
    }

    assert [DOCS / "README.md"] == [page for page in PAGES if page.resolve() not in linked]


# Reference


def test_every_problem_code_is_described() -> None:
    """The codes that have a sentence, which are those that the sources give, are the codes of the page."""
    described = set(re.findall(r"^### `(\w+)`$", (DOCS / "reference/problems.md").read_text("utf-8"), re.MULTILINE))

    assert {key.partition(".")[0] for key in PROBLEMS} == described


def test_the_page_of_problems_says_which_are_warnings() -> None:
    """What the sources give as a warning is called so on the page, and nothing else."""
    warnings = {
        call.args[0].value
        for file in ENGINE.rglob("*.py")
        for call in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(call, ast.Call) and call.args and isinstance(call.args[0], ast.Constant)
        if any(word.arg == "severity" and "WARNING" in ast.unparse(word.value) for word in call.keywords)
    }

    page = (DOCS / "reference/problems.md").read_text("utf-8")
    called = set(re.findall(r"^### `(\w+)`\n\n[^·\n]*warning", page, re.MULTILINE))
    assert warnings == called


@pytest.mark.parametrize("name", commands.commands)
def test_every_command_is_described_in_both_languages(name: str) -> None:
    """Each command has its section with all its options on both pages."""
    for language in ("vi", "en"):
        page = (DOCS / f"reference/commands.{language}.md").read_text("utf-8")
        section = page.partition(f"## `parindex {name}`")[2].partition("\n## ")[0]

        options = {
            option for param in commands.commands[name].params for option in param.opts if option.startswith("-")
        }
        assert options <= set(re.findall(r"-{1,2}[a-z]+", section))


def fields_of(file: Path) -> set[str]:
    """Names of the fields that a loader knows: the texts in ``required=`` and ``optional=`` and in tables of fields."""
    tree = ast.parse(file.read_text("utf-8"))
    lists = [
        word.value
        for call in ast.walk(tree)
        if isinstance(call, ast.Call)
        for word in call.keywords
        if word.arg in {"required", "optional"}
    ]
    lists += [
        assigned.value
        for assigned in tree.body
        if isinstance(assigned, ast.Assign)
        and isinstance(assigned.targets[0], ast.Name)
        and assigned.targets[0].id.endswith(("_REQUIRED", "_OPTIONAL", "_FIELDS", "_SHARED"))
    ]
    lists += [
        argument
        for call in ast.walk(tree)
        if isinstance(call, ast.Call)
        for argument in call.args
        if getattr(call.func, "id", "") in {"RuleForm", "_items"}
    ]
    return {
        node.value
        for found in lists
        if isinstance(found, ast.Tuple)
        for node in ast.walk(found)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


@pytest.mark.parametrize(("module", "name"), FORMS.items())
def test_every_field_of_a_form_is_described(module: str, name: str) -> None:
    """Whatever field a loader reads stands on the page of its form, in the type of a program."""
    text = (DOCS / f"reference/{name}.md").read_text("utf-8")
    shown = {word for code in re.findall(r"`([^`\n]+)`", text) for word in re.findall(r"\w+", code)}

    fields = fields_of(ENGINE / module)

    assert fields
    assert set() == fields - shown


# Methods


@pytest.mark.parametrize("kind", RULE_FORMS)
def test_every_rule_kind_has_its_page_with_examples_that_run(kind: str) -> None:
    """The page says what is guaranteed, the formula and the source, and works out at least two examples."""
    text = (DOCS / f"method/{kind}.md").read_text("utf-8")
    leaves = [found["leaf"] for found in worked.LEAF.finditer(text)]

    (node,) = worked.leaf_set(leaves[0]).nodes

    assert [] == [part for part in ("## Bảo đảm", "## Công thức", "## Ví dụ", "Nguồn: ") if part not in text]
    assert text.startswith("# ")
    assert f"(`{kind}`)" in text.splitlines()[0]
    assert node.leaf is not None
    assert kind == node.leaf.rule.kind
    assert 2 <= len(node.leaf.examples)


def test_an_example_that_does_not_come_out_is_no_page() -> None:
    """A page whose example is wrong is refused: the tables are computed, not copied."""
    page = (DOCS / "method/ratio.md").read_text("utf-8")

    assert page == worked.worked(page)
    with pytest.raises(BadData):
        worked.worked(page.replace("points: 0.916", "points: 0.92"))


def test_a_command_that_ends_otherwise_is_no_page() -> None:
    """A page whose command fails, or prints something else, is not taken as it is."""
    page = "```sh\nparindex check src/parindex/library/province-2022/criteria.yaml\n```\n\n```text\nother\n```\n"

    assert page != walkthrough.walked(page)
    with pytest.raises(walkthrough.WrongEnd):
        walkthrough.walked(page.replace("province-2022", "province-1999"))


def test_the_interval_on_its_page_is_the_computed_one() -> None:
    """The ends that the page of printed intervals tells for Hà Nội are those of the engine."""
    criteria_set = open_criteria_set("province-2022")
    (sheet,) = open_sheets(LIBRARY / "province-2022/cases/ha-noi-2023.yaml", criteria_set)
    cases, _ = read_precision(LIBRARY / "published/printed-precision.yaml")
    (decimals,) = (case.decimals for case in cases if case.case == "province-2022/ha-noi-2023")
    (result,) = evaluate(criteria_set, [sheet]).units

    low, high = printed_interval(criteria_set, sheet, decimals).ends("index")

    row = [printed(value, 2) for value in (result.value("index"), low, high)]
    assert f"| {' | '.join(row)} | 91,43 |" in (DOCS / "method/printed-interval.md").read_text("utf-8")
