"""The stage of the demo: eleven offices, their heads, and one account for every role.

Everybody here is plainly invented. Ranks and the offices' names are those of the articles; nothing else is.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.utils import timezone

from bersinar.foundation.access.actions import approve, grant
from bersinar.foundation.access.demand import leave_off_in_demo
from bersinar.foundation.access.models import Membership, User
from bersinar.foundation.offices.actions import make_office
from bersinar.foundation.offices.models import Head, Office, OfficeType, Section, TimeZone
from bersinar.foundation.regions.loading import DATA, load_regions
from bersinar.foundation.regions.models import Region

# code: (parent, type, official name, short name, zone, city, served regions, rank of its head, aliases)
OFFICES: dict[str, tuple[str | None, OfficeType, str, str, TimeZone, str, tuple[str, ...], str, tuple[str, ...]]] = {
    "bnn": (None, OfficeType.HEADQUARTERS, "Badan Narkotika Nasional Republik Indonesia", "BNN RI", TimeZone.WIB, "Jakarta", (), "Komjen Pol.", ("BNN",)),
    "bnnp-sumsel": ("bnn", OfficeType.PROVINCE, "BNN Provinsi Sumatera Selatan", "BNNP Sumsel", TimeZone.WIB, "Palembang", ("16",), "Brigjen Pol.", ()),
    "bnnp-jatim": ("bnn", OfficeType.PROVINCE, "BNN Provinsi Jawa Timur", "BNNP Jatim", TimeZone.WIB, "Surabaya", ("35",), "Brigjen Pol.", ()),
    "bnnp-jateng": ("bnn", OfficeType.PROVINCE, "BNN Provinsi Jawa Tengah", "BNNP Jateng", TimeZone.WIB, "Semarang", ("33",), "Brigjen Pol.", ()),
    "bnnp-kaltim": ("bnn", OfficeType.PROVINCE, "BNN Provinsi Kalimantan Timur", "BNNP Kaltim", TimeZone.WITA, "Samarinda", ("64",), "Brigjen Pol.", ()),
    "bnnp-kalteng": ("bnn", OfficeType.PROVINCE, "BNN Provinsi Kalimantan Tengah", "BNNP Kalteng", TimeZone.WIB, "Palangka Raya", ("62",), "Brigjen Pol.", ()),
    "bnnk-lubuklinggau": ("bnnp-sumsel", OfficeType.CITY, "BNN Kota Lubuklinggau", "BNNK Lubuklinggau", TimeZone.WIB, "Lubuklinggau", ("16.73",), "AKBP", ("BNN Kota Lubuk Linggau",)),
    "bnnk-lumajang": ("bnnp-jatim", OfficeType.REGENCY, "BNN Kabupaten Lumajang", "BNNK Lumajang", TimeZone.WIB, "Lumajang", ("35.08",), "AKBP", ()),
    "bnnk-balikpapan": ("bnnp-kaltim", OfficeType.CITY, "BNN Kota Balikpapan", "BNNK Balikpapan", TimeZone.WITA, "Balikpapan", ("64.71",), "Kompol", ()),
    "bnnk-oki": ("bnnp-sumsel", OfficeType.REGENCY, "BNN Kabupaten Ogan Komering Ilir", "BNNK OKI", TimeZone.WIB, "Kayuagung", ("16.02",), "AKBP", ("BNNK Ogan Komering Ilir",)),
    "bnnk-kotawaringin-barat": ("bnnp-kalteng", OfficeType.REGENCY, "BNN Kabupaten Kotawaringin Barat", "BNNK Kotawaringin Barat", TimeZone.WIB, "Pangkalan Bun", ("62.01",), "AKBP", ("BNNK Kobar",)),
}  # fmt: skip

# The year that each office's article tells.
YEARS = {
    "bnnk-lubuklinggau": 2022,
    "bnnk-lumajang": 2022,
    "bnnk-balikpapan": 2022,
    "bnnk-oki": 2023,
    "bnnk-kotawaringin-barat": 2024,
}

_SECTIONS = {
    "umum": "Subbagian Umum",
    "p2m": "Seksi Pencegahan dan Pemberdayaan Masyarakat",
    "rehabilitasi": "Seksi Rehabilitasi",
    "pemberantasan": "Seksi Pemberantasan",
}

# ending of the user name: (role, section, how the person is called)
ROLES_OF_AN_OFFICE = {
    "kepala": ("head", None, "Kepala"),
    "admin": ("administrator", "umum", "Administrator"),
    "p2m": ("p2m_officer", "p2m", "Petugas P2M"),
    "klinik": ("clinic_head", "rehabilitasi", "Kepala Klinik"),
    "rehab": ("rehab_officer", "rehabilitasi", "Konselor"),
    "kasi": ("enforcement_head", "pemberantasan", "Kasi Pemberantasan"),
    "penyidik": ("investigator", "pemberantasan", "Penyidik"),
    "gudang": ("evidence_keeper", "pemberantasan", "Petugas Penyimpan"),
    "perencana": ("planner", "umum", "Perencana"),
    "kontak": ("care_operator", "umum", "Petugas Call Center"),
}
ROLES_ABOVE = {
    "kepala": "head",
    "admin": "administrator",
    "penelaah": "reviewer",
    "perencana": "planner",
    "kasi": "enforcement_head",
    "penyidik": "investigator",
}


@dataclass
class Stage:
    """What the acts of the demo play on: offices by code, people by user name."""

    offices: dict[str, Office] = field(default_factory=dict)
    people: dict[str, User] = field(default_factory=dict)
    password: str = ""
    hashed: str = ""  # one hash for all: sixty runs of Argon2 would be most of the demo's time

    def office(self, code: str) -> Office:
        return self.offices[code]

    def person(self, code: str, who: str) -> User:
        """The account "oki.p2m" of office "bnnk-oki" with who = "p2m"."""
        return self.people[f"{short(code)}.{who}"]


def short(code: str) -> str:
    """The part of an office's code that user names begin with: "bnnk-oki" -> "oki", "bnnp-jateng" -> "jateng"."""
    return {"bnn": "bnn", "bnnk-kotawaringin-barat": "kobar"}.get(code, code.split("-", 1)[-1])


