"""Codes on slips: good once, until their day, in their office; and counted without saying who came."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.urls import reverse

from bersinar.foundation.access.wall import set_side
from bersinar.programmes.rehab.actions import INTAKES
from bersinar.programmes.rehab.actions import intake as steps
from bersinar.programmes.rehab.actions.invitations import drop_over, invite
from bersinar.programmes.rehab.models import Client, Intake, Invitation, InvitationCount
from bersinar.programmes.rehab.slips import fault_of_place, print_slips
from tests.cast import Cast
from tests.filling import opened, send, sentences

MARCH = date(2023, 3, 1)
PERSON = {"registered_on": "2023-03-02", "sex": "male", "birth_year": "1998"}


def contact(cast: Cast, **values: str) -> Intake:
    said: dict[str, Any] = {"contacted_on": MARCH, "entry_path": "voluntary", **values}
    return INTAKES.create(office=cast.oki, by=cast.budi, **said)


def code(cast: Cast, origin: str = "urine_test") -> str:
    codes, _ = invite(office=cast.oki, origin=origin, count=1, by=cast.ani.pk)
    set_side("treatment", cast.budi.pk)
    return codes[0]


def register(intake: Intake) -> str:
    return reverse("rehab:intake_step", args=[intake.pk, "register"])


@pytest.mark.parametrize("origin", ["urine_test", "skhpn"])
def test_a_code_says_the_way_in_and_is_good_once(cast: Cast, origin: str) -> None:
    browser, first, second, typed = cast.client(cast.budi), contact(cast), contact(cast), code(cast, origin)
    assert send(browser, register(first), **PERSON, invitation=typed.lower().replace("-", " ")).status_code == 302
    first.refresh_from_db()
    assert (first.entry_path, first.invited, first.stage) == (origin, True, "registered")
    assert not Invitation.objects.exists()
    again = send(browser, register(second), **{**PERSON, "invitation": typed, "sex": "female"})
    assert again.status_code == 422
    assert "sudah dipakai" in sentences(again)
    assert (again.context["form"]["invitation"].value(), again.context["form"]["sex"].value()) == (typed, "female")
    second.refresh_from_db()
    assert (second.stage, Client.objects.count()) == ("contact", 1)
    assert send(browser, register(second), **PERSON).status_code == 302  # one comes without a slip just as well
    count = InvitationCount.objects.get()
    assert (count.issued, count.taken) == (1, 1)


def test_a_registration_sent_twice_uses_the_code_once(cast: Cast) -> None:
    browser, intake = cast.client(cast.budi), contact(cast)
    typed = {**opened(browser, register(intake)), **PERSON, "invitation": code(cast)}
    assert [browser.post(register(intake), typed).status_code for _ in range(2)] == [302, 302]
    assert InvitationCount.objects.get().taken == 1


def test_a_refused_registration_leaves_the_code_good(cast: Cast) -> None:
    browser, intake, typed = cast.client(cast.budi), contact(cast), code(cast)
    refused = send(browser, register(intake), **PERSON, nik="12", invitation=typed)
    assert "NIK" in sentences(refused)
    assert (Invitation.objects.count(), InvitationCount.objects.get().taken) == (1, 0)
    assert send(browser, register(intake), **PERSON, invitation=typed).status_code == 302


def test_a_code_of_another_office_or_past_its_day_is_refused_alike(cast: Cast) -> None:
    theirs = INTAKES.create(office=cast.lumajang, by=cast.hadi, contacted_on=MARCH, entry_path="voluntary")
    typed = code(cast)
    foreign = send(cast.client(cast.hadi), register(theirs), **PERSON, invitation=typed)
    set_side("treatment", cast.budi.pk)
    Invitation.objects.update(good_until=cast.oki.local_day() - timedelta(days=1))
    over = send(cast.client(cast.budi), register(contact(cast)), **PERSON, invitation=typed)
    unknown = send(cast.client(cast.budi), register(contact(cast)), **PERSON, invitation="XXXX-XXXX-XXXX")
    assert sentences(foreign) == sentences(over) == sentences(unknown) != ""
    assert drop_over() == 1
    assert not Invitation.objects.exists()
    assert InvitationCount.objects.get().issued == 1


def test_who_was_sent_by_a_verdict_keeps_that_way_in(cast: Cast) -> None:
    intake = steps.enrol(
        contact(cast, entry_path="court"), by=cast.budi, based_on=None, registered_on=date(2023, 3, 2), sex="male",
        birth_year=1998, invitation=code(cast),
    )  # fmt: skip
    assert (intake.entry_path, intake.invited) == ("court", True)


def test_the_clinic_sees_how_many_were_taken_up_and_nobody_else(cast: Cast) -> None:
    code(cast)
    send(cast.client(cast.budi), register(contact(cast)), **PERSON, invitation=code(cast))
    url = reverse("rehab:invitations")
    row = cast.client(cast.budi).get(url).context["rows"][0]
    assert (row.issued, row.taken) == (2, 1)
    assert cast.client(cast.hadi).get(url).context["rows"] == []
    for person in ("ani", "citra", "dewi", "eko", "fitri", "kiki", "joko", "indra"):
        assert cast.client(getattr(cast, person)).get(url).status_code == 403


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="row-level security is PostgreSQL's")
@pytest.mark.parametrize("side", ["", "enforcement"])
def test_no_other_session_reads_codes_or_counts(cast: Cast, side: str) -> None:
    code(cast)
    for table in ("rehab_invitation", "rehab_invitationcount"):
        set_side("treatment")
        assert _rows(table) == 1
        set_side(side, cast.ani.pk)
        assert _rows(table) == 0


def _rows(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT count(*) FROM "{table}"')
        (count,) = cursor.fetchone()
    return int(count)


@pytest.mark.parametrize(
    ("place", "fault"),
    [
        ("Jalan Rekaan Nomor 1", ""),
        ("", "Isi tempat bertemu"),
        ("Kantor B.N.N. Kayuagung", "“BNN”"),
        ("Klinik Rehabilitasi", "“rehab”"),
        ("Ruang asesmen lantai 2", "“asesmen”"),
        ("x" * 201, "Terlalu panjang"),
    ],
)
def test_the_words_of_a_slip_tell_nothing(place: str, fault: str, db: None) -> None:
    assert fault in fault_of_place(place) and bool(fault) == bool(fault_of_place(place))


def test_a_sheet_of_slips_is_a_pdf(cast: Cast) -> None:
    codes, until = invite(office=cast.oki, origin="urine_test", count=9, by=cast.ani.pk)
    assert len(set(codes)) == 9
    assert print_slips(codes, "Jalan Rekaan <1> #2", until).startswith(b"%PDF-")
