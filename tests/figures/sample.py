"""One rich report of an invented office, and the texts that would break a careless writer."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from bersinar.figures.reports.document import (
    AnnexSheet,
    Big,
    BigNumbers,
    Block,
    Bullets,
    Cell,
    Chart,
    Check,
    Checks,
    Column,
    Document,
    Paragraph,
    Section,
    Series,
    Signatory,
    Table,
)

MONTHS = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")
HOSTILE = (
    "#set text(red)",
    "#panic()",
    "*bold* _italic_ `kode` $x$ @rujukan <label>",
    "=1+1",
    "@SUM(A1)",
    "+62 811",
    "-5 derajat",
    "https://contoh.invalid/a?b=1&c=2",
    '<script>alert("x")</script>',
    "<b>tebal</b>",
    "Satu & dua",
    "{kurung} %s {0} {{ganda}}",
    "\\u0041 \\n",
    "\x0bkendali\x07",
    "emoji 😀\ufe0f 👪 بسم الله 𝗕𝗡𝗡 漢字 ≥ \ue000 \u202e\u200b",
    "k" * 500,
    "",
    " ",
)


def number(text: str, value: str, href: str = "", emphasis: bool = False) -> Cell:
    """A figure with the number behind it."""
    return Cell(text, Decimal(value), href, emphasis)


def sample() -> Document:
    """The year-end report of BNN Kabupaten Contoh: every kind of block, a section below a section, an annex."""
    return Document(
        title="Laporan Akhir Tahun 2022",
        subtitle="Pelaksanaan Program P4GN di Kabupaten Contoh",
        office="BNN Kabupaten Contoh",
        period="Januari sampai dengan Desember 2022",
        cutoff="per 28 Desember 2022",
        tagline="Bersih Narkoba: dari desa, oleh desa, untuk desa",
        sections=(_summary(), _prevention(), _treatment(), _enforcement(), _checked()),
        notes=(
            "Seorang klien dihitung satu kali dalam setahun, walaupun ia datang berkali-kali.",
            "Barang bukti disimpan dalam gram dan dicetak dalam kilogram.",
        ),
        signatory=Signatory("Contoh", date(2022, 12, 30), "Kepala BNN Kabupaten Contoh", "Sri Wahyuni", "Kombes Pol"),
        annex=(_annex(),),
        made_at=datetime(2022, 12, 30, 2, 15, tzinfo=UTC),
    )


def hostile() -> Document:
    """The same report with a hostile text in every place that takes a text, and nothing where nothing may stand."""
    nasty = " ".join(HOSTILE[:6])
    blocks = tuple(block for text in HOSTILE for block in _hostile_blocks(text))
    return replace(
        sample(),
        title="<script>=1+1 & #set",
        subtitle=nasty,
        office="*BNN* <b>Kabupaten</b> & [Contoh]: 1/2?",
        tagline=nasty,
        sections=(
            Section("[=1+1]:*?/\\ '<script> " + "judul " * 12, blocks, (Section(nasty, (Paragraph(nasty),)),)),
            Section("=1+1", (Paragraph("=1+1"), Checks(()), BigNumbers(()), Bullets(()))),
            Section("", ()),
        ),
        notes=HOSTILE,
        annex=tuple(AnnexSheet("Lampiran/Fakta?", (Column(text),), ((Cell(text),),), text) for text in HOSTILE[:3]),
    )


def large() -> Document:
    """A year-end report of the size a province makes: 10 tables and 6 charts."""
    sections = tuple(
        Section(
            f"Bidang {at}",
            (
                Paragraph("Uraian pelaksanaan kegiatan di setiap kecamatan selama tahun berjalan. " * 6),
                *((_chart(f"Klien per bulan, bidang {at}"),) if at <= 6 else ()),
                _districts(f"Capaian per kecamatan, bidang {at}", rows=40),
            ),
        )
        for at in range(1, 11)
    )
    return replace(sample(), sections=sections)


def _summary() -> Section:
    return Section(
        "Ringkasan",
        (
            Paragraph("Tahun 2022 kantor ini menjangkau 12.480 orang dan mendampingi 128 klien.", "lead"),
            BigNumbers(
                (
                    Big("Orang dijangkau", "12.480", "Naik 8,3% dari tahun 2021", "/angka/1/"),
                    Big("Klien rehabilitasi", "128", "Target 100 klien", "/angka/2/"),
                    Big("Kasus diungkap", "14", "21 tersangka", "/angka/3/"),
                    Big("Sabu disita", "4,89 kg", "Seluruhnya sudah dimusnahkan"),
                    Big("Desa Bersinar", "9", "Pada akhir tahun"),
                    Big("Capaian anggaran", "98,76%"),
                )
            ),
            Paragraph("Angka dihitung langsung dari catatan petugas; setiap angka dapat ditelusuri."),
        ),
    )


def _prevention() -> Section:
    return Section(
        "Pencegahan dan pemberdayaan",
        (
            Paragraph("Kegiatan dilaksanakan di 18 kecamatan bersama sekolah, instansi, dan kelompok masyarakat."),
            Bullets(("Sosialisasi di sekolah dan kampus", "Pelatihan relawan & penggiat", "Tes urine di instansi")),
            _districts("Capaian per kecamatan", rows=18),
        ),
        (
            Section("Kecakapan hidup", (Table("Pelatihan", (Column("Desa"), Column("Peserta", "right")), ()),)),
            Section("Suara masyarakat", (Paragraph("Kami tahu harus ke mana bila ada yang membutuhkan.", "quote"),)),
        ),
    )


def _treatment() -> Section:
    return Section(
        "Rehabilitasi",
        (
            _chart("Klien baru per bulan"),
            Table(
                "Klien menurut jenis layanan",
                (Column("Layanan"), *(Column(title, "right") for title in ("Laki-laki", "Perempuan", "Jumlah"))),
                (
                    (Cell("Rawat jalan"), number("88", "88"), number("12", "12"), number("100", "100", "/telusur/1/")),
                    (Cell("Rawat inap"), number("21", "21"), number("7", "7"), number("28", "28", "/telusur/2/")),
                    (
                        Cell("Jumlah", emphasis=True),
                        number("109", "109", emphasis=True),
                        number("19", "19", emphasis=True),
                        number("128", "128", "/telusur/3/", True),
                    ),
                ),
                note="Klien pascarehabilitasi dihitung tersendiri.",
            ),
        ),
    )


def _enforcement() -> Section:
    return Section(
        "Pemberantasan",
        (
            Chart(
                "Kasus menurut kecamatan",
                "bar",
                ("Suka Maju", "Muara Tiga", "Tanjung Harapan"),
                (Series("Kasus", (Decimal(6), Decimal(5), Decimal(3))),),
                "Suka Maju 6 kasus, Muara Tiga 5 kasus, Tanjung Harapan 3 kasus.",
                "kasus",
                with_table=False,
            ),
            Table(
                "Barang bukti",
                (Column("Jenis"), Column("Berat", "right"), Column("Capaian", "right"), Column("Keterangan")),
                (
                    (Cell("Sabu"), number("4.890,44 g", "4890.44"), number("98,76%", "98.76"), Cell("=1+1")),
                    (Cell("Ganja"), number("1,2 kg", "1204.5"), Cell("\N{EN DASH}"), Cell("Ditemukan tanpa pemilik")),
                    (Cell("Tahun sita"), number("2022", "2022"), number("Rp1.500.000", "1500000"), Cell("Satu & dua")),
                ),
            ),
        ),
    )


def _checked() -> Section:
    return Section(
        "Pemeriksaan sebelum penandatanganan",
        (
            Checks(
                (
                    Check("Jumlah sama dengan bagiannya", "holds", "100 + 28 = 128."),
                    Check("Laki-laki dan perempuan", "explained", "Tersangka: 20 dari 21.", "Seorang belum dicatat."),
                    Check("Persentase mungkin", "fails", "98,8% tidak mungkin dari 14 kasus."),
                    Check("Operasi gabungan", "not_applicable", "Tidak ada operasi gabungan."),
                )
            ),
        ),
    )


def _districts(caption: str, rows: int) -> Table:
    names = ("Suka Maju", "Muara Tiga", "Tanjung Harapan", "Rantau Panjang Hilir", "Air Putih")
    columns = (
        Column("No.", "right"),
        Column("Kecamatan"),
        Column("Kegiatan", "right"),
        Column("Orang dijangkau", "right"),
        Column("Capaian (%)", "right"),
    )
    return Table(
        caption,
        columns,
        tuple(
            (
                number(str(at), str(at)),
                Cell(f"{names[at % 5]} {at}"),
                number(str(3 * at), str(3 * at), f"/telusur/{at}/"),
                number(f"1.{at:03}", f"1{at:03}"),
                number(f"{60 + at},25", f"{60 + at}.25"),
            )
            for at in range(1, rows + 1)
        ),
        note="Satu orang dapat mengikuti lebih dari satu kegiatan.",
    )


def _chart(caption: str) -> Chart:
    men = tuple(Decimal(5 + at % 4) for at in range(11))
    women = tuple(Decimal(1 + at % 3) for at in range(11))
    series = (Series("Laki-laki", (*men, None)), Series("Perempuan", (*women, None)))
    return Chart(caption, "stacked", MONTHS, series, "Klien baru tiap bulan berkisar antara 6 dan 10 orang.", "orang")


def _annex() -> AnnexSheet:
    columns = (Column("Bulan"), Column("Uraian"), Column("Jumlah", "right"))
    rows = tuple((Cell(month), Cell("=HYPERLINK(1)"), number(str(at), str(at))) for at, month in enumerate(MONTHS, 1))
    return AnnexSheet("Fakta: rehabilitasi/2022", columns, rows, "Baris kurang dari lima orang digabung.")


def _hostile_blocks(text: str) -> tuple[Block, ...]:
    columns = (Column(text), Column("Angka", "right"))
    drawn = "".join(character for character in text if ord(character) <= 0xFFFF)  # Vega cuts a longer one in two
    series = (Series(drawn, (None, Decimal("1E+3"))),)
    return (
        Paragraph(text),
        Paragraph(text, "quote"),
        Bullets((text, text)),
        Table(text, columns, ((Cell(text), Cell(text)), (Cell(text), number(text, "1.5"))), text),
        Table(text, (Column(text),), (), text, text),
        BigNumbers((Big(text, text, text, "javascript:alert(1)"),)),
        Checks((Check(text, "explained", text, text),)),
        Chart(text, "column", (drawn, "b"), series, text, drawn),
    )
