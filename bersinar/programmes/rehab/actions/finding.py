"""Finding a client: by code, by NIK, by parts of the name; and the look at who may be registered already.

Names lie sealed, so nothing is compared but blind indexes of their folded parts, within one office.
"""

from __future__ import annotations

import re
from typing import Any

from django.db.models import Count, Q

from bersinar.foundation.access.models import User
from bersinar.foundation.offices.models import Office
from bersinar.foundation.wire.refusals import Refusal

from ..models import Client, NamePart, name_indexes, nik_index, with_code
from .about_client import wrong
from .niks import read_nik

MOST = 20
_A_CODE = re.compile(r"[^\s\d]+[-/].*\d")


def keep_name(client: Client, name: str) -> None:
    """Let a client be found by this name, and by no former one. Belongs into every deed that seals a name."""
    client.name_parts.all().delete()
    NamePart.objects.bulk_create(
        NamePart(office_id=client.office_id, client=client, part=part)
        for part in sorted(name_indexes(client.office_id, name))
    )


def find_by_nik(nik: str, *, by: User) -> Client | None:
    """The client of one's own office who has this NIK, if any. Raises a Refusal for what cannot be one."""
    found: Any = Client.objects.visible_to(by).standing().filter(nik_index=nik_index(read_nik(nik)))
    client: Client | None = found.select_related("office").order_by().first()
    return client


def find(text: str, *, by: User) -> list[Client]:
    """Clients of one's own office by code, NIK or parts of the name: MOST and one more, where there are more.

    Raises a Refusal where the text cannot be any of the three.
    """
    text = " ".join(text.split())
    if not re.search(r"[^\W_]", text):
        raise wrong("who", "Tulis kode, NIK, atau nama klien.")
    standing = Client.objects.visible_to(by).standing().select_related("office", "merged_into__office")
    if not re.search(r"[^\W\d_]", text):
        known = find_by_nik(text, by=by)
        return _kept([known] if known else [])
    if _A_CODE.fullmatch(text):
        return _kept(with_code(standing, text)[: MOST + 1])
    held = by.offices_with(Client.read_permission)
    named = Q(pk__in=[])
    for office in held:
        parts = name_indexes(office.pk, text)
        if not parts:
            raise wrong("who", "Tulis sedikitnya satu kata nama, bukan hanya gelar atau satu huruf.")
        named |= Q(pk__in=_having(office, parts, len(parts)))
    return _kept(standing.filter(named).order_by("-registered_on", "-code")[: MOST + 1])


def _kept(found: Any) -> list[Client]:
    """Of merged clients the one that is kept, once."""
    return list(dict.fromkeys(client.merged_into or client for client in found))


def refuse_alike(office: Office, *, name: str, sex: str, birth_year: int | None, but: Client | None = None) -> None:
    """Refuse, once, who shares sex, birth year and name with a client of this office: it may be the same person.

    Two parts of the name, or the only one, make a name alike. Which client it is, is not said: that is for the
    search, which writes the reading down.
    """
    parts = name_indexes(office.pk, name)
    if not parts:
        return
    alike = Client.objects.standing().filter(
        office=office, sex=sex, birth_year=birth_year, pk__in=_having(office, parts, min(len(parts), 2))
    )
    if but is not None:
        alike = alike.exclude(pk=but.pk)
    if alike.exists():
        sentence = (
            "Mungkin orang ini sudah terdaftar: ada klien dengan nama mirip, jenis kelamin dan tahun lahir sama. "
            "Cari namanya pada daftar klien. Bila memang orang lain, centang di bawah lalu simpan lagi."
        )
        raise Refusal("maybe_known", sentence, fields={"somebody_else": sentence})


def _having(office: Office, parts: set[str], least: int) -> Any:
    """Keys of clients of an office whose name has at least so many of these parts."""
    shared = NamePart.objects.filter(office=office, part__in=parts).values("client")
    return shared.annotate(many=Count("part", distinct=True)).filter(many__gte=least).values("client")
