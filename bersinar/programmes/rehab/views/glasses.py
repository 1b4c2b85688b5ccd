"""Emergency access to another office's client: broken with a fresh proof, read part by part, reviewed by whose file it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.utils import timezone

from bersinar.foundation.access.doors import needs, user_of
from bersinar.foundation.access.models import User
from bersinar.foundation.offices.models import Office
from bersinar.foundation.ui.pages import Column, Filter, Pages, Panel, by_code

from ..actions.glasses import GLASS_REVIEWS, GLASSES, ask_open, purpose_of
from ..dossier import names_of, parts_of
from ..forms.glasses import GlassForm, GlassReviewForm
from ..models import Glass, GlassReview
from .sealed import SealedPages, purposes


class Unchanged:
    """What has happened is neither changed nor cancelled."""

    def may_write(self, user: User, record: Any) -> bool:
        return False


@dataclass
class GlassPages(Unchanged, SealedPages):
    """Emergency accesses of this office, and those to its own files."""

    def urls(self) -> list[URLPattern]:
        """The door that breaks the glass asks for a fresh proof."""
        first = path(
            f"{self.slug}/baru/",
            needs(self.model.write_permission, fresh=True)(self.create_view),
            name=f"{self.name}_new",
        )
        file = path(
            f"{self.slug}/<uuid:pk>/berkas/",
            needs(self.model.write_permission)(self.file_view),
            name=f"{self.name}_file",
        )
        return [first, file, *(one for one in super().urls() if one.name != first.name)]

    def file_view(self, request: HttpRequest, pk: UUID) -> HttpResponseBase:
        """The parts of the file; one at a time is opened, and everything in it is written down with the emergency."""
        user, glass = user_of(request), self.get(request, pk)
        ask_open(glass, by=user)
        kinds = _care()
        offered = names_of(glass.client, kinds)
        only = request.POST.get("part", "")
        opened = []
        if request.method == "POST":
            if only not in {code for code, _, _ in offered}:
                messages.error(request, "Pilih bagian yang perlu dibaca.")
                return redirect(self.url("file", glass.pk))
            opened = list(
                parts_of(glass.client, kinds, by=user, purpose=purpose_of(glass), only=only, for_client=False)
            )
        context = {"glass": glass, "offered": offered, "opened": opened, "back": self.url("", glass.pk)}
        return render(request, "rehab/glass_file.html", context)


@dataclass
class ReviewPages(Unchanged, SealedPages):
    """Reviews: made from the page of an emergency access, and never changed."""

    def _way_back(self, request: HttpRequest) -> str:
        return GLASS.url("list")


def _care() -> tuple[Pages, ...]:
    """The pages of what is recorded for care; who asked for data, and why, is no part of it."""
    from . import ALL  # the list of all pages, which holds these too

    return tuple(pages for pages in ALL if not pages.slug.startswith("perlindungan/"))


def _state(glass: Glass) -> str:
    if glass.is_reviewed:
        return "Sudah ditelaah"
    return "Terbuka" if glass.is_open() else "Menunggu telaah"


def _mark(glass: Glass) -> str:
    return "ok" if glass.is_reviewed else "bad" if glass.is_open() else "warn"


def _code(glass: Glass) -> str:
    return glass.client.code


def _owner(glass: Glass) -> str:
    return str(glass.client.office)


def _ends(glass: Glass) -> str:
    return f"{timezone.localtime(glass.ends_at):%d-%m-%Y %H.%M}"


def _who(record: Any) -> str:
    return str(record.recorded_by)


def _when(record: Any) -> Any:
    return record.recorded_at


def _doing(glass: Glass, user: User) -> dict[str, Any]:
    is_own = glass.recorded_by_id == user.pk
    reviews = (
        glass.client.office_id in user.scope(GlassReview.write_permission) and not is_own and not glass.is_reviewed
    )
    return {"may_read": is_own and glass.is_open(), "may_review": reviews}


def _is_reviewed(rows: Any, chosen: str) -> Any:
    return rows.filter(review__isnull=chosen == "belum")


def _named(request: HttpRequest, office: Office) -> dict[str, Any]:
    return {"glass": request.GET.get("akses", "")}


GLASS = GlassPages(
    "rehab", "glass", "perlindungan/akses-darurat", Glass, "akses darurat", "Akses darurat",
    explains="Berkas klien satuan kerja lain yang dibuka dalam keadaan darurat, dan telaah oleh pemilik berkasnya.",
    empty="Hanya untuk keadaan darurat; setiap bagian yang dibaca dicatat di satuan kerja pemilik berkas.",
    columns=(
        Column("Klien", _code), Column("Pemilik berkas", _owner), Column("Dibuka oleh", "recorded_by"),
        Column("Keadaan darurat", "emergency", "emergency"), Column("Berakhir", _ends, "ends_at"),
        Column("Keadaan", _state, mark=_mark),
    ),
    form=GlassForm, verbs=GLASSES, order=("-recorded_at",), sensitive=True,
    select=("client__office", "review", "recorded_by"),
    filters=(
        Filter("telaah", "Telaah", lambda user: (("belum", "Belum"), ("sudah", "Sudah")), narrow=_is_reviewed),
        by_code("emergency", "Keadaan darurat", "glass_reason"),
    ),
    panels=(
        Panel("Akses darurat", (("Klien", _code), ("Pemilik berkas", _owner), "emergency", ("Dibuka oleh", _who), ("Dibuka pada", _when), ("Berakhir", _ends))),
        Panel("Telaah", (("Keadaan", _state),)),
    ),
    detail_template="rehab/glass.html", extras=(_doing, purposes), opens=("why",),
)  # fmt: skip

GLASS_REVIEW = ReviewPages(
    "rehab", "glass_review", "perlindungan/telaah-darurat", GlassReview, "telaah akses darurat", "Telaah akses darurat",
    columns=(), form=GlassReviewForm, verbs=GLASS_REVIEWS, has_list=False, sensitive=True, initial=_named,
    select=("glass__client", "broken_by", "recorded_by"),
    panels=(Panel("Telaah", ("verdict", "broken_by", ("Ditelaah oleh", _who), ("Ditelaah pada", _when))),),
    parent=lambda review: (str(review.glass), GLASS.url("", review.glass_id)), detail_template="rehab/glass_review.html",
    extras=(purposes,), opens=("remark",),
)  # fmt: skip
