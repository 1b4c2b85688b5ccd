"""Offices as a tree, their service areas, sections and heads. Never decides who may see what."""
