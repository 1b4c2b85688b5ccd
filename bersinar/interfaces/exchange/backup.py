"""Backup and restore of a whole instance: database, files and the instance's id. Never the keys.

A backup is one .tar.gz with a manifest. It is anchored before it is made, and a restore verifies what it brought.
"""

from __future__ import annotations

import io
import json
import os
import subprocess
import tarfile
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection
from django.utils import timezone

import bersinar
from bersinar.ledger.anchors import anchor_all

from .archive import MANIFEST, BackupRefused


def back_up(target: Path) -> None:
    """Write a backup to `target`: complete or not at all. Raises BackupRefused."""
    anchor_all("backup")
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_name(target.name + ".partial")
    with tempfile.TemporaryDirectory(dir=target.parent) as scratch:
        dump = Path(scratch) / "database"
        _dump(dump)
        manifest = {"version": bersinar.__version__, "engine": connection.vendor, "made_at": timezone.now().isoformat()}
        try:
            with tarfile.open(partial, "w:gz") as archive:
                _add_text(archive, MANIFEST, json.dumps(manifest))
                archive.add(dump, "database")
                archive.add(settings.DATA / "instance", "instance")
                if (settings.DATA / "files").exists():
                    archive.add(settings.DATA / "files", "files")
            os.chmod(partial, 0o600)
            partial.replace(target)
        finally:
            partial.unlink(missing_ok=True)


def _add_text(archive: tarfile.TarFile, name: str, text: str) -> None:
    info = tarfile.TarInfo(name)
    info.size, info.mtime = len(text.encode()), int(timezone.now().timestamp())
    archive.addfile(info, io.BytesIO(text.encode()))


def _dump(target: Path) -> None:
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(target)])
        return
    # Row-level security is forced: the owner's own policy lets the dump see everything.
    _postgres("pg_dump", "--format=custom", "--enable-row-security", "--no-owner", f"--file={target}")


def _postgres(program: str, *arguments: str) -> None:
    parts = urlsplit(settings.DATABASE_OWNER_URL)
    environment = {
        **os.environ, "PGHOST": parts.hostname or "", "PGPORT": str(parts.port or ""), "PGUSER": parts.username or "",
        "PGPASSWORD": parts.password or "", "PGDATABASE": parts.path.strip("/"),
    }  # fmt: skip
    environment = {name: value for name, value in environment.items() if value}
    done = subprocess.run([program, *arguments], env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise BackupRefused(f"{program} gagal: {done.stderr.strip()[:400]}")


def load_postgres(data: Path) -> None:
    """Load the dump of a PostgreSQL backup into the configured, empty database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")
        if cursor.fetchone()[0]:
            raise BackupRefused("Basis data tujuan tidak kosong.")
    connection.close()
    dump = data / "database"
    database = urlsplit(settings.DATABASE_OWNER_URL).path.strip("/")
    _postgres("pg_restore", "--no-owner", "--exit-on-error", "--enable-row-security", f"--dbname={database}", str(dump))
    dump.unlink()
