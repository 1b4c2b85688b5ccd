"""Bersinar: the open working system of the narcotics-agency offices."""

__version__ = "0.1.0"
