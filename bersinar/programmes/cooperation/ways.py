"""The ways of what others ask, declared: a letter for data, a request for public information. Pure."""

from __future__ import annotations

from typing import Any

from bersinar.foundation.stages.ways import Stage, Step, Way

_OPEN = ("received", "extended")


def _not_allowed(request: Any) -> str | None:
    if not request.asks_head or request.allowed_on:
        return None
    return "Data pribadi baru dibagikan setelah diizinkan kepala satuan kerja."


def _nothing_to_allow(request: Any) -> str | None:
    return None if request.asks_head and not request.allowed_on else "Tidak ada yang perlu diizinkan di sini."


def _extended(request: Any) -> str | None:
    return "Waktunya sudah pernah diperpanjang; undang-undang memberi satu kali." if request.extended_on else None


DATA_WAY = Way(
    stages=(
        Stage("asked", "Menunggu jawaban"), Stage("shared", "Dibagikan", ends=True),
        Stage("refused", "Tidak dibagikan", ends=True, aside=True),
    ),
    steps=(
        Step("allow", "Izinkan data pribadi dibagikan", ("asked",), unless=(_nothing_to_allow,)),
        Step("share", "Catat data yang dibagikan", ("asked",), "shared", unless=(_not_allowed,)),
        Step("refuse", "Tidak dibagikan", ("asked",), "refused"),
        Step("reopen", "Buka kembali", ("shared", "refused"), "asked"),
    ),
)  # fmt: skip

INFORMATION_WAY = Way(
    stages=(
        Stage("received", "Diterima"), Stage("extended", "Diperpanjang", aside=True),
        Stage("answered", "Dijawab", ends=True), Stage("objected", "Keberatan", aside=True),
        Stage("settled", "Keberatan ditanggapi", ends=True, aside=True),
        Stage("withdrawn", "Dicabut pemohon", ends=True, aside=True),
    ),
    steps=(
        Step("answer", "Catat jawaban", _OPEN, "answered"),
        Step("extend", "Perpanjang waktu", ("received",), "extended", unless=(_extended,)),
        Step("withdraw", "Dicabut pemohon", _OPEN, "withdrawn"),
        Step("object", "Catat keberatan", ("answered",), "objected"),
        Step("settle", "Tanggapi keberatan", ("objected",), "settled"),
        Step("reopen", "Buka kembali", ("answered", "withdrawn"), "received"),
    ),
)  # fmt: skip
