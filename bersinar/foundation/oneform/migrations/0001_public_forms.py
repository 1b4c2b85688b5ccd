import bersinar.foundation.wire.ids
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('offices', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Box',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=60)),
                ('ref', models.UUIDField()),
                ('waiting', models.PositiveSmallIntegerField(default=0)),
                ('content', models.BinaryField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('kind', 'ref'), name='oneform_box_once')],
            },
        ),
        migrations.CreateModel(
            name='Opening',
            fields=[
                ('id', models.UUIDField(default=bersinar.foundation.wire.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=60)),
                ('ref', models.UUIDField()),
                ('way', models.CharField(choices=[('link', 'Tautan dan poster QR'), ('slips', 'Lembar sekali pakai')], max_length=10, verbose_name='cara')),
                ('key', models.CharField(max_length=16, unique=True)),
                ('begins_on', models.DateField(verbose_name='dibuka mulai')),
                ('ends_on', models.DateField(verbose_name='sampai dengan')),
                ('most', models.PositiveIntegerField(verbose_name='paling banyak jawaban')),
                ('once_per_device', models.BooleanField(default=True, verbose_name='satu HP satu jawaban')),
                ('answered', models.PositiveIntegerField(default=0)),
                ('printed', models.PositiveIntegerField(default=0)),
                ('opened_at', models.DateTimeField()),
                ('opened_by', models.UUIDField()),
                ('closed_at', models.DateTimeField(null=True)),
                ('closed_by', models.UUIDField(null=True)),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office', verbose_name='satuan kerja')),
            ],
            options={
                'verbose_name': 'formulir publik',
                'ordering': ['-opened_at'],
                'indexes': [models.Index(fields=['kind', 'ref'], name='oneform_by_ref')],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('begins_on'))), name='oneform_ends_after_begin'), models.CheckConstraint(condition=models.Q(('answered__lte', models.F('most'))), name='oneform_at_most'), models.UniqueConstraint(condition=models.Q(('closed_at__isnull', True), ('way', 'link')), fields=('kind', 'ref'), name='oneform_one_link')],
            },
        ),
        migrations.CreateModel(
            name='Slip',
            fields=[
                ('hash', models.CharField(max_length=64, primary_key=True, serialize=False)),
                ('opening', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='slips', to='oneform.opening')),
            ],
        ),
        migrations.CreateModel(
            name='Spent',
            fields=[
                ('hash', models.CharField(max_length=64, primary_key=True, serialize=False)),
                ('opening', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='oneform.opening')),
            ],
        ),
    ]
