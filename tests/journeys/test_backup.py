"""An operator backs up, loses the machine, and restores: the figures are the same, and what does not fit is refused."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from bersinar.foundation.files.actions import keep_file
from bersinar.programmes.cooperation.actions import AWARDS
from tests import database
from tests.cast import assemble
from tests.database import Clone
from tests.journeys.command import bersinar

pytestmark = pytest.mark.slow


def _fill() -> None:
    cast = assemble()
    for day in (1, 2, 3):
        award = AWARDS.create(
            office=cast.oki,
            by=cast.ani,
            received_on=date(2023, 4, day),
            name=f"Contoh {day}",
            giver="Lembaga Contoh",
            level="province",
        )
    upload = SimpleUploadedFile("piagam.pdf", b"%PDF-1.7 contoh", content_type="application/pdf")
    keep_file(
        office=cast.oki,
        side="open",
        record_kind="cooperation.award",
        record_id=award.pk,
        label="Piagam",
        upload=upload,
        by=cast.ani,
    )
    connection.close()


def _figures(clone: Clone) -> Any:
    answer = bersinar(clone, "figures", "--office", "bnn", "--year", "2023", "--format", "json")
    assert answer.returncode == 0, answer.stderr
    return json.loads(answer.stdout)


def test_a_backup_restores_to_the_same_figures(committed_db: Clone, tmp_path: Path) -> None:
    _fill()
    before = _figures(committed_db)
    saved = tmp_path / "cadangan.tar.gz"
    made = bersinar(committed_db, "backup", str(saved))
    assert made.returncode == 0, made.stderr
    fresh = _emptied(committed_db, tmp_path)
    restored = bersinar(fresh, "restore", str(saved))
    assert (restored.returncode, restored.stdout.strip()) == (0, "Dipulihkan, semua cocok."), restored.stderr
    assert _figures(fresh) == before
    assert bersinar(fresh, "verify").returncode == 0


def _emptied(clone: Clone, tmp_path: Path) -> Clone:
    """The same instance's place on a new machine: no database yet, no data; the keys are there."""
    environment = {**clone.environment, "BERSINAR_DATA": str(tmp_path / "baru")}
    if connection.vendor == "postgresql":
        connection.close_pool()  # type: ignore[attr-defined]
        database._execute(f"DROP DATABASE {clone.name} WITH (FORCE)")
        database._execute(f"CREATE DATABASE {clone.name} OWNER {database.OWNER}")
    return Clone(clone.name, environment)


def test_a_restore_into_a_folder_in_use_is_refused(committed_db: Clone, tmp_path: Path) -> None:
    saved = tmp_path / "cadangan.tar.gz"
    assert bersinar(committed_db, "backup", str(saved)).returncode == 0
    refused = bersinar(committed_db, "restore", str(saved))
    assert refused.returncode == 1
    assert "tidak kosong" in refused.stderr


@pytest.mark.parametrize("content", [b"bukan arsip", b""])
def test_what_is_no_backup_is_refused(empty_database: Clone, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "rusak.tar.gz").write_bytes(content)
    clone = Clone(empty_database.name, {**empty_database.environment, "BERSINAR_DATA": str(tmp_path / "baru")})
    refused = bersinar(clone, "restore", str(tmp_path / "rusak.tar.gz"))
    assert refused.returncode == 1
    assert "tidak dapat dibaca sebagai cadangan" in refused.stderr


def test_a_backup_that_cannot_be_written_says_so(committed_db: Clone, tmp_path: Path) -> None:
    (tmp_path / "berkas").write_text("")
    refused = bersinar(committed_db, "backup", str(tmp_path / "berkas" / "cadangan.tar.gz"))
    assert refused.returncode == 1
    assert "Cadangan gagal" in refused.stderr


def test_a_backup_is_readable_by_its_owner_alone(committed_db: Clone, tmp_path: Path) -> None:
    saved = tmp_path / "cadangan.tar.gz"
    bersinar(committed_db, "backup", str(saved))
    assert saved.stat().st_mode & 0o777 == 0o600
    assert not list(tmp_path.glob("*.partial"))
