"""What volunteers do by themselves: written down by an officer, or told by a link and counted once checked."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.test import Client
from django.urls import reverse

from bersinar.foundation.oneform.models import Opening
from bersinar.ledger.verify import verify
from bersinar.programmes.community.actions import OWN_ACTIONS, RECOGNISE
from bersinar.programmes.community.models import OwnAction, Training, Volunteer
from tests.books import figure, posted
from tests.cast import Cast
from tests.filling import opened, send, sentences

from .conftest import appoint

TALK = {"kind": "own_talk", "done_on": "2023-06-10", "place": "Balai desa", "people": "35"}


def link_to(cast: Cast, volunteer: Volunteer) -> str:
    client, page = cast.client(cast.ani), reverse("community:volunteer_link", args=[volunteer.pk])
    until = cast.oki.local_day() + timedelta(days=30)
    assert client.post(page, {"ends_on": until.isoformat()}).status_code == 302
    assert "Serahkan hanya kepada penggiatnya" in client.get(page).text
    return reverse("oneform:link", args=[Opening.objects.get(ref=volunteer.pk, closed_at=None).key])


def tell(address: str, **typed: Any) -> Any:
    stranger = Client()
    return stranger.post(address, {"kunci": stranger.get(address).context["key"], **typed})


def test_an_officer_writes_down_an_action_and_it_counts_apart(cast: Cast, volunteer: Volunteer) -> None:
    client = cast.client(cast.ani)
    new = f"{reverse('community:own_action_new')}?penggiat={volunteer.pk}"
    assert opened(client, new)["volunteer"] == str(volunteer.pk)
    assert send(client, new, **TALK).status_code == 302
    assert send(client, new, **{**TALK, "done_on": "2023-07-01", "people": ""}).status_code == 302
    assert figure(cast.oki, "empowerment.volunteers_moving") == ("1", None)
    assert figure(cast.oki, "empowerment.own_actions") == ("2", None)
    assert figure(cast.oki, "empowerment.own_people") == ("35", "min")
    assert figure(cast.oki, "empowerment.people_reached")[0] is None
    early = send(client, new, **{**TALK, "done_on": "2023-01-01"})
    assert early.status_code == 422
    assert "mendahului pelantikannya" in sentences(early)


def test_a_volunteer_tells_by_his_link_and_an_officer_checks(cast: Cast, volunteer: Volunteer) -> None:
    address = link_to(cast, volunteer)
    shown = Client().get(address)
    assert shown.status_code == 200
    assert volunteer.name not in shown.text
    wrong = tell(address, **{**TALK, "done_on": "2023-01-01"})
    assert wrong.status_code == 422
    assert "mendahului pelantikannya" in wrong.text
    assert tell(address, **TALK).status_code == 303
    told = OwnAction.objects.get()
    assert (told.by_form, told.checked) == (True, False)
    assert posted(told) == []

    client = cast.client(cast.ani)
    assert "Periksa 1 aksi yang dilaporkan penggiat" in client.get(reverse("desk:home")).text
    send(client, reverse("community:own_action_check", args=[told.pk]), people="30")
    assert figure(cast.oki, "empowerment.own_people") == ("30", None)
    page = client.get(reverse("community:own_action", args=[told.pk])).text
    assert "diperiksa dan dihitung" in page.lower()
    assert "Periksa dan hitung" not in page
    assert verify() == []


def test_a_link_ends_when_it_is_closed_or_the_service_is(cast: Cast, volunteer: Volunteer) -> None:
    address = link_to(cast, volunteer)
    opening = Opening.objects.get()
    client = cast.client(cast.ani)
    far = (cast.oki.local_day() + timedelta(days=500)).isoformat()
    other = appoint(cast, name="Warga Rekaan 9")
    answer = client.post(reverse("community:volunteer_link", args=[other.pk]), {"ends_on": far})
    assert answer.status_code == 422
    assert "paling lama satu tahun" in sentences(answer)
    for person in (cast.gita, cast.joko):
        assert cast.client(person).post(reverse("community:link_close", args=[opening.pk])).status_code in (403, 404)
    assert client.post(reverse("community:link_close", args=[opening.pk])).status_code == 302
    assert Client().get(address).status_code == 404
    again = link_to(cast, volunteer)
    send(client, reverse("community:volunteer_end", args=[volunteer.pk]), ended_on="2023-12-31", ended_reason="pindah")
    assert Client().get(again).status_code == 404


def test_one_person_with_two_roles_moves_once(cast: Cast, volunteer: Volunteer) -> None:
    other = appoint(cast, name=volunteer.name, kind="volunteer")
    for one in (volunteer, other):
        said: dict[str, Any] = {"kind": "own_rule", "done_on": one.appointed_on, "volunteer": one}
        OWN_ACTIONS.create(office=cast.oki, by=cast.ani, **said)
    assert figure(cast.oki, "empowerment.volunteers_moving") == ("2", None)
    RECOGNISE.change(other, by=cast.ani, based_on=None, person_id=volunteer.person_id)
    assert figure(cast.oki, "empowerment.volunteers_moving") == ("1", None)
    assert figure(cast.oki, "empowerment.own_actions") == ("2", None)
    page = cast.client(cast.ani).get(reverse("community:volunteer", args=[volunteer.pk])).text
    assert page.count("Mendorong aturan") == 2
    assert verify() == []


def test_a_training_counts_a_person_once_and_keeps_the_volunteer(cast: Cast, volunteer: Volunteer) -> None:
    client = cast.client(cast.ani)
    new = f"{reverse('community:training_new')}?penggiat={volunteer.pk}"
    for day in ("2023-06-01", "2023-07-01"):
        answer = send(client, new, trained_on=day, topic="Teknik penyuluhan", hours="8")
        assert answer.url == reverse("community:volunteer", args=[volunteer.pk])
    assert Training.objects.count() == 2
    assert figure(cast.oki, "empowerment.volunteers_trained") == ("1", None)
    gone = client.post(reverse("community:volunteer_cancel", args=[volunteer.pk]), {"reason": "keliru"})
    assert gone.status_code == 422
    assert "Batalkan itu dahulu" in gone.text
