"""Add a version of an index, record what was measured on one, take in its respondents' answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any
from uuid import UUID

from bersinar.catalogue.arithmetic import rounded
from bersinar.catalogue.indices import INDEX_VERSIONS, IndexVersion
from bersinar.foundation.access.models import User
from bersinar.foundation.ui.thousandths import SCALE
from bersinar.foundation.wire.refusals import Refusal
from bersinar.ledger.deeds import Deed, deed, once
from bersinar.ledger.records import Verbs

from ..models import Answers, Measurement, OwnVersion
from ..scoring import score

_IN_USE = "Versi ini sudah dipakai dalam pengukuran, jadi isinya tetap. Buat versi baru untuk yang berubah."


def _used(version: OwnVersion) -> bool:
    return version.measurements.filter(cancelled_at__isnull=True).exists()


def _not_while_used(version: OwnVersion) -> None:
    if _used(version):
        raise Refusal(
            "version_in_use", "Versi ini sudah dipakai dalam pengukuran dan tidak dapat dibatalkan.", status=409
        )


class OwnVersionVerbs(Verbs[OwnVersion]):
    """A version's code comes of its name. Once something was measured on it, what its numbers mean stays."""

    def adds(self, doing: Deed, record: OwnVersion, values: dict[str, Any]) -> OwnVersion:
        return super().adds(doing, record, {**values, "code": OwnVersion(**values).own_code})

    def changes(self, doing: Deed, record: OwnVersion, values: dict[str, Any], *, based_on: int | None) -> OwnVersion:
        held: OwnVersion = OwnVersion.objects.select_for_update().get(pk=record.pk)
        after = {name: values.get(name, getattr(held, name)) for name in OwnVersion.MEANING}
        if _used(held) and any(getattr(held, name) != value for name, value in after.items()):
            raise Refusal("version_in_use", _IN_USE, status=409)
        return super().changes(doing, held, {**values, "code": OwnVersion(**after).own_code}, based_on=based_on)


def _not_with_answers(one: Measurement) -> None:
    if one.answers.filter(cancelled_at__isnull=True).exists():
        raise Refusal("answers_stand", "Jawaban respondennya masih ada. Batalkan jawaban itu dahulu.", status=409)


_FROM_ANSWERS = ("values", "male", "female", "respondents")


class MeasurementVerbs(Verbs[Measurement]):
    """Value and category follow the version, where it has a formula and bands; and the answers, where they are there."""

    def adds(self, doing: Deed, record: Measurement, values: dict[str, Any]) -> Measurement:
        own: OwnVersion | None = values.get("own")
        if own is None and values["edition"] not in INDEX_VERSIONS:
            raise Refusal("unknown_version", "Versi indeks ini tidak ada. Pilih versi dari daftar.")
        values = {**values, "edition": own.code if own else values["edition"]}
        version = own.declared if own else INDEX_VERSIONS[values["edition"]]
        return super().adds(doing, record, {**values, **_settled(version, values, awaits=_awaits(own))})

    def changes(self, doing: Deed, record: Measurement, values: dict[str, Any], *, based_on: int | None) -> Measurement:
        held: Measurement = Measurement.objects.select_for_update(of=("self",)).get(pk=record.pk)
        values = {name: value for name, value in values.items() if name not in ("edition", "own")}
        moved = any(name in values and values[name] != getattr(held, name) for name in _FROM_ANSWERS)
        if moved and held.answers.filter(cancelled_at__isnull=True).exists():
            sentence = "Nilai dan jumlah responden dihitung dari jawaban yang diunggah. Batalkan jawaban itu dahulu."
            raise Refusal("answers_stand", sentence, status=409)
        asked = {name: values.get(name, getattr(held, name)) for name in ("values", "value", "category")}
        version = held.measured
        if version.computed and asked["values"] == held.values:
            settled = {
                "value": held.value,
                "category": held.category,
            }  # of answers, the value was exact before its parts
        else:
            settled = _settled(version, asked, awaits=_awaits(held.own))
        return super().changes(doing, held, {**values, **settled}, based_on=based_on)


