"""The sheet on which a client, or a guardian, agrees: what was taken down as a consent, to be signed by hand."""

from __future__ import annotations

from typing import Any

from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.access.sides import Side
from bersinar.foundation.codelists.lists import label
from bersinar.foundation.letters.blocks import FilledFacts, Points, Text
from bersinar.foundation.letters.kinds import About, Field, LetterKind, Signed

from ..models import Consent
from .opening import JENIS_KELAMIN, LAHIR, NAMA, identity, reader


def _filled(consent: Consent, user: User) -> dict[str, Any]:
    read = reader(user)
    known: dict[str, Any] = identity(consent.client, read)
    guardian = read(consent, "guardian") if consent.is_of_guardian else ""
    sent = ", ".join(label("referral_content", one).lower() for one in consent.may_send)
    return {
        **known,
        "persetujuan": [label("consent_scope", one) for one in consent.covers],
        "dikirim": sent,
        "wali": guardian,
        "hubungan": label("guardian_relation", consent.relation) if consent.is_of_guardian else "",
        "dihubungi": " ".join(
            word
            for word in (
                label("contact_back", consent.contact_channel) if consent.contact_channel else "",
                consent.safe_hours,
            )
            if word
        ),
        "penyetuju": guardian or known["nama"],
        "petugas": user.full_name,
    }


def _withdrawn(consent: Consent) -> str:
    if consent.withdrawn_on:
        return "Persetujuan ini sudah dicabut; lembarnya tidak dibuat lagi."
    return ""


CONSENT = LetterKind(
    "lembar-persetujuan", "Lembar Persetujuan Layanan", side=Side.TREATMENT, needs_number=False, signed=Signed.THEMSELVES,
    signers=(("Petugas", "petugas"), ("Yang menyetujui", "penyetuju")),
    about=(About("rehab.consent", "rehab:consent", _filled, unless=_withdrawn),),
    fields=(
        NAMA, LAHIR, JENIS_KELAMIN,
        Field("wali", "nama orang tua atau wali", "Wali Contoh", required=False),
        Field("hubungan", "hubungan dengan klien", "Ibu", required=False),
        Field("persetujuan", "yang disetujui", ("Layanan rehabilitasi", "Dihubungi kembali"), many=True),
        Field("dikirim", "bagian berkas yang boleh dikirim bila dirujuk", "identitas, ringkasan rencana", required=False, long=True),
        Field("dihubungi", "cara dan jam dihubungi", "Telepon 13.00-15.00", required=False),
        Field("penyetuju", "yang menandatangani", "Klien Contoh"),
        Field("petugas", "petugas", "Petugas Contoh"),
    ),
    body=(
        FilledFacts((("Nama klien", "nama"), ("Lahir", "lahir"), ("Jenis kelamin", "jenis_kelamin"), ("Orang tua atau wali", "wali"), ("Hubungan", "hubungan"))),
        Text("Setelah mendapat penjelasan dan kesempatan bertanya, dengan ini menyetujui:"),
        Points("persetujuan"),
        FilledFacts((("Boleh dikirim bila dirujuk", "dikirim"), ("Dihubungi lewat", "dihubungi"))),
        Text("Data klien disimpan sebagai rekam medis, dijaga kerahasiaannya, dan tidak diberikan kepada pihak lain tanpa persetujuan ini kecuali diwajibkan undang-undang. Klien berhak melihat, membetulkan, dan mendapat salinan datanya. Persetujuan ini dapat dicabut kapan saja; pencabutan tidak mengurangi hak atas layanan."),
    ),
    make=Permission.REHAB_WRITE, read=Permission.REHAB_READ,
    explains="Lembar yang ditandatangani klien atau walinya; pindaiannya dilampirkan kembali.",
)  # fmt: skip
