"""Orders (surat perintah): whom the office sends, against what, on which grounds."""

from __future__ import annotations

from typing import Any

from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.access.sides import Side
from bersinar.foundation.letters.blocks import Block, Points, Text
from bersinar.foundation.letters.kinds import About, Field, LetterKind

from .telling import (
    CASE_FACTS,
    CASE_FIELDS,
    GROUNDS,
    OFFICER_ROWS,
    OFFICERS,
    SUSPECT_FACTS,
    SUSPECT_FIELDS,
    of_case,
    of_suspect,
)

_LASTS = Field("berlaku", "berlaku sampai", "17 Maret 2023", required=False)
_SPACE = Field("ruang", "tempat penahanan", "Rumah tahanan contoh")
_ITEMS = Field("barang", "yang disita", "Barang yang berkaitan dengan perkara ini", required=False, long=True)


def order(
    code: str, title: str, mark: str, task: str, *, suspect: bool = False, more: tuple[Field, ...] = ()
) -> LetterKind:
    """An order of one shape: grounds, who is ordered, what for, about which case or suspect."""

    def fill(record: Any, user: User) -> dict[str, Any]:
        known = of_suspect(record, user) if suspect else of_case(record, user)
        return {**known, "tugas": task}

    kind = "suspect" if suspect else "case"
    middle: tuple[Block, ...] = (CASE_FACTS, SUSPECT_FACTS) if suspect else (CASE_FACTS,)
    said = "".join(
        f"{{% if {field.name} %}} {field.words.capitalize()}: {{{{ {field.name} }}}}.{{% endif %}}" for field in more
    )
    return LetterKind(
        code, title, side=Side.ENFORCEMENT, about=(About(f"enforcement.{kind}", f"enforcement:{kind}", fill),),
        fields=(
            *CASE_FIELDS, *(SUSPECT_FIELDS if suspect else ()), GROUNDS, OFFICERS,
            Field("tugas", "yang diperintahkan", task, long=True), *more,
        ),
        body=(
            Text("Dasar:", "heading"), Points("dasar"), Text("MEMERINTAHKAN", "centred"), Text("Kepada:", "heading"), OFFICER_ROWS,
            Text("Untuk {{ tugas }}." + said), *middle,
            Text("Surat perintah ini dilaksanakan dengan penuh tanggung jawab dan hasilnya dituangkan dalam berita acara."),
        ),
        make=Permission.ENFORCEMENT_WRITE, read=Permission.ENFORCEMENT_READ, pattern=f"{mark}/{{n:03}}/{{month}}/{{year}}/{{office}}",
        explains="Dasar dan nomor laporan kasusnya terisi dari berkas.",
    )  # fmt: skip


INQUIRY_ORDER = order(
    "sprin-lidik", "Surat Perintah Penyelidikan", "SPRIN-LIDIK", "melakukan penyelidikan atas dugaan tindak pidana narkotika",
    more=(_LASTS,),
)  # fmt: skip
INVESTIGATION_ORDER = order(
    "sprin-sidik", "Surat Perintah Penyidikan", "SPRIN-SIDIK", "melakukan penyidikan atas laporan kasus di bawah ini"
)
ARREST_ORDER = order(
    "sprin-tangkap", "Surat Perintah Penangkapan", "SPRIN-KAP", "melakukan penangkapan terhadap orang di bawah ini",
    suspect=True, more=(_LASTS,),
)  # fmt: skip
SEIZURE_ORDER = order(
    "sprin-sita",
    "Surat Perintah Penyitaan",
    "SPRIN-SITA",
    "melakukan penyitaan dalam perkara di bawah ini",
    more=(_ITEMS,),
)
DETENTION_ORDER = order(
    "sprin-tahan", "Surat Perintah Penahanan", "SPRIN-HAN", "melakukan penahanan terhadap orang di bawah ini",
    suspect=True, more=(_SPACE, _LASTS),
)  # fmt: skip
ARREST_EXTENSION = order(
    "sprin-tangkap-lanjut", "Surat Perintah Perpanjangan Penangkapan", "SPRIN-KAP-L",
    "memperpanjang penangkapan terhadap orang di bawah ini", suspect=True, more=(_LASTS,),
)  # fmt: skip
RELEASE_ORDER = order(
    "sprin-lepas", "Surat Perintah Pelepasan", "SPRIN-LEPAS", "melepaskan orang di bawah ini dari penangkapan atau penahanan",
    suspect=True, more=(Field("alasan", "alasan", "Tidak cukup bukti", required=False, long=True),),
)  # fmt: skip
CLOSING_ORDER = order(
    "sprin-henti", "Surat Perintah Penghentian Penyidikan", "SP3", "menghentikan penyidikan atas laporan kasus di bawah ini",
    more=(Field("alasan", "alasan", "Tidak terdapat cukup bukti", long=True),),
)  # fmt: skip
