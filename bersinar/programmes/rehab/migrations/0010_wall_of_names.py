"""Clients registered before are found by name too; on PostgreSQL only sessions of the treatment side look."""

from typing import Any

from django.db import migrations

from bersinar.foundation.access.sides import Side
from bersinar.foundation.access.wall import wall_around
from bersinar.foundation.secrecy.sealed import decrypt, unwrap
from bersinar.programmes.rehab.models import name_indexes


def index_names(apps: Any, schema_editor: Any) -> None:
    """Blind indexes of names that were sealed before there were any."""
    part = apps.get_model("rehab", "NamePart").objects
    rows = apps.get_model("rehab", "Client").objects.filter(name__isnull=False, data_key__isnull=False)
    for pk, office, sealed, wrapped in rows.values_list("pk", "office_id", "name", "data_key").iterator(1000):
        name = decrypt(unwrap("treatment", str(pk), wrapped), bytes(sealed), f"rehab_client.name.{pk}").decode()
        part.bulk_create(
            part.model(office_id=office, client_id=pk, part=index) for index in sorted(name_indexes(office, name))
        )


class Migration(migrations.Migration):
    dependencies = [("rehab", "0009_finding_and_merging")]

    operations = [
        migrations.RunPython(index_names, migrations.RunPython.noop),
        wall_around("rehab_namepart", Side.TREATMENT),
    ]
