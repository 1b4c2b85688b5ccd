"""Forms of what makes up a network: members, ties, routes."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from bersinar.foundation.codelists.lists import codes

from ..models import NetworkMember, NetworkTie, Route, named_stops
from .base import ChildForm, NamedRegionField, region_named


class MemberForm(ChildForm):
    belongs_to: ClassVar[str] = "network"

    place = NamedRegionField(
        label="Wilayah", required=False, help_text="Kabupaten atau kota saja, misalnya Kota Balikpapan."
    )

    class Meta:
        model = NetworkMember
        fields = ("network", "suspect", "outside_code", "role", "place", "country")


class TieForm(ChildForm):
    """Only members of the network that the address names are offered."""

    belongs_to: ClassVar[str] = "network"

    class Meta:
        model = NetworkTie
        fields = ("network", "first", "kind", "second")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        named = self.instance.network_id if self.instance.recorded_at else self._network()
        for name in ("first", "second"):
            field: Any = self.fields[name]
            rows = field.queryset.filter(network=named) if named else field.queryset.none()
            field.queryset = rows.select_related("suspect__case")

    def _network(self) -> Any:
        """The network that was typed or that the address names, where this user may choose it."""
        network: Any = self.fields["network"]
        try:
            return network.clean(self["network"].value())
        except forms.ValidationError:
            return None


class RouteForm(ChildForm):
    belongs_to: ClassVar[str] = "network"
    sections: ClassVar[dict[str, tuple[str, ...]]] = {
        "Rute": ("network", "origin", "transits", "destination"),
        "Cara": ("means", "concealment", "markings", "note"),
    }
    kinds_of_place = "Negara, provinsi, kabupaten, atau kota; misalnya Malaysia atau Kota Balikpapan."

    origin = forms.CharField(label="Asal", max_length=120, help_text=kinds_of_place)
    transits = forms.CharField(
        label="Transit",
        required=False,
        max_length=400,
        help_text="Berurutan, dipisahkan koma. Kosongkan bila tidak ada.",
    )
    destination = forms.CharField(label="Tujuan", max_length=120)

    class Meta:
        model = Route
        fields = ("network", "means", "concealment", "markings", "note")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        names = [name for _, name in named_stops(self.instance.stops)] if self.instance.recorded_at else []
        if names:
            self.fields["origin"].initial = names[0]
            self.fields["transits"].initial = ", ".join(names[1:-1])
            self.fields["destination"].initial = names[-1]

    def clean_origin(self) -> str:
        return _stop(self.cleaned_data["origin"])

    def clean_destination(self) -> str:
        return _stop(self.cleaned_data["destination"])

    def clean_transits(self) -> list[str]:
        return [_stop(part) for part in self.cleaned_data["transits"].split(",") if part.strip()]

    def values(self) -> dict[str, Any]:
        typed = super().values()
        stops = [typed.pop("origin"), *typed.pop("transits"), typed.pop("destination")]
        return {**typed, "stops": stops}

    def refuse(self, refusal: Any) -> None:
        """What is wrong with the stops together is said at the destination."""
        if "stops" in refusal.fields:
            refusal.fields["destination"] = refusal.fields.pop("stops")
        super().refuse(refusal)


def _stop(typed: str) -> str:
    """The code of a country or region that was typed by its name."""
    said = typed.strip()
    wanted = said.casefold()
    for code, country in codes("country").items():
        if country.label.casefold() == wanted and code != "other":
            return code
    return region_named(said).pk
