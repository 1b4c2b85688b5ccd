"""An office's letterhead and its own templates of letters, as the administrator keeps them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from bersinar.foundation.access.doors import needs, user_of
from bersinar.foundation.access.models import actor_name
from bersinar.foundation.access.permissions import Permission as P
from bersinar.foundation.letters.common import COMMON
from bersinar.foundation.letters.filling import filled_example, lines_of
from bersinar.foundation.letters.kinds import LetterKind, all_kinds, kind_of
from bersinar.foundation.letters.letterheads import heading_of, set_letterhead
from bersinar.foundation.letters.models import Letterhead, LetterTemplate, Paper
from bersinar.foundation.letters.neutral_docx import neutral_template
from bersinar.foundation.letters.owntemplates import (
    add_template,
    back_to_neutral,
    content_of,
    put_in_force,
    template_on,
)
from bersinar.foundation.letters.rendering import example_picture
from bersinar.foundation.letters.sandbox import FILTERS
from bersinar.foundation.offices.models import Office
from bersinar.foundation.ui.fields import DateField
from bersinar.foundation.ui.forms import bring_back
from bersinar.foundation.wire.refusals import Refusal

from .offices import office_of


class LetterheadForm(forms.Form):
    lines = forms.CharField(
        label="Baris kop", widget=forms.Textarea(attrs={"rows": 3}), help_text="Satu sebaris, paling banyak lima.",
        error_messages={"required": "Isi paling sedikit satu baris, misalnya nama satuan kerja."},
    )  # fmt: skip
    contact = forms.CharField(
        label="Alamat dan kontak", required=False, max_length=400, widget=forms.Textarea(attrs={"rows": 3})
    )
    logo = forms.FileField(
        label="Logo", required=False, help_text="PNG atau JPG, paling banyak 600 KB. Kosongkan bila tidak diganti.",
        widget=forms.FileInput(attrs={"accept": ".png,.jpg,.jpeg"}),
    )  # fmt: skip
    without_logo = forms.BooleanField(label="Hapus logo", required=False)
    paper = forms.ChoiceField(label="Kertas", choices=Paper.choices)


class TemplateForm(forms.Form):
    file = forms.FileField(
        label="Templat (DOCX)", error_messages={"required": "Pilih berkas DOCX dahulu."}, widget=forms.FileInput(attrs={"accept": ".docx"}),
        help_text="Paling banyak 2 MB, tanpa makro, tautan, dan objek tertanam.",
    )  # fmt: skip


class FromForm(forms.Form):
    day = DateField(label="Berlaku mulai", help_text="Untuk surat dengan tanggal ini dan sesudahnya.")


@dataclass(frozen=True)
class Offered:
    """One field as the page lists it, written as it is copied into a template."""

    copied: str
    words: str
    example: str


def _fields(kind: LetterKind) -> list[Offered]:
    own = []
    for field in kind.fields:
        if field.columns:
            row = " ".join(f"{{{{ baris.{column.name} }}}}" for column in field.columns)
            text = f"{{%p for baris in {field.name} %}} {row} {{%p endfor %}}"
        elif field.many:
            text = f"{{%p for baris in {field.name} %}} {{{{ baris }}}} {{%p endfor %}}"
        else:
            text = f"{{{{ {field.name} }}}}"
        own.append(Offered(text, field.words, field.typed(field.shaped(field.example))))
    common = [
        Offered(
            f"{{%p for baris in {one.name} %}} {{{{ baris }}}} {{%p endfor %}}"
            if one.many
            else f"{{{{ {one.name} }}}}",
            one.words,
            one.example,
        )
        for one in COMMON
    ]
    return [*own, *common]


def _sent(request: HttpRequest) -> tuple[Any, Any]:
    """What a form was sent with; a form sent empty is sent too."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def _kind(code: str) -> LetterKind:
    kind = kind_of(code)
    if kind is None:
        raise Http404
    return kind


@needs(P.OFFICES_MANAGE)
def letterhead(request: HttpRequest, code: str) -> HttpResponseBase:
    """What stands above the office's letters, with a preview."""
    by = user_of(request)
    office = office_of(by, code)
    kept = Letterhead.objects.filter(office=office).first()
    heading = heading_of(office)
    initial = {"lines": "\n".join(heading.lines), "contact": heading.contact, "paper": heading.paper}
    form = LetterheadForm(*_sent(request), initial=initial)
    if not (kept and kept.logo_id):
        del form.fields["without_logo"]
    if request.method == "POST" and form.is_valid():
        try:
            set_letterhead(office=office, by=by, **form.cleaned_data)
        except Refusal as refusal:
            bring_back(form, refusal)
        else:
            messages.success(request, "Kop surat tersimpan.")
            return redirect("desk:letterhead", code)
    context = {"office": office, "form": form, "kept": kept}
    return render(request, "desk/letterhead.html", context, status=422 if form.is_bound else 200)


@needs(P.OFFICES_MANAGE)
def letterhead_preview(request: HttpRequest, code: str) -> HttpResponseBase:
    """The first page of a letter of examples under this letterhead."""
    office = office_of(user_of(request), code)
    kind = next((kind for kind in all_kinds() if kind.with_letterhead), None)
    if kind is None:
        raise Http404
    return HttpResponse(example_picture(kind, office=office, heading=heading_of(office)), content_type="image/png")


