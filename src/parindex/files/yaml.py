"""YAML and JSON files as trees with places, and back.

The reader keeps every value as the text that was written and never decides what it means. It refuses what makes
a file read differently from how it looks: anchors and aliases, merge keys, tags, doubled keys, several documents,
a byte order mark, text that is not in Unicode form NFC.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml
from yaml import events

from parindex.engine.trees import Field, Fields, Items, Text, Trap, Tree
from parindex.errors import Place, Problem
from parindex.files.characters import (
    FORBIDDEN,
    LARGEST_FILE,
    MOST_PROBLEMS,
    character_name,
    composed,
    is_composed,
    quote,
)

DEEPEST = 64
"""Most levels of lists and mappings within each other."""

LONGEST_KEY = 200
"""Most characters of a key: keys are codes and field names."""

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_BOOLEAN_WORD = re.compile(r"yes|no|on|off", re.IGNORECASE)
_OCTAL = re.compile(r"[-+]?0(?:o[0-7]+|[0-9_]+)")
_DATE = re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt \t].*)?")
_SEXAGESIMAL = re.compile(r"[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?")
_TRAPS = (
    (_BOOLEAN_WORD, Trap.BOOLEAN_WORD),
    (_OCTAL, Trap.OCTAL),
    (_DATE, Trap.DATE),
    (_SEXAGESIMAL, Trap.SEXAGESIMAL),
)

_REASONS = (
    ("mapping values are not allowed", "stray_colon"),
    ("could not find expected ':'", "colon_missing"),
    ("cannot start any token", "stray_character"),
    ("unexpected end of stream", "quote_not_closed"),
    ("unexpected document indicator", "quote_not_closed"),
    ("',' or ']'", "bracket_not_closed"),
    ("',' or '}'", "brace_not_closed"),
    ("unknown escape", "bad_escape"),
    ("escape", "bad_escape"),
    ("Unicode character", "bad_escape"),
    ("expected hexdecimal number", "bad_escape"),
    ("expected hexadecimal number", "bad_escape"),
    ("did not find expected key", "bad_indentation"),
    ("'-' indicator", "bad_indentation"),
    ("expected <block end>", "bad_indentation"),
    ("not allowed in this context", "bad_indentation"),
    ("undefined alias", "syntax"),
)
"""What libyaml says → reason of ``yaml_syntax``. The first that fits decides."""

_LINE_MARKS = re.compile("[\x85\u2028\u2029]")
_ONLY_JSON = re.compile("[\t\x85\u2028\u2029]|\\\\u")
_SURROGATE_PAIR = re.compile(r"((?<!\\)(?:\\\\)*)\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})")


def read_yaml(content: bytes, *, file: str) -> tuple[Tree | None, list[Problem]]:
    """The tree of a YAML or JSON file, with every fault of its form.

    Args:
        content: The bytes of the file.
        file: Its name, as the person gave it; it stands in every place.

    Returns:
        The tree and the problems. The tree is ``None`` where the content cannot be followed to its end; where only
        single values are at fault it is there beside the problems, so that a loader can find the other faults in
        the same go. A file with a problem of severity error must not be used.
    """
    if len(content) > LARGEST_FILE:
        sizes = {"size": str(len(content)), "limit": str(LARGEST_FILE)}
        return None, [Problem("too_large", Place(file, 1), parameters=sizes)]
    problems: list[Problem] = []
    text = _decoded(content, file, problems)
    if text is None:
        return None, problems
    builder = _Builder(file, problems)
    try:
        for event in _events(text):
            builder.take(event)
            if builder.is_stopped:
                break
    except yaml.YAMLError as error:
        return None, [*problems[: MOST_PROBLEMS - 1], _syntax_problem(error, file, text)]
    if builder.root is None and not builder.is_broken:
        problems.append(_yaml_syntax(file, 1, "empty"))
    return (None if builder.is_broken else builder.root), problems[:MOST_PROBLEMS]


def _yaml_syntax(file: str, line: int, reason: str, **parameters: str) -> Problem:
    return Problem("yaml_syntax", Place(file, line), parameters={"reason": reason, **parameters})


def _decoded(content: bytes, file: str, problems: list[Problem]) -> str | None:
    """The characters of the file, or ``None`` where they cannot be followed."""
    if content.startswith(b"\xef\xbb\xbf"):
        problems.append(Problem("bom", Place(file, 1)))
        content = content[3:]
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        problems.append(_yaml_syntax(file, line, "not_utf8"))
        return None
    found = FORBIDDEN.search(text) or re.search("\ufeff", text)
    if found:
        line = text.count("\n", 0, found.start()) + 1
        problems.append(_yaml_syntax(file, line, "control_character", character=character_name(found[0])))
        return None
    return text


def _events(text: str) -> Iterator[events.Event]:
    r"""The parser's events; strict JSON is first written in the spelling that the parser knows.

    JSON writes characters beyond U+FFFF as two ``\u`` escapes, may be indented with tabs, and U+2028 in a string ends
    no line; YAML 1.1 has it otherwise.
    """
    if text.lstrip()[:1] in {"{", "["} and _ONLY_JSON.search(text) and _is_json(text):
        text = _SURROGATE_PAIR.sub(_one_escape, text.replace("\t", " "))
        text = _LINE_MARKS.sub(_escape, text)
    return iter(yaml.parse(text, Loader=_LOADER))


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _one_escape(pair: re.Match[str]) -> str:
    character = 0x10000 + ((int(pair[2], 16) - 0xD800) << 10) + (int(pair[3], 16) - 0xDC00)
    return f"{pair[1]}\\U{character:08X}"


def _syntax_problem(error: yaml.YAMLError, file: str, text: str) -> Problem:
    """The parser's complaint; what was never closed is reported where it was opened."""
    mark: yaml.Mark | None = getattr(error, "problem_mark", None)
    opened: yaml.Mark | None = getattr(error, "context_mark", None)
    detail = " ".join(filter(None, (getattr(error, "context", None), getattr(error, "problem", None))))
    reason = next((reason for words, reason in _REASONS if words in detail), "syntax")
    if reason.endswith("_not_closed"):
        mark = mark if opened is None else opened
    line = min(1 if mark is None else mark.line + 1, text.count("\n") + 1)
    if reason == "stray_character" and _starts_with_tab(text, line):
        return _yaml_syntax(file, line, "tab")
    return _yaml_syntax(file, line, reason, detail=quote(detail))


