"""Words of published results: kinds of units, states of a publication, why a unit has no rank."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext, gettext_lazy, ngettext

KINDS = {
    "ministry": gettext_lazy("Ministries"),
    "province": gettext_lazy("Provinces and cities"),
    "department": gettext_lazy("Departments"),
    "central_agency": gettext_lazy("Central agencies in a province"),
    "district": gettext_lazy("Districts (until 30 June 2025)"),
    "commune": gettext_lazy("Communes, wards and special zones"),
    "division": gettext_lazy("Divisions"),
    "region": gettext_lazy("Regions"),
}
ONE_OF_KIND = {
    "ministry": gettext_lazy("ministry"),
    "province": gettext_lazy("province"),
    "city": gettext_lazy("centrally run city"),
    "department": gettext_lazy("department"),
    "central_agency": gettext_lazy("central agency in the province"),
    "district": gettext_lazy("district"),
    "commune": gettext_lazy("commune"),
    "ward": gettext_lazy("ward"),
    "special_zone": gettext_lazy("special zone"),
    "division": gettext_lazy("division"),
    "region": gettext_lazy("region"),
}
_COUNTED: dict[str, Callable[[int], str]] = {
    "ministry": lambda n: ngettext("%(n)s ministry", "%(n)s ministries", n),
    "province": lambda n: ngettext("%(n)s province or city", "%(n)s provinces and cities", n),
    "department": lambda n: ngettext("%(n)s department", "%(n)s departments", n),
    "central_agency": lambda n: ngettext("%(n)s central agency", "%(n)s central agencies", n),
    "district": lambda n: ngettext("%(n)s district", "%(n)s districts", n),
    "commune": lambda n: ngettext("%(n)s commune", "%(n)s communes", n),
    "division": lambda n: ngettext("%(n)s division", "%(n)s divisions", n),
    "region": lambda n: ngettext("%(n)s region", "%(n)s regions", n),
}
_UNRANKED = {
    "scored_not_ranked": gettext_lazy("scored, not ranked"),
    "nothing_applicable": gettext_lazy("no criterion applies to it"),
    "incomplete": gettext_lazy("a value is not known"),
    "alone_in_block": gettext_lazy("alone in its block"),
}


def kind_name(kind: str) -> str:
    """What units of a kind are called together."""
    return str(KINDS.get(kind) or kind)


def kind_of_one(kind: str) -> str:
    """What one unit of a kind is."""
    return str(ONE_OF_KIND.get(kind) or kind)


def counted(kind: str, number: int) -> str:
    """So many units of a kind: "19 sở, ban, ngành"."""
    form = _COUNTED.get(kind, _units)
    return form(number) % {"n": number}


def _units(number: int) -> str:
    return ngettext("%(n)s unit", "%(n)s units", number)


def unranked_reason(reason: str, said: str = "") -> str:
    """Why a unit has no rank; the words of its sheet go first."""
    if said:
        return said
    return str(_UNRANKED.get(reason) or gettext("not ranked"))


ANSWERS = {
    "rat-tot": gettext_lazy("very good"),
    "tot": gettext_lazy("good"),
    "kha": gettext_lazy("fairly good"),
    "trung-binh": gettext_lazy("average"),
    "binh-thuong": gettext_lazy("ordinary"),
    "chua-tot": gettext_lazy("not good"),
    "kem": gettext_lazy("bad"),
    "yeu": gettext_lazy("weak"),
    "rat-hai-long": gettext_lazy("very satisfied"),
    "hai-long": gettext_lazy("satisfied"),
    "tam-duoc": gettext_lazy("acceptable"),
    "khong-hai-long": gettext_lazy("not satisfied"),
    "chua-hai-long": gettext_lazy("not satisfied yet"),
    "rat-dong-y": gettext_lazy("strongly agree"),
    "dong-y": gettext_lazy("agree"),
    "phan-van": gettext_lazy("undecided"),
    "khong-dong-y": gettext_lazy("disagree"),
    "rat-khong-dong-y": gettext_lazy("strongly disagree"),
    "khong-co": gettext_lazy("there is none"),
    "it": gettext_lazy("a little"),
    "pho-bien": gettext_lazy("widespread"),
    "khong-bao-gio": gettext_lazy("never"),
    "thinh-thoang": gettext_lazy("sometimes"),
    "thuong-xuyen": gettext_lazy("often"),
}


def answer_name(option: str) -> str:
    """What an answer of a survey says; a set has it only as an id, and one that is not known stays as it is."""
    return str(ANSWERS.get(option) or option.replace("-", " "))
