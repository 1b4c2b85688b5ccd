"""What officers do with the claim that a case is the first of its kind in an area: confirm it against the records, or withdraw it."""

from __future__ import annotations

from dataclasses import dataclass

from bersinar.foundation.access.models import User
from bersinar.foundation.codelists.lists import label
from bersinar.foundation.regions.models import regency_of
from bersinar.foundation.ui.numbers import write_number
from bersinar.foundation.wire.refusals import Refusal

from ..models import Case, Exhibit
from ..models.knowing import TEAM
from .cases import case_for, refuse_names
from .verbs import acting


@dataclass(frozen=True)
class AreaHistory:
    """What the office's records know of an area: since which year, on how many cases, and which had the same before."""

    since: int
    cases: int
    earlier: tuple[str, ...]

    @property
    def in_words(self) -> str:
        known = f"Wilayah ini dikenal sejak {self.since} menurut {write_number(self.cases)} kasus tercatat"
        known = f"{known}, termasuk kasus ini."
        return f"{known} Sudah ada lebih dahulu: {', '.join(self.earlier)}." if self.earlier else known


def history_of_area(case: Case, substance: str = "", novelty: str = "") -> AreaHistory:
    """The office's standing cases in the same kabupaten/kota up to this one; of them, those with the same substance.

    For a new form those with the same substance in the same form; of a new way (modus) records know nothing.
    """
    area = regency_of(case.place_id)
    cases = Case.objects.standing().filter(
        office=case.office, place__code__startswith=area, lkn_on__lte=case.reported_on
    )
    days = list(cases.values_list("lkn_on", flat=True))
    same = Exhibit.objects.standing().filter(case__in=cases.exclude(pk=case.pk), substance=substance)
    if novelty == "form":
        same = same.filter(form__in=case.exhibits.filter(cancelled_at__isnull=True, substance=substance).values("form"))
    known = same if novelty in ("substance", "form") else same.none()
    told = known.order_by("case__lkn_on").values_list("case__number", "case__reach")
    numbers = ["kasus tertutup" if reach == TEAM else number for number, reach in told]
    return AreaHistory(min(days, default=case.reported_on).year, len(days), tuple(dict.fromkeys(numbers)))


def confirm_first_in_area(
    case: Case, *, substance: str, novelty: str, what: str, by: User, based_on: int | None = None, reason: str = ""
) -> Case:
    """Confirm, as a person, that a case is the first of its kind in the area. Posts enforcement.first_in_area.

    Refused where the case holds no such exhibit, or where an earlier case of the area had the same substance or form.
    """
    with acting("confirm_first_in_area", case.office, by, reason) as doing:
        held = case_for(doing, case)
        if not what.strip():
            raise Refusal("first_what_missing", "Tuliskan apa yang baru.", fields={"what": "Wajib diisi."})
        refuse_names(held, {"first_what": what})
        if not held.exhibits.filter(cancelled_at__isnull=True, substance=substance).exists():
            words = f"Kasus ini tidak punya barang bukti {label('substance', substance)}."
            raise Refusal("first_without_exhibit", words, fields={"substance": words})
        history = history_of_area(held, substance, novelty)
        if history.earlier:
            words = f"Sudah tercatat di wilayah ini pada {', '.join(history.earlier)}."
            raise Refusal("not_first", words, fields={"novelty": words}, status=409)
        return doing.change(
            case,
            {
                "first_substance": substance,
                "first_novelty": novelty,
                "first_what": what.strip(),
                "first_since": history.since,
                "first_cases": history.cases,
                "first_confirmed_by": by,
                "first_confirmed_at": doing.at,
            },
            based_on=based_on,
        )


def withdraw_first_in_area(case: Case, *, by: User, reason: str) -> Case:
    """Take a confirmation back, with the reason."""
    with acting("withdraw_first_in_area", case.office, by, reason) as doing:
        if not doing.reason:
            raise Refusal("reason_missing", "Tuliskan alasannya.", fields={"reason": "Wajib diisi."})
        nothing = {
            "first_substance": "",
            "first_novelty": "",
            "first_what": "",
            "first_since": None,
            "first_cases": None,
            "first_confirmed_by": None,
            "first_confirmed_at": None,
        }
        return doing.change(case_for(doing, case), nothing, based_on=None)
