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
)  # fmt: skip
