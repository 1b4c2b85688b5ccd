"""Care centre."""

from ..declaring import How, Indicator, Publication, Section, Strategy

_HERE = (Section.REHABILITATION, Strategy.SOFT)

CARE = (
    Indicator("carecentre.service_contacts", "Kontak layanan umum", "Service contacts", "Kontak tentang informasi, permohonan, dan pengaduan layanan.",
              "contact", Section.PREVENTION, Strategy.SOFT, ("carecentre.service_contacted",), splits=("detail", "aspect", "month"), shown=("detail",)),
    Indicator("carecentre.rehab_contacts", "Kontak konsultasi rehabilitasi", "Rehabilitation contacts", "Kontak yang diteruskan ke antrean rehabilitasi.",
              "contact", *_HERE, ("carecentre.rehab_contacted",), splits=("aspect", "month"), publication=Publication.RESTRICTED),
    Indicator("carecentre.tips", "Laporan masyarakat", "Tips", "Kontak yang diteruskan ke antrean pemberantasan.",
              "contact", Section.ENFORCEMENT, Strategy.HARD, ("carecentre.tip_contacted",), splits=("month",)),
    Indicator("carecentre.service_response", "Waktu jawaban pertama", "Time to first answer", "Rata-rata menit sampai jawaban pertama, layanan umum.",
              "minute", Section.PREVENTION, Strategy.SOFT, ("carecentre.service_answered",), How.MEAN, splits=("month",), decimals=1,
              higher_is_better=False),
    Indicator("carecentre.rehab_response", "Waktu jawaban pertama, rehabilitasi", "Time to first answer (rehabilitation)",
              "Rata-rata menit sampai jawaban pertama, antrean rehabilitasi.",
              "minute", *_HERE, ("carecentre.rehab_answered",), How.MEAN, decimals=1, higher_is_better=False, publication=Publication.RESTRICTED),
    Indicator("carecentre.tip_response", "Waktu jawaban pertama, laporan masyarakat", "Time to first answer (tips)",
              "Rata-rata menit sampai jawaban pertama, antrean pemberantasan.",
              "minute", Section.ENFORCEMENT, Strategy.HARD, ("carecentre.tip_answered",), How.MEAN, decimals=1, higher_is_better=False),
)  # fmt: skip
