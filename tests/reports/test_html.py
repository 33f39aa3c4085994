from __future__ import annotations

from html.parser import HTMLParser

import pytest

from outline_samples import small_result
from parindex.engine.index.unit import UnitResult
from parindex.reports.documents import render


class Page(HTMLParser):
    """The tags of a page with their attributes, its text, and what each ``data`` element shows."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.shown: list[tuple[str | None, str]] = []
        self._exact: str | None = None
        self.feed(content.decode())

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """Remember a tag."""
        self.tags.append((tag, dict(attributes)))
        self._exact = dict(attributes).get("value") if tag == "data" else None

    def handle_data(self, data: str) -> None:
        """Remember what a number shows."""
        if self._exact is not None:
            self.shown.append((self._exact, data))
            self._exact = None

    def attributes(self, tag: str, name: str) -> list[str]:
        """Values of an attribute of all tags of a name."""
        return [value for found, given in self.tags if found == tag and (value := given.get(name)) is not None]


@pytest.fixture(scope="module")
def page(ha_noi: UnitResult) -> Page:
    """Hà Nội 2023."""
    return Page(render(ha_noi, kind="result", form="html"))


def test_anchors_are_the_keys_and_every_link_arrives(page: Page, ha_noi: UnitResult) -> None:
    """``#1.7`` opens where 1.7 explains itself."""
    anchors = page.attributes("tr", "id")
    links = {address.removeprefix("#") for address in page.attributes("a", "href")}

    assert sorted(ha_noi.keys()) == sorted(anchors)
    assert links <= set(anchors)
    assert len(links) > 100


def test_the_page_stands_alone(page: Page) -> None:
    """No script, nothing fetched, no handler; it also forbids itself to do so."""
    names = {tag for tag, _attributes in page.tags}

    assert not names & {"script", "link", "img", "iframe", "object", "form", "base"}
    assert not [name for _tag, attributes in page.tags for name in attributes if name.startswith("on")]
    assert any("default-src 'none'" in content for content in page.attributes("meta", "content"))


def test_tables_name_themselves_and_their_heads(page: Page) -> None:
    """Captions, and heads of columns and rows, for those who hear the page."""
    names = [tag for tag, _attributes in page.tags]

    assert 3 == names.count("caption")
    assert {"col", "row", "rowgroup"} == set(page.attributes("th", "scope"))


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_page_says_its_language(language: str) -> None:
    """Screen readers pronounce it right."""
    assert [language] == Page(render(small_result(), kind="result", form="html", language=language)).attributes(
        "html", "lang"
    )


def test_numbers_carry_their_exact_value(page: Page) -> None:
    """What is printed rounded is there for programs as the fraction it is: 1,5 × 209,6 ÷ 214."""
    assert ("786/535", "1,47") in page.shown
