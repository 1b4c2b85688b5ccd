"""The base of every record form: draft, version, one record however often it is sent."""

from __future__ import annotations

from typing import Any, ClassVar, cast
from uuid import UUID, uuid4

from django import forms
from django.db import models
from django.http import QueryDict
from django.utils.text import capfirst

from bersinar.foundation.access.models import User
from bersinar.foundation.access.scope import Scoped
from bersinar.foundation.offices.models import Office
from bersinar.foundation.regions.models import Region
from bersinar.foundation.wire.refusals import LostUpdate, Refusal

from .fields import DateField, NumberField, RegionsField

BOOKKEEPING = ("request_id", "version", "reason")


def _formfield(field: models.Field[Any, Any], **options: Any) -> forms.Field | None:
    """The form field of a model field, in this kit's ways of writing numbers and dates."""
    if field.choices is None and isinstance(field, models.DateField) and not isinstance(field, models.DateTimeField):
        return DateField(**_as_the_model_says(field))
    knows_words = hasattr(field, "words")  # such a field brings its own form field
    if field.choices is None and isinstance(field, models.IntegerField) and not field.is_relation and not knows_words:
        return NumberField(**_as_the_model_says(field))
    made = field.formfield(**options)
    if isinstance(made, forms.CharField) and isinstance(made.widget, forms.Textarea):
        made.widget.attrs["rows"] = 3
    return made


def _as_the_model_says(field: models.Field[Any, Any]) -> dict[str, Any]:
    initial = field.get_default() if field.has_default() else None
    label = capfirst(field.verbose_name)
    return {"required": not field.blank, "label": label, "help_text": field.help_text, "initial": initial}


class RecordForm(forms.ModelForm[Any]):
    """A form for one record. It reads and names; the action validates, and its refusal comes back to the fields.

    `sections` groups fields: {"Tentang kegiatan": ("title", "type"), ...}; without it the form is one section.
    """

    request_id = forms.UUIDField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    reason = forms.CharField(
        label="Alasan", required=False, max_length=500,
        help_text="Hanya perlu bila bulannya sudah ditutup.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip

    sections: ClassVar[dict[str, tuple[str, ...]]] = {}
    not_copied: ClassVar[tuple[str, ...]] = ()  # left empty by "salin dari yang terakhir"

    def __init_subclass__(cls, **options: Any) -> None:
        """Give every record form the kit's fields: Django asks its own Meta for them, and Meta is not inherited."""
        super().__init_subclass__(**options)
        if "Meta" in cls.__dict__:
            cls.__dict__["Meta"].formfield_callback = staticmethod(_formfield)

    def __init__(self, *args: Any, user: User, office: Office, **options: Any) -> None:
        super().__init__(*args, **options)
        self.user, self.office = user, office
        self.fields["request_id"].initial = uuid4()
        self.fields["version"].initial = self.instance.version if self.instance.recorded_at else None
        for name, field in self.fields.items():
            if isinstance(field, forms.ModelChoiceField):
                self._narrow(name, field)
        self.order_fields([name for name in self.fields if name != "reason"] + ["reason"])

    def _narrow(self, name: str, field: forms.ModelChoiceField[Any]) -> None:
        """Offer only what the user may see; regions of the office's service area, or of a field's own wider choice."""
        model = field.queryset.model if field.queryset is not None else None
        if isinstance(field, RegionsField):
            field.offer(self.office, self.initial.get(name) or ())
        elif model is Region:
            field.queryset = regions_of(self.office, keep=getattr(self.instance, f"{name}_id", None))
        elif model is not None and issubclass(model, Scoped):
            rows = model.objects.visible_to(self.user).filter(office=self.office)
            field.queryset = rows.choosable(self._named(name))
        if not isinstance(field, forms.ModelMultipleChoiceField):
            field.empty_label = "Pilih …"

    def _named(self, name: str) -> list[Any]:
        """Keys of what the record names already: a form that no longer offered them would take them away unseen."""
        kept = self.initial.get(name) if self.instance.recorded_at else None
        return [getattr(one, "pk", one) for one in (kept if isinstance(kept, list) else [kept]) if one]

    def _post_clean(self) -> None:
        """Nothing: the model's rules are the action's to apply, with the sentences of a refusal."""

    def values(self) -> dict[str, Any]:
        """What was typed, as the action takes it."""
        return {name: value for name, value in self.cleaned_data.items() if name not in BOOKKEEPING}

    @property
    def sent_id(self) -> UUID | None:
        return self.cleaned_data.get("request_id")

    def refuse(self, refusal: Refusal) -> None:
        """Bring a refusal back to the fields it speaks of. A lost update may be sent again, knowingly."""
        for name, message in refusal.fields.items():
            self.add_error(name if name in self.fields else None, message)
        if not refusal.fields:
            self.add_error(None, refusal.sentence)
        again = {}
        if isinstance(refusal, LostUpdate):
            again["version"] = str(type(self.instance)._default_manager.get(pk=self.instance.pk).version)
        ask_again(self, **again)

    def laid_out(self) -> list[tuple[str, list[forms.BoundField]]]:
        """Visible fields by section; what no section names comes last."""
        named = {name for names in self.sections.values() for name in names}
        shown = {bound.name: bound for bound in self.visible_fields()}
        rest = [bound for name, bound in shown.items() if name not in named]
        groups = [(title, [shown[name] for name in names if name in shown]) for title, names in self.sections.items()]
        return [(title, fields) for title, fields in [*groups, ("", rest)] if fields]


def bring_back(form: forms.BaseForm, refusal: Refusal) -> None:
    """Bring a refusal back to the fields of a form that is not a record's."""
    for name, sentence in refusal.fields.items():
        form.add_error(name if name in form.fields else None, sentence)
    if not refusal.fields:
        form.add_error(None, refusal.sentence)


def ask_again(form: forms.BaseForm, **changed: str) -> None:
    """Let a refused form be sent once more, as another request; `changed` replaces what was sent of these fields."""
    data = cast(QueryDict, form.data).copy()
    for name, value in {**changed, "request_id": str(uuid4())}.items():
        data[name] = value
    form.data = data


def regions_of(office: Office, keep: str | None = None) -> models.QuerySet[Region]:
    """The regions of an office's service area with all their parts; and one more that a record already names."""
    within = models.Q(pk=keep) if keep else models.Q(pk__in=[])
    for code in office.service_area.values_list("code", flat=True):
        within |= models.Q(code=code) | models.Q(code__startswith=f"{code}.")
    return Region.objects.filter(within)
