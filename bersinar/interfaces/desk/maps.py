"""Where the work is done: activities, tests and places by region, as tiles with their numbers and as a map.

Never anything of a closed side: no client, no case. Tiles and table say every number; colour only repeats them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from bersinar.catalogue.arithmetic import rounded
from bersinar.catalogue.declaring import How, Indicator, Publication
from bersinar.catalogue.indicators import INDICATORS
from bersinar.figures.indicators.disclosure import side_of
from bersinar.figures.indicators.evaluate import evaluate
from bersinar.figures.indicators.printing import unit_words
from bersinar.foundation.access.doors import needs, user_of
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.offices.boundaries import level_below, load_boundaries, regions_shown
from bersinar.foundation.regions.models import Boundary, Region, RegionLevel
from bersinar.foundation.regions.outlines import Outline, provinces
from bersinar.foundation.ui.forms import bring_back
from bersinar.foundation.ui.numbers import write_number
from bersinar.foundation.wire.refusals import Refusal

from .choosing import Choice, choose
from .offices import office_of

SHADES = 5
_WIDE = 1000.0  # units of the drawing
_NAMES = {
    RegionLevel.PROVINCE: "provinsi",
    RegionLevel.REGENCY: "kabupaten dan kota",
    RegionLevel.DISTRICT: "kecamatan",
}
# Column and row of each province on a grid that keeps neighbours near: laid by hand.
_GRID = {
    "11": (1, 1), "12": (1, 2), "13": (1, 3), "14": (2, 2), "21": (3, 2), "15": (2, 3), "17": (2, 4), "16": (3, 3), "19": (4, 3),
    "18": (3, 4), "36": (4, 5), "31": (5, 5), "32": (5, 6), "33": (6, 6), "34": (6, 7), "35": (7, 6), "51": (8, 6), "52": (9, 6),
    "53": (10, 6), "61": (5, 2), "62": (6, 3), "63": (7, 3), "64": (7, 2), "65": (7, 1), "71": (10, 1), "75": (9, 1), "72": (9, 2),
    "76": (8, 3), "73": (9, 4), "74": (10, 4), "82": (11, 2), "81": (11, 4), "96": (12, 2), "92": (12, 3), "94": (13, 3), "91": (14, 2),
    "95": (14, 3), "93": (14, 4),
}  # fmt: skip


@dataclass(frozen=True)
class Tile:
    """One region with its number; `shade` is 0 where nothing was recorded, else 1 to SHADES."""

    code: str
    name: str
    value: Decimal | None  # None where nothing was recorded
    shade: int
    column: int = 0
    row: int = 0

    @property
    def words(self) -> str:
        return "–" if self.value is None else write_number(self.value)


def drawable() -> list[Indicator]:
    """What a map may show: sums of the open side that know their place. Neither clients nor cases, ever."""
    return [
        one
        for one in INDICATORS.values()
        if "place" in one.splits
        and one.how is How.SUM
        and one.publication is Publication.OPEN
        and side_of(one) == "open"
    ]


@needs(Permission.FIGURES_READ)
def map_page(request: HttpRequest) -> HttpResponseBase:
    """One figure of an office and a year by region."""
    choice = choose(request)
    offered = drawable()
    code = request.GET.get("indikator", "") or offered[0].code
    one = next((each for each in offered if each.code == code), None)
    if one is None:
        raise Http404
    level = level_below(choice.office)
    parts = regions_shown(choice.office)
    places = _places(choice, one)
    values, elsewhere = _by_region(places, parts)
    tiles = _tiles(one, parts, values)
    shades = {tile.code: tile.shade for tile in tiles}
    outlines = list(_outlines(parts, level))
    context = {
        "choice": choice, "one": one, "indicators": [(each.code, each.title) for each in offered], "tiles": tiles,
        "drawn": _drawn(outlines, shades, f"{one.title} menurut {_NAMES[level]}") if outlines else "",
        "is_shipped": level == RegionLevel.PROVINCE, "level": _NAMES[level], "unit": unit_words(one.unit),
        "elsewhere": write_number(rounded(elsewhere, one.decimals)) if elsewhere else "", "rows": _rows(choice, one, places), "has_grid": level == RegionLevel.PROVINCE,
        "legend": _legend(tiles), "columns": range(1, 15), "sources": _sources(parts),
        "may_load": choice.office.pk in user_of(request).scope(Permission.OFFICES_MANAGE),
    }  # fmt: skip
    return render(request, "desk/map.html", context)


def _places(choice: Choice, one: Indicator) -> dict[str, Fraction]:
    """The figure by place as it was recorded: a village where that is known, else what lies above it."""
    figures = evaluate(choice.coverage, choice.year, [one.code], by=["place"], joint=False)
    parts = [figure for figure in figures if figure.scope == "part" and figure.exact]
    return {figure.by["place"]: figure.exact or Fraction(0) for figure in parts}


def _by_region(places: Mapping[str, Fraction], parts: Mapping[str, str]) -> tuple[dict[str, Fraction], Fraction]:
    """The figure by the regions shown, and what was recorded without one of them."""
    found: dict[str, Fraction] = {}
    elsewhere = Fraction(0)
    depth = len(next(iter(parts), "").split("."))
    for place, value in places.items():
        region = ".".join(place.split(".")[:depth])
        if region in parts:
            found[region] = found.get(region, Fraction(0)) + value
        else:
            elsewhere += value
    return found, elsewhere


def _rows(choice: Choice, one: Indicator, places: Mapping[str, Fraction]) -> list[tuple[str, str, str]]:
    """Every place as it was recorded: (name, number, address of its trace)."""
    names = dict(Region.objects.filter(code__in=places).values_list("code", "name"))
    trace = reverse("desk:trace", args=[one.code])
    told = []
    for place, value in sorted(places.items()):
        query = urlencode({"kantor": choice.office.code, "tahun": choice.year, "cakupan": choice.cover, "place": place})
        told.append((names.get(place, "tanpa wilayah"), write_number(rounded(value, one.decimals)), f"{trace}?{query}"))
    return told


def _tiles(one: Indicator, parts: Mapping[str, str], values: Mapping[str, Fraction]) -> list[Tile]:
    most = max(values.values(), default=Fraction(0))
    tiles = []
    for code, name in parts.items():
        value, (column, row) = values.get(code), _GRID.get(code, (0, 0))
        told = None if value is None else rounded(value, one.decimals)
        tiles.append(Tile(code, name, told, _shade(value or Fraction(0), most), column, row))
    return tiles


def _shade(value: Fraction, most: Fraction) -> int:
    """In which fifth of the largest value a value lies; nought is a shade of its own."""
    if value <= 0 or most <= 0:
        return 0
    return min(SHADES, 1 + int(value * SHADES / most) - (1 if value == most else 0))


def _legend(tiles: Sequence[Tile]) -> list[tuple[int, str]]:
    """(shade, from what to what), for the shades that occur."""
    said = []
    for shade in range(SHADES + 1):
        if shade == 0 and any(tile.shade == 0 for tile in tiles):
            said.append((0, "belum ada"))
        held = [tile.value for tile in tiles if tile.shade == shade and tile.value is not None]
        if not held or shade == 0:
            continue
        low, high = write_number(min(held)), write_number(max(held))
        said.append((shade, low if low == high else f"{low} sampai {high}"))
    return said


def _outlines(parts: Mapping[str, str], level: RegionLevel) -> Iterable[Outline]:
    if level == RegionLevel.PROVINCE:
        yield from provinces()
        return
    for region, rings in Boundary.objects.filter(region_id__in=parts).values_list("region_id", "rings"):
        yield Outline((region,), rings)


def _sources(parts: Mapping[str, str]) -> list[str]:
    found = Boundary.objects.filter(region_id__in=parts).values_list("source", flat=True).distinct()
    return sorted(found.order_by())


def _drawn(outlines: Sequence[Outline], shades: Mapping[str, int], title: str) -> SafeString:
    """The shapes as one picture without styles or scripts. A shape of several regions takes the darkest of theirs."""
    points = [point for one in outlines for ring in one.rings for point in ring]
    west, east = min(p[0] for p in points), max(p[0] for p in points)
    south, north = min(p[1] for p in points), max(p[1] for p in points)
    scale = _WIDE / max(east - west, 0.0001)
    high = (north - south) * scale

    def path(one: Outline) -> str:
        return "".join(
            "M" + "L".join(f"{(x - west) * scale:.1f} {(north - y) * scale:.1f}" for x, y in ring) + "Z"
            for ring in one.rings
        )

    shapes = format_html_join(
        "", '<path class="shade-{}" d="{}"></path>',
        ((max((shades.get(code, 0) for code in one.regions), default=0), path(one)) for one in outlines),
    )  # fmt: skip
    box = f"0 0 {_WIDE:.0f} {high:.0f}"
    return format_html('<svg class="region-map" viewBox="{}" role="img" aria-label="{}">{}</svg>', box, title, shapes)


# --- an office's own boundaries ---------------------------------------------------------------------------------------


class BoundariesForm(forms.Form):
    file = forms.FileField(
        label="Berkas GeoJSON", help_text="Batas kabupaten, kecamatan, atau desa dalam WGS 84; paling banyak 10 MB."
    )
    source = forms.CharField(
        label="Sumber peta", max_length=160, help_text="Dicantumkan di bawah peta. Contoh: BIG 2024."
    )


@needs(Permission.OFFICES_MANAGE)
def boundaries(request: HttpRequest, code: str) -> HttpResponseBase:
    """Load the outlines of an office's service area."""
    by = user_of(request)
    office = office_of(by, code)
    form = BoundariesForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        sent, source = form.cleaned_data["file"], form.cleaned_data["source"]
        try:
            loaded, strangers = load_boundaries(office=office, content=sent.read(), source=source, by=by)
        except Refusal as refusal:
            bring_back(form, refusal)
        else:
            messages.success(request, f"Batas {write_number(loaded)} wilayah tersimpan.")
            if strangers:
                named = ", ".join(strangers[:5])
                messages.warning(
                    request, f"{write_number(len(strangers))} bukan wilayah kerja ini dan dilewati: {named}."
                )
            return redirect("desk:office", code)
    context = {"form": form, "office": office, "title": f"Batas wilayah {office.short_name}"}
    return render(request, "desk/office_form.html", context, status=422 if form.is_bound else 200)
