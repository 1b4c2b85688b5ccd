"""The ways of a monthly report and of a remark upon it, declared. Pure.

Conditions are asked about how many of a report's remarks are not settled, and how many not answered.
"""

from __future__ import annotations

from dataclasses import dataclass

from bersinar.foundation.stages.ways import Stage, Step, Way


@dataclass(frozen=True)
class Reviewed:
    """What the steps of a report are asked about."""

    unsettled: int
    unanswered: int


def _needs_a_remark(about: Reviewed) -> str | None:
    return None if about.unanswered else "Tulis dahulu catatan yang perlu dijawab kantor, lalu kembalikan."


def _not_with_remarks(about: Reviewed) -> str | None:
    if not about.unsettled:
        return None
    return f"Masih ada {about.unsettled} catatan yang belum selesai. Selesaikan, atau kembalikan laporannya."


def _all_answered(about: Reviewed) -> str | None:
    if not about.unanswered:
        return None
    return f"Masih ada {about.unanswered} catatan penelaah tanpa jawaban. Jawab dahulu, lalu kirim."


MONTHLY_WAY = Way(
    stages=(
        Stage("draft", "Draf"), Stage("submitted", "Dikirim"), Stage("returned", "Dikembalikan", aside=True),
        Stage("accepted", "Diterima", ends=True),
    ),
    steps=(
        Step("submit", "Kirim dan tutup bulannya", ("draft", "returned"), "submitted", unless=(_all_answered,), done="dikirim"),
        Step("withdraw", "Tarik kembali", ("submitted",), "draft", done="ditarik kembali"),
        Step("accept", "Terima", ("submitted",), "accepted", unless=(_not_with_remarks,), done="diterima"),
        Step("return", "Kembalikan", ("submitted",), "returned", unless=(_needs_a_remark,), done="dikembalikan"),
        Step("reopen", "Buka kembali sebagai pengecualian", ("accepted",), "returned", done="dibuka kembali"),
    ),
)  # fmt: skip

REMARK_WAY = Way(
    stages=(Stage("open", "Menunggu jawaban"), Stage("answered", "Dijawab"), Stage("settled", "Selesai", ends=True)),
    steps=(
        Step("answer", "Jawab", ("open", "answered"), "answered", done="dijawab"),
        Step("settle", "Selesai", ("open", "answered"), "settled", done="diselesaikan"),
        Step("ask_again", "Tanyakan lagi", ("answered", "settled"), "open", done="ditanyakan lagi"),
    ),
)