@needs(P.OFFICES_MANAGE)
def templates(request: HttpRequest, code: str) -> HttpResponseBase:
    """Every kind of letter, and with which template it is made today."""
    office = office_of(user_of(request), code)
    today = office.local_day()
    table = [(kind, template_on(office, kind, today)) for kind in all_kinds()]
    return render(request, "desk/letter_templates.html", {"office": office, "table": table})


@needs(P.OFFICES_MANAGE)
def template_kind(request: HttpRequest, code: str, kind: str) -> HttpResponseBase:
    """One kind: its fields to copy, its versions, the upload of a new one."""
    by = user_of(request)
    office, declared = office_of(by, code), _kind(kind)
    form = TemplateForm(*_sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            made, found = add_template(office=office, kind=declared, upload=form.cleaned_data["file"], by=by)
        except Refusal as refusal:
            bring_back(form, refusal)
        else:
            messages.success(
                request, f"Templat versi {made.version} lolos pemeriksaan. Lihat pratinjaunya, lalu berlakukan."
            )
            if found.missing:
                messages.warning(
                    request, f"Templat ini tidak memuat: {', '.join(found.missing)}. Periksa apakah memang begitu."
                )
            return redirect("desk:letter_template", code, kind, made.pk)
    return _kind_page(request, office, declared, form, FromForm(initial={"day": office.local_day()}))


def _kind_page(
    request: HttpRequest, office: Office, kind: LetterKind, form: TemplateForm, neutral_form: FromForm
) -> HttpResponse:
    versions = list(LetterTemplate.objects.filter(office=office, kind=kind.code))
    now = template_on(office, kind, office.local_day())
    context = {
        "office": office, "kind": kind, "fields": _fields(kind), "filters": FILTERS, "now": now, "form": form, "neutral_form": neutral_form,
        "versions": [(one, actor_name(one.made_by)) for one in versions],
    }  # fmt: skip
    bound = form.is_bound or neutral_form.is_bound
    return render(request, "desk/letter_template_kind.html", context, status=422 if bound else 200)


@needs(P.OFFICES_MANAGE)
def neutral(request: HttpRequest, code: str, kind: str) -> HttpResponseBase:
    """The neutral template as DOCX, to begin one's own with."""
    office, declared = office_of(user_of(request), code), _kind(kind)
    paper = declared.paper or heading_of(office).paper
    return _docx(neutral_template(declared, paper), f"templat-{declared.code}-bawaan")


@needs(P.OFFICES_MANAGE)
def neutral_preview(request: HttpRequest, code: str, kind: str) -> HttpResponseBase:
    """The neutral letter of examples as a picture."""
    office, declared = office_of(user_of(request), code), _kind(kind)
    return HttpResponse(example_picture(declared, office=office, heading=heading_of(office)), content_type="image/png")


@require_POST
@needs(P.OFFICES_MANAGE)
def to_neutral(request: HttpRequest, code: str, kind: str) -> HttpResponseBase:
    """From a day on the neutral template holds again."""
    by = user_of(request)
    office, declared = office_of(by, code), _kind(kind)
    form = FromForm(request.POST)
    if not form.is_valid():
        return _kind_page(request, office, declared, TemplateForm(), form)
    back_to_neutral(office=office, kind=declared, day=form.cleaned_data["day"], by=by)
    messages.success(request, "Templat bawaan berlaku lagi sejak tanggal itu.")
    return redirect("desk:letter_template_kind", code, kind)


@needs(P.OFFICES_MANAGE)
def template(request: HttpRequest, code: str, kind: str, pk: UUID) -> HttpResponseBase:
    """One version: how it reads with the examples, and putting it in force."""
    by = user_of(request)
    office, declared = office_of(by, code), _kind(kind)
    kept = _version(office, declared, pk)
    form = FromForm(_sent(request)[0], initial={"day": office.local_day()})
    if request.method == "POST" and form.is_valid():
        try:
            put_in_force(template=kept, kind=declared, day=form.cleaned_data["day"], by=by)
        except Refusal as refusal:
            bring_back(form, refusal)
        else:
            messages.success(request, "Templat ini berlaku sejak tanggal itu.")
            return redirect("desk:letter_template_kind", code, kind)
    lines = lines_of(filled_example(declared, content_of(kept)))
    context = {"office": office, "kind": declared, "template": kept, "form": form, "lines": lines}
    return render(request, "desk/letter_template.html", context, status=422 if form.is_bound else 200)


@needs(P.OFFICES_MANAGE)
def template_file(request: HttpRequest, code: str, kind: str, pk: UUID) -> HttpResponseBase:
    """A version as it was uploaded, or with `isi=contoh` filled with the examples."""
    office, declared = office_of(user_of(request), code), _kind(kind)
    kept = _version(office, declared, pk)
    name = f"templat-{declared.code}-versi-{kept.version}"
    if request.GET.get("isi") == "contoh":
        return _docx(filled_example(declared, content_of(kept)), f"{name}-contoh")
    return _docx(content_of(kept), name)


def _version(office: Office, kind: LetterKind, pk: UUID) -> LetterTemplate:
    versions = LetterTemplate.objects.filter(office=office, kind=kind.code, file__isnull=False).select_related("file")
    return get_object_or_404(versions, pk=pk)


def _docx(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/octet-stream")
    response["Content-Disposition"] = f'attachment; filename="{name}.docx"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
