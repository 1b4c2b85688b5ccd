"""A value of each client's NIK, sealed to the national service; on PostgreSQL within the wall."""

import django.db.models.deletion
from django.db import migrations, models

from bersinar.foundation.access.sides import Side
from bersinar.foundation.access.wall import wall_around


class Migration(migrations.Migration):

    dependencies = [
        ('rehab', '0020_walks_along_an_index'),
    ]

    operations = [
        migrations.CreateModel(
            name='Linkage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sealed', models.BinaryField()),
                ('key', models.CharField(max_length=16)),
                ('client', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='linkage', to='rehab.client')),
            ],
        ),
        wall_around("rehab_linkage", Side.TREATMENT),
    ]
