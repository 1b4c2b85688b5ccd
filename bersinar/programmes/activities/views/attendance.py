"""The attendance list of a pelaksanaan: opened, filled, and somebody taken off it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import URLPattern, path, reverse

from bersinar.foundation.access.doors import needs, user_of
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.ui.forms import RecordForm
from bersinar.foundation.ui.pages import Pages

from ..actions import ATTENDANCE, ATTENDEES, read_names
from ..forms import AttendanceForm
from ..models import Attendee, Meeting
from .meetings import MEETING


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
