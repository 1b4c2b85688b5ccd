"""Sending without consent: the head of the clinic alone, in writing, and a second person looks at it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from bersinar.foundation.access.models import User
from bersinar.foundation.wire.refusals import Forbidden, Refusal
from bersinar.ledger.verify import verify
from bersinar.programmes.rehab.actions import REFERRALS
from bersinar.programmes.rehab.models import Referral, Review
from tests.cast import Cast
from tests.filling import send, sentences

from .conftest import SECRETS, register
from .handing import ALL_PARTS, SENT, accept, agree, url


def test_without_consent_the_head_of_the_clinic_sends_and_a_second_person_reviews(
    cast: Cast, second: User, treatment_side: Callable[[], None]
) -> None:
    client = register(cast, **SECRETS)
    budi = cast.client(cast.budi)
    sent: dict[str, Any] = {
        "to_office": cast.lumajang.pk, "cause": "medical", "urgency": "emergency",
        "sends": ["identity"], "sent_on": "2023-05-02",
    }  # fmt: skip
    address = f"{url('override_new')}?klien={client.code}"
    assert "ground" in send(budi, address, **sent).context["form"].errors
    send(budi, address, **sent, ground="Overdosis, tidak sadar")
    treatment_side()
    review = Review.objects.get()
    assert "Peninjauan (1)" in budi.get(url("referral_list")).text
    today = str(cast.oki.local_day())
    own = send(budi, url("review_step", review.pk, "close"), closed_on=today, finding="justified")
    assert "Minta orang lain" in sentences(own)
    lina = cast.client(second)
    assert url("review", review.pk) in lina.get(f"{url('review_list')}?terbuka=ya").text
    send(lina, url("review_step", review.pk, "close"), closed_on=today, finding="justified", note="Sesuai")
    treatment_side()
    review.refresh_from_db()
    assert (review.closed_by, review.finding, review.is_open) == (second, "justified", False)
    assert accept(cast, Referral.objects.get()).stage == "accepted"
    assert verify() == []


def test_who_may_not_override_does_not(cast: Cast, second: User) -> None:
    client = register(cast)
    said: dict[str, Any] = {
        "office": cast.oki, "client": client, "to_office": cast.lumajang, "cause": "medical", "urgency": "emergency",
        "sends": ["identity"], "sent_on": SENT, "ground": "Overdosis",
    }  # fmt: skip
    with pytest.raises(Forbidden):
        REFERRALS.create(by=second, **said)
    assert cast.client(second).get(url("override_new")).status_code == 403
    agree(cast, client, ALL_PARTS)
    with pytest.raises(Refusal, match="sudah mencakup semuanya"):
        REFERRALS.create(by=cast.budi, **said)
    assert Referral.objects.count() == 0
