"""On PostgreSQL, only sessions of the treatment side reach intakes, consents and cards."""

from django.db import migrations

from bersinar.foundation.access.sides import Side
from bersinar.foundation.access.wall import wall_around


class Migration(migrations.Migration):
    dependencies = [("rehab", "0003_intake_and_consents")]

    operations = [
        wall_around(table, Side.TREATMENT) for table in ("rehab_intake", "rehab_consent", "rehab_reportingcard")
    ]
