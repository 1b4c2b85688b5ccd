"""What follows when the letter of a visit becomes final or is cancelled; and when a visit can have one."""

from __future__ import annotations

from typing import Any

from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.periods.actions import is_closed
from bersinar.foundation.wire.refusals import Refusal
from bersinar.ledger.deeds import deed

from .models import PublicCheck, Visit, valid_until
from .ways import TESTED, VISIT_WAY


def why_no_letter(visit: Visit) -> str:
    """Why this visit cannot have a letter now. A reactive one is not told apart from others without a result."""
    if visit.stage == TESTED and not visit.is_reactive and not visit.is_erased:
        return ""
    return "Surat dibuat sesudah tes, bila hasilnya memungkinkan, dan hanya satu yang final."


def issue(letter: Any, by: User) -> None:
    """The letter is final: the visit ends with it, it is counted, and the public page knows it."""
    with deed("skhpn.issue_letter", office=letter.office, by=by, needs=Permission.SKHPN_WRITE) as doing:
        visit = _held(letter)
        stage = VISIT_WAY.take("issue", at=visit.stage, about=visit)
        if visit.tested_on is None or not visit.tested_on <= letter.day <= letter.office.local_day():
            raise Refusal(
                "letter_day", "Tanggal surat tidak mendahului tesnya dan tidak di hari depan. Ubah dahulu.", status=409
            )
        if is_closed(letter.office, letter.day):
            raise Refusal("month_closed", "Bulan tanggal surat ini sudah ditutup. Ubah tanggal suratnya.", status=409)
        doing.change(visit, {"stage": stage.code, "issued_on": letter.day}, based_on=None)
        PublicCheck.objects.create(
            hash=PublicCheck.hashed(letter.check_code), initials=visit.initials,
            valid_until=valid_until(letter.office, letter.day),
        )  # fmt: skip


def withdraw(letter: Any, by: User) -> None:
    """A final letter is cancelled: it is no longer counted, and the public page no longer knows it."""
    needs, reason = Permission.SKHPN_WRITE, letter.cancel_reason
    with deed("skhpn.withdraw_letter", office=letter.office, by=by, needs=needs, reason=reason) as doing:
        visit = _held(letter)
        stage = VISIT_WAY.take("withdraw", at=visit.stage, about=visit)
        doing.change(visit, {"stage": stage.code, "issued_on": None}, based_on=None)
        PublicCheck.objects.filter(hash=PublicCheck.hashed(letter.check_code)).delete()


def _held(letter: Any) -> Visit:
    visit: Visit = Visit.objects.select_for_update(of=("self",)).select_related("office").get(pk=letter.about_id)
    if visit.is_cancelled:
        raise Refusal("cancelled", "Kunjungan ini sudah dibatalkan.", status=409)
    return visit
