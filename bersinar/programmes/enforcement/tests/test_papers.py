"""The list of missing papers: what each event asks for, until it is numbered, filed or written."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from bersinar.foundation.access.sides import Side
from bersinar.foundation.access.wall import set_side
from bersinar.foundation.codelists.lists import codes
from bersinar.foundation.files.actions import keep_file
from bersinar.foundation.letters.actions import finalise
from bersinar.foundation.letters.kinds import kind_of
from bersinar.foundation.letters.models import EnforcementLetter
from bersinar.foundation.offices.models import Head
from bersinar.programmes.enforcement.actions import EVENTS
from bersinar.programmes.enforcement.models import Case, CaseEvent
from bersinar.programmes.enforcement.papers import missing_of
from tests.cast import Cast
from tests.filling import send

from .conftest import name_suspect, opened_case, seize

PAGE = "/pemberantasan/surat-kurang/"
AT = datetime(2023, 3, 14, 2, 0, tzinfo=UTC)


def happens(cast: Cast, case: Case, kind: str, **said: Any) -> CaseEvent:
    return EVENTS.create(office=cast.oki, by=cast.citra, case=case, kind=kind, at=AT, **said)


def told(cast: Cast, case: Case | None = None) -> list[str]:
    return [one.paper for one in missing_of(cast.citra, case=case)]


def test_an_event_asks_for_its_paper_until_it_has_a_number(cast: Cast, case: Case) -> None:
    seizure = happens(cast, case, "seizure")
    happens(cast, case, "spdp", document_number="SPDP/001")
    assert told(cast) == ["Berita acara penyitaan"]
    assert "Berita acara penyitaan" in cast.client(cast.citra).get(PAGE).text
    assert "Surat yang belum ada" in cast.client(cast.citra).get(reverse("enforcement:case", args=[case.pk])).text
    EVENTS.change(seizure, by=cast.citra, based_on=None, document_number="BA/7")
    assert told(cast) == []
    assert "Tidak ada surat yang kurang" in cast.client(cast.citra).get(PAGE).text


def test_a_filed_scan_is_the_paper(cast: Cast, case: Case) -> None:
    event = happens(cast, case, "inquiry")
    assert told(cast)
    upload = SimpleUploadedFile("surat.pdf", b"%PDF-1.7\n%%EOF\n", "application/pdf")
    keep_file(
        office=cast.oki, side="enforcement", record_kind="enforcement.caseevent", record_id=event.pk, label="Surat", upload=upload,
        by=cast.citra,
    )  # fmt: skip
    assert told(cast) == []


def test_a_letter_made_here_is_the_paper_once_it_is_final(cast: Cast, case: Case) -> None:
    Head.objects.create(
        office=cast.oki, name="Kepala Rekaan", rank="AKBP", position="Kepala BNNK", since=date(2023, 1, 1)
    )
    suspects = [name_suspect(cast, case), name_suspect(cast, case, name="Orang Kedua Rekaan")]
    happens(cast, case, "spdp")
    (missing,) = missing_of(cast.citra)
    assert [code for code, _ in missing.makes] == [one.code for one in suspects]
    for _, url in missing.makes:
        assert (
            send(cast.client(cast.citra), url, day="15-03-2023", f_kepada="Kepala Kejaksaan Negeri").status_code == 302
        )
        set_side(Side.ENFORCEMENT)
    assert told(cast) == ["Surat pemberitahuan dimulainya penyidikan"]  # drafts are not papers yet
    for letter in EnforcementLetter.objects.all():
        finalise(letter, by=cast.citra, based_on=letter.version)
        set_side(Side.ENFORCEMENT)
    assert told(cast) == []


def test_every_paper_has_a_name_and_every_letter_named_there_exists() -> None:
    papers = codes("case_paper")
    asked = {one.attributes["document"] for one in codes("case_event").values() if "document" in one.attributes}
    assert asked == set(papers)
    assert all(kind_of(one.attributes["letter"]) for one in papers.values() if "letter" in one.attributes)


def test_only_the_cases_in_sight_are_told_and_nobody_else_asks(cast: Cast, case: Case) -> None:
    seize(cast, case)
    happens(cast, case, "seizure")
    closed = opened_case(cast, reach="team")
    happens(cast, closed, "seizure")
    text = cast.client(cast.indra).get(PAGE).text
    assert case.number not in text and closed.number not in text
    assert cast.client(cast.budi).get(PAGE).status_code == 403