def set_stage() -> Stage:
    """Make offices, heads, sections and accounts. The password is made here, once for this data folder."""
    password = secrets.token_urlsafe(9)
    stage = Stage(password=password, hashed=make_password(password))
    load_regions(DATA / "villages.csv.gz")
    leave_off_in_demo()
    first = User.objects.create_user("penyiap", secrets.token_urlsafe(24), full_name="Penyiap Demo")
    for code, (parent, type_, official, short_name, zone, city, served, rank, aliases) in OFFICES.items():
        office = make_office(
            code=code, parent=stage.offices.get(parent or ""), type=type_, official_name=official, short_name=short_name,
            zone=zone, city=city, aliases=list(aliases),
        )  # fmt: skip
        office.service_area.set(Region.objects.filter(code__in=served))
        stage.offices[code] = office
        Head.objects.create(
            office=office,
            name=f"Kepala Rekaan {city}",
            rank=rank,
            position=f"Kepala {official}",
            since=date(2021, 1, 4),
        )
        for section, name in _SECTIONS.items():
            Section.objects.create(office=office, code=section, name=name)
    # The very first administrator stands by installation, as on any new instance; from here on by actions only.
    Membership.objects.create(user=first, office=stage.office("bnn"), role="administrator", granted_at=timezone.now())
    installer = User.objects.create_user("pemasang", secrets.token_urlsafe(24), full_name="Pemasang Demo")
    Membership.objects.create(
        user=installer, office=stage.office("bnn"), role="head", granted_at=timezone.now(), approved_at=timezone.now()
    )
    stage.people["pemasang"] = installer
    for code, office in stage.offices.items():
        roles = {who: role for who, (role, _, _) in ROLES_OF_AN_OFFICE.items()} if code in YEARS else ROLES_ABOVE
        for who, role in roles.items():
            stage.people[f"{short(code)}.{who}"] = _person(stage, office, who, role, first)
    del stage.people["pemasang"]
    User.objects.filter(pk__in=(first.pk, installer.pk)).update(is_active=False)
    return stage


def _person(stage: Stage, office: Office, who: str, role: str, by: User) -> User:
    called = ROLES_OF_AN_OFFICE[who][2] if who in ROLES_OF_AN_OFFICE else "Penelaah"
    user = User(
        username=f"{short(office.code)}.{who}", full_name=f"{called} Rekaan {office.city}", password=stage.hashed
    )
    user.save()
    section = ROLES_OF_AN_OFFICE.get(who, ("", None, ""))[1]
    membership = grant(
        user=user, office=office, role=role, by=by, section=office.sections.get(code=section) if section else None
    )
    if membership.described.needs_approval:
        approve(membership=membership, by=_approver(stage, office, role))
    return User.objects.get(pk=user.pk)


def _approver(stage: Stage, office: Office, role: str) -> User:
    """Who agrees to a role: the office's head; to the head's own, the head above, or the installation at the top."""
    if role != "head":
        return stage.person(office.code, "kepala")
    return stage.person(office.parent.code, "kepala") if office.parent else stage.people["pemasang"]


def log_in_file() -> Path:
    return Path(settings.DATA) / "demo-masuk.txt"


def write_log_ins(stage: Stage) -> None:
    """Write down what to log in with, readable by the owner of the data folder only. Marks the demo as whole."""
    file = log_in_file()
    file.touch(mode=0o600)
    width = max(len(name) for name in stage.people)
    lines = [f"{name:<{width}}  {user.full_name}" for name, user in stage.people.items()]
    file.write_text(f"Kata sandi semua akun demo: {stage.password}\n\n" + "\n".join(lines) + "\n", encoding="utf-8")
