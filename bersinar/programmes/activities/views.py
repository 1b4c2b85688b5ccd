"""Pages of this room."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Count, F, IntegerField, OuterRef, Subquery, Sum, Value
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.urls import reverse

from bersinar.foundation.access.doors import user_of
from bersinar.foundation.access.models import User
from bersinar.foundation.codelists.lists import choices, label
from bersinar.foundation.institutions.models import Institution
from bersinar.foundation.offices.models import Office
from bersinar.foundation.ui.numbers import write_number
from bersinar.foundation.ui.pages import Column, Filter, Pages, Panel

from .actions import ACTIVITIES, INSTITUTIONS, MEETINGS
from .forms import NAMELESS, ActivityForm, InstitutionForm, MeetingForm
from .models import NOT_RECORDED, Activity, HeadCount, Meeting
from .public import all_uses, uses_of


def _by_code(name: str, title: str, list_name: str) -> Filter:
    return Filter(name, title, lambda user: choices(list_name))


def _areas(user: User) -> list[tuple[str, str]]:
    return [(code, label("section", code)) for code in ("prevention", "empowerment")]


def _years(user: User) -> list[tuple[str, str]]:
    years = Activity.objects.visible_to(user).order_by("-year").values_list("year", flat=True).distinct()
    return [(str(year), str(year)) for year in years]


def _with_held(rows: Any) -> Any:
    """Each kegiatan with how often it was held (pelaksanaan and sessions of other rooms) and how many came."""
    own = Meeting.objects.standing().filter(activity=OuterRef("pk")).order_by().values("activity")
    counts = [Subquery(own.annotate(n=Count("pk")).values("n")), *(use.counted() for use in all_uses())]
    held: Any = Value(0)
    for one in counts:
        held = held + Coalesce(one, 0)
    people = Subquery(own.annotate(n=Sum("total")).values("n"), output_field=IntegerField())
    return rows.annotate(held=held, people=Coalesce(F("total"), people))


def _narrow_held(rows: Any, chosen: str) -> Any:
    return rows.filter(held__gt=0) if chosen == "held" else rows.filter(held=0)


def _state(activity: Any) -> str:
    return "Terlaksana" if activity.held else "Rencana"


def _people(activity: Any) -> str:
    """People of a kegiatan as far as recorded, with the word that belongs to a number that is not exact."""
    return _bounded(activity.people, activity.bound)


def _bounded(people: int | None, bound: str) -> str:
    if people is None:
        return label("count_bound", bound) if bound == NOT_RECORDED else ""
    said = write_number(people)
    return said if bound == "exact" else f"{label('count_bound', bound).lower()} {said}"


def _count(record: HeadCount) -> str:
    return _bounded(record.total, record.bound)


class InstitutionPages(Pages):
    """Nameless institutions stand behind those with a name."""

    def told(self, user: User) -> Any:
        return super().told(user).annotate(nameless=NAMELESS)


class MeetingPages(Pages):
    """A pelaksanaan is recorded from its kegiatan, and one goes back there."""

    def _way_back(self, request: HttpRequest) -> str:
        activity_id = _uuid(request.GET.get("kegiatan", ""))
        return (
            reverse("activities:activity", args=[activity_id]) if activity_id else reverse("activities:activity_list")
        )


class ActivityPages(Pages):
    """The list tells of each kegiatan how often it was held: counted in the list's one query."""

    def told(self, user: User) -> Any:
        return _with_held(super().told(user))


def _under(activity: Activity, user: User) -> dict[str, Any]:
    """The pelaksanaan of a kegiatan, and what other rooms hold under it."""
    meetings = (
        activity.meetings.filter(cancelled_at__isnull=True).select_related("region").prefetch_related("institutions")
    )
    return {
        "meetings": [(meeting, _count(meeting)) for meeting in meetings],
        "uses": [
            (use.noun, list(use.listed(activity.pk, user)), use.new_url(activity.pk)) for use in uses_of(activity.type)
        ],
    }


def _clock(meeting: Meeting) -> str:
    return meeting.starts_at.strftime("%H.%M") if meeting.starts_at else ""


