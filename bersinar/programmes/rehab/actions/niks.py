"""What can be a NIK."""

from __future__ import annotations

import re
from datetime import date

from .about_client import wrong


def read_nik(text: str) -> str:
    """The sixteen digits of a NIK. Raises a Refusal for what cannot be one."""
    digits = re.sub(r"[\s.-]", "", text)
    if not re.fullmatch(r"\d{16}", digits):
        raise wrong("nik", "NIK terdiri atas 16 angka. Periksa lagi pada KTP atau kartu keluarga.")
    day, month = int(digits[6:8]), int(digits[8:10])
    try:
        date(2000, month, day - 40 if day > 40 else day)  # women's day of birth stands with 40 added
    except ValueError as error:
        sentence = "Tanggal lahir dalam NIK (angka ke-7 sampai ke-12) tidak mungkin ada. Periksa lagi."
        raise wrong("nik", sentence) from error
    if not 11 <= int(digits[:2]) <= 96 or digits[12:] == "0000":
        raise wrong("nik", "NIK ini tidak mungkin ada. Periksa lagi pada KTP atau kartu keluarga.")
    return digits
