"""Areas at risk: for officers only, never published; and the office's own thresholds."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse

from bersinar.foundation.access.doors import needs, user_of
from bersinar.foundation.access.models import User
from bersinar.foundation.ui.forms import bring_back
from bersinar.foundation.ui.history import history_of
from bersinar.foundation.ui.pages import Column, Pages, Panel, by_code
from bersinar.foundation.wire.refusals import Refusal

from .. import actions
from ..forms import areas as forms
from ..models import AreaAssessment, AreaRule
from .shown import where_named

_MARKS = {"danger": "bad", "watch": "warn", "alert": "warn", "safe": "ok"}


def _course_of(found: AreaAssessment, user: User) -> dict[str, Any]:
    """Every assessment of the same village, the latest first."""
    rows = AreaAssessment.objects.visible_to(user).standing().filter(region=found.region_id, office=found.office_id)
    return {"course": rows.select_related("region")}


AREA = Pages(
    "community", "area", "kawasan-rawan", AreaAssessment, "penilaian kawasan", "Kawasan rawan",
    explains="Delapan indikator utama dan lima pendukung. Untuk petugas saja: tidak masuk laporan dan tidak diterbitkan.",
    columns=(
        Column("Desa atau kelurahan", "region", "region__name"), Column("Dinilai", "assessed_on", "assessed_on"),
        Column("Status", "status", mark=lambda found: _MARKS.get(found.status, "")),
        Column("Perubahan", lambda found: found.move),
        Column("Utama", lambda found: len(found.main), number=True),
        Column("Pendukung", lambda found: len(found.supporting), number=True),
    ),
    form=forms.AreaForm, verbs=actions.ASSESSMENTS, search=("region__name",),
    filters=(by_code("status", "Status", "area_status"),), order=("-assessed_on",), select=("region",),
    keeps_files=True, initial=where_named, list_template="community/areas.html",
    detail_template="community/area.html", extras=(_course_of,),
    panels=(
        Panel("Kawasan", ("region", "assessed_on", "method")),
        Panel("Yang ditemukan", ("main", "supporting")),
        Panel("Status", (("Menurut aturan", lambda found: found.suggestion), "status", "why",
                         ("Perubahan", lambda found: found.move))),
        Panel("Survei dan catatan", ("asked", "answered", "note")),
    ),
)  # fmt: skip


@needs(AreaRule.write_permission)
def rule(request: HttpRequest) -> HttpResponseBase:
    """The thresholds of the officer's own office, with the guideline they stand in."""
    user = user_of(request)
    office = user.offices_with(AreaRule.write_permission)[0]
    kept = AreaRule.objects.filter(office=office).first()
    names = ("source", "watch_main", "watch_supporting", "alert_main", "alert_supporting", "version")
    form = forms.AreaRuleForm(request.POST or None, initial={name: getattr(kept, name, None) for name in names})
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        try:
            actions.rule_areas(office=office, by=user, based_on=values.pop("version"), **values)
        except Refusal as refusal:
            bring_back(form, refusal)
        else:
            messages.success(request, "Aturan kawasan rawan tersimpan.")
            return redirect(reverse("community:area_list"))
    context = {"form": form, "office": office, "timeline": history_of(kept) if kept else []}
    return render(request, "community/area_rule.html", context, status=422 if form.is_bound else 200)


def area_urls() -> list[URLPattern]:
    """The addresses of areas at risk."""
    return [path(f"{AREA.slug}/aturan/", rule, name="area_rule"), *AREA.urls()]
