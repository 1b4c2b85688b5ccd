"""Rehabilitation: clients, their episodes with pathways, aftercare; facilities and what strengthens them.

The treatment side. It never tells who a client is in a list, a title, a fact or an audit line, never meets the
enforcement side, and never counts anything itself.
"""
