"""Pages of the words of the performance report; all of a year stand on one page of the desk."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from bersinar.foundation.access.doors import user_of
from bersinar.foundation.offices.models import Office
from bersinar.foundation.ui.forms import RecordForm
from bersinar.foundation.ui.pages import Pages, Panel

from ..actions import TEXTS
from ..forms.performance import PerformanceTextForm
from ..models import PerformanceText


def _texts_page(office: Office, year: Any) -> str:
    """All words of a year's performance report."""
    query = urlencode({"kantor": office.code, **({"tahun": year} if year else {})})
    return f"{reverse('desk:performance_texts')}?{query}"


def _of_place(request: HttpRequest, office: Office) -> dict[str, Any]:
    """The place that the address names; with `dari`, beginning with what was written there in that year."""
    given = {"year": "tahun", "place": "tempat", "indicator": "indikator"}
    asked = {name: value for name, said in given.items() if (value := request.GET.get(said, ""))}
    since = request.GET.get("dari", "")
    if since.isascii() and since.isdecimal():
        rows = PerformanceText.objects.visible_to(user_of(request)).standing()
        same = rows.filter(office=office, place=asked.get("place", ""), indicator=asked.get("indicator", ""))
        if len(since) == 4 and (kept := same.filter(year=int(since)).first()):
            return {**asked, "text": kept.text, "source": kept.source}
    return asked


class TextPages(Pages):
    """The pages of the report's words: whoever leaves a form comes back to all words of its year."""

    def _named_home(self, request: HttpRequest, form: RecordForm) -> str:
        year = str(form["year"].value() or "")
        return _texts_page(form.office, year if year.isdecimal() else "")


TEXT = TextPages(
    "planning", "text", "naskah-lkj", PerformanceText, "naskah laporan kinerja", "Naskah LKj",
    columns=(), form=PerformanceTextForm, verbs=TEXTS, has_list=False, initial=_of_place,
    panels=(
        Panel("Naskah", ("year", ("Tempat", str), "text")),
        Panel("Angka nasional", ("value", "source")),
    ),
    parent=lambda text: (f"Naskah LKj {text.year}", _texts_page(text.office, text.year)),
)  # fmt: skip
