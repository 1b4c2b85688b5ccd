"""A volunteer's own link: what he did, told from his phone without log-in, counted once an officer has checked it.

The page behind the link names nobody. It takes no name of another person and no result of a test.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, ClassVar

from django import forms

from bersinar.foundation.access.machines import machine
from bersinar.foundation.access.models import User
from bersinar.foundation.codelists.lists import choices
from bersinar.foundation.oneform.forms import AnswerForm
from bersinar.foundation.oneform.kinds import Asked, FormKind
from bersinar.foundation.oneform.models import Opening, Way
from bersinar.foundation.oneform.openings import open_form, openings_of
from bersinar.foundation.ui.fields import DateField, NumberField
from bersinar.foundation.wire.refusals import Forbidden, Refusal
from bersinar.ledger.deeds import machine_deed

from .models import OwnAction, Volunteer

ACTION = "community.own_action"
LONGEST = timedelta(days=366)
_MOST = 100  # reports by one link
_WHY = "Laporan penggiat lewat tautan"
_PROMISES = (
    "Ceritakan satu aksi yang Anda lakukan sendiri. Kira-kira satu menit.",
    "Petugas memeriksa laporan ini sebelum dihitung.",
    "Jangan menulis nama orang lain atau hasil tes siapa pun.",
)


class ActionForm(AnswerForm):
    """What a volunteer tells of one action."""

    sections: ClassVar[tuple[tuple[str, str, tuple[str, ...]], ...]] = (
        ("Apa yang Anda lakukan", "", ("kind", "done_on")),
        ("Di mana dan berapa orang", "Boleh dikosongkan bila tidak tahu.", ("place", "people")),
        ("Catatan", "", ("note",)),
    )

    kind = forms.ChoiceField(label="Aksi")
    done_on = DateField(label="Tanggal")
    place = forms.CharField(label="Tempat", required=False, max_length=160)
    people = NumberField(label="Jumlah orang", required=False, least=0)
    note = forms.CharField(
        label="Catatan", required=False, max_length=300, help_text="Tanpa nama orang dan tanpa hasil tes.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        kind: Any = self.fields["kind"]
        kind.choices = [("", "Pilih …"), *choices("own_action_kind")]


def open_link(*, volunteer: Volunteer, ends_on: date, by: User) -> Opening:
    """Give a volunteer a link of his own, until a day at most a year ahead. There is one at a time."""
    if volunteer.office_id not in by.scope(Volunteer.write_permission):
        raise Forbidden()
    if volunteer.is_cancelled or volunteer.is_ended:
        raise Refusal("not_serving", "Masa tugas penggiat ini sudah berakhir.", status=409)
    today = volunteer.office.local_day()
    if ends_on > today + LONGEST:
        sentence = "Tautan berlaku paling lama satu tahun."
        raise Refusal("too_long", sentence, fields={"ends_on": sentence})
    return open_form(
        kind=ACTION, ref=volunteer.pk, office=volunteer.office, way=Way.LINK, begins_on=today, ends_on=ends_on,
        most=_MOST, by=by, once_per_device=False,
    )  # fmt: skip


def link_of(volunteer: Volunteer) -> Opening | None:
    """The volunteer's link that is not closed."""
    return next((one for one in openings_of(ACTION, volunteer.pk) if one.closed_at is None), None)


def asked(opening: Opening) -> Asked | None:
    """What stands above the questions; nothing once the volunteer serves no more."""
    serving = Volunteer.objects.standing().filter(pk=opening.ref, ended_on__isnull=True).exists()
    if not serving:
        return None
    return Asked("Laporan aksi penggiat", "Aksi tanpa petugas kantor", opening.office.official_name, _PROMISES)


def receive(opening: Opening, values: Mapping[str, Any], month: date) -> None:
    """Write down what was told, waiting for an officer. What the model refuses comes back to the volunteer."""
    volunteer = Volunteer.objects.select_for_update().get(pk=opening.ref)
    by = machine(f"formulir-publik.{opening.office.code}", f"Formulir publik {opening.office.short_name}")
    with machine_deed("community.report_action", office=opening.office, by=by, reason=_WHY) as doing:
        doing.add(OwnAction(), {**values, "volunteer": volunteer, "region": volunteer.region, "by_form": True})


def closed(opening: Opening) -> None:
    """Nothing waits in a box here: every report lies with the volunteer already."""


KIND = FormKind(ACTION, OwnAction.write_permission, asked, ActionForm, receive, closed)
