"""On PostgreSQL, only sessions of the treatment side reach this room; but what the public page may know, it reads."""

from django.db import migrations

from bersinar.foundation.access.sides import Side
from bersinar.foundation.access.wall import wall_around


class Migration(migrations.Migration):
    dependencies = [("skhpn", "0001_initial")]

    operations = [
        wall_around(table, Side.TREATMENT) for table in ("skhpn_visit", "skhpn_deskrule", "skhpn_tariff")
    ]
