"""Whether this program can bring a database up to date."""

from __future__ import annotations

from django.apps import apps
from django.db import connection
from django.db.migrations.loader import MigrationLoader


class Unknown(Exception):
    """A database with steps that this program does not have."""


def refuse_unknown() -> None:
    """Raise `Unknown` where the database was made by a later program, or by one from before the first release.

    Migrating it would silently leave out what those steps made.
    """
    loader = MigrationLoader(connection)
    ours = {config.label for config in apps.get_app_configs() if config.name.startswith("bersinar.")}
    unknown = sorted(
        f"{app}.{step}" for app, step in set(loader.applied_migrations) - set(loader.disk_migrations) if app in ours
    )
    if unknown:
        raise Unknown(
            f"Basis data ini dibuat oleh versi Bersinar yang lain ({unknown[0]}): lebih baru dari program ini, atau dari "
            "sebelum rilis pertama. Pakai versi program yang membuatnya. Folder data demo boleh dihapus lalu dibuat ulang."
        )
