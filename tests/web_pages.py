"""Every address of the site: who may open it, what to open it with, and how many queries it may ask.

A test walks the addresses and fails for a URL name that is not listed here.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from django.urls import reverse

EVERYONE = "everyone"
Arguments = dict[str, str | int]

HANOI: Arguments = {"unit": "ha-noi", "year": 2023, "criteria_set": "province-2022"}
DEPARTMENT: Arguments = {"unit": "minh-hoa-so-y-te", "year": 2024, "criteria_set": "department-demo"}
HOA_BINH: Arguments = {"publication": "hoa-binh-2024"}
RANKING: Arguments = {"publication": "hoa-binh-2024", "block": "departments-2024"}
COMMUNES: Arguments = {"publication": "minh-hoa-2025", "block": "communes"}
SET: Arguments = {"criteria_set": "province-2022"}
BY_DOMAIN: Arguments = {**HANOI, "criteria_set": "province-2022-by-domain"}
FIGURES = [
    {**HANOI, "figure": "1.7"},
    {**HANOI, "figure": "index"},
    {**HANOI, "figure": "1.percent"},
    {**HANOI, "figure": "6.1.1"},
    {**BY_DOMAIN, "figure": "tree"},
    {**DEPARTMENT, "figure": "2.4.1"},
    {**DEPARTMENT, "figure": "bonus"},
]


@dataclass(frozen=True, slots=True)
class Page:
    """An address by its URL name.

    Attributes:
        queries: At most so many are asked.
        samples: Arguments to open it with; each sample is opened.
        names: Which arguments name something published, so that it must not be found before it is public.
        is_page: Whether people read it in a browser, so that it is looked at there.
        who: Who may open it.
        asked: What is asked after the address (``q=hoa+binh``).
    """

    queries: int
    samples: tuple[Arguments, ...] = ({},)
    is_page: bool = True
    who: str = EVERYONE
    asked: str = ""


PAGES: dict[str, Page] = {
    "ui:favicon": Page(0, is_page=False),
    "publications:list": Page(14),
    "publications:search": Page(12, asked="q=hoa+binh"),
    "publications:data": Page(6),
    "publications:api": Page(0),
    "publications:accessibility": Page(0),
    "publications:method": Page(8),
    "publications:compare": Page(20),
    "publications:rankings": Page(8),
    "publications:units": Page(12),
    "publications:unit": Page(15, ({"unit": "ha-noi"}, {"unit": "hoa-binh"}, {"unit": "minh-hoa-so-y-te"})),
    "publications:ranking": Page(
        15, (RANKING, COMMUNES, {"publication": "ha-tinh-2023", "block": "departments-2023"}), asked="q=so"
    ),
    "publications:result": Page(15, (HANOI, BY_DOMAIN, DEPARTMENT)),
    "publications:figure": Page(15, tuple(FIGURES)),
    "criteria:list": Page(6),
    "criteria:set": Page(6, (SET, {"criteria_set": "department-demo"})),
    "criteria:node": Page(8, ({**SET, "code": "1.7"}, {**SET, "code": "2"})),
    "criteria:difference": Page(8, ({"old": "province-2020", "new": "province-2022"},)),
    "criteria:file": Page(4, ({**SET, "form": "xlsx"},), is_page=False),
    "criteria:file_hash": Page(4, ({**SET, "form": "xlsx"},), is_page=False),
    "publications:publication": Page(6, (HOA_BINH, {"publication": "ha-noi-2023"}, {"publication": "minh-hoa-2025"})),
    "publications:publication_file": Page(8, ({**HOA_BINH, "form": "json"},), is_page=False),
    "publications:publication_file_hash": Page(8, ({**HOA_BINH, "form": "csv"},), is_page=False),
    "publications:ranking_file": Page(4, ({**RANKING, "form": "csv"},), is_page=False),
    "publications:ranking_file_hash": Page(4, ({**RANKING, "form": "csv"},), is_page=False),
    "publications:result_file": Page(3, ({**HANOI, "form": "json"},), is_page=False),
    "publications:result_file_hash": Page(3, ({**HANOI, "form": "json"},), is_page=False),
    "publications:figure_file": Page(2, ({**HANOI, "figure": "1.7", "form": "json"},), is_page=False),
    "publications:figure_file_hash": Page(2, ({**HANOI, "figure": "1.7", "form": "json"},), is_page=False),
}


@dataclass(frozen=True, slots=True)
class Opened:
    """One sample of a page: its URL name and address."""

    name: str
    address: str
    page: Page = field(repr=False)

    def __str__(self) -> str:
        return self.address


def opened() -> list[Opened]:
    """Every sample of every page."""
    found = []
    for name, page in PAGES.items():
        for arguments in page.samples:
            address = reverse(name, kwargs=arguments) + (f"?{page.asked}" if page.asked else "")
            found.append(Opened(name, address, page))
    return found
