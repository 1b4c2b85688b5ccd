"""A PIN changes users quickly on a shared computer: for one day, in one browser, and it proves nothing."""

from __future__ import annotations

import time
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from bersinar.foundation.access.actions import end_membership, reset_password, set_active
from bersinar.foundation.access.idle import STAMP
from bersinar.foundation.access.models import User
from bersinar.foundation.access.pins import COOKIE
from bersinar.foundation.access.proofs import Pin, Session
from bersinar.foundation.access.sessions import VISIT
from bersinar.foundation.audit.models import AuditLine
from tests.access.phone import with_password
from tests.browser.people import PASSWORD
from tests.cast import Cast

pytestmark = pytest.mark.django_db
SWITCH = "/ganti-pengguna/"
PIN = "482913"


def log_in(client: Client, user: User) -> None:
    client.post("/masuk/", {"username": user.username, "password": PASSWORD})


def set_pin(client: Client, pin: str = PIN, shown: str = "initials", again: str | None = None) -> Any:
    said = {"pin": pin, "pin_again": pin if again is None else again, "shown": shown, "act": "set"}
    return client.post("/akun/pin/", said, follow=True)


@pytest.fixture
def shared(cast: Cast) -> Client:
    """A computer on which Ani and Budi logged in today and set their PINs; nobody is logged in now."""
    client = Client()
    for user, pin, shown in ((cast.ani, PIN, "initials"), (cast.budi, "739205", "name")):
        log_in(client, with_password(user))
        assert "PIN tersimpan" in set_pin(client, pin, shown).content.decode()
        client.post("/keluar/")
    return client


def listed(client: Client) -> dict[str, str]:
    return {words: key for key, words in client.get(SWITCH).context["pins"]}


def back(client: Client, who: str, pin: str, **more: str) -> Any:
    return client.post(SWITCH, {"person": listed(client).get(who, ""), "pin": pin, **more})


def whose(client: Client) -> str:
    page = client.get("/akun/")
    return page.context["user"].username if page.status_code == 200 else ""


def test_a_pin_lets_back_in_whom_it_belongs_to(shared: Client) -> None:
    assert set(listed(shared)) == {"A.R.", "Budi Rekaan"}
    assert back(shared, "A.R.", PIN, next="/angka/").headers["Location"] == "/angka/"
    assert whose(shared) == "ani"
    assert back(shared, "Budi Rekaan", "739205").status_code == 302 and whose(shared) == "budi"
    assert Session.objects.count() == 1  # Ani's went when Budi came
    assert AuditLine.objects.filter(action="access.pin_log_in").count() == 2


def test_the_menu_locks_before_it_lists(shared: Client) -> None:
    back(shared, "A.R.", PIN)
    answer = shared.post("/keluar/", {"next": SWITCH})
    assert answer.headers["Location"] == SWITCH and whose(shared) == ""


def test_anothers_pin_does_not_fit(shared: Client) -> None:
    answer = back(shared, "Budi Rekaan", PIN)
    assert answer.status_code == 422 and "PIN salah" in answer.content.decode() and whose(shared) == ""


def test_five_wrong_tries_and_it_is_gone(cast: Cast, shared: Client) -> None:
    for _ in range(5):
        assert back(shared, "A.R.", "111222").status_code == 422
    assert set(listed(shared)) == {"Budi Rekaan"}
    assert not Pin.objects.filter(user=cast.ani).exists()
    assert AuditLine.objects.filter(action="access.lose_pin", record_id=cast.ani.pk).count() == 1
    assert back(shared, "Budi Rekaan", "739205").status_code == 302


def test_the_right_one_forgets_the_wrong_tries(shared: Client) -> None:
    for _ in range(3):
        for _ in range(4):
            back(shared, "A.R.", "111222")
        assert back(shared, "A.R.", PIN).status_code == 302
        shared.post("/keluar/")


def test_in_another_browser_there_is_nothing(shared: Client) -> None:
    other = Client()
    assert listed(other) == {} and "Belum ada PIN" in other.get(SWITCH).content.decode()
    other.cookies[COOKIE] = "0" * 64
    assert listed(other) == {}
    chosen = listed(shared)["A.R."]
    assert other.post(SWITCH, {"person": chosen, "pin": PIN}).status_code == 422 and whose(other) == ""


def test_the_next_day_it_holds_no_more(shared: Client) -> None:
    for pin in Pin.objects.all():
        Pin.objects.filter(pk=pin.pk).update(day=pin.day - timedelta(days=1))
    chosen = str(Pin.objects.get(user__username="ani").pk)
    assert listed(shared) == {}
    assert shared.post(SWITCH, {"person": chosen, "pin": PIN}).status_code == 422


