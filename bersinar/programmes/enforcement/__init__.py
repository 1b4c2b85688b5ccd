"""Enforcement: cases, suspects, exhibits, networks, and joint cases of several offices.

What is seized is never summed across units. A joint case is led by one office, which posts its own share; a partner
accepts a participation and posts the same to its own chain as joint. This room knows nothing of treatment, keeps no
name in the clear and prints none.
"""
