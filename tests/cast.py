"""The cast of the tests: who is who. Everybody is invented.

Ani, Budi, Citra, Dewi, Eko, Fitri and Kiki work at BNNK OKI; Gita, Hadi and Indra at BNNK Lumajang and should see
nothing of OKI's; Joko reviews for BNNP Sumsel and sees OKI's open records. Budi and Hadi stand on the treatment side,
Citra and Indra on the enforcement side.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.http import HttpRequest
from django.test import Client
from django.utils import timezone

from bersinar.foundation.access.demand import leave_off_in_demo
from bersinar.foundation.access.freshness import prove
from bersinar.foundation.access.models import Membership, User
from bersinar.foundation.access.roles import ROLES
from bersinar.foundation.access.sessions import SessionStore, begin_visit
from bersinar.foundation.offices.actions import make_office
from bersinar.foundation.offices.models import Office
from bersinar.foundation.regions.models import Region

_PEOPLE = {
    "ani": ("oki", "p2m_officer"),
    "budi": ("oki", "clinic_head"),
    "citra": ("oki", "investigator"),
    "dewi": ("oki", "planner"),
    "eko": ("oki", "head"),
    "fitri": ("oki", "care_operator"),
    "kiki": ("oki", "administrator"),
    "gita": ("lumajang", "p2m_officer"),
    "hadi": ("lumajang", "clinic_head"),
    "indra": ("lumajang", "enforcement_head"),
    "joko": ("sumsel", "reviewer"),
}


@dataclass
class Cast:
    bnn: Office
    sumsel: Office
    jatim: Office
    oki: Office
    lumajang: Office
    people: dict[str, User] = field(default_factory=dict)

    def __getattr__(self, name: str) -> User:
        try:
            # Read anew: a user's permissions are cached for as long as the object lives.
            return User.objects.get(pk=self.__dict__["people"][name].pk)
        except KeyError:
            raise AttributeError(name) from None

    def client(self, user: User) -> Client:
        """A browser in which this user has just logged in, fully. Its session is written at once, without the log-in page's steps."""
        request = HttpRequest()
        request.session = SessionStore()
        request.session[SESSION_KEY] = str(user.pk)
        request.session[BACKEND_SESSION_KEY] = "bersinar.foundation.access.accounts.Accounts"
        request.session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        begin_visit(request)
        prove(request.session)
        request.session.save()
        client = Client()
        client.cookies[settings.SESSION_COOKIE_NAME] = str(request.session.session_key)
        return client


def assemble() -> Cast:
    """Make the offices and the people. As in a demo no role asks for a second factor; `demanded` in harness.py turns it on."""
    leave_off_in_demo()
    bnn = make_office(code="bnn", type="hq", official_name="Badan Narkotika Nasional", short_name="BNN RI")
    sumsel = make_office(
        code="bnnp-sumsel", parent=bnn, type="province", official_name="BNNP Sumatera Selatan", short_name="BNNP Sumsel"
    )
    jatim = make_office(
        code="bnnp-jatim", parent=bnn, type="province", official_name="BNNP Jawa Timur", short_name="BNNP Jatim"
    )
    oki = make_office(
        code="bnnk-oki", parent=sumsel, type="regency", official_name="BNN Kabupaten OKI", short_name="BNNK OKI"
    )
    lumajang = make_office(
        code="bnnk-lumajang", parent=jatim, type="regency", official_name="BNNK Lumajang", short_name="BNNK Lumajang"
    )
    oki.service_area.set(Region.objects.filter(code="16.02"))
    lumajang.service_area.set(Region.objects.filter(code="35.08"))
    cast = Cast(bnn, sumsel, jatim, oki, lumajang)
    cast.people.update({name: _person(name, role) for name, (_, role) in _PEOPLE.items()})
    # Together: every test begins with them.
    User.objects.bulk_create(cast.people.values())
    Membership.objects.bulk_create(
        _membership(cast.people[name], cast.__dict__[office], role) for name, (office, role) in _PEOPLE.items()
    )
    return cast


def _person(name: str, role: str) -> User:
    side = ROLES[role].side
    user = User(
        username=name, full_name=f"{name.capitalize()} Rekaan", closed_side=side.value if side.is_closed else ""
    )
    user.set_unusable_password()
    return user


def join(user: User, office: Office, role: str) -> Membership:
    """Give the user a role that holds from now on: approved already, where it needs a second person."""
    membership = _membership(user, office, role)
    membership.save(force_insert=True)
    return membership


def _membership(user: User, office: Office, role: str) -> Membership:
    now = timezone.now()
    approved = now if ROLES[role].needs_approval else None
    return Membership(user=user, office=office, role=role, granted_at=now, approved_at=approved)
