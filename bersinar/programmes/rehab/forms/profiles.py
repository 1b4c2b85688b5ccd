"""The form of an admission's profile. What is known already stands in it, with its source, until the officer saves."""

from __future__ import annotations

from typing import Any, ClassVar

from bersinar.foundation.codelists.lists import attribute, choices, label
from bersinar.foundation.ui.forms import RecordForm

from ..models import Episode, Profile
from ..models.profiles import ITEMS
from ..prefilling import Known, known_of
from .sealing import offer_only_named


class ProfileForm(RecordForm):
    sections: ClassVar[dict[str, tuple[str, ...]]] = {
        "Penerimaan": ("episode",),
        "Layanan sebelumnya": ("ever_treated", "substitution"),
        "Kehidupan saat masuk": ("living_with", "children", "housing", "education", "labour"),
        "Zat utama": ("route", "days_30", "first_use_age"),
        "Zat lain": ("further", "no_further"),
        "Menyuntik": ("injecting", "injected_age", "sharing"),
        "Tes, tidak pernah hasilnya": ("hiv_test", "hcv_test"),
    }

    class Meta:
        model = Profile
        fields = ("episode", *(name for name in ITEMS), "no_further")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        offer_only_named(self, "episode", "client")
        for name in ("hiv_test", "hcv_test"):  # a field's own label would be written small: HIV, C
            self.fields[name].label = label("profile_item", name)
        self.known = Known()
        self.episode = self._episode()
        if self.episode is None:
            return
        further: Any = self.fields["further"]
        main = self.episode.substance
        # Precursors are seized, never used: such a substance has no letter in any screening.
        further.choices = [
            (code, words)
            for code, words in choices("substance")
            if code != main and (attribute("substance", code, "assist", "-") or code in self.instance.further)
        ]
        if not self.is_bound and not self.instance.recorded_at:
            self.known = known_of(self.episode, by=self.user)
            self.initial.update(self.known.answers)

    def _episode(self) -> Episode | None:
        if self.instance.recorded_at:
            kept: Episode = self.instance.episode
            return kept
        field: Any = self.fields["episode"]
        found: Episode | None = field.queryset.first()
        return found

    def laid_out(self) -> list[Any]:
        """With the name of the substance that the questions are about."""
        named = f"Zat utama: {label('substance', self.episode.substance)}" if self.episode else ""
        return [(named if title == "Zat utama" and named else title, fields) for title, fields in super().laid_out()]

    @property
    def question(self) -> str:
        """What was taken from elsewhere: to be looked at before it is saved."""
        if not self.known.sources:
            return ""
        return f"Sebagian sudah diisi dari {', '.join(self.known.sources)}. Periksa bersama klien, lalu simpan."
