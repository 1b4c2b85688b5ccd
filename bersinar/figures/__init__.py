"""Figures: evaluate and explain what the catalogue declares, and print it in reports. Knows no programme."""
