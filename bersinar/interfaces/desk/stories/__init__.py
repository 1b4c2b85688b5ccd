"""One page that tells everything of a village, or of an institution, out of all rooms.

It shows how many were tested, never how many were positive; that an IBM unit exists, never how many clients it has.
"""
