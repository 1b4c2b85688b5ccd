"""Words that leave the house on somebody's phone: no name of the agency, no word for drugs, no diagnosis.

Whoever reads over a shoulder must learn nothing. The list of words is data (`message_word`); an office adds its own.
"""

from __future__ import annotations

import re
from datetime import datetime
from urllib.parse import quote

from django.utils import timezone

from bersinar.foundation.codelists.lists import choices
from bersinar.foundation.periods.calendar import long_date

NEUTRAL = "Mengingatkan janji kita {tanggal} pukul {jam}. Bila berhalangan, balas pesan ini. Terima kasih."
_FIELDS = {"tanggal", "jam"}
_SHORT = 3  # a word this short is looked for at the beginning of a word only: "bnn" in "BNNK", not within others


def refused_words(text: str) -> list[str]:
    """The words of this text that must not leave the house, as the list spells them; "B.N.N" counts as "BNN"."""
    return _found("message_word", text)


def expulsion_words(text: str) -> list[str]:
    """The words of this text that speak of putting a pupil out of school: a test's result is never a ground for it."""
    return _found("expulsion_word", text)


def _found(list_name: str, text: str) -> list[str]:
    joined = re.sub(r"\b(\w)(?:[\W_]+(?=\w\b))", r"\1", text.casefold())
    words = re.findall(r"[^\W_]+", joined)
    said = " ".join(words)
    found = []
    for _, label in choices(list_name):
        sought = label.casefold()
        if " " in sought or len(sought) > _SHORT:
            hit = sought in said
        else:
            hit = any(word.startswith(sought) for word in words)
        if hit:
            found.append(label)
    return found


def check_reminder(text: str) -> str:
    """What is wrong with the words of a reminder, in a sentence; empty where nothing is."""
    if found := refused_words(text):
        return f"Hapus kata “{'”, “'.join(found)}”: pesan dapat terbaca orang lain."
    if unknown := {name for name in re.findall(r"\{(.*?)\}", text) if name not in _FIELDS}:
        return f"Isian {{{sorted(unknown)[0]}}} tidak dikenal. Yang ada: {{tanggal}} dan {{jam}}."
    if text.count("{") != text.count("}"):
        return "Kurung kurawal tidak berpasangan. Tulis {tanggal} dan {jam}."
    return ""


def reminder(template: str, appointment_at: datetime) -> str:
    """The reminder of one appointment, in the time zone of the page."""
    local = timezone.localtime(appointment_at)
    return template.replace("{tanggal}", long_date(local.date())).replace("{jam}", f"{local:%H.%M}")


def chat_address(phone: str, text: str) -> str:
    """The wa.me address that opens a chat with these words; empty where the number is none of a mobile phone."""
    digits = re.sub(r"\D", "", phone)
    if digits.startswith("0"):
        digits = f"62{digits[1:]}"
    if not re.fullmatch(r"62\d{8,12}", digits):
        return ""
    return f"https://wa.me/{digits}?text={quote(text)}"
