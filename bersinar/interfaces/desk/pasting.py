"""Tempel laporan: the office's usual chat report becomes a form that is filled in, each value beside its words.

Nothing is saved here but a kegiatan that the officer names on this page; what was read goes into a draft, which is
shown in its own form and saved by the officer there, or not.
"""

from __future__ import annotations

from datetime import date
from difflib import SequenceMatcher
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from bersinar.foundation.access.doors import needs, user_of
from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.codelists.fields import CodeChoiceField
from bersinar.foundation.codelists.lists import label
from bersinar.foundation.institutions.models import Institution
from bersinar.foundation.offices.models import Office
from bersinar.foundation.ui.forms import BOOKKEEPING, bring_back, regions_of
from bersinar.foundation.wire.drafts import keep_draft
from bersinar.foundation.wire.refusals import Refusal
from bersinar.interfaces.exchange.chat_reports import MOST, Found, Known, Report, read_report
from bersinar.programmes.activities.actions import ACTIVITIES
from bersinar.programmes.activities.models import ORGANISED, Activity
from bersinar.programmes.screening.models import URINE_TEST

from .rooms import pages_of

_CODED = {"type": "activity_type", "environment": "environment"}
_OF_MEETING = (
    "held_on",
    "starts_at",
    "venue",
    "region",
    "environment",
    "institutions",
    "total",
    "male",
    "female",
    "bound",
)
_OF_TEST = ("held_on", "region", "environment", "male", "female")
NEW = "baru"


class TextForm(forms.Form):
    text = forms.CharField(
        label="Laporan", max_length=MOST, widget=forms.Textarea(attrs={"rows": 12}),
        error_messages={"required": "Tempel dahulu teks laporannya."},
    )  # fmt: skip


class ChosenForm(TextForm):
    """Under which kegiatan it goes; of a new one its name and type, as the officer leaves them."""

    activity = forms.ChoiceField(label="Masuk ke kegiatan")
    title = forms.CharField(label="Nama kegiatan baru", max_length=200, required=False)
    type = CodeChoiceField(list_name="activity_type", label="Jenis kegiatan baru", required=False)

    def __init__(self, *args: Any, offered: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["text"].widget = forms.HiddenInput()
        field: Any = self.fields["activity"]
        field.choices = [*offered, (NEW, "Kegiatan baru")]


@needs(Permission.ACTIVITIES_WRITE)
def paste(request: HttpRequest) -> HttpResponseBase:
    """The text goes in, what was read stands beside its words, and one button leads on to the form."""
    user = user_of(request)
    (office, *_) = user.offices_with(Permission.ACTIVITIES_WRITE)
    form = TextForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _page(request, office, form, status=422 if form.is_bound else 200)
    text = form.cleaned_data["text"]
    report = read_report(text, today=office.local_day(), known=known_of(office, user))
    offered = _offered(office, user, report)
    if "activity" not in request.POST:
        begun = {
            "text": text, "title": report.value("title"), "type": report.value("type"),
            "activity": offered[0][0] if offered else NEW,
        }  # fmt: skip
        return _page(request, office, form, report, ChosenForm(initial=begun, offered=offered))
    chosen = ChosenForm(request.POST, offered=offered)
    if chosen.is_valid():
        try:
            return redirect(_on(chosen.cleaned_data, report, office, user))
        except Refusal as refusal:
            bring_back(chosen, refusal)
    return _page(request, office, form, report, chosen, status=422)


def known_of(office: Office, user: User) -> Known:
    """The names by which a text is read: the office's regions below the kabupaten, and its institutions."""
    regions = dict(regions_of(office).filter(level__gte=3).values_list("code", "name"))
    rows = Institution.objects.visible_to(user).standing().filter(office=office, merged_into=None).exclude(name="")
    return Known(regions, {str(pk): name for pk, name in rows.values_list("pk", "name")})


def _offered(office: Office, user: User, report: Report) -> list[tuple[str, str]]:
    """The kegiatan of the year that it may belong to, the likeliest in front; none that was called off."""
    day = date.fromisoformat(report.value("held_on")) if report.value("held_on") else office.local_day()
    rows: Any = Activity.objects.visible_to(user).standing().filter(office=office, year=day.year, host=ORGANISED)
    rows = rows.filter(called_off_on=None)
    rows = rows.filter(type=URINE_TEST) if report.is_test else rows.exclude(type=URINE_TEST)

    def likely(row: Activity) -> tuple[int, float]:
        near = SequenceMatcher(None, row.title.lower(), report.value("title").lower()).ratio()
        return (0 if row.planned_on == day else 1, -near)

    return [(str(row.pk), str(row)) for row in sorted(rows, key=likely)[:50]]


def _on(said: dict[str, Any], report: Report, office: Office, user: User) -> str:
    """Keep what was read as the draft of the form that it belongs to; where that form stands."""
    if said["activity"] == NEW:
        day = report.value("held_on")
        year = date.fromisoformat(day).year if day else office.local_day().year
        made = ACTIVITIES.create(office=office, by=user, title=said["title"], type=said["type"], year=year)
        key, is_test = made.pk, made.type == URINE_TEST
    else:
        key, is_test = UUID(said["activity"]), report.is_test
    kind, parent = ("screening.urinesession", "activity_id") if is_test else ("activities.meeting", "activity")
    pages = pages_of(kind)
    assert pages is not None
    names = _OF_TEST if is_test else _OF_MEETING
    fields = {one.name: [one.value] for one in report.found if one.name in names}
    if is_test:
        fields |= {"tested": [report.value("total")], "institution": [report.value("institutions")]}
    fields = {field: value for field, value in fields.items() if value != [""]}
    begun = _begun(pages.form(user=user, office=office, initial={parent: key}))
    keep_draft(owner=user, form=f"{pages.room}.{pages.name}.new.{key}", side="", fields={**begun, **fields})
    return f"{pages.url('new')}?kegiatan={key}"


def _begun(form: Any) -> dict[str, list[str]]:
    """What the form begins with by itself: a draft says all that a form would."""
    values = {name: form[name].value() for name in form.fields if name not in BOOKKEEPING}
    return {name: [str(value)] for name, value in values.items() if value not in (None, "", [], {})}


def _page(
    request: HttpRequest, office: Office, form: TextForm, report: Report | None = None,
    chosen: ChosenForm | None = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    rows = [_row(one) for one in report.found] if report else []
    context = {
        "form": form,
        "chosen": chosen,
        "rows": rows,
        "unread": report.unread if report else (),
        "office": office,
    }
    return render(request, "desk/paste.html", context, status=status)


def _row(one: Found) -> dict[str, str]:
    words = one.words or (label(_CODED[one.name], one.value) if one.name in _CODED else one.value)
    return {"title": one.title, "words": words, "quote": one.quote, "doubt": one.doubt}
