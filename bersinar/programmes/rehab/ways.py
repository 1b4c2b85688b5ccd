"""The ways of this room, declared, with what forbids a step: from the first contact to the decision; of a wording;
a referral's hand-shake.

A step is asked about a `Progress`: what is known of the person on the day of the step. The order of steps follows the
field's (contact, registration, consent, screening, assessment, decision); the official list was not found in a source.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from bersinar.foundation.stages.ways import Stage, Step, Way

BY_LAW = frozenset({"tat", "court"})  # a recommendation or a verdict stands in place of the screening
BRIEF = "brief"
OWN_WORD_MISSING = (
    "Walinya sudah setuju. Klien ini cukup umur untuk ikut ditanya: catat juga persetujuannya sendiri untuk dilayani."
)


@dataclass(frozen=True)
class Progress:
    """What a step's conditions may look at. `covers` are the matters consented to on that day, by the right person."""

    entry_path: str
    covers: Collection[str]
    is_minor: bool
    pathway: str = ""
    lacks_own_word: bool = False


def _no_consent(progress: Progress) -> str | None:
    if "treatment" in progress.covers:
        return None
    if progress.lacks_own_word:
        return OWN_WORD_MISSING
    if progress.is_minor:
        return "Klien di bawah 18 tahun: catat dahulu persetujuan orang tua atau walinya."
    return "Catat dahulu persetujuan klien untuk dilayani."


def _not_screened(progress: Progress) -> str | None:
    if progress.entry_path in BY_LAW:
        return None
    return "Catat dahulu hasil skriningnya. Hanya klien dari TAT atau putusan pengadilan yang langsung diasesmen."


def _not_assessed(progress: Progress) -> str | None:
    if progress.pathway in ("", BRIEF):
        return None
    return "Catat dahulu hasil asesmennya. Tanpa asesmen hanya intervensi singkat yang dapat diberikan."


_BEFORE_DECISION = ("contact", "registered", "screened", "assessed")

INTAKE_WAY = Way(
    stages=(
        Stage("contact", "Kontak"), Stage("registered", "Terdaftar"), Stage("screened", "Diskrining"),
        Stage("assessed", "Diasesmen"), Stage("admitted", "Diterima", ends=True),
        Stage("not_needed", "Tidak perlu layanan", ends=True, aside=True),
        Stage("declined", "Menolak", ends=True, aside=True), Stage("lost", "Tidak datang lagi", ends=True, aside=True),
    ),
    steps=(
        Step("register", "Daftarkan", ("contact",), "registered"),
        Step("screen", "Catat skrining", ("registered",), "screened", unless=(_no_consent,)),
        Step("assess", "Catat asesmen", ("registered",), "assessed", unless=(_no_consent, _not_screened)),
        Step("assess", "Catat asesmen", ("screened",), "assessed", unless=(_no_consent,)),
        Step("admit", "Terima dalam layanan", ("screened",), "admitted", unless=(_no_consent, _not_assessed)),
        Step("admit", "Terima dalam layanan", ("assessed",), "admitted", unless=(_no_consent,)),
        Step("find_not_needed", "Tidak perlu layanan", ("screened", "assessed"), "not_needed"),
        Step("decline", "Menolak dilayani", _BEFORE_DECISION, "declined"),
        Step("lose", "Tidak datang lagi", _BEFORE_DECISION, "lost"),
    ),
)  # fmt: skip

WORDING_WAY = Way(
    stages=(Stage("loaded", "Dimuat"), Stage("in_force", "Berlaku"), Stage("ended", "Tidak berlaku lagi", aside=True)),
    steps=(
        Step("put_in_force", "Berlakukan", ("loaded", "ended"), "in_force"),
        Step("retire", "Hentikan, kembali ke label netral", ("in_force",), "ended"),
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Hand:
    """Who holds out a hand, and whether the client still agrees: what the steps of a referral may look at."""

    is_transfer: bool
    is_receiver: bool = False
    agreed: bool = True
    bound: str = ""  # why an acceptance can no longer be taken back


def _answered_there(hand: Hand) -> str | None:
    if hand.is_transfer and not hand.is_receiver:
        return "Jawabannya dicatat satuan kerja tujuan."
    return None


def _withdrawn(hand: Hand) -> str | None:
    if hand.agreed:
        return None
    return "Klien sudah mencabut persetujuannya untuk dirujuk. Hubungi satuan kerja pengirim."


def _not_the_receiver(hand: Hand) -> str | None:
    return None if hand.is_receiver else "Penerimaan dibatalkan satuan kerja yang menerima."


def _bound(hand: Hand) -> str | None:
    return hand.bound or None


REFERRAL_WAY = Way(
    stages=(
        Stage("sent", "Dikirim"), Stage("accepted", "Diterima"), Stage("refused", "Ditolak", ends=True, aside=True),
        Stage("revoked", "Ditarik", ends=True, aside=True), Stage("done", "Selesai", ends=True),
    ),
    steps=(
        Step("accept", "Terima rujukan", ("sent",), "accepted", unless=(_answered_there, _withdrawn)),
        Step("refuse", "Tolak rujukan", ("sent",), "refused", unless=(_answered_there,)),
        Step("revoke", "Tarik rujukan", ("sent",), "revoked"),
        Step("take_back", "Batalkan penerimaan", ("accepted",), "sent", unless=(_not_the_receiver, _bound)),
        Step("finish", "Nyatakan selesai", ("accepted",), "done"),
    ),
)  # fmt: skip
