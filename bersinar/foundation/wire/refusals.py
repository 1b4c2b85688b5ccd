"""A refusal: what the rules forbid, in a sentence an officer can act on."""

from __future__ import annotations


class Refusal(Exception):
    """Raised by an action. `code` is stable for machines, `sentence` is for people, `fields` names what to mend."""

    def __init__(self, code: str, sentence: str, *, fields: dict[str, str] | None = None, status: int = 422) -> None:
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence
        self.fields = fields or {}
        self.status = status


class Forbidden(Refusal):
    """The user lacks the right; says nothing about whether the thing exists."""

    def __init__(self, sentence: str = "Anda tidak berwenang untuk tindakan ini.") -> None:
        super().__init__("forbidden", sentence, status=403)


class LostUpdate(Refusal):
    """Somebody else changed the record since it was opened. Carries both values of each field that differs."""

    def __init__(self, conflicts: dict[str, tuple[str, str]]) -> None:
        both = "; ".join(
            f"{name}: tersimpan “{theirs}”, isian Anda “{mine}”" for name, (theirs, mine) in conflicts.items()
        )
        super().__init__(
            "lost_update",
            "Rekam ini sudah diubah orang lain sejak Anda membukanya. Periksa dan simpan lagi."
            + (f" Yang berbeda: {both}." if both else ""),
            status=409,
        )
        self.conflicts = conflicts
