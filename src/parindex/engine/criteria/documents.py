"""Documents that prove an answer (tài liệu kiểm chứng), as one line of text each.

A document may be written as text, or as a mapping of what is known of it; both are kept as the line that a reader of
the result finds.
"""

from __future__ import annotations

from parindex.engine.criteria.reading import Reader, Record
from parindex.engine.trees import Fields, Items, Text, Tree


def load_documents(record: Record, name: str) -> tuple[str, ...]:
    """The documents in a field: a text, a mapping, or a list of either; nothing written gives none.

    A mapping has ``document`` and optionally ``date``, ``issuer``, ``pages``, ``url`` and ``note``, and is kept as
    ``document (date, issuer), pages, url: note``.
    """
    tree = record.get(name)
    if isinstance(tree, Fields):
        line = _line(record.reader, tree, record.path_of(name))
        return () if line is None else (line,)
    if not isinstance(tree, Items) or all(isinstance(item, Text) for item in tree.items):
        return record.texts(name)
    lines = (_line(record.reader, item.value, item.path) for item in record.items(name))
    return tuple(line for line in lines if line is not None)


def _line(reader: Reader, tree: Tree, path: str) -> str | None:
    if isinstance(tree, Text) and not tree.is_null:
        return reader.text(tree, path)
    record = reader.record(tree, path, required=("document",), optional=("date", "issuer", "pages", "url", "note"))
    if record is None:
        return None
    document, note = record.text("document"), record.text("note")
    issued = ", ".join(filter(None, (record.date("date"), record.text("issuer"))))
    name = f"{document} ({issued})" if issued else document
    line = ", ".join(filter(None, (name, record.text("pages"), record.text("url"))))
    return None if document is None else line if note is None else f"{line}: {note}"
