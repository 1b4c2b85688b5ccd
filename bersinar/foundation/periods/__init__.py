"""Months. A month is closed by a person, never by the calendar; afterwards a change needs a reason."""
