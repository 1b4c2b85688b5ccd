"""The second factor: whose role asks for it gets nowhere without, and no code works twice."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bersinar.foundation.access import demand, factors
from bersinar.foundation.access.actions import grant
from bersinar.foundation.access.lost_factor import remove_as_operator
from bersinar.foundation.access.models import User
from bersinar.foundation.access.proofs import Factor, FactorDemand, FactorRemoval, RecoveryCode
from bersinar.foundation.access.roles import ROLES
from bersinar.foundation.access.totp import STEP, matching_step, new_secret
from bersinar.foundation.audit.models import AuditLine
from bersinar.foundation.wire.refusals import Refusal
from tests.access.phone import Phone, by_password, enrolled, later, with_password
from tests.cast import Cast

pytestmark = pytest.mark.django_db
ENROL = "/akun/verifikasi/pasang/"


@pytest.fixture
def budi(cast: Cast) -> tuple[User, Phone]:
    """Budi, clinic head, with password and phone."""
    user = with_password(cast.budi)
    return user, enrolled(cast.client(user), user)


def actions_about(user: User) -> list[str]:
    return list(AuditLine.objects.filter(record_id=user.pk).order_by("pk").values_list("action", flat=True))


# Who must ----------------------------------------------------------------------------------------------------------


def test_closed_sides_heads_and_administrators_are_asked() -> None:
    asked = {role.code for role in ROLES.values() if role.asks_factor}
    assert asked >= {code for code, role in ROLES.items() if role.needs_approval or role.side.is_closed}
    assert {"administrator", "head", "auditor"} <= asked
    assert not asked & {"p2m_officer", "planner", "reviewer", "care_operator"}


@pytest.mark.parametrize("person", ["budi", "citra", "eko", "kiki"])
def test_a_role_that_asks_opens_nothing_before_the_factor_stands(demanded: Cast, person: str) -> None:
    user = getattr(demanded, person)
    client = demanded.client(user)
    for address in ("/", "/angka/", "/akun/", "/pengguna/", "/rehabilitasi/klien/", "/draf/x/"):
        assert client.get(address).headers["Location"] == ENROL, address
        assert client.post(address).headers["Location"] == ENROL, address
    page = client.get(ENROL)
    assert page.status_code == 200 and "Peran Anda membuka data yang dijaga" in page.content.decode()
    enrolled(client, user)
    assert client.get("/").status_code == 200
    assert demanded.client(demanded.ani).get("/").status_code == 200  # her role does not ask


def test_the_log_in_itself_leads_to_the_enrolment(demanded: Cast) -> None:
    client, _ = by_password(with_password(demanded.budi))
    assert client.get("/", follow=True).redirect_chain == [(ENROL, 302)]


def test_a_first_password_is_changed_before_that(demanded: Cast) -> None:
    User.objects.filter(pk=demanded.budi.pk).update(must_change_password=True)
    client = demanded.client(demanded.budi)
    assert client.get("/").headers["Location"] == "/akun/" and client.get("/akun/").status_code == 200


def test_a_demo_asks_nobody_until_its_administrator_says_so(cast: Cast) -> None:
    from tests.cast import join

    join(cast.kiki, cast.bnn, "administrator")
    assert cast.client(cast.budi).get("/").status_code == 200
    top = cast.client(cast.kiki)
    assert "Minta seperti sungguhan" in top.get("/pengguna/").content.decode()
    top.post("/pengguna/verifikasi/", {"act": "on"})
    assert cast.client(cast.budi).get("/").headers["Location"] == ENROL
    assert AuditLine.objects.filter(action="access.switch_demand").exists()
    enrolled(top, cast.kiki)
    top.post("/pengguna/verifikasi/", {"act": "off"})
    assert cast.client(cast.budi).get("/").status_code == 200


def test_an_office_below_does_not_decide_for_all(cast: Cast) -> None:
    client = cast.client(cast.kiki)  # administrator of one office
    assert "Minta seperti sungguhan" not in client.get("/pengguna/").content.decode()
    assert client.post("/pengguna/verifikasi/", {"act": "on"}).status_code == 403
    assert not demand.demand_is_on()


def test_a_real_instance_has_no_switch(demanded: Cast) -> None:
    from tests.cast import join

    join(demanded.kiki, demanded.bnn, "administrator")
    client = demanded.client(demanded.kiki)
    enrolled(client, demanded.kiki)
    assert "Jangan minta lagi" not in client.get("/pengguna/").content.decode()
    told = client.post("/pengguna/verifikasi/", {"act": "off"}, follow=True)
    assert "selalu diminta" in told.content.decode()
    cache.clear()
    assert demand.demand_is_on()


# Enrolling ---------------------------------------------------------------------------------------------------------


def test_the_page_shows_the_key_once_and_wants_it_proved(cast: Cast) -> None:
    client = cast.client(cast.budi)
    page = client.get(ENROL)
    secret = factors.secret_of(Factor.objects.get())
    assert page.context["key"].replace(" ", "") == secret and "<svg" in page.content.decode()
    assert client.get(ENROL).context["key"] == page.context["key"]  # loaded again, the same
    wrong = client.post(ENROL, {"code": "000000" if Phone(secret, []).code() != "000000" else "111111"})
    assert wrong.status_code == 422 and "Kode tidak cocok" in wrong.content.decode()
    assert not User.objects.get(pk=cast.budi.pk).has_factor
    done = client.post(ENROL, {"code": Phone(secret, []).code()})
    assert len(set(done.context["codes"])) == 10
    assert secret not in client.get("/akun/verifikasi/").content.decode()
    assert client.get(ENROL).context["key"].replace(" ", "") != secret  # a replacement is another secret


def test_neither_secret_nor_codes_stand_in_the_database_or_the_audit(budi: tuple[User, Phone]) -> None:
    _, phone = budi
    row = Factor.objects.get()
    assert phone.secret.encode() not in bytes(row.__dict__["secret"]) and str(row.secret) == "••••••"
    hashes = set(RecoveryCode.objects.values_list("hash", flat=True))
    assert len(hashes) == 10 and not hashes & set(phone.recovery)
    told = str(list(AuditLine.objects.values_list("changes", "reason")))
    assert phone.secret not in told and not any(code in told for code in phone.recovery)


def test_a_secret_moved_to_another_account_opens_nothing(cast: Cast, budi: tuple[User, Phone]) -> None:
    from bersinar.foundation.secrecy.sealed import CannotOpen

    _, phone = budi
    other = enrolled(cast.client(cast.citra), cast.citra)
    theirs = Factor.objects.get(user=cast.citra)
    Factor.objects.filter(pk=theirs.pk).update(secret=Factor.objects.get(user=cast.budi).__dict__["secret"])
    with pytest.raises(CannotOpen):
        factors.check(cast.citra, phone.code())
    assert other.secret != phone.secret


# Logging in --------------------------------------------------------------------------------------------------------


def test_password_then_code_leads_where_one_was_going(budi: tuple[User, Phone]) -> None:
    user, phone = budi
    client, sent_to = by_password(user, "/angka/")
    assert sent_to == "/masuk/kode/"
    assert client.get("/angka/").headers["Location"].startswith("/masuk/")  # nobody is in yet
    assert client.post("/masuk/kode/", {"code": phone.code()}).headers["Location"] == "/angka/"
    assert client.get("/angka/").status_code == 200


def test_a_wrong_code_is_answered_and_the_right_one_still_taken(budi: tuple[User, Phone]) -> None:
    user, phone = budi
    client, _ = by_password(user)
    answer = client.post("/masuk/kode/", {"code": "12"})
    assert answer.status_code == 422 and "Kode salah" in answer.content.decode()
    assert client.post("/masuk/kode/", {"code": f" {phone.code()[:3]} {phone.code()[3:]}"}).status_code == 302


@pytest.mark.parametrize(("steps", "taken"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_a_phone_may_be_one_step_off(steps: int, taken: bool) -> None:
    secret, now = new_secret(), 1_700_000_000
    import pyotp

    found = matching_step(secret, pyotp.TOTP(secret).at(now + steps * STEP), now)
    assert (found == now // STEP + steps) if taken else found is None


def test_the_same_code_does_not_work_twice(budi: tuple[User, Phone]) -> None:
    user, phone = budi
    code = phone.code()
    first, _ = by_password(user)
    assert first.post("/masuk/kode/", {"code": code}).status_code == 302
    second, _ = by_password(user)
    assert second.post("/masuk/kode/", {"code": code}).status_code == 422
    assert second.get("/").status_code == 302


def test_after_five_wrong_codes_the_right_one_waits_too(budi: tuple[User, Phone]) -> None:
    user, phone = budi
    for _ in range(5):  # each from a browser of its own: the count is the account's
        client, _sent = by_password(user)
        answer = client.post("/masuk/kode/", {"code": "abcdef"})
    assert "Terlalu banyak kode salah" in answer.content.decode()
    client, _ = by_password(user)
    assert client.post("/masuk/kode/", {"code": phone.code()}).status_code == 422
    assert client.post("/masuk/kode/", {"code": phone.recovery[0]}).status_code == 422
    assert actions_about(user).count("access.lock_factor") == 1
    Factor.objects.update(locked_until=None)
    assert client.post("/masuk/kode/", {"code": phone.code()}).status_code == 302


def test_the_code_page_is_nobodys_without_a_password(budi: tuple[User, Phone]) -> None:
    _, phone = budi
    assert Client().post("/masuk/kode/", {"code": phone.code()}).headers["Location"] == "/masuk/?ulang=1"


def test_a_password_changed_meanwhile_ends_the_waiting(budi: tuple[User, Phone]) -> None:
    user, phone = budi
    client, _ = by_password(user)
    user.set_password("kata-sandi-lain-sekali-9")
    user.save(update_fields=["password"])
    assert client.post("/masuk/kode/", {"code": phone.code()}).headers["Location"] == "/masuk/?ulang=1"


def test_a_recovery_code_works_once_and_says_what_is_left(budi: tuple[User, Phone]) -> None:
    user, phone = budi
    client, _ = by_password(user)
    client.post("/masuk/kode/", {"code": phone.recovery[0].upper()})
    assert "pemulihan terpakai" in client.get("/").content.decode()
    assert client.get("/akun/verifikasi/").context["codes_left"] == 9
    again, _ = by_password(user)
    assert again.post("/masuk/kode/", {"code": phone.recovery[0]}).status_code == 422
    assert "access.use_recovery_code" in actions_about(user)


def test_new_recovery_codes_end_the_old(cast: Cast, budi: tuple[User, Phone]) -> None:
    user, phone = budi
    fresh = cast.client(user).post("/akun/verifikasi/kode-pemulihan/").context["codes"]
    client, _ = by_password(user)
    assert client.post("/masuk/kode/", {"code": phone.recovery[1]}).status_code == 422
    assert client.post("/masuk/kode/", {"code": fresh[1]}).status_code == 302


@pytest.mark.property
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(tries=st.lists(st.tuples(st.integers(0, 75), st.integers(-2, 2)), min_size=1, max_size=12))
def test_no_code_ever_works_twice(
    budi: tuple[User, Phone], monkeypatch: pytest.MonkeyPatch, tries: list[tuple[int, int]]
) -> None:
    """Whatever the clock and the phone do: steps taken only ever grow."""
    import pyotp

    user, phone = budi
    later(user)
    now = 1_700_000_000
    taken: list[int] = []
    for pause, drift in tries:
        now += pause
        monkeypatch.setattr(factors, "time", SimpleNamespace(time=lambda at=now: at))
        step = now // STEP + drift
        try:
            factors.check(user, pyotp.TOTP(phone.secret).generate_otp(step))
        except Refusal:
            assert abs(drift) > 1 or (taken and step <= taken[-1])
        else:
            taken.append(step)
        Factor.objects.update(failures=0, locked_until=None)
    assert taken == sorted(set(taken))


# Replacing, removing -----------------------------------------------------------------------------------------------


def test_a_new_phone_ends_the_old_one_and_other_sessions(cast: Cast, budi: tuple[User, Phone]) -> None:
    user, old = budi
    elsewhere, here = cast.client(user), cast.client(user)
    new = enrolled(here, user)
    assert elsewhere.get("/").status_code == 302 and here.get("/").status_code == 200
    client, _ = by_password(user)
    assert client.post("/masuk/kode/", {"code": old.code()}).status_code == 422
    assert client.post("/masuk/kode/", {"code": old.recovery[0]}).status_code == 422
    assert client.post("/masuk/kode/", {"code": new.code()}).status_code == 302
    assert actions_about(user)[-1] == "access.replace_factor"


def test_a_replacement_begun_and_left_changes_nothing(cast: Cast, budi: tuple[User, Phone]) -> None:
    user, phone = budi
    cast.client(user).get(ENROL)
    client, _ = by_password(user)
    assert client.post("/masuk/kode/", {"code": phone.code()}).status_code == 302


def test_one_gives_up_the_own_factor_unless_a_role_asks(cast: Cast, budi: tuple[User, Phone]) -> None:
    user, _ = budi
    FactorDemand.objects.update(is_on=True)
    cache.clear()
    client = cast.client(user)
    kept = client.post("/akun/verifikasi/lepas/", follow=True)
    assert "Peran Anda memerlukan" in kept.content.decode() and User.objects.get(pk=user.pk).has_factor
    FactorDemand.objects.update(is_on=False)
    cache.clear()
    client.post("/akun/verifikasi/lepas/")
    assert not User.objects.get(pk=user.pk).has_factor and not Factor.objects.exists()
    assert by_password(user)[1] == "/"


# Lost ----------------------------------------------------------------------------------------------------------------


def propose(cast: Cast, by: User, about: User, reason: str = "Telepon hilang") -> Any:
    return cast.client(by).post(f"/pengguna/{about.pk}/verifikasi/", {"reason": reason}, follow=True)


def decide(cast: Cast, by: User, act: str = "approve") -> Any:
    proposal = FactorRemoval.objects.get(decided_at=None)
    return cast.client(by).post(f"/pengguna/verifikasi/{proposal.pk}/", {"act": act}, follow=True)


def test_two_people_take_a_lost_factor_away(cast: Cast, budi: tuple[User, Phone]) -> None:
    user, _ = budi
    open_session = cast.client(user)
    assert "Diusulkan" in propose(cast, cast.kiki, user).content.decode()
    assert User.objects.get(pk=user.pk).has_factor
    assert "Putuskan pelepasan" in cast.client(cast.eko).get("/").content.decode()
    page = cast.client(cast.eko).get(f"/pengguna/{user.pk}/").content.decode()
    assert "Kiki Rekaan" in page and "Telepon hilang" in page and "Setujui pelepasan" in page
    assert "Verifikasi dilepas" in decide(cast, cast.eko).content.decode()
    assert not User.objects.get(pk=user.pk).has_factor and open_session.get("/").status_code == 302
    assert actions_about(user)[-2:] == ["access.propose_factor_removal", "access.approve_factor_removal"]


def test_nobody_takes_a_factor_away_alone(cast: Cast, budi: tuple[User, Phone]) -> None:
    user, _ = budi
    propose(cast, cast.kiki, user)
    assert decide(cast, cast.kiki).status_code == 403  # proposes, does not approve
    FactorRemoval.objects.update(proposed_by=cast.eko.pk)
    assert "oleh orang lain" in decide(cast, cast.eko).content.decode()  # approves, but proposed it
    FactorRemoval.objects.update(proposed_by=cast.kiki.pk)
    assert "oleh orang lain" in decide(cast, cast.budi).content.decode()  # approves, but it is the own account
    assert User.objects.get(pk=user.pk).has_factor


def test_a_declined_proposal_leaves_the_factor(cast: Cast, budi: tuple[User, Phone]) -> None:
    user, _ = budi
    propose(cast, cast.kiki, user)
    assert "Usulan ditolak" in decide(cast, cast.eko, "decline").content.decode()
    assert User.objects.get(pk=user.pk).has_factor and "Diusulkan" in propose(cast, cast.kiki, user).content.decode()


def test_a_proposal_wants_a_reason_and_waits_once(cast: Cast, budi: tuple[User, Phone]) -> None:
    user, _ = budi
    assert "Tulis alasannya" in propose(cast, cast.kiki, user, " ").content.decode()
    propose(cast, cast.kiki, user)
    assert "sudah menunggu" in propose(cast, cast.eko, user).content.decode()


def test_who_has_the_phone_after_all_ends_the_proposal(cast: Cast, budi: tuple[User, Phone]) -> None:
    user, _ = budi
    propose(cast, cast.kiki, user)
    enrolled(cast.client(user), user)
    assert not FactorRemoval.objects.filter(decided_at=None).exists() and User.objects.get(pk=user.pk).has_factor


def test_another_office_neither_proposes_nor_decides(cast: Cast, budi: tuple[User, Phone], head_of: Any) -> None:
    user, _ = budi
    omar = head_of(cast.lumajang)
    assert propose(cast, omar, user).status_code == 404
    propose(cast, cast.kiki, user)
    assert decide(cast, omar).status_code == 404
    assert propose(cast, cast.ani, user).status_code == 403


@pytest.fixture
def head_of() -> Any:
    from tests.cast import join

    def make(office: Any) -> User:
        user = User.objects.create(username="omar", full_name="Omar Rekaan")
        join(user, office, "head")
        return user

    return make


def test_the_operator_helps_where_no_second_person_is_left(cast: Cast, budi: tuple[User, Phone]) -> None:
    user, _ = budi
    remove_as_operator(user)
    assert not User.objects.get(pk=user.pk).has_factor
    line = AuditLine.objects.get(action="access.remove_factor")
    assert line.actor.int == 0 and line.record_id == user.pk


def test_the_administrator_who_resets_a_password_still_lacks_the_code(cast: Cast, budi: tuple[User, Phone]) -> None:
    user, _ = budi
    shown = cast.client(cast.kiki).post(f"/pengguna/{user.pk}/kata-sandi/").context["password"]
    client = Client()
    answer = client.post("/masuk/", {"username": user.username, "password": shown})
    assert answer.headers["Location"] == "/masuk/kode/" and client.get("/akun/").status_code == 302


def test_the_audit_page_says_it_in_words(cast: Cast, budi: tuple[User, Phone]) -> None:
    rows = cast.client(cast.eko).get("/jejak-audit/").context["rows"]
    assert [(row.who, row.what) for row in rows] == [("Budi Rekaan", "memasang verifikasi dua langkah")]


def test_a_role_given_later_asks_from_then_on(demanded: Cast) -> None:
    client = demanded.client(demanded.ani)
    assert client.get("/").status_code == 200
    enrolled(admin := demanded.client(demanded.kiki), demanded.kiki)
    assert admin.get("/").status_code == 200
    grant(user=demanded.ani, office=demanded.oki, role="auditor", by=demanded.kiki)
    assert client.get("/").headers["Location"] == ENROL
