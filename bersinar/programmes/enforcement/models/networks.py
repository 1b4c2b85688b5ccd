"""Networks and syndicates that an office disclosed."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import models

from bersinar.foundation.codelists.fields import CodeField
from bersinar.foundation.codelists.lists import codes, label

from .base import EnforcementRecord, refuse_future


class Network(EnforcementRecord):
    """A network or syndicate that the office disclosed."""

    name = models.CharField("nama atau sandi", max_length=120)
    scope = CodeField("jangkauan", list_name="network_scope")
    countries = models.JSONField("negara", default=list, blank=True)
    disclosed_on = models.DateField("diungkap pada")
    note = models.TextField("catatan", blank=True)

    class Meta:
        ordering = ["-disclosed_on"]

    def __str__(self) -> str:
        return self.name

    @property
    def happened_on(self) -> date:
        return self.disclosed_on

    @property
    def countries_in_words(self) -> str:
        return ", ".join(label("country", code) for code in self.countries)

    def clean(self) -> None:
        refuse_future(self, "disclosed_on")
        if unknown := set(self.countries) - set(codes("country")):
            raise ValidationError({"countries": f"Negara tidak dikenal: {', '.join(sorted(unknown))}."})
        abroad = set(self.countries) - {"ID"}
        if self.scope == "international" and not abroad:
            raise ValidationError({"countries": "Jaringan internasional menyebut sedikitnya satu negara lain."})
        if self.scope in ("local", "national") and abroad:
            raise ValidationError({"scope": "Ada negara lain dalam daftar: pilih internasional, atau hapus negaranya."})
