"""Pages of cases, and of confirming or withdrawing that one is the first of its kind in the area."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Count, F, Q
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse

from bersinar.foundation.access.doors import needs, user_of
from bersinar.foundation.access.models import User
from bersinar.foundation.codelists.lists import label
from bersinar.foundation.letters.panel import letters_of
from bersinar.foundation.ui.pages import Column, Filter, Pages, Panel

from ..actions import CASES, confirm_first_in_area, history_of_area, withdraw_first_in_area
from ..forms.base import ReasonForm
from ..forms.cases import CaseForm, FirstInAreaForm
from ..models import Case, standing, sums
from ..models.knowing import SECTION, TEAM
from ..papers import missing_of
from .acting import act, note_opening, sent, writable
from .base import WRITE, years
from .goods import worth_of
from .timeline import told
from .within import FEW, movements_of


class CasePages(Pages):
    """The list counts suspects in its own query: it shows twenty-five cases and opens none."""

    def rows(self, request: HttpRequest) -> Any:
        standing_ones = Q(suspects__cancelled_at__isnull=True) & ~Q(suspects__status="wanted")
        rows = super().rows(request).annotate(counted=Count("suspects", filter=standing_ones))
        if request.GET.get("urut"):
            return rows
        # The engines differ on where what has no day stands: inquiries come first.
        return rows.order_by(F("lkn_on").desc(nulls_first=True), "-number", "-pk")


def _of_case(case: Case, user: User) -> dict[str, Any]:
    exhibits = standing(case.exhibits.all())
    goods = standing(case.goods.all())
    return {
        **told(case),
        "team": [one for one in case.members.select_related("member") if not one.is_cancelled],
        "suspects": standing(case.suspects.all()),
        "exhibits": exhibits,
        "sums": sums(exhibits),
        "goods": goods,
        "worth": worth_of(goods),
        "invitations": standing(case.invitations.select_related("partner_office").prefetch_related("participations")),
    }


def _moved(case: Case, user: User) -> dict[str, Any]:
    """The last minutes of its evidence."""
    rows = movements_of(case, user)
    return {"movements_here": list(rows[:FEW]), "movements_count": rows.count()}


def _reach(case: Case) -> str:
    return label("case_reach", TEAM if case.is_closed else SECTION)


def _missing(case: Case, user: User) -> dict[str, Any]:
    """The papers that its events ask for and nobody has written or filed yet."""
    return {"missing": missing_of(user, case=case)}


def _case_actions(case: Case, user: User) -> list[tuple[str, str]]:
    if case.is_first_in_area:
        return [("Cabut kepastian kasus pertama", reverse("enforcement:case_first_withdraw", args=[case.pk]))]
    if case.lkn_on and standing(case.exhibits.all()):
        return [("Pastikan kasus pertama di wilayah", reverse("enforcement:case_first", args=[case.pk]))]
    return []


def _closed(user: User) -> dict[str, Any]:
    """Cases of which this user learns that they exist: by number, or by how many have none, and nothing more."""
    numbers = list(Case.objects.standing().withheld_from(user).order_by("number").values_list("number", flat=True))
    return {"closed": [number for number in numbers if number], "nameless": numbers.count("")}


def _only_inquiries(rows: Any, chosen: str) -> Any:
    return rows.filter(lkn_on__isnull=True)


def _only_prominent(rows: Any, chosen: str) -> Any:
    return rows.filter(prominent=True)


CASE = CasePages(
    "enforcement", "case", "kasus", Case, "kasus", "Kasus",
    explains="Satu baris untuk setiap laporan kasus narkotika (LKN) yang dipimpin satuan kerja ini, dan penyelidikan sebelumnya.",
    columns=(
        Column("Nomor LKN", str, "number"), Column("Tanggal", "lkn_on", "lkn_on"),
        Column("Wilayah", "place", "place__name"), Column("Tersangka", lambda case: case.counted, number=True),
        Column("Menonjol", "prominent", "prominent"),
    ),
    form=CaseForm, verbs=CASES, search=("number", "operation_name"),
    filters=(
        years(Case, "lkn_on"),
        Filter("tahap", "Tahap", lambda user: [("penyelidikan", "Hanya penyelidikan")], narrow=_only_inquiries),
        Filter("menonjol", "Menonjol", lambda user: [("ya", "Hanya yang menonjol")], narrow=_only_prominent),
    ),
    order=("-lkn_on", "-number"), select=("place", "network", "first_confirmed_by"),
    panels=(
        Panel("Kasus", ("number", "lkn_on", "began_on", "place", "summary", ("Siapa yang melihat", _reach))),
        Panel("Kedudukan", (
            "prominent", "prominent_reason", ("Pertama di wilayah", lambda case: case.first_in_words),
            "first_confirmed_by", "first_confirmed_at", "network", "operation_name", "is_laundering",
        )),
    ),
    list_template="enforcement/cases.html", list_extras=_closed, detail_template="enforcement/case.html", extras=(_of_case, _moved, _missing, letters_of), actions=_case_actions,
    keeps_files=True, sensitive=True,
)  # fmt: skip


@needs(WRITE)
def case_first(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """Confirm that a case is the first of its kind in the area, with what the records know of the area beside it."""
    case = writable(request, CASE, pk)
    note_opening(request, case, "memastikan kasus pertama di wilayah")

    def do(typed: dict[str, Any]) -> str:
        confirm_first_in_area(case, by=user_of(request), **typed)
        return CASE.url("", pk)

    form = FirstInAreaForm(sent(request), case=case)
    return act(
        request,
        form,
        do,
        title="Pastikan kasus pertama di wilayah",
        verb="Pastikan",
        back=CASE.url("", pk),
        done="Kepastian tersimpan.",
        lead=history_of_area(case).in_words,
    )


@needs(WRITE)
def case_first_withdraw(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """Take that confirmation back."""
    case = writable(request, CASE, pk)
    note_opening(request, case, "mencabut kepastian kasus pertama")

    def do(typed: dict[str, Any]) -> str:
        withdraw_first_in_area(case, by=user_of(request), reason=typed["reason"])
        return CASE.url("", pk)

    return act(
        request,
        ReasonForm(sent(request)),
        do,
        title="Cabut kepastian kasus pertama",
        verb="Cabut",
        back=CASE.url("", pk),
        done="Kepastian dicabut.",
        lead=case.first_in_words,
    )
