"""On PostgreSQL, only sessions of the treatment side reach clients and what belongs to them."""

from django.db import migrations

from bersinar.foundation.access.sides import Side
from bersinar.foundation.access.wall import wall_around


class Migration(migrations.Migration):
    dependencies = [("rehab", "0001_initial")]

    operations = [
        wall_around(table, Side.TREATMENT)
        for table in ("rehab_client", "rehab_episode", "rehab_pathwaydecision", "rehab_aftercare")
    ]
