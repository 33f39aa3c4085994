from __future__ import annotations

import gettext
import os
from pathlib import Path

import pytest

from parindex.wording import catalogue
from parindex.wording.catalogue import gettext_in, language_of, ngettext_in


@pytest.mark.parametrize(
    ("asked", "expected"),
    [("vi", "vi"), ("en", "en"), ("en-GB", "en"), ("EN", "en"), ("fr", "vi"), ("", "vi"), (None, "vi"), ("eno", "vi")],
)
def test_vietnamese_is_the_first_language(asked: str | None, expected: str) -> None:
    """Who does not ask for English reads Vietnamese."""
    assert expected == language_of(asked)


def test_messages_are_translated() -> None:
    """A message is said in the language asked for; Vietnamese has one form for every number."""
    assert "không áp dụng" == gettext_in("vi")("not applicable")
    assert "not applicable" == gettext_in("en")("not applicable")
    assert ["{number} tiêu chí"] * 2 == [
        ngettext_in("vi")("{number} criterion", "{number} criteria", n) for n in (1, 7)
    ]
    assert "{number} criteria" == ngettext_in("en")("{number} criterion", "{number} criteria", 7)


def write(folder: Path, *, said: str, compiled: str | None, is_compiled_older: bool) -> None:
    """A catalogue of one message, and a compiled one that says something else."""
    source = folder / "vi" / "LC_MESSAGES" / "parindex.po"
    source.parent.mkdir(parents=True)
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
    source.write_text(f'{head}msgid "scored"\nmsgstr "{said}"\n', encoding="utf-8")
    if compiled is not None:
        from babel.messages.catalog import Catalog
        from babel.messages.mofile import write_mo

        made = Catalog(locale="vi")
        made.add("scored", compiled)
        with source.with_suffix(".mo").open("wb") as stream:
            write_mo(stream, made)
        age = -60 if is_compiled_older else 60
        when = source.stat().st_mtime + age
        os.utime(source.with_suffix(".mo"), (when, when))


@pytest.mark.parametrize(
    ("compiled", "is_compiled_older", "expected"),
    [
        pytest.param(None, False, "đã chấm", id="nothing compiled"),
        pytest.param("từ tệp đã biên dịch", False, "từ tệp đã biên dịch", id="compiled"),
        pytest.param("từ tệp đã biên dịch", True, "đã chấm", id="compiled before the last edit"),
    ],
)
def test_the_newest_catalogue_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, compiled: str | None, expected: str, *, is_compiled_older: bool
) -> None:
    """The compiled catalogue serves; its source where that was edited since, or where nothing is compiled."""
    write(tmp_path, said="đã chấm", compiled=compiled, is_compiled_older=is_compiled_older)
    monkeypatch.setattr(catalogue, "_LOCALE", tmp_path)
    catalogue._translations.cache_clear()  # catalogues are read once per run
    try:
        said = gettext_in("vi")("scored")
        kind = type(catalogue._translations("vi"))  # as above
    finally:
        catalogue._translations.cache_clear()  # as above

    assert expected == said
    assert gettext.GNUTranslations is kind
