"""Message catalogues of the package, Vietnamese first, without any framework.

Sources name messages in English, whole and with named places: ``_("{found} is not a number.")``. Inside a function
``_`` is what :func:`gettext_in` returns for the language of the reader; in a table :func:`N_` marks a message that is
translated later. A catalogue is read from its compiled ``.mo`` file, or straight from the ``.po`` file where that one
is newer or alone, as in a fresh checkout.
"""

from __future__ import annotations

import gettext
from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import Path

VIETNAMESE = "vi"
ENGLISH = "en"
LANGUAGES = (VIETNAMESE, ENGLISH)

_LOCALE = Path(__file__).resolve().parent.parent / "locale"
_DOMAIN = "parindex"


def N_(message: str) -> str:  # noqa: N802  # the name that gettext tools know
    """The message itself, marked for the catalogues."""
    return message


@cache
def language_of(asked: str | None) -> str:
    """The language of a reader: English where asked for (``en``, ``en-GB``), else Vietnamese.

    Example:
        >>> language_of("en-GB"), language_of("fr"), language_of(None)
        ('en', 'vi', 'vi')
    """
    return ENGLISH if asked is not None and asked.lower().partition("-")[0] == ENGLISH else VIETNAMESE


def gettext_in(language: str) -> Callable[[str], str]:
    """The translation of a message into ``language``."""
    return _translations(language_of(language)).gettext


def ngettext_in(language: str) -> Callable[[str, str, int], str]:
    """The translation of a message with a singular and a plural form into ``language``."""
    return _translations(language_of(language)).ngettext


@cache
def _translations(language: str) -> gettext.NullTranslations:
    source = _LOCALE / language / "LC_MESSAGES" / f"{_DOMAIN}.po"
    compiled = source.with_suffix(".mo")
    if compiled.exists() and not (source.exists() and source.stat().st_mtime_ns > compiled.stat().st_mtime_ns):
        with compiled.open("rb") as stream:
            return gettext.GNUTranslations(stream)
    return _from_source(source, language)


def _from_source(source: Path, language: str) -> gettext.NullTranslations:
    from babel.messages.mofile import write_mo  # noqa: PLC0415  # needed only where nothing is compiled
    from babel.messages.pofile import read_po  # noqa: PLC0415  # as above

    compiled = BytesIO()
    with source.open("rb") as stream:
        write_mo(compiled, read_po(stream, locale=language))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
