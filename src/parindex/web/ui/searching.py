"""Search without diacritics, alike on every database: models keep their words folded, each after a space."""

from __future__ import annotations

from typing import TypeVar

from django.db.models import Manager, Model, Q, QuerySet

from parindex.wording.orthography import folded

M = TypeVar("M", bound=Model)


def search_words(*texts: str) -> str:
    """What a row is found by: its words, small and bare, each after a space.

    Example:
        >>> search_words("Sở Tư pháp", "Department of Justice")
        ' so tu phap department of justice'
    """
    return f" {folded(' '.join(texts))}"


def begins_words(objects: Manager[M] | QuerySet[M], text: str) -> QuerySet[M]:
    """The rows that have, for each word of a text, a word beginning with it; none for an empty text."""
    words = folded(text).split()
    condition = Q()
    for word in words:
        condition &= Q(search__contains=f" {word}")
    return objects.filter(condition) if words else objects.none()
