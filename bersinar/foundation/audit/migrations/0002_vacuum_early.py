from django.db import migrations

from bersinar.foundation.audit.vacuuming import vacuum_early


class Migration(migrations.Migration):

    dependencies = [
        ('audit', '0001_initial'),
    ]

    operations = [
        vacuum_early('audit_auditline', 'audit_reading'),
    ]
