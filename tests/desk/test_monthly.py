"""Monthly reports through the pages: made by the planner, sent by the head, returned and accepted from above."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bersinar.figures.models import Remark, Report, Submission
from bersinar.figures.monthly.changes import not_recounted
from bersinar.foundation.access.models import User
from bersinar.foundation.periods.actions import closed_months, reopen_month
from bersinar.foundation.wire.refusals import Refusal
from bersinar.interfaces.desk.rooms import pages_of
from bersinar.ledger.checks import all_checks
from bersinar.programmes.activities.actions import MEETINGS
from bersinar.programmes.activities.models import Meeting
from tests.cast import Cast, join

from .conftest import admit, hold

pytestmark = pytest.mark.django_db

AT = "/laporan-bulanan/kantor/"


def make(cast: Cast, month: int = 8, note: str = "") -> Report:
    answer = cast.client(cast.dewi).post(f"{AT}baru/", {"year": 2023, "month": month, "note": note})
    assert answer.status_code == 302, answer.content.decode()
    return Report.objects.get(office=cast.oki, month=month)


def step(cast: Cast, user: User, report: Report, code: str, **said: Any) -> Any:
    return cast.client(user).post(f"{AT}{report.pk}/langkah/{code}/", said, follow=True)


def ask(cast: Cast, user: User, report: Report, query: str = "", **said: Any) -> Any:
    return cast.client(user).post(f"{AT}{report.pk}/catatan/baru/?{query}", said, follow=True)


def page(cast: Cast, user: User, report: Report, part: str = "") -> str:
    return str(cast.client(user).get(f"{AT}{report.pk}/{part}").content.decode())


def stage(report: Report) -> str:
    return str(Report.objects.get(pk=report.pk).stage)


def test_a_report_goes_up_comes_back_with_a_remark_and_is_accepted(cast: Cast) -> None:
    meeting = hold(cast, 28)
    report = make(cast, note="Bulan yang tenang.")
    assert "28 orang" in page(cast, cast.dewi, report, "isi/")
    step(cast, cast.eko, report, "submit")
    assert stage(report) == "submitted" and closed_months(cast.oki, 2023) == {8}

    query = f"jenis=activities.meeting&rekam={meeting.pk}"
    ask(cast, cast.joko, report, query, field="total", text="Daftar hadirnya berapa?")
    one = Remark.objects.get()
    assert "Masih ada 1 catatan" in step(cast, cast.joko, report, "accept").content.decode()
    step(cast, cast.joko, report, "return")
    assert stage(report) == "returned" and closed_months(cast.oki, 2023) == set()

    assert "tanpa jawaban" in step(cast, cast.eko, report, "submit").content.decode()
    cast.client(cast.dewi).post(
        f"/catatan-penelaah/{one.pk}/langkah/answer/", {"answer": "Dua puluh delapan, terlampir."}
    )
    step(cast, cast.eko, report, "submit")
    cast.client(cast.joko).post(f"/catatan-penelaah/{one.pk}/langkah/settle/", {})
    step(cast, cast.joko, report, "accept", decision="Terima kasih.")
    assert stage(report) == "accepted" and closed_months(cast.oki, 2023) == {8}
    assert "Terima kasih." in page(cast, cast.dewi, report)
    assert [one.number for one in report.submissions.all()] == [1, 2]


def test_what_was_sent_stays_and_what_changed_since_is_told(cast: Cast) -> None:
    meeting = hold(cast, 28)
    report = make(cast)
    step(cast, cast.eko, report, "submit")
    MEETINGS.change(Meeting.objects.get(pk=meeting.pk), by=cast.ani, based_on=None, reason="salah hitung", total=31)
    assert "28 orang" in page(cast, cast.joko, report, "isi/") and "31" not in page(cast, cast.joko, report, "isi/")
    changed = page(cast, cast.joko, report, "sejak/")
    assert "28 orang" in changed and "31 orang" in changed
    assert list(not_recounted()) == []
    september = make(cast, 9)
    told = page(cast, cast.dewi, september, "isi/")
    assert "Perubahan pada bulan yang sudah dilaporkan" in told and "31 orang" in told


def test_a_frozen_figure_that_was_meddled_with_is_found(cast: Cast) -> None:
    hold(cast, 28)
    report = make(cast)
    step(cast, cast.eko, report, "submit")
    kept = Submission.objects.get()
    rows = [{**row, "month": "29"} if row["code"] == "prevention.people_reached" else row for row in kept.rows]
    Submission.objects.create(
        report=report, number=2, at=kept.at, by=kept.by, ledger_seq=kept.ledger_seq, ledger_hash=kept.ledger_hash,
        rows=rows, changes=[], lines=[],
    )  # fmt: skip
    assert ["kiriman ke-2" in said for said in not_recounted()] == [True]


def test_a_month_with_a_report_is_opened_only_as_an_exception(cast: Cast) -> None:
    hold(cast, 28)
    report = make(cast)
    step(cast, cast.eko, report, "submit")
    with pytest.raises(Refusal, match="Tarik dahulu laporannya"):
        reopen_month(office=cast.oki, year=2023, month=8, reason="ingin", by=cast.eko)
    step(cast, cast.eko, report, "withdraw", reason="Ada yang tertinggal")
    assert stage(report) == "draft" and closed_months(cast.oki, 2023) == set()
    step(cast, cast.eko, report, "submit")
    step(cast, cast.joko, report, "accept")
    with pytest.raises(Refusal, match="Minta satuan kerja di atas"):
        reopen_month(office=cast.oki, year=2023, month=8, reason="ingin", by=cast.eko)
    assert "has-error" in step(cast, cast.joko, report, "reopen", reason="").content.decode()
    step(cast, cast.joko, report, "reopen", reason="Satu kegiatan salah bulan")
    assert stage(report) == "returned" and closed_months(cast.oki, 2023) == set()
    assert "Satu kegiatan salah bulan" in page(cast, cast.dewi, report)


@pytest.mark.parametrize(
    ("person", "code"),
    [("dewi", "submit"), ("ani", "submit"), ("joko", "submit"), ("eko", "accept"), ("gita", "accept")],
)
def test_a_step_is_taken_only_by_whose_it_is(cast: Cast, person: str, code: str) -> None:
    report = make(cast)
    if code == "accept":
        step(cast, cast.eko, report, "submit")
    before = stage(report)
    assert step(cast, getattr(cast, person), report, code).status_code == 403
    assert stage(report) == before


def test_nobody_reviews_the_own_office(cast: Cast) -> None:
    report = make(cast)
    step(cast, cast.eko, report, "submit")
    join(cast.dewi, cast.sumsel, "reviewer")  # works at OKI and reviews for the province
    assert step(cast, cast.dewi, report, "accept").status_code == 403
    assert ask(cast, cast.dewi, report, text="Bagus sekali").status_code == 403
    inside = User.objects.create(username="nina", full_name="Nina Rekaan")
    join(inside, cast.oki, "reviewer")  # a reviewer's role at the very office
    assert step(cast, inside, report, "accept").status_code == 403
    assert stage(report) == "submitted"


def test_another_office_does_not_find_the_report(cast: Cast) -> None:
    report = make(cast)
    assert cast.client(cast.gita).get(f"{AT}{report.pk}/").status_code == 404
    assert cast.client(cast.gita).get(f"{AT}{report.pk}/isi/").status_code == 404
    assert cast.client(cast.gita).get(f"{AT}{report.pk}/berkas/pdf/").status_code == 404


def test_a_remark_names_no_record_of_a_closed_side_and_nobody(cast: Cast) -> None:
    hold(cast, 28)
    client = admit(cast, 6, 0)[0].client
    report = make(cast)
    step(cast, cast.eko, report, "submit")
    assert ask(cast, cast.joko, report, f"jenis=rehab.client&rekam={client.pk}", text="Siapa ini?").status_code == 404
    refused = ask(cast, cast.joko, report, text="Mohon tanya Sdr. Wayan dahulu").content.decode()
    assert "Tanpa nama orang" in refused and "Mohon tanya Sdr. Wayan dahulu" in refused
    assert "Tanpa nomor identitas" in ask(cast, cast.joko, report, text="NIK 3201011212900001").content.decode()
    assert not Remark.objects.exists()
    ask(cast, cast.joko, report, indicator="rehab.clients", text="Mengapa naik?")
    assert Remark.objects.get().indicator == "rehab.clients"


def test_a_month_that_runs_has_no_report_and_a_month_has_one(cast: Cast) -> None:
    today = cast.oki.local_day()
    client = cast.client(cast.dewi)
    early = client.post(f"{AT}baru/", {"year": today.year, "month": today.month, "note": "Sudah saya tulis"})
    assert (
        early.status_code == 422
        and "belum berakhir" in early.content.decode()
        and "Sudah saya tulis" in early.content.decode()
    )
    make(cast)
    assert "sudah ada" in client.post(f"{AT}baru/", {"year": 2023, "month": 8}).content.decode()


def test_the_band_on_a_record_leads_to_asking_and_answering(cast: Cast) -> None:
    meeting = hold(cast, 28)
    report = make(cast)
    step(cast, cast.eko, report, "submit")
    found: Any = pages_of("activities.meeting")
    url = found.url("", meeting.pk)
    assert "Tulis catatan di sini" in cast.client(cast.joko).get(url).content.decode()
    assert "Tulis catatan di sini" not in cast.client(cast.ani).get(url).content.decode()
    ask(
        cast,
        cast.joko,
        report,
        f"jenis=activities.meeting&rekam={meeting.pk}",
        field="held_on",
        text="Bukan hari Minggu?",
    )
    seen = cast.client(cast.dewi).get(url).content.decode()
    assert "Bukan hari Minggu?" in seen and "Jawab" in seen
    assert "Bukan hari Minggu?" in cast.client(cast.ani).get(url).content.decode()


def test_persons_of_a_closed_side_are_told_by_fives(cast: Cast) -> None:
    admit(cast, 6, 0, date(2023, 1, 9))
    january = make(cast, 1)
    step(cast, cast.eko, january, "submit")
    assert "6 orang" in page(cast, cast.joko, january, "isi/")
    admit(cast, 2, 0, date(2023, 2, 9))
    february = make(cast, 2)
    step(cast, cast.eko, february, "submit")
    told = page(cast, cast.joko, february, "isi/")
    assert "6 orang" in told and "8 orang" not in told
    admit(cast, 3, 0, date(2023, 3, 9))
    march = make(cast, 3)
    step(cast, cast.eko, march, "submit")
    assert "11 orang" in page(cast, cast.joko, march, "isi/")


@pytest.mark.parametrize(("form", "begins"), [("pdf", b"%PDF"), ("docx", b"PK"), ("xlsx", b"PK")])
def test_the_report_as_a_file(cast: Cast, form: str, begins: bytes) -> None:
    hold(cast, 28)
    answer = cast.client(cast.joko).get(f"{AT}{make(cast).pk}/berkas/{form}/")
    assert answer.content.startswith(begins)
    assert answer["Content-Disposition"] == f'attachment; filename="laporan-bulanan-bnnk-oki-2023-08.{form}"'


def test_the_overview_tells_who_has_not_and_reminds_without_names(cast: Cast) -> None:
    hold(cast, 28)
    seen = cast.client(cast.joko).get("/laporan-bulanan/?tahun=2023&bulan=8").content.decode()
    assert "0 dari 1 kantor sudah mengirim; belum: BNNK OKI." in seen and "Yth. rekan BNNK OKI" in seen
    assert "Joko" not in seen[seen.index("Yth. rekan") : seen.index("</textarea>")]
    step(cast, cast.eko, make(cast), "submit")
    seen = cast.client(cast.joko).get("/laporan-bulanan/?tahun=2023&bulan=8").content.decode()
    assert "1 dari 1 kantor sudah mengirim." in seen and "Dikirim" in seen
    own = cast.client(cast.dewi).get("/laporan-bulanan/?tahun=2023").content.decode()
    assert "Yth. rekan" not in own and "baru/?bulan=9&amp;tahun=2023" in own


def test_verify_counts_reports_again() -> None:
    assert dict(all_checks())["laporan bulanan yang dikirim"] is not_recounted
