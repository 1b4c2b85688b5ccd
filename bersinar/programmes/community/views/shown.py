"""What the pages of this room have in common: forms beside a record, filters, what an address may fill in."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse

from bersinar.foundation.access.doors import needs
from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.offices.models import Office
from bersinar.foundation.ui.pages import Filter, Pages, Panel

from ..models import Lasting


class FormBeside(Pages):
    """A further form of a record, led to from the record's own page or list, and leading back there."""

    def url(self, part: str, *args: Any) -> str:
        if part in ("new", "change"):
            return reverse(f"{self.room}:{self.name}", args=args)
        home = self.name.rpartition("_")[0]
        return reverse(f"{self.room}:{home}", args=args) if args else reverse(f"{self.room}:{home}_list")

    def _way_back(self, request: HttpRequest) -> str:
        return self.url("list")


STANDING = Filter(
    "keadaan",
    "Keadaan",
    lambda user: [("berjalan", "Masih berjalan"), ("berakhir", "Sudah berakhir")],
    narrow=lambda rows, chosen: rows.filter(ended_on__isnull=chosen != "berakhir"),
)


def state(record: Lasting) -> str:
    return f"berakhir {record.ended_on:%d-%m-%Y}" if record.ended_on else "berjalan"


def end_of(name: str) -> Any:
    """The button that ends a record, or takes its ending back."""

    def actions_of(record: Lasting, user: User) -> list[tuple[str, str]]:
        label = "Ubah masa berakhir" if record.is_ended else "Catat berakhir"
        return [(label, reverse(f"community:{name}_end", args=[record.pk]))]

    return actions_of


def beside(kind: type[FormBeside], page: Pages, ending: str, noun: str, form: Any, verbs: Any) -> FormBeside:
    """A form beside a record's own, with what its page is called."""
    return kind(
        "community", f"{page.name}_{ending}", page.slug, page.model, noun, page.noun_plural,
        columns=(), panels=(), form=form, verbs=verbs, has_list=False,
    )  # fmt: skip


def ending_path(page: Pages, noun: str, form: Any, verbs: Any, word: str = "berakhir", name: str = "end") -> URLPattern:
    """The address of a form that changes one thing of a record: its end, or who the person is."""
    one = beside(FormBeside, page, name, noun, form, verbs)
    return path(f"{one.slug}/<uuid:pk>/{word}/", needs(Permission.COMMUNITY_WRITE)(one.change_view), name=one.name)


def where_named(request: HttpRequest, office: Office) -> dict[str, Any]:
    """Region and institution that the address names: the village's page leads to forms already filled in so far."""
    named = {"region": request.GET.get("wilayah"), "institution": request.GET.get("instansi")}
    return {name: value for name, value in named.items() if value}


ENDED = Panel("Masa berlaku", (("Keadaan", state), "ended_reason"))
