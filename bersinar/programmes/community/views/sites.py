"""Sites: stages, checklist, money, and the way to their whole story."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, reverse

from bersinar.foundation.access.models import User
from bersinar.foundation.codelists.lists import choices
from bersinar.foundation.offices.models import Office
from bersinar.foundation.ui.pages import Column, Pages, Panel, by_code

from .. import actions
from ..forms import sites as forms
from ..models import BersinarSite, SiteBudget, SiteCheck, SiteStage
from .shown import ENDED, STANDING, end_of, ending_path, state, where_named


@dataclass(frozen=True)
class Line:
    """One line of a checklist: its words, and what fulfils it."""

    code: str
    words: str
    check: SiteCheck | None


def checklist_of(site: BersinarSite) -> list[Line]:
    """Every item for this kind of site, as the lists name it today, and what is ticked beyond it."""
    ticked = {check.item: check for check in site.checks.filter(cancelled_at__isnull=True)}
    items = {code: words for code, words in choices("site_provision") if forms.is_for(code, site.kind)}
    items |= {code: str(check) for code, check in ticked.items() if code not in items}
    return [Line(code, words, ticked.get(code)) for code, words in items.items()]


def _kept_with(site: BersinarSite, user: User) -> dict[str, Any]:
    lines = checklist_of(site)
    return {
        "stages": site.stages.filter(cancelled_at__isnull=True),
        "budgets": site.budgets.filter(cancelled_at__isnull=True),
        "checklist": lines,
        "fulfilled": sum(line.check is not None for line in lines),
        "story": story_of(site),
    }


def story_of(site: BersinarSite) -> str:
    """The page that tells the whole story of a site's village or institution; nothing where neither is known."""
    if site.institution_id is not None:
        return reverse("desk:institution_story", args=[site.institution_id])
    return reverse("desk:village_story", args=[site.region_id]) if site.is_village else ""


def _of_site(request: HttpRequest, office: Office) -> dict[str, Any]:
    named = {"site": request.GET.get("lokasi"), "item": request.GET.get("butir"), "stage": request.GET.get("tahap")}
    return {name: value for name, value in named.items() if value}


def _home(one: Any) -> tuple[str, str]:
    return str(one.site), reverse("community:site", args=[one.site_id])


SITE = Pages(
    "community", "site", "lokasi", BersinarSite, "lokasi Bersinar", "Lokasi Bersinar",
    explains="Desa, kelurahan, sekolah, kampus, instansi, dan perusahaan Bersih Narkoba, dengan tahapnya.",
    columns=(
        Column("Lokasi", str, "name"), Column("Wilayah", "region", "region__name"),
        Column("Tahap", lambda site: site.stage),
        Column("Dibentuk", "formed_on", "formed_on"), Column("Keadaan", state),
    ),
    form=forms.SiteForm, verbs=actions.SITES, search=("name", "region__name"),
    filters=(by_code("kind", "Jenis", "site_kind"), STANDING), order=("-formed_on",),
    select=("region", "institution"), prefetch=("stages",), keeps_files=True,
    panels=(
        Panel("Lokasi", ("kind", "name", "region", "institution", "formed_on", "count_unknown", "note")),
        Panel("Langkah berikut", ("next_step", "next_due")), ENDED,
    ),
    detail_template="community/site.html", extras=(_kept_with,), initial=where_named, actions=end_of("site"),
)  # fmt: skip

STAGE = Pages(
    "community", "stage", "tahap", SiteStage, "tahap", "Tahap", columns=(), has_list=False,
    form=forms.StageForm, verbs=actions.STAGES, select=("site",), keeps_files=True, initial=_of_site,
    panels=(Panel("Tahap", ("site", "stage", "reached_on", "document")),),
    parent=_home,
)  # fmt: skip

CHECK = Pages(
    "community", "check", "kelengkapan", SiteCheck, "butir kelengkapan", "Butir kelengkapan", columns=(), has_list=False,
    form=forms.CheckForm, verbs=actions.CHECKS, select=("site",), keeps_files=True, initial=_of_site,
    panels=(Panel("Butir", ("site", "item", "fulfilled_on", "proof")),), parent=_home,
)  # fmt: skip

BUDGET = Pages(
    "community", "budget", "anggaran", SiteBudget, "anggaran", "Anggaran lokasi",
    explains="Uang yang disediakan untuk satu lokasi Bersinar dalam satu tahun, menurut sumbernya.",
    columns=(
        Column("Lokasi", "site", "site__name"), Column("Tahun", "year", "year"), Column("Sumber", "source", "source"),
        Column("Rupiah", "amount", "amount", number=True), Column("Ditetapkan", "decided_on", "decided_on"),
    ),
    form=forms.BudgetForm, verbs=actions.BUDGETS, search=("site__name", "document"),
    filters=(by_code("source", "Sumber dana", "site_funding"),), order=("-year", "-decided_on"), select=("site",),
    keeps_files=True, initial=_of_site, parent=_home,
    panels=(Panel("Anggaran", ("site", "year", "source", "amount", "decided_on", "document")),),
)  # fmt: skip


def site_urls() -> list[URLPattern]:
    """The addresses of sites and of what belongs to them."""
    ending = ending_path(SITE, "masa berlaku", forms.EndSiteForm, actions.END_SITE)
    return [*SITE.urls(), *STAGE.urls(), *CHECK.urls(), *BUDGET.urls(), ending]
