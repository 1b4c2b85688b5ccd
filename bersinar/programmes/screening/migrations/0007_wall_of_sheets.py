"""Signed sheets name children: on PostgreSQL only sessions of the treatment side reach what is known of them."""

from django.db import migrations

from bersinar.foundation.access.sides import Side
from bersinar.foundation.access.wall import wall_around


class Migration(migrations.Migration):
    dependencies = [("screening", "0006_consents_of_guardians")]

    operations = [wall_around("screening_consentsheets", Side.TREATMENT)]
