"""The year's plan of kegiatan: its states, the calendar, what was called off, last year's plan as a draft."""
