"""What was seized: a seizure as the office and a joint case both record it, and the exhibits of an office's own case."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import models

from bersinar.foundation.codelists.fields import CodeField
from bersinar.foundation.codelists.lists import label

from .base import WEIGHED, AmountField, EnforcementRecord, amount_in_words, refuse_before, refuse_future, refuse_unit
from .cases import Case


class Seizure(EnforcementRecord):
    """So much of one substance in one unit, seized on one day. Net counts; gross only where it is all there is."""

    substance = CodeField("zat", list_name="substance")
    unit = CodeField("satuan", list_name="unit")
    net = AmountField("jumlah bersih", null=True, blank=True)
    gross = AmountField("berat kotor", null=True, blank=True)
    seized_on = models.DateField("disita pada")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{label('substance', self.substance)} {self.in_words}"

    @property
    def happened_on(self) -> date:
        return self.seized_on

    @property
    def amount(self) -> int:
        """What is counted, in millionths of the unit."""
        return int(self.gross or 0) if self.net is None else int(self.net)

    @property
    def aspect(self) -> str:
        return "gross" if self.net is None else "net"

    @property
    def in_words(self) -> str:
        said = amount_in_words(self.amount, self.unit)
        return f"{said} ({label('aspect', 'gross')})" if self.aspect == "gross" else said

    @property
    def gross_in_words(self) -> str:
        return "" if self.gross is None else amount_in_words(int(self.gross), self.unit)

    def clean(self) -> None:
        refuse_future(self, "seized_on")
        refuse_unit(self.substance, self.unit)
        if self.net is None and self.gross is None:
            raise ValidationError({"net": "Isi jumlah bersih, atau berat kotor bila hanya itu yang diketahui."})
        for name in ("net", "gross"):
            amount = getattr(self, name)
            if amount is not None and amount <= 0:
                raise ValidationError({name: "Isi lebih dari nol."})
        if self.gross is not None and self.unit not in WEIGHED:
            raise ValidationError({"gross": "Berat kotor hanya untuk gram dan ml. Isi jumlahnya pada jumlah bersih."})
        if self.net is not None and self.gross is not None and self.gross < self.net:
            raise ValidationError({"gross": "Berat kotor lebih kecil daripada berat bersih."})


class Exhibit(Seizure):
    """Something seized in a case of this office."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="exhibits", verbose_name="kasus")
    form = CodeField("bentuk", list_name="exhibit_form", blank=True)
    description = models.CharField(
        "keterangan", max_length=200, blank=True, help_text="Misalnya kemasan dan nomor segel."
    )

    class Meta:
        ordering = ["case", "seized_on", "id"]

    def clean(self) -> None:
        super().clean()
        refuse_before(self, "seized_on", self.case)


def sums(seizures: Iterable[Seizure]) -> list[tuple[str, str, str]]:
    """(substance, net or gross, exact amount with its unit): never across units, nor net with gross."""
    added: Counter[tuple[str, str, str]] = Counter()
    for seizure in seizures:
        added[seizure.substance, seizure.unit, seizure.aspect] += seizure.amount
    return [sum_in_words(*key, amount) for key, amount in sorted(added.items())]


def sum_in_words(substance: str, unit: str, aspect: str, amount: int) -> tuple[str, str, str]:
    """One sum as pages and papers list it: substance, net or gross where it is weighed, amount with its unit."""
    weight = label("aspect", aspect) if unit in WEIGHED else ""
    return label("substance", substance), weight, amount_in_words(amount, unit)
