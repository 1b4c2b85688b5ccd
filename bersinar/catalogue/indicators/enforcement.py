"""Enforcement. Quantities are never summed across units."""

from ..declaring import How, Indicator, Measured, Publication, Section, Strategy, only

_HERE = (Section.ENFORCEMENT, Strategy.HARD)
_SEIZED = (
    "enforcement.mass_seized",
    "enforcement.volume_seized",
    "enforcement.pieces_seized",
    "enforcement.field_seized",
)
_DESTROYED = (
    "enforcement.mass_destroyed",
    "enforcement.volume_destroyed",
    "enforcement.pieces_destroyed",
    "enforcement.field_destroyed",
)
_HELD = (
    "enforcement.mass_held",
    "enforcement.volume_held",
    "enforcement.pieces_held",
    "enforcement.field_held",
)

WEIGHED_BY = {"seized": _SEIZED, "destroyed": _DESTROYED}  # what an estimate counts, by the basis of its factor set

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
    Indicator("enforcement.destroyed", "Barang bukti dimusnahkan", "Destroyed",
              "Jumlah yang dimusnahkan menurut zat dan satuan, pada hari pemusnahannya, dari berita acara yang disahkan dua orang. Satuan "
              "berbeda tidak dijumlahkan.",
              "unit", *_HERE, _DESTROYED, splits=("substance", "unit", "aspect", "place", "month"), shown=("substance",), has_total=False,
              decimals=6),
    Indicator("enforcement.held", "Isi gudang barang bukti", "Evidence held",
              "Yang ada dalam wadah pada hari terakhir masanya menurut zat dan satuan: yang masuk dikurangi yang keluar. Satuan berbeda tidak "
              "dijumlahkan. Tidak pernah diterbitkan.",
              "unit", *_HERE, _HELD, measured=Measured.STOCK, splits=("substance", "unit", "aspect"), shown=("substance",),
              publication=Publication.CLOSED, has_total=False, decimals=6),
    Indicator("enforcement.files_completed", "Berkas P-21", "Files completed (P-21)",
              "Berkas perkara yang dinyatakan lengkap, menurut tanggal P-21; satu kasus dapat punya beberapa berkas.",
              "file", *_HERE, ("enforcement.file_completed",), splits=("place", "month")),
    Indicator("enforcement.days_to_p21", "Lama sampai P-21", "Days to P-21",
              "Rata-rata hari dari tanggal LKN sampai P-21, dari berkas yang lengkap pada tahun itu.",
              "day", *_HERE, ("enforcement.file_took",), How.MEAN, splits=("month",), decimals=1, higher_is_better=False),
    Indicator("enforcement.deadlines_kept", "Tenggat perkara dipenuhi", "Deadlines kept",
              "Bagian tenggat perkara yang berakhir pada tahun itu dan dipenuhi pada waktunya. Tenggat yang masih berjalan atau terlampaui "
              "tanpa peristiwa penutup belum ikut.",
              "percent", *_HERE, ("enforcement.deadline_measured",), How.MEAN, splits=("detail", "month"), shown=("detail",), decimals=1),
    Indicator("enforcement.people_saved", "Perkiraan orang terselamatkan", "People saved (estimate)",
              "Perkiraan dari barang bukti yang disita, atau yang dimusnahkan bila set faktornya berdasar itu, dan satu set faktor bernama yang "
              "dipilih satuan kerja; bukan hitungan.",
              "person", *_HERE, (*_SEIZED, *_DESTROYED), How.WEIGHTED),
    Indicator("enforcement.suspects_foreign", "Tersangka warga negara asing", "Foreign suspects", "Orang berbeda dari negara lain yang menjadi tersangka.",
              "person", *_HERE, ("enforcement.foreigner_named",), How.DISTINCT, splits=("detail", "month")),
    Indicator("enforcement.suspects_repeat", "Tersangka residivis", "Suspects convicted before",
              "Orang berbeda yang menjadi tersangka dan pernah dipidana dalam perkara narkotika.",
              "person", *_HERE, ("enforcement.repeater_named",), How.DISTINCT, splits=("month",)),
    Indicator("enforcement.suspects_charged", "Tersangka dengan pasal tercatat", "Suspects by article",
              "Orang berbeda yang pasal sangkaannya dicatat; satu orang dapat terkena beberapa pasal.",
              "person", *_HERE, ("enforcement.suspect_charged",), How.DISTINCT, splits=("detail", "month")),
    Indicator("enforcement.children", "Anak yang berkonflik dengan hukum", "Children in conflict with the law",
              "Anak yang ditetapkan, sudah termasuk dalam jumlah tersangka. Tidak pernah diumumkan.",
              "person", *_HERE, ("enforcement.child_named",), How.DISTINCT, publication=Publication.CLOSED),
    Indicator("enforcement.cases_laundering", "Kasus pencucian uang", "Money laundering cases", "Kasus yang ditandai perkara pencucian uang (TPPU).",
              "case", *_HERE, ("enforcement.case_laundering",), splits=("place", "month")),
    Indicator("enforcement.money", "Uang disita", "Money seized", "Uang tunai dan saldo rekening yang disita atau diblokir; terpisah dari barang bukti narkotika.",
              "rupiah", *_HERE, ("enforcement.money_seized",), splits=("detail", "place", "month")),
    Indicator("enforcement.goods", "Barang disita", "Goods seized", "Jumlah kendaraan, telepon, dan barang lain yang disita; uang dan narkotika tidak termasuk.",
              "good", *_HERE, ("enforcement.goods_seized",), splits=("detail", "place", "month"), shown=("detail",)),
    Indicator("enforcement.goods_value", "Taksiran nilai barang disita", "Estimated value of goods seized",
              "Jumlah taksiran nilai barang disita yang ditaksir; uang tidak termasuk.",
              "rupiah", *_HERE, ("enforcement.goods_valued",), splits=("detail", "month")),
    Indicator("enforcement.tat_requests", "Permintaan TAT", "Integrated assessments requested",
              "Permintaan asesmen terpadu menurut tanggal permintaan. Bukan klien rehabilitasi.",
              "request", *_HERE, ("enforcement.tat_requested",), splits=("detail", "month"), publication=Publication.RESTRICTED),
    Indicator("enforcement.tat_completed", "TAT selesai", "Integrated assessments completed", "Permintaan TAT yang surat rekomendasinya terbit, menurut tanggal surat.",
              "request", *_HERE, ("enforcement.tat_completed",), splits=("detail", "month"), publication=Publication.RESTRICTED),
    Indicator("enforcement.tat_kept", "TAT selesai tepat waktu", "Integrated assessments in time",
              "Bagian TAT selesai yang suratnya terbit dalam batas waktu. Yang belum selesai tidak ikut, juga bila sudah lewat.",
              "percent", *_HERE, ("enforcement.deadline_measured",), How.MEAN, where=only(detail="tat"), splits=("month",), decimals=1, publication=Publication.RESTRICTED),
    Indicator("enforcement.tat_recommended", "TAT menyarankan rehabilitasi", "Rehabilitation advised",
              "TAT selesai yang suratnya menyarankan rehabilitasi. Tidak pernah dihitung sebagai klien.",
              "request", *_HERE, ("enforcement.tat_recommended",), splits=("detail", "month"), publication=Publication.RESTRICTED),
)  # fmt: skip
