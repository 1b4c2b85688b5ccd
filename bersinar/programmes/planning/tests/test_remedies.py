"""An action plan: begun from a target, its steps done by whoever they name, closed with what came of it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from bersinar.foundation.wire.refusals import Forbidden
from bersinar.programmes.planning.actions import PLANS, STEPS, do_step
from bersinar.programmes.planning.models import ActionPlan, ActionStep, Agreement
from tests.cast import Cast
from tests.filling import send, sentences

from .conftest import promise


def test_a_plan_is_made_its_steps_done_and_closed_with_its_outcome(cast: Cast, agreement: Agreement) -> None:
    line, client = promise(cast, agreement, "rehab.clients", 20_000), cast.client(cast.dewi)
    made = send(client, f"{reverse('planning:plan_new')}?target={line.pk}", cause="Rujukan berkurang.")
    plan = ActionPlan.objects.get()
    assert made.url == reverse("planning:plan", args=[plan.pk])
    due = cast.oki.local_day() + timedelta(days=7)
    step = f"{reverse('planning:step_new')}?rencana={plan.pk}"
    assert "Pilih petugasnya" in sentences(send(client, step, what="Temui puskesmas", due_on=str(due)))
    assert send(client, step, what="Temui puskesmas", due_on=str(due), person=str(cast.ani.pk)).status_code == 302
    close = reverse("planning:plan_step", args=[plan.pk, "close"])
    assert "Masih ada langkah" in sentences(send(client, close, outcome="Naik."))
    ani = cast.client(cast.ani)
    assert "Rencana aksi: Temui puskesmas" in ani.get(reverse("desk:home")).text
    assert ani.post(reverse("planning:step_done", args=[ActionStep.objects.get().pk])).status_code == 302
    assert "Rencana aksi: Temui puskesmas" not in ani.get(reverse("desk:home")).text
    assert send(client, close, outcome="  ").status_code == 422
    assert send(client, close, outcome="Tiga klien baru.").status_code == 302
    assert "Tiga klien baru." in client.get(made.url).text
    assert client.get(close).status_code == 403  # closed, it stays as it is


def test_one_plan_runs_at_a_time_and_a_step_is_done_by_whose_it_is(cast: Cast, agreement: Agreement) -> None:
    line, today = promise(cast, agreement, "rehab.clients", 20_000), cast.oki.local_day()
    plan = PLANS.create(office=cast.oki, by=cast.dewi, line=line, made_on=today, cause="Rujukan berkurang.")
    client = cast.client(cast.dewi)
    again = send(client, f"{reverse('planning:plan_new')}?target={line.pk}", cause="Lagi.")
    assert "sudah punya rencana aksi" in sentences(again)
    step = STEPS.create(office=cast.oki, by=cast.dewi, plan=plan, what="Temui camat", person=cast.ani, due_on=today)
    assert cast.client(cast.budi).post(reverse("planning:step_done", args=[step.pk])).status_code == 403
    with pytest.raises(Forbidden):
        do_step(step, by=cast.budi)
    assert do_step(step, by=cast.ani).done_on == today
