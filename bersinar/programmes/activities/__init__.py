"""Activities of prevention and empowerment, each time they are held, and the institutions they reach.

Four counts, never one: kegiatan (a line of the year's programme), pelaksanaan (each time it is held), institutions,
people. It never counts what another body organised as the office's own, and never adds reach of media to people.
"""
