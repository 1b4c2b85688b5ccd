"""Many are appointed at once; one person counts once, however many roles there are."""

from __future__ import annotations

from time import perf_counter
from typing import Any

import pytest
from django.db import connection
from django.db.models import Sum
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from bersinar.ledger.models import Fact, Posting
from bersinar.ledger.verify import verify
from bersinar.programmes.community.models import Volunteer
from bersinar.programmes.community.roll import MOST, UnclearRoll, read_roll
from tests.cast import Cast
from tests.filling import opened, send, sentences

from .conftest import appoint

SHARED = {"kind": "activist", "environment": "government", "appointed_on": "2023-05-23", "decree_number": "SK/7/2023"}


def people(cast: Cast, *kinds: str) -> int:
    """Different people in the books: whoever has come in (or was appointed) and not gone out."""
    facts = Fact.objects.filter(office=cast.oki, kind__in=[f"community.volunteer_{kind}" for kind in kinds])
    return facts.values("subject").annotate(held=Sum("quantity")).filter(held__gt=0).count()


def test_a_roll_of_eighty_is_one_deed_and_quick(cast: Cast) -> None:
    client, url = cast.client(cast.ani), reverse("community:volunteer_appoint")
    roll = "\n".join(f"{n}. Penggiat Rekaan {n}, {'LP'[n % 2]}" for n in range(1, 81))
    filled = {**opened(client, url), **SHARED, "people": roll}
    began = perf_counter()
    with CaptureQueriesContext(connection) as counted:
        answer: Any = client.post(url, filled)
    assert perf_counter() - began < 4  # an idle machine takes a tenth of it
    assert len(counted) < 300
    assert answer.url == reverse("community:volunteer_list")
    assert Volunteer.objects.filter(sex="male").count() == Volunteer.objects.filter(sex="female").count() == 40
    assert Posting.objects.filter(action="community.appoint_volunteers").count() == 1
    assert people(cast, "appointed") == 80
    client.post(url, filled)  # sent twice
    assert Volunteer.objects.count() == 80
    assert verify() == []


def test_an_unclear_roll_is_refused_line_by_line_and_nobody_is_saved(cast: Cast) -> None:
    roll = "Warga Rekaan 1, L\n\n12345\nWarga Rekaan 1\nWarga 3201234567890001"
    answer = send(cast.client(cast.ani), reverse("community:volunteer_appoint"), **SHARED, people=roll)
    said = sentences(answer)
    assert "Baris 3: tidak ada nama." in said
    assert "Baris 4: nama sama dengan baris 1." in said
    assert "Baris 5: ada nomor identitas" in said
    assert "Warga Rekaan 1, L" in answer.text  # what was typed is still there
    assert not Volunteer.objects.exists()


@pytest.mark.parametrize(
    ("line", "name", "sex"),
    [
        ("Siti Rekaan, P", "Siti Rekaan", "female"),
        ("  7) Budi Rekaan\tl", "Budi Rekaan", "male"),
        ("Dr. Ani Rekaan, S.Pd., P", "Dr. Ani Rekaan, S.Pd.", "female"),
        ("Rahmat L", "Rahmat L", ""),
        ("Rahmat (L)", "Rahmat", "male"),
        ("Siti Rekaan", "Siti Rekaan", ""),
    ],
)
def test_a_line_is_read_as_it_is_meant(line: str, name: str, sex: str) -> None:
    assert read_roll(line) == [(name, sex)]


def test_a_roll_has_an_end() -> None:
    with pytest.raises(UnclearRoll, match=f"Paling banyak {MOST}"):
        read_roll("\n".join(f"Warga Rekaan {n}" for n in range(MOST + 1)))


@pytest.mark.property
@given(st.text(max_size=400))
def test_whatever_is_pasted_gives_names_or_sentences(text: str) -> None:
    try:
        people = read_roll(text)
    except UnclearRoll as unclear:
        sentences_of, people = unclear.sentences, []
    else:
        sentences_of = []
    assert all(sentence.startswith("Baris ") for sentence in sentences_of)
    assert all(name == name.strip() and 0 < len(name) <= 120 for name, _ in people)
    assert len({name.casefold() for name, _ in people}) == len(people)


def test_one_person_with_two_roles_counts_once(cast: Cast, volunteer: Volunteer) -> None:
    client = cast.client(cast.ani)
    new = f"{reverse('community:volunteer_new')}?orang={volunteer.pk}"
    assert opened(client, new)["name"] == volunteer.name
    send(client, new, kind="ambassador", appointed_on="2023-06-01")
    assert Volunteer.objects.count() == 2
    assert people(cast, "appointed") == 1
    page = client.get(reverse("community:volunteer", args=[volunteer.pk])).text
    assert "Duta" in page
    # one role ends, the person stays
    ending = {"ended_on": "2023-12-01", "ended_reason": "masa tugas selesai"}
    send(client, reverse("community:volunteer_end", args=[volunteer.pk]), **ending)
    assert people(cast, "engaged", "left") == 1
    assert verify() == []


def test_namesakes_are_united_and_parted_again(cast: Cast, volunteer: Volunteer) -> None:
    other = appoint(cast, name="warga rekaan 1", kind="task_force")
    assert people(cast, "appointed") == 2
    client, url = cast.client(cast.ani), reverse("community:volunteer_person", args=[other.pk])
    assert "nama yang sama" in client.get(reverse("community:volunteer", args=[other.pk])).text
    send(client, url, same_as=volunteer.pk)
    assert people(cast, "appointed") == 1
    send(client, url)  # the same again changes nothing
    assert people(cast, "appointed") == 1
    send(client, url, same_as="")
    assert people(cast, "appointed") == 2
    assert verify() == []
    history = client.get(reverse("community:volunteer", args=[other.pk])).text
    assert str(volunteer.person_id) not in history


def test_only_namesakes_of_the_own_office_are_offered(cast: Cast, volunteer: Volunteer) -> None:
    appoint(cast, name="Orang Lain")
    client, url = cast.client(cast.ani), reverse("community:volunteer_person", args=[volunteer.pk])
    assert list(client.get(url).context["form"].fields["same_as"].queryset) == []
    stranger = Volunteer.objects.get(name="Orang Lain")
    assert send(client, url, same_as=stranger.pk).status_code == 422
    assert client.get(f"{reverse('community:volunteer_new')}?orang=bukan-nomor").status_code == 200
