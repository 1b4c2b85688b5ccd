"""The year's table of who entered treatment: categories of TDI, nobody in small company, for the treatment side alone."""

from __future__ import annotations

import io
import time
from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from bersinar.catalogue.indicators import INDICATORS
from bersinar.figures.indicators.disclosure import MERGED
from bersinar.figures.indicators.evaluate import Coverage
from bersinar.figures.indicators.printing import lists_of
from bersinar.figures.reports.document import Table
from bersinar.figures.reports.entrants import entrants_table, read_entrants
from bersinar.foundation.access.freshness import PROVED
from bersinar.foundation.access.sides import Side
from bersinar.foundation.access.wall import side
from bersinar.foundation.audit.models import AuditLine
from bersinar.foundation.codelists.lists import codes
from bersinar.programmes.rehab.actions import PROFILES
from bersinar.programmes.rehab.models import Episode
from tests.cast import Cast
from tests.desk.conftest import admit

pytestmark = pytest.mark.django_db
PAGE, FILE = "/profil-klien-masuk/", "/profil-klien-masuk/unduh/"
YEAR = {"tahun": "2023"}


def fill(cast: Cast, episodes: list[Episode], **answers: Any) -> None:
    with side(Side.TREATMENT, cast.budi.pk):
        for episode in episodes:
            PROFILES.create(office=cast.oki, by=cast.budi, episode=episode, **answers)


def tables(cast: Cast) -> Mapping[str, Mapping[str, str]]:
    """What the table says: caption -> category -> persons."""
    coverage = Coverage(cast.oki)
    document = entrants_table(coverage, 2023, read_entrants(coverage, 2023), on=date(2024, 1, 2))
    blocks = [block for section in document.sections for block in section.blocks]
    return {one.caption: {row[0].text: row[1].text for row in one.rows} for one in blocks if isinstance(one, Table)}


def test_answers_stand_in_the_categories_of_tdi_and_what_is_not_known_is_told(cast: Cast) -> None:
    episodes = admit(cast, 24, 6)
    fill(cast, episodes[:8], living_with="with_parents", hiv_test="test_offered")
    fill(cast, episodes[8:14], living_with="with_relatives", hiv_test="test_not_offered")
    fill(cast, episodes[14:20], living_with="lives_alone")
    told = tables(cast)
    assert told["Tinggal bersama"] == {
        "Sendiri (alone)": "6", "Keluarga asal (with family of origin)": "14", "Tidak diketahui (not known)": "10",
    }  # fmt: skip
    assert told["Tes HIV"] == {"Belum dites (not tested)": "14", "Tidak diketahui (not known)": "16"}
    assert told["Jenis kelamin"] == {"Laki-laki": "24", "Perempuan": "6"}
    assert told["Jenis layanan"] == {"Rawat jalan (outpatient)": "30"}
    page = cast.client(cast.budi).get(PAGE, YEAR).content.decode()
    assert "Keluarga asal (with family of origin)" in page and "n = 30" in page


def test_small_cells_are_merged_with_their_partners_or_nothing_is_told(cast: Cast) -> None:
    episodes = admit(cast, 30, 0)
    fill(cast, episodes[:3], housing="unstable_home", labour="pupil")
    fill(cast, episodes[3:5], housing="home_of_institution", labour="no_work")
    fill(cast, episodes[5:], housing="stable_home", labour="no_work")
    told = tables(cast)
    assert told["Tempat tinggal"] == {"Tetap (stable accommodation)": "25", "Digabung (masing-masing sedikit)": "5"}
    assert told["Pekerjaan"] == {}  # 27 and 3: the one would tell the other
    assert MERGED not in str(told)


