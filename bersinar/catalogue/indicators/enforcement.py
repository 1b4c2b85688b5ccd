"""Enforcement. Quantities are never summed across units."""

from ..declaring import How, Indicator, Section, Strategy, only

_HERE = (Section.ENFORCEMENT, Strategy.HARD)
_SEIZED = (
    "enforcement.mass_seized",
    "enforcement.volume_seized",
    "enforcement.pieces_seized",
    "enforcement.field_seized",
)

ENFORCEMENT = (
    Indicator("enforcement.cases", "Kasus", "Cases", "Laporan kasus narkotika (LKN) menurut tanggal LKN; kasus bersama dihitung pada pemimpinnya.",
              "case", *_HERE, ("enforcement.case_opened",), splits=("place", "month")),
    Indicator("enforcement.cases_prominent", "Kasus menonjol", "Prominent cases", "Kasus yang ditandai menonjol, dengan alasan.",
              "case", *_HERE, ("enforcement.case_prominent",), splits=("place", "month")),
    Indicator("enforcement.first_in_area", "Kasus pertama di wilayah", "First in the area",
              "Kasus dengan zat, bentuk, atau modus yang pertama di wilayah, dipastikan oleh petugas.",
              "case", *_HERE, ("enforcement.first_in_area",), splits=("substance", "month")),
    Indicator("enforcement.suspects", "Tersangka", "Suspects", "Orang berbeda yang menjadi tersangka, menurut tanggal penetapan.",
              "person", *_HERE, ("enforcement.suspect_named",), How.DISTINCT, splits=("sex", "age_band", "detail", "month"), shown=("sex",)),
    Indicator("enforcement.networks", "Jaringan diungkap", "Networks", "Jaringan berbeda yang diungkap.",
              "network", *_HERE, ("enforcement.network_disclosed",), How.DISTINCT, splits=("detail", "month"), shown=("detail",)),
    Indicator("enforcement.networks_international", "Jaringan internasional", "International networks", "Jaringan yang melintasi negara.",
              "network", *_HERE, ("enforcement.network_disclosed",), How.DISTINCT, where=only(detail="international"), splits=("month",)),
    Indicator("enforcement.seizure", "Barang bukti disita", "Seizures",
              "Jumlah yang disita menurut zat dan satuan: berat bersih, atau kotor bila hanya itu yang ada. Satuan berbeda tidak dijumlahkan.",
              "unit", *_HERE, _SEIZED, splits=("substance", "unit", "aspect", "place", "month"), shown=("substance",), has_total=False,
              decimals=6),
    Indicator("enforcement.people_saved", "Perkiraan orang terselamatkan", "People saved (estimate)",
              "Perkiraan dari barang bukti disita dan satu set faktor bernama yang dipilih satuan kerja; bukan hitungan.",
              "person", *_HERE, _SEIZED, How.WEIGHTED),
)  # fmt: skip
