"""The way of one visit, declared: from the number in the queue to the letter, or to an invitation to talk.

A step is asked about the visit itself. Where a reactive result leads is decided here: never to a letter.
"""

from __future__ import annotations

from typing import Any

from bersinar.foundation.stages.ways import Stage, Step, Way

WAITING, TESTED, ISSUED, INVITED = "waiting", "tested", "issued", "invited"
_AT_WORK = ("identified", "paid", "screened", TESTED)


def _reactive(visit: Any) -> str | None:
    return "Hasil tes ini tidak menerbitkan surat. Cetak undangan berbincang." if visit.is_reactive else None


def _not_reactive(visit: Any) -> str | None:
    return None if visit.is_reactive else "Undangan berbincang hanya untuk hasil reaktif."


VISIT_WAY = Way(
    stages=(
        Stage(WAITING, "Menunggu"), Stage("identified", "Identitas diperiksa"), Stage("paid", "Biaya beres"),
        Stage("screened", "Diskrining"), Stage(TESTED, "Dites"), Stage(ISSUED, "Surat terbit", ends=True),
        Stage(INVITED, "Diundang berbincang", ends=True, aside=True), Stage("left", "Tidak dilanjutkan", ends=True, aside=True),
    ),
    steps=(
        Step("identify", "Periksa identitas", (WAITING,), "identified"),
        Step("pay", "Catat biaya", ("identified",), "paid"),
        Step("screen", "Catat skrining", ("paid",), "screened"),
        Step("test", "Catat hasil tes", ("screened",), TESTED),
        Step("issue", "Finalkan surat", (TESTED,), ISSUED, unless=(_reactive,)),
        Step("invite", "Cetak undangan berbincang", (TESTED, INVITED), INVITED, unless=(_not_reactive,)),
        Step("correct", "Perbaiki identitas", _AT_WORK),
        Step("retest", "Perbaiki hasil tes", (TESTED,)),
        Step("withdraw", "Batalkan surat", (ISSUED,), TESTED),
        Step("leave", "Tidak dilanjutkan", (WAITING, *_AT_WORK), "left"),
    ),
)  # fmt: skip
