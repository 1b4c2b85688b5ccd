"""The form of a movement: the paper, then a line for each container that it may concern, or a row for each new one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django import forms
from django.utils import timezone

from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.codelists.fields import CodeChoiceField
from bersinar.foundation.codelists.lists import label
from bersinar.foundation.ui.fields import MomentField, NumberField
from bersinar.foundation.ui.forms import RecordForm, ask_again, bring_back
from bersinar.foundation.wire.refusals import Refusal

from ..actions import Packing, Paper, Taking, propose, propose_together
from ..models import MILLIONTHS, WEIGHED, Case, Ceremony, Container, Exhibit, Movement, StorePlace, Witness
from ..movement_kinds import NEEDS_PLACE, Kind, Way

WITNESSES = 4
ROWS = 8
_WHOLE = frozenset({"destroyed", "handed_over", "returned"})  # usually all of a container
_QUIET = {"autocomplete": "off", "spellcheck": "false"}


@dataclass(frozen=True)
class Line:
    """A container of the form: ticked or not, how much, the gross weight afterwards. `amount` is None where all moves."""

    container: Container
    take: forms.BoundField
    amount: forms.BoundField | None
    gross: forms.BoundField | None
    unit: str


@dataclass(frozen=True)
class Row:
    """A row for a new container."""

    number: int
    fields: list[forms.BoundField]

    @property
    def is_open(self) -> bool:
        """Whether the page shows it unfolded: the first, and whatever holds something already."""
        return self.number == 1 or any(field.value() or field.errors for field in self.fields)


@dataclass(frozen=True)
class Signer:
    """A row for a witness."""

    number: int
    fields: list[forms.BoundField]


def _text(label_: str, most: int, help_text: str = "") -> forms.CharField:
    box = forms.TextInput(attrs=dict(_QUIET))
    return forms.CharField(label=label_, max_length=most, required=False, help_text=help_text, widget=box)


def _amount(label_: str, unit_field: str) -> NumberField:
    echo = {"data-echo": "", "data-echo-url": "/baca-angka/", "data-echo-unit": unit_field}
    box = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", **echo})
    return NumberField(places=6, required=False, label=label_, widget=box)


class MovementForm(forms.Form):
    """What a movement of one kind asks for. The action judges; its sentence comes back to the field it speaks of."""

    request_id = forms.UUIDField(widget=forms.HiddenInput, required=False)
    moved_at = MomentField(label="Hari dan jam")
    number = _text("Nomor berita acara", 80, "Kosongkan agar diberi nomor berikutnya.")
    held_at = _text("Tempat pelaksanaan", 160)
    destination = _text("Diserahkan kepada", 160, "Nama lembaga, bukan nama orang.")
    why = _text("Alasan", 300, "Tanpa nama orang.")
    scale = _text("Timbangan", 80, "Merek dan nomor timbangan.")
    weigher = _text("Ditimbang oleh", 120, "Tersimpan terkunci.")
    place = forms.ModelChoiceField(
        StorePlace.objects.none(), label="Tempat simpan", required=False, empty_label="Pilih …"
    )
    reason = RecordForm.base_fields["reason"]

    def __init__(
        self, *args: Any, user: User, cases: Sequence[Case], kind: Kind, exhibit: Exhibit | None = None, chosen: str = "",
        **options: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **options)
        self.user, self.cases, self.kind, self.exhibit = user, cases, kind, exhibit
        self.fields["request_id"].initial = uuid4()
        self.fields["moved_at"].initial = timezone.localtime()
        self._leave_out()
        self.containers = [] if kind.code == "seized" else self._offered()
        for container in self.containers:
            self._offer(container, chosen=str(container.pk) == chosen)
        self.rows = list(range(1, (1 if kind.code == "joined" else ROWS) + 1)) if kind.packs else []
        for n in self.rows:
            self._row(n)
        for n in range(1, WITNESSES + 1):
            self.fields[f"witness_{n}"] = _text(f"Nama saksi {n}", 120)
            self.fields[f"position_{n}"] = _text("Jabatan", 80)
            self.fields[f"agency_{n}"] = _text("Instansi", 120)

    def _leave_out(self) -> None:
        """Only what this kind asks for; where things lie is the keeper's to say."""
        kept = {"destination": self.kind.to, "scale": self.kind.scale, "weigher": self.kind.scale}
        for name in [name for name, asked in kept.items() if not asked]:
            del self.fields[name]
        del self.fields["reason" if self.kind.why else "why"]  # one reason is enough, also of a closed month
        if "why" in self.fields:
            self.fields["why"].required = True
        if "destination" in self.fields:
            self.fields["destination"].required = True
        office = self.cases[0].office_id
        if office in self.user.scope(Permission.STORE_KEEP) and self.kind.code in NEEDS_PLACE:
            place: Any = self.fields["place"]
            place.queryset = StorePlace.objects.standing().filter(office=office)
        else:
            del self.fields["place"]

    def _offered(self) -> list[Container]:
        """The containers that a movement of this kind may concern now, case by case."""
        rows = Container.objects.standing().filter(exhibit__case__in=self.cases, seq__gt=0)
        rows = rows.exclude(planned__is_open=True).select_related("exhibit__case")
        if self.kind.code == "lab_returned":
            rows = rows.filter(lines__movement__kind="lab").distinct()
        else:
            rows = rows.filter(balance__gt=0)
        return list(rows.order_by("exhibit__case__lkn_on", "exhibit__case", "exhibit", "code"))

    def _offer(self, container: Container, *, chosen: bool) -> None:
        code, unit = container.code, container.exhibit.unit
        self.fields[f"take_{code}"] = forms.BooleanField(label=f"Wadah {code}", required=False, initial=chosen)
        if not self.asks_amounts:
            return
        amount = _amount(f"Jumlah dari wadah {code}", f"unit_{code}")
        if self.kind.code in _WHOLE:
            amount.initial = Decimal(int(container.balance)) / MILLIONTHS
        self.fields[f"amount_{code}"] = amount
        if unit in WEIGHED:
            self.fields[f"gross_{code}"] = _amount(f"Berat kotor wadah {code} sesudahnya", f"unit_{code}")

    def _row(self, n: int) -> None:
        self.fields[f"kind_{n}"] = CodeChoiceField(list_name="container_kind", label="Jenis wadah", required=False)
        if self.kind.code != "joined":
            self.fields[f"amount_{n}"] = _amount("Isi", "unit_new")
        if self.unit in WEIGHED:
            self.fields[f"gross_{n}"] = _amount("Berat kotor", "unit_new")
        self.fields[f"seal_{n}"] = _text("Nomor segel", 60)
        self.fields[f"count_{n}"] = NumberField(label="Jumlah isi", required=False)
        self.fields[f"note_{n}"] = _text("Keterangan", 200)

    # --- what the page shows -------------------------------------------------------------------------------------------

    @property
    def unit(self) -> str:
        """The unit of new containers; of containers divided or joined the one that all of them share, if they do."""
        units = {self.exhibit.unit} if self.exhibit else {container.exhibit.unit for container in self.containers}
        return units.pop() if len(units) == 1 else ""

    @property
    def unit_in_words(self) -> str:
        return label("unit", self.unit) if self.unit else ""

    @property
    def shared(self) -> list[forms.BoundField]:
        """What the paper says of itself."""
        wanted = ("moved_at", "number", "held_at", "destination", "why", "scale", "weigher", "place", "reason")
        return [self[name] for name in wanted if name in self.fields]

    @property
    def lines(self) -> Iterator[Line]:
        """The containers that may be ticked."""
        for container in self.containers:
            code, unit = container.code, container.exhibit.unit
            amount, gross = (
                self[f"{name}_{code}"] if f"{name}_{code}" in self.fields else None for name in ("amount", "gross")
            )
            yield Line(container, self[f"take_{code}"], amount, gross, unit)

    @property
    def new_rows(self) -> Iterator[Row]:
        """Rows for new containers."""
        for n in self.rows:
            wanted = (f"{name}_{n}" for name in ("kind", "amount", "gross", "seal", "count", "note"))
            yield Row(n, [self[name] for name in wanted if name in self.fields])

    @property
    def signers(self) -> Iterator[Signer]:
        """Rows for witnesses."""
        for n in range(1, WITNESSES + 1):
            yield Signer(n, [self[f"{name}_{n}"] for name in ("witness", "position", "agency")])

    @property
    def asks_amounts(self) -> bool:
        """Whether each container has an amount of its own; else all of it moves, or the rows say how much."""
        return self.kind.way in (Way.IN, Way.OUT, Way.WEIGHED) and not self.kind.packs

    # --- what was typed ------------------------------------------------------------------------------------------------

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or self.cleaned_data
        for n in self.rows:
            if not typed.get(f"kind_{n}") and any(
                typed.get(f"{name}_{n}") for name in ("amount", "gross", "seal", "count", "note")
            ):
                self.add_error(f"kind_{n}", "Pilih jenis wadahnya, atau kosongkan baris ini.")
        for container in self.containers:
            if (
                typed.get(f"amount_{container.code}") is not None
                and not typed.get(f"take_{container.code}")
                and self.kind.code not in _WHOLE
            ):
                self.add_error(f"take_{container.code}", "Centang wadah ini, atau kosongkan jumlahnya.")
        return typed

    def save(self) -> Movement | Ceremony | None:
        """Propose. None where it was refused: the sentences then stand at their fields."""
        typed = self.cleaned_data
        paper = Paper(
            **{name: typed.get(name) or "" for name in ("number", "held_at", "destination", "why", "scale", "weigher")},
            moved_at=typed["moved_at"], place=typed.get("place"), witnesses=self._witnesses(),
        )  # fmt: skip
        try:
            return self._propose(paper, reason=typed.get("reason") or "", request_id=typed.get("request_id"))
        except Refusal as refusal:
            if "witnesses" in refusal.fields:
                refusal.fields["witness_1"] = refusal.fields.pop("witnesses")
            bring_back(self, refusal)
            ask_again(self)
            return None

    def _propose(self, paper: Paper, **sent: Any) -> Movement | Ceremony:
        return propose(
            self.cases[0], kind=self.kind.code, by=self.user, paper=paper, takings=self._takings(), packings=self._packings(),
            exhibit=self.exhibit, **sent,
        )  # fmt: skip

    def _witnesses(self) -> tuple[Witness, ...]:
        typed = self.cleaned_data
        rows = [
            [typed[f"{name}_{n}"].strip() for name in ("witness", "position", "agency")]
            for n in range(1, WITNESSES + 1)
        ]
        return tuple(Witness(*row) for row in rows if row[0])

    def _takings(self) -> list[Taking]:
        typed = self.cleaned_data
        return [
            Taking(one, typed.get(f"amount_{one.code}"), typed.get(f"gross_{one.code}"), f"amount_{one.code}")
            for one in self.containers
            if typed.get(f"take_{one.code}")
        ]

    def _packings(self) -> list[Packing]:
        typed = self.cleaned_data
        return [
            Packing(
                typed[f"kind_{n}"], typed[f"seal_{n}"], typed.get(f"amount_{n}"), typed.get(f"gross_{n}"), typed.get(f"count_{n}"),
                typed[f"note_{n}"], f"amount_{n}",
            )
            for n in self.rows
            if typed.get(f"kind_{n}")
        ]  # fmt: skip


