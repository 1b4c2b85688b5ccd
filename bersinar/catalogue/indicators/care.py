"""Care centre."""

from ..declaring import How, Indicator, Publication, Section, Strategy

_HERE = (Section.REHABILITATION, Strategy.SOFT)
_PREVENTION = (Section.PREVENTION, Strategy.SOFT)
_TIPS = (Section.ENFORCEMENT, Strategy.HARD)


def _kept(
    queue: str, words: str, words_en: str, section: Section, strategy: Strategy, publication: Publication = Publication.OPEN
) -> Indicator:  # fmt: skip
    """How one queue keeps its office's standard of time."""
    return Indicator(
        f"carecentre.{queue}_kept", f"Jawaban pertama dalam standar, {words}", f"Share answered in time ({words_en})",
        "Bagian kontak terjawab yang jawaban pertamanya tidak melewati standar waktu satuan kerja saat kontak diterima. "
        "Yang belum dijawab dan yang kegentingannya tanpa standar tidak ikut.",
        "percent", section, strategy, (f"carecentre.{queue}_measured",), How.MEAN, splits=("month",), decimals=1,
        publication=publication,
    )  # fmt: skip


CARE = (
    Indicator("carecentre.service_contacts", "Kontak layanan umum", "Service contacts", "Kontak tentang informasi, permohonan, dan pengaduan layanan.",
              "contact", *_PREVENTION, ("carecentre.service_contacted",), splits=("detail", "aspect", "month"), shown=("detail",)),
    Indicator("carecentre.rehab_contacts", "Kontak konsultasi rehabilitasi", "Rehabilitation contacts", "Kontak yang diteruskan ke antrean rehabilitasi.",
              "contact", *_HERE, ("carecentre.rehab_contacted",), splits=("aspect", "month"), publication=Publication.RESTRICTED),
    Indicator("carecentre.tips", "Laporan masyarakat", "Tips", "Kontak yang diteruskan ke antrean pemberantasan.",
              "contact", *_TIPS, ("carecentre.tip_contacted",), splits=("month",)),
    Indicator("carecentre.service_response", "Waktu jawaban pertama", "Time to first answer", "Rata-rata menit sampai jawaban pertama, layanan umum.",
              "minute", *_PREVENTION, ("carecentre.service_answered",), How.MEAN, splits=("month",), decimals=1, higher_is_better=False),
    Indicator("carecentre.rehab_response", "Waktu jawaban pertama, rehabilitasi", "Time to first answer (rehabilitation)",
              "Rata-rata menit sampai jawaban pertama, antrean rehabilitasi.",
              "minute", *_HERE, ("carecentre.rehab_answered",), How.MEAN, decimals=1, higher_is_better=False, publication=Publication.RESTRICTED),
    Indicator("carecentre.tip_response", "Waktu jawaban pertama, laporan masyarakat", "Time to first answer (tips)",
              "Rata-rata menit sampai jawaban pertama, antrean pemberantasan.",
              "minute", *_TIPS, ("carecentre.tip_answered",), How.MEAN, decimals=1, higher_is_better=False),
    _kept("service", "layanan umum", "services", *_PREVENTION),
    _kept("rehab", "rehabilitasi", "rehabilitation", *_HERE, Publication.RESTRICTED),
    _kept("tip", "laporan masyarakat", "tips", *_TIPS),
)  # fmt: skip
