"""The ways of the protection of clients' data, declared, with what forbids a step: mostly that one person does it alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bersinar.foundation.stages.ways import Stage, Step, Way


@dataclass(frozen=True)
class Handled:
    """What the steps of data protection may look at: the record, and who wants to act."""

    record: Any
    by: Any


def _decided_alone(handled: Handled) -> str | None:
    if handled.record.decided_by_id != handled.by.pk:
        return None
    return "Anda sendiri yang memutuskan. Mintalah orang kedua dari sisi rehabilitasi menyetujuinya."


DEMAND_WAY = Way(
    stages=(
        Stage("received", "Diterima"), Stage("decided", "Diputuskan"), Stage("agreed", "Disetujui orang kedua"),
        Stage("answered", "Dijawab", ends=True),
    ),
    steps=(
        Step("decide", "Putuskan", ("received",), "decided", done="Diputuskan"),
        Step("agree", "Setujui keputusan", ("decided",), "agreed", unless=(_decided_alone,), done="Disetujui"),
        Step("object", "Kembalikan untuk diputuskan ulang", ("decided",), "received", unless=(_decided_alone,), done="Dikembalikan"),
        Step("answer", "Catat jawaban yang diserahkan", ("agreed",), "answered", done="Dijawab"),
    ),
)  # fmt: skip


def _identity_unknown(handled: Handled) -> str | None:
    if handled.record.identity_checked:
        return None
    return "Cocokkan dahulu identitas peminta, lalu centang pada permintaan ini."


REQUEST_WAY = Way(
    stages=(
        Stage("received", "Diterima"), Stage("answered", "Dipenuhi", ends=True),
        Stage("refused", "Ditolak", ends=True, aside=True), Stage("dropped", "Ditarik peminta", ends=True, aside=True),
    ),
    steps=(
        Step("answer", "Penuhi", ("received",), "answered", unless=(_identity_unknown,), done="Dipenuhi"),
        Step("refuse", "Tolak dengan alasan", ("received",), "refused", done="Ditolak"),
        Step("drop", "Catat bahwa ditarik", ("received",), "dropped"),
    ),
)  # fmt: skip


def _proposed_alone(handled: Handled) -> str | None:
    if handled.record.recorded_by_id != handled.by.pk:
        return None
    return "Anda sendiri yang mengusulkan. Pemusnahan diputuskan orang lain."


ERASURE_WAY = Way(
    stages=(
        Stage("proposed", "Diusulkan"), Stage("erased", "Dimusnahkan", ends=True),
        Stage("declined", "Tidak disetujui", ends=True, aside=True),
    ),
    steps=(
        Step("erase", "Setujui dan musnahkan", ("proposed",), "erased", unless=(_proposed_alone,), done="Dimusnahkan"),
        Step("decline", "Tolak usulan", ("proposed",), "declined"),
    ),
)  # fmt: skip


def _not_told(handled: Handled) -> str | None:
    incident = handled.record
    if incident.authority_told_at and incident.persons_told_at:
        return None
    return "Catat dahulu pemberitahuan kepada lembaga pelindungan data dan kepada orang yang terdampak."


INCIDENT_WAY = Way(
    stages=(Stage("open", "Ditangani"), Stage("closed", "Selesai", ends=True)),
    steps=(
        Step("tell_authority", "Catat pemberitahuan kepada lembaga", ("open",), done="Lembaga diberi tahu"),
        Step("tell_persons", "Catat pemberitahuan kepada yang terdampak", ("open",), done="Yang terdampak diberi tahu"),
        Step("close", "Tutup insiden", ("open",), "closed", unless=(_not_told,), done="Ditutup"),
    ),
)  # fmt: skip
