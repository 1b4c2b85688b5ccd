"""Links between tokens: taking what the national service found, and which of it stands.

A sifting is a whole: the latest one taken stands, and what an earlier one said is history. So a link that rested on a
mistyped NIK goes with the next sifting, and nothing is ever changed or deleted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from django.utils import timezone

from bersinar.foundation.audit.actions import Actor, Line, append
from bersinar.foundation.audit.chains import lock_head, move_head
from bersinar.foundation.audit.models import AuditLine
from bersinar.foundation.offices.models import Office
from bersinar.foundation.secrecy.linkage import LinkageRefused
from bersinar.foundation.secrecy.sifting import Links
from bersinar.foundation.wire.writing import writing

from .models import Link, Sifting
from .posting import mark

TAKEN = "ledger.take_links"


def standing_sifting() -> Sifting | None:
    """The sifting that counts now, if any was ever taken."""
    return Sifting.objects.order_by("-id").first()


def links_of(sifting: Sifting) -> Mapping[str, str]:
    """token -> the one that counts for it."""
    return dict(sifting.links.values_list("token", "canonical"))


def take(links: Links, *, office: Office, by: Actor) -> bool:
    """Take signed links, on the chain of `office`; False where they were taken before. Raises LinkageRefused for older ones."""
    with writing():
        head = lock_head(office)
        if Sifting.objects.filter(digest=links.digest).exists():
            return False
        standing, at = standing_sifting(), timezone.now()
        if standing is not None and links.sifted_at <= standing.sifted_at:
            when = f"{standing.sifted_at:%d-%m-%Y %H:%M}"
            raise LinkageRefused(f"Berkas tautan ini lebih lama daripada yang berlaku ({when} UTC). Tidak diambil.")
        sifting = Sifting.objects.create(
            office=office, seq=mark(head, action=TAKEN, actor=by.id, at=at), taken_at=at, sifted_at=links.sifted_at, key=links.key,
            offices={code: day.isoformat() for code, day in sorted(links.days.items())}, pairs=len(links.pairs), digest=links.digest,
        )  # fmt: skip
        Link.objects.bulk_create(
            (Link(sifting=sifting, token=token, canonical=one) for token, one in sorted(links.pairs.items())), 500
        )
        told = {"berkas": links.digest, "satuan kerja": len(links.days), "tautan": len(links.pairs)}
        append(head, [Line(TAKEN, "ledger.sifting", None, changes=told)], actor=by.id, at=at)
        move_head(head)
    return True


def sifting_findings() -> Iterator[str]:
    """Siftings whose links are not those that were taken, as sentences for `verify`."""
    taken = {line.changes["berkas"] for line in AuditLine.objects.filter(action=TAKEN)}
    for sifting in Sifting.objects.select_related("office"):
        days = {code: date.fromisoformat(day) for code, day in sifting.offices.items()}
        rebuilt = Links(sifting.key, sifting.sifted_at, days, links_of(sifting))
        if rebuilt.digest != sifting.digest or sifting.digest not in taken:
            yield f"{sifting.office.code}: tautan antar-kantor pada posisi {sifting.seq} bukan yang diambil."
