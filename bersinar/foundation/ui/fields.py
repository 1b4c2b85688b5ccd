"""Form fields as Indonesians type: numbers with a decimal comma, dates as DD-MM-YYYY, regions by name."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.datastructures import MultiValueDict

from bersinar.foundation.offices.models import Office
from bersinar.foundation.regions.models import Region, RegionLevel

from .numbers import NotANumber, parse_number, write_number

DATE_INPUTS = ["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%y", "%d/%m/%y"]


class NumberField(forms.CharField):
    """A number typed the Indonesian way. `places` is how many decimals may stand; 0 makes it a whole number."""

    def __init__(self, *, places: int = 0, least: Decimal | int | None = 0, **options: Any) -> None:
        options.setdefault(
            "widget", forms.TextInput(attrs={"inputmode": "decimal" if places else "numeric", "autocomplete": "off"})
        )
        super().__init__(**options)
        self.places, self.least = places, least

    def to_python(self, value: Any) -> Any:
        if value in (None, ""):
            return None
        if isinstance(value, (int, Decimal)):
            return value
        try:
            number = parse_number(str(value))
        except NotANumber as error:
            raise ValidationError(str(error)) from error
        exponent = number.as_tuple().exponent
        if isinstance(exponent, int) and -exponent > self.places:
            if not self.places:
                raise ValidationError("Isi dengan bilangan bulat.")
            raise ValidationError(f"Paling banyak {self.places} angka di belakang koma.")
        if self.least is not None and number < self.least:
            raise ValidationError(f"Paling sedikit {write_number(self.least)}.")
        if number >= 2**53:
            raise ValidationError("Angka terlalu besar.")
        return number if self.places else int(number)

    def prepare_value(self, value: Any) -> Any:
        return write_number(value) if isinstance(value, (int, Decimal)) and not isinstance(value, bool) else value


class DateField(forms.DateField):
    """A day. The browser's date picker, and every usual way of writing one."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "min": "1990-01-01"}))
        options.setdefault("input_formats", DATE_INPUTS)
        options.setdefault("error_messages", {"invalid": "Tanggal tidak dikenal. Contoh: 30-12-2022."})
        super().__init__(**options)

    def to_python(self, value: Any) -> date | None:
        return super().to_python(value)


class MomentField(forms.DateTimeField):
    """A day with its time, typed in the time zone of the page and kept in UTC."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            widget=forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"}),
            input_formats=["%Y-%m-%dT%H:%M", "%d-%m-%Y %H.%M", "%d-%m-%Y %H:%M"],
            error_messages={"invalid": "Waktu tidak dikenal. Contoh: 30-12-2022 14.05."},
            **options,
        )

    def to_python(self, value: Any) -> datetime | None:
        read: datetime | None = super().to_python(value)
        return read.astimezone(UTC) if read else None


class RegionsWidget(forms.CheckboxSelectMultiple):
    """Boxes for the regions near by, and one line in which others are named."""

    template_name = "ui/regions.html"

    def value_from_datadict(self, data: Any, files: MultiValueDict[str, Any], name: str) -> list[str]:
        """The codes that were ticked, then the names that were typed."""
        typed = data.get(f"{name}_lain") or ""
        return [
            *super().value_from_datadict(data, files, name),
            *(part.strip() for part in typed.split(",") if part.strip()),
        ]

    def value_omitted_from_data(self, data: Any, files: MultiValueDict[str, Any], name: str) -> bool:
        return False

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        said = [str(one) for one in value or () if one]
        ticked = {str(code) for code, _ in self.choices}
        context = super().get_context(name, said, attrs)
        return {**context, "typed": ", ".join(one for one in said if one not in ticked)}


class RegionsField(forms.ModelMultipleChoiceField[Region]):
    """Kabupaten and kota near an office, and any other by name: what a partner or an agreement covers.

    Offers the office's own province as boxes; a region of another province is named, "Kabupaten Rejang Lebong".
    """

    widget = RegionsWidget

    def __init__(self, **options: Any) -> None:
        super().__init__(queryset=Region.objects.all(), **options)

    def offer(self, office: Office, chosen: Iterable[Region]) -> None:
        """Offer the kabupaten/kota of the office's provinces, and what the record covers already."""
        kept = [region.pk for region in chosen]
        provinces = {code.split(".")[0] for code in office.service_area.values_list("code", flat=True)}
        near = Q(level=RegionLevel.REGENCY, parent__in=provinces) if provinces else Q(level=RegionLevel.PROVINCE)
        self.widget.choices = [(one.code, one.name) for one in Region.objects.filter(near | Q(pk__in=kept))]

    def clean(self, value: Any) -> Any:
        return super().clean([self._code(str(said)) for said in value or () if said])

    def _code(self, said: str) -> str:
        """The code of a region that was ticked or named; names without spaces and letter case."""
        if said[:1].isdigit():
            return said
        wanted = _bare(said)
        found = [
            one for one in Region.objects.filter(level__lte=RegionLevel.REGENCY) if wanted in _ways_to_say(one.name)
        ]
        if len(found) == 1:
            return found[0].code
        if found:
            raise ValidationError(
                f"Ada beberapa wilayah bernama “{said}”: {', '.join(one.name for one in found)}. Tulis lengkap."
            )
        raise ValidationError(f"Wilayah “{said}” tidak dikenal. Contoh: Kabupaten Jember, Kota Kediri.")


def _bare(name: str) -> str:
    return name.casefold().replace(" ", "").replace(".", "")


def _ways_to_say(name: str) -> set[str]:
    """ "Kabupaten Jember" is also "Kab. Jember" and "Jember"."""
    kind, _, rest = name.partition(" ")
    if kind not in ("Kabupaten", "Kota"):
        return {_bare(name)}
    return {_bare(name), _bare(rest), _bare(f"{kind[:3]} {rest}")}
