"""The count of positives for the head of an institution: printed once on paper, where the office's rule allows it.

Never of a school, of children or of those who are no staff; never kept: who printed it, when and for whom is.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from bersinar.foundation.access.models import User
from bersinar.foundation.access.sides import Side
from bersinar.foundation.audit.actions import note_readings
from bersinar.foundation.codelists.lists import choices
from bersinar.foundation.periods.calendar import long_date
from bersinar.foundation.typesetting.page import print_page
from bersinar.foundation.ui.numbers import write_number
from bersinar.foundation.wire.refusals import Refusal
from bersinar.ledger.deeds import deed

from .models import CountHandout, SessionResult, UrineSession, rule_of
from .results import held_session, needed

TEMPLATE: Final = Path(__file__).with_name("count.typ")


def why_no_count(session: UrineSession) -> str:
    """Why no count may leave for the head of this session's institution; empty where it may."""
    if session.asks_guardians:
        return "Yang dites anak: jumlah reaktif tidak pernah disampaikan kepada pimpinan."
    if not rule_of(session.office).count_for_head:
        return "Aturan layanan satuan kerja ini tidak membolehkan jumlah reaktif disampaikan."
    if session.institution.counted.kind not in dict(choices("kind_of_workplace")):
        return "Hanya untuk tempat kerja orang dewasa."
    if session.is_raid:
        return "Sesi ini bagian dari razia, bukan permintaan instansi."
    return ""


def hand_out_count(session: UrineSession, *, recipient: str, again_because: str, by: User) -> bytes:
    """Print the count for the head, once; again only with a reason. Refuses wherever `why_no_count` says why."""
    note_readings(
        office=session.office, by=by, side=Side.TREATMENT.value, purpose="mencetak lampiran tertutup",
        records=[(UrineSession._meta.label_lower, session.pk)],
    )  # fmt: skip
    with deed("screening.hand_out_count", office=session.office, by=by, needs=needed(by)) as doing:
        held = held_session(session.pk, by)
        if fault := why_no_count(held):
            raise Refusal("no_count", fault, status=409)
        result = SessionResult.objects.standing().filter(session=held).first()
        if result is None:
            raise Refusal("no_result", "Belum ada hasil untuk sesi ini.", status=409)
        printed = CountHandout.objects.standing().filter(session=held).exists()
        if printed and not again_because.strip():
            sentence = "Sudah pernah dicetak. Tuliskan mengapa dicetak lagi, misalnya kertasnya rusak dan dimusnahkan."
            raise Refusal("count_printed", sentence, fields={"again_because": sentence})
        values = {"session": held, "recipient": recipient, "again_because": again_because if printed else ""}
        doing.add(CountHandout(tester_id=held.recorded_by_id), values)
        return _printed(held, result, recipient)


def _printed(session: UrineSession, result: SessionResult, recipient: str) -> bytes:
    rows = [
        ("Instansi", str(session.institution)), ("Hari tes", long_date(session.held_on)),
        ("Orang yang dites", write_number(session.tested or 0)),
        ("Orang dengan hasil reaktif", write_number(result.persons_reactive)),
    ]  # fmt: skip
    for words, number in (
        ("di antaranya dijelaskan resep", result.explained),
        ("dipastikan laboratorium", result.confirmed),
    ):
        if number is not None:
            rows.append((words, write_number(number)))
    return print_page(TEMPLATE, {"office": str(session.office), "recipient": recipient, "rows": rows})
