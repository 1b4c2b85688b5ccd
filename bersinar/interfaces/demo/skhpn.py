"""The SKHPN desk of Lubuklinggau: two letters of its year, and a queue of today. Everybody here is invented.

No article tells of the service, and nothing of it moves a figure that one tells. The two old identities are past the
neutral rule: the first night of a demo that is served erases them, and the two letters stay counted.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from bersinar.foundation.access.models import User
from bersinar.foundation.letters.actions import finalise, make
from bersinar.foundation.letters.models import TreatmentLetter
from bersinar.foundation.offices.models import Office
from bersinar.programmes.skhpn import actions
from bersinar.programmes.skhpn.actions import TARIFFS, VISITS
from bersinar.programmes.skhpn.letters import CERTIFICATE
from bersinar.programmes.skhpn.models import Visit

from .stage import YEARS, Stage

CODE = "bnnk-lubuklinggau"
_CLEAR = {f"q{number}": int(number == 3) for number in range(1, 11)}


def play(stage: Stage) -> None:
    """A tariff, two visits with their letters, and four people who come today."""
    office, head, by = stage.office(CODE), stage.person(CODE, "klinik"), stage.person(CODE, "rehab")
    TARIFFS.create(
        office=office, by=head, amount=290_000, in_force_from=date(2020, 5, 1), ground="PP 19 Tahun 2020 (contoh)"
    )
    year = YEARS[CODE]
    for day, purpose, name in (
        (date(year, 10, 5), "work", "Pemohon Rekaan Satu"),
        (date(year, 11, 9), "school", "Pemohon Rekaan Dua"),
    ):
        _issue(office, by, _tested(office, by, _arrive(office, by, day, purpose), name))
    today = office.local_day()
    reacted = _tested(office, by, _arrive(office, by, today, "work"), "Pemohon Rekaan Tiga", reactive=["bzo"])
    actions.invite_to_talk(reacted, place="Jalan Rekaan Nomor 1", by=by, based_on=None)
    _tested(office, by, _arrive(office, by, today, "licence"), "Pemohon Rekaan Empat")
    _identify(by, _arrive(office, by, today, "school"), "Pemohon Rekaan Lima")
    _arrive(office, by, today, "work")


def _arrive(office: Office, by: User, day: date, purpose: str) -> Visit:
    return VISITS.create(office=office, by=by, visited_on=day, purpose=purpose)


def _identify(by: User, visit: Visit, name: str) -> None:
    said: dict[str, Any] = {"document": "ktp", "name": name, "birth_place": "Contoh", "birth_date": date(1996, 5, 4)}
    actions.identify(visit, by=by, based_on=None, **said, sex="female", job="Karyawan", address="Alamat rekaan")


def _tested(office: Office, by: User, visit: Visit, name: str, reactive: list[str] | None = None) -> Visit:
    _identify(by, visit, name)
    actions.pay(visit, by=by, based_on=None, receipt=f"CONTOH-{visit.number:03}")
    actions.screen(visit, by=by, based_on=None, screening_result="no_concern", answers=_CLEAR)
    return actions.take_test(
        visit, by=by, based_on=None, tested_on=visit.visited_on, panel="six", is_reactive=bool(reactive), reactive=reactive or []
    )  # fmt: skip


def _issue(office: Office, by: User, visit: Visit) -> None:
    letter = make(
        CERTIFICATE.code, office=office, by=by, about=("skhpn.visit", visit.pk), on=visit.visited_on,
        fields=CERTIFICATE.about[0].fill(visit, by),
    )  # fmt: skip
    finalise(TreatmentLetter.objects.get(pk=letter.pk), by=by, based_on=letter.version)