class TogetherForm(MovementForm):
    """One paper over containers of several cases."""

    def _propose(self, paper: Paper, **sent: Any) -> Ceremony:
        office = self.cases[0].office
        return propose_together(office, kind=self.kind.code, by=self.user, paper=paper, takings=self._takings(), **sent)


class HandInForm(forms.Form):
    """That the minutes of a destruction were handed in: when, and with which letter."""

    at = MomentField(label="Disampaikan pada", help_text="Tenggat 24 jam berhenti pada menit ini.")
    number = _text("Nomor surat", 120)
    reason = RecordForm.base_fields["reason"]


class ConfirmForm(forms.Form):
    """The second person: the keeper says where things lie, where something is put somewhere."""

    place = forms.ModelChoiceField(
        StorePlace.objects.none(), label="Tempat simpan", required=False, empty_label="Pilih …",
        help_text="Hanya terlihat oleh petugas penyimpan dan kepala seksi.",
    )  # fmt: skip
    reason = RecordForm.base_fields["reason"]

    def __init__(self, *args: Any, movement: Movement, user: User, **options: Any) -> None:
        super().__init__(*args, **options)
        place: Any = self.fields["place"]
        if movement.office_id in user.scope(Permission.STORE_KEEP) and movement.kind in (
            *NEEDS_PLACE,
            "lab_returned",
            "reversed",
        ):
            place.queryset = StorePlace.objects.standing().filter(office=movement.office_id)
            place.initial = movement.place_id
        else:
            del self.fields["place"]


class ReverseForm(forms.Form):
    """Taking a mistaken movement back."""

    moved_at = MomentField(label="Hari dan jam")
    why = _text("Alasan", 300, "Tanpa nama orang.")
    number = _text("Nomor berita acara", 80, "Kosongkan agar diberi nomor berikutnya.")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["moved_at"].initial = timezone.localtime()