def _from_activity(request: HttpRequest, office: Office) -> dict[str, Any]:
    """The kegiatan one comes from; with `salin=sebelumnya` also what its last pelaksanaan was like."""
    key = request.GET.get("kegiatan", "")
    activity = Activity.objects.visible_to(user_of(request)).standing().filter(office=office, pk=_uuid(key)).first()
    if activity is None:
        return {}
    last = activity.meetings.filter(cancelled_at__isnull=True).order_by("-held_on", "-recorded_at").first()
    if request.GET.get("salin") != "sebelumnya" or last is None:
        return {"activity": activity.pk}
    form = MeetingForm(instance=last, user=user_of(request), office=office)
    return {name: value for name, value in form.initial.items() if name not in MeetingForm.not_copied}


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _activity_of(meeting: Meeting) -> tuple[str, str]:
    return str(meeting.activity), reverse("activities:activity", args=[meeting.activity_id])


def _reached(institution: Institution, user: User) -> dict[str, Any]:
    """The latest pelaksanaan that named this institution."""
    meetings = Meeting.objects.visible_to(user).standing().filter(institutions=institution)
    return {"meetings": meetings.select_related("activity").order_by("-held_on")[:20], "times": meetings.count()}


_HEADS = Panel("Peserta", ("total", "male", "female", "by_age", "bound", "count_method"))

ACTIVITY = ActivityPages(
    "activities",
    "activity",
    "kegiatan",
    Activity,
    "kegiatan",
    "Kegiatan",
    explains="Baris program dan setiap kali dilaksanakan. Yang diadakan pihak lain tercatat, tetapi tidak dihitung.",
    columns=(
        Column("Kegiatan", "title", "title"),
        Column("Jenis", "type", "type"),
        Column("Tahun", "year", "year"),
        Column("Penyelenggara", "host", "host"),
        Column("Keadaan", _state),
        Column("Pelaksanaan", "held", "held", number=True),
        Column("Peserta", _people, "people", number=True),
    ),
    form=ActivityForm,
    verbs=ACTIVITIES,
    search=("title", "host_name", "request_letter"),
    filters=(
        Filter("tahun", "Tahun", _years, "year"),
        Filter("bidang", "Bidang", _areas, "area"),
        _by_code("type", "Jenis", "activity_type"),
        _by_code("host", "Penyelenggara", "activity_host"),
        Filter(
            "keadaan", "Keadaan", lambda user: [("held", "Terlaksana"), ("planned", "Rencana")], narrow=_narrow_held
        ),
    ),
    order=("-year", "title"),
    keeps_files=True,
    prefetch=("partners",),
    select=("region",),
    panels=(
        Panel(
            "Kegiatan", ("title", "type", "area", "year", "planned_on", "funding", "request_letter", "partners", "note")
        ),
        Panel("Penyelenggara", ("host", "host_name")),
        Panel("Jumlah peserta seluruhnya", (*_HEADS.rows, "participants_on", "region", "environment")),
    ),
    detail_template="activities/activity.html",
    extras=(_under,),
)

MEETING = MeetingPages(
    "activities",
    "meeting",
    "pelaksanaan",
    Meeting,
    "pelaksanaan",
    "Pelaksanaan",
    columns=(),
    form=MeetingForm,
    verbs=MEETINGS,
    select=("activity", "region"),
    prefetch=("institutions",),
    keeps_files=True,
    has_list=False,
    panels=(
        Panel(
            "Pelaksanaan",
            (
                "activity",
                "held_on",
                ("Mulai pukul", _clock),
                "mode",
                "venue",
                "region",
                "environment",
                "institutions",
                "speakers",
                "note",
            ),
        ),
        Panel("Peserta", (*_HEADS.rows, "media_reach")),
    ),
    parent=_activity_of,
    initial=_from_activity,
)

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
        Column("Nama lain", "aliases"),
        Column("Pegawai", "staff", "staff", number=True),
    ),
    form=InstitutionForm,
    verbs=INSTITUTIONS,
    search=("name", "aliases", "note", "npsn"),
    filters=(_by_code("kind", "Jenis", "institution_kind"), _by_code("environment", "Lingkungan", "environment")),
    order=("nameless", "name"),
    select=("region",),
    panels=(Panel("Instansi", ("name", "aliases", "kind", "environment", "region", "npsn", "staff", "note")),),
    detail_template="activities/institution.html",
    extras=(_reached,),
)
