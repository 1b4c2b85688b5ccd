"""From the first contact to the decision: one action for each step of the way."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.offices.models import Office
from bersinar.foundation.wire.refusals import Refusal
from bersinar.foundation.wire.writing import writing
from bersinar.ledger.deeds import Deed, deed, once
from bersinar.ledger.records import Verbs
from bersinar.programmes.carecentre import public as carecentre

from ..models import Client, Episode, Intake, Sheet, nik_index
from ..ways import BY_LAW, INTAKE_WAY, Progress
from .about_client import held, place_of, said_anew, wrong
from .clients import register
from .consents import covered, is_minor, lacks_own_word
from .episodes import admit_episode
from .invitations import redeem
from .niks import read_nik
from .sheets import ASSESSES, SCREENS, as_assessment, as_screening, usable
from .stepping import as_it_stands, sealed_texts

_SEALED = ("name", "phone")


class IntakeVerbs(Verbs[Intake]):
    """Take down a contact, correct and cancel it."""

    def adds(self, doing: Deed, record: Intake, values: dict[str, Any]) -> Intake:
        return doing.add(record, sealed_texts(values, _SEALED))

    def changes(self, doing: Deed, record: Intake, values: dict[str, Any], *, based_on: int | None) -> Intake:
        return doing.change(record, sealed_texts(values, _SEALED), based_on=based_on)


def _not_admitted(intake: Intake) -> None:
    if intake.episode is not None and not intake.episode.is_cancelled:
        raise Refusal("admitted", "Klien ini sudah diterima. Batalkan episodenya dahulu.", status=409)


INTAKES = IntakeVerbs(Intake, "rehab", "take_contact", "change_intake", "cancel_intake", _not_admitted)


def take_from_contact(ticket_id: UUID, *, by: User, request_id: UUID | None = None) -> Intake:
    """Begin an intake with a request that came to the care centre: its name to call and number come along.

    Both happen or neither. Refuses a request that somebody else took over already.
    """
    action = "rehab.take_from_contact"

    def make() -> Intake:
        taken = carecentre.take_over(ticket_id, by)
        office = Office.objects.get(pk=taken.office_id)
        with deed(action, office=office, by=by, needs=Permission.REHAB_WRITE) as doing:
            intake = Intake(ticket=taken.reference)
            known = {"name": taken.caller, "phone": taken.phone}  # there is a number only of whoever may be called
            return doing.add(intake, {"contacted_on": taken.contacted_on, "entry_path": "care_centre", **known})

    with writing():
        return once(request_id=request_id, action=action, by=by, body={"ticket": ticket_id}, model=Intake, make=make)


def enrol(
    intake: Intake, *, by: User, based_on: int | None, registered_on: date, code: str = "", invitation: str = "",
    request_id: UUID | None = None, **values: Any,
) -> Intake:  # fmt: skip
    """Register whoever came: a client known by `code`, or a new one. The name to call then lies with the client.

    An `invitation` is used up, and says which way in it was. Where it came from more closely nobody knows.
    """

    def act(doing: Deed, kept: Intake) -> dict[str, Any]:
        client = _known(doing, code) if code else _new(doing, {**values, "registered_on": registered_on})
        if client.standing_episodes() and client.standing_episodes()[-1].is_open:
            raise wrong("code", "Klien ini masih dalam layanan. Tutup dahulu episodenya, atau batalkan penerimaan ini.")
        kept_values = {"client": client, "registered_on": registered_on, "name": "", "phone": ""}
        return {**kept_values, **_invited(doing, kept, invitation)}

    said = {"registered_on": registered_on, "code": code, "invitation": invitation, **values}
    return _step(
        intake, "register", by=by, based_on=based_on, day=registered_on, act=act, said=said, request_id=request_id
    )


def _invited(doing: Deed, intake: Intake, typed: str) -> dict[str, Any]:
    """What a code says of the way in: where it was handed out, unless a law sent the person."""
    if not typed:
        return {}
    origin = redeem(typed, doing.office)
    return {"invited": True} if intake.entry_path in BY_LAW else {"invited": True, "entry_path": origin}


def _known(doing: Deed, code: str) -> Client:
    found: Client | None = Client.objects.standing().filter(office=doing.office, code=code.strip()).first()
    if found is None:
        raise wrong("code", "Kode klien ini tidak dikenal. Contoh: K-2022-001.")
    return held(found, doing.office)


def _new(doing: Deed, values: Mapping[str, Any]) -> Client:
    nik = values.get("nik")
    known = Client.objects.standing().filter(office=doing.office, nik_index=nik_index(read_nik(nik))) if nik else None
    if known and (client := known.first()):
        raise wrong("nik", f"Klien dengan NIK ini sudah terdaftar sebagai {client.code}. Isi kode itu pada Kode klien.")
    for name in ("sex", "birth_year"):
        if not values.get(name) and not (name == "birth_year" and values.get("birth_date")):
            raise wrong(name, "Wajib diisi untuk klien baru.")
    client = register(doing, Client(), {name: value for name, value in values.items() if value not in (None, "")})
    return held(client, doing.office)


def screen(
    intake: Intake, *, by: User, based_on: int | None, sheet: Sheet | None = None, screened_on: date | None = None,
    screening_tool: str = "", screening_result: str = "", request_id: UUID | None = None,
) -> Intake:  # fmt: skip
    """Write down the screening and what came of it: from a finished sheet, or by hand where it was done on paper."""
    typed = {"screened_on": screened_on, "screening_tool": screening_tool, "screening_result": screening_result}
    if sheet is not None:
        _ask_nothing_by_hand(typed)
        return _take_over(intake, "screen", SCREENS, sheet, as_screening, by, based_on, request_id)
    if screened_on is None:
        raise wrong("screened_on", "Isi tanggalnya, atau pilih lembarnya.")
    if not screening_tool or not screening_result:
        raise wrong("screening_result", "Pilih alat dan hasil skriningnya.")
    return _step(
        intake,
        "screen",
        by=by,
        based_on=based_on,
        day=screened_on,
        act=_keeps(typed),
        said=typed,
        request_id=request_id,
    )


def assess(
    intake: Intake, *, by: User, based_on: int | None, sheet: Sheet | None = None, assessed_on: date | None = None,
    request_id: UUID | None = None,
) -> Intake:  # fmt: skip
    """Write down that the assessment was made: on a finished sheet, or on paper."""
    typed = {"assessed_on": assessed_on}
    if sheet is not None:
        _ask_nothing_by_hand(typed)
        return _take_over(intake, "assess", ASSESSES, sheet, as_assessment, by, based_on, request_id)
    if assessed_on is None:
        raise wrong("assessed_on", "Isi tanggalnya, atau pilih lembarnya.")
    return _step(
        intake,
        "assess",
        by=by,
        based_on=based_on,
        day=assessed_on,
        act=_keeps(typed),
        said=typed,
        request_id=request_id,
    )


def _ask_nothing_by_hand(typed: Mapping[str, Any]) -> None:
    """What a sheet says is not said a second time by hand, where it could say something else."""
    if fields := {name: "Kosongkan: isinya diambil dari lembar." for name, value in typed.items() if value}:
        raise Refusal("said_twice", "Pilih lembarnya, atau isi dengan tangan; tidak keduanya.", fields=fields)


def _take_over(
    intake: Intake, code: str, instrument: str, sheet: Sheet, taken: Callable[[Sheet], dict[str, Any]], by: User,
    based_on: int | None, request_id: UUID | None,
) -> Intake:  # fmt: skip
    """A step whose day and result are those of a finished sheet of this client."""

    def act(doing: Deed, kept: Intake) -> dict[str, Any]:
        assert kept.client is not None
        return taken(usable(sheet, held(kept.client, doing.office), instrument, "sheet"))

    said = {"sheet": sheet}
    return _step(
        intake, code, by=by, based_on=based_on, day=sheet.taken_on, act=act, said=said, request_id=request_id
    )  # fmt: skip


def admit(
    intake: Intake, *, by: User, based_on: int | None, admitted_on: date, pathway: str, reason: str = "",
    request_id: UUID | None = None, **values: Any,
) -> Intake:  # fmt: skip
    """Admit into treatment: the episode begins, with its pathway, and the intake ends."""

    def act(doing: Deed, kept: Intake) -> dict[str, Any]:
        assert kept.client is not None
        client = held(kept.client, doing.office)
        begins = {
            **values, "entry_path": kept.entry_path, "contacted_on": kept.contacted_on, "admitted_on": admitted_on,
            "pathway": pathway,
        }  # fmt: skip
        with said_anew(doing, client):
            episode = admit_episode(doing, client, Episode(), begins, place_of(doing.office))
        return {"episode": episode, "ended_on": admitted_on}

    said = {"admitted_on": admitted_on, "pathway": pathway, **values}
    return _step(
        intake, "admit", by=by, based_on=based_on, day=admitted_on, act=act, said=said, request_id=request_id,
        reason=reason, pathway=pathway,
    )  # fmt: skip


def find_not_needed(
    intake: Intake, *, by: User, based_on: int | None, ended_on: date, request_id: UUID | None = None
) -> Intake:
    """Decide that no treatment is needed."""
    return _end(intake, "find_not_needed", by=by, based_on=based_on, ended_on=ended_on, request_id=request_id)


def decline(
    intake: Intake, *, by: User, based_on: int | None, ended_on: date, request_id: UUID | None = None
) -> Intake:
    """Note that the person does not want treatment: a normal outcome, and never an obstacle to coming again."""
    return _end(intake, "decline", by=by, based_on=based_on, ended_on=ended_on, request_id=request_id)


def lose(intake: Intake, *, by: User, based_on: int | None, ended_on: date, request_id: UUID | None = None) -> Intake:
    """Note that the person did not come again."""
    return _end(intake, "lose", by=by, based_on=based_on, ended_on=ended_on, request_id=request_id)


def _end(
    intake: Intake, code: str, *, by: User, based_on: int | None, ended_on: date, request_id: UUID | None
) -> Intake:
    said = {"ended_on": ended_on}
    return _step(
        intake, code, by=by, based_on=based_on, day=ended_on, act=_keeps(said), said=said, request_id=request_id
    )


Act = Callable[[Deed, Intake], dict[str, Any]]


def _keeps(values: dict[str, Any]) -> Act:
    return lambda doing, kept: values


def _step(
    intake: Intake, code: str, *, by: User, based_on: int | None, day: date, act: Act, said: dict[str, Any],
    request_id: UUID | None, reason: str = "", pathway: str = "",
) -> Intake:  # fmt: skip
    """Take one step: the intake locked, the way asked, what belongs to the step done, and the stage written."""
    action = f"rehab.{code}_intake"

    def make() -> Intake:
        with deed(action, office=intake.office, by=by, needs=Permission.REHAB_WRITE, reason=reason) as doing:
            kept = as_it_stands(intake, INTAKE_WAY, based_on=based_on, select=("client",))
            about = _progress(kept, day, pathway)
            stage = INTAKE_WAY.take(code, at=kept.stage, about=about)
            return doing.change(kept, {**act(doing, kept), "stage": stage.code}, based_on=None)

    body = {"record": intake.pk, **said}
    return once(request_id=request_id, action=action, by=by, body=body, model=Intake, make=make, record_id=intake.pk)


def _progress(intake: Intake, day: date, pathway: str) -> Progress:
    client = intake.client
    if client is None:
        return Progress(intake.entry_path, set(), False, pathway)
    return Progress(
        intake.entry_path, covered(client, day), is_minor(client, day), pathway, lacks_own_word(client, day)
    )


def progress(intake: Intake) -> Progress:
    """What the way of an intake may look at today, for the page that offers the steps."""
    return _progress(intake, intake.office.local_day(), "")
