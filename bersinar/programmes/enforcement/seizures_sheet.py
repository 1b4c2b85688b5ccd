"""Seizures one by one, as the platform for individual drug seizures asks for them (domain notes, part 9).

No official form was found in a source: the columns are those that were named, in English, since the sheet leaves the
country. No person stands in it, no number of a case and no place finer than the kabupaten or kota.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from bersinar.foundation.codelists.lists import attribute
from bersinar.foundation.regions.models import Region

from .models import M2_PER_HA, MILLIONTHS, Case, Exhibit, Route, standing

TITLES = (
    "seizure_id", "date", "country", "province", "district", "drug", "drug_class", "form", "quantity", "unit",
    "weight", "departure", "transit", "destination", "transport", "concealment", "markings", "persons_arrested",
    "nationalities",
)  # fmt: skip
NUMBERS = tuple(title in ("quantity", "persons_arrested") for title in TITLES)


def rows_of(exhibits: Iterable[Exhibit]) -> Iterator[list[str]]:
    """A row for each exhibit, whose case, suspects and network's routes have been read with it."""
    exhibits = list(exhibits)
    places = _places({exhibit.case.place_id for exhibit in exhibits})
    for exhibit in exhibits:
        yield _row(exhibit, *places[exhibit.case.place_id])


def _row(exhibit: Exhibit, province: str, district: str) -> list[str]:
    case, route = exhibit.case, _route(exhibit.case)
    arrested = [suspect for suspect in standing(case.suspects.all()) if suspect.is_counted]
    amount, unit = _amount(exhibit)
    stops = route.stops if route else []
    return [
        str(exhibit.pk), f"{exhibit.seized_on:%Y-%m-%d}", "ID", province, district, exhibit.substance,
        str(attribute("substance", exhibit.substance, "unodc", "")), exhibit.form, amount, unit,
        exhibit.aspect if unit in ("g", "ml") else "", stops[0] if stops else "", " ".join(stops[1:-1]),
        stops[-1] if stops else "", *(" ".join(getattr(route, name)) if route else "" for name in _HOW),
        str(len(arrested)), " ".join(sorted({suspect.nationality for suspect in arrested})),
    ]  # fmt: skip


_HOW = ("means", "concealment", "markings")


def _route(case: Case) -> Route | None:
    """How it came: only where the case's network has one route; of several nobody knows which."""
    routes = standing(case.network.routes.all()) if case.network else []
    return routes[0] if len(routes) == 1 else None


def _amount(exhibit: Exhibit) -> tuple[str, str]:
    """The exact amount with a comma, as the export reads numbers, and its unit; fields in hectares."""
    exact = Decimal(exhibit.amount) / MILLIONTHS
    exact, unit = (exact / M2_PER_HA, "ha") if exhibit.unit == "m2" else (exact, exhibit.unit)
    return f"{exact.normalize():f}".replace(".", ","), unit


def _places(codes: set[str]) -> dict[str, tuple[str, str]]:
    """(province, kabupaten or kota) by name for each code of a region, however fine it is."""
    wanted = {part for code in codes for part in (_upto(code, 1), _upto(code, 2))}
    names = dict(Region.objects.filter(pk__in=wanted).values_list("code", "name"))
    return {code: (names.get(_upto(code, 1), ""), names.get(_upto(code, 2), "")) for code in codes}


def _upto(code: str, levels: int) -> str:
    return ".".join(code.split(".")[:levels])
