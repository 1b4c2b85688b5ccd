"""Declared monthly figures: the sheet to fill in, what it would do, and what stands beside the sums."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

import xlsxwriter
from django import forms
from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from bersinar.catalogue.indicators import INDICATORS
from bersinar.figures.models import DeclaredFigure
from bersinar.figures.monthly.actions import may_review
from bersinar.figures.monthly.declaring import DECLARING, Compared, Line, compare, declarable, declare
from bersinar.figures.monthly.sheet import HEADINGS, WITHDRAWN, read_sheet
from bersinar.foundation.access.doors import needs, user_of
from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.offices.models import Office
from bersinar.foundation.periods.calendar import MONTHS, month_name
from bersinar.foundation.ui.export import XLSX
from bersinar.foundation.ui.forms import RecordForm
from bersinar.foundation.ui.numbers import write_number
from bersinar.foundation.ui.pages import Column, Filter, Pages, Panel
from bersinar.foundation.wire.refusals import Refusal

_SALT = "declared-figures"
_KEPT = 24 * 3600  # seconds that a sheet which was shown may still be kept
_DOES = {
    "new": ("baru", "ok"), "changed": ("mengganti yang lama", "warn"), "withdrawn": ("menarik yang lama", "warn"),
    "same": ("sudah tercatat", ""),
}  # fmt: skip


class DeclaredPages(Pages):
    """Statements by letter. Only who stands above the office takes one back."""

    def may_write(self, user: User, record: Any) -> bool:
        return super().may_write(user, record) and may_review(user, record.office)


def _sheet_link(user: User) -> dict[str, Any]:
    return {"may_load": bool(_offices_beneath(user)) if user.may(Permission.REPORT_REVIEW) else False}


DECLARED = DeclaredPages(
    "desk", "declared_figure", "angka-menurut-surat", DeclaredFigure, "angka menurut surat", "Angka menurut surat",
    explains="Angka bulanan dari satuan kerja yang belum memakai sistem ini. Tampil di samping jumlah, tidak pernah di dalamnya, "
    "dan menyingkir begitu rekam bulan itu masuk.",
    empty="Belum ada angka menurut surat. Unduh lembar contohnya, isi, lalu muat.",
    columns=(
        Column("Angka", "title"), Column("Bulan", lambda one: month_name(one.year, one.month), "month"),
        Column("Nilai", "value_shown", number=True), Column("Nomor surat", "letter"), Column("Tanggal surat", "letter_on", "letter_on"),
    ),
    form=RecordForm, verbs=DECLARING, search=("letter",), order=("-year", "-month"), can_create=False, can_change=False,
    filters=(
        Filter("bulan", "Bulan", lambda user: [(str(at), name) for at, name in enumerate(MONTHS, 1)], field="month"),
        Filter(
            "tahun", "Tahun", lambda user: [(str(at), str(at)) for at in range(date.today().year, date.today().year - 8, -1)],
            field="year",
        ),
    ),
    panels=(Panel("Angka", (
        "office", ("Angka", lambda one: one.title), ("Bulan", lambda one: month_name(one.year, one.month)),
        ("Nilai", lambda one: one.value_shown), "letter", "letter_on",
    )),),
    list_template="desk/declared_list.html", list_extras=_sheet_link,
    says={"figures.declare": "dicatat dari lembar", "figures.withdraw_declared": "ditarik"},
)  # fmt: skip


class SheetForm(forms.Form):
    """The filled-in sheet."""

    file = forms.FileField(label="Berkas", help_text="XLSX, paling banyak 2 MB.")

    def laid_out(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The field as one section."""
        return [("", list(self.visible_fields()))]


@needs(Permission.REPORT_REVIEW)
def load(request: HttpRequest) -> HttpResponseBase:
    """Read a sheet and show what it would do; keep it only when it was seen."""
    user = user_of(request)
    if request.method == "POST" and "seen" in request.POST:
        return _keep(request, user)
    form = SheetForm(request.POST or None, request.FILES or None) if request.method == "POST" else SheetForm()
    if form.is_bound and form.is_valid():
        try:
            lines = read_sheet(form.cleaned_data["file"], user)
            return _preview(request, compare(lines, user))
        except Refusal as refusal:
            for sentence in refusal.sentence.split("\n"):  # one for each row
                form.add_error("file", sentence)
    return _page(request, form)


