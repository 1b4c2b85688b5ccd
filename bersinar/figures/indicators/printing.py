"""Figures and explanations as the command line prints them: JSON, CSV, tables. Numbers are strings."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import Any

from bersinar.catalogue.arithmetic import rounded
from bersinar.catalogue.declaring import How, Indicator
from bersinar.catalogue.kinds import KINDS
from bersinar.foundation.codelists.lists import label
from bersinar.foundation.ui.numbers import write_number

from .cells import counts_persons
from .evaluate import Coverage, Figure, plain
from .explain import Explanation, Line


def exact_text(value: Fraction) -> str:
    """A quantity in display units, without trailing zeros: quantities are whole numbers of their scale."""
    text = f"{Decimal(value.numerator) / Decimal(value.denominator):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def value_text(value: Fraction | None, one: Indicator) -> str | None:
    return None if value is None else plain(rounded(value, one.decimals), one)


def as_of_json(coverage: Coverage) -> dict[str, Any]:
    return {"edition": None, "offices": coverage.positions()}


def figure_json(figure: Figure) -> dict[str, Any]:
    """One row of `figures`. Target and achievement stand on totals."""
    total = figure.scope == "total"
    return {
        "indicator": figure.indicator.code, "value": figure.text, "unit": figure.unit, "by": dict(figure.by), "scope": figure.scope,
        "target": None if figure.target is None or not total else exact_text(figure.target),
        "achievement": None if figure.achievement is None or not total else f"{figure.achievement:f}",
        "basis": figure.basis, "bound": figure.bound, "n": figure.n,
    }  # fmt: skip


def figures_json(coverage: Coverage, year: int, figures: Iterable[Figure]) -> dict[str, Any]:
    """What `bersinar figures --format json` prints."""
    return {
        "office": coverage.office.code, "year": year, "coverage": "tree" if coverage.tree else "own", "as_of": as_of_json(coverage),
        "figures": [figure_json(figure) for figure in figures],
    }  # fmt: skip


def figures_csv(figures: Iterable[Figure]) -> str:
    """One row a figure, the same keys as the JSON; `by` as "dimension=value" joined by ";"."""
    out = io.StringIO()
    names = ["indicator", "value", "unit", "by", "scope", "target", "achievement", "basis", "bound", "n"]
    writer = csv.DictWriter(out, names, lineterminator="\n")
    writer.writeheader()
    for figure in figures:
        row = figure_json(figure)
        row["by"] = ";".join(f"{key}={value}" for key, value in row["by"].items())
        writer.writerow(row)
    return out.getvalue()


_FINE = (How.MEAN, How.MEAN_OF_MEANS, How.RATIO)


def in_words(figure: Figure) -> str:
    """A figure as a person reads it: "sedikitnya 108 orang", "belum ada catatan"."""
    if figure.value is None:
        return "belum ada catatan"
    if figure.exact == 0 and figure.bound == "min":
        return "ada, jumlah tidak disebut"
    bound = {"min": "sedikitnya ", "max": "paling banyak ", "about": "sekitar "}.get(figure.bound or "", "")
    # An index or a percentage keeps its zeros: 3,20 says how finely it was measured.
    number = write_number(
        Decimal(plain(figure.value, figure.indicator)),
        figure.indicator.decimals if figure.indicator.how in _FINE else None,
    )
    return f"{bound}{number} {unit_words(figure.unit)}".strip()


def n_words(figure: Figure) -> str:
    """What stands beside every mean, share and index: of how many it speaks, "n = 98"; nothing beside a count."""
    if figure.n is None or figure.value is None:
        return ""
    of = ""
    if figure.unit == "index":
        of = " lembar" if figure.indicator.how is How.MEAN_OF_MEANS else " pengukuran"
    return f"n = {write_number(figure.n)}{of}"


def with_n(words: str, figure: Figure | None) -> str:
    """Words with the n of the figure that they speak of, where it has one."""
    return f"{words} ({n})" if figure is not None and (n := n_words(figure)) else words


def unit_words(unit: str) -> str:
    """The Indonesian label of a unit; an index has none beside its number."""
    return "" if unit == "index" else label("unit", unit)


def figures_table(coverage: Coverage, year: int, figures: Iterable[Figure]) -> str:
    """A plain table for a terminal."""
    lines, told = [f"{coverage.name}, {year}", ""], list(figures)
    for figure in told:
        named = ", ".join(dimension_words(dim, value, figure.indicator) for dim, value in figure.by.items())
        title = figure.indicator.title if not named else f"  {named}"
        title += " (bersama)" if figure.scope == "joint" else ""
        target = ""
        if figure.target is not None and figure.achievement is not None:
            target = f"  target {write_number(Decimal(exact_text(figure.target)))}, capaian {write_number(figure.achievement, 2)}%"
        estimated = " (perkiraan)" if figure.basis == "estimated" else ""
        of = f"  {n}" if (n := n_words(figure)) else ""
        lines.append(f"{title[:58]:<58} {in_words(figure):>28}{of}{estimated}{target}")
    lines += [f"\n{note}" for note in sifted_notes(coverage, year, [f for f in told if f.scope == "total"])]
    return "\n".join(lines) + "\n"


def sifted_notes(coverage: Coverage, year: int, figures: Iterable[Figure]) -> list[str]:
    """The footnote of those figures that count persons of several offices: how far these were sifted; or nothing."""
    titles = [
        figure.indicator.title for figure in figures if figure.exact is not None and counts_persons(figure.indicator)
    ]
    sifted = coverage.sifted(year) if titles else None
    return [f"{'; '.join(titles)}: {sifted.sentence}"] if sifted else []


_LISTS = {
    "sex": "sex", "age_band": "age_band", "substance": "substance", "environment": "environment", "aspect": "aspect", "unit": "unit",
}  # fmt: skip


def dimension_words(dimension: str, value: str, indicator: Indicator | None = None) -> str:
    """A dimension's value in Indonesian; "unknown" where the record does not say."""
    if value == "unknown":
        return "tidak dicatat"
    if dimension == "month" and value.isdigit():
        from bersinar.foundation.periods.calendar import MONTHS

        return MONTHS[int(value) - 1]
    if dimension == "place":
        return _place_name(value)
    if dimension == "office":
        from bersinar.foundation.offices.models import Office

        return Office.objects.filter(pk=value).values_list("short_name", flat=True).first() or value
    if indicator is not None and dimension in ("detail", "aspect"):
        for list_name in lists_of(indicator, dimension):
            found = label(list_name, value)
            if found != value:
                return found
    return label(_LISTS.get(dimension, dimension), value)


