"""Indexes by which the lists of containers and movements are read and counted, however long they are."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('enforcement', '0005_case_files_and_teams'),
        ('offices', '0002_age_of_own_consent'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name='container',
            index=models.Index(condition=models.Q(('cancelled_at__isnull', True)), fields=['office', '-recorded_at', 'code', 'id', 'cancelled_at'], name='container_listed'),
        ),
        migrations.AddIndex(
            model_name='container',
            index=models.Index(fields=['office', 'cancelled_at'], name='container_counted'),
        ),
        migrations.AddIndex(
            model_name='movement',
            index=models.Index(condition=models.Q(('cancelled_at__isnull', True)), fields=['office', 'moved_at', 'id', 'cancelled_at'], name='movement_listed'),
        ),
        migrations.AddIndex(
            model_name='movement',
            index=models.Index(fields=['office', 'cancelled_at'], name='movement_counted'),
        ),
    ]
