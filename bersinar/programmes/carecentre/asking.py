"""The public contact form: who will not call writes from a phone, without log-in and without a name.

One matter a time, chosen first: it decides which queue the contact lands in, from the first save. Who has two sends
twice, and nothing kept joins the two. A number is kept only where it was given to be called.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar
from uuid import NAMESPACE_URL, UUID, uuid5

from django import forms
from django.utils import timezone

from bersinar.foundation.access.machines import machine
from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.codelists.lists import choices
from bersinar.foundation.offices.models import Office
from bersinar.foundation.oneform.forms import AnswerForm
from bersinar.foundation.oneform.kinds import Asked, FormKind
from bersinar.foundation.oneform.models import Opening, Way
from bersinar.foundation.oneform.openings import MOST, open_form

from .actions import take_rehab, take_service, take_tip
from .fields import hour_field, text_field
from .moments import to_minute
from .office_settings import settings_of

CONTACT = "carecentre.contact"
HELP, TIP = "bantuan", "laporan"
_WHY = "Kontak lewat formulir publik"
_REACH = ("contact_channel", "safe_from", "safe_until", "reach_note")
_PER_MINUTE = 12


class ContactForm(AnswerForm):
    """What somebody writes to the office. Only the matter and the words are asked; the rest may stay empty."""

    sections: ClassVar[tuple[tuple[str, str, tuple[str, ...]], ...]] = (
        (
            "Tentang apa?",
            "Pilihan ini menentukan siapa yang membaca. Punya dua keperluan? Kirim dua kali; keduanya tidak dihubungkan.",
            ("about", "note"),
        ),
        ("Bila ingin dihubungi", "Boleh dikosongkan semuanya.", ("caller", "caller_kind", "phone", *_REACH)),
    )

    about = forms.ChoiceField(
        label="Keperluan Anda", widget=forms.RadioSelect,
        error_messages={"required": "Pilih dahulu keperluannya, agar sampai ke petugas yang tepat."},
    )  # fmt: skip
    note = text_field(
        "Yang ingin Anda sampaikan", 2000, rows=6, required=True, help_text="Tidak perlu menulis nama siapa pun.",
        error_messages={
            "required": "Tuliskan dahulu yang ingin Anda sampaikan.",
            "max_length": "Paling banyak 2.000 huruf. Pendekkan sedikit, lalu kirim lagi.",
        },
    )  # fmt: skip
    caller = text_field("Nama panggilan", help_text="Boleh nama samaran.")
    caller_kind = forms.ChoiceField(label="Anda menghubungi sebagai", required=False)
    phone = text_field(
        "Nomor yang boleh kami hubungi", 40, help_text="Isi hanya bila Anda bersedia dihubungi.",
    )  # fmt: skip
    contact_channel = forms.ChoiceField(label="Cara menghubungi", required=False)
    safe_from = hour_field("Jam aman mulai")
    safe_until = hour_field("Jam aman sampai")
    reach_note = text_field(
        "Yang perlu kami jaga", 200, help_text="Misalnya: jangan tinggalkan pesan suara.",
    )  # fmt: skip

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        fields: Any = self.fields
        services = [(f"layanan-{code}", title) for code, title in choices("contact_purpose")]
        fields["about"].choices = [
            (HELP, "Saya atau keluarga saya perlu pertolongan"), *services, (TIP, "Melaporkan peredaran gelap narkotika")
        ]  # fmt: skip
        fields["caller_kind"].choices = [("", "Tidak disebut"), *choices("caller_kind")]
        fields["contact_channel"].choices = [("", "Mana saja"), *choices("callback_channel")]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if any(said.get(name) for name in _REACH) and not said.get("phone"):
            self.add_error("phone", "Isi nomornya agar dapat dihubungi, atau kosongkan cara dan jam menghubungi.")
        if (said.get("safe_from") is None) != (said.get("safe_until") is None):
            self.add_error("safe_until", "Isi kedua jamnya, atau kosongkan keduanya.")
        elif said.get("safe_from") is not None and said["safe_from"] == said["safe_until"]:
            self.add_error("safe_until", "Jam mulai dan jam sampai sama. Kosongkan bila semua jam aman.")
        return said


def form_of(office: Office) -> UUID:
    """What an office's contact form is known by to the public forms."""
    return uuid5(NAMESPACE_URL, f"bersinar:{CONTACT}:{office.code}")


def open_contact_form(*, office: Office, by: User, begins_on: date, ends_on: date) -> Opening:
    """Put an office's contact form before the public. A phone may write as often as there is something to say."""
    return open_form(
        kind=CONTACT, ref=form_of(office), office=office, way=Way.LINK, begins_on=begins_on, ends_on=ends_on, most=MOST, by=by,
        once_per_device=False,
    )  # fmt: skip


def asked(opening: Opening) -> Asked:
    """What stands above the form: what to do in danger comes first."""
    numbers = " atau ".join(f"{whose} {number}" for whose, number in settings_of(opening.office).numbers)
    danger = "Ada yang tidak sadar, kejang, atau ingin melukai diri? Jangan menunggu jawaban kami: hubungi"
    return Asked(
        "Hubungi kami", "Minta tolong, bertanya, atau melapor. Tanpa biaya.", opening.office.official_name,
        (
            f"{danger} {numbers or 'nomor darurat terdekat'}.",
            "Tidak perlu nama. Alamat jaringan Anda tidak kami simpan.",
            "Permintaan tolong hanya dibaca petugas klinik, laporan hanya dibaca seksi pemberantasan.",
        ),
    )  # fmt: skip


def receive(opening: Opening, values: Mapping[str, Any], month: date) -> None:
    """Put what was written into its queue. Its time is that of any contact there: the hour, or the minute of open work."""
    office = opening.office
    about = values["about"]
    said = {
        **{name: values[name] for name in ("note", "caller", "phone", *_REACH)}, "may_contact": bool(values["phone"]),
        "caller_kind": values["caller_kind"] or "anonymous", "channel": "web", "received_at": to_minute(timezone.now()),
        "office": office, "by": machine(f"formulir-publik.{office.code}", f"Formulir publik {office.short_name}"),
        "reason": _WHY,
    }  # fmt: skip
    if about == HELP:
        take_rehab(**said)
    elif about == TIP:
        take_tip(**said)
    else:
        take_service(purpose=about.removeprefix("layanan-"), **said)


def closed(opening: Opening) -> None:
    """Nothing waits here: every contact went to its queue as it came."""


KIND = FormKind(CONTACT, Permission.CARE_MANAGE, asked, ContactForm, receive, closed, _PER_MINUTE)
