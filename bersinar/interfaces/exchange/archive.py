"""Opening a backup, before settings are read: this module knows no Django."""

from __future__ import annotations

import json
import sqlite3
import tarfile
from pathlib import Path
from typing import Any

MANIFEST = "manifest.json"


class BackupRefused(RuntimeError):
    """Carries a sentence for the operator."""


def unpack(source: Path, data: Path) -> dict[str, Any]:
    """Unpack a backup into an empty data folder, before settings are read. Raises BackupRefused."""
    if data.exists() and any(data.iterdir()):
        raise BackupRefused(f"Folder data {data} tidak kosong. Pulihkan ke folder baru.")
    data.mkdir(parents=True, exist_ok=True)
    try:
        with tarfile.open(source, "r:gz") as archive:
            archive.extractall(data, filter="data")
    except (OSError, EOFError, tarfile.TarError) as error:
        raise BackupRefused(f"{source} tidak dapat dibaca sebagai cadangan: {error}") from error
    manifest: dict[str, Any] = json.loads((data / MANIFEST).read_text())
    (data / MANIFEST).unlink()
    if manifest["engine"] == "sqlite":
        (data / "database").replace(data / "bersinar.sqlite3")
        with sqlite3.connect(data / "bersinar.sqlite3") as check:
            if check.execute("PRAGMA quick_check").fetchone()[0] != "ok":
                raise BackupRefused("Basis data di dalam cadangan rusak.")
    return manifest
