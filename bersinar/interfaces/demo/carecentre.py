"""Act: the call and care centre that Lumajang's article names without a number. Few contacts, all invented.

They lie in the article's year, in every state: what is open stays open, so that a queue can be looked at.
"""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from bersinar.foundation.access.models import User
from bersinar.foundation.access.wall import side
from bersinar.foundation.reaching.messages import NEUTRAL
from bersinar.programmes.carecentre import handling
from bersinar.programmes.carecentre.actions import set_up, take_rehab, take_service, take_tip
from bersinar.programmes.carecentre.asking import open_contact_form
from bersinar.programmes.carecentre.models import RehabTicket, TipTicket

from .stage import Stage

_CODE = "bnnk-lumajang"


def play(stage: Stage) -> None:
    """Standards and a public form, then contacts of three kinds, each handled as far as it got."""
    office = stage.office(_CODE)
    set_up(
        office=office, by=stage.person(_CODE, "kepala"), based_on=None, answer_minutes={"normal": 1440, "soon": 240, "emergency": 30},
        emergency_numbers="Ambulans: 119\nLayanan darurat: 112", reminder_words=NEUTRAL,
    )  # fmt: skip
    today = office.local_day()  # the form stands open to whoever looks at the demo, not to the article's year
    open_contact_form(
        office=office, by=stage.person(_CODE, "kepala"), begins_on=today, ends_on=today + timedelta(days=365)
    )
    operator = stage.person(_CODE, "kontak")
    _services(operator, {"office": office, "by": operator})
    _requests(stage.person(_CODE, "rehab"), {"office": office, "by": operator})
    _tips(stage.person(_CODE, "penyidik"), {"office": office, "by": operator})


def _at(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of the article's year, in Lumajang's own time."""
    return datetime(2022, month, day, hour - 7, minute, tzinfo=UTC)


def _services(operator: User, taken: dict[str, Any]) -> None:
    """A question answered, a request handed on, a complaint in hand, and one that waits."""
    asked = take_service(
        **taken, received_at=_at(4, 12, 9, 10), channel="phone", purpose="info", caller_kind="community", caller="Warga Rekaan 1",
        note="Menanyakan jam layanan dan syarat datang.",
    )  # fmt: skip
    handling.answer(asked, by=operator, channel="phone", at=_at(4, 12, 9, 14))
    handling.close(asked, by=operator, outcome="answered")
    wanted = take_service(
        **taken, received_at=_at(11, 7, 10, 25), channel="letter", purpose="socialisation", caller_kind="school",
        note="Meminta narasumber untuk upacara bulan depan.",
    )  # fmt: skip
    handling.hand_on_service(wanted, by=operator, section="prevention")
    slow = take_service(
        **taken, received_at=_at(12, 12, 13, 40), channel="whatsapp", purpose="complaint", caller_kind="community", caller="Warga Rekaan 2",
        phone="0812-0000-0001", may_contact=True, contact_channel="whatsapp", urgency="soon", note="Antrean surat lama.",
    )  # fmt: skip
    handling.attempt(slow, by=operator, channel="whatsapp", reached=False, at=_at(12, 13, 9))
    take_service(
        **taken, received_at=_at(12, 27, 8, 5), channel="email", purpose="urine_test", caller_kind="agency",
        note="Meminta jadwal tes urine pegawai.",
    )  # fmt: skip


def _requests(counsellor: User, taken: dict[str, Any]) -> None:
    """Two advised, an emergency referred, one with an appointment, and one that waits."""
    for number, (month, kind) in enumerate(((5, "family"), (9, "self")), start=1):
        take_rehab(
            **taken, received_at=_at(month, 18, 10), channel="whatsapp", caller_kind=kind, caller=f"Penelepon Rekaan {number}",
            note="Menanyakan cara memulai rawat jalan.",
        )  # fmt: skip
    take_rehab(
        **taken, received_at=_at(10, 3, 21), channel="phone", caller_kind="family", danger="overdose", caller="Penelepon Rekaan 3",
        note="Adiknya sulit dibangunkan; ambulans sudah dipanggil.",
    )  # fmt: skip
    take_rehab(
        **taken, received_at=_at(12, 19, 9), channel="walk_in", caller_kind="self", caller="Samaran Rekaan", urgency="soon",
        phone="0812-0000-0002", may_contact=True, contact_channel="whatsapp", safe_from=time(8), safe_until=time(20),
        reach_note="Jangan tinggalkan pesan suara.", note="Ingin berhenti, takut diketahui tempat kerja.",
    )  # fmt: skip
    take_rehab(
        **taken, received_at=_at(12, 28, 14), channel="hotline", caller_kind="family", caller="Ibu Rekaan",
        note="Menanyakan pendampingan untuk anaknya.",
    )  # fmt: skip
    with side(counsellor.side, counsellor.id):
        advised, asking, emergency, coming, _ = RehabTicket.objects.filter(office=taken["office"]).order_by(
            "received_at"
        )
        for ticket in (advised, asking):
            handling.answer(ticket, by=counsellor, at=ticket.received_at + timedelta(hours=1))
            handling.close(ticket, by=counsellor, outcome="advised")
        handling.answer(emergency, by=counsellor, channel="phone", at=emergency.received_at)
        handling.close(emergency, by=counsellor, outcome="referred", note="Dirujuk ke rumah sakit terdekat.")
        handling.attempt(coming, by=counsellor, channel="phone", reached=False, at=_at(12, 19, 11))
        handling.answer(coming, by=counsellor, channel="whatsapp", at=_at(12, 19, 15), note="Bersedia datang.")
        soon = (timezone.now() + timedelta(days=3)).replace(hour=2, minute=0, second=0, microsecond=0)
        handling.appoint(coming, by=counsellor, starts_at=soon, place="Ruang konsultasi")


def _tips(investigator: User, taken: dict[str, Any]) -> None:
    """One that led somewhere, one passed on, and one that waits with its giver's name apart."""
    take_tip(
        **taken,
        received_at=_at(6, 9, 20),
        channel="phone",
        caller_kind="anonymous",
        note="Sering ada tamu larut malam di rumah kosong.",
    )
    take_tip(
        **taken,
        received_at=_at(11, 21, 8),
        channel="letter",
        caller_kind="anonymous",
        note="Penjual berpindah ke kabupaten sebelah.",
    )
    take_tip(
        **taken, received_at=_at(12, 29, 19), channel="whatsapp", caller_kind="community", caller="Pelapor Rekaan", phone="0812-0000-0003",
        may_contact=True, contact_channel="phone", urgency="soon", note="Paket diantar ke warung setiap Jumat sore.",
    )  # fmt: skip
    with side(investigator.side, investigator.id):
        led, elsewhere, _ = TipTicket.objects.filter(office=taken["office"]).order_by("received_at")
        handling.answer(led, by=investigator, at=_at(6, 10, 9))
        handling.weigh(led, by=investigator, usefulness="partly")
        handling.close(led, by=investigator, outcome="followed_up")
        handling.hand_on_tip(elsewhere, by=investigator, passed_to="Polres kabupaten sebelah")
