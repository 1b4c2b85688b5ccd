"""What was seized beside drugs: money, vehicles, phones and other goods, with what they are worth."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import models

from bersinar.foundation.codelists.fields import CodeField
from bersinar.foundation.codelists.lists import attribute, label
from bersinar.foundation.secrecy.sealed import SealedField, SealedRecord
from bersinar.foundation.ui.money import MOST_RUPIAH, RupiahField
from bersinar.foundation.ui.numbers import write_number

from .base import EnforcementRecord, refuse_before, refuse_future
from .cases import Case


class SeizedGood(SealedRecord, EnforcementRecord):
    """Goods or money seized in a case. What identifies them (account, plate, IMEI) leads to a person and lies sealed."""

    side = "enforcement"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="goods", verbose_name="kasus")
    kind = CodeField("jenis", list_name="goods_kind")
    count = models.PositiveIntegerField("jumlah", default=1)
    worth = RupiahField(
        "nilai (rupiah)",
        null=True,
        blank=True,
        help_text="Uang: jumlahnya. Barang: taksiran; kosongkan bila tidak ada.",
    )
    seized_on = models.DateField("disita pada")
    description = models.CharField("keterangan", max_length=200, blank=True, help_text="Tanpa nama orang.")
    identifier = SealedField("nomor rekening, polisi, IMEI, atau seri", null=True, blank=True)

    class Meta:
        ordering = ["case", "seized_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(count__gte=1) & (models.Q(worth__isnull=True) | models.Q(worth__gte=1)),
                name="good_counts",
                violation_error_message="Jumlah dan nilai lebih dari nol.",
            )
        ]

    def __str__(self) -> str:
        return f"{label('goods_kind', self.kind)} ({write_number(self.count)})"

    @property
    def happened_on(self) -> date:
        return self.seized_on

    @property
    def is_money(self) -> bool:
        return bool(attribute("goods_kind", self.kind, "money", False))

    def clean(self) -> None:
        refuse_future(self, "seized_on")
        refuse_before(self, "seized_on", self.case)
        if self.count is not None and self.count < 1:
            raise ValidationError({"count": "Isi lebih dari nol."})
        if self.worth is not None and not 0 < self.worth <= MOST_RUPIAH:
            raise ValidationError(
                {"worth": "Isi lebih dari nol, atau kosongkan." if self.worth <= 0 else "Angka terlalu besar."}
            )
        if self.worth is None and self.is_money:
            raise ValidationError({"worth": "Isi jumlah uangnya dalam rupiah."})
