"""Close every table of this room to all but the enforcement side's sessions (PostgreSQL)."""

from django.db import migrations

from bersinar.foundation.access.sides import Side
from bersinar.foundation.access.wall import wall_around

TABLES = ("network", "case", "suspect", "exhibit", "invitation", "participation", "sharedseizure")


class Migration(migrations.Migration):
    dependencies = [("enforcement", "0001_initial")]
    operations = [wall_around(f"enforcement_{table}", Side.ENFORCEMENT) for table in TABLES]
