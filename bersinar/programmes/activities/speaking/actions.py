"""What officers do with narasumber: keep the list, say who spoke at a pelaksanaan."""

from __future__ import annotations

from bersinar.foundation.access.models import User
from bersinar.foundation.wire.refusals import Refusal
from bersinar.ledger.records import Verbs

from ..models import Speaker, Talk


def _not_while_speaking(speaker: Speaker) -> None:
    if speaker.talks.filter(cancelled_at__isnull=True).exists():
        sentence = "Narasumber ini masih tercatat pada pelaksanaan. Batalkan barisnya di sana dahulu."
        raise Refusal("speaker_in_use", sentence, status=409)


SPEAKERS = Verbs(Speaker, "activities", "add_speaker", "change_speaker", "cancel_speaker", _not_while_speaking)
TALKS = Verbs(Talk, "activities", "add_talk", "change_talk", "cancel_talk", holds="speaker")


def read_name(speaker: Speaker, *, by: User) -> str:
    """The sealed name of a private person; the reading is written down first."""
    return speaker.full_name.open(by=by, purpose="menghubungi narasumber") if speaker.full_name else ""
