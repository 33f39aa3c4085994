"""Trees of any content, and trees of a file in which one part is replaced by anything."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from parindex.engine.trees import Field, Fields, Items, Text, Trap, Tree

WORDS = (
    *("kind", "set", "unit", "id", "answers", "sheets", "council", "survey", "points", "inputs", "code", "nodes"),
    *(
        "links",
        "relation",
        "from",
        "to",
        "same",
        "additions",
        "node",
        "parent",
        "splits",
        "children",
        "rule",
        "1",
        "1.1",
    ),
    *(
        "answer_sheet",
        "criteria_set",
        "crosswalk",
        "extension",
        "small",
        "null",
        "true",
        "-1",
        "1/3",
        "1e308",
        "NaN",
        "",
    ),
)


def texts() -> st.SearchStrategy[Text]:
    """Values that files hold, and any others."""
    return st.builds(
        Text,
        st.sampled_from(WORDS) | st.text(max_size=8),
        quoted=st.booleans(),
        trap=st.none() | st.sampled_from(Trap),
    )


def trees() -> st.SearchStrategy[Tree]:
    """Trees of any content; the keys of a mapping are unique, as readers see to it."""

    def containers(children: st.SearchStrategy[Tree]) -> st.SearchStrategy[Tree]:
        fields = st.lists(st.builds(Field, texts(), children), max_size=4, unique_by=lambda field: field.key.text)
        return st.builds(Items, st.lists(children, max_size=3).map(tuple)) | st.builds(Fields, fields.map(tuple))

    return st.recursive(texts(), containers, max_leaves=12)


@st.composite
def damaged(draw: st.DrawFn, tree: Tree) -> Tree:
    """A tree in which one value, somewhere, is replaced by anything, or a field is left out."""
    is_kept: bool = draw(st.sampled_from((True, True, True, True, False)))
    match tree:
        case Fields(fields) if fields and is_kept:
            number: int = draw(st.integers(0, len(fields) - 1))
            is_left_out: bool = draw(st.sampled_from((False, False, False, True)))
            field = fields[number]
            kept = () if is_left_out else (replace(field, value=draw(damaged(field.value))),)
            return replace(tree, fields=(*fields[:number], *kept, *fields[number + 1 :]))
        case Items(items) if items and is_kept:
            position: int = draw(st.integers(0, len(items) - 1))
            return replace(tree, items=(*items[:position], draw(damaged(items[position])), *items[position + 1 :]))
    return draw(trees())
