"""What the store of evidence held on a day: a figure like any other, asked for one day instead of a year's last."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render

from bersinar.figures.indicators.evaluate import Coverage, Figure, evaluate
from bersinar.figures.indicators.printing import in_words
from bersinar.foundation.access.doors import needs, user_of
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.codelists.lists import label
from bersinar.foundation.offices.models import Office

_SPLIT = ("substance", "unit", "aspect")


class DayForm(forms.Form):
    """The day that is asked for: today or one that has been."""

    tanggal = forms.DateField(
        label="Keadaan pada tanggal", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": "Isi tanggalnya.", "invalid": "Tulis tanggal sebagai hari-bulan-tahun."},
    )  # fmt: skip

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_tanggal(self) -> date:
        day: date = self.cleaned_data["tanggal"]
        if day > self.today:
            raise forms.ValidationError("Tanggal ini belum tiba.")
        return day


@needs(Permission.ENFORCEMENT_READ)
def stock(request: HttpRequest) -> HttpResponseBase:
    """The stock of the reader's own office, by substance, unit, net and gross."""
    office = user_of(request).offices_with(Permission.ENFORCEMENT_READ)[0]
    today = office.local_day()
    asked = request.GET if "tanggal" in request.GET else {"tanggal": today.isoformat()}
    form = DayForm(asked, today=today)
    rows = stock_of(office, form.cleaned_data["tanggal"]) if form.is_valid() else []
    context = {"form": form, "rows": rows, "office": office, "day": form.cleaned_data.get("tanggal")}
    return render(request, "desk/stock.html", context, status=200 if form.is_valid() else 422)


def stock_of(office: Office, day: date) -> list[tuple[str, str, str]]:
    """(substance, net or gross, amount with its unit) of what an office's own store held at the end of a day."""
    coverage = Coverage(office, tree=False, until=day)
    figures = evaluate(coverage, day.year, ["enforcement.held"], by=_SPLIT, joint=False)
    return [_row(figure) for figure in figures if figure.by and figure.value]


def _row(figure: Figure) -> tuple[str, str, str]:
    said, weighed = figure.by, figure.unit in ("g", "ml")
    return label("substance", said["substance"]), label("aspect", said["aspect"]) if weighed else "", in_words(figure)