def _starts_with_tab(text: str, line: int) -> bool:
    return re.match(r" *\t", text.split("\n", line)[line - 1]) is not None


@dataclass(slots=True)
class _Open:
    """A list or mapping whose end has not come yet."""

    place: Place
    is_mapping: bool
    values: list[Tree] = field(default_factory=list)
    fields: list[Field] = field(default_factory=list)
    key: Text | None = None
    is_doubled: bool = False
    lines: dict[str, int] = field(default_factory=dict)
    """Keys seen so far, each with its line."""


class _Builder:
    """Builds the tree from events; keeps its own stack, so that no depth of nesting can exhaust Python's."""

    def __init__(self, file: str, problems: list[Problem]) -> None:
        self.root: Tree | None = None
        self.is_broken = False
        self.is_stopped = False
        self._file = file
        self._problems = problems
        self._open: list[_Open] = []
        self._documents = 0

    def take(self, event: events.Event) -> None:
        """Adds what one event of the parser brings."""
        if isinstance(event, events.ScalarEvent):
            self._check_properties(event)
            self._add(self._text(event))
        elif isinstance(event, (events.MappingStartEvent, events.SequenceStartEvent)):
            self._check_properties(event)
            self._start(event)
        elif isinstance(event, (events.MappingEndEvent, events.SequenceEndEvent)):
            self._end()
        elif isinstance(event, events.AliasEvent):
            self._report("anchor", event, kind="alias", name=quote(event.anchor or ""))
            self.is_broken = True
            self._add(Text("", self._place(event)))
        elif isinstance(event, events.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                self._break(event, "several_documents")

    def _place(self, event: events.Event) -> Place:
        mark = event.start_mark
        return Place(self._file, 1 if mark is None else mark.line + 1)

    def _report(self, code: str, event: events.Event, **parameters: str) -> None:
        self._problems.append(Problem(code, self._place(event), parameters=parameters))

    def _break(self, event: events.Event, reason: str) -> None:
        self._report("yaml_syntax", event, reason=reason)
        self.is_broken = self.is_stopped = True

    def _check_properties(self, event: events.NodeEvent) -> None:
        if event.anchor is not None:
            self._report("anchor", event, kind="anchor", name=quote(event.anchor))
        tag = getattr(event, "tag", None)
        if tag is not None:
            self._report("yaml_syntax", event, reason="tag", tag=quote(tag))

    def _text(self, event: events.ScalarEvent) -> Text:
        text: str = event.value
        place = self._place(event)
        quoted = bool(event.style)
        found = FORBIDDEN.search(text)
        if found:
            self._report("yaml_syntax", event, reason="control_character", character=character_name(found[0]))
            self.is_broken = True
        if not is_composed(text):
            self._report("not_nfc", event, value=quote(text))
            text = composed(text)
        return Text(text, place, quoted, None if quoted else trap_of(text))

    def _start(self, event: events.CollectionStartEvent) -> None:
        if len(self._open) >= DEEPEST:
            self._break(event, "too_deep")
            return
        self._open.append(_Open(self._place(event), isinstance(event, events.MappingStartEvent)))

    def _end(self) -> None:
        ended = self._open.pop()
        if ended.is_mapping:
            self._add(Fields(tuple(ended.fields), ended.place))
        else:
            self._add(Items(tuple(ended.values), ended.place))

    def _add(self, value: Tree) -> None:
        if not self._open:
            self.root = value
            return
        top = self._open[-1]
        if not top.is_mapping:
            top.values.append(value)
        elif top.key is None:
            top.key = self._key(value, top)
        else:
            if not top.is_doubled:
                top.fields.append(Field(top.key, value))
            top.key = None

    def _key(self, value: Tree, top: _Open) -> Text:
        line = value.place.line or 1
        top.is_doubled = False
        if not isinstance(value, Text):
            self._problems.append(_yaml_syntax(self._file, line, "key_not_text"))
            self.is_broken = True
            return Text("", value.place)
        if len(value.text) > LONGEST_KEY:
            self._problems.append(_yaml_syntax(self._file, line, "key_too_long"))
        if value.text == "<<" and not value.quoted:
            self._problems.append(Problem("anchor", value.place, parameters={"kind": "merge", "name": "<<"}))
        elif value.text in top.lines:
            lines = {"first_line": str(top.lines[value.text]), "line": str(line)}
            self._problems.append(Problem("duplicate_key", value.place, parameters={"key": quote(value.text), **lines}))
            top.is_doubled = True
        top.lines.setdefault(value.text, line)
        return value


def trap_of(text: str) -> Trap | None:
    """Why other YAML readers would take a bare text for something else, if they would.

    Example:
        >>> trap_of("No"), trap_of("017"), trap_of("9.5")
        (<Trap.BOOLEAN_WORD: 'boolean_word'>, <Trap.OCTAL: 'octal'>, None)
    """
    return next((trap for pattern, trap in _TRAPS if pattern.fullmatch(text)), None)


WIDEST_FLOW = 120
"""Most characters of a line on which a short list or mapping is written in brackets."""

LONGEST_SIMPLE_KEY = 200
"""Most characters of a key that stands on the line of its value (YAML allows 1024 bytes, escapes included)."""

_NUMBER_LIKE = re.compile(r"[-+]?\.?[0-9][0-9_.,:eExXobBA-Fa-f+-]*|[-+]?\.(?:inf|nan)", re.IGNORECASE)
_TRUTH_WORDS = frozenset({"true", "false"})
_NULL_WORDS = frozenset({"", "~", "null", "Null", "NULL"})
_PLAIN = re.compile(r"(?:\w|-(?=[0-9]))(?:[^\s:#]|[ ](?=[^\s#])|:(?=[^\s]))*")
_FLOW_MARKS = re.compile(r"[,\[\]{}:]")
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff\ufffe\uffff]")
_ESCAPED = re.compile('[\\\\"\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff\ufffe\uffff]')
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def write_yaml(tree: Tree) -> str:
    """The tree as YAML that people read: the same tree, up to places, is read back.

    Values stand without quotes where every reader takes them for the same text; a number-like text that stood in
    quotes (the code ``"1.10"``) keeps them. Short lists and mappings of plain values stand on one line.
    """
    if isinstance(tree, Text):
        return _scalar(tree, in_flow=False) + "\n"
    lines = _block(tree, 0) if _members(tree) else [_flow(tree, 0) or ""]
    return "\n".join(lines) + "\n"


