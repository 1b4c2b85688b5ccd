"""What may be posted and how it is counted: declarations in plain Python. Imports no Django, reads no database."""
