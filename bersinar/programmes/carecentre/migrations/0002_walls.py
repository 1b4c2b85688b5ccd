"""The two closed queues behind their walls. The operator may add to them and read nothing of them."""

from django.db import migrations

from bersinar.foundation.access.sides import Side
from bersinar.foundation.access.wall import wall_around


class Migration(migrations.Migration):
    dependencies = [("carecentre", "0001_records")]

    operations = [
        wall_around("carecentre_rehabticket", Side.TREATMENT, insert_by_all=True),
        wall_around("carecentre_tipticket", Side.ENFORCEMENT, insert_by_all=True),
        wall_around("carecentre_informant", Side.ENFORCEMENT, insert_by_all=True),
        wall_around("carecentre_rehabentry", Side.TREATMENT),
        wall_around("carecentre_tipentry", Side.ENFORCEMENT),
    ]
