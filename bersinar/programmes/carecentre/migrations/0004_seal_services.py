"""What was said about services moves under seal; who gave a tip takes along what kind of caller it was.

A step of its own: PostgreSQL changes no table whose rows the same transaction has changed twice.
"""

from django.db import migrations
from django.db.migrations.exceptions import IrreversibleError

from bersinar.foundation.secrecy.sealed import encrypt, new_data_key

_SEALED = ("caller", "phone", "note")


def seal_services(apps, schema_editor):
    """Put what services were told in the clear under seal, each row with a data key of its own."""
    tickets = apps.get_model("carecentre", "ServiceTicket").objects
    rows = list(tickets.values_list("pk", *(f"{name}_plain" for name in _SEALED)))
    for pk, *told in rows:
        key, wrapped = new_data_key("open", str(pk))
        sealed = {
            name: encrypt(key, said.encode(), f"carecentre_serviceticket.{name}.{pk}")
            for name, said in zip(_SEALED, told, strict=True)
            if said
        }
        tickets.filter(pk=pk).update(data_key=wrapped, **sealed)


def move_caller_kinds(apps, schema_editor):
    """What kind of caller gave a tip goes to where the giver stands."""
    givers = apps.get_model("carecentre", "Informant").objects
    for pk, kind in list(givers.values_list("pk", "tip__caller_kind")):
        givers.filter(pk=pk).update(caller_kind=kind)


def place_on_the_way(apps, schema_editor):
    """The stage that the fields of old contacts tell of."""
    for name in ("ServiceTicket", "RehabTicket", "TipTicket"):
        rows = apps.get_model("carecentre", name).objects
        if name != "ServiceTicket":
            rows.filter(assigned_to__isnull=False).update(stage="assigned")
        rows.filter(first_answered_at__isnull=False).update(stage="answered")
        rows.exclude(outcome="").update(stage="closed")


def ask_whether_empty(apps, schema_editor):
    """There is no way back for what is sealed: undone, it would be lost."""
    if apps.get_model("carecentre", "ServiceTicket").objects.exists():
        raise IrreversibleError("Kontak layanan umum sudah terkunci; langkah ini tidak dapat dibatalkan.")


class Migration(migrations.Migration):
    dependencies = [("carecentre", "0003_work")]

    operations = [
        migrations.RunPython(seal_services, ask_whether_empty),
        migrations.RunPython(move_caller_kinds, migrations.RunPython.noop),
        migrations.RunPython(place_on_the_way, migrations.RunPython.noop),
    ]
