"""Pages of the institutions that are reached."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from bersinar.foundation.access.models import User
from bersinar.foundation.institutions.models import Institution
from bersinar.foundation.ui.pages import Column, Filter, Pages, Panel, by_code

from ..actions import INSTITUTIONS
from ..forms import NAMELESS, InstitutionForm
from ..models import Meeting, Request


class InstitutionPages(Pages):
    """Nameless institutions stand behind those with a name; merged ones are found by whom they were merged into."""

    def told(self, user: User) -> Any:
        return super().told(user).annotate(nameless=NAMELESS)

    def rows(self, request: HttpRequest) -> Any:
        rows = super().rows(request)
        return rows if request.GET.get(_MERGED.name) else rows.filter(merged_into__isnull=True)


def _narrow_merged(rows: Any, chosen: str) -> Any:
    return rows.filter(merged_into__isnull=chosen != "ya")


_MERGED = Filter("gabung", "Rekam ganda", lambda user: [("ya", "Sudah digabung")], narrow=_narrow_merged)


def _reached(institution: Institution, user: User) -> dict[str, Any]:
    """The latest pelaksanaan that named this institution, or what was merged into it."""
    meetings = Meeting.objects.visible_to(user).standing()
    meetings = meetings.filter(institutions__in=[institution, *institution.merged.all()]).distinct()
    return {"meetings": meetings.select_related("activity").order_by("-held_on")[:20], "times": meetings.count()}


def _asked(institution: Institution, user: User) -> dict[str, Any]:
    """Its permohonan, and those of what was merged into it."""
    rows = Request.objects.visible_to(user).standing()
    rows = rows.filter(institution__in=[institution, *institution.merged.all()]).order_by("-received_on", "-pk")
    return {"requests": list(rows[:20]), "may_request": INSTITUTION.may_write(user, institution)}


def _merged(institution: Institution, user: User) -> dict[str, Any]:
    """What was merged into this record, or into which it was; a merged one is read, parted, and nothing else."""
    may = INSTITUTION.may_write(user, institution) and not institution.is_cancelled
    doubles = institution.merged.order_by("name", "pk")
    story = reverse("desk:institution_story", args=[institution.pk])
    return {"kept": institution.merged_into, "doubles": doubles, "may_part": may, "story": story} | (
        {"may_write": False} if institution.merged_into_id else {}
    )


def _merge_action(institution: Institution, user: User) -> list[tuple[str, str]]:
    return [("Gabungkan rekam ganda", reverse("activities:institution_merge", args=[institution.pk]))]


INSTITUTION = InstitutionPages(
    "activities",
    "institution",
    "instansi",
    Institution,
    "instansi",
    "Instansi",
    explains="Sekolah, kantor, desa, perusahaan, dan lembaga yang dijangkau atau dites. Satu instansi satu rekam.",
    columns=(
        Column("Nama", str, "name"),
        Column("Jenis", "kind", "kind"),
        Column("Lingkungan", "environment", "environment"),
        Column("Wilayah", "region"),
        Column("Nama lain", lambda institution: [*institution.aliases, *institution.merged_names]),
        Column("Pegawai", "staff", "staff", number=True),
    ),
    form=InstitutionForm,
    verbs=INSTITUTIONS,
    search=("name", "aliases", "merged_names", "note", "npsn"),
    filters=(
        by_code("kind", "Jenis", "institution_kind"),
        by_code("environment", "Lingkungan", "environment"),
        _MERGED,
    ),
    order=("nameless", "name"),
    select=("region", "merged_into"),
    panels=(Panel("Instansi", ("name", "aliases", "kind", "environment", "region", "npsn", "staff", "note")),),
    detail_template="activities/institution.html",
    extras=(_reached, _asked, _merged),
    actions=_merge_action,
)
