"""Pages of this room."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, F, IntegerField, OuterRef, Prefetch, Subquery, Sum, Value
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import URLPattern, path, reverse

from bersinar.foundation.access.doors import needs, user_of
from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.codelists.lists import choices, label
from bersinar.foundation.institutions.models import Institution
from bersinar.foundation.letters.panel import letters_of
from bersinar.foundation.offices.models import Office
from bersinar.foundation.ui.forms import RecordForm
from bersinar.foundation.ui.numbers import write_number
from bersinar.foundation.ui.pages import Column, Filter, Pages, Panel

from .actions import ACTIVITIES, ATTENDANCE, ATTENDEES, INSTITUTIONS, MEETINGS, read_names
from .forms import NAMELESS, ActivityForm, AttendanceForm, InstitutionForm, MeetingForm
from .models import NOT_RECORDED, Activity, Attendee, Meeting
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
    on_list = Attendee.objects.standing().filter(meeting=OuterRef("pk")).order_by().values("meeting")
    came = Coalesce(F("total"), Subquery(on_list.annotate(n=Count("pk")).values("n")))
    people = Subquery(own.annotate(n=Sum(came)).values("n"), output_field=IntegerField())
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


def _count(meeting: Meeting) -> str:
    said = meeting.attendance() or meeting
    return _bounded(said.total, said.bound)


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


# Without the sealed names, which a count has no use for.
_COUNTED = Prefetch("attendees", Attendee.objects.only("meeting", "sex", "age_band", "cancelled_at"))


def _under(activity: Activity, user: User) -> dict[str, Any]:
    """The pelaksanaan of a kegiatan, and what other rooms hold under it."""
    meetings = (
        activity.meetings.filter(cancelled_at__isnull=True)
        .select_related("region")
        .prefetch_related("institutions", _COUNTED)
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
    # Of a merged institution the one that is kept: the double is no longer offered.
    reached = {one.counted_id: one.counted for one in last.institutions.all()}
    copied = {name: value for name, value in form.initial.items() if name not in MeetingForm.not_copied}
    return {**copied, "institutions": list(reached.values())}


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _activity_of(meeting: Meeting) -> tuple[str, str]:
    return str(meeting.activity), reverse("activities:activity", args=[meeting.activity_id])


def _reached(institution: Institution, user: User) -> dict[str, Any]:
    """The latest pelaksanaan that named this institution, or what was merged into it."""
    meetings = Meeting.objects.visible_to(user).standing()
    meetings = meetings.filter(institutions__in=[institution, *institution.merged.all()]).distinct()
    return {"meetings": meetings.select_related("activity").order_by("-held_on")[:20], "times": meetings.count()}


def _merged(institution: Institution, user: User) -> dict[str, Any]:
    """What was merged into this record, or into which it was; a merged one is read, parted, and nothing else."""
    may = INSTITUTION.may_write(user, institution) and not institution.is_cancelled
    doubles = institution.merged.order_by("name", "pk")
    return {"kept": institution.merged_into, "doubles": doubles, "may_part": may} | (
        {"may_write": False} if institution.merged_into_id else {}
    )


def _merge_action(institution: Institution, user: User) -> list[tuple[str, str]]:
    return [("Gabungkan rekam ganda", reverse("activities:institution_merge", args=[institution.pk]))]


def _listed(meeting: Meeting, user: User) -> dict[str, Any]:
    """What the attendance list counts to. Who is on it is told on its own page, to those who may write."""
    return {"attendance": meeting.attendance(), "may_open": MEETING.may_write(user, meeting)}


class AttendanceFilling(Pages):
    """The form for the attendance list of a pelaksanaan; it leads back to that one."""

    def urls(self) -> list[URLPattern]:
        door = needs(self.model.write_permission)(self.change_view)
        return [path(f"{self.slug}/<uuid:pk>/daftar-hadir/isi/", door, name=self.name)]

    def url(self, part: str, *args: Any) -> str:
        return MEETING.url(part, *args)

    def _form_page(
        self,
        request: HttpRequest,
        form: RecordForm,
        key: str,
        record: Any,
        *,
        status: int = 200,
        restored: bool = False,
    ) -> HttpResponse:
        if restored:
            form.errors.clear()  # a draft is not a submission: it is shown, not judged
        context = {"form": form, "title": "Isi daftar hadir", "draft_key": key, "restored": restored, "record": record}
        back = self.url("", record.pk)
        return render(request, "activities/attendance_form.html", {**context, "back": back}, status=status)


class AttendeePages(Pages):
    """Of one person on a list there is one page: taking them off. It leads back to the list."""

    def urls(self) -> list[URLPattern]:
        door = needs(self.model.write_permission)(self.cancel_view)
        return [path(f"{self.slug}/<uuid:pk>/batalkan/", door, name=f"{self.name}_cancel")]

    def url(self, part: str, *args: Any) -> str:
        meeting_id = Attendee.objects.values_list("meeting_id", flat=True).get(pk=args[0])
        return reverse("activities:attendance", args=[meeting_id])


def _attendance_view(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """The attendance list with its names. Each reading is written down before a name is shown."""
    user, meeting = user_of(request), MEETING.get(request, pk)
    if not MEETING.may_write(user, meeting):
        raise PermissionDenied
    people = Attendee.objects.filter(meeting=meeting).standing().select_related("office", "institution")
    page = Paginator(people.order_by("number"), _ON_A_PAGE).get_page(request.GET.get("hal"))
    rows = list(page.object_list)
    context = {"meeting": meeting, "page": page, "rows": list(zip(rows, read_names(rows, by=user), strict=True))}
    return render(request, "activities/attendance.html", context)


def attendance_urls() -> list[URLPattern]:
    """The attendance list of a pelaksanaan: open it, fill it, take somebody off."""
    door = needs(Permission.ACTIVITIES_WRITE)(_attendance_view)
    opening = path(f"{MEETING.slug}/<uuid:pk>/daftar-hadir/", door, name="attendance")
    return [opening, *_FILLING.urls(), *_ATTENDEE.urls()]


_ON_A_PAGE = 100
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
    extras=(_under, letters_of),
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
    detail_template="activities/meeting.html",
    extras=(_listed, letters_of),
)

_FILLING = AttendanceFilling(
    "activities",
    "attendance_fill",
    MEETING.slug,
    Meeting,
    "daftar hadir",
    "Daftar hadir",
    columns=(),
    form=AttendanceForm,
    verbs=ATTENDANCE,
    panels=(),
    select=("activity",),
    has_list=False,
)

_ATTENDEE = AttendeePages(
    "activities",
    "attendee",
    "peserta",
    Attendee,
    "peserta",
    "Peserta",
    columns=(),
    form=AttendanceForm,
    verbs=ATTENDEES,
    panels=(),
    select=("meeting__activity",),
    has_list=False,
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
        Column("Nama lain", lambda institution: [*institution.aliases, *institution.merged_names]),
        Column("Pegawai", "staff", "staff", number=True),
    ),
    form=InstitutionForm,
    verbs=INSTITUTIONS,
    search=("name", "aliases", "merged_names", "note", "npsn"),
    filters=(
        _by_code("kind", "Jenis", "institution_kind"),
        _by_code("environment", "Lingkungan", "environment"),
        _MERGED,
    ),
    order=("nameless", "name"),
    select=("region", "merged_into"),
    panels=(Panel("Instansi", ("name", "aliases", "kind", "environment", "region", "npsn", "staff", "note")),),
    detail_template="activities/institution.html",
    extras=(_reached, _merged),
    actions=_merge_action,
)
