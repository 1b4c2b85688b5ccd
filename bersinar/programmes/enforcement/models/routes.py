"""What makes up a network: its members as codes, how they are tied, and the routes by which it brings drugs in."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from bersinar.foundation.access.models import User
from bersinar.foundation.codelists.fields import CodeField, CodesField
from bersinar.foundation.codelists.lists import codes, label
from bersinar.foundation.regions.models import Region

from .base import EnforcementRecord
from .knowing import NeedToKnow
from .networks import Network
from .suspects import Suspect
from .tat import wrong_code

MOST_STOPS = 8


class NetworkMember(EnforcementRecord):
    """Somebody of a network: a suspect of ours, or a code for somebody outside our cases. Never a name."""

    network = models.ForeignKey(Network, on_delete=models.PROTECT, related_name="members", verbose_name="jaringan")
    suspect = models.ForeignKey(
        Suspect, on_delete=models.PROTECT, null=True, blank=True, related_name="memberships",
        verbose_name="tersangka kasus sendiri",
    )  # fmt: skip
    outside_code = models.CharField(
        "kode orang di luar kasus", max_length=40, blank=True, help_text="Misalnya X-07; bukan nama."
    )
    role = CodeField("peran dalam jaringan", list_name="suspect_role")
    place = models.ForeignKey(
        Region, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="wilayah"
    )
    country = CodeField("negara", list_name="country", default="ID")

    class Meta:
        ordering = ["network", "recorded_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(suspect__isnull=True) ^ Q(outside_code=""),
                name="member_one_person",
                violation_error_message="Pilih tersangka kasus sendiri, atau isi kode; salah satu saja.",
            ),
            models.UniqueConstraint(
                fields=["network", "suspect"],
                condition=Q(cancelled_at__isnull=True, suspect__isnull=False),
                name="member_suspect_once",
                violation_error_message="Tersangka ini sudah menjadi anggota jaringan ini.",
            ),
            models.UniqueConstraint(
                fields=["network", "outside_code"],
                condition=Q(cancelled_at__isnull=True) & ~Q(outside_code=""),
                name="member_code_once",
                violation_error_message="Kode ini sudah menjadi anggota jaringan ini.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.suspect) if self.suspect is not None else self.outside_code

    @property
    def short(self) -> str:
        """The code alone, for a drawing."""
        return self.suspect.code if self.suspect is not None else self.outside_code

    @property
    def where(self) -> str:
        """Where this member works from: a region, or a country."""
        return str(self.place) if self.place is not None else label("country", self.country)

    def clean(self) -> None:
        if self.suspect is not None and self.outside_code:
            raise ValidationError({"outside_code": "Kosongkan: tersangkanya sudah dipilih."})
        if self.suspect is None and not self.outside_code:
            raise ValidationError({"suspect": "Pilih tersangka kasus sendiri, atau isi kode."})
        if wrong := wrong_code(self.outside_code):
            raise ValidationError({"outside_code": wrong})
        if self.place is not None and self.country != "ID":
            raise ValidationError(
                {"country": "Wilayah Indonesia tidak cocok dengan negara lain: kosongkan salah satu."}
            )


class TieQuerySet(NeedToKnow):
    def visible_to(self, user: User) -> Self:
        """A tie is known to whoever may know both of whom it tells."""
        known = NetworkMember.objects.visible_to(user).values("pk")
        return super().visible_to(user).filter(second__in=known)


class NetworkTie(EnforcementRecord):
    """How one member is tied to another, read from the first to the second."""

    network = models.ForeignKey(Network, on_delete=models.PROTECT, related_name="ties", verbose_name="jaringan")
    first = models.ForeignKey(NetworkMember, on_delete=models.PROTECT, related_name="+", verbose_name="anggota")
    kind = CodeField("hubungan", list_name="network_tie")
    second = models.ForeignKey(NetworkMember, on_delete=models.PROTECT, related_name="+", verbose_name="dengan anggota")

    objects: ClassVar[Any] = TieQuerySet.as_manager()

    class Meta:
        ordering = ["network", "recorded_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["first", "second", "kind"],
                condition=Q(cancelled_at__isnull=True),
                name="tie_once",
                violation_error_message="Hubungan ini sudah dicatat.",
            ),
            models.CheckConstraint(
                condition=~Q(first=models.F("second")),
                name="tie_of_two",
                violation_error_message="Pilih dua anggota yang berbeda.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first.short} {label('network_tie', self.kind)} {self.second.short}"

    def clean(self) -> None:
        if self.first_id == self.second_id:
            raise ValidationError({"second": "Pilih dua anggota yang berbeda."})
        for name in ("first", "second"):
            member = getattr(self, name)
            if member.network_id != self.network_id or member.is_cancelled:
                raise ValidationError({name: "Pilih anggota jaringan ini."})


class StopsField(models.JSONField):
    """Places in the order of a route: codes of kabupaten, kota, provinces or countries."""

    def words(self, value: list[str]) -> str:
        """ "Malaysia → Kota Balikpapan → Kabupaten Lumajang"."""
        return " → ".join(name for _, name in named_stops(value))


class Route(EnforcementRecord):
    """How a network brings drugs from where to where. First the origin, last the destination, transits between."""

    network = models.ForeignKey(Network, on_delete=models.PROTECT, related_name="routes", verbose_name="jaringan")
    stops = StopsField("asal, transit, tujuan", default=list)
    means = CodesField("sarana", list_name="route_means")
    concealment = CodesField("cara menyembunyikan", list_name="route_concealment")
    markings = CodesField("tanda pada kemasan", list_name="route_marking")
    note = models.CharField("catatan", max_length=300, blank=True, help_text="Tanpa nama orang dan alamat.")

    class Meta:
        ordering = ["network", "recorded_at"]

    def __str__(self) -> str:
        ends = named_stops([self.stops[0], self.stops[-1]]) if self.stops else []
        return " → ".join(name for _, name in ends)

    def clean(self) -> None:
        if len(self.stops) < 2:
            raise ValidationError({"stops": "Isi sedikitnya asal dan tujuan."})
        if len(self.stops) > MOST_STOPS:
            raise ValidationError({"stops": f"Paling banyak {MOST_STOPS} tempat."})
        if any(one == after for one, after in zip(self.stops, self.stops[1:], strict=False)):
            raise ValidationError({"stops": "Tempat yang sama tidak berturut-turut."})
        if len(named_stops(self.stops)) != len(self.stops):
            raise ValidationError({"stops": "Ada tempat yang tidak dikenal."})


def named_stops(stops: list[str]) -> list[tuple[str, str]]:
    """(code, name) of each stop that is known, in their order."""
    regions: dict[Any, str] = dict(
        Region.objects.filter(pk__in=[code for code in stops if code[:1].isdigit()]).values_list("code", "name")
    )
    countries = {code: one.label for code, one in codes("country").items()}
    return [(code, name) for code in stops if (name := regions.get(code) or countries.get(code))]
