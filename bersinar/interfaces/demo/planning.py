"""Targets, narratives and the make-up of the reports, as the five articles tell them.

Where an article names no target there is none here; what it leaves unnamed stays open. All texts are our own.
"""

from __future__ import annotations

from bersinar.programmes.planning.actions import AGREEMENTS, LINES, NARRATIVES, WORDS

from .stage import YEARS, Stage

# office: (note of the agreement, lines of (goal, indicator, thousandths or None))
_TARGETS: dict[str, tuple[str, tuple[tuple[str, str, int | None], ...]]] = {
    "bnnk-lumajang": (
        "Empat indikator disebut, satu di antaranya bernama. Angka targetnya tidak disebut.",
        (
            ("Pemulihan penyalah guna narkotika meningkat", "ibm.agents", None),
            ("Pemulihan penyalah guna narkotika meningkat", "", None),
            ("Pemulihan penyalah guna narkotika meningkat", "", None),
            ("Pemulihan penyalah guna narkotika meningkat", "", None),
        ),
    ),
    "bnnk-oki": (
        "Target yang disebut kepala satuan kerja; naskah perjanjiannya belum dimuat.",
        (("", "enforcement.cases", 1_000), ("", "rehab.ikm", 3_900)),
    ),
    "bnnk-kotawaringin-barat": (
        "Target yang disebut kepala satuan kerja; naskah perjanjiannya belum dimuat.",
        (("", "rehab.clients", 20_000),),
    ),
}

# office: (tagline, grouping, own list)
_REPORT_WORDS = {
    "bnnk-lubuklinggau": ("Indonesia Bersinar", "section", ""),
    "bnnk-lumajang": ("War on Drugs", "strategy", ""),
    "bnnk-balikpapan": ("War on Drugs", "strategy", ""),
    "bnnk-oki": ("", "own", "Pemberantasan\nPencegahan\nPemberdayaan Masyarakat\nRehabilitasi"),
    "bnnk-kotawaringin-barat": ("", "section", ""),
}

_FOOTNOTES = {
    "bnnk-lumajang": "Umur 35 klien dicatat 18 tahun, kata demi kata seperti disebut dalam berita; klien lain tahun itu "
    "berada di kelompok umur yang berbeda.",
}

