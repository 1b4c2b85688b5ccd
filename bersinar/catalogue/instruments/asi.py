"""The ASI-based assessment for compulsory reporting: a profile of seven domains, and the substances used.

A client may refuse any question: that is answered with -1 and is not missing. Each domain has the client's own rating
of trouble and of the wish for help (0 to 4) and the interviewer's severity (0 to 9); the profile is the severities,
banded. Nothing is added up over domains or substances. An office whose form rates alcohol together with drugs leaves
the alcohol domain empty.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from .declaring import Answers, HigherIs, Instrument, Item, Outcome, Scale, Value, gate

DOMAINS: Mapping[str, str] = MappingProxyType({
    "medical": "Medis", "work": "Pekerjaan dan dukungan hidup", "alcohol": "Alkohol", "drugs": "Narkotika dan zat lain",
    "legal": "Hukum", "family": "Keluarga dan sosial", "psychiatric": "Psikiatris",
})  # fmt: skip
SUBSTANCES = (
    "alcohol", "heroin", "methadone", "other_opioids", "barbiturates", "sedatives", "cocaine", "amphetamines",
    "cannabis", "hallucinogens", "inhalants", "other", "several",
)  # fmt: skip
NO_PRIMARY = 0  # else the number of the substance in the list above, from 1
SEVERAL = "several"  # more than one on the same day: days and years, no route of its own
INJECTED = (4, 5)  # routes: 1 oral, 2 nasal or sublingual, 3 smoked or inhaled, 4 injected, 5 into a vein

SEVERITIES = ("none", "slight", "moderate", "considerable", "extreme")
SUICIDE_ATTEMPT, INJECTING_RECENT = "suicide_attempt", "injecting_recent"


def _items() -> Iterator[Item]:
    for domain in DOMAINS:
        may_stay_empty = domain == "alcohol"
        for topic, values in (("trouble", range(5)), ("help", range(5)), ("severity", range(10))):
            yield Item(f"{domain}_{topic}", values, topic, domain, optional=may_stay_empty)
    for substance in SUBSTANCES:
        use = f"use_{substance}"
        yield Item(f"{use}_days", range(31), "days", use, optional=True)
        yield Item(f"{use}_years", range(91), "years", use, optional=True)
        if substance != SEVERAL:
            ever = (gate(f"{use}_days {use}_years", *range(1, 91)),)
            yield Item(f"{use}_route", range(1, 6), "route", use, ever)
    yield Item("primary", range(len(SUBSTANCES) + 1), "primary")
    yield Item("suicide_30", (0, 1), "suicide_30", "psychiatric")


def severity_of(rating: int) -> str:
    """The word for an interviewer's rating: two ratings a word."""
    return SEVERITIES[rating // 2]


def _contradicting(answers: Answers) -> Mapping[str, str]:
    primary = answers.get("primary", NO_PRIMARY)
    if primary == NO_PRIMARY:
        return {}
    use = f"use_{SUBSTANCES[primary - 1]}"
    if answers.get(f"{use}_days") == 0 and answers.get(f"{use}_years") == 0:
        return {"primary": f"Zat utama belum pernah dipakai: {use}_days dan {use}_years berisi 0."}
    return {}


def _flags(answers: Answers) -> Iterator[str]:
    if answers.get("suicide_30"):
        yield SUICIDE_ATTEMPT
    recently = [f"use_{substance}" for substance in SUBSTANCES if answers.get(f"use_{substance}_days")]
    if any(answers.get(f"{use}_route") in INJECTED for use in recently):
        yield INJECTING_RECENT


def _compute(answers: Answers) -> Outcome:
    severity = {domain: answers.get(f"{domain}_severity") for domain in DOMAINS}
    bands = {domain: severity_of(rating) for domain, rating in severity.items() if rating is not None}
    values: dict[str, Value] = dict(severity)
    return Outcome(values, bands, tuple(_flags(answers)))


ASI = Instrument(
    "asi-wl", "1", "Asesmen wajib lapor (ASI)", tuple(_items()),
    tuple(Scale(domain, name, 0, 9, HigherIs.WORSE) for domain, name in DOMAINS.items()),
    MappingProxyType({
        "none": "tidak ada masalah", "slight": "ringan", "moderate": "sedang", "considerable": "cukup berat",
        "extreme": "sangat berat",
        SUICIDE_ATTEMPT: "percobaan bunuh diri dalam 30 hari terakhir: rujuk segera",
        INJECTING_RECENT: "menyuntik dalam 30 hari terakhir",
    }),
    _compute, contradicting=_contradicting, may_refuse=True,
)  # fmt: skip
