"""Community-based intervention (IBM): units in villages, the recovery agents who run them, and their training.

Open records: a unit exists and who volunteers there. No client of a unit ever stands in this room.
"""
