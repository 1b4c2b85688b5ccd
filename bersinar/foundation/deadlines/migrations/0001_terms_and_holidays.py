"""Terms of law and holidays. No record and no person: open to every side."""

import bersinar.foundation.codelists.fields
import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Holiday',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(error_messages={'unique': 'Tanggal ini sudah tercatat.'}, unique=True, verbose_name='tanggal')),
                ('name', models.CharField(max_length=120, verbose_name='nama')),
                ('yearly', models.BooleanField(default=False, verbose_name='berulang tiap tahun')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
            ],
            options={
                'verbose_name': 'hari libur',
                'ordering': ['-day'],
            },
        ),
        migrations.CreateModel(
            name='DeadlineRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', bersinar.foundation.codelists.fields.CodeField(list_name='deadline', max_length=60, verbose_name='tenggat')),
                ('regime', bersinar.foundation.codelists.fields.CodeField(list_name='deadline_regime', max_length=60, verbose_name='dasar hukum')),
                ('from_event', bersinar.foundation.codelists.fields.CodeField(list_name='case_event', max_length=60, verbose_name='dihitung sejak')),
                ('to_events', bersinar.foundation.codelists.fields.CodesField(blank=True, default=list, list_name='case_event', verbose_name='dipenuhi oleh')),
                ('dropped_by', bersinar.foundation.codelists.fields.CodesField(blank=True, default=list, list_name='case_event', verbose_name='tidak berlaku lagi karena')),
                ('amount', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(1000)], verbose_name='lama')),
                ('unit', models.CharField(choices=[('hours', 'jam'), ('days', 'hari'), ('working_days', 'hari kerja')], max_length=12, verbose_name='satuan')),
                ('first_day_counts', models.BooleanField(default=False, help_text='Seperti masa penahanan. Tidak berarti untuk jam.', verbose_name='hari pertama ikut dihitung')),
                ('extended_by', bersinar.foundation.codelists.fields.CodeField(blank=True, list_name='case_event', max_length=60, verbose_name='diperpanjang sekali oleh')),
                ('extra', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(1000)], verbose_name='tambahan lama')),
                ('applies', models.CharField(choices=[('any', 'Semua'), ('adult', 'Tersangka dewasa'), ('child', 'Anak'), ('near', 'Tempat yang mudah dijangkau'), ('remote', 'Tempat terpencil')], default='any', max_length=8, verbose_name='berlaku bagi')),
                ('per', models.CharField(choices=[('case', 'Satu untuk perkara'), ('suspect', 'Satu untuk tiap tersangka'), ('file', 'Satu untuk tiap berkas')], default='case', max_length=8, verbose_name='dihitung')),
                ('law', models.CharField(max_length=120, verbose_name='pasal')),
                ('ground', models.CharField(choices=[('sourced', 'Ada sumbernya'), ('general', 'Pengetahuan umum, periksa naskahnya')], default='general', max_length=10, verbose_name='kepastian')),
                ('valid_from', models.DateField(blank=True, null=True, verbose_name='berlaku sejak')),
                ('valid_until', models.DateField(blank=True, null=True, verbose_name='berlaku sampai')),
                ('shipped_as', models.SlugField(blank=True, editable=False, max_length=60)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
            ],
            options={
                'verbose_name': 'tenggat',
                'ordering': ['key', 'valid_from', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('valid_from__isnull', True), ('valid_until__isnull', True), ('valid_until__gte', models.F('valid_from')), _connector='OR'), name='deadline_ends_after_it_begins', violation_error_message='Berakhir sebelum mulai berlaku.'), models.CheckConstraint(condition=models.Q(models.Q(('extended_by', ''), ('extra__isnull', True)), models.Q(models.Q(('extended_by', ''), _negated=True), ('extra__isnull', False)), _connector='OR'), name='deadline_extension_whole', violation_error_message='Perpanjangan memerlukan peristiwa dan lamanya.')],
            },
        ),
    ]
