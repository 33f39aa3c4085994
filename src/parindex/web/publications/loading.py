"""Loading what comes with the program: the register, the published results, the demonstration province.

Loading twice changes nothing, and a load that breaks off leaves nothing half-written.
"""

from __future__ import annotations

from django.db import transaction

from parindex.files.intake import LIBRARY, library_ids
from parindex.web.criteria.actions import store_criteria_set
from parindex.web.publications.actions import publish
from parindex.web.publications.cases import criteria_file, hanoi, library_set, ranked_again
from parindex.web.publications.demonstration import minh_hoa, register_minh_hoa
from parindex.web.publications.printed import publications_of, read_results
from parindex.web.publications.register import load_register

# The report on Hà Nội is quoted beside its computed results; how precisely figures were printed is no table.
QUOTED_ELSEWHERE = frozenset({"ha-noi-2023", "printed-precision"})


@transaction.atomic
def load_sets() -> None:
    """Every criteria set of the library, those without results too."""
    for name in library_ids():
        store_criteria_set(library_set(name), criteria_file(name))


@transaction.atomic
def load_real() -> None:
    """The register of provinces, every criteria set, and the real results, computed again where they can be."""
    load_register(LIBRARY / "units" / "provinces-2025.yaml")
    load_sets()
    for found in hanoi():
        publish(found.record, found.blocks)
    for path in sorted((LIBRARY / "published").glob("*.yaml")):
        if path.stem not in QUOTED_ELSEWHERE:
            for found in publications_of(read_results(path)):
                again = ranked_again(found)
                publish(again.record, again.blocks)


@transaction.atomic
def load_demonstration() -> None:
    """The demonstration province: its units with what became of them, and its results."""
    register_minh_hoa()
    for found in minh_hoa():
        publish(found.record, found.blocks)
