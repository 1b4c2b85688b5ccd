"""The ASI-based assessment: profile of severity, substances, refusals, alerts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bersinar.catalogue.instruments import INSTRUMENTS
from bersinar.catalogue.instruments.asi import DOMAINS, SEVERITIES, SUBSTANCES
from bersinar.catalogue.instruments.declaring import REFUSED, NotScorable

from .sheets import ANYTHING, values_or_sentences

ASI = INSTRUMENTS["asi-wl"]

SHEET = {
    **{f"{domain}_{topic}": 1 for domain in DOMAINS for topic in ("trouble", "help", "severity")},
    "drugs_trouble": 4, "drugs_help": 4, "drugs_severity": 7, "family_severity": 5, "legal_severity": 0,
    "psychiatric_severity": 9, "medical_severity": 2,
    "use_amphetamines_days": 20, "use_amphetamines_years": 4, "use_amphetamines_route": 3,
    "use_alcohol_days": 0, "use_alcohol_years": 2, "use_alcohol_route": 1,
    "use_heroin_days": 0, "use_heroin_years": 0,
    "primary": 1 + SUBSTANCES.index("amphetamines"), "suicide_30": 0,
}  # fmt: skip


def test_the_profile_is_the_interviewers_severity_by_domain() -> None:
    result = ASI.score(SHEET)
    assert dict(result.values) == {
        "medical": 2, "work": 1, "alcohol": 1, "drugs": 7, "legal": 0, "family": 5, "psychiatric": 9,
    }  # fmt: skip
    assert dict(result.bands) == {
        "medical": "slight", "work": "none", "alcohol": "none", "drugs": "considerable", "legal": "none",
        "family": "moderate", "psychiatric": "extreme",
    }  # fmt: skip
    assert result.flags == ()
    assert ASI.check(SHEET).is_complete


def test_a_refusal_is_an_answer_and_leaves_its_domain_empty() -> None:
    refused = {**SHEET, "family_trouble": REFUSED, "family_severity": REFUSED, "suicide_30": REFUSED}
    assert ASI.check(refused).is_complete
    result = ASI.score(refused)
    assert result.values["family"] is None
    assert "family" not in result.bands
    assert result.flags == ()


def test_a_form_without_a_domain_of_alcohol_is_whole() -> None:
    without = {code: answer for code, answer in SHEET.items() if not code.startswith("alcohol_")}
    assert ASI.check(without).is_complete
    assert ASI.score(without).values["alcohol"] is None


@pytest.mark.parametrize(
    ("extra", "flags"),
    [
        ({"suicide_30": 1}, ("suicide_attempt",)),
        ({"use_amphetamines_route": 4}, ("injecting_recent",)),
        ({"use_amphetamines_route": 5, "suicide_30": 1}, ("suicide_attempt", "injecting_recent")),
        ({"use_alcohol_route": 5}, ()),  # not in the last 30 days
    ],
)
def test_what_cannot_wait_is_marked(extra: dict[str, int], flags: tuple[str, ...]) -> None:
    result = ASI.score({**SHEET, **extra})
    assert result.flags == flags
    assert all(ASI.words[flag] for flag in flags)


@pytest.mark.parametrize(
    ("extra", "item"),
    [
        ({"work_trouble": 5}, "work_trouble"),
        ({"work_help": -2}, "work_help"),
        ({"work_severity": 10}, "work_severity"),
        ({"use_amphetamines_days": 31}, "use_amphetamines_days"),
        ({"use_amphetamines_years": 91}, "use_amphetamines_years"),
        ({"use_amphetamines_route": 6}, "use_amphetamines_route"),
        ({"use_heroin_route": 5}, "use_heroin_route"),  # never used
        ({"use_several_route": 1}, "use_several_route"),  # more than one substance has no route
        ({"primary": len(SUBSTANCES) + 1}, "primary"),
        ({"primary": 1 + SUBSTANCES.index("heroin")}, "primary"),  # never used
        ({"suicide_30": 2}, "suicide_30"),
        ({"suicide_30": "ya"}, "suicide_30"),
    ],
)
def test_what_cannot_be_is_refused_with_its_item(extra: dict[str, object], item: str) -> None:
    findings = ASI.check({**SHEET, **extra})
    assert list(findings.wrong) == [item]
    with pytest.raises(NotScorable):
        ASI.score({**SHEET, **extra})


@pytest.mark.parametrize(
    "left_out", ["medical_help", "drugs_severity", "use_amphetamines_route", "primary", "suicide_30"]
)
def test_what_is_missing_makes_a_draft_and_not_an_error(left_out: str) -> None:
    findings = ASI.check({code: answer for code, answer in SHEET.items() if code != left_out})
    assert (findings.missing, dict(findings.wrong)) == ((left_out,), {})
    assert not findings.can_be_scored


@pytest.mark.property
@given(st.dictionaries(st.sampled_from(sorted(DOMAINS)), st.integers(-1, 9)))
def test_severities_come_out_as_they_were_given_each_with_its_word(rated: dict[str, int]) -> None:
    result = ASI.score(SHEET | {f"{domain}_severity": rating for domain, rating in rated.items()})
    words = [
        "none",
        "none",
        "slight",
        "slight",
        "moderate",
        "moderate",
        "considerable",
        "considerable",
        "extreme",
        "extreme",
    ]
    for domain, rating in rated.items():
        assert result.values[domain] == (None if rating == REFUSED else rating)
        assert result.bands.get(domain) == (None if rating == REFUSED else words[rating])
    assert set(words) == set(SEVERITIES)


@pytest.mark.property
@given(st.dictionaries(st.one_of(st.sampled_from([item.code for item in ASI.items]), st.text(max_size=4)), ANYTHING))
def test_whatever_is_written_gives_a_profile_or_sentences(sheet: dict[str, object]) -> None:
    for tried in (sheet, {**SHEET, **sheet}):
        values, sentences = values_or_sentences(ASI, tried)
        assert sentences or values == set(DOMAINS)
