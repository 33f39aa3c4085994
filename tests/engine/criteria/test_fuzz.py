"""Whatever stands in a criteria file, it is loaded or said to be wrong: never a traceback."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from criteria_samples import FILE, tree_of
from parindex.engine.criteria.check import check_criteria_set
from parindex.engine.criteria.keys import local_keys
from parindex.engine.criteria.load import load_criteria_set
from parindex.engine.trees import Field, Fields, Items, Text, Trap, Tree
from parindex.errors import Place

WHOLE = tree_of((Path(__file__).parent / "good" / "every_field.yaml").read_text(encoding="utf-8"), FILE)
PLACE = Place(FILE, 1)
Steps = tuple[int, ...]


def steps_of(tree: Tree) -> Iterator[Steps]:
    """The way to every value of a tree, as positions."""
    yield ()
    parts: list[Tree] = []
    if isinstance(tree, Items):
        parts = list(tree.items)
    elif isinstance(tree, Fields):
        parts = [field.value for field in tree.fields]
    for position, part in enumerate(parts):
        for steps in steps_of(part):
            yield (position, *steps)


ALL_STEPS = list(steps_of(WHOLE))
ALL_TEXTS = ["", "0", "1", "-1", "1/3", "9,5", "1e308", "true", "null", "1.1", "2.1", "done", "kind", "not_applicable"]


def texts() -> st.SearchStrategy[Text]:
    """Any one value: usual, strange, trapped."""
    words = st.sampled_from(ALL_TEXTS) | st.text(max_size=8)
    return st.builds(Text, words, st.just(PLACE), st.booleans(), st.none() | st.sampled_from(Trap))


def grown(parts: st.SearchStrategy[Tree]) -> st.SearchStrategy[Tree]:
    """Lists and mappings of parts."""
    fields = st.lists(st.tuples(st.text(max_size=5), parts), max_size=3, unique_by=lambda pair: pair[0])
    return st.lists(parts, max_size=3).map(lambda items: Items(tuple(items), PLACE)) | fields.map(
        lambda pairs: Fields(tuple(Field(Text(key, PLACE, quoted=True), value) for key, value in pairs), PLACE)
    )


def trees() -> st.SearchStrategy[Tree]:
    """Any small tree."""
    return st.recursive(texts(), grown, max_leaves=6)


def replaced(tree: Tree, steps: Steps, new: Tree | None) -> Tree:
    """The tree with another value at the end of some steps; without it where ``new`` is ``None``."""
    if not steps:
        return tree if new is None else new
    position, rest = steps[0], steps[1:]
    if isinstance(tree, Items):
        if position >= len(tree.items):
            return tree
        changed = [] if new is None and not rest else [replaced(tree.items[position], rest, new)]
        return Items((*tree.items[:position], *changed, *tree.items[position + 1 :]), tree.place)
    if isinstance(tree, Fields) and position < len(tree.fields):
        field = tree.fields[position]
        kept = [] if new is None and not rest else [Field(field.key, replaced(field.value, rest, new))]
        return Fields((*tree.fields[:position], *kept, *tree.fields[position + 1 :]), tree.place)
    return tree


mutations = st.lists(st.tuples(st.sampled_from(ALL_STEPS), st.none() | trees()), min_size=1, max_size=4)


@settings(max_examples=300, deadline=None)
@given(mutations)
def test_a_changed_file_is_loaded_or_refused_with_places(changes: list[tuple[Steps, Tree | None]]) -> None:
    """Values replaced or left out anywhere give a sound set or errors, each with file and path."""
    tree = WHOLE
    for steps, new in changes:
        tree = replaced(tree, steps, new)
    criteria_set, problems = load_criteria_set(tree, file=FILE, sha256="")

    assert (criteria_set is None) == any(problem.is_error for problem in problems)
    if criteria_set is not None:
        problems = [*problems, *check_criteria_set(criteria_set)]
        assert len(set(local_keys(criteria_set))) == len(local_keys(criteria_set)) or problems
    assert all(problem.place.file == FILE and problem.place.path is not None for problem in problems)
    assert all(isinstance(value, str) for problem in problems for value in problem.parameters.values())


@settings(max_examples=100, deadline=None)
@given(trees())
def test_any_tree_at_all_is_refused_and_not_stumbled_over(tree: Tree) -> None:
    """A tree that is no criteria set is said to be none."""
    criteria_set, problems = load_criteria_set(tree, file=FILE, sha256="")

    assert criteria_set is None
    assert problems
