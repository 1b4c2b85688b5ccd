"""Opening and closing public forms, and printing their slips. Who may is the kind's to say; the audit keeps each."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import IntegrityError
from django.utils import timezone

from bersinar.foundation.audit.actions import OPERATOR, Actor, Line, note
from bersinar.foundation.offices.models import Office
from bersinar.foundation.wire.refusals import Forbidden, Refusal
from bersinar.foundation.wire.rows import insert_rows
from bersinar.foundation.wire.writing import writing

from .keys import ADDRESS, SLIP, hashed, new_key
from .kinds import kind_named, kind_of
from .models import Opening, Slip, Spent, Way

if TYPE_CHECKING:
    from bersinar.foundation.access.models import User

MOST = 20_000
AT_ONCE = 210  # slips of one print


def _ask(by: User, kind: str, office: Office) -> None:
    if office.pk not in by.scope(kind_named(kind).permission):
        raise Forbidden()


def open_form(
    *, kind: str, ref: UUID, office: Office, way: str, begins_on: date, ends_on: date, most: int, by: User,
    once_per_device: bool = True,
) -> Opening:  # fmt: skip
    """Put a form before the public, from one day until another. A record has one shared link at a time."""
    _ask(by, kind, office)
    if way not in Way.values:
        _refuse("way", "Pilih tautan atau lembar.")
    if ends_on < begins_on:
        _refuse("ends_on", "Formulir ditutup sebelum dibuka.")
    if ends_on < office.local_day():
        _refuse("ends_on", "Hari ini sudah lewat.")
    if not 1 <= most <= MOST:
        _refuse("most", f"Isi 1 sampai {MOST}.")
    opening = Opening(
        office=office, kind=kind, ref=ref, way=way, key=new_key(ADDRESS), begins_on=begins_on, ends_on=ends_on,
        most=most, once_per_device=once_per_device and way == Way.LINK, opened_at=timezone.now(), opened_by=by.id,
    )  # fmt: skip
    told = {"cara": opening.get_way_display(), "dari": f"{begins_on}", "sampai": f"{ends_on}", "terbanyak": most}
    try:
        with writing():
            opening.save(force_insert=True)
            _note(opening, by, "oneform.open", told)
    except IntegrityError as error:
        sentence = "Tautan untuk ini masih terbuka. Tutup dahulu, atau pakai lembar sekali pakai."
        raise Refusal("link_open", sentence, fields={"way": sentence}, status=409) from error
    return opening


def close_form(*, opening: Opening, by: User) -> Opening:
    """Close a form at once. Its keys are thrown away; closing twice changes nothing."""
    _ask(by, opening.kind, opening.office)
    return _close(opening, by)


def close_expired() -> int:
    """Close every form whose last day has passed; how many. Done once a day."""
    standing = Opening.objects.filter(closed_at__isnull=True).select_related("office")
    expired = [opening for opening in standing if opening.ends_on < opening.office.local_day()]
    for opening in expired:
        _close(opening, OPERATOR)
    return len(expired)


def _close(opening: Opening, by: Actor) -> Opening:
    with writing():
        kept = Opening.objects.select_for_update(of=("self",)).select_related("office").get(pk=opening.pk)
        if kept.closed_at is not None:
            return kept
        kept.closed_at, kept.closed_by = timezone.now(), by.id
        kept.save(update_fields=["closed_at", "closed_by"])
        Slip.objects.filter(opening=kept).delete()
        Spent.objects.filter(opening=kept).delete()
        kind_of(kept).closed(kept)
        _note(kept, by, "oneform.close", {"jawaban": kept.answered})
    return kept


def print_slips(*, opening: Opening, count: int, by: User) -> list[str]:
    """New keys for a sheet of slips. They leave here once, for the printer; afterwards only their hashes are known."""
    _ask(by, opening.kind, opening.office)
    if not 1 <= count <= AT_ONCE:
        _refuse("count", f"Isi 1 sampai {AT_ONCE} lembar.")
    with writing():
        kept = Opening.objects.select_for_update(of=("self",)).select_related("office").get(pk=opening.pk)
        if kept.way != Way.SLIPS or kept.closed_at is not None or kept.ends_on < kept.office.local_day():
            raise Refusal("form_closed", "Formulir ini sudah tidak terbuka untuk lembar baru.", status=409)
        good = Slip.objects.filter(opening=kept).count()
        if kept.answered + good + count > kept.most:
            left = kept.most - kept.answered - good
            _refuse("count", f"Formulir ini paling banyak {kept.most} jawaban; tinggal {left} lembar lagi.")
        keys = [new_key(SLIP) for _ in range(count)]
        # In the order of their hashes: how the rows lie must not tell which slip was printed first.
        insert_rows("oneform_slip", ("hash", "opening_id"), sorted((hashed(key), kept.pk) for key in keys))
        kept.printed += count
        kept.save(update_fields=["printed"])
        _note(kept, by, "oneform.print_slips", {"lembar": count})
    return keys


def void_slips(*, opening: Opening, by: User) -> int:
    """Throw away every slip that is not used yet, where the paper was lost; how many."""
    _ask(by, opening.kind, opening.office)
    with writing():
        Opening.objects.select_for_update().get(pk=opening.pk)
        gone, _ = Slip.objects.filter(opening=opening).delete()
        if gone:
            _note(opening, by, "oneform.void_slips", {"lembar": gone})
    return gone


def openings_of(kind: str, ref: UUID) -> list[Opening]:
    """Every opening of a record, the latest first."""
    return list(Opening.objects.filter(kind=kind, ref=ref).select_related("office"))


def _refuse(field: str, sentence: str) -> None:
    raise Refusal("invalid", sentence, fields={field: sentence})


def _note(opening: Opening, by: Actor, action: str, changes: dict[str, object]) -> None:
    note(office=opening.office, by=by, line=Line(action, "oneform.opening", opening.pk, changes=changes))
