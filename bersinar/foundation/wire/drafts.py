"""Drafts of forms, kept on the server so that an expired session loses nothing. Sealed: a draft may hold a name."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING
from uuid import UUID

from django.http import QueryDict
from django.utils import timezone

from bersinar.foundation.secrecy.sealed import decrypt_by_side, encrypt_by_side, renewed

from .models import Draft
from .writing import writing

if TYPE_CHECKING:
    from bersinar.foundation.access.models import User

MOST_BYTES = 200_000


def _bound_to(owner: UUID, form: str) -> str:
    return f"draft:{owner}:{form}"


def typed(sent: QueryDict) -> dict[str, list[str]]:
    """What a form sent, without what belongs to the sending; a code or password typed as proof is never kept."""
    return {name: sent.getlist(name) for name in sent if name not in ("csrfmiddlewaretoken", "draft_key", "proof")}


def keep_draft(*, owner: User, form: str, side: str, fields: dict[str, list[str]]) -> None:
    """Keep what was typed; a draft larger than `MOST_BYTES` is cut down to nothing rather than half kept."""
    plain = json.dumps(fields).encode()
    if len(plain) > MOST_BYTES:
        return
    content = encrypt_by_side(side or "open", plain, _bound_to(owner.id, form))
    with writing():
        Draft.objects.update_or_create(
            owner=owner, form=form, defaults={"side": side, "content": content, "saved_at": timezone.now()}
        )


def read_draft(*, owner: User, form: str) -> dict[str, list[str]] | None:
    """What the owner typed last into this form, or None."""
    draft = Draft.objects.filter(owner=owner, form=form).first()
    if draft is None:
        return None
    plain = decrypt_by_side(draft.side or "open", bytes(draft.content), _bound_to(owner.id, form))
    return dict(json.loads(plain))


def renewed_draft(draft: Draft) -> bytes | None:
    """A draft under its side's new key; None where it is already."""
    return renewed(draft.side or "open", bytes(draft.content), _bound_to(draft.owner_id, draft.form))


def as_query(draft: dict[str, list[str]]) -> QueryDict:
    """A draft as a form reads what was sent."""
    query = QueryDict(mutable=True)
    for name, values in draft.items():
        query.setlist(name, values)
    return query


def drop_draft(*, owner: User, form: str) -> None:
    """Forget a draft: the form was saved or thrown away."""
    Draft.objects.filter(owner=owner, form=form).delete()


def forget_drafts(side: str, words: Iterable[str]) -> int:
    """Forget every draft of a side that names one of these words, in its address or in what was typed; how many.

    For what is erased: a draft lives for weeks, and its form may be another record's.
    """
    wanted = [re.escape(_folded(word)) for word in {*words} if word.strip()]
    if not wanted:
        return 0
    named = re.compile(rf"(?<![\w-])(?:{'|'.join(wanted)})(?![\w-])")
    gone = [draft.pk for draft in Draft.objects.filter(side=side) if named.search(_folded(_said(draft)))]
    Draft.objects.filter(pk__in=gone).delete()
    return len(gone)


def _said(draft: Draft) -> str:
    plain = decrypt_by_side(draft.side or "open", bytes(draft.content), _bound_to(draft.owner_id, draft.form))
    fields: dict[str, list[str]] = json.loads(plain)
    return " ".join([draft.form, *(value for values in fields.values() for value in values)])


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
