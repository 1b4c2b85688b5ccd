"""Consents and reporting cards."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from bersinar.foundation.numbering.actions import next_number
from bersinar.foundation.wire.refusals import Refusal
from bersinar.ledger.deeds import Deed
from bersinar.ledger.records import Verbs

from ..models import Client, Consent, Referral, ReportingCard
from ..models.consents import OF_AGE
from .about_client import held, without, wrong

NUMBER_OF_A_CARD = "KLD-{year}-{n:03}"  # neutral: an office sets its own pattern
AS_THE_LAW_ASKS = frozenset({"voluntary", "family"})


def covered(client: Client, day: date) -> set[str]:
    """What stands consented to on a day, by everybody whose word it takes."""
    return _agreed(client, day, lambda one: one.covers)


def sendable(client: Client, day: date) -> set[str]:
    """The parts of the file that may go along with a referral on a day, by everybody whose word it takes."""
    return _agreed(client, day, lambda one: one.may_send if "referral" in one.covers else ())


def _agreed(client: Client, day: date, matters: Callable[[Consent], Iterable[str]]) -> set[str]:
    return set.intersection(*({matter for one in voice for matter in matters(one)} for voice in _voices(client, day)))


def _voices(client: Client, day: date) -> list[list[Consent]]:
    """The consents that stand on a day, by voice: each has to agree.

    Of a minor a guardian's, and beside it the own one from the age that the office names; of anybody else all there are.
    """
    # All of them, and sorted here: a page that has read them already is not made to ask again for every kind of letter.
    kept = sorted(client.consents.all(), key=lambda one: (one.given_on, one.recorded_at), reverse=True)
    standing = [one for one in kept if not one.is_cancelled and one.holds_on(day)]
    if not is_minor(client, day):
        return [standing]
    guardians = [one for one in standing if one.is_of_guardian]
    own = [one for one in standing if not one.is_of_guardian]
    return [guardians, own] if asks_own_word(client, day) else [guardians]


def asks_own_word(client: Client, day: date) -> bool:
    """Whether a minor is old enough, as the office sets it, to be asked beside the guardian."""
    age = client.office.minor_consents_from
    return age is not None and is_minor(client, day) and client.age_on(day) >= age


def lacks_own_word(client: Client, day: date) -> bool:
    """Whether the guardian of a minor agreed to treatment, and the minor, who is asked too, did not yet."""
    if not asks_own_word(client, day):
        return False
    guardians, own = ({scope for one in voice for scope in one.covers} for voice in _voices(client, day))
    return "treatment" in guardians and "treatment" not in own


def tellable(referral: Referral) -> set[str]:
    """The parts of a referral that may be told today: sent, and still agreed to; all where sent without consent."""
    if referral.is_without_consent:
        return set(referral.sends)
    return set(referral.sends) & sendable(referral.client, referral.office.local_day())


def is_agreed(referral: Referral) -> bool:
    """Whether the client still agrees to be referred, or was referred without being asked."""
    return referral.is_without_consent or "referral" in covered(referral.client, referral.office.local_day())


def contact_consent(client: Client, day: date) -> Consent | None:
    """The consent by which a client may be contacted on a day: the latest that stands; of a minor the guardian's."""
    able = [[one for one in voice if "contact" in one.covers] for voice in _voices(client, day)]
    return able[0][0] if all(able) else None


def is_minor(client: Client, day: date) -> bool:
    """Whether a client is not yet of age on a day; without a birth date by the year alone."""
    return client.age_on(day) < OF_AGE


class ConsentVerbs(Verbs[Consent]):
    """Take down, correct and withdraw a consent."""

    def adds(self, doing: Deed, record: Consent, values: dict[str, Any]) -> Consent:
        record.client = held(values["client"], doing.office)
        return doing.add(record, _as_kept(without(values, "client")))

    def changes(self, doing: Deed, record: Consent, values: dict[str, Any], *, based_on: int | None) -> Consent:
        held(record.client, doing.office)
        return doing.change(record, _as_kept(without(values, "client")), based_on=based_on)


def _as_kept(values: Mapping[str, Any]) -> dict[str, Any]:
    if "covers" in values and not values["covers"]:
        raise wrong("covers", "Pilih sedikitnya satu hal yang disetujui.")
    kept = dict(values)
    if kept.get("given_by") == "client":
        kept |= {"guardian": "", "relation": ""}
    if "covers" in kept and "referral" not in kept["covers"]:
        kept["may_send"] = []
    return {name: "" if name == "guardian" and value is None else value for name, value in kept.items()}


class CardVerbs(Verbs[ReportingCard]):
    """Give a reporting card, once the client has been assessed."""

    def adds(self, doing: Deed, record: ReportingCard, values: dict[str, Any]) -> ReportingCard:
        record.client = held(values["client"], doing.office)
        _ask_assessed(record.client)
        day = values.get("issued_on") or doing.office.local_day(doing.at)
        record.number = next_number(
            office=doing.office, kind="kartu_lapor_diri", day=day, default=NUMBER_OF_A_CARD
        )  # fmt: skip
        return doing.add(record, {**without(values, "client"), "issued_on": day})

    def changes(
        self, doing: Deed, record: ReportingCard, values: dict[str, Any], *, based_on: int | None
    ) -> ReportingCard:
        return doing.change(record, without(values, "client"), based_on=based_on)


def _ask_assessed(client: Client) -> None:
    intakes = client.intakes.filter(cancelled_at__isnull=True, assessed_on__isnull=False)
    paths = {one.entry_path for one in intakes} | {one.entry_path for one in client.standing_episodes()}
    if not paths:
        raise Refusal("not_assessed", "Kartu lapor diri terbit sesudah asesmen. Catat dahulu asesmennya.", status=409)
    if not paths & AS_THE_LAW_ASKS:
        sentence = "Kartu lapor diri hanya untuk yang datang sendiri atau dibawa keluarganya."
        raise Refusal("not_by_report", sentence, status=409)


CONSENTS = ConsentVerbs(Consent, "rehab", "take_consent", "change_consent", "cancel_consent")
CARDS = CardVerbs(ReportingCard, "rehab", "give_card", "change_card", "cancel_card")
