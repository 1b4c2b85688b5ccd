"""Pages of guardians' consents: numbers for those who test, sheets and scans for the treatment side."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse

from bersinar.foundation.access.doors import needs
from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.letters.panel import letters_of
from bersinar.foundation.offices.models import Office
from bersinar.foundation.periods.calendar import long_date
from bersinar.foundation.ui.pages import Column, Pages, Panel

from .forms import GuardianForm, SheetsForm
from .guardians import GUARDIANS, SHEETS, left_of
from .models import ConsentSheets, GuardianConsents


class GuardianPages(Pages):
    """Two doors lead here: testing, and the treatment side, which reads along and keeps the sheets."""

    def urls(self) -> list[URLPattern]:
        read = needs(Permission.SCREENING_WRITE, Permission.SCREENING_RESULTS)
        write = needs(Permission.SCREENING_WRITE)
        return [
            path(f"{self.slug}/", read(self.list_view), name=f"{self.name}_list"),
            path(f"{self.slug}/ekspor/", read(self.export_view), name=f"{self.name}_export"),
            path(f"{self.slug}/baru/", write(self.create_view), name=f"{self.name}_new"),
            path(f"{self.slug}/<uuid:pk>/", read(self.detail_view), name=self.name),
            path(f"{self.slug}/<uuid:pk>/ubah/", write(self.change_view), name=f"{self.name}_change"),
            path(f"{self.slug}/<uuid:pk>/batalkan/", write(self.cancel_view), name=f"{self.name}_cancel"),
        ]


def _used(consents: GuardianConsents, user: User) -> dict[str, Any]:
    """The sessions that draw on these sheets; the sheets themselves for the treatment side only."""
    context: dict[str, Any] = {
        "sessions": consents.sessions.filter(cancelled_at__isnull=True).select_related("institution"),
        "left": left_of(consents),
        "keeps_sheets": consents.office_id in user.scope(Permission.SCREENING_RESULTS),
    }
    if context["keeps_sheets"]:
        context["sheets"] = ConsentSheets.objects.visible_to(user).standing().filter(consents=consents)
    return context


def _missing(consents: GuardianConsents) -> Any:
    return "tidak ditanyakan" if consents.child_missing is None else consents.child_missing


def _named(request: HttpRequest, office: Office) -> dict[str, Any]:
    return {"institution": request.GET.get("instansi", "")}


GUARDIAN = GuardianPages(
    "screening", "guardian", "persetujuan-wali", GuardianConsents, "persetujuan wali", "Persetujuan wali",
    explains="Berapa orang tua atau wali yang setuju anaknya dites, menurut instansi. Tanpa nama anak; lembarnya disimpan klinik.",
    columns=(
        Column("Instansi", "institution", "institution__name"), Column("Berlaku mulai", "valid_from", "valid_from"),
        Column("Sampai", "valid_until", "valid_until"), Column("Dibagikan", "handed_out", "handed_out", number=True),
        Column("Setuju", "given", "given", number=True), Column("Menolak", "refused", "refused", number=True),
        Column("Belum kembali", lambda one: one.not_returned, number=True),
    ),
    form=GuardianForm, verbs=GUARDIANS, search=("institution__name", "institution__aliases"), order=("-valid_from",),
    select=("institution",),
    panels=(
        Panel("Persetujuan", ("institution", "valid_from", "valid_until", "form", "collected_by")),
        Panel(
            "Jumlah lembar",
            ("handed_out", "given", "refused", ("Belum kembali", lambda one: one.not_returned), ("Anak yang belum ikut menyetujui", _missing)),
        ),
        Panel("Yang juga disetujui", ("photo", "told")),
    ),
    detail_template="screening/guardian.html", extras=(_used, letters_of), initial=_named,
)  # fmt: skip


def _consents_of(sheets: ConsentSheets) -> tuple[str, str]:
    return str(sheets.consents), reverse("screening:guardian", args=[sheets.consents_id])


def _from_consents(request: HttpRequest, office: Office) -> dict[str, Any]:
    return {"consents": request.GET.get("persetujuan", ""), "received_on": office.local_day()}


def _destroyed(sheets: ConsentSheets) -> str:
    return long_date(sheets.destroyed_on) if sheets.destroyed_on else "belum"


SHEET = Pages(
    "screening", "sheets", "lembar-persetujuan-wali", ConsentSheets, "lembar persetujuan wali", "Lembar persetujuan wali",
    columns=(), form=SheetsForm, verbs=SHEETS, select=("consents__institution",), sensitive=True, has_list=False,
    keeps_files=True,
    panels=(Panel("Lembar", ("received_on", "count", "keep_until", ("Pindaian dimusnahkan", _destroyed))),),
    parent=_consents_of, initial=_from_consents,
)  # fmt: skip