def _page(request: HttpRequest, form: SheetForm) -> HttpResponse:
    context = {"form": form, "back": DECLARED.url("list"), "withdrawn": WITHDRAWN}
    return render(request, "desk/declared_load.html", context, status=422 if form.is_bound else 200)


def _preview(request: HttpRequest, found: Sequence[Compared]) -> HttpResponse:
    kept = [{**asdict(one.line), "letter_on": one.line.letter_on.isoformat()} for one in found]
    rows = [
        {
            "office": one.office.short_name, "title": INDICATORS[one.line.indicator].title,
            "month": month_name(one.line.year, one.line.month),
            "value": "ditarik" if one.line.value is None else write_number(one.line.value),
            "stood": "" if one.stood is None else write_number(one.stood), "letter": one.line.letter,
            "does": _DOES[one.does][0], "mark": _DOES[one.does][1], "steps_aside": one.steps_aside,
        }
        for one in found
    ]  # fmt: skip
    context = {
        "rows": rows, "seen": signing.dumps(kept, salt=_SALT, compress=True), "back": DECLARED.url("list"),
        "doing": sum(one.does != "same" for one in found), "aside": sum(one.steps_aside for one in found),
    }  # fmt: skip
    return render(request, "desk/declared_preview.html", context)


def _keep(request: HttpRequest, user: User) -> HttpResponseBase:
    """Keep exactly what was shown."""
    try:
        said = signing.loads(request.POST["seen"], salt=_SALT, max_age=_KEPT)
    except signing.BadSignature:
        messages.error(request, "Lembar ini tidak dikenali lagi. Muat sekali lagi.")
        return redirect("desk:declared_load")
    lines = [Line(**{**one, "letter_on": date.fromisoformat(one["letter_on"])}) for one in said]
    try:
        done = declare(lines, by=user)
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
        return redirect("desk:declared_load")
    messages.success(request, f"{write_number(done)} baris tersimpan." if done else "Tidak ada yang berubah.")
    return redirect(DECLARED.url("list"))


def _offices_beneath(user: User) -> list[Office]:
    """The offices whose letters this user writes down."""
    return [one for one in user.offices_in(Permission.REPORT_REVIEW) if may_review(user, one)]


@needs(Permission.REPORT_REVIEW)
def template(request: HttpRequest) -> HttpResponseBase:
    """The sheet to fill in, with the codes of offices and figures on a second page."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    bold, wrap = book.add_format({"bold": True, "bottom": 1}), book.add_format({"text_wrap": True, "valign": "top"})
    offices, figures = _offices_beneath(user_of(request)), declarable()
    sheet, codes = book.add_worksheet("Angka"), book.add_worksheet("Kode")
    for column, title in enumerate(HEADINGS):
        sheet.write_string(0, column, title.capitalize(), bold)
        sheet.set_column(column, column, 30 if title == "kode angka" else 18)
    sheet.freeze_panes(1, 0)
    sheet.set_column(6, 6, 18, book.add_format({"num_format": "dd-mm-yyyy"}))
    for column, title in enumerate(("Kode kantor", "Kantor", "", "Kode angka", "Angka", "Yang dihitung")):
        codes.write_string(0, column, title, bold)
        codes.set_column(column, column, (24, 28, 3, 32, 40, 70)[column])
    for line, office in enumerate(offices, 1):
        codes.write_string(line, 0, office.code)
        codes.write_string(line, 1, office.short_name)
    for line, one in enumerate(figures, 1):
        codes.write_string(line, 3, one.code)
        codes.write_string(line, 4, one.title)
        codes.write_string(line, 5, one.definition, wrap)
    last = 2000
    sheet.data_validation(1, 0, last, 0, {"validate": "list", "source": f"=Kode!$A$2:$A${len(offices) + 1}"})
    sheet.data_validation(1, 1, last, 1, {"validate": "list", "source": f"=Kode!$D$2:$D${len(figures) + 1}"})
    sheet.data_validation(1, 3, last, 3, {"validate": "integer", "criteria": "between", "minimum": 1, "maximum": 12})
    book.close()
    response = HttpResponse(out.getvalue(), content_type=XLSX)
    response["Content-Disposition"] = 'attachment; filename="angka-menurut-surat.xlsx"'
    return response
