"""Urine-test sessions (deteksi dini) and, closed to all but a few, their results.

A session is open: where, how many were tested. A result is the treatment side's and its testing officer's: it says how
many, never who, and its facts name the month and the kabupaten/kota, never the institution. No name stands here.
"""
