"""Code lists from the desk: words change, codes end, nothing is lost."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext
from django_tasks import task

from bersinar.foundation.audit.models import AuditLine
from bersinar.foundation.codelists.lists import choices, label
from bersinar.foundation.codelists.models import Code
from bersinar.interfaces.desk.codes import list_title
from tests.cast import Cast
from tests.filling import send, sentences

pytestmark = pytest.mark.django_db
ONE = "/daftar-kode/award_level/kode/national/"


@pytest.fixture(autouse=True)
def level(db: None) -> Code:
    """A code of a list that ships."""
    code, _ = Code.objects.get_or_create(list="award_level", code="national", defaults={"label": "Nasional"})
    return code


def test_a_label_is_changed_at_once_for_all(cast: Cast) -> None:
    assert send(cast.client(cast.kiki), ONE, label="Tingkat nasional").status_code == 302
    assert label("award_level", "national") == "Tingkat nasional"
    assert Code.objects.get(list="award_level", code="national").version == 2
    assert AuditLine.objects.get(action="codelists.change_code").changes["label"][1] == "Tingkat nasional"


def test_an_ended_code_is_offered_no_more_and_keeps_its_words(cast: Cast, level: Code) -> None:
    assert ("national", level.label) in choices("award_level")
    send(cast.client(cast.kiki), ONE, valid_until=(date.today() - timedelta(days=1)).isoformat())
    assert "national" not in dict(choices("award_level"))
    assert label("award_level", "national") == level.label
    assert "berakhir" in cast.client(cast.kiki).get("/daftar-kode/award_level/").content.decode()


def test_a_lost_update_is_refused_and_may_be_sent_again(cast: Cast) -> None:
    client = cast.client(cast.kiki)
    typed = {"label": "Milik saya", "meaning": "", "valid_until": "", "version": "1"}
    Code.objects.filter(list="award_level", code="national").update(version=2, label="Milik orang lain")
    answer = client.post(ONE, typed)
    assert answer.status_code == 422 and "sudah diubah orang lain" in sentences(answer)
    again = {**typed, "version": answer.context["form"]["version"].value()}
    assert client.post(ONE, again).status_code == 302
    assert Code.objects.get(list="award_level", code="national").label == "Milik saya"


def test_a_code_is_added_at_the_end(cast: Cast) -> None:
    new = "/daftar-kode/award_level/baru/"
    assert send(cast.client(cast.kiki), new, code="asean", label="ASEAN").status_code == 302
    assert choices("award_level")[-1] == ("asean", "ASEAN")


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"code": "national", "label": "Lagi"}, "sudah ada"),
        ({"code": "Dua Kata", "label": "Lagi"}, "huruf kecil"),
        ({"code": "lain", "label": "  "}, ""),
    ],
)
def test_wrong_input_adds_nothing(cast: Cast, typed: dict[str, str], sentence: str) -> None:
    before = Code.objects.count()
    answer = send(cast.client(cast.kiki), "/daftar-kode/award_level/baru/", **typed)
    assert answer.status_code == 422 and sentence in sentences(answer) and Code.objects.count() == before


def test_two_codes_of_a_list_never_share_a_label(cast: Cast, level: Code) -> None:
    answer = send(cast.client(cast.kiki), "/daftar-kode/award_level/baru/", code="lain", label=level.label.upper())
    assert answer.status_code == 422 and "sudah dipakai kode lain" in sentences(answer)


def test_lists_are_kept_by_who_may(cast: Cast) -> None:
    for person in (cast.ani, cast.eko, cast.dewi, cast.joko):
        for path in ("", "award_level/", "award_level/baru/", "award_level/kode/national/"):
            assert cast.client(person).get(f"/daftar-kode/{path}").status_code == 403
    for path in ("tidak_ada/", "tidak_ada/baru/", "award_level/kode/tidak_ada/"):
        assert cast.client(cast.kiki).get(f"/daftar-kode/{path}").status_code == 404


def test_every_list_has_a_title_in_words() -> None:
    for name in Code.objects.order_by().values_list("list", flat=True).distinct():
        title = list_title(name)
        assert "_" not in title and title != name.replace("_", " ").capitalize(), name


def _change_elsewhere(label: str) -> None:
    """What another process does: this one hears nothing of it."""
    kept = Code.objects.filter(list="award_level", code="national")
    kept.update(label=label, version=F("version") + 1)


@task()
def _label_in_a_job() -> str:
    return label("award_level", "national")


def test_a_label_changed_by_another_process_is_seen_by_the_next_request(cast: Cast, settings: Any) -> None:
    client, page = cast.client(cast.ani), "/kerja-sama/penghargaan/baru/"
    assert "Tingkat negara" not in client.get(page).text
    _change_elsewhere("Tingkat negara")
    assert "Tingkat negara" not in client.get(page).text  # within the few seconds
    settings.CODES_SEEN_WITHIN_SECONDS = 0
    assert "Tingkat negara" in client.get(page).text


def test_a_label_changed_by_another_process_is_seen_by_the_next_job(cast: Cast, settings: Any) -> None:
    assert _label_in_a_job.enqueue().return_value == label("award_level", "national")
    _change_elsewhere("Tingkat negara")
    settings.CODES_SEEN_WITHIN_SECONDS = 0
    assert _label_in_a_job.enqueue().return_value == "Tingkat negara"


def test_looking_again_is_one_question_and_not_one_a_label(cast: Cast, settings: Any) -> None:
    client, page = cast.client(cast.ani), "/kerja-sama/penghargaan/baru/"
    asked = []
    for seconds in (float("inf"), 0.0, 0.0, float("inf"), 3600.0):
        settings.CODES_SEEN_WITHIN_SECONDS = seconds
        with CaptureQueriesContext(connection) as counted:
            client.get(page)
        asked.append(len(counted))
    first, _, looked, unlooked, _ = asked  # the second found what it had never looked at, and read the lists anew
    assert looked == unlooked + 1
    assert asked[3] == asked[4] and first >= unlooked
