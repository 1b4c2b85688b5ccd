"""The report page: checks explained in writing, a preview, files for the one who asked, the factor set."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from bersinar.figures.factor_sets import load_factor_sets
from bersinar.figures.models import CheckExplanation, FactorChoice, FactorSet, ReportFile
from bersinar.figures.reports import tasks as report_tasks
from bersinar.foundation.access.models import User
from bersinar.foundation.audit.models import AuditLine
from tests.cast import Cast
from tests.desk.conftest import admit, hold

pytestmark = pytest.mark.django_db
QUERY = "?kantor=bnnk-oki&tahun=2023&cakupan=tree"
WHY = "Sumber hanya menyebut jumlahnya, nama menyusul."


def failing(cast: Cast) -> str:
    """A check that fails: months of a year with records that stand open."""
    hold(cast, 30)
    answer = cast.client(cast.eko).get(f"/laporan/{QUERY}")
    checks = {check.code: check.outcome for check, _, _ in answer.context["checks"]}
    assert checks["months-closed"] == "fails"
    return "months-closed"


def explain(cast: Cast, user: User, code: str, text: str = WHY) -> Any:
    return cast.client(user).post(f"/laporan/periksa/{code}/{QUERY}", {"text": text})


def test_a_failing_check_is_explained_and_the_explanation_is_printed(cast: Cast) -> None:
    code = failing(cast)
    assert explain(cast, cast.dewi, code).status_code == 302
    client = cast.client(cast.dewi)
    assert WHY in client.get(f"/laporan/{QUERY}").content.decode()
    assert WHY in client.get(f"/laporan/pratinjau/{QUERY}").content.decode()
    assert AuditLine.objects.filter(action="report.explain_check", actor=cast.dewi.pk).exists()


def test_an_explanation_without_words_is_refused_with_its_sentence(cast: Cast) -> None:
    code = failing(cast)
    answer = explain(cast, cast.dewi, code, " ok ")
    assert answer.status_code == 422 and "Tuliskan penjelasan" in answer.content.decode()
    assert not CheckExplanation.objects.exists()


@pytest.mark.parametrize(("person", "status"), [("ani", 403), ("citra", 403), ("joko", 403), ("gita", 403)])
def test_only_who_writes_the_report_explains(cast: Cast, person: str, status: int) -> None:
    code = failing(cast)
    assert explain(cast, getattr(cast, person), code).status_code == status
    assert not CheckExplanation.objects.exists()


def test_a_head_explains_nothing_for_another_office(cast: Cast, head_of_lumajang: User) -> None:
    assert explain(cast, head_of_lumajang, failing(cast)).status_code == 404
    assert not CheckExplanation.objects.exists()


def test_an_unknown_check_is_refused(cast: Cast) -> None:
    assert explain(cast, cast.dewi, "tidak-ada").status_code == 422
    assert not CheckExplanation.objects.exists()


def test_the_preview_is_fetched_apart_and_says_so_meanwhile(cast: Cast) -> None:
    hold(cast, 30)
    client = cast.client(cast.ani)
    page = client.get(f"/laporan/{QUERY}").content.decode()
    assert 'hx-get="/laporan/pratinjau/?kantor=bnnk-oki' in page and "sedang disusun" in page
    preview = client.get(f"/laporan/pratinjau/{QUERY}").content.decode()
    assert 'class="report"' in preview and "30 orang" in preview and "/telusur/" in preview
    assert cast.client(cast.gita).get(f"/laporan/pratinjau/{QUERY}").status_code == 404


def test_the_report_says_the_same_to_both_sides_and_to_the_head(cast: Cast) -> None:
    admit(cast, 20, 2)
    previews = {
        cast.client(user).get(f"/laporan/pratinjau/{QUERY}").content for user in (cast.budi, cast.citra, cast.eko)
    }
    assert len(previews) == 1


# Files --------------------------------------------------------------------------------------------------------------


def ask(cast: Cast, user: User, form: str, **headers: str) -> Any:
    return cast.client(user).post(f"/laporan/berkas/minta/{QUERY}", {"form": form}, headers=headers or None)


@pytest.mark.parametrize(
    ("form", "begins"),
    [("pdf", b"%PDF-"), ("docx", b"PK"), ("xlsx", b"PK"), ("html", b"<!DOCTYPE html>"), ("txt", b"")],
)
def test_a_file_is_made_and_fetched_by_the_one_who_asked(cast: Cast, form: str, begins: bytes) -> None:
    hold(cast, 30)
    assert ask(cast, cast.ani, form).status_code == 302
    kept = ReportFile.objects.get()
    assert kept.state == ReportFile.State.READY
    client = cast.client(cast.ani)
    assert "siap diunduh" in client.get(f"/laporan/berkas/{QUERY}").content.decode()
    answer = client.get(f"/laporan/berkas/{kept.pk}/")
    assert answer.content.startswith(begins) and answer.content
    assert answer["Content-Disposition"] == f'attachment; filename="catatan-akhir-tahun-bnnk-oki-2023.{form}"'
    assert AuditLine.objects.filter(action="report.download", actor=cast.ani.pk, record_id=kept.pk).exists()


def test_nobody_else_fetches_it_and_after_a_day_nobody(cast: Cast) -> None:
    hold(cast, 30)
    ask(cast, cast.ani, "txt")
    kept = ReportFile.objects.get()
    for other in (cast.eko, cast.dewi, cast.gita):
        assert cast.client(other).get(f"/laporan/berkas/{kept.pk}/").status_code == 404
    ReportFile.objects.update(asked_at=timezone.now() - timedelta(hours=25))
    assert cast.client(cast.ani).get(f"/laporan/berkas/{kept.pk}/").status_code == 404
    assert not AuditLine.objects.filter(action="report.download").exists()


def test_while_it_is_made_the_page_asks_again(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bersinar.figures.reports.tasks.year_end", lambda *_, **__: 1 / 0)
    answer = ask(cast, cast.ani, "pdf", **{"HX-Request": "true"})
    assert "gagal dibuat; minta sekali lagi" in answer.content.decode()
    ReportFile.objects.update(state=ReportFile.State.WAITING)
    waiting = cast.client(cast.ani).get(f"/laporan/berkas/{QUERY}").content.decode()
    assert 'hx-trigger="load delay:1s"' in waiting and "sedang dibuat" in waiting
    ReportFile.objects.update(asked_at=timezone.now() - timedelta(minutes=20))
    late = cast.client(cast.ani).get(f"/laporan/berkas/{QUERY}").content.decode()
    assert "hx-trigger" not in late and "minta sekali lagi" in late


@pytest.mark.parametrize("form", ["json", "exe", ""])
def test_another_form_is_refused(cast: Cast, form: str) -> None:
    answer = ask(cast, cast.ani, form, **{"HX-Request": "true"})
    assert "tidak dikenal" in answer.content.decode() and not ReportFile.objects.exists()


def test_a_file_holds_what_anybody_may_see_whoever_asked(cast: Cast) -> None:
    admit(cast, 20, 2)
    ask(cast, cast.budi, "txt")
    content = bytes(ReportFile.objects.get().content or b"").decode()
    assert "22" in content and "Perempuan" not in content


def test_a_task_that_comes_twice_makes_one_file(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    hold(cast, 30)
    ask(cast, cast.ani, "txt")
    kept = ReportFile.objects.get()
    monkeypatch.setattr("bersinar.figures.reports.tasks.year_end", lambda *_, **__: 1 / 0)
    report_tasks.make_report_file.func(str(kept.pk))
    assert ReportFile.objects.get().state == ReportFile.State.READY


# Factor set ---------------------------------------------------------------------------------------------------------


def choose(cast: Cast, user: User, chosen: str) -> Any:
    return cast.client(user).post(f"/laporan/faktor/{QUERY}", {"factor_set": chosen})


def test_the_signatory_chooses_a_factor_set_and_lets_it_go(cast: Cast) -> None:
    load_factor_sets()
    one = FactorSet.objects.first()
    assert one is not None
    assert choose(cast, cast.eko, str(one.pk)).status_code == 302
    assert FactorChoice.objects.get().factor_set == one
    assert one.name in cast.client(cast.ani).get(f"/laporan/{QUERY}").content.decode()
    choose(cast, cast.eko, "")
    assert not FactorChoice.objects.exists()
    assert AuditLine.objects.filter(action="report.choose_factors").count() == 2


def test_nobody_else_chooses(cast: Cast) -> None:
    load_factor_sets()
    one = FactorSet.objects.first()
    assert one is not None
    for other in (cast.dewi, cast.ani, cast.joko, cast.citra):
        assert choose(cast, other, str(one.pk)).status_code == 403
    assert choose(cast, cast.eko, "bukan-id").status_code == 404
    assert choose(cast, cast.eko, "00000000-0000-7000-8000-000000000000").status_code == 422
    assert not FactorChoice.objects.exists()
