"""ASSIST v3.1 (WHO, 2010): a score and a band for each of ten substances, from the codes printed on the form.

A score is the sum of questions 2 to 7; tobacco has no question 5. Question 1 is the gate: what was never used has no
further items and scores 0. Where question 2 is 0, questions 3 to 5 are skipped and 6 and 7 still asked. Question 8
(injecting) never enters a score. Bands are for adults; alcohol has its own.

`q8_days` and `q8_running` are ours, not WHO's: on how many days of the last three months was injected, and whether on
three or more days running. They may stay empty, and change no score.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from .declaring import ASK_CLINICIAN, Answers, HigherIs, Instrument, Item, Outcome, Scale, gate

SUBSTANCES: Mapping[str, str] = MappingProxyType({
    "a": "Tembakau", "b": "Alkohol", "c": "Kanabis", "d": "Kokain", "e": "Stimulan jenis amfetamin", "f": "Inhalansia",
    "g": "Sedatif atau obat tidur", "h": "Halusinogen", "i": "Opioid", "j": "Zat lain",
})  # fmt: skip
TOBACCO, ALCOHOL = "a", "b"

LOW, MODERATE, HIGH = "low", "moderate", "high"
BANDS = (LOW, MODERATE, HIGH)

INJECTING_RECENT, INJECTING_HIGH = "injecting_recent", "injecting_high"
# High risk is *more than* four days a month on average, so more than twelve in the last three months.
MOST_DAYS_BELOW_HIGH = 12

_NEVER, _EVER = 0, 3
_CODES = {
    2: (0, 2, 3, 4, 6),
    3: (0, 3, 4, 5, 6),
    4: (0, 4, 5, 6, 7),
    5: (0, 5, 6, 7, 8),
    6: (0, 6, 3),
    7: (0, 6, 3),
}
_RECENTLY = (3, 4, 5)  # asked only of what was used in the last three months
_INJECTED_RECENTLY = 2


def _questions_of(letter: str) -> tuple[int, ...]:
    return tuple(number for number in _CODES if not (letter == TOBACCO and number == 5))


def _items() -> Iterator[Item]:
    """In the form's order: question by question, each for every substance."""
    for letter in SUBSTANCES:
        yield Item(f"q1{letter}", (_NEVER, _EVER), "q1", letter)
    for number, codes in _CODES.items():
        for letter in SUBSTANCES:
            if number not in _questions_of(letter):
                continue
            gates = [gate(f"q1{letter}", _EVER)]
            if number in _RECENTLY:
                gates.append(gate(f"q2{letter}", *(code for code in _CODES[2] if code)))
            yield Item(f"q{number}{letter}", codes, f"q{number}", letter, tuple(gates))
    ever_used = gate(" ".join(f"q1{letter}" for letter in SUBSTANCES), _EVER)
    # The interview ends where nothing was ever used; a "never injected" ticked all the same says nothing else.
    yield Item("q8", (0, _INJECTED_RECENTLY, 1), "q8", gates=(ever_used,), idle=(0,))
    injected = (gate("q8", _INJECTED_RECENTLY),)
    yield Item("q8_days", range(1, 93), "q8_days", gates=injected, optional=True)
    yield Item("q8_running", (0, 1), "q8_running", gates=injected, optional=True)


def _score(answers: Answers, letter: str) -> int:
    return sum(answers.get(f"q{number}{letter}", 0) for number in _questions_of(letter))


def band_of(letter: str, score: int) -> str:
    """The band of a substance's score, for adults."""
    if score >= 27:
        return HIGH
    return MODERATE if score >= (11 if letter == ALCOHOL else 4) else LOW


def deciding_band(bands: Mapping[str, str]) -> str | None:
    """The highest band of alcohol and the substances c to j: what decides where a client is served.

    Never tobacco: most men smoke, and smoking alone refers nobody. None where there are no bands (a minor).
    """
    return max((band for letter, band in bands.items() if letter != TOBACCO), key=BANDS.index, default=None)


def _flags(answers: Answers) -> Iterator[str]:
    if answers.get("q8") == _INJECTED_RECENTLY:
        yield INJECTING_RECENT
    if answers.get("q8_days", 0) > MOST_DAYS_BELOW_HIGH or answers.get("q8_running"):
        yield INJECTING_HIGH


def _compute(answers: Answers) -> Outcome:
    scores = {letter: _score(answers, letter) for letter in SUBSTANCES}
    bands = {letter: band_of(letter, score) for letter, score in scores.items()}
    return Outcome(scores, bands, tuple(_flags(answers)))


ASSIST = Instrument(
    "assist-3.1", "1", "ASSIST v3.1", tuple(_items()),
    tuple(
        Scale(letter, name, 0, sum(max(_CODES[number]) for number in _questions_of(letter)), HigherIs.WORSE)
        for letter, name in SUBSTANCES.items()
    ),
    MappingProxyType({
        LOW: "rendah", MODERATE: "sedang", HIGH: "tinggi",
        INJECTING_RECENT: "menyuntik dalam tiga bulan terakhir",
        INJECTING_HIGH: "menyuntik dengan risiko tinggi: lebih dari empat hari sebulan, atau tiga hari berturut-turut",
        ASK_CLINICIAN: "di bawah 18 tahun: pita risiko orang dewasa tidak berlaku, mintalah penilaian klinisi",
    }),
    _compute, adults_only=True,
)  # fmt: skip
