"""What was sealed is no longer kept in the clear, and a tip no longer says what kind of caller gave it."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("carecentre", "0004_seal_services")]

    operations = [
        *(migrations.RemoveField("serviceticket", f"{name}_plain") for name in ("caller", "phone", "note")),
        migrations.RemoveField("tipticket", "caller_kind"),
    ]
