"""Narasumber: the office's list, who spoke where, and each officer's load by the month. No ranking is made of it."""
