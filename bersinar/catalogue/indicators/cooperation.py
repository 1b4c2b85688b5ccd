"""Cooperation, obstacles and efforts, awards."""

from ..declaring import How, Indicator, Measured, Section, Strategy, only

_HERE = (Section.COOPERATION, Strategy.COOPERATION)
_COVERED = ("cooperation.region_covered", "cooperation.region_uncovered")

COOPERATION = (
    Indicator("cooperation.agreements", "Kerja sama ditandatangani", "Agreements signed", "Nota kesepahaman, perjanjian, dan dukungan yang ditandatangani.",
              "document", *_HERE, ("cooperation.agreement_signed",), splits=("detail", "month"), shown=("detail",)),
    Indicator("cooperation.agreements_active", "Kerja sama berlaku", "Agreements in force", "Kerja sama yang berlaku pada hari terakhir periode.",
              "document", *_HERE, ("cooperation.agreement_signed", "cooperation.agreement_ended"), measured=Measured.STOCK, splits=("detail",)),
    Indicator("cooperation.regions", "Wilayah tercakup kerja sama", "Regions covered", "Wilayah berbeda yang tercakup kerja sama yang berlaku.",
              "region", *_HERE, _COVERED, How.DISTINCT, Measured.STOCK, splits=("detail", "place")),
    Indicator("cooperation.regions_outside", "Wilayah di luar wilayah kerja", "Regions outside the service area",
              "Wilayah berbeda di luar wilayah kerja yang tercakup kerja sama yang berlaku.",
              "region", *_HERE, _COVERED, How.DISTINCT, Measured.STOCK, only(detail="outside"), splits=("place",)),
    Indicator("cooperation.obstacles", "Kendala", "Obstacles", "Kendala pelaksanaan P4GN yang dicatat dalam periode.",
              "obstacle", *_HERE, ("cooperation.obstacle_met",), splits=("detail",), higher_is_better=False),
    Indicator("cooperation.efforts", "Upaya", "Efforts", "Upaya mengatasi kendala yang dicatat dalam periode.",
              "effort", *_HERE, ("cooperation.effort_made",), splits=("detail",)),
    Indicator("cooperation.awards", "Penghargaan", "Awards", "Penghargaan yang diterima dalam periode.",
              "award", *_HERE, ("cooperation.award_received",), splits=("detail",)),
    Indicator("cooperation.joint_works", "Pelaksanaan kerja sama", "Joint work", "Kegiatan, rapat, operasi, dan pertukaran data berdasarkan kerja sama.",
              "meeting", *_HERE, ("cooperation.joint_work_done",), splits=("detail", "month")),
    Indicator("cooperation.partners_active", "Mitra yang bekerja bersama", "Partners worked with", "Mitra berbeda yang dalam periode benar-benar bekerja bersama.",
              "institution", *_HERE, ("cooperation.joint_work_done",), How.DISTINCT),
    Indicator("cooperation.data_requests", "Permintaan data", "Data requests", "Surat permintaan data dari atau kepada lembaga lain.",
              "document", *_HERE, ("cooperation.data_requested",), splits=("detail",)),
    Indicator("cooperation.data_shared", "Data dibagikan", "Data shared", "Permintaan data yang dijawab dengan membagikan data.",
              "document", *_HERE, ("cooperation.data_shared",), splits=("detail",)),
    Indicator("cooperation.information_requests", "Permohonan informasi", "Information requests", "Permohonan informasi publik menurut UU 14/2008 yang diterima.",
              "document", *_HERE, ("cooperation.information_requested",), splits=("detail", "month")),
    Indicator("cooperation.information_answers", "Permohonan informasi dijawab", "Information requests answered",
              "Permohonan informasi publik yang dijawab, menurut keputusannya.",
              "document", *_HERE, ("cooperation.information_answered",), splits=("detail",)),
    Indicator("cooperation.information_days", "Lama menjawab permohonan informasi", "Days to answer", "Rata-rata hari kerja sampai dijawab.",
              "day", *_HERE, ("cooperation.information_took",), How.MEAN, decimals=1, higher_is_better=False),
    Indicator("cooperation.information_in_time", "Permohonan informasi dijawab tepat waktu", "Answered in time",
              "Bagian permohonan yang dijawab dalam batas UU 14/2008.",
              "percent", *_HERE, ("cooperation.information_measured",), How.MEAN, decimals=1),
    Indicator("cooperation.information_objections", "Keberatan informasi", "Objections", "Keberatan atas jawaban permohonan informasi.",
              "document", *_HERE, ("cooperation.information_objected",), higher_is_better=False),
)  # fmt: skip
