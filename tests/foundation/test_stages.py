"""A way says which step is possible, and in words what else is; what is declared wrongly does not start."""

from __future__ import annotations

import pytest
from django.template.loader import render_to_string

from bersinar.foundation.stages.ways import Passed, Stage, Step, Way
from bersinar.foundation.wire.refusals import Refusal


def unless_held(about: dict[str, bool] | None) -> str | None:
    return None if about and about["held"] else "Ambil dahulu."


NEW, HELD, VISIT = Stage("new", "Baru"), Stage("held", "Dipegang"), Stage("visit", "Kunjungan")
DONE, GONE = Stage("done", "Selesai", ends=True), Stage("gone", "Diteruskan", ends=True, aside=True)
WAY = Way(
    stages=(NEW, HELD, VISIT, DONE, GONE),
    steps=(
        Step("take", "Ambil", ("new",), "held"),
        Step("note", "Catat", ("new", "held", "visit")),
        Step("visit", "Kunjungi", ("held",), "visit", done="Dikunjungi"),
        Step("close", "Tutup", ("held", "visit"), "done", unless=(unless_held,)),
        Step("hand_on", "Teruskan", ("held",), "gone"),
        Step("reopen", "Buka lagi", ("done",), "held"),
    ),
)


def test_a_step_leads_on_and_one_without_aim_stays() -> None:
    assert WAY.take("take", at="new") == HELD
    assert WAY.take("note", at="visit") == VISIT
    assert WAY.take("reopen", at="done") == HELD


def test_a_step_from_elsewhere_is_refused_with_what_is_possible() -> None:
    with pytest.raises(Refusal) as refused:
        WAY.take("visit", at="new")
    assert refused.value.sentence == (
        "Langkah “Kunjungi” tidak dapat dilakukan pada tahap Baru. Yang dapat dilakukan sekarang: Ambil, Catat."
    )
    assert (refused.value.code, refused.value.status) == ("step_not_possible", 409)
    with pytest.raises(Refusal, match="Tidak ada langkah lain"):
        WAY.take("take", at="gone")


def test_a_condition_refuses_with_its_own_sentence() -> None:
    assert WAY.take("close", at="held", about={"held": True}) == DONE
    with pytest.raises(Refusal, match=r"Ambil dahulu\. Yang dapat dilakukan sekarang: Catat, Kunjungi, Teruskan"):
        WAY.take("close", at="held", about={"held": False})
    assert "close" not in {step.code for step in WAY.open_steps("held", {"held": False})}
    assert "close" in {step.code for step in WAY.open_steps("held", {"held": True})}


def test_a_step_taken_is_told_of_in_its_own_words() -> None:
    assert (WAY.told("visit"), WAY.told("note")) == ("Dikunjungi", "Catat")


def test_what_nobody_declared_is_no_refusal_but_a_mistake() -> None:
    with pytest.raises(KeyError):
        WAY.take("fly", at="new")
    with pytest.raises(KeyError):
        WAY.stage("moon")


@pytest.mark.parametrize(
    ("stages", "steps", "fault"),
    [
        ((NEW, NEW), (), "stands twice"),
        ((NEW,), (Step("take", "Ambil", ("new",), "held"),), "unknown stages: held"),
        ((NEW, HELD), (), "nothing leads to: held"),
        ((NEW,), (Step("note", "Catat", ("new",)), Step("note", "Catat", ("new",))), "two ways from new"),
    ],
)
def test_a_way_declared_wrongly_does_not_start(stages: tuple[Stage, ...], steps: tuple[Step, ...], fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        Way(stages, steps)


def test_the_way_is_drawn_from_where_a_record_has_been() -> None:
    drawn = {mark.label: mark.state for mark in WAY.drawn("visit", {"held"})}
    assert drawn == {
        "Baru": Passed.BEEN, "Dipegang": Passed.BEEN, "Kunjungan": Passed.NOW, "Selesai": Passed.AHEAD,
    }  # fmt: skip
    # What was passed over is not claimed; what ended has nothing ahead; what lies aside shows only where one stands.
    assert [mark.label for mark in WAY.drawn("done", {"held"})] == ["Baru", "Dipegang", "Selesai"]
    assert [mark.label for mark in WAY.drawn("gone", {"held"})] == ["Baru", "Dipegang", "Diteruskan"]
    page = render_to_string("ui/way.html", {"way": WAY.drawn("held", {"held"})})
    assert '<li class="way-now" aria-current="step">Dipegang</li>' in page
    assert "Diteruskan" not in page
