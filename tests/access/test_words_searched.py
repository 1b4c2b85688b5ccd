"""Words searched for in a list that names persons stand in no address: not in the list's, its export's, the proof's."""

from __future__ import annotations

import time
from datetime import date
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from bersinar.foundation.access.freshness import PROVED
from bersinar.interfaces.desk.rooms import all_pages
from bersinar.programmes.community.actions import VOLUNTEERS
from tests.access.phone import with_password
from tests.browser.people import PASSWORD
from tests.cast import Cast

pytestmark = pytest.mark.django_db
LIST = "community:volunteer_list"


@pytest.fixture
def two(cast: Cast) -> None:
    for name in ("Rahasia Satu", "Lain Dua"):
        VOLUNTEERS.create(office=cast.oki, by=cast.ani, name=name, sex="female", appointed_on=date(2023, 1, 2))


def search(client: Client, words: str, **narrowed: str) -> Any:
    return client.post(reverse(LIST), {"q": words, **narrowed}, follow=True)


def names(answer: Any) -> list[str]:
    return [row.name for row, _, _ in answer.context["table"]]


def test_the_words_find_and_stand_in_no_address(cast: Cast, two: None) -> None:
    client = cast.client(with_password(cast.ani))
    found = search(client, "rahasia", urut="name")
    assert names(found) == ["Rahasia Satu"]
    assert 'value="rahasia"' in found.text  # still in the box
    ((address, _),) = found.redirect_chain
    assert "rahasia" not in address and "urut=name" in address
    links = [part.split('"')[0] for part in found.text.split('href="')[1:]]
    assert any("ekspor" in link for link in links) and not any("rahasia" in link.lower() for link in links)


def test_the_proof_on_the_way_to_the_export_carries_no_word_and_the_export_is_narrowed(cast: Cast, two: None) -> None:
    client = cast.client(with_password(cast.ani))
    ((address, _),) = search(client, "rahasia").redirect_chain
    export = f"{reverse('community:volunteer_export')}?{address.partition('?')[2]}"
    session = client.session
    session[PROVED] = int(time.time()) - 11 * 60
    session.save()
    asked = client.get(export)
    assert asked.headers["Location"].startswith("/bukti/") and "rahasia" not in asked.headers["Location"].lower()
    page = client.get(asked.headers["Location"])
    goal = dict(page.context["carried"])["next"]
    assert "rahasia" not in page.text.lower()
    client.post("/bukti/", {"next": goal, "proof": PASSWORD})
    file = client.get(goal)
    assert file["Content-Disposition"].startswith("attachment")
    assert _cells(file) == ["Rahasia Satu"]


def _cells(answer: Any) -> list[str]:
    with ZipFile(BytesIO(b"".join(answer.streaming_content) if answer.streaming else answer.content)) as book:
        said = "".join(book.read(name).decode() for name in book.namelist() if name.endswith(".xml"))
    return [name for name in ("Lain Dua", "Rahasia Satu") if name in said]


def test_a_word_typed_into_an_address_is_not_taken(cast: Cast, two: None) -> None:
    listed = cast.client(cast.ani).get(reverse(LIST), {"q": "rahasia"})
    assert sorted(names(listed)) == ["Lain Dua", "Rahasia Satu"]


def test_a_search_that_is_kept_no_longer_is_said_and_exports_nothing(cast: Cast, two: None) -> None:
    ((address, _),) = search(cast.client(cast.ani), "rahasia").redirect_chain
    another = cast.client(cast.ani)
    assert "Ketik lagi" in another.get(address, follow=True).text
    export = another.get(f"{reverse('community:volunteer_export')}?{address.partition('?')[2]}")
    assert export.status_code == 302 and export.headers["Location"] == reverse(LIST)


def test_the_words_lie_sealed_in_the_session_and_only_the_last_are_kept(cast: Cast, two: None) -> None:
    client = cast.client(cast.ani)
    for turn in range(15):
        search(client, f"rahasia {turn}")
    decoded = [str(row.get_decoded()) for row in Session.objects.all()] + [str(dict(client.session.items()))]
    assert not any("rahasia" in one for one in decoded)
    assert len(client.session["searches"]) == 12


def test_every_list_that_asks_a_proof_for_its_export_posts_its_words(cast: Cast) -> None:
    for person in ("ani", "budi", "citra"):
        client = cast.client(getattr(cast, person))
        for pages in all_pages():
            if not (pages.has_list and pages.search and getattr(cast, person).may(pages.model.read_permission)):
                continue
            form = client.get(pages.url("list")).text.partition('role="search"')[0].rpartition("<form")[2]
            assert ('method="post"' in form) == pages.export_asks_proof, pages.name
