"""The wall is built of people: one user stands on one closed side at most, and nobody puts a user there alone."""

from __future__ import annotations

from itertools import product

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from bersinar.foundation.access.actions import approve, end_membership, grant, make_user, reset_password, set_active
from bersinar.foundation.access.models import Membership, User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.access.roles import ROLES
from bersinar.foundation.access.sides import Side
from bersinar.foundation.wire.refusals import Forbidden, Refusal
from tests.cast import Cast, join

CLOSED = [role.code for role in ROLES.values() if role.side.is_closed]
OPPOSED = [(one, other) for one, other in product(CLOSED, CLOSED) if ROLES[one].side != ROLES[other].side]


SIDES = {side: [one for one in Permission if one.side is side] for side in (Side.TREATMENT, Side.ENFORCEMENT)}
PAIRS = list(product(SIDES[Side.TREATMENT], SIDES[Side.ENFORCEMENT]))


@pytest.fixture
def newcomer(cast: Cast) -> User:
    return make_user(
        username="lina", full_name="Lina Rekaan", password="kata-sandi-rekaan-7", office=cast.oki, by=cast.kiki
    )


def fresh(user: User) -> User:
    """The user as the next request reads it."""
    return User.objects.get(pk=user.pk)


def closed_permissions(user: User) -> set[Permission]:
    return {permission for permission in fresh(user).permissions if permission.side.is_closed}


# Roles --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", ROLES)
def test_a_role_stands_on_one_side_at_most(code: str) -> None:
    assert len({permission.side for permission in ROLES[code].permissions} - {Side.OPEN}) <= 1


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_every_pair_of_permissions_of_the_two_sides_is_refused_to_one_user(
    cast: Cast, one: Permission, other: Permission
) -> None:
    """Not by a role, not by two roles in one office or in two, and not by rows slipped in beside the actions."""
    holders = [[role.code for role in ROLES.values() if wanted in role.permissions] for wanted in (one, other)]
    assert all(holders), "every permission is held by a role"
    assert not set(holders[0]) & set(holders[1])
    for number, (first, second) in enumerate(product(*holders)):
        for side in (Side.TREATMENT, Side.ENFORCEMENT, ""):
            user = User(username=f"lina-{number}-{side}", full_name="Lina Rekaan", closed_side=str(side))
            user.set_unusable_password()
            user.save()
            join(user, cast.oki, first)
            join(user, cast.lumajang, second)
            held = fresh(user)
            assert not (held.may(one) and held.may(other))
            assert not (held.scope(one) and held.scope(other))
            assert held.side.value == (side or Side.OPEN.value)


def test_the_two_sides_have_permissions_to_pair() -> None:
    assert len(PAIRS) >= 30


def test_both_closed_sides_have_roles() -> None:
    assert {ROLES[code].side for code in CLOSED} == {Side.TREATMENT, Side.ENFORCEMENT}


@pytest.mark.parametrize("code", ["administrator", "head", "reviewer", "auditor", "care_operator", "planner"])
def test_who_manages_or_looks_on_reads_no_closed_record(code: str) -> None:
    assert ROLES[code].side is Side.OPEN


def test_proposing_and_approving_are_no_one_role() -> None:
    both = {Permission.USERS_MANAGE, Permission.USERS_APPROVE}
    assert [role.code for role in ROLES.values() if both <= role.permissions] == []


# Two closed sides ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("first", "second"), OPPOSED)
def test_no_user_holds_both_sides_in_either_order(cast: Cast, newcomer: User, first: str, second: str) -> None:
    approve(membership=grant(user=newcomer, office=cast.oki, role=first, by=cast.kiki), by=cast.eko)
    with pytest.raises(Refusal, match="sisi tertutup yang lain"):
        grant(user=newcomer, office=cast.oki, role=second, by=cast.kiki)
    assert {permission.side for permission in closed_permissions(newcomer)} == {ROLES[first].side}


