"""How long an invitation is good and how quickly clients and authorities are answered is the office's to say, within the law."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from bersinar.foundation.access.sides import Side
from bersinar.foundation.access.wall import side
from bersinar.foundation.files.models import StoredFile
from bersinar.foundation.wire.refusals import Forbidden
from bersinar.programmes.rehab.actions import INCIDENTS, REQUESTS
from bersinar.programmes.rehab.actions.invitations import invite
from bersinar.programmes.rehab.actions.rules import set_clinic_rule
from bersinar.programmes.rehab.models import Client, ClinicRule, Facility, Invitation, clinic_rule_of
from tests.cast import Cast
from tests.filling import send, sentences
from tests.letters.pictures import jpeg

from .conftest import admit, colleague
from .test_incidents import incident
from .test_rights import asked

NEUTRAL = {"invitation_days": "180", "answer_hours": "72", "tell_hours": "72"}


def page() -> str:
    return reverse("rehab:clinic_rule")


def test_the_head_says_it_on_the_page_and_what_is_recorded_then_follows(cast: Cast, client_of_oki: Client) -> None:
    before = incident(cast), asked(cast, client_of_oki)
    budi = cast.client(cast.budi)
    assert page() in budi.get(reverse("rehab:protection")).text
    assert send(budi, page(), invitation_days="30", answer_hours="48", tell_hours="24").status_code == 302
    assert "24" in budi.get(page()).text
    with side(Side.TREATMENT, cast.budi.pk):
        found, request = incident(cast), asked(cast, client_of_oki)
        assert found.due_at == found.found_at + timedelta(hours=24)
        assert request.due_at == request.received_at + timedelta(hours=48)
        assert asked(cast, client_of_oki, "erasure").due_at is None  # without a deadline it stays so
        told = INCIDENTS.change(before[0], by=cast.budi, based_on=None, story="Lagi")  # a clock that runs is not moved
        wished = REQUESTS.change(before[1], by=cast.budi, based_on=None, wish="Lagi")
        assert (told.due_at, wished.due_at) == (before[0].due_at, before[1].due_at)
        assert clinic_rule_of(cast.lumajang).tell_hours == 72
    _, until = invite(office=cast.oki, origin="skhpn", count=1, by=cast.budi.pk)
    assert until == cast.oki.local_day() + timedelta(days=30)
    with side(Side.TREATMENT, cast.budi.pk):
        assert Invitation.objects.get().good_until == until


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("invitation_days", "6", "Isi antara 7 dan 366"), ("invitation_days", "400", "Isi antara 7 dan 366"),
        ("answer_hours", "73", "Isi antara 1 dan 72"), ("tell_hours", "100", "Isi antara 1 dan 72"),
        ("tell_hours", "0", "Paling sedikit 1"), ("tell_hours", "besok", "angka"), ("answer_hours", "1,5", "bilangan bulat"),
        ("invitation_days", "", "tidak boleh kosong"),
    ],
)  # fmt: skip
def test_nonsense_is_refused_and_stays_typed(cast: Cast, name: str, value: str, sentence: str) -> None:
    answer = send(cast.client(cast.budi), page(), **{**NEUTRAL, name: value})
    assert answer.status_code == 422 and sentence.lower() in sentences(answer).lower()
    assert f'value="{value}"' in answer.text or not value
    assert not ClinicRule.objects.exists()


def test_two_heads_do_not_overwrite_each_other(cast: Cast) -> None:
    set_clinic_rule(office=cast.oki, by=cast.budi, invitation_days=100, answer_hours=72, tell_hours=72)
    late = cast.client(cast.budi).post(page(), {**NEUTRAL, "invitation_days": "90", "version": "0"})
    assert late.status_code == 422 and "diubah orang lain" in sentences(late)


def test_nobody_but_the_head_says_it(cast: Cast) -> None:
    nurse = colleague(cast)
    for person in (nurse, cast.citra, cast.eko, cast.kiki, cast.ani):
        browser = cast.client(person)
        assert browser.get(page()).status_code == browser.post(page(), NEUTRAL).status_code == 403
    with pytest.raises(Forbidden):
        set_clinic_rule(office=cast.oki, by=nurse, invitation_days=10, answer_hours=10, tell_hours=10)
    with pytest.raises(Forbidden):
        set_clinic_rule(office=cast.lumajang, by=cast.budi, invitation_days=10, answer_hours=10, tell_hours=10)


def test_a_clients_file_keeps_no_photograph_unless_the_head_says_so(
    cast: Cast, client_of_oki: Client, clinic: Facility
) -> None:
    episode, budi = admit(cast, client_of_oki, clinic, date(2023, 2, 1)), cast.client(cast.budi)
    detail, door = (
        reverse("rehab:episode", args=[episode.pk]),
        reverse("desk:file_add", args=["rehab.episode", episode.pk]),
    )

    def upload(name: str, content: bytes) -> str:
        sent = {"label": "Lembar", "file": SimpleUploadedFile(name, content)}
        return str(budi.post(door, sent, follow=True, headers={"referer": detail}).text)

    photo = ("ktp.jpg", jpeg())
    assert "Foto klien dan KTP tidak disimpan." in budi.get(detail).text
    assert "Foto dan gambar tidak disimpan pada berkas klien." in upload(*photo)
    assert not StoredFile.objects.exists()
    assert "Berkas tersimpan." in upload("lembar.pdf", b"%PDF-1.7 lembar")
    assert send(budi, page(), keeps_pictures="on").status_code == 302
    assert "Berkas tersimpan." in upload(*photo)
    assert StoredFile.objects.count() == 2
