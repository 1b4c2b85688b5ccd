"""Pages of reviews: what was sent without consent, and what a second person found."""

from __future__ import annotations

from typing import Any

from bersinar.foundation.access.models import User
from bersinar.foundation.stages.ways import Step
from bersinar.foundation.ui.pages import Column, Filter, Panel

from ..actions.referrals import REVIEWS
from ..forms.referrals import REVIEW_STEPS, ReviewForm
from ..models import Review
from .hands import HandPages
from .sealed import purposes

_CLOSE = Step("close", "Tutup peninjauan", ("open",))


def _review_steps(review: Review, user: User) -> tuple[Step, ...]:
    return (_CLOSE,) if review.may_be_closed_by(user) else ()


def _review_state(review: Review) -> str:
    return "Terbuka" if review.is_open else "Ditutup"


_REVIEWED = {"rehab.send_referral": "dibuka", "rehab.close_review": "ditutup"}


def _of_review(review: Review, user: User) -> dict[str, Any]:
    is_own = review.is_open and not review.may_be_closed_by(user)
    return {**REVIEW.of_steps(review, user), "is_own": is_own}


def _is_open(rows: Any, chosen: str) -> Any:
    return rows.filter(closed_on__isnull=chosen == "ya")


REVIEW = HandPages(
    "rehab", "review", "peninjauan", Review, "peninjauan", "Peninjauan",
    explains="Rujukan yang dikirim tanpa persetujuan klien, untuk ditinjau orang kedua.",
    empty="Belum ada rujukan yang dikirim tanpa persetujuan.",
    columns=(
        Column("Klien", "referral__client__code"), Column("Dibuka", "opened_on", "opened_on"),
        Column("Keadaan", _review_state, "closed_on", mark=lambda one: "warn" if one.is_open else "ok"),
        Column("Hasil", "finding", "finding"),
    ),
    form=ReviewForm, verbs=REVIEWS, order=("closed_on", "opened_on"), sensitive=True, can_create=False,
    filters=(Filter("terbuka", "Masih terbuka", lambda user: (("ya", "Ya"), ("tidak", "Tidak")), narrow=_is_open),),
    select=("referral__client", "closed_by"),
    panels=(
        Panel("Peninjauan", (
            "opened_on", ("Dikirim oleh", lambda one: one.recorded_by.full_name), ("Keadaan", _review_state), "finding",
            "closed_on", ("Ditinjau oleh", lambda one: one.closed_by.full_name if one.closed_by else ""),
        )),
    ),
    detail_template="rehab/review.html", says=_REVIEWED, extras=(_of_review, purposes), opens=("note",), step_forms=REVIEW_STEPS,
    steps_of=_review_steps,
)  # fmt: skip
