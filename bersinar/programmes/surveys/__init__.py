"""Surveys: satisfaction (IKM) by PermenPAN-RB 14/2017: surveys with their sheets, nine answers each.

It never computes the index (figures do), never knows who filled a sheet in, and shows comments only in batches.
"""