def _kept(exact: Fraction, version: IndexVersion) -> int:
    """A computed number as the version prints it, rounded once; in thousandths."""
    return int(rounded(exact, version.decimals) * SCALE)


def _awaits(own: OwnVersion | None) -> bool:
    """Whether the value may come later, of respondents' answers."""
    return own is not None and bool(own.items.strip())


def _settled(version: IndexVersion, values: Mapping[str, Any], *, awaits: bool) -> dict[str, Any]:
    """Value and category as the version has them: computed and by its bands, else as they were stated."""
    value, category = values.get("value"), values.get("category") or ""
    if awaits and not values.get("values"):
        return {"value": None, "category": ""}
    if version.computed:
        said = {code: Fraction(one, SCALE) for code, one in (values.get("values") or {}).items()}
        exact = version.value_of(said)
        if exact is None:
            raise Refusal("dimension_missing", "Isi semua dimensi: nilai versi ini dihitung dari rata-ratanya.")
        value = _kept(exact, version)
    if value is None:
        raise Refusal("value_missing", "Isi nilainya.", fields={"value": "Isian ini wajib diisi."})
    if version.bands:
        category = version.band_of(rounded(Fraction(value, SCALE), version.decimals))
    return {"value": value, "category": category}


OWN_VERSIONS = OwnVersionVerbs(
    OwnVersion, "surveys", "add_index_version", "change_index_version", "cancel_index_version", _not_while_used
)
MEASUREMENTS = MeasurementVerbs(
    Measurement, "surveys", "measure_index", "change_index", "cancel_index", _not_with_answers, holds="own"
)


@dataclass(frozen=True)
class AnswersVerbs(Verbs[Answers]):
    """Answers carry their measurement with them: values and numbers of respondents are theirs while they stand."""

    def take_in(
        self, measurement: Measurement, *, by: User, rows: list[list[Any]], reason: str = "", request_id: UUID | None = None
    ) -> Answers:  # fmt: skip
        """Keep the rows and let the measurement say what they come to. Posts what the measurement then says."""
        action = f"{self.room}.{self.made}"

        def make() -> Answers:
            with deed(
                action, office=measurement.office, by=by, needs=self.model.write_permission, reason=reason
            ) as doing:
                return _taken_in(doing, measurement, rows)

        body = {"measurement": measurement, "rows": repr(rows)}
        return once(request_id=request_id, action=action, by=by, body=body, model=Answers, make=make)


def _taken_in(doing: Deed, measurement: Measurement, rows: list[list[Any]]) -> Answers:
    held: Measurement = (
        Measurement.objects.select_for_update(of=("self",)).select_related("own", "office").get(pk=measurement.pk)
    )
    own = held.own
    if held.is_cancelled or own is None or not own.questions:
        raise Refusal("no_items", "Versi indeks ini belum memuat butir kuesioner.", status=409)
    version = own.declared
    values = score(version, own.questions, (own.answer_least or 0, own.answer_most or 0), [row[1:] for row in rows])
    if missing := [one.title for one in version.dimensions if one.code not in values]:
        raise Refusal("dimension_missing", f"Tidak ada yang menjawab butir {', '.join(missing)}.")
    exact = version.value_of(values)
    assert exact is not None
    kept = doing.add(Answers(), {"measurement": held, "rows": rows})
    sexes = [row[0] for row in rows]
    known = all(sexes)
    doing.change(
        held,
        {
            "values": {code: _kept(one, version) for code, one in values.items()}, "value": _kept(exact, version),
            "category": version.band_of(rounded(exact, version.decimals)) if version.bands else held.category,
            "male": sexes.count("male") if known else None, "female": sexes.count("female") if known else None,
            "respondents": len(rows),
        },
        based_on=None,
    )  # fmt: skip
    return kept


ANSWERS_OF = AnswersVerbs(Answers, "surveys", "take_in_answers", "", "cancel_answers")
