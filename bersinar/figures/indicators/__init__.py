"""Evaluating and explaining what the catalogue declares."""
