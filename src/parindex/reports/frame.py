"""The frame of an official document: national header, signature, recipients; blanks where nothing is given."""

from __future__ import annotations

from parindex.reports.outline import Letterhead, NationalHeader, SignatureBlock
from parindex.reports.phrases import Speech
from parindex.wording.dates import long_date
from parindex.wording.numbers import NO_BREAK_SPACE

_DOTS = "…" * 8


def national_header(letterhead: Letterhead, speech: Speech) -> NationalHeader:
    """The head of the document; number, place and date are left open where they are not given."""
    return NationalHeader(
        superior=letterhead.superior,
        authority=letterhead.authority or (_DOTS,),
        number=_number(letterhead, speech),
        country=speech.gettext("SOCIALIST REPUBLIC OF VIET NAM"),
        motto=speech.gettext("Independence - Freedom - Happiness"),
        place_and_date=_place_and_date(letterhead, speech),
    )


def _number(letterhead: Letterhead, speech: Speech) -> str:
    number = letterhead.number or f"{NO_BREAK_SPACE * 8}/{letterhead.symbol or '…'}"
    return speech.gettext("No. {number}").format(number=number)


def _place_and_date(letterhead: Letterhead, speech: Speech) -> str:
    place = letterhead.place or _DOTS
    if letterhead.date is None:
        return speech.gettext("{place}, day … month … year …").format(place=place)
    return f"{place}, {long_date(letterhead.date, speech.language)}"


def signature_block(letterhead: Letterhead, speech: Speech) -> SignatureBlock:
    """Who signs, and to whom it goes."""
    return SignatureBlock(
        title=letterhead.signer_title or (_DOTS * 2,),
        name=letterhead.signer_name or _DOTS,
        recipients_title=speech.gettext("Recipients:"),
        recipients=letterhead.recipients or (_DOTS, speech.gettext("Files: office")),
    )
