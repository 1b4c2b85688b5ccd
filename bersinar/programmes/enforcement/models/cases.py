"""Cases of an office: an inquiry until there is a narcotics case report (LKN), and one LKN from then on."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from bersinar.foundation.codelists.fields import CodeField
from bersinar.foundation.codelists.lists import label
from bersinar.foundation.periods.fields import YearField
from bersinar.foundation.regions.models import Region
from bersinar.foundation.ui.numbers import write_number
from bersinar.foundation.wire.refusals import Refusal

from .base import EnforcementRecord, refuse_future
from .knowing import TEAM
from .networks import Network


class Case(EnforcementRecord):
    """One LKN, or before it an inquiry: that has no number, posts no facts and is its team's alone.

    Whether a case is the first of its kind in the area is confirmed by a person, never only derived. `next_due` is
    derived from its events: when the clock that ends first runs out.
    """

    way_to_case: ClassVar[str | None] = ""

    number = models.CharField(
        "nomor LKN", max_length=80, blank=True, help_text="Kosongkan agar diberi nomor berikutnya saat LKN terbit."
    )
    lkn_on = models.DateField(
        "tanggal LKN", null=True, blank=True, help_text="Kosongkan selama masih penyelidikan, sebelum LKN terbit."
    )
    began_on = models.DateField(
        "tanggal kejadian", null=True, blank=True, help_text="Kosongkan bila sama dengan tanggal LKN."
    )
    place = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+", verbose_name="wilayah kejadian")
    summary = models.TextField("ringkasan", blank=True, help_text="Tanpa nama orang; sebut tersangka dengan kodenya.")
    reach = CodeField(
        "siapa yang melihat", list_name="case_reach", blank=True,
        help_text="Kosongkan: tim dan kepala seksi sebelum LKN terbit, seluruh seksi sesudahnya.",
    )  # fmt: skip
    next_due = models.DateTimeField("tenggat terdekat", null=True, blank=True, editable=False)
    prominent = models.BooleanField("kasus menonjol", default=False)
    prominent_reason = models.CharField(
        "alasan menonjol",
        max_length=300,
        blank=True,
        help_text="Dapat tercetak di laporan, jadi tanpa nama orang.",
    )
    network = models.ForeignKey(
        Network, on_delete=models.PROTECT, null=True, blank=True, related_name="cases", verbose_name="jaringan"
    )
    is_laundering = models.BooleanField("perkara pencucian uang (TPPU)", default=False)
    operation_name = models.CharField("nama operasi bersama", max_length=120, blank=True)
    first_substance = CodeField("zat yang pertama", list_name="substance", blank=True, editable=False)
    first_novelty = CodeField("yang pertama", list_name="first_novelty", blank=True, editable=False)
    first_what = models.CharField("apa yang baru", max_length=200, blank=True, editable=False)
    first_since = YearField("wilayah dikenal sejak", null=True, blank=True, editable=False)  # type: ignore[misc]
    first_cases = models.PositiveIntegerField("kasus yang mendasari", null=True, blank=True, editable=False)
    first_confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
        verbose_name="dipastikan oleh",
    )
    first_confirmed_at = models.DateTimeField("dipastikan pada", null=True, blank=True, editable=False)

    class Meta:
        ordering = ["-lkn_on"]
        indexes = [models.Index(fields=["office", "next_due"], name="case_by_next_due")]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "number"],
                condition=~Q(number=""),
                name="case_number_once",
                violation_error_message="Nomor LKN ini sudah dipakai di satuan kerja ini.",
            ),
            models.CheckConstraint(
                condition=Q(prominent=False) | ~Q(prominent_reason=""),
                name="case_prominent_with_reason",
                violation_error_message="Kasus menonjol memerlukan alasan.",
            ),
            models.CheckConstraint(
                condition=Q(began_on__isnull=True) | Q(began_on__lte=models.F("lkn_on")),
                name="case_began_before_lkn",
                violation_error_message="Tanggal kejadian sesudah tanggal LKN.",
            ),
        ]

    def __str__(self) -> str:
        return self.number or self.nameless

    @property
    def nameless(self) -> str:
        """What an inquiry is called: of two of one day the last signs of the key tell which."""
        return f"Penyelidikan tanpa nomor ({self.recorded_at:%d-%m-%Y}, {str(self.pk)[-4:]})"

    @property
    def happened_on(self) -> date | None:
        return self.lkn_on

    @property
    def reported_on(self) -> date:
        """The day of the LKN. Raises Refusal while there is none."""
        if self.lkn_on is None:
            raise Refusal("no_lkn", "LKN kasus ini belum terbit. Isi dahulu tanggal LKN.", status=409)
        return self.lkn_on

    @property
    def first_day(self) -> date | None:
        """No arrest and no seizure of this case lies before this day; an inquiry may not know it yet."""
        return self.began_on or self.lkn_on

    @property
    def is_closed(self) -> bool:
        """Whether only its team and the section head may open it."""
        return self.reach == TEAM or (not self.reach and self.lkn_on is None)

    @property
    def is_first_in_area(self) -> bool:
        return self.first_confirmed_at is not None

    @property
    def first_in_words(self) -> str:
        """ "Zat: ganja cair, cairan untuk rokok elektrik; pertama sejak 2019 menurut 41 kasus tercatat"."""
        if not self.is_first_in_area:
            return ""
        said = f"{label('first_novelty', self.first_novelty)}: {self.first_what}"
        return f"{said}; pertama sejak {self.first_since} menurut {write_number(self.first_cases or 0)} kasus tercatat"

    def clean(self) -> None:
        refuse_future(self, "lkn_on")
        refuse_future(self, "began_on")
        if self.began_on and self.lkn_on and self.began_on > self.lkn_on:
            raise ValidationError({"began_on": "Tanggal kejadian sesudah tanggal LKN."})
        if self.prominent and not self.prominent_reason.strip():
            raise ValidationError({"prominent_reason": "Tuliskan mengapa kasus ini menonjol."})
        if self.network is not None and self.network.office_id != self.office_id:
            raise ValidationError({"network": "Pilih jaringan satuan kerja ini."})
