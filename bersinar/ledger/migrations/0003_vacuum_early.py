from django.db import migrations

from bersinar.foundation.audit.vacuuming import vacuum_early


class Migration(migrations.Migration):

    dependencies = [
        ('ledger', '0002_count_a_year_in_one_walk'),
    ]

    operations = [
        vacuum_early('ledger_posting', 'ledger_fact'),
    ]
