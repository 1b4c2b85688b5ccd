"""Posting again after a rule changed: what records say under today's rules, as corrections dated then and posted now."""

from __future__ import annotations

from itertools import islice
from uuid import UUID

from django.utils import timezone

from bersinar.foundation.audit.actions import OPERATOR, Actor, Line, append
from bersinar.foundation.audit.chains import lock_head, move_head
from bersinar.foundation.offices.models import Office
from bersinar.foundation.wire.writing import writing

from .posting import Said, post
from .sources import Source, all_sources

ACTION = "rule_changed"
_AT_ONCE = 200


def post_changed() -> int:
    """Post the differences between the ledger and today's recount; how many postings were made."""
    return sum(_post_source(source, office) for source in all_sources() for office in Office.objects.all())


def post_reading(relation: str, *, office: Office, by: Actor, action: str) -> int:
    """Post again what an office's records say that read this relation of it ("office__service_area"), after it changed."""
    reading = [source for source in all_sources() if relation in (*source.select, *source.prefetch)]
    return sum(_post_source(source, office, by, action) for source in reading)


def _post_source(source: Source, office: Office, by: Actor = OPERATOR, action: str = ACTION) -> int:
    ids = source.model._default_manager.filter(office=office).order_by("pk").values_list("pk", flat=True)
    waiting, made = iter(list(ids)), 0
    while chunk := list(islice(waiting, _AT_ONCE)):
        made += _post_chunk(source, office, chunk, by, action)
    return made


def _post_chunk(source: Source, office: Office, ids: list[UUID], by: Actor, action: str) -> int:
    with writing():
        records = source.records().filter(pk__in=ids)
        said = [Said(source.kind, record.pk, source.drafts(record)) for record in records]
        head = lock_head(office)
        head.office = office
        at = timezone.now()
        facts = post(head, said, action=action, actor=by.id, at=at)
        if not facts:
            return 0
        append(head, [Line(action, source.kind, None, changes={"fakta": facts})], actor=by.id, at=at)
        move_head(head)
        return 1
