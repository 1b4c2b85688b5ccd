"""Pages of kegiatan."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, F, IntegerField, OuterRef, Prefetch, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from bersinar.foundation.access.models import User
from bersinar.foundation.codelists.lists import label
from bersinar.foundation.letters.panel import letters_of
from bersinar.foundation.ui.pages import Column, Filter, Pages, Panel

from ..actions import ACTIVITIES
from ..families.saying import standing_cohort
from ..forms import ActivityForm
from ..models import FAMILY_INTERVENTION, Activity, Attendee, FamilyRoll, Meeting
from ..public import all_uses, uses_of
from .shown import HEADS, bounded, by_code


class ActivityPages(Pages):
    """The list tells of each kegiatan how often it was held: counted in the list's one query."""

    def told(self, user: User) -> Any:
        return _with_held(super().told(user))


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


def _narrow_held(rows: Any, chosen: str) -> Any:
    return rows.filter(held__gt=0) if chosen == "held" else rows.filter(held=0)


def _state(activity: Any) -> str:
    return "Terlaksana" if activity.held else "Rencana"


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
        by_code("type", "Jenis", "activity_type"),
        by_code("host", "Penyelenggara", "activity_host"),
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
        Panel("Jumlah peserta seluruhnya", (*HEADS.rows, "participants_on", "region", "environment")),
    ),
    detail_template="activities/activity.html",
    extras=(_under, letters_of),
)
