"""Sums of the days of a stock: a table, what the facts come to, and the trigger that keeps them from now on."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models

from bersinar.ledger.daysums import AddedUpByDay, add_up

KINDS = ('enforcement.field_held', 'enforcement.mass_held', 'enforcement.pieces_held', 'enforcement.volume_held')
GUARD = AddedUpByDay(name='ledger_fact_by_day', kinds=KINDS)


def begin(apps: Any, schema_editor: Any) -> None:
    """Add up what there is, then keep it. As an `AddConstraint` SQLite would copy the whole table of facts for a trigger."""
    add_up(KINDS)
    for statement in GUARD.statements(apps.get_model('ledger', 'Fact'), schema_editor):
        schema_editor.execute(statement, params=None)


def end(apps: Any, schema_editor: Any) -> None:
    schema_editor.execute(GUARD.remove_sql(apps.get_model('ledger', 'Fact'), schema_editor), params=None)


class Migration(migrations.Migration):

    dependencies = [
        ('ledger', '0004_vacuum_early'),
        ('offices', '0002_age_of_own_consent'),
    ]

    operations = [
        migrations.CreateModel(
            name='DaySum',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('office', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office')),
                ('kind', models.CharField(max_length=48)),
                ('day', models.DateField()),
                ('share', models.CharField(max_length=5)),
                ('basis', models.CharField(max_length=9)),
                ('bound', models.CharField(max_length=5)),
                ('detail', models.CharField(blank=True, max_length=60)),
                ('aspect', models.CharField(blank=True, max_length=40)),
                ('substance', models.CharField(blank=True, max_length=40)),
                ('quantity', models.BigIntegerField()),
                ('signs', models.BigIntegerField()),
            ],
            options={
                'ordering': ['office', 'kind', 'day'],
                'constraints': [models.UniqueConstraint(fields=('office', 'kind', 'day', 'share', 'basis', 'bound', 'detail', 'aspect', 'substance'), name='day_sum_once')],
            },
        ),
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunPython(begin, end)],
            state_operations=[migrations.AddConstraint(model_name='fact', constraint=GUARD)],
        ),
    ]
