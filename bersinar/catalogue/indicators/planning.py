"""The budget: what may be spent, what was spent, and the share."""

from ..declaring import How, Indicator, Section, Strategy

_HERE = (Section.GENERAL, Strategy.COOPERATION)

PLANNING = (
    Indicator("planning.budget", "Pagu anggaran", "Budget ceiling", "Pagu sesudah revisi terakhir, semua sumber dana.",
              "rupiah", *_HERE, ("planning.budget_set",), splits=("detail", "month")),
    Indicator("planning.spent", "Realisasi anggaran", "Budget spent", "Belanja yang tercatat sampai hari terakhir periode, dikurangi pengembalian.",
              "rupiah", *_HERE, ("planning.budget_spent",), splits=("detail", "month")),
    Indicator("planning.absorption", "Serapan anggaran", "Share of the budget spent", "Realisasi dibagi pagu.",
              "percent", *_HERE, how=How.RATIO, numerator="planning.spent", denominator="planning.budget", decimals=2),
)  # fmt: skip
