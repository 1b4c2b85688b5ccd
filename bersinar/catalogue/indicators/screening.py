"""Urine-test screening (deteksi dini)."""

from ..declaring import How, Indicator, Measured, Publication, Section, Strategy

_HERE = (Section.EMPOWERMENT, Strategy.SOFT)
_POSITIVE = Publication.RESTRICTED

_CLINIC = (Section.REHABILITATION, Strategy.SOFT)

SCREENING = (
    Indicator("screening.sessions", "Sesi tes urine", "Urine-test sessions", "Setiap kali tes urine kolektif diadakan di satu instansi.",
              "meeting", *_HERE, ("screening.session_held",), splits=("environment", "place", "month"), shown=("environment",)),
    Indicator("screening.institutions", "Instansi yang dites", "Institutions tested",
              "Instansi berbeda dengan paling sedikit satu sesi; yang belum dicatat namanya tetap satu instansi.",
              "institution", *_HERE, ("screening.institution_tested",), How.DISTINCT,
              splits=("environment", "place", "month"), shown=("environment",)),
    Indicator("screening.invited", "Orang yang diundang tes urine", "People invited to test", "Jumlah orang yang diundang.",
              "person", *_HERE, ("screening.person_invited",), splits=("environment", "place", "month")),
    Indicator("screening.tested", "Orang yang dites urine", "People tested",
              "Jumlah orang yang dites. Sesi yang jumlah orangnya belum dicatat menjadikan angka ini batas bawah.",
              "person", *_HERE, ("screening.person_tested",), splits=("sex", "environment", "place", "month"),
              shown=("sex", "environment")),
    Indicator("screening.raids", "Sesi tes urine dalam razia", "Urine-test sessions in raids",
              "Sesi yang menjadi bagian dari razia. Apakah sesi itu juga dihitung sebagai deteksi dini ditetapkan satuan kerjanya.",
              "meeting", *_HERE, ("screening.raid_held",), splits=("environment", "place", "month")),
    Indicator("screening.raid_tested", "Orang yang dites urine dalam razia", "People tested in raids",
              "Jumlah orang yang dites dalam razia, ditampilkan terpisah dari deteksi dini.",
              "person", *_HERE, ("screening.raid_tested",), splits=("sex", "environment", "place", "month")),
    Indicator("screening.kits_received", "Alat tes diterima", "Test kits received", "Alat tes urine yang masuk persediaan.",
              "unit", *_HERE, ("screening.kit_received",), splits=("detail", "month")),
    Indicator("screening.kits_used", "Alat tes dipakai", "Test kits used", "Alat tes urine yang dipakai sesi tes, termasuk yang gagal.",
              "unit", *_HERE, ("screening.kit_used",), splits=("detail", "month")),
    Indicator("screening.kits_failed", "Alat tes gagal", "Test kits that failed", "Alat tes yang dipakai tetapi tidak memberi hasil yang sah.",
              "unit", *_HERE, ("screening.kit_failed",), splits=("detail", "month"), higher_is_better=False),
    Indicator("screening.kits_written_off", "Alat tes dikeluarkan tanpa dipakai", "Test kits written off",
              "Alat tes yang keluar dari persediaan tanpa dipakai, menurut sebabnya.",
              "unit", *_HERE, ("screening.kit_written_off",), splits=("detail", "month"), higher_is_better=False),
    Indicator("screening.kits_in_stock", "Persediaan alat tes", "Test kits in stock",
              "Alat tes yang diterima dikurangi yang dipakai dan yang dikeluarkan, pada akhir masa.",
              "unit", *_HERE, ("screening.kit_stocked",), measured=Measured.STOCK, splits=("detail",)),
    Indicator("screening.positive", "Orang dengan hasil reaktif", "Positive results",
              "Orang dengan paling sedikit satu parameter reaktif; hanya setahun sesatuan kerja, tidak per instansi.",
              "person", *_HERE, ("screening.positive_found",), splits=("month",), higher_is_better=False, publication=_POSITIVE),
    Indicator("screening.parameters", "Hasil reaktif menurut parameter", "Reactive results by parameter",
              "Satu orang dapat reaktif pada beberapa parameter, jadi jumlah ini dapat melebihi jumlah orangnya.",
              "result", *_HERE, ("screening.parameter_reactive",), splits=("detail", "month"), higher_is_better=False,
              publication=_POSITIVE),
    Indicator("screening.confirmed", "Hasil reaktif terkonfirmasi", "Confirmed positives", "Hasil reaktif yang dipastikan laboratorium.",
              "person", *_HERE, ("screening.positive_confirmed",), splits=("month",), higher_is_better=False, publication=_POSITIVE),
    Indicator("screening.sent", "Hasil reaktif dikirim ke laboratorium", "Positives sent for confirmation",
              "Hasil reaktif yang dikirim ke laboratorium untuk dipastikan.",
              "person", *_HERE, ("screening.confirmation_sent",), splits=("month",), publication=_POSITIVE),
    Indicator("screening.refuted", "Hasil reaktif yang negatif menurut laboratorium", "Positives not confirmed",
              "Hasil reaktif yang menurut laboratorium negatif.",
              "person", *_HERE, ("screening.positive_refuted",), splits=("month",), publication=_POSITIVE),
    Indicator("screening.explained", "Reaktif karena obat resep", "Positives explained by prescription",
              "Hasil reaktif yang dijelaskan oleh obat resep.",
              "person", *_HERE, ("screening.positive_explained",), splits=("month",), publication=_POSITIVE),
    Indicator("screening.referred", "Dirujuk ke asesmen", "Referred to assessment", "Orang yang dirujuk ke asesmen setelah tes.",
              "person", *_HERE, ("screening.person_referred",), splits=("month",), publication=_POSITIVE),
    Indicator("screening.positivity", "Persentase reaktif", "Positivity rate", "Orang reaktif dibagi orang yang dites, kali 100.",
              "percent", *_HERE, how=How.RATIO, numerator="screening.positive", denominator="screening.tested", decimals=2,
              higher_is_better=False, publication=_POSITIVE),
)  # fmt: skip

# A service to one person who asks for it: never part of deteksi dini, and of the clinic's section.
SKHPN = (
    Indicator("skhpn.issued", "Surat SKHPN terbit", "Urine-test letters issued",
              "Surat keterangan hasil pemeriksaan narkotika yang terbit menurut tanggal surat; bukan bagian dari deteksi dini maupun klien.",
              "document", *_CLINIC, ("skhpn.letter_issued",), splits=("detail", "month")),
)  # fmt: skip
