"""The ways of a session, a plan and what a plan aims at, declared, with what forbids a step."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bersinar.foundation.stages.ways import Stage, Step, Way


@dataclass(frozen=True)
class Moment:
    """What a session's steps may look at: when it is, what time it is in the office, and whether it has a note."""

    planned_at: datetime  # both in the office's time zone
    now: datetime
    has_note: bool
    is_called: bool = False


def _not_its_day(moment: Moment) -> str | None:
    if moment.planned_at.date() <= moment.now.date():
        return None
    return f"Sesi ini baru pada {moment.planned_at:%d-%m-%Y}; kehadiran dicatat pada harinya."


def _not_yet(moment: Moment) -> str | None:
    if moment.planned_at <= moment.now:
        return None
    return f"Sesi ini baru pukul {moment.planned_at:%H.%M} tanggal {moment.planned_at:%d-%m-%Y}; tunggu sampai lewat."


def _has_note(moment: Moment) -> str | None:
    if not moment.has_note:
        return None
    return "Sesi ini sudah punya catatan. Perbaiki catatannya, atau batalkan rekam sesinya bila salah klien."


def _has_no_note(moment: Moment) -> str | None:
    return None if moment.has_note else "Sesi ini belum punya catatan. Tulis dahulu catatannya."


def _is_called(moment: Moment) -> str | None:
    return "Klien ini sudah dihubungi sesudah sesi itu." if moment.is_called else None


_AHEAD = ("planned", "waiting")
_CAME = ("came", "late")

SESSION_WAY = Way(
    stages=(
        Stage("planned", "Direncanakan"), Stage("waiting", "Menunggu", aside=True), Stage("came", "Datang", ends=True),
        Stage("late", "Datang terlambat", ends=True, aside=True), Stage("absent", "Tidak datang", ends=True, aside=True),
        Stage("called_off", "Batal", ends=True, aside=True),
    ),
    steps=(
        Step("arrive", "Beri nomor antrean", ("planned",), "waiting", unless=(_not_its_day,), done="Tiba"),
        Step("come", "Datang", _AHEAD, "came", unless=(_not_its_day,)),
        Step("come_late", "Datang terlambat", _AHEAD, "late", unless=(_not_its_day,)),
        Step("miss", "Tidak datang", _AHEAD, "absent", unless=(_not_yet,)),
        Step("call_off", "Sesi batal", _AHEAD, "called_off"),
        Step("write_note", "Tulis catatan", _CAME, unless=(_has_note,)),
        Step("amend_note", "Perbaiki catatan", _CAME, unless=(_has_no_note,)),
        Step("follow_up", "Catat sudah dihubungi", ("absent",), unless=(_is_called,)),
        Step("undo", "Perbaiki kehadiran", (*_CAME, "absent", "called_off", "waiting"), "planned", unless=(_has_note,)),
    ),
)  # fmt: skip

PLAN_WAY = Way(
    stages=(Stage("drafted", "Disusun"), Stage("signed", "Ditandatangani")),
    steps=(
        Step("sign", "Catat tanda tangan", ("drafted",), "signed"),
        Step("review", "Catat tinjauan", ("drafted", "signed")),
    ),
)

AIM_WAY = Way(
    stages=(
        Stage("running", "Berjalan"), Stage("achieved", "Tercapai", ends=True),
        Stage("dropped", "Tidak dilanjutkan", ends=True, aside=True),
    ),
    steps=(
        Step("achieve", "Tercapai", ("running",), "achieved"),
        Step("drop", "Tidak dilanjutkan", ("running",), "dropped"),
        Step("resume", "Lanjutkan lagi", ("achieved", "dropped"), "running"),
    ),
)  # fmt: skip
