"""What the offices' heads and planners settle about their reports: explanations of checks, one factor set."""

from __future__ import annotations

from bersinar.figures.models import FactorSet
from bersinar.figures.reports.actions import choose_factors, explain_check

from .stage import YEARS, Stage

_EXPLAINED = {
    "bnnk-oki": {
        "institutions-tested-named": "Sumber menyebut sembilan instansi, tetapi hanya enam dengan nama dan jumlah orang; "
        "tiga lainnya dicatat tanpa nama dan tanpa jumlah.",
        "institutions-reached-named": "Sumber menyebut delapan belas instansi, tetapi hanya enam dengan nama; dua belas "
        "lainnya dicatat tanpa nama.",
    },
}


def play(stage: Stage) -> None:
    """Write the explanations; Lumajang chooses the set under which three kilograms are six thousand persons."""
    for code, explained in _EXPLAINED.items():
        for check_code, text in explained.items():
            explain_check(
                office=stage.office(code),
                year=YEARS[code],
                check_code=check_code,
                text=text,
                by=stage.person(code, "perencana"),
            )
    choose_factors(
        office=stage.office("bnnk-lumajang"), year=2022, by=stage.person("bnnk-lumajang", "kepala"),
        factor_set=FactorSet.objects.get(name="Sabu 2 orang per gram").pk,
    )  # fmt: skip
