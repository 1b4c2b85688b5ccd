"""Uploaded files: type and size checked, encrypted under the key of their side, with names that name nobody."""
