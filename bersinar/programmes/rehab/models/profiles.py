"""The profile of an admission: what is known of a person's life and use on entering treatment, item by item.

The items are those that TDI 3.0 (the European protocol on who enters drug treatment) asks for beyond what client and
episode say already: the list of items and the categories are general knowledge [GK], kept as code lists for an officer
to confirm. What is not known stays empty. Of a test it is asked whether it was offered or done, never what came out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from bersinar.foundation.codelists.fields import CodeField, CodesField
from bersinar.foundation.codelists.lists import attribute, choices

from .episodes import Episode
from .records import STANDING, TreatmentRecord

NEVER_INJECTED = "never_injected"
OF_INJECTING = ("injected_age", "sharing")  # asked of whoever has ever injected
MOST_FURTHER, DAYS, YOUNGEST = 3, 30, 5
ITEMS = (
    "ever_treated", "living_with", "children", "housing", "education", "labour", "route", "days_30", "first_use_age",
    "further", "injecting", "injected_age", "sharing", "hiv_test", "hcv_test", "substitution",
)  # fmt: skip
ONE_DRUG, SEVERAL_DRUGS = "one_drug", "several_drugs"
# Items that are typed as numbers, and the list of bands in which they are counted.
BANDS: Mapping[str, str] = {
    "days_30": "profile_days_30",
    "first_use_age": "profile_age",
    "injected_age": "profile_age",
}


class Profile(TreatmentRecord):
    """The profile of one episode. `lacking` and `asked` are written with the answers, so that they say what stood then."""

    audit_hides: ClassVar[frozenset[str]] = frozenset({*ITEMS, "no_further"})

    episode = models.ForeignKey(Episode, on_delete=models.PROTECT, related_name="profiles", verbose_name="episode")
    ever_treated = CodeField("pernah direhabilitasi sebelumnya", list_name="profile_ever_treated", blank=True)
    living_with = CodeField("tinggal bersama", list_name="profile_living_with", blank=True)
    children = CodeField("anak di rumah", list_name="profile_children", blank=True)
    housing = CodeField("tempat tinggal", list_name="profile_housing", blank=True)
    education = CodeField("pendidikan terakhir", list_name="profile_education", blank=True)
    labour = CodeField("pekerjaan", list_name="profile_labour", blank=True)
    route = CodeField("cara pakai zat utama", list_name="profile_route", blank=True)
    days_30 = models.PositiveSmallIntegerField(
        "hari pemakaian dalam 30 hari terakhir", null=True, blank=True, help_text="0 sampai 30, sebelum diterima."
    )
    first_use_age = models.PositiveSmallIntegerField("umur pertama memakai", null=True, blank=True)
    further = CodesField("zat lain yang dipakai", list_name="substance", help_text="Paling banyak tiga.")
    no_further = models.BooleanField("tidak memakai zat lain", default=False)
    injecting = CodeField("menyuntik, zat apa pun", list_name="profile_injecting", blank=True)
    injected_age = models.PositiveSmallIntegerField(
        "umur pertama menyuntik", null=True, blank=True, help_text="Hanya bila pernah menyuntik."
    )
    sharing = CodeField(
        "berbagi jarum suntik", list_name="profile_sharing", blank=True, help_text="Hanya bila pernah menyuntik."
    )
    hiv_test = CodeField("tes HIV", list_name="profile_test", blank=True, help_text="Hanya sudah atau belum dites.")
    hcv_test = CodeField(
        "tes hepatitis C", list_name="profile_test", blank=True, help_text="Hanya sudah atau belum dites."
    )
    substitution = CodeField(
        "terapi substitusi opioid", list_name="profile_substitution", blank=True,
        help_text="Metadon atau buprenorfin yang diberikan layanan kesehatan.",
    )  # fmt: skip
    lacking = models.JSONField("butir yang belum diketahui", default=list, editable=False)
    asked = models.PositiveSmallIntegerField("banyaknya butir", default=0, editable=False)

    class Meta:
        ordering = ["-recorded_at"]
        verbose_name = "profil saat masuk"
        constraints = [
            models.UniqueConstraint(
                fields=["episode"],
                condition=STANDING,
                name="profile_once_per_episode",
                violation_error_message="Episode ini sudah punya profil saat masuk. Ubah profil itu.",
            ),
            models.CheckConstraint(
                condition=Q(days_30__isnull=True) | Q(days_30__lte=DAYS),
                name="profile_days_within_thirty",
                violation_error_message="Hari pemakaian antara 0 dan 30.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.episode.client.code}, profil saat masuk {self.episode.admitted_on:%d-%m-%Y}"

    @property
    def is_complete(self) -> bool:
        return not self.lacking

    @property
    def progress(self) -> str:
        """ "14 dari 16"."""
        return f"{self.asked - len(self.lacking)} dari {self.asked}"

    @property
    def has_injected(self) -> bool:
        return self.injecting not in ("", NEVER_INJECTED)

    def answer_to(self, item: str) -> str:
        """The code under which an item is counted: its own, or the band of its number; empty where nothing is known."""
        if item == "further":
            return SEVERAL_DRUGS if self.further else ONE_DRUG if self.no_further else ""
        value = getattr(self, item)
        return band_of(BANDS[item], value) if item in BANDS else value

    def lacks(self) -> list[str]:
        """The items of its day that are not known. What only injecting asks for is not lacking where nobody injects."""
        spared = OF_INJECTING if self.injecting == NEVER_INJECTED else ()
        return [item for item in self._needed() if item not in spared and not self.answer_to(item)]

    def _needed(self) -> list[str]:
        return [code for code, _ in choices("profile_item", self.episode.admitted_on) if code in ITEMS]

    def settle(self) -> None:
        """Write down what is lacking, of how many."""
        self.lacking, self.asked = self.lacks(), len(self._needed())

    def clean(self) -> None:
        errors = {name: said for check in _CHECKS for name, said in check(self).items()}
        if errors:
            raise ValidationError(errors)
        self.settle()


def band_of(list_name: str, value: int | None) -> str:
    """The band of a number, or nothing where there is none."""
    if value is None:
        return ""
    return next(
        (code for code, _ in choices(list_name) if _least(list_name, code) <= value <= _most(list_name, code)), ""
    )


def _least(list_name: str, code: str) -> int:
    return int(attribute(list_name, code, "least", 1))


def _most(list_name: str, code: str) -> int:
    return int(attribute(list_name, code, "most", 0))


def _ages(profile: Profile) -> dict[str, str]:
    """Nobody began before the age of five or after the admission."""
    age = profile.episode.client.age_in(profile.episode.admitted_on.year)
    return {
        name: f"Isi umur antara {YOUNGEST} dan {age} tahun, umur klien saat diterima."
        for name in ("first_use_age", "injected_age")
        if (value := getattr(profile, name)) is not None and not YOUNGEST <= value <= age
    }


def _days(profile: Profile) -> dict[str, str]:
    too_many = profile.days_30 is not None and profile.days_30 > DAYS
    return {"days_30": f"Isi antara 0 dan {DAYS} hari."} if too_many else {}


def _further(profile: Profile) -> dict[str, str]:
    if profile.no_further and profile.further:
        return {"no_further": "Kosongkan centang ini, atau kosongkan pilihan zat lainnya."}
    if profile.episode.substance in profile.further:
        return {"further": "Zat utama episode ini tidak dipilih lagi sebagai zat lain."}
    if len(profile.further) > MOST_FURTHER:
        return {"further": f"Pilih paling banyak {MOST_FURTHER} zat, yang paling mengganggu."}
    return {}


def _injecting(profile: Profile) -> dict[str, str]:
    """What is said of injecting agrees with itself."""
    if not profile.has_injected:
        said = (
            "Pilih dahulu kapan klien menyuntik."
            if not profile.injecting
            else "Kosongkan: klien tidak pernah menyuntik."
        )
        wrong = {name: said for name in OF_INJECTING if getattr(profile, name) not in (None, "")}
        if profile.route == "by_needle" and profile.injecting == NEVER_INJECTED:
            wrong["injecting"] = "Zat utama disuntikkan menurut cara pakainya. Periksa keduanya."
        return wrong
    return {}


_CHECKS: tuple[Callable[[Any], dict[str, str]], ...] = (_ages, _days, _further, _injecting)
