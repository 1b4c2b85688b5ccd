"""Surveys: satisfaction (IKM) by PermenPAN-RB 14/2017 from sheets of nine answers; other indices as they were measured.

It never computes the satisfaction index (figures do), never knows who filled a sheet in, and shows comments only in
batches. Indices belong to a version: two versions are never converted, subtracted or drawn on one line.
"""
