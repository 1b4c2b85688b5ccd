"""Pages of a cohort, its families and their members."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import URLPattern, path, reverse

from bersinar.foundation.access.doors import needs, user_of
from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.offices.models import Office
from bersinar.foundation.stages.ways import Step
from bersinar.foundation.ui.pages import Column, Filter, Pages, Panel
from bersinar.foundation.ui.steps import WayPages

from ..actions import read_names
from ..families.actions import COHORTS, FAMILIES, MEMBERS
from ..families.course import course_of, scores_left
from ..families.facts import tests_of
from ..families.forms import CohortForm, FamilyForm, LeaveForm, MemberForm, ReturnForm
from ..families.saying import is_under_way
from ..models import Activity, Family, FamilyCohort, FamilyMember
from .meetings import id_in

PURPOSE = "nama keluarga dalam kohort"


class CohortPages(Pages):
    """The list tells how many families and meetings each has: counted in its one query."""

    def told(self, user: User) -> Any:
        return (
            super()
            .told(user)
            .annotate(
                many_families=Count("families", filter=Q(families__cancelled_at__isnull=True), distinct=True),
                many_meetings=Count("activity__meetings", filter=Q(activity__meetings__cancelled_at__isnull=True), distinct=True),
            )
        )  # fmt: skip


def _years(user: User) -> list[tuple[str, str]]:
    years = FamilyCohort.objects.visible_to(user).order_by("-activity__year").values_list("activity__year", flat=True)
    return [(str(year), str(year)) for year in dict.fromkeys(years)]


def named(request: HttpRequest, parameter: str, model: type[Any], office: Office) -> Any:
    """The standing record of the user's office that an address names, or None."""
    rows = model.objects.visible_to(user_of(request)).standing().filter(office=office)
    return rows.filter(pk=id_in(request.GET.get(parameter, ""))).first()


def _from_activity(request: HttpRequest, office: Office) -> dict[str, Any]:
    """The kegiatan one comes from; scale and instrument as the office's last cohort had them."""
    activity = named(request, "kegiatan", Activity, office)
    last = FamilyCohort.objects.visible_to(user_of(request)).standing().filter(office=office).order_by("-recorded_at").first()  # fmt: skip
    known: dict[str, Any] = {"activity": activity.pk} if activity else {}
    if activity is not None and activity.region_id:
        known["region"] = activity.region_id
    if last is not None:
        known |= {name: getattr(last, name) for name in ("instrument", "scale_least", "scale_most")}
    return known


def _course(cohort: FamilyCohort, user: User) -> dict[str, Any]:
    course = course_of(cohort)
    after = course.next.url if course.next else ""
    left = [(words, url) for words, url in scores_left(cohort) if url != after] if course.rows else []
    return {"course": course, "tests": [one for one in tests_of(cohort) if one], "scores_left": left}


def _cohort_actions(cohort: FamilyCohort, user: User) -> list[tuple[str, str]]:
    return [("Buka nama", reverse("activities:cohort_names", args=[cohort.pk]))]


COHORT = CohortPages(
    "activities",
    "cohort",
    "kohort-keluarga",
    FamilyCohort,
    "kohort keluarga",
    "Kohort keluarga",
    explains="Keluarga yang mengikuti intervensi ketahanan keluarga, pertemuan demi pertemuan. Orang disebut dengan kode.",
    empty="Catat dahulu kegiatan berjenis intervensi ketahanan keluarga, lalu buat kohortnya dari halaman kegiatan itu.",
    columns=(
        Column("Kegiatan", "activity__title", "activity__title"),
        Column("Desa atau kelurahan", "region"),
        Column("Tahun", "activity__year", "activity__year"),
        Column("Keluarga", "many_families", "many_families", number=True),
        Column("Pertemuan", lambda cohort: f"{cohort.many_meetings} dari {cohort.planned_meetings}", number=True),
    ),
    form=CohortForm,
    verbs=COHORTS,
    search=("activity__title", "region__name"),
    filters=(Filter("tahun", "Tahun", _years, "activity__year"),),
    select=("activity", "region"),
    prefetch=("activity__meetings__family_rolls__present", "families__members", "tests"),
    panels=(
        Panel(
            "Rencana",
            ("activity", "region", "planned_families", "planned_meetings", "facilitators", "note"),
        ),
        Panel("Pengukuran", ("instrument", ("Skala", lambda cohort: cohort.scale))),
    ),
    initial=_from_activity,
    actions=_cohort_actions,
    detail_template="activities/cohort.html",
    extras=(_course,),
)


