"""How many slips were printed tells how many reacted: it opens to whom the result opens."""

from importlib import import_module

from django.db import migrations

from bersinar.foundation.access.sides import Side
from bersinar.foundation.access.wall import wall_around

TESTER = import_module("bersinar.programmes.screening.migrations.0002_wall").TESTER


class Migration(migrations.Migration):
    dependencies = [("screening", "0004_slips_of_a_result")]

    operations = [wall_around("screening_slipprint", Side.TREATMENT, open_to=TESTER)]
