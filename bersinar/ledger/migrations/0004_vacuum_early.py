from django.db import migrations

from bersinar.foundation.audit.vacuuming import vacuum_early


class Migration(migrations.Migration):

    dependencies = [
        ('ledger', '0003_links_between_tokens'),
    ]

    operations = [
        vacuum_early('ledger_posting', 'ledger_fact'),
    ]
