"""Glossary entries. Labels, tooltips and footnotes read them; a test holds the code to them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Entry:
    """One term. `aliases` are other spellings and misprints: found by search, never printed."""

    name: str
    term: str
    meaning: str
    aliases: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()


_ENTRIES = (
    Entry("activity", "kegiatan", "Satu baris program setahun; dapat dilaksanakan beberapa kali.", ("giat",)),
    Entry("meeting", "pelaksanaan", "Satu kali kegiatan diadakan, dengan hari dan tempatnya sendiri.", ("pertemuan",)),
    Entry("institution", "instansi", "Sekolah, dinas, perusahaan, lembaga desa, lembaga adat, media, atau klinik.", ("lembaga",)),
    Entry("volunteer", "penggiat", "Warga yang dilantik untuk P4GN di lingkungannya.", ("pegiat", "relawan")),
    Entry("task_force", "satgas", "Satuan tugas anti narkoba di desa, kelurahan, sekolah, atau instansi."),
    Entry("bersinar_site", "lokasi Bersinar", "Desa, kelurahan, sekolah, atau kampus Bersih Narkoba.", ("desa bersinar", "kampung bersinar")),
    Entry("urine_session", "sesi tes urine", "Satu kali tes urine kolektif di satu instansi (deteksi dini).", ("tes urin", "deteksi dini")),
    Entry("reactive", "reaktif", "Hasil alat cepat yang menunjukkan zat; belum dikonfirmasi laboratorium.", ("positif",)),
    Entry("skhpn", "SKHPN", "Surat keterangan hasil pemeriksaan narkotika: layanan kepada seorang pemohon, bukan deteksi dini.", ("SKBN", "surat bebas narkoba")),
    Entry("client", "klien", "Orang yang menerima layanan rehabilitasi.", ("pasien",), ("pecandu", "residen")),
    Entry("episode", "episode", "Satu rangkaian layanan, dari diterima sampai selesai."),
    Entry("pathway", "jalur layanan", "Rawat jalan, rujuk rawat inap, rujuk IBM, atau intervensi singkat."),
    Entry("aftercare", "pascarehabilitasi", "Layanan lanjutan setelah rehabilitasi; tidak dijumlahkan dengan klien.", ("bina lanjut", "rawat lanjut")),
    Entry("ibm_unit", "unit IBM", "Unit intervensi berbasis masyarakat di satu desa atau kelurahan.", ("ibm",)),
    Entry("recovery_agent", "agen pemulihan", "Warga terlatih yang menjalankan unit IBM.", ("AP", "petugas IBM")),
    Entry("case", "kasus", "Satu laporan kasus narkotika (LKN).", ("LKN", "perkara")),
    Entry("suspect", "tersangka", "Orang yang ditetapkan sebagai tersangka dalam satu kasus."),
    Entry("exhibit", "barang bukti", "Barang yang disita, dengan zat, bentuk, dan satuannya.", ("BB", "barbuk")),
    Entry("network", "jaringan", "Jaringan atau sindikat yang diungkap.", ("sindikat",)),
    Entry("participation", "keikutsertaan", "Bagian satuan kerja lain dalam kasus bersama; dihitung sekali pada pemimpinnya."),
    Entry("agreement", "kerja sama", "Nota kesepahaman, perjanjian kerja sama, atau dukungan.", ("MoU", "PKS", "coorperation")),
    Entry("joint_work", "pelaksanaan kerja sama", "Apa yang dikerjakan bersama mitra berdasarkan satu kerja sama."),
    Entry("data_request", "permintaan data", "Surat permintaan data dari atau kepada lembaga lain."),
    Entry("information_request", "permohonan informasi", "Permintaan informasi publik oleh warga atau lembaga (UU 14/2008).", ("PPID", "KIP")),
    Entry("obstacle", "kendala", "Hambatan pelaksanaan P4GN dalam setahun."),
    Entry("effort", "upaya", "Langkah mengatasi satu kendala."),
    Entry("award", "penghargaan", "Penghargaan yang diterima satuan kerja."),
    Entry("performance_agreement", "perjanjian kinerja", "Janji target setahun antara kepala dan atasannya.", ("PK", "perkin")),
    Entry("target", "target", "Angka yang dijanjikan untuk satu indikator dalam setahun."),
    Entry("survey", "survei kepuasan", "Pengukuran indeks kepuasan masyarakat (IKM) atas satu layanan.", ("IKM", "SKM")),
    Entry("ticket", "kontak", "Satu panggilan, pesan, atau kunjungan ke call center dan care center.", ("tiket",)),
    Entry("trace", "telusur", "Dari angka ke fakta dan rekam yang membentuknya."),
    Entry("as_of", "keadaan per", "Posisi pembukuan tempat angka dihitung."),
    Entry("ikotan", "IKOTAN", "Indeks Kabupaten/Kota Tanggap Ancaman Narkoba; skala 2019 (0-100) dan 2021 (1-4) tidak dapat dibandingkan.", ()),
    Entry("dektari", "Dektari", "Indeks ketahanan diri remaja terhadap narkoba.", ()),
    Entry("dektara", "Dektara", "Indeks ketahanan keluarga terhadap narkoba.", ()),
    Entry("ipak", "IPAK", "Indeks persepsi anti korupsi dari survei penerima layanan (SPAK).", ("SPAK",)),
    Entry("kotan", "KOTAN", "Kota/Kabupaten Tanggap Ancaman Narkoba.", ("Kontan",)),
    Entry("capacity_building", "pengembangan kapasitas", "Penguatan lembaga adat dan komunitas.", ("bangkap", "bangpas")),
    Entry("p4gn", "P4GN", "Pencegahan dan Pemberantasan Penyalahgunaan dan Peredaran Gelap Narkotika dan Prekursor Narkotika."),
)  # fmt: skip

ENTRIES: dict[str, Entry] = {entry.name: entry for entry in _ENTRIES}


def term(name: str) -> str:
    """The Indonesian term of an English name. Raises KeyError for a word the glossary lacks."""
    return ENTRIES[name].term


def official(word: str) -> str:
    """The official term for a word or one of its aliases and misprints; the word itself when unknown."""
    wanted = word.casefold()
    for entry in _ENTRIES:
        if wanted == entry.term.casefold() or wanted in (alias.casefold() for alias in entry.aliases):
            return entry.term
    return word
