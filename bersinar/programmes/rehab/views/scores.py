"""A client's scores over time: one chart and one table for each instrument that was filled in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render

from bersinar.catalogue.instruments import INSTRUMENTS
from bersinar.catalogue.instruments.declaring import HigherIs, Instrument, Scale
from bersinar.foundation.access.doors import needs, user_of
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.codelists.lists import label
from bersinar.foundation.ui.linechart import Chart, Line, line_chart

from ..models import Sheet
from .clients import CLIENT

_MEANS = {HigherIs.BETTER: "makin tinggi makin baik", HigherIs.WORSE: "makin tinggi makin berat", HigherIs.NEITHER: ""}


@dataclass(frozen=True)
class Told:
    """One instrument: its charts, and the table that holds every number."""

    title: str
    charts: Sequence[Chart]
    sheets: Sequence[tuple[UUID, str]]
    rows: Sequence[tuple[str, Sequence[tuple[str, str]]]]


@needs(Permission.REHAB_READ)
def scores(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """The scores of one client. Opening the page is written down."""
    user, client = user_of(request), CLIENT.get(request, pk)
    CLIENT.note_opened(user, [client], "membuka skor")
    sheets = client.final_sheets()
    told = [
        _told(instrument, of_it)
        for instrument in INSTRUMENTS.values()
        if (of_it := [sheet for sheet in sheets if sheet.instrument == instrument.code])
    ]
    context = {"record": client, "told": told, "back": CLIENT.url("", client.pk)}
    return render(request, "rehab/scores.html", context)


def _told(instrument: Instrument, sheets: Sequence[Sheet]) -> Told:
    scales = [scale for scale in instrument.scales if any(_value(sheet, scale) is not None for sheet in sheets)]
    heads = [(sheet.pk, _when(sheet)) for sheet in sheets]
    rows = [(scale.title, [(_when(sheet), _written(sheet, scale)) for sheet in sheets]) for scale in scales]
    drawn = [scale for scale in scales if not _is_idle(scale, sheets)]
    return Told(instrument.title, list(_charts(instrument, drawn, sheets)), heads, rows)


def _is_idle(scale: Scale, sheets: Sequence[Sheet]) -> bool:
    """Whether there was never anything on a scale of burden: nine substances nobody used would hide the tenth's line."""
    return scale.higher_is is HigherIs.WORSE and all(_value(sheet, scale) in (None, scale.least) for sheet in sheets)


def _when(sheet: Sheet) -> str:
    phase = f" ({label('sheet_phase', sheet.phase).lower()})" if sheet.phase else ""
    return f"{sheet.taken_on:%d-%m-%Y}{phase}"


def _charts(instrument: Instrument, scales: Sequence[Scale], sheets: Sequence[Sheet]) -> Iterator[Chart]:
    """One chart for scales that begin at the same value and point the same way: they can share an axis."""
    for least, means in dict.fromkeys((scale.least, scale.higher_is) for scale in scales):
        together = [scale for scale in scales if (scale.least, scale.higher_is) == (least, means)]
        lines = [Line(scale.title, list(_points(sheets, scale))) for scale in together]
        most = max(scale.most for scale in together)
        title = f"{instrument.title}, skala {least} sampai {most}"
        if chart := line_chart(title, _MEANS[means], lines, least, most):
            yield chart


def _points(sheets: Sequence[Sheet], scale: Scale) -> Iterator[tuple[date, Decimal]]:
    for sheet in sheets:
        if (value := _value(sheet, scale)) is not None:
            yield sheet.taken_on, value


def _value(sheet: Sheet, scale: Scale) -> Decimal | None:
    value = sheet.values.get(scale.code)
    return None if value is None else Decimal(value)


def _written(sheet: Sheet, scale: Scale) -> str:
    value, band = sheet.values.get(scale.code), sheet.bands.get(scale.code)
    shown = "–" if value is None else str(value).replace(".", ",")
    return f"{shown} ({sheet.rule.words[band]})" if band else shown
