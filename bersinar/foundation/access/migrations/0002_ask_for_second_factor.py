import bersinar.foundation.secrecy.sealed
import bersinar.foundation.wire.ids
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0001_initial'),
        ('offices', '0001_initial'),
        ('sessions', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='user',
            name='has_factor',
            field=models.BooleanField(default=False, editable=False, verbose_name='verifikasi dua langkah'),
        ),
        migrations.CreateModel(
            name='Factor',
            fields=[
                ('data_key', models.BinaryField(blank=True, null=True)),
                ('id', models.UUIDField(default=bersinar.foundation.wire.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('secret', bersinar.foundation.secrecy.sealed.SealedField()),
                ('made_at', models.DateTimeField()),
                ('confirmed_at', models.DateTimeField(null=True)),
                ('last_step', models.BigIntegerField(default=0)),
                ('failures', models.PositiveSmallIntegerField(default=0)),
                ('locked_until', models.DateTimeField(null=True)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='factors', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('confirmed_at__isnull', False)), fields=('user',), name='factor_once'), models.UniqueConstraint(condition=models.Q(('confirmed_at__isnull', True)), fields=('user',), name='factor_begun_once')],
            },
        ),
        migrations.CreateModel(
            name='FactorDemand',
            fields=[
                ('id', models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False)),
                ('is_on', models.BooleanField()),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('id', 1)), name='factor_demand_one_row')],
            },
        ),
        migrations.CreateModel(
            name='FactorRemoval',
            fields=[
                ('id', models.UUIDField(default=bersinar.foundation.wire.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('reason', models.CharField(max_length=300, verbose_name='alasan')),
                ('proposed_by', models.UUIDField()),
                ('proposed_at', models.DateTimeField()),
                ('decided_by', models.UUIDField(null=True)),
                ('decided_at', models.DateTimeField(null=True)),
                ('approved', models.BooleanField(default=False)),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='factor_removals', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('decided_at__isnull', True)), fields=('user',), name='factor_removal_waits_once'), models.CheckConstraint(condition=models.Q(('approved', False), models.Q(('decided_by', models.F('proposed_by')), _negated=True), _connector='OR'), name='factor_removal_approved_by_another')],
            },
        ),
        migrations.CreateModel(
            name='Pin',
            fields=[
                ('id', models.UUIDField(default=bersinar.foundation.wire.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('browser', models.CharField(max_length=64)),
                ('day', models.DateField()),
                ('hash', models.CharField(max_length=200)),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('shown', models.CharField(choices=[('initials', 'Inisial saja'), ('name', 'Nama lengkap'), ('hidden', 'Tidak ditampilkan; saya mengetik nama pengguna')], default='initials', max_length=8)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pins', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('user', 'browser'), name='pin_once_per_browser')],
            },
        ),
        migrations.CreateModel(
            name='RecoveryCode',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('hash', models.CharField(max_length=64)),
                ('used_at', models.DateTimeField(null=True)),
                ('factor', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='recovery_codes', to='access.factor')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('factor', 'hash'), name='recovery_code_once')],
            },
        ),
        migrations.CreateModel(
            name='Session',
            fields=[
                ('session_key', models.CharField(max_length=40, primary_key=True, serialize=False, verbose_name='session key')),
                ('session_data', models.TextField(verbose_name='session data')),
                ('expire_date', models.DateTimeField(db_index=True, verbose_name='expire date')),
                ('visit', models.UUIDField(null=True)),
                ('began_at', models.DateTimeField(null=True)),
                ('seen_at', models.DateTimeField(null=True)),
                ('browser', models.CharField(blank=True, max_length=40)),
                ('device', models.CharField(blank=True, max_length=40)),
                ('by_pin', models.BooleanField(default=False)),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='sessions', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'session',
                'verbose_name_plural': 'sessions',
                'abstract': False,
            },
        ),
        # Sessions live in a table of ours from here on: what stands in Django's is never read again.
        migrations.RunSQL(
            sql='DELETE FROM django_session',
            reverse_sql='',
        ),
    ]
