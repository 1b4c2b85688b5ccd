"""People and movements for tests of the evidence: a keeper beside the investigator, and short ways to propose and confirm."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from bersinar.foundation.access.models import User
from bersinar.foundation.offices.models import Office
from bersinar.programmes.enforcement.actions import PLACES, Packing, Paper, Taking, confirm, propose
from bersinar.programmes.enforcement.models import Container, Exhibit, Movement, StorePlace, Witness
from tests.cast import Cast, join

WITNESSES = (Witness("Saksi Rekaan Satu", "Jaksa", "Kejari"), Witness("Saksi Rekaan Dua", "Petugas", "Dinas Kesehatan"))
START = datetime(2023, 3, 14, 2, 0, tzinfo=UTC)


def person(name: str, office: Office, role: str) -> User:
    """Somebody of the enforcement side who is not in the cast."""
    made = User.objects.create(username=name, full_name=f"{name.capitalize()} Rekaan", closed_side="enforcement")
    join(made, office, role)
    return made


def fresh(user: User) -> User:
    """The user as another request would read them: what they may do is remembered for a request only."""
    return User.objects.get(pk=user.pk)


class Store:
    """The store of BNNK OKI: Lala keeps it, Citra investigates, Mira heads the section."""

    def __init__(self, cast: Cast) -> None:
        self.cast, self.hours = cast, 0
        self.keeper = person("lala", cast.oki, "evidence_keeper")
        self.head = person("mira", cast.oki, "enforcement_head")
        self.place: StorePlace = PLACES.create(office=cast.oki, by=self.keeper, code="A-03", note="lemari besi")

    def paper(self, **values: Any) -> Paper:
        """Minutes, each an hour after the last."""
        self.hours += 1
        said = {
            "moved_at": START + timedelta(hours=self.hours), "destination": "Laboratorium", "why": "Contoh", "scale": "Timbangan 1",
            "witnesses": WITNESSES, **values,
        }  # fmt: skip
        return Paper(**said)

    def pack(self, exhibit: Exhibit, *amounts: str, sure: bool = True, **values: Any) -> list[Container]:
        """New containers of an exhibit, confirmed by the keeper unless told otherwise."""
        packings = [Packing("plastic_bag", f"S-{n}", Decimal(amount)) for n, amount in enumerate(amounts, 1)]
        movement = propose(
            exhibit.case, kind="seized", by=self.cast.citra, paper=self.paper(**values), packings=packings, exhibit=exhibit
        )  # fmt: skip
        if sure:
            confirm(movement, by=self.keeper, place=self.place)
        return list(Container.objects.filter(packed_by=movement).order_by("seal"))

    def propose(self, kind: str, *takings: tuple[Container, str | None], by: User | None = None, packings: Sequence[Packing] = (), **values: Any) -> Movement:  # fmt: skip
        """A movement that waits."""
        taken = [Taking(container, None if amount is None else Decimal(amount)) for container, amount in takings]
        case = takings[0][0].exhibit.case
        return propose(
            case, kind=kind, by=by or self.cast.citra, paper=self.paper(**values), takings=taken, packings=packings
        )

    def move(self, kind: str, *takings: tuple[Container, str | None], **values: Any) -> Movement:
        """A movement, confirmed."""
        return self.sure(self.propose(kind, *takings, **values))

    def sure(self, movement: Movement) -> Movement:
        return confirm(movement, by=self.keeper, place=self.place)


def fresh_container(container: Container) -> Container:
    """The container as the database has it."""
    found: Container = Container.objects.select_related("exhibit__case").get(pk=container.pk)
    return found
