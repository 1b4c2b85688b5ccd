"""Cooperation: partners, agreements with the regions they cover, obstacles with efforts, awards.

The model room: the smallest whole one, and the one to copy. It never counts anything itself.
"""
