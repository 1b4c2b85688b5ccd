"""Permohonan: an institution asks by letter; the office schedules or declines, serves, and answers."""
