"""Forms of the store: its places, the limits of weighing, a container's own words, counting shelf against book."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar
from uuid import uuid4

from django import forms

from bersinar.foundation.access.models import User
from bersinar.foundation.codelists.lists import choices
from bersinar.foundation.ui.fields import DateField, NumberField
from bersinar.foundation.ui.forms import RecordForm, ask_again, bring_back
from bersinar.foundation.wire.refusals import Refusal

from ..actions import Counted, count
from ..actions.stocktakes import answers, booked
from ..models import MILLIONTHS, PLACES, Container, Movement, StockTake, StockTakeLine, StorePlace, WeighingLimit


class PlaceForm(RecordForm):
    class Meta:
        model = StorePlace
        fields = ("code", "note")


class ContainerForm(RecordForm):
    """What may be put right on a container; amounts, place and holder move by minutes alone."""

    class Meta:
        model = Container
        fields = ("kind", "seal", "count", "note")


class LimitForm(RecordForm):
    sections: ClassVar[dict[str, tuple[str, ...]]] = {"Batas": ("substance", "unit", "most")}

    most = NumberField(
        places=6, label="Batas selisih", help_text="Selisih yang lebih besar menunggu persetujuan kepala seksi.",
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "data-echo": "", "data-echo-url": "/baca-angka/", "data-echo-unit": "unit"}),
    )  # fmt: skip

    class Meta:
        model = WeighingLimit
        fields = ("substance", "unit")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        unit: Any = self.fields["unit"]
        unit.choices = [("", "Pilih …"), *((code, words) for code, words in choices("unit") if code in PLACES)]
        if self.instance.recorded_at:
            self.fields["most"].initial = Decimal(int(self.instance.most)) / MILLIONTHS


@dataclass(frozen=True)
class Line:
    """A container that the book has at this place: there or not, and what it holds."""

    container: Container
    there: forms.BoundField
    amount: forms.BoundField
    unit: str


class CountForm(forms.Form):
    """Counting one place. What is not ticked was not found; an empty amount says that it is as in the book."""

    request_id = forms.UUIDField(widget=forms.HiddenInput, required=False)
    counted_on = DateField(label="Dihitung pada")
    strays = forms.CharField(
        label="Wadah lain yang ditemukan di sini", required=False, max_length=400,
        help_text="Kode wadah yang menurut buku ada di tempat lain, dipisahkan koma.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    note = forms.CharField(label="Catatan", required=False, max_length=300, help_text="Tanpa nama orang.")
    reason = RecordForm.base_fields["reason"]

    def __init__(self, *args: Any, place: StorePlace, user: User, **options: Any) -> None:
        super().__init__(*args, **options)
        self.place, self.user, self.containers = place, user, booked(place)
        self.fields["request_id"].initial = uuid4()
        self.fields["counted_on"].initial = place.office.local_day()
        for container in self.containers:
            code = container.code
            echo = {"data-echo": "", "data-echo-url": "/baca-angka/", "data-echo-unit": f"unit_{code}"}
            box = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", **echo})
            self.fields[f"there_{code}"] = forms.BooleanField(label=f"Wadah {code} ada", required=False)
            self.fields[f"amount_{code}"] = NumberField(
                places=6, required=False, label=f"Isi wadah {code} di rak", widget=box
            )

    @property
    def shared(self) -> list[forms.BoundField]:
        return [self[name] for name in ("counted_on", "strays", "note", "reason")]

    @property
    def lines(self) -> Iterator[Line]:
        for one in self.containers:
            yield Line(one, self[f"there_{one.code}"], self[f"amount_{one.code}"], one.exhibit.unit)

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or self.cleaned_data
        for one in self.containers:
            if typed.get(f"amount_{one.code}") is not None and not typed.get(f"there_{one.code}"):
                self.add_error(f"there_{one.code}", "Centang bila wadahnya ada, atau kosongkan isinya.")
        return typed

    def save(self) -> StockTake | None:
        """Write the count down. None where it was refused."""
        typed = self.cleaned_data
        counted = [
            Counted(one, typed[f"there_{one.code}"], typed[f"amount_{one.code}"], f"amount_{one.code}")
            for one in self.containers
        ]
        try:
            return count(
                self.place, by=self.user, counted_on=typed["counted_on"], counted=counted,
                strays=typed["strays"].replace(";", ",").split(","), note=typed["note"], reason=typed["reason"],
                request_id=typed["request_id"],
            )  # fmt: skip
        except Refusal as refusal:
            bring_back(self, refusal)
            ask_again(self)
            return None


class SettleForm(forms.Form):
    """The answer to a difference."""

    movement = forms.ModelChoiceField(
        Movement.objects.none(), label="Berita acara timbang ulang", required=False, empty_label="Tidak ada"
    )
    explanation = forms.CharField(label="Penjelasan", required=False, max_length=300, help_text="Tanpa nama orang.")

    def __init__(self, *args: Any, line: StockTakeLine, **options: Any) -> None:
        super().__init__(*args, **options)
        movement: Any = self.fields["movement"]
        movement.queryset = Movement.objects.filter(pk__in=[one.pk for one in answers(line)])
        self.fields["explanation"].initial = line.explanation
