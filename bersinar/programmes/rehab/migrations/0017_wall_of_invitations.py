"""On PostgreSQL, only sessions of the treatment side reach codes and counts of invitations."""

from django.db import migrations

from bersinar.foundation.access.sides import Side
from bersinar.foundation.access.wall import wall_around


class Migration(migrations.Migration):
    dependencies = [("rehab", "0016_invitations")]

    operations = [wall_around(table, Side.TREATMENT) for table in ("rehab_invitation", "rehab_invitationcount")]
