"""On PostgreSQL, only sessions of the treatment side reach referrals, parcels and reviews.

Consents from before parts of the file were named spoke of the file as a whole: they go on covering all of it.
"""

from typing import Any

from django.db import migrations

from bersinar.foundation.access.sides import Side
from bersinar.foundation.access.wall import wall_around

WHOLE_FILE = ["identity", "contact", "assessment", "plan", "discharge"]


def name_the_parts(apps: Any, schema_editor: Any) -> None:
    for consent in apps.get_model("rehab", "Consent").objects.iterator():
        if "referral" in consent.covers and not consent.may_send:
            consent.may_send = WHOLE_FILE
            consent.save(update_fields=["may_send"])


class Migration(migrations.Migration):
    dependencies = [("rehab", "0007_referrals")]

    operations = [
        migrations.RunPython(name_the_parts, migrations.RunPython.noop),
        *(wall_around(table, Side.TREATMENT) for table in ("rehab_referral", "rehab_parcel", "rehab_review")),
    ]
