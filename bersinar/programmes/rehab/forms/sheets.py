"""The form of a sheet: its particulars, and the items of its instrument as the wording in force names them."""

from __future__ import annotations

import json
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from bersinar.catalogue.instruments import INSTRUMENTS
from bersinar.catalogue.instruments.declaring import Instrument, Item
from bersinar.catalogue.instruments.wording import Wording, shipped
from bersinar.foundation.ui.forms import RecordForm
from bersinar.foundation.wire.refusals import Refusal

from ..actions.consents import is_minor
from ..actions.sheets import ITEM
from ..actions.wordings import wording_in_force
from ..models import Client, Sheet
from ..models.sheets import PHASED
from .laying_out import Block, choices_of, laid_out
from .sealing import ClientCodeField

_NAMED = 6  # so many missing items are named; the others are only marked
_OPENED_FOR = ("melanjutkan lembar", "memperbaiki lembar")


class ItemField(forms.CharField):
    """One item: a code that is chosen or typed. Which codes are right, the instrument says."""

    def __init__(self, item: Item, wording: Wording) -> None:
        choices = choices_of(item, wording)
        attrs = {"autocomplete": "off"}
        widget: forms.Widget = (
            forms.TextInput(attrs={"inputmode": "numeric", "maxlength": "3", "size": "3", **attrs})
            if choices is None
            else forms.Select(choices=choices, attrs=attrs)
        )
        super().__init__(label=wording.label(item), required=False, widget=widget)
        self.item = item

    def to_python(self, value: Any) -> Any:
        text = str(value if value is not None else "").strip()
        if not text:
            return None
        try:
            return int(text)
        except ValueError as error:
            raise ValidationError(f"Isi dengan {self.item.choices}.") from error

    def clean(self, value: Any) -> Any:
        return self.to_python(value)


class SheetForm(RecordForm):
    """The sheet of one instrument: named in the address for a new one, its own for one that stands.

    Opening one that stands shows its answers, so that is written down as a reading first.
    """

    sections: ClassVar[dict[str, tuple[str, ...]]] = {
        "Lembar": ("client", "taken_on", "setting", "interviewer", "phase"),
    }

    client = ClientCodeField()
    instrument = forms.CharField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Sheet
        fields = ("taken_on", "setting", "interviewer", "phase")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.rule, self.wording = self._instrument()
        if self.rule.code not in PHASED:
            del self.fields["phase"]
        else:
            self.fields["phase"].required = True
        if self.instance.recorded_at:
            del self.fields["client"]
        if self.is_final:
            self.fields["reason"].label = "Alasan koreksi"
            self.fields[
                "reason"
            ].help_text = "Wajib bila jawaban atau tanggalnya berubah; isi yang lama ikut tersimpan."
        for item in self.rule.items:
            self.fields[ITEM + item.code] = ItemField(item, self.wording)
        if self.instance.recorded_at and not self.is_bound:
            self._show_answers()

    def _instrument(self) -> tuple[Instrument, Wording]:
        if self.instance.recorded_at:
            return self.instance.rule, self.instance.words
        named = self.data.get("instrument") if self.is_bound else self.initial.get("instrument")
        instrument = INSTRUMENTS.get(str(named)) or next(iter(INSTRUMENTS.values()))
        loaded = wording_in_force(self.office, instrument.code)
        return instrument, loaded.read if loaded else shipped(instrument.code)

    def _show_answers(self) -> None:
        purpose = _OPENED_FOR[self.instance.is_final]
        for code, value in json.loads(self.instance.answers.open(by=self.user, purpose=purpose)).items():
            self.initial[ITEM + code] = str(value)

    @property
    def is_final(self) -> bool:
        """Whether what stands is finished, so that saving it is a correction."""
        return bool(self.instance.recorded_at) and bool(self.instance.is_final)

    @property
    def is_of_minor(self) -> bool:
        """Whether the client, where one is named, is under 18 on the sheet's day: the page says what that means."""
        client: Client | None = self.instance.client if self.instance.recorded_at else None
        if client is None and (code := self["client"].value()):
            rows: Any = Client.objects.visible_to(self.user).standing()
            client = rows.filter(office=self.office, code=code).first()
        typed = self.cleaned_data if self.is_bound and hasattr(self, "cleaned_data") else self.initial
        day = typed.get("taken_on") or self.office.local_day()
        return client is not None and is_minor(client, day)

    def laid_out(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The particulars; the items are laid out by `blocks`, and the reason stands after them."""
        named = self.sections["Lembar"]
        return [("Lembar", [self[name] for name in named if name in self.fields])]

    def blocks(self) -> list[Block]:
        """The items, as they stand on the page."""
        return laid_out(self, self.rule, self.wording, ITEM)

    def values(self) -> dict[str, Any]:
        typed = super().values()
        answers = {name.removeprefix(ITEM): value for name, value in typed.items() if name.startswith(ITEM)}
        kept = {name: value for name, value in typed.items() if not name.startswith(ITEM)}
        if self.instance.recorded_at:
            del kept["instrument"]
        return {**kept, "answers": answers, "finish": self.data.get("selesai") == "1"}

    def refuse(self, refusal: Refusal) -> None:
        """Mark what is missing, and say it once in words."""
        super().refuse(refusal)
        if refusal.code == "unfinished":
            self.add_error(None, self._what_is_missing(refusal))
        elif refusal.code == "wrong_answers":
            self.add_error(None, refusal.sentence)

    def _what_is_missing(self, refusal: Refusal) -> str:
        items = [self.rule.item(name.removeprefix(ITEM)) for name in refusal.fields]
        named = [": ".join(filter(None, (self.wording.group(item), self.wording.label(item)))) for item in items]
        more = f"; dan {len(named) - _NAMED} butir lain" if len(named) > _NAMED else ""
        why = "" if refusal.sentence.startswith("Belum diisi") else f" {refusal.sentence}"
        return f"Belum diisi: {'; '.join(named[:_NAMED])}{more}.{why}"
