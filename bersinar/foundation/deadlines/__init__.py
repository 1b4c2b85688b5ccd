"""Terms that a law sets: rules as data, days on which nobody works, and how a term is counted.

It knows no record and no room. A rule that no source settles says so, and whoever keeps the lists may change it.
"""
