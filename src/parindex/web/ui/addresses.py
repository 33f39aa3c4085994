"""Parts of addresses: what a unit's key and a figure's key look like."""

from __future__ import annotations

from django.urls import register_converter
from django.urls.converters import StringConverter

KEY = r"[A-Za-z0-9_](?:[A-Za-z0-9_.@-]*[A-Za-z0-9_@-])?"


FORMS = ("json", "csv", "xlsx", "docx", "pdf", "html", "yaml")


class StemConverter(StringConverter):
    """A key before the dot of a file: ``index.percent`` of ``index.percent.json``."""

    regex = KEY


class KeyConverter(StringConverter):
    """A key of a unit, set, publication or figure: ``ha-noi``, ``province-2022``, ``1.7``, ``index.percent``.

    An address that ends like a file is that of a file.
    """

    regex = rf"(?![^/]*\.(?:{'|'.join(FORMS)}|sha256)$){KEY}"


class FormConverter(StringConverter):
    """The form of a file."""

    regex = "|".join(FORMS)


class YearConverter:
    """A year in four digits."""

    regex = "[0-9]{4}"

    def to_python(self, value: str) -> int:
        """The year as a number."""
        return int(value)

    def to_url(self, value: int) -> str:
        """The year as it stands in an address."""
        return f"{value:04}"


register_converter(KeyConverter, "key")
register_converter(StemConverter, "stem")
register_converter(FormConverter, "form")
register_converter(YearConverter, "year4")
