"""Home: figures against targets, what waits, what was recorded last; and nothing that the user may not see."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bersinar.foundation.access.actions import grant, make_user
from bersinar.foundation.access.models import User
from bersinar.foundation.periods.actions import close_month
from bersinar.foundation.reaching.messages import NEUTRAL
from bersinar.foundation.wire.drafts import keep_draft
from bersinar.programmes.carecentre.actions import set_up, take_rehab, take_tip
from bersinar.programmes.cooperation.actions import AGREEMENTS, PARTNERS
from tests.cast import Cast
from tests.desk.conftest import admit, hold, open_case, promise, questions

pytestmark = pytest.mark.django_db
AtMost = Callable[..., AbstractContextManager[Any]]


def home(cast: Cast, user: User, **query: Any) -> Any:
    answer = cast.client(user).get("/", query)
    assert answer.status_code == 200
    return answer


def tasks(answer: Any) -> str:
    return " | ".join(task.words for task in answer.context["tasks"])


def test_a_target_stands_first_with_its_achievement_and_its_trace(cast: Cast) -> None:
    hold(cast, 30)
    promise(cast, "prevention.people_reached", 20)
    answer = home(cast, cast.dewi)
    first = answer.context["kpis"][0]
    assert (first.number, first.target, first.achievement) == ("30", "20 orang", "150,00%")
    assert f'href="{first.url.replace("&", "&amp;")}"' in answer.content.decode()
    assert cast.client(cast.dewi).get(first.url).status_code == 200


def test_the_year_is_the_latest_with_records_and_can_be_changed(cast: Cast) -> None:
    hold(cast, 30)
    assert home(cast, cast.ani).context["choice"].year == 2023
    changed = home(cast, cast.ani, tahun="2021")
    assert changed.context["choice"].year == 2021
    assert "Belum ada yang dapat digambar" in changed.content.decode()


def test_without_a_role_home_says_whom_to_ask(cast: Cast) -> None:
    newcomer = make_user(
        username="mira", full_name="Mira Rekaan", password="kata-rekaan-77", office=cast.oki, by=cast.kiki
    )
    User.objects.filter(pk=newcomer.pk).update(must_change_password=False)
    assert "Minta administrator" in cast.client(newcomer).get("/").content.decode()


def test_open_months_wait_for_the_head_alone(cast: Cast) -> None:
    hold(cast, 30)
    assert "Tutup bulan: Januari sampai Desember 2023" in tasks(home(cast, cast.eko))
    assert "Tutup bulan" not in tasks(home(cast, cast.ani))
    close_month(office=cast.oki, year=2023, month=2, by=cast.eko)
    assert "Tutup bulan: Januari, Maret sampai Desember 2023" in tasks(home(cast, cast.eko))


def test_an_office_without_records_is_not_asked_to_close_months(cast: Cast) -> None:
    assert "Tutup bulan" not in tasks(home(cast, cast.eko))


def test_a_proposed_role_waits_for_who_may_approve_and_did_not_propose(cast: Cast) -> None:
    newcomer = make_user(
        username="mira", full_name="Mira Rekaan", password="kata-rekaan-77", office=cast.oki, by=cast.kiki
    )
    grant(user=newcomer, office=cast.oki, role="investigator", by=cast.kiki)
    assert "Setujui atau tolak peran Penyidik untuk Mira Rekaan" in tasks(home(cast, cast.eko))
    assert "Mira" not in tasks(home(cast, cast.kiki))
    assert "Mira" not in tasks(home(cast, cast.hadi))


def test_a_begun_form_is_led_back_to(cast: Cast) -> None:
    keep_draft(owner=cast.ani, form="activities.activity.new", side="open", fields={"title": ["Rakor"]})
    answer = home(cast, cast.ani)
    assert "Lanjutkan isian kegiatan baru" in tasks(answer)
    page = cast.client(cast.ani).get(answer.context["tasks"][0].url)
    assert "Rakor" in page.content.decode()
    assert "Lanjutkan" not in tasks(home(cast, cast.dewi))


def test_an_agreement_that_ends_soon_is_a_task_with_its_day(cast: Cast) -> None:
    today = cast.oki.local_day()
    partner = PARTNERS.create(office=cast.oki, by=cast.dewi, name="Mitra Rekaan", kind="company")
    common: dict[str, Any] = {
        "office": cast.oki,
        "by": cast.dewi,
        "partner": partner,
        "kind": "pks",
        "section": "general",
    }
    AGREEMENTS.create(title="Segera berakhir", signed_on=today, valid_until=today + timedelta(days=30), **common)
    AGREEMENTS.create(title="Masih lama", signed_on=today, valid_until=today + timedelta(days=300), **common)
    found = [task for task in home(cast, cast.dewi).context["tasks"] if "berakhir:" in task.words]
    assert [(task.words, task.due) for task in found] == [
        ("Kerja sama berakhir: Segera berakhir", today + timedelta(days=30))
    ]


def test_a_target_without_result_is_named(cast: Cast) -> None:
    hold(cast, 30)
    promise(cast, "enforcement.cases", 1)
    assert "Target 2023 yang belum punya hasil: Kasus" in tasks(home(cast, cast.dewi))
    open_case(cast)
    assert "belum punya hasil" not in tasks(home(cast, cast.dewi))


def test_contacts_wait_for_their_own_queue_by_number_alone(cast: Cast) -> None:
    set_up(
        office=cast.oki, by=cast.eko, based_on=None, answer_minutes={"normal": 60}, emergency_numbers="", reminder_words=NEUTRAL
    )  # fmt: skip
    said: dict[str, Any] = {
        "channel": "phone",
        "caller_kind": "self",
        "received_at": datetime(2023, 3, 14, 7, tzinfo=UTC),
    }
    for take in (take_rehab, take_tip):
        take(office=cast.oki, by=cast.fitri, caller="Ibu Rekaan", **said)
    of_budi = tasks(home(cast, cast.budi))
    assert "Jawab 1 konsultasi rehabilitasi yang lewat batas" in of_budi
    assert "Ambil 1 konsultasi rehabilitasi yang belum ada petugasnya" in of_budi
    assert "laporan masyarakat" not in of_budi
    assert "Jawab 1 laporan masyarakat yang lewat batas" in tasks(home(cast, cast.citra))
    for who in (cast.fitri, cast.eko, cast.hadi, cast.indra):
        assert "lewat batas" not in tasks(home(cast, who))
    assert "Ibu Rekaan" not in of_budi


def test_nothing_waiting_is_said(cast: Cast) -> None:
    assert "Tidak ada yang menunggu Anda" in home(cast, cast.gita).content.decode()


def test_the_latest_records_lead_to_their_pages_and_closed_ones_have_no_title(cast: Cast) -> None:
    meeting = hold(cast, 30)
    (episode,) = admit(cast, 1, 0)
    own_side = home(cast, cast.budi)
    latest = {one.noun: one for one in own_side.context["latest"]}
    assert latest["pelaksanaan"].title == str(meeting)
    assert latest["klien"].title == "" and str(episode.client.pk) in latest["klien"].url
    others = home(cast, cast.ani)
    assert "klien" not in {one.noun for one in others.context["latest"]}
    assert str(episode.client.pk) not in others.content.decode()
    assert home(cast, cast.gita).context["latest"] == []


def test_clients_by_month_are_drawn_for_their_own_side_alone(cast: Cast) -> None:
    admit(cast, 3, 1)
    assert home(cast, cast.budi).context["chart"].rows[1] == ("Feb", [("Klien rehabilitasi", "4")])
    assert home(cast, cast.eko).context["chart"] is None


@pytest.mark.parametrize("person", ["ani", "budi", "citra", "dewi", "eko", "fitri", "kiki", "joko"])
def test_home_asks_few_questions(cast: Cast, person: str, django_assert_max_num_queries: AtMost) -> None:
    hold(cast, 30)
    promise(cast, "prevention.people_reached", 20)
    admit(cast, 3, 1)
    open_case(cast)
    client = cast.client(getattr(cast, person))
    client.get("/?tahun=2023")
    # The clinic's day takes three and protection one; terms of law, the evidence that waits, kegiatan, places and steps of
    # action plans one each; cooperation two, what waits for a head's signature two, monthly reports one, and figures by letter beside a sum one.
    most = questions({"ani": 21, "budi": 21, "citra": 19, "dewi": 20, "eko": 19, "joko": 19}.get(person, 17))
    with django_assert_max_num_queries(most):
        client.get("/?tahun=2023")
