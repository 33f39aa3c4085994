"""Message catalogues: what people read, in Vietnamese (complete) and English (the language of the message ids).

There are two: ``parindex`` (wording, reports, command line) and ``django`` (pages). Sources and templates are read
with Babel, since a bare machine has no GNU gettext. A catalogue is edited by hand; this program only adds messages
that the sources have gained and drops those they have lost.

Usage: ``python tools/catalogues.py update | check | compile``
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src/parindex"
LANGUAGES = ("vi", "en")
COMPLETE = "vi"
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "N_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
NAMED = re.compile(r"%\((\w+)\)|(?<!\{)\{(\w+)[^{}]*\}(?!\})")


@dataclass(frozen=True, slots=True)
class Domain:
    """One family of catalogues and the sources whose messages it holds.

    Attributes:
        name: Name of its files.
        folder: Where ``<language>/LC_MESSAGES`` stands.
        sources: Files that it is made from.
    """

    name: str
    folder: Path
    sources: tuple[Path, ...]

    def file(self, language: str) -> Path:
        """Its catalogue in one language."""
        return self.folder / language / "LC_MESSAGES" / f"{self.name}.po"


def domains() -> list[Domain]:
    """Both families; the second only where the web part is there."""
    web = PACKAGE / "web"
    programs = sorted(PACKAGE.rglob("*.py"))
    core = tuple(program for program in programs if web not in program.parents)
    pages = tuple(program for program in programs if web in program.parents) + tuple(
        sorted(web.rglob("templates/**/*.html"))
    )
    found = [Domain("parindex", PACKAGE / "locale", core)]
    return [*found, Domain("django", web / "locale", pages)] if pages else found


def wanted(domain: Domain) -> Catalog:
    """The messages that the sources of a domain ask for, each with the files that ask."""
    catalogue = Catalog()
    for source in domain.sources:
        program = io.BytesIO(as_python(source).encode())
        for _line, message, comments, context in extract("python", program, KEYWORDS, ["Translators:"]):
            place = (source.relative_to(ROOT).as_posix(), 1)
            catalogue.add(message, None, [place], auto_comments=comments, context=context)
    return catalogue


def as_python(source: Path) -> str:
    """The text of a source; Django itself turns a template into something that reads as Python."""
    text = source.read_text(encoding="utf-8")
    if source.suffix == ".py":
        return text
    from django.utils.translation.template import templatize  # noqa: PLC0415  # the core catalogue needs no Django

    return "\n".join(line.lstrip() for line in templatize(text).splitlines())


def read(domain: Domain, language: str) -> Catalog:
    """The catalogue of a language as it stands, empty where there is none yet."""
    file = domain.file(language)
    if not file.exists():
        return Catalog(locale=language)
    with file.open("rb") as stream:
        return read_po(stream, locale=language)


def update() -> None:
    """Bring every catalogue in line with the sources: new messages untranslated, lost ones dropped."""
    for domain in domains():
        template = wanted(domain)
        for language in LANGUAGES:
            catalogue = read(domain, language)
            catalogue.update(template, no_fuzzy_matching=True)
            catalogue.obsolete.clear()
            file = domain.file(language)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text_of(catalogue, language))


def text_of(catalogue: Catalog, language: str) -> bytes:
    """A catalogue as a file that changes only where its messages change: no dates, no line numbers."""
    body = io.BytesIO()
    write_po(body, catalogue, width=120, omit_header=True, sort_by_file=True, include_lineno=False)
    plural = catalogue.plural_expr
    head = (
        'msgid ""\nmsgstr ""\n'
        f'"Language: {language}\\n"\n'
        '"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n'
        '"Content-Transfer-Encoding: 8bit\\n"\n'
        f'"Plural-Forms: nplurals={catalogue.num_plurals}; plural={plural};\\n"\n\n'
    )
    return head.encode() + body.getvalue()


def compile_all() -> None:
    """Write the ``.mo`` file of every catalogue."""
    for domain in domains():
        for language in LANGUAGES:
            if domain.file(language).exists():
                with domain.file(language).with_suffix(".mo").open("wb") as stream:
                    write_mo(stream, read(domain, language))


def check() -> list[str]:
    """What is wrong with the catalogues, one line per fault."""
    return [fault for domain in domains() for language in LANGUAGES for fault in check_catalogue(domain, language)]


def check_catalogue(domain: Domain, language: str) -> Iterator[str]:
    """Faults of one catalogue: messages too few or too many, untranslated, doubtful, or with other placeholders."""
    name = domain.file(language).relative_to(ROOT).as_posix()
    asked = {(message.id, message.context) for message in wanted(domain) if message.id}
    catalogue = read(domain, language)
    present = {(message.id, message.context): message for message in catalogue if message.id}
    for key in sorted(asked - present.keys(), key=str):
        yield f"{name}: {key[0]!r} is asked for by the sources and is not there (make messages)"
    for key in sorted(present.keys() - asked, key=str):
        yield f"{name}: {key[0]!r} is not asked for by any source (make messages)"
    for message in present.values():
        yield from (
            f"{name}: {message.id!r} {fault}" for fault in check_message(message, must_exist=language == COMPLETE)
        )


def check_message(message: Message, *, must_exist: bool) -> Iterator[str]:
    """Faults of one message: no translation, a doubtful one, or one whose placeholders are not those of the id."""
    translations = [text for text in strings(message.string) if text]
    if must_exist and len(translations) != len(strings(message.string)):
        yield "has no translation"
    if message.fuzzy:
        yield "is marked as doubtful"
    expected = set().union(*map(placeholders, strings(message.id)))
    for text in translations:
        if placeholders(text) != expected:
            yield f"asks for {sorted(expected)}, its translation for {sorted(placeholders(text))}"


def strings(text: str | Iterable[str] | None) -> list[str]:
    """A message's text or texts (singular and plural) as a list."""
    if text is None:
        return [""]
    return [text] if isinstance(text, str) else list(text)


def placeholders(text: str) -> set[str]:
    """Names of the places that a message fills: ``%(name)s`` or ``{name}``.

    Example:
        >>> sorted(placeholders("%(file)s: {line} of {total:>3}, {{not one}}"))
        ['file', 'line', 'total']
    """
    return {percent or brace for percent, brace in NAMED.findall(text)}


def main(arguments: list[str]) -> int:
    """Do what the one argument says; the exit code."""
    match arguments:
        case ["update"]:
            update()
        case ["compile"]:
            compile_all()
        case ["check"]:
            faults = check()
            print("\n".join(faults) or "catalogues: complete")
            return 1 if faults else 0
        case _:
            print("usage: python tools/catalogues.py update | check | compile", file=sys.stderr)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
