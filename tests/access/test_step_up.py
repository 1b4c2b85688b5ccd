"""What leaves the system asks for a proof of the last ten minutes, and takes along what was on its way."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.forms import FileField
from django.test import Client
from django.urls import reverse

from bersinar.foundation.access.freshness import PROVED
from bersinar.foundation.access.models import User
from bersinar.foundation.audit.models import AuditLine, Reading
from bersinar.foundation.files.actions import keep_file
from bersinar.foundation.wire.models import Draft
from bersinar.interfaces.desk.rooms import all_pages
from bersinar.programmes.cooperation.actions import PARTNERS
from bersinar.programmes.rehab.tests.conftest import register
from tests.access.addresses import addresses
from tests.access.phone import enrolled, with_password
from tests.browser.people import PASSWORD
from tests.cast import Cast

pytestmark = pytest.mark.django_db
CLIENTS = "/rehabilitasi/klien/ekspor/?sex=male"


def stale(client: Client, minutes: int = 11) -> Client:
    """The same browser some minutes after the last proof."""
    session = client.session
    session[PROVED] = int(time.time()) - minutes * 60
    session.save()
    return client


def test_exports_of_closed_sides_and_of_persons_ask(cast: Cast) -> None:
    asking = {address.name for address in addresses() if getattr(address.view, "fresh", False)}
    assert {
        "rehab:client_export",
        "enforcement:case_export",
        "carecentre:rehab_export",
        "carecentre:tip_export",
    } <= asking
    assert {"community:volunteer_export", "carecentre:service_export", "screening:result_export"} & asking
    for pages in all_pages():
        if pages.has_list and (pages.sensitive or pages.model.read_permission.side.is_closed):
            assert f"{pages.room}:{pages.name}_export" in asking
    assert "activities:activity_export" not in asking


def test_within_ten_minutes_nothing_is_asked(cast: Cast) -> None:
    assert stale(cast.client(cast.budi), minutes=9).get(CLIENTS)["Content-Disposition"].startswith("attachment")


def test_after_that_the_password_is_and_leads_on(cast: Cast) -> None:
    client = stale(cast.client(with_password(cast.budi)))
    asked = client.get(CLIENTS)
    assert asked.status_code == 302 and asked.headers["Location"].startswith("/bukti/?next=%2Frehabilitasi")
    assert not AuditLine.objects.filter(action="list.export").exists()
    page = client.get(asked.headers["Location"])
    assert page.status_code == 403 and "Kata sandi" in page.content.decode()
    goal = dict(page.context["carried"])["next"]
    assert goal == CLIENTS
    wrong = client.post("/bukti/", {"next": goal, "proof": "salah"})
    assert wrong.status_code == 422 and "Kata sandi salah" in wrong.content.decode()
    assert dict(wrong.context["carried"])["next"] == CLIENTS
    on = client.post("/bukti/", {"next": goal, "proof": PASSWORD}, follow=True)
    assert on.status_code == 200 and f"url={CLIENTS.replace('&', '&amp;')}" in on.content.decode()
    assert client.get(goal)["Content-Disposition"].startswith("attachment")


def test_with_a_factor_the_code_is_asked_and_the_password_is_not_enough(cast: Cast) -> None:
    user = with_password(cast.budi)
    client = cast.client(user)
    phone = enrolled(client, user)
    stale(client)
    assert "aplikasi autentikator" in client.get(CLIENTS, follow=True).content.decode()
    assert client.post("/bukti/", {"next": CLIENTS, "proof": PASSWORD}).status_code == 422
    assert client.post("/bukti/", {"next": CLIENTS, "proof": phone.code()}).status_code == 302
    stale(client)
    assert client.post("/bukti/", {"next": CLIENTS, "proof": phone.code()}).status_code == 422  # the same code again


def test_a_file_of_a_closed_side_asks_and_is_read_only_then(cast: Cast, treatment_side: Callable[[], None]) -> None:
    treatment_side()
    patient = register(cast)
    kept = keep_file(
        office=cast.oki, side="treatment", record_kind="rehab.client", record_id=patient.pk, label="Pindaian",
        upload=SimpleUploadedFile("s.pdf", b"%PDF-1.7"), by=cast.budi,
    )  # fmt: skip
    address = reverse("desk:file", args=[kept.pk])
    asked = stale(cast.client(cast.budi)).get(address)
    assert asked.status_code == 302 and asked.headers["Location"].startswith("/bukti/")
    treatment_side()
    assert not Reading.objects.filter(purpose="mengunduh berkas").exists()
    assert stale(cast.client(cast.ani)).get(address).status_code == 403
    assert stale(cast.client(cast.budi), minutes=9).get(address).content == b"%PDF-1.7"
    treatment_side()
    assert Reading.objects.filter(purpose="mengunduh berkas", record_id=patient.pk).count() == 1
    assert stale(cast.client(cast.budi)).get(reverse("rehab:client", args=[patient.pk])).status_code == 200  # a look


def test_an_open_file_asks_for_nothing(cast: Cast) -> None:
    partner = PARTNERS.create(office=cast.oki, by=cast.ani, name="Mitra Rekaan", kind="government")
    kept = keep_file(
        office=cast.oki, side="open", record_kind="cooperation.partner", record_id=partner.pk, label="Pindaian",
        upload=SimpleUploadedFile("s.pdf", b"%PDF-1.7"), by=cast.ani,
    )  # fmt: skip
    assert stale(cast.client(cast.ani)).get(reverse("desk:file", args=[kept.pk])).content == b"%PDF-1.7"


def test_permission_is_asked_before_the_proof(cast: Cast) -> None:
    assert stale(cast.client(cast.ani)).get(CLIENTS).status_code == 403
    assert Client().get(CLIENTS).headers["Location"].startswith("/masuk/")


def test_what_a_form_sent_goes_on_to_where_it_was_going(cast: Cast) -> None:
    """The form of a lost factor stands for any: a reason typed, then a code, and the deed is done with that reason."""
    about = cast.budi
    User.objects.filter(pk=about.pk).update(has_factor=True)
    client = stale(cast.client(with_password(cast.kiki)))
    address = f"/pengguna/{about.pk}/verifikasi/"
    asked = client.post(address, {"reason": 'Telepon "hilang" <di pasar>'})
    assert asked.status_code == 403 and not about.factor_removals.exists()
    assert asked.context["action"] == address and asked.context["carried"] == [
        ("reason", 'Telepon "hilang" <di pasar>')
    ]
    assert "<di pasar>" not in asked.content.decode()  # escaped
    wrong = client.post(address, {**dict(asked.context["carried"]), "proof": "salah"})
    assert wrong.status_code == 422 and wrong.context["carried"] == asked.context["carried"]
    done = client.post(address, {**dict(asked.context["carried"]), "proof": PASSWORD})
    assert done.status_code == 302 and about.factor_removals.get().reason == 'Telepon "hilang" <di pasar>'


def test_a_form_behind_such_a_door_is_shown_after_the_proof_and_takes_no_file(cast: Cast) -> None:
    """Text goes on through the page that asks, a file cannot: so the proof comes first, and nothing is chosen in vain."""
    asked = stale(cast.client(cast.budi)).get(reverse("rehab:glass_new"))
    assert asked.status_code == 302 and asked.headers["Location"].startswith("/bukti/")
    behind = [address.view.__wrapped__ for address in addresses() if getattr(address.view, "fresh", False)]
    pages = [view.__self__ for view in behind if getattr(view, "__name__", "") in ("create_view", "change_view")]
    ways = [view.__self__ for view in behind if getattr(view, "__name__", "") == "step_view"]
    forms = [one.form for one in pages] + [form for one in ways for form in one.step_forms.values()]
    assert pages and ways
    assert not [form for form in forms if any(isinstance(field, FileField) for field in form.base_fields.values())]


def test_many_values_of_one_name_are_carried(cast: Cast) -> None:
    client = stale(cast.client(with_password(cast.kiki)))
    asked = client.post("/pengguna/verifikasi/", {"act": ["on", "off"], "lain": "x"})
    assert asked.context["carried"] == [("act", "on"), ("act", "off"), ("lain", "x")]


def test_nothing_typed_as_proof_is_kept(cast: Cast) -> None:
    from bersinar.foundation.access.idle import STAMP
    from bersinar.foundation.wire.drafts import read_draft

    client = stale(cast.client(with_password(cast.kiki)))
    session = client.session
    session[STAMP] = int(time.time()) - 31 * 60
    session.save()
    client.post(f"/pengguna/{cast.ani.pk}/verifikasi/", {"reason": "x", "draft_key": "k", "proof": PASSWORD})
    assert Draft.objects.count() == 1 and set(read_draft(owner=cast.kiki, form="k") or {}) == {"reason"}


@pytest.mark.parametrize("goal", ["https://example.org/", "//example.org/", "javascript:alert(1)", ""])
def test_the_way_on_stays_in_the_house(cast: Cast, goal: str) -> None:
    client = cast.client(with_password(cast.budi))
    page = client.post("/bukti/", {"next": goal, "proof": PASSWORD}, follow=True)
    assert page.context["goal"] == "/"


def test_a_fragment_is_led_by_its_whole_page(cast: Cast) -> None:
    client = stale(cast.client(cast.budi))
    here = "http://testserver/rehabilitasi/klien/"
    headers = {"HX-Request": "true", "HX-Current-URL": here}
    answer = client.get(CLIENTS, headers=headers)
    assert answer.headers["HX-Redirect"].endswith("rehabilitasi%2Fklien%2F")


def test_too_many_wrong_passwords_lock_as_at_the_log_in(cast: Cast) -> None:
    client = stale(cast.client(with_password(cast.budi)))
    statuses = [client.post("/bukti/", {"next": "/", "proof": "salah"}).status_code for _ in range(6)]
    assert statuses[0] == 422 and statuses[-1] == 429
    assert client.post("/bukti/", {"next": "/", "proof": PASSWORD}).status_code == 429


def test_a_new_password_for_another_asks_first(cast: Cast) -> None:
    before = cast.ani.password
    assert stale(cast.client(cast.kiki)).post(f"/pengguna/{cast.ani.pk}/kata-sandi/").status_code == 403
    assert cast.ani.password == before


def test_the_downloads_have_neutral_names(cast: Cast) -> None:
    for person in ("budi", "citra", "ani"):
        client = cast.client(getattr(cast, person))
        for pages in all_pages():
            if pages.has_list and getattr(cast, person).may(pages.model.read_permission):
                answer = client.get(reverse(f"{pages.room}:{pages.name}_export"))
                assert answer["Content-Disposition"] == 'attachment; filename="daftar.xlsx"', pages.name
