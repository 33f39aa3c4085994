from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from file_samples import CRITERIA, mixed_trees, plain, tree_of, trees
from parindex.engine.trees import Fields, Text, Trap, Tree
from parindex.files.characters import LARGEST_FILE, MOST_PROBLEMS
from parindex.files.yaml import read_yaml, write_json, write_yaml

NFD = "Ha\u0300 No\u0323\u0302i"


def codes_and_lines(content: bytes) -> list[tuple[str, int | None]]:
    """Every problem of a content, by code and line."""
    return [(problem.code, problem.place.line) for problem in read_yaml(content, file="bad.yaml")[1]]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param(b"", [("yaml_syntax", 1)], id="empty"),
        pytest.param(b"# only a comment\n", [("yaml_syntax", 1)], id="comment-only"),
        pytest.param(b"a: 1\nb: c: d\n", [("yaml_syntax", 2)], id="second-colon"),
        pytest.param(b"a:\n\tb: 1\n", [("yaml_syntax", 2)], id="tab"),
        pytest.param(b"a: 1\nb: 'x\nc: 2\n", [("yaml_syntax", 2)], id="quote-never-closed"),
        pytest.param(b"a: 1\nb: [1, 2\n\n", [("yaml_syntax", 2)], id="bracket-never-closed"),
        pytest.param(b"- a\nb: 1\n", [("yaml_syntax", 2)], id="list-turns-mapping"),
        pytest.param(b"a: 1\n---\nb: 2\n", [("yaml_syntax", 2)], id="two-documents"),
        pytest.param(b"a: !!float 1\n", [("yaml_syntax", 1)], id="tag"),
        pytest.param(b"a: 1\n? {b: c}\n: 2\n", [("yaml_syntax", 2)], id="mapping-as-key"),
        pytest.param(b"[" * 100, [("yaml_syntax", 1)], id="too-deep"),
        pytest.param(b"a: 1\nb: \xff\n", [("yaml_syntax", 2)], id="not-utf-8"),
        pytest.param("a: Hà Nội".encode("utf-16"), [("yaml_syntax", 1)], id="utf-16"),
        pytest.param(b"a: 1\nb: \x00\n", [("yaml_syntax", 2)], id="nul"),
        pytest.param(b'a: 1\nb: "\\0"\n', [("yaml_syntax", 2)], id="escaped-nul"),
        pytest.param(b'{"a": "\\ud83d"}', [("yaml_syntax", 1)], id="half-a-surrogate-pair"),
        pytest.param(b"\xef\xbb\xbfa: 1\n", [("bom", 1)], id="byte-order-mark"),
        pytest.param(b"a: 1\nb: 2\na: 3\n", [("duplicate_key", 3)], id="doubled-key"),
        pytest.param(b"a: &x 1\n", [("anchor", 1)], id="anchor"),
        pytest.param(b"a: &x 1\nb: *x\n", [("anchor", 1), ("anchor", 2)], id="alias"),
        pytest.param(b"a: 1\n<<: {b: 2}\n", [("anchor", 2)], id="merge-key"),
        pytest.param(f"a: 1\nb: {NFD}\n".encode(), [("not_nfc", 2)], id="value-in-nfd"),
        pytest.param(f"a: 1\n{NFD}: b\n".encode(), [("not_nfc", 2)], id="key-in-nfd"),
        pytest.param(b"a: " + b"x" * LARGEST_FILE, [("too_large", 1)], id="over-one-megabyte"),
        pytest.param(
            f"a: 1\na: &x 2\nb: {NFD}\nc: !t 3\n".encode(),
            [("anchor", 2), ("duplicate_key", 2), ("not_nfc", 3), ("yaml_syntax", 4)],
            id="all-at-once",
        ),
    ],
)
def test_a_fault_of_form_is_named_with_its_line(content: bytes, expected: list[tuple[str, int | None]]) -> None:
    """Every fault has its code and the line on which an officer must look."""
    found = codes_and_lines(content)

    assert sorted(expected, key=str) == sorted(found, key=str)


def test_a_hostile_file_cannot_make_any_number_of_problems() -> None:
    """Problems of one file are told up to a number that people may read."""
    _, problems = read_yaml(b"a: 1\n" * 5_000, file="bad.yaml")

    assert MOST_PROBLEMS == len(problems)


def test_a_doubled_key_names_both_lines() -> None:
    """The sentence can say where the key stood first."""
    _, [problem] = read_yaml(b"a: 1\nb: 2\na: 3\n", file="bad.yaml")

    assert {"key": "a", "first_line": "1", "line": "3"} == dict(problem.parameters)


