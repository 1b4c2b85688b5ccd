"""The letters by which this room answers others: what is given to whoever demands data, and the medical half of TAT."""

from __future__ import annotations

from typing import Any

from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.access.sides import Side
from bersinar.foundation.codelists.lists import label
from bersinar.foundation.letters.blocks import Facts, Text
from bersinar.foundation.letters.kinds import About, Field, Layout, LetterKind
from bersinar.foundation.periods.calendar import long_date

from ..models import Demand, TatAssessment

_PURPOSE = "membuat surat jawaban"


def _not_now(demand: Demand) -> str:
    """Before two people agreed there is nothing to write, and nothing is left once it was erased."""
    if demand.erased_on is not None:
        return "Isi permintaan ini sudah dimusnahkan; surat jawaban tidak dibuat lagi."
    if demand.stage not in ("agreed", "answered"):
        return "Surat jawaban dibuat sesudah keputusan disetujui orang kedua."
    return ""


def _of_demand(demand: Demand, user: User) -> dict[str, Any]:
    return {
        "kepada": demand.agency,
        "perihal": "Jawaban atas permintaan data",
        "surat": f"{demand.letter_number} tanggal {long_date(demand.letter_day)}",
        "dasar": demand.legal_basis,
        "diberikan": demand.given.open(by=user, purpose=_PURPOSE) if demand.given else "",
        "tidak_diberikan": demand.withheld.open(by=user, purpose=_PURPOSE) if demand.withheld else "",
    }


DEMAND_ANSWER = LetterKind(
    "jawaban-permintaan-data", "Surat Jawaban Permintaan Data", layout=Layout.ADDRESSED,
    about=(About("rehab.demand", "rehab:demand", _of_demand, _not_now),),
    fields=(
        Field("kepada", "kepada siapa", "Kepala Satuan Contoh", long=True),
        Field("perihal", "perihal", "Jawaban atas permintaan data"),
        Field("lampiran", "lampiran", "1 (satu) berkas tertutup", required=False),
        Field("surat", "surat yang dijawab", "B/12/III/2023 tanggal 14 Maret 2023"),
        Field("dasar", "dasar hukum yang disebut surat itu", "Pasal contoh undang-undang contoh", long=True),
        Field("diberikan", "yang diberikan", "Keterangan pernah dirawat", required=False, long=True),
        Field("tidak_diberikan", "yang tidak diberikan, dengan alasannya", "Catatan konseling: rahasia kedokteran", required=False, long=True),
    ),
    body=(
        Text("Dengan hormat,"),
        Text("Menjawab surat nomor {{ surat }} dengan dasar {{ dasar }}, kami sampaikan hal berikut."),
        Text("{% if diberikan %}Yang diberikan: {{ diberikan }}{% else %}Data yang diminta tidak dapat diberikan.{% endif %}"),
        Text("{% if tidak_diberikan %}Yang tidak diberikan: {{ tidak_diberikan }}{% endif %}"),
        Text("Isi surat ini bersifat rahasia dan hanya dipakai untuk keperluan yang disebut dalam surat permintaan."),
    ),
    make=Permission.REHAB_WRITE, read=Permission.REHAB_READ, side=Side.TREATMENT,
    pattern="R/{n:03}/{month}/{year}/{office}", explains="Jawaban atas permintaan hukum yang sudah diputuskan dua orang.",
)  # fmt: skip


def _of_tat(assessment: TatAssessment, user: User) -> dict[str, Any]:
    """Four fields and the number. What the examination found stays here."""
    return {
        "permintaan": f"{assessment.request_number} tanggal {long_date(assessment.request_day)}",
        "peran": label("tat_role", assessment.role),
        "ketergantungan": label("tat_dependence", assessment.dependence),
        "tempat_layanan": label("tat_place", assessment.place),
        "lama": f"{assessment.months} bulan" if assessment.months else "tidak ada",
    }


TAT_RESULT = LetterKind(
    "hasil-asesmen-medis-tat", "Surat Hasil Asesmen Medis TAT",
    about=(About("rehab.tatassessment", "rehab:tat", _of_tat),),
    fields=(
        Field("permintaan", "nomor permintaan", "TAT/12/III/2023 tanggal 10 Maret 2023"),
        Field("peran", "peran sebagai pemakai", "Pengguna"),
        Field("ketergantungan", "taraf ketergantungan", "Sedang"),
        Field("tempat_layanan", "tempat yang disarankan", "Rawat jalan di klinik BNN"),
        Field("lama", "lama yang disarankan", "3 bulan"),
    ),
    body=(
        Text("Menjawab permintaan {{ permintaan }}, tim medis menyampaikan hasil asesmen sebagai berikut."),
        Facts((
            ("Peran sebagai pemakai", "{{ peran }}"), ("Taraf ketergantungan", "{{ ketergantungan }}"),
            ("Tempat yang disarankan", "{{ tempat_layanan }}"), ("Lama yang disarankan", "{{ lama }}"),
        )),
        Text("Keterangan kesehatan lain merupakan rahasia kedokteran dan tidak disertakan."),
    ),
    make=Permission.REHAB_WRITE, read=Permission.REHAB_READ, side=Side.TREATMENT,
    pattern="R/TAT-M/{n:03}/{month}/{year}/{office}", explains="Nomor permintaan dan empat isian; tidak ada yang lain.",
)  # fmt: skip
