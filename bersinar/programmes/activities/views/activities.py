"""Pages of kegiatan. Its state is derived: planned, with a day, held, called off."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, IntegerField, OuterRef, Prefetch, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from bersinar.catalogue.evidence import grade_of
from bersinar.foundation.access.models import User
from bersinar.foundation.codelists.lists import label
from bersinar.foundation.letters.panel import letters_of
from bersinar.foundation.stages.ways import Mark, Step
from bersinar.foundation.ui.pages import Column, Filter, Panel, by_code
from bersinar.foundation.ui.steps import WayPages

from ..actions import ACTIVITIES
from ..families.saying import standing_cohort
from ..forms import ActivityForm
from ..models import FAMILY_INTERVENTION, Activity, Attendee, FamilyRoll, Meeting, Request
from ..plan.forms import STEP_FORMS
from ..plan.ways import CALLED_OFF, HELD, IDEA, PLAN_WAY, SCHEDULED, is_overdue, state_of
from ..public import all_uses, uses_of
from ..waiting import overdue, with_held
from .shown import HEADS, bounded


@dataclass
class ActivityPages(WayPages):
    """The list tells of each kegiatan how often it was held: counted in the list's one query."""

    def told(self, user: User) -> Any:
        return with_held(_with_held(super().told(user)))


MEDIA_CAMPAIGN = "media_campaign"


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
    return rows.annotate(held=held, people=Coalesce(F("total"), _of_cohort(), people))


def _of_cohort() -> Subquery:
    """How many of a cohort's members came at all: each counts once, however often they came."""
    ticked = FamilyRoll.objects.standing().filter(
        meeting__activity=OuterRef("pk"), meeting__cancelled_at__isnull=True, present__cancelled_at__isnull=True
    )
    counted = ticked.order_by().values("meeting__activity").annotate(n=Count("present", distinct=True))
    return Subquery(counted.values("n"), output_field=IntegerField())


_OVERDUE = "overdue"


def _narrow_state(rows: Any, chosen: str) -> Any:
    if chosen == _OVERDUE:
        return overdue(rows, date.today())
    if chosen == HELD:
        return rows.filter(was_held=True)
    rows = rows.filter(was_held=False, called_off_on__isnull=chosen != CALLED_OFF)
    return rows if chosen == CALLED_OFF else rows.filter(planned_on__isnull=chosen == IDEA)


def _states(user: User) -> list[tuple[str, str]]:
    return [*PLAN_WAY.choices(), (_OVERDUE, "Lewat hari, belum terlaksana")]


def _state(activity: Any) -> str:
    if is_overdue(activity, held=activity.was_held, today=activity.office.local_day()):
        return "Lewat hari"
    return PLAN_WAY.stage(state_of(activity, held=activity.was_held)).label


def _state_mark(activity: Any) -> str:
    if is_overdue(activity, held=activity.was_held, today=activity.office.local_day()):
        return "bad"
    return {HELD: "ok", CALLED_OFF: "warn"}.get(state_of(activity, held=activity.was_held), "")


def _steps(activity: Activity, user: User) -> tuple[Step, ...]:
    return PLAN_WAY.open_steps(state_of(activity, held=activity.is_held()), activity)


def _drawn(activity: Activity) -> list[Mark]:
    at = state_of(activity, held=activity.is_held())
    return PLAN_WAY.drawn(at, been=(SCHEDULED,) if activity.planned_on else ())


def _clock(activity: Activity) -> str:
    return activity.starts_at.strftime("%H.%M") if activity.starts_at else ""


def _evidence(activity: Activity) -> str:
    grade = grade_of(activity.type)
    return label("evidence_grade", grade) if grade else "Tidak digolongkan"


def _people(activity: Any) -> str:
    """People of a kegiatan as far as recorded."""
    return bounded(activity.people, activity.bound)


# Without the sealed names, which a count has no use for.
_COUNTED = Prefetch("attendees", Attendee.objects.only("meeting", "sex", "age_band", "cancelled_at"))


def _under(activity: Activity, user: User) -> dict[str, Any]:
    """The pelaksanaan of a kegiatan, and what other rooms hold under it."""
    meetings = (
        activity.meetings.filter(cancelled_at__isnull=True)
        .select_related("region")
        .prefetch_related("institutions", _COUNTED, "family_rolls__present")
    )
    return {
        "meetings": [(meeting, _count(meeting)) for meeting in meetings],
        "uses": [
            (use.noun, list(use.listed(activity.pk, user)), use.new_url(activity.pk)) for use in uses_of(activity.type)
        ],
        "may_have_cohort": activity.type == FAMILY_INTERVENTION and activity.is_organised,
        "family_cohort": standing_cohort(activity),
    }


def _way(activity: Activity, user: User) -> dict[str, Any]:
    return ACTIVITY.of_way(activity, user)


def _plan(activity: Activity, user: User) -> dict[str, Any]:
    """What the plan says beside its rows: late, called off, whose permohonan it answers, whether it is a broadcast."""
    held = activity.is_held()
    requests = Request.objects.visible_to(user).standing().filter(activity=activity)
    return {
        "overdue": is_overdue(activity, held=held, today=activity.office.local_day()),
        "requests": list(requests.select_related("institution__merged_into").order_by("received_on")),
        "is_media": activity.type == MEDIA_CAMPAIGN,
    }


def _count(meeting: Meeting) -> str:
    said = meeting.attendance() or meeting
    return bounded(said.total, said.bound)


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
        Column("Rencana", "planned_on", "planned_on"),
        Column("Keadaan", _state, mark=_state_mark),
        Column("Pelaksanaan", "held", "held", number=True),
        Column("Peserta", _people, "people", number=True),
    ),
    form=ActivityForm,
    verbs=ACTIVITIES,
    search=("title", "host_name", "request_letter"),
    filters=(
        Filter("tahun", "Tahun", _years, "year"),
        Filter("bidang", "Bidang", _areas, "area"),
        by_code("type", "Jenis", "activity_type"),
        by_code("host", "Penyelenggara", "activity_host"),
        Filter("keadaan", "Keadaan", _states, narrow=_narrow_state),
    ),
    order=("-year", "title"),
    keeps_files=True,
    prefetch=("partners",),
    select=("region",),
    panels=(
        Panel(
            "Kegiatan",
            (
                "title",
                "type",
                "area",
                ("Dasar bukti", _evidence),
                "year",
                "funding",
                "request_letter",
                "partners",
                "note",
            ),
        ),
        Panel(
            "Jadwal",
            ("planned_on", "planned_until", ("Mulai pukul", _clock), "venue", "called_off_on", "called_off_why"),
        ),
        Panel("Penyelenggara", ("host", "host_name")),
        Panel("Jumlah peserta seluruhnya", (*HEADS.rows, "participants_on", "region", "environment")),
    ),
    detail_template="activities/activity.html",
    extras=(_way, _plan, _under, letters_of),
    list_template="activities/activities.html",
    step_forms=STEP_FORMS,
    steps_of=_steps,
    drawn=_drawn,
    says={
        "activities.schedule_activity": "jadwal ditetapkan",
        "activities.call_off_activity": "dicatat tidak jadi",
        "activities.take_up_activity": "jadi dilaksanakan lagi",
        "activities.copy_plan": "disalin dari rencana tahun lalu",
    },
)