_PLACES: dict[str, str] = {}  # names of regions already asked for: an annex names the same few a hundred times


def _place_name(code: str) -> str:
    if code not in _PLACES:
        from bersinar.foundation.regions.models import Region

        name = Region.objects.filter(pk=code).values_list("name", flat=True).first()
        if name is None:
            return code
        _PLACES[code] = name
    return _PLACES[code]


# Which code list names the details and aspects of a room's facts. The lists belong to rooms; here they are only read.
_DETAILS: dict[str, dict[str, tuple[str, ...]]] = {
    "activities": {"detail": ("activity_type", "family_role", "family_left_reason"), "aspect": ("family_instrument",)},
    "community": {
        "detail": (
            "site_kind",
            "volunteer_kind",
            "regulation_kind",
            "site_funding",
            "own_action_kind",
            "policy_work_kind",
            "area_status",
        ),
        "aspect": ("area_status",),
    },
    "rehab": {
        "detail": (
            "pathway",
            "pathway_move",
            "closing_reason",
            "facility_owner",
            "aftercare_outcome",
            "risk_level",
            "quality_domain",
            "referral_goal",
            "session_type",
            "profile_state",
            "profile_ever_treated",
            "profile_living_with",
            "profile_children",
            "profile_housing",
            "profile_education",
            "profile_labour",
            "profile_route",
            "profile_days_30",
            "profile_age",
            "profile_further",
            "profile_injecting",
            "profile_sharing",
            "profile_test",
            "profile_substitution",
        ),
        "aspect": ("entry_path", "strengthening_kind", "sheet_setting", "session_mode", "profile_item"),
    },
    "ibm": {"detail": ("ibm_type",), "aspect": ("ibm_funding",)},
    "enforcement": {
        "detail": (
            "suspect_role",
            "network_scope",
            "unit",
            "goods_kind",
            "offence_article",
            "country",
            "tat_agency",
            "tat_place",
            "deadline",
        ),
        "aspect": ("aspect",),
    },
    "surveys": {"detail": ("survey_element",), "aspect": ("survey_service",)},
    "cooperation": {"detail": ("agreement_kind", "obstacle_category", "award_level")},
    "carecentre": {"detail": ("contact_purpose",), "aspect": ("contact_channel",)},
    "skhpn": {"detail": ("skhpn_purpose",)},
    "screening": {"detail": ("urine_panel", "kit_loss", "urine_parameter")},
}


def lists_of(indicator: Indicator, dimension: str) -> tuple[str, ...]:
    """The code lists that may name a detail or aspect of this indicator's facts."""
    return tuple(name for kind in indicator.kinds for name in _DETAILS.get(kind.room, {}).get(dimension, ()))