def _members(tree: Items | Fields) -> list[Tree]:
    return [field.value for field in tree.fields] if isinstance(tree, Fields) else list(tree.items)


def _block(tree: Items | Fields, indent: int) -> Iterator[str]:
    """The lines of a list or mapping that has members."""
    margin = " " * indent
    if isinstance(tree, Fields):
        for one in tree.fields:
            key = _key_text(one.key)
            if len(key) > LONGEST_SIMPLE_KEY:
                yield f"{margin}? {key}"
                key = ""
            yield from _member(f"{margin}{key}:", one.value, indent)
    else:
        for item in tree.items:
            yield from _item(margin + "-", item, indent)


def _member(head: str, value: Tree, indent: int) -> Iterator[str]:
    """The lines of ``key: value``."""
    if isinstance(value, Text):
        yield from _scalar_lines(head, value, indent)
        return
    flow = _flow(value, len(head) + 1)
    if flow is not None:
        yield f"{head} {flow}"
        return
    yield head
    yield from _block(value, indent + 2)


def _item(head: str, value: Tree, indent: int) -> Iterator[str]:
    """The lines of ``- value``; the first member of a longer value stands on the line of the dash."""
    if isinstance(value, Text):
        yield from _scalar_lines(head, value, indent)
        return
    flow = _flow(value, len(head) + 1)
    if flow is not None:
        yield f"{head} {flow}"
        return
    lines = _block(value, indent + 2)
    yield f"{head} {next(lines)[indent + 2 :]}"
    yield from lines


