"""The way of a permohonan, declared: received, scheduled or declined, served, answered.

It is served when its kegiatan was held: a step asks that, so that nobody types it before it is true.
"""

from __future__ import annotations

from typing import Any

from bersinar.foundation.stages.ways import Stage, Step, Way

RECEIVED, SCHEDULED, SERVED, ANSWERED, DECLINED = "received", "scheduled", "served", "answered", "declined"


def _not_held(request: Any) -> str | None:
    if request.activity is None or request.activity.is_held():
        return None
    return "Kegiatannya belum dilaksanakan. Catat pelaksanaan atau sesinya dahulu, dari halaman kegiatan."


REQUEST_WAY = Way(
    stages=(
        Stage(RECEIVED, "Diterima"), Stage(SCHEDULED, "Dijadwalkan"), Stage(SERVED, "Dilayani"),
        Stage(ANSWERED, "Dijawab", ends=True), Stage(DECLINED, "Ditolak", ends=True, aside=True),
    ),
    steps=(
        Step("schedule", "Jadwalkan", (RECEIVED,), SCHEDULED),
        Step("decline", "Tolak dengan alasan", (RECEIVED, SCHEDULED), DECLINED),
        Step("serve", "Tandai dilayani", (SCHEDULED,), SERVED, unless=(_not_held,)),
        Step("answer", "Catat surat balasan", (SERVED,), ANSWERED),
        Step("unserve", "Belum dilayani", (SERVED,), SCHEDULED),
        Step("reopen", "Buka lagi", (DECLINED, SCHEDULED), RECEIVED),
    ),
)  # fmt: skip
