"""What was typed once is not typed again: minutes of evidence and periods of detention are events of their case, too."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.urls import reverse

from bersinar.foundation.wire.refusals import Refusal
from bersinar.ledger.verify import verify
from bersinar.programmes.enforcement.actions import DETENTIONS, EVENTS, FILES
from bersinar.programmes.enforcement.models import Case, CaseEvent, Detention, Suspect
from tests.books import posted
from tests.cast import Cast
from tests.filling import send, sentences

from .conftest import name_suspect, seize
from .evidence import Store


def url(name: str, *args: object) -> str:
    return reverse(f"enforcement:{name}", args=args)


def at(day: int, hour: int = 2) -> datetime:
    return datetime(2023, 3, day, hour, tzinfo=UTC)


def happen(cast: Cast, case: Case, kind: str, when: datetime, **said: Any) -> CaseEvent:
    return EVENTS.create(office=cast.oki, by=cast.citra, case=case, kind=kind, at=when, **said)


def standing(case: Case, kind: str) -> list[CaseEvent]:
    return list(CaseEvent.objects.standing().filter(case=case, kind=kind))


MEASURED = ("kind", "quantity", "detail")


def test_a_destruction_is_an_event_with_its_number_and_ends_the_term_once(cast: Cast, store: Store, case: Case) -> None:
    (bag,) = store.pack(seize(cast, case), "307.527")
    happen(cast, case, "seizure", at(14, 3))
    happen(cast, case, "seizure_notice", at(14, 4))
    happen(cast, case, "status_set", at(16, 2), document_number="TAP/1")
    movement = store.move("destroyed", (bag, "307.527"), number="BA/9", moved_at=at(20, 2))
    (told,) = standing(case, "destroyed")
    assert (told.at, told.document_number, told.movement) == (at(20, 2), "BA/9", movement)
    assert posted(told, *MEASURED) == [("enforcement.deadline_measured", 100, "destruction")]
    client = cast.client(cast.citra)
    assert "BA/9" in client.get(url("case", case.pk)).text
    assert url("movement", movement.pk) in client.get(url("event", told.pk)).text
    case.refresh_from_db()
    assert case.next_due == at(17, 3)  # the laboratory, still open; the minutes end later
    answer = send(client, url("movement_hand_in", movement.pk), at="2023-03-20T15:00", number="B/77")
    assert answer.url == url("movement", movement.pk)
    (handed,) = standing(case, "destruction_minutes")
    assert posted(handed, *MEASURED) == [("enforcement.deadline_measured", 100, "destruction_minutes")]
    assert client.get(url("movement_hand_in", movement.pk)).status_code == 403  # said once
    assert verify() == []


def test_what_minutes_tell_is_put_right_on_the_minutes(cast: Cast, store: Store, case: Case) -> None:
    (bag,) = store.pack(seize(cast, case), "10")
    happen(cast, case, "seizure", at(14, 3))
    movement = store.move("lab", (bag, "1"), moved_at=at(15, 2))
    (told,) = standing(case, "lab_sent")
    client = cast.client(cast.citra)
    again = send(client, f"{url('event_new')}?kasus={case.pk}", kind="lab_sent", at="2023-03-15T10:00")
    assert "buat berita acara “Disisihkan untuk laboratorium” dari wadahnya" in sentences(again)
    assert send(client, url("event_change", told.pk), note="Diantar langsung.").status_code == 302
    with pytest.raises(Refusal, match="Ditulis oleh berita acara"):
        EVENTS.change(told, by=cast.citra, based_on=None, at=at(15, 5))
    with pytest.raises(Refusal, match="Balik berita acara itu"):
        EVENTS.cancel(told, by=cast.citra, reason="salah")
    assert posted(told, *MEASURED) == [("enforcement.deadline_measured", 100, "lab")]
    from bersinar.programmes.enforcement.actions import reverse as take_back

    store.sure(take_back(movement, by=cast.citra, moved_at=at(16, 2), why="Salah wadah"))
    assert standing(case, "lab_sent") == []
    case.refresh_from_db()
    assert case.next_due == at(17, 3)  # the clock runs again
    assert verify() == []


def test_what_was_written_by_hand_becomes_the_event_of_the_minutes(cast: Cast, store: Store, case: Case) -> None:
    happen(cast, case, "seizure", at(14, 3))
    by_hand = happen(cast, case, "lab_sent", at(15, 8), document_number="B/3")
    (bag,) = store.pack(seize(cast, case), "10")
    store.move("lab", (bag, "1"), moved_at=at(15, 2), number="BA/3")
    (told,) = standing(case, "lab_sent")
    assert (told.pk, told.at, told.document_number) == (by_hand.pk, at(15, 2), "BA/3")
    assert verify() == []


def test_a_destruction_before_its_status_is_told_and_not_refused(cast: Cast, store: Store, case: Case) -> None:
    (bag,) = store.pack(seize(cast, case), "10")
    page = cast.client(cast.citra).get(url("movement_new", case.pk, "destroyed")).text
    assert f"Penetapan status barang bukti belum tercatat pada {case}" in page
    store.move("destroyed", (bag, "10"), moved_at=at(20))
    happen(cast, case, "information", at(21))
    assert len(standing(case, "destroyed")) == 1


# --- detention ---------------------------------------------------------------------------------------------------------


def periods(suspect: Suspect) -> list[tuple[str, date, date | None]]:
    rows = Detention.objects.standing().filter(suspect=suspect).order_by("held_from", "recorded_at")
    return [(one.kind, one.held_from, one.held_until) for one in rows]


def test_an_arrest_of_two_is_typed_once_and_ends_where_the_detention_begins(cast: Cast, case: Case) -> None:
    first, second = name_suspect(cast, case), name_suspect(cast, case, name="Orang Rekaan")
    arrest = happen(cast, case, "arrest", at(14, 2), suspects=[first, second], document_number="SP/1")
    assert periods(first) == periods(second) == [("arrest", date(2023, 3, 14), None)]
    happen(cast, case, "detention", at(16, 2), suspects=[first])
    free = happen(cast, case, "released", at(15, 2), suspects=[second])
    assert periods(first) == [
        ("arrest", date(2023, 3, 14), date(2023, 3, 16)), ("investigator", date(2023, 3, 16), None),
    ]  # fmt: skip
    assert periods(second) == [("arrest", date(2023, 3, 14), date(2023, 3, 15))]
    held = Detention.objects.get(suspect=second)
    assert held.letter_number == "SP/1"
    EVENTS.cancel(free, by=cast.citra, reason="tidak dilepas")
    assert periods(second) == [("arrest", date(2023, 3, 14), None)]
    EVENTS.change(arrest, by=cast.citra, based_on=None, suspects=[first], reason="T-2 tidak ditangkap")
    assert periods(second) == []
    assert verify() == []


def test_the_second_stage_ends_what_the_investigator_held(cast: Cast, case: Case) -> None:
    suspect = name_suspect(cast, case)
    file = FILES.create(office=cast.oki, by=cast.citra, case=case, suspects=[suspect])
    happen(cast, case, "detention", at(15), suspects=[suspect])
    happen(cast, case, "spdp", at(16))
    for day, kind in ((17, "stage_one"), (18, "p21")):
        happen(cast, case, kind, at(day), file=file)
    handed = happen(cast, case, "stage_two", at(19), file=file)
    assert periods(suspect) == [("investigator", date(2023, 3, 15), date(2023, 3, 19))]
    EVENTS.change(handed, by=cast.citra, based_on=None, at=at(20))
    assert periods(suspect) == [("investigator", date(2023, 3, 15), date(2023, 3, 20))]
    EVENTS.cancel(handed, by=cast.citra, reason="belum")
    assert periods(suspect) == [("investigator", date(2023, 3, 15), None)]


def test_a_detention_typed_at_the_suspect_stands_in_the_case_and_starts_its_clock(cast: Cast, case: Case) -> None:
    suspect, other, client = name_suspect(cast, case), name_suspect(cast, case, name="Lain"), cast.client(cast.citra)
    new = f"{url('detention_new')}?tersangka={suspect.pk}"
    answer = send(client, new, kind="arrest", at="2023-03-14T09:00", place="Sel BNNK", letter_number="SP/2")
    assert answer.url == url("suspect", suspect.pk)
    (event,) = standing(case, "arrest")
    assert (event.at, event.document_number, list(event.suspects.all())) == (at(14, 2), "SP/2", [suspect])
    case.refresh_from_db()
    assert case.next_due == at(17, 2)
    send(client, f"{url('detention_new')}?tersangka={other.pk}", kind="arrest", at="2023-03-14T09:00")
    (event,) = standing(case, "arrest")  # of the same minute: the same event
    assert set(event.suspects.all()) == {suspect, other}
    again = send(client, new, kind="arrest", at="2023-03-14T11:00")
    assert "pada hari ini sudah tercatat" in sentences(again)
    held = Detention.objects.get(suspect=suspect)
    form = client.get(url("detention_change", held.pk)).context["form"]
    assert not {"at", "held_from", "letter_number"} & set(form.fields)
    EVENTS.change(event, by=cast.citra, based_on=None, at=at(15, 2))
    assert periods(suspect) == [("arrest", date(2023, 3, 15), None)]
    refused = client.post(url("detention_cancel", held.pk), {"reason": "salah"}).text
    assert "Batalkan atau ubah peristiwanya" in refused
    EVENTS.cancel(event, by=cast.citra, reason="salah catat")
    assert periods(suspect) == []
    case.refresh_from_db()
    assert case.next_due is None
    assert verify() == []


def test_a_child_in_care_keeps_its_kind_and_no_page_shows_its_period(cast: Cast, case: Case) -> None:
    child = name_suspect(cast, case, status="child", birth_year=2007)
    held = DETENTIONS.create(
        office=cast.oki, by=cast.citra, suspect=child, kind="child_care", at=at(15), place="LPKS Rekaan"
    )
    (event,) = standing(case, "detention")
    assert held.event == event
    assert held.kind == "child_care"
    assert "sampai" not in cast.client(cast.citra).get(url("event", event.pk)).text.split("Riwayat")[0]


def test_one_that_no_event_tells_is_kept_by_itself(cast: Cast, case: Case) -> None:
    suspect = name_suspect(cast, case)
    DETENTIONS.create(office=cast.oki, by=cast.citra, suspect=suspect, kind="prosecutor", at=at(20))
    assert not CaseEvent.objects.exists()
    assert periods(suspect) == [("prosecutor", date(2023, 3, 20), None)]
