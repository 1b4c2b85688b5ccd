"""Code lists as their administrator keeps them. A code is never deleted: it ends, and old records keep their words."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any, cast

from django import forms
from django.apps import apps
from django.contrib import messages
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import capfirst

from bersinar.foundation.access.doors import needs, user_of
from bersinar.foundation.access.permissions import Permission as P
from bersinar.foundation.codelists.actions import add_code, change_code
from bersinar.foundation.codelists.models import Code
from bersinar.foundation.ui.fields import DateField
from bersinar.foundation.ui.forms import bring_back
from bersinar.foundation.wire.refusals import Refusal

from .rooms import noun_of

_NAMES = {
    "section": "Bidang", "sex": "Jenis kelamin", "environment": "Lingkungan", "age_band": "Kelompok umur", "institution_kind": "Jenis instansi",
    "substance": "Zat", "unit": "Satuan", "aspect": "Bersih atau kotor", "activity_type": "Jenis kegiatan", "activity_host": "Penyelenggara kegiatan",
    "family_role": "Peran dalam keluarga kohort", "family_dimension": "Dimensi ketahanan keluarga", "family_phase": "Waktu pengukuran keluarga",
    "family_instrument": "Instrumen ketahanan keluarga dan versinya", "family_left_reason": "Alasan keluarga keluar dari kohort",
    "activity_mode": "Cara kegiatan", "count_method": "Cara menghitung", "count_bound": "Kepastian jumlah", "funding_source": "Sumber dana",
    "contact_channel": "Saluran kontak", "contact_purpose": "Tujuan kontak", "caller_kind": "Siapa yang menghubungi",
    "contact_urgency": "Kegawatan kontak", "service_outcome": "Hasil kontak layanan umum", "rehab_contact_outcome": "Hasil konsultasi rehabilitasi",
    "tip_outcome": "Hasil laporan masyarakat", "tip_usefulness": "Kegunaan laporan masyarakat", "informant_purpose": "Alasan membuka identitas pelapor", "callback_channel": "Cara menghubungi kembali",
    "contact_danger": "Bahaya saat kontak, dan apa yang dikatakan", "message_word": "Kata terlarang dalam pesan", "country": "Negara", "urine_parameter": "Parameter tes urine", "urine_panel": "Panel tes urine", "kit_loss": "Sebab alat tes dikeluarkan", "declared_medicine": "Obat yang disebut sebelum tes", "kind_of_workplace": "Tempat kerja orang dewasa",
    "test_parameter": "Parameter tes urine", "survey_service": "Layanan yang disurvei", "survey_element": "Unsur survei kepuasan",
    "index_measurer": "Yang mengukur indeks",
    "survey_question": "Pertanyaan formulir survei", "survey_answer": "Pilihan jawaban formulir survei",
    "respondent_education": "Pendidikan responden", "respondent_occupation": "Pekerjaan responden", "reading_purpose": "Alasan membuka identitas",
    "report_grouping": "Susunan laporan", "first_novelty": "Yang pertama di wilayah", "pathway_move": "Perpindahan jalur layanan",
    "quality_domain": "Ranah kualitas hidup",
    "profile_item": "Butir profil saat masuk", "profile_state": "Kelengkapan profil saat masuk",
    "profile_days_30": "Hari pemakaian (profil saat masuk)", "profile_age": "Kelompok umur pertama (profil saat masuk)",
    "profile_further": "Zat lain (profil saat masuk)", "profile_test": "Tes HIV dan hepatitis C (profil saat masuk)",
    "tdi_profile": "Golongan TDI: jawaban profil saat masuk", "tdi_referral": "Golongan TDI: jalan masuk",
    "tdi_centre": "Golongan TDI: jenis layanan", "tdi_drug": "Golongan TDI: zat",
    "referral_goal": "Tujuan rujukan",
    "session_type": "Jenis sesi layanan", "session_mode": "Cara sesi layanan", "session_off_reason": "Sebab sesi batal",
    "session_urine": "Hasil tes urine saat sesi", "no_show_result": "Hasil menghubungi yang tidak datang",
    "plan_responsible": "Penanggung jawab rencana terapi",
    "sni_section": "Bagian standar SNI 8807", "sni_result": "Kesimpulan penilaian SNI 8807",
    "expulsion_word": "Kata yang tidak ditulis tentang siswa yang dites", "kind_of_minors": "Instansi yang pesertanya anak",
    "skhpn_purpose": "Keperluan SKHPN", "skhpn_document": "Kartu identitas pemohon SKHPN",
    "case_paper": "Surat yang diminta peristiwa perkara", "child_press_word": "Kata yang tidak ditulis tentang tersangka anak",
    "tat_limit": "Batas jumlah menurut SEMA 4/2010",
    "evidence_grade": "Dasar bukti jenis kegiatan",
    "report_term": "Batas waktu laporan bulanan (tanggal)",
    "information_term": "Batas waktu permohonan informasi (hari kerja)",
    "skhpn_exemption": "Alasan bebas biaya SKHPN", "skhpn_screening": "Kesimpulan skrining SKHPN",
}  # fmt: skip


@cache
def list_title(name: str) -> str:
    """What a list is called: by hand, else by the fields that choose from it."""
    if name in _NAMES:
        return _NAMES[name]
    for model in apps.get_models():
        for field in model._meta.get_fields():
            if getattr(field, "list_name", "") == name:
                said = str(getattr(field, "verbose_name", name))
                noun = noun_of(model._meta.label_lower)
                return said[:1].upper() + said[1:] + (f" ({noun})" if noun not in said and noun != "rekam" else "")
    return capfirst(name.replace("_", " "))


class CodeForm(forms.Form):
    """What may change of a code."""

    label = forms.CharField(label="Label", max_length=160, help_text="Kata yang tampil di layar dan dalam laporan.")
    meaning = forms.CharField(label="Arti", required=False, max_length=600, widget=forms.Textarea(attrs={"rows": 3}))
    valid_until = DateField(
        label="Berlaku sampai",
        required=False,
        help_text="Sesudah hari itu kode tidak ditawarkan lagi; rekam lama tetap.",
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class NewCodeForm(forms.Form):
    """A new code of a list."""

    code = forms.CharField(
        label="Kode", max_length=40, help_text="Huruf kecil, angka, garis bawah. Tidak dapat diubah lagi."
    )
    label = forms.CharField(label="Label", max_length=160)
    meaning = forms.CharField(label="Arti", required=False, max_length=600, widget=forms.Textarea(attrs={"rows": 3}))
    valid_from = DateField(label="Berlaku sejak", required=False)


@needs(P.CODES_MANAGE)
def lists(request: HttpRequest) -> HttpResponseBase:
    """All lists, by name."""
    rows = Code.objects.order_by().values("list").annotate(codes=Count("pk"))
    table = sorted(
        ((list_title(row["list"]), row["list"], row["codes"]) for row in rows), key=lambda row: row[0].casefold()
    )
    return render(request, "desk/code_lists.html", {"table": table})


@needs(P.CODES_MANAGE)
def codes(request: HttpRequest, name: str) -> HttpResponseBase:
    """The codes of one list, in their order."""
    rows = list(Code.objects.filter(list=name))
    if not rows:
        raise Http404
    today = date.today()
    table = [(row, row.valid_until is not None and row.valid_until < today) for row in rows]
    return render(request, "desk/codes.html", {"title": list_title(name), "name": name, "table": table})


@needs(P.CODES_MANAGE)
def new(request: HttpRequest, name: str) -> HttpResponseBase:
    """Add a code."""
    if not Code.objects.filter(list=name).exists():
        raise Http404
    form = NewCodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = add_code(list_name=name, by=user_of(request), **form.cleaned_data)
        except Refusal as refusal:
            bring_back(form, refusal)
        else:
            messages.success(request, f"Kode “{made.label}” ditambahkan.")
            return redirect("desk:code_list", name)
    return _form_page(request, form, name, "Kode baru")


@needs(P.CODES_MANAGE)
def code(request: HttpRequest, name: str, code: str) -> HttpResponseBase:
    """Change a code's words, or end it."""
    kept = get_object_or_404(Code, list=name, code=code)
    initial: dict[str, Any] = {
        "label": kept.label,
        "meaning": kept.meaning,
        "valid_until": kept.valid_until,
        "version": kept.version,
    }
    form = CodeForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        typed = dict(form.cleaned_data)
        try:
            change_code(code=kept, based_on=typed.pop("version"), by=user_of(request), **typed)
        except Refusal as refusal:
            bring_back(form, refusal)
            _set_version(form, name, code)
        else:
            messages.success(request, "Kode tersimpan.")
            return redirect("desk:code_list", name)
    return _form_page(request, form, name, kept.label, kept)


def _set_version(form: forms.Form, name: str, code: str) -> None:
    """A lost update may be sent again, knowingly."""
    data = cast(QueryDict, form.data).copy()
    data["version"] = str(Code.objects.get(list=name, code=code).version)
    form.data = data


def _form_page(request: HttpRequest, form: forms.Form, name: str, title: str, kept: Code | None = None) -> HttpResponse:
    context = {"form": form, "name": name, "list_title": list_title(name), "title": title, "kept": kept}
    return render(request, "desk/code_form.html", context, status=422 if form.is_bound else 200)
