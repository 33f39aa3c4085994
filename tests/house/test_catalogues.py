from __future__ import annotations

import pytest
from babel.messages.catalog import Message

import catalogues

SAME_IN_VIETNAMESE = {
    "CSV",
    "DOCX",
    "English",
    "HTML",
    "JSON",
    "PAR INDEX",
    "PDF",
    "SHA-256",
    "Tiếng Việt",
    "XLSX",
    "YAML",
    "parindex",
}


def test_catalogues_hold_what_the_sources_ask_for() -> None:
    """Vietnamese is complete, no catalogue lacks or keeps a message, and translations fill the same places."""
    assert [] == catalogues.check()


def test_vietnamese_is_not_english() -> None:
    """A Vietnamese sentence differs from the English one it stands for, save for the few names listed above."""
    same = {
        message.id
        for domain in catalogues.domains()
        for message in catalogues.read(domain, "vi")
        if message.id and catalogues.strings(message.id)[0] in catalogues.strings(message.string)
        if any(letter.isalpha() for letter in catalogues.NAMED.sub("", catalogues.strings(message.id)[0]))
    }

    assert set() == same - SAME_IN_VIETNAMESE


def test_messages_are_whole_sentences_with_named_places() -> None:
    """No message counts on the order of its values, which differs between languages."""
    found = [
        message.id
        for domain in catalogues.domains()
        for message in catalogues.wanted(domain)
        for text in catalogues.strings(message.id)
        if "%s" in text or "%d" in text or "{}" in text
    ]

    assert [] == found


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        pytest.param(Message("Score", "Chấm điểm"), [], id="fine"),
        pytest.param(Message("Score", ""), ["has no translation"], id="missing"),
        pytest.param(Message(("%(n)s unit", "%(n)s units"), ("%(n)s đơn vị",)), [], id="plural"),
        pytest.param(Message(("%(n)s unit", "%(n)s units"), ("",)), ["has no translation"], id="plural missing"),
        pytest.param(
            Message("%(code)s adds up to %(sum)s", "%(code)s cộng lại thành %(total)s"),
            ["asks for ['code', 'sum'], its translation for ['code', 'total']"],
            id="other place",
        ),
        pytest.param(
            Message("{code} is not known", "không có {mã}"),
            ["asks for ['code'], its translation for ['mã']"],
            id="translated place",
        ),
        pytest.param(Message("Score", "Chấm", flags={"fuzzy"}), ["is marked as doubtful"], id="doubtful"),
    ],
)
def test_every_fault_of_a_message_is_told(message: Message, expected: list[str]) -> None:
    """A message that is missing, doubtful or fills other places than its sentence is a fault."""
    assert expected == list(catalogues.check_message(message, must_exist=True))


def test_a_percent_sign_of_a_module_is_doubled_only_where_values_are_put_in() -> None:
    """``%%`` is read as one sign only in messages with values (and in template blocks); else people see both."""
    found = [
        message.id
        for domain in catalogues.domains()
        for language in ("vi", "en")
        for message in catalogues.read(domain, language)
        if "python-format" not in message.flags and all(file.endswith(".py") for file, _ in message.locations)
        for text in catalogues.strings(message.string)
        if "%%" in text
    ]

    assert [] == found
