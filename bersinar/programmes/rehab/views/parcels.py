"""Pages of what comes in: parcels, as the addressee may read and answer them.

The page of a parcel never leads to the sender's client: it knows a box, an addressee and a sealed copy.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from bersinar.foundation.access.models import User
from bersinar.foundation.codelists.lists import label
from bersinar.foundation.stages.ways import Mark, Step
from bersinar.foundation.ui.pages import Column, Filter, Panel, by_code

from ..actions import parcels
from ..actions.parcels import PARCELS
from ..forms.referrals import RECEIVED_STEPS, ParcelForm
from ..models import Parcel
from ..ways import REFERRAL_WAY, Hand
from .hands import MARKS, HandPages
from .sealed import purposes


@dataclass
class ParcelPages(HandPages):
    """What comes in, as the addressee may read it."""

    def opened(self, record: Parcel, user: User, purpose: str) -> list[tuple[str, str]]:
        return _told(parcels.opened(record, by=user, purpose=purpose))


_LABELS = {
    "name": "Nama", "nik": "NIK", "birth_date": "Tanggal lahir", "sex": "Jenis kelamin", "birth_year": "Tahun lahir",
    "phone": "Nomor telepon", "address": "Alamat", "screened_on": "Diskrining pada", "tool": "Alat skrining",
    "result": "Hasil skrining", "assessed_on": "Diasesmen pada",
}  # fmt: skip


def _told(content: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The content as rows of label and words; the subject is for the books and is never shown."""
    rows: list[tuple[str, str]] = []
    for part, held in content.items():
        if isinstance(held, dict):
            rows += [(_LABELS[name], _value(name, value)) for name, value in held.items()]
        elif part != parcels.SUBJECT:
            rows.append((label("referral_content", part), held))
    return rows


def _value(name: str, value: Any) -> str:
    if name == "birth_date":
        return f"{date.fromisoformat(value):%d-%m-%Y}"
    return label("sex", value) if name == "sex" else str(value)


def _parcel_steps(parcel: Parcel, user: User) -> tuple[Step, ...]:
    """What the stage allows; what else stands in the way (a consent withdrawn, say) is said when the step is taken."""
    went_on = parcel.intake is not None and parcel.intake.version > 1
    hand = Hand(is_transfer=True, is_receiver=True, bound="penerimaannya sudah dilanjutkan" if went_on else "")
    return tuple(step for step in REFERRAL_WAY.open_steps(parcel.stage, hand) if step.code in RECEIVED_STEPS)


def _parcel_drawn(parcel: Parcel) -> list[Mark]:
    return [mark for mark in REFERRAL_WAY.drawn(parcel.stage) if mark.label != REFERRAL_WAY.stage("done").label]


def _waited(parcel: Parcel) -> int | None:
    """How many days whoever was sent has waited for an answer."""
    return (parcel.office.local_day() - parcel.sent_on).days if parcel.stage == REFERRAL_WAY.first else None


_HAPPENED = {
    "rehab.accept_referral": "diterima",
    "rehab.refuse_referral": "ditolak",
    "rehab.take_back_referral": "penerimaan dibatalkan",
}


def _of_parcel(parcel: Parcel, user: User) -> dict[str, Any]:
    return PARCEL.of_steps(parcel, user)


PARCEL = ParcelPages(
    "rehab", "parcel", "rujukan-masuk", Parcel, "rujukan masuk", "Rujukan masuk",
    explains="Orang yang dirujuk satuan kerja BNN lain ke sini. Isinya hanya yang disetujui orangnya, dan terkunci.",
    empty="Rujukan dari satuan kerja lain tampil di sini.",
    columns=(
        Column("Dari", lambda one: str(one.sender)), Column("Dikirim", "sent_on", "sent_on"),
        Column("Kegawatan", "urgency", "urgency"), Column("Alasan", "cause"),
        Column("Tahap", "stage", "stage", mark=lambda one: MARKS[one.stage]),
        Column("Menunggu (hari)", _waited, "sent_on", number=True),
    ),
    form=ParcelForm, verbs=PARCELS, order=("-stage", "sent_on"), sensitive=True, can_create=False,
    filters=(
        Filter("stage", "Tahap", lambda user: [one for one in REFERRAL_WAY.choices() if one[0] != "done"]),
        by_code("urgency", "Kegawatan", "referral_urgency"),
    ),
    select=("sender", "client", "intake__client"),
    panels=(
        Panel("Rujukan", (("Dari", lambda one: str(one.sender)), "sent_on", "cause", "urgency", "parts")),
        Panel("Jawaban", ("stage", "answered_on", "refusal")),
    ),
    detail_template="rehab/parcel.html", says=_HAPPENED, extras=(_of_parcel, purposes), step_forms=RECEIVED_STEPS, steps_of=_parcel_steps,
    drawn=_parcel_drawn,
)  # fmt: skip
