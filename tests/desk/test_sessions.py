"""A session that rested too long ends, and takes nothing with it that was typed."""

from __future__ import annotations

import time
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings

from bersinar.foundation.access.idle import STAMP
from bersinar.foundation.access.models import User
from bersinar.foundation.wire.drafts import read_draft
from bersinar.programmes.activities.models import Activity
from tests.cast import Cast
from tests.filling import opened

pytestmark = pytest.mark.django_db
NEW = "/kegiatan/kegiatan/baru/"
KEY = "activities.activity.new"


def rested(client: Client, minutes: int = 31) -> Client:
    """The same browser after a pause."""
    session = client.session
    session[STAMP] = int(time.time()) - minutes * 60
    session.save()
    return client


def begun(cast: Cast, user: User) -> tuple[Client, dict[str, Any]]:
    """A form that was opened and filled in."""
    client = cast.client(user)
    typed = {**opened(client, NEW), "title": "Rakor yang lama diketik", "type": "talk_show", "draft_key": KEY}
    return client, typed


def test_after_the_pause_a_page_asks_to_log_in(cast: Cast) -> None:
    assert cast.client(cast.ani).get("/").status_code == 200
    assert rested(cast.client(cast.ani)).get("/angka/").headers["Location"] == "/masuk/?next=/angka/"


def test_a_shorter_pause_does_nothing(cast: Cast) -> None:
    assert rested(cast.client(cast.ani), minutes=29).get("/angka/").status_code == 200


def test_a_form_sent_too_late_is_kept_and_found_again_after_log_in(cast: Cast) -> None:
    client, typed = begun(cast, cast.ani)
    answer = rested(client).post(NEW, typed)
    assert answer.status_code == 302 and answer.headers["Location"] == f"/masuk/?next={NEW}&draf=1"
    assert not Activity.objects.exists()
    assert "Isian Anda tersimpan" in client.get(answer.headers["Location"]).content.decode()
    assert client.get("/angka/").headers["Location"].startswith("/masuk/")  # logged out
    again = cast.client(cast.ani).get(NEW)
    assert "Rakor yang lama diketik" in again.content.decode() and "dipulihkan" in again.content.decode()


def test_a_file_sent_too_late_is_said_to_be_missing(cast: Cast) -> None:
    client, typed = begun(cast, cast.ani)
    sent = rested(client).post(NEW, {**typed, "file": SimpleUploadedFile("a.pdf", b"%PDF-")})
    assert "Berkas yang tadi dipilih tidak ikut" in client.get(sent.headers["Location"]).text
    sent = rested(cast.client(cast.ani)).post(NEW, typed)
    assert "Berkas yang tadi dipilih" not in Client().get(sent.headers["Location"]).text


def test_what_was_sent_to_an_address_without_a_page_leads_back_to_where_it_was_sent_from(cast: Cast) -> None:
    send_to, page = "/masuk/?next=", "/rehabilitasi/klien/?tahun=2023"
    search = "/rehabilitasi/klien/cari/"
    sent = rested(cast.client(cast.budi)).post(search, {"who": "K-1"}, HTTP_REFERER=f"http://testserver{page}")
    assert sent.headers["Location"] == f"{send_to}/rehabilitasi/klien/%3Ftahun%3D2023"
    elsewhere = rested(cast.client(cast.budi)).post(search, HTTP_REFERER="http://jahat.example/x/")
    assert elsewhere.headers["Location"] == f"{send_to}{search}"


def test_the_draft_is_the_typists_alone(cast: Cast) -> None:
    client, typed = begun(cast, cast.ani)
    rested(client).post(NEW, typed)
    assert read_draft(owner=cast.ani, form=KEY) is not None
    assert read_draft(owner=cast.dewi, form=KEY) is None
    assert "Rakor yang lama" not in cast.client(cast.gita).get(NEW).content.decode()


def test_what_belongs_to_the_sending_is_not_kept(cast: Cast) -> None:
    client, typed = begun(cast, cast.ani)
    rested(client).post(NEW, typed)
    assert not {"csrfmiddlewaretoken", "draft_key"} & set(read_draft(owner=cast.ani, form=KEY) or {})


def test_a_forged_form_keeps_nothing(cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.ani, backend="bersinar.foundation.access.accounts.Accounts")
    answer = rested(client).post(NEW, {"title": "Palsu", "draft_key": KEY})
    assert answer.status_code == 403 and read_draft(owner=cast.ani, form=KEY) is None


def test_in_time_the_form_is_simply_saved(cast: Cast) -> None:
    client, typed = begun(cast, cast.ani)
    client.post(NEW, typed)
    assert Activity.objects.count() == 1 and read_draft(owner=cast.ani, form=KEY) is None


def test_a_form_without_draft_is_not_kept(cast: Cast) -> None:
    answer = rested(cast.client(cast.eko)).post("/tutup-bulan/2023/3/", {"kantor": "bnnk-oki", "act": "close"})
    assert answer.headers["Location"].startswith("/masuk/") and "draf=1" not in answer.headers["Location"]


@override_settings(IDLE_MINUTES=5)
def test_the_pause_is_a_setting(cast: Cast) -> None:
    assert rested(cast.client(cast.ani), minutes=6).get("/angka/").status_code == 302