# What a split is by, where a room's word says it better than the dimension's: by kind of fact, else by room.
_SPLITS: dict[tuple[str, str], str] = {
    ("activities.family_member_enrolled", "detail"): "Peran", ("activities.family_left", "detail"): "Alasan keluar",
    ("community.area_recovered", "aspect"): "Status sebelumnya", ("community.area_recovered", "detail"): "Status",
    ("community.area_worsened", "aspect"): "Status sebelumnya", ("community.area_worsened", "detail"): "Status",
    ("community.area_entered", "detail"): "Status", ("community.area_left", "detail"): "Status",
    ("community.budget_set", "detail"): "Sumber dana", ("community.own_action_done", "detail"): "Aksi",
    ("community.own_people_reached", "detail"): "Aksi", ("community.policy_begun", "detail"): "Bentuk",
    ("surveys", "detail"): "Unsur", ("surveys", "aspect"): "Layanan",
    ("rehab.client_admitted", "detail"): "Jalur layanan", ("rehab.client_admitted", "aspect"): "Jalan masuk",
    ("rehab.client_admitted", "substance"): "Zat utama", ("rehab.episode_opened", "detail"): "Pemilik fasilitas",
    ("rehab.episode_closed", "detail"): "Alasan penutupan", ("rehab.pathway_changed", "detail"): "Perpindahan",
    ("rehab.stood_on_feet", "detail"): "Kemandirian", ("rehab.client_screened", "detail"): "Risiko",
    ("rehab.admission_waited", "aspect"): "Jalan masuk", ("rehab.profile_answered", "aspect"): "Butir",
    ("rehab.profile_answered", "detail"): "Jawaban", ("enforcement.suspect_named", "detail"): "Peran",
    ("enforcement.foreigner_named", "detail"): "Kewarganegaraan", ("enforcement.suspect_charged", "detail"): "Pasal",
    ("enforcement.money_seized", "detail"): "Jenis", ("enforcement.goods_seized", "detail"): "Jenis",
    ("enforcement.goods_valued", "detail"): "Jenis", ("enforcement.tat_requested", "detail"): "Yang meminta",
    ("enforcement.tat_completed", "detail"): "Yang meminta", ("enforcement.tat_recommended", "detail"): "Tempat yang disarankan",
}  # fmt: skip


def split_words(indicator: Indicator, dimension: str) -> str:
    """What a split of an indicator is by, in the words of the facts that it counts; empty where these have none."""
    found = {_SPLITS.get((kind.code, dimension)) or _SPLITS.get((kind.room, dimension), "") for kind in indicator.kinds}
    return found.pop() if len(found) == 1 else ""


def line_json(line: Line) -> dict[str, Any]:
    return {
        "office": line.office, "seq": line.seq, "day": line.day.isoformat(), "kind": line.kind, "quantity": exact_text(line.quantity),
        "sign": line.sign, "share": line.share, "basis": line.basis, "bound": line.bound, "dims": dict(line.dims),
        "source": {"kind": line.source[0], "id": line.source[1]} if line.source else None, "corrects": line.corrects,
    }  # fmt: skip


def explanation_json(coverage: Coverage, one: Explanation) -> dict[str, Any]:
    """One entry of `bersinar explain --format json`."""
    figure = one.figure
    told = {
        "indicator": one.indicator.code, "office": coverage.office.code, "year": one.year, "as_of": as_of_json(coverage),
        "value": figure.text, "unit": figure.unit, "how": one.indicator.how.value,
        "numerator": value_of_part(figure.numerator), "denominator": value_of_part(figure.denominator),
        "by": dict(figure.by), "scope": figure.scope, "grouped": one.grouped, "facts": [line_json(line) for line in one.lines],
    }  # fmt: skip
    if one.factors:
        told["factors"] = one.factors
    return told


def value_of_part(part: Fraction | None) -> str | None:
    return None if part is None else exact_text(part)


def explanation_table(coverage: Coverage, one: Explanation) -> str:
    """An explanation for a terminal."""
    named = ", ".join(dimension_words(dim, value, one.indicator) for dim, value in one.figure.by.items())
    head = f"{one.indicator.title}{f' ({named})' if named else ''}, {coverage.name}, {one.year}: {in_words(one.figure)}"
    lines = [with_n(head, one.figure), one.indicator.definition, *sifted_notes(coverage, one.year, [one.figure])]
    if one.grouped:
        lines.append("Fakta satuan tertutup; yang tampil jumlah per bulan.")
    for line in one.lines:
        dims = " ".join(f"{dim}={value}" for dim, value in line.dims.items() if dim != "subject")
        title = KINDS[line.kind].title
        lines.append(f"  {line.day:%Y-%m-%d} {line.office:<18} {exact_text(line.quantity):>12} {title} {dims}".rstrip())
    return "\n".join(lines) + "\n"