@pytest.mark.parametrize(("first", "second"), OPPOSED)
def test_nor_one_after_the_other(cast: Cast, newcomer: User, first: str, second: str) -> None:
    membership = approve(membership=grant(user=newcomer, office=cast.oki, role=first, by=cast.kiki), by=cast.eko)
    end_membership(membership=membership, by=cast.kiki)
    assert closed_permissions(newcomer) == set()
    with pytest.raises(Refusal, match="buat akun baru"):
        grant(user=newcomer, office=cast.oki, role=second, by=cast.kiki)


def test_nor_while_the_first_still_waits(cast: Cast, newcomer: User) -> None:
    grant(user=newcomer, office=cast.oki, role="clinic_head", by=cast.kiki)
    with pytest.raises(Refusal, match="sisi tertutup yang lain"):
        grant(user=newcomer, office=cast.oki, role="investigator", by=cast.kiki)


def test_a_row_slipped_in_beside_the_actions_opens_nothing(cast: Cast) -> None:
    join(cast.budi, cast.oki, "investigator")
    assert {permission.side for permission in closed_permissions(cast.budi)} == {Side.TREATMENT}
    assert fresh(cast.budi).side is Side.TREATMENT


def test_a_second_role_on_the_same_side_is_no_matter(cast: Cast, newcomer: User) -> None:
    for role in ("rehab_officer", "clinic_head"):
        approve(membership=grant(user=newcomer, office=cast.oki, role=role, by=cast.kiki), by=cast.eko)
    assert fresh(newcomer).side is Side.TREATMENT


# Nobody alone -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", CLOSED)
def test_the_administrator_alone_opens_no_closed_side(cast: Cast, newcomer: User, role: str) -> None:
    membership = grant(user=newcomer, office=cast.oki, role=role, by=cast.kiki)
    assert closed_permissions(newcomer) == set()
    with pytest.raises(Forbidden):
        approve(membership=membership, by=cast.kiki)
    assert closed_permissions(newcomer) == set()


@pytest.mark.parametrize("role", CLOSED)
def test_another_person_approves_and_the_account_belongs_to_that_side(cast: Cast, newcomer: User, role: str) -> None:
    membership = grant(user=newcomer, office=cast.oki, role=role, by=cast.kiki)
    approve(membership=membership, by=cast.eko)
    assert closed_permissions(newcomer)
    assert fresh(newcomer).closed_side == ROLES[role].side.value


def test_who_proposes_does_not_approve_even_with_both_rights(cast: Cast, newcomer: User) -> None:
    approve(membership=grant(user=cast.kiki, office=cast.oki, role="head", by=cast.kiki), by=cast.eko)
    membership = grant(user=newcomer, office=cast.oki, role="investigator", by=cast.kiki)
    with pytest.raises(Refusal, match="orang lain"):
        approve(membership=membership, by=cast.kiki)
    assert closed_permissions(newcomer) == set()


def test_nobody_approves_the_own_membership(cast: Cast) -> None:
    membership = grant(user=cast.eko, office=cast.oki, role="investigator", by=cast.kiki)
    with pytest.raises(Refusal, match="orang lain"):
        approve(membership=membership, by=cast.eko)


def test_the_head_of_another_office_does_not_approve(cast: Cast, newcomer: User) -> None:
    membership = grant(user=newcomer, office=cast.oki, role="investigator", by=cast.kiki)
    with pytest.raises(Forbidden):
        approve(membership=membership, by=cast.hadi)


def test_a_proposal_is_decided_once(cast: Cast, newcomer: User) -> None:
    membership = grant(user=newcomer, office=cast.oki, role="investigator", by=cast.kiki)
    approve(membership=membership, by=cast.eko)
    with pytest.raises(Refusal, match="sudah diputuskan"):
        approve(membership=membership, by=cast.eko)


def test_the_database_too_refuses_an_approval_by_the_proposer(cast: Cast, newcomer: User) -> None:
    membership = grant(user=newcomer, office=cast.oki, role="investigator", by=cast.kiki)
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.filter(pk=membership.pk).update(approved_by=cast.kiki.pk, approved_at=timezone.now())


