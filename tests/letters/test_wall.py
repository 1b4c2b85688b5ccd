"""Letters of the treatment side: sealed, walled, and unknown to whoever stands elsewhere."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from bersinar.foundation.access.models import User
from bersinar.foundation.access.wall import set_side
from bersinar.foundation.audit.models import AuditLine, Reading
from bersinar.foundation.letters.actions import attach_scan, change, finalise, make, scans_of
from bersinar.foundation.letters.kinds import LetterKind
from bersinar.foundation.letters.models import Letter, TreatmentLetter
from bersinar.foundation.letters.panel import letters_of
from bersinar.foundation.letters.rendering import docx_of
from bersinar.foundation.numbering.models import NumberEntry
from bersinar.foundation.numbering.register import reserve_by_hand
from bersinar.foundation.numbering.series import series_of
from bersinar.foundation.secrecy.sealed import Sealed
from bersinar.foundation.wire.refusals import Forbidden, LostUpdate, Refusal
from bersinar.programmes.rehab.models import Client as Patient
from tests.access.test_step_up import stale
from tests.cast import Cast
from tests.letters.conftest import DAY

pytestmark = pytest.mark.django_db
BASE = "/surat/rehabilitasi/"
NAME = "Joko Rahasia"
only_postgresql = pytest.mark.skipif("connection.vendor != 'postgresql'", reason="row-level security is PostgreSQL's")


@pytest.mark.parametrize("person", ["citra", "indra", "ani", "dewi", "eko", "kiki", "joko", "fitri"])
def test_who_is_not_of_the_side_gets_403_for_a_letter_and_for_an_unknown_id(
    cast: Cast, care_letter: Letter, person: str
) -> None:
    client = cast.client(getattr(cast, person))
    for page in ("", "docx/", "pdf/", "ubah/", "final/", "pindaian/", "batalkan/", f"berkas/{uuid4()}/"):
        for pk in (care_letter.pk, uuid4()):
            for answer in (client.get(f"{BASE}{pk}/{page}"), client.post(f"{BASE}{pk}/{page}")):
                assert answer.status_code == 403, (page, answer.status_code)
    assert client.get(BASE).status_code == 403
    assert client.get(f"/surat/{care_letter.pk}/").status_code in (403, 404)
    assert client.get(f"/surat/q/{care_letter.code}/").status_code == 404
    assert client.get(f"/berkas/letters.treatmentletter/{care_letter.pk}/tambah/").status_code in (404, 405)


def test_another_clinic_gets_404(cast: Cast, care_letter: Letter) -> None:
    client = cast.client(cast.hadi)
    for pk in (care_letter.pk, uuid4()):
        assert client.get(f"{BASE}{pk}/").status_code == 404
        assert client.post(f"{BASE}{pk}/final/", {"version": 1}).status_code == 404
    assert care_letter.number.text not in client.get(BASE).content.decode()  # type: ignore[union-attr]


def test_the_clinic_reads_it_and_every_reading_is_written_down(cast: Cast, care_letter: Letter) -> None:
    client = cast.client(cast.budi)
    assert client.get(f"/surat/q/{care_letter.code}/")["Location"] == f"{BASE}{care_letter.pk}/#pindaian"
    page = client.get(f"{BASE}{care_letter.pk}/")
    assert page.status_code == 200 and NAME not in page.content.decode()
    assert client.get(f"{BASE}{care_letter.pk}/docx/").content.startswith(b"PK")
    readings = Reading.objects.filter(record_kind="letters.treatmentletter", record_id=care_letter.pk)
    assert [(one.purpose, one.side) for one in readings.order_by("seq")] == [
        ("membuka surat", "treatment"), ("membuka rancangan surat", "treatment"),
    ]  # fmt: skip


def test_no_table_and_no_audit_line_holds_what_was_typed(cast: Cast, care_letter: Letter) -> None:
    set_side("treatment", cast.budi.pk)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM letters_treatmentletter")
        assert NAME not in str(cursor.fetchall()).replace("\\x", "")
    assert NAME.encode() not in bytes(TreatmentLetter.objects.get().__dict__["content"])
    assert isinstance(TreatmentLetter.objects.get().content, Sealed)
    assert NAME not in str(list(AuditLine.objects.values_list("changes", "reason")))


def test_its_files_lie_encrypted_and_are_read_with_a_line(cast: Cast, care_letter: Letter) -> None:
    done = finalise(care_letter, by=cast.budi, based_on=1)
    done = attach_scan(done, by=cast.budi, uploads=[SimpleUploadedFile("s.pdf", f"%PDF-1.7 {NAME}".encode())])
    assert done.frozen is not None and done.frozen_pdf is not None
    scan = scans_of(done)[0]
    for stored in (done.frozen, done.frozen_pdf, scan):
        kept = stored.path.read_bytes()
        assert stored.side == "treatment"
        assert not kept.startswith((b"PK", b"%PDF")) and NAME.encode() not in kept
    assert NAME not in str((done.frozen.label, scan.label))
    before = Reading.objects.count()
    answer = cast.client(cast.budi).get(f"{BASE}{done.pk}/berkas/{scan.pk}/")
    assert NAME.encode() in answer.content and NAME not in str(answer.headers)
    assert Reading.objects.count() == before + 1


def test_a_scan_of_a_closed_side_asks_for_a_fresh_proof_and_an_open_one_does_not(
    cast: Cast, care_letter: Letter, draft: Letter
) -> None:
    for one, by, asks in ((care_letter, cast.budi, True), (draft, cast.ani, False)):
        done = attach_scan(finalise(one, by=by, based_on=1), by=by, uploads=[SimpleUploadedFile("s.pdf", b"%PDF-1.7")])
        side = "rehabilitasi/" if asks else ""
        address = f"/surat/{side}{done.pk}/berkas/{scans_of(done)[0].pk}/"
        assert cast.client(by).get(address).status_code == 200
        before = Reading.objects.count()
        answer = stale(cast.client(by)).get(address)
        assert answer.headers.get("Location", "").startswith("/bukti/") == asks
        assert Reading.objects.count() == before


def test_a_lost_update_tells_neither_value(cast: Cast, care_letter: Letter) -> None:
    fields = {"orang": NAME, "isi": "masih dirawat"}
    change(care_letter, by=cast.budi, based_on=1, fields=fields, on=DAY)
    with pytest.raises(LostUpdate) as lost:
        change(care_letter, by=cast.budi, based_on=1, fields={**fields, "isi": "pulang"}, on=DAY)
    assert "terkunci" in lost.value.sentence and "pulang" not in lost.value.sentence


def test_its_number_is_unknown_to_other_sides_and_says_nothing(cast: Cast, care_letter: Letter) -> None:
    entry = care_letter.number
    assert entry is not None and entry.text == "SK/001/2023" and entry.subject == ""
    for user, sees in (
        (cast.budi, True),
        (cast.citra, False),
        (cast.ani, False),
        (cast.dewi, False),
        (cast.hadi, False),
    ):
        assert ("SK/001/2023" in cast.client(user).get("/nomor-surat/").content.decode()) is sees
    assert cast.client(cast.dewi).post(f"/nomor-surat/{entry.pk}/pakai/").status_code == 404
    series = series_of("uji-keterangan")
    assert series is not None
    with pytest.raises(Forbidden):
        reserve_by_hand(series=series, office=cast.oki, by=cast.dewi, day=DAY)
    set_side("treatment", cast.budi.pk)
    with pytest.raises(Refusal, match="tidak memuat perihal"):
        reserve_by_hand(series=series, office=cast.oki, by=cast.budi, day=DAY, subject=NAME)


def test_nobody_else_makes_one(cast: Cast, care_kind: LetterKind, patient: Patient) -> None:
    fields = {"orang": NAME, "isi": "dirawat"}
    for user in (cast.citra, cast.ani, cast.hadi):
        with pytest.raises(Forbidden):
            make(care_kind.code, office=cast.oki, by=user, about=("rehab.client", patient.pk), fields=fields, on=DAY)
        answer = cast.client(user).get(f"{BASE}baru/{care_kind.code}/rehab.client/{patient.pk}/")
        assert answer.status_code == (404 if user == cast.hadi else 403)
    # A kind of one side is no kind of another: the open door does not lead to it.
    assert cast.client(cast.budi).get(f"/surat/baru/{care_kind.code}/rehab.client/{patient.pk}/").status_code == 404
    form = cast.client(cast.budi).get(f"{BASE}baru/{care_kind.code}/rehab.client/{patient.pk}/")
    assert form.context["form"].initial["f_orang"] == patient.code


def test_the_panel_of_a_record_offers_what_its_room_declared(cast: Cast, care_letter: Letter, patient: Patient) -> None:
    set_side("treatment", cast.budi.pk)
    panel = letters_of(patient, cast.budi)["letters"]
    assert [url for _, url in panel.letters] == [f"{BASE}{care_letter.pk}/"]
    assert ("Surat Keterangan Uji", f"{BASE}baru/uji-keterangan/rehab.client/{patient.pk}/") in panel.new
    empty = letters_of(patient, cast.citra)["letters"]
    assert (empty.letters, empty.new) == ([], [])


def _seen(user: User) -> tuple[int, int]:
    set_side(user.side if user.side.is_closed else "", user.pk)
    return TreatmentLetter.objects.count(), NumberEntry.objects.filter(side="treatment").count()


@only_postgresql
def test_on_postgresql_the_rows_are_not_there_for_another_side(cast: Cast, care_letter: Letter) -> None:
    assert {name: _seen(getattr(cast, name)) for name in ("budi", "citra", "ani")} == {
        "budi": (1, 1), "citra": (0, 0), "ani": (0, 0),
    }  # fmt: skip
    set_side("enforcement", cast.citra.pk)
    assert TreatmentLetter.objects.filter(pk=care_letter.pk).update(day=DAY) == 0


def test_a_kind_stands_on_one_side_with_its_permissions(cast: Cast) -> None:
    from dataclasses import replace

    from bersinar.foundation.access.permissions import Permission
    from tests.letters.conftest import CARE

    with pytest.raises(ValueError, match="side"):
        replace(CARE, read=Permission.ACTIVITIES_READ)


def test_every_kind_is_about_records_of_its_own_side() -> None:
    from django.apps import apps

    from bersinar.foundation.letters.kinds import all_kinds

    for kind in all_kinds():
        for about in kind.about:
            model: Any = apps.get_model(about.record_kind)
            assert model.read_permission.side is kind.side, kind.code


def test_a_final_letter_of_the_clinic_opens_again(cast: Cast, care_letter: Letter) -> None:
    done = finalise(care_letter, by=cast.budi, based_on=1)
    assert docx_of(done, by=cast.budi).startswith(b"PK")
