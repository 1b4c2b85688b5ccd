"""The urine tests of the demo: Balikpapan's 2.890 with eight reactive, OKI's nine institutions, six with a name."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from bersinar.foundation.access.models import User
from bersinar.foundation.access.sides import Side
from bersinar.foundation.access.wall import side
from bersinar.foundation.institutions.models import Institution
from bersinar.foundation.offices.models import Office
from bersinar.foundation.regions.models import Region
from bersinar.programmes.activities.actions import INSTITUTIONS
from bersinar.programmes.activities.public import activity_choices
from bersinar.programmes.screening.actions import RESULTS, SESSIONS
from bersinar.programmes.screening.guardians import GUARDIANS, SHEETS
from bersinar.programmes.screening.kits import LOSSES, LOTS, USES, set_service_rule
from bersinar.programmes.screening.models import URINE_TEST, GuardianConsents, KitLot, Pot, UrineSession
from bersinar.programmes.screening.pots import POT_SHEETS, POTS, read_rest_negative

from .stage import YEARS, Stage

# institution, kind, environment, month and day, tested, reactive: 2.890 and 8 in all
_BALIKPAPAN = (
    ("SMA Rekaan Balikpapan", "school", "education", (2, 10), 410, 0),
    ("SMK Rekaan Balikpapan", "school", "education", (3, 24), 380, 1),
    ("Kampus Rekaan Balikpapan", "campus", "education", (9, 15), 250, 1),
    ("PT Rekaan Satu", "company", "private", (4, 7), 420, 1),
    ("PT Rekaan Dua", "company", "private", (5, 19), 360, 0),
    ("PT Rekaan Tiga", "company", "private", (7, 14), 480, 2),
    ("CV Rekaan Empat", "company", "private", (10, 6), 270, 1),
    ("Warga Kelurahan Rekaan Satu", "village", "community", (8, 18), 180, 1),
    ("Warga Kelurahan Rekaan Dua", "village", "community", (11, 17), 140, 1),
)

_BY_CODE = "CV Rekaan Empat"
_STAFF = {"PT Rekaan Satu": 610, "PT Rekaan Dua": 360, "PT Rekaan Tiga": 1240, _BY_CODE: 300}

# name (empty where the article only counts), aliases, region, month and day, tested
_OKI: tuple[tuple[str, list[str], str, tuple[int, int], int | None], ...] = (
    ("Diskominfo OKI", ["Dinas Komunikasi dan Informatika"], "16.02.05", (2, 8), 25),
    ("Kecamatan Kota Kayuagung", ["Kantor Camat Kayu Agung"], "16.02.05", (3, 15), 25),
    ("Samsat Tugumulyo", [], "16.02", (5, 10), 18),
    ("KPP Pratama Kayuagung", ["Kantor Pajak Pratama Kayuagung"], "16.02.05", (6, 20), 7),
    ("Dinas Pendidikan OKI", ["Disdik"], "16.02.05", (8, 9), 17),
    ("DPMD OKI", ["Dinas Pemberdayaan Masyarakat dan Desa"], "16.02.05", (9, 20), 16),
    ("", [], "16.02", (10, 18), None),
    ("", [], "16.02", (11, 8), None),
    ("", [], "16.02", (11, 22), None),
)


def play(stage: Stage) -> None:
    """Sessions by the P2M officer; results by the clinic, on its own side of the wall."""
    _balikpapan(stage)
    _oki(stage)


def _activity_of(stage: Stage, code: str, by: User) -> UUID:
    return UUID(activity_choices(stage.office(code), by, URINE_TEST)[0][0])


def _balikpapan(stage: Stage) -> None:
    code = "bnnk-balikpapan"
    office, by, clinic, year = stage.office(code), stage.person(code, "p2m"), stage.person(code, "klinik"), YEARS[code]
    activity_id, city = _activity_of(stage, code, by), Region.objects.get(code="64.71")
    sessions: list[UrineSession] = []
    # As long as the rule allows: the demo's codes are of an article's year.
    set_service_rule(office=office, by=stage.person(code, "kepala"), count_for_head=True, pots_kept_months=60)
    for name, kind, environment, (month, day), tested, reactive in _BALIKPAPAN:
        staff = _STAFF.get(name)
        at = INSTITUTIONS.create(
            office=office, by=by, name=name, kind=kind, environment=environment, region=city, staff=staff
        )
        if kind == "school":
            agreed = _agreed(office, by, at, date(year, month, day), tested)
            with side(Side.TREATMENT, clinic.pk):
                _handed_over(office, clinic, agreed)
        session = SESSIONS.create(
            office=office, by=by, activity_id=activity_id, held_on=date(year, month, day), institution=at, tested=tested
        )
        sessions.append(session)
        if name == _BY_CODE:
            _by_code(stage, session)
            continue
        with side(Side.TREATMENT, clinic.pk):
            RESULTS.create(office=office, by=clinic, session=session, persons_reactive=reactive)
    _stock(stage, sessions)


def _by_code(stage: Stage, session: UrineSession) -> None:
    """One company's results were read by code: one reactive pot, explained by nobody, confirmed, invited to a talk."""
    clinic, day, spares = stage.person("bnnk-balikpapan", "klinik"), session.held_on, 4
    tested = session.tested or 0
    with side(Side.TREATMENT, clinic.pk):
        sheet = POT_SHEETS.create(
            office=session.office, by=session.recorded_by, institution=session.institution, planned_on=day, count=tested + spares,
            session=session,
        )  # fmt: skip
        pots = list(Pot.objects.filter(sheet=sheet))
        POTS.change(
            pots[0], by=clinic, based_on=None, result="reactive", reactive=["met", "amp"], sent_on=day + timedelta(days=1),
            laboratory="Laboratorium Contoh", answered_on=day + timedelta(days=9), answer_letter="LAB-CONTOH/1", confirmation="positive",
            offered_on=day + timedelta(days=10),
        )  # fmt: skip
        spare = [pot.code for pot in pots[-spares:]]
        read_rest_negative(sheet, spare=spare, by=clinic)


