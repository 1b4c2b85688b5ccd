"""Pages of containers, each with its unbroken custody, and what an exhibit's page shows of its containers."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.codelists.lists import choices, label
from bersinar.foundation.ui.pages import Column, Filter, Pages, Panel

from ..actions.containers import CONTAINERS
from ..forms.store import ContainerForm
from ..models import WEIGHED, Case, Container, Exhibit
from ..movement_kinds import KINDS, Way
from ..packing import packed_of
from ..sampling import sample_in_words
from .base import WRITE


def sees_places(user: User, record: Any) -> bool:
    """Whether this user may know where in the store something lies."""
    return record.office_id in user.scope(Permission.STORE_PLACES)


def holds_a_key(user: User, record: Any) -> bool:
    """Whether this user may propose or confirm movements here."""
    return record.office_id in {*user.scope(WRITE), *user.scope(Permission.STORE_KEEP)}


def movements_to(
    case_id: Any, *, exhibit: Exhibit | None = None, container: Container | None = None
) -> list[tuple[str, str]]:
    """(label, address) of the movements that may be proposed from here."""
    query = f"?wadah={container.pk}" if container else ""
    offered = [
        (kind.label, f"{reverse('enforcement:movement_new', args=[case_id, kind.code])}{query}")
        for kind in KINDS.values()
        if kind.way is not Way.BACK and kind.code != "seized"
    ]
    if exhibit is None:
        return offered
    packs = f"{reverse('enforcement:movement_new', args=[case_id, 'seized'])}?barang-bukti={exhibit.pk}"
    return [(KINDS["seized"].label, packs), *offered]


def of_exhibit(exhibit: Exhibit, user: User) -> dict[str, Any]:
    """The containers of an exhibit and what is not packed yet."""
    keys = holds_a_key(user, exhibit) and not exhibit.is_cancelled
    packed = packed_of(exhibit)
    return {
        "containers": list(exhibit.containers.select_related("place", "holder", "exhibit")),
        "packed": packed,
        "sample": sample_in_words(exhibit.amount, exhibit.unit),
        "sees_places": sees_places(user, exhibit),
        "movements": movements_to(exhibit.case_id, exhibit=exhibit) if keys else [],
    }


def _of_container(container: Container, user: User) -> dict[str, Any]:
    """Its custody, line by line; where it lies only for those who may know."""
    lines = container.lines.select_related(
        "movement__recorded_by", "movement__confirmed_by", "movement__office", "place", "holder", "container__exhibit"
    ).order_by("-seq")
    waits = container.planned.filter(is_open=True).select_related("movement").first()
    moves = holds_a_key(user, container) and container.is_in and waits is None and not container.is_cancelled
    return {
        "custody": list(lines),
        "waits": waits,
        "packing": container.packing,
        "may_open_case": Case.objects.visible_to(user).filter(pk=container.exhibit.case_id).exists(),
        "sees_places": sees_places(user, container),
        "movements": movements_to(container.exhibit.case_id, container=container) if moves else [],
    }


def _of_which(container: Container) -> tuple[str, str]:
    return str(container.exhibit), reverse("enforcement:exhibit", args=[container.exhibit_id])


def _substance(container: Container) -> str:
    return label("substance", container.exhibit.substance)


def _form(container: Container) -> str:
    return label("exhibit_form", container.exhibit.form) if container.exhibit.form else ""


def _weighed(container: Container) -> str:
    """Net or gross, where its unit is weighed."""
    exhibit = container.exhibit
    return label("aspect", exhibit.aspect) if exhibit.unit in WEIGHED else ""


def _state(container: Container) -> str:
    return container.state_in_words


def _mark(container: Container) -> str:
    if container.is_cancelled:
        return "bad"
    return "ok" if container.is_held else "" if container.is_in else "warn"


_STATES = {
    "gudang": ("Di gudang", {"balance__gt": 0}),
    "menunggu": ("Menunggu pengesahan", {"seq": 0}),
    "kosong": ("Kosong", {"seq__gt": 0, "balance": 0}),
}


def _narrow(rows: Any, chosen: str) -> Any:
    return rows.filter(**_STATES[chosen][1]) if chosen in _STATES else rows.none()


def _by_substance(rows: Any, chosen: str) -> Any:
    return rows.filter(exhibit__substance=chosen)


CONTAINER = Pages(
    "enforcement", "container", "wadah", Container, "wadah", "Wadah barang bukti",
    explains="Satu baris untuk setiap wadah barang bukti satuan kerja ini: isinya sekarang dan siapa yang memegangnya.",
    empty="Wadah dibuat saat barang bukti dikemas, dari halaman barang buktinya.",
    columns=(
        Column("Kode", "code", "code"), Column("Zat", _substance), Column("Isi", lambda one: one.in_words, number=True),
        Column("Keadaan", _state, mark=_mark), Column("Segel", "seal", "seal"), Column("Dipegang oleh", "holder"),
        Column("Kasus", lambda one: str(one.exhibit.case)),
    ),
    form=ContainerForm, verbs=CONTAINERS, search=("code", "seal"),
    filters=(
        Filter("keadaan", "Keadaan", lambda user: [(code, said[0]) for code, said in _STATES.items()], narrow=_narrow),
        Filter("zat", "Zat", lambda user: choices("substance"), narrow=_by_substance),
    ),
    order=("-recorded_at", "code"), select=("exhibit",), prefetch=("exhibit__case", "holder", "place", "packed_by"),
    panels=(
        Panel("Wadah", ("code", ("Keadaan", _state), "kind", "seal", "count", "note")),
        Panel("Isi sekarang", (
            ("Barang bukti", lambda one: str(one.exhibit)), ("Bentuk", _form), ("Isi", lambda one: one.in_words),
            ("Ditimbang", _weighed), ("Berat kotor", lambda one: one.gross_in_words), "holder", "held_since",
        )),
    ),
    list_template="enforcement/containers.html", detail_template="enforcement/container.html", extras=(_of_container,), parent=_of_which,
    can_create=False, can_cancel=False, keeps_files=True, sensitive=True,
)  # fmt: skip