def test_who_is_not_shown_types_the_user_name(cast: Cast) -> None:
    client = Client()
    log_in(client, with_password(cast.ani))
    set_pin(client, shown="hidden")
    client.post("/keluar/")
    page = client.get(SWITCH).content.decode()
    assert listed(client) == {} and "A.R." not in page and "Ani" not in page
    pin = Pin.objects.get()
    assert client.post(SWITCH, {"person": str(pin.pk), "pin": PIN}).status_code == 422
    assert client.post(SWITCH, {"username": "Ani ", "pin": PIN}).status_code == 302 and whose(client) == "ani"


def test_without_a_pin_nobody_is_listed(cast: Cast) -> None:
    client = Client()
    log_in(client, with_password(cast.ani))
    client.post("/keluar/")
    assert listed(client) == {}


@pytest.mark.parametrize(
    ("pin", "again", "sentence"),
    [
        ("12345", None, "6 angka"), ("abcdef", None, "6 angka"), ("123456", None, "mudah ditebak"), ("777777", None, "mudah ditebak"),
        ("987654", None, "mudah ditebak"), (PIN, "482914", "tidak sama"),
    ],
)  # fmt: skip
def test_a_weak_or_mistyped_pin_is_refused(cast: Cast, pin: str, again: str | None, sentence: str) -> None:
    client = Client()
    log_in(client, with_password(cast.ani))
    answer = set_pin(client, pin, again=again)
    assert answer.status_code == 422 and sentence in answer.content.decode() and not Pin.objects.exists()


def test_only_a_full_log_in_of_the_day_sets_one(cast: Cast, shared: Client) -> None:
    back(shared, "A.R.", PIN)
    page = shared.get("/akun/perangkat/").content.decode()
    assert "masuk dengan PIN" in page and "Ganti PIN" not in page
    assert "kata sandi hari ini" in set_pin(shared, "905716").content.decode()
    client = cast.client(cast.citra)
    session = client.session
    session[VISIT] = {**session[VISIT], "began": int(time.time()) - 26 * 3600}
    session.save()
    assert set_pin(client).status_code == 422 and not Pin.objects.filter(user=cast.citra).exists()


def test_a_pin_is_no_proof(shared: Client) -> None:
    back(shared, "Budi Rekaan", "739205")
    assert shared.get("/rehabilitasi/klien/").status_code == 200
    assert shared.get("/rehabilitasi/klien/ekspor/").headers["Location"].startswith("/bukti/")
    assert shared.get("/akun/verifikasi/pasang/").headers["Location"].startswith("/bukti/")
    assert shared.post("/bukti/", {"next": "/", "proof": "739205"}).status_code == 422


def test_a_screen_that_rested_is_opened_by_pin_and_leads_back(shared: Client) -> None:
    back(shared, "A.R.", PIN)
    session = shared.session
    session[STAMP] = int(time.time()) - 31 * 60
    session.save()
    away = shared.get("/angka/").headers["Location"]
    page = shared.get(away)
    assert "Masuk lagi dengan PIN" in page.content.decode()
    assert back(shared, "A.R.", PIN, next=page.context["next"]).headers["Location"] == "/angka/"
    assert whose(shared) == "ani"


@pytest.mark.parametrize("end", ["closed", "role", "password", "everywhere"])
def test_what_ends_the_account_ends_the_pin(cast: Cast, shared: Client, end: str) -> None:
    ani, kiki = cast.ani, cast.kiki
    if end == "closed":
        set_active(user=ani, active=False, office=cast.oki, by=kiki)
    elif end == "role":
        end_membership(membership=ani.memberships.get(), by=kiki)
    elif end == "password":
        reset_password(user=ani, password="kata-sandi-rekaan-8", office=cast.oki, by=kiki)
    else:
        cast.client(kiki).post(f"/pengguna/{ani.pk}/keluarkan/")
    assert set(listed(shared)) == {"Budi Rekaan"}


def test_the_pin_is_dropped_by_its_owner(cast: Cast) -> None:
    client = Client()
    log_in(client, with_password(cast.ani))
    set_pin(client)
    client.post("/akun/pin/", {"act": "drop"})
    assert not Pin.objects.exists() and AuditLine.objects.filter(action="access.drop_pin").exists()


def test_neither_pin_nor_cookie_stand_in_the_database(shared: Client) -> None:
    token = shared.cookies[COOKIE].value
    told = str(list(Pin.objects.values())) + str(list(AuditLine.objects.values("changes")))
    assert PIN not in told and token not in told
    assert shared.cookies[COOKIE]["httponly"] and shared.cookies[COOKIE]["samesite"] == "Lax"