@pytest.mark.parametrize(
    ("written", "trap"),
    [
        *[(word, Trap.BOOLEAN_WORD) for word in ("yes", "No", "ON", "off")],
        *[(number, Trap.OCTAL) for number in ("017", "0o17", "-01", "08")],
        *[(date, Trap.DATE) for date in ("2022-11-10", "2022-1-1", "2022-11-10T08:00:00Z")],
        *[(time, Trap.SEXAGESIMAL) for time in ("1:30", "190:20:30")],
        *[(text, None) for text in ("true", "9.5", "0", "0.5", "1.10", "1/3", "10/11/2022", "nó", "không")],
    ],
)
def test_a_bare_value_that_others_read_differently_is_marked(written: str, trap: Trap | None) -> None:
    """Bare traps are marked as value and as key; in quotes nothing is a trap; the text is never changed."""
    bare, _ = read_yaml(f"{written}: {written}\n".encode(), file="f")
    quoted, _ = read_yaml(f'a: "{written}"\n'.encode(), file="f")

    assert isinstance(bare, Fields)
    assert isinstance(quoted, Fields)
    [field], [quoted_field] = bare.fields, quoted.fields
    assert isinstance(field.value, Text)
    assert isinstance(quoted_field.value, Text)
    assert (written, trap, trap) == (field.value.text, field.value.trap, field.key.trap)
    assert (written, None) == (quoted_field.value.text, quoted_field.value.trap)


def test_json_is_read_as_yaml() -> None:
    """Tabs, escaped slashes, surrogate pairs and tight colons of JSON are understood, with their lines."""
    content = '{\n\t"a":"\\ud83d\\ude00 \\/ \\u1ebf",\n\t"b":[1.50,null,true]\n}'

    tree, problems = read_yaml(content.encode(), file="f.json")

    assert [] == problems
    assert {"a": "😀 / ế", "b": ["1.50", None, "true"]} == plain(tree)
    assert isinstance(tree, Fields)
    assert [2, 3] == [field.key.place.line for field in tree.fields]


def test_an_escape_that_only_looks_like_a_surrogate_pair_stays() -> None:
    """A backslash that is itself escaped begins no escape."""
    content = json.dumps({"a": "\\ud83d\\ude00", "b": "\t"})

    tree, problems = read_yaml(content.encode(), file="f.json")

    assert ([], {"a": "\\ud83d\\ude00", "b": "\t"}) == (problems, plain(tree))


@given(trees() | mixed_trees())
def test_what_is_written_is_read_back(tree: Tree) -> None:
    """YAML and JSON hold the same tree, whatever its texts, and nothing in them is a trap or a problem."""
    from_yaml = read_yaml(write_yaml(tree).encode(), file="f")
    from_json = read_yaml(write_json(tree).encode(), file="f")

    assert (plain(tree), []) == (plain(from_yaml[0]), from_yaml[1])
    assert (plain(tree), []) == (plain(from_json[0]), from_json[1])


def test_written_yaml_is_readable() -> None:
    """Vietnamese stands unescaped, short mappings on one line, codes keep their quotes, long text is a block."""
    tree = tree_of({"code": "1.10", "title": {"vi": "Tiếng Việt", "en": "a: b"}, "note": "một\nhai\n", "none": None})

    expected = 'code: "1.10"\ntitle: {vi: Tiếng Việt, en: "a: b"}\nnote: |\n  một\n  hai\nnone: null\n'
    assert expected == write_yaml(tree)


def test_writing_is_stable() -> None:
    """What was read from written YAML is written as the same YAML."""
    written = write_yaml(tree_of(CRITERIA))
    tree, _ = read_yaml(written.encode(), file="f")

    assert tree is not None
    assert written == write_yaml(tree)


_YAML_LIKE = st.text(st.sampled_from("ab1:-[]{}'\"\n \t&*!|>%@#?,.~<\\u0d8"), max_size=60)


@settings(max_examples=300)
@given(st.binary(max_size=60) | st.text(max_size=60).map(str.encode) | _YAML_LIKE.map(str.encode))
def test_any_bytes_give_a_tree_or_problems(content: bytes) -> None:
    """No bytes raise; where there is no tree there is a problem, and every problem has its file."""
    tree, problems = read_yaml(content, file="f")

    assert tree is not None or problems
    assert all(problem.place.file == "f" for problem in problems)
