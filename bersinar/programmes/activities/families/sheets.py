"""The two sheets of a cohort's meetings: who came, and the scores before and after."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms

from bersinar.foundation.codelists.lists import choices
from bersinar.foundation.ui.fields import NumberField

from ..models import FamilyCohort, FamilyMember, FamilyRoll, FamilyTest
from ..models.families import HUNDREDTHS
from .forms import Beneath


class WhoCame(forms.CheckboxSelectMultiple):
    """A large box for every member, family by family."""

    template_name = "activities/who_came.html"


class RollForm(Beneath):
    """Who came to one meeting. Everybody who is enrolled stands ticked at first: one unticks who stayed away."""

    beneath = "meeting"
    present = forms.ModelMultipleChoiceField(
        FamilyMember.objects.none(), label="Yang hadir", required=False, widget=WhoCame,
        help_text="Semua yang terdaftar sudah dicentang. Hapus centang orang yang tidak datang.",
        error_messages={"invalid_choice": "Ada orang yang bukan anggota kohort ini, atau sudah keluar."},
    )  # fmt: skip

    class Meta:
        model = FamilyRoll
        fields = ("meeting",)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        meeting = self.above
        offered = _offered(meeting) if meeting is not None else []
        field: Any = self.fields["present"]
        field.queryset = FamilyMember.objects.filter(pk__in=[one.pk for one in offered])
        field.choices = [(f"Keluarga {code}", rows) for code, rows in _by_family(offered).items()]
        if not self.is_bound:
            ticked = self.instance.came() if self.instance.recorded_at else offered
            self.initial["present"] = [one.pk for one in ticked]

    def values(self) -> dict[str, Any]:
        values = super().values()
        return {**values, "present": list(values["present"])}


def _offered(meeting: Any) -> list[FamilyMember]:
    """Everybody enrolled who had not left by the day of a meeting."""
    rows = FamilyMember.objects.standing().filter(
        family__cohort__activity=meeting.activity_id,
        family__cohort__cancelled_at__isnull=True,
        family__cancelled_at__isnull=True,
    )
    rows = rows.exclude(family__left_on__lte=meeting.held_on).select_related("family")
    return list(rows.order_by("family__number", "-role", "number"))


def _by_family(members: list[FamilyMember]) -> dict[str, list[tuple[Any, str]]]:
    roles = dict(choices("family_role"))
    grouped: dict[str, list[tuple[Any, str]]] = {}
    for one in members:
        words = f"{roles.get(one.role, one.role)} ({one.code})"
        grouped.setdefault(one.family.code, []).append((one.pk, words))
    return grouped


@dataclass(frozen=True)
class ScoreRow:
    """One member's line of the score form: the code, and a box for every dimension."""

    code: str
    boxes: list[tuple[str, forms.BoundField]]


class TestForm(Beneath):
    """The scores of everybody, before or after: a line a member, a box a dimension. An empty box is no score."""

    __test__ = False
    beneath = "cohort"

    class Meta:
        model = FamilyTest
        fields = ("cohort", "phase", "taken_on")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        phase = self.instance.phase or self.data.get("phase") or self.initial.get("phase") or ""
        self.phase_words = dict(choices("family_phase")).get(str(phase), "")
        self.fields["phase"].widget = forms.HiddenInput()
        if self.instance.recorded_at:
            del self.fields["phase"]
        self.members = _measured(self.above) if self.above is not None else []
        for member, dimension, _ in self._cells():
            box = NumberField(
                places=2, least=None, required=False, label=f"{member.code}, {self.dimensions[dimension]}"
            )
            box.widget.attrs |= {"aria-label": box.label}
            self.fields[_cell(member, dimension)] = box
            score = self.instance.of(member).get(dimension) if self.instance.recorded_at else None
            box.initial = Decimal(score) / HUNDREDTHS if score is not None else None
        self.order_fields([name for name in self.fields if name != "reason"] + ["reason"])

    @property
    def dimensions(self) -> dict[str, str]:
        return dict(choices("family_dimension"))

    @property
    def scale(self) -> str:
        """The scale of the cohort's instrument, for the hint above the table."""
        return self.above.scale if self.above is not None else ""

    @property
    def instrument(self) -> str:
        """The instrument and its version, as the code list calls it."""
        return dict(choices("family_instrument")).get(self.above.instrument, "") if self.above is not None else ""

    def _cells(self) -> Iterator[tuple[FamilyMember, str, str]]:
        for member in self.members:
            for dimension in self.dimensions:
                yield member, dimension, _cell(member, dimension)

    def rows(self) -> list[ScoreRow]:
        """The table of the form."""
        return [
            ScoreRow(one.code, [(words, self[_cell(one, code)]) for code, words in self.dimensions.items()])
            for one in self.members
        ]

    def laid_out(self) -> list[tuple[str, list[forms.BoundField]]]:
        boxes = {name for _, _, name in self._cells()}
        return [(title, [field for field in fields if field.name not in boxes]) for title, fields in super().laid_out()]

    def clean(self) -> dict[str, Any]:
        cleaned, cohort = super().clean(), self.above
        for _, _, name in self._cells():
            score = cleaned.get(name)
            if score is not None and not cohort.scale_least <= score <= cohort.scale_most:
                self.add_error(name, f"Di luar skala {cohort.scale}.")
        return cleaned

    def values(self) -> dict[str, Any]:
        values = super().values()
        scores: dict[str, dict[str, int]] = {}
        for member, dimension, name in self._cells():
            score = values.pop(name)
            if score is not None:
                scores.setdefault(str(member.pk), {})[dimension] = int(score * HUNDREDTHS)
        return {**values, "scores": scores}


def _cell(member: FamilyMember, dimension: str) -> str:
    return f"skor_{member.pk.hex}_{dimension}"


def _measured(cohort: FamilyCohort) -> list[FamilyMember]:
    """Everybody of a cohort, also of families that left: a score taken before stays theirs."""
    rows = FamilyMember.objects.standing().filter(family__cohort=cohort, family__cancelled_at__isnull=True)
    return list(rows.select_related("family").order_by("family__number", "-role", "number"))