def _parent_of_family(family: Family) -> tuple[str, str]:
    return str(family.cohort), COHORT.url("", family.cohort_id)


def _from_cohort(request: HttpRequest, office: Office) -> dict[str, Any]:
    """The cohort one comes from; the day as the family before it."""
    cohort = named(request, "kohort", FamilyCohort, office)
    if cohort is None:
        return {}
    last = cohort.families.filter(cancelled_at__isnull=True).order_by("-number").first()
    return {"cohort": cohort.pk, "enrolled_on": last.enrolled_on if last else None}


_LEAVE = Step("keluar", "Catat keluarga ini keluar", ("here",), "gone")
_RETURN = Step("kembali", "Tarik kembali: keluarga ini tidak keluar", ("gone",), "here")


def _steps(family: Family, user: User) -> tuple[Step, ...]:
    return (_RETURN,) if family.left_on else (_LEAVE,)


def _family_actions(family: Family, user: User) -> list[tuple[str, str]]:
    step = _steps(family, user)[0]
    offered = [(step.label, reverse("activities:family_step", args=[family.pk, step.code]))]
    if not is_under_way(family.cohort.activity):
        offered.append(("Tambah anggota", f"{reverse('activities:family_member_new')}?keluarga={family.pk}"))
    return offered


def _members(family: Family, user: User) -> dict[str, Any]:
    people = family.people()
    for one in people:
        one.family = family
    return {"people": people}


FAMILY = WayPages(
    "activities",
    "family",
    "keluarga-kohort",
    Family,
    "keluarga",
    "Keluarga",
    columns=(),
    form=FamilyForm,
    verbs=FAMILIES,
    has_list=False,
    select=("cohort__activity",),
    prefetch=("members",),
    panels=(Panel("Keluarga", ("cohort", "enrolled_on", "left_on", "left_reason")),),
    parent=_parent_of_family,
    initial=_from_cohort,
    actions=_family_actions,
    step_forms={"keluar": LeaveForm, "kembali": ReturnForm},
    steps_of=_steps,
    detail_template="activities/family.html",
    extras=(_members,),
    says={
        "activities.enrol_family": "didaftarkan",
        "activities.family_leaves": "keluar dari kohort",
        "activities.family_returns": "tidak jadi keluar",
    },
)


def _parent_of_member(member: FamilyMember) -> tuple[str, str]:
    return str(member.family), FAMILY.url("", member.family_id)


def _from_family(request: HttpRequest, office: Office) -> dict[str, Any]:
    family = named(request, "keluarga", Family, office)
    return {"family": family.pk} if family else {}


MEMBER = Pages(
    "activities",
    "family_member",
    "anggota-keluarga",
    FamilyMember,
    "anggota keluarga",
    "Anggota keluarga",
    columns=(),
    form=MemberForm,
    verbs=MEMBERS,
    has_list=False,
    personal=True,
    select=("family__cohort__activity",),
    panels=(Panel("Anggota", ("role", "sex", "birth_year")),),
    parent=_parent_of_member,
    initial=_from_family,
)


def _names_view(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """The names behind the codes of one cohort. Each reading is written down before a name is shown."""
    user, cohort = user_of(request), COHORT.get(request, pk)
    if not COHORT.may_write(user, cohort):
        raise PermissionDenied
    people = FamilyMember.objects.standing().filter(family__cohort=cohort, family__cancelled_at__isnull=True)
    rows = list(people.select_related("office", "family").order_by("family__number", "-role", "number"))
    rows = [one for one in rows if one.name]
    context = {"cohort": cohort, "rows": list(zip(rows, read_names(rows, by=user, purpose=PURPOSE), strict=True))}
    return render(request, "activities/cohort_names.html", context)


def family_urls() -> list[URLPattern]:
    """Cohorts, families, members, and the one page that opens names."""
    door = needs(Permission.ACTIVITIES_WRITE)(_names_view)
    names = path(f"{COHORT.slug}/<uuid:pk>/nama/", door, name="cohort_names")
    return [names, *MEMBER.urls(), *FAMILY.urls(), *COHORT.urls()]
