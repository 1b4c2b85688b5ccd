"""Planning: performance agreements with their targets, the words of the year's report, and how that report is grouped.

A target is a statement about an indicator, never a figure. This room computes no achievement and names no indicator
that an agreement leaves unnamed.
"""