def _flow(tree: Items | Fields, used: int) -> str | None:
    """A list or mapping of short plain values in brackets, if it fits on the line."""
    if isinstance(tree, Fields):
        pairs = [(one.key, one.value) for one in tree.fields if isinstance(one.value, Text)]
        inside = [f"{_key_text(key)}: {_scalar(value, in_flow=True)}" for key, value in pairs]
        flow = "{" + ", ".join(inside) + "}"
    else:
        inside = [_scalar(item, in_flow=True) for item in tree.items if isinstance(item, Text)]
        flow = "[" + ", ".join(inside) + "]"
    if len(inside) < len(_members(tree)):
        return None
    return flow if used + len(flow) <= WIDEST_FLOW or not inside else None


def _scalar_lines(head: str, text: Text, indent: int) -> Iterator[str]:
    """A value after its key or dash: a block where it has several lines, else one line."""
    value = text.text
    if "\n" not in value or not _fits_block(value):
        yield f"{head} {_scalar(text, in_flow=False)}"
        return
    body, ending = value.rstrip("\n"), len(value) - len(value.rstrip("\n"))
    yield f"{head} |{'-' if ending == 0 else '' if ending == 1 else '+'}"
    for line in body.split("\n") + [""] * (ending - 1):
        yield f"{' ' * (indent + 2)}{line}" if line else ""


def _fits_block(value: str) -> bool:
    """Whether a text can stand as a block and be read back as it is."""
    unprintable = _UNPRINTABLE.search(value.replace("\n", "").replace("\xa0", ""))
    return value[:1] not in {" ", "\n"} and not unprintable


def _key_text(key: Text) -> str:
    return _scalar(Text(key.text, quoted=key.quoted or key.text in _NULL_WORDS), in_flow=True)


def _scalar(text: Text, *, in_flow: bool) -> str:
    if text.is_null:
        return "null"
    value = text.text
    return value if _is_plain(text, in_flow=in_flow) else '"' + _ESCAPED.sub(_escape, value) + '"'


def _is_plain(text: Text, *, in_flow: bool) -> bool:
    """Whether the value can stand without quotes."""
    value = text.text
    if value in _NULL_WORDS or trap_of(value) or not _PLAIN.fullmatch(value):
        return False
    if _UNPRINTABLE.search(value) or (in_flow and _FLOW_MARKS.search(value)):
        return False
    return not (text.quoted and (value.lower() in _TRUTH_WORDS or _NUMBER_LIKE.fullmatch(value)))


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    return _ESCAPES.get(character) or f"\\u{ord(character):04X}"


_JSON_BARE = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?|true|false")


def write_json(tree: Tree) -> str:
    """The tree as JSON, indented: the same tree, up to places, is read back.

    Numbers and truth words that stood without quotes are written so, all other values as strings.
    """
    return "\n".join(_json_lines(tree, "", "")) + "\n"


def _json_lines(tree: Tree, head: str, margin: str) -> Iterator[str]:
    if isinstance(tree, Text):
        bare = not tree.quoted and _JSON_BARE.fullmatch(tree.text)
        yield (
            margin
            + head
            + ("null" if tree.is_null else tree.text if bare else json.dumps(tree.text, ensure_ascii=False))
        )
        return
    opening, closing = ("{", "}") if isinstance(tree, Fields) else ("[", "]")
    members = _members(tree)
    if not members:
        yield margin + head + opening + closing
        return
    heads = [_json_text(one.key.text) + ": " for one in tree.fields] if isinstance(tree, Fields) else []
    yield margin + head + opening
    for position, member in enumerate(members):
        lines = list(_json_lines(member, heads[position] if heads else "", margin + "  "))
        yield from lines[:-1]
        yield lines[-1] + ("," if position + 1 < len(members) else "")
    yield margin + closing


def _json_text(text: str) -> str:
    return _UNPRINTABLE.sub(_escape, json.dumps(text, ensure_ascii=False))
