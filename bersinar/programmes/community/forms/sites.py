"""Forms of sites and of what belongs to them."""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import UUID

from bersinar.foundation.codelists.lists import attribute
from bersinar.foundation.ui.forms import RecordForm

from ..models import BersinarSite, SiteBudget, SiteCheck, SiteStage


class SiteForm(RecordForm):
    sections: ClassVar[dict[str, tuple[str, ...]]] = {
        "Lokasi": ("kind", "name", "region", "institution", "formed_on", "count_unknown"),
        "Langkah berikut": ("next_step", "next_due", "note"),
    }
    not_copied: ClassVar[tuple[str, ...]] = ("name", "institution", "count_unknown", "next_step", "next_due", "note")

    class Meta:
        model = BersinarSite
        fields = (
            "kind", "name", "region", "institution", "formed_on", "count_unknown", "next_step", "next_due", "note",
        )  # fmt: skip


class StageForm(RecordForm):
    class Meta:
        model = SiteStage
        fields = ("site", "stage", "reached_on", "document")


class CheckForm(RecordForm):
    """One line of a checklist. Offered are the items for this kind of site."""

    class Meta:
        model = SiteCheck
        fields = ("site", "item", "fulfilled_on", "proof")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        named: Any = self["site"].value()
        site = BersinarSite.objects.filter(pk=getattr(named, "pk", named)).first() if is_id(named) else None
        if site is not None:
            item: Any = self.fields["item"]
            item.choices = [(code, words) for code, words in item.choices if not code or is_for(code, site.kind)]


class BudgetForm(RecordForm):
    class Meta:
        model = SiteBudget
        fields = ("site", "year", "source", "amount", "decided_on", "document")


class EndSiteForm(RecordForm):
    class Meta:
        model = BersinarSite
        fields = ("ended_on", "ended_reason")


def is_for(item: str, kind: str) -> bool:
    """Whether a line of the checklist is for sites of this kind: an item that names no kinds is for all."""
    kinds = attribute("site_provision", item, "kinds")
    return not kinds or kind in kinds


def is_id(named: Any) -> bool:
    """Whether this is, or is written as, an id."""
    try:
        UUID(str(getattr(named, "pk", named)))
    except ValueError:
        return False
    return True
