"""Results stand behind the wall of the treatment side; a row also opens to the officer who tested.

Not to one who works on the enforcement side, whatever that person tested before. How many slips were printed tells how
many reacted: it opens to whom the result opens. Sheets that guardians signed stay on the treatment side.
"""

from django.db import migrations

from bersinar.foundation.access.sides import Side
from bersinar.foundation.access.wall import wall_around

TESTER = (
    "tester_id::text = current_setting('bersinar.actor', true)"
    " AND coalesce(current_setting('bersinar.side', true), '') <> 'enforcement'"
)


class Migration(migrations.Migration):
    dependencies = [("screening", "0001_records")]

    operations = [
        wall_around("screening_sessionresult", Side.TREATMENT, open_to=TESTER),
        wall_around("screening_slipprint", Side.TREATMENT, open_to=TESTER),
        wall_around("screening_consentsheets", Side.TREATMENT),
    ]
