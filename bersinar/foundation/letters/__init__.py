"""Letters: made from a record, numbered by the register, printed with the office's letterhead, signed on paper.

Rooms declare their kinds; this knows none. A letter takes nothing from a template but the listed fields, and a final
one is never changed: its file is kept as it was signed.
"""