def test_whoever_injects_is_not_told_by_the_questions_that_only_they_are_asked(cast: Cast) -> None:
    episodes = admit(cast, 30, 0)
    needle = {"injecting": "injected_once", "injected_age": 19, "sharing": "never_shared"}
    fill(cast, episodes[:4], **needle)
    fill(cast, episodes[4:], injecting="never_injected")
    age = "Umur pertama menyuntik, dari yang pernah menyuntik"
    assert tables(cast)["Menyuntik"] == {} and tables(cast)[age] == {}
    others = admit(cast, 6, 0, date(2023, 5, 3))
    fill(cast, others, **needle)
    assert tables(cast)[age] == {"15–19": "10"}


def test_of_fewer_than_five_nothing_is_told(cast: Cast) -> None:
    fill(cast, admit(cast, 4, 0), housing="stable_home")
    client = cast.client(cast.budi)
    assert "kurang dari lima klien" in client.get(PAGE, YEAR).content.decode()
    assert client.get(FILE, YEAR).status_code == 404


def test_it_is_taken_along_after_a_fresh_proof_and_written_down(cast: Cast) -> None:
    fill(cast, admit(cast, 12, 0), housing="stable_home")
    client = cast.client(cast.budi)
    answer = client.get(FILE, YEAR)
    assert answer["Content-Disposition"] == 'attachment; filename="profil-masuk-bnnk-oki-2023.xlsx"'
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
    cells = [cell for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python() for cell in row]
    assert "Tetap (stable accommodation)" in cells and 12 in cells
    assert not any("K-2023" in str(cell) for cell in cells)
    assert AuditLine.objects.filter(action="list.export", record_kind="rehab.profile", actor=cast.budi.pk).count() == 1
    session = client.session
    session[PROVED] = int(time.time()) - 11 * 60
    session.save()
    asked = client.get(FILE, YEAR)
    assert asked.status_code == 302 and asked.headers["Location"].startswith("/bukti/")


def test_other_sides_and_other_offices_see_nothing_of_it(cast: Cast) -> None:
    admit(cast, 12, 0)
    for address in (PAGE, FILE):
        for person in (cast.eko, cast.citra, cast.ani, cast.joko):
            assert cast.client(person).get(address, YEAR).status_code == 403
        assert cast.client(cast.hadi).get(address, {**YEAR, "kantor": "bnnk-oki"}).status_code == 404


def test_the_answers_are_a_figure_for_their_own_side_alone(cast: Cast) -> None:
    fill(cast, admit(cast, 12, 0), housing="stable_home")
    trace = reverse("desk:trace", args=["rehab.profile_answers"])
    assert "Jawaban pada profil saat masuk" in cast.client(cast.budi).get("/angka/", YEAR).content.decode()
    assert cast.client(cast.budi).get(trace, YEAR).status_code == 200
    for person in (cast.eko, cast.citra):
        assert "Jawaban pada profil saat masuk" not in cast.client(person).get("/angka/", YEAR).content.decode()
        assert cast.client(person).get(trace, YEAR).status_code == 403
        fragment = cast.client(person).get("/angka/potongan/", {**YEAR, "indikator": "rehab.profile_answers"})
        assert fragment.status_code == 403
    shown = cast.client(cast.eko).get("/laporan/pratinjau/", YEAR).content.decode()
    assert (
        "Jawaban pada profil" not in shown and "Kelengkapan profil saat masuk (n = 12)" in shown
    )  # nobody's is complete: nil, not unknown


def test_every_code_of_a_profile_leads_to_a_category_and_says_one_thing(cast: Cast) -> None:
    """A fact of an answer holds its code alone: no two lists may share one with other words."""
    listed = list(lists_of(INDICATORS["rehab.profile_answers"], "detail"))
    own = [name for name in listed if name.startswith("profile_") and name != "profile_state"]
    for name in own:
        for code, entry in codes(name).items():
            assert code in codes("tdi_profile"), code
            assert {codes(other)[code].label for other in listed if code in codes(other)} == {entry.label}, code
    for ours, theirs in (("entry_path", "tdi_referral"), ("substance", "tdi_drug"), ("pathway", "tdi_centre")):
        assert set(codes(ours)) <= set(codes(theirs)), theirs
