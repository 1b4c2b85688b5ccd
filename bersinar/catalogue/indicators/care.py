"""Care centre."""

from ..declaring import How, Indicator, Publication, Section, Strategy, only

_HERE = (Section.REHABILITATION, Strategy.SOFT)
_PREVENTION = (Section.PREVENTION, Strategy.SOFT)
_TIPS = (Section.ENFORCEMENT, Strategy.HARD)


def _standard(
    queue: str, words: str, words_en: str, section: Section, strategy: Strategy, publication: Publication = Publication.OPEN
) -> tuple[Indicator, ...]:  # fmt: skip
    """How one queue keeps its office's standard: in time, measured, and the share of the one in the other."""
    code, kind = f"carecentre.{queue}", (f"carecentre.{queue}_measured",)
    return (
        Indicator(f"{code}_measured", f"Jawaban pertama yang berstandar, {words}", f"First answers with a standard ({words_en})",
                  "Kontak yang sudah dijawab dan yang kegentingannya berstandar waktu pada satuan kerja.",
                  "contact", section, strategy, kind, splits=("month",), publication=publication),
        Indicator(f"{code}_in_time", f"Jawaban pertama dalam standar, {words}", f"First answers in time ({words_en})",
                  "Kontak yang jawaban pertamanya tidak melewati standar waktu satuan kerja saat kontak diterima.",
                  "contact", section, strategy, kind, where=only(detail="in_time"), splits=("month",), publication=publication),
        Indicator(f"{code}_kept", f"Ketepatan jawaban pertama, {words}", f"Share answered in time ({words_en})",
                  "Bagian kontak terjawab dan berstandar yang jawaban pertamanya dalam standar. Yang belum dijawab tidak ikut.",
                  "percent", section, strategy, how=How.RATIO, numerator=f"{code}_in_time", denominator=f"{code}_measured",
                  decimals=1, publication=publication),
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
    *_standard("service", "layanan umum", "services", *_PREVENTION),
    *_standard("rehab", "rehabilitasi", "rehabilitation", *_HERE, Publication.RESTRICTED),
    *_standard("tip", "laporan masyarakat", "tips", *_TIPS),
)  # fmt: skip
