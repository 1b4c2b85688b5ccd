"""What is measured on: the demo, and made-up facts over many offices."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from .measuring import timed

OFFICES = 203


def build(facts: int) -> None:
    from bersinar.interfaces.demo.build import make_ready
    from bersinar.ledger.models import Fact

    with timed("demo, all five offices through the actions"):
        make_ready()
    own = Fact.objects.count()
    with timed(f"synthetic facts up to {facts:,}"):
        _synthetic(max(0, facts - own))
    print(f"facts in the ledger: {Fact.objects.count():,} over {OFFICES + 11} offices", flush=True)


def _synthetic(count: int) -> None:
    """Facts of ten kinds over 203 offices and three years, without postings: this instance is thrown away."""
    from django.db import connection, transaction

    from bersinar.foundation.offices.actions import make_office
    from bersinar.foundation.offices.models import Office

    chance = random.Random(20231231)  # noqa: S311  made-up data, the same every time
    above = Office.objects.get(code="bnnp-sumsel")
    offices = [
        make_office(
            code=f"bnnk-bench-{n:03}",
            parent=above,
            type="regency",
            official_name=f"BNNK Uji {n}",
            short_name=f"BNNK Uji {n}",
        )
        for n in range(1, OFFICES + 1)
    ]
    per_office = count // OFFICES
    names = ", ".join(_COLUMNS)
    marks = ", ".join(["%s"] * len(_COLUMNS))
    with transaction.atomic(), connection.cursor() as cursor:
        for office in offices:
            rows = [_fact(office.pk, seq, chance) for seq in range(1, per_office + 1)]
            cursor.executemany(f"INSERT INTO ledger_fact ({names}) VALUES ({marks})", rows)  # noqa: S608  our own names
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


_COLUMNS = (
    "office_id", "seq", "line", "day", "kind", "quantity", "sign", "share", "place", "sex", "age_band", "substance", "environment",
    "detail", "aspect", "subject", "source_kind", "source_id", "basis", "bound", "corrects",
)  # fmt: skip


def _fact(office: int, seq: int, chance: random.Random) -> tuple[Any, ...]:
    kind, carries = chance.choice(_MIX)
    day = date(2021, 1, 1) + timedelta(days=chance.randrange(1095))
    sex = chance.choice(("male", "female")) if "sex" in carries else ""
    environment = chance.choice(("government", "education", "community"))
    subject = f"{chance.getrandbits(128):032x}" if "subject" in carries else ""
    return (
        office, seq, 0, day, kind, chance.randint(1, 40), 1, "own", "", sex, "", "", environment,
        carries.get("detail", ""), "", subject, "bench.record", uuid4().hex, "recorded", "exact", "",
    )  # fmt: skip


_MIX: list[tuple[str, dict[str, Any]]] = [
    ("activities.prevention_meeting_held", {"subject": True}),
    ("activities.prevention_people_reached", {"sex": True}),
    ("activities.prevention_people_reached", {"sex": True}),
    ("activities.prevention_institution_reached", {"subject": True}),
    ("screening.person_tested", {"sex": True}),
    ("screening.session_held", {"subject": True}),
    ("community.volunteer_appointed", {"subject": True, "sex": True}),
    ("surveys.element_answered", {"detail": "u1"}),
    ("surveys.element_answered", {"detail": "u2"}),
    ("activities.empowerment_people_reached", {"sex": True}),
]
