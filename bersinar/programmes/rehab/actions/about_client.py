"""What every action about a client begins and ends with: the client held, and said anew.

Whatever touches a client's episodes ends by saying the client anew. A reason is asked for where that changes the
figures of a closed month; a pathway decided later changes the column of an admission long closed, and is itself the
reason.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, ClassVar, TypeVar, cast

from bersinar.foundation.access.models import User
from bersinar.foundation.offices.models import Office
from bersinar.foundation.regions.models import regency_of
from bersinar.foundation.wire.refusals import Refusal
from bersinar.ledger.deeds import Deed, deed
from bersinar.ledger.drafts import Draft
from bersinar.ledger.records import Verbs

from ..facts import of_client
from ..models import Client, TreatmentRecord

R = TypeVar("R", bound=TreatmentRecord)


def held(client: Client, office: Office) -> Client:
    """The client, locked until the deed is done. Refuses one of another office and a cancelled one."""
    held: Client | None = Client.objects.select_for_update().filter(pk=client.pk, office=office).first()
    if held is None:
        raise wrong("client", "Klien ini tidak terdaftar di satuan kerja ini.")
    if held.is_cancelled:
        raise Refusal("cancelled", "Klien ini sudah dibatalkan.", status=409)
    if held.merged_into is not None:
        raise Refusal("merged", f"Klien ini sudah digabung ke {held.merged_into}. Catat pada kode itu.", status=409)
    if held.erased_on is not None:
        sentence = "Isi berkas klien ini sudah dimusnahkan. Orang yang datang lagi didaftarkan sebagai klien baru."
        raise Refusal("erased", sentence, status=409)
    held.office = office
    return held


@contextmanager
def said_anew(doing: Deed, client: Client, silently: str = "") -> Iterator[None]:
    """What the client says, before and after; a closed month whose facts differ asks for a reason.

    `silently` names the kind of fact that may change without one.
    """
    before = Counter(of_client(client))
    yield
    after = Counter(of_client(client))
    ask_reasons(doing, ((before - after) + (after - before)).keys(), silently)
    doing.restate(client)


def ask_reasons(doing: Deed, drafts: Iterable[Draft], silently: str = "") -> None:
    """Ask for a reason where one of these facts stands in a closed month."""
    for day in {draft.day for draft in drafts if draft.kind != silently}:
        doing.ask_reason(day)


def place_of(office: Office) -> str:
    """The kabupaten/kota under which this office's treatment is counted: the first of its service area."""
    code = office.service_area.order_by("code").values_list("code", flat=True).first()
    return regency_of(code) if code else ""


class AboutClient(Verbs[R]):
    """Verbs of what is recorded about a client: each deed holds the client and ends by saying it anew."""

    silently: ClassVar[str] = ""  # a kind of fact that may change in a closed month without a reason

    def named(self, values: Mapping[str, Any]) -> Client:
        """The client of a record yet to be made."""
        return cast(Client, values["client"])

    def whose(self, record: R) -> Client:
        """The client of a record."""
        return cast(Client, cast(Any, record).client)

    def make(self, doing: Deed, client: Client, record: R, values: Mapping[str, Any]) -> R:
        """Add the record."""
        raise NotImplementedError

    def alter(self, doing: Deed, client: Client, record: R, values: Mapping[str, Any], based_on: int | None) -> R:
        """Change the record."""
        raise NotImplementedError

    def drop(self, doing: Deed, client: Client, record: R) -> R:
        """Cancel the record."""
        return doing.cancel(record)

    def adds(self, doing: Deed, record: R, values: dict[str, Any]) -> R:
        client = held(self.named(values), doing.office)
        with said_anew(doing, client, self.silently):
            return self.make(doing, client, record, values)

    def changes(self, doing: Deed, record: R, values: dict[str, Any], *, based_on: int | None) -> R:
        client = held(self.whose(record), doing.office)
        with said_anew(doing, client, self.silently):
            return self.alter(doing, client, record, values, based_on)

    def cancel(self, record: R, *, by: User, reason: str) -> R:
        action, office = f"{self.room}.{self.cancelled}", cast(Any, record).office
        with deed(action, office=office, by=by, needs=self.model.write_permission, reason=reason) as doing:
            client = held(self.whose(record), office)
            with said_anew(doing, client):
                return self.drop(doing, client, record)


def without(values: Mapping[str, Any], *names: str) -> dict[str, Any]:
    """The values but those."""
    return {name: value for name, value in values.items() if name not in names}


def wrong(name: str, sentence: str) -> Refusal:
    """The refusal of one field."""
    return Refusal("invalid", sentence, fields={name: sentence})
