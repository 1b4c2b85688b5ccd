"""Where one is logged in: seen by its owner, ended by its owner or an administrator, ended at once with the account."""

from __future__ import annotations

import time
from typing import Any

import pytest
from django.contrib.sessions.backends.base import UpdateError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bersinar.foundation.access.actions import end_membership, grant, make_user, set_active
from bersinar.foundation.access.idle import STAMP
from bersinar.foundation.access.models import User
from bersinar.foundation.access.proofs import Session
from bersinar.foundation.access.sessions import VISIT
from bersinar.foundation.audit.models import AuditLine
from tests.access.phone import by_password, with_password
from tests.browser.people import PASSWORD
from tests.cast import Cast

pytestmark = pytest.mark.django_db
DEVICES = "/akun/perangkat/"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
PHONE = "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Mobile Safari/537.36"
EDGE = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Safari/537.36 Edg/138.0"
SAFARI = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1"


def inside(client: Client) -> bool:
    return client.get("/akun/").status_code == 200


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (FIREFOX, ("Firefox", "komputer Linux")), (PHONE, ("Chrome", "telepon Android")), (EDGE, ("Edge", "komputer Windows")),
        (SAFARI, ("Safari", "iPhone")), ("", ("peramban lain", "perangkat lain")),
    ],
)  # fmt: skip
def test_a_device_is_told_in_words_and_without_address(cast: Cast, agent: str, words: tuple[str, str]) -> None:
    client, _ = by_password(with_password(cast.ani), agent=agent)
    row = Session.objects.get(user=cast.ani)
    assert (row.browser, row.device) == words
    page = client.get(DEVICES).content.decode()
    assert f"{words[0]}, {words[1]}" in page and "perangkat ini" in page and "127.0.0.1" not in page


def test_one_place_is_ended_and_the_others_stay(cast: Cast) -> None:
    user = with_password(cast.ani)
    here, _ = by_password(user, agent=FIREFOX)
    lost, _ = by_password(user, agent=PHONE)
    third, _ = by_password(user, agent=EDGE)
    visit = Session.objects.get(device="telepon Android").visit
    here.post("/akun/perangkat/keluarkan/", {"visit": str(visit)})
    assert (inside(here), inside(lost), inside(third)) == (True, False, True)
    here.post("/akun/perangkat/keluarkan/", {"act": "others"})
    assert (inside(here), inside(third)) == (True, False)
    assert AuditLine.objects.filter(action="access.end_own_sessions").count() == 2


def test_nobody_ends_anothers_place(cast: Cast) -> None:
    theirs = cast.client(cast.budi)
    visit = Session.objects.get(user=cast.budi).visit
    assert cast.client(cast.ani).post("/akun/perangkat/keluarkan/", {"visit": str(visit)}).status_code == 404
    assert cast.client(cast.ani).post("/akun/perangkat/keluarkan/", {"visit": "bukan"}).status_code == 404
    assert inside(theirs)


def test_an_administrator_ends_the_sessions_of_an_account_in_scope(cast: Cast) -> None:
    theirs, far = cast.client(cast.ani), cast.client(cast.gita)
    admin = cast.client(cast.kiki)
    assert "Keluarkan dari semua perangkat" in admin.get(f"/pengguna/{cast.ani.pk}/").content.decode()
    admin.post(f"/pengguna/{cast.ani.pk}/keluarkan/")
    assert not inside(theirs)
    line = AuditLine.objects.get(action="access.end_sessions")
    assert line.record_id == cast.ani.pk and line.actor == cast.kiki.pk
    assert admin.post(f"/pengguna/{cast.gita.pk}/keluarkan/").status_code == 404 and inside(far)
    assert cast.client(cast.eko).post(f"/pengguna/{cast.ani.pk}/keluarkan/").status_code == 403


def test_a_role_that_ends_and_an_account_that_closes_end_the_sessions(cast: Cast) -> None:
    made = make_user(username="mira", full_name="Mira", password="kata-rekaan-77", office=cast.oki, by=cast.kiki)
    membership = grant(user=made, office=cast.oki, role="planner", by=cast.kiki)
    cast.client(made)
    end_membership(membership=membership, by=cast.kiki)
    assert not Session.objects.filter(user=made).exists()
    cast.client(made)
    set_active(user=made, active=False, office=cast.oki, by=cast.kiki)
    assert not Session.objects.filter(user=made).exists()


def test_a_new_password_of_ones_own_ends_the_others(cast: Cast) -> None:
    user = with_password(cast.ani)
    here, _ = by_password(user)
    there, _ = by_password(user)
    own = "sawah-hijau-41-pagi"
    here.post("/akun/", {"old_password": PASSWORD, "new_password1": own, "new_password2": own})
    assert inside(here) and not inside(there)
    assert Session.objects.filter(user=user).count() == 1


def test_a_log_out_leaves_no_row(cast: Cast) -> None:
    client = cast.client(cast.ani)
    client.post("/keluar/")
    assert not Session.objects.filter(user=cast.ani).exists()


def test_a_session_ended_in_the_middle_of_a_page_does_not_come_back(cast: Cast) -> None:
    store = cast.client(cast.ani).session
    assert store[VISIT]  # the page has read it
    Session.objects.filter(user=cast.ani).delete()
    store["kept"] = "too late"
    with pytest.raises(UpdateError):
        store.save()
    assert not Session.objects.exists()


def test_one_may_end_the_place_where_one_is(cast: Cast) -> None:
    client = cast.client(cast.kiki)
    visit = Session.objects.get(user=cast.kiki).visit
    answer = client.post("/akun/perangkat/keluarkan/", {"visit": str(visit)})
    assert answer.headers["Location"] == "/masuk/" and not inside(client)
    client = cast.client(cast.kiki)
    assert client.post(f"/pengguna/{cast.kiki.pk}/keluarkan/").headers["Location"] == "/masuk/" and not inside(client)


def test_last_seen_moves_and_a_page_writes_nothing(cast: Cast) -> None:
    client = cast.client(cast.ani)
    client.get("/akun/")
    with CaptureQueriesContext(connection) as asked:
        client.get("/akun/")
    assert not [q["sql"] for q in asked.captured_queries if "UPDATE" in q["sql"] or "INSERT" in q["sql"]]
    session = client.session
    session[STAMP] = int(time.time()) - 300
    session.save()
    before = Session.objects.get(user=cast.ani).seen_at
    client.get("/akun/")
    after = Session.objects.get(user=cast.ani).seen_at
    assert before is not None and after is not None and (after - before).seconds >= 300


def test_the_gate_asks_no_question_of_the_database(demanded: Cast, django_assert_max_num_queries: Any) -> None:
    """Once the demand is known, a page costs the same for those whom it concerns."""
    from tests.access.phone import enrolled

    client = demanded.client(demanded.budi)
    enrolled(client, demanded.budi)
    client.get("/akun/")
    with CaptureQueriesContext(connection) as asked:
        client.get("/akun/")
    assert not [q["sql"] for q in asked.captured_queries if "factor" in q["sql"].lower().split("from")[-1]]
    assert User.objects.get(pk=demanded.budi.pk).has_factor
