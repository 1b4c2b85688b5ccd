"""Offices as their administrator keeps them: names, address, service area, heads, sections, patterns of numbers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from bersinar.foundation.access.doors import needs, user_of
from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission as P
from bersinar.foundation.numbering.actions import render as render_number
from bersinar.foundation.numbering.actions import set_template
from bersinar.foundation.numbering.models import NumberCounter, NumberTemplate
from bersinar.foundation.numbering.series import all_series, series_of
from bersinar.foundation.offices.actions import appoint_head, change_head, change_office, name_section, serve_regions
from bersinar.foundation.offices.models import Head, Office
from bersinar.foundation.ui.fields import DateField, RegionsField
from bersinar.foundation.ui.forms import bring_back
from bersinar.foundation.wire.refusals import Refusal
from bersinar.foundation.wire.writing import writing
from bersinar.ledger.reposting import post_reading

# Kinds of numbers that the system gives, as an officer calls them.
NUMBERS = {"lkn": "Laporan kasus narkotika (LKN)", "ba-bb": "Berita acara barang bukti", "klien": "Kode klien"}


# --- forms -----------------------------------------------------------------------------------------------------------


class OfficeForm(forms.ModelForm[Office]):
    """What an office is called and where it sits. The action validates; the form only reads."""

    aliases = forms.CharField(
        label="Nama lain", required=False, help_text="Satu sebaris. Dipakai saat mencari, tidak dicetak.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    service_area = RegionsField(label="Wilayah kerja", required=False)

    class Meta:
        model = Office
        fields = (
            "official_name",
            "short_name",
            "aliases",
            "city",
            "address",
            "zone",
            "minor_consents_from",
            "service_area",
        )
        widgets = {"address": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, field in self.fields.items():
            field.label = str(field.label)[:1].upper() + str(field.label)[1:]
            if name == "aliases":
                field.initial = self.initial["aliases"] = "\n".join(self.instance.aliases)
        area: Any = self.fields["service_area"]
        area.offer(self.instance, list(self.instance.service_area.all()))

    def clean_aliases(self) -> list[str]:
        return [line.strip() for line in self.cleaned_data["aliases"].splitlines() if line.strip()]

    def _post_clean(self) -> None:
        """Nothing: the model's rules are the action's to apply."""


class HeadForm(forms.ModelForm[Head]):
    since = DateField(label="Sejak")
    until = DateField(label="Sampai", required=False, help_text="Kosongkan selama masih menjabat.")

    class Meta:
        model = Head
        fields = ("title_before", "name", "title_after", "rank", "position", "capacity", "since", "until")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for field in self.fields.values():
            field.label = str(field.label)[:1].upper() + str(field.label)[1:]
        self.fields["rank"].help_text = "Misalnya AKBP atau Kompol."

    def _post_clean(self) -> None:
        """Nothing: the model's rules are the action's to apply."""


class SectionForm(forms.Form):
    code = forms.SlugField(
        label="Kode", max_length=30, help_text="Tetap, dipakai di dalam sistem. Contoh: rehabilitasi"
    )
    name = forms.CharField(label="Nama", max_length=120)


# --- pages -----------------------------------------------------------------------------------------------------------


def office_of(by: User, code: str) -> Office:
    """An office this user manages, or 404."""
    return get_object_or_404(
        Office.objects.filter(pk__in=by.scope(P.OFFICES_MANAGE)).select_related("parent"), code=code
    )


@needs(P.OFFICES_MANAGE)
def offices(request: HttpRequest) -> HttpResponseBase:
    """The offices in scope as a tree."""
    rows = list(
        Office.objects.filter(pk__in=user_of(request).scope(P.OFFICES_MANAGE)).annotate(regions=Count("service_area"))
    )
    least = min((one.path.count("/") for one in rows), default=0)
    heads = {
        head.office_id: head for head in Head.objects.filter(office__in=rows, until__isnull=True).order_by("since")
    }
    table = [(one, min(one.path.count("/") - least, 3), heads.get(one.pk)) for one in rows]
    return render(request, "desk/offices.html", {"table": table})


@needs(P.OFFICES_MANAGE)
def office(request: HttpRequest, code: str) -> HttpResponseBase:
    """One office with its heads, sections and number patterns."""
    found = office_of(user_of(request), code)
    return _office_page(request, found)


def _office_page(
    request: HttpRequest, found: Office, section_form: SectionForm | None = None, wrong: dict[str, str] | None = None
) -> HttpResponse:
    today = found.local_day()
    heads = list(found.heads.all())
    now = found.head_on(today)
    context = {
        "office": found, "heads": [(head, head == now) for head in heads], "sections": list(found.sections.all()),
        "regions": list(found.service_area.all()), "section_form": section_form or SectionForm(), "numbers": _numbers(found, wrong or {}),
    }  # fmt: skip
    return render(request, "desk/office.html", context, status=422 if section_form is not None or wrong else 200)


def _numbers(found: Office, wrong: dict[str, str]) -> list[dict[str, str]]:
    """Every kind of number: its pattern, and what the next one would look like."""
    own = dict(NumberTemplate.objects.filter(office=found).values_list("kind", "template"))
    given = set(NumberCounter.objects.filter(office=found).values_list("kind", flat=True))
    today = found.local_day()
    rows = []
    titles = {**NUMBERS, **{series.code: series.title for series in all_series()}}
    for kind in [*titles, *sorted((given | own.keys()) - titles.keys())]:
        template, series = own.get(kind, ""), series_of(kind)
        pattern = template or (series.pattern if series else "")
        sample = render_number(pattern, kind=kind, n=1, day=today, office=found) if pattern else ""
        rows.append(
            {
                "kind": kind,
                "title": titles.get(kind, kind.upper()),
                "template": template,
                "sample": sample,
                "wrong": wrong.get(kind, ""),
            }
        )
    return rows


@needs(P.OFFICES_MANAGE)
def change(request: HttpRequest, code: str) -> HttpResponseBase:
    """Change names, address, clock and service area."""
    by = user_of(request)
    found = office_of(by, code)
    form = OfficeForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        regions = values.pop("service_area")
        try:
            with writing():
                kept = change_office(office=found, values=values, by=by)
                if serve_regions(office=kept, regions=list(regions), by=by):
                    post_reading("office__service_area", office=kept, by=by, action="offices.serve")
        except Refusal as refusal:
            bring_back(form, refusal)
        else:
            messages.success(request, "Satuan kerja tersimpan.")
            return redirect("desk:office", code)
    return _form_page(request, form, f"Ubah {found.short_name}", found)


def _form_page(request: HttpRequest, form: forms.BaseForm, title: str, found: Office) -> HttpResponse:
    return render(
        request,
        "desk/office_form.html",
        {"form": form, "title": title, "office": found},
        status=422 if form.is_bound else 200,
    )


@needs(P.OFFICES_MANAGE)
def head(request: HttpRequest, code: str, pk: int | None = None) -> HttpResponseBase:
    """A new head, or what is known of one."""
    by = user_of(request)
    found = office_of(by, code)
    kept = get_object_or_404(found.heads, pk=pk) if pk else None
    initial = {} if kept else {"position": f"Kepala {found.official_name}"}
    form = HeadForm(request.POST or None, instance=kept, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            if kept is None:
                appoint_head(office=found, values=form.cleaned_data, by=by)
            else:
                change_head(head=kept, values=form.cleaned_data, by=by)
        except Refusal as refusal:
            bring_back(form, refusal)
        else:
            messages.success(request, "Kepala satuan kerja tersimpan.")
            return redirect("desk:office", code)
    return _form_page(request, form, "Ubah kepala" if kept else "Kepala baru", found)


@require_POST
@needs(P.OFFICES_MANAGE)
def section(request: HttpRequest, code: str) -> HttpResponseBase:
    """Add a section, or rename one."""
    by = user_of(request)
    found = office_of(by, code)
    form = SectionForm(request.POST)
    if form.is_valid():
        try:
            kept = name_section(office=found, code=form.cleaned_data["code"], name=form.cleaned_data["name"], by=by)
        except Refusal as refusal:
            bring_back(form, refusal)
        else:
            messages.success(request, f"Seksi {kept.name} tersimpan.")
            return redirect("desk:office", code)
    return _office_page(request, found, form)


@require_POST
@needs(P.OFFICES_MANAGE)
def number(request: HttpRequest, code: str, kind: str) -> HttpResponseBase:
    """Set the pattern of a kind of number."""
    by = user_of(request)
    found = office_of(by, code)
    if kind not in {row["kind"] for row in _numbers(found, {})}:
        raise Http404
    try:
        set_template(office=found, kind=kind, template=request.POST.get("template", "")[:120], by=by)
    except Refusal as refusal:
        return _office_page(request, found, wrong={kind: refusal.sentence})
    messages.success(request, "Pola nomor tersimpan. Nomor yang sudah diberikan tetap.")
    return redirect("desk:office", code)