# Accounts -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["ani", "eko", "budi", "citra", "gita", "joko"])
def test_only_the_administrator_of_the_office_manages_accounts(cast: Cast, newcomer: User, who: str) -> None:
    by = getattr(cast, who)
    for attempt in (
        lambda: make_user(username="x", full_name="X", password="kata-sandi-rekaan-8", office=cast.oki, by=by),
        lambda: grant(user=newcomer, office=cast.oki, role="p2m_officer", by=by),
        lambda: set_active(user=newcomer, active=False, office=cast.oki, by=by),
        lambda: reset_password(user=newcomer, password="kata-sandi-rekaan-9", office=cast.oki, by=by),
    ):
        with pytest.raises(Forbidden):
            attempt()


def test_the_administrator_manages_no_other_office(cast: Cast, newcomer: User) -> None:
    for office in (cast.lumajang, cast.sumsel):
        with pytest.raises(Forbidden):
            grant(user=newcomer, office=office, role="p2m_officer", by=cast.kiki)


def test_a_new_account_may_nothing_and_must_change_its_password(cast: Cast, newcomer: User) -> None:
    assert fresh(newcomer).permissions == frozenset()
    assert newcomer.must_change_password
    with pytest.raises(Refusal, match="sudah dipakai"):
        make_user(username="LINA", full_name="Lina Lain", password="kata-sandi-rekaan-8", office=cast.oki, by=cast.kiki)


@pytest.mark.parametrize("password", ["pendek", "1234567890", "password123"])
def test_a_weak_first_password_is_refused(cast: Cast, password: str) -> None:
    with pytest.raises(Refusal):
        make_user(username="mira", full_name="Mira Rekaan", password=password, office=cast.oki, by=cast.kiki)
    assert not User.objects.filter(username="mira").exists()


def test_a_role_taken_back_is_gone_at_once(cast: Cast, newcomer: User) -> None:
    membership = grant(user=newcomer, office=cast.oki, role="p2m_officer", by=cast.kiki)
    assert fresh(newcomer).may(Permission.COOPERATION_WRITE)
    end_membership(membership=membership, by=cast.kiki)
    assert not fresh(newcomer).may(Permission.COOPERATION_WRITE)


def test_a_closed_account_may_nothing_and_nobody_closes_the_own(cast: Cast, newcomer: User) -> None:
    grant(user=newcomer, office=cast.oki, role="p2m_officer", by=cast.kiki)
    set_active(user=newcomer, active=False, office=cast.oki, by=cast.kiki)
    assert fresh(newcomer).permissions == frozenset()
    with pytest.raises(Refusal, match="Akun sendiri"):
        set_active(user=cast.kiki, active=False, office=cast.oki, by=cast.kiki)


def test_an_unknown_role_is_refused(cast: Cast, newcomer: User) -> None:
    with pytest.raises(Refusal, match="tidak dikenal"):
        grant(user=newcomer, office=cast.oki, role="emperor", by=cast.kiki)


# Scope --------------------------------------------------------------------------------------------------------------


def test_a_superior_office_reads_its_subtree_and_writes_at_home(cast: Cast, newcomer: User) -> None:
    grant(user=newcomer, office=cast.oki, role="planner", by=cast.kiki)
    assert set(cast.joko.scope(Permission.COOPERATION_READ)) == {cast.sumsel.pk, cast.oki.pk}
    assert fresh(newcomer).scope(Permission.COOPERATION_WRITE) == [cast.oki.pk]
    assert cast.joko.scope(Permission.COOPERATION_WRITE) == []


def test_a_closed_permission_reaches_one_office_alone(cast: Cast, newcomer: User) -> None:
    join(newcomer, cast.sumsel, "investigator")
    User.objects.filter(pk=newcomer.pk).update(closed_side="enforcement")
    assert fresh(newcomer).scope(Permission.ENFORCEMENT_READ) == [cast.sumsel.pk]


def test_an_administrator_makes_no_approver_alone(cast: Cast, newcomer: User) -> None:
    """Else a second account of one's own would approve what the first proposes."""
    waiting = grant(user=newcomer, office=cast.oki, role="head", by=cast.kiki)
    assert fresh(newcomer).permissions == frozenset()
    with pytest.raises(Forbidden):
        approve(membership=waiting, by=fresh(newcomer))
    approve(membership=waiting, by=cast.eko)
    assert fresh(newcomer).may(Permission.USERS_APPROVE)