def _stock(stage: Stage, sessions: list[UrineSession]) -> None:
    """Kits of the year by lot, all that was tested taken from them; what expired was written off, a new lot is there."""
    office, by = sessions[0].office, sessions[0].recorded_by
    year, today = sessions[0].held_on.year, office.local_day()
    for lot, received_on, count in (("C-2201", date(year, 1, 10), 1700), ("C-2202", date(year, 6, 20), 1400)):
        kept = LOTS.create(
            office=office, by=by, brand="Alat Contoh", lot=lot, panel="six", received_on=received_on, received=count,
            expires_on=date(year + 1, 6, 30), cut_off="Menurut brosur alatnya", source="Pengadaan kantor (contoh)",
        )  # fmt: skip
        first = lot == "C-2201"
        for session in (one for one in sessions if (one.held_on < date(year, 6, 30)) == first):
            failed = 2 if (session.tested or 0) > 400 else 0
            USES.create(
                office=office, by=by, session=session, lot=kept, used=(session.tested or 0) + failed, failed=failed
            )
        left = KitLot.objects.get(pk=kept.pk).left
        LOSSES.create(office=office, by=by, lot=kept, lost_on=date(year + 1, 7, 3), count=left, cause="expired")
    LOTS.create(
        office=office, by=by, brand="Alat Contoh", lot="C-BARU", panel="seven", received_on=today - timedelta(days=20), received=200,
        expires_on=today + timedelta(days=60), source="Hibah (contoh)",
    )  # fmt: skip


def _agreed(office: Office, by: User, at: Institution, day: date, tested: int) -> GuardianConsents:
    """As many guardians as pupils were tested, some who refused, some who did not answer."""
    return GUARDIANS.create(
        office=office, by=by, institution=at, valid_from=day - timedelta(days=14), valid_until=day, form="Formulir contoh",
        collected_by="Guru BK (contoh)", handed_out=tested + 24, given=tested, refused=9, photo=tested - 40, told=12,
    )  # fmt: skip


def _handed_over(office: Office, clinic: User, agreed: GuardianConsents) -> None:
    """The signed sheets, two days after the test: in two lots, the second of who signed on the day itself."""
    received, late = agreed.valid_until + timedelta(days=2), 20
    for count in (agreed.given - late, late):
        SHEETS.create(
            office=office, by=clinic, consents=agreed, received_on=received, count=count,
            keep_until=received.replace(year=received.year + _KEPT_YEARS),
        )  # fmt: skip


_KEPT_YEARS = 5  # an example: how long sheets of schools are kept is told by no source


def _oki(stage: Stage) -> None:
    """Three institutions are only counted: each is a record of its own, and its head-count stays unknown."""
    code = "bnnk-oki"
    office, by, year = stage.office(code), stage.person(code, "p2m"), YEARS[code]
    activity_id, nameless = _activity_of(stage, code, by), 0
    for name, aliases, place, (month, day), tested in _OKI:
        nameless += not name
        at: Institution = INSTITUTIONS.create(
            office=office,
            by=by,
            name=name,
            aliases=aliases,
            kind="agency" if name else "other",
            environment="government" if name else "",
            region=Region.objects.get(code=place),
            note="" if name else f"tes urine {nameless} dari 3",
        )
        made: UrineSession = SESSIONS.create(
            office=office, by=by, activity_id=activity_id, held_on=date(year, month, day), institution=at, tested=tested
        )
        assert made.tested == tested
