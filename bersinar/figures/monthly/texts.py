"""What people write into reports and remarks goes to other offices: it names nobody."""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError

_NAMED = re.compile(r"\b(?i:sdr|sdri|saudara|saudari|tn|ny|nn|inisial)\b\.?\s+[A-Z][\w.]*")


def refuse_identities(field: str, text: str, *, digits: int = 8) -> None:
    """Refuse numbers that identify a person, and names as letters write them ("Sdr. Wayan"). Raises ValidationError.

    A name without any sign of one cannot be told from a place; the form says so beside the field.
    """
    if re.search(rf"\d{{{digits},}}", text):
        raise ValidationError({field: "Tanpa nomor identitas. Sebut kode atau nomor rekamnya."})
    if _NAMED.search(text):
        raise ValidationError({field: "Tanpa nama orang. Sebut kode atau nomor rekamnya."})
