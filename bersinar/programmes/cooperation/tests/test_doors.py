"""Who may open what: permission before anything is looked up, then the office's own records."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
from django.urls import reverse

from bersinar.programmes.cooperation.models import Obstacle
from tests.cast import Cast

KINDS = ("partner", "agreement", "obstacle", "effort", "award")


@pytest.mark.parametrize("kind", KINDS)
def test_without_the_permission_every_page_and_every_id_is_forbidden(cast: Cast, kind: str) -> None:
    client = cast.client(cast.fitri)
    for part in ("list", "export", "new"):
        assert client.get(reverse(f"cooperation:{kind}_{part}")).status_code == 403
    for part in ("", "_change", "_cancel"):
        assert client.get(reverse(f"cooperation:{kind}{part}", args=[uuid4()])).status_code == 403


def test_a_real_id_is_forbidden_in_the_same_way(cast: Cast, obstacle: Obstacle) -> None:
    client = cast.client(cast.fitri)
    real, unknown = (client.get(reverse("cooperation:obstacle", args=[key])) for key in (obstacle.pk, uuid4()))
    assert real.status_code == unknown.status_code == 403
    assert _without_token(real.text) == _without_token(unknown.text)


def _without_token(page: str) -> str:
    return re.sub(r"\b\w{64}\b", "", page)  # forms carry a fresh one each time


def test_another_office_does_not_find_the_record(cast: Cast, obstacle: Obstacle) -> None:
    client = cast.client(cast.gita)
    for part in ("", "_change", "_cancel"):
        assert client.get(reverse(f"cooperation:obstacle{part}", args=[obstacle.pk])).status_code == 404
        assert client.get(reverse(f"cooperation:obstacle{part}", args=[uuid4()])).status_code == 404
    answer = client.post(reverse("cooperation:obstacle_cancel", args=[obstacle.pk]), {"reason": "iseng"})
    assert answer.status_code == 404
    obstacle.refresh_from_db()
    assert not obstacle.is_cancelled
    assert "Kendala pertama" not in client.get(reverse("cooperation:obstacle_list")).text


def test_the_superior_office_reads_and_does_not_write(cast: Cast, obstacle: Obstacle) -> None:
    client, page = cast.client(cast.joko), reverse("cooperation:obstacle", args=[obstacle.pk])
    listed = client.get(reverse("cooperation:obstacle_list")).text
    assert "Kendala pertama" in listed
    assert "BNNK OKI" in listed
    assert reverse("cooperation:obstacle_change", args=[obstacle.pk]) not in client.get(page).text
    assert client.get(reverse("cooperation:obstacle_change", args=[obstacle.pk])).status_code == 403


def test_the_head_reads_and_is_offered_nothing_to_write(cast: Cast, obstacle: Obstacle) -> None:
    client = cast.client(cast.eko)
    assert client.get(reverse("cooperation:obstacle", args=[obstacle.pk])).status_code == 200
    assert reverse("cooperation:obstacle_new") not in client.get(reverse("cooperation:obstacle_list")).text


def test_a_stranger_is_asked_to_log_in(client, db: None) -> None:
    for kind in KINDS:
        assert client.get(reverse(f"cooperation:{kind}_list")).url.startswith("/masuk/")
