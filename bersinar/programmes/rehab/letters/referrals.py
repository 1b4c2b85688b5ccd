"""The referral letter: what a referral that was sent says on paper, and never more than the client still agrees to.

No official form was found in a source: the letter is neutral, an office loads its own template. It names nobody where
the identity is not sent; the addressee answers by the letter's number.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.access.sides import Side
from bersinar.foundation.codelists.lists import label
from bersinar.foundation.letters.blocks import Facts, FilledFacts, Text
from bersinar.foundation.letters.kinds import About, Field, Layout, LetterKind

from ..actions.consents import is_agreed, is_minor, tellable
from ..actions.referrals import assessment_of
from ..models import Referral
from .opening import Read, identity, reader

_WAITS_OR_GOES = frozenset({"sent", "accepted"})
_FIELDS = {
    "identity": ("nama", "nik", "lahir", "jenis_kelamin"), "contact": ("telepon", "alamat"), "assessment": ("asesmen",),
    "plan": ("rencana",), "discharge": ("pulang",),
}  # fmt: skip


def _not_now(referral: Referral) -> str:
    if referral.stands not in _WAITS_OR_GOES:
        return "Surat rujukan hanya untuk rujukan yang dikirim atau sudah diterima."
    if not is_agreed(referral):
        return "Klien sudah mencabut persetujuannya untuk dirujuk. Surat rujukan tidak dapat dibuat."
    return ""


def _not_agreed(referral: Referral, values: Mapping[str, Any]) -> dict[str, str]:
    parts = tellable(referral)
    outside = [name for part, names in _FIELDS.items() if part not in parts for name in names]
    sentence = "Tidak termasuk yang dikirim, atau tidak disetujui klien. Kosongkan."
    return {name: sentence for name in outside if values.get(name)}


def _filled(referral: Referral, user: User) -> dict[str, Any]:
    """What is sent and still agreed to. Each sealed value is opened for the letter, and the reading written down."""
    read = reader(user)
    known = {name: value for part in tellable(referral) for name, value in _PART[part](referral, read).items()}
    to = referral.to_office
    return {
        **known, "kepada": f"Kepala {to.official_name}" if to else f"Pimpinan {referral.facility}",
        "perihal": "Rujukan layanan rehabilitasi", "alasan": label("referral_reason", referral.cause),
        "kegawatan": label("referral_urgency", referral.urgency), "dasar": _ground(referral),
    }  # fmt: skip


def _identity(referral: Referral, read: Read) -> dict[str, str]:
    return {**identity(referral.client, read), "nik": read(referral.client, "nik")}


def _contact(referral: Referral, read: Read) -> dict[str, str]:
    return {"telepon": read(referral.client, "phone"), "alamat": read(referral.client, "address")}


def _assessment(referral: Referral, read: Read) -> dict[str, str]:
    told = assessment_of(referral.client)
    if not told:
        return {}
    assessed = f"; diasesmen {told['assessed_on']}" if "assessed_on" in told else ""
    return {"asesmen": f"{told['tool']}, {told['screened_on']}: {told['result']}{assessed}"}


_PART: dict[str, Callable[[Referral, Read], dict[str, str]]] = {
    "identity": _identity, "contact": _contact, "assessment": _assessment,
    "plan": lambda referral, read: {"rencana": read(referral, "plan")},
    "discharge": lambda referral, read: {"pulang": read(referral, "discharge")},
}  # fmt: skip


def _ground(referral: Referral) -> str:
    if referral.is_without_consent:
        return "tanpa persetujuan klien karena keadaan yang mendesak"
    minor = is_minor(referral.client, referral.sent_on)
    return f"dengan persetujuan {'orang tua atau wali klien' if minor else 'klien'}"


_ONLY = "Hanya bila ikut dikirim dan disetujui klien."

REFERRAL = LetterKind(
    "surat-rujukan", "Surat Rujukan", layout=Layout.ADDRESSED, side=Side.TREATMENT,
    about=(About("rehab.referral", "rehab:referral", _filled, unless=_not_now, faults=_not_agreed),),
    fields=(
        Field("kepada", "kepada siapa", "Pimpinan Rumah Sakit Contoh", long=True),
        Field("perihal", "perihal", "Rujukan layanan rehabilitasi"),
        Field("lampiran", "lampiran", "1 (satu) lembar", required=False),
        Field("nama", "nama klien", "Klien Contoh", required=False, hint=_ONLY),
        Field("nik", "NIK", "0000000000000000", required=False, hint=_ONLY),
        Field("lahir", "tanggal atau tahun lahir", "5 Juli 1998", required=False, hint=_ONLY),
        Field("jenis_kelamin", "jenis kelamin", "Perempuan", required=False, hint=_ONLY),
        Field("telepon", "nomor telepon", "0800 0000 0000", required=False, hint=_ONLY),
        Field("alamat", "alamat", "Jalan Contoh Nomor 1", required=False, long=True, hint=_ONLY),
        Field("asesmen", "hasil skrining dan asesmen", "ASSIST, 02-05-2023: Sedang", required=False, long=True, hint=_ONLY),
        Field("rencana", "ringkasan rencana terapi", "Rawat jalan, konseling sekali seminggu.", required=False, long=True, hint=_ONLY),
        Field("pulang", "ringkasan pulang", "Delapan sesi diikuti.", required=False, long=True, hint=_ONLY),
        Field("alasan", "alasan merujuk", "Memerlukan layanan lain"),
        Field("kegawatan", "kegawatan", "Biasa"),
        Field("dasar", "dasar memberikan data", "dengan persetujuan klien", hint="Melanjutkan kalimat “Keterangan ini diberikan ...”"),
        Field("narahubung", "narahubung", "Klinik Pratama, telepon kantor", required=False),
    ),
    body=(
        Text("Dengan hormat,"),
        Text("Bersama ini kami merujuk seorang klien layanan rehabilitasi {{ kantor }} untuk mendapat penanganan lebih lanjut, dengan keterangan:"),
        Facts((("Alasan merujuk", "{{ alasan }}"), ("Kegawatan", "{{ kegawatan }}"))),
        FilledFacts((
            ("Nama", "nama"), ("NIK", "nik"), ("Lahir", "lahir"), ("Jenis kelamin", "jenis_kelamin"), ("Telepon", "telepon"),
            ("Alamat", "alamat"), ("Skrining dan asesmen", "asesmen"), ("Rencana terapi", "rencana"), ("Ringkasan pulang", "pulang"),
        )),
        Text("Keterangan ini diberikan {{ dasar }}, hanya untuk rujukan ini, dan tidak untuk diteruskan kepada pihak lain."),
        Text("Mohon kabar dengan menyebut nomor surat ini sesudah klien diterima, atau bila tidak dapat diterima.{% if narahubung %} Keterangan lebih lanjut dari {{ narahubung }}.{% endif %}"),
        Text("Atas perhatian dan kerja sama Saudara, kami ucapkan terima kasih."),
    ),
    make=Permission.REHAB_WRITE, read=Permission.REHAB_READ, pattern="RJK/{n:03}/{month}/{year}/{office}",
    explains="Dari rujukan yang dikirim: kepada siapa, mengapa, dan yang disetujui klien untuk diberikan.",
)  # fmt: skip
