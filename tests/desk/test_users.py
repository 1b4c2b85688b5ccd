"""Accounts from the desk: a first password shown once, closed roles by two people, nobody beyond the own scope."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from bersinar.foundation.access.actions import approve, grant, make_user
from bersinar.foundation.access.models import Membership, User
from bersinar.foundation.audit.models import AuditLine
from tests.cast import Cast
from tests.desk.conftest import questions

pytestmark = pytest.mark.django_db


def new_account(cast: Cast, by: User, **typed: Any) -> Any:
    said = {"full_name": "Mira Rekaan", "username": "mira", "office": cast.oki.pk, "role": "p2m_officer", **typed}
    return cast.client(by).post("/pengguna/baru/", said)


def mira(cast: Cast) -> User:
    return make_user(username="mira", full_name="Mira Rekaan", password="kata-rekaan-77", office=cast.oki, by=cast.kiki)


def fresh(user: User) -> User:
    return User.objects.get(pk=user.pk)


def test_a_new_account_gets_a_password_that_is_shown_once_and_must_be_changed(cast: Cast) -> None:
    answer = new_account(cast, cast.kiki)
    password = answer.context["password"]
    assert password in answer.content.decode()
    client = Client()
    logged_in = client.post("/masuk/", {"username": "mira", "password": password}, follow=True)
    assert logged_in.redirect_chain[-1][0] == "/akun/" and "Ganti dahulu" in logged_in.content.decode()
    assert client.get("/angka/").headers["Location"] == "/akun/"
    same = {"old_password": password, "new_password1": password, "new_password2": password}
    assert "harus berbeda" in client.post("/akun/", same).content.decode()
    own = "sawah-hijau-41-pagi"
    changed = client.post("/akun/", {"old_password": password, "new_password1": own, "new_password2": own})
    assert changed.headers["Location"] == "/" and client.get("/angka/").status_code == 200
    page = cast.client(cast.kiki).get(f"/pengguna/{User.objects.get(username='mira').pk}/").content.decode()
    assert password not in page


def test_a_closed_role_waits_for_another_person(cast: Cast) -> None:
    new_account(cast, cast.kiki, role="investigator")
    made = User.objects.get(username="mira")
    (membership,) = Membership.objects.filter(user=made)
    assert not made.permissions
    assert cast.client(cast.kiki).post(f"/pengguna/peran/{membership.pk}/", {"act": "approve"}).status_code == 403
    page = cast.client(cast.eko).get(f"/pengguna/{made.pk}/").content.decode()
    assert "Setujui" in page and "diusulkan Kiki Rekaan" in page
    cast.client(cast.eko).post(f"/pengguna/peran/{membership.pk}/", {"act": "approve"})
    assert fresh(made).side == "enforcement"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"username": "ani"}, "sudah dipakai"),
        ({"username": "Mira Rekaan"}, "huruf kecil"),
        ({"full_name": ""}, "wajib"),
        ({"role": "raja"}, ""),
    ],
)
def test_wrong_input_makes_no_account(cast: Cast, typed: dict[str, str], sentence: str) -> None:
    before = User.objects.count()
    answer = new_account(cast, cast.kiki, **typed)
    assert answer.status_code == 422 and sentence in answer.content.decode()
    assert User.objects.count() == before


def test_a_refused_role_leaves_no_account_behind(cast: Cast) -> None:
    """The account and its first role go in together or not at all."""
    section = cast.lumajang.sections.create(code="p2m", name="Seksi P2M")
    answer = new_account(cast, cast.kiki, section=section.pk)
    assert answer.status_code == 422 and not User.objects.filter(username="mira").exists()


def test_accounts_are_managed_in_the_own_scope(cast: Cast) -> None:
    assert new_account(cast, cast.kiki, office=cast.lumajang.pk).status_code == 422
    client = cast.client(cast.kiki)
    assert client.get(f"/pengguna/{cast.gita.pk}/").status_code == 404
    for path in ("keadaan", "kata-sandi", "peran"):
        assert client.post(f"/pengguna/{cast.gita.pk}/{path}/", {"act": "close"}).status_code == 404
    page = client.get("/pengguna/").content.decode()
    assert "Ani Rekaan" in page and "Gita Rekaan" not in page
    assert fresh(cast.gita).is_active


@pytest.mark.parametrize("person", ["ani", "citra", "dewi", "joko"])
def test_others_have_no_such_pages(cast: Cast, person: str) -> None:
    client = cast.client(getattr(cast, person))
    assert client.get("/pengguna/").status_code == 403
    assert client.get(f"/pengguna/{cast.ani.pk}/").status_code == 403
    assert client.post(f"/pengguna/{cast.ani.pk}/keadaan/", {"act": "close"}).status_code == 403
    assert cast.client(cast.eko).get("/pengguna/baru/").status_code == 403  # approves, does not make


def test_a_role_is_given_and_ended(cast: Cast) -> None:
    made = mira(cast)
    grant(user=made, office=cast.oki, role="planner", by=cast.kiki)
    client = cast.client(cast.kiki)
    given = client.post(
        f"/pengguna/{made.pk}/peran/", {"office": cast.oki.pk, "role": "p2m_officer"}, follow=True
    ).content.decode()
    assert "Peran diberikan." in given
    twice = client.post(f"/pengguna/{made.pk}/peran/", {"office": cast.oki.pk, "role": "p2m_officer"})
    assert twice.status_code == 422 and "sudah memegang peran itu" in twice.content.decode()
    membership = Membership.objects.get(user=made, role="p2m_officer")
    assert "diakhiri" in client.post(f"/pengguna/peran/{membership.pk}/", {"act": "end"}, follow=True).content.decode()
    assert {held.role for held in fresh(made).standing_memberships} == {"planner"}


def test_a_second_side_is_refused_with_its_sentence(cast: Cast) -> None:
    answer = cast.client(cast.kiki).post(
        f"/pengguna/{cast.budi.pk}/peran/", {"office": cast.oki.pk, "role": "investigator"}
    )
    assert answer.status_code == 422 and "buat akun baru" in answer.content.decode()


def test_an_account_is_closed_and_reopened_and_nobody_closes_the_own(cast: Cast) -> None:
    client = cast.client(cast.kiki)
    at_work = cast.client(cast.ani)
    client.post(f"/pengguna/{cast.ani.pk}/keadaan/", {"act": "close"})
    assert not fresh(cast.ani).is_active
    assert at_work.get("/")["Location"].startswith("/masuk/"), "a visit ends with the account"
    client.post(f"/pengguna/{cast.ani.pk}/keadaan/", {"act": "open"})
    assert fresh(cast.ani).is_active
    own = client.post(f"/pengguna/{cast.kiki.pk}/keadaan/", {"act": "close"}, follow=True)
    assert "sendiri" in own.content.decode() and fresh(cast.kiki).is_active


def test_a_new_password_is_shown_once_and_ends_open_sessions(cast: Cast) -> None:
    made = mira(cast)
    grant(user=made, office=cast.oki, role="planner", by=cast.kiki)
    User.objects.filter(pk=made.pk).update(must_change_password=False)
    open_session = cast.client(fresh(made))
    assert open_session.get("/angka/").status_code == 200
    answer = cast.client(cast.kiki).post(f"/pengguna/{made.pk}/kata-sandi/")
    assert answer.context["password"] in answer.content.decode()
    assert open_session.get("/angka/").headers["Location"].startswith("/masuk/")
    assert fresh(made).check_password(answer.context["password"]) and fresh(made).must_change_password
    assert AuditLine.objects.filter(action="access.reset_password", record_id=made.pk).exists()


def test_whoever_sets_a_password_does_not_thereby_open_a_closed_side(cast: Cast) -> None:
    """An administrator could log in with it: so the closed role waits for a second person again."""
    made = mira(cast)
    approve(membership=grant(user=made, office=cast.oki, role="investigator", by=cast.kiki), by=cast.eko)
    assert fresh(made).side == "enforcement"
    cast.client(cast.kiki).post(f"/pengguna/{made.pk}/kata-sandi/")
    assert not fresh(made).permissions
    (membership,) = made.memberships.all()
    assert cast.client(cast.kiki).post(f"/pengguna/peran/{membership.pk}/", {"act": "approve"}).status_code == 403
    cast.client(cast.eko).post(f"/pengguna/peran/{membership.pk}/", {"act": "approve"})
    assert fresh(made).side == "enforcement"


def test_the_list_is_searched_and_narrowed(cast: Cast) -> None:
    grant(user=mira(cast), office=cast.oki, role="investigator", by=cast.kiki)
    client = cast.client(cast.kiki)

    def names(query: str) -> set[str]:
        return {account.username for account in client.get(f"/pengguna/?{query}").context["page"].object_list}

    assert {account.username for account in client.post("/pengguna/", {"q": "citra"}, follow=True).context["page"]} == {
        "citra"
    }
    assert names("keadaan=menunggu") == {"mira"}
    assert names("keadaan=tutup") == set()
    assert names("q=citra") == names("")  # a name never stands in an address
    assert "Tidak ada yang cocok" in client.post("/pengguna/", {"q": "zzz"}, follow=True).text


def test_the_list_asks_few_questions(cast: Cast, django_assert_max_num_queries: Any) -> None:
    client = cast.client(cast.kiki)
    client.get("/pengguna/")
    with django_assert_max_num_queries(questions(10)):
        client.get("/pengguna/")
