"""Typst, its fonts and the characters they can print: shared by everything that becomes a PDF."""
