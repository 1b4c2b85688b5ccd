"""Forms of the budget: lines, revisions, a month's spending of all lines at once, and a year's sheet from Excel."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms

from bersinar.foundation.periods.calendar import MONTHS
from bersinar.foundation.ui.fields import NumberField
from bersinar.foundation.ui.forms import RecordForm
from bersinar.foundation.ui.money import MOST_RUPIAH, RupiahField

from ..models import BudgetLine, BudgetRevision, Spending
from ..models.budget import LEVELS


class BudgetLineForm(RecordForm):
    sections: ClassVar[dict[str, tuple[str, ...]]] = {
        "Baris anggaran": ("year", *LEVELS),
        "Pagu": ("amount", "fund", "section", "target"),
    }
    not_copied: ClassVar[tuple[str, ...]] = ("component", "amount", "target")

    class Meta:
        model = BudgetLine
        fields = ("year", *LEVELS, "amount", "fund", "section", "target")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        targets: Any = self.fields["target"]
        targets.queryset = targets.queryset.select_related("agreement").order_by("-agreement__year", "order")
        targets.label_from_instance = lambda line: f"{line.agreement.year}: {line}"


class BudgetRevisionForm(RecordForm):
    class Meta:
        model = BudgetRevision
        fields = ("line", "decided_on", "amount", "why")


class SpendingForm(RecordForm):
    amount = NumberField(label="Realisasi bulan itu (rupiah)", least=-MOST_RUPIAH)

    class Meta:
        model = Spending
        fields = ("line", "month", "amount", "returned")


class MonthForm(forms.Form):
    """What every line of a year spent in one month: a number a line, empty where nothing is to be noted."""

    month = forms.TypedChoiceField(label="Bulan", coerce=int, choices=list(enumerate(MONTHS, 1)))
    reason = RecordForm.base_fields["reason"]

    def __init__(self, *args: Any, lines: Sequence[BudgetLine], **options: Any) -> None:
        super().__init__(*args, **options)
        self.lines = lines
        for line in lines:
            rest = RupiahField().words(line.ceiling - line.spent)
            self.fields[f"amount_{line.pk.hex}"] = NumberField(
                label=str(line), required=False, least=-MOST_RUPIAH, help_text=f"Sisa pagu {rest}."
            )
            self.fields[f"returned_{line.pk.hex}"] = forms.CharField(
                label="Sebab pengembalian, bila negatif", required=False, max_length=200
            )

    def amounts(self) -> dict[BudgetLine, tuple[int, str]]:
        """What was typed, by line."""
        said = ((line, self.cleaned_data.get(f"amount_{line.pk.hex}")) for line in self.lines)
        return {
            line: (amount, self.cleaned_data.get(f"returned_{line.pk.hex}") or "")
            for line, amount in said
            if amount is not None
        }

    def rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The fields of each line."""
        return [(self[f"amount_{line.pk.hex}"], self[f"returned_{line.pk.hex}"]) for line in self.lines]


class SheetForm(forms.Form):
    """A year's budget, pasted from the cells of Excel or as a file."""

    year = BudgetLine._meta.get_field("year").formfield()
    text = forms.CharField(
        label="Tempel dari Excel", required=False, max_length=200_000, widget=forms.Textarea(attrs={"rows": 10, "wrap": "off"}),
        help_text="Salin seluruh tabel dari Excel beserta baris judulnya, lalu tempel di sini.",
    )  # fmt: skip
    file = forms.FileField(
        label="Atau berkas", required=False, help_text="XLSX dengan satu lembar, atau CSV; paling banyak 2 MB.",
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv,.txt"}),
    )  # fmt: skip