_NARRATIVES: dict[str, dict[str, str]] = {
    "bnnk-lubuklinggau": {
        "general": (
            "Pencegahan dan penindakan berjalan berdampingan sepanjang tahun. Keduanya diarahkan agar warga kota "
            "terlindung dari penyalahgunaan narkotika."
        ),
        "enforcement": (
            "Seksi Pemberantasan bekerja untuk memutus jaringan dan pasokan narkotika. Kasus yang menonjol "
            "beserta barang buktinya tercantum pada angka bagian ini."
        ),
        "prevention": (
            "Daya tangkal warga dibangun lewat sosialisasi, penyuluhan, dan program ketahanan keluarga. Remaja "
            "diajak berdialog, dan informasi disampaikan dalam tatap muka serta gelar wicara."
        ),
        "empowerment": (
            "Penggiat dari masyarakat, sekolah, dan dunia usaha dibekali dalam lokakarya. Lembaga adat, "
            "komunitas, dan insan media ikut diperkuat agar kota ini tanggap terhadap ancaman narkoba."
        ),
        "rehabilitation": (
            "Klien ditangani dengan rawat jalan, dan yang telah menyelesaikannya didampingi dalam layanan "
            "pascarehabilitasi. Lembaga rehabilitasi milik pemerintah diperkuat, dan layanan IBM hadir di "
            "Kelurahan Karya Bakti."
        ),
        "cooperation": (
            "Kerja sama antarinstansi masih perlu dipererat. Kendala tahun ini dicatat bersama upaya untuk "
            "mengatasinya."
        ),
    },
    "bnnk-lumajang": {
        "general": (
            "Kerja tahun ini disusun menurut empat strategi. Strategi smart power disebut sebagai salah satunya, "
            "tanpa rincian kegiatan."
        ),
        "enforcement": (
            "Bersama BNNP Jawa Tengah, sebuah jaringan yang menghubungkan Lumajang dengan Malaysia diungkap. "
            "Kasus bersama itu dihitung pada satuan kerja yang memimpinnya."
        ),
        "prevention": "Ketahanan masyarakat dibangun melalui program Desa Bersinar di kabupaten ini.",
        "empowerment": (
            "Pemberdayaan masyarakat berjalan bersama pencegahan dan rehabilitasi. Hasilnya dinilai sudah terasa "
            "oleh warga."
        ),
        "rehabilitation": (
            "Pemulihan diberikan di layanan sendiri dan di tempat mitra. Agen pemulihan menjangkau, mendampingi, "
            "dan membimbing warga supaya pemakaian tidak berkembang menjadi ketergantungan. Call center dan care "
            "center rehabilitasi terbuka bagi siapa saja yang memerlukan."
        ),
        "cooperation": "Kerja sama dengan instansi pemerintah terjalin di Lumajang dan di beberapa kabupaten lain.",
    },
    "bnnk-balikpapan": {
        "general": (
            "Perang melawan narkoba diterjemahkan ke dalam empat strategi. Strategi smart power disebut sebagai "
            "salah satunya, tanpa rincian kegiatan."
        ),
        "enforcement": (
            "Penindakan mengungkap beberapa jenis narkotika. Temuan ganja cair adalah yang pertama di kota ini, "
            "tanda bahwa cara peredaran makin beragam."
        ),
        "prevention": "Program Kelurahan Bersinar menjadi tumpuan untuk memperkuat ketahanan warga kota.",
        "empowerment": (
            "Banyak pihak diajak mendukung kebijakan KOTAN. Penggiat dibentuk, satgas kelurahan dilatih dengan "
            "dukungan pemerintah kota, dan tes urine bersama menjangkau sekolah, tempat kerja, dan permukiman. "
            "Warga di lingkungan rawan mengikuti pelatihan kecakapan hidup."
        ),
        "rehabilitation": (
            "Klinik melayani rawat jalan dan merujuk klien yang memerlukan rawat inap; kepuasan atas layanannya "
            "diukur. Unit IBM Batam Berseri di Kelurahan Batu Ampar mengajak warga setempat menjadi agen "
            "pemulihan bagi penyalah guna ringan."
        ),
        "cooperation": (
            "Program didukung oleh pemerintah kota dan balai latihan kerja. Keterbukaan informasi publik satuan "
            "kerja ini mendapat penghargaan."
        ),
    },
    "bnnk-oki": {
        "general": (
            "Tiga program disebut untuk tahun ini: pemberantasan, pencegahan, dan pemberdayaan masyarakat. "
            "Rehabilitasi dilaporkan sebagai bagian keempat."
        ),
        "enforcement": "Pengungkapan kasus tahun ini disandingkan dengan target yang dijanjikan.",
        "prevention": (
            "Ketahanan keluarga anti narkoba dibahas dalam rapat koordinasi, dijalankan di Kelurahan Kutaraya, "
            "dan dipantau di Kutaraya serta Mulyaguna. Desa Balian dan Dabuk Makmur mendapat bimbingan teknis "
            "Desa Bersinar, dan pelajar ditemui dalam gelar wicara di sekolah."
        ),
        "empowerment": (
            "Instansi pemerintah dan sekolah didorong melakukan deteksi dini, menyusun aturan P4GN, "
            "bersosialisasi secara berkala, dan membentuk relawan. Tes urine dilaksanakan di instansi, dan "
            "penggiat dari kedua lingkungan dilantik."
        ),
        "rehabilitation": (
            "Klien dirawat jalan di BNNK OKI atau dirujuk ke balai rehabilitasi BNN untuk rawat inap. Kepuasan "
            "atas layanan disurvei sebagai bagian dari reformasi birokrasi. Unit IBM bekerja bersama agen "
            "pemulihannya."
        ),
    },
    "bnnk-kotawaringin-barat": {
        "general": (
            "Layanan IBM menjadi tumpuan kerja di kabupaten ini: warga dibekali agar mampu bertindak di "
            "lingkungannya sendiri."
        ),
        "prevention": (
            "Advokasi ketahanan keluarga dan advokasi berbasis sumber daya pembangunan desa dijalankan, disertai "
            "informasi dan edukasi. Beberapa sekolah menjadi Sekolah Bersinar; jumlahnya tidak disebut."
        ),
        "empowerment": (
            "Peran serta masyarakat didorong. Setiap Sekolah Bersinar memiliki aturan P4GN dan satgas anti narkoba."
        ),
        "rehabilitation": (
            "Klinik Pratama menyediakan terapi dan rehabilitasi. Tim IBM di Candi dan Mendawai memetakan keadaan, "
            "menjangkau dan mendampingi warga, memberi intervensi perorangan maupun kelompok, dan merujuk yang "
            "memerlukan layanan lain."
        ),
    },
}


def play(stage: Stage) -> None:
    """Agreements with their lines, then the words of each office's report."""
    for code, year in YEARS.items():
        office, planner = stage.office(code), stage.person(code, "perencana")
        if code in _TARGETS:
            note, lines = _TARGETS[code]
            agreement = AGREEMENTS.create(office=office, by=planner, year=year, note=note)
            for order, (goal, indicator, value) in enumerate(lines, start=1):
                LINES.create(
                    office=office,
                    by=planner,
                    agreement=agreement,
                    order=order,
                    goal=goal,
                    indicator=indicator,
                    value=value,
                )
        for section, text in _NARRATIVES[code].items():
            NARRATIVES.create(office=office, by=planner, year=year, section=section, text=text)
        tagline, grouping, own_list = _REPORT_WORDS[code]
        WORDS.create(
            office=office, by=planner, year=year, tagline=tagline, grouping=grouping, own_list=own_list,
            footnotes=_FOOTNOTES.get(code, ""),
        )  # fmt: skip
